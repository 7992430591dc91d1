"""One learning rate among several: a small panel with its own descent, its rate and its loss."""

from typing import Any

import numpy as np
from manim import DOWN, LEFT, Animation, FadeIn, ValueTracker, VGroup
from numpy.typing import ArrayLike

from mlcore import GradientDescent, Trajectory, descend
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import number_source, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.dials import Dim
from scenes.stage.regression.study import Study
from scenes.stage.regression.walk import WALK_PHI, WALK_THETA

__all__ = ["RateColumn", "run_inside"]

_BOWL = 2.1
"""Of a slot's width is for the panel; the words stand beside it."""

_MARKED = 12
"""So many steps are marked where they land."""


class RateColumn(VGroup):
    """A panel on which a descent at another learning rate follows a shared playhead.

    Attributes
    ----------
    panel
        The landscape, with the descent on it.
    run
        The descent, up to its first step out of the window.
    told
        Its name, and its numbers.
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
        self.head = head
        self.left = bool(study.outside(self.run.params[-1]))
        words_at, shown = slot.columns(slot.width - _BOWL, _BOWL, gap=0.0)
        panel = LossPanel(
            study.landscape,
            study.space,
            basin=study.basin,
            slot=shown,
            labels=False,
            phi=WALK_PHI,
            theta=WALK_THETA,
        )
        panel.remove(panel.floor, panel.axes)
        panel.fit(panel.surface.mesh[::8, ::8].reshape(-1, 3), shown.width, shown.height)
        descent = panel.add_descent(self.run, radius=0.2).follow(head)
        self.ball = descent.ball
        descent.remove(descent.shadow, descent.drop)
        landings = Landings(self.run, study.space, most=_MARKED, size=0.035)
        landings.add_updater(lambda marks: marks.mark(int(self.iteration + 1e-6)))
        panel.add(landings)
        self.panel = panel
        room = words_at.width - 0.2
        title = words(name, theme().type.small * 1.05, weight="semibold", width=room)
        # so many digits that what has arrived can be told from what is near
        shape = template(study.landscape.loss, 6, sign=False)
        alpha = symbol(f"alpha = {number_source(rate, 3)}", theme().muted)
        self.loss = Equation(
            f"{{{{ g : loss }}}} = {{{{ {shape} : loss-made }}}}", theme().type.body, room
        ).live("loss-made", self.loss_now, align="left", at=(self.run, head))
        numbers = VGroup(alpha, self.loss).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        title.move_to((words_at.left, slot.centre[1] + 0.75, 0), aligned_edge=LEFT)
        numbers.next_to(title, DOWN, buff=0.3, aligned_edge=LEFT)
        self.told = (title, numbers)
        super().__init__(panel, *self.told)

    @property
    def iteration(self) -> float:
        """Where this descent stands: at the playhead, or at its end."""
        return min(float(self.head.get_value()), float(len(self.run)))

    def loss_now(self) -> float:
        """Return the loss after the last step made: on the way over the valley it is less."""
        return float(self.run.losses[int(self.iteration + 1e-6)])

    def leave(self) -> list[Animation]:
        """Return animations in which the ball goes, and the step at which it left stands written.

        A loss that no longer changes would be no ball's.
        """
        note = words(f"gone at step {len(self.run)}", theme().type.small, theme().loss)
        note.move_to(self.loss, aligned_edge=LEFT)
        self.told[1].remove(self.loss)
        self.add(note)
        return [Dim(self.ball, 0), FadeIn(note)]


def run_inside(study: Study[Any], start: ArrayLike, rate: float, steps: int) -> Trajectory:
    """Return a descent at another learning rate, up to its first step out of the landscape."""
    rule = GradientDescent(rate)
    run = descend(study.objective, start, rule, steps)
    outside = np.flatnonzero(study.outside(run.params))
    return run if len(outside) == 0 else descend(study.objective, start, rule, int(outside[0]))
