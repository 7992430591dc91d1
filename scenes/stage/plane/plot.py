"""Plane plots: an area with two scales.

A `Plot` maps data to the frame by its area's corners, so
it may be moved and scaled as any mobject, and all that is drawn in it keeps its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, Rectangle, VGroup
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import Label, number_words, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import digits_for, ticks

__all__ = ["Plot", "Range", "path_points"]

Array = NDArray[np.float64]
Range = tuple[float, float]

_TICK = 0.07
_FADES = 0.04
"""Of the range: so far beyond its end a tick can still be seen."""


def path_points(strokes: Sequence[Array]) -> Array:
    """Return the Bézier points of straight strokes (k, 3) each, for a `VMobject`."""
    if len(strokes) == 0:
        return np.zeros((0, 3))
    start = np.concatenate([stroke[:-1] for stroke in strokes])
    end = np.concatenate([stroke[1:] for stroke in strokes])
    third = (end - start) / 3
    return np.stack([start, start + third, end - third, end], axis=1).reshape(-1, 3)


class Plot(VGroup):
    """An area with two linear scales, ticks along its left and lower sides, and their names.

    Parameters
    ----------
    x_range, y_range
        What the area's sides measure.
    width, height
        Of the area, in frame units.
    x_label, y_label
        Names of the scales, made smaller if they do not fit.
    x_ticks, y_ticks
        About how many ticks; no ticks of x with 0.
    y_values
        Where the ticks of y are to be instead.
    least_width
        Of an area that will shrink: names and ticks have room in it then, too.
    tick_width
        Of one that will be narrower still, where ticks have room, if names have not.
    """

    def __init__(
        self,
        x_range: Range,
        y_range: Range,
        *,
        width: float,
        height: float,
        x_label: str = "",
        y_label: str = "",
        x_ticks: int = 5,
        y_ticks: int = 5,
        y_values: Sequence[float] | None = None,
        label_size: float | None = None,
        least_width: float | None = None,
        tick_width: float | None = None,
    ) -> None:
        super().__init__()
        colours, size = theme(), label_size or theme().type.small
        y_room = 0.85 * least_width if least_width else 0.62 * width
        narrow = least_width or width
        self.x_range, self.y_range = x_range, y_range
        self.area = Rectangle(width=width, height=height, stroke_width=0, fill_opacity=0)
        self.add(self.area)
        self.grid, self.axes, self.labels = VGroup(), VGroup(), VGroup()
        self._y_ticks, self._x_ticks = list[_Tick](), list[_Tick]()
        values = ticks(*y_range, y_ticks) if y_values is None else y_values
        for value, label in zip(values, _tick_numbers(values, size), strict=True):
            shade, stroke = (colours.muted, 1.4) if value == 0 else (colours.faint, 0.9)
            line = Line(stroke_width=stroke, color=shade)
            self._y_ticks.append(_Tick(value, line, label))
            self.grid.add(line)
            self.labels.add(label)
        values = ticks(*x_range, x_ticks) if x_ticks else []
        numbers = _tick_numbers(values, size)
        self._ticks_in = tick_width or narrow
        for value, number in self._with_room(values, numbers, x_range):
            self._add_x_tick(value, number)
        self._sides = [Line(stroke_width=1.8, color=colours.muted) for _ in range(2)]
        self.axes.add(*self._sides)
        self.add(self.grid, self.axes, self.labels)
        self.names = VGroup()
        self._y_name = words(y_label, size, colours.muted, width=y_room) if y_label else None
        self._x_name = words(x_label, size, colours.muted, width=narrow) if x_label else None
        self.names.add(*(name for name in (self._y_name, self._x_name) if name is not None))
        self.add(self.names)
        self._x_count, self._size = x_ticks, size
        self._shown: set[float] | None = None  # of a scale that grows
        self._lay_out_scales()

    def let_grow(self, highest: float) -> None:
        """Set numbers for every range of x from now up to ``highest``, for `reach`."""
        known = {tick.value for tick in self._x_ticks}
        for high in np.geomspace(self.x_range[1], highest, 24):
            values = ticks(self.x_range[0], float(high), self._x_count)
            for value, number in zip(values, _tick_numbers(values, self._size), strict=True):
                if value not in known:
                    known.add(value)
                    self._add_x_tick(value, number)
        self._shown = {tick.value for tick in self._x_ticks}
        self.reach(self.x_range[1])
        self.lay_out()

    def reach(self, high: float) -> None:
        """Let the scale of x reach to ``high``, with the numbers that fit this range."""
        self.x_range = (self.x_range[0], float(high))
        shown = set(ticks(*self.x_range, self._x_count))
        changed = shown ^ (self._shown or set())
        for tick in self._x_ticks:
            if tick.value in changed:
                tick.label.set_opacity(float(tick.value in shown))
                tick.line.set_stroke(opacity=float(tick.value in shown))
        self._shown = shown
        self._lay_out_x(tick for tick in self._x_ticks if tick.value in shown | changed)

    def let_close(self, x_range: Range) -> None:
        """Set more ticks for a close look at a range of x, for `show_ticks_within`."""
        known = {tick.value for tick in self._x_ticks}
        values = ticks(*x_range, self._x_count)
        for value, number in self._with_room(values, _tick_numbers(values, self._size), x_range):
            if value not in known:
                self._add_x_tick(value, number, x_range[1] - x_range[0])
        self.show_ticks_within()
        self.lay_out()

    def show_ticks_within(self) -> None:
        """Show the ticks of x that are in its range, and fade those that are about to leave it."""
        low, high = self.x_range
        for tick in self._x_ticks:
            inside = min(tick.value - low, high - tick.value) / (high - low)
            close = (tick.widest - (high - low)) / (high - low)
            seen = float(np.clip(1 + min(inside, close) / _FADES, 0, 1))
            tick.label.set_opacity(seen)
            tick.line.set_stroke(opacity=seen)

    def lay_out(self) -> None:
        """Bring all that belongs to the plot to where the area is now."""
        self._lay_out_scales()

    def _lay_out_scales(self) -> None:
        """Bring ticks, numbers and names to where the area is now."""
        low, high = self.x_range
        for tick in self._y_ticks:
            foot = self.at(low, tick.value)
            _span(tick.line, foot, self.at(high, tick.value))
            tick.label.next_to(foot, LEFT, buff=0.16)
        self._lay_out_x(self._x_ticks)
        corners = [self.at(self.x_range[k], self.y_range[j]) for k, j in ((0, 1), (0, 0), (1, 0))]
        for side, (start, end) in zip(self._sides, pairwise(corners), strict=True):
            _span(side, start, end)
        if self._y_name is not None:
            self._y_name.next_to(corners[0], UP, buff=0.22).align_to(self.labels, LEFT)
        if self._x_name is not None:
            self._x_name.next_to(self.area, DOWN, buff=0.5).align_to(self.area, RIGHT)

    def _with_room(
        self, values: Sequence[float], numbers: Sequence[Label], x_range: Range
    ) -> list[tuple[float, Label]]:
        """Return as many ticks of a range of x as have room side by side, and their numbers."""
        widest = max((number.width for number in numbers), default=0.0) + 0.25
        step = float(np.diff(values).min()) if values[1:] else x_range[1] - x_range[0]
        apart = self._ticks_in * step / (x_range[1] - x_range[0])
        every = int(np.ceil(widest / apart))
        return list(zip(values, numbers, strict=True))[::every]

    def _add_x_tick(self, value: float, number: Label, widest: float = np.inf) -> None:
        """Add a tick of x and its number, to be laid out."""
        line = Line(stroke_width=1.8, color=theme().muted)
        self._x_ticks.append(_Tick(value, line, number, widest))
        self.axes.add(line)
        self.labels.add(number)

    def _lay_out_x(self, x_ticks: Iterable["_Tick"]) -> None:
        """Bring ticks of x and their numbers to their values, and what is beyond to an end.

        What a growing scale does not show waits at its end, wherever it was shown before: so
        nothing tells how many moments there were.
        """
        low, high = self._x_ends()
        for tick in x_ticks:
            share = (tick.value - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
            waits = self._shown is not None and tick.value not in self._shown
            share = 1.0 if waits else min(max(share, 0.0), 1.0)
            foot = low + share * (high - low)
            _span(tick.line, foot, foot + _TICK * UP)
            _hang(tick.label, foot + 0.16 * DOWN)

    def _x_ends(self) -> tuple[Array, Array]:
        """Return where the scale of x begins and ends."""
        begin, end = self.at(np.array(self.x_range), self.y_range[0])
        return begin, end

    @property
    def slot(self) -> Slot:
        """The part of the frame that the plot takes, numbers and names included."""
        (left, bottom, _), (right, top, _) = (
            self.get_corner(DOWN + LEFT),
            self.get_corner(UP + RIGHT),
        )
        return Slot(float(left), float(right), float(bottom), float(top))

    def fill(self, slot: Slot) -> Self:
        """Fill a slot: the area grows or shrinks, numbers and names keep their size."""
        now, area = self.slot, self.area.points
        (left, bottom, _), (right, top, _) = area.min(axis=0), area.max(axis=0)
        low = np.array([slot.left + left - now.left, slot.bottom + bottom - now.bottom, 0.0])
        high = np.array([slot.right + right - now.right, slot.top + top - now.top, 0.0])
        share = (area - [left, bottom, 0.0]) / [right - left, top - bottom, 1.0]
        # rounded, so that the way here leaves no trace: not a pixel of it
        low, high, share = (np.round(each, 9) for each in (low, high, share))
        self.area.points = low + share * (high - low)
        self.lay_out()
        return self

    def at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of values x and y."""
        points = self.area.points
        low, high = points.min(axis=0), points.max(axis=0)
        across = (np.asarray(x, dtype=float) - self.x_range[0]) / (
            self.x_range[1] - self.x_range[0]
        )
        up = (np.asarray(y, dtype=float) - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        share = np.stack(np.broadcast_arrays(across, up, 0.0), axis=-1)
        return np.asarray(low + share * (high - low))


@dataclass(frozen=True)
class _Tick:
    """A value of a scale, its stroke and its number; where the range is wider it is not shown."""

    value: float
    line: Line
    label: Label
    widest: float = np.inf


def _span(line: Line, start: Array, end: Array) -> None:
    """Draw a stroke from one place to another."""
    line.points = path_points([np.stack([start, end])])


def _hang(label: Label, place: Array) -> None:
    """Move a label to below a place; Manim's own way asks for its extent a dozen times."""
    anchors = label.points[::4]
    (left, _, z), (right, top, _) = anchors.min(axis=0), anchors.max(axis=0)
    label.points = label.points + place - [(left + right) / 2, top, z]


def _tick_numbers(values: Sequence[float], size: float) -> list[Label]:
    """Set the values of ticks, with digits enough to tell them apart."""
    if len(values) < 2:
        return [number_words(value, size) for value in values]
    digits = digits_for(max(map(abs, values)), values[1] - values[0])
    return [number_words(value, size, digits) for value in values]
