"""Linked views of a line's descent, made of a cast that is on the stage already."""

from typing import Any

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.linked_views import LinkedViews, update_rule
from scenes.stage.regression.study import Study

__all__ = ["LineViews"]


class LineViews(LinkedViews):
    """Rule, loss curve and counter of a descent; the plot and the panel belong to the film.

    Parameters
    ----------
    study
        Whose descent it is.
    rule, curve
        Slots for the update rule and for the loss against the iterations.
    """

    def __init__(self, study: Study[Any], rule: Slot, curve: Slot) -> None:
        run = study.run
        self.study, self.head = study, Playhead()
        self.rule = rule.hold(update_rule().scale(1.25))
        self.numbers = rule.hold(self._rule_in_numbers().scale(1.2))
        grown = GrowingLossCurve(
            run.losses,
            slot=curve,
            width=curve.width - 0.8,
            height=curve.height - 1.2,
            marks=study.marks,
        )
        self._tell_loss(grown, theme().type.formula)
        self.counter = Counter(self.head.get_value, len(run))
