"""A descent settles below 2/λmax, never above, and says why it stopped."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mlcore import (
    Dataset,
    GradientDescent,
    LinearRegression,
    LogisticRegression,
    Outcome,
    Standardisation,
    Trajectory,
    challenger,
    descend,
    hubble,
    iterates,
    milestones,
    stable_learning_rate,
)

HUBBLE = LinearRegression(hubble())
WIDE = LinearRegression(Dataset([999_999, 1_000_000, 1_000_001.5], [3e6, 3e6 + 1, 3e6 + 5]))
PERFECT = LinearRegression(Dataset([0.1, 0.7, 1.3], [0.1 * 3.3 + 0.7, 0.7 * 3.3 + 0.7, 4.99]))


@st.composite
def objectives(draw: st.DrawFn) -> LinearRegression:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows = draw(st.integers(2, 20))
    centre = draw(st.sampled_from([0, 1, -40, 1e6]))
    noise = draw(st.sampled_from([0, 1e-9, 1]))
    x = centre + rng.normal(size=rows)
    return LinearRegression(Dataset(x, 5 - 3 * x + noise * rng.normal(size=rows)))


def run(
    objective: LinearRegression,
    factor: float,
    start: object = (0.3, -0.2),
    iterations: int = 300,
    tolerance: float = 0.0,
) -> Trajectory:
    rule = GradientDescent(factor * stable_learning_rate(objective))
    return descend(objective, start, rule, iterations, tolerance)


@given(objectives(), st.floats(0.01, 0.999), st.floats(-10, 10), st.floats(-10, 10))
def test_below_the_limit_the_loss_never_rises(
    objective: LinearRegression, factor: float, w0: float, w1: float
) -> None:
    trajectory = run(objective, factor, (w0, w1))
    assert trajectory.outcome is not Outcome.DIVERGED
    losses = trajectory.losses
    blur = 1e-12 * losses[:-1] + (1e-9 * np.abs(objective.data.y).max()) ** 2
    assert np.all(np.diff(losses) <= blur)


@given(objectives(), st.floats(0.01, 0.999))
@settings(max_examples=40)
def test_below_the_limit_it_converges(objective: LinearRegression, factor: float) -> None:
    bowl = LinearRegression(Standardisation.of(objective.data).apply(objective.data))
    needed = np.log(1e-6) / np.log(abs(1 - 2 * factor) + 1e-3)
    trajectory = run(bowl, factor, iterations=int(1.2 * needed) + 10, tolerance=1e-4)
    assert trajectory.outcome is Outcome.CONVERGED
    assert np.linalg.norm(trajectory.params[-1] - bowl.minimum()) <= 1.1e-4 * np.linalg.norm(
        trajectory.params[0] - bowl.minimum()
    )


@given(objectives(), st.floats(1.001, 10), st.floats(1, 10))
@example(HUBBLE, 1.001, 1.0)
@example(WIDE, 1.001, 1.0)
@example(PERFECT, 1.001, 1.0)
@settings(max_examples=40)
def test_above_the_limit_it_diverges(objective: LinearRegression, factor: float, w0: float) -> None:
    iterations = int(30 / np.log(2 * factor - 1)) + 10
    trajectory = run(objective, factor, (w0, 0), iterations)
    assert trajectory.outcome is Outcome.DIVERGED
    assert np.isfinite(trajectory.losses).all()


@given(objectives(), st.floats(0.01, 10), st.floats(0, 0.1))
def test_a_start_at_the_minimum_has_converged(
    objective: LinearRegression, factor: float, tolerance: float
) -> None:
    trajectory = run(objective, factor, objective.minimum(), tolerance=tolerance)
    assert (len(trajectory), trajectory.outcome) == (0, Outcome.CONVERGED)


@given(objectives(), st.floats(0.01, 0.999), st.floats(-1e-11, 1e-11))
@example(PERFECT, 0.999, 1e-15)
@example(WIDE, 0.999, 1e-15)
def test_rounding_beside_the_minimum_is_no_divergence(
    objective: LinearRegression, factor: float, nudge: float
) -> None:
    start = objective.minimum() * (1 + nudge)
    assert run(objective, factor, start, 1000).outcome is not Outcome.DIVERGED


def test_a_slow_start_of_divergence_is_seen_at_the_end() -> None:
    """The loss falls along the gentle axis first, and still rises in the end."""
    gentle, steep = np.linalg.eigh(HUBBLE.hessian((0, 0))).eigenvectors.T
    start = HUBBLE.minimum() + 100 * gentle + 0.1 * steep
    trajectory = run(HUBBLE, 1.01, start, iterations=300)
    assert run(HUBBLE, 1.01, start, iterations=10).outcome is Outcome.EXHAUSTED
    assert trajectory.losses[10] < trajectory.losses[0]
    assert trajectory.outcome is Outcome.DIVERGED
    assert len(trajectory) == 300


def test_a_runaway_is_stopped_and_stays_finite() -> None:
    trajectory = run(HUBBLE, 10)
    assert trajectory.outcome is Outcome.DIVERGED
    assert len(trajectory) < 12
    assert trajectory.losses[-1] > 1e12 * trajectory.losses[0] > trajectory.losses[-2]


def test_an_overflow_is_left_out() -> None:
    trajectory = descend(HUBBLE, (0, 0), GradientDescent(1e200))
    assert trajectory.outcome is Outcome.DIVERGED
    assert len(trajectory) == 0
    assert trajectory.at(1).w.tolist() == [0, 0]


def test_the_tolerance_is_a_share_of_the_first_gradient() -> None:
    trajectory = run(HUBBLE, 0.5, tolerance=0.01)
    lengths = np.linalg.norm(trajectory.gradients, axis=1)
    assert trajectory.outcome is Outcome.CONVERGED
    assert lengths[-1] <= 0.01 * lengths[0] < lengths[-2]


def test_without_tolerance_the_iterations_run_out() -> None:
    trajectory = run(HUBBLE, 0.2, iterations=5000)
    assert (len(trajectory), trajectory.outcome) == (5000, Outcome.EXHAUSTED)
    assert trajectory.params[-1] == pytest.approx(HUBBLE.minimum(), rel=1e-12)


def test_no_iterations() -> None:
    trajectory = run(HUBBLE, 0.2, iterations=0)
    assert (len(trajectory), trajectory.outcome) == (0, Outcome.EXHAUSTED)


def test_both_weights_step_at_once_from_the_old_values() -> None:
    trajectory = descend(HUBBLE, (1, 2), GradientDescent(0.1), iterations=20)
    for t in range(20):
        w = trajectory.params[t]
        assert np.array_equal(trajectory.params[t + 1], w - 0.1 * HUBBLE.gradient(w))
        assert trajectory.losses[t] == HUBBLE.loss(w)
        assert np.array_equal(trajectory.gradients[t], HUBBLE.gradient(w))


def test_iterates_go_on_without_end_or_warning() -> None:
    seen = [*islice(iterates(HUBBLE, (0, 0), GradientDescent(1e6)), 200)]
    assert [here.iteration for here in seen] == [*range(200)]
    assert not np.isfinite(seen[-1].loss)


def test_the_caller_s_start_is_left_alone() -> None:
    start = np.zeros(2)
    trajectory = descend(HUBBLE, start, GradientDescent(0.1), iterations=3)
    start[:] = 7
    assert trajectory.params[0].tolist() == [0, 0]


@pytest.mark.parametrize("rate", [0, -0.1, np.inf, np.nan])
def test_a_learning_rate_is_positive(rate: float) -> None:
    with pytest.raises(ValueError, match="learning rate must be finite and positive"):
        GradientDescent(rate)


@pytest.mark.parametrize(
    ("start", "iterations", "tolerance", "message"),
    [
        ((0, 0), -1, 0, "must be at least 0"),
        ((0, 0), 1, -0.5, "must be at least 0"),
        ((0, 0), 1, np.nan, "must be at least 0"),
        ((0, np.nan), 1, 0, "made of finite numbers"),
        ((0, 0, 0), 1, 0, "a start has 2 weights"),
        ((1e200, 0), 1, 0, "the loss overflows at the start"),
    ],
)
def test_arguments_out_of_range(
    start: object, iterations: int, tolerance: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        descend(HUBBLE, start, GradientDescent(0.1), iterations, tolerance)


@given(st.floats(-5, 50))
def test_at_lies_on_the_surface_between_its_iterates(t: float) -> None:
    trajectory = run(HUBBLE, 0.9, iterations=30)
    here = trajectory.at(t)
    assert here.iteration == min(max(t, 0), 30)
    below = int(here.iteration)
    share = here.iteration - below
    after = trajectory.params[min(below + 1, 30)]
    assert here.w == pytest.approx((1 - share) * trajectory.params[below] + share * after)
    assert here.loss == HUBBLE.loss(here.w)
    assert np.array_equal(here.gradient, HUBBLE.gradient(here.w))


def test_at_whole_iterations_is_the_record_itself() -> None:
    trajectory = run(HUBBLE, 0.9, iterations=30)
    assert np.array_equal(trajectory.path(np.arange(31)), trajectory.params)
    assert trajectory.at(17).loss == trajectory.losses[17]
    assert trajectory.path([[0.5, 1], [2, 3]]).shape == (2, 2, 2)


def test_a_trajectory_is_read_only_and_checked() -> None:
    trajectory = run(HUBBLE, 0.5, iterations=3)
    for array in (trajectory.params, trajectory.losses, trajectory.gradients):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    two, one = np.zeros((2, 2)), np.zeros(2)
    for params, losses, gradients in [
        (two, np.zeros(3), two),
        (two, one, np.zeros((3, 2))),
        (two, one * np.nan, two),
        (np.zeros((0, 2)), np.zeros(0), np.zeros((0, 2))),
    ]:
        with pytest.raises(ValueError, match=r"T \+ 1|shape of params|finite"):
            Trajectory(HUBBLE, params, losses, gradients, [None] * len(losses), Outcome.EXHAUSTED)


def test_the_stable_learning_rate_is_two_over_the_largest_eigenvalue() -> None:
    x = hubble().x
    moment = np.array([[1, x.mean()], [x.mean(), (x * x).mean()]])
    assert stable_learning_rate(HUBBLE) == pytest.approx(1 / np.linalg.norm(moment, 2))


def test_the_stable_learning_rate_anywhere() -> None:
    assert stable_learning_rate(HUBBLE, (7, 8)) == stable_learning_rate(HUBBLE)
    objective = LogisticRegression(challenger())
    x = challenger().x
    moment = np.array([[1, x.mean()], [x.mean(), (x * x).mean()]])
    assert stable_learning_rate(objective, (0, 0)) == pytest.approx(8 / np.linalg.norm(moment, 2))
    assert stable_learning_rate(objective) > stable_learning_rate(objective, (0, 0))
    assert stable_learning_rate(objective, (1e6, 0)) == np.inf


def test_the_goal_is_the_minimum() -> None:
    trajectory = run(HUBBLE, 0.5, iterations=3)
    assert np.array_equal(trajectory.goal, HUBBLE.minimum())
    assert trajectory.goal is trajectory.goal
    with pytest.raises(ValueError, match="read-only"):
        trajectory.goal[0] = 0


def test_outcomes_can_be_read() -> None:
    assert [outcome.value for outcome in Outcome] == [
        "converged",
        "diverged",
        "the iterations ran out",
    ]


def test_milestones_of_a_single_exponential() -> None:
    """One rate of decay, 1/125 an iteration: holds at exp(-0.5), exp(-2), exp(-4.5), exp(-8)."""
    bowl = LinearRegression(Standardisation.of(challenger()).apply(challenger()))
    trajectory = descend(bowl, (0, 0), GradientDescent((1 - np.exp(-1 / 125)) / 2), 990)
    assert milestones(trajectory) == (60, 250, 560, 990)
    assert milestones(trajectory, 2) == (250, 990)
    assert milestones(trajectory, 1) == (990,)


@given(st.integers(0, 400), st.integers(1, 12), st.floats(0.05, 3))
def test_milestones_rise_to_the_end(iterations: int, count: int, factor: float) -> None:
    trajectory = run(HUBBLE, factor, iterations=iterations)
    marks = milestones(trajectory, count)
    assert marks[-1] == len(trajectory)
    assert len(marks) == max(1, min(count, len(trajectory)))
    assert np.all(np.diff(marks) > 0)
    assert marks[0] >= min(1, len(trajectory))


def test_milestones_of_a_run_that_stays_where_it_is() -> None:
    assert milestones(run(HUBBLE, 0.5, HUBBLE.minimum())) == (0,)
    with pytest.raises(ValueError, match="at least one milestone"):
        milestones(run(HUBBLE, 0.5), 0)
