"""The linear predictor z = w0 + w1 x, σ(z) = 1/(1 + e⁻ᶻ) and softplus(z) = ln(1 + eᶻ).

Both curves keep full precision for any z: no exponent is ever positive, so nothing overflows, and
no small number is a difference of great ones.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from mlcore.numerics.arrays import FloatArray

__all__ = ["linear_predictor", "sigmoids", "softplus", "softplus_excess"]


def linear_predictor(w: ArrayLike, x: ArrayLike) -> FloatArray:
    """Return z = w0 + w1 x (..., m) for weights (..., 2) and inputs (m,).

    >>> linear_predictor([1, 2], [0, 10])
    array([ 1., 21.])
    """
    w = np.asarray(w, dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        z: FloatArray = w[..., :1] + w[..., 1:] * np.asarray(x, dtype=np.float64)
    return z


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
    values: FloatArray = np.maximum(z, 0) + softplus_excess(z)
    return values


def softplus_excess(z: FloatArray) -> FloatArray:
    """Return ln(1 + exp(−|z|)): what softplus(z) lies above the corner max(z, 0)."""
    excess: FloatArray = np.log1p(np.exp(-np.abs(z)))
    return excess
