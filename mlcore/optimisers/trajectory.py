"""A trajectory: the weights that a descent passed through, one row an iteration.

Between iterations t and t + 1 the weights move on a straight line,

    w(t + f) = (1 − f) w_t + f w_{t+1},    0 ≤ f ≤ 1,

and the loss and gradient there are those of the objective at w, not interpolated: whatever is
drawn at w lies on the surface.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, frozen
from mlcore.objectives.objective import NoMinimumError, Objective

__all__ = ["Iterate", "Outcome", "Trajectory"]


@dataclass(frozen=True, eq=False, slots=True)
class Iterate:
    """One moment of a descent.

    Attributes
    ----------
    iteration : float
        Steps taken so far; a fraction between two steps.
    w, gradient : ndarray, shape (2,)
    loss : float
    """

    iteration: float
    w: FloatArray
    loss: float
    gradient: FloatArray


class Outcome(Enum):
    """Why a descent stopped."""

    CONVERGED = "converged"
    DIVERGED = "diverged"
    EXHAUSTED = "the iterations ran out"


@dataclass(frozen=True, eq=False)
class Trajectory:
    """What a descent of T steps leaves behind; every number in it is finite.

    Parameters
    ----------
    objective : Objective
    params : array_like, shape (T + 1, 2)
        The weights, from the start on.
    losses : array_like, shape (T + 1,)
    gradients : array_like, shape (T + 1, 2)
    outcome : Outcome

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is not finite.
    """

    objective: Objective
    params: FloatArray
    losses: FloatArray
    gradients: FloatArray
    outcome: Outcome

    def __post_init__(self) -> None:
        for name in ("params", "losses", "gradients"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
        rows = self.losses.size
        if rows < 1 or self.losses.ndim != 1 or self.params.shape != (rows, 2):
            raise ValueError(
                f"params {self.params.shape} and losses {self.losses.shape} "
                "must have the shapes (T + 1, 2) and (T + 1,)"
            )
        if self.gradients.shape != self.params.shape:
            raise ValueError(f"gradients {self.gradients.shape} must have the shape of params")
        if not all(np.isfinite(a).all() for a in (self.params, self.losses, self.gradients)):
            raise ValueError("a trajectory holds finite numbers only")

    def __len__(self) -> int:
        """Return the number of steps T."""
        return self.losses.size - 1

    @cached_property
    def goal(self) -> FloatArray:
        """The exact minimum (2,), or, where there is none, the last weights of the run."""
        try:
            return frozen(self.objective.minimum())
        except NoMinimumError:
            return frozen(self.params[-1])

    def path(self, t: ArrayLike) -> FloatArray:
        """Return the weights (..., 2) at the fractional iterations t (...), held within [0, T]."""
        t = np.clip(np.asarray(t, dtype=np.float64), 0, len(self))
        before = np.floor(t).astype(np.intp)
        after = np.minimum(before + 1, len(self))
        share = (t - before)[..., None]
        w: FloatArray = (1 - share) * self.params[before] + share * self.params[after]
        return w

    def at(self, t: float) -> Iterate:
        """Return the moment at the fractional iteration t, held within [0, T]."""
        t = float(np.clip(t, 0, len(self)))
        w = self.path(t)
        return Iterate(t, w, self.objective.loss(w), self.objective.gradient(w))
