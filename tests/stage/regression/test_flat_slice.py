"""The most curved slice drawn flat: where a step on it ends, and where many do."""

import numpy as np
import pytest

from mlcore import GradientDescent, descend, hubble, most_curved
from scenes.linear import OWN_CHOICES
from scenes.stage.look.layout import Slot
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.flat_slice import (
    Beside,
    Evenly,
    FlatSlice,
    RateScale,
    Stride,
)
from scenes.stage.regression.study import LineStudy
from scenes.stage.settings import Settings


@pytest.fixture(scope="module")
def study() -> LineStudy:
    return LineStudy.read(Settings(), hubble, OWN_CHOICES, "velocity (100 km/s)")


@pytest.fixture
def flat(study: LineStudy) -> FlatSlice:
    return FlatSlice(study, most_curved(study.objective)[1], Slot(-1.0, 6.0, -2.0, 2.0))


def stepped(study: LineStudy, w: np.ndarray, rate: float) -> np.ndarray:
    return descend(study.objective, w, GradientDescent(rate), 1).params[1]


def test_the_slice_begins_as_high_as_the_descent(flat: FlatSlice, study: LineStudy) -> None:
    assert study.objective.loss(flat.start) == pytest.approx(study.run.losses[0])
    assert flat.way(flat.start) < 0
    assert flat.way(study.minimum) == pytest.approx(0.0)
    start, bottom = flat.place(flat.start), flat.place(study.minimum)
    assert start[0] < bottom[0]
    assert start[1] > bottom[1]
    gaps = np.linalg.norm(flat.curve.points[::4] - start, axis=1)
    assert gaps.min() < 0.06


@pytest.mark.parametrize(("share", "falls"), [(0.5, 0.0), (1.0, 1.0), (1.2, 1.4**2)])
def test_a_step_ends_at_the_bottom_as_high_or_higher(
    share: float, falls: float, flat: FlatSlice, study: LineStudy
) -> None:
    weights = Weights(stepped(study, flat.start, share * study.limit))
    stride = Stride(flat, weights)
    least = float(study.objective.loss(study.minimum))
    wanted = flat.at(flat.way(weights.w), least + falls * study.fall)
    np.testing.assert_allclose(stride.end.get_center(), wanted, atol=1e-9)
    corner = stride.step.points[3]
    np.testing.assert_allclose(corner[:2], [wanted[0], flat.place(flat.start)[1]], atol=1e-9)
    weights.set_weights(flat.start)
    stride.update()
    assert len(stride.step.points) == 0


def test_the_scale_reads_the_rate_off_where_the_step_ends(
    flat: FlatSlice, study: LineStudy
) -> None:
    weights = Weights(stepped(study, flat.start, study.limit))
    scale = RateScale(flat, weights, Slot(-1.0, 6.0, -3.0, -2.0))
    at_the_limit = scale.marks[2].get_center()
    np.testing.assert_allclose(scale.knob.get_center(), at_the_limit, atol=1e-9)
    weights.set_weights(stepped(study, flat.start, study.limit / 2))
    scale.knob.update()
    np.testing.assert_allclose(scale.knob.get_center(), scale.marks[0].get_center(), atol=1e-9)


def test_a_step_on_the_flattest_slice_is_of_the_same_rate(
    flat: FlatSlice, study: LineStudy
) -> None:
    weights = Weights(stepped(study, flat.start, 0.3))
    other = Beside(flat, weights)
    assert np.linalg.norm(other.start - study.minimum) == pytest.approx(-flat.way(flat.start))
    np.testing.assert_allclose(other.w, stepped(study, other.start, 0.3))
    least = np.linalg.eigvalsh(study.objective.hessian(study.minimum))[0]
    way = float((other.w - study.minimum) @ other.along)
    assert way == pytest.approx((1 - 0.3 * least) * flat.way(flat.start))
    place = flat.at(way, study.objective.loss(other.w))
    np.testing.assert_allclose(other.place(other.w), place, atol=1e-9)
    assert study.flattest == pytest.approx(least)


def test_the_best_rate_leaves_both_equally_far(flat: FlatSlice, study: LineStudy) -> None:
    weights = Weights(stepped(study, flat.start, study.best_rate))
    evenly = Evenly(flat, Beside(flat, weights), weights)
    left, first, right, second = evenly
    assert left.width == pytest.approx(right.width)
    assert first[0].text == second[0].text == "82"
    assert left.get_right()[0] == pytest.approx(right.get_left()[0])
    assert first.get_right()[0] < left.get_right()[0] < second.get_left()[0]
    weights.set_weights(stepped(study, flat.start, 0.5 * study.limit))
    for part in (right, second[0]):
        part.update()
    assert second[0].text == "0"
    assert len(right.points) == 0
