"""A parallelogram whose area is found: it is slid along its sides until it is a rectangle."""

from typing import ClassVar

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.plane.plot import path_points

__all__ = ["Shearing"]

Array = NDArray[np.float64]


class Shearing(Dialled):
    """A parallelogram that keeps its area while it is slid: first along one side, then the other.

    Dials: `first` slides the second side along the first one until it stands upright, `second`
    slides the first side along that until it lies level; `ruled` is how far the lines of whole
    units are drawn in it. `out` is 0 where it stands in its origin, as large as there, and 1 in its
    own place.

    Parameters
    ----------
    sides
        (2, 2) a row for each side: how many units it goes right, not 0 for the first, and up.
    place, unit
        Of its corner in the frame, and how long a unit is there.
    origin
        Likewise where it comes from: a place and a unit.
    """

    dials: ClassVar[tuple[str, ...]] = ("first", "second", "ruled", "out")

    def __init__(
        self,
        sides: ArrayLike,
        place: ArrayLike,
        unit: float,
        origin: tuple[ArrayLike, float],
    ) -> None:
        super().__init__()
        self.given = np.asarray(sides, dtype=float)
        ends = [np.asarray(each, dtype=float)[:2] for each in (origin[0], place)]
        self.ends, self.units = np.stack(ends), (origin[1], unit)
        self.first = self.second = self.ruled = self.out = 0.0
        ink = theme().ink
        self.face = VMobject(stroke_color=ink, stroke_width=3, fill_color=ink, fill_opacity=0.3)
        self.rules = VMobject(stroke_color=ink, stroke_width=3)
        self.arrows = [FlatArrow(colour) for colour in (theme().w0, theme().w1)]
        self.add(self.face, self.rules, *self.arrows)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    @property
    def sides(self) -> Array:
        """(2, 2) the sides as they are now, in units."""
        one, other = self.given
        other = other - self.first * other[0] / one[0] * one
        upright = self.given[1] - self.given[1][0] / one[0] * one
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
        for arrow, side in zip(self.arrows, (one, other), strict=True):
            arrow.point(*self.at([np.zeros(2), side]))
        self.rules.points = path_points(self._rules(one, other))

    def _rules(self, one: Array, other: Array) -> list[Array]:
        """Return the lines of whole units between its sides."""
        lines = []
        for side, across in ((one, other), (other, one)):
            long = float(np.linalg.norm(side))
            for k in range(1, int(np.ceil(long - 1e-9))):
                start = k / long * side
                lines.append(self.at([start, start + self.ruled * across]))
        return lines
