"""Weights and losses are placed by a linear map that can be turned back."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import GradientDescent, Landscape, LinearRegression, Trajectory, descend, hubble
from scenes.stage.landscape.panel import HOME_PHI, HOME_THETA
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.space.viewport import Viewport

SHARES = st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
SIGNS = list(product((1.0, -1.0), repeat=2))


def turned(space: LossSpace, signs: tuple[float, float]) -> LossSpace:
    return LossSpace(
        space.low, space.high, space.floor, space.ceiling, (4.0, 3.0), space.height, signs
    )


@pytest.mark.parametrize("signs", SIGNS)
@given(shares=SHARES)
def test_weights_are_found_again(
    signs: tuple[float, float], shares: tuple[float, float], space: LossSpace
) -> None:
    there = turned(space, signs)
    w = there.low + np.array(shares) * (there.high - there.low)
    place = there.place(w, there.ceiling)
    assert there.weights_at(place[:2]) == pytest.approx(w, rel=1e-9, abs=1e-6)
    assert place[2] == pytest.approx(there.height)
    assert there.on_floor(w) == pytest.approx([*place[:2], 0.0])


@pytest.mark.parametrize("signs", SIGNS)
def test_the_window_fills_the_floor(signs: tuple[float, float], space: LossSpace) -> None:
    there = turned(space, signs)
    low, high = there.on_floor(there.low), there.on_floor(there.high)
    # w1 along the first axis, w0 along the second
    assert high[:2] - low[:2] == pytest.approx([4.0 * signs[1], 3.0 * signs[0]])
    assert low[:2] + high[:2] == pytest.approx([0, 0], abs=1e-12)


@pytest.mark.parametrize("signs", SIGNS)
@given(place=st.tuples(st.floats(-2, 2), st.floats(-1.5, 1.5)))
def test_slopes_are_those_of_the_placed_surface(
    signs: tuple[float, float],
    place: tuple[float, float],
    space: LossSpace,
    run: Trajectory,
) -> None:
    there, objective = turned(space, signs), run.objective

    def height(u: float, v: float) -> float:
        return float(there.on_surface(objective, there.weights_at([u, v]))[2])

    (u, v), h = place, 1e-4
    expected = [
        (height(u + h, v) - height(u - h, v)) / (2 * h),
        (height(u, v + h) - height(u, v - h)) / (2 * h),
    ]
    slopes = there.slopes(objective.gradient(there.weights_at(place)))
    assert slopes == pytest.approx(expected, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("signs", SIGNS)
def test_the_descent_comes_towards_the_viewer(signs: tuple[float, float]) -> None:
    objective = LinearRegression(hubble())
    start = objective.minimum() + np.array(signs) * [500.0, 300.0]
    run = descend(objective, start, GradientDescent(0.1), iterations=30)
    landscape = Landscape.around(objective, run, resolution=9)
    space = LossSpace.of(landscape, start)
    view = Viewport(phi=HOME_PHI, theta=HOME_THETA).view
    begin, end = space.on_floor(start), space.on_floor(objective.minimum())
    towards = view.axes[2, :2]
    assert ((end - begin)[:2] * towards > 0).all()  # along either axis
    heights = space.place(np.zeros((*landscape.loss.shape, 2)), landscape.loss)[..., 2]
    assert heights.min() >= -1e-12
    assert heights.max() == pytest.approx(space.height)
    assert np.ptp(heights) >= 0.7 * space.height
