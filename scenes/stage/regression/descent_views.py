"""What is told of a descent: the rule, and the loss, by one playhead."""

from typing import Any

from manim import RIGHT

from scenes.stage.look.equations import Equation
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.regression.study import Study

__all__ = ["PAIR", "DescentViews"]

PAIR = 'vec(delim: "[", {{{{ {0} : {2}0{3} }}}}, {{{{ {1} : {2}1{3} }}}})'
"""A vector of two, each with a name that begins and ends alike."""


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
    rule
        The update rule.
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
        self.rule = _update_rule(names)
        self.curve = curve.follow(run, self.head)
        self.loss = LiveNumber(0, study.loss_shape, size=size, colour=theme().loss, align="left")
        self.loss.next_to(curve.names[0], RIGHT, buff=0.25)
        self.loss.follow(lambda: run.losses[self.head.made], of="loss-made")

    @property
    def iteration(self) -> float:
        """Where the playhead stands."""
        return self.head.iteration


def _update_rule(names: tuple[str, str]) -> Equation:
    """Return the rule of gradient descent, for both weights at once, by their names."""
    new, old = (PAIR.format(*names, "w", suffix) for suffix in ("-new", "-old"))
    return Equation(
        f"{new} <- {old} - alpha {{{{ nabla g : gradient }}}}", size=theme().type.formula * 0.8
    )
