"""Data of distances and speeds: run backwards in time, or at distances measured anew."""

from dataclasses import replace
from typing import Self

import numpy as np
from manim import DL, DOWN, RIGHT, UP, Dot, Line, ValueTracker, VGroup
from numpy.typing import NDArray

from mlcore import Dataset, LinearRegression, hubble_time, rewound
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.plane.bars import LengthBar, Whisker
from scenes.stage.plane.curves import Curve
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["AgeMark", "Expansion", "KnownSlope", "Remeasured", "Rungs", "place"]

_LEAST = 1e-3
"""Of the time to the beginning is left out: a line that stands upright has no slope."""


class Expansion:
    """Points of the line run backwards: each object moving at the speed that the line gives it.

    Attributes
    ----------
    past
        A tracker: 0 is now, 1 is when all these points meet.
    ruled
        A tracker: at 0 dots stand at their own speeds, at 1 at those that the line gives them.
    age
        How long ago that was, in thousand million years.
    """

    def __init__(self, study: LineStudy, plot: DataPlot, line: FitCurve) -> None:
        self.plot, self.past, self.ruled = plot, ValueTracker(0.0), ValueTracker(0.0)
        self.weights = np.asarray(line.w)
        self.age = hubble_time(float(study.raw_weights(self.weights)[1]))
        self.given = study.predict(self.weights, plot.sample.x)
        self.speeds = self.given * study.y_unit
        plot.dots.add_updater(lambda _: plot.place_dots(self.distances(), self.heights()))
        # v = w1 x + w0 and x = x' + v t give v = (w1 x' + w0)/(1 − w1 t)
        line.add_updater(lambda fit: fit.set_weights(self.weights / max(_LEAST, 1 - self.share)))

    @property
    def share(self) -> float:
        """How far back, as a share of the age."""
        return float(self.past.get_value())

    def distances(self) -> NDArray[np.float64]:
        """Return the distances (n,) of the drawn data at that time."""
        return rewound(self.plot.sample.x, self.speeds, self.share * self.age)

    def heights(self) -> NDArray[np.float64]:
        """Return the heights (n,) of the drawn data: their own speeds, or the line's."""
        own, share = self.plot.sample.y, float(self.ruled.get_value())
        return own + share * (self.given - own)


def place(dots: VGroup, plot: DataPlot, data: Dataset) -> None:
    """Move dots, as many as a plot draws, to where the rows of a data set are."""
    drawn = data.sample(len(dots))
    for dot, spot in zip(dots, plot.at(drawn.x, drawn.y), strict=True):
        dot.move_to(spot)


class KnownSlope:
    """A line of a slope that is known from elsewhere, and its name at its end.

    Both follow the scales of their plot.

    Attributes
    ----------
    aside
        A tracker: at 1 the line goes through a place among the data, with its name farther off;
        at 0 through the origin.
    """

    def __init__(
        self, plot: DataPlot, slope: float, name: str, through: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self.plot, self.slope, self.through = plot, slope, np.array(through)
        self.aside = ValueTracker(1.0 if any(through) else 0.0)
        self.line = Curve(plot, theme().ink, 3.0)
        self.name = words(name, theme().type.heading, weight="semibold")
        self.line.add_updater(lambda line: line.trace(self.at(line.x)), call_updater=True)
        self.name.add_updater(lambda _: self.follow(), call_updater=True)

    def at(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the line's y at places x."""
        x0, y0 = float(self.aside.get_value()) * self.through
        return np.asarray(y0 + self.slope * (x - x0))

    def follow(self) -> None:
        """Set the name just above the line's end, where it leaves the plot."""
        (_, right), (_, top) = self.plot.x_range, self.plot.y_range
        x = min(right, right + (top - float(self.at(np.array(right)))) / self.slope)
        end = self.plot.at(x, float(self.at(np.array(x))))
        aside = 0.4 * float(self.aside.get_value())
        corner = end + (0.12 + aside) * RIGHT + (0.12 - aside) * UP
        self.name.shift(corner - self.name.get_corner(DL))


class Rungs(VGroup):
    """Lines from one place of a plot to its right side, each less steep than that before.

    At their ends they are numbered, from 1 on. `draw` draws a share of them.
    """

    def __init__(
        self, plot: DataPlot, place: tuple[float, float], slope: float, less: float, count: int
    ) -> None:
        super().__init__()
        colours, (x0, y0), right = theme(), place, plot.x_range[1]
        start = plot.at(x0, y0)
        for k in range(1, count + 1):
            end = plot.at(right, y0 + (slope - k * less) * (right - x0))
            number = words(str(k), colours.type.small, colours.prediction, "semibold")
            number.next_to(end, RIGHT, buff=0.14)
            self.add(VGroup(Line(start, end, stroke_width=2.4, color=colours.prediction), number))
        self.add(Dot(start, radius=0.07, color=colours.prediction))
        self.draw(0.0)

    def draw(self, share: float) -> Self:
        """Draw the first of them, as many as a share of all."""
        *rungs, pivot = self
        pivot.set_opacity(float(share > 0))
        for k, (line, number) in enumerate(rungs):
            shown = float(np.clip(share * len(rungs) - k, 0.0, 1.0))
            line.set_stroke(opacity=0.7 * shown)
            number.set_opacity(shown)
        return self


class AgeMark(VGroup):
    """A stroke across a bar at another age, and below it what that is, its last figures there.

    What is below stands as high as the figures of a `Whisker` of the bar.
    """

    def __init__(self, bar: LengthBar, age: float, told: str) -> None:
        place = bar.origin.points[0] + bar.scale_of * age * RIGHT
        low = bar.thick / 2 + Whisker.DROP + Whisker.CAP
        stroke = Line(place + 0.3 * UP, place + low * DOWN, stroke_width=4, color=theme().ink)
        name = words(told, theme().type.small).next_to(stroke, DOWN, buff=0.08)
        figures = words(told.split()[-1], theme().type.small).width
        super().__init__(stroke, name.shift((place[0] + figures / 2 - name.get_right()[0]) * RIGHT))


class Remeasured:
    """Data whose x go from their old values to new ones, each its own way, and their best line.

    Attributes
    ----------
    share
        A tracker: 0 stands for the old values, 1 for the new ones.
    """

    def __init__(self, study: LineStudy, new: Dataset) -> None:
        self.study, self.new, self.share = study, new, ValueTracker(0.0)

    @property
    def data(self) -> Dataset:
        """The data as they stand, in the units of the study."""
        share, old = float(self.share.get_value()), self.study.data
        return replace(old, x=(1 - share) * old.x + share * self.new.x)

    @property
    def weights(self) -> NDArray[np.float64]:
        """(2,) the line of least squares through the data as they stand."""
        return np.asarray(LinearRegression(self.data).minimum())

    @property
    def around(self) -> NDArray[np.float64]:
        """(60, 2) the lines one standard error away from that one."""
        return np.asarray(LinearRegression(self.data).error_ellipse(60))

    @property
    def error(self) -> float:
        """The standard error of its slope, in the table's own units."""
        return float(LinearRegression(self.data).standard_errors()[1]) * self.study.y_unit

    @property
    def steepest(self) -> NDArray[np.float64]:
        """(2,) of the lines one standard error away the steepest."""
        return np.asarray(self.around[np.argmax(self.around[:, 1])])

    @property
    def ages(self) -> tuple[float, float]:
        """The ages that follow from a slope one standard error higher, and lower."""
        return hubble_time(self.rate + self.error), hubble_time(self.rate - self.error)

    @property
    def rate(self) -> float:
        """Its slope, in the table's own units."""
        return float(self.study.raw_weights(self.weights)[1])

    @property
    def age(self) -> float:
        """The age that follows from it, in thousand million years."""
        return hubble_time(self.rate)
