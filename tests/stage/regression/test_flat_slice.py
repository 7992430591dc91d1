"""The most curved slice drawn flat: where a step on it ends, and where many do."""

import numpy as np
import pytest

from mlcore import GradientDescent, descend, hubble, most_curved
from scenes.linear import OWN_CHOICES
from scenes.stage.look.layout import Slot
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.flat_slice import (
    Beside,
    FlatSlice,
    Rate,
    Stride,
    Tangent,
    WayLeft,
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


def test_the_rate_is_read_off_where_the_step_ends(flat: FlatSlice, study: LineStudy) -> None:
    rate = Rate(flat, Weights(stepped(study, flat.start, study.limit / 2)))
    assert rate.numbers["rate"].text == "0.246"


def test_the_slope_is_the_way_to_the_bottom_times_the_curvature(
    flat: FlatSlice, study: LineStudy
) -> None:
    for share in (0.0, 0.4, 0.9):
        w = flat.start + share * (study.minimum - flat.start)
        way = (1 - share) * flat.way(flat.start)
        assert study.objective.gradient(w) @ flat.along == pytest.approx(study.curvature * way)
        touch = Tangent(flat, Weights(w))
        start, end = touch.stroke.points[[0, -1]]
        np.testing.assert_allclose((start + end) / 2, flat.place(w), atol=1e-9)
        unit = flat.at(1.0, 1.0) - flat.at(0.0, 0.0)
        slope = (end - start)[1] / (end - start)[0] * unit[0] / unit[1]
        assert slope == pytest.approx(study.curvature * way)


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


def test_a_step_leaves_the_share_1_minus_its_rate_times_the_curvature(
    flat: FlatSlice, study: LineStudy
) -> None:
    weights = Weights(flat.start)
    way = WayLeft(flat, lambda: float(flat.way(weights.w)), "max", -3.0, (weights, flat.start))
    bottom = flat.at(0.0, 0.0)[0]
    whole = bottom - flat.place(flat.start)[0]
    for share, text, step in ((0.25, "0.50", 0.5), (0.5, "0.00", 1.0), (1.1, "−1.20", 2.2)):
        weights.set_weights(stepped(study, flat.start, share * study.limit))
        for part in (way.left, way.step, way.told[0].numbers["left-max"]):
            part.update()
        assert way.told[0].numbers["left-max"].text.strip() == text
        assert way.step.width == pytest.approx(step * whole, abs=1e-9)
        assert way.left.width == pytest.approx(abs(1 - step) * whole, abs=1e-9)
        assert (way.left.get_x() > bottom + 1e-9) == (step > 1)


def test_the_best_rate_leaves_both_equally_far(flat: FlatSlice, study: LineStudy) -> None:
    weights = Weights(stepped(study, flat.start, study.best_rate))
    other, at = Beside(flat, weights), (weights, flat.start)
    steep = WayLeft(flat, lambda: float(flat.way(weights.w)), "max", -2.0, at)
    shallow = WayLeft(flat, lambda: float(other.way(other.w)), "min", -3.0, at)
    assert steep.left.width == pytest.approx(shallow.left.width)
    texts = [
        each.told[0].numbers[name].text.strip()
        for each, name in ((steep, "left-max"), (shallow, "left-min"))
    ]
    assert texts == ["−0.82", "0.82"]
