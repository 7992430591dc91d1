"""Small instruments: a slider, a counter of iterations, guides to the axes."""

import re
from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, DashedLine, Dot, Line, VGroup

from scenes.stage.look.layout import GRID
from scenes.stage.look.text import LiveNumber, number_words, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import digits_for
from scenes.stage.plane.plot import Plot

__all__ = ["Counter", "Slider", "guides"]


class Slider(VGroup):
    """A knob on a scale, which follows a value.

    Parameters
    ----------
    name
        Typst mathematics, such as `w_1`.
    colour
        Hexadecimal.
    low, high
        The scale's ends.
    value
        What the knob follows.
    width
        In frame units.
    """

    def __init__(
        self,
        name: str,
        colour: str,
        low: float,
        high: float,
        value: Callable[[], float],
        width: float = 3.6,
    ) -> None:
        super().__init__()
        self.low, self.high = low, high
        self.track = Line(LEFT * width / 2, RIGHT * width / 2, stroke_width=4, color=theme().faint)
        self.label = symbol(name, colour, theme().type.formula).next_to(self.track, LEFT, buff=0.5)
        ends = VGroup(
            *(
                number_words(end, digits=digits_for(end, (high - low) / 10, least=2)).next_to(
                    place, DOWN, buff=0.25
                )
                for end, place in zip((low, high), self.track.get_start_and_end(), strict=True)
            )
        )
        self.knob = Dot(radius=0.14, color=colour)
        self.words = VGroup(self.label, ends)
        self.add(self.track, self.words, self.knob)
        self.knob.add_updater(lambda knob: knob.move_to(self.place(value())), call_updater=True)

    def place(self, value: float) -> np.ndarray:
        """Return where on the track ``value`` lies."""
        share = np.clip((value - self.low) / (self.high - self.low), 0, 1)
        return np.asarray(self.track.point_from_proportion(float(share)))


class Counter(VGroup):
    """The words `iteration 60` at the right end of the title line, or where `right` says."""

    def __init__(
        self, value: Callable[[], float], largest: int, right: float = GRID.right_edge
    ) -> None:
        super().__init__()
        size = theme().type.heading
        room = re.sub(r"\d", "0", LiveNumber(largest, "0", face="text").text)
        self.number = LiveNumber(0, room, size=size * 1.15, face="text", align="left").follow(
            lambda: float(np.floor(value() + 1e-6)), of="iteration"
        )
        self.label = words("iteration", size * 0.8, theme().muted)
        self.number.move_to((right, 0, 0), aligned_edge=RIGHT)
        self.number.shift((GRID.title_y - self.number.baseline) * UP)
        self.label.next_to(self.number, LEFT, buff=0.2).stand_on(GRID.title_y)
        self.add(self.label, self.number)


def guides(plot: Plot, x: float, y: float, colour: str) -> VGroup:
    """Return dashed lines from a point of a plot to both its axes."""
    point = plot.at(x, y)
    feet = plot.at(x, plot.y_range[0]), plot.at(plot.x_range[0], y)
    return VGroup(
        *(DashedLine(point, foot, dash_length=0.08, stroke_width=2, color=colour) for foot in feet)
    )
