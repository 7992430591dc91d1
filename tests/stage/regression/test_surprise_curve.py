"""On the curve −ln p every row stands at the chance of what happened, with a stem below."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import DOWN, LEFT
from scipy.special import expit

from mlcore import challenger
from scenes.stage.look.layout import Slot
from scenes.stage.regression.surprise_curve import SurpriseCurve

ROWS = challenger()
WEIGHTS = st.tuples(st.floats(-30, 30), st.floats(-0.5, 0.5))


def surprise(w: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.logaddexp(0, (1 - 2 * y) * (w[0] + w[1] * x))


def curve() -> SurpriseCurve:
    return SurpriseCurve(ROWS, surprise, (15.0, -0.23), highest=3.5, width=5.0, height=4.0)


@pytest.fixture(scope="module")
def plot() -> SurpriseCurve:
    return curve()


@given(w=WEIGHTS)
def test_every_row_stands_at_its_chance_and_its_surprise(
    w: tuple[float, float], plot: SurpriseCurve
) -> None:
    plot.set_weights(w)
    p = expit(w[0] + w[1] * ROWS.x)
    chance = np.where(ROWS.y == 1, p, 1 - p)
    with np.errstate(divide="ignore"):
        wanted = plot.at(chance, np.minimum(-np.log(chance), plot.y_range[1]))
    assert np.array([dot.get_center() for dot in plot.dots]) == pytest.approx(wanted, abs=1e-6)
    stems = np.array([stem.points[[0, -1]] for stem in plot.stems])
    assert stems[:, 1] == pytest.approx(wanted, abs=1e-6)
    assert stems[:, 0, 0] == pytest.approx(wanted[:, 0], abs=1e-6)
    assert stems[:, 0, 1] == pytest.approx(np.full(len(p), plot.at(0, 0)[1]))


def test_the_mean_of_the_stems_is_the_loss() -> None:
    plot = curve()
    unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
    heights = [np.ptp(stem.points[:, 1]) / unit for stem in plot.stems]
    assert np.mean(heights) == pytest.approx(
        surprise(np.array([15.0, -0.23]), ROWS.x, ROWS.y).mean()
    )


def test_the_curve_is_minus_the_logarithm_wherever_the_plot_stands() -> None:
    for plot in (curve(), curve().shift(LEFT + DOWN), curve().fill(Slot(-3.0, 2.0, -1.0, 2.0))):
        places = plot.curve.points[::4]
        p = np.linspace(0, 1, len(places))
        low, unit = plot.at(0, 0), plot.at(1, 1) - plot.at(0, 0)
        p, height = ((places - low)[:, k] / unit[k] for k in (0, 1))
        assert height == pytest.approx(-np.log(p), abs=1e-6)
        assert height[0] == pytest.approx(plot.y_range[1])


@pytest.mark.parametrize("place", [50.0, 53.0, 66.5, np.inf])
def test_rows_are_drawn_up_to_a_place_or_one_alone(place: float) -> None:
    plot = curve().until(place).set_weights((15.0, -0.23))
    seen = [dot.get_fill_opacity() > 0.5 for dot in plot.dots]
    assert np.array_equal(seen, place >= ROWS.x)
    tall = [np.ptp(stem.points[:, 1]) > 1e-9 for stem in plot.stems]
    assert np.array_equal(tall, place >= ROWS.x)
    plot.only(3).set_weights((15.0, -0.23))
    assert [dot.get_fill_opacity() > 0.5 for dot in plot.dots] == [k == 3 for k in range(23)]
