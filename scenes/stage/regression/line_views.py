"""What is told of a line's descent, made for a cast that is on the stage already."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import number_source
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.descent_views import PAIR, DescentViews
from scenes.stage.regression.study import LineStudy

__all__ = ["LineViews"]


class LineViews(DescentViews):
    """Rule, loss curve and counter of a descent; the plot and the panel belong to the film.

    Parameters
    ----------
    study
        Whose descent it is.
    rule, curve
        Slots for the update rule and for the loss against the iterations.

    Attributes
    ----------
    numbers
        The update rule in numbers, which takes its place.
    """

    def __init__(self, study: LineStudy, rule: Slot, curve: Slot) -> None:
        run = study.run
        grown = GrowingLossCurve(
            run.losses,
            slot=curve,
            width=curve.width - 0.8,
            height=curve.height - 1.2,
            marks=study.marks,
        )
        super().__init__(study, grown, theme().type.formula)
        rule.hold(self.rule.scale(1.25))
        self.numbers = rule.hold(self._rule_in_numbers().scale(1.2))
        self.counter = Counter(self.head.get_value, len(run))

    @property
    def step(self) -> int:
        """The step that the numbers show: the one on the way, or the last one made."""
        return max(1, min(len(self.study.run), int(np.ceil(self.iteration - 1e-6))))

    def _rule_in_numbers(self) -> Equation:
        """Return `old - rate · gradient = new`, every number live."""
        run = self.study.run
        weights, slopes = template(run.params, 4), template(run.gradients, 5)
        old, new = (PAIR.format(weights, weights, "w", suffix) for suffix in ("-old", "-new"))
        gradient = PAIR.format(slopes, slopes, "gradient-", "")
        equation = Equation(
            f"{old} - {number_source(self.study.learning_rate, 3)} {gradient} = {new}",
            size=theme().type.formula * 0.72,
            width=5.4,
        )
        for k in (0, 1):
            equation.live(f"w{k}-old", partial(self._number, run.params, -1, k))
            equation.live(f"gradient-{k}", partial(self._number, run.gradients, -1, k))
            equation.live(f"w{k}-new", partial(self._number, run.params, 0, k))
        return equation

    def _number(self, table: NDArray[np.float64], offset: int, k: int) -> float:
        return float(table[self.step + offset, k])
