"""A landscape: the loss over a window of weights that holds a whole trajectory.

The window spans the trajectory and the minimum. A side that they leave too narrow is widened
until the loss along it looks a bowl: near the minimum it rises by ½ Hᵢᵢ d², so a rise of r takes
d = √(2 r/Hᵢᵢ) to either side.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.arrays import FloatArray, frozen
from mlcore.problem import Problem
from mlcore.trajectory import Trajectory

__all__ = ["Landscape"]

_BOWL = 0.5
"""The share of the trajectory's fall that the loss rises, at least, along each side."""

_SPECK = 1e-6
"""A fall that is a smaller share of the loss at zero weights is widened to that share."""


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
        The exact minimum, as a rule between grid points.
    minimum_loss : float
        The loss there.
    """

    w0: FloatArray
    w1: FloatArray
    loss: FloatArray
    minimum: FloatArray
    minimum_loss: float

    def __post_init__(self) -> None:
        for name in ("w0", "w1", "loss", "minimum"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @classmethod
    def around(
        cls,
        problem: Problem,
        trajectory: Trajectory,
        resolution: int = 65,
        margin: float = 0.15,
    ) -> "Landscape":
        """Return the landscape that a trajectory runs through.

        Parameters
        ----------
        problem : Problem
        trajectory : Trajectory
        resolution : int
            Grid points along each side, at least 2.
        margin : float
            The free rim at each end, as a share of the side; at least 0.

        Raises
        ------
        ValueError
            If an argument is out of its range.

        Examples
        --------
        >>> from mlcore import GradientDescent, LinearRegression, descend, hubble
        >>> problem = LinearRegression(hubble())
        >>> run = descend(problem, (0, 0), GradientDescent(0.1))
        >>> Landscape.around(problem, run, resolution=5).loss.shape
        (5, 5)
        """
        if resolution < 2:
            raise ValueError(f"a grid needs at least two points a side, not {resolution}")
        if not 0 <= margin < np.inf:
            raise ValueError(f"a margin is finite and at least 0, not {margin}")
        minimum = problem.minimum()
        low, high = _window(problem, trajectory, minimum)
        rim = margin * (high - low)
        w0, w1 = np.linspace(low - rim, high + rim, resolution, axis=-1)
        grid = np.stack(np.meshgrid(w0, w1, indexing="ij"), axis=-1)
        return cls(w0, w1, problem.loss(grid), minimum, float(problem.loss(minimum)))


def _window(
    problem: Problem, trajectory: Trajectory, minimum: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the least and the greatest weights (2,) to be seen."""
    least = problem.loss(minimum)
    fall = trajectory.losses.max() - least
    fall = max(fall, _SPECK * (problem.loss(np.zeros(2)) - least)) or 1.0
    reach = np.sqrt(2 * _BOWL * fall / np.diagonal(problem.hessian(minimum)))
    seen = np.vstack((trajectory.params, minimum))
    low, high = seen.min(axis=0), seen.max(axis=0)
    rest = np.maximum(0, reach - (high - low) / 2)
    return low - rest, high + rest
