"""How many steps a descent takes to come near: what two learning rates are compared by."""

from itertools import islice

import numpy as np
from numpy.typing import ArrayLike

from mlcore.objectives.objective import HasMinimum, NoMinimumError, Objective
from mlcore.optimisers.descent import iterates
from mlcore.optimisers.optimiser import Optimiser, State

__all__ = ["steps_within"]


def steps_within(
    objective: Objective,
    start: ArrayLike,
    optimiser: Optimiser[State],
    distance: float,
    most: int = 100_000,
) -> int | None:
    """Return after how many steps the weights are first within a distance of the minimum.

    Parameters
    ----------
    objective : Objective
    start : array_like, shape (n,)
    optimiser : Optimiser
    distance : float
        The Euclidean distance of the weights, at least 0.
    most : int
        So many steps are taken at the most; None if they are not enough.

    Raises
    ------
    NoMinimumError
        If the loss has no minimum.

    Examples
    --------
    >>> from mlcore import Dataset, GradientDescent, LinearRegression
    >>> objective = LinearRegression(Dataset([-1, 1], [0, 2]))
    >>> [steps_within(objective, (5, 1), GradientDescent(rate), 1.0) for rate in (0.25, 1.0)]
    [2, None]
    """
    if not isinstance(objective, HasMinimum):
        raise NoMinimumError(f"no minimum is known of {objective!r}")
    goal = objective.minimum()
    for here in islice(iterates(objective, start, optimiser), most + 1):
        if np.linalg.norm(here.w - goal) <= distance:
            return int(here.iteration)
        if not np.isfinite(here.loss):
            break
    return None
