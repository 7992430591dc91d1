"""Gradient descent: w ← w − α ∇g(w), both weights at once, from the old values.

A step rule is pure: it maps weights and gradient to new weights. `iterates` applies it without
end; `descend` takes as many iterates as it needs and says why it stopped. For a quadratic loss
with Hessian H the steps converge exactly when

    0 < α < 2/λmax(H).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import hypot, inf, isfinite
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, Floats, frozen
from mlcore.objectives.objective import Objective
from mlcore.optimisers.trajectory import Iterate, Outcome, Trajectory

__all__ = ["GradientDescent", "StepRule", "descend", "iterates", "stable_learning_rate"]

_RUNAWAY = 1e12
"""A loss so many times that of the start will not come back."""

_AT_MINIMUM = 8 * np.finfo(np.float64).eps
"""A gradient that so small a relative change of the weights can undo is zero, but for rounding."""

_RISE = 1e-12
"""A loss rises if it grows by more than so small a relative change of itself and the weights."""


class StepRule(Protocol):
    """What turns weights and gradient into the next weights."""

    def step(self, w: FloatArray, gradient: FloatArray) -> FloatArray:
        """Return the next weights (2,)."""


@dataclass(frozen=True)
class GradientDescent:
    """The plain rule w − α ∇g.

    Parameters
    ----------
    learning_rate : float
        The factor α.

    Raises
    ------
    ValueError
        Unless α is finite and positive.

    Examples
    --------
    >>> GradientDescent(0.1).step(np.array([1.0, 2.0]), np.array([10.0, 0.0]))
    array([0., 2.])
    """

    learning_rate: float

    def __post_init__(self) -> None:
        if not 0 < self.learning_rate < inf:
            raise ValueError(
                f"the learning rate must be finite and positive, not {self.learning_rate}"
            )

    def step(self, w: FloatArray, gradient: FloatArray) -> FloatArray:
        """Return the weights after one step."""
        return w - self.learning_rate * gradient


def stable_learning_rate(objective: Objective, w: ArrayLike | None = None) -> float:
    """Return 2/λmax of the Hessian: from there on steps no longer settle.

    For a loss that is not quadratic, this holds close to the weights it is asked for. The
    Hessian of logistic regression is nowhere greater than at zero weights, where it is
    ¼ XᵀX/N. So ``stable_learning_rate(objective, np.zeros(2))`` is a limit below which a step is
    safe from every start; the limit at the minimum is higher. Where the loss bends nowhere up,
    the answer is infinity.

    Parameters
    ----------
    objective : Objective
    w : array_like, shape (2,), optional
        Where to look; by default at the minimum.

    Raises
    ------
    NoMinimumError
        If no weights are given, and the loss has no minimum.

    Examples
    --------
    >>> from mlcore import Dataset, LinearRegression
    >>> round(stable_learning_rate(LinearRegression(Dataset([-2, 2], [0, 1]))), 12)
    0.25
    """
    hessian = objective.hessian(objective.minimum() if w is None else w)
    greatest = float(np.linalg.eigvalsh(hessian)[-1])
    return 2 / greatest if greatest > 0 else inf


def iterates(objective: Objective, start: ArrayLike, rule: StepRule) -> Iterator[Iterate]:
    """Yield the start and then the iterate after every step, without end.

    A diverging run overflows in silence: its numbers turn to infinity and then to NaN.

    Raises
    ------
    ValueError
        At the first iterate, if the start is not two finite numbers.
    """
    w = _checked(start)
    for iteration in count():
        with np.errstate(over="ignore", invalid="ignore"):
            here = Iterate(iteration, w, objective.loss(w), objective.gradient(w))
            w = rule.step(w, here.gradient)
        yield here


def descend(
    objective: Objective,
    start: ArrayLike,
    rule: StepRule,
    iterations: int = 1000,
    tolerance: float = 0.0,
) -> Trajectory:
    """Step down from the start until there is a reason to stop.

    - converged: the gradient is at most `tolerance` times as long as at the start. So with the
      tolerance 0 only a gradient of exactly zero stops a run, but for one that starts at the
      minimum, to within rounding: it has converged at once.
    - diverged: the loss is no longer finite (that iterate is left out) or has passed 1e12 times
      the loss of the start; or, after the last iteration, it is rising, above the lowest so far.
    - the iterations ran out: neither.

    Parameters
    ----------
    objective : Objective
    start : array_like, shape (2,)
    rule : StepRule
    iterations : int
        The most steps to take, at least 0.
    tolerance : float
        A share of the gradient's length at the start, at least 0.

    Raises
    ------
    ValueError
        If an argument is out of its range, or the loss overflows at the start already.

    Examples
    --------
    >>> from mlcore import hubble, LinearRegression
    >>> objective = LinearRegression(hubble())
    >>> run = descend(objective, (0, 0), GradientDescent(0.1), iterations=990)
    >>> len(run), run.outcome, run.at(990).w.round(4)
    (990, <Outcome.EXHAUSTED: 'the iterations ran out'>, array([-40.7836, 454.1584]))
    """
    if iterations < 0 or not 0 <= tolerance < inf:
        raise ValueError(f"iterations {iterations} and tolerance {tolerance} must be at least 0")
    start = _checked(start)
    goal, ceiling = _limits(objective, start, tolerance)
    seen: list[Iterate] = []
    outcome = Outcome.EXHAUSTED
    for here in islice(iterates(objective, start, rule), iterations + 1):
        length = hypot(*here.gradient)
        if not isfinite(here.loss + length):
            outcome = Outcome.DIVERGED
            break
        seen.append(here)
        if length <= goal or here.loss > ceiling:
            outcome = Outcome.CONVERGED if length <= goal else Outcome.DIVERGED
            break
    else:
        if _is_rising(objective, seen):
            outcome = Outcome.DIVERGED
    return Trajectory(
        objective,
        np.array([here.w for here in seen]),
        np.array([here.loss for here in seen]),
        np.array([here.gradient for here in seen]),
        outcome,
    )


def _checked(start: ArrayLike) -> FloatArray:
    w = frozen(start)
    if w.shape != (2,) or not np.isfinite(w).all():
        raise ValueError(f"a start is two finite numbers (w0, w1), not {w.tolist()}")
    return w


def _limits(objective: Objective, start: FloatArray, tolerance: float) -> tuple[float, float]:
    """Return the gradient's length to come down to and the loss never to pass."""
    with np.errstate(over="ignore", invalid="ignore"):
        length = hypot(*objective.gradient(start))
        loss = objective.loss(start)
        if not isfinite(loss + length):
            raise ValueError(f"the loss overflows at the start {start.tolist()}; start closer")
        blur = _change(objective.gradient, start, _AT_MINIMUM)
        ceiling = _RUNAWAY * (loss + _change(objective.loss, start, _RISE))
    return length if length <= blur else tolerance * length, ceiling


def _is_rising(objective: Objective, seen: Sequence[Iterate]) -> bool:
    """Tell whether the last step went up, to more than rounding above the lowest loss."""
    last, lowest = seen[-1], min(seen, key=lambda here: here.loss)
    blur = _RISE * lowest.loss + _change(objective.loss, lowest.w, _RISE)
    return last.loss > lowest.loss + blur and last.loss > seen[-2].loss


def _change(function: Callable[[FloatArray], Floats], w: FloatArray, share: float) -> float:
    """Return the greatest change of a function when each weight moves by a share of itself."""
    corners = w * (1 + share * np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]]))
    return float(np.abs(function(corners) - function(w)).max())
