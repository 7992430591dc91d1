"""What is said at the milestones of a descent, as far as it is true of this one."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from mlcore import Trajectory
from scenes.stage.landscape.descent import has_minimum

__all__ = ["arrived", "remarks"]

_SETTLED = 0.05  # of the way from the start to the minimum is less left
_CHANGED = 1.1  # times as steep as before


def arrived(run: Trajectory, step: int = -1) -> bool:
    """Tell whether at a step, by default the last one, a descent is near a known minimum."""
    left = np.linalg.norm(run.params[[step, 0]] - run.goal, axis=1)
    return has_minimum(run.objective) and bool(left[0] < _SETTLED * left[1])


def remarks(run: Trajectory, marks: Sequence[int], fit: str) -> list[str]:
    """Return a sentence for each milestone; ``fit`` is what the weights draw: a line, a curve."""
    told = [_between(run, before, after, fit) for before, after in pairwise([0, *marks[:-1]])]
    again = [k for k in range(1, len(told)) if told[k] in told[k - 1]]
    for k in again:
        told[k] = "So it goes on, always against the gradient."
    return [*told, _last(run, fit)]


def _between(run: Trajectory, before: int, after: int, fit: str) -> str:
    """Say what has changed most from one milestone to the next."""
    start, end = float(run.params[before, 1]), float(run.params[after, 1])
    first = "Now faster. " if before == 0 else ""
    if start * end < 0:
        return f"{first}The ball comes down the slope; the {fit} turns over."
    if abs(end) > _CHANGED * abs(start):
        return f"{first}The {fit} grows steeper, and the points pull it into place."
    if abs(start) > _CHANGED * abs(end):
        return f"{first}The {fit} grows flatter, and the points pull it into place."
    slopes = np.linalg.norm(run.gradients[[before, after]], axis=1)
    if slopes[1] < 0.5 * slopes[0]:
        return f"{first}Flatter ground, a smaller gradient, shorter steps."
    return f"{first}Step by step, and always against the gradient."


def _last(run: Trajectory, fit: str) -> str:
    """Say whether the descent has arrived."""
    if not has_minimum(run.objective):
        return "It creeps on and on: for these data there is no bottom to reach."
    if arrived(run):
        return f"Near the bottom hardly anything moves: the {fit} has settled."
    return "It has not arrived: it would take more iterations, or a larger learning rate."
