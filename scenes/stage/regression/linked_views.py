"""Linked views of a sigmoid's descent: surface, curve, loss and rule, by one playhead."""

from manim import DOWN, RIGHT, VMobject

from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.layout import GRID
from scenes.stage.look.theme import theme
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.classes import Boundary, ClassPlot
from scenes.stage.regression.descent_views import DescentViews
from scenes.stage.regression.fit import FitCurve, Residuals
from scenes.stage.regression.scaling import PRIMED
from scenes.stage.regression.study import ClassStudy

__all__ = ["LinkedViews"]


class LinkedViews(DescentViews):
    """The cast of a sigmoid's descent, of which plot, fit and landscape stand on the stage already.

    Attributes
    ----------
    descent
        Ball and trail on the landscape.
    fitting
        All that moves in the plot: the line, the errors, and the boundary between classes.
    curve
        The loss against the iterations, lower right.
    counter
        The iteration.
    """

    def __init__(
        self, study: ClassStudy, plot: ClassPlot, line: FitCurve, panel: LossPanel
    ) -> None:
        run = study.run
        curve = GrowingLossCurve(run.losses, marks=study.marks)
        curve.align_to((GRID.right_edge, GRID.caption_top + 0.1, 0), DOWN + RIGHT)
        curve.set_progress(0.0, float(run.losses[0]))  # where the curve stands now
        super().__init__(study, curve, 30, PRIMED)
        self.counter = Counter(self.head.get_value, len(run), right=0.3)
        self.descent = panel.add_descent(run).follow(self.head)
        line.add_updater(lambda fit: fit.set_weights(run.at(self.iteration).w))
        errors = Residuals(plot, line)
        errors.add_updater(lambda strokes: strokes.follow())
        errors.set_stroke(theme().gradient)  # they are not the loss, but they make its gradient
        boundary = Boundary(plot, lambda: study.boundary(run.at(self.iteration).w))
        self.fitting: list[VMobject] = [line, errors, boundary]
