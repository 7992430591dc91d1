"""A square that is bent, until it is a parallelogram, and its area: this is slid to a rectangle."""

from typing import ClassVar

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import towards
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.arrows import FlatArrow, arrow_strokes
from scenes.stage.plane.plot import path_points

__all__ = ["Shearing"]

Array = NDArray[np.float64]

_ARC = 0.5
"""Units from the corner to the arc of a right angle; twice as many to one of none."""
_BARBS, _LEAST = 0.2, 0.02
"""Frame units: how long the barbs of the arc are; a shorter arc is none."""


class Shearing(Dialled):
    """A parallelogram that comes out of a square, and keeps its area while it is slid.

    An arc goes from the first of its sides to the second: where it goes clockwise the parallelogram
    has been turned over, and shows its back.

    Dials: `bent` is how far the square has become the parallelogram, on a straight way, as on a
    sheet; `first` slides the second side along the first one until it stands upright, `second`
    slides the first side along that until it lies level; `ruled` is how far the lines of whole
    units are drawn in it. `out` is 0 where it stands in its origin, as large as there, and 1 in its
    own place. `turning` is how much of the arc there is.

    Parameters
    ----------
    sides
        (2, 2) a row for each side: how many units it goes right, not 0 for the first, and up.
    place, unit
        Of its corner in the frame, and how long a unit is there.
    origin
        Likewise where it comes from: a place and a unit.
    """

    dials: ClassVar[tuple[str, ...]] = ("bent", "first", "second", "ruled", "out", "turning")

    def __init__(
        self,
        sides: ArrayLike,
        place: ArrayLike,
        unit: float,
        origin: tuple[ArrayLike, float],
    ) -> None:
        super().__init__()
        self.goal = np.asarray(sides, dtype=float)
        ends = [np.asarray(each, dtype=float)[:2] for each in (origin[0], place)]
        self.ends, self.units = np.stack(ends), (origin[1], unit)
        self.bent = self.first = self.second = self.ruled = self.out = self.turning = 0.0
        colours = theme()
        self.face = VMobject(stroke_color=colours.ink, stroke_width=3, fill_opacity=1.0)
        self.shades = colours.heights[3], colours.faint
        self.rules = VMobject(stroke_color=colours.ink, stroke_width=3)
        self.arrows = [FlatArrow(colour) for colour in (colours.w0, colours.w1)]
        self.arc = VMobject(stroke_color=colours.ink, stroke_width=5)
        self.add(self.face, self.rules, *self.arrows, self.arc)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    @property
    def given(self) -> Array:
        """(2, 2) the sides before they are slid."""
        return np.asarray((1 - self.bent) * np.eye(2) + self.bent * self.goal)

    @property
    def sides(self) -> Array:
        """(2, 2) the sides as they are now, in units."""
        one, other = given = self.given
        other = other - self.first * other[0] / one[0] * one
        upright = given[1] - given[1][0] / one[0] * one
        if self.second and upright[1]:
            one = one - self.second * one[1] / upright[1] * upright
        return np.stack([one, other])

    @property
    def unit(self) -> float:
        """Frame units."""
        start, end = self.units
        return float(start * (end / start) ** self.out)

    def at(self, places: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of places (..., 2) in units from its corner."""
        corner = self.ends[0] + self.out * (self.ends[1] - self.ends[0])
        flat = corner + self.unit * np.asarray(places, dtype=float)
        return np.concatenate([flat, np.zeros((*flat.shape[:-1], 1))], axis=-1)

    def follow(self) -> None:
        """Draw everything as the dials stand."""
        one, other = self.sides
        corners = self.at([np.zeros(2), one, one + other, other, np.zeros(2)])
        self.face.points = path_points([corners])
        turned_over = one[0] * other[1] < one[1] * other[0]
        self.face.set_fill(self.shades[int(turned_over)], opacity=self.face.get_fill_opacity())
        for arrow, side in zip(self.arrows, (one, other), strict=True):
            arrow.point(*self.at([np.zeros(2), side]))
        self.rules.points = path_points(self._rules(one, other))
        self.arc.points = path_points(self._arc(one, other))

    def _arc(self, one: Array, other: Array) -> list[Array]:
        """Return the arc from a side to the other, the shorter way, and the barbs at its end."""
        start = float(np.arctan2(one[1], one[0]))
        cross, dot = one[0] * other[1] - one[1] * other[0], float(one @ other)
        turn = self.turning * float(np.arctan2(cross, dot))
        radius = _ARC * (2 - min(1.0, 2 * abs(turn) / np.pi))
        if abs(turn) * radius * self.unit < _LEAST:
            return []
        arc = self.at(radius * towards(start + np.linspace(0, turn, 2 + int(30 * abs(turn)))))
        head = min(_BARBS, 0.5 * abs(turn) * radius * self.unit)
        end = start + turn
        ahead = np.sign(turn) * np.array([-np.sin(end), np.cos(end), 0.0])
        _, barbs = arrow_strokes(arc[-1] - ahead, arc[-1], head, 0.6 * head)
        return [arc, barbs]

    def _rules(self, one: Array, other: Array) -> list[Array]:
        """Return the lines of whole units between its sides."""
        lines = []
        for side, across in ((one, other), (other, one)):
            long = float(np.linalg.norm(side))
            for k in range(1, int(np.ceil(long - 1e-9))):
                start = k / long * side
                lines.append(self.at([start, start + self.ruled * across]))
        return lines
