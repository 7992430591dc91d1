"""Arrows in the plane, and the mark of a right angle."""

from collections.abc import Callable

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import room
from scenes.stage.manim.mobjects import Dialled, Sharing
from scenes.stage.plane.plot import path_points

__all__ = ["AngleArc", "Arrow2D", "FlatArrow", "RightAngle", "Shadow", "arrow_strokes"]

Array = NDArray[np.float64]

_HEAD, _SPREAD = 0.34, 0.15
"""Frame units: how long a head is, and half of how wide; less on a short arrow."""

_BARBS = 0.16
"""Frame units: how long the barbs of a plain stroke are."""

_ROOM = (0.3, 0.6)
"""Frame units of an angle's arc: where its name begins to be seen, and is there."""


def arrow_strokes(start: Array, end: Array, head: float, spread: float) -> list[Array]:
    """Return a shaft (2, 3), of some length, and two barbs (3, 3), so long and so far off it."""
    along = (end - start) / float(np.linalg.norm(end - start))
    across = np.array([-along[1], along[0], 0.0])
    barbs = [end - head * along + side * spread * across for side in (1, -1)]
    return [np.stack([start, end]), np.stack([barbs[0], end, barbs[1]])]


class FlatArrow(Sharing):
    """A stroke with two barbs; not to be seen where it has no length."""

    def __init__(self, colour: str, width: float = 7.0) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)

    def point(self, start: Array, end: Array) -> None:
        """Draw from one place (3,) of the frame to another."""
        length = float(np.linalg.norm(end - start))
        if length < 1e-6:
            self.points = np.zeros((0, 3))
            return
        head = min(_BARBS, 0.6 * length)
        self.points = path_points(arrow_strokes(start, end, head, 0.7 * head))


class Arrow2D(Dialled):
    """An arrow from one place of the frame to another, wherever these are.

    Its length grows by the dial `shown`.

    Parameters
    ----------
    start, end
        Say where (3,) it begins and ends.
    colour
        Hexadecimal.
    width
        Of its stroke.
    """

    dials = ("shown",)
    shared = ("start", "end")

    def __init__(
        self,
        start: Callable[[], Array],
        end: Callable[[], Array],
        colour: str,
        width: float = 7.0,
    ) -> None:
        super().__init__()
        self.start, self.end, self.shown = start, end, 1.0
        self.shaft = VMobject(stroke_color=colour, stroke_width=width)
        self.tip = VMobject(stroke_width=0, fill_color=colour, fill_opacity=1)
        self.add(self.shaft, self.tip)
        self.add_updater(lambda arrow: arrow.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw it from where it begins to where it ends now."""
        start, end = np.asarray(self.start()), np.asarray(self.end())
        end = start + self.shown * (end - start)
        length = float(np.linalg.norm(end - start))
        if length < 1e-6:
            self.shaft.points = self.tip.points = np.zeros((0, 3))
            return
        along = (end - start) / length
        across = np.array([-along[1], along[0], 0.0])
        size = min(1.0, length / (1.6 * _HEAD))
        back = end - size * _HEAD * along
        self.shaft.points = path_points([np.stack([start, back + 0.02 * along])])
        corners = [end, back + size * _SPREAD * across, back - size * _SPREAD * across, end]
        self.tip.points = path_points([np.array(corners)])


class AngleArc(Sharing):
    """The arc from one direction to another, with its name beyond its middle.

    Parameters
    ----------
    centre
        Says about which place (3,) of the frame.
    angles
        Says from which direction to which it runs, in radians.
    radius
        In frame units.
    name
        A mobject; it is not seen where the arc is too short for it.
    """

    shared = ("centre", "angles")

    def __init__(
        self,
        centre: Callable[[], Array],
        angles: Callable[[], tuple[float, float]],
        radius: float,
        name: VMobject,
    ) -> None:
        super().__init__()
        self.centre, self.angles, self.radius, self.label = centre, angles, radius, name
        self.arc = VMobject(stroke_color=theme().ink, stroke_width=4)
        self._named = 1.0
        self.add(self.arc, name)
        self.add_updater(lambda arc: arc.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw it as both directions stand."""
        start, end = self.angles()
        turn = np.linspace(start, end, 2 + int(30 * abs(end - start)))
        around = np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1)
        self.arc.points = path_points([self.centre() + self.radius * around])
        middle = (start + end) / 2
        beyond = self.radius + 0.32
        self.label.move_to(self.centre() + beyond * np.array([np.cos(middle), np.sin(middle), 0.0]))
        named = room(self.radius * abs(end - start), _ROOM)
        if named != self._named:  # else its opacity is no business of ours
            self._named = named
            self.label.set_fill(opacity=named)


class RightAngle(VMobject):
    """The mark of a right angle, each of its sides so long."""

    def __init__(self, size: float, colour: str) -> None:
        super().__init__(stroke_color=colour, stroke_width=2.5)
        self.size = size

    def stand(self, corner: Array, one: Array, other: Array) -> None:
        """Stand in a corner (3,) between two directions (3,); nowhere if one of them is none."""
        lengths = [float(np.linalg.norm(each)) for each in (one, other)]
        if min(lengths) < 1e-9:
            self.points = np.zeros((0, 3))
            return
        size = min(self.size, 0.45 * min(lengths))
        first, second = (
            size * np.asarray(each) / n for each, n in zip((one, other), lengths, strict=True)
        )
        self.points = path_points(
            [np.stack([corner + first, corner + first + second, corner + second])]
        )


class Shadow(Sharing):
    """What joins the tip of an arrow to the foot of its shadow, with the right angle there.

    Parameters
    ----------
    arrow
        Whose shadow it is.
    foot
        Says where (3,) on a line through the arrow's beginning the shadow ends.
    """

    shared = ("arrow", "foot")

    def __init__(self, arrow: Arrow2D, foot: Callable[[], Array]) -> None:
        super().__init__()
        ink = theme().ink
        self.arrow, self.foot = arrow, foot
        self.line, self.mark = VMobject(stroke_color=ink, stroke_width=3), RightAngle(0.24, ink)
        self.add(self.line, self.mark)
        self.add_updater(lambda shadow: shadow.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw it as the arrow and the foot stand."""
        start, tip, foot = self.arrow.start(), self.arrow.end(), self.foot()
        self.line.points = path_points([np.stack([tip, foot])])
        self.mark.stand(foot, tip - foot, start - foot)
