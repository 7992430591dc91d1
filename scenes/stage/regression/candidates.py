"""Lines to choose from, and what each of them is found to lose."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, MeanSquare
from scenes.stage.regression.study import LineStudy

__all__ = ["Candidates", "Verdict"]

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


class Verdict(VGroup):
    """What is found of one candidate: its mean square, and below that its number and its loss.

    Attributes
    ----------
    corner
        (3,) the lower left corner of the square.
    square, told
        The square, and what stands below it.
    """

    def __init__(
        self, plot: DataPlot, study: LineStudy, w: np.ndarray, name: str, slot: Slot
    ) -> None:
        super().__init__()
        size = theme().type.heading
        number = words(name, size, theme().prediction, "semibold")
        value = LiveNumber(0, study.loss_shape, size=size, colour=theme().loss, align="left")
        value.follow(lambda: float(study.objective.loss(w)), of="loss-at", at=w)
        self.told = VGroup(number, value).arrange(RIGHT, buff=0.3)
        slot.hold(self.told, DOWN + LEFT)
        self.corner = np.array([slot.left, self.told.get_top()[1] + 0.15, 0.0])
        self.square = MeanSquare(plot, lambda: float(study.objective.loss(w)), self.corner)
        self.add(self.square, self.told)
