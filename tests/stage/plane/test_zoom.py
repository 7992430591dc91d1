"""A plot whose ranges change shows the same things at the same values, all the way."""

import numpy as np
import pytest
from manim import linear

from mlcore import challenger
from scenes.stage.plane.zones import zone
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.classes import ClassPlot


@pytest.fixture
def plot() -> ClassPlot:
    return ClassPlot(challenger(), width=8.0, height=4.0)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_ranges_go_evenly_and_what_is_drawn_follows(plot: ClassPlot, share: float) -> None:
    area = plot.area.points.copy()
    x_range, (low, high) = plot.x_range, plot.y_range
    zoom = Zoom(plot, y_range=(-1.0, 3.0), rate_func=linear)
    zoom.begin()
    zoom.interpolate(share)
    assert plot.y_range == pytest.approx((low + share * (-1 - low), high + share * (3 - high)))
    assert plot.x_range == pytest.approx(x_range)
    assert np.array_equal(plot.area.points, area)
    rows = plot.sample
    for dot, place, y in zip(plot.dots, plot.at(rows.x, rows.y), rows.y, strict=True):
        assert dot.get_center()[0] == pytest.approx(place[0], abs=1e-9)
        away = (dot.get_center()[1] - place[1]) * (1 if y == 1 else -1)
        assert -1e-9 <= away < 1
    for tick in plot._y_ticks:
        assert tick.line.get_center()[1] == pytest.approx(plot.at(0, tick.value)[1])


def test_it_sets_out_from_where_the_plot_is_when_it_begins(plot: ClassPlot) -> None:
    zoom = Zoom(plot, x_range=(0.0, 100.0), rate_func=linear)
    plot.x_range = (20.0, 90.0)
    zoom.begin()
    zoom.interpolate(0.5)
    assert plot.x_range == pytest.approx((10.0, 95.0))


def test_ticks_leave_with_their_values_and_finer_ones_come(plot: ClassPlot) -> None:
    plot.let_close((64.0, 72.0))
    values = {tick.value for tick in plot._x_ticks}
    assert {66.0, 68.0} < values  # finer ones are known, and not shown yet

    def shown() -> set[float]:
        return {t.value for t in plot._x_ticks if t.label.get_fill_opacity() > 0.5}

    wide = shown()
    assert 66.0 not in wide
    zoom = Zoom(plot, x_range=(64.0, 72.0), rate_func=linear)
    zoom.begin()
    zoom.interpolate(1.0)
    assert {66.0, 68.0} <= shown()
    assert all(64 <= value <= 72 for value in shown())
    back = Zoom(plot, x_range=(53.0, 82.0), rate_func=linear)
    back.begin()
    back.interpolate(1.0)
    assert shown() == wide


def test_a_zone_covers_its_part_of_a_plot(plot: ClassPlot) -> None:
    shade = zone(plot, (60.0, 70.0), (0.25, 1.0))
    np.testing.assert_allclose(shade.get_corner([-1, -1, 0]), plot.at(60, 0.25), atol=1e-9)
    np.testing.assert_allclose(shade.get_corner([1, 1, 0]), plot.at(70, 1.0), atol=1e-9)
