"""A way gone step by step on a terrain: where it leads, what is felt there, and the ball on it."""

import numpy as np
import pytest

from mlcore import Function
from scenes.stage.landscape.hike import FootPath, PathBall, Underfoot
from scenes.stage.landscape.terrain import Region, Terrain
from scenes.stage.landscape.walker import Walker
from scenes.stage.look.layout import Slot

BOWL = Function(lambda x, y: x**2 + 2 * y**2, lambda x, y: (2 * x, 4 * y))
PATH = np.array([[2.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])


@pytest.fixture
def terrain() -> Terrain:
    region = Region((-3.0, -3.0), (3.0, 3.0))
    return Terrain(BOWL, PATH[0], region, slot=Slot(-7, 7, -4, 4), flatter=4.0, level=8.0)


@pytest.fixture
def path(terrain: Terrain) -> FootPath:
    return FootPath(terrain, PATH, (0, 1), "#FFFFFF")


@pytest.mark.parametrize(
    ("gone", "place"), [(0, (2, 1)), (0.5, (1.5, 1)), (1.25, (1, 0.75)), (3, (0, 0)), (9, (0, 0))]
)
def test_a_way_is_straight_from_step_to_step(
    path: FootPath, gone: float, place: tuple[float, float]
) -> None:
    path.set_dials(gone=gone)
    assert path.where == pytest.approx(place)


def test_who_leads_is_in_the_middle_of_what_is_seen(terrain: Terrain, path: FootPath) -> None:
    walker = Walker(terrain, lambda: path.where)
    path.lead()
    path.set_dials(gone=1.5)
    terrain.update()
    walker.update()
    assert terrain.at == pytest.approx([1.0, 0.5])
    assert terrain.height_here == pytest.approx(1.5)
    assert terrain.slope == pytest.approx([2.0, 2.0])
    feet = terrain.project(np.zeros(3))
    assert walker.figure[0].get_bottom()[1] == pytest.approx(feet[1], abs=0.05)


def test_a_walker_goes_where_the_way_does_while_the_view_stays(
    terrain: Terrain, path: FootPath
) -> None:
    walker = Walker(terrain, lambda: path.where)
    path.set_dials(gone=2.0)
    walker.update()
    assert terrain.at == pytest.approx(PATH[0])
    foot = terrain.project(terrain.place(PATH[2]))
    assert walker.figure[0].get_bottom()[1] == pytest.approx(foot[1], abs=0.05)


def test_the_arrow_underfoot_is_the_gradient_or_turned_about(terrain: Terrain) -> None:
    feet = Underfoot(terrain, 0.6, 0.1)
    up = feet.arrow
    assert up == pytest.approx([0.4, 0.4, (0.4 * 4 + 0.4 * 4) / 4])
    feet.set_dials(turned=-1.0)
    assert feet.arrow == pytest.approx(-up)
    terrain.stand_at((0.0, 0.0))
    assert feet.arrow == pytest.approx(np.zeros(3))


def test_the_ground_ends_at_its_level(terrain: Terrain) -> None:
    terrain.set_dials(fog=0.0, sight=20.0)
    angles = np.linspace(-np.pi, np.pi, 25)
    far = terrain.ends(angles)
    rim = terrain.at + far[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    assert np.asarray(BOWL.loss(rim)) == pytest.approx(8.0, abs=1e-4)


def test_a_ball_touches_the_ground(terrain: Terrain, path: FootPath) -> None:
    ball = PathBall(terrain, path, 0.2)
    path.set_dials(gone=1.5)
    slope = np.array([2.0, 2.0]) / 4
    normal = np.array([*-slope, 1.0]) / np.sqrt(1 + slope @ slope)
    assert ball.centre == pytest.approx(terrain.place(path.where) + 0.2 * normal)
