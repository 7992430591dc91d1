"""Eyes of the tests' own: a projection written anew, and pixels of one mobject painted alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from manim import ManimColor, Mobject, tempconfig
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from mlcore import Contact, Objective, Rolling, Trajectory
from scenes.stage.look.theme import theme
from scenes.stage.manim.camera import StageCamera

__all__ = ["Blot", "alone", "in_the_plot", "only", "placed", "rolled", "seen", "towards"]

Array = NDArray[np.float64]

WIDTH, HEIGHT, UNITS = 960, 540, 8.0  # pixels, and the frame's height
SWAY = 0.13  # radians that a drifting view sways
FAINT = 24  # of 255: below this a pixel is not painted on


def rgb(colour: str) -> Array:
    """Red, green and blue in [0, 255]."""
    return 255 * np.asarray(ManimColor(colour).to_rgb())


# -- where things are ----------------------------------------------------------------------------


def placed(space: Any, w: ArrayLike, loss: ArrayLike) -> Array:
    """Where weights (..., 2) at a loss stand: w1 along the first floor axis, w0 the second."""
    weights, losses = np.asarray(w, dtype=float), np.asarray(loss, dtype=float)
    share = (weights - (space.low + space.high) / 2) / (space.high - space.low)
    along = space.signs[1] * space.sides[0] * share[..., 1]
    across = space.signs[0] * space.sides[1] * share[..., 0]
    up = space.height * (losses - space.floor) / (space.ceiling - space.floor)
    return np.stack(np.broadcast_arrays(along, across, up), axis=-1)


def turned(viewport: Any) -> Array:
    """(3, 3): the viewer's right, up and forward directions as rows, by two turns of the space."""
    azimuth = viewport.theta + SWAY * np.sin(getattr(viewport, "sway", 0.0))
    about_z = np.array(
        [
            [np.cos(azimuth), np.sin(azimuth), 0.0],
            [-np.sin(azimuth), np.cos(azimuth), 0.0],
            [0.0, 0.0, 1.0],
        ]
    )
    tilt = viewport.phi  # from the vertical
    tilted = np.array(
        [
            [0.0, 1.0, 0.0],
            [-np.cos(tilt), 0.0, np.sin(tilt)],
            [np.sin(tilt), 0.0, np.cos(tilt)],
        ]
    )
    return tilted @ about_z


def seen(viewport: Any, points: ArrayLike) -> tuple[Array, Array]:
    """Where points (..., 3) of a panel are in the frame (..., 2), and at what scale (...).

    A height of 4/zoom units fills the panel's rectangle, and what is nearer looks larger.
    """
    corners = viewport.points
    low, high = corners.min(axis=0), corners.max(axis=0)
    target = np.array([viewport.look_x, viewport.look_y, viewport.look_z])
    view = (np.asarray(points, dtype=float) - target) @ turned(viewport).T
    scale = viewport.zoom * (high[1] - low[1]) / 4
    scale = scale * viewport.distance / (viewport.distance - view[..., 2])
    return ((low + high) / 2)[:2] + scale[..., None] * view[..., :2], scale


def towards(viewport: Any) -> Array:
    """(3, 3): rows are the viewer's directions right, up and nearer, in the panel's space."""
    return turned(viewport)


def upright(space: Any, objective: Objective, w: Array) -> Array:
    """Unit normals (T, 3) of the placed surface above weights (T, 2), by differences."""
    across = []
    for k in (0, 1):
        step = np.zeros(2)
        step[k] = 1e-4 * (space.high[k] - space.low[k])
        ends = [placed(space, v, objective.loss(v)) for v in (w + step, w - step)]
        across.append(ends[0] - ends[1])
    normals = np.cross(*across)
    normals *= np.sign(normals[:, 2:])
    return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True))


def walked(run: Trajectory, head: float, space: Any, spacing: float = 0.02) -> Array:
    """Weights (T, 2) on the way to a playhead, close together where they are drawn."""
    head = min(head, len(run))
    whole = run.params[: int(head) + 1]
    if head > int(head):
        share = head - int(head)
        last = (1 - share) * run.params[int(head)] + share * run.params[int(head) + 1]
        whole = np.vstack([whole, last])
    points = placed(space, whole, run.objective.loss(whole))
    counts = np.ceil(np.linalg.norm(np.diff(points, axis=0), axis=1) / spacing).astype(int)
    parts = [
        whole[k] + np.linspace(0, 1, max(1, n), endpoint=False)[:, None] * (whole[k + 1] - whole[k])
        for k, n in enumerate(counts)
    ]
    return np.vstack([*parts, whole[-1:]])


def rolled(
    run: Trajectory, head: float, space: Any, objective: Objective, radius: float
) -> tuple[Array, Array]:
    """Centre (3,) and orientation (3, 3) of a ball that has rolled to a playhead."""
    way = walked(run, head, space)
    touch = placed(space, way, objective.loss(way))
    path = Contact(touch, upright(space, objective, way))
    rolling = Rolling.along(path, radius)
    return rolling.centres[-1], rolling.rotations[-1]


def in_the_plot(plot: Any, x: ArrayLike, y: ArrayLike) -> Array:
    """Where values stand in the frame (..., 2): the area's corners are the ends of its ranges."""
    corners = plot.area.get_vertices()
    left, bottom = corners[:, 0].min(), corners[:, 1].min()
    right, top = corners[:, 0].max(), corners[:, 1].max()
    (x0, x1), (y0, y1) = plot.x_range, plot.y_range
    across = left + (right - left) * (np.asarray(x, dtype=float) - x0) / (x1 - x0)
    up = bottom + (top - bottom) * (np.asarray(y, dtype=float) - y0) / (y1 - y0)
    return np.stack(np.broadcast_arrays(across, up), axis=-1)


# -- what is painted -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Blot:
    """The pixels that a mobject leaves, painted alone on the ground.

    Attributes
    ----------
    places
        (k, 2) in frame units.
    colours
        (k, 3) of 255.
    """

    places: Array
    colours: Array

    def __len__(self) -> int:
        """Return how many pixels."""
        return len(self.places)

    @property
    def middle(self) -> Array:
        """(2,) of the box around it."""
        return np.asarray((self.places.min(axis=0) + self.places.max(axis=0)) / 2)

    @property
    def size(self) -> Array:
        """(2,) of the box around it."""
        return np.ptp(self.places, axis=0) + UNITS / HEIGHT

    def off(self, line: Array) -> float:
        """How far the pixel that is farthest off a line (m, 2), of close points, is from it."""
        return float(cKDTree(line).query(self.places)[0].max(initial=0.0))

    def misses(self, line: Array) -> float:
        """How far the point of a line (m, 2) that is farthest from all pixels is from them."""
        if len(self) == 0:
            return np.inf
        return float(cKDTree(self.places).query(line)[0].max())

    def is_of(self, colour: str, near: float = 40.0) -> bool:
        """Tell whether the pixels painted on most have a colour, whatever their opacity."""
        ground, full = rgb(theme().ground), rgb(colour)
        strength = np.linalg.norm(self.colours - ground, axis=1)
        strong = self.colours[strength >= 0.9 * strength.max(initial=1.0)]
        way = np.median(strong, axis=0) - ground
        share = np.clip(way @ (full - ground) / ((full - ground) @ (full - ground)), 0.12, 1)
        return bool(np.linalg.norm(way - share * (full - ground)) < near * share)


@contextmanager
def only(viewport: Mobject, *parts: Mobject) -> Iterator[None]:
    """Leave only these parts in a viewport for a while."""
    before = viewport.submobjects
    viewport.submobjects = list(parts)
    try:
        yield
    finally:
        viewport.submobjects = before


def painted(*mobjects: Mobject) -> NDArray[np.uint8]:
    """Paint mobjects on the ground, (HEIGHT, WIDTH, 3)."""
    camera = _camera(theme().ground)
    camera.reset()
    camera.capture_mobjects(mobjects)
    return np.asarray(camera.pixel_array[..., :3])


@cache
def _camera(ground: str) -> StageCamera:
    sizes = {"pixel_width": WIDTH, "pixel_height": HEIGHT}
    with tempconfig({**sizes, "frame_height": UNITS, "frame_width": UNITS * WIDTH / HEIGHT}):
        return StageCamera(background_color=ground)


def alone(*mobjects: Mobject) -> Blot:
    """Return the pixels that mobjects leave."""
    pixels = painted(*mobjects)
    ground = rgb(theme().ground).astype(np.uint8)
    # one colour after the other: most pixels are the ground's
    rows, columns = np.nonzero(
        (pixels[..., 0] != ground[0])
        | (pixels[..., 1] != ground[1])
        | (pixels[..., 2] != ground[2])
    )
    far = np.abs(pixels[rows, columns].astype(float) - rgb(theme().ground)).max(axis=-1) > FAINT
    rows, columns = rows[far], columns[far]
    x = (columns + 0.5 - WIDTH / 2) * UNITS / HEIGHT
    y = (HEIGHT / 2 - rows - 0.5) * UNITS / HEIGHT
    return Blot(np.stack([x, y], axis=-1), pixels[rows, columns].astype(float))
