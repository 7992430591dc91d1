"""Data of distances and speeds: run backwards in time, or measured by another ruler."""

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike, NDArray

from mlcore import hubble_time, rewound
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["Expansion", "Ruler"]

_LEAST = 1e-3
"""Of the time to the beginning is left out: a line that stands upright has no slope."""


class Expansion:
    """Distances as they were, each object moving at the speed that the line gives it.

    Attributes
    ----------
    past
        A tracker: 0 is now, 1 is when all were in one place.
    age
        How long ago that was, in thousand million years.
    """

    def __init__(self, study: LineStudy, plot: DataPlot, line: FitCurve) -> None:
        self.plot, self.past = plot, ValueTracker(0.0)
        self.weights = np.asarray(line.w)
        self.age = hubble_time(float(study.raw_weights(self.weights)[1]))
        self.speeds = study.predict(self.weights, plot.sample.x) * study.y_unit
        plot.dots.add_updater(lambda _: plot.place_dots(self.distances(), plot.sample.y))
        # v = w1 x + w0 and x = x' + v t give v = (w1 x' + w0)/(1 − w1 t)
        line.add_updater(lambda fit: fit.set_weights(self.weights / max(_LEAST, 1 - self.share)))

    @property
    def share(self) -> float:
        """How far back, as a share of the age."""
        return float(self.past.get_value())

    def distances(self) -> NDArray[np.float64]:
        """Return the distances (n,) of the drawn data at that time."""
        return rewound(self.plot.sample.x, self.speeds, self.share * self.age)


class Ruler:
    """By how much all x are stretched, so that a slope comes to be what the weights say."""

    def __init__(self, weights: Weights, best: ArrayLike) -> None:
        self.weights, self.slope = weights, float(np.asarray(best)[1])

    def get_value(self) -> float:
        """Return the factor: 1 while the weights are the best ones."""
        return self.slope / self.weights.component(1)
