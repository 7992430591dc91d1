"""A descent: the iterates that an optimiser makes, and when to stop.

`iterates` steps without end; `descend` takes as many iterates as it needs and says why it
stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from math import hypot, inf, isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray, Floats, frozen
from mlcore.objectives.objective import HasBatches, Objective
from mlcore.optimisers.optimiser import Gradient, Optimiser, State
from mlcore.optimisers.trajectory import Iterate, Outcome, Trajectory

__all__ = ["descend", "iterates"]

_RUNAWAY = 1e12
"""A loss so many times that of the start will not come back."""

_FARTHEST = 1e100
"""A loss or a gradient from which there is no way down in floats whose squares are floats."""

_AT_MINIMUM = 8 * np.finfo(np.float64).eps
"""A gradient that so small a relative change of the weights can undo is zero, but for rounding."""

_RISE = 1e-12
"""A loss rises if it grows by more than so small a relative change of itself and the weights."""


def iterates(
    objective: Objective,
    start: ArrayLike,
    optimiser: Optimiser[State],
    batches: Iterator[NDArray[np.intp]] | None = None,
) -> Iterator[Iterate]:
    """Yield the start and then the iterate after every step, without end.

    A diverging run overflows in silence: its numbers turn to infinity and then to NaN.

    Parameters
    ----------
    objective : Objective
    start : array_like, shape (n,)
    optimiser : Optimiser
    batches : iterator of row numbers (m,), optional
        The rows whose gradient each step follows, as `minibatches` draws them. The loss and the
        gradient of an iterate are those of all rows, whatever its step has seen.

    Raises
    ------
    UserError
        At the first iterate, if the start is not finite.
    ValueError
        At the first iterate, if the start does not have n weights, or the objective cannot be
        taken over some of its rows.
    """
    w = _checked(objective, start)
    state = optimiser.init(w)
    for iteration in count():
        with np.errstate(all="ignore"):
            here = Iterate(iteration, w, objective.loss(w), objective.gradient(w), state)
            slope = _known_at(here, objective)
            if batches is not None:
                slope = _batch(objective, next(batches)).gradient
            w, state = optimiser.step(w, slope, state)
        yield here


def descend(
    objective: Objective,
    start: ArrayLike,
    optimiser: Optimiser[State],
    iterations: int = 1000,
    tolerance: float = 0.0,
    batches: Iterator[NDArray[np.intp]] | None = None,
) -> Trajectory:
    """Step down from the start until there is a reason to stop.

    - converged: the gradient is at most `tolerance` times as long as at the start. So with the
      tolerance 0 only a gradient of exactly zero stops a run, but for one that starts at the
      minimum, to within rounding: it has converged at once.
    - diverged: the loss is no longer finite (that iterate is left out) or its size has passed
      1e12 times what it is about the start; or, after the last iteration, it is rising, above
      the lowest so far. (A rule with a memory may swing, and batches are noise: then only a loss
      above that of the start counts as rising.)
    - the iterations ran out: neither.

    Parameters
    ----------
    objective : Objective
    start : array_like, shape (n,)
    optimiser : Optimiser
    iterations : int
        The most steps to take, at least 0.
    tolerance : float
        A share of the gradient's length at the start, at least 0.
    batches : iterator of row numbers (m,), optional
        The rows whose gradient each step follows; by default all of them.

    Raises
    ------
    UserError
        If the iterations are below 0, the start is not finite, or the loss overflows there.
    ValueError
        If the start does not have n weights, or another argument is out of its range.

    Examples
    --------
    >>> from mlcore import GradientDescent, LinearRegression, hubble
    >>> objective = LinearRegression(hubble())
    >>> run = descend(objective, (0, 0), GradientDescent(0.1), iterations=990)
    >>> len(run), run.outcome, run.at(990).w.round(4)
    (990, <Outcome.EXHAUSTED: 'the iterations ran out'>, array([-40.7836, 454.1584]))
    """
    if iterations < 0:
        raise UserError(f"iterations must be at least 0, not {iterations}")
    if not 0 <= tolerance < inf:
        raise ValueError(f"a tolerance must be at least 0 and finite, not {tolerance}")
    start = _checked(objective, start)
    goal, ceiling = _limits(objective, start, tolerance)
    seen: list[Iterate] = []
    outcome = Outcome.EXHAUSTED
    for here in islice(iterates(objective, start, optimiser, batches), iterations + 1):
        length = hypot(*here.gradient)
        if not isfinite(here.loss + length):
            outcome = Outcome.DIVERGED
            break
        seen.append(here)
        if length <= goal or abs(here.loss) > ceiling:
            outcome = Outcome.CONVERGED if length <= goal else Outcome.DIVERGED
            break
    else:
        swings = seen[0].state is not None or batches is not None
        if _is_rising(objective, seen, swings):
            outcome = Outcome.DIVERGED
    return Trajectory(
        objective,
        np.concatenate([here.w for here in seen]).reshape(-1, objective.size),
        np.array([here.loss for here in seen]),
        np.concatenate([here.gradient for here in seen]).reshape(-1, objective.size),
        tuple(here.state for here in seen),
        outcome,
    )


def _checked(objective: Objective, start: ArrayLike) -> FloatArray:
    w = frozen(start)
    if w.shape != (objective.size,):
        raise ValueError(f"a start has {objective.size} weights, not the shape {w.shape}")
    if not np.isfinite(w).all():
        raise UserError(f"a start is made of finite numbers, not {w.tolist()}")
    return w


def _known_at(here: Iterate, objective: Objective) -> Gradient:
    """Return the gradient as a function that need not compute again what is known."""
    return lambda w: here.gradient if w is here.w else objective.gradient(w)


def _batch(objective: Objective, rows: NDArray[np.intp]) -> Objective:
    if not isinstance(objective, HasBatches):
        raise ValueError(f"{objective!r} has no rows to draw batches from")
    return objective.batch(rows)


def _limits(objective: Objective, start: FloatArray, tolerance: float) -> tuple[float, float]:
    """Return the gradient's length to come down to and the size of loss never to pass."""
    with np.errstate(all="ignore"):
        length = hypot(*objective.gradient(start))
        loss = objective.loss(start)
        if not abs(loss) + length < _FARTHEST:
            raise UserError(f"the loss overflows at the start {start.tolist()}; start closer")
        blur = _change(objective.gradient, start, _AT_MINIMUM)
        ceiling = _RUNAWAY * (abs(loss) + _change(objective.loss, start, 1.0))
    return length if length <= blur else tolerance * length, ceiling


def _is_rising(objective: Objective, seen: Sequence[Iterate], swings: bool) -> bool:
    """Tell whether the last step went up, to more than rounding above what it must not pass."""
    last = seen[-1]
    bar = seen[0] if swings else min(seen, key=lambda here: here.loss)
    blur = _RISE * abs(bar.loss) + _change(objective.loss, bar.w, _RISE)
    return last.loss > bar.loss + blur and last.loss > seen[-2].loss


def _change(function: Callable[[FloatArray], Floats], w: FloatArray, share: float) -> float:
    """Return how much a function changes, at most, when each weight moves by a share of itself.

    To first order: the sum of what it changes when the weights move one at a time.
    """
    moved = function(w + share * np.diag(w)) - function(w)
    return float(np.abs(moved).sum(axis=0).max())
