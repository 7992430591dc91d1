"""The mean squared error of a line, against exact rational arithmetic and published answers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mlcore import (
    Dataset,
    LinearRegression,
    LogisticRegression,
    NoMinimumError,
    SigmoidSquaredError,
    Standardisation,
    UserError,
    condition_number,
    hubble,
)

ANSCOMBE = Dataset(
    [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
)


@st.composite
def data_sets(draw: st.DrawFn) -> Dataset:
    """Clouds about a line, some far from zero, some narrow, some almost without noise."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows = draw(st.integers(3, 30))
    centre = draw(st.sampled_from([0, 1, -40, 1e3, 1e6]))
    spread = draw(st.sampled_from([1e-3, 1, 50]))
    noise = draw(st.sampled_from([1e-9, 1e-2, 10]))
    x = centre + spread * rng.normal(size=rows)
    return Dataset(x, rng.normal() + rng.normal() * x + noise * rng.normal(size=rows))


weights = st.tuples(st.floats(-100, 100), st.floats(-100, 100))


def exact_loss(data: Dataset, w0: Fraction, w1: Fraction) -> Fraction:
    rows = zip(map(Fraction, data.x.tolist()), map(Fraction, data.y.tolist()), strict=True)
    return sum((w1 * x + w0 - y) ** 2 for x, y in rows) / Fraction(len(data))


def exact_minimum(data: Dataset) -> tuple[Fraction, Fraction]:
    x, y = ([*map(Fraction, column.tolist())] for column in (data.x, data.y))
    x_mean, y_mean = sum(x) / Fraction(len(x)), sum(y) / Fraction(len(y))
    slope = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True)) / sum(
        (a - x_mean) ** 2 for a in x
    )
    return y_mean - slope * x_mean, slope


@given(data_sets())
def test_the_minimum_is_exact_to_nine_digits(data: Dataset) -> None:
    w0, w1 = LinearRegression(data).minimum()
    exact_w0, exact_w1 = map(float, exact_minimum(data))
    rounding = 1e-13 * np.ptp(data.y) / np.ptp(data.x)
    assert w1 == pytest.approx(exact_w1, rel=1e-9, abs=rounding)
    assert w0 == pytest.approx(exact_w0, rel=1e-9, abs=rounding * np.abs(data.x).max())


@given(data_sets())
def test_the_least_loss_does_not_cancel(data: Dataset) -> None:
    objective = LinearRegression(data)
    exact = float(exact_loss(data, *exact_minimum(data)))
    rounding = (1e-14 * np.ptp(data.y)) ** 2
    assert objective.minimum_loss == pytest.approx(exact, rel=1e-9, abs=1e2 * rounding) or (
        np.sqrt(objective.minimum_loss) == pytest.approx(np.sqrt(exact), abs=1e-14 * np.ptp(data.y))
    )


@given(data_sets(), weights)
def test_loss(data: Dataset, w: tuple[float, float]) -> None:
    exact = exact_loss(data, *map(Fraction, w))
    rounding = (1e-14 * (np.abs(data.y).max() + 100 * np.abs(data.x).max())) ** 2
    assert LinearRegression(data).loss(w) == pytest.approx(float(exact), rel=1e-9, abs=rounding)


@given(data_sets(), weights)
def test_gradient_and_hessian_are_finite_differences(data: Dataset, w: tuple[float, float]) -> None:
    """Central differences of a quadratic are its derivatives, for any step."""
    w0, w1 = map(Fraction, w)
    one = Fraction(1)
    g = {
        (i, j): exact_loss(data, w0 + i * one, w1 + j * one) for i in (-1, 0, 1) for j in (-1, 0, 1)
    }
    gradient = [(g[1, 0] - g[-1, 0]) / 2, (g[0, 1] - g[0, -1]) / 2]
    mixed = (g[1, 1] - g[1, -1] - g[-1, 1] + g[-1, -1]) / 4
    hessian = [
        [g[1, 0] - 2 * g[0, 0] + g[-1, 0], mixed],
        [mixed, g[0, 1] - 2 * g[0, 0] + g[0, -1]],
    ]
    objective = LinearRegression(data)
    size = np.abs(data.x).max()
    rounding = 1e-13 * (np.abs(data.y).max() + 100 * (1 + size)) * np.array([1, size])
    assert np.all(
        np.abs(objective.gradient(w) - np.array(gradient, dtype=float))
        <= rounding + 1e-9 * np.abs(np.array(gradient, dtype=float))
    )
    assert objective.hessian(w) == pytest.approx(
        np.array(hessian, dtype=float), rel=1e-9, abs=1e-13 * size
    )


@given(data_sets(), weights)
def test_the_gradient_vanishes_at_the_minimum_and_the_loss_is_least(
    data: Dataset, w: tuple[float, float]
) -> None:
    objective = LinearRegression(data)
    minimum = objective.minimum()
    size = np.abs(data.x).max()
    assert np.abs(objective.gradient(minimum)).max() <= 1e-13 * (1 + size) * (
        np.abs(data.y).max() + np.abs(minimum[1]) * size
    )
    assert objective.loss(minimum) <= objective.loss(w)


@given(data_sets())
def test_other_solvers_agree(data: Dataset) -> None:
    fit = stats.linregress(data.x, data.y)
    slope_tolerance = 1e-6 * np.std(data.y) / np.std(data.x)
    w0, w1 = LinearRegression(data).minimum()
    assert w1 == pytest.approx(fit.slope, rel=1e-6, abs=slope_tolerance)
    assert w0 == pytest.approx(fit.intercept, rel=1e-6, abs=slope_tolerance * np.abs(data.x).max())


@pytest.mark.parametrize(
    ("data", "published", "places"),
    [(hubble(), (-40.7836, 454.158), (4, 3)), (ANSCOMBE, (3.00009091, 0.50009091), (8, 8))],
    ids=["Hubble 1929", "Anscombe I"],
)
def test_published_answers(
    data: Dataset, published: tuple[float, float], places: tuple[int, int]
) -> None:
    objective = LinearRegression(data)
    minimum = objective.minimum()
    assert minimum.tolist() == pytest.approx([*map(float, exact_minimum(data))], rel=1e-12)
    assert tuple(round(w, n) for w, n in zip(minimum.tolist(), places, strict=True)) == published
    assert np.polyfit(data.x, data.y, 1)[::-1] == pytest.approx(minimum, rel=1e-9)
    columns = np.column_stack((np.ones(len(data)), data.x))
    assert np.linalg.lstsq(columns, data.y)[0] == pytest.approx(minimum, rel=1e-9)


def test_anscombe_sum_of_squares() -> None:
    assert round(LinearRegression(ANSCOMBE).minimum_loss * len(ANSCOMBE), 5) == 13.76269


def test_two_rows_are_fitted_without_loss() -> None:
    objective = LinearRegression(Dataset([1, 3], [5, 9]))
    assert objective.minimum() == pytest.approx([3, 2])
    assert objective.minimum_loss == pytest.approx(0, abs=1e-30)


def test_a_grid_of_weights_is_the_same_as_its_points() -> None:
    objective = LinearRegression(hubble())
    grid = np.random.default_rng(0).normal(size=(3, 4, 2)) * 500
    assert (objective.loss(grid).shape, objective.gradient(grid).shape) == ((3, 4), (3, 4, 2))
    assert objective.hessian(grid).shape == (3, 4, 2, 2)
    assert objective.predict(grid, [1, 2, 3, 4, 5]).shape == (3, 4, 5)
    for place in np.ndindex(3, 4):
        w = grid[place]
        assert objective.loss(grid)[place] == objective.loss(w)
        assert np.array_equal(objective.gradient(grid)[place], objective.gradient(w))
        assert objective.predict(grid, [2])[place] == w[0] + 2 * w[1]


def test_one_pair_of_weights_gives_a_float() -> None:
    objective = LinearRegression(hubble())
    assert type(objective.loss(np.zeros(2))) is float
    assert objective.predict([1, 2], [0, 10]).tolist() == [1, 21]


@pytest.mark.parametrize("w", [[1, 2, 3], 5, [[1], [2]]])
def test_weights_come_in_pairs(w: object) -> None:
    with pytest.raises(ValueError, match="axis of length 2"):
        LinearRegression(hubble()).loss(w)


def test_two_million_rows_are_read_in_blocks() -> None:
    """Whole numbers, whose sums are exact."""
    i = np.arange(2_000_003)
    x, y = i * 7919 % 1009, i * 104729 % 997 + 3 * (i % 5)
    n, sx, sy = len(i), int(x.sum()), int(y.sum())
    sxx, sxy, syy = int(x @ x), int(x @ y), int(y @ y)
    slope = Fraction(n * sxy - sx * sy, n * sxx - sx * sx)
    level = (sy - slope * sx) / n
    least = (syy - level * sy - slope * sxy) / n
    objective = LinearRegression(Dataset(x, y))
    assert objective.minimum() == pytest.approx([float(level), float(slope)], rel=1e-9)
    assert objective.minimum_loss == pytest.approx(float(least), rel=1e-12)
    assert objective.loss([0, 0]) == pytest.approx(syy / n, rel=1e-12)


@given(data_sets(), weights)
def test_standardised_weights_convert_back(data: Dataset, v: tuple[float, float]) -> None:
    change = Standardisation.of(data)
    standardised = change.apply(data)
    assert standardised.x.mean() == pytest.approx(0, abs=1e-5)
    assert standardised.x.std() == pytest.approx(1, rel=1e-5)
    assert standardised.x_label == "x, standardised"
    objective, raw = LinearRegression(standardised), LinearRegression(data)
    scale = np.abs(v).max() * np.abs(data.x).max() / change.scale + np.abs(data.y).max()
    assert raw.predict(change.raw_weights(v), data.x) == pytest.approx(
        objective.predict(v, standardised.x), abs=1e-12 * scale
    )
    assert condition_number(objective) == pytest.approx(1, rel=1e-4)


def test_raw_weights_of_a_grid() -> None:
    v = np.random.default_rng(1).normal(size=(4, 3, 2))
    change = Standardisation(mean=70, scale=7)
    assert np.array_equal(change.raw_weights(v)[2, 1], change.raw_weights(v[2, 1]))


@pytest.mark.parametrize(("mean", "scale"), [(0, 0), (0, -1), (np.nan, 1), (0, np.inf)])
def test_a_standardisation_has_a_positive_scale(mean: float, scale: float) -> None:
    with pytest.raises(ValueError, match="scale > 0"):
        Standardisation(mean, scale)


def test_condition_number_beyond_all_digits() -> None:
    assert condition_number(LinearRegression(hubble())) == pytest.approx(10.35634275)
    assert condition_number(LinearRegression(Dataset([1e6, 1e6 + 1], [0, 1]))) == np.inf


def test_condition_number_anywhere() -> None:
    objective = LinearRegression(hubble())
    assert condition_number(objective, (3, 4)) == condition_number(objective)
    sigmoid = LogisticRegression(Dataset([1, 2, 3, 4], [0, 0, 1, 1]))
    x = sigmoid.data.x
    assert condition_number(sigmoid, (0, 0)) == pytest.approx(
        np.linalg.cond([[1, x.mean()], [x.mean(), (x * x).mean()]])
    )
    assert condition_number(sigmoid, (1e6, 0)) == np.inf
    assert condition_number(SigmoidSquaredError(sigmoid.data), (3, 0)) == np.inf
    with pytest.raises(NoMinimumError):
        condition_number(sigmoid)


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3), weights)
def test_standard_weights_undo_raw_weights(
    mean: float, scale: float, v: tuple[float, float]
) -> None:
    change = Standardisation(mean, scale)
    back = change.standard_weights(change.raw_weights(v))
    blur = 1e-14 * (abs(v[0]) + abs(v[1]) * (1 + abs(mean) / scale))
    assert back == pytest.approx(np.array(v), abs=blur + 1e-300)


def test_standard_errors_are_those_of_another_formula() -> None:
    for data in (hubble(), Dataset([1.0, 2.0, 4.0, 9.0], [3.0, -1.0, 2.0, 5.0])):
        independent = stats.linregress(data.x, data.y)
        np.testing.assert_allclose(
            LinearRegression(data).standard_errors(),
            [independent.intercept_stderr, independent.stderr],
            rtol=1e-10,
        )


def test_standard_errors_of_hubbles_line() -> None:
    np.testing.assert_allclose(LinearRegression(hubble()).standard_errors(), [83, 75], atol=0.5)


def test_lines_one_standard_error_away_sweep_the_band_of_the_covariance() -> None:
    data = hubble()
    objective = LinearRegression(data)
    ellipse = objective.error_ellipse(4000)
    best, covariance = np.polyfit(data.x, data.y, 1, cov=True)
    away = ellipse[:, ::-1] - best
    np.testing.assert_allclose(
        np.einsum("ki,ij,kj->k", away, np.linalg.inv(covariance), away), 1.0, rtol=1e-9
    )
    np.testing.assert_allclose(
        np.abs(ellipse - objective.minimum()).max(axis=0), objective.standard_errors(), rtol=1e-5
    )
    x = np.array([-0.5, 0.0, 0.9, 2.0])
    inputs = np.stack([x, np.ones_like(x)])
    band = np.sqrt(np.einsum("in,ij,jn->n", inputs, covariance, inputs))
    heights = objective.predict(ellipse, x)
    np.testing.assert_allclose(heights.max(axis=0), np.polyval(best, x) + band, rtol=1e-5)
    np.testing.assert_allclose(heights.min(axis=0), np.polyval(best, x) - band, rtol=1e-5)


def test_two_rows_have_no_standard_errors() -> None:
    with pytest.raises(UserError, match="three or more"):
        LinearRegression(Dataset([0, 1], [0, 1])).standard_errors()
