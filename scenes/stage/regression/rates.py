"""One learning rate among several: a small panel with its own descent, its rate and its loss."""

from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeTransform, ValueTracker, VGroup
from numpy.typing import ArrayLike

from mlcore import GradientDescent, Trajectory, descend
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import Label, number_source, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.regression.study import Study

__all__ = ["RateColumn", "run_inside"]

_CLOSER = 1.15
"""A panel without labels needs no margin for them."""


class RateColumn(VGroup):
    """A panel on which a descent at another learning rate follows a shared playhead.

    Attributes
    ----------
    run
        The descent, up to its first step out of the window.
    note
        What says that it has left, once that is said.
    """

    def __init__(
        self,
        study: Study[Any],
        name: str,
        rate: float,
        steps: int,
        head: ValueTracker,
        slot: Slot,
        start: ArrayLike,
    ) -> None:
        self.run = run_inside(study, start, rate, steps)
        self.note: Label | None = None
        self.head = head
        self.left = bool(study.space.outside(self.run.params[-1]))
        above, below = slot.rows(0.8, slot.height - 0.8, gap=0.0)
        panel = LossPanel(study.landscape, study.space, slot=below, labels=False)
        panel.zoom *= _CLOSER
        descent = panel.add_descent(self.run, radius=0.17).follow(head)
        descent.remove(descent.shadow, descent.drop)
        title = words(name, theme().type.body, weight="semibold")
        alpha = symbol(f"alpha = {number_source(rate, 3)}", theme().muted)
        self.loss = Equation(
            f"{{{{ g : loss }}}} = {{{{ {study.loss_shape} : loss-made }}}}", theme().type.body
        ).live("loss-made", self.loss_now, align="left", at=(self.run, head))
        numbers = VGroup(alpha, self.loss).arrange(RIGHT, buff=0.4)
        title.move_to((above.left, above.top, 0), aligned_edge=UP + LEFT)
        numbers.move_to((above.left, above.bottom, 0), aligned_edge=DOWN + LEFT)
        super().__init__(panel, title, numbers)

    @property
    def iteration(self) -> float:
        """Where this descent stands: at the playhead, or at its end."""
        return min(float(self.head.get_value()), float(len(self.run)))

    def loss_now(self) -> float:
        """Return the loss after the last step made: on the way over the valley it is less."""
        return float(self.run.losses[int(self.iteration + 1e-6)])

    def say_gone(self) -> Animation:
        """Return the animation that replaces the loss by the step at which the ball left."""
        note = words(f"gone at step {len(self.run)}", theme().type.small, theme().loss)
        self.note = note.move_to(self.loss, aligned_edge=LEFT)
        return FadeTransform(self.loss, self.note)


def run_inside(study: Study[Any], start: ArrayLike, rate: float, steps: int) -> Trajectory:
    """Return a descent at another learning rate, up to its first step out of the landscape."""
    rule = GradientDescent(rate)
    run = descend(study.objective, start, rule, steps)
    outside = np.flatnonzero(study.space.outside(run.params))
    return run if len(outside) == 0 else descend(study.objective, start, rule, int(outside[0]))
