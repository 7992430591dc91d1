"""σ(z) = 1/(1 + e⁻ᶻ) and softplus(z) = ln(1 + eᶻ), to full precision for any z.

No exponent is ever positive, so nothing overflows, and no small number is a difference of great
ones.
"""

import numpy as np
from scipy.special import expit

from mlcore.numerics.arrays import FloatArray

__all__ = ["rounding", "sigmoids", "softplus"]


def sigmoids(z: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return σ(z) and σ(−z), either to full precision; of the shape of z.

    >>> sigmoids(np.array([0.0, 800.0]))
    (array([0.5, 1. ]), array([0.5, 0. ]))
    """
    return expit(z), expit(-z)


def softplus(z: FloatArray) -> FloatArray:
    """Return ln(1 + eᶻ), which is −ln σ(−z), for any z; of the shape of z.

    >>> softplus(np.array([-1e6, 0.0, 1e6])).round(4)
    array([0.000e+00, 6.931e-01, 1.000e+06])
    """
    bent: FloatArray = np.maximum(z, 0) + rounding(z)
    return bent


def rounding(z: FloatArray) -> FloatArray:
    """Return ln(1 + exp(−|z|)): what softplus(z) lies above the corner max(z, 0)."""
    rest: FloatArray = np.log1p(np.exp(-np.abs(z)))
    return rest
