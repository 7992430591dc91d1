"""From a score to a chance: a probe on the data, its score on the sigmoid, and both formulas."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, Dot, Mobject, ValueTracker
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.text import SMALLEST, symbol
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.classes import Boundary, ClassPlot, Upright
from scenes.stage.regression.study import ClassStudy

__all__ = ["ScoreViews", "bent"]

Array = NDArray[np.float64]

_WIDEST = 6.0  # the greatest score that is drawn
_OFF = 0.04  # by which the numbers shown may miss the score that they add up to


class ScoreViews:
    """The cast that turns a score into a chance; all of it follows `weights` and `probe`.

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
        Where the scores, the formulas and the numbers stand.

    Attributes
    ----------
    weights
        For the x of the data as they are drawn.
    probe
        An x.
    curve, mark, spot
        The chances; the probe as an upright, and on the curve.
    scores, rider
        The number line of scores; the probe's score on it.
    boundary, half
        The decision boundary in the data, and its name.
    score, score_now, chance, chance_now
        The two formulas, in letters and in live numbers.
    """

    def __init__(
        self, study: ClassStudy, plot: ClassPlot, line: ArrayLike, slot: Slot = GRID.beside
    ) -> None:
        self.study, self.plot, self.slot = study, plot, slot
        given = np.asarray(line, dtype=float)
        self.weights = Weights(given if self._seen_well(given) else self._gentle())
        self.probe = ValueTracker(self.place(0.12))
        self.curve = study.curve(plot, self.standard)
        self.curve.add_updater(lambda fit: fit.set_weights(self.standard))
        self.mark = Upright(plot, self.probe.get_value)
        self.spot = Dot(radius=0.12, color=theme().prediction)
        self.spot.add_updater(lambda dot: dot.move_to(self._seen()), call_updater=True)
        self.scores = Plot(
            (-_WIDEST, _WIDEST),
            (0.0, 1.0),
            width=slot.width - 0.3,
            height=0.01,
            x_label="score z",
            x_ticks=6,
            y_values=(),
        )
        self.scores.shift(np.array([slot.centre[0], slot.top - 0.25, 0.0]) - self.scores.at(0, 0))
        self.rider = Dot(radius=0.14, color=theme().ink)
        self.rider.add_updater(
            lambda dot: dot.move_to(self.scores.at(self.z, 0.0)), call_updater=True
        )
        self.boundary = Boundary(plot, lambda: study.boundary(self.standard))
        self.half = symbol("hat(y) = 1\\/2", theme().prediction)
        self.half.add_updater(lambda label: label.move_to(self._beside_half()), call_updater=True)
        self._write_formulas()

    @property
    def standard(self) -> Array:
        """(2,) the weights for standardised x."""
        return self.study.standard_weights(self.weights.w)

    @property
    def z(self) -> float:
        """The probe's score."""
        w0, w1 = self.weights.w
        return float(w0 + w1 * self.probe.get_value())

    @property
    def probability(self) -> float:
        """The chance at the probe."""
        return float(self.study.predict(self.standard, [self.probe.get_value()])[0])

    def place(self, share: float) -> float:
        """Return the x at a share of the plot's width."""
        low, high = self.plot.x_range
        return low + share * (high - low)

    def reach(self) -> dict[str, tuple[Array, Array]]:
        """Return two pairs of weights (2,) for every demonstration, all with the boundary inside.

        `level` moves the curve by w0 alone; `steep` changes its steepness about the boundary;
        `alone` changes w1 alone.
        """
        w0, w1 = self.weights.w
        boundary, ends = -w0 / w1, np.array([self.place(0.12), self.place(0.88)])
        with np.errstate(divide="ignore"):
            factors = boundary / ends  # of w1, that bring the boundary to either end
        low = max([0.4, *factors[(factors > 0) & (factors < 1)]])
        high = min([2.5, *factors[factors > 1]])
        return {
            "level": (np.array([-w1 * ends[0], w1]), np.array([-w1 * ends[1], w1])),
            "steep": (2.5 * self.weights.w, 0.35 * self.weights.w),
            "alone": (np.array([w0, high * w1]), np.array([w0, low * w1])),
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

    def _seen(self) -> Array:
        """Return where the probe is on the curve."""
        return self.plot.at(self.probe.get_value(), self.probability)

    def _beside_half(self) -> Array:
        """Return a place beside the curve, where it passes one half."""
        falling = self.weights.w[1] < 0
        middle = self.plot.at(self.study.boundary(self.standard), 0.5)
        return np.asarray(middle + np.array([0.65, 0.32 if falling else -0.32, 0.0]))

    def _rooms(self) -> tuple[str, str, str]:
        """Return templates of w0, w1 and x, with digits enough that the sum shown is right.

        Where nine decimals are not enough the templates are empty.
        """
        pairs = np.abs(np.concatenate([np.array(pair) for pair in self.reach().values()]))
        most, farthest = pairs.max(axis=0), max(map(abs, self.plot.x_range))
        negative = min(self.plot.x_range) < 0
        for digits in range(4, 9):
            w0, w1 = template(most[0], digits), template(most[1], digits)
            x = template(self.plot.x_range, digits - 1, sign=negative)
            off = _half_unit(w0) + farthest * _half_unit(w1) + most[1] * _half_unit(x)
            if off < _OFF:
                return w0, w1, x
        return "", "", ""

    def _write_formulas(self) -> None:
        """Set the score and the sigmoid of it, and keep their numbers live."""
        w0, w1, x = self._rooms()
        here = self.weights, self.probe
        room = self.slot.width - 0.2
        self.score = Equation("z = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}", 46, room)
        short = "= {{ -0.00 : score-now }}"
        long = (
            f"= {{{{ {w1} : w1-now }}}} dot {{{{ {x} : data-now }}}} thin {{{{ {w0} : w0-now }}}}"
            f" quad {short}"
        )
        self.score_now = Equation(long if x else short, width=room)
        if self.score_now.font_size < SMALLEST:  # numbers of a dozen digits
            self.score_now = Equation(short)
        if "w1-now" in self.score_now.names:
            self.score_now.live("w1-now", lambda: self.weights.w[1])
            self.score_now.live("data-now", self.probe.get_value, align="center", at=here)
            self.score_now.live("w0-now", lambda: self.weights.w[0], align="left", sign=True)
        self.score_now.live("score-now", lambda: self.z, align="left", at=here)
        self.chance = Equation("{{ hat(y) : prediction }} = sigma(z) = 1 / (1 + e^(-z))", size=36)
        self.chance_now = Equation("= {{ 0.000 : prediction-now }}", size=36)
        self.chance_now.live("prediction-now", lambda: self.probability, align="left", at=here)
        self.score.move_to((0, self.slot.top - 1.5, 0)).align_to(self._left, LEFT)
        self.score_now.next_to(self.score, DOWN, buff=0.25).align_to(self.score, LEFT)
        self.chance.next_to(self.score_now, DOWN, buff=0.3).align_to(self.score, LEFT)
        self.chance_now.next_to(self.chance, RIGHT, buff=0.2)

    @property
    def _left(self) -> Array:
        """(3,) a place on the line where the formulas begin."""
        return np.array([self.slot.left + 0.1, 0.0, 0.0])

    def ahead(self) -> list[Mobject]:
        """All that stands in the slot but the weights' sliders."""
        formulas = (self.score, self.score_now, self.chance, self.chance_now)
        return [self.scores, self.rider, *formulas]


def bent(study: ClassStudy, share: float, z: Array) -> Array:
    """Return the chance of scores z (n,) on the way from a line to the sigmoid.

    The line ½ + z/4 touches the sigmoid where the score is 0.
    """
    sigmoid = study.objective.predict((0.0, 1.0), z)
    return np.asarray((1 - share) * (0.5 + z / 4) + share * sigmoid)


def _half_unit(room: str) -> float:
    """Return by how much a number of a template is rounded at the most."""
    return 0.5 * 10.0 ** -len(room.partition(".")[2])
