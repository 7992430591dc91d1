"""A landscape holds the trajectory, the minimum, and a bowl to look at."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from mlcore import (
    Dataset,
    Function,
    GradientDescent,
    Landscape,
    LinearRegression,
    LogisticRegression,
    Objective,
    Standardisation,
    Trajectory,
    challenger,
    descend,
    himmelblau,
    hubble,
    rosenbrock,
    saddle,
)
from mlcore.numerics.arrays import FloatArray, Floats

HUBBLE = LinearRegression(hubble())


class Quartic:
    """A loss (w0 − 1)² + (w1 − 2)² + (w1 − 2)⁴, to stand for any objective."""

    size = 2

    def loss(self, w: ArrayLike) -> Floats:
        u, v = np.moveaxis(np.asarray(w) - [1, 2], -1, 0)
        return u**2 + v**2 + v**4

    def gradient(self, w: ArrayLike) -> FloatArray:
        u, v = np.moveaxis(np.asarray(w) - [1, 2], -1, 0)
        return np.stack((2 * u, 2 * v + 4 * v**3), axis=-1)

    def hessian(self, w: ArrayLike) -> FloatArray:
        return np.broadcast_to(2 * np.eye(2), (*np.shape(w)[:-1], 2, 2))

    def minimum(self) -> FloatArray:
        return np.array([1.0, 2.0])


def run(objective: Objective, start: ArrayLike, rate: float = 0.05, steps: int = 50) -> Trajectory:
    return descend(objective, start, GradientDescent(rate), steps)


def holds(landscape: Landscape, points: FloatArray) -> bool:
    low = np.array([landscape.w0[0], landscape.w1[0]])
    high = np.array([landscape.w0[-1], landscape.w1[-1]])
    return bool(np.all((low <= points) & (points <= high)))


@pytest.mark.parametrize("objective", [HUBBLE, Quartic()])
@given(w0=st.floats(-3, 3), w1=st.floats(-3, 3), steps=st.integers(0, 30), margin=st.floats(0, 1))
def test_the_window_holds_trajectory_and_minimum(
    objective: Objective, w0: float, w1: float, steps: int, margin: float
) -> None:
    trajectory = run(objective, (w0, w1), steps=steps)
    landscape = Landscape.around(objective, trajectory, 9, margin)
    assert holds(landscape, trajectory.params)
    assert holds(landscape, landscape.minimum)
    assert np.isfinite(landscape.loss).all()


def test_loss_is_that_of_the_grid() -> None:
    landscape = Landscape.around(HUBBLE, run(HUBBLE, (0, 0)), resolution=11)
    assert (landscape.w0.shape, landscape.w1.shape, landscape.loss.shape) == (
        (11,),
        (11,),
        (11, 11),
    )
    assert landscape.loss[2, 7] == HUBBLE.loss([landscape.w0[2], landscape.w1[7]])
    assert np.array_equal(landscape.minimum, HUBBLE.minimum())
    assert landscape.minimum_loss == HUBBLE.loss(HUBBLE.minimum())
    assert landscape.loss.min() >= landscape.minimum_loss
    assert np.all(np.diff(landscape.w0) > 0)
    assert np.all(np.diff(landscape.w1) > 0)
    with pytest.raises(ValueError, match="read-only"):
        landscape.loss[0, 0] = 0


def test_the_margin_is_a_share_of_the_side() -> None:
    trajectory = run(HUBBLE, (0, 0))
    tight = Landscape.around(HUBBLE, trajectory, margin=0)
    wide = Landscape.around(HUBBLE, trajectory, margin=0.25)
    for a, b in ((tight.w0, wide.w0), (tight.w1, wide.w1)):
        assert np.ptp(b) == pytest.approx(1.5 * np.ptp(a))
        assert a[0] - b[0] == pytest.approx(0.25 * np.ptp(a))


@pytest.mark.parametrize("axis", [0, 1])
def test_a_trajectory_along_one_weight_still_has_a_bowl(axis: int) -> None:
    """Along the other weight, too, the loss rises by a fair share of the descent's fall."""
    objective = LinearRegression(Dataset([-1, 0, 1], [1, 4, 5]))
    start = objective.minimum().copy()
    start[axis] += 10
    trajectory = run(objective, start)
    landscape = Landscape.around(objective, trajectory, margin=0)
    fall = trajectory.losses[0] - objective.minimum_loss
    edge = objective.minimum().copy()
    edge[1 - axis] = (landscape.w0, landscape.w1)[1 - axis][0]
    assert objective.loss(edge) - objective.minimum_loss == pytest.approx(0.5 * fall)


@pytest.mark.parametrize(
    "objective",
    [
        HUBBLE,
        LinearRegression(Dataset([1, 2, 3], [2, 4, 6])),
        LinearRegression(Dataset([1, 2, 3], [0, 0, 0])),
    ],
    ids=["noise", "perfect fit", "nothing"],
)
def test_a_trajectory_that_rests_at_the_minimum(objective: LinearRegression) -> None:
    landscape = Landscape.around(objective, run(objective, objective.minimum()), resolution=33)
    assert np.all(np.diff(landscape.w0) > 0)
    assert np.all(np.diff(landscape.w1) > 0)
    assert np.unravel_index(landscape.loss.argmin(), (33, 33)) == (16, 16)
    assert landscape.loss.max() > landscape.loss.min()


def test_a_diverging_trajectory() -> None:
    trajectory = run(HUBBLE, (0, 0), rate=5)
    assert holds(Landscape.around(HUBBLE, trajectory), trajectory.params)


@pytest.mark.parametrize(
    ("resolution", "margin", "message"),
    [(1, 0.1, "two points"), (9, -0.1, "margin"), (9, np.nan, "margin")],
)
def test_arguments_out_of_range(resolution: int, margin: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Landscape.around(HUBBLE, run(HUBBLE, (0, 0)), resolution, margin)


def test_over_a_window() -> None:
    landscape = Landscape.over(HUBBLE, (-100, 0), (50, 800), 11)
    assert np.array_equal(landscape.w0, np.linspace(-100, 50, 11))
    assert np.array_equal(landscape.w1, np.linspace(0, 800, 11))
    assert landscape.loss[3, 4] == HUBBLE.loss([landscape.w0[3], landscape.w1[4]])
    assert np.array_equal(landscape.minimum, HUBBLE.minimum())
    beside = Landscape.over(HUBBLE, (500, 0), (600, 1))
    assert np.array_equal(beside.minimum, HUBBLE.minimum())


@pytest.mark.parametrize(
    ("low", "high", "resolution", "message"),
    [
        ((0, 0), (1, 1), 1, "two points"),
        ((0, 0), (1, 0), 9, "rises from its low corner"),
        ((2, 0), (1, 1), 9, "rises from its low corner"),
        ((0, 0), (1, np.inf), 9, "two finite corners"),
        ((0, np.nan), (1, 1), 9, "two finite corners"),
        ((0, 0, 0), (1, 1, 1), 9, "two finite corners"),
        (0, 1, 9, "two finite corners"),
    ],
)
def test_a_window_is_checked(
    low: ArrayLike, high: ArrayLike, resolution: int, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Landscape.over(HUBBLE, low, high, resolution)


def rims(landscape: Landscape) -> FloatArray:
    """How far the lowest point of each side is above the minimum, as shares of the height."""
    loss = landscape.loss - landscape.minimum_loss
    return (
        np.array([loss[0].min(), loss[-1].min(), loss[:, 0].min(), loss[:, -1].min()]) / loss.max()
    )


def centred(objective: Objective, landscape: Landscape) -> Landscape:
    """A window as large, with the minimum in its middle."""
    half = np.array([np.ptp(landscape.w0), np.ptp(landscape.w1)]) / 2
    return Landscape.over(objective, landscape.minimum - half, landscape.minimum + half)


def across(landscape: Landscape, objective: LinearRegression | LogisticRegression) -> FloatArray:
    """How high the two walls of a valley reach, as shares of the height, where they are steepest.

    That is in the window's own units, in which the valley is seen.
    """
    low = np.array([landscape.w0[0], landscape.w1[0]])
    sides = np.array([landscape.w0[-1], landscape.w1[-1]]) - low
    steepest = np.linalg.eigh(objective.hessian(landscape.minimum) * np.outer(sides, sides))[1][
        :, 1
    ]
    middle = (landscape.minimum - low) / sides
    height = landscape.loss.max() - landscape.minimum_loss
    walls = []
    for way in (steepest, -steepest):
        reach = np.where(way > 0, 1 - middle, middle) / np.abs(way)
        edge = low + sides * (middle + way * reach.min())
        walls.append((objective.loss(edge) - landscape.minimum_loss) / height)
    return np.array(walls)


def line_of(seed: int) -> tuple[LinearRegression, FloatArray]:
    """A line through points of any size, in any place, and a line that is plainly wrong."""
    rng = np.random.default_rng(seed)
    x = rng.normal(rng.uniform(-2, 2), 1.0, 40) * 10.0 ** rng.uniform(-1, 1)
    y = rng.normal(size=2) @ [np.ones(40), x] + rng.normal(size=40)
    slope = -0.3 * y.std() / x.std()
    return LinearRegression(Dataset(x, y)), np.array([y.mean() + y.std() - slope * x.mean(), slope])


def classes_of(seed: int) -> tuple[LogisticRegression, FloatArray]:
    """A sigmoid of two classes that overlap, and one that rises where they fall."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=60)
    y = (rng.uniform(size=60) < 1 / (1 + np.exp(-rng.normal() - 1.5 * x))).astype(float)
    return LogisticRegression(Dataset((x - x.mean()) / x.std(), y)), np.array([1.5, -2.5])


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("drawn", [line_of, classes_of])
def test_a_minimum_has_a_rim_all_around(
    drawn: Callable[[int], tuple[Any, FloatArray]], seed: int
) -> None:
    objective, start = drawn(seed)
    rise = 0.5 if drawn is line_of else 0.12
    landscape = Landscape.around(objective, run(objective, start, 0.02, 500), rise=rise)
    middle = centred(objective, landscape)
    assert (rims(landscape) >= 0.4 * rims(middle)).all()
    assert across(landscape, objective).min() >= (0.2 if drawn is line_of else 0.05)


@pytest.mark.parametrize(
    ("objective", "start", "rise"),
    [
        (LinearRegression(hubble().rescaled(100, "velocity")), (8, 1), 0.5),
        (
            LogisticRegression(Standardisation.of(challenger()).apply(challenger())),
            (1.5, 2.5),
            0.12,
        ),
    ],
    ids=["Hubble", "Challenger"],
)
def test_the_films_own_landscapes_have_rims_and_walls(
    objective: Any, start: tuple[float, float], rise: float
) -> None:
    landscape = Landscape.around(objective, run(objective, start, 0.02, 900), rise=rise)
    assert rims(landscape).min() >= 0.04
    assert across(landscape, objective).min() >= 0.15


def test_a_window_does_not_open_where_it_would_crush_the_descent() -> None:
    trajectory = run(rosenbrock(), (-1.2, 1.0), 0.0015, 4000)
    landscape = Landscape.around(rosenbrock(), trajectory, margin=0)
    low, high = trajectory.params.min(axis=0), np.maximum(trajectory.params.max(axis=0), 1)
    before = Landscape.over(rosenbrock(), np.minimum(low, 1), high)
    assert landscape.w0[-1] - 1 < 0.3 * (1 - landscape.w0[0])
    assert landscape.loss.max() <= 4 * before.loss.max()


BARE = Function(
    lambda x, y: np.exp(x) + np.exp(-x) + (y - 3) ** 2,
    lambda x, y: (np.exp(x) - np.exp(-x), 2 * (y - 3)),
)
"""A bowl of which nothing is known but loss and gradient."""


def test_without_a_hessian_the_window_is_as_wide_as_with_one() -> None:
    known = Function(
        BARE._loss,
        BARE._gradient,
        lambda x, y: ((np.exp(x) + np.exp(-x), 0), (0, 2)),
    )
    for start in [(2.0, 3.0), (0.0, 5.0), (1.0, -4.0)]:
        runs = [run(objective, start, steps=200) for objective in (BARE, known)]
        bare, full = (Landscape.around(each.objective, each) for each in runs)
        assert bare.w0 == pytest.approx(full.w0, rel=1e-3)
        assert bare.w1 == pytest.approx(full.w1, rel=1e-3)
        assert holds(bare, runs[0].params)
        assert np.array_equal(bare.minimum, runs[0].params[-1])


@pytest.mark.parametrize("start", [(1.0, 0.0), (0.0, 1e-3), (1.0, 1e-3), (0.0, 0.0)])
def test_a_saddle_is_seen_from_both_sides(start: tuple[float, float]) -> None:
    trajectory = run(saddle(), start, steps=40)
    landscape = Landscape.around(saddle(), trajectory)
    assert holds(landscape, trajectory.params)
    assert np.ptp(landscape.w0) > 0
    assert np.ptp(landscape.w1) > 0
    across, along = (landscape.loss.mean(axis=axis) for axis in (1, 0))
    ridge, floor = np.abs(landscape.w1).argmin(), np.abs(landscape.w0).argmin()
    assert across[0] > across[floor] < across[-1]
    assert along[0] < along[ridge] > along[-1]
    assert np.isfinite(landscape.loss).all()


def test_a_ridge_is_as_wide_as_its_curvature_asks() -> None:
    ridge = Function(
        lambda x, y: x**2 - 1e4 * y**2,
        lambda x, y: (2 * x, -2e4 * y),
    )
    landscape = Landscape.around(ridge, run(ridge, (1.0, 0.0)), margin=0)
    assert np.ptp(landscape.w1) == pytest.approx(2 * np.sqrt(2 * 0.5 / 2e4), rel=1e-3)


def test_a_pole_at_zero_weights_does_not_matter_to_a_function() -> None:
    pole = Function(
        lambda x, y: x + 1 / x + y**2,
        lambda x, y: (1 - 1 / x**2, 2 * y),
        lambda x, y: ((2 / x**3, 0), (0, 2)),
    )
    landscape = Landscape.around(pole, run(pole, (2.0, 1.0)))
    assert 0.3 < landscape.w0[0] < 0.9
    assert 2.3 < landscape.w0[-1] < 3


def test_of_several_minima_a_landscape_marks_the_nearest() -> None:
    g = himmelblau()
    for goal in g.minima:
        trajectory = run(g, goal + 0.3, rate=0.005, steps=100)
        assert np.array_equal(trajectory.goal, goal)
        assert np.array_equal(Landscape.around(g, trajectory).minimum, goal)
        beside = Landscape.over(g, goal - 0.5, goal + 0.5)
        assert np.array_equal(beside.minimum, goal)
        assert beside.minimum_loss == pytest.approx(0, abs=1e-26)
    falling = Landscape.over(saddle(), (-1, -1), (1, 2), 4)
    assert falling.minimum_loss == falling.loss.min()
