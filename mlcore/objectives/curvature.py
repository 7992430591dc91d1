"""What the curvature of a loss says about a descent on it.

With the eigenvalues λ of the Hessian, gradient descent on a quadratic loss settles exactly for
learning rates 0 < α < 2/λmax, and is the slower the greater λmax/λmin is.
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray
from mlcore.objectives.objective import HasMinimum, NoMinimumError, Objective, hessian_of

__all__ = [
    "condition_number",
    "fastest_learning_rate",
    "level_reach",
    "most_curved",
    "stable_learning_rate",
]


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


def fastest_learning_rate(objective: Objective, w: ArrayLike | None = None) -> float:
    """Return 2/(λmin + λmax) of the Hessian: at that rate gradient descent settles quickest.

    On a quadratic loss each step then shrinks the distance along the flattest and along the most
    curved slice alike, by (λmax − λmin)/(λmax + λmin), and no other rate shrinks both so much.
    It is a share κ/(κ + 1) of the stable limit, κ = λmax/λmin.

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

    Source: B. Polyak, Introduction to Optimization, 1987, section 1.4.

    Examples
    --------
    >>> from mlcore import Dataset, LinearRegression
    >>> round(fastest_learning_rate(LinearRegression(Dataset([-2, 2], [0, 1]))), 12)
    0.2
    """
    eigenvalues = _eigenvalues(objective, w)
    return 2 / float(eigenvalues[0] + eigenvalues[-1])


def level_reach(objective: Objective, fall: float, w: ArrayLike | None = None) -> FloatArray:
    """Return how far (n,) each weight goes, on a quadratic loss, where it is ``fall`` above w.

    The weights d away with ½ dᵀ H d = r form an ellipsoid, which reaches √(2 r (H⁻¹)ₖₖ) along
    axis k. Gradient descent at a stable rate never leaves that of its start.

    Parameters
    ----------
    objective : Objective
    fall : float
        At least 0.
    w : array_like, shape (n,), optional
        By default the (first known) minimum.

    Raises
    ------
    NoMinimumError
        If no weights are given, and the loss has no minimum.
    NoHessianError
        If the objective has no Hessian.

    Examples
    --------
    >>> from mlcore import Dataset, LinearRegression
    >>> level_reach(LinearRegression(Dataset([-2, 2], [0, 1])), 1.0)
    array([1. , 0.5])
    """
    inverse = np.linalg.inv(hessian_of(objective, _place(objective, w)))
    reach: FloatArray = np.sqrt(2 * fall * np.diagonal(inverse))
    return reach


def most_curved(objective: Objective, w: ArrayLike | None = None) -> tuple[float, FloatArray]:
    """Return λmax of the Hessian and the direction (n,), of length 1, in which it curves so much.

    Along it a quadratic loss is the parabola g = g(w*) + ½ λmax s², s away from its minimum w*;
    and a descent that begins on it stays on it: each step makes s to (1 − α λmax) s.

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
    >>> curvature, along = most_curved(LinearRegression(Dataset([-2, 2], [0, 1])))
    >>> round(curvature, 12), np.abs(along).round(12)
    (8.0, array([0., 1.]))
    """
    values, directions = np.linalg.eigh(hessian_of(objective, _place(objective, w)))
    return float(values[-1]), np.asarray(directions[:, -1], dtype=np.float64)


def _eigenvalues(objective: Objective, w: ArrayLike | None) -> FloatArray:
    """Return the eigenvalues (n,) of the Hessian, rising."""
    hessian = hessian_of(objective, _place(objective, w))
    eigenvalues: FloatArray = np.linalg.eigvalsh(hessian).astype(np.float64)
    return eigenvalues


def _place(objective: Objective, w: ArrayLike | None) -> ArrayLike:
    """Return where to look: the minimum, unless weights are given."""
    if w is not None:
        return w
    if not isinstance(objective, HasMinimum):
        raise NoMinimumError(f"no minimum is known of {objective!r}; say where to look")
    return objective.minimum()
