"""The ground about a walker: a surface z = f(x, y) seen from where one stands, in fog or without.

The walker stands in the origin of the panel's space; x runs along its first axis and y along its
second. The dial `closer` says by how many powers of ten the ground is magnified about the walker,
all three axes alike: so the tangent plane keeps its slope, and the ground bends towards it. Heights
are drawn `flatter` than they are by one factor throughout, and films that show it have to say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar, cast

import cairo
import numpy as np
from manim import VGroup
from numpy.typing import ArrayLike, NDArray

from mlcore import Objective, towards
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import MARKED, colour_map, theme
from scenes.stage.look.ticks import coarser, decimals_of, room, round_step
from scenes.stage.space.canvas import Canvas, Mesh, MeshStyle, Pen, to_rgb
from scenes.stage.space.view import View
from scenes.stage.space.viewport import Solid, Viewport

__all__ = ["GroundMesh", "Region", "Terrain"]

Array = NDArray[np.float64]

_AROUND, _OUTWARD = 144, 48
"""Corners of the mesh around the walker, and from the walker to where the ground ends."""

_CLEAR, _GONE = 0.22, 0.97
"""Shares of the way to where the ground ends, between which fog takes it away."""

_THIN = 0.6
"""Of fog: where it is no thicker, the ground ends where the region does."""

_LINES = (0.62, 0.95)
"""Units of the panel between lines of a coordinate: where they begin to be seen, and are seen."""

_NUMBERS = (0.8, 1.2)
"""The same of their numbers."""

_SCRIM = 0.7
"""How much of the ground captions hide that stand on it."""

_FADES = 0.3
"""Frame units from where numbers may stand, over which one that leaves fades."""

_LIFT = 0.02

_LAMP = 0.5
"""Of the colour of light that the ground has under a walker's feet in fog."""

_HALVINGS = 24
"""Of a way, until its end is at the level at which the ground ends."""

_WISPS, _DENSE = 26, 0.34
"""Of the fog: how many there are, and how opaque the thickest is."""


@dataclass(frozen=True)
class Region:
    """A rectangle of places, from `low` (2,) to `high` (2,)."""

    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def corners(self) -> Array:
        """(4, 2) in turn."""
        (x0, y0), (x1, y1) = self.low, self.high
        return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


class Terrain(Viewport):
    """A viewport onto the ground about a walker.

    Dials beside those of a view: `stand_x` and `stand_y`, where in the frame the walker stands, in
    place of what a view looks at; `closer`, as said above; `sight`, how far the ground is drawn, in
    the panel's units; `fog`, from 1 where it hides what is far to 0 where all of the region is
    seen; `rise`, from 0 for a flat map to 1; `face`, `iso` and `lines`, opacities of the ground, of
    its lines of equal height and of those of the coordinates; `told`, that of their numbers.

    Parameters
    ----------
    function
        Of two places, with its gradient.
    at
        Where the walker stands, (2,).
    region
        Where the ground ends in clear air.
    slot
        Where in the frame the panel stands.
    flatter
        By what factor heights are drawn smaller than x and y.
    level
        If given, the ground ends where it is so high, too; the walker stays below.
    drifts, backdrop
        As of a `Viewport`.
    """

    dials: ClassVar[tuple[str, ...]] = (
        *Viewport.dials,
        *("stand_x", "stand_y", "closer", "sight", "fog", "rise", "face", "iso", "lines", "told"),
    )
    shared: ClassVar[tuple[str, ...]] = ("function", "region")

    def __init__(
        self,
        function: Objective,
        at: ArrayLike,
        region: Region,
        *,
        slot: Slot,
        flatter: float,
        level: float | None = None,
        drifts: bool = True,
        backdrop: bool = False,
    ) -> None:
        super().__init__(
            slot.width, slot.height, phi=1.0, theta=-1.9, drifts=drifts, backdrop=backdrop
        )
        self.function, self.region, self.flatter, self.level = function, region, flatter, level
        self.stand_at(at)
        rows = np.linspace(region.low, region.high, 81)
        grid = np.stack(np.meshgrid(*rows.T, indexing="ij"), axis=-1)
        heights = np.asarray(function.loss(grid))
        self.lowest, self.highest = float(heights.min()), float(level or heights.max())
        self.stand_x, self.stand_y = (float(each) for each in slot.centre[:2])
        self.closer, self.sight, self.fog, self.rise = 0.0, 2.0, 1.0, 1.0
        self.face, self.iso, self.lines, self.told = 1.0, 0.5, 0.0, 0.0
        self.ground = GroundMesh(self)
        self.numbers = VGroup(*(_Numbers(self, axis) for axis in (0, 1)))
        self.add(self.ground, Mist(self), *([Scrim(self)] if backdrop else []), self.numbers)
        self.shift(slot.centre - self.centre)

    def stand_at(self, place: ArrayLike) -> None:
        """Let the walker stand at a place (2,): what is seen is about it."""
        self.at = np.asarray(place, dtype=float)
        self.height_here = float(self.function.loss(self.at))
        self.slope = np.asarray(self.function.gradient(self.at))

    @property
    def size(self) -> float:
        """Units of the panel per unit of x and y."""
        return float(10.0**self.closer)

    @property
    def reach(self) -> float:
        """How far one sees, in units of x and y."""
        return self.sight / self.size

    def place(self, xy: ArrayLike, height: ArrayLike | None = None) -> Array:
        """Return the points (..., 3) of the panel's space above places (..., 2), on the ground."""
        places = np.asarray(xy, dtype=float)
        z = np.asarray(self.function.loss(places) if height is None else height, dtype=float)
        up = (z - self.height_here) * self.rise / self.flatter
        flat = places - self.at
        return np.asarray(self.size * np.concatenate([flat, up[..., None]], axis=-1))

    def on_plane(self, steps: ArrayLike) -> Array:
        """Return the points (..., 3) of the tangent plane at steps (..., 2) in panel units."""
        flat = np.asarray(steps, dtype=float)
        up = (flat @ self.slope)[..., None] * self.rise / self.flatter
        return np.concatenate([flat, up], axis=-1)

    @property
    def azimuth(self) -> float:
        """As of a `Viewport`; a map does not sway."""
        return float(self.theta + (super().azimuth - self.theta) * min(1.0, self.rise))

    @property
    def view(self) -> View:
        """The view in which the walker stands where the dials say."""
        view = super().view
        off = np.array([self.stand_x, self.stand_y]) - view.centre
        return replace(view, target=-(off @ view.axes[:2]) / view.scale)

    def ends(self, angles: ArrayLike) -> Array:
        """Return how far (...) the ground goes at angles (...), in panel units.

        In clear air it ends where the region does, in fog where sight ends.
        """
        ways = towards(angles)
        with np.errstate(divide="ignore"):
            walls = np.where(
                ways > 0,
                np.array(self.region.high) - self.at,
                np.array(self.region.low) - self.at,
            )
            wall = np.min(np.abs(walls / np.where(ways == 0, 1e-12, ways)), axis=-1)
        if self.level is not None:
            wall = self._below(ways, wall)
        thick = float(np.clip((self.fog - _THIN) / (1.0 - _THIN), 0.0, 1.0))
        near = np.minimum(self.size * wall, self.sight)
        return np.asarray(near + thick * (self.sight - near))

    def _below(self, ways: Array, wall: Array) -> Array:
        """Shorten ways (..., 2) that are so long (...) to where the ground is at its level."""
        low, high = np.zeros_like(wall), wall.copy()
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            heights = np.asarray(self.function.loss(self.at + middle[..., None] * ways))
            below = heights < self.level
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return high


class GroundMesh(Solid):
    """What is seen of a terrain: a mesh about the walker, thinner and thinner in the fog."""

    shared = ("terrain",)

    def __init__(self, terrain: Terrain) -> None:
        super().__init__()
        self.terrain = terrain
        self.relief = theme().relief
        colours = theme()
        self.mist = 0.88 * np.array(to_rgb(colours.ground)) + 0.12 * np.array(to_rgb(colours.muted))

    @property
    def opaque(self) -> bool:
        """Whether nothing behind the ground can be seen."""
        return self.opacity >= 1 and self.terrain.face >= 1 and self.terrain.fog == 0

    @property
    def angles(self) -> Array:
        """(k,) all around, the corners of the region among them."""
        corners = self.terrain.region.corners - self.terrain.at
        around = _AROUND if self.terrain.level is None else 3 * _AROUND  # a long rim has tips
        every = np.linspace(-np.pi, np.pi, around + 1)
        return np.sort(np.concatenate([every, np.arctan2(corners[:, 1], corners[:, 0])]))

    def mesh(self) -> tuple[Array, Array]:
        """Return the corners (k, n, 3) of the mesh, and how clearly (n,) each ring is seen."""
        terrain, angles = self.terrain, self.angles
        shares = np.linspace(0.0, 1.0, _OUTWARD if terrain.fog > 0 else 2 * _OUTWARD)
        steps = (terrain.ends(angles)[:, None] * shares)[..., None] * towards(angles)[:, None]
        thick = np.clip((shares - _CLEAR) / (_GONE - _CLEAR), 0.0, 1.0)
        seen = 1.0 - terrain.fog * thick**2 * (3 - 2 * thick)
        return terrain.place(terrain.at + steps / terrain.size), seen

    def paint(self, canvas: Canvas) -> None:
        """Fill the ground, ring by ring in fog, and draw the coordinates on it."""
        terrain = self.terrain
        points, seen = self.mesh()
        mesh = self._coloured(points, seen)
        if terrain.fog > 0:
            inner = int(np.searchsorted(-seen, -0.999))
            cuts = [0, *range(max(inner, 1), len(seen) - 1), len(seen) - 1]
        else:
            cuts = [0, len(seen) - 1]
        for start, end in pairwise(cuts):
            part = slice(start, end + 1)
            clear = float(seen[part].mean()) if start else 1.0
            self._fill(canvas, mesh, part, clear)
        for axis in (0, 1):
            self._rule(canvas, axis)
        if terrain.fog < 1:
            pen = Pen(self.relief.rim, width=1.8, opacity=0.7 * (1 - terrain.fog), lift=0.08)
            canvas.line(points[:, -1], pen, self.opacity * terrain.face)

    def _coloured(self, points: Array, seen: Array) -> Mesh:
        terrain = self.terrain
        up = points[..., 2] / max(terrain.rise, 1e-9) / terrain.size * terrain.flatter
        if terrain.rise <= 0:
            up = np.asarray(terrain.function.loss(self._xy(points))) - terrain.height_here
        heights = terrain.height_here + up
        share = (heights - terrain.lowest) / (terrain.highest - terrain.lowest)
        rise = float(np.hypot(*terrain.slope)) * terrain.reach
        local = 0.45 + 0.4 * up / max(rise, 1e-12)
        close = float(np.clip(terrain.closer / 0.6, 0.0, 1.0))
        tone = MARKED * ((1 - close) * np.clip(share, 0, 1) ** 0.75 + close * np.clip(local, 0, 1))
        colours = colour_map(theme().heights, tone)
        clear = (1.0 - 0.6 * (1.0 - seen))[:, None]
        colours = clear * colours + (1.0 - clear) * self.mist
        lamp = _LAMP * terrain.fog * (seen**2)[:, None]
        colours = colours + lamp * (np.array(to_rgb(self.relief.glint)) - colours)
        slopes = np.asarray(terrain.function.gradient(self._xy(points))) / terrain.flatter
        normals = np.concatenate([-terrain.rise * slopes, np.ones((*slopes.shape[:-1], 1))], -1)
        normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
        coarse = heights / self._step()
        lines = np.stack([coarse, 2 * coarse, np.full_like(coarse, 0.5)], axis=-1)
        return Mesh(points, colours, lines, normals)

    def _xy(self, points: Array) -> Array:
        return np.asarray(self.terrain.at + points[..., :2] / self.terrain.size)

    def _octave(self) -> tuple[int, float]:
        """Return how often the step between lines of equal height has halved, and the way on."""
        depth = max(0.0, self.terrain.closer) / np.log10(2)
        return int(depth + 1e-9), float(max(0.0, depth - int(depth + 1e-9)))

    def _step(self) -> float:
        return float(8.0 / 2.0 ** self._octave()[0])

    def _fill(self, canvas: Canvas, mesh: Mesh, part: slice, clear: float) -> None:
        terrain = self.terrain
        cut = replace(
            mesh,
            points=mesh.points[:, part],
            colours=mesh.colours[:, part],
            lines=mesh.lines[:, part],
            normals=None if mesh.normals is None else mesh.normals[:, part],
        )
        fine = self._octave()[1]
        style = MeshStyle(
            line=self.relief.line,
            face=terrain.face,
            iso=terrain.iso * (1 - fine) * clear,
            grid=terrain.iso * fine * clear,
            grid_width=1.6,
        )
        canvas.fill(cut, style, self.opacity * clear)

    def _rule(self, canvas: Canvas, axis: int) -> None:
        """Draw the lines on which x, or y, has a round value."""
        terrain = self.terrain
        if terrain.lines <= 0:
            return
        pen = Pen((theme().w0, theme().w1)[axis], width=1.6, opacity=0.75, lift=0.12)
        for value, strength in asked(terrain, axis, _LINES):
            line = terrain_line(terrain, axis, value)
            if len(line) > 1:
                lifted = terrain.place(line) + np.array([0.0, 0.0, _LIFT])
                canvas.line(lifted, pen, self.opacity * terrain.lines * strength)


class Mist(Solid):
    """Wisps of fog before the ground, which drift as the view sways."""

    shared = ("terrain",)

    def __init__(self, terrain: Terrain) -> None:
        super().__init__()
        self.terrain = terrain
        rng = np.random.default_rng(4)
        self.wisps = rng.uniform([-1.1, -1, 0.2, 0.4], [1.1, 1, 0.4, 1.0], (_WISPS, 4))
        self.wisps[:, 0] = np.linspace(-1.1, 1.1, _WISPS)  # spread evenly from side to side

    def paint(self, canvas: Canvas) -> None:
        """Fill soft ellipses, thick at the edge of sight and thin before the walker."""
        terrain = self.terrain
        strength = _DENSE * terrain.fog * self.opacity * canvas.opacity
        if strength <= 0:
            return
        context = canvas.frame.context
        red, green, blue = to_rgb(theme().muted)
        width, height = terrain.slot.width, terrain.slot.height
        for k, (x, y, size, thick) in enumerate(self.wisps.tolist()):
            drift = np.sin(terrain.sway / 1.5 + 2.4 * k)
            away = min(1.0, float(np.hypot(x + 0.08 * drift, 0.8 * y)) / 0.75)
            context.save()
            context.translate(
                terrain.centre[0] + width / 2 * (x + 0.08 * drift),
                terrain.centre[1] + height / 2 * y,
            )
            context.scale(1.9 * size * width / 2, 0.8 * size * width / 2)
            fade = cairo.RadialGradient(0, 0, 0, 0, 0, 1)
            for place, share in ((0.0, 1.0), (0.5, 0.55), (1.0, 0.0)):
                opacity = strength * thick * away * share
                fade.add_color_stop_rgba(place, blue, green, red, opacity)
            context.set_source(fade)
            context.new_path()
            context.arc(0, 0, 1, 0, 2 * np.pi)
            context.fill()
            context.restore()


class Scrim(Solid):
    """The ground of the frame, which thickens towards the band of the captions."""

    shared = ("terrain",)

    def __init__(self, terrain: Terrain) -> None:
        super().__init__()
        self.terrain = terrain

    def paint(self, canvas: Canvas) -> None:
        """Fill it, from nothing at its top."""
        left, right = self.terrain.slot.left, self.terrain.slot.right
        bottom, top = self.terrain.slot.bottom, GRID.caption_top + 0.6
        red, green, blue = to_rgb(theme().ground)
        fade = cairo.LinearGradient(0, top, 0, GRID.caption_top - 0.3)
        opacity = _SCRIM * self.opacity * canvas.opacity
        fade.add_color_stop_rgba(0, blue, green, red, 0)
        fade.add_color_stop_rgba(1, blue, green, red, opacity)
        context = canvas.frame.context
        context.new_path()
        context.rectangle(left, bottom, right - left, top - bottom)
        context.set_source(fade)
        context.fill()


class _Numbers(VGroup):
    """The numbers of x at the near ends of their lines, or of y at the right ends."""

    def __init__(self, terrain: Terrain, axis: int) -> None:
        super().__init__()
        self.terrain, self.axis = terrain, axis
        colour = (theme().w0, theme().w1)[axis]
        for _ in range(14):
            number = LiveNumber(0, "0", size=theme().type.small, colour=colour, align="center")
            number.of, number.at = ("x-tick", "y-tick")[axis], terrain
            self.add(number.set_fill(opacity=0.0))
        self.home = self.submobjects[0].points.copy()
        self.add_updater(lambda numbers: numbers.follow(), call_updater=True)

    def follow(self) -> None:
        """Bring every number to the end of its line."""
        terrain = self.terrain
        wanted = list(asked(terrain, self.axis, _NUMBERS)) if terrain.told > 0 else []
        step = _finest(terrain, _NUMBERS)
        for k, number in enumerate(cast(list[LiveNumber], self.submobjects)):
            # what is not shown waits as it was made: nothing tells how many frames there were
            number.points, number.decimals, number.value = self.home.copy(), 0, 0.0
            opacity = 0.0
            if k < len(wanted):
                value, strength = wanted[k]
                line = terrain_line(terrain, self.axis, value)
                if len(line) > 1:
                    number.decimals, number.value = decimals_of(value, step), float("nan")
                    number.show_value(value)
                    opacity = terrain.told * strength * terrain.opacity * self._put(number, line)
            number.set_fill(opacity=opacity)

    def _put(self, number: LiveNumber, line: Array) -> float:
        """Move a number to the end of its line, and return how far it is within the frame."""
        ends = self.terrain.project(self.terrain.place(line[[0, 1]]))
        away = (ends[0] - ends[1]) / max(float(np.linalg.norm(ends[0] - ends[1])), 1e-9)
        figures = number.points[8:]
        middle = (figures.min(axis=0) + figures.max(axis=0)) / 2
        half = np.ptp(figures, axis=0) / 2
        place = ends[0] + (0.12 + float(np.abs(away[:2]) @ half[:2])) * away
        number.shift(place - middle)
        (left, bottom), (right, top) = (place - half)[:2], (place + half)[:2]
        room = min(
            *(left - GRID.left_edge, GRID.right_edge - right),
            *(bottom - GRID.caption_top, GRID.title_y - 0.1 - top),
        )
        return float(np.clip(room / _FADES, 0.0, 1.0))


def asked(
    terrain: Terrain, axis: int, limits: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    """Yield round values of x, or of y, that there is room for, and how clearly each is seen."""
    finest = _finest(terrain, limits)
    strength, every = room(finest * terrain.size, limits), coarser(finest)
    reach, middle = 0.94 * terrain.reach, float(terrain.at[axis])
    low, high = middle - reach, middle + reach
    if terrain.fog <= _THIN:
        rim = 1e-3 * terrain.reach
        low = max(low, terrain.region.low[axis] + rim)
        high = min(high, terrain.region.high[axis] - rim)
    for k in range(int(np.ceil(low / finest - 1e-9)), int(np.floor(high / finest + 1e-9)) + 1):
        yield k * finest, strength if k % every else 1.0


def _finest(terrain: Terrain, limits: tuple[float, float]) -> float:
    """Return the finest round step of x, or of y, that there is room for."""
    return round_step(limits[0] / terrain.size, (1, 5))


def terrain_line(terrain: Terrain, axis: int, value: float) -> Array:
    """Return the places (k, 2) along which x, or y, has a value, from where its number stands."""
    angles = np.linspace(-np.pi, np.pi, 721)
    around = terrain.at + (terrain.ends(angles) / terrain.size)[:, None] * towards(angles)
    off = around[:, axis] - value
    crossings = np.flatnonzero(np.signbit(off[:-1]) != np.signbit(off[1:]))
    other = 1 - axis
    places = [
        float(
            around[k, other]
            + (around[k + 1, other] - around[k, other]) * off[k] / (off[k] - off[k + 1])
        )
        for k in crossings
    ]
    if len(places) < 2:
        return np.zeros((0, 2))
    low, high = min(places), max(places)
    along = np.linspace(low, high, 41) if axis == 0 else np.linspace(high, low, 41)
    line = np.empty((41, 2))
    line[:, axis], line[:, other] = value, along
    return line
