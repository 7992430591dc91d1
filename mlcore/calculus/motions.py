"""Motions that a film begins with: how far something has come, as a polynomial of the time.

>>> depth = falling()
>>> speed = depth.deriv()  # by the power rule
>>> print(f"{depth(1.0):.2f} m, {speed(1.0):.2f} m/s")
4.90 m, 9.81 m/s
"""

from numpy.polynomial import Polynomial
from scipy.constants import g

__all__ = ["falling"]


def falling() -> Polynomial:
    """Return how far in metres a stone has fallen after t seconds, without air: g t²/2.

    g is the standard acceleration of free fall, 9.80665 m/s² (CGPM 3, 1901).
    """
    return Polynomial([0.0, 0.0, g / 2])
