"""A film about one study: what such films open with, and how they run a descent."""

from collections.abc import Sequence
from typing import Any

from manim import (
    RIGHT,
    UP,
    Create,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    Mobject,
)

from scenes.stage.film.captions import Said
from scenes.stage.film.film import Film
from scenes.stage.look.text import Label, words
from scenes.stage.look.theme import BEAT, BLINK, BREATH, theme
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.widgets import guides
from scenes.stage.regression.data_plot import SHOWN, DataPlot
from scenes.stage.regression.remarks import remarks
from scenes.stage.regression.story import Story
from scenes.stage.regression.study import Study
from scenes.stage.settings import Settings

__all__ = ["StudyFilm"]


class StudyFilm(Film):
    """A film about one data set and one descent on it; `prepare` sets `study` and `story`."""

    study: Study[Any]
    story: Story

    @property
    def as_made(self) -> bool:
        """Whether nothing is set: only then is true what a film says of its own descent."""
        return self.settings == Settings()

    # -- opening -------------------------------------------------------------------------------

    def meet_data(self, plot: DataPlot) -> Label | None:
        """Show axes, then one example with its guides, then all the data.

        The story's opening captions go with the axes and with the example. Returns what says that
        only a sample is shown, if anything does.
        """
        first, second = self.story.opening
        plot.remove(plot.dots)
        arriving: list[Mobject] = [plot]
        note = None
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

    def sampled_caption(self) -> str | Said:
        """What is said when all the points appear."""
        note = self.shown_note()
        return f"{note}; the mathematics uses them all." if note else self.story.all_points

    # -- descent -------------------------------------------------------------------------------

    def first_steps(
        self,
        head: Playhead,
        opening: str | Said,
        remark: str | Said,
        arriving: Sequence[Any],
        later: float,
    ) -> None:
        """The first ten steps, one by one, with a caption before and one from the fourth on.

        With the first comes what is ``arriving``; from the other on a step takes ``later`` seconds.
        """
        self.say(opening, *arriving)
        for step in range(1, min(10, len(self.study.run)) + 1):
            if step == 4:
                self.say(remark)
            self.play(head.to(step), run_time=BEAT if step < 4 else later)
        self.pause()

    def hold_at_milestones(
        self,
        head: Playhead,
        told: Sequence[str | Said | None],
        fit: str,
        legs: Sequence[float] = (),
    ) -> None:
        """Let time run faster, and stop at each milestone long enough to read its remark.

        ``told`` is what is said of the film's own descent, None nothing; ``legs`` are the seconds
        that it takes to each milestone. Of another descent is said what is true of it.
        """
        marks = [mark for mark in self.study.marks if mark > head.iteration]
        if not self.as_made:
            told = remarks(self.study.run, marks, fit)
            legs = ()
        rest = BLINK if legs else BREATH
        legs = legs or [4 * BEAT] * len(marks)
        for mark, remark, leg in zip(marks, told[-len(marks) :], legs, strict=False):
            if remark:
                self.say(remark)
            self.play(head.to(mark), run_time=leg)
            self.pause(rest)
