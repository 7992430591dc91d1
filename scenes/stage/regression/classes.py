"""Plots of two classes: dots stacked at 0 and 1, and the decision boundary."""

from collections.abc import Callable
from dataclasses import replace
from typing import Self

import numpy as np
from manim import LEFT, RIGHT, VGroup
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, Range, path_points
from scenes.stage.regression.data_plot import SHOWN, DataPlot, span_of

__all__ = ["Boundary", "ClassPlot", "Upright", "event_of", "stacked"]

Array = NDArray[np.float64]

_ROOM = 0.22  # above 1 and below 0, for the stacks
_STEP = 1.12  # diameters from dot to dot in a stack
_DASH = 0.09
_LEAST = 0.5  # to which share of their size dots shrink


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
    y_range
        By default what leaves room for the stacks.
    dot_radius, least_width, tick_width
        In frame units; as of a `Plot`.
    """

    def __init__(
        self,
        data: Dataset,
        *,
        width: float,
        height: float,
        count: int = SHOWN,
        include: tuple[float, ...] = (),
        y_range: Range | None = None,
        dot_radius: float = 0.065,
        least_width: float | None = None,
        tick_width: float | None = None,
    ) -> None:
        self._built_width = 0.0
        self._levels: dict[int, NDArray[np.intp]] = {}
        super().__init__(
            data,
            width=width,
            height=height,
            count=count,
            dot_radius=dot_radius,
            least_width=least_width,
            tick_width=tick_width,
            x_range=span_of(np.append(data.x, include)),
            y_range=y_range or (-_ROOM, 1 + _ROOM),
            y_values=(0.0, 0.5, 1.0) if y_range is None else None,
            y_label=f"chance of {event_of(data)}",
        )
        self.class_names = VGroup()
        for name in data.classes:
            self.class_names.add(words(name, theme().type.small, theme().data, width=1.35))
        self._lay_out_names()
        self.add(self.class_names)
        self.show_data(1.0)

    def lay_out(self) -> None:
        """Bring the classes' names, too, to where the area is now."""
        super().lay_out()
        self._lay_out_names()

    def show_scale(self, opacity: float, named: float | None = None) -> Self:
        """Show the scale of chances, with its name, or hide it with an opacity of 0.

        The name may have an opacity of its own.
        """
        for tick in self._y_ticks:
            tick.line.set_stroke(opacity=opacity)
            tick.label.set_fill(opacity=opacity)
        if self._y_name is not None:
            self._y_name.set_fill(opacity=opacity if named is None else named)
        return self

    def show_data(self, opacity: float) -> Self:
        """Show the dots and the names of their classes, or hide them with an opacity of 0."""
        for name in self.class_names:
            name.set_fill(opacity=opacity)
        for dot, value in zip(self.dots, self.sample.y, strict=True):
            dot.set_fill(opacity=opacity * (0.95 if value else 0.12))
            dot.set_stroke(theme().data, width=1.6, opacity=opacity * 0.95)
        return self

    def unnamed(self, slot: Slot) -> Slot:
        """Return the slot to fill so that all but the names of the classes is within ``slot``."""
        end = float(self.at(self.x_range[1], 0)[0])
        seen = max(end, float(self.labels.get_right()[0]))
        return replace(slot, right=slot.right - seen + self.slot.right)

    def _lay_out_names(self) -> None:
        for value, label in enumerate(self.class_names):
            place = self.at(self.x_range[1], value) + 0.14 * RIGHT
            label.move_to(place, aligned_edge=LEFT)

    def place_dots(self, x: ArrayLike, y: ArrayLike) -> None:
        """Stack the dots, away from the middle, at values x and classes y, one each.

        Whatever becomes of the plot, every dot keeps its level; its size shrinks with the area.
        """
        places = self.at(x, y)
        classes = np.asarray(y)
        width = float(self.area.width)
        self._built_width = self._built_width or width
        share = float(np.clip(width / self._built_width, _LEAST, 1.0))
        size = share * float(np.ptp(self._dot[:, 0]))
        room = 0.8 * _ROOM * float(self.at(0, 1)[1] - self.at(0, 0)[1])
        for value, away in ((0, -1.0), (1, 1.0)):
            rows = np.flatnonzero(classes == value)
            if value not in self._levels:
                self._levels[value] = stacked(places[rows, 0], size)
            levels = self._levels[value]
            step = min(_STEP * size, room / max(1, levels.max(initial=0)))
            places[rows, 1] += away * step * levels
        self._set_dots(places, share)


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
    telling = other == f"no {name}" or data.y_label.casefold() in name.casefold()
    return name if telling else f"{data.y_label} = {name}"


class Upright(Sharing):
    """A dashed upright across a plot, at a place that may move; outside nothing is seen of it."""

    shared = ("plot", "where")

    def __init__(
        self, plot: Plot, where: Callable[[], float], colour: str | None = None, width: float = 2.4
    ) -> None:
        super().__init__(stroke_color=colour or theme().ink, stroke_width=width)
        self.plot, self.where = plot, where
        self.add_updater(lambda upright: upright.follow(), call_updater=True)

    def follow(self) -> Self:
        """Stand where it belongs now; outside the plot its dashes have no length.

        A mobject that now has points and now has none could not be faded.
        """
        x, (low, high) = self.where(), self.plot.x_range
        inside = low <= x <= high
        foot, top = (self.plot.at(x if inside else low, y) for y in self.plot.y_range)
        starts = np.arange(0.0, top[1] - foot[1], 2 * _DASH)
        length = _DASH if inside else 0.0
        dashes = [np.array([[foot[0], foot[1] + s + d, 0] for d in (0, length)]) for s in starts]
        self.points = path_points(dashes)
        return self


class Boundary(Upright):
    """The decision boundary: where the chance passes ½."""

    def __init__(self, plot: Plot, where: Callable[[], float]) -> None:
        super().__init__(plot, where, theme().prediction)
        self.set_stroke(opacity=0.8)
