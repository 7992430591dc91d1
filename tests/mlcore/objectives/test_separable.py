"""Data that have no minimum: a descent runs on, and everything about it still works."""

import numpy as np
import pytest

from mlcore import (
    Dataset,
    GradientDescent,
    Landscape,
    LogisticRegression,
    NoMinimumError,
    Objective,
    Outcome,
    SigmoidSquaredError,
    Trajectory,
    challenger,
    descend,
    milestones,
    stable_learning_rate,
)

APART = Dataset([-2, -1, -0.5, 0.5, 1, 3], [0, 0, 0, 1, 1, 1])
TIED = Dataset([-2, -1, 0, 0, 1, 3], [0, 0, 0, 1, 1, 1])


@pytest.fixture(params=[LogisticRegression, SigmoidSquaredError])
def objective(request: pytest.FixtureRequest) -> Objective:
    return request.param(APART)


def run(
    objective: Objective, iterations: int = 3000, start: tuple[float, float] = (1, 0)
) -> Trajectory:
    return descend(objective, start, GradientDescent(2.0), iterations)


@pytest.mark.parametrize("data", [APART, TIED], ids=["apart", "tied"])
def test_a_descent_runs_to_its_last_iteration(data: Dataset) -> None:
    objective = LogisticRegression(data)
    trajectory = descend(objective, (1, 0), GradientDescent(1.0), 3000)
    assert (len(trajectory), trajectory.outcome) == (3000, Outcome.EXHAUSTED)
    assert np.all(np.diff(trajectory.losses) < 0)
    assert np.array_equal(trajectory.goal, trajectory.params[-1])


def test_milestones_rise_to_the_end(objective: Objective) -> None:
    marks = milestones(run(objective))
    assert marks[-1] == 3000
    assert np.all(np.diff(marks) > 0)
    assert 0 < marks[0] < 1000


@pytest.mark.parametrize("iterations", [0, 1, 50, 3000])
def test_a_landscape_around_the_run(objective: Objective, iterations: int) -> None:
    trajectory = run(objective, iterations)
    landscape = Landscape.around(objective, trajectory, 17)
    assert np.array_equal(landscape.minimum, trajectory.params[-1])
    assert landscape.minimum_loss == trajectory.losses[-1]
    assert landscape.loss.max() > landscape.loss.min()
    check(landscape, trajectory)


def check(landscape: Landscape, trajectory: Trajectory) -> None:
    """It holds the run, is finite, and not so wide that the run is lost in it."""
    assert np.isfinite(landscape.loss).all()
    for side, seen in zip((landscape.w0, landscape.w1), trajectory.params.T, strict=True):
        assert side[0] <= seen.min() <= seen.max() <= side[-1]
        assert np.all(np.diff(side) > 0)
        assert np.ptp(side) < 5 * np.ptp(trajectory.params, axis=0).max() + 30


@pytest.mark.parametrize("start", [(50, 0), (1000, 0), (-300, 300), (0, -80)])
def test_a_landscape_of_a_run_on_a_plateau(
    objective: Objective, start: tuple[float, float]
) -> None:
    trajectory = run(objective, 20, start)
    check(Landscape.around(objective, trajectory, 17), trajectory)


def test_a_landscape_around_a_minimum_beside_plateaus() -> None:
    objective = SigmoidSquaredError(challenger())
    rule = GradientDescent(stable_learning_rate(objective, np.zeros(2)))
    trajectory = descend(objective, (20, 0), rule, 50)
    landscape = Landscape.around(objective, trajectory, 17)
    assert np.array_equal(landscape.minimum, objective.minimum())
    assert np.ptp(landscape.w0) < 100
    assert np.isfinite(landscape.loss).all()


def test_a_landscape_over_a_window(objective: Objective) -> None:
    landscape = Landscape.over(objective, (-1, -2), (1, 6), 9)
    assert (landscape.w0[[0, -1]].tolist(), landscape.w1[[0, -1]].tolist()) == ([-1, 1], [-2, 6])
    assert landscape.minimum_loss == landscape.loss.min()
    assert objective.loss(landscape.minimum) == pytest.approx(landscape.minimum_loss)
    assert landscape.minimum[1] == 6


def test_no_minimum_is_a_value_error(objective: Objective) -> None:
    with pytest.raises(NoMinimumError):
        objective.minimum()
    assert issubclass(NoMinimumError, ValueError)
    with pytest.raises(NoMinimumError):
        stable_learning_rate(objective)
