"""Data of distances and speeds: run backwards in time, or at distances measured anew."""

from dataclasses import replace

import numpy as np
from manim import DL, DOWN, RIGHT, UP, Line, ValueTracker, VGroup
from numpy.typing import NDArray

from mlcore import Dataset, LinearRegression, hubble_time, rewound
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.plane.bars import LengthBar
from scenes.stage.plane.curves import Curve
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["AgeMark", "Expansion", "KnownSlope", "Remeasured", "place"]

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
    """A line through 0 of a slope that is known from elsewhere, and its name at its end.

    Both follow the scales of their plot.
    """

    def __init__(self, plot: DataPlot, slope: float, name: str) -> None:
        self.plot, self.slope = plot, slope
        self.line = Curve(plot, theme().ink, 3.0)
        self.name = words(name, theme().type.heading, weight="semibold")
        self.line.add_updater(lambda line: line.trace(slope * line.x), call_updater=True)
        self.name.add_updater(lambda _: self.follow(), call_updater=True)

    def follow(self) -> None:
        """Set the name just above the line's end, where it leaves the plot."""
        x = min(self.plot.x_range[1], self.plot.y_range[1] / self.slope)
        end = self.plot.at(x, self.slope * x)
        self.name.shift(end + 0.12 * (RIGHT + UP) - self.name.get_corner(DL))


class AgeMark(VGroup):
    """A stroke across a bar at another age, and below it what that is."""

    def __init__(self, bar: LengthBar, age: float, told: str) -> None:
        start = bar.origin.points[0] + bar.scale_of * age * RIGHT
        stroke = Line(start + 0.3 * UP, start + 0.4 * DOWN, stroke_width=3, color=theme().ink)
        name = words(told, theme().type.small).next_to(stroke, DOWN, buff=0.1)
        super().__init__(stroke, name.align_to(stroke, RIGHT))


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
