"""Weights that animate."""

from typing import Self

import numpy as np
from manim import ComplexValueTracker
from numpy.typing import ArrayLike, NDArray

__all__ = ["Weights"]


class Weights(ComplexValueTracker):
    """A pair of weights that animates: `weights.animate.turn(w1=2.0)`."""

    def __init__(self, w: ArrayLike) -> None:
        w0, w1 = np.asarray(w, dtype=float)
        super().__init__()
        self.set_value(complex(w0, w1))

    @property
    def pair(self) -> NDArray[np.float64]:
        """(2,) the weights (w0, w1) as they stand."""
        value = self.get_value()
        return np.array([value.real, value.imag])

    def turn(self, w0: float | None = None, w1: float | None = None) -> Self:
        """Set one weight, or both."""
        old = self.pair
        new = [given if given is not None else old[k] for k, given in enumerate((w0, w1))]
        self.set_value(complex(*new))
        return self
