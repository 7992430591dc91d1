"""A plot whose ranges change shows the same things at the same values, all the way."""

import numpy as np
import pytest
from manim import linear

from mlcore import challenger
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
