"""What a film is about: a data set, its objective, one descent on it, and how they are scaled.

A study is built once, before anything is drawn, from the film's settings.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import (
    Basin,
    Dataset,
    Landscape,
    LinearRegression,
    LogisticRegression,
    Standardisation,
    Trajectory,
    condition_number,
    fastest_learning_rate,
    level_reach,
    likelihood_region,
    most_curved,
    read_table,
)
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.ticks import template, unit_name
from scenes.stage.regression.choices import (
    Choices,
    conduct,
    flattest,
    opposed_start,
    safe_limit,
    tilted_start,
    unhurried_rate,
    watchable_rate,
)
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.settings import SettingError, Settings

__all__ = ["ClassStudy", "LineStudy", "Study"]

Array = NDArray[np.float64]

_AROUND = 240
"""Places on the rim of the weights that the data allow."""

_WIDER = 1.6
"""Times that a landscape is made wider at the most, to show that rim."""

NEEDLE = 1000.0
"""A condition number above which the valley of raw units is too narrow to be seen."""

_RIM = 2.2
"""How high a line's basin is: in falls of its descent."""

_HEIGHT = 3.2
"""Of a line's basin, in a panel's units."""

_LEAST = 1e-6
"""Of the loss at zero weights: a fall is taken for no less."""

Fitted = TypeVar("Fitted", LinearRegression, LogisticRegression)


@dataclass(frozen=True)
class Study(Generic[Fitted]):
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
    objective, run
        The regression and the descent that the film shows.
    marks
        Iterations at which the film holds.
    """

    raw: Dataset
    data: Dataset
    drawn: Dataset
    y_unit: float
    scaling: Standardisation | None
    objective: Fitted
    run: Trajectory
    learning_rate: float
    marks: tuple[int, ...]

    @property
    def limit(self) -> float:
        """The learning rate at and above which descent may diverge."""
        return safe_limit(self.objective)

    @property
    def minimum(self) -> Array:
        """(2,) the exact minimum, or, where there is none, the last weights of the descent."""
        return np.asarray(self.run.goal)

    @property
    def loss_shape(self) -> str:
        """Room for any loss of the landscape, for a live number."""
        return template(self.landscape.loss, 4, sign=False)

    def raw_weights(self, w: ArrayLike) -> Array:
        """Return weights (2,) of the descent's units in the units of the raw data."""
        in_x = self.scaling.raw_weights(w) if self.scaling else np.asarray(w)
        return np.asarray(in_x * self.y_unit)

    def standard_weights(self, w: ArrayLike) -> Array:
        """Return weights (2,) for the x of the raw data in those for standardised x."""
        return np.asarray(self.scaling.standard_weights(w) if self.scaling else w)

    def predict(self, w: ArrayLike, x: ArrayLike) -> Array:
        """Return what the model says (..., n) at the places x (n,) of the drawn data."""
        return np.asarray(self.objective.predict(w, self.fitted_x(x)))

    @cached_property
    def space(self) -> LossSpace:
        """How the landscape is placed in a panel."""
        return LossSpace.of(self.landscape, self.run.params[0])

    _RISE = 0.5
    """The share of the fall by which the loss rises along the window's sides."""

    @cached_property
    def landscape(self) -> Landscape:
        """The loss around the descent, on a grid of 65 x 65."""
        return Landscape.around(self.objective, self.run, resolution=65, rise=self._RISE)

    def fitted_x(self, x: ArrayLike) -> Array:
        """Turn places (n,) on the x of the drawn data into inputs of the objective."""
        return np.asarray(x, dtype=float)

    def outside(self, w: ArrayLike) -> NDArray[np.bool_]:
        """Tell which weights (..., 2) the landscape does not show."""
        return self.space.outside(w)

    @property
    def basin(self) -> Basin | None:
        """What of the landscape a surface covers, if not all of it."""
        return None

    def curve(self, plot: DataPlot, w: ArrayLike, width: float = 5.0) -> FitCurve:
        """Return the model's prediction at weights (2,), in a plot of the drawn data."""
        return FitCurve(plot, self.predict, w, samples=self.samples(plot), width=width)

    def samples(self, plot: DataPlot) -> int:
        """Return how many points of a curve can be told apart in a plot."""
        return 2


@dataclass(frozen=True)
class LineStudy(Study[LinearRegression]):
    """A line, fitted to a table by descent."""

    @classmethod
    def read(
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
        objective = LinearRegression(data)
        start = settings.start or (tilted_start(data) if settings.data else choices.start)
        rate = watchable_rate(objective)
        run, rate, marks = conduct(settings, choices, objective, start, rate)
        return cls(raw, data, data, y_unit, scaling, objective, run, rate, marks)

    @cached_property
    def landscape(self) -> Landscape:
        """The loss around its minimum, on a grid of 65 x 65.

        It shows all weights that are not worse than the start, and so whatever a stable rate does.
        """
        reach = level_reach(self.objective, self.fall)
        return Landscape.over(self.objective, self.minimum - reach, self.minimum + reach)

    @property
    def fall(self) -> float:
        """How far the start lies above the minimum; more than nothing where they agree."""
        least = float(self.objective.loss(self.minimum))
        fall = float(self.run.losses[0]) - least
        return max(fall, _LEAST * float(self.objective.loss(np.zeros(2))))

    @property
    def curvature(self) -> float:
        """λmax: how much the most curved slice of the loss curves."""
        return most_curved(self.objective)[0]

    @property
    def flattest(self) -> float:
        """λmin: how much the least curved slice of the loss curves."""
        return flattest(self.objective)

    @property
    def best_rate(self) -> float:
        """The learning rate at which the descent settles quickest."""
        return fastest_learning_rate(self.objective)

    @property
    def flat_reach(self) -> float:
        """How far about the start, in units of weights, the gradient turns by 3 % at the most."""
        slope = float(np.linalg.norm(self.run.gradients[0]))
        return 0.03 * slope * self.limit / 2

    @property
    def close_reach(self) -> float:
        """About `flat_reach`, so that a window that wide shows things a round factor larger."""
        half = float(np.sqrt(np.prod((self.space.high - self.space.low) / 2)))
        factor = half / self.flat_reach
        unit = 10.0 ** np.floor(np.log10(factor))
        return half / float(unit * np.floor(factor / unit))

    @cached_property
    def basin(self) -> Basin:
        """What of the landscape a surface covers: both walls of the valley, to one height."""
        return Basin.below(self.objective, self.space.low, self.space.high, self.space.ceiling)

    @cached_property
    def space(self) -> LossSpace:
        """How the basin is placed in a panel."""
        least, rise = float(self.objective.loss(self.minimum)), _RIM * self.fall
        whole = LossSpace.of(self.landscape, self.run.params[0])
        floor = max(0.0, least - rise / 3)
        return replace(whole, floor=floor, ceiling=least + rise, height=_HEIGHT)

    def outside(self, w: ArrayLike) -> NDArray[np.bool_]:
        """Tell which weights (..., 2) the basin does not hold."""
        too_high = np.asarray(self.objective.loss(np.asarray(w, dtype=float))) > self.space.ceiling
        return np.asarray(self.space.outside(w) | too_high)

    def tilted(self, share: float) -> Array:
        """Return the weights (2,) of a line through the data's centre, not as steep as the best.

        ``share`` is its slope as a share of the best slope.
        """
        slope = share * self.minimum[1]
        return np.array([self.data.y.mean() - slope * self.data.x.mean(), slope])


@dataclass(frozen=True)
class ClassStudy(Study[LogisticRegression]):
    """A sigmoid, fitted to two classes by descent; the x that it is fitted to is standardised."""

    scaling: Standardisation

    # a sigmoid's loss grows like its weights, not like their squares: the window is smaller
    _RISE = 0.12

    @classmethod
    def read(cls, settings: Settings, own: Callable[[], Dataset], choices: Choices) -> Self:
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
        objective = LogisticRegression(data)
        start = settings.start or (opposed_start(objective) if settings.data else choices.start)
        rate = unhurried_rate(objective)
        run, rate, marks = conduct(settings, choices, objective, start, rate)
        return cls(raw, data, raw, 1.0, scaling, objective, run, rate, marks)

    @cached_property
    def rim(self) -> Array | None:
        """(k, 2) the weights that the data just do not refuse, around the minimum, if one is known.

        The deviance there is 3.84 higher, so that 95 % tests let them pass.
        """
        return None if self.separable else likelihood_region(self.objective, count=_AROUND)

    @cached_property
    def landscape(self) -> Landscape:
        """The loss around the descent and, where it does not reach too far, around the rim."""
        base: Landscape = Study.landscape.func(self)  # type: ignore[attr-defined]
        if self.rim is None:
            return base
        low, high = (np.array([base.w0[k], base.w1[k]]) for k in (0, -1))
        margin = 0.08 * np.ptp(self.rim, axis=0)
        lower = np.minimum(low, self.rim.min(axis=0) - margin)
        upper = np.maximum(high, self.rim.max(axis=0) + margin)
        if (upper - lower > _WIDER * (high - low)).any():
            return base
        wide = Landscape.over(self.objective, lower, upper, resolution=len(base.w0))
        return replace(wide, minimum=base.minimum, minimum_loss=base.minimum_loss)

    @property
    def shows_rim(self) -> bool:
        """Whether the rim can be seen in the landscape."""
        return self.rim is not None and not bool(self.space.outside(self.rim).any())

    @property
    def separable(self) -> bool:
        """Whether the loss has no minimum, because a threshold separates the classes."""
        return self.objective.separable

    def boundary(self, w: ArrayLike) -> float:
        """Return where, on the x of the drawn data, a sigmoid of weights (2,) passes ½."""
        w0, w1 = self.raw_weights(w)
        with np.errstate(over="ignore"):
            return float(-w0 / w1) if w1 else float("inf")

    def fitted_x(self, x: ArrayLike) -> Array:
        """Turn places (n,) on the x of the drawn data into inputs of the objective."""
        return self.scaling.standard_x(x)

    def samples(self, plot: DataPlot) -> int:
        """Return how many points of a curve can be told apart in a plot: one every 6 pixels."""
        return round(21 * float(plot.area.width))

    def surprise(self, w: ArrayLike, x: ArrayLike, y: ArrayLike) -> Array:
        """Return −ln of the chance that weights (2,) give to y (n,) at places x (n,) drawn."""
        return np.asarray(self.objective.surprise(w, self.fitted_x(x), y))


def _unit(y: Array) -> float:
    """Return the power of ten in which the values of y are of order one, or 1 if they are."""
    size = float(np.abs(y).max())
    return 1.0 if 0.01 <= size < 100 else float(10.0 ** np.floor(np.log10(size / 2)))
