"""A cut through a loss surface along one weight."""

import numpy as np
from numpy.typing import ArrayLike

from mlcore import Objective
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["Slice"]


class Slice(Solid):
    """A cut through the loss surface along one weight, drawn as far as its dial `upto`.

    Parameters
    ----------
    objective, space
        The surface and how it is placed.
    fixed
        (2,) weights that the cut goes through.
    weight
        Which weight varies: 0 or 1.
    pen
        How it is drawn.
    """

    dials = ("upto",)
    shared = ("path", "values")

    def __init__(
        self, objective: Objective, space: LossSpace, fixed: ArrayLike, weight: int, pen: Pen
    ) -> None:
        super().__init__()
        self.pen, self.upto = pen, float(space.low[weight])
        self.values = np.linspace(space.low[weight], space.high[weight], 97)
        weights = np.tile(np.asarray(fixed, dtype=float), (len(self.values), 1))
        weights[:, weight] = self.values
        self.path = space.on_surface(objective, weights)

    def paint(self, canvas: Canvas) -> None:
        """Draw the cut from the window's lower end to `upto`."""
        count = int(np.searchsorted(self.values, self.upto))
        tip = [np.interp(self.upto, self.values, self.path[:, k]) for k in range(3)]
        line = np.concatenate([self.path[:count], np.array([tip])])
        canvas.line(line, self.pen, self.opacity)
