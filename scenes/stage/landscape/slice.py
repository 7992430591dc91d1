"""A cut through a loss surface along one weight."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Objective, brought_below
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
        Which weight varies: 0 or 1; as far as its window goes, and the loss is not above the box.
    pen
        How it is drawn.
    """

    dials = ("upto",)
    shared = ("path", "values")

    def __init__(
        self, objective: Objective, space: LossSpace, fixed: ArrayLike, weight: int, pen: Pen
    ) -> None:
        super().__init__()
        self.low, self.high = _ends(objective, space, np.asarray(fixed, dtype=float), weight)
        self.pen, self.upto = pen, self.low
        self.values = np.linspace(self.low, self.high, 97)
        weights = np.tile(np.asarray(fixed, dtype=float), (len(self.values), 1))
        weights[:, weight] = self.values
        self.path = space.on_surface(objective, weights)

    def paint(self, canvas: Canvas) -> None:
        """Draw the cut from the window's lower end to `upto`."""
        count = int(np.searchsorted(self.values, self.upto))
        tip = [np.interp(self.upto, self.values, self.path[:, k]) for k in range(3)]
        line = np.concatenate([self.path[:count], np.array([tip])])
        canvas.line(line, self.pen, self.opacity)


def _ends(
    objective: Objective, space: LossSpace, fixed: NDArray[np.float64], weight: int
) -> tuple[float, float]:
    """Return from where to where a weight may vary."""
    reach = np.abs([space.low - fixed, space.high - fixed]).max(axis=0)
    window = (fixed - reach, fixed + reach)
    ends = np.tile(fixed, (2, 1))
    ends[:, weight] = space.low[weight], space.high[weight]
    if float(objective.loss(fixed)) < space.ceiling:
        ends = brought_below(objective, *window, space.ceiling, ends)
    return float(ends[0, weight]), float(ends[1, weight])
