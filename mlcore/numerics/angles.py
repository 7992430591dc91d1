"""Directions in a plane, by their angles."""

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray

__all__ = ["towards"]


def towards(angle: ArrayLike) -> FloatArray:
    """Return unit vectors (..., 2) at angles (...) in radians, from the first axis to the second.

    >>> towards([0.0, np.pi / 2]).round(3)
    array([[1., 0.],
           [0., 1.]])
    """
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)
