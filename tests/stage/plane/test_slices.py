"""Bars are mlcore's running sum: their areas add up to it, and a point beneath stands at it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import ValueTracker

from mlcore import RunningSum
from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Disc, WholePlot
from scenes.stage.plane.gauge import Gauge
from scenes.stage.plane.plot import Plot
from scenes.stage.plane.slices import Bars, Gaps, Leftovers, Slicing
from scenes.stage.plane.sum_below import SumBelow

PLOT = Plot((-1.0, 3.0), (-4.0, 9.0), width=6.0, height=4.0)


def f(x: Any) -> Any:
    return np.asarray(x) ** 2 - 1.0


def slicing(step: float = 1.0) -> Slicing:
    return Slicing(f, -1.0, 3.0, lambda: step)


def area(points: np.ndarray) -> float:
    """The area (in units of the frame) of all shapes among straight Bézier strokes, signed."""
    strokes = points.reshape(-1, 4, 3)
    (x0, y0), (x1, y1) = strokes[:, 0, :2].T, strokes[:, 3, :2].T
    return float((x0 * y1 - x1 * y0).sum() / 2)


def unit(plot: Plot) -> float:
    """How large an area of 1 in data units is in the frame."""
    sides = (plot.at(1, 1) - plot.at(0, 0))[:2]
    return float(sides[0] * sides[1])


@pytest.mark.parametrize("step", [1.0, 0.7, 0.5, 0.13, 0.1])
def test_the_areas_of_the_bars_drawn_add_up_to_the_sum(step: float) -> None:
    cut = slicing(step)
    bars = {}
    for sign in (-1, 0, 1):
        bars[sign] = Bars(lambda: cut.now, "#FFFFFF", sign=sign).on(PLOT)
    drawn = {sign: area(each.points) / unit(PLOT) for sign, each in bars.items()}
    assert drawn[0] == pytest.approx(cut.upto(cut.high))
    assert drawn[1] + drawn[-1] == pytest.approx(cut.upto(cut.high))
    assert drawn[1] > 0 > drawn[-1]
    part = Bars(lambda: cut.now, "#FFFFFF", lambda: (-1.0, 1.6)).on(PLOT)
    assert area(part.points) / unit(PLOT) == pytest.approx(cut.upto(1.6))


@pytest.mark.parametrize(("step", "count"), [(1.0, 4), (0.5, 8), (0.1, 40)])
def test_it_is_the_running_sum_of_slices_of_its_width(step: float, count: int) -> None:
    by_hand = step * sum(f(-1.0 + k * step) for k in range(count))
    cut = slicing(step)
    assert cut.upto(cut.high) == pytest.approx(by_hand)
    assert cut.step == step
    assert len(cut.now.heights) == count


@given(step=st.floats(0.05, 3.9))
def test_the_sum_changes_smoothly_with_the_width(step: float) -> None:
    sums = [slicing(width).upto(3.0) for width in (step, step + 1e-7)]
    assert sums[0] == pytest.approx(sums[1], abs=1e-3)


def test_a_slice_begins_at_the_anchor_and_heights_are_taken_where_asked() -> None:
    cut = Slicing(f, -1.0, 3.0, lambda: 0.6, anchor=1.0, share=lambda: 0.25)
    assert cut.now.edges == pytest.approx([-1, -0.8, -0.2, 0.4, 1, 1.6, 2.2, 2.8, 3])
    assert cut.now.heights[4] == pytest.approx(f(1.15))
    assert cut.with_heights_at(1.0).heights[4] == pytest.approx(f(1.6))


@given(step=st.floats(0.05, 3.0), slide=st.floats(0, 1), column=st.floats(0.0, 1.0))
def test_boxes_are_what_two_sums_differ_by_wherever_they_are(
    step: float, slide: float, column: float
) -> None:
    cut = Slicing(lambda x: 8.0 - np.asarray(x) ** 3 / 4, 0.0, 2.0, lambda: step)
    plot = Plot((0.0, 4.0), (-1.0, 9.0), width=6.0, height=4.0)
    boxes = Gaps(cut, "#FFFFFF", lambda: slide, column).on(plot)
    first, last = (cut.with_heights_at(share).sums[-1] for share in (0.0, 1.0))
    assert abs(area(boxes.points)) / unit(plot) == pytest.approx(first - last)


def test_boxes_in_a_column_stand_on_one_another() -> None:
    cut = Slicing(lambda x: 8.0 - 2 * np.asarray(x), 0.0, 3.0, lambda: 0.5)
    plot = Plot((0.0, 4.0), (-1.0, 9.0), width=6.0, height=4.0)
    column = Gaps(cut, "#FFFFFF", lambda: 1.0, 3.2).on(plot)
    low, high = np.array([column.points[:, :2].min(axis=0), column.points[:, :2].max(axis=0)])
    assert low == pytest.approx(plot.at(3.2, 2.0)[:2])
    assert high == pytest.approx(plot.at(3.7, 8.0)[:2])
    nothing = Gaps(Slicing(lambda x: 1.0 + 0 * x, 0.0, 3.0, lambda: 0.5), "#FFFFFF").on(plot)
    assert len(nothing.points) == 0


@pytest.mark.parametrize("step", [1.0, 0.5])
def test_what_is_left_over_is_what_the_sum_is_off_by(step: float) -> None:
    cut = slicing(step)
    rest = Leftovers(lambda: cut.now, f, "#FFFFFF").on(PLOT)
    exact = 27 / 3 - 3 - (-1 / 3 + 1)
    assert area(rest.points) / unit(PLOT) == pytest.approx(cut.upto(cut.high) - exact, rel=2e-3)


def test_hundreds_of_bars_are_few_strokes_and_the_same_area() -> None:
    many = RunningSum.cut(f, -1.0, 3.0, 0.001)
    bars = Bars(lambda: many, "#FFFFFF").on(PLOT)
    assert len(bars.points) / 4 < 2000
    assert not bars.submobjects
    assert area(bars.points) / unit(PLOT) == pytest.approx(float(many.sums[-1]), rel=1e-3)


@given(at=st.floats(-2, 4), height=st.floats(-3, 6), wide=st.floats(0.05, 2))
def test_in_a_lens_they_stay_within_its_disc(at: float, height: float, wide: float) -> None:
    disc = Disc(np.array([at, height]), np.array([1.5 / wide, 0.4]), np.array([1.0, 0.5, 0.0]), 1.5)
    bars = Bars(lambda: slicing().now, "#FFFFFF")
    bars.draw(disc)
    far = np.linalg.norm(bars.points - disc.place, axis=1)
    assert far.max(initial=0.0) <= 1.5 + 1e-9


def test_a_windows_heights_are_its_rim() -> None:
    disc = Disc(np.zeros(2), np.ones(2), np.array([1.0, 0.5, 0.0]), 1.5)
    x = np.array([-0.5, 0.1, 1.0, 2.5])
    for line in disc.heights(x):
        assert np.hypot(x - 1.0, line - 0.5) == pytest.approx(1.5)
    low, high = WholePlot(PLOT).heights(x)
    assert (low == PLOT.at(0, -4)[1]).all()
    assert (high == PLOT.at(0, 9)[1]).all()


@pytest.fixture
def views() -> tuple[SumBelow, ValueTracker]:
    x = ValueTracker(0.0)
    slots = Slot(-6.0, 1.0, 0.2, 3.0), Slot(-5.0, 1.0, -3.0, 0.0)
    ranges = {"x_range": (-1.0, 3.0), "y_range": (-4.0, 9.0), "sum_range": (-3.0, 9.0)}
    options: dict[str, Any] = {"slots": slots, "names": ("f", "sum"), **ranges}
    return SumBelow(slicing(), lambda at: at**3 / 3 - at - 2 / 3, x.get_value, **options), x


def data_of(plot: Plot, points: np.ndarray) -> np.ndarray:
    """Turn points (k, 3) of the frame into data (k, 2)."""
    corners = plot.area.points[:, :2]
    share = (points[:, :2] - corners.min(axis=0)) / np.ptp(corners, axis=0)
    ranges = np.array([plot.x_range, plot.y_range])
    return np.asarray(ranges[:, 0] + share * np.ptp(ranges, axis=1))


def test_a_point_of_the_running_sum_stands_at_its_height(
    views: tuple[SumBelow, ValueTracker],
) -> None:
    below, x = views
    for place in (-0.4, 0.0, 1.5, 3.0):
        x.set_value(place)
        swept = [below.gains, below.losses, below.trace, below.foot, below.plumb]
        for each in swept:
            each.update()
        drawn = sum(area(each.points) for each in (below.gains, below.losses))
        drawn /= unit(below.upper)
        foot = data_of(below.lower, below.foot.get_center()[None])[0]
        assert foot == pytest.approx([place, drawn])
        assert data_of(below.lower, below.trace.points)[-1] == pytest.approx([place, drawn])
        assert below.plumb.points[-1] == pytest.approx(below.foot.get_center())
        assert below.plumb.points[0] == pytest.approx(below.upper.at(place, f(place)))
        assert below.upper.at(place, 0)[0] == pytest.approx(below.lower.at(place, 0)[0], abs=1e-6)


def test_gains_losses_and_both_graphs_have_their_colours(
    views: tuple[SumBelow, ValueTracker],
) -> None:
    below, colours = views[0], theme()
    assert below.curve.get_stroke_color().to_hex() == colours.gradient
    assert below.trace.get_stroke_color().to_hex() == colours.prediction
    assert below.gains.get_fill_color().to_hex() == colours.prediction
    assert below.losses.get_fill_color().to_hex() == colours.muted


@pytest.mark.parametrize("value", [0.0, 7.5, 20.0])
def test_a_gauges_needle_points_at_its_value(value: float) -> None:
    gauge = Gauge(
        lambda: value, place=(1.0, 0.5), radius=2.0, high=20, every=5, unit="m/s", colour="#FFFFFF"
    )
    tip = gauge.needle.points[-1] - gauge.hub.get_center()
    angle = np.radians(215 - 250 * value / 20)
    assert tip / np.linalg.norm(tip) == pytest.approx([np.cos(angle), np.sin(angle), 0], abs=1e-6)
    assert gauge.hub.get_center() == pytest.approx([1.0, 0.5, 0.0], abs=1e-3)
    assert gauge.number.value == value
    for k, tick in enumerate(gauge.ticks):
        way = gauge.towards(5.0 * k)
        assert tick.get_center() == pytest.approx([1.0, 0.5, 0.0] + 1.28 * way, abs=0.02)
