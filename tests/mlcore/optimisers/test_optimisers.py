"""Every optimiser on every objective of known minimum, each rule as in its paper."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore import (
    Adam,
    Function,
    GradientDescent,
    HeavyBall,
    LinearRegression,
    LogisticRegression,
    Nesterov,
    Newton,
    Objective,
    Outcome,
    RMSProp,
    SigmoidSquaredError,
    Standardisation,
    UserError,
    beale,
    challenger,
    condition_number,
    descend,
    himmelblau,
    hubble,
    iterates,
    known_minima,
    minibatches,
    rosenbrock,
    saddle,
    stable_learning_rate,
)
from mlcore.numerics.arrays import FloatArray

CHALLENGER = Standardisation.of(challenger()).apply(challenger())


def quadratic(eigenvalues: FloatArray, seed: int = 0) -> Function:
    """Return ½ (w − c)ᵀ H (w − c) with these eigenvalues, in axes at random."""
    size = len(eigenvalues)
    rng = np.random.default_rng(seed)
    axes = np.linalg.qr(rng.normal(size=(size, size)))[0]
    hessian, centre = axes * eigenvalues @ axes.T, rng.normal(size=size)

    def away(w: Any) -> Any:
        return np.moveaxis(np.stack(w), 0, -1) - centre

    return Function(
        lambda *w: 0.5 * np.einsum("...i,ij,...j->...", away(w), hessian, away(w)),
        lambda *w: np.moveaxis(away(w) @ hessian, -1, 0),
        lambda *w: hessian,
        minima=[centre],
        size=size,
        name="a quadratic",
    )


OBJECTIVES: dict[str, tuple[Objective, tuple[float, ...], float]] = {
    # an objective, a start, and the length of the steps that suit it
    "Hubble": (LinearRegression(hubble()), (-30.0, 440.0), 0.3),
    "Challenger": (LogisticRegression(CHALLENGER), (1.0, -2.0), 0.01),
    "squared error": (SigmoidSquaredError(CHALLENGER), (-1.5, -1.8), 0.01),
    "Rosenbrock": (rosenbrock(), (0.95, 0.92), 0.01),
    "Himmelblau": (himmelblau(), (-3.0, 2.0), 0.01),
    "Beale": (beale(), (2.5, 0.2), 0.01),
    "17 weights": (quadratic(np.linspace(1, 20, 17)), (0.5,) * 17, 0.01),
}

Maker = Callable[[Any, float, float], Any]
OPTIMISERS: dict[str, Maker] = {
    # from the objective, its limit 2/λmax at the minimum, and the length of a step
    "gradient descent": lambda objective, limit, length: GradientDescent(0.8 * limit),
    "heavy ball": lambda objective, limit, length: HeavyBall(0.2 * limit, 0.9),
    "Nesterov": lambda objective, limit, length: Nesterov(0.2 * limit, 0.9),
    "RMSProp": lambda objective, limit, length: RMSProp(length / 10, 0.9),
    "Adam": lambda objective, limit, length: Adam(length),
    "Newton": lambda objective, limit, length: Newton(objective.hessian),
}


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_optimiser_finds_every_known_minimum(objective: str, optimiser: str) -> None:
    g, start, length = OBJECTIVES[objective]
    goal = known_minima(g)[np.linalg.norm(known_minima(g) - start, axis=1).argmin()]
    rule = OPTIMISERS[optimiser](g, stable_learning_rate(g, goal), length)
    run = descend(g, start, rule, iterations=6000, tolerance=1e-6)
    assert run.outcome is not Outcome.DIVERGED
    # RMSProp goes to and fro about the minimum, at about the length of its steps
    near = 2 * length if optimiser == "RMSProp" else 2e-3
    assert np.linalg.norm(run.params[-1] - goal) <= near * max(1, np.linalg.norm(goal))
    assert np.array_equal(run.goal, goal)
    assert run.losses[-1] < run.losses[0]


RULES = {
    "gradient descent": GradientDescent(0.1),
    "heavy ball": HeavyBall(0.1, 0.8),
    "Nesterov": Nesterov(0.1, 0.8),
    "RMSProp": RMSProp(0.1, 0.7),
    "Adam": Adam(0.1, 0.8, 0.95),
}


def by_the_book(name: str, start: FloatArray, gradient: Any, steps: int) -> list[FloatArray]:
    """The rules once more, written down in loops over the weights, as their papers have them."""
    w, v, m, s = start.copy(), 0 * start, 0 * start, 0 * start
    path = [w.copy()]
    for t in range(1, steps + 1):
        g = gradient(w + 0.8 * v) if name == "Nesterov" else gradient(w)
        for i in range(w.size):
            if name == "gradient descent":
                w[i] = w[i] - 0.1 * g[i]
            elif name == "RMSProp":
                s[i] = 0.7 * s[i] + 0.3 * g[i] * g[i]
                w[i] = w[i] - 0.1 * g[i] / (s[i] ** 0.5 + 1e-8)
            elif name == "Adam":
                m[i] = 0.8 * m[i] + 0.2 * g[i]
                s[i] = 0.95 * s[i] + 0.05 * g[i] * g[i]
                w[i] -= 0.1 * (m[i] / (1 - 0.8**t)) / ((s[i] / (1 - 0.95**t)) ** 0.5 + 1e-8)
            else:
                v[i] = 0.8 * v[i] - 0.1 * g[i]
                w[i] = w[i] + v[i]
        path.append(w.copy())
    return path


@pytest.mark.parametrize("name", RULES)
def test_each_rule_is_that_of_its_paper(name: str) -> None:
    g = quadratic(np.array([0.5, 1.0, 4.0]))
    start = np.array([1.0, -2.0, 3.0])
    expected = by_the_book(name, start, g.gradient, 12)
    seen = [here.w for here in islice(iterates(g, start, RULES[name]), 13)]
    assert np.array(seen) == pytest.approx(np.array(expected), rel=1e-13)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_pure(name: str) -> None:
    rule: Any = RULES[name]
    w = np.array([1.0, 2.0])
    w.setflags(write=False)

    def gradient(at: FloatArray) -> FloatArray:
        slopes: FloatArray = np.array([2.0, 20.0]) * at
        slopes.setflags(write=False)
        return slopes

    state = rule.init(w)
    for _ in range(3):
        once, again = rule.step(w, gradient, state), rule.step(w, gradient, state)
        assert np.array_equal(once[0], again[0])
        assert repr(once[1]) == repr(again[1])
        w, state = once
    for array in vars(state).values() if state else ():
        if isinstance(array, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 7


def rate_of(run: Any, goal: FloatArray) -> float:
    """The factor by which the error shrinks a step, over the second half of a run."""
    errors = np.linalg.norm(run.params - goal, axis=1)
    half = len(run) // 2
    return float((errors[-1] / errors[half]) ** (1 / (len(run) - half)))


@pytest.mark.parametrize("kappa", [4.0, 25.0, 100.0])
def test_the_rates_on_a_quadratic_are_those_of_the_books(kappa: float) -> None:
    least, greatest = 0.5, 0.5 * kappa
    g = quadratic(np.array([least, 2 * least, greatest]))
    assert condition_number(g) == pytest.approx(kappa)
    (goal,) = g.minima
    root = np.sqrt(kappa)
    plain = GradientDescent(2 / (least + greatest))
    slow = (kappa - 1) / (kappa + 1)
    assert rate_of(descend(g, np.ones(3), plain, int(10 / -np.log(slow))), goal) == pytest.approx(
        slow, rel=1e-3
    )
    fast = (root - 1) / (root + 1)
    ball = HeavyBall(4 / (np.sqrt(greatest) + np.sqrt(least)) ** 2, fast**2)
    steps = int(24 / -np.log(fast))
    # the error falls like t·rateᵗ: the double root of the fastest ball
    assert rate_of(descend(g, np.ones(3), ball, steps), goal) == pytest.approx(fast, rel=5 / steps)
    assert steps < 400


def test_newton_takes_one_step_on_a_quadratic_and_doubles_its_digits_near_a_minimum() -> None:
    g = quadratic(np.linspace(1, 1e6, 5))
    run = descend(g, np.ones(5), Newton(g.hessian), iterations=1)
    assert run.params[-1] == pytest.approx(g.minimum(), rel=1e-9)
    valley = rosenbrock()
    errors = np.linalg.norm(
        descend(valley, (1.1, 1.2), Newton(valley.hessian), 7).params - 1, axis=1
    )
    fast = errors[(errors < 1e-1) & (errors > 1e-7)]
    assert np.all(fast[1:] <= 100 * fast[:-1] ** 2)
    assert errors[-1] < 1e-14


@pytest.mark.parametrize("start", [(1e-3, 1e-3), (0.5, -2.0)])
def test_newton_leaves_a_saddle_and_a_top(start: tuple[float, float]) -> None:
    """The plain step would go straight to them."""
    run = descend(saddle(), start, Newton(saddle().hessian), iterations=20)
    assert np.all(np.diff(run.losses) < 0)
    top = np.array([-0.270845, -0.923039])  # the maximum of Himmelblau's function
    g = himmelblau()
    assert np.linalg.norm(g.gradient(top)) < 1e-3
    assert np.all(np.linalg.eigvalsh(g.hessian(top)) < 0)
    run = descend(g, top + np.array([0.2, 0.1]), Newton(g.hessian), iterations=50)
    assert run.losses[-1] < 1e-20


@settings(max_examples=30)
@given(
    st.lists(st.floats(1e-3, 10), min_size=1, max_size=20),
    st.floats(0.05, 0.95),
    st.integers(0, 99),
)
def test_below_the_limit_any_number_of_weights_settles(
    eigenvalues: list[float], share: float, seed: int
) -> None:
    g = quadratic(np.array(eigenvalues), seed)
    run = descend(g, np.zeros(g.size), GradientDescent(share * stable_learning_rate(g)), 50)
    assert run.outcome is not Outcome.DIVERGED
    assert np.all(np.diff(run.losses) <= 1e-12 * run.losses[0])
    above = descend(g, np.zeros(g.size) + 3, GradientDescent(1.5 * stable_learning_rate(g)), 200)
    assert above.outcome is Outcome.DIVERGED


def test_a_ball_that_swings_has_not_diverged() -> None:
    """Stopped on its way up the far side, it is above its lowest loss, and below its start."""
    g = quadratic(np.array([1.0, 1.0]))
    runs = [descend(g, (3, 3), HeavyBall(0.01, 0.95), steps) for steps in range(5, 60)]
    assert any(run.losses[-1] > 1.1 * run.losses.min() for run in runs)
    assert all(run.outcome is Outcome.EXHAUSTED for run in runs)
    wild = descend(g, (3, 3), HeavyBall(5.0, 0.95), 12)
    assert wild.outcome is Outcome.DIVERGED


def test_what_falls_without_end_diverges() -> None:
    run = descend(saddle(), (1.0, 1.0), GradientDescent(0.1), 1000)
    assert run.outcome is Outcome.DIVERGED
    assert run.losses[-1] < -1e12
    assert 50 < len(run) < 100
    assert np.array_equal(run.goal, run.params[-1])
    short = descend(saddle(), (1.0, 1e-3), GradientDescent(0.1), 20)
    assert short.outcome is Outcome.EXHAUSTED


@pytest.mark.parametrize(
    "make",
    [
        lambda: HeavyBall(0.1, 1.0),
        lambda: HeavyBall(-0.1),
        lambda: Nesterov(0.1, -0.5),
        lambda: Nesterov(0),
        lambda: RMSProp(0.1, 1.5),
        lambda: RMSProp(np.nan),
        lambda: Adam(0.1, beta1=1),
        lambda: Adam(0.1, beta2=np.nan),
        lambda: Adam(np.inf),
    ],
)
def test_factors_out_of_range(make: Callable[[], object]) -> None:
    with pytest.raises(UserError, match="must be"):
        make()


def test_states_are_kept_at_each_weight() -> None:
    run = descend(himmelblau(), (0, 0), HeavyBall(0.005, 0.8), 10)
    for t in range(10):
        assert run.params[t + 1] == pytest.approx(run.params[t] + run.states[t + 1].v)
    assert run.at(3.7).state is run.states[3]
    assert descend(himmelblau(), (0, 0), GradientDescent(0.005), 3).states == (None,) * 4
    assert descend(himmelblau(), (0, 0), Adam(0.1), 3).states[-1].t == 3


def test_minibatches_show_every_row_once_an_epoch() -> None:
    batches = minibatches(10, 4, np.random.default_rng(3))
    for _ in range(3):
        epoch = [next(batches) for _ in range(3)]
        assert [len(rows) for rows in epoch] == [4, 4, 2]
        assert sorted(np.concatenate(epoch)) == [*range(10)]
    again = minibatches(10, 4, np.random.default_rng(3))
    other = minibatches(10, 4, np.random.default_rng(4))
    first = next(minibatches(10, 4, np.random.default_rng(3)))
    assert np.array_equal(next(again), first)
    assert not np.array_equal(next(other), first)
    with pytest.raises(ValueError, match="cannot be drawn"):
        next(minibatches(10, 0, np.random.default_rng(3)))


@pytest.mark.parametrize("kind", [LinearRegression, LogisticRegression, SigmoidSquaredError])
def test_a_batch_is_the_loss_of_its_rows(kind: Any) -> None:
    g = kind(CHALLENGER)
    everything = g.batch(np.arange(len(CHALLENGER)))
    w = np.random.default_rng(0).normal(size=(3, 4, 2))
    assert everything.loss(w) == pytest.approx(g.loss(w), rel=1e-12)
    assert everything.gradient(w) == pytest.approx(g.gradient(w), rel=1e-10, abs=1e-13)
    assert type(everything.loss([1, 2])) is float
    one, two, both = (g.batch(np.array(rows)) for rows in ([3], [8, 8], [3, 8, 8]))
    assert both.loss(w) == pytest.approx((one.loss(w) + 2 * two.loss(w)) / 3)
    assert both.gradient(w) == pytest.approx((one.gradient(w) + 2 * two.gradient(w)) / 3)


def test_a_stochastic_step_follows_its_batch_alone() -> None:
    g, rule = LinearRegression(CHALLENGER), GradientDescent(0.05)
    rows = [*islice(minibatches(len(CHALLENGER), 3, np.random.default_rng(1)), 400)]
    run = descend(g, (2, 1), rule, 400, batches=iter([*rows, rows[0]]))
    for t in (0, 1, 17, 399):
        w = run.params[t]
        assert run.params[t + 1] == pytest.approx(w - 0.05 * g.batch(rows[t]).gradient(w))
        assert run.gradients[t] == pytest.approx(g.gradient(w))
        assert run.losses[t] == g.loss(w)
    assert run.outcome is Outcome.EXHAUSTED
    assert np.linalg.norm(run.params[-1] - g.minimum()) < 0.3
    with pytest.raises(ValueError, match="no rows to draw batches from"):
        descend(saddle(), (1, 1), rule, batches=iter(rows))
