"""The plane plots of a film: data, fitted curve, residuals and their squares, the loss curve.

Each is built from mlcore's records. A `Plot` maps data to the frame by its area's corners, so
it may be moved and scaled as any mobject, and all that is drawn in it keeps its place.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, Rectangle, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.dials import Sharing
from scenes.stage.text import Label, number_words, words
from scenes.stage.theme import theme
from scenes.stage.ticks import digits_for, nice_range, ticks

__all__ = [
    "Curve",
    "DataPlot",
    "FitCurve",
    "LossCurve",
    "Plot",
    "ResidualSquares",
    "Residuals",
    "path_points",
    "span_of",
]

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


class DataPlot(Plot):
    """A data set as dots; of a large one an even sample."""

    def __init__(
        self,
        data: Dataset,
        *,
        width: float,
        height: float,
        count: int = 300,
        dot_radius: float = 0.065,
        x_range: Range | None = None,
        y_range: Range | None = None,
        y_values: Sequence[float] | None = None,
        y_label: str | None = None,
    ) -> None:
        super().__init__(
            x_range or span_of(data.x),
            y_range or nice_range(float(data.y.min()), float(data.y.max())),
            width=width,
            height=height,
            x_label=data.x_label,
            y_label=data.y_label if y_label is None else y_label,
            y_values=y_values,
        )
        self.sample = data.sample(count)
        radius = dot_radius if len(self.sample) <= 60 else 0.6 * dot_radius
        self.dots = VGroup(
            *(Dot(radius=radius, color=theme().data, fill_opacity=0.95) for _ in self.sample.x)
        )
        self.place_dots(self.sample.x, self.sample.y)
        self.add(self.dots)

    def place_dots(self, x: ArrayLike, y: ArrayLike) -> None:
        """Move the dots to values x and y, one each."""
        for dot, place in zip(self.dots, self.at(x, y), strict=True):
            dot.move_to(place)


def span_of(x: Array) -> Range:
    """Return a range that shows all of x, from 0 on where that is near."""
    width = float(np.ptp(x))
    low, high = float(x.min()), float(x.max())
    return (0.0 if 0 <= low < 0.25 * width else low - 0.04 * width, high + 0.04 * width)


class Curve(Sharing):
    """A function of x drawn across a plot, cut where it leaves the area."""

    shared = ("plot", "predict")

    def __init__(self, plot: Plot, colour: str, width: float = 5.0, samples: int = 2) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self.plot = plot
        self.x = np.linspace(*plot.x_range, samples)

    def trace(self, y: Array) -> Self:
        """Draw the curve through the values ``y`` (samples,)."""
        self.points = path_points(
            [self.plot.at(part[:, 0], part[:, 1]) for part in _within(self.x, y, self.plot.y_range)]
        )
        return self


class FitCurve(Curve):
    """The prediction of a model for every x, as its weights stand."""

    def __init__(
        self,
        plot: Plot,
        predict: Callable[[Array, Array], Array],
        w: ArrayLike,
        *,
        samples: int = 2,
        width: float = 5.0,
    ) -> None:
        super().__init__(plot, theme().prediction, width, samples)
        self.predict = predict
        self.set_weights(w)

    def set_weights(self, w: ArrayLike) -> Self:
        """Draw the curve of the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        return self.trace(self.predict(self.w, self.x))


class Residuals(Sharing):
    """A stroke from each drawn point to the prediction at its x."""

    shared = ("plot", "fit")

    def __init__(self, plot: DataPlot, fit: FitCurve, width: float = 2.4) -> None:
        super().__init__(stroke_color=theme().loss, stroke_width=width, stroke_opacity=0.75)
        self.plot, self.fit = plot, fit
        self.follow()

    def follow(self) -> Self:
        """Redraw the strokes for the curve as it stands."""
        x = self.plot.sample.x
        predicted = np.clip(self.fit.predict(self.fit.w, x), *self.plot.y_range)
        ends = np.stack([self.plot.at(x, self.starts()), self.plot.at(x, predicted)], axis=1)
        self.points = path_points(list(ends))
        return self

    def starts(self) -> Array:
        """Return the values (n,) of y that the strokes begin at."""
        return self.plot.sample.y


class ResidualSquares(Sharing, VGroup):
    """Each residual as the side of a square; the squares' areas add up to the loss.

    The sides are true to the scale of y. Of more than ``count`` points an even sample is shown.
    """

    shared = ("plot", "fit", "sample")

    def __init__(self, plot: DataPlot, fit: FitCurve, count: int = 40) -> None:
        super().__init__()
        self.plot, self.fit = plot, fit
        self.sample = plot.sample.sample(count)
        for _ in range(len(self.sample)):
            self.add(
                VMobject(
                    stroke_color=theme().loss,
                    stroke_width=1.6,
                    stroke_opacity=0.9,
                    fill_color=theme().loss,
                    fill_opacity=0.16,
                )
            )
        self.follow()

    def follow(self) -> Self:
        """Redraw the squares for the curve as it stands."""
        data = self.sample
        predicted = np.clip(self.fit.predict(self.fit.w, data.x), *self.plot.y_range)
        middle = self.plot.area.get_center()[0]
        for square, start, end in zip(
            self, self.plot.at(data.x, data.y), self.plot.at(data.x, predicted), strict=True
        ):
            side = abs(end[1] - start[1])
            outward = np.array([-side if start[0] > middle else side, 0.0, 0.0])
            corners = np.array([start, end, end + outward, start + outward, start])
            square.points = path_points([corners])
        return self


class LossCurve(Plot):
    """The loss of a descent against its iterations.

    `trace` is the part up to a playhead, with the milestones passed so far; it is a mobject of
    its own, so that the axes, which do not move, are drawn but once.
    """

    def __init__(
        self, losses: Array, *, width: float, height: float, marks: Sequence[int] = ()
    ) -> None:
        super().__init__(
            (0.0, float(max(1, len(losses) - 1))),
            (0.0, nice_range(0.0, float(losses.max()), 3)[1]),
            width=width,
            height=height,
            x_label="iteration",
            y_label="loss",
            x_ticks=4,
            y_ticks=3,
        )
        colour = theme().loss
        self.losses, self.marks = np.asarray(losses, dtype=float), tuple(marks)
        self.curve = VMobject(stroke_color=colour, stroke_width=4)
        self.tip = Dot(radius=0.075, color=colour)
        self.milestones = VGroup(*(Dot(radius=0.06, color=colour) for _ in self.marks))
        self.trace = VGroup(self.curve, self.milestones, self.tip)
        self.set_progress(0.0, float(self.losses[0]))

    def set_progress(self, iteration: float, loss: float) -> Self:
        """End the trace at the playhead."""
        steps = np.arange(min(int(iteration) + 1, len(self.losses)))
        if len(steps) > 400:
            steps = np.unique(np.linspace(0, steps[-1], 400).astype(int))
        x, y = np.append(steps, iteration), np.append(self.losses[steps], loss)
        self.curve.points = path_points([self.at(x, y)])
        self.tip.move_to(self.at(iteration, loss))
        for mark, dot in zip(self.marks, self.milestones, strict=True):
            passed = min(mark, iteration)  # one still to come lies under the tip
            dot.move_to(self.at(passed, self.losses[mark] if passed == mark else loss))
        return self


def _within(x: Array, y: Array, limits: Range) -> list[Array]:
    """Cut the line through (x, y) to the parts (k, 2) with ``y`` within ``limits``."""
    low, high = limits
    if low <= y.min() and y.max() <= high:
        return [np.stack([x, y], axis=-1)]
    parts: list[list[tuple[float, float]]] = []
    for k in range(len(x) - 1):
        start, end = np.array([x[k], y[k]]), np.array([x[k + 1], y[k + 1]])
        rise = end[1] - start[1]
        shares = [0.0, 1.0]
        if rise != 0:
            shares = sorted(float(np.clip((limit - start[1]) / rise, 0, 1)) for limit in limits)
        elif not low <= start[1] <= high:
            continue
        if shares[0] == shares[1]:
            continue
        first, last = (start + share * (end - start) for share in shares)
        if parts and np.allclose(parts[-1][-1], first, rtol=0, atol=1e-12):
            parts[-1].append((last[0], last[1]))
        else:
            parts.append([(first[0], first[1]), (last[0], last[1])])
    return [np.array(part) for part in parts]
