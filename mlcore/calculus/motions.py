"""Motions that a film begins with: how far something has come, and how fast it is.

>>> depth = falling()
>>> speed = depth.deriv()  # by the power rule
>>> print(f"{depth(1.0):.2f} m, {speed(1.0):.2f} m/s")
4.90 m, 9.81 m/s
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike
from scipy.constants import g

from mlcore.numerics.arrays import FloatArray, floats

__all__ = ["Braking", "falling"]


def falling() -> Polynomial:
    """Return how far in metres a stone has fallen after t seconds, without air: g t²/2.

    g is the standard acceleration of free fall, 9.80665 m/s² (CGPM 3, 1901).
    """
    return Polynomial([0.0, 0.0, g / 2])


@dataclass(frozen=True)
class Braking:
    """A car whose driver takes fright, and brakes smoothly until it stands.

    With u = (t − reaction)/braking, the share of the braking that is over,

        speed     = v (1 − 3u² + 2u³)
        distance  = v reaction + v braking (u − u³ + u⁴/2)

    It brakes hardest half-way, by 1.5 v/braking. Seconds before 0 it goes at v, too.

    Attributes
    ----------
    v
        The speed at first, m/s.
    reaction, braking
        Seconds until the brake takes hold, and from then until the car stands.

    Examples
    --------
    >>> car = Braking(v=14.0, reaction=1.0, braking=2.5)
    >>> car.speed([0.0, 2.25, 3.5]), car.distance([1.0, 3.5])
    (array([14.,  7.,  0.]), array([14. , 31.5]))
    """

    v: float
    reaction: float
    braking: float

    def speed(self, t: ArrayLike) -> FloatArray:
        """Return the speed (...) in m/s after t seconds (...)."""
        u = self._share(t)
        return np.asarray(self.v * (1 - u**2 * (3 - 2 * u)))

    def distance(self, t: ArrayLike) -> FloatArray:
        """Return the metres (...) that it has come after t seconds (...)."""
        u = self._share(t)
        flat = np.minimum(floats(t), self.reaction)
        return np.asarray(self.v * (flat + self.braking * (u - u**3 + u**4 / 2)))

    def _share(self, t: ArrayLike) -> FloatArray:
        """Return which share (...) of the braking is over."""
        return np.clip((floats(t) - self.reaction) / self.braking, 0.0, 1.0)
