"""A secant is measured by mlcore and drawn through the graph; its slopes are plotted beneath."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import ValueTracker

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.motion.span import Span
from scenes.stage.plane.plot import Plot
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slope_below import SlopeBelow

SLOTS = Slot(-6.0, 1.0, 0.2, 3.0), Slot(-5.0, 1.0, -3.0, 0.0)


def data_of(plot: Plot, points: np.ndarray) -> np.ndarray:
    """Turn points (k, 3) of the frame into data (k, 2)."""
    area = plot.area.points[:, :2]
    share = (points[:, :2] - area.min(axis=0)) / np.ptp(area, axis=0)
    ranges = np.array([plot.x_range, plot.y_range])
    return np.asarray(ranges[:, 0] + share * np.ptp(ranges, axis=1))


def test_its_line_and_legs_go_through_both_points() -> None:
    plot = Plot((0.0, 4.0), (0.0, 16.0), width=6.0, height=4.0)
    step = [2.0]
    secant = Secant(np.square, lambda: 1.0, lambda: step[0])
    for each in secant.things:
        each.on(plot)
    for size in (2.0, 0.5, 1e-5):
        step[0] = size
        for each in secant.things:
            each.update()
        assert secant.slope == pytest.approx(2 + size, abs=1e-9)
        assert secant.change == pytest.approx(2 * size + size**2)
        ends = data_of(plot, secant.line.points[[0, -1]])
        assert ends[:, 1] == pytest.approx(1 + (2 + size) * (ends[:, 0] - 1), abs=1e-6)
        low, high = data_of(plot, secant.run.points[[0, -1]])
        assert [*low, *high] == pytest.approx([1, 1, 1 + size, 1], abs=1e-9)
        low, high = data_of(plot, secant.rise.points[[0, -1]])
        assert [*low, *high] == pytest.approx([1 + size, 1, 1 + size, (1 + size) ** 2])
        for spot, x in ((secant.first, 1.0), (secant.second, 1.0 + size)):
            assert data_of(plot, spot.get_center()[None])[0] == pytest.approx([x, x**2])


@pytest.mark.parametrize("name", ["dark", "light"])
def test_legs_and_line_have_the_colours_of_what_they_mean(
    name: str, configured: Callable[..., Any]
) -> None:
    with configured("theme", name=name):
        secant, colours = Secant(np.square, lambda: 0.0, lambda: 1.0), theme()
    wanted = {
        secant.line: colours.gradient,
        secant.run: colours.step,
        secant.rise: colours.prediction,
    }
    for stroke, colour in wanted.items():
        assert stroke.get_stroke_color().to_hex() == colour


@pytest.fixture
def views() -> tuple[SlopeBelow, ValueTracker, Span]:
    x, delta = ValueTracker(-1.0), Span(1.0)
    below = SlopeBelow(
        np.square,
        lambda at: 2 * at,
        x.get_value,
        lambda: delta.size,
        x_range=(-2.0, 2.0),
        y_range=(0.0, 4.0),
        slope_range=(-5.0, 6.0),
        slots=SLOTS,
        names=("f", "slope of f"),
    )
    return below, x, delta


def test_the_slopes_measured_so_far_are_plotted_beneath(
    views: tuple[SlopeBelow, ValueTracker, Span],
) -> None:
    below, x, delta = views
    for place, step in ((-1.0, 1.0), (1.5, 1.0), (1.5, 0.01)):
        x.set_value(place)
        delta.set_value(np.log10(step))
        for each in (below.trace, below.foot, below.gap, below.plumb, *below.secant.things):
            each.update()
        trace = data_of(below.lower, below.trace.points)
        assert trace[:, 1] == pytest.approx(2 * trace[:, 0] + step, abs=1e-9)
        assert [trace[0, 0], trace[-1, 0]] == pytest.approx([-2, place])
        foot = data_of(below.lower, below.foot.get_center()[None])[0]
        assert foot == pytest.approx([place, 2 * place + step])
        ends = data_of(below.lower, below.gap.points[[0, -1]])
        assert np.ptp(ends[:, 1]) == pytest.approx(step)
        assert below.plumb.points[0] == pytest.approx(below.secant.first.get_center())
        assert below.plumb.points[-1] == pytest.approx(below.foot.get_center())
    rule = data_of(below.lower, below.rule.points)
    assert rule[:, 1] == pytest.approx(2 * rule[:, 0], abs=1e-9)


def test_the_same_x_is_above_the_same_x(views: tuple[SlopeBelow, ValueTracker, Span]) -> None:
    below, _, _ = views
    for slots in (SLOTS, (Slot(-6.0, 6.0, 0.2, 3.0), Slot(-6.0, 6.0, -3.0, 0.0))):
        for plot, slot in zip((below.upper, below.lower), below.aligned(slots), strict=True):
            plot.fill(slot)
        for x in (-2.0, 0.3, 2.0):
            assert below.upper.at(x, 0)[0] == pytest.approx(below.lower.at(x, 0)[0], abs=1e-6)
        for plot, slot in zip((below.upper, below.lower), slots, strict=True):
            assert plot.slot.left >= slot.left - 1e-6
            assert plot.slot.right <= slot.right + 1e-6
            assert plot.slot.width > slot.width - 1.5
