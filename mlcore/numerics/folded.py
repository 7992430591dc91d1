"""Scales for a chance: folded powers, from the chance itself to the logarithm of its odds.

For p = σ(z) and q = 1 − p the scale of power k is (pᵏ − qᵏ)/k, here made as steep at p = ½ for
every k, where it is 0: its ends, p = 0 and p = 1, lie at ∓2ᵏ/(4k), and go to infinity with k → 0.

Source: J. Tukey, Exploratory Data Analysis, 1977, chapter 15.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_expit, logit

from mlcore.numerics.arrays import FloatArray

__all__ = ["folded_power", "log_odds"]


def folded_power(z: ArrayLike, power: float) -> FloatArray:
    """Return where chances σ(z) stand on the scale of a power, p = ½ being 0.

    Parameters
    ----------
    z : array_like, shape (...)
        The logarithm of the odds, ±∞ for a chance of 0 or 1.
    power : float
        Between 0, for z/4, and 1, for p − ½.

    Returns
    -------
    ndarray, shape (...)

    Examples
    --------
    >>> folded_power([-np.inf, 0.0, np.inf], 1.0), folded_power([-np.inf, 0.0, 4.0], 0.0)
    (array([-0.5,  0. ,  0.5]), array([-inf,   0.,   1.]))
    """
    score = np.asarray(z, dtype=np.float64)
    if power == 0:
        return np.asarray(score / 4)
    up, down = (np.expm1(power * log_expit(each)) for each in (score, -score))
    return np.asarray(2.0**power / (4 * power) * (up - down))


def log_odds(p: ArrayLike) -> FloatArray:
    """Return ln(p/(1 − p)) of chances p (...): σ's inverse, ∓∞ for 0 and 1.

    >>> log_odds([0.0, 0.5, 0.9]).round(3)
    array([ -inf, 0.   , 2.197])
    """
    score: FloatArray = logit(np.asarray(p, dtype=np.float64))
    return score
