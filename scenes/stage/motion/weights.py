"""Weights that animate."""

from typing import Self

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike, NDArray

__all__ = ["Weights"]


class Weights(ValueTracker):
    """Weights (n,) that animate, as in `weights.animate.turn(w1=2.0)`."""

    def __init__(self, w: ArrayLike) -> None:
        super().__init__()
        self.set_weights(w)

    @property
    def w(self) -> NDArray[np.float64]:
        """(n,) the weights as they stand: of a line or a sigmoid (w0, w1)."""
        return self.points[:, 0].copy()

    def component(self, k: int) -> float:
        """Return the weight ``k`` as it stands."""
        return float(self.points[k, 0])

    def set_weights(self, w: ArrayLike) -> Self:
        """Set all weights."""
        values = np.asarray(w, dtype=float)
        self.points = np.stack([values, np.zeros_like(values), np.zeros_like(values)], axis=-1)
        return self

    def turn(self, **values: float) -> Self:
        """Set single weights by their names, as in `turn(w1=2.0)`."""
        w = self.w
        for name, value in values.items():
            w[int(name.removeprefix("w"))] = value
        return self.set_weights(w)
