"""A bar as long as a number, with its name above and the number at its end."""

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup, VMobject

from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import path_points

__all__ = ["LengthBar", "Whisker"]


class LengthBar(VGroup):
    """A lying bar whose length follows a value; bars of one scale can be compared by eye.

    Parameters
    ----------
    name
        Above the bar.
    value
        What it follows, 0 or more.
    scale
        Frame units per unit of the value.
    colour
        Hexadecimal.
    shape
        The widest number to make room for, such as `0.00`.
    of, at
        What the number is the value of, and where: as of a `LiveNumber`.
    width
        In frame units: a longer name is made smaller.
    height
        Of the bar, in frame units; name and number are larger with it.
    """

    def __init__(
        self,
        name: str,
        value: Callable[[], float],
        *,
        scale: float,
        colour: str,
        shape: str = "0.00",
        of: str = "",
        at: object = None,
        width: float | None = None,
        height: float = 0.8,
    ) -> None:
        super().__init__()
        self.scale_of, self.value, self.thick = scale, value, height
        kind = theme().type
        name_size = kind.heading if height > 0.6 else kind.small
        self.label = words(name, name_size, theme().muted, width=width)
        self.bar = VMobject(stroke_width=0, fill_color=colour, fill_opacity=0.85)
        self.number = LiveNumber(
            0, shape, size=70 * height, colour=colour, face="text", align="left"
        ).follow(value, of=of, at=at)
        self.origin = VMobject()
        self.origin.points = np.zeros((1, 3))
        self.add(self.origin, self.label, self.bar, self.number)
        self.label.next_to(self.origin, UP, buff=height / 2 + 0.15).align_to(self.origin, LEFT)
        self.bar.add_updater(lambda _: self.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw the bar as long as the value is now, and put the number at its end."""
        start = self.origin.points[0]
        length = max(1e-3, self.scale_of * float(self.value())) * RIGHT
        half = self.thick / 2 * UP
        corners = [start - half, start + length - half, start + length + half, start + half]
        self.bar.points = path_points([np.array([*corners, corners[0]])])
        middle = self.number.points[0] + np.array([0.0, self._rise(), 0.0])
        self.number.shift(start + length + 0.25 * RIGHT - middle)

    def _rise(self) -> float:
        """Return how far the middle of the figures is above their baseline."""
        return float(self.number.get_top()[1] - self.number.baseline) / 2

    def begin_at(self, x: float, y: float) -> "LengthBar":
        """Move the bar so that it begins at a place, at half its height."""
        self.shift(np.array([x, y, 0.0]) - self.origin.points[0])
        return self


class Whisker(VGroup):
    """Below a bar, how far its value may reach: a stroke between two ends, and both in figures.

    Parameters
    ----------
    bar
        At whose end it stands.
    low, high
        In units of the bar's value.
    shape
        How the figures are written, such as `00`.
    """

    DROP, CAP = 0.16, 0.1
    """How far below the bar the stroke is, and half as long as its ends."""

    def __init__(self, bar: LengthBar, low: float, high: float, shape: str = "0.00") -> None:
        super().__init__()
        drop = (bar.thick / 2 + self.DROP) * DOWN
        ends = [bar.origin.points[0] + bar.scale_of * value * RIGHT + drop for value in (low, high)]
        self.add(Line(*ends, stroke_width=4, color=theme().ink))
        places = len(shape.partition(".")[2])
        for value, end in zip((low, high), ends, strict=True):
            cap = Line(
                end + self.CAP * UP, end + self.CAP * DOWN, stroke_width=4, color=theme().ink
            )
            figures = words(f"{value:.{places}f}", theme().type.small)
            self.add(cap, figures.next_to(cap, DOWN, buff=0.08))
