"""Lines to choose from, before anything has been measured."""

import numpy as np
from manim import VGroup

from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["Candidates"]

_APART = 0.35
"""Of the range of y: how far the lines are apart, at their ends."""


class Candidates(VGroup):
    """A few lines to choose from, each with its number at its right end.

    One is too flat and one too steep about the middle of the data, and one lies too low.

    Attributes
    ----------
    weights
        A pair (2,) of each.
    """

    def __init__(self, plot: DataPlot, study: LineStudy) -> None:
        super().__init__()
        data, best = study.data, study.minimum
        high = plot.x_range[1]
        rise, middle = _APART * float(np.ptp(data.y)), float(data.x.mean())
        turn = np.array([-middle, 1.0]) * rise / (high - middle)
        aside = (-0.9 * turn, 0.5 * turn, np.array([-0.35 * rise, 0.0]))
        self.weights = [best + each for each in aside]
        for k, w in enumerate(self.weights, start=1):
            line = FitCurve(plot, study.objective.predict, w, width=2.5)
            line.set_stroke(opacity=0.6)
            name = words(str(k), theme().type.body, theme().prediction, "semibold")
            name.move_to(line.points[-1] + [0.22, 0.0, 0.0])
            self.add(VGroup(line, name))
