"""Nodes stand for rows: their sums are the plain sums, whatever the data and the weights."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, log_expit

from mlcore import Dataset, Landscape, LogisticRegression, SigmoidSquaredError
from mlcore.numerics.arrays import FloatArray
from mlcore.numerics.condensed import Condensed

ROWS = 20_000
RNG = np.random.default_rng(7)
CLOUDS = {
    "normal": RNG.normal(size=ROWS),
    "uniform": RNG.uniform(-1, 1, size=ROWS),
    "long tail": RNG.lognormal(sigma=3, size=ROWS),
    "far outliers": np.append(RNG.normal(size=ROWS), [1e9, -1e7]),
    "two clusters": np.append(RNG.normal(size=ROWS // 2), 1e6 + RNG.normal(size=ROWS // 2)),
    "whole numbers": np.round(30 * RNG.normal(size=ROWS)),
}


def labelled(x: FloatArray) -> Dataset:
    middle, spread = np.median(x), np.subtract(*np.percentile(x, [75, 25]))
    chance = expit((x - middle) / spread)
    return Dataset(x, np.random.default_rng(1).random(x.size) < chance)


@pytest.fixture(scope="module", params=CLOUDS.values(), ids=CLOUDS.keys())
def objective(request: pytest.FixtureRequest) -> LogisticRegression:
    return LogisticRegression(labelled(request.param))


def weights(objective: LogisticRegression) -> list[tuple[float, float]]:
    """From flat to steep, with the boundary in the midst of the rows or away from them."""
    x = objective.data.x
    spread = np.subtract(*np.percentile(x, [75, 25]))
    pairs = [(0.0, 0.0), (-3.0, 0.0)]
    for steepness in (0.1, 1, 7, 50, 300, 1e4, 1e6):
        for place in np.quantile(x, [0.1, 0.5, 0.97]):
            w1 = float(steepness / spread)
            pairs += [(-w1 * float(place), w1), (w1 * float(place), -w1)]
    return pairs


def test_nodes_are_few_and_hold_every_row(objective: LogisticRegression) -> None:
    nodes = objective._rows.nodes
    assert nodes.t.size <= 4096
    assert np.all(np.diff(nodes.t) > 0)
    ones = objective.data.y.mean()
    assert nodes.shares.sum(axis=1) == pytest.approx([1 - ones, ones], rel=1e-12)


def test_sums_are_the_plain_sums(objective: LogisticRegression) -> None:
    x, y = objective.data.x, objective.data.y
    squared = SigmoidSquaredError(objective.data)
    for w in weights(objective):
        z = w[0] + w[1] * x
        p, q = expit(z), expit(-z)
        surprises, misses = -log_expit((2 * y - 1) * z), np.where(y, -q, p)
        assert objective.loss(w) == pytest.approx(surprises.mean(), rel=1e-10, abs=1e-16)
        assert squared.loss(w) == pytest.approx((misses**2).mean(), rel=1e-10, abs=1e-16)
        (g0, g1), ((h00, h01), (_, h11)) = objective.gradient(w), objective.hessian(w)
        bends = p * q
        for entry, values, power in [
            (g0, misses, 0), (g1, misses, 1), (h00, bends, 0), (h01, bends, 1), (h11, bends, 2),
        ]:  # fmt: skip
            terms = values * x**power
            # The centre of two clusters is far from both, and has so many digits and no more.
            digits = 4e-15 * (1 + abs(objective._scaling.mean)) ** power * np.abs(values).mean()
            assert abs(entry - terms.mean()) <= 1e-10 * np.abs(terms).mean() + digits + 1e-16


def test_the_widest_reach_of_nodes_alone() -> None:
    """The steepest weights that leave every row to the nodes; the loss to the last digits."""
    objective = LogisticRegression(labelled(CLOUDS["normal"]))
    steepest = 0.75 / objective._rows.half_width / objective._scaling.scale
    assert steepest > 10
    for w1 in (steepest * 0.999, -steepest * 0.999):
        for w0 in np.linspace(-2, 2, 5) * w1:
            assert objective._rows.at(w0, w1 * objective._scaling.scale) is objective._rows.nodes
            z = w0 + w1 * objective.data.x
            signed = (2 * objective.data.y - 1) * z
            assert objective.loss((w0, w1)) == pytest.approx(-log_expit(signed).mean(), rel=1e-13)
            bend = expit(z) * expit(-z)
            assert objective.hessian((w0, w1))[0, 0] == pytest.approx(bend.mean(), rel=1e-11)


def test_a_grid_mixes_gentle_and_steep() -> None:
    objective = LogisticRegression(labelled(CLOUDS["uniform"]))
    grid = np.stack(np.meshgrid([-5.0, 0, 3], [-1e5, -300, 0, 2, 1e4], indexing="ij"), axis=-1)
    for place in np.ndindex(3, 5):
        assert objective.loss(grid)[place] == pytest.approx(objective.loss(grid[place]), rel=1e-13)


@given(st.integers(1, 400), st.integers(0, 2**32 - 1))
def test_few_values_are_nodes_themselves(rows: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    t, y = rng.integers(-9, 9, rows).astype(float), rng.integers(0, 2, rows).astype(float)
    condensed = Condensed.of(t, y)
    assert condensed.half_width == 0
    assert condensed.at(1.0, 1e9) is condensed.nodes
    for value, share in zip(condensed.nodes.t, condensed.nodes.shares.T, strict=True):
        here = y[t == value]
        assert share == pytest.approx([(here == 0).sum() / rows, (here == 1).sum() / rows])


def test_a_million_rows_are_held_in_little_memory() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=1_000_000)
    data = Dataset(x, rng.random(x.size) < expit(2 * x - 1))
    tracemalloc.start()
    try:
        objective = LogisticRegression(data)
        landscape = Landscape.over(objective, (-4, -1), (2, 5))
        objective.loss((-300.0, 600.0))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 128e6
    assert landscape.minimum == pytest.approx([-1, 2], abs=0.02)
