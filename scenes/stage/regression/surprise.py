"""How surprised a curve is: its chances multiply to nothing, their logarithms add to the loss."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from manim import Animation, FadeIn, TransformFromCopy, ValueTracker, linear
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.theme import theme
from scenes.stage.motion.pace import paced
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.bars import LengthBar
from scenes.stage.regression.chances import Chances, SurpriseColumn, Ties
from scenes.stage.regression.classes import ClassPlot, Upright
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.surprise_curve import SurpriseCurve

__all__ = ["SurpriseViews"]

Array = NDArray[np.float64]

_PRODUCT = 1.9
"""Frame units that a product of 1 is long; the rest is for its number."""
_DIGITS = 6
"""After the point, at the most."""
_HIGH = 2.25
"""In the frame: where the product's formula stands."""


class SurpriseViews:
    """The cast that turns a curve into its loss; all of it follows `weights`.

    Parameters
    ----------
    study, plot, curve, weights
        What the film is about, and what stands on the stage.
    slots
        Where the product stands; where the curve −ln p does; and where that does beside the column.
    goals
        Weights (2,) that will be set: the scales of curve and column have room for them.

    Attributes
    ----------
    multiplied, added
        The x up to which the rows have been counted in.
    strokes, ties, product
        Every row's chance, what it misses to certainty, and the product of those counted in.
    penalty, alone
        The curve −ln p, with those counted in; or with one row of the sample alone.
    marks
        Uprights where the counting is.
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
        slots: tuple[Slot, Slot, Slot],
    ) -> None:
        self.study, self.plot, self.weights, self.slots = study, plot, weights, slots
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
        every = [weights.w, *goals]
        sample = plot.sample
        self.penalty = SurpriseCurve(
            sample,
            study.surprise,
            weights.w,
            highest=max(3.6, *(float(study.surprise(w, sample.x, sample.y).max()) for w in every)),
            width=slots[1].width - 1.0,
            height=slots[1].height - 1.4,
            least_width=slots[2].width - 1.2,
        ).fill(slots[1])
        self.alone: int | None = None
        self.penalty.add_updater(lambda _: self._count_in(), call_updater=True)
        self.product = self._tally()
        beside = slots[1]
        self.formulas = [
            Equation(_FORMULAS[0], size=50, width=slots[0].width).move_to(
                (slots[0].centre[0], _HIGH, 0)
            ),
            Equation(_FORMULAS[1], size=42, width=0.74 * beside.width).move_to(
                (beside.right, 1.7, 0), aligned_edge=np.array([1.0, 0.0, 0.0])
            ),
        ]
        self._pile_up(max(float(study.objective.loss(w)) for w in every))

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
        """Return the animations that bring every stem onto the column."""
        stems, pieces = self.penalty.stems, self.column.pieces
        if len(stems) != len(pieces):
            return [FadeIn(piece) for piece in pieces]
        return [TransformFromCopy(stem, piece) for stem, piece in zip(stems, pieces, strict=True)]

    def let_go(self) -> None:
        """Follow the weights no longer; the column alone still does."""
        for each in (self.strokes, self.ties, self.penalty):
            each.clear_updaters()

    def _count_in(self) -> None:
        """Let those stand on the curve −ln p that have been counted in, or one row alone."""
        if self.alone is None:
            self.penalty.until(self.added.get_value())
        else:
            self.penalty.only(self.alone)
        self.penalty.set_weights(self.weights.w)

    def _tally(self) -> LengthBar:
        """The product of what has been counted in, as a length and as a number."""
        total, side = float(self.surprises().sum()), self.slots[0]
        digits = int(np.clip(np.ceil(total / np.log(10)) + 1, 2, _DIGITS))
        return LengthBar(
            "multiplied",
            lambda: float(np.exp(-self.so_far(self.multiplied))),
            scale=_PRODUCT,
            colour=theme().prediction,
            shape=f"0.{'0' * digits}",
            of="product",
            at=(self.weights, self.multiplied),
        ).begin_at(side.left, 0.0)

    def _pile_up(self, highest: float) -> None:
        """The column of all surprises, and above it the loss, as a formula and as a number."""
        side = Slot(self.slots[2].right + 0.35, GRID.right_edge, self.slots[2].bottom, GRID.top)
        self.column = SurpriseColumn(
            self.study.raw,
            self.study.surprise,
            self.weights.w,
            width=1.5,
            height=3.2,
            highest=highest,
        )
        middle = float(side.centre[0])
        self.column.shift(np.array([middle, side.bottom + 0.2, 0.0]) - self.column.at(0.5, 0.0))
        self.formulas.append(Equation(_FORMULAS[2], 42, width=side.width).move_to((middle, 2.4, 0)))
        shape = self.study.loss_shape
        self.mean = Equation(
            f"{{{{ g : loss }}}} = {{{{ {shape} : loss-now }}}}", 54, width=side.width
        )
        self.mean.live(
            "loss-now",
            lambda: float(self.study.objective.loss(self.weights.w)),
            align="left",
            at=self.weights,
        )
        self.mean.move_to((middle, 1.15, 0))


_FORMULAS = (
    "product_(n=1)^N {{ p_n : prediction-p }}",
    "-ln product_(n=1)^N {{ p_n : prediction-p }} = sum_(n=1)^N -ln {{ p_n : prediction-q }}",
    "{{ g : loss }} = 1/N sum_(n=1)^N -ln {{ p_n : prediction-q }}",
)
