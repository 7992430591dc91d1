"""Plane plots: an area with two scales.

A `Plot` maps data to the frame by its area's corners, so
it may be moved and scaled as any mobject, and all that is drawn in it keeps its place.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, Rectangle, VGroup
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.text import Label, number_words, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import digits_for, ticks

__all__ = ["Plot", "Range", "path_points"]

Array = NDArray[np.float64]
Range = tuple[float, float]

_TICK = 0.07


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
    ) -> None:
        super().__init__()
        colours, size = theme(), label_size or theme().type.small
        self.x_range, self.y_range = x_range, y_range
        self.area = Rectangle(width=width, height=height, stroke_width=0, fill_opacity=0)
        self.add(self.area)
        self.grid, self.axes, self.labels = VGroup(), VGroup(), VGroup()
        values = ticks(*y_range, y_ticks) if y_values is None else y_values
        for value, label in zip(values, _tick_numbers(values, size), strict=True):
            foot = self.at(x_range[0], value)
            shade = colours.muted if value == 0 else colours.faint
            end = self.at(x_range[1], value)
            self.grid.add(Line(foot, end, stroke_width=1.4 if value == 0 else 0.9, color=shade))
            self.labels.add(label.next_to(foot, LEFT, buff=0.16))
        values = ticks(*x_range, x_ticks) if x_ticks else []
        numbers = _tick_numbers(values, size)
        widest = max((number.width for number in numbers), default=0.0) + 0.25
        apart = (
            width * float(np.diff(values).min()) / (x_range[1] - x_range[0]) if values[1:] else 1
        )
        for value, number in list(zip(values, numbers, strict=True))[
            :: int(np.ceil(widest / apart))
        ]:
            foot = self.at(value, y_range[0])
            self.axes.add(Line(foot, foot + _TICK * UP, stroke_width=1.8, color=colours.muted))
            self.labels.add(number.next_to(foot, DOWN, buff=0.16))
        corners = [self.at(x_range[k], y_range[j]) for k, j in ((0, 1), (0, 0), (1, 0))]
        for start, end in pairwise(corners):
            self.axes.add(Line(start, end, stroke_width=1.8, color=colours.muted))
        self.add(self.grid, self.axes, self.labels)
        self.names = VGroup()
        if y_label:
            name = words(y_label, size, colours.muted, width=0.62 * width)
            name.next_to(corners[0], UP, buff=0.22).align_to(self.labels, LEFT)
            self.names.add(name)
        if x_label:
            name = words(x_label, size, colours.muted, width=width)
            name.next_to(self.area, DOWN, buff=0.5).align_to(self.area, RIGHT)
            self.names.add(name)
        self.add(self.names)

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


def _tick_numbers(values: Sequence[float], size: float) -> list[Label]:
    """Set the values of ticks, with digits enough to tell them apart."""
    if len(values) < 2:
        return [number_words(value, size) for value in values]
    digits = digits_for(max(map(abs, values)), values[1] - values[0])
    return [number_words(value, size, digits) for value in values]
