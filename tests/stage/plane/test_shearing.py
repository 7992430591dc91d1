"""A parallelogram that is slid keeps its area, and ends as a rectangle."""

import numpy as np
import pytest

from scenes.stage.look.theme import theme
from scenes.stage.plane.shearing import Shearing

SIDES = [[2.0, 2.0], [2.0, 1.0]]


@pytest.fixture
def slid() -> Shearing:
    return Shearing(SIDES, (1.0, 2.0), 0.5, ((-3.0, 1.0), 0.1)).set_dials(bent=1.0)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0.4, 0), (1, 0), (1, 0.3), (1, 1)])
def test_its_area_stays(slid: Shearing, first: float, second: float) -> None:
    slid.set_dials(first=first, second=second)
    assert np.linalg.det(slid.sides) == pytest.approx(np.linalg.det(SIDES))


def test_it_ends_as_a_rectangle_of_whole_units(slid: Shearing) -> None:
    slid.set_dials(first=1.0, second=1.0, ruled=1.0, out=1.0).update()
    assert slid.sides == pytest.approx(np.array([[2.0, 0.0], [0.0, -1.0]]))
    low, high = slid.face.points[:, :2].min(axis=0), slid.face.points[:, :2].max(axis=0)
    assert (low, high) == (pytest.approx([1.0, 1.5]), pytest.approx([2.0, 2.0]))
    assert slid.rules.points[:, 0] == pytest.approx(1.5)  # one line, between two squares


def test_it_comes_out_of_where_it_was(slid: Shearing) -> None:
    slid.set_dials(out=0.0).update()
    assert slid.face.points[0, :2] == pytest.approx([-3.0, 1.0])
    assert np.ptp(slid.face.points[:, 0]) == pytest.approx(0.4)


@pytest.mark.parametrize("bent", [0.0, 0.4, 0.7, 1.0])
def test_the_square_is_bent_on_a_straight_way(slid: Shearing, bent: float) -> None:
    slid.set_dials(bent=bent, turning=1.0, out=1.0).update()
    sides = (1 - bent) * np.eye(2) + bent * np.array(SIDES)
    assert slid.sides == pytest.approx(sides)
    turned_over = np.linalg.det(sides) < 0
    assert turned_over == (bent > 0.64)  # where 1 + s − 4s² is 0
    shade = (theme().heights[3], theme().faint)[int(turned_over)]
    assert slid.face.get_fill_color().to_hex() == shade.upper()


@pytest.mark.parametrize(("bent", "second"), [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 1.0)])
def test_the_arc_goes_from_one_side_to_the_other(bent: float, second: float) -> None:
    slid = Shearing(SIDES, (0.0, 0.0), 1.0, ((0.0, 0.0), 1.0))
    slid.set_dials(bent=bent, turning=1.0, first=second, second=second).update()
    arc = slid.arc.points[: -2 * 4]  # but its barbs
    one, other = slid.sides
    for end, side in ((arc[0], one), (arc[-1], other)):
        assert end[0] * side[1] == pytest.approx(end[1] * side[0], abs=1e-9)
        assert end[:2] @ side > 0
    turns = np.sign(np.cross(arc[0], arc[4])[2])
    assert turns == np.sign(np.linalg.det(slid.sides))
    slid.set_dials(turning=0.0).update()
    assert len(slid.arc.points) == 0
