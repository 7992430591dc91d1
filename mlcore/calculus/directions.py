"""Slopes of a surface z = f(x, y) in all directions, by measuring.

From (x, y) a step δ is made in the direction (cos φ, sin φ), and the change of height divided by
its length. Where f is smooth that tends to ∇f · (cos φ, sin φ): a cosine, greatest along ∇f, where
it is |∇f|. So the direction that climbs most, as steep as it climbs, is the gradient, and whoever
can only feel the ground around finds it by turning about.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.angles import towards
from mlcore.numerics.arrays import FloatArray, floats

__all__ = ["Height", "directional_slope", "off_plane"]

Height: TypeAlias = Callable[[FloatArray], ArrayLike]
"""What maps places (..., 2) to heights (...), such as the loss of an objective."""


def directional_slope(f: Height, point: ArrayLike, angle: ArrayLike, step: float) -> FloatArray:
    """Return the slopes (...) from a point (2,) in directions (...), over a step.

    Parameters
    ----------
    f : callable
    point : array_like, shape (2,)
    angle : array_like, shape (...)
        In radians, from the axis of x towards that of y.
    step : float
        The length of the step; not 0.

    Examples
    --------
    >>> plane = lambda p: 3 * p[..., 0] + 4 * p[..., 1]
    >>> directional_slope(plane, (1, 1), [0.0, np.pi / 2], step=0.5)
    array([3., 4.])
    """
    if step == 0:
        raise ValueError("over a step of 0 nothing changes, and 0/0 is no slope")
    point = floats(point)
    slopes: FloatArray = (floats(f(point + step * towards(angle))) - floats(f(point))) / step
    return slopes


def off_plane(f: Height, point: ArrayLike, gradient: ArrayLike, reach: float) -> float:
    """Return how far a surface is from its tangent plane, as a share of the plane's own rise.

    That is the greatest of |f − plane| on the circle of radius ``reach`` about a point (2,), over
    |∇f| times the reach. Where f is smooth it shrinks as the reach does: look closely, and there
    is nothing but the plane.

    Parameters
    ----------
    f, point
        As of `directional_slope`.
    gradient : array_like, shape (2,)
        Of f at the point; not 0.
    reach : float
        Greater than 0.

    Examples
    --------
    >>> bowl = lambda p: (p**2).sum(axis=-1)
    >>> [round(off_plane(bowl, (1, 0), (2, 0), reach), 6) for reach in (1.0, 0.1)]
    [0.5, 0.05]
    """
    point, slope = floats(point), floats(gradient)
    steepest = float(np.hypot(*slope))
    if reach <= 0 or steepest == 0:
        raise ValueError("a reach of 0, or a level plane, rises by nothing to compare with")
    steps = reach * towards(np.radians(np.arange(0, 360, 2)))
    off = np.abs(floats(f(point + steps)) - floats(f(point)) - steps @ slope)
    return float(off.max() / (steepest * reach))
