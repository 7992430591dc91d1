"""Profile likelihood: which curves the data allow, and between which limits their answers lie.

The deviance of weights w is D(w) = 2N (g(w) − g(w*)), twice the fall of the log-likelihood from
its greatest value, at the minimum w* of the cross-entropy g. Of a linear combination z = a·w of
the weights the values that no test at the level refuses are those for which some w has
D(w) ≤ q, where q is the quantile of χ² with one degree of freedom: 3.841 for 95 %. So the limits
of z are its least and greatest value on the region D ≤ q, which is convex, and the limits of a
chance are σ of those of its score. Nothing is taken for normal that is not, as Wald's limits do.

Source: P. McCullagh, J. Nelder, Generalized Linear Models, 1989, section 7.4.3.

All is computed in u = Lᵀ (w − w*), where N H(w*) = L Lᵀ: there the region is nearly a disc.
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, expit

from mlcore.numerics.angles import towards
from mlcore.numerics.arrays import FloatArray, frozen
from mlcore.objectives.logistic import LogisticRegression

__all__ = ["likelihood_region", "profile_band", "profile_intervals", "standard_errors"]

_ROUNDS = 60
_SEEDS = 180
"""Places on the rim of the region from which the limits are looked for."""


def standard_errors(objective: LogisticRegression) -> FloatArray:
    """Return the standard errors (2,) of the weights: the roots of the diagonal of (N H)⁻¹.

    Raises
    ------
    NoMinimumError
        If the data are separable.

    Examples
    --------
    >>> from mlcore import challenger
    >>> standard_errors(LogisticRegression(challenger())).round(3)
    array([7.379, 0.108])
    """
    _, factor = _disc(objective)
    return frozen(np.linalg.norm(np.linalg.inv(factor), axis=0))


def likelihood_region(
    objective: LogisticRegression, level: float = 0.95, count: int = 180
) -> FloatArray:
    """Return the rim (count + 1, 2) of the weights that are refused at no more than the level.

    It is the iso-line of the loss where the deviance is the quantile of χ² with one degree of
    freedom; the last place is the first.

    Raises
    ------
    NoMinimumError
        If the data are separable.
    ValueError
        If the level is not between 0 and 1, or there are fewer than three places.

    Examples
    --------
    >>> from mlcore import challenger
    >>> objective = LogisticRegression(challenger())
    >>> rim = likelihood_region(objective)
    >>> deviance = 2 * 23 * (objective.loss(rim) - objective.loss(objective.minimum()))
    >>> deviance.min().round(4), deviance.max().round(4)
    (np.float64(3.8415), np.float64(3.8415))
    """
    if count < 3:
        raise ValueError(f"a rim has at least three places, not {count}")
    minimum, factor = _disc(objective)
    return frozen(minimum + _rim(objective, _quantile(level), count) @ np.linalg.inv(factor))


def profile_intervals(objective: LogisticRegression, level: float = 0.95) -> FloatArray:
    """Return the limits (2, 2) of the weights: the lower and the upper one in each row.

    Raises
    ------
    NoMinimumError
        If the data are separable.
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> from mlcore import challenger
    >>> profile_intervals(LogisticRegression(challenger())).round(3)
    array([[ 3.329, 34.34 ],
           [-0.515, -0.061]])
    """
    return frozen(_limits(objective, np.eye(2), level))


def profile_band(
    objective: LogisticRegression, x: ArrayLike, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the limits (n,) of the probability at the places x (n,).

    Raises
    ------
    NoMinimumError
        If the data are separable.
    ValueError
        If the level is not between 0 and 1.

    Examples
    --------
    >>> from mlcore import challenger
    >>> lower, upper = profile_band(LogisticRegression(challenger()), [31, 65])
    >>> lower.round(4), upper.round(4)
    (array([0.8037, 0.2228]), array([1.    , 0.7971]))
    """
    places = np.asarray(x, dtype=np.float64)
    limits = _limits(objective, np.stack([np.ones_like(places), places], axis=-1), level)
    return frozen(expit(limits[:, 0])), frozen(expit(limits[:, 1]))


def _quantile(level: float) -> float:
    """Return the quantile of χ² with one degree of freedom."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not at {level}")
    return float(chdtri(1, 1 - level))


def _disc(objective: LogisticRegression) -> tuple[FloatArray, FloatArray]:
    """Return the minimum w* (2,), and L (2, 2)."""
    minimum = objective.minimum()
    information = len(objective.data) * objective.hessian(minimum)
    return minimum, np.linalg.cholesky(information).astype(np.float64)


def _deviance(objective: LogisticRegression, u: FloatArray) -> tuple[FloatArray, ...]:
    """Return D (k,), ∇D (k, 2) and its Hessian (k, 2, 2) with respect to u (k, 2)."""
    minimum, factor = _disc(objective)
    back, often = np.linalg.inv(factor), 2 * len(objective.data)
    w = minimum + u @ back
    rise = objective.loss(w) - objective.loss(minimum)
    slopes = objective.gradient(w) @ back.T
    return often * rise, often * slopes, often * back @ objective.hessian(w) @ back.T


def _rim(objective: LogisticRegression, quantile: float, count: int) -> FloatArray:
    """Return places u (count + 1, 2) around the minimum where the deviance is the quantile.

    Along a ray the deviance is convex: beyond the rim Newton's method comes back to it and
    never passes.
    """
    rays = towards(np.linspace(0, 2 * np.pi, count + 1))
    rays[-1] = rays[0]
    radius = np.full(count + 1, np.sqrt(quantile))
    for _ in range(_ROUNDS):
        within = _deviance(objective, radius[:, None] * rays)[0] < quantile
        if not within.any():
            break
        radius = np.where(within, 2 * radius, radius)
    for _ in range(_ROUNDS):
        value, slopes, _ = _deviance(objective, radius[:, None] * rays)
        step = (value - quantile) / (slopes * rays).sum(axis=1)
        radius = radius - step
        if np.abs(step).max() <= 1e-13 * radius.max():
            break
    rim: FloatArray = radius[:, None] * rays
    return rim


def _limits(objective: LogisticRegression, combinations: FloatArray, level: float) -> FloatArray:
    """Return the least and the greatest value (k, 2) of a·w for a (k, 2), where D is no more.

    At the limits ∇D is a multiple μ of a, and D the quantile: three equations for u and μ, solved
    by Newton's method from the best of some places on the rim.
    """
    quantile = _quantile(level)
    minimum, factor = _disc(objective)
    seeds = _rim(objective, quantile, _SEEDS)
    normals = combinations @ np.linalg.inv(factor).T
    limits = []
    for sign in (-1.0, 1.0):
        u = seeds[(sign * normals @ seeds.T).argmax(axis=1)]
        _, slopes, _ = _deviance(objective, u)
        mu = (slopes * normals).sum(axis=1) / (normals * normals).sum(axis=1)
        change = inf
        for _ in range(_ROUNDS):
            value, slopes, bends = _deviance(objective, u)
            matrix = np.zeros((len(u), 3, 3))
            matrix[:, :2, :2], matrix[:, :2, 2], matrix[:, 2, :2] = bends, -normals, slopes
            missing = np.column_stack([slopes - mu[:, None] * normals, value - quantile])
            step = np.linalg.solve(matrix, -missing[..., None])[..., 0]
            u, mu, before = u + step[:, :2], mu + step[:, 2], change
            change = float(np.abs(step[:, :2]).max())
            if change <= 1e-13 or (change >= before and change < 1e-9):
                break
        limits.append((normals * u).sum(axis=1))
    middle = combinations @ minimum
    ends: FloatArray = middle[:, None] + np.stack(limits, axis=-1)
    return ends
