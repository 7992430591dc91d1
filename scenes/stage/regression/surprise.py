"""How surprised a curve is: its chances multiply to nothing, their logarithms add to the loss."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from manim import Animation, FadeIn, TransformFromCopy, ValueTracker, linear
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.pace import paced
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.bars import LengthBar
from scenes.stage.regression.chances import Chances, SurpriseBars, SurpriseColumn, Ties
from scenes.stage.regression.classes import ClassPlot, Upright
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import ClassStudy

__all__ = ["SurpriseViews"]

Array = NDArray[np.float64]

_LONGEST = 3.3, 1.9
"""Frame units: of the sum's bar, and of that of a product of 1; the rest is for their numbers."""
_DIGITS = 6
"""After the point, at the most."""
_LINES = 2.25
"""Where the formulas stand."""


class SurpriseViews:
    """The cast that turns a curve into its loss; all of it follows `weights`.

    Parameters
    ----------
    study, plot, curve, weights
        What the film is about, and what stands on the stage.
    slot
        Where the plot is to stand, the bars below it.
    side
        Where formulas, product, sum and column stand.
    goals
        Weights (2,) that will be set: the scales of bars and column have room for them.

    Attributes
    ----------
    multiplied, added
        The x up to which the rows have been counted in.
    strokes, ties, product
        Every row's chance, what it misses to certainty, and the product of those counted in.
    bars, total
        Every row's surprise, and the sum of those counted in.
    marks
        Uprights where the counting is.
    upper
        Where the plot stands over the bars.
    formulas
        The product; why −ln; the mean.
    column, mean
        All surprises on one another, and the loss as a number.
    """

    def __init__(
        self,
        study: ClassStudy,
        plot: ClassPlot,
        curve: FitCurve,
        weights: Weights,
        goals: Sequence[Array],
        slot: Slot = GRID.main,
        side: Slot = GRID.beside,
    ) -> None:
        self.study, self.plot, self.weights, self.side = study, plot, weights, side
        low = plot.x_range[0]
        self.multiplied, self.added = ValueTracker(low), ValueTracker(low)
        self.marks = [
            Upright(plot, place.get_value, theme().muted) for place in (self.multiplied, self.added)
        ]
        self.strokes, self.ties = Chances(plot, curve, width=6.0), Ties(plot, curve)
        for each in (self.strokes, self.ties):
            each.add_updater(
                lambda strokes: strokes.until(self.multiplied.get_value()).follow(),
                call_updater=True,
            )
        self.upper, lower = slot.rows(1.35, 1, gap=0.1)
        self.bars = self._bars(lower, [weights.w, *goals])
        self.bars.bars.add_updater(
            lambda _: self.bars.until(self.added.get_value()).set_weights(weights.w),
            call_updater=True,
        )
        self.formulas = [
            Equation(source, size=50, width=side.width).move_to((side.centre[0], _LINES, 0))
            for source in _FORMULAS
        ]
        self.product, self.total = self._tallies()
        self._pile_up(max(float(study.objective.loss(w)) for w in (weights.w, *goals)))

    def surprises(self) -> Array:
        """Return −ln p (n,) of all rows."""
        data = self.study.raw
        return self.study.surprise(self.weights.w, data.x, data.y)

    def so_far(self, place: ValueTracker) -> float:
        """Return the sum of the surprises counted in."""
        return float(self.surprises()[self.study.raw.x <= place.get_value()].sum())

    def count(self, place: ValueTracker, share: float = 1.0) -> Animation:
        """Return the animation that counts rows in, by their x, up to a share of its range."""
        low, high = self.plot.x_range
        goal = low + share * (high - low)
        return cast(Animation, paced(place, linear).set_value(goal).build())

    def flights(self) -> list[Animation]:
        """Return the animations that bring every bar onto the column."""
        bars, pieces = self.bars.bars, self.column.pieces
        if len(bars) != len(pieces):
            return [FadeIn(piece) for piece in pieces]
        return [TransformFromCopy(bar, piece) for bar, piece in zip(bars, pieces, strict=True)]

    def let_go(self) -> None:
        """Follow the weights no longer; the column alone still does."""
        for each in (self.strokes, self.ties, self.bars.bars):
            each.clear_updaters()

    def _bars(self, lower: Slot, goals: Sequence[Array]) -> SurpriseBars:
        """Bars below the plot as it will stand; a surprise is convex, so none is ever cut."""
        plot, before = self.plot, self.plot.slot
        plot.fill(self.upper)
        sample, w = plot.sample, self.weights.w
        bars = SurpriseBars(
            plot,
            self.study.surprise,
            w,
            height=lower.height - 0.55,
            highest=max(
                2.0, *(float(self.study.surprise(v, sample.x, sample.y).max()) for v in goals)
            ),
        )
        foot = np.array([plot.at(plot.x_range[0], 0)[0], lower.bottom + 0.1, 0.0])
        bars.shift(foot - bars.at(bars.x_range[0], 0))
        plot.fill(before)
        return bars

    def _tallies(self) -> tuple[LengthBar, LengthBar]:
        """The product and the sum of what has been counted in, as lengths and as numbers."""
        total = float(self.surprises().sum())
        digits = int(np.clip(np.ceil(total / np.log(10)) + 1, 2, _DIGITS))
        product = LengthBar(
            "multiplied",
            lambda: float(np.exp(-self.so_far(self.multiplied))),
            scale=_LONGEST[1],
            colour=theme().prediction,
            shape=f"0.{'0' * digits}",
            of="product",
            at=(self.weights, self.multiplied),
        )
        added = LengthBar(
            "their −ln, added",
            lambda: self.so_far(self.added),
            scale=_LONGEST[0] / total,
            colour=theme().loss,
            shape=template(total, 3, sign=False),
            of="sum",
            at=(self.weights, self.added),
        )
        return product.begin_at(self.side.left, 0.4), added.begin_at(self.side.left, -1.6)

    def _pile_up(self, highest: float) -> None:
        """The column of all surprises, and the loss beside it."""
        left, bottom = self.side.left + 0.6, self.side.bottom + 0.2
        self.column = SurpriseColumn(
            self.study.raw,
            self.study.surprise,
            self.weights.w,
            width=1.4,
            height=3.5,
            highest=highest,
        )
        self.column.shift(np.array([left, bottom, 0.0]) - self.column.at(0.0, 0.0))
        shape = self.study.loss_shape
        self.mean = Equation(f"{{{{ g : loss }}}} = {{{{ {shape} : loss-now }}}}", 60, width=2.9)
        self.mean.live(
            "loss-now",
            lambda: float(self.study.objective.loss(self.weights.w)),
            align="left",
            at=self.weights,
        )
        self.mean.move_to((left + 3.0, bottom + 1.6, 0))


_FORMULAS = (
    "product_(n=1)^N {{ p_n : prediction-p }}",
    "-ln product_(n=1)^N {{ p_n : prediction-p }} = sum_(n=1)^N -ln {{ p_n : prediction-q }}",
    "{{ g : loss }} = 1/N sum_(n=1)^N -ln {{ p_n : prediction-q }}",
)
