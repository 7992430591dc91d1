"""Slopes of a surface z = f(x, y) in all directions, by measuring.

From (x, y) a step δ is made in the direction (cos φ, sin φ), and the change of height divided by
its length. Where f is smooth that tends to ∇f · (cos φ, sin φ): a cosine, greatest along ∇f, where
it is |∇f|. So the direction that climbs most, as steep as it climbs, is the gradient, and whoever
can only feel the ground around finds it by turning about.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, floats

__all__ = ["PlaneFunction", "directional_slope", "felt_gradient", "off_plane"]

PlaneFunction: TypeAlias = Callable[[Any, Any], ArrayLike]
"""What maps x and y, numbers or arrays of one shape (...), to heights (...)."""


def directional_slope(
    f: PlaneFunction, point: ArrayLike, angle: ArrayLike, step: float
) -> FloatArray:
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
    >>> plane = lambda x, y: 3 * x + 4 * y
    >>> directional_slope(plane, (1, 1), [0.0, np.pi / 2], step=0.5)
    array([3., 4.])
    """
    if step == 0:
        raise ValueError("over a step of 0 nothing changes, and 0/0 is no slope")
    (x, y), angle = floats(point), floats(angle)
    there = floats(f(x + step * np.cos(angle), y + step * np.sin(angle)))
    slopes: FloatArray = (there - floats(f(x, y))) / step
    return slopes


def felt_gradient(
    f: PlaneFunction, point: ArrayLike, step: float, every: float = np.radians(0.1)
) -> FloatArray:
    """Return the steepest of all slopes that are felt around a point (2,), as an arrow (2,).

    Parameters
    ----------
    f, point, step
        As of `directional_slope`.
    every : float
        By what angle in radians one turns from one try to the next.

    Examples
    --------
    >>> felt_gradient(lambda x, y: x**2 + y**3, (2, 3), step=0.0001).round(6)
    array([ 3.987419, 27.00275 ])
    """
    angles = np.arange(round(2 * np.pi / every)) * every
    slopes = directional_slope(f, point, angles, step)
    best = int(np.argmax(slopes))
    return np.asarray(slopes[best] * np.array([np.cos(angles[best]), np.sin(angles[best])]))


def off_plane(
    f: PlaneFunction, point: ArrayLike, gradient: ArrayLike, reach: float, around: int = 180
) -> float:
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
    around : int
        At how many places of the circle one looks.

    Examples
    --------
    >>> bowl = lambda x, y: x**2 + y**2
    >>> [round(off_plane(bowl, (1, 0), (2, 0), reach), 6) for reach in (1.0, 0.1)]
    [0.5, 0.05]
    """
    (x, y), slope = floats(point), floats(gradient)
    steepest = float(np.hypot(*slope))
    if reach <= 0 or steepest == 0:
        raise ValueError("a reach of 0, or a level plane, rises by nothing to compare with")
    angles = np.arange(around) * 2 * np.pi / around
    steps = reach * np.stack([np.cos(angles), np.sin(angles)])
    plane = floats(f(x, y)) + slope @ steps
    off = np.abs(floats(f(x + steps[0], y + steps[1])) - plane)
    return float(off.max() / (steepest * reach))
