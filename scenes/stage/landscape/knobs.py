"""A weight on its axis: a knob that slides along a side of the floor."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["FloorKnob"]

Array = NDArray[np.float64]


class FloorKnob(Solid):
    """One weight's axis along the near side of the floor, in its colour, and a knob on it.

    Parameters
    ----------
    space
        Says how the panel's window is placed.
    k
        Which weight: 0 or 1.
    weights
        The weights (2,) that the knob follows; a guide leads from it to their place on the floor.
    """

    shared = ("space", "weights")

    def __init__(
        self, space: Callable[[], LossSpace], k: int, weights: Callable[[], Array]
    ) -> None:
        super().__init__()
        self.space, self.k, self.weights = space, k, weights
        self.colour = (theme().w0, theme().w1)[k]
        self.follow()

    @property
    def axis(self) -> Array:
        """(2, 3) the ends of the axis."""
        space = self.space()
        return np.array([self.at(end[self.k]) for end in (space.low, space.high)])

    def at(self, value: float) -> Array:
        """Return where (3,) on the axis a value of the weight lies."""
        space = self.space()
        weights = space.middle.copy()
        weights[self.k] = value
        place = space.on_floor(weights)
        half = np.array([*space.sides, 0.0]) / 2
        return np.asarray(place + half * ([1.0, 0.0, 0.0] if self.k == 0 else [0.0, -1.0, 0.0]))

    def follow(self) -> "FloorKnob":
        """Move the knob to where the weight stands."""
        w = self.weights()
        self.knob, self.foot = self.at(float(w[self.k])), self.space().on_floor(w)
        return self

    def paint(self, canvas: Canvas) -> None:
        """Draw the axis, the guide and the knob."""
        canvas.line(self.axis, Pen(self.colour, 4.0), self.opacity)
        guide = Pen(self.colour, 2.4, opacity=0.8, hidden=0.5, dash=0.07)
        canvas.line(np.array([self.knob, self.foot]), guide, self.opacity)
        canvas.dots(self.knob[None], 0.14, self.colour, self.opacity)
