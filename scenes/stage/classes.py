"""Plots of two classes: dots stacked at 0 and 1, the decision boundary, chances and surprises."""

from collections.abc import Callable, Sequence
from typing import Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.dials import Sharing
from scenes.stage.plots import DataPlot, FitCurve, Plot, Range, Residuals, path_points, span_of
from scenes.stage.text import number_words, words
from scenes.stage.theme import theme
from scenes.stage.ticks import nice_range

__all__ = ["Band", "Boundary", "Chances", "ClassPlot", "SurpriseBars", "event_of", "stacked"]

Array = NDArray[np.float64]

_ROOM = 0.22  # above 1 and below 0, for the stacks
_STEP = 1.12  # diameters from dot to dot in a stack
_DASH = 0.09
_BESIDE = 0.055  # frame units between strokes of equal x


class ClassPlot(DataPlot):
    """Two classes as dots at 1, filled, and at 0, hollow; those that would overlap are stacked.

    Every dot stands at its exact x. The scale of y is that of a chance.

    Parameters
    ----------
    data
        With y of 0 and 1, and the names of these classes.
    width, height, count
        As of a `DataPlot`.
    include
        Values of x that the plot has to reach to.
    named
        Whether the classes' names stand at the right.
    chances
        Whether the scale of y is drawn.
    y_range
        By default what leaves room for the stacks; in another they grow inward, for outward of 0
        and 1 there are no chances.
    """

    def __init__(
        self,
        data: Dataset,
        *,
        width: float,
        height: float,
        count: int = 300,
        include: tuple[float, ...] = (),
        named: bool = True,
        chances: bool = True,
        y_range: Range | None = None,
    ) -> None:
        y_values = (0.0, 0.5, 1.0) if chances else ()
        self.outward = y_range is None
        super().__init__(
            data,
            width=width,
            height=height,
            count=count,
            x_range=span_of(np.append(data.x, include)),
            y_range=y_range or (-_ROOM, 1 + _ROOM),
            y_values=y_values if y_range is None else None,
            y_label=f"chance of {event_of(data)}" if chances else "",
        )
        self.class_names = VGroup()
        for value, name in enumerate(data.classes if named else ()):
            label = words(name, theme().type.small, theme().data, width=1.35)
            place = self.at(self.x_range[1], value) + 0.14 * RIGHT
            self.class_names.add(label.move_to(place, aligned_edge=LEFT))
        self.add(self.class_names)

    def place_dots(self, x: ArrayLike, y: ArrayLike) -> None:
        """Stack the dots, away from the middle, at values x and classes y, one each."""
        places = self.at(x, y)
        classes = np.asarray(y)
        size = float(self.dots[0].width)
        room = 0.8 * _ROOM * float(self.at(0, 1)[1] - self.at(0, 0)[1])
        for value, away in ((0, -1.0), (1, 1.0)) if self.outward else ((0, 1.0), (1, -1.0)):
            rows = np.flatnonzero(classes == value)
            levels = stacked(places[rows, 0], size)
            step = min(_STEP * size, room / max(1, levels.max(initial=0)))
            places[rows, 1] += away * step * levels
        for dot, place, filled in zip(self.dots, places, classes == 1, strict=True):
            dot.move_to(place)
            dot.set_fill(opacity=0.95 if filled else 0.12)
            dot.set_stroke(theme().data, width=1.6, opacity=0.95)


def stacked(x: Array, size: float) -> NDArray[np.intp]:
    """Return for every place x (n,) the lowest level (n,) on which no dot of ``size`` overlaps.

    Examples
    --------
    >>> stacked(np.array([0.0, 3.0, 0.1, 0.0]), size=1.0)
    array([0, 0, 2, 1])
    """
    levels = np.zeros(len(x), dtype=np.intp)
    ends: list[float] = []  # of the last dot on each level
    for k in np.argsort(x, kind="stable"):
        free = (level for level, end in enumerate(ends) if x[k] >= end)
        levels[k] = next(free, len(ends))
        ends[levels[k] : levels[k] + 1] = [float(x[k]) + size]
    return levels


def event_of(data: Dataset) -> str:
    """Return what y = 1 means, in words: the class, with its column where that alone says little.

    Examples
    --------
    >>> event_of(Dataset([1, 2], [0, 1], y_label="passed", classes=("no", "yes")))
    'passed = yes'
    """
    other, name = data.classes or ("0", "1")
    return name if other == f"no {name}" else f"{data.y_label} = {name}"


class Boundary(Sharing):
    """The decision boundary: a dashed upright where the chance passes ½."""

    shared = ("plot", "where")

    def __init__(self, plot: Plot, where: Callable[[], float]) -> None:
        super().__init__(stroke_color=theme().prediction, stroke_width=2.4, stroke_opacity=0.8)
        self.plot, self.where = plot, where
        self.add_updater(lambda upright: upright.follow(), call_updater=True)

    def follow(self) -> Self:
        """Stand where the boundary is now; outside the plot nothing is seen of it."""
        x, (low, high) = self.where(), self.plot.x_range
        if not low <= x <= high:
            self.points = np.zeros((0, 3))
            return self
        foot, top = self.plot.at(x, self.plot.y_range[0]), self.plot.at(x, self.plot.y_range[1])
        starts = np.arange(0.0, top[1] - foot[1], 2 * _DASH)
        dashes = [np.array([[foot[0], foot[1] + s + d, 0] for d in (0, _DASH)]) for s in starts]
        self.points = path_points(dashes)
        return self


class Chances(Residuals):
    """For each drawn point the chance that the model gave to what happened, as a stroke.

    It reaches from the class that did not come to the curve: the longer, the better foreseen.
    Strokes of equal x stand side by side.
    """

    def __init__(self, plot: DataPlot, fit: FitCurve, width: float = 3.0) -> None:
        x = plot.sample.x
        before = np.array([np.count_nonzero(x[:k] == x[k]) for k in range(len(x))])
        alike = np.array([np.count_nonzero(x == each) for each in x])
        self.offsets = _BESIDE * (before - (alike - 1) / 2)
        super().__init__(plot, fit, width)
        self.set_stroke(theme().prediction, opacity=0.7)

    def follow(self) -> Self:
        """Redraw the strokes for the curve as it stands."""
        super().follow()
        self.points[:, 0] += np.repeat(self.offsets, 4)
        return self

    def starts(self) -> Array:
        """Return the class (n,) that did not come."""
        return 1.0 - self.plot.sample.y


class SurpriseBars(Sharing, Plot):
    """−ln p of what happened, one bar a row, in the order of x; their mean is the loss.

    Parameters
    ----------
    data
        Of more than ``count`` rows a sample is shown, even in each class.
    surprise
        Maps weights (2,), x (n,) and y (n,) to −ln p (n,).
    w
        The weights (2,) to begin with.
    highest
        The top of the scale; longer bars are cut.
    marked
        Values of x to be named below their bars, besides the first and the last.
    """

    shared = ("surprise",)

    def __init__(
        self,
        data: Dataset,
        surprise: Callable[[Array, Array, Array], Array],
        w: ArrayLike,
        *,
        width: float,
        height: float,
        highest: float = 3.0,
        marked: Sequence[float] = (),
        count: int = 40,
    ) -> None:
        rows = _mixed(data, count)
        self.x, self.y = data.x[rows], data.y[rows]
        super().__init__(
            (0.0, float(len(rows))),
            (0.0, nice_range(0.0, highest, 3)[1]),
            width=width,
            height=height,
            y_label="surprise, −ln p",
            x_ticks=0,
            y_ticks=3,
        )
        self.surprise = surprise
        colour = theme().loss
        self.bars = VGroup(
            *(
                VMobject(stroke_width=0, fill_color=colour, fill_opacity=0.85)
                for _ in range(len(rows))
            )
        )
        self.marks = VGroup()
        for value in dict.fromkeys((float(self.x[0]), float(self.x[-1]), *marked)):
            number = number_words(value)
            number.next_to(self.at(float(np.argmax(self.x == value)) + 0.5, 0), DOWN, buff=0.16)
            number.shift(max(0.0, self.area.get_left()[0] - 0.2 - number.get_left()[0]) * RIGHT)
            number.shift(max(0.0, number.get_right()[0] - 0.2 - self.area.get_right()[0]) * LEFT)
            if all(abs(number.get_x() - each.get_x()) > number.width + 0.1 for each in self.marks):
                self.marks.add(number)
        self.add(self.marks)
        self.set_weights(w)

    def set_weights(self, w: ArrayLike) -> Self:
        """Draw the bars of the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        heights = np.minimum(self.surprise(self.w, self.x, self.y), self.y_range[1])
        for k, top in enumerate(heights):
            left, right = k + 0.16, k + 0.84
            corners = self.at([left, right, right, left, left], [0, 0, top, top, 0])
            self.bars[k].points = path_points([corners])
        return self


def _mixed(data: Dataset, count: int) -> NDArray[np.intp]:
    """Return at most ``count`` rows in the order of x, an eighth of them of either class."""
    order = np.argsort(data.x, kind="stable")
    if len(order) <= count:
        return order
    parts = [order[data.y[order] == value] for value in (0, 1)]
    ones = round(float(np.clip(count * len(parts[1]) / len(order), count / 8, 7 * count / 8)))
    picked = [
        part[np.unique(np.linspace(0, len(part) - 1, size).round().astype(np.intp))]
        for part, size in zip(parts, (count - ones, ones), strict=True)
    ]
    rows = np.concatenate(picked)
    return rows[np.argsort(data.x[rows], kind="stable")]


class Band(Sharing):
    """The room between two curves of a plot, filled."""

    def __init__(self, plot: Plot, x: Array, lower: Array, upper: Array) -> None:
        super().__init__(stroke_width=0, fill_color=theme().prediction, fill_opacity=0.16)
        edge = np.concatenate([plot.at(x, lower), plot.at(x[::-1], upper[::-1])])
        self.points = path_points([np.vstack([edge, edge[:1]])])
