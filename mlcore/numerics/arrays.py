"""Arrays that cannot change: the common ground of every record in the package.

Weights are one array, last axis last: ``w[..., 0]`` is the intercept w0, ``w[..., 1]`` the slope
w1. One pair of weights has the shape (2,), a whole grid of them (n, m, 2).
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["FloatArray", "Floats", "components", "floats", "frozen"]

FloatArray: TypeAlias = NDArray[np.float64]
Floats: TypeAlias = Any
"""A float where the weights are one pair, an array where they are many."""


def frozen(values: ArrayLike) -> FloatArray:
    """Return the values as a read-only array of floats.

    The result is a copy, unless `values` is such an array already and owns its memory.

    >>> frozen([1, 2]).flags.writeable
    False
    """
    if (
        isinstance(values, np.ndarray)
        and values.dtype == np.float64
        and values.flags.owndata
        and not values.flags.writeable
    ):
        return values
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def floats(values: ArrayLike) -> FloatArray:
    """Return the values as an array of floats, the same one if they are that."""
    return np.asarray(values, dtype=np.float64)


def components(w: ArrayLike) -> tuple[Floats, Floats]:
    """Return w0 and w1: two floats for one pair of weights (2,), two arrays for many (..., 2).

    Plain floats make a single step about five times as fast as arrays of no dimension,
    and they overflow to infinity in silence.

    >>> components([3, 4])
    (3.0, 4.0)
    """
    w = np.asarray(w, dtype=np.float64)
    if w.shape[-1:] != (2,):
        raise ValueError(f"weights end in an axis of length 2, not in the shape {w.shape}")
    if w.ndim == 1:
        w0, w1 = w.tolist()
        return w0, w1
    return w[..., 0], w[..., 1]
