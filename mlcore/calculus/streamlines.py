"""Streamlines: paths along the arrows of a field, as of a walker who always goes straight up.

    dp/ds = F(p) / √(|F(p)|² + ε²)

so s is the length of the way where F is not about 0, and where F vanishes the path comes to rest
instead of asking for a direction that is none. Along the gradient of f a path meets the lines of
equal height at right angles: they are where f does not change, and ∇f is where it changes most.
"""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.integrate import solve_ivp

from mlcore.numerics.arrays import FloatArray, floats

__all__ = ["PlaneField", "streamline"]

PlaneField: TypeAlias = Callable[[FloatArray], FloatArray]
"""What maps places (..., 2) to arrows (..., 2), such as the gradient of an objective."""

_SPACING = 0.05
"""The distance along the way from one point to the next, at most."""
_LEAST = 1e-6
"""The ε above; where an arrow is not longer, the way ends."""


def streamline(
    field: PlaneField,
    start: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
) -> FloatArray:
    """Return the streamline (k, 2) through a place (2,), as far as it is in a window.

    It goes from where it came from to where it leads; both ends lie on the window's rim, or where
    the field vanishes, or as far away as the rim is long.

    Parameters
    ----------
    field : callable
        Maps places (..., 2) to arrows (..., 2).
    start : array_like, shape (2,)
    low, high : array_like, shape (2,)
        Opposite corners of the window; a start beyond it is refused.

    Examples
    --------
    >>> path = streamline(lambda p: p, (0.3, 0.4), (-3, -4), (3, 4))
    >>> path[-1].round(6)
    array([3., 4.])
    """
    place, low_xy, high_xy = floats(start), floats(low), floats(high)
    if (place < low_xy).any() or (place > high_xy).any():
        raise ValueError(f"the start {place} is not in the window from {low_xy} to {high_xy}")
    back, onward = (_followed(field, place, low_xy, high_xy, sense) for sense in (-1.0, 1.0))
    return np.concatenate([back[:0:-1], onward])


def _followed(
    field: PlaneField,
    start: FloatArray,
    low: FloatArray,
    high: FloatArray,
    sense: float,
) -> FloatArray:
    """Follow the arrows, or go against them, from a place (2,) to where that ends."""

    def towards(_: float, p: FloatArray) -> FloatArray:
        arrow = floats(field(p))
        return np.asarray(sense * arrow / np.hypot(np.hypot(*arrow), _LEAST))

    def room(_: float, p: FloatArray) -> float:
        return float(min((p - low).min(), (high - p).min()))

    def strength(_: float, p: FloatArray) -> float:
        return float(np.hypot(*floats(field(p))) - _LEAST)

    ends: list[Any] = [room, strength]
    for end in ends:
        end.terminal, end.direction = True, -1
    if strength(0.0, start) <= 0:
        return start[None, :]
    longest = 2 * float((high - low).sum())
    went = solve_ivp(
        towards,
        (0.0, longest),
        start,
        events=ends,
        dense_output=True,
        max_step=4 * _SPACING,
        rtol=1e-9,
        atol=1e-10,
    )
    length = float(went.t[-1])
    count = int(np.ceil(length / _SPACING)) + 1
    path: FloatArray = cast(Any, went.sol)(np.linspace(0.0, length, max(count, 2))).T
    return np.clip(path, low, high)
