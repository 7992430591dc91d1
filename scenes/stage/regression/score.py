"""From a score to a chance: a probe on the data, its score on the sigmoid, and both formulas."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, DashedLine, Dot, ValueTracker
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.text import SMALLEST, symbol
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.curves import Curve
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.classes import Boundary, ClassPlot
from scenes.stage.regression.study import ClassStudy

__all__ = ["ScoreViews"]

Array = NDArray[np.float64]

_WIDEST = 6.0  # the greatest score that is drawn
_OFF = 0.04  # by which the numbers shown may miss the score that they add up to
_RIGHT = 3.85  # the middle of the right column


class ScoreViews:
    """The cast that turns a line into chances; all of it follows `weights` and `probe`.

    Attributes
    ----------
    weights
        For the x of the data as they are drawn.
    probe, lift
        An x; and how far its score is lifted from the axis to the sigmoid, 0 to 1.
    plot, curve, mark, spot
        The data and the chances, left; the probe as an upright, and on the curve.
    line_plot, line, rider
        The scores as a line, right; the probe's score on it.
    scores, sigmoid, slider
        The sigmoid over the scores, which takes their place; the probe's score on it.
    boundary, half
        The decision boundary in the data, and its name.
    score, score_now, chance, chance_now
        The two formulas, in letters and in live numbers.
    """

    def __init__(self, study: ClassStudy, plot: ClassPlot) -> None:
        self.study, self.plot = study, plot
        self.weights = Weights(self._gentle())
        self.probe, self.lift = ValueTracker(self.place(0.12)), ValueTracker(0.0)
        self.curve = study.curve(plot, self.standard)
        self.curve.add_updater(lambda fit: fit.set_weights(self.standard))
        foot, top = (plot.at(plot.x_range[0], y) for y in plot.y_range)
        self.mark = DashedLine(foot, top, dash_length=0.08, stroke_width=2, color=theme().ink)
        self.mark.add_updater(lambda line: line.set_x(self._seen()[0]), call_updater=True)
        self.spot = Dot(radius=0.1, color=theme().prediction)
        self.spot.add_updater(lambda dot: dot.move_to(self._seen()), call_updater=True)
        self.scores = Plot(
            (-_WIDEST, _WIDEST),
            (0.0, 1.0),
            width=4.8,
            height=2.1,
            x_label="score z",
            y_label="chance σ(z)",
            x_ticks=6,
            y_values=(0.0, 0.5, 1.0),
        )
        self.scores.shift(np.array([_RIGHT, 1.5, 0.0]) - self.scores.area.get_center())
        self.line_plot = Plot(
            plot.x_range,
            (-_WIDEST, _WIDEST),
            width=4.8,
            height=2.1,
            x_label=study.drawn.x_label,
            y_label="score z",
            y_ticks=4,
        )
        self.line_plot.shift(self.scores.area.get_center() - self.line_plot.area.get_center())
        self.line = Curve(self.line_plot, theme().ink)
        self.line.trace(self.weights.w[0] + self.weights.w[1] * self.line.x)
        self.rider = Dot(radius=0.1, color=theme().ink)
        self.rider.add_updater(
            lambda dot: dot.move_to(self.line_plot.at(self.probe.get_value(), self.z)),
            call_updater=True,
        )
        self.sigmoid = Curve(self.scores, theme().prediction, samples=121)
        self.sigmoid.trace(study.objective.predict((0.0, 1.0), self.sigmoid.x))
        self.slider = Dot(radius=0.1, color=theme().ink)
        self.slider.add_updater(
            lambda dot: dot.move_to(
                self.scores.at(self.z, self.lift.get_value() * self.probability)
            ),
            call_updater=True,
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
        self.score = Equation("z = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}", width=5.6)
        short = "= {{ -0.00 : score-now }}"
        long = (
            f"= {{{{ {w1} : w1-now }}}} dot {{{{ {x} : data-now }}}} thin {{{{ {w0} : w0-now }}}}"
            f" quad {short}"
        )
        self.score_now = Equation(long if x else short, width=5.6)
        if self.score_now.font_size < SMALLEST:  # numbers of a dozen digits
            self.score_now = Equation(short)
        if "w1-now" in self.score_now.names:
            self.score_now.live("w1-now", lambda: self.weights.w[1])
            self.score_now.live("data-now", self.probe.get_value, align="center", at=here)
            self.score_now.live("w0-now", lambda: self.weights.w[0], align="left", sign=True)
        self.score_now.live("score-now", lambda: self.z, align="left", at=here)
        self.chance = Equation("{{ hat(y) : prediction }} = sigma(z) = 1 / (1 + e^(-z))")
        self.chance_now = Equation("= {{ 0.000 : prediction-now }}")
        self.chance_now.live("prediction-now", lambda: self.probability, align="left", at=here)
        self.score.move_to((_RIGHT, -0.75, 0)).align_to((1.05, 0, 0), LEFT)
        self.score_now.next_to(self.score, DOWN, buff=0.25).align_to(self.score, LEFT)
        self.chance.next_to(self.score_now, DOWN, buff=0.3).align_to(self.score, LEFT)
        self.chance_now.next_to(self.chance, RIGHT, buff=0.25)


def _half_unit(room: str) -> float:
    """Return by how much a number of a template is rounded at the most."""
    return 0.5 * 10.0 ** -len(room.partition(".")[2])
