"""A derivation: a formula that becomes the next one, under its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from manim import (
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Line,
    Mobject,
    Write,
    smooth,
)

from scenes.stage.look.equations import Equation, Rewrite
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import Label, words
from scenes.stage.look.theme import EARLY, LATE, theme

__all__ = ["Derivation", "Step"]


@dataclass(frozen=True)
class Step:
    """One formula of a derivation.

    Attributes
    ----------
    source
        Typst mathematics with named parts, as of an `Equation`.
    name
        What stands above it, in words; none by default.
    part, target
        A part of the formula and the mobject that it stands for: a thin line joins them.
    """

    source: str
    name: str = ""
    part: str = ""
    target: Mobject | None = None


class Derivation:
    """Formulas in one place, of which one is shown at a time.

    `film.say("…", derivation)` writes the first; `film.play(derivation.next())` turns it into the
    next one: parts of the same name move, the rest fades.

    Parameters
    ----------
    slot
        Where it stands; formulas that are too wide are made smaller, all to their own size.
    steps
        Each a `Step`, or the source of its formula alone.
    size
        Font size; the theme's formula size by default.
    """

    def __init__(self, slot: Slot, *steps: Step | str, size: float | None = None) -> None:
        self.steps = [Step(step) if isinstance(step, str) else step for step in steps]
        self.formulas = [Equation(step.source, size, width=slot.width) for step in self.steps]
        self.shown = 0
        self._names: list[Label | None] = []
        for step, formula in zip(self.steps, self.formulas, strict=True):
            slot.hold(formula)
            name = words(step.name, theme().type.body, theme().muted) if step.name else None
            if name is not None:
                name.next_to(formula, UP, buff=0.45)
            self._names.append(name)
        self._pointer: Line | None = None

    @property
    def formula(self) -> Equation:
        """The formula that is shown."""
        return self.formulas[self.shown]

    @property
    def parts(self) -> list[Mobject]:
        """All that is on the stage of it: formula, name, and the line to what it points at."""
        parts = (self.formula, self._names[self.shown], self._pointer)
        return [part for part in parts if part is not None]

    def live(self, name: str, value: Callable[[], float], **options: Any) -> "Derivation":
        """Keep a part live in every formula that has it."""
        for formula in self.formulas:
            if name in formula.names:
                formula.live(name, value, **options)
        return self

    def entrance(self) -> Animation:
        """Return the animation that writes the formula, and brings in its name."""
        return AnimationGroup(Write(self.formula), *self._companions())

    def next(self) -> Animation:
        """Return the animation that turns the formula into the next one.

        Raises
        ------
        IndexError
            If the last one is shown.
        """
        if self.shown + 1 == len(self.formulas):
            raise IndexError("this derivation has no next step")
        leaving = [
            FadeOut(part, rate_func=EARLY) for part in self.parts if part is not self.formula
        ]
        before = self.formula
        self.shown += 1
        coming = self._companions(LATE)  # one name stood there
        return AnimationGroup(Rewrite(before, self.formula), *leaving, *coming)

    def _companions(self, pace: Callable[[float], float] = smooth) -> list[Animation]:
        """Return what brings in all but the formula."""
        step, self._pointer = self.steps[self.shown], None
        if step.target is not None:
            start = self.formula.part(step.part) if step.part else self.formula
            self._pointer = Line(
                start.get_center(),
                step.target.get_center(),
                stroke_width=1.6,
                color=theme().muted,
                buff=0.3,
            )
        return [FadeIn(part, rate_func=pace) for part in self.parts if part is not self.formula]
