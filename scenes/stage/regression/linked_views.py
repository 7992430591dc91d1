"""Linked views of one descent: surface, fit, loss curve, rule and counter, by one playhead."""

from functools import partial
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, VMobject
from numpy.typing import NDArray

from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import LiveNumber, number_source
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import GrowingLossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.classes import Boundary
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals
from scenes.stage.regression.scaling import PRIMED
from scenes.stage.regression.study import ClassStudy, Study

__all__ = ["LinkedViews", "update_rule"]

_PAIR = 'vec(delim: "[", {{{{ {0} : {2}0{4} }}}}, {{{{ {1} : {3}1{4} }}}})'


class LinkedViews:
    """The cast of a descent, laid out in the frame; all of it looks the playhead up.

    A plot, a fit and a landscape that stand on the stage already may be given.

    Attributes
    ----------
    head
        The playhead: the fractional iteration.
    panel, descent
        The landscape, on the left, and on it ball and trail.
    plot, line, residuals
        The data and the model's fit, upper right.
    fitting
        All that moves in the plot: the line, the residuals, and the boundary between classes.
    rule, numbers
        The update rule, and the same rule in numbers, which takes its place.
    curve
        The loss against the iterations, lower right; its `trace` is what moves.
    loss
        The loss after the last step made, as a number, beside the curve's name.
    counter
        The iteration.
    """

    def __init__(
        self,
        study: Study[Any],
        plot: DataPlot | None = None,
        line: FitCurve | None = None,
        panel: LossPanel | None = None,
    ) -> None:
        run = study.run
        self.study, self.head = study, Playhead()
        if panel is None:
            panel = LossPanel(study.landscape, study.space, width=7.0, height=5.9)
            panel.move_to((-3.1, -0.05, 0))
        self.panel = panel
        self.descent = panel.add_descent(run).follow(self.head)
        if plot is None:
            plot = study.plot(width=5.2, height=2.1)
            plot.align_to((GRID.right_edge, 3.6, 0), UP + RIGHT)
        self.plot = plot
        self.line = line or study.curve(plot, run.params[0])
        self.line.add_updater(lambda fit: fit.set_weights(run.at(self.iteration).w))
        self.residuals = Residuals(self.plot, self.line)
        self.residuals.add_updater(lambda strokes: strokes.follow())
        self.fitting: list[VMobject] = [self.line, self.residuals]
        if isinstance(study, ClassStudy):
            # a sigmoid's errors are not its loss, but they make its gradient
            self.residuals.set_stroke(theme().gradient)
            self.fitting.append(
                Boundary(self.plot, lambda: study.boundary(run.at(self.iteration).w))
            )
        curve = GrowingLossCurve(run.losses, marks=study.marks)
        curve.align_to((GRID.right_edge, GRID.caption_top + 0.1, 0), DOWN + RIGHT)
        curve.set_progress(0.0, float(run.losses[0]))  # where the curve stands now
        self._tell_loss(curve, 30)
        self.counter = Counter(self.head.get_value, len(run), right=0.3)
        names = PRIMED if isinstance(study, ClassStudy) else ("w_0", "w_1")
        self.rule = update_rule(names).move_to((3.85, -0.2, 0))
        self.numbers = self._rule_in_numbers().move_to((3.85, -0.2, 0))

    def _tell_loss(self, curve: GrowingLossCurve, size: float) -> None:
        """Let the loss curve follow the playhead, and write the loss beside its name."""
        study, run = self.study, self.study.run
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


def update_rule(names: tuple[str, str] = ("w_0", "w_1")) -> Equation:
    """Return the rule of gradient descent, for both weights at once, by their names."""
    new, old = (_PAIR.format(*names, "w", "w", suffix) for suffix in ("-new", "-old"))
    return Equation(
        f"{new} <- {old} - alpha {{{{ nabla g : gradient }}}}", size=theme().type.formula * 0.8
    )
