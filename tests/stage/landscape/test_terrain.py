"""The ground about a walker, and the lens on it: places, sizes and slopes, at any closeness."""

from collections.abc import Callable

import numpy as np
import pytest

from mlcore import Function
from scenes.stage.landscape.terrain import Region, Terrain, asked, terrain_line
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler, SteepestStep, Walker, slopes_felt
from scenes.stage.look.layout import GRID, Slot

MOUNTAIN = Function(lambda x, y: x**2 + y**3, lambda x, y: (2 * x, 3 * y**2))
AT = np.array([2.0, 3.0])
FLATTER = 40.0


@pytest.fixture
def terrain() -> Terrain:
    region = Region((-6.0, -2.0), (6.0, 4.0))
    return Terrain(MOUNTAIN, AT, region, slot=Slot(-7, 7, -4, 4), flatter=FLATTER, backdrop=True)


@pytest.mark.parametrize("closer", [0.0, 0.7, 2.0])
def test_all_three_axes_are_magnified_alike(terrain: Terrain, closer: float) -> None:
    terrain.set_dials(closer=closer)
    places = np.array([[2.0, 3.0], [2.5, 3.0], [2.0, 2.0]])
    expected = np.array([[0, 0, 0], [0.5, 0, 2.25 / FLATTER], [0, -1, -19 / FLATTER]])
    assert terrain.place(places) == pytest.approx(10**closer * expected)
    assert terrain.reach == pytest.approx(terrain.sight / 10**closer)


def test_closer_the_ground_is_its_tangent_plane(terrain: Terrain) -> None:
    off = []
    for closer in (0.0, 1.0, 2.0):
        terrain.set_dials(closer=closer, fog=1.0, sight=1.0)
        points, _ = terrain.ground.mesh()
        plane = terrain.on_plane(points[..., :2])
        off.append(np.abs(points - plane).max())
    assert off[0] > 0.2
    assert off[1] == pytest.approx(off[0] / 10, rel=0.25)
    assert off[2] == pytest.approx(off[1] / 10, rel=0.05)


@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_the_walker_stands_where_the_dials_say(terrain: Terrain, rise: float) -> None:
    for sway in (0.0, 1.3):
        terrain.set_dials(stand_x=-3.2, stand_y=0.7, theta=-0.6, zoom=0.8, rise=rise, sway=sway)
        assert terrain.project(np.zeros(3)) == pytest.approx([-3.2, 0.7, 0.0])
    walker = Walker(terrain)
    assert walker.figure[0].get_bottom()[1] == pytest.approx(0.7, abs=0.05)


def test_a_map_from_above_is_true_to_scale_and_does_not_sway(terrain: Terrain) -> None:
    terrain.set_dials(phi=0.0, theta=-np.pi / 2, rise=0.0, sway=1.0, zoom=0.4, stand_y=0.5)
    seen = terrain.project(terrain.place(np.array([[0.0, 0.0], [2.0, 3.0], [6.0, -2.0]])))
    unit = 0.4 * 8 / 4
    expected = [[-2 * unit, 0.5 - 3 * unit], [0, 0.5], [4 * unit, 0.5 - 5 * unit]]
    assert seen[:, :2] == pytest.approx(np.array(expected))


def test_in_clear_air_the_ground_ends_at_the_region_in_fog_where_sight_ends(
    terrain: Terrain,
) -> None:
    terrain.set_dials(fog=0.0, sight=20.0)
    points, seen = terrain.ground.mesh()
    xy = AT + points[..., :2]
    assert xy.min(axis=(0, 1)) == pytest.approx([-6, -2])
    assert xy.max(axis=(0, 1)) == pytest.approx([6, 4])
    assert (seen == 1).all()
    for corner in terrain.region.corners:
        assert np.linalg.norm(xy[:, -1] - corner, axis=1).min() < 1e-9
    terrain.set_dials(fog=1.0, sight=3.0)
    points, seen = terrain.ground.mesh()
    assert np.linalg.norm(points[:, -1, :2], axis=-1) == pytest.approx(3.0)
    assert (np.diff(seen) <= 0).all()
    assert seen[0] == 1
    assert seen[-1] == pytest.approx(0)


def test_numbers_stand_at_the_ends_of_their_lines_within_the_frame(terrain: Terrain) -> None:
    terrain.set_dials(fog=0.0, sight=20.0, zoom=0.3, told=1.0)
    terrain.update()
    shown = 0
    for axis, numbers in enumerate(terrain.numbers):
        for number in numbers:
            if number.get_fill_opacity() < 0.05:
                continue
            shown += 1
            value = float(number.text.replace("−", "-"))
            line = terrain_line(terrain, axis, value)
            assert line[:, axis] == pytest.approx(value)
            figures = number.points[8:]
            middle = (figures.min(axis=0) + figures.max(axis=0)) / 2
            end = terrain.project(terrain.place(line[0]))
            assert np.linalg.norm((middle - end)[:2]) < 0.4
            assert GRID.left_edge < middle[0] < GRID.right_edge
            assert middle[1] > GRID.caption_top
    assert shown > 6


def test_finer_lines_are_asked_for_closer(terrain: Terrain) -> None:
    for closer in (0.0, 1.0, 2.0):
        terrain.set_dials(closer=closer, fog=1.0, sight=2.0)
        values = [value for value, _ in asked(terrain, 0, (0.6, 0.9))]
        assert 2 <= len(values) <= 7
        assert np.abs(np.array(values) - 2).max() <= terrain.reach
        assert any(abs(value - 2) < 1e-9 for value in values)


def test_a_foot_feels_the_slope(terrain: Terrain) -> None:
    angles = np.linspace(0, 2 * np.pi, 9)
    exact = 4 * np.cos(angles) + 27 * np.sin(angles)
    assert slopes_felt(terrain, angles) == pytest.approx(exact, abs=2e-3)
    feeler = Feeler(terrain, 1.5)
    feeler.set_dials(angle=np.pi / 2)
    start, across, _, below, tip = feeler.stairs
    assert start == pytest.approx(np.zeros(3))
    assert across == pytest.approx(np.zeros(3), abs=1e-9)
    assert below == pytest.approx([0, 1.5, 0])
    assert tip - below == pytest.approx([0, 0, 1.5 * 27 / FLATTER], abs=1e-3)


def test_on_a_plane_the_climbs_along_x_and_along_y_add(terrain: Terrain) -> None:
    feeler = Feeler(terrain, 1.5)
    feeler.set_dials(angle=0.9)
    stairs = feeler.stairs
    u = 1.5 * np.array([np.cos(0.9), np.sin(0.9)])
    assert stairs[1] == pytest.approx([u[0], 0, 0])
    assert np.diff(stairs[:, 2]) * FLATTER == pytest.approx([0, 4 * u[0], 0, 27 * u[1]], abs=5e-3)
    assert stairs[4] == pytest.approx(terrain.on_plane(u), abs=1e-3)


@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_the_gradient_lies_level_under_the_steepest_step(terrain: Terrain, rise: float) -> None:
    terrain.set_dials(rise=rise)
    level, step = SteepestStep(terrain, 2.0).ends
    assert level == pytest.approx([*(2.0 * np.array([4, 27]) / np.hypot(4, 27)), 0.0])
    assert step - level == pytest.approx([0, 0, rise * 2.0 * np.hypot(4, 27) / FLATTER])


def test_a_lens_shows_what_is_under_its_ring(terrain: Terrain) -> None:
    terrain.set_dials(stand_x=-3.0, theta=-0.7, closer=0.5)
    lens = TerrainLens(terrain, (3.0, 0.2), 2.5)
    lens.set_dials(open=1.0, closer=1.5)
    lens.update()
    assert lens.project(np.zeros(3)) == pytest.approx([3.0, 0.2, 0.0])
    assert lens.theta == terrain.theta
    ratio = 10**1.0 * (lens.view.scale / terrain.view.scale)
    assert lens.magnification == pytest.approx(ratio)
    before = lens.bend
    lens.set_dials(closer=2.5)
    assert lens.bend == pytest.approx(before / 10, rel=0.1)
    lens.set_dials(open=0.0)
    lens.update()
    assert lens.centre == pytest.approx(terrain.project(np.zeros(3)))


def test_fog_hides_the_frame_beyond_it(terrain: Terrain, paint: Callable[..., np.ndarray]) -> None:
    terrain.set_dials(fog=1.0, sight=1.0, zoom=1.0, iso=0.0, stand_y=1.0)
    terrain.remove(*[each for each in terrain.submobjects if each is not terrain.ground])
    pixels = paint(terrain)
    assert pixels[68, 160, :3].sum() > 60  # under the feet
    assert pixels[68, 300, :3].sum() == 0
