"""What a film shows of its own data, and what is chosen in its stead for a table.

Where the user leaves a choice open, it is made so that the film fits the data: a learning rate
that can be watched, a start that is plainly wrong, as many iterations as the valley asks for.
"""

from dataclasses import dataclass

import numpy as np

from mlcore import (
    Dataset,
    GradientDescent,
    LogisticRegression,
    NoMinimumError,
    Outcome,
    Regression,
    Trajectory,
    descend,
    milestones,
    stable_learning_rate,
)
from scenes.stage.settings import SettingError, Settings

__all__ = [
    "Choices",
    "conduct",
    "flattest",
    "opposed_start",
    "safe_limit",
    "tilted_start",
    "unhurried_rate",
    "watchable_rate",
]

_SHARE = 0.041  # of the stable limit: slow enough to watch
_FALLS = 8.0  # e-foldings of the distance to the minimum along the valley
_MOST_ITERATIONS = 100_000
_UNHURRIED = 3000  # iterations of a descent on classes, where the learning rate may be chosen
_BOLDEST = 0.5  # the largest share of the stable limit to be chosen so


@dataclass(frozen=True)
class Choices:
    """What a film shows of its own data; for other data they are derived.

    Attributes
    ----------
    start
        (w0, w1), in the units that the descent works in.
    learning_rate, iterations
        Of the descent.
    milestones
        Iterations at which the film holds, the last of them `iterations`.
    """

    start: tuple[float, float]
    learning_rate: float
    iterations: int
    milestones: tuple[int, ...]


def conduct(
    settings: Settings,
    choices: Choices,
    objective: Regression,
    start: tuple[float, float],
    rate: float,
) -> tuple[Trajectory, float, tuple[int, ...]]:
    """Return the descent of a film, its learning rate, and the iterations at which it holds.

    What the settings leave open is the film's choice for its own data; for a table the learning
    rate is `rate`, and the iterations are those in which the valley's floor is walked.
    """
    limit = safe_limit(objective)
    rate = settings.learning_rate or (rate if settings.data else choices.learning_rate)
    if rate >= limit:
        raise SettingError(
            f"learning_rate = {rate:g}: descent diverges on these data "
            f"at {limit:.4g} and above; choose less"
        )
    as_told = not (settings.data or settings.learning_rate)
    iterations = settings.iterations or (
        choices.iterations if as_told else _enough(_FALLS / (rate * flattest(objective)))
    )
    run = descend(objective, start, GradientDescent(rate), iterations=iterations)
    if len(run) == 0:
        raise SettingError(
            f"start = {start[0]:g}, {start[1]:g}: that is the minimum already; choose another"
        )
    assert run.outcome is not Outcome.DIVERGED
    told = not settings.data and iterations == choices.iterations
    return run, rate, choices.milestones if told else milestones(run)


def safe_limit(objective: Regression) -> float:
    """Return the learning rate at and above which descent may diverge, wherever it starts.

    It is that at zero weights, where the loss of a sigmoid is most curved; for a line all weights
    are alike.
    """
    return stable_learning_rate(objective, np.zeros(2))


def watchable_rate(objective: Regression) -> float:
    """Return a fixed share of the stable limit, for a line."""
    return _SHARE * safe_limit(objective)


def unhurried_rate(objective: Regression) -> float:
    """Return what brings a sigmoid's descent to rest in about 3000 iterations."""
    return min(_BOLDEST * safe_limit(objective), _FALLS / (_UNHURRIED * flattest(objective)))


def flattest(objective: Regression) -> float:
    """Return the least curvature at the minimum, or at zero weights where there is none."""
    try:
        w = objective.minimum()
    except NoMinimumError:
        w = np.zeros(2)
    return float(np.linalg.eigvalsh(objective.hessian(w))[0])


def tilted_start(data: Dataset) -> tuple[float, float]:
    """Return the weights of a line that rises where the data fall, and lies too high."""
    trend = 1.0 if np.corrcoef(data.x, data.y)[0, 1] >= 0 else -1.0
    slope = -0.3 * trend * float(data.y.std() / data.x.std())
    level = float(data.y.mean() + 1.1 * data.y.std())
    return level - slope * float(data.x.mean()), slope


def opposed_start(objective: LogisticRegression) -> tuple[float, float]:
    """Return the weights of a sigmoid, on standardised x, that rises where the data fall."""
    trend = 1.0 if np.corrcoef(objective.data.x, objective.data.y)[0, 1] >= 0 else -1.0
    return 1.5, -2.5 * trend


def _enough(wanted: float) -> int:
    """Round a number of iterations to two digits, within reason."""
    wanted = min(wanted, float(_MOST_ITERATIONS))
    power = 10.0 ** (np.floor(np.log10(wanted)) - 1)
    return int(np.clip(np.round(wanted / power) * power, 40, _MOST_ITERATIONS))
