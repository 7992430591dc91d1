"""A landscape: the loss over a window of weights that holds a whole trajectory.

The window spans the trajectory and its goal, a minimum if one is known. A side that they leave
too narrow is widened until the loss along it looks a bowl: near the minimum it rises by ½ Hᵢᵢ d²,
so a rise of r takes d = √(2 r/Hᵢᵢ) to either side.

A trajectory comes from one side. Where its goal is a minimum, the window also opens to the other,
so that the surface rises all around: of a valley both walls are seen. It opens less far where
the heights of the descent would be crushed: linear heights take room from one another.

A loss that is not quadratic may be flat at the goal, or have none and fall for ever. So Hᵢᵢ is
never taken for less than a share of what it is somewhere on the way. An objective without a
Hessian is judged by differences of its gradient.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, frozen
from mlcore.objectives.objective import (
    HasData,
    NoHessianError,
    Objective,
    hessian_of,
    known_minima,
)
from mlcore.optimisers.trajectory import Trajectory

__all__ = ["Landscape"]

_LEAST_FALL = 1e-6
"""A fall that is a smaller share of the loss at zero weights is widened to that share."""

_FLATTEST = 1 / 16
"""The share of the greatest curvature seen on the way that the one at the goal counts, at least."""

_BALANCE = (0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""How far the window reaches beyond a minimum, as a share of what it does towards the start."""

_CRUSHED = 0.5
"""What must be left of the descent's share of the visible height when the window opens so."""

_SEEN = 65
"""Places on the way where the curvature is looked at."""

_STEP = 1e-4
"""Of differences of the gradient, as a share of the weights."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """The loss on a grid.

    Attributes
    ----------
    w0 : ndarray, shape (n,)
        Intercepts, rising.
    w1 : ndarray, shape (m,)
        Slopes, rising.
    loss : ndarray, shape (n, m)
        ``loss[i, j]`` belongs to the weights ``(w0[i], w1[j])``.
    minimum : ndarray, shape (2,)
        The exact minimum, as a rule between grid points; of several the goal of the trajectory,
        or else the one nearest to the lowest grid point. Where none is known: the goal of the
        trajectory, or else the lowest grid point itself.
    minimum_loss : float
        The loss there.
    """

    w0: FloatArray
    w1: FloatArray
    loss: FloatArray
    minimum: FloatArray
    minimum_loss: float

    @property
    def weights(self) -> FloatArray:
        """(n, m, 2) the weights that the losses belong to."""
        return np.stack(np.meshgrid(self.w0, self.w1, indexing="ij"), axis=-1)

    def __post_init__(self) -> None:
        for name in ("w0", "w1", "loss", "minimum"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @classmethod
    def around(
        cls,
        objective: Objective,
        trajectory: Trajectory,
        resolution: int = 65,
        margin: float = 0.15,
        rise: float = 0.5,
    ) -> "Landscape":
        """Return the landscape that a trajectory runs through.

        Parameters
        ----------
        objective : Objective
        trajectory : Trajectory
        resolution : int
            Grid points along each side, at least 2.
        margin : float
            The free rim at each end, as a share of the side; at least 0.
        rise : float
            The share of the trajectory's fall that the loss is to rise along each side, judged
            by its curvature at the goal; at least 0.

        Raises
        ------
        ValueError
            If an argument is out of its range.

        Examples
        --------
        >>> from mlcore import GradientDescent, LinearRegression, descend, hubble
        >>> objective = LinearRegression(hubble())
        >>> run = descend(objective, (0, 0), GradientDescent(0.1))
        >>> Landscape.around(objective, run, resolution=5).loss.shape
        (5, 5)
        """
        if not 0 <= margin < np.inf:
            raise ValueError(f"a margin is finite and at least 0, not {margin}")
        if not 0 <= rise < np.inf:
            raise ValueError(f"a rise is finite and at least 0, not {rise}")
        low, high = _window(objective, trajectory, rise)
        rim = margin * (high - low)
        landscape = cls.over(objective, low - rim, high + rim, resolution)
        goal = trajectory.goal
        return replace(landscape, minimum=goal, minimum_loss=float(objective.loss(goal)))

    @classmethod
    def over(
        cls, objective: Objective, low: ArrayLike, high: ArrayLike, resolution: int = 65
    ) -> "Landscape":
        """Return the landscape over a window of weights.

        Parameters
        ----------
        objective : Objective
        low, high : array_like, shape (2,)
            Two opposite corners (w0, w1); `low` is below `high` in both.
        resolution : int
            Grid points along each side, at least 2.

        Raises
        ------
        ValueError
            If an argument is out of its range.

        Examples
        --------
        >>> from mlcore import LinearRegression, hubble
        >>> Landscape.over(LinearRegression(hubble()), (-100, 0), (100, 800), resolution=5).w1
        array([  0., 200., 400., 600., 800.])
        """
        if resolution < 2:
            raise ValueError(f"a grid needs at least two points a side, not {resolution}")
        low, high = frozen(low), frozen(high)
        if not (low.shape == high.shape == (2,) and np.isfinite(high - low).all()):
            raise ValueError(f"a window has two finite corners, not {low}, {high}")
        if not np.all(low < high):
            raise ValueError(
                f"a window rises from its low corner to its high one, not {low}, {high}"
            )
        w0, w1 = np.linspace(low, high, resolution, axis=-1)
        grid = np.stack(np.meshgrid(w0, w1, indexing="ij"), axis=-1)
        loss = objective.loss(grid)
        minimum = grid[np.unravel_index(loss.argmin(), loss.shape)]
        minima = known_minima(objective)
        if len(minima):
            minimum = minima[np.linalg.norm(minima - minimum, axis=1).argmin()]
        return cls(w0, w1, loss, minimum, float(objective.loss(minimum)))


def _window(
    objective: Objective, trajectory: Trajectory, rise: float
) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest weights (2,) to be seen."""
    goal = trajectory.goal
    least = objective.loss(goal)
    fall = float(trajectory.losses.max() - least)
    if isinstance(objective, HasData):  # zero weights, no model at all, are a measure of its loss
        fall = max(fall, _LEAST_FALL * (objective.loss(np.zeros(2)) - least))
    reach = np.sqrt(2 * rise * (fall or 1.0) / _curvatures(objective, trajectory))
    seen = np.vstack((trajectory.params, goal))
    low, high = seen.min(axis=0), seen.max(axis=0)
    rest = np.maximum(0, reach - (high - low) / 2)
    low, high = low - rest, high + rest
    return _opened(objective, goal, low, high) if len(known_minima(objective)) else (low, high)


def _opened(
    objective: Objective, goal: FloatArray, low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return a window (2,), (2,) that has room on either side of its goal (2,)."""
    height = _height(objective, goal, low, high)
    farther = np.maximum(goal - low, high - goal)
    for balance in _BALANCE:
        wide_low = np.minimum(low, goal - balance * farther)
        wide_high = np.maximum(high, goal + balance * farther)
        if height >= _CRUSHED * _height(objective, goal, wide_low, wide_high):
            return wide_low, wide_high
    return low, high


def _height(objective: Objective, goal: FloatArray, low: FloatArray, high: FloatArray) -> float:
    """Return how far the loss rises above its goal (2,) anywhere in a window (2,), (2,)."""
    axes = np.linspace(low, high, _SEEN, axis=-1)
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    return float(np.max(objective.loss(grid)) - objective.loss(goal))


def _curvatures(objective: Objective, trajectory: Trajectory) -> FloatArray:
    """Return H₀₀ and H₁₁ at the goal, both positive, by which to judge how wide the bowl is."""
    way = trajectory.path(np.linspace(0, len(trajectory), _SEEN))
    zero = np.zeros((1 if isinstance(objective, HasData) else 0, 2))
    places = np.vstack((way, zero, trajectory.goal))
    try:
        diagonals = np.diagonal(hessian_of(objective, places), axis1=-2, axis2=-1)
    except NoHessianError:
        diagonals = _differences(objective, places)
    curvatures = np.maximum(diagonals[-1], _FLATTEST * diagonals.max(axis=0))
    downward = np.abs(diagonals).max(axis=0)  # the loss may curve down all the way: a saddle
    return np.where(curvatures > 0, curvatures, np.where(downward > 0, downward, 1.0))


def _differences(objective: Objective, places: FloatArray) -> FloatArray:
    """Return H₀₀ and H₁₁ (P, 2) at places (P, 2), by central differences of the gradient."""
    step = _STEP * np.where((size := np.abs(places).max(axis=0)) > 0, size, 1.0)
    diagonals = [
        objective.gradient(places + move)[:, k] - objective.gradient(places - move)[:, k]
        for k, move in enumerate(np.diag(step))
    ]
    differences: FloatArray = np.stack(diagonals, axis=-1) / (2 * step)
    return differences
