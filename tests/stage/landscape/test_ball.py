"""The ball touches the surface where the descent stands, and rolls without slipping."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from mlcore import GradientDescent, Landscape, Outcome, Trajectory, descend, rosenbrock
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.manim.mobjects import NOTHING, Frame
from scenes.stage.space.canvas import Canvas
from scenes.stage.space.light import LAMP
from scenes.stage.space.viewport import Viewport

Array = NDArray[np.float64]

RADIUS = 0.15


@pytest.fixture(scope="module")
def ball(run: Trajectory, space: LossSpace) -> RollingBall:
    return RollingBall(run, space, RADIUS)


def normal(run: Trajectory, space: LossSpace, w: np.ndarray) -> np.ndarray:
    """The upward unit normal of the placed surface, by differences."""
    across = []
    for k in (0, 1):
        step = np.zeros(2)
        step[k] = 1e-4 * (space.high[k] - space.low[k])
        across.append(
            space.on_surface(run.objective, w + step) - space.on_surface(run.objective, w - step)
        )
    upward = np.cross(*across)
    return upward * np.sign(upward[2]) / np.linalg.norm(upward)


@given(share=st.floats(0, 1))
def test_the_centre_is_a_radius_off_the_surface(
    share: float, ball: RollingBall, run: Trajectory, space: LossSpace
) -> None:
    iteration = share * len(run)
    ball.roll_to(iteration)
    w = run.at(iteration).w
    touch = space.on_surface(run.objective, w)
    assert ball.touch == pytest.approx(touch, abs=1e-12)
    assert ball.centre == pytest.approx(touch + RADIUS * normal(run, space, w), abs=1e-7)


def test_it_turns_by_the_length_of_its_way_over_its_radius(ball: RollingBall) -> None:
    centres, turns = [], []
    for iteration in ball.times:
        ball.roll_to(float(iteration))
        centres.append(ball.centre)
        turns.append(Rotation.from_matrix(ball.rotation))
    way = np.linalg.norm(np.diff(centres, axis=0), axis=1)
    angles = [(after * before.inv()).magnitude() for before, after in pairwise(turns)]
    assert way.sum() > 10 * RADIUS
    assert angles == pytest.approx(way / RADIUS, abs=1e-9)
    assert sum(angles) == pytest.approx(way.sum() / RADIUS, rel=1e-9)


@given(iteration=st.floats(0, 60), before=st.lists(st.floats(-5, 80, allow_nan=False), max_size=5))
def test_how_it_lies_depends_on_where_it_is_alone(
    iteration: float, before: list[float], ball: RollingBall, run: Trajectory, space: LossSpace
) -> None:
    for each in before:
        ball.roll_to(each)
    ball.roll_to(iteration)
    fresh = RollingBall(run, space, RADIUS).roll_to(iteration)
    assert np.array_equal(ball.rotation, fresh.rotation)
    assert np.array_equal(ball.centre, fresh.centre)


def test_a_ball_that_steps_beyond_all_panels_has_a_path_of_some_length() -> None:
    valley = rosenbrock()
    gone = descend(valley, (-1.2, 1.0), GradientDescent(0.01), iterations=50)
    assert gone.outcome is Outcome.DIVERGED
    landscape = Landscape.over(valley, (-2, -1), (2, 3), resolution=17)
    ball = RollingBall(gone, LossSpace.of(landscape), RADIUS)
    assert len(ball.times) <= 1 + 1000 * len(gone)
    assert np.isfinite(ball.roll_to(0.5).centre).all()


# -- light and shadow ----------------------------------------------------------------------------


class Recorder(Canvas):
    """A canvas that notes the shadows that it is asked for."""

    def shadow(self, centre: Array, along: Array, across: Array, strength: float) -> None:
        self.shadows = [*getattr(self, "shadows", []), (centre, along, across, strength)]


def shadow_of(ball: RollingBall) -> tuple[Array, Array, Array, float]:
    pixels, depth = np.zeros((90, 160, 4), np.uint8), np.full((90, 160), NOTHING)
    context: Any = None  # not asked for
    frame = Frame(pixels, depth, context, 20.0, np.array([80.0, 45.0]))
    canvas = Recorder(frame, Viewport().view, 1.0)
    ball.paint(canvas)
    (shadow,) = canvas.shadows
    return shadow


def test_a_shadow_lies_on_the_surface_away_from_the_light(ball: RollingBall) -> None:
    ball.roll_to(7.5)
    centre, along, across, _ = shadow_of(ball)
    lamp = LAMP @ Viewport().view.axes
    for each in (along, across, centre - ball.touch):
        assert each @ ball.normal == pytest.approx(0, abs=1e-9)
    assert along @ across == pytest.approx(0, abs=1e-9)
    assert (centre - ball.touch) @ lamp < 0
    assert np.linalg.norm(centre - ball.touch) < np.linalg.norm(along)  # the ball stands in it


def test_a_shadow_tightens_and_darkens_as_the_ball_nears(ball: RollingBall) -> None:
    sizes, strengths = [], []
    for lift in (2.0, 1.0, 0.3, 0.0):
        ball.set_dials(lift=lift)
        assert (ball.centre - ball.touch) @ ball.normal == pytest.approx(ball.radius * (1 + lift))
        _, along, _, strength = shadow_of(ball)
        sizes.append(np.linalg.norm(along))
        strengths.append(strength)
    assert (np.diff(sizes) < 0).all()
    assert (np.diff(strengths) > 0).all()
