"""What the curvature of a loss says about a descent on it.

With the eigenvalues λ of the Hessian, gradient descent on a quadratic loss settles exactly for
learning rates 0 < α < 2/λmax, and is the slower the greater λmax/λmin is.
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray
from mlcore.objectives.objective import HasMinimum, NoMinimumError, Objective, hessian_of

__all__ = ["condition_number", "stable_learning_rate"]


def condition_number(objective: Objective, w: ArrayLike | None = None) -> float:
    """Return λmax/λmin of the Hessian: how elongated the valley is.

    Beyond about 1e15 the digits of the Hessian no longer tell, and the answer is infinity. So
    it is where the loss curves down, or not at all.

    Parameters
    ----------
    objective : Objective
    w : array_like, shape (n,), optional
        Where to look; by default at the (first known) minimum.

    Raises
    ------
    NoMinimumError
        If no weights are given, and the loss has no minimum.
    NoHessianError
        If the objective has no Hessian.

    Examples
    --------
    >>> from mlcore import Dataset, LinearRegression
    >>> round(condition_number(LinearRegression(Dataset([-1, 1], [0, 1]))), 12)
    1.0
    """
    eigenvalues = _eigenvalues(objective, w)
    least, greatest = float(eigenvalues[0]), float(eigenvalues[-1])
    return greatest / least if least > 1e-15 * greatest else inf


def stable_learning_rate(objective: Objective, w: ArrayLike | None = None) -> float:
    """Return 2/λmax of the Hessian: from there on the steps of gradient descent do not settle.

    For a loss that is not quadratic, this holds close to the weights it is asked for. The
    Hessian of logistic regression is nowhere greater than at zero weights, where it is
    ¼ XᵀX/N. So ``stable_learning_rate(objective, np.zeros(2))`` is a limit below which a step is
    safe from every start; the limit at the minimum is higher. Where the loss curves nowhere up,
    the answer is infinity.

    Parameters
    ----------
    objective : Objective
    w : array_like, shape (n,), optional
        Where to look; by default at the (first known) minimum.

    Raises
    ------
    NoMinimumError
        If no weights are given, and the loss has no minimum.
    NoHessianError
        If the objective has no Hessian.

    Examples
    --------
    >>> from mlcore import Dataset, LinearRegression
    >>> round(stable_learning_rate(LinearRegression(Dataset([-2, 2], [0, 1]))), 12)
    0.25
    """
    greatest = float(_eigenvalues(objective, w)[-1])
    return 2 / greatest if greatest > 0 else inf


def _eigenvalues(objective: Objective, w: ArrayLike | None) -> FloatArray:
    """Return the eigenvalues (n,) of the Hessian, rising."""
    if w is None:
        if not isinstance(objective, HasMinimum):
            raise NoMinimumError(f"no minimum is known of {objective!r}; say where to look")
        w = objective.minimum()
    eigenvalues: FloatArray = np.linalg.eigvalsh(hessian_of(objective, w)).astype(np.float64)
    return eigenvalues
