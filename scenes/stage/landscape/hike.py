"""A way on a terrain that is gone step by step: its trail, what is felt underfoot, and a ball.

A `FootPath` knows how far it has been gone, in steps; a terrain that is `led` by it keeps whoever
goes there in the middle of what is seen, so that in fog a lit patch travels along.
"""

from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from mlcore import Rolling, surface_path, towards
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen, to_rgb
from scenes.stage.space.solids import Arrow3D
from scenes.stage.space.viewport import Solid

__all__ = ["FootPath", "PathBall", "Underfoot"]

Array = NDArray[np.float64]

_APART = 0.04
"""Frame units between two points of a trail, about: of what is nearer, one is enough."""

_ABOVE = 0.02
"""Panel units by which a trail lies above the ground."""


class FootPath(Solid):
    """A trail on a terrain as far as it has been gone, and a dot where a foot was set.

    Its dial `gone` says how many steps have been made; within a step the way is straight.

    Parameters
    ----------
    terrain
        On which it lies.
    path
        (k, 2) the places from step to step.
    marked
        Numbers of the places that get a dot.
    colour
        Of the trail.
    """

    dials: ClassVar[tuple[str, ...]] = ("gone",)
    shared: ClassVar[tuple[str, ...]] = ("terrain", "path", "marked")

    def __init__(self, terrain: Terrain, path: Array, marked: tuple[int, ...], colour: str) -> None:
        super().__init__()
        self.terrain, self.path, self.marked, self.gone = terrain, path, marked, 0.0
        self.pen = Pen(colour, 4.5, opacity=0.95, hidden=0.25, lift=0.3)

    @property
    def where(self) -> Array:
        """(2,) the place that has been reached."""
        last = float(np.clip(self.gone, 0, len(self.path) - 1))
        step = min(int(last), len(self.path) - 2)
        share = last - step
        return np.asarray((1 - share) * self.path[step] + share * self.path[step + 1])

    def lead(self) -> None:
        """Let what is seen of the terrain be about the place that has been reached."""
        self.terrain.add_updater(lambda _: self.terrain.stand_at(self.where), call_updater=True)

    def paint(self, canvas: Canvas) -> None:
        """Draw the trail, then the dots."""
        made = int(self.gone + 1e-9)
        places = np.concatenate([self.path[: made + 1], self.where[None]])
        points = self.terrain.place(places) + np.array([0.0, 0.0, _ABOVE])
        ways = np.linalg.norm(np.diff(points, axis=0, prepend=points[:1]), axis=1)
        parts = np.floor(np.cumsum(ways) * canvas.view.scale / _APART)
        kept = np.diff(parts, prepend=-1.0) > 0
        kept[[step for step in self.marked if step <= made]] = True
        kept[-1] = True
        seen = self._seen(points)
        line, clear = points[kept], seen[kept]
        cuts = [0, *(np.flatnonzero(np.diff(clear)) + 1).tolist(), len(line) - 1]
        for start, end in pairwise(cuts):
            if clear[start] > 0:
                canvas.line(line[start : end + 1], self.pen, self.opacity * float(clear[start]))
        for step in self.marked:
            if step <= made and seen[step] > 0:
                canvas.dots(points[step][None], 0.06, theme().ink, self.opacity * float(seen[step]))

    def _seen(self, points: Array) -> Array:
        """Return how clearly (k,) points (k, 3) are seen through the fog, in a few steps."""
        terrain = self.terrain
        shares = np.linalg.norm(points[:, :2], axis=1) / terrain.sight
        thick = np.clip((shares - 0.4) / 0.5, 0.0, 1.0)
        return np.asarray(1.0 - terrain.fog * np.ceil(5 * thick) / 5)


class Underfoot(Solid):
    """What is felt where one stands: the plane that touches, two slopes on it, and the arrow.

    Dials: `plane`, `felt` and `told`, the opacities of the plane, of a step along x and one along
    y, and of the arrow; `turned`, from 1 for the gradient to -1 for the arrow turned about.

    Parameters
    ----------
    terrain
        On which one stands.
    reach
        Of the plane, in the panel's units.
    per_slope
        Of the arrow: its length on the map, likewise, for a slope of 1.
    """

    dials: ClassVar[tuple[str, ...]] = ("plane", "felt", "told", "turned")
    shared: ClassVar[tuple[str, ...]] = ("terrain",)

    def __init__(self, terrain: Terrain, reach: float, per_slope: float) -> None:
        super().__init__()
        self.terrain, self.reach, self.per_slope = terrain, reach, per_slope
        self.plane, self.felt, self.told, self.turned = 0.0, 0.0, 0.0, 1.0

    @property
    def arrow(self) -> Array:
        """(3,) the end of the arrow, on the plane."""
        along, turn = self.terrain.slope, (1.0 - self.turned) * np.pi / 2
        across = np.array([-along[1], along[0]])
        return self.terrain.on_plane(
            self.per_slope * (np.cos(turn) * along + np.sin(turn) * across)
        )

    def paint(self, canvas: Canvas) -> None:
        """Draw the plane's edge, the two steps, and the arrow."""
        terrain, colours = self.terrain, theme()
        edge = self.reach * towards(np.linspace(0, 2 * np.pi, 73))
        pen = Pen(colours.prediction, 3.0, hidden=0.5, lift=0.3)
        canvas.line(terrain.on_plane(edge), pen, self.opacity * self.plane)
        for axis, colour in enumerate((colours.w0, colours.w1)):
            step = terrain.on_plane(0.92 * self.reach * np.eye(2)[axis])
            self._arrow(canvas, step, Pen(colour, 6.0, lift=0.6), self.felt)
        self._arrow(canvas, self.arrow, Pen(colours.gradient, 9.0, lift=0.8), self.told)

    def _arrow(self, canvas: Canvas, end: Array, pen: Pen, strength: float) -> None:
        if strength > 0:
            drawn = Arrow3D(np.zeros(3), end, np.cross(end, [0.0, 0.0, 1.0]), pen, head=0.2)
            drawn.set_opacity(self.opacity * strength)
            drawn.paint(canvas)


class PathBall(Solid):
    """A ball that rolls along a path in which the terrain is seen.

    Its dial `radius` is in the panel's units.

    Parameters
    ----------
    terrain, path
        Where it rolls.
    radius
        To begin with.
    """

    dials: ClassVar[tuple[str, ...]] = ("radius",)
    shared: ClassVar[tuple[str, ...]] = ("terrain", "path", "rolling", "rows")

    def __init__(self, terrain: Terrain, path: FootPath, radius: float) -> None:
        super().__init__()
        self.terrain, self.path, self.radius = terrain, path, radius
        self.stripes = np.array([to_rgb(each) for each in theme().ball])
        steps = len(path.path) - 1
        self.rows = np.unique(np.concatenate([np.arange(0, 60, 0.05), np.arange(60, steps + 1)]))
        every = np.arange(len(path.path))
        places = np.stack([np.interp(self.rows, every, path.path[:, k]) for k in (0, 1)], axis=-1)
        contact = surface_path(
            lambda xy: np.asarray(terrain.function.loss(xy)) / terrain.flatter,
            lambda xy: np.asarray(terrain.function.gradient(xy)) / terrain.flatter,
            places,
        )
        self.rolling = Rolling.along(contact, radius)

    @property
    def centre(self) -> Array:
        """(3,) its middle, in the panel's space."""
        terrain, where = self.terrain, self.path.where
        slope = np.asarray(terrain.function.gradient(where)) * terrain.rise / terrain.flatter
        normal = np.array([*-slope, 1.0]) / np.sqrt(1.0 + slope @ slope)
        return np.asarray(terrain.place(where) + self.radius * normal)

    def paint(self, canvas: Canvas) -> None:
        """Paint it as it is turned."""
        row = float(np.interp(self.path.gone, self.rows, np.arange(len(self.rows))))
        _, rotation = self.rolling.at(row)
        canvas.ball(self.centre, self.radius, rotation, self.stripes, self.opacity)
