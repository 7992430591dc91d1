"""What is told of a descent: the rule, in letters and numbers, and the loss, by one playhead."""

from functools import partial
from typing import Any

import numpy as np
from manim import RIGHT
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.text import LiveNumber, number_source
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.regression.study import Study

__all__ = ["DescentViews"]

_PAIR = 'vec(delim: "[", {{{{ {0} : {2}0{4} }}}}, {{{{ {1} : {3}1{4} }}}})'


class DescentViews:
    """What is told of a descent, whatever it is seen on; all of it looks the playhead up.

    Parameters
    ----------
    study
        Whose descent it is.
    curve
        Its loss against the iterations, where it is to stand; its `trace` is what moves.
    size
        Of the loss as a number.
    names
        Of the weights, in Typst mathematics.

    Attributes
    ----------
    head
        The playhead: the fractional iteration.
    rule, numbers
        The update rule, and the same rule in numbers, which takes its place.
    loss
        The loss after the last step made, as a number, beside the curve's name.
    """

    def __init__(
        self,
        study: Study[Any],
        curve: GrowingLossCurve,
        size: float,
        names: tuple[str, str] = ("w_0", "w_1"),
    ) -> None:
        run = study.run
        self.study, self.head = study, Playhead()
        self.rule, self.numbers = _update_rule(names), self._rule_in_numbers()
        self.curve = curve.follow(run, self.head)
        self.loss = LiveNumber(0, study.loss_shape, size=size, colour=theme().loss, align="left")
        self.loss.next_to(curve.names[0], RIGHT, buff=0.25)
        self.loss.follow(lambda: run.losses[self.head.made], of="loss-made")

    @property
    def iteration(self) -> float:
        """Where the playhead stands."""
        return self.head.iteration

    @property
    def step(self) -> int:
        """The step that the numbers show: the one on the way, or the last one made."""
        return max(1, min(len(self.study.run), int(np.ceil(self.iteration - 1e-6))))

    def _rule_in_numbers(self) -> Equation:
        """Return `old - rate · gradient = new`, every number live."""
        run = self.study.run
        weights, slopes = template(run.params, 4), template(run.gradients, 5)
        old = _PAIR.format(weights, weights, "w", "w", "-old")
        new = _PAIR.format(weights, weights, "w", "w", "-new")
        gradient = _PAIR.format(slopes, slopes, "gradient-", "gradient-", "")
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


def _update_rule(names: tuple[str, str]) -> Equation:
    """Return the rule of gradient descent, for both weights at once, by their names."""
    new, old = (_PAIR.format(*names, "w", "w", suffix) for suffix in ("-new", "-old"))
    return Equation(
        f"{new} <- {old} - alpha {{{{ nabla g : gradient }}}}", size=theme().type.formula * 0.8
    )
