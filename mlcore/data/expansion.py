"""How old an expansion is that has always gone on at the rate of today.

With v = H d, everything was in one place d/v = 1/H ago, whatever its distance d. In the units of
astronomers 1/H is 977.8 thousand million years, divided by H in km/s per megaparsec.

Source: IAU Resolution B2, 2015: a parsec is 648 000/π astronomical units of 149 597 870.7 km; a
Julian year has 31 557 600 seconds.
"""

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray

__all__ = ["hubble_time", "rewound"]

_MEGAPARSEC = 1e6 * 648_000 / np.pi * 149_597_870.7
"""In kilometres."""
_GIGAYEAR = 1e9 * 31_557_600.0
"""In seconds."""


def hubble_time(rate: float) -> float:
    """Return 1/H in thousand million years, for a rate H in km/s per megaparsec.

    Raises
    ------
    ValueError
        If the rate is not positive: then nothing expands.

    Examples
    --------
    >>> round(hubble_time(70), 1)
    14.0
    """
    if not rate > 0:
        raise ValueError(f"an expansion has a positive rate, not {rate}")
    return float(_MEGAPARSEC / _GIGAYEAR / rate)


def rewound(distance: ArrayLike, speed: ArrayLike, time: float) -> FloatArray:
    """Return how far away (…) something was, a time ago, at an unchanging speed.

    Parameters
    ----------
    distance, speed : array_like
        In megaparsecs, and in km/s away from here.
    time : float
        In thousand million years.

    Examples
    --------
    >>> rewound([1.0, 2.0], [500.0, 1000.0], hubble_time(500)).round(9)
    array([0., 0.])
    """
    travelled = np.asarray(speed, dtype=np.float64) * time * (_GIGAYEAR / _MEGAPARSEC)
    return np.asarray(np.asarray(distance, dtype=np.float64) - travelled)
