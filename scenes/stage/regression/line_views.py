"""What is told of a line's descent, made for a cast that is on the stage already."""

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.descent_views import DescentViews
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
        rule.hold(self.numbers.scale(1.2))
        self.counter = Counter(self.head.get_value, len(run))
