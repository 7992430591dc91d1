"""A rubber sheet with lines and a figure drawn on it, which maps bend.

It has two sides. Where the determinant of its slopes is negative it has been turned over, and shows
its back.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import ClassVar, Self

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Mapping
from scenes.stage.look.text import number_words
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.bending import Bending
from scenes.stage.plane.plane import Plane
from scenes.stage.plane.plot import path_points

__all__ = ["Sheet"]

Array = NDArray[np.float64]

_SAMPLES = 72
"""Points along a line of the sheet: enough for it to look smooth, however it is bent."""
_ASIDE = np.array([[0.0, 0.26, 0.0], [-0.22, 0.0, 0.0]])
"""Frame units from where x or y is 1 to the number that says so."""


class Sheet(Dialled):
    """A rectangle of a plane, bent by maps, with the plane's axes over it.

    At 1 the axes bear that number.

    Dials: `bent` is the share of its bending.

    Parameters
    ----------
    plot
        The plane where it lies; the sheet follows it.
    maps
        As of a `Bending`.
    x_range, y_range
        The rectangle.
    step
        Between the lines drawn on it, which are multiples of this.
    figure
        Lines (k, 2) in coordinates of the sheet.
    """

    dials: ClassVar[tuple[str, ...]] = ("bent",)
    shared: ClassVar[tuple[str, ...]] = ("plot", "bending", "drawing")

    def __init__(
        self,
        plot: Plane,
        maps: Sequence[Mapping] | Callable[[], Sequence[Mapping]],
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        step: float,
        figure: Sequence[Array] = (),
    ) -> None:
        super().__init__()
        colours = theme()
        self.plot, self.x_range, self.y_range, self.step = plot, x_range, y_range, step
        self.bent = 0.0
        self._drawn: tuple[object, ...] = ()
        self.bending = Bending(maps, lambda: self.bent)
        self.drawing = [np.asarray(each, dtype=float) for each in figure]
        self.back = VMobject(fill_color=colours.faint, fill_opacity=1.0, stroke_width=0)
        self.front = VMobject(fill_color=colours.heights[3], fill_opacity=1.0, stroke_width=0)
        self.lines = VMobject(stroke_color=colours.relief.line, stroke_width=1.0)
        self.lines.set_stroke(opacity=0.45)
        self.rim = VMobject(stroke_color=colours.relief.rim, stroke_width=2.0)
        self.figure = VMobject(stroke_color=colours.data, stroke_width=4.0)
        self.axes = VMobject(stroke_color=colours.muted, stroke_width=1.6)
        self.ones = [number_words(1), number_words(1)]
        self.add(self.back, self.front, self.lines, self.rim, self.figure, self.axes, *self.ones)
        self.add_updater(lambda sheet: sheet.follow(), call_updater=True)

    def at(self, points: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of points (..., 2) of the sheet."""
        now = self.bending(points)
        return self.plot.at(now[..., 0], now[..., 1])

    def follow(self) -> Self:
        """Draw everything as the sheet is bent, and as the plot stands."""
        plot = self.plot
        state = (self.bent, *self.bending.maps, *plot.x_range, *plot.y_range, *plot.area.points[2])
        if state == self._drawn:
            return self
        self._drawn = state
        (left, right), (low, high) = self.x_range, self.y_range
        x, y = (np.linspace(*each, _SAMPLES) for each in (self.x_range, self.y_range))
        across = [np.stack([x, np.full_like(x, c)], -1) for c in self._values(low, high)]
        up = [np.stack([np.full_like(y, c), y], -1) for c in self._values(left, right)]
        self.lines.points = path_points(self._placed([*across, *up]))
        edges = [np.stack([x, np.full_like(x, c)], -1) for c in (low, high)]
        sides = [np.stack([np.full_like(y, c), y], -1) for c in (left, right)]
        rim = np.concatenate([edges[0], sides[1][1:], edges[1][::-1][1:], sides[0][::-1][1:]])
        self.rim.points = path_points(self._placed([rim]))
        self.figure.points = path_points(self._placed(self.drawing))
        front, back = self._sides()
        self.front.points, self.back.points = path_points(front), path_points(back)
        self.axes.points = path_points(plot.cross())
        for one, place, aside in zip(self.ones, ((1, 0), (0, 1)), _ASIDE, strict=True):
            one.put(plot.at(*place) + aside)
        return self

    def _values(self, low: float, high: float) -> Array:
        """Return where lines are drawn between two edges."""
        first, last = np.ceil(low / self.step + 1e-9), np.floor(high / self.step - 1e-9)
        return np.arange(first, last + 1) * self.step

    def _placed(self, lines: Sequence[Array]) -> list[Array]:
        return [self.at(line) for line in lines]

    def _sides(self) -> tuple[list[Array], list[Array]]:
        """Return the outlines of what shows its front, and of what shows its back.

        The sheet is cut into strips, and a strip where it is turned over: so there are no more
        outlines than there have to be.
        """
        x = np.linspace(*self.x_range, _SAMPLES + 1)
        y = np.linspace(*self.y_range, 25)
        corners = self.at(np.stack(np.meshgrid(x, y), axis=-1))
        middles = np.stack(np.meshgrid((x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2), axis=-1)
        turned = np.linalg.det(self.bending.slopes(middles)) < 0
        sides: tuple[list[Array], list[Array]] = ([], [])
        for row, over in enumerate(turned):
            cuts = np.concatenate([[0], 1 + np.flatnonzero(np.diff(over)), [len(over)]])
            for start, end in pairwise(cuts.tolist()):
                lower, upper = corners[row, start : end + 1], corners[row + 1, start : end + 1]
                sides[int(over[start])].append(np.concatenate([lower, upper[::-1], lower[:1]]))
        return sides
