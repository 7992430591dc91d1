"""What a film is about: a data set, its problem, one descent on it, and how they are scaled.

A study is built once, before anything is drawn, from the film's settings. Where the user leaves
a choice open, it is made so that the film fits the data: a learning rate that is a fixed share of
the stable limit, a start whose line is plainly wrong, as many iterations as the valley asks for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mlcore import (
    Dataset,
    GradientDescent,
    Landscape,
    LinearRegression,
    Outcome,
    Problem,
    Standardisation,
    Trajectory,
    condition_number,
    descend,
    milestones,
    read_table,
    stable_learning_rate,
)
from scenes.stage.settings import SettingError, Settings
from scenes.stage.space import LossSpace
from scenes.stage.ticks import template, unit_name

__all__ = ["Choices", "Study"]

Array = NDArray[np.float64]

NEEDLE = 1000.0
"""A condition number above which the valley of raw units is too narrow to be seen."""
_SHARE = 0.041  # of the stable limit: slow enough to watch
_FALLS = 8.0  # e-foldings of the distance to the minimum along the valley
_MOST_ITERATIONS = 100_000


@dataclass(frozen=True)
class Choices:
    """What a film shows of its own data; for other data they are derived.

    Attributes
    ----------
    start
        (w0, w1), in the units of the plot.
    learning_rate, iterations
        Of the descent.
    milestones
        Iterations at which the film holds, the last of them `iterations`.
    """

    start: tuple[float, float]
    learning_rate: float
    iterations: int
    milestones: tuple[int, ...]


@dataclass(frozen=True)
class Study:
    """One data set and one descent on it.

    Attributes
    ----------
    raw
        The data as they were read.
    data
        The data as they are drawn and fitted: y perhaps in larger units, x perhaps standardised.
    y_unit
        One unit of `data.y` in units of `raw.y`.
    scaling
        How x was standardised, or None.
    problem, run
        The regression and the descent that the film shows.
    marks
        Iterations at which the film holds.
    """

    raw: Dataset
    data: Dataset
    y_unit: float
    scaling: Standardisation | None
    problem: Problem
    run: Trajectory
    learning_rate: float
    marks: tuple[int, ...]

    @classmethod
    def of(
        cls, settings: Settings, own: Callable[[], Dataset], choices: Choices, y_label: str
    ) -> "Study":
        """Read the data that the settings name, or the film's own, and run the descent.

        Raises
        ------
        SettingError
            If the learning rate is above the stable limit.
        TableError, ValueError
            If the table cannot be used.
        """
        raw = read_table(settings.data, settings.x, settings.y) if settings.data else own()
        if raw.y.min() == raw.y.max():
            raise SettingError(
                f"{raw.y_label} is {raw.y[0]:g} in every row, so there is nothing to fit; "
                "choose another column"
            )
        y_unit = _unit(raw.y)
        label = raw.y_label
        if y_unit != 1:
            label = y_label if settings.data is None else f"{label} ({unit_name(y_unit)})"
        data = raw.rescaled(y_unit, label) if y_unit != 1 else raw
        scaling = None
        if condition_number(LinearRegression(raw)) > NEEDLE:
            scaling = Standardisation.of(raw)
            data = scaling.apply(data)
        problem = LinearRegression(data)
        limit = stable_learning_rate(problem)
        rate = settings.learning_rate or (
            _SHARE * limit if settings.data else choices.learning_rate
        )
        if rate >= limit:
            raise SettingError(
                f"[linear] learning_rate = {rate:g}: descent diverges on these data "
                f"at {limit:.4g} and above; choose less"
            )
        start = settings.start or (_start(data) if settings.data else choices.start)
        curvature = 2 / (limit * condition_number(problem))
        wanted = _FALLS / (rate * curvature)
        iterations = settings.iterations or (
            int(np.clip(_round(wanted), 40, _MOST_ITERATIONS))
            if settings.data or settings.learning_rate
            else choices.iterations
        )
        run = descend(problem, start, GradientDescent(rate), iterations=iterations)
        assert run.outcome is not Outcome.DIVERGED
        marks = choices.milestones if iterations == choices.iterations else ()
        if settings.data or not marks:
            marks = milestones(run)
        return cls(raw, data, y_unit, scaling, problem, run, rate, marks)

    @property
    def limit(self) -> float:
        """The learning rate at and above which descent diverges."""
        return stable_learning_rate(self.problem)

    @cached_property
    def minimum(self) -> Array:
        """(2,) the exact minimum, in the units of the plot."""
        return np.asarray(self.problem.minimum())

    @property
    def loss_shape(self) -> str:
        """Room for any loss of the landscape, for a live number."""
        return template(self.landscape.loss, 4, sign=False)

    def tilted(self, share: float) -> Array:
        """Return the weights (2,) of a line through the data's centre, not as steep as the best.

        ``share`` is its slope as a share of the best slope.
        """
        slope = share * self.minimum[1]
        return np.array([self.data.y.mean() - slope * self.data.x.mean(), slope])

    def raw_weights(self, w: Array) -> Array:
        """Return weights (2,) of the plot's units in the units of the raw data."""
        in_x = self.scaling.raw_weights(w) if self.scaling else np.asarray(w)
        return np.asarray(in_x * self.y_unit)

    @cached_property
    def landscape(self) -> Landscape:
        """The loss around the descent, on a grid of 65 x 65."""
        return Landscape.around(self.problem, self.run, resolution=65, margin=0.2)

    @cached_property
    def space(self) -> LossSpace:
        """How the landscape is placed in a panel."""
        return LossSpace.of(self.landscape, self.run.params[0])


def _unit(y: Array) -> float:
    """Return the power of ten in which the values of y are of order one, or 1 if they are."""
    size = float(np.abs(y).max())
    return 1.0 if 0.01 <= size < 100 else float(10.0 ** np.floor(np.log10(size / 2)))


def _start(data: Dataset) -> tuple[float, float]:
    """Return the weights of a line that rises where the data fall, and lies too high."""
    trend = 1.0 if np.corrcoef(data.x, data.y)[0, 1] >= 0 else -1.0
    slope = -0.3 * trend * float(data.y.std() / data.x.std())
    level = float(data.y.mean() + 1.1 * data.y.std())
    return level - slope * float(data.x.mean()), slope


def _round(number: float) -> float:
    """Round to two digits."""
    power = 10.0 ** (np.floor(np.log10(number)) - 1)
    return float(np.round(number / power) * power)
