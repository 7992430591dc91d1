"""The loss of a few rows: what one step of a stochastic descent gets to see.

The losses of a model with the linear predictor z = w0 + w1 x are means of a penalty f(z, y),

    g(w) = (1/m) Σ f(zₙ, yₙ),    ∇g = (1/m) Σ f'(zₙ, yₙ) (1, xₙ),

and so are those of any m of the rows. Nothing is asked of these: they may be a single one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, Floats
from mlcore.numerics.curves import linear_predictor

__all__ = ["Batch", "Penalty"]

Penalty: TypeAlias = Callable[[FloatArray, FloatArray, int], FloatArray]
"""What returns f or f' (order 0 or 1) at z (..., m) for the targets y (m,)."""


@dataclass(frozen=True, eq=False)
class Batch:
    """The mean penalty of some rows; an `Objective`.

    Parameters
    ----------
    x, y : ndarray, shape (m,)
    penalty : callable
    """

    x: FloatArray
    y: FloatArray
    penalty: Penalty

    @property
    def size(self) -> int:
        """The number of weights: two, w0 and w1."""
        return 2

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., 2): a float for one pair, an array (...) for many."""
        means = self.penalty(linear_predictor(w, self.x), self.y, 0).mean(axis=-1)
        return float(means) if means.ndim == 0 else means

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g, of the shape of w (..., 2)."""
        slopes = self.penalty(linear_predictor(w, self.x), self.y, 1)
        return np.stack((slopes.mean(axis=-1), (slopes * self.x).mean(axis=-1)), axis=-1)
