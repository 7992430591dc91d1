"""How sure a fit is, against answers found in another way: constrained fits, and formulas."""

from collections.abc import Callable

import mpmath
import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit
from scipy.stats import chi2

from mlcore import (
    Dataset,
    LogisticRegression,
    NoMinimumError,
    Standardisation,
    challenger,
    likelihood_region,
    profile_band,
    profile_intervals,
    standard_errors,
)

RAW = challenger()
SCALED = Standardisation.of(RAW).apply(RAW)
SOME = Dataset(
    np.array([-2.0, -1.0, -0.5, 0.0, 0.4, 1.0, 1.5, 2.5, 3.0]),
    np.array([0.0, 0, 1, 0, 1, 0, 1, 1, 0]),
)
DATA = {"challenger": RAW, "standardised": SCALED, "some": SOME}


def surprise(data: Dataset, level: float, slope: float, x0: float) -> float:
    """The negative log-likelihood of the curve of score ``level`` at x0, and its slope."""
    z = level + slope * (data.x - x0)
    return float(np.logaddexp(0, (1 - 2 * data.y) * z).sum())


def profile(data: Dataset, level: float, x0: float) -> float:
    """Twice the least negative log-likelihood of all curves with that score at x0."""
    reach = 40 / data.x.std()
    found = minimize_scalar(
        lambda slope: surprise(data, level, slope, x0),
        bounds=(-reach, reach),
        method="bounded",
        options={"xatol": 1e-12 * reach},
    )
    return 2 * float(found.fun)


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("level", [0.5, 0.95])
@pytest.mark.parametrize("share", [-1.2, 0.1, 0.5, 1.4])
def test_the_limits_are_those_of_constrained_fits(name: str, level: float, share: float) -> None:
    data = DATA[name]
    objective = LogisticRegression(data)
    x0 = float(data.x.min() + share * np.ptp(data.x))
    best = float(objective.minimum() @ [1, x0])
    least = profile(data, best, x0)
    quantile = chi2.ppf(level, 1)

    def excess(score: float) -> float:
        return profile(data, score, x0) - least - quantile

    wanted = [brentq(excess, best + sign * 60, best, xtol=1e-9) for sign in (-1, 1)]
    found = [float(limit[0]) for limit in profile_band(objective, [x0], level)]
    assert found == pytest.approx(expit(wanted), rel=1e-5, abs=1e-12)


def test_the_limits_at_31_degrees() -> None:
    lower, upper = profile_band(LogisticRegression(RAW), [31])
    assert lower[0] == pytest.approx(0.8037, abs=5e-5)
    assert upper[0] > 0.99999
    scaled = Standardisation.of(RAW)
    again = profile_band(LogisticRegression(SCALED), scaled.standard_x([31]))
    assert again[0] == pytest.approx(lower, rel=1e-9)


@pytest.mark.parametrize("name", DATA)
def test_the_band_is_what_the_curves_on_the_rim_sweep_out(name: str) -> None:
    data = DATA[name]
    objective = LogisticRegression(data)
    x = np.linspace(data.x.min() - 1, data.x.max() + 1, 40)
    swept = objective.predict(likelihood_region(objective, count=4000), x)
    lower, upper = profile_band(objective, x)
    assert (lower <= swept.min(axis=0) + 1e-12).all()
    assert (upper >= swept.max(axis=0) - 1e-12).all()
    assert lower == pytest.approx(swept.min(axis=0), rel=1e-4)
    assert upper == pytest.approx(swept.max(axis=0), rel=1e-4)


@pytest.mark.parametrize("name", DATA)
def test_the_rim_is_an_iso_line_around_the_minimum(name: str) -> None:
    data = DATA[name]
    objective = LogisticRegression(data)
    rim, best = likelihood_region(objective, 0.9, count=60), objective.minimum()
    told = [2 * surprise(data, w0, w1, 0.0) for w0, w1 in (*rim, best)]
    assert np.array(told[:-1]) - told[-1] == pytest.approx(np.full(61, chi2.ppf(0.9, 1)), rel=1e-8)
    assert np.array_equal(rim[0], rim[-1])
    turns = np.unwrap(np.arctan2(*((rim - best) / rim.std(axis=0)).T[::-1]))
    assert abs(turns[-1] - turns[0]) == pytest.approx(2 * np.pi)


@pytest.mark.parametrize("name", DATA)
def test_the_intervals_are_the_extremes_of_the_rim(name: str) -> None:
    objective = LogisticRegression(DATA[name])
    rim = likelihood_region(objective, count=20_000)
    wanted = np.stack([rim.min(axis=0), rim.max(axis=0)], axis=-1)
    assert profile_intervals(objective) == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize("name", DATA)
def test_the_standard_errors_are_those_of_the_information(name: str) -> None:
    """The inverse of X' diag(p (1 - p)) X, as packages of statistics print it."""
    data = DATA[name]
    objective = LogisticRegression(data)
    columns = np.column_stack([np.ones_like(data.x), data.x])
    p = expit(columns @ objective.minimum())
    covariance = np.linalg.inv(columns.T @ (columns * (p * (1 - p))[:, None]))
    assert standard_errors(objective) == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-6)


def test_the_standard_errors_of_the_flights() -> None:
    """From the likelihood alone: Fisher scoring and differences, with forty digits."""
    with mpmath.workdps(40):
        rows = [(mpmath.mpf(x), int(y)) for x, y in zip(RAW.x, RAW.y, strict=True)]

        def surprises(w0: mpmath.mpf, w1: mpmath.mpf) -> mpmath.mpf:
            return mpmath.fsum(
                mpmath.log(1 + mpmath.exp((1 - 2 * y) * (w0 + w1 * x))) for x, y in rows
            )

        def slope(k: int) -> Callable[..., mpmath.mpf]:
            order = (1, 0) if k == 0 else (0, 1)
            return lambda w0, w1: mpmath.diff(surprises, (w0, w1), order)

        best = mpmath.findroot([slope(0), slope(1)], (15, -0.23))
        orders = [[(2, 0), (1, 1)], [(1, 1), (0, 2)]]
        bends = mpmath.matrix(
            [[mpmath.diff(surprises, tuple(best), order) for order in row] for row in orders]
        )
        covariance = bends**-1
        wanted = [float(mpmath.sqrt(covariance[k, k])) for k in (0, 1)]
    assert wanted == pytest.approx([7.3786, 0.1082], abs=5e-5)
    assert standard_errors(LogisticRegression(RAW)) == pytest.approx(wanted, rel=1e-9)


def test_what_cannot_be_told() -> None:
    apart = LogisticRegression(Dataset([0, 1, 2, 3], [0, 0, 1, 1]))
    for ask in (standard_errors, likelihood_region, profile_intervals):
        with pytest.raises(NoMinimumError, match="parts the two classes"):
            ask(apart)
    with pytest.raises(ValueError, match="between 0 and 1, not at 95"):
        profile_band(LogisticRegression(RAW), [31], 95)
    with pytest.raises(ValueError, match="at least three places, not 2"):
        likelihood_region(LogisticRegression(RAW), count=2)
