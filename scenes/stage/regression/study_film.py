"""A film about one study: what such films open with, and how they run a descent."""

from collections.abc import Sequence
from typing import Any

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    Mobject,
    VGroup,
)

from scenes.stage.film.film import Film
from scenes.stage.look.equations import Equation, Rewrite
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import Label, words
from scenes.stage.look.theme import BEAT, BLINK, BREATH, theme
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.widgets import guides
from scenes.stage.regression.data_plot import SHOWN, DataPlot
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.remarks import remarks
from scenes.stage.regression.story import Story
from scenes.stage.regression.study import Study
from scenes.stage.settings import Settings

__all__ = ["StudyFilm"]


class StudyFilm(Film):
    """A film about one data set and one descent on it; `prepare` sets `study` and `story`."""

    study: Study[Any]
    story: Story

    # -- opening -------------------------------------------------------------------------------

    def title_card(self) -> Label:
        """Show the film's question and its source; return the question as a heading, unseen."""
        question, source = self.story.question, self.story.source
        title = words(question, theme().type.title * 1.15, weight="semibold", width=12.4)
        below = words(source, theme().type.heading, theme().muted, width=12.4)
        card = VGroup(title, below).arrange(DOWN, buff=0.45)
        self.play(FadeIn(title, shift=0.2 * UP), run_time=BEAT)
        self.play(FadeIn(below), run_time=BEAT)
        self.pause(BREATH)
        self.play(FadeOut(card, shift=0.3 * UP), run_time=2 * BLINK)
        heading = words(question, theme().type.heading, weight="semibold", width=12.4)
        return heading.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)

    def meet_data(self, plot: DataPlot, *others: Mobject) -> Label | None:
        """Show axes and ``others``, then one example with its guides, then all the data.

        The story's opening captions go with the axes and with the example. Returns what says that
        only a sample is shown, if anything does.
        """
        first, second = self.story.opening
        plot.remove(plot.dots)
        arriving, note = [plot, *others], None
        if self.shown_note():
            note = words(self.shown_note(), theme().type.small, theme().muted)
            arriving.append(note.next_to(plot.area, UP, buff=0.22).align_to(plot.area, RIGHT))
        self.say(first, *arriving)
        example = min(self.story.example, len(plot.sample) - 1)
        x, y = float(plot.sample.x[example]), float(plot.sample.y[example])
        dot = plot.dots[example]
        lines = guides(plot, x, y, theme().muted)
        self.say(second)
        self.play(GrowFromCenter(dot), run_time=BEAT)
        self.play(Create(lines), run_time=BEAT)
        self.pause()
        rest = [each for each in plot.dots if each is not dot]
        self.say(
            self.sampled_caption(),
            FadeOut(lines),
            LaggedStart(*(GrowFromCenter(each) for each in rest), lag_ratio=0.12),
            seconds=3 * BEAT,
        )
        self.remove(*plot.dots)
        self.add(plot.add(plot.dots))
        return note

    def shown_note(self) -> str:
        """What the plot says where only a sample of the rows is drawn."""
        total = len(self.study.data)
        return f"{SHOWN} of {total:,} shown" if total > SHOWN else ""

    def sampled_caption(self) -> str:
        """What is said when all the points appear."""
        note = self.shown_note()
        return f"{note}; the mathematics uses them all." if note else self.story.all_points

    # -- formulas ------------------------------------------------------------------------------

    def swap(self, formulas: Sequence[Equation], names: Sequence[Label], k: int) -> None:
        """Replace one formula and its name by the next."""
        self.play(
            Rewrite(formulas[k - 1], formulas[k]),
            FadeOut(names[k - 1]),
            FadeIn(names[k]),
            run_time=1.2 * BEAT,
        )

    # -- descent -------------------------------------------------------------------------------

    def link(self, views: LinkedViews, caption: str) -> None:
        """Put numbers into the rule, and bring in all that follows the playhead."""
        arriving = (*views.fitting, views.curve, views.curve.trace, views.counter, views.loss)
        self.say(caption, Rewrite(views.rule, views.numbers), *(views.plot, *arriving))
        self.settle(views.plot, views.curve, views.numbers)
        self.pause()

    def first_steps(self, head: Playhead, opening: str, remark: str) -> None:
        """The first ten steps, one by one, with a caption before and one from the fourth on."""
        self.say(opening)
        for step in range(1, min(10, len(self.study.run)) + 1):
            if step == 4:
                self.say(remark)
            self.play(head.to(step), run_time=BEAT if step < 4 else 0.6 * BEAT)
        self.pause()

    def hold_at_milestones(self, head: Playhead, told: Sequence[str], fit: str) -> None:
        """Let time run faster, and stop at each milestone long enough to read its remark.

        ``told`` is what is said of the film's own descent; of another what is true of it.
        """
        marks = [mark for mark in self.study.marks if mark > head.iteration]
        if self.settings != Settings():
            told = remarks(self.study.run, marks, fit)
        for mark, remark in zip(marks, told[-len(marks) :], strict=False):
            self.say(remark)
            self.play(head.to(mark), run_time=4 * BEAT)
            self.pause(BREATH)
