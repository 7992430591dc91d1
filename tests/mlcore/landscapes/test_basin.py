"""A basin: below its level, whole, and true to the loss."""

import numpy as np
import pytest

from mlcore import Basin, Function, LinearRegression, brought_below, hubble

OBJECTIVE = LinearRegression(hubble().rescaled(100, "v"))
LOW, HIGH, LEVEL = np.array([-10.0, -4.0]), np.array([9.0, 13.0]), 60.0


def test_it_holds_what_lies_below_the_level() -> None:
    basin = Basin.below(OBJECTIVE, LOW, HIGH, LEVEL, 33)
    assert OBJECTIVE.loss(LOW) > LEVEL or OBJECTIVE.loss(HIGH) > LEVEL
    assert basin.loss.max() == pytest.approx(LEVEL)
    assert np.all(basin.weights >= LOW - 1e-9)
    assert np.all(basin.weights <= HIGH + 1e-9)
    np.testing.assert_allclose(basin.loss, OBJECTIVE.loss(basin.weights))
    assert basin.minimum_loss == pytest.approx(OBJECTIVE.loss(OBJECTIVE.minimum()))


def test_its_border_lies_on_the_level_or_on_the_windows() -> None:
    basin = Basin.below(OBJECTIVE, LOW, HIGH, LEVEL, 33)
    border = np.vstack(
        [basin.weights[[0, -1]].reshape(-1, 2), basin.weights[:, [0, -1]].reshape(-1, 2)]
    )
    share = np.abs((border - (LOW + HIGH) / 2) / ((HIGH - LOW) / 2)).max(axis=1)
    on_level = np.isclose(OBJECTIVE.loss(border), LEVEL)
    assert (on_level | np.isclose(share, 1)).all()
    assert 0 < on_level.sum() < len(border)


def test_below_the_level_a_window_stays_as_it_is() -> None:
    basin = Basin.below(OBJECTIVE, LOW, HIGH, 1e6, 5)
    np.testing.assert_allclose(basin.weights[:, 0, 0], np.linspace(LOW[0], HIGH[0], 5))
    np.testing.assert_allclose(basin.weights[0, :, 1], np.linspace(LOW[1], HIGH[1], 5))


def test_weights_stay_on_their_ray_and_keep_their_share_of_it() -> None:
    middle = (LOW + HIGH) / 2
    corner = HIGH.copy()
    whole = brought_below(OBJECTIVE, LOW, HIGH, LEVEL, corner)
    half = brought_below(OBJECTIVE, LOW, HIGH, LEVEL, middle + (corner - middle) / 2)
    assert OBJECTIVE.loss(whole) == pytest.approx(LEVEL)
    np.testing.assert_allclose(half - middle, (whole - middle) / 2)
    shares = (whole - middle) / (corner - middle)
    assert shares[0] == pytest.approx(shares[1])
    np.testing.assert_array_equal(brought_below(OBJECTIVE, LOW, HIGH, LEVEL, middle), middle)


def test_a_middle_above_the_level_is_refused() -> None:
    with pytest.raises(ValueError, match="middle of the window is not below"):
        Basin.below(OBJECTIVE, LOW, HIGH, 1.0)


def test_a_grid_of_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        Basin.below(OBJECTIVE, LOW, HIGH, LEVEL, 1)


def test_a_loss_without_data_has_one_too() -> None:
    bowl = Function(lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y), minima=[(0, 0)])
    basin = Basin.below(bowl, (-2, -2), (2, 2), 1.0, 9)
    edge = np.linalg.norm(basin.weights[0], axis=-1)
    np.testing.assert_allclose(edge, 1.0)
