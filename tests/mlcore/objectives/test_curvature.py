"""How far the weights of one loss reach."""

import numpy as np
import pytest

from mlcore import Function, LinearRegression, NoMinimumError, hubble, level_reach

OBJECTIVE = LinearRegression(hubble().rescaled(100, "v"))


@pytest.mark.parametrize("fall", [0.5, 30.0])
def test_weights_of_one_loss_reach_so_far_and_no_farther(fall: float) -> None:
    lowest = OBJECTIVE.minimum()
    reach = level_reach(OBJECTIVE, fall)
    angles = np.linspace(0, 2 * np.pi, 20_001)
    towards = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    rise = OBJECTIVE.loss(lowest + towards) - OBJECTIVE.loss(lowest)
    level = np.sqrt(fall / rise)[:, None] * towards
    np.testing.assert_allclose(OBJECTIVE.loss(lowest + level) - OBJECTIVE.loss(lowest), fall)
    np.testing.assert_allclose(np.abs(level).max(axis=0), reach, rtol=1e-6)


def test_without_a_minimum_it_has_to_be_told_where() -> None:
    flat = Function(
        lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y), lambda x, y: ((2, 0), (0, 2))
    )
    np.testing.assert_allclose(level_reach(flat, 4.0, (0, 0)), [2.0, 2.0])
    with pytest.raises(NoMinimumError):
        level_reach(flat, 4.0)
