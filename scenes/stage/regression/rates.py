"""One learning rate among several: a bowl with its own descent, its line, its loss, its steps."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, ValueTracker, VGroup, VMobject

from mlcore import GradientDescent, Trajectory, descend
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber, number_source, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.motion.dials import Dim
from scenes.stage.plane.plot import path_points
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy
from scenes.stage.regression.walk import WALK_PHI, WALK_THETA

__all__ = ["RateColumn", "run_inside"]

_MARKED = 12
"""So many steps are marked where they land."""

_THICK = 0.2
"""Of the bar of steps."""


class _Told(VGroup):
    """What is said of a run."""

    def __init__(self, run: Trajectory, *said: VMobject) -> None:
        super().__init__(*said)
        self.run = run


class RateColumn(VGroup):
    """A bowl and a small plot, with a descent at another learning rate that follows a playhead.

    Attributes
    ----------
    panel
        The landscape, with the descent on it.
    told
        Its name, and its numbers.
    plot, line
        The data, without scales, and the descent's line among them.

    Parameters
    ----------
    study, name, rate, slot
        What is descended, what the rate is called, and where the column stands.
    run
        The descent, as `run_inside` makes it.
    longest
        How many steps a bar across the whole column stands for.
    head
        The playhead of all columns.
    """

    def __init__(
        self,
        study: LineStudy,
        name: str,
        rate: float,
        run: Trajectory,
        longest: int,
        head: ValueTracker,
        slot: Slot,
    ) -> None:
        self.run, self.longest, self.head, self.slot = run, longest, head, slot
        self.left = bool(study.outside(self.run.params[-1]))
        self.least = float(study.objective.loss(study.minimum))
        words_at, shown, plotted = slot.rows(1.75, 2.85, 1.35, gap=0.1)
        self.panel = self._panel(study, shown)
        self.plot = DataPlot(
            study.data, width=plotted.width, height=plotted.height, dot_radius=0.05, bare=True
        )
        self.plot.fill(plotted)
        self.line = FitCurve(self.plot, study.objective.predict, run.params[0], width=4.5)
        self.line.add_updater(lambda fit: fit.set_weights(self.run.at(self.iteration).w))
        self.line.at = (self.run, head)
        size = theme().type.body
        title = words(name, size, weight="semibold", width=words_at.width)
        alpha = symbol(f"alpha = {number_source(rate, 3)}", theme().muted, size)
        title.move_to((words_at.left, 0, 0), aligned_edge=LEFT).stand_on(words_at.top - 0.32)
        alpha.move_to((words_at.left, words_at.top - 0.66, 0), aligned_edge=LEFT)
        # so many digits that what has arrived can be told from what is near
        shape = template(study.landscape.loss, 6, sign=False)
        number = LiveNumber(0, shape, size=size, colour=theme().loss, align="left")
        number.follow(self.excess_now, of="excess-made", at=(self.run, head))
        above = words("above the least", theme().type.small, theme().muted)
        above.next_to(alpha, DOWN, buff=0.2, aligned_edge=LEFT)
        number.next_to(above, RIGHT, buff=0.2)
        self.excess = VGroup(above, number)
        self.bar = VMobject(stroke_width=0, fill_color=theme().ink, fill_opacity=0.85)
        room = template(np.array([longest]), 1, sign=False)
        self.steps = LiveNumber(0, room, size=size, face="text", align="left")
        self.steps.follow(lambda: self.made, of="steps-made", at=(self.run, head))
        self.bar.add_updater(lambda _: self.follow(), call_updater=True)
        self.told = _Told(self.run, title, alpha, self.excess, self.bar, self.steps)
        super().__init__(self.panel, self.told)

    def _panel(self, study: LineStudy, shown: Slot) -> LossPanel:
        """The bowl, with the descent on it and marks where its steps land."""
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
        descent = panel.add_descent(self.run, radius=0.2).follow(self.head)
        self.ball = descent.ball
        descent.remove(descent.shadow, descent.drop)
        landings = Landings(self.run, study.space, most=_MARKED, size=0.035)
        landings.add_updater(lambda marks: marks.mark(self.made))
        panel.add(landings)
        return panel

    @property
    def iteration(self) -> float:
        """Where this descent stands: at the playhead, or at its end."""
        return min(float(self.head.get_value()), float(len(self.run)))

    @property
    def made(self) -> int:
        """How many steps have been made."""
        return int(self.iteration + 1e-6)

    def is_within(self, distance: float) -> bool:
        """Tell whether the weights end within a distance of the best ones."""
        gap = np.linalg.norm(self.run.params[-1] - self.run.goal)
        return bool(gap <= distance * (1 + 1e-9))

    def follow(self) -> None:
        """Draw the bar as long as steps have been made, and put their number at its end."""
        bottom = self.slot.top - 1.64
        room = self.slot.width - self.steps.width - 0.5
        left, right = self.slot.left, self.slot.left + 0.03 + room * self.iteration / self.longest
        corners = [[left, bottom], [right, bottom], [right, bottom + _THICK]]
        corners += [[left, bottom + _THICK], [left, bottom]]
        self.bar.points = path_points([np.column_stack([corners, np.zeros(5)])])
        self.steps.shift(np.array([right + 0.12, bottom, 0.0]) - self.steps.points[0])

    def excess_now(self) -> float:
        """Return by how much the loss after the last step made is above the least."""
        return float(self.run.losses[self.made]) - self.least

    def leave(self) -> list[Animation]:
        """Return animations in which ball and line go, and the step at which they left is told.

        A loss that no longer changes would be no ball's.
        """
        gone = self.line.animate.set_stroke(opacity=0).build()
        return [Dim(self.ball, 0), self._note("gone", theme().loss), gone]

    def arrive(self) -> list[Animation]:
        """Return animations in which the column is marked that is where it is to be."""
        colour = theme().minimum
        return [self._note("there", colour), self.bar.animate.set_fill(colour).build()]

    def _note(self, what: str, colour: str) -> Animation:
        """Return the animation that tells at which step something came, in place of the loss."""
        size = theme().type.body
        note = words(f"{what} at step {len(self.run):,}", size, colour, "semibold")
        if note.width > self.slot.width:
            note.scale(self.slot.width / note.width)
        note.move_to(self.excess, aligned_edge=LEFT)
        self.told.remove(self.excess)
        self.add(note)
        return FadeIn(note, scale=1.3)


def run_inside(study: LineStudy, rate: float, steps: int) -> Trajectory:
    """Return a study's descent at another rate, up to its first step out of the landscape."""
    start, rule = study.run.params[0], GradientDescent(rate)
    run = descend(study.objective, start, rule, steps)
    outside = np.flatnonzero(study.outside(run.params))
    return run if len(outside) == 0 else descend(study.objective, start, rule, int(outside[0]))
