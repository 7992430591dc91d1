"""Newton's method for one minimum: w ← w − H⁻¹ ∇g, with shorter steps where these are unsafe.

Far from the minimum a full step may overshoot, or climb where the loss is not convex. So H is
taken with the absolute values of its eigenvalues, which always points down; a step is at most as
long as the way from zero, plus one; and it is halved until the loss falls. Near the minimum
the steps are full ones, and the error squares with every step.

Source: J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.4.
"""

from collections.abc import Callable
from math import hypot
from typing import TypeAlias

import numpy as np

from mlcore.numerics.arrays import FloatArray

__all__ = ["Taylor", "newton", "newton_step"]

Taylor: TypeAlias = Callable[[FloatArray], tuple[float, FloatArray, FloatArray]]
"""What returns the loss, the gradient (n,) and the Hessian (n, n) at the weights (n,)."""

_EPS = np.finfo(np.float64).eps

_ROUNDS = 200
_HALVINGS = 60

_FLAT = 1e-12
_SHORT = 1e-4
"""A step that lowers the loss, and moves the weights, by such shares at most is near the end:
after two more, each with the square of the error before, all digits are right."""

_BLUR = 1e-13
"""A loss that grows by so small a share has not grown, but for rounding."""


def newton(taylor: Taylor, start: FloatArray) -> FloatArray | None:
    """Return the minimum (n,) in whose valley the start (n,) lies, None if there is none.

    Weights should be of the order of one: those of a standardised input.

    Examples
    --------
    >>> def taylor(w):
    ...     gap = w - np.array([1.0, 2.0])
    ...     return float(gap @ gap), 2 * gap, 2 * np.eye(2)
    >>> newton(taylor, np.zeros(2))
    array([1., 2.])
    """
    here = start
    loss, gradient, hessian = taylor(here)
    for _ in range(_ROUNDS):
        step = newton_step(gradient, hessian)
        length, away = hypot(*step), 1 + hypot(*here)
        if -gradient @ step <= _FLAT * loss and length <= _SHORT * away:
            for _ in range(2):
                here = here + step
                _, gradient, hessian = taylor(here)
                step = newton_step(gradient, hessian)
            return here + step if _is_bowl(hessian) else None
        step = step * min(1, away / length)
        for _ in range(_HALVINGS):
            ahead = taylor(here + step)
            if ahead[0] <= loss * (1 + _BLUR):
                break
            step = step / 2
        here, (loss, gradient, hessian) = here + step, ahead
    return None


def _is_bowl(hessian: FloatArray) -> bool:
    """Tell whether the loss curves up in all directions, by more than rounding."""
    eigenvalues = np.linalg.eigvalsh(hessian)
    return bool(eigenvalues[0] > _EPS * eigenvalues[-1])


def newton_step(gradient: FloatArray, hessian: FloatArray) -> FloatArray:
    """Return −|H|⁻¹ ∇g (n,) for a gradient (n,) and a Hessian H (n, n)."""
    eigenvalues, axes = np.linalg.eigh(hessian)
    curvatures = np.abs(eigenvalues)
    floor = _EPS * curvatures.max() or 1.0  # on a plateau H is zero
    step: FloatArray = -axes @ ((gradient @ axes) / np.maximum(curvatures, floor))
    return step
