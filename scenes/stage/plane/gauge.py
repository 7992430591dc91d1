"""A round gauge with a needle, as the speedometer of a car."""

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import UP, Arc, Circle, Line, VMobject
from numpy.typing import NDArray

from scenes.stage.look.text import LiveNumber, number_words, words
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.plot import path_points

__all__ = ["Gauge"]

Array = NDArray[np.float64]

_FIRST, _SWEEP = np.radians(215), np.radians(-250)
"""Where the scale begins, and how far it goes on from there, to the right."""


class Gauge(Dialled):
    """A dial whose needle follows a value, with the number in its lower part.

    The dials `x`, `y` and `radius` say where in the frame it is, and how large.

    Parameters
    ----------
    value
        What the needle shows, asked anew every time.
    high
        Where the scale ends; it begins at 0.
    every
        Between numbers; half as much between marks.
    unit
        Below the number.
    colour
        Of needle and number.
    of, at
        What the number is the value of, and where: as of a `LiveNumber`.
    """

    dials: ClassVar[tuple[str, ...]] = ("x", "y", "radius")
    shared: ClassVar[tuple[str, ...]] = ("value",)

    def __init__(
        self,
        value: Callable[[], float],
        *,
        place: tuple[float, float],
        radius: float,
        high: float,
        every: float,
        unit: str,
        colour: str,
        of: str = "",
        at: object = None,
    ) -> None:
        super().__init__()
        colours = theme()
        self.value, self.high, self.every = value, high, every
        self.x, self.y = place
        self.radius = radius
        self.face = Circle(
            fill_color=colours.panel, fill_opacity=1, stroke_color=colours.muted, stroke_width=4
        )
        self.arc = Arc(1.0, _FIRST, _SWEEP, stroke_color=colours.ink, stroke_width=3)
        self.marks = VMobject(stroke_color=colours.ink, stroke_width=3)
        self.ticks = [
            number_words(k * every, colours.type.small) for k in range(int(high / every) + 1)
        ]
        self.needle = Line(stroke_width=8, color=colour)
        self.hub = Circle(fill_color=colour, fill_opacity=1, stroke_width=0)
        self.number = LiveNumber(
            value(), "00.0", size=colours.type.title, colour=colour, face="text"
        ).follow(value, of=of, at=at)
        self.unit = words(unit, colours.type.small, colours.muted)
        self.add(self.face, self.arc, self.marks, *self.ticks, self.number, self.unit)
        self.add(self.needle, self.hub)
        self.add_updater(lambda gauge: gauge.follow(), call_updater=True)

    def towards(self, value: float) -> Array:
        """Return the direction (3,) in which the scale has a value."""
        angle = _FIRST + _SWEEP * value / self.high
        return np.array([np.cos(angle), np.sin(angle), 0.0])

    def follow(self) -> None:
        """Draw everything as the dials and the value stand."""
        middle, radius = np.array([self.x, self.y, 0.0]), self.radius
        self.face.points = _ROUND * radius + middle
        self.hub.points = _ROUND * 0.07 * radius + middle
        self.arc.points = _SCALE * 0.9 * radius + middle
        steps = np.arange(0, self.high + 1e-9, self.every / 2)
        ways = [self.towards(float(each)) for each in steps]
        inner = [0.8 if k % 2 == 0 else 0.85 for k in range(len(ways))]
        self.marks.points = path_points(
            [
                np.stack([middle + near * radius * way, middle + 0.9 * radius * way])
                for near, way in zip(inner, ways, strict=True)
            ]
        )
        for k, tick in enumerate(self.ticks):
            tick.put(middle + 0.64 * radius * self.towards(k * self.every))
        tip = self.towards(float(self.value()))
        self.needle.points = path_points(
            [np.stack([middle - 0.12 * radius * tip, middle + 0.5 * radius * tip])]
        )
        room = (self.number.points[0] + self.number.points[4]) / 2
        self.number.shift(middle - 0.62 * radius * UP - room)
        self.unit.put(middle - 0.79 * radius * UP)


_ROUND = Circle(radius=1.0).points
_SCALE = Arc(1.0, _FIRST, _SWEEP).points
for _each in (_ROUND, _SCALE):
    _each.setflags(write=False)
