"""A closer look: the window shrinks about a place until the surface there is a plane."""

from itertools import pairwise

import numpy as np
import pytest

from mlcore import Basin, GradientDescent, Landscape, LinearRegression, descend, hubble
from scenes.stage.landscape.closeup import _AWAY, ClosePanel
from scenes.stage.landscape.compass import Compass
from scenes.stage.landscape.placing import LossSpace

OBJECTIVE = LinearRegression(hubble().rescaled(100, "v"))
RUN = descend(OBJECTIVE, (8, 1), GradientDescent(0.02), 40)
PLACE, REACH = RUN.params[0], 0.09


@pytest.fixture
def panel() -> ClosePanel:
    landscape = Landscape.over(OBJECTIVE, (-10, -4), (9, 13))
    space = LossSpace.of(landscape)
    panel = ClosePanel(OBJECTIVE, landscape, space, width=7.0, height=6.0)
    panel.aim(PLACE, REACH)
    return panel


def bent(panel: ClosePanel) -> float:
    """How far the surface is off the plane through its corners, as a share of its rise."""
    mesh = panel.surface.mesh.reshape(-1, 3)
    flat = np.column_stack([mesh[:, :2], np.ones(len(mesh))])
    plane = flat @ np.linalg.lstsq(flat, mesh[:, 2], rcond=None)[0]
    return float(np.abs(mesh[:, 2] - plane).max() / np.ptp(mesh[:, 2]))


def test_close_up_the_surface_is_a_plane(panel: ClosePanel) -> None:
    assert bent(panel) > 0.1
    panel.near = 1.0
    assert bent(panel) < 0.01


def test_in_the_end_both_weights_have_one_scale_about_the_place(panel: ClosePanel) -> None:
    panel.near = 1.0
    np.testing.assert_allclose(panel.space.middle, PLACE)
    np.testing.assert_allclose(panel.space.high - panel.space.low, 2 * REACH)
    np.testing.assert_allclose(*np.abs(panel.space.scale[:2]))


def test_the_place_never_leaves_the_window_which_only_shrinks(panel: ClosePanel) -> None:
    spaces = [panel.space_at(near) for near in np.linspace(0, 1, 9)]
    for before, after in pairwise(spaces):
        assert (after.low >= before.low - 1e-9).all()
        assert (after.high <= before.high + 1e-9).all()
        assert not after.outside(PLACE)
    np.testing.assert_allclose(spaces[0].low, panel.whole.low)
    np.testing.assert_allclose(spaces[0].high, panel.whole.high)


def test_the_surface_is_the_loss_at_every_closeness(panel: ClosePanel) -> None:
    for near in (0.3, 0.8, 1.0):
        panel.near = near
        space = panel.space
        weights = space.weights_at(panel.surface.mesh[..., :2])
        np.testing.assert_allclose(panel.surface.mesh, space.on_surface(OBJECTIVE, weights))
        assert panel.surface.mesh[..., 2].max() == pytest.approx(space.height)


def test_new_iso_lines_come_in_between_the_old_ones(panel: ClosePanel) -> None:
    lines = {}
    for near in (0.0, 0.5, 1.0):
        panel.near = near
        coarse, fine = panel.surface.lines[..., 0], panel.surface.lines[..., 1]
        lines[near] = np.ptp(coarse)
        if near:
            np.testing.assert_allclose(fine, 2 * coarse)
    assert lines[0.0] > 8
    assert all(4 < lines[near] < 20 for near in (0.5, 1.0))


def test_numbers_stand_at_their_values_and_take_turns(panel: ClosePanel) -> None:
    usual = [label for group in panel.axes.labels for label in group[:-1]]
    shown = []
    for near in (0.0, 0.5, 1.0, 0.0):
        panel.near = near
        panel.numbers.follow()
        seen = [
            (each, label)
            for each, label in zip(panel.numbers.values, panel.numbers, strict=True)
            if label.get_fill_opacity() > 0
        ]
        shown.append(len(seen))
        assert (usual[0].get_fill_opacity() == 0) == (near > 0)
        for (axis, value, _), label in seen:
            stroke, anchor = panel.axes.tick_at(panel.space, axis, value)
            if axis < 2:  # farther out, the closer the look
                out = (stroke[1] - stroke[0]) / np.linalg.norm(stroke[1] - stroke[0])
                anchor = anchor + near * _AWAY * out
            middle = (label.points.min(axis=0) + label.points.max(axis=0)) / 2
            np.testing.assert_allclose(middle, panel.project(anchor), atol=1e-6)
            assert float(label.text) == value
            if axis < 2:
                assert panel.space.low[axis] < value < panel.space.high[axis]
    assert shown[0] == shown[3] == 0
    assert min(shown[1:3]) >= 4


def test_close_up_the_axes_keep_their_names(panel: ClosePanel) -> None:
    named = ClosePanel(OBJECTIVE, Landscape.over(OBJECTIVE, (-10, -4), (9, 13)), panel.whole)
    named.aim(PLACE, REACH)
    numbers = set(named.axes.numbers)
    names = [each for group in named.axes.labels for each in group if each not in numbers]
    assert len(names) == 3
    named.near = 0.5
    named.numbers.update()
    assert all(each.get_fill_opacity() == 0 for each in numbers)
    assert all(each.get_fill_opacity() == 1 for each in names)


def test_on_a_plane_the_way_across_the_contours_is_steepest(panel: ClosePanel) -> None:
    compass = Compass(panel, OBJECTIVE, PLACE, 0.01 * REACH)
    slope = np.linalg.norm(OBJECTIVE.gradient(PLACE))
    changes = {}
    for turn in np.linspace(0, 2 * np.pi, 9)[:-1]:
        compass.angle = compass.steepest + turn
        assert np.linalg.norm(compass.end - PLACE) == pytest.approx(compass.reach)
        changes[turn] = compass.change / (compass.reach * slope)
        assert changes[turn] == pytest.approx(np.cos(turn), abs=1e-3)
    assert max(changes, key=lambda turn: changes[turn]) == 0


def test_from_above_the_closest_window_fits_the_panel(panel: ClosePanel) -> None:
    before = {name: getattr(panel, name) for name in ("phi", "theta", "zoom", "look_x")}
    dials = panel.close_view(phi=0.2, theta=-1.4)
    assert {name: getattr(panel, name) for name in before} == before
    panel.near = 1.0
    panel.set_dials(**dials)
    seen = panel.project(panel.surface.mesh.reshape(-1, 3))
    assert np.ptp(seen[:, 0]) < 7.0
    assert 3.0 < np.ptp(seen[:, 1]) < 6.0


def test_a_panel_may_cover_a_basin_alone() -> None:
    landscape = Landscape.over(OBJECTIVE, (-10, -4), (9, 13))
    space = LossSpace.of(landscape)
    basin = Basin.below(OBJECTIVE, space.low, space.high, 50.0)
    panel = ClosePanel(OBJECTIVE, landscape, space, basin=basin, width=7.0, height=6.0)
    tops = panel.surface.mesh[..., 2] / space.scale[2] + space.floor
    assert tops.max() == pytest.approx(50.0)
