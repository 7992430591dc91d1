"""The bottom of the valley, found to the last digit, or the word that there is none."""

import numpy as np
import pytest
from scipy import optimize

from mlcore import (
    Dataset,
    LogisticRegression,
    NoMinimumError,
    SigmoidSquaredError,
    Standardisation,
    challenger,
)
from mlcore.numerics.arrays import FloatArray

CHALLENGER = LogisticRegression(challenger())
BOTH = pytest.mark.parametrize("kind", [LogisticRegression, SigmoidSquaredError])
Kind = type[LogisticRegression] | type[SigmoidSquaredError]


def overlapping(seed: int) -> Dataset:
    """A cloud in which the least x has y = 1 and the greatest 0, with others beyond neither."""
    rng = np.random.default_rng(seed)
    rows = int(rng.integers(4, 40))
    x = np.sort(rng.normal(size=rows))
    y = (x + rng.normal(size=rows) > 0).astype(float)
    y[[0, 1, -2, -1]] = 1, 0, 1, 0
    centre, spread = rng.choice([0, 1, -40]), rng.choice([0.1, 1, 50])
    return Dataset(centre + spread * x, y)


def newton_of_old(data: Dataset) -> FloatArray:
    """Iteratively reweighted least squares on standardised x, as in the textbooks."""
    change = Standardisation.of(data)
    columns = np.column_stack((np.ones(len(data)), (data.x - change.mean) / change.scale))
    v = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-columns @ v))
        v += np.linalg.solve(columns.T * (p * (1 - p)) @ columns, columns.T @ (data.y - p))
    return change.raw_weights(v)


def test_challenger_as_published() -> None:
    w0, w1 = CHALLENGER.minimum().tolist()
    assert (round(w0, 4), round(w1, 6)) == (15.0429, -0.232163)
    assert round(float(CHALLENGER.predict((w0, w1), [31])[0]), 5) == 0.99961
    assert CHALLENGER.minimum() == pytest.approx(newton_of_old(challenger()), rel=1e-12)
    assert np.abs(CHALLENGER.gradient((w0, w1)) / [1, 70]).max() < 1e-15
    assert CHALLENGER.boundary((w0, w1)) == pytest.approx(64.79464, abs=1e-5)


def test_challenger_by_a_general_solver() -> None:
    bowl = LogisticRegression(Standardisation.of(challenger()).apply(challenger()))

    def plain(v: FloatArray) -> float:
        z = v[0] + v[1] * bowl.data.x
        return float(np.mean(np.logaddexp(0, z) - bowl.data.y * z))

    options = {"xatol": 1e-10, "fatol": 1e-16}
    found = optimize.minimize(plain, np.zeros(2), method="Nelder-Mead", options=options)
    assert bowl.minimum() == pytest.approx(found.x, rel=1e-6)
    root = optimize.root(bowl.gradient, found.x, tol=1e-14)
    assert bowl.minimum() == pytest.approx(root.x, rel=1e-8)


@pytest.mark.parametrize("seed", range(30))
def test_the_minimum_is_that_of_other_solvers(seed: int) -> None:
    data = overlapping(seed)
    objective = LogisticRegression(data)
    assert not objective.separable
    minimum = objective.minimum()
    change = Standardisation.of(data)
    bowl = LogisticRegression(change.apply(data))
    found = optimize.minimize(
        bowl.loss,
        np.zeros(2),
        jac=bowl.gradient,
        hess=bowl.hessian,
        method="trust-exact",
        options={"gtol": 1e-9},
    )
    assert minimum == pytest.approx(change.raw_weights(found.x), rel=1e-5, abs=1e-6)
    slack = np.abs(minimum) @ [1, np.abs(data.x).max()]
    assert np.abs(objective.gradient(minimum) / [1, np.abs(data.x).max()]).max() < 1e-15 * (
        1 + slack
    )
    assert objective.minimum() is minimum
    assert not minimum.flags.writeable


@BOTH
@pytest.mark.parametrize(("centre", "spread"), [(0, 1e-9), (1e9, 1), (-1e6, 2**-10), (3, 1e12)])
def test_scale_and_offset_change_nothing(kind: Kind, centre: float, spread: float) -> None:
    """Quarters, which a float holds exactly even beside 1e9."""
    x = np.array([-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1])
    y = [0, 0, 1, 0, 1, 0, 1, 1, 1]
    at_home = kind(Dataset(x, y)).minimum()
    far = kind(Dataset(centre + spread * x, y))
    w0, w1 = far.minimum()
    assert w1 * spread == pytest.approx(at_home[1], rel=1e-9)
    assert w0 + w1 * centre == pytest.approx(at_home[0], abs=1e-9 + 1e-15 * abs(w1 * centre))


def is_precise(objective: LogisticRegression) -> bool:
    """Tell whether the residuals, by rows that count, are square to 1 and to x."""
    x, w = objective.data.x, objective.minimum()
    p = objective.predict(w, x)
    weight = p * (1 - p)
    x = x - weight @ x / weight.sum()
    misses = p - objective.data.y
    slack = np.array([np.abs(misses).sum(), np.abs(misses * x).sum()])
    return bool(np.all(np.abs([misses.sum(), misses @ x]) <= 1e-12 * slack))


@pytest.mark.parametrize("rows", [10, 1000, 30_000])
def test_nearly_separable_data_have_their_minimum_far_out(rows: int) -> None:
    y = (np.arange(rows) >= rows // 2).astype(float)
    y[rows // 2 - 1 : rows // 2 + 1] = 1, 0
    objective = LogisticRegression(Dataset(np.arange(rows), y))
    assert not objective.separable
    assert is_precise(objective)
    w0, w1 = objective.minimum()
    assert 0.3 < w1 < 3
    assert -w0 / w1 == pytest.approx((rows - 1) / 2)


@pytest.mark.parametrize(
    "extra", [[1e9, -1e7], [-9999.0] * 50, [1e-13, 5e-14] * 300, [0.0] * 900], ids=repr
)
def test_outliers_and_heaps_do_not_cost_digits(extra: list[float]) -> None:
    rng = np.random.default_rng(5)
    x = np.append(rng.normal(size=400), extra)
    y = rng.random(x.size) < 1 / (1 + np.exp(-1.5 * np.clip(x, -9, 9)))
    y[0] = not y[0]
    objective = LogisticRegression(Dataset(x, y))
    assert not objective.separable
    assert is_precise(objective)


def test_rare_cases() -> None:
    rng = np.random.default_rng(4)
    y = np.zeros(40_000)
    y[[17, 999, 12_345, 30_000]] = 1
    objective = LogisticRegression(Dataset(rng.normal(size=y.size), y))
    assert is_precise(objective)
    p = objective.predict(objective.minimum(), objective.data.x)
    assert p.mean() == pytest.approx(1e-4, rel=1e-10)


SEPARABLE = {
    "apart": ([1, 2, 3, 4], [0, 0, 1, 1]),
    "the other way": ([4, 3, 2, 1], [0, 0, 1, 1]),
    "tied at the threshold": ([1, 2, 2, 3], [0, 0, 1, 1]),
    "one class at the threshold alone": ([1, 2, 2, 3], [0, 1, 1, 1]),
    "two rows": ([1, 2], [1, 0]),
}


@BOTH
@pytest.mark.parametrize(("x", "y"), SEPARABLE.values(), ids=SEPARABLE.keys())
def test_separable_data_have_no_minimum(kind: Kind, x: list[int], y: list[int]) -> None:
    objective = kind(Dataset(x, y, x_label="hours"))
    assert objective.separable
    with pytest.raises(NoMinimumError, match="a single value of hours parts the two classes"):
        objective.minimum()


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1, 2, 3], [0, 1, 0]),
        ([1, 1, 2, 2], [0, 1, 0, 1]),
        ([1, 2, 2, 2, 3], [0, 0, 1, 0, 0]),
        ([1, 3, 2, 4], [0, 0, 1, 1]),
    ],
)
def test_classes_that_overlap_have_one(x: list[int], y: list[int]) -> None:
    objective = LogisticRegression(Dataset(x, y))
    assert not objective.separable
    assert np.abs(objective.gradient(objective.minimum())).max() < 1e-14


def test_squared_errors_may_forgive_an_outlier_and_run_away() -> None:
    x = np.concatenate((np.linspace(0, 1, 200), np.linspace(2, 3, 200), [2.5]))
    y = [*[0] * 200, *[1] * 200, 0]
    assert np.isfinite(LogisticRegression(Dataset(x, y)).minimum()).all()
    objective = SigmoidSquaredError(Dataset(x, y))
    with pytest.raises(NoMinimumError, match="goes on falling as the weights grow"):
        objective.minimum()


@pytest.mark.parametrize("seed", range(30))
def test_the_valley_of_squared_errors_is_a_minimum(seed: int) -> None:
    data = overlapping(seed)
    objective = SigmoidSquaredError(data)
    try:
        minimum = objective.minimum()
    except NoMinimumError:
        return
    size = np.abs(data.x).max()
    assert np.abs(objective.gradient(minimum) / [1, size]).max() < 1e-14
    change = Standardisation.of(data)
    assert objective.loss(minimum) <= objective.loss(LogisticRegression(data).minimum())
    nearby = change.standard_weights(minimum) + 1e-3 * np.random.default_rng(0).normal(size=(20, 2))
    assert objective.loss(change.raw_weights(nearby)).min() >= objective.loss(minimum) * (1 - 1e-13)
