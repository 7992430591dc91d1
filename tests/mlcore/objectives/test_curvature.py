"""How far the weights of one loss reach."""

import numpy as np
import pytest

from mlcore import (
    Function,
    GradientDescent,
    LinearRegression,
    NoMinimumError,
    descend,
    fastest_learning_rate,
    hubble,
    level_reach,
    most_curved,
    stable_learning_rate,
    steps_within,
)

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


def test_no_slice_through_the_minimum_is_more_curved() -> None:
    curvature, along = most_curved(OBJECTIVE)
    lowest, least = OBJECTIVE.minimum(), OBJECTIVE.minimum_loss
    angles = np.linspace(0, np.pi, 2001)
    towards = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    curvatures = 2 * (np.asarray(OBJECTIVE.loss(lowest + towards)) - least)
    assert curvature == pytest.approx(curvatures.max(), rel=1e-5)
    assert curvature == pytest.approx(2 * (float(OBJECTIVE.loss(lowest + along)) - least))
    assert np.linalg.norm(along) == pytest.approx(1.0)


@pytest.mark.parametrize("share", [0.5, 1.0, 2.0, 2.2])
def test_a_descent_on_the_most_curved_slice_hops_across_the_minimum(share: float) -> None:
    curvature, along = most_curved(OBJECTIVE)
    lowest = OBJECTIVE.minimum()
    run = descend(OBJECTIVE, lowest - 3.0 * along, GradientDescent(share / curvature), 5)
    away = run.params - lowest
    np.testing.assert_allclose(away @ along, -3.0 * (1 - share) ** np.arange(6), atol=1e-9)
    np.testing.assert_allclose(away - np.outer(away @ along, along), 0.0, atol=1e-9)


def test_at_the_fastest_rate_the_fewest_steps_are_needed() -> None:
    best, limit = fastest_learning_rate(OBJECTIVE), stable_learning_rate(OBJECTIVE)
    needed = {
        rate: steps_within(OBJECTIVE, (8.0, 1.0), GradientDescent(rate), 1e-6)
        for rate in [best, *np.linspace(0.5, 0.99, 50) * limit]
    }
    assert all(count is not None and needed[best] <= count for count in needed.values())
    values = np.linalg.eigvalsh(OBJECTIVE.hessian(np.zeros(2)))
    shrunk = 1 - best * values
    assert shrunk[0] == pytest.approx(-shrunk[1])
