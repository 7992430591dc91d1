"""A section is the objective on a plane: by the chain rule, and by the plane's own numbers."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import (
    Function,
    GradientDescent,
    HeavyBall,
    Landscape,
    LinearRegression,
    NoHessianError,
    NoMinimumError,
    Outcome,
    Section,
    descend,
    himmelblau,
    hubble,
    known_minima,
)
from mlcore.numerics.arrays import FloatArray


def wave(size: int) -> Function:
    """Return Σ (k wₖ² + sin wₖ wₖ₊₁), neither quadratic nor separable; no Hessian."""

    def gradient(*w: Any) -> Any:
        slopes = [2 * k * x for k, x in enumerate(w, 1)]
        for k in range(size - 1):
            slopes[k] = slopes[k] + np.cos(w[k] * w[k + 1]) * w[k + 1]
            slopes[k + 1] = slopes[k + 1] + np.cos(w[k] * w[k + 1]) * w[k]
        return slopes

    return Function(
        lambda *w: (
            sum(k * x**2 for k, x in enumerate(w, 1))
            + sum(np.sin(w[k] * w[k + 1]) for k in range(size - 1))
        ),
        gradient,
        size=size,
        name="a wave",
    )


def bowl(size: int) -> Function:
    return Function(
        lambda *w: sum(k * (x - k) ** 2 for k, x in enumerate(w, 1)),
        lambda *w: [2 * k * (x - k) for k, x in enumerate(w, 1)],
        lambda *w: 2 * np.diag(np.arange(1.0, size + 1)),
        minima=[np.arange(1, size + 1)],
        size=size,
    )


def plane(size: int, seed: int) -> tuple[FloatArray, FloatArray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=size), rng.normal(size=(2, size))


@given(st.integers(2, 17), st.integers(0, 99))
def test_loss_and_derivatives_on_the_plane(size: int, seed: int) -> None:
    section = Section(wave(size), *plane(size, seed))
    uv = np.random.default_rng(seed).normal(size=(3, 2, 2))
    w = section.origin + uv[..., :1] * section.axes[0] + uv[..., 1:] * section.axes[1]
    assert section.loss(uv) == pytest.approx(wave(size).loss(w))
    for k, move in enumerate(1e-6 * np.eye(2)):
        slope = (section.loss(uv + move) - section.loss(uv - move)) / 2e-6
        assert section.gradient(uv)[..., k] == pytest.approx(slope, rel=1e-4, abs=1e-4)
    assert type(section.loss([0, 0])) is float
    assert section.coordinates(section.weights(uv)) == pytest.approx(uv)
    with pytest.raises(NoHessianError, match="a wave has no Hessian"):
        section.hessian([0, 0])
    assert known_minima(section).shape == (0, 2)


@given(st.integers(2, 17), st.integers(0, 99))
def test_hessian_and_minimum_in_the_plane(size: int, seed: int) -> None:
    _, axes = plane(size, seed)
    objective = bowl(size)
    section = Section(objective, objective.minimum() - 2 * axes[0] + 3 * axes[1], axes)
    assert section.minimum() == pytest.approx(np.array([2, -3]))
    assert np.abs(section.gradient(section.minimum())).max() < 1e-10
    step = 0.5
    for k, move in enumerate(step * np.eye(2)):
        bend = (section.gradient(move) - section.gradient(-move)) / (2 * step)
        assert section.hessian([0, 0])[k] == pytest.approx(bend)
    if size > 2:  # a plane beside the minimum
        away = np.linalg.svd(axes)[2][-1]
        beside = Section(objective, section.origin + away, axes)
        assert beside.minima.shape == (0, 2)
        with pytest.raises(NoMinimumError, match="no known minimum lies in this plane"):
            beside.minimum()


@given(st.integers(3, 17), st.integers(0, 99))
def test_the_shadow_is_the_nearest_point(size: int, seed: int) -> None:
    section = Section(wave(size), *plane(size, seed))
    w = np.random.default_rng(seed + 1).normal(size=size)
    miss = w - section.weights(section.coordinates(w))
    assert section.axes @ miss == pytest.approx([0, 0], abs=1e-10)


def test_a_descent_in_17_dimensions_is_seen_on_a_plane() -> None:
    objective = bowl(17)
    run = descend(objective, np.zeros(17), HeavyBall(0.01, 0.8), 300)
    section = Section(objective, run.goal, (run.params[0] - run.goal, np.eye(17)[0]))
    shadow = section.project(run)
    assert shadow.params[0] == pytest.approx([1, 0])
    assert shadow.losses[0] == pytest.approx(run.losses[0])
    assert np.all(shadow.losses <= run.losses + 1e-9) or shadow.losses[-1] < 1e-3
    assert (len(shadow), shadow.outcome, shadow.states) == (300, run.outcome, run.states)
    assert shadow.goal == pytest.approx([0, 0], abs=1e-12)
    assert shadow.at(7.5).loss == section.loss(shadow.at(7.5).w)
    landscape = Landscape.around(section, shadow)
    assert landscape.minimum == pytest.approx([0, 0], abs=1e-12)
    assert landscape.w0[0] < 0 < 1 < landscape.w0[-1]
    assert landscape.loss.min() >= 0


def test_a_section_of_two_weights_turns_them() -> None:
    turned = Section(himmelblau(), (0, 0), [(0, 1), (1, 0)])
    assert turned.minima == pytest.approx(himmelblau().minima[:, ::-1])
    regression = LinearRegression(hubble())
    steps = Section(regression, regression.minimum(), np.diag([80.0, 75.0]))
    assert steps.minimum() == pytest.approx([0, 0], abs=1e-12)
    run = descend(steps, (1, 1), GradientDescent(1e-5), 10)
    assert run.outcome is Outcome.EXHAUSTED
    assert run.losses[-1] < run.losses[0]


def test_a_plane_is_checked() -> None:
    for origin, axes, message in [
        ([0, 0], np.eye(2, 3), "origin must be finite and of shape"),
        ([0, 0, np.nan], np.eye(2, 3), "origin must be finite"),
        ([0, 0, 0], np.eye(3), "axes must be finite and of shape"),
        ([0, 0, 0], [[1, 2, 3], [2, 4, 6]], "different directions"),
    ]:
        with pytest.raises(ValueError, match=message):
            Section(bowl(3), origin, axes)
