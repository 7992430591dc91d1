"""How many steps it takes to come near."""

import numpy as np
import pytest

from mlcore import (
    Function,
    GradientDescent,
    LinearRegression,
    NoMinimumError,
    descend,
    hubble,
    stable_learning_rate,
    steps_within,
)

OBJECTIVE = LinearRegression(hubble().rescaled(100, "v"))
START = (8.0, 1.0)


@pytest.mark.parametrize("rate", [0.02, 0.2])
def test_it_is_the_first_step_that_is_near_enough(rate: float) -> None:
    rule = GradientDescent(rate)
    run = descend(OBJECTIVE, START, rule, 500)
    away = np.linalg.norm(run.params - OBJECTIVE.minimum(), axis=1)
    count = steps_within(OBJECTIVE, START, rule, float(away[40]) * (1 + 1e-12))
    assert count == 40
    assert (away[:40] > away[40]).all()


def test_a_start_that_is_near_enough_takes_none() -> None:
    assert steps_within(OBJECTIVE, START, GradientDescent(0.02), 100.0) == 0


def test_the_good_rate_of_the_film_does_in_77_steps_what_took_990() -> None:
    run = descend(OBJECTIVE, START, GradientDescent(0.02), 990)
    reached = float(np.linalg.norm(run.params[-1] - OBJECTIVE.minimum()))
    good = GradientDescent(stable_learning_rate(OBJECTIVE) / 2)
    assert steps_within(OBJECTIVE, START, good, reached) == 77


@pytest.mark.parametrize(("share", "most"), [(1.1, 100_000), (0.01, 10)])
def test_what_does_not_come_near_gives_none(share: float, most: int) -> None:
    rule = GradientDescent(share * stable_learning_rate(OBJECTIVE))
    assert steps_within(OBJECTIVE, START, rule, 1e-3, most) is None


def test_without_a_minimum_there_is_nothing_to_come_near() -> None:
    slope = Function(lambda x, y: x + y, lambda x, y: (1 + 0 * x, 1 + 0 * y))
    assert not len(slope.minima)
    with pytest.raises(NoMinimumError):
        steps_within(slope, (0, 0), GradientDescent(0.1), 1.0)
