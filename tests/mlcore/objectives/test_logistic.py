"""The cross-entropy and the squared error of a sigmoid, against plain sums and other solvers."""

import re
from math import exp, fsum, log, log1p

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from mlcore import (
    Dataset,
    GradientDescent,
    LogisticRegression,
    Outcome,
    SigmoidSquaredError,
    Standardisation,
    challenger,
    descend,
    stable_learning_rate,
)

CHALLENGER = LogisticRegression(challenger())
BOTH = pytest.mark.parametrize("kind", [LogisticRegression, SigmoidSquaredError])
Kind = type[LogisticRegression] | type[SigmoidSquaredError]


def mixed(rows: int, seed: int, centre: float = 0, spread: float = 1) -> Dataset:
    """Two classes that overlap."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=rows)
    y = (rng.random(rows) < 1 / (1 + np.exp(0.5 - 1.5 * x))).astype(float)
    low, high = x.argmin(), x.argmax()
    y[[low, high]] = 1, 0
    y[x.argsort()[[1, -2]]] = 0, 1
    return Dataset(centre + spread * x, y)


@st.composite
def data_sets(draw: st.DrawFn) -> Dataset:
    seed, rows = draw(st.integers(0, 2**32 - 1)), draw(st.integers(4, 40))
    centre, spread = draw(st.sampled_from([0, 1, -40])), draw(st.sampled_from([0.1, 1, 50]))
    return mixed(rows, seed, centre, spread)


weights = st.tuples(st.floats(-8, 8), st.floats(-8, 8))


def plain_cross_entropy(data: Dataset, w: ArrayLike) -> float:
    """One row at a time, from the signed z."""
    w0, w1 = np.asarray(w).tolist()
    z = [(w1 * x + w0) * (-1 if y else 1) for x, y in zip(data.x.tolist(), data.y, strict=True)]
    return fsum(max(m, 0) + log1p(exp(-abs(m))) for m in z) / len(data)


def plain_squared_error(data: Dataset, w: ArrayLike) -> float:
    w0, w1 = np.asarray(w)
    with np.errstate(over="ignore"):
        return float(np.mean((1 / (1 + np.exp(-w1 * data.x - w0)) - data.y) ** 2))


PLAIN = {LogisticRegression: plain_cross_entropy, SigmoidSquaredError: plain_squared_error}


@BOTH
@given(data=data_sets(), w=weights)
def test_loss_is_the_plain_sum(kind: Kind, data: Dataset, w: tuple[float, float]) -> None:
    objective = kind(data)
    assert objective.loss(w) == pytest.approx(PLAIN[kind](data, w), rel=1e-12, abs=1e-16)
    assert objective.loss(w) >= 0


@BOTH
@given(data=data_sets(), w=weights)
def test_gradient_and_hessian_are_differences(
    kind: Kind, data: Dataset, w: tuple[float, float]
) -> None:
    objective, step = kind(data), 1e-5 / np.abs(data.x).max()
    there = np.array(w) + step * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]])
    losses = [PLAIN[kind](data, v) for v in there]
    gradient = [losses[0] - losses[1], losses[2] - losses[3]]
    gradients = objective.gradient(there)
    hessian = [gradients[0] - gradients[1], gradients[2] - gradients[3]]
    size = np.array([1, max(1, np.abs(data.x).max())])
    scale = (1 + objective.loss(w)) / step
    assert objective.gradient(w) == pytest.approx(
        np.array(gradient) / (2 * step), abs=1e-14 * scale + 1e-8 * size[1]
    )
    assert objective.hessian(w) == pytest.approx(
        np.array(hessian) / (2 * step), abs=1e-14 * size[1] / step + 1e-8 * size[1] ** 2
    )


@given(data_sets(), weights, weights, st.floats(0, 1))
def test_the_cross_entropy_is_convex(
    data: Dataset, a: tuple[float, float], b: tuple[float, float], share: float
) -> None:
    objective = LogisticRegression(data)
    between = (1 - share) * np.array(a) + share * np.array(b)
    chord = (1 - share) * objective.loss(a) + share * objective.loss(b)
    assert objective.loss(between) <= chord * (1 + 1e-12)
    hessian = objective.hessian(a)
    assert np.linalg.eigvalsh(hessian)[0] >= -1e-12 * hessian.trace()


def test_the_squared_error_is_not_convex() -> None:
    objective = SigmoidSquaredError(challenger())
    assert np.linalg.eigvalsh(objective.hessian((20, 0)))[0] < 0
    plateau = objective.loss((1000, 0))
    assert plateau == pytest.approx(16 / 23)
    assert objective.gradient((1000, 0)).tolist() == [0, 0]


@given(data_sets(), weights)
def test_no_hessian_exceeds_that_at_zero(data: Dataset, w: tuple[float, float]) -> None:
    objective = LogisticRegression(data)
    most = objective.hessian((0, 0))
    columns = np.column_stack((np.ones(len(data)), data.x))
    assert most == pytest.approx(columns.T @ columns / (4 * len(data)), rel=1e-12, abs=1e-14)
    assert np.linalg.eigvalsh(most - objective.hessian(w)).min() >= -1e-13 * most.trace()


@given(data_sets(), st.floats(0.05, 0.999), weights)
@settings(max_examples=30)
def test_below_the_limit_at_zero_the_loss_never_rises(
    data: Dataset, factor: float, start: tuple[float, float]
) -> None:
    objective = LogisticRegression(data)
    rule = GradientDescent(factor * stable_learning_rate(objective, np.zeros(2)))
    run = descend(objective, start, rule, 50)
    assert run.outcome is not Outcome.DIVERGED
    assert np.all(np.diff(run.losses) <= 1e-12 * run.losses[:-1])


@BOTH
@given(data=data_sets(), v=weights)
def test_standardised_weights_have_the_same_loss(
    kind: Kind, data: Dataset, v: tuple[float, float]
) -> None:
    change = Standardisation.of(data)
    raw, standard = kind(data), kind(change.apply(data))
    w = change.raw_weights(v)
    assert change.standard_weights(w) == pytest.approx(np.array(v), rel=1e-9, abs=1e-9)
    assert raw.loss(w) == pytest.approx(standard.loss(v), rel=1e-9, abs=1e-12)


@BOTH
@pytest.mark.parametrize(
    "w",
    [
        (1e6, 0),
        (-1e6, 0),
        (1e300, -1e300),
        (-1e300, 1e300),
        (1e308, 1e308),
        (0, 1e305),
        (np.inf, 0),
        (0, -np.inf),
        (-np.inf, np.inf),
    ],
)
def test_extreme_weights(kind: Kind, w: tuple[float, float]) -> None:
    """Warnings are errors here, so there are none."""
    objective = kind(challenger())
    for loss in (objective.loss(w), *objective.loss([w, w])):
        assert loss >= 0
        assert not np.isnan(loss)
    objective.gradient(w), objective.hessian([w])
    objective.predict(w, [31, 70]), objective.surprise(w, [31, 70], [0, 1])
    if np.isfinite(w).all() and np.abs(w).max() < 1e307:
        assert np.isfinite(objective.gradient(w)).all()
    if kind is LogisticRegression and w == (1e6, 0):
        assert objective.loss(w) == pytest.approx(1e6 * 16 / 23)


def test_what_happened_surprises_by_its_probability() -> None:
    w = CHALLENGER.minimum()
    p = CHALLENGER.predict(w, challenger().x)
    happened = np.where(challenger().y == 1, p, 1 - p)
    surprise = CHALLENGER.surprise(w, challenger().x, challenger().y)
    assert surprise == pytest.approx(-np.log(happened))
    assert surprise.mean() == pytest.approx(CHALLENGER.loss(w))
    assert CHALLENGER.surprise((0, 1), [1000, -1000], [0, 1]).tolist() == [1000, 1000]
    assert CHALLENGER.surprise((0, 1), [40], [1])[0] == pytest.approx(np.exp(-40))
    assert CHALLENGER.surprise(np.zeros((3, 4, 2)), [1, 2], [0, 1]) == pytest.approx(
        np.full((3, 4, 2), log(2))
    )


def test_the_boundary_is_where_both_are_as_probable() -> None:
    assert CHALLENGER.boundary((6, -2)) == 3
    assert type(CHALLENGER.boundary([6, -2])) is float
    assert CHALLENGER.boundary((1, 0)) == -np.inf
    assert np.isnan(CHALLENGER.boundary((0, 0)))
    many = np.array([[[6, -2], [1, 1]], [[0, 1], [-1, 0]]])
    assert CHALLENGER.boundary(many).tolist() == [[3, -1], [0, np.inf]]
    w = CHALLENGER.minimum()
    assert CHALLENGER.predict(w, [CHALLENGER.boundary(w)])[0] == pytest.approx(0.5)


@BOTH
def test_a_grid_of_weights_is_the_same_as_its_points(kind: Kind) -> None:
    objective = kind(challenger())
    grid = np.random.default_rng(0).normal(size=(3, 4, 2)) * [15, 0.2]
    assert (objective.loss(grid).shape, objective.gradient(grid).shape) == ((3, 4), (3, 4, 2))
    assert objective.hessian(grid).shape == (3, 4, 2, 2)
    assert objective.predict(grid, [1, 2, 3, 4, 5]).shape == (3, 4, 5)
    for place in np.ndindex(3, 4):
        w = grid[place]
        assert objective.loss(grid)[place] == pytest.approx(objective.loss(w), rel=1e-13)
        assert objective.gradient(grid)[place] == pytest.approx(objective.gradient(w), rel=1e-10)
        assert objective.hessian(grid)[place] == pytest.approx(objective.hessian(w), rel=1e-10)
    assert type(objective.loss(grid[0, 0])) is float
    with pytest.raises(ValueError, match="axis of length 2"):
        objective.loss([1, 2, 3])


@BOTH
@pytest.mark.parametrize(
    ("y", "classes", "message"),
    [
        ([0, 1, 2], (), "distress is 2 in row 3; a class must be 0 or 1"),
        ([0, 0.5, 1], (), "distress is 0.5 in row 2; a class must be 0 or 1"),
        ([1, 1, 1], (), "distress is '1' in every row; two classes are needed"),
        ([0, 0, 0], ("no", "yes"), "distress is 'no' in every row; two classes are needed"),
    ],
)
def test_labels_are_checked(
    kind: Kind, y: list[float], classes: tuple[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        kind(Dataset([1, 2, 3], y, y_label="distress", classes=classes))
