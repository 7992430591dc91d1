"""Points that cover a rectangle evenly, and are no lattice.

Source: M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018: steps by the
powers of 1/φ, where φ³ = φ + 1.
"""

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray

__all__ = ["spread_points"]

_STEP = 1 / 1.324717957244746 ** np.array([1, 2])


def spread_points(low: ArrayLike, high: ArrayLike, count: int) -> FloatArray:
    """Return points (count, 2), always the same, strictly between two corners (2,).

    Examples
    --------
    >>> spread_points((0, 0), (1, 1), 3).round(2)
    array([[0.25, 0.07],
           [0.01, 0.64],
           [0.76, 0.21]])
    """
    share = (0.5 + np.arange(1, count + 1)[:, None] * _STEP) % 1
    low_corner, high_corner = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    return np.asarray(low_corner + share * (high_corner - low_corner))
