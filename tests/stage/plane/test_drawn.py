"""What is drawn in data units stands where the data are, and nowhere outside of its window."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.stage.look.layout import Slot
from scenes.stage.plane.drawn import (
    Disc,
    Graph,
    Spot,
    Stroke,
    WholePlot,
    convex_part,
    pieces,
    strokes_within,
)
from scenes.stage.plane.plot import Plot

FLOATS = st.floats(-6, 6)
POINTS = st.lists(st.tuples(FLOATS, FLOATS), min_size=2, max_size=6)
DISC = Disc(np.array([1.0, 2.0]), np.array([2.0, 0.5]), np.array([0.5, -0.25, 0.0]), 1.5)


def plot() -> Plot:
    return Plot((0.0, 4.0), (-1.0, 3.0), width=6.0, height=4.0)


def dense(points: list[tuple[float, float]]) -> np.ndarray:
    """A line through points (k, 3), sampled densely."""
    corners = np.array([(*point, 0.0) for point in points])
    shares = np.linspace(0, 1, 400)[:, None]
    parts = [(1 - shares) * a + shares * b for a, b in pairwise(corners)]
    return np.concatenate(parts)


def gap(points: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How far places (m, 3) are from straight strokes of Bézier points."""
    strokes = points.reshape(-1, 4, 3)
    start, way = strokes[:, 0], strokes[:, 3] - strokes[:, 0]
    away = places[:, None] - start
    square = np.maximum((way**2).sum(axis=1), 1e-30)
    share = np.clip((away * way).sum(axis=2) / square, 0, 1)[..., None]
    return np.linalg.norm(away - share * way, axis=2).min(axis=1)


@given(points=POINTS)
def test_a_line_is_cut_to_a_disc_and_is_all_that_is_inside(
    points: list[tuple[float, float]],
) -> None:
    drawn = strokes_within(DISC, pieces([np.array([(*point, 0.0) for point in points])]))
    assert np.linalg.norm(drawn - DISC.place, axis=1).max(initial=0) <= 1.5 + 1e-9
    line = dense(points)
    inside = line[np.linalg.norm(line - DISC.place, axis=1) < 1.5 - 1e-3]
    if len(inside):
        assert gap(drawn, inside).max() < 1e-6


@given(points=POINTS)
def test_a_line_is_cut_to_a_plots_area_and_is_all_that_is_inside(
    points: list[tuple[float, float]],
) -> None:
    area = plot().area.points
    low, high = area.min(axis=0), area.max(axis=0)
    drawn = strokes_within(
        WholePlot(plot()), pieces([np.array([(*point, 0.0) for point in points])])
    )
    assert (drawn >= low - 1e-9).all()
    assert (drawn <= high + 1e-9).all()
    line = dense(points)
    inside = ((line > low) & (line < high))[:, :2].all(axis=1)
    if inside.any():
        assert gap(drawn, line[inside]).max() < 1e-6


def test_strokes_along_the_axes_and_points_are_cut_too() -> None:
    window = WholePlot(plot())
    upright = np.array([[0.0, -9.0, 0.0], [0.0, 9.0, 0.0]])
    assert strokes_within(window, pieces([upright]))[[0, -1], 1] == pytest.approx([-2.0, 2.0])
    outside = np.array([[5.0, -9.0, 0.0], [5.0, 9.0, 0.0]])
    assert len(strokes_within(window, pieces([outside]))) == 0
    assert len(strokes_within(DISC, np.array([[[9.0, 0.0, 0.0]] * 2]))) == 0


def test_a_disc_has_its_centre_in_the_middle_and_both_scales() -> None:
    assert DISC.at(1.0, 2.0) == pytest.approx(DISC.place)
    assert DISC.at(1.5, 4.0) == pytest.approx([1.5, 0.75, 0.0])
    assert DISC.x_range == pytest.approx((0.25, 1.75))
    assert DISC.half == pytest.approx([0.75, 3.0])


def test_a_graph_is_the_function_within_its_domain_wherever_the_plot_goes() -> None:
    where, ends = plot(), [0.5, 2.5]
    graph = Graph(np.square, "#FFFFFF", domain=lambda: (ends[0], ends[1])).on(where)
    for change in (lambda: None, lambda: where.fill(Slot(-1, 5, -3, 2)), lambda: ends.pop(0)):
        if change() == 0.5:
            ends.insert(0, 1.0)
        graph.update()
        low, high = where.area.points.min(axis=0), where.area.points.max(axis=0)
        share = (graph.points - low)[:, :2] / (high - low)[:2]
        x, y = 4 * share[:, 0], -1 + 4 * share[:, 1]
        assert y[::4] == pytest.approx(x[::4] ** 2, abs=2e-3)
        assert x.min() == pytest.approx(ends[0])
        assert y.max() == pytest.approx(3.0)  # where it leaves the plot
    ends[:] = 3.0, 3.0
    assert len(graph.update().points) == 0


def test_a_spot_is_seen_whole_or_not_at_all() -> None:
    place = [1.0, 2.0]
    spot = Spot(lambda: (place[0], place[1]), "#FFFFFF", 0.2)
    spot.draw(DISC)
    assert spot.get_center() == pytest.approx(DISC.place)
    assert spot.width == pytest.approx(0.4)
    place[0] = 1.66
    spot.draw(DISC)
    assert len(spot.points) == 0
    place[0] = float("nan")
    spot.draw(DISC)
    assert len(spot.points) == 0


def test_a_twin_is_drawn_by_itself() -> None:
    where = plot()
    stroke = Stroke(lambda: [(1.0, 1.0), (1.2, 2.2)], "#FFFFFF").on(where)
    stood = stroke.points.copy()
    twin = stroke.twin()
    twin.draw(DISC)
    assert stroke.points == pytest.approx(stood)
    assert twin.points[0] == pytest.approx(DISC.at(1.0, 1.0))
    twin.update()
    assert twin.points[0] == pytest.approx(DISC.at(1.0, 1.0))


def test_the_part_of_an_outline_that_a_plot_has() -> None:
    """A square about the corner of an area: a quarter of it is left."""
    window = WholePlot(plot())
    corner = window.plot.area.points[:, :2].max(axis=0)
    square = np.array([(1.0, 1, 0), (-1, 1, 0), (-1, -1, 0), (1, -1, 0)])
    square[:, :2] += corner
    part = window.part(square)
    assert part[:, :2].max(axis=0) == pytest.approx(corner)
    assert part[:, :2].min(axis=0) == pytest.approx(corner - 1)
    assert len(window.part(square + 5.0)) == 0


def test_an_outline_is_cut_at_a_slanting_line() -> None:
    square = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], dtype=float)
    part = convex_part(square, [np.pi / 4], [np.sqrt(0.5)])  # where x + y is 1
    assert {tuple(each) for each in part[:, :2].round(9).tolist()} == {(0, 0), (1, 0), (0, 1)}
