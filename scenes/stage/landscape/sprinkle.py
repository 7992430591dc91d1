"""Many weights at once: points on the floor, each with the column of its loss."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlcore import Objective, brought_below, spread_points
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["Sprinkle"]

_COUNT = 30
_RIM = 0.06
"""Of the window is left free of points, at every side."""


class Sprinkle(Solid):
    """Points of the floor with columns up to the surface.

    Dials: `shown` is the share of the points that have fallen, `rise` how far their columns have
    grown.

    Parameters
    ----------
    objective, space
        The surface and how it is placed.
    weights
        (k, 2).
    """

    dials = ("shown", "rise")
    shared = ("feet", "tops", "weights")

    def __init__(self, objective: Objective, space: LossSpace, weights: ArrayLike) -> None:
        super().__init__()
        self.weights = np.asarray(weights, dtype=float)
        self.feet = space.on_floor(self.weights)
        self.tops = space.on_surface(objective, self.weights)
        self.shown, self.rise = 0.0, 0.0
        self.column = Pen(theme().loss, 3.0, opacity=0.9, hidden=0.3)

    @classmethod
    def over(cls, objective: Objective, space: LossSpace, level: float | None = None) -> Self:
        """Spread thirty points evenly over the floor, or over what of it lies below a level."""
        rim = _RIM * (space.high - space.low)
        weights = spread_points(space.low + rim, space.high - rim, _COUNT)
        if level is not None:
            weights = brought_below(objective, space.low, space.high, level, weights)
        return cls(objective, space, weights)

    def paint(self, canvas: Canvas) -> None:
        """Paint what has fallen: a dot on the floor, its column, and a dot at its top."""
        whole = self.shown * len(self.feet)
        count = int(np.ceil(whole - 1e-9))
        if not count:
            return
        feet = self.feet[:count]
        tips = feet + self.rise * (self.tops[:count] - feet)
        for k, (foot, tip) in enumerate(zip(feet, tips, strict=True)):
            grown = min(1.0, whole - k)
            canvas.dots(foot[None], 0.05 * grown, theme().prediction, self.opacity)
            if self.rise > 0:
                canvas.line(np.array([foot, tip]), self.column, self.opacity)
                canvas.dots(tip[None], 0.06, theme().loss, self.opacity)
