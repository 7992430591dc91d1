"""From a score to a chance: the sigmoid on the data, its boundary, and both formulas."""

import numpy as np
from manim import LEFT
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.text import symbol
from scenes.stage.look.theme import theme
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.classes import Boundary, ClassPlot
from scenes.stage.regression.study import ClassStudy

__all__ = ["ScoreViews"]

Array = NDArray[np.float64]

_WIDEST = 6.0
"""The greatest score of weights that are seen well."""


class ScoreViews:
    """The cast that turns a score into a chance; all of it follows `weights`.

    Parameters
    ----------
    study
        What the film is about.
    plot
        The data and the chances.
    line
        Weights (2,) to begin with, for x as it is drawn; gentle ones are chosen where these would
        not be seen well.
    slot
        Where the formulas stand.

    Attributes
    ----------
    weights
        For the x of the data as they are drawn.
    curve
        The chances.
    boundary, half
        The decision boundary in the data, and its name.
    score, chance
        The two formulas.
    """

    def __init__(
        self, study: ClassStudy, plot: ClassPlot, line: ArrayLike, slot: Slot = GRID.beside
    ) -> None:
        self.study, self.plot = study, plot
        given = np.asarray(line, dtype=float)
        self.weights = Weights(given if self._seen_well(given) else self._gentle())
        self.curve = study.curve(plot, self.standard)
        self.curve.add_updater(lambda fit: fit.set_weights(self.standard))
        self.boundary = Boundary(plot, lambda: study.boundary(self.standard))
        self.half = symbol("hat(y) = 1\\/2", theme().prediction)
        self.half.add_updater(lambda label: label.move_to(self._beside_half()), call_updater=True)
        self.score = Equation("z = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}", 54, slot.width)
        self.chance = Equation(
            "{{ hat(y) : prediction }} = sigma(z) = 1 / (1 + e^(-z))", 46, slot.width
        )
        for formula, y in ((self.score, 2.3), (self.chance, 0.95)):
            formula.move_to((slot.left + 0.1, y, 0), aligned_edge=LEFT)

    @property
    def standard(self) -> Array:
        """(2,) the weights for standardised x."""
        return self.study.standard_weights(self.weights.w)

    def place(self, share: float) -> float:
        """Return the x at a share of the plot's width."""
        low, high = self.plot.x_range
        return low + share * (high - low)

    def reach(self) -> dict[str, tuple[Array, Array]]:
        """Return two pairs of weights (2,) for every demonstration, all with the boundary inside.

        `level` moves the curve by w0 alone; `steep` changes its steepness about the boundary.
        """
        w1 = self.weights.w[1]
        ends = self.place(0.12), self.place(0.88)
        return {
            "level": (np.array([-w1 * ends[0], w1]), np.array([-w1 * ends[1], w1])),
            "steep": (2.5 * self.weights.w, 0.35 * self.weights.w),
        }

    def _seen_well(self, line: Array) -> bool:
        """Tell whether the boundary of weights (2,) is inside, and their scores fill their axis."""
        scores = line[0] + line[1] * np.array([self.place(share) for share in (0, 0.25, 0.75, 1)])
        most = float(np.abs(scores).max())
        return bool(scores[1] * scores[2] < 0 and 0.4 * _WIDEST < most < _WIDEST)

    def _gentle(self) -> Array:
        """Return weights for raw x whose boundary is inside and whose scores fit their axis."""
        best, (low, high) = self.study.raw_weights(self.study.minimum), self.plot.x_range
        boundary = self.study.boundary(self.study.minimum * [0.6, 0.85])
        if not np.isfinite(boundary):
            boundary = (low + high) / 2
        boundary = float(np.clip(boundary, self.place(0.3), self.place(0.7)))
        steepest = 0.9 * _WIDEST / max(high - boundary, boundary - low)
        slope = float(np.clip(0.85 * abs(best[1]), 0.4 * steepest, steepest))
        slope = -slope if best[1] < 0 else slope
        return np.array([-slope * boundary, slope])

    def _beside_half(self) -> Array:
        """Return a place beside the curve, where it passes one half."""
        falling = self.weights.w[1] < 0
        middle = self.plot.at(self.study.boundary(self.standard), 0.5)
        return np.asarray(middle + np.array([0.65, 0.32 if falling else -0.32, 0.0]))
