"""What a film is about: a data set, its problem, one descent on it, and how they are scaled.

A study is built once, before anything is drawn, from the film's settings. Where the user leaves
a choice open, it is made so that the film fits the data: a learning rate that is a fixed share of
the stable limit, a start that is plainly wrong, as many iterations as the valley asks for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import (
    Dataset,
    GradientDescent,
    Landscape,
    LinearRegression,
    LogisticRegression,
    NoMinimumError,
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
from scenes.stage.classes import ClassPlot
from scenes.stage.plots import DataPlot, FitCurve
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


@dataclass(frozen=True)
class Study:
    """One data set and one descent on it.

    Attributes
    ----------
    raw
        The data as they were read.
    data
        The data as they are fitted: y perhaps in larger units, x perhaps standardised.
    drawn
        The data as they are drawn: of classes in raw units, of lines as they are fitted.
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
    drawn: Dataset
    y_unit: float
    scaling: Standardisation | None
    problem: Problem
    run: Trajectory
    learning_rate: float
    marks: tuple[int, ...]

    @classmethod
    def of_line(
        cls, settings: Settings, own: Callable[[], Dataset], choices: Choices, y_label: str
    ) -> Self:
        """Read the data that the settings name, or the film's own, and fit a line by descent.

        Raises
        ------
        SettingError
            If y does not change, or the learning rate is above the stable limit.
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
        start = settings.start or (_tilted_start(data) if settings.data else choices.start)
        rate = _SHARE * stable_learning_rate(problem)
        run, rate, marks = _descent(settings, choices, problem, start, rate)
        return cls(raw, data, data, y_unit, scaling, problem, run, rate, marks)

    @classmethod
    def of_classes(cls, settings: Settings, own: Callable[[], Dataset], choices: Choices) -> Self:
        """Read the data that the settings name, or the film's own, and fit a sigmoid by descent.

        The descent works on standardised x, the data are drawn as they are.

        Raises
        ------
        SettingError
            If the learning rate is above the stable limit.
        TableError, ValueError
            If the table cannot be used, or there is one class only.
        """
        raw = own()
        if settings.data:
            raw = read_table(settings.data, settings.x, settings.y, classes=True)
        scaling = Standardisation.of(raw)
        data = scaling.apply(raw)
        problem = LogisticRegression(data)
        start = settings.start or (_opposed_start(problem) if settings.data else choices.start)
        limit = stable_learning_rate(problem, np.zeros(2))
        rate = min(_BOLDEST * limit, _FALLS / (_UNHURRIED * _flattest(problem)))
        run, rate, marks = _descent(settings, choices, problem, start, rate)
        return cls(raw, data, raw, 1.0, scaling, problem, run, rate, marks)

    @property
    def limit(self) -> float:
        """The learning rate at and above which descent may diverge."""
        return stable_learning_rate(self.problem, np.zeros(2))

    @property
    def minimum(self) -> Array:
        """(2,) the exact minimum, or, where there is none, the last weights of the descent."""
        return np.asarray(self.run.goal)

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

    def raw_weights(self, w: ArrayLike) -> Array:
        """Return weights (2,) of the descent's units in the units of the raw data."""
        in_x = self.scaling.raw_weights(w) if self.scaling else np.asarray(w)
        return np.asarray(in_x * self.y_unit)

    def standard_weights(self, w: ArrayLike) -> Array:
        """Return weights (2,) for the x of the raw data in those for standardised x."""
        return np.asarray(self.scaling.standard_weights(w) if self.scaling else w)

    def fitted_x(self, x: ArrayLike) -> Array:
        """Turn places (n,) on the x of the drawn data into inputs of the problem."""
        places = np.asarray(x, dtype=float)
        if self.scaling is None or self.drawn is self.data:
            return places
        return np.asarray((places - self.scaling.mean) / self.scaling.scale)

    def predict(self, w: ArrayLike, x: ArrayLike) -> Array:
        """Return what the model says (..., n) at the places x (n,) of the drawn data."""
        return np.asarray(self.problem.predict(w, self.fitted_x(x)))

    @property
    def separable(self) -> bool:
        """Whether the loss has no minimum, because a threshold separates the classes."""
        return isinstance(self.problem, LogisticRegression) and self.problem.separable

    def boundary(self, w: ArrayLike) -> float:
        """Return where, on the x of the drawn data, a sigmoid of weights (2,) passes ½."""
        w0, w1 = self.raw_weights(w)
        return float(-w0 / w1) if w1 else float("inf")

    def plot(self, width: float, height: float, named: bool = True) -> DataPlot:
        """Return the drawn data in a plot; classes are named beside it if wanted."""
        if self.drawn.classes:
            return ClassPlot(self.drawn, width=width, height=height, named=named)
        return DataPlot(self.drawn, width=width, height=height)

    def curve(self, plot: DataPlot, w: ArrayLike, width: float = 5.0) -> FitCurve:
        """Return the model's prediction at weights (2,), in a plot of the drawn data."""
        samples = 240 if self.drawn.classes else 2
        return FitCurve(plot, self.predict, w, samples=samples, width=width)

    @cached_property
    def landscape(self) -> Landscape:
        """The loss around the descent, on a grid of 65 x 65."""
        # a sigmoid's loss grows like its weights, not like their squares: the window is smaller
        rise = 0.12 if self.drawn.classes else 0.5
        return Landscape.around(self.problem, self.run, resolution=65, margin=0.2, rise=rise)

    @cached_property
    def space(self) -> LossSpace:
        """How the landscape is placed in a panel."""
        return LossSpace.of(self.landscape, self.run.params[0])


def _descent(
    settings: Settings,
    choices: Choices,
    problem: Problem,
    start: tuple[float, float],
    rate: float,
) -> tuple[Trajectory, float, tuple[int, ...]]:
    """Return the descent of a film, its learning rate, and the iterations at which it holds.

    What the settings leave open is the film's choice for its own data; for a table the learning
    rate is `rate`, and the iterations are those in which the valley's floor is walked.
    """
    limit = stable_learning_rate(problem, np.zeros(2))  # a sigmoid's loss is most curved there
    rate = settings.learning_rate or (rate if settings.data else choices.learning_rate)
    if rate >= limit:
        raise SettingError(
            f"learning_rate = {rate:g}: descent diverges on these data "
            f"at {limit:.4g} and above; choose less"
        )
    as_told = not (settings.data or settings.learning_rate)
    iterations = settings.iterations or (
        choices.iterations if as_told else _enough(_FALLS / (rate * _flattest(problem)))
    )
    run = descend(problem, start, GradientDescent(rate), iterations=iterations)
    assert run.outcome is not Outcome.DIVERGED
    told = not settings.data and iterations == choices.iterations
    return run, rate, choices.milestones if told else milestones(run)


def _flattest(problem: Problem) -> float:
    """Return the least curvature at the minimum, or at zero weights where there is none."""
    try:
        w = problem.minimum()
    except NoMinimumError:
        w = np.zeros(2)
    return float(np.linalg.eigvalsh(problem.hessian(w))[0])


def _unit(y: Array) -> float:
    """Return the power of ten in which the values of y are of order one, or 1 if they are."""
    size = float(np.abs(y).max())
    return 1.0 if 0.01 <= size < 100 else float(10.0 ** np.floor(np.log10(size / 2)))


def _tilted_start(data: Dataset) -> tuple[float, float]:
    """Return the weights of a line that rises where the data fall, and lies too high."""
    trend = 1.0 if np.corrcoef(data.x, data.y)[0, 1] >= 0 else -1.0
    slope = -0.3 * trend * float(data.y.std() / data.x.std())
    level = float(data.y.mean() + 1.1 * data.y.std())
    return level - slope * float(data.x.mean()), slope


def _opposed_start(problem: LogisticRegression) -> tuple[float, float]:
    """Return the weights of a sigmoid, on standardised x, that rises where the data fall."""
    trend = 1.0 if np.corrcoef(problem.data.x, problem.data.y)[0, 1] >= 0 else -1.0
    return 1.5, -2.5 * trend


def _enough(wanted: float) -> int:
    """Round a number of iterations to two digits, within reason."""
    wanted = min(wanted, float(_MOST_ITERATIONS))
    power = 10.0 ** (np.floor(np.log10(wanted)) - 1)
    return int(np.clip(np.round(wanted / power) * power, 40, _MOST_ITERATIONS))
