"""Slopes by measuring: how much a function changes over a step, a unit of the step.

The forward quotient is what the derivative is the limit of:

    (f(x + δ) − f(x)) / δ  =  f'(x) + δ f''(x)/2 + O(δ²)

Source: B. Fornberg, Mathematics of Computation 51, 1988.
"""

from collections.abc import Callable
from typing import TypeAlias

from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, Floats, floats

__all__ = ["RealFunction", "forward_quotient"]

RealFunction: TypeAlias = Callable[[FloatArray], ArrayLike]
"""What maps numbers (...) to numbers (...)."""


def forward_quotient(f: RealFunction, x: ArrayLike, step: ArrayLike) -> Floats:
    """Return (f(x + δ) − f(x))/δ: the slope of the secant through two points of the graph.

    Parameters
    ----------
    f : callable
    x : array_like, shape (...)
        Where the step begins.
    step : array_like, shape (...)
        The step δ, in units of x; not 0, and negative for a step backwards.

    Returns
    -------
    float or array (...)

    Raises
    ------
    ValueError
        If a step is 0.

    Examples
    --------
    >>> forward_quotient(lambda x: x**2, 3.0, [1.0, 0.5, 0.25])
    array([7.  , 6.5 , 6.25])
    """
    x, step = floats(x), floats(step)
    if (step == 0).any():
        raise ValueError("over a step of 0 nothing changes, and 0/0 is no slope")
    slopes: FloatArray = (floats(f(x + step)) - floats(f(x))) / step
    return float(slopes) if slopes.ndim == 0 else slopes
