"""What is drawn in data units, in any window on them: a plot's whole area, or the disc of a lens.

A `Window` says where data stand in the frame, and cuts off what is outside of it. A `Drawn` thing
knows its data, and draws itself anew in the window that it is given: so a curve in a lens is as
fine, and a stroke as wide, as in the plot.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

import numpy as np
from manim import Circle
from numpy.typing import ArrayLike, NDArray

from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, Range

__all__ = ["Disc", "Drawn", "Graph", "Spot", "Stroke", "WholePlot", "Window"]

Array = NDArray[np.float64]


class Window(Protocol):
    """A part of a plane of data, and where in the frame it is seen."""

    @property
    def x_range(self) -> Range:
        """The least and the greatest x to be seen."""

    @property
    def scale(self) -> Array:
        """(2,) frame units per unit of x and of y."""

    def at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of values x and y."""

    def cut(self, start: Array, end: Array) -> tuple[Array, Array]:
        """Return the shares (k,) of straight strokes (k, 3) at which each comes in and leaves.

        A stroke that is outside comes in where it leaves.
        """

    def heights(self, across: Array) -> tuple[Array, Array]:
        """Return the least and the greatest y (...) of the frame that are seen at x (...) of it."""

    def holds(self, place: Array, radius: float) -> bool:
        """Tell whether a dot of a radius at a place (3,) of the frame is all inside."""

    def part(self, outline: Array) -> Array:
        """Return the part of a closed outline (k, 3) of the frame that is inside."""


@dataclass(frozen=True)
class WholePlot:
    """The window that is a plot's area."""

    plot: Plot

    @property
    def x_range(self) -> Range:
        """That of the plot."""
        return self.plot.x_range

    @property
    def scale(self) -> Array:
        """(2,) frame units per unit of x and of y."""
        (x0, x1), (y0, y1) = self.plot.x_range, self.plot.y_range
        low, high = self._corners()
        return np.asarray((high - low) / [x1 - x0, y1 - y0])

    def at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of values x and y."""
        return self.plot.at(x, y)

    def cut(self, start: Array, end: Array) -> tuple[Array, Array]:
        """Return the shares (k,) of strokes at which each comes into the area and leaves it."""
        low, high = self._corners()
        way = (end - start)[:, :2]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            shares = np.stack([(low - start[:, :2]) / way, (high - start[:, :2]) / way])
        inside = (low <= start[:, :2]) & (start[:, :2] <= high)
        still = way == 0
        first = np.where(still, np.where(inside, 0.0, 1.0), shares.min(axis=0))
        last = np.where(still, np.where(inside, 1.0, 0.0), shares.max(axis=0))
        enters = np.clip(first.max(axis=1), 0.0, 1.0)
        return enters, np.maximum(enters, np.clip(last.min(axis=1), 0.0, 1.0))

    def heights(self, across: Array) -> tuple[Array, Array]:
        """Return the area's lower and upper side, wherever x (...) is."""
        low, high = self._corners()
        return np.full_like(across, low[1]), np.full_like(across, high[1])

    def holds(self, place: Array, radius: float) -> bool:
        """Tell whether a dot's middle is in the area: on its rim a dot is seen whole."""
        low, high = self._corners()
        return bool((low - 1e-6 <= place[:2]).all() and (place[:2] <= high + 1e-6).all())

    def part(self, outline: Array) -> Array:
        """Return the part of a closed outline (k, 3) that is in the area."""
        (left, low), (right, high) = self._corners()
        return convex_part(outline, np.radians([0, 90, 180, 270]), [right, high, -left, -low])

    def _corners(self) -> tuple[Array, Array]:
        points = self.plot.area.points[:, :2]
        return points.min(axis=0), points.max(axis=0)


@dataclass(frozen=True)
class Disc:
    """The round window of a lens.

    Attributes
    ----------
    centre
        (2,) the data in its middle.
    scale
        (2,) frame units per unit of x and of y.
    place
        (3,) its middle in the frame.
    radius
        In frame units.
    """

    centre: Array
    scale: Array
    place: Array
    radius: float

    @property
    def half(self) -> Array:
        """(2,) how far from the middle it reaches, in units of x and of y."""
        return np.asarray(self.radius / self.scale)

    @property
    def x_range(self) -> Range:
        """The least and the greatest x to be seen."""
        low, high = self.centre[0] - self.half[0], self.centre[0] + self.half[0]
        return float(low), float(high)

    def at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of values x and y."""
        away = np.stack(np.broadcast_arrays(x, y), axis=-1) - self.centre
        flat = np.zeros((*away.shape[:-1], 1))
        return np.asarray(self.place + np.concatenate([away * self.scale, flat], axis=-1))

    def cut(self, start: Array, end: Array) -> tuple[Array, Array]:
        """Return the shares (k,) of strokes at which each comes into the disc and leaves it."""
        way, away = (end - start)[:, :2], (start - self.place)[:, :2]
        square = np.maximum((way**2).sum(axis=1), 1e-30)
        middle = -(way * away).sum(axis=1) / square
        nearest = ((away + middle[:, None] * way) ** 2).sum(axis=1)
        half = np.sqrt(np.maximum(self.radius**2 - nearest, 0.0) / square)
        enters = np.clip(middle - half, 0.0, 1.0)
        return enters, np.maximum(enters, np.clip(middle + half, 0.0, 1.0))

    def heights(self, across: Array) -> tuple[Array, Array]:
        """Return the lower and the upper rim (...) at x (...) of the frame."""
        half = np.sqrt(np.maximum(self.radius**2 - (across - self.place[0]) ** 2, 0.0))
        return self.place[1] - half, self.place[1] + half

    def holds(self, place: Array, radius: float) -> bool:
        """Tell whether a dot is all inside."""
        return bool(np.linalg.norm((place - self.place)[:2]) + radius <= self.radius)

    def part(self, outline: Array) -> Array:
        """Return the part of a closed outline (k, 3) that is in the disc, as a polygon has it."""
        away = outline - self.place
        if (np.linalg.norm(away, axis=1) <= self.radius).all():
            return outline
        angles = np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
        reach = np.full(len(angles), self.radius * np.cos(np.pi / 72))
        return self.place + convex_part(away, angles, reach)


class Drawn(Sharing):
    """Something that is drawn in data units."""

    shared: ClassVar[tuple[str, ...]] = ("source",)

    def __init__(self, source: Callable[..., Any], **style: Any) -> None:
        super().__init__(**style)
        self.source = source

    def draw(self, window: Window) -> None:
        """Move the own points to where they belong in a window; nothing is outside of it."""
        raise NotImplementedError

    def on(self, plot: Plot) -> Self:
        """Draw it in a plot from now on, wherever that goes."""
        window = WholePlot(plot)
        return self.add_updater(lambda drawn: drawn.draw(window), call_updater=True)

    def twin(self) -> Self:
        """Return another one of the same, drawn nowhere yet."""
        return self.copy().clear_updaters()


class Graph(Drawn):
    """The graph of a function.

    Parameters
    ----------
    f
        Maps places x (k,) to values (k,).
    colour, width
        Of the stroke.
    domain
        Between which x it is drawn, asked anew every time; everywhere by default.
    samples
        From end to end of what is seen of it.
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "domain")

    def __init__(
        self,
        f: Callable[[Array], Any],
        colour: str,
        width: float = 5.0,
        domain: Callable[[], Range] | None = None,
        samples: int = 120,
    ) -> None:
        super().__init__(f, stroke_color=colour, stroke_width=width)
        self.domain, self.samples = domain, samples

    def draw(self, window: Window) -> None:
        """Sample what is seen of the graph anew."""
        low, high = window.x_range
        if self.domain is not None:
            first, last = self.domain()
            low, high = max(low, first), min(high, last)
        if high <= low:
            self.points = np.zeros((0, 3))
            return
        x = np.linspace(low, high, self.samples)
        self.points = strokes_within(window, pieces([window.at(x, self.source(x))]))


class Stroke(Drawn):
    """A line through a few points.

    Parameters
    ----------
    through
        Returns the points (k, 2), asked anew every time.
    colour, width
        Of the stroke.
    """

    def __init__(
        self, through: Callable[[], ArrayLike], colour: str, width: float = 4.0, **style: Any
    ) -> None:
        super().__init__(through, stroke_color=colour, stroke_width=width, **style)

    def draw(self, window: Window) -> None:
        """Draw what is seen of the line."""
        points = np.asarray(self.source(), dtype=float)
        self.points = strokes_within(window, pieces([window.at(points[:, 0], points[:, 1])]))


class Spot(Drawn):
    """A dot of one size in the frame, or nothing where it is not seen whole.

    Parameters
    ----------
    where
        Returns x and y, asked anew every time.
    colour, radius
        Of the dot, in frame units.
    """

    def __init__(
        self, where: Callable[[], tuple[float, float]], colour: str, radius: float = 0.09
    ) -> None:
        super().__init__(where, fill_color=colour, fill_opacity=1.0, stroke_width=0.0)
        self.radius = radius
        self.round = Circle(radius=radius).points

    def draw(self, window: Window) -> None:
        """Move the dot to its place."""
        place = window.at(*self.source())
        seen = window.holds(place, self.radius)
        self.points = self.round + place if seen else np.zeros((0, 3))


def pieces(lines: Sequence[Array]) -> Array:
    """Return the straight pieces (m, 2, n) that lines (k, n) are made of."""
    return np.concatenate([np.stack([line[:-1], line[1:]], axis=1) for line in lines])


def strokes_within(window: Window, strokes: Array) -> Array:
    """Return the Bézier points of strokes (m, 2, 3) of the frame, as far as they are in a window.

    A stroke to or from nowhere is none.
    """
    start, end = np.moveaxis(strokes[np.isfinite(strokes).all(axis=(1, 2))], 1, 0)
    enters, leaves = window.cut(start, end)
    seen = leaves > enters
    way = (end - start)[seen]
    first = start[seen] + enters[seen, None] * way
    last = start[seen] + leaves[seen, None] * way
    third = (last - first) / 3
    return np.stack([first, first + third, last - third, last], axis=1).reshape(-1, 3)


def convex_part(outline: Array, angles: ArrayLike, reach: ArrayLike) -> Array:
    """Return the part of a closed outline (k, 3) on the inner sides of straight lines.

    Source: I. Sutherland, G. Hodgman, Communications of the ACM 17, 1974.

    Parameters
    ----------
    outline
        Of straight pieces.
    angles, reach
        (m,) where it is outside of each line, in radians from x, and how far that is from (0, 0).
    """
    for angle, far in zip(np.asarray(angles), np.asarray(reach), strict=True):
        away = outline @ [np.cos(angle), np.sin(angle), 0.0] - far
        kept: list[Array] = []
        for k, (point, out) in enumerate(zip(outline, away, strict=True)):
            before, was = outline[k - 1], away[k - 1]
            if (out > 0) != (was > 0):
                kept.append(before + (point - before) * was / (was - out))
            if out <= 0:
                kept.append(point)
        if not kept:
            return np.zeros((0, 3))
        outline = np.array(kept)
    return outline
