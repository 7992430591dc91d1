"""A square whose side grows by a step: what its area gains is two strips and a corner."""

from collections.abc import Callable

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import Label, symbol
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import room
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.plot import path_points

__all__ = ["GrownSquare"]

Array = NDArray[np.float64]

_MARGIN = 0.55
"""Frame units below the square and to its left, for what its sides are called."""
_ROOM = (0.5, 0.75)
"""Frame units of a part: where its name begins to be seen, and is there."""
_FILLED = (0.22, 0.55, 0.9)
"""Opacities of the square, of the strips and of the corner."""


class GrownSquare(Dialled):
    """The square over x, and what it gains as its side becomes x + δ.

    All of it is as large as its slot allows, however large x and δ are: it shows their shares.
    Areas have the colour of values, the pieces of its sides those of x and of δ.

    Dials: `grown`, from 0 to 1 the share of δ by which the side has grown; `over`, from 0 to 1 how
    much is seen of what each strip is over δ: a length x, at its inner edge, however thin it is.

    Parameters
    ----------
    side, step
        Return x, above 0, and δ, asked anew every time.
    slot
        Where it stands.
    """

    dials = ("grown", "over")
    shared = ("side", "step")

    def __init__(self, side: Callable[[], float], step: Callable[[], float], slot: Slot) -> None:
        super().__init__()
        self.side, self.step, self.grown, self.over = side, step, 1.0, 0.0
        self.size = min(slot.width, slot.height) - _MARGIN
        middle = slot.centre + np.array([_MARGIN, _MARGIN, 0.0]) / 2
        self.corner = middle - np.array([self.size, self.size, 0.0]) / 2
        colours, ink, size = theme(), theme().ink, theme().type.formula
        strong = (_FILLED[0], _FILLED[1], _FILLED[1], _FILLED[2])
        self.parts = [
            VMobject(stroke_width=0, fill_color=colours.prediction, fill_opacity=each)
            for each in strong
        ]
        self.sides = VMobject(stroke_color=colours.data, stroke_width=5)
        self.steps = VMobject(stroke_color=colours.step, stroke_width=7)
        self.kept = VMobject(stroke_color=colours.gradient, stroke_width=9, stroke_opacity=0)
        areas = (("x^2", ink), ("x delta", ink), ("x delta", ink), ("delta^2", colours.ground))
        lengths = 2 * (("x", colours.data), ("delta", colours.step))
        self.areas, self.lengths = (
            [symbol(source, colour, size) for source, colour in each] for each in (areas, lengths)
        )
        self.halves = [symbol("x", colours.gradient, size) for _ in range(2)]
        self.add(*self.parts, self.sides, self.steps, self.kept)
        self.add(*self.areas, *self.lengths, *self.halves)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    @property
    def cut(self) -> float:
        """Where in the frame, from the corner, x ends and δ begins."""
        x = self.side()
        return self.size * x / (x + self.grown * self.step())

    def follow(self) -> None:
        """Draw it as x and δ stand."""
        a, b = self.cut, self.size
        boxes = ((0, 0, a, a), (a, 0, b, a), (0, a, a, b), (a, a, b, b))
        for part, box in zip(self.parts, boxes, strict=True):
            part.points = self._outline(*box)
        ends = np.array([[0.0, a, 0.0], [0.0, 0.0, 0.0], [a, 0.0, 0.0]])
        self.sides.points = path_points([self.corner + ends])
        strokes = [[[a, 0.0, 0.0], [b, 0.0, 0.0]], [[0.0, a, 0.0], [0.0, b, 0.0]]]
        self.steps.points = path_points([self.corner + np.array(each) for each in strokes])
        edges = [[[a, 0.0, 0.0], [a, a, 0.0]], [[0.0, a, 0.0], [a, a, 0.0]]]
        self.kept.points = path_points([self.corner + np.array(each) for each in edges])
        self.kept.set_stroke(opacity=self.over * self._seen)
        for name, (x0, y0, x1, y1) in zip(self.areas, boxes, strict=True):
            self._put(name, (x0 + x1) / 2, (y0 + y1) / 2, min(x1 - x0, y1 - y0))
        low = -0.35
        self._put(self.lengths[0], a / 2, low, a)
        self._put(self.lengths[1], (a + b) / 2, low, b - a)
        self._put(self.lengths[2], low, a / 2, a)
        self._put(self.lengths[3], low, (a + b) / 2, b - a)
        for name, place in zip(self.halves, ((a - 0.35, a / 2), (a / 2, a - 0.4)), strict=True):
            self._put(name, *place, a)
            name.set_fill(opacity=self.over * name.get_fill_opacity())

    def _put(self, name: Label, x: float, y: float, wide: float) -> None:
        """Move a name to its place, and fade it where there is no room for it."""
        name.put(self.corner + np.array([x, y, 0.0]))
        name.set_fill(opacity=self._seen * room(wide, _ROOM))

    @property
    def _seen(self) -> float:
        """How much of it is seen: it may be about to come or to go."""
        return float(self.parts[0].get_fill_opacity() / _FILLED[0])

    def _outline(self, x0: float, y0: float, x1: float, y1: float) -> Array:
        """Return the Bézier points of a rectangle."""
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]])
        return path_points([self.corner + np.pad(corners, ((0, 0), (0, 1)))])
