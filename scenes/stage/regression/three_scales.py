"""One chance on three number lines: as itself, as odds, and as the logarithm of the odds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, Mobject, ValueTracker, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.plane.plot import path_points

__all__ = ["ThreeScales"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Scale:
    """A number line.

    Attributes
    ----------
    name, of
        What stands on it, in words; and what its live number is the value of.
    low, high
        The ends of what is drawn of it.
    ticks
        The values that are written below it.
    endless
        Whether it goes on below and above.
    after
        What is written after the live number.
    """

    name: str
    of: str
    low: float
    high: float
    ticks: tuple[str, ...]
    endless: tuple[bool, bool]
    after: str = ""


_SCALES = (
    _Scale("chance", "chance", 0.0, 1.0, ("0", "0.5", "1"), (False, False)),
    _Scale("odds", "odds-for", 0.0, 10.4, ("0", "1", "5", "10"), (False, True), ": 1"),
    _Scale("logarithm\nof the odds", "log-odds", -3.4, 3.4, ("−3", "0", "3"), (True, True)),
)

_ASIDE = 0.45
"""From the lines to their names, which stand at the right of the slot."""
_NAMES = 2.3
"""The room for these."""


class ThreeScales:
    """Three number lines, one below another, and a value that moves on all of them at once.

    Parameters
    ----------
    slot
        What they fill.
    score
        The logarithm of the odds, which all three follow.
    chance
        The chance of a score.

    Attributes
    ----------
    rows
        Of the chance, of the odds, of their logarithm: each its line, its dot, its number, and a
        tie to the dot above.
    """

    def __init__(self, slot: Slot, score: ValueTracker, chance: Callable[[float], float]) -> None:
        self.score, self.chance = score, chance
        self._slots = replace(slot, right=slot.right - _NAMES).rows(1, 1, 1, gap=0.0)
        self.rows = tuple(VGroup(self._line(k), self._number(k), self._dot(k)) for k in range(3))

    def values(self) -> tuple[float, float, float]:
        """Return the chance, the odds, and the logarithm of the odds."""
        score = float(self.score.get_value())
        chance = self.chance(score)
        return chance, chance / (1 - chance), score

    def place(self, k: int) -> Array:
        """Return where in the frame (3,) the value on line ``k`` stands."""
        return self._at(k, self.values()[k])

    def _at(self, k: int, value: float) -> Array:
        scale, slot = _SCALES[k], self._slots[k]
        share = (value - scale.low) / (scale.high - scale.low)
        return np.array([slot.left + share * slot.width, slot.bottom + 0.5 * slot.height, 0.0])

    def _line(self, k: int) -> VGroup:
        """The line, with values below."""
        scale, muted = _SCALES[k], theme().muted
        ends = self._at(k, scale.low), self._at(k, scale.high)
        drawn = VGroup(Line(*ends, color=muted, stroke_width=4))
        for side, endless in enumerate(scale.endless):
            if endless:
                head = FlatArrow(muted, 4)
                head.point(ends[1 - side], ends[side])
                drawn.add(head)
        for text in scale.ticks:
            place = self._at(k, float(text.replace("−", "-")))
            drawn.add(Line(place + 0.12 * UP, place + 0.12 * DOWN, color=muted, stroke_width=3))
            drawn.add(words(text, theme().type.small, muted).next_to(place, DOWN, buff=0.22))
        return drawn

    def _number(self, k: int) -> VGroup:
        """What stands on the line, in words, and the value of now: clear of the ties."""
        scale, colour = _SCALES[k], theme().prediction
        shape = "-0.00" if scale.low < 0 else "0.00"
        name = words(scale.name, theme().type.body, weight="semibold")
        number = LiveNumber(0, shape, size=46, colour=colour, face="text", align="left")
        number.follow(lambda: self.values()[k], of=scale.of, at=self.score)
        shown = VGroup(number)
        if scale.after:
            after = words(scale.after, 46, colour, weight="semibold")
            shown.add(after.next_to(number, RIGHT, buff=0.1).stand_on(number.baseline))
        VGroup(name, shown).arrange(DOWN, buff=0.22, aligned_edge=LEFT)
        end = np.array([self._slots[k].right + _ASIDE, self._at(k, 0.0)[1], 0.0])
        return VGroup(name, shown).move_to(end, aligned_edge=LEFT)

    def _dot(self, k: int) -> VGroup:
        """The value of now on the line, tied to where it stands on the line above."""
        colour = theme().prediction
        tie = VMobject(stroke_color=colour, stroke_width=3, stroke_opacity=0.5)
        dot = Dot(radius=0.16, color=colour)

        def lay_out(_: Mobject) -> None:
            dot.move_to(self.place(k))
            if k:
                tie.points = path_points([np.stack([self.place(k - 1), self.place(k)])])

        moving = VGroup(tie, dot)
        moving.add_updater(lay_out, call_updater=True)
        return moving
