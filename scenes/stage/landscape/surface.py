"""The loss surface of an objective, the contour map below it, and the axes around it."""

from dataclasses import replace
from typing import Any, ClassVar, Protocol, cast

import numpy as np
from contourpy import contour_generator
from manim import Animation, VGroup, VMobject
from numba import njit
from numpy.typing import NDArray

from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.text import number_words, symbol
from scenes.stage.look.theme import colour_map, theme
from scenes.stage.look.ticks import format_number, ticks
from scenes.stage.motion.dials import Dim
from scenes.stage.space.canvas import Canvas, Mesh, MeshStyle, Pen, to_rgb
from scenes.stage.space.viewport import Solid, Viewport

__all__ = ["FloorContours", "LossAxes", "LossSurface", "tone"]

Array = NDArray[np.float64]

_VALLEY = 0.75
"""Power of the height that gives its colour: the valley, where the descent is, has more of them."""


_CLEAR = 0.02
"""How far a surface that has not risen lies above the floor: of two in one plane neither wins."""


class Ground(Protocol):
    """A grid of weights (n, m, 2) and their loss (n, m): a landscape, or a basin."""

    @property
    def weights(self) -> Array:
        """(n, m, 2)."""

    @property
    def loss(self) -> Array:
        """(n, m)."""

    @property
    def minimum_loss(self) -> float:
        """The least that is known."""


class LossSurface(Solid):
    """The loss over a window of weights, coloured by height, with iso-lines and grid lines.

    Dials: `rise` lifts it from the floor (0) to its height (1); `face`, `iso` and `grid` are the
    opacities of its faces and lines, so that it can grow from its grid; `rim` is its outline's.
    """

    dials: ClassVar[tuple[str, ...]] = ("rise", "face", "iso", "grid", "rim")
    shared = ("space", "mesh", "normals", "colours", "lines")

    def __init__(self, landscape: Ground, space: LossSpace, levels: int = 14) -> None:
        super().__init__()
        self.rise, self.face, self.iso, self.grid, self.rim = 1.0, 1.0, 0.34, 0.13, 0.7
        self.levels = levels
        self.shape(landscape, space)
        self.relief = theme().relief

    def shape(self, landscape: Ground, space: LossSpace, scale: LossSpace | None = None) -> None:
        """Take the shape of a landscape; ``scale`` says what colours and iso-lines go by."""
        self.space = space
        self.mesh = space.place(landscape.weights, landscape.loss)
        self.shaded_rise, self.normals = 1.0, _normals(self.mesh)  # normals change with the rise
        share = _height_share(landscape, scale or space)
        self.colours = colour_map(theme().heights, tone(share))
        self.lines = _lines(share, self.levels, space.shares(landscape.weights))

    @property
    def opaque(self) -> bool:
        """Whether nothing behind the surface can be seen."""
        return self.opacity >= 1 and self.face >= 1

    def paint(self, canvas: Canvas) -> None:
        """Fill the mesh, then stroke its rim and its folds, which smooths their edges."""
        points = self.mesh * [1.0, 1.0, self.rise]
        points[..., 2] += _CLEAR * (1.0 - self.rise)
        if self.rise != self.shaded_rise:
            self.shaded_rise, self.normals = self.rise, _normals(points)
        style = MeshStyle(
            line=self.relief.line,
            face=self.face,
            iso=self.iso,
            grid=self.grid,
        )
        mesh = Mesh(points, self.colours, self.lines, self.normals)
        seen = canvas.fill(mesh, style, self.opacity)
        pen = Pen(self.relief.rim, width=1.8, opacity=self.rim, lift=0.06)
        rim = [points[0], points[:, -1], points[-1, ::-1], points[::-1, 0]]
        canvas.line(np.concatenate(rim), pen, self.opacity)
        turned = replace(pen, lift=0.2)
        for fold in _folds(seen, points):
            canvas.line(fold, turned, self.opacity)


class FloorContours(Solid):
    """The contour map of the loss, flat on the floor."""

    shared = ("mesh", "colours", "lines", "style")

    def __init__(self, landscape: Ground, space: LossSpace, levels: int = 14) -> None:
        super().__init__()
        self.levels = levels
        self.shape(landscape, space)
        self.style = MeshStyle(line=theme().relief.contour, face=0.55, iso=0.6, iso_width=1.5)

    def shape(self, landscape: Ground, space: LossSpace, scale: LossSpace | None = None) -> None:
        """Map a landscape; ``scale`` says what iso-lines go by."""
        weights = landscape.weights
        # every other point of the grid will do for what is flat, if the last one is among them
        step = 2 if all(size % 2 for size in landscape.loss.shape) else 1
        self.mesh = space.on_floor(weights)[::step, ::step]
        self.colours = np.broadcast_to(to_rgb(theme().panel), self.mesh.shape)
        share = _height_share(landscape, scale or space)[::step, ::step]
        self.lines = _lines(share, self.levels, space.shares(weights)[::step, ::step])

    def paint(self, canvas: Canvas) -> None:
        """Fill the floor and draw the iso-lines on it."""
        canvas.fill(Mesh(self.mesh, self.colours, self.lines), self.style, self.opacity)


class LossAxes(Solid):
    """The floor's outline and the three axes, with ticks.

    `labels` holds three groups, of w0, w1 and the loss, which stay upright in the frame.

    Parameters
    ----------
    viewport
        Where the axes stand; their labels are hung on it.
    space
        What they measure.
    corner
        (2,) signs of the floor's corner where the loss axis stands.
        Its post is where the number of a loss is read off.
    near
        (2,) signs of the sides that carry the ticks: of w0 along the first floor axis, of w1
        along the second.
    numbered
        Whether there are ticks.
    names
        Typst mathematics: of the two weights and, at the top of its axis, of the loss.
    later
        Other names of the two weights, at the same places, which are hidden at first.
    """

    def __init__(
        self,
        viewport: Viewport,
        space: LossSpace,
        corner: tuple[int, int] = (1, 1),
        near: tuple[int, int] = (1, -1),
        numbered: bool = True,
        names: tuple[str, str, str] = ("w_0", "w_1", "g"),
        later: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        colours = theme()
        self.near, self.corner = near, corner
        half = np.array(space.sides) / 2
        self.outline = Pen(colours.muted, width=1.6, opacity=0.75)
        self.tick = Pen(colours.muted, width=1.6, opacity=0.9)
        x, y = half
        floor = np.array([[x, y, 0], [-x, y, 0], [-x, -y, 0], [x, -y, 0], [x, y, 0.0]])
        foot, up = np.array([*(corner * half), 0.0]), np.array([0.0, 0.0, 1.0])
        self.foot = foot
        self.lines: list[Array] = [floor, np.array([foot, foot + up * space.height])]
        self.ticks: list[Array] = []
        self.labels = VGroup(VGroup(), VGroup(), VGroup())
        self.anchors: list[Array] = []
        self.named: list[int] = []  # which anchors are those of the weights' names
        self.first: list[VMobject] = []
        self.later: list[VMobject] = []
        self.numbers: list[VMobject] = []
        # w1 runs along the first floor axis, so its ticks stand on a side of the second
        for k, outward in ((1, np.array([0, near[1], 0.0])), (0, np.array([near[0], 0, 0.0]))):
            for value in _weight_ticks(space.low[k], space.high[k]) if numbered else ():
                self._add_tick(space, k, value)
            self.named.append(len(self.anchors))
            place = outward * [x + 0.8, y + 0.8, 0] - 0.7 * up
            for each, shown in ((names, self.first), (later, self.later)):
                for source in each[k : k + 1]:
                    shown.append(symbol(source, (colours.w0, colours.w1)[k]))
                    self._label(k, place, shown[-1])
        for label in self.later:
            label.set_opacity(0.0)
        for value in ticks(space.floor, space.ceiling, 4) if numbered else ():
            self._add_tick(space, 2, value)
        self._label(2, foot + up * (space.height + 0.42), symbol(names[2], colours.loss))
        self.add(self.labels)
        self.labels.add_updater(lambda _: self._place_labels(viewport), call_updater=True)

    def tick_at(self, space: LossSpace, axis: int, value: float) -> tuple[Array, Array]:
        """Return the stroke (2, 3) at a value of an axis, and where (3,) its number stands."""
        if axis == 2:
            away = np.array([*self.corner, 0.0]) / np.sqrt(2)
            foot = self.foot + np.array([0.0, 0.0, (value - space.floor) * space.scale[2]])
            return np.array([foot, foot + 0.1 * away]), foot + 0.55 * away
        # w1 runs along the first floor axis, so its ticks stand on a side of the second
        away = np.array([[self.near[0], 0.0, 0.0], [0.0, self.near[1], 0.0]][axis])
        weights = space.middle.copy()
        weights[axis] = value
        foot = space.on_floor(weights) + away * [space.sides[0] / 2, space.sides[1] / 2, 0]
        return np.array([foot, foot + 0.1 * away]), foot + 0.3 * away - [0.0, 0.0, 0.2]

    def stand(self, height: float) -> None:
        """Make the post of the loss so high."""
        top = self.foot + np.array([0.0, 0.0, height])
        self.lines[1] = np.array([self.foot, top])
        self.anchors[-1] = top + np.array([0.0, 0.0, 0.42])

    def _add_tick(self, space: LossSpace, axis: int, value: float) -> None:
        stroke, anchor = self.tick_at(space, axis, value)
        self.ticks.append(stroke)
        self.numbers.append(number_words(value))
        self._label(axis, anchor, self.numbers[-1])

    def rename(self, **kwargs: Any) -> list[Animation]:
        """Return what gives the weights their other names, with options of an animation."""
        gone = [Dim(name, 0.0, **kwargs) for name in self.first]
        return [*gone, *(Dim(name, 1.0, **kwargs) for name in self.later)]

    def _label(self, axis: int, anchor: Array, label: VMobject) -> None:
        self.labels[axis].add(label)
        self.anchors.append(anchor)

    def _place_labels(self, viewport: Viewport) -> None:
        """Move every label to where its anchor projects."""
        axes = (1, 0, 2)  # in the order in which the anchors were noted
        labels = [label for axis in axes for label in self.labels[axis]]
        places = viewport.project(np.array(self.anchors))
        for label, place in zip(labels, places, strict=True):
            label.put(place)

    def paint(self, canvas: Canvas) -> None:
        """Draw the lines and the ticks."""
        for line in self.lines:
            canvas.line(line, self.outline, self.opacity)
        if self.ticks:
            canvas.segments(np.array(self.ticks), self.tick, self.opacity)


def _weight_ticks(low: float, high: float) -> list[float]:
    """Round weights in a window: none near a corner, where two axes meet; of long ones fewer."""
    rim = 0.06 * (high - low)
    values = [value for value in ticks(low, high, 4) if low + rim <= value <= high - rim]
    if len(values) > 2 and max(len(format_number(value)) for value in values) > 3:
        every_other = [value for value in values if round(value / (values[1] - values[0])) % 2 == 0]
        return every_other if len(every_other) > 1 else values
    return values


def tone(share: Array) -> Array:
    """Where in the colour map a height is, from its share (...) of all that is to be seen."""
    return np.asarray(share**_VALLEY)


def _height_share(landscape: Ground, space: LossSpace) -> Array:
    """Where each loss (n, m) of a landscape lies between the lowest, 0, and the ceiling, 1."""
    lowest = float(min(landscape.minimum_loss, landscape.loss.min()))
    return np.asarray((landscape.loss - lowest) / (space.ceiling - lowest))


def _lines(share: Array, levels: int, across: Array) -> Array:
    """Iso-line and grid coordinates (n, m, 3) of a landscape.

    They are made of its heights (n, m) in [0, 1], and of its weights (n, m, 2) as shares of the
    window.

    Iso-lines lie at equal steps of the square root of the loss above its minimum: on a
    quadratic bowl they are evenly spaced.
    """
    heights = levels * np.sqrt(np.maximum(share, 0.0))
    return np.concatenate([heights[..., None], 16 * across], axis=-1)


def _normals(points: Array) -> Array:
    """Upward normals (n, m, 3), of length 1, of a mesh over a regular grid."""
    along = np.gradient(points, axis=0)
    across = np.gradient(points, axis=1)
    normals = np.cross(along, across)
    lengths = np.linalg.norm(normals, axis=-1, keepdims=True)
    # where a cut has pushed corners together there is none
    return np.asarray(normals / np.maximum(lengths, 1e-12) * np.sign(normals[..., 2:]))


def _folds(seen: Array, points: Array) -> list[Array]:
    """Lines (k, 3) along which the projected mesh turns away from the viewer."""
    facing = _facing(seen)
    if (facing > 0).all() or (facing < 0).all():
        return []
    lines = cast(list[Array], contour_generator(z=facing).lines(0.0))  # separate, by default
    return [_at_indices(points, line) for line in lines]


@njit(cache=True, nogil=True)
def _facing(seen: Array) -> Array:
    """Return twice the area (n, m) that a mesh takes about each corner, with its turning sense."""
    rows, columns = seen.shape[:2]
    facing = np.empty((rows, columns))
    for i in range(rows):
        up, down = max(i - 1, 0), min(i + 1, rows - 1)
        for j in range(columns):
            left, right = max(j - 1, 0), min(j + 1, columns - 1)
            share = 1.0 / ((down - up) * (right - left))
            along_x, along_y = seen[down, j, 0] - seen[up, j, 0], seen[down, j, 1] - seen[up, j, 1]
            over_x = seen[i, right, 0] - seen[i, left, 0]
            over_y = seen[i, right, 1] - seen[i, left, 1]
            facing[i, j] = share * (along_x * over_y - along_y * over_x)
    return facing


def _at_indices(points: Array, line: Array) -> Array:
    """Mesh points (k, 3) at fractional (column, row) indices (k, 2)."""
    columns, rows = line[:, 0], line[:, 1]
    i = np.minimum(rows.astype(int), points.shape[0] - 2)
    j = np.minimum(columns.astype(int), points.shape[1] - 2)
    s, t = (rows - i)[:, None], (columns - j)[:, None]
    top = points[i, j] * (1 - t) + points[i, j + 1] * t
    bottom = points[i + 1, j] * (1 - t) + points[i + 1, j + 1] * t
    return np.asarray(top * (1 - s) + bottom * s)
