"""A trajectory: the weights that a descent passed through, one row an iteration.

Between iterations t and t + 1 the weights move on a straight line,

    w(t + f) = (1 − f) w_t + f w_{t+1},    0 ≤ f ≤ 1,

and the loss and gradient there are those of the objective at w, not interpolated: whatever is
drawn at w lies on the surface.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, frozen
from mlcore.objectives.objective import Objective, known_minima

__all__ = ["Iterate", "Outcome", "Trajectory"]


@dataclass(frozen=True, eq=False, slots=True)
class Iterate:
    """One moment of a descent.

    Attributes
    ----------
    iteration : float
        Steps taken so far; a fraction between two steps.
    w, gradient : ndarray, shape (n,)
    loss : float
    state
        The optimiser's memory, a record of its own; between two steps that before the second.
        None if it has no memory.
    """

    iteration: float
    w: FloatArray
    loss: float
    gradient: FloatArray
    state: Any = None


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
        Of n weights.
    params : array_like, shape (T + 1, n)
        The weights, from the start on.
    losses : array_like, shape (T + 1,)
    gradients : array_like, shape (T + 1, n)
    states : sequence of T + 1 records
        The optimiser's memory at each of the weights.
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
    states: Sequence[Any]
    outcome: Outcome

    def __post_init__(self) -> None:
        for name in ("params", "losses", "gradients"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
        rows, size = self.losses.size, self.objective.size
        if rows < 1 or self.losses.ndim != 1 or self.params.shape != (rows, size):
            raise ValueError(
                f"params {self.params.shape} and losses {self.losses.shape} "
                f"must have the shapes (T + 1, {size}) and (T + 1,)"
            )
        if self.gradients.shape != self.params.shape:
            raise ValueError(f"gradients {self.gradients.shape} must have the shape of params")
        if len(self.states) != rows:
            raise ValueError(f"there are {len(self.states)} states for T + 1 = {rows} weights")
        if not all(np.isfinite(a).all() for a in (self.params, self.losses, self.gradients)):
            raise ValueError("a trajectory holds finite numbers only")

    def __len__(self) -> int:
        """Return the number of steps T."""
        return self.losses.size - 1

    @cached_property
    def goal(self) -> FloatArray:
        """The known minimum (n,) nearest to the last weights; where there is none, these."""
        minima, last = known_minima(self.objective), self.params[-1]
        if len(minima) == 0:
            return frozen(last)
        return frozen(minima[np.linalg.norm(minima - last, axis=1).argmin()])

    def path(self, t: ArrayLike) -> FloatArray:
        """Return the weights (..., n) at the fractional iterations t (...), held within [0, T]."""
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
        loss, gradient = self.objective.loss(w), self.objective.gradient(w)
        return Iterate(t, w, loss, gradient, self.states[int(t)])
