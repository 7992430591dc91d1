"""Milestones: the iterations at which a film holds, chosen so that they look different.

While a descent closes in on the minimum, its distance d falls by the factor exp(−f) with
f(t) = ln(d₀/d_t). Holds at f = F (j/k)², j = 1 … k, differ to the eye: near the start, where much
happens, they are close together, and later far apart. F is the whole fall, but at most 8, for
what is left after exp(−8) = 1/3000 cannot be seen. Where there is no minimum, the last weights
stand for it.
"""

import numpy as np

from mlcore.optimisers.trajectory import Trajectory

__all__ = ["milestones"]

_VISIBLE = 8.0


def milestones(trajectory: Trajectory, count: int = 4) -> tuple[int, ...]:
    """Return `count` iterations, rising, the last of them the last of the trajectory.

    They are round numbers where there is room. A trajectory of fewer steps than `count` gives
    all of its steps, one of no steps (0,). One that never comes closer to the minimum is
    divided by its iterations instead.

    Raises
    ------
    ValueError
        If `count` is below one.

    Examples
    --------
    >>> from mlcore import GradientDescent, LinearRegression, descend, hubble
    >>> objective = LinearRegression(hubble())
    >>> milestones(descend(objective, (0, 0), GradientDescent(0.02), iterations=990))
    (20, 210, 530, 990)
    """
    if count < 1:
        raise ValueError(f"at least one milestone is needed, not {count}")
    last = len(trajectory)
    count = min(count, last)
    if count == 0:
        return (0,)
    distance = np.linalg.norm(trajectory.params - trajectory.goal, axis=1)
    distance = np.maximum(distance, np.exp(-_VISIBLE) * distance[0])
    if 0 < distance[-1] < distance[0]:
        falls = np.maximum.accumulate(np.log(distance[0] / distance))
    else:
        falls = np.arange(last + 1.0)
    order = np.arange(1, count + 1)
    reached = np.searchsorted(falls, falls[-1] * (order / count) ** 2)
    marks = np.array([_round(int(mark)) for mark in reached])
    marks[-1] = last
    marks = np.maximum.accumulate(marks - order) + order
    return tuple(np.minimum(marks, last - count + order).tolist())


def _round(iteration: int) -> int:
    """Return a number below ten as it is, others to two digits, and to tens below a hundred."""
    unit = 1 if iteration < 10 else 10 ** max(1, len(str(iteration)) - 2)
    return round(iteration / unit) * unit
