"""A parallelogram that is slid keeps its area, and ends as a rectangle."""

import numpy as np
import pytest

from scenes.stage.plane.shearing import Shearing

SIDES = [[2.0, 2.0], [2.0, 1.0]]


@pytest.fixture
def slid() -> Shearing:
    return Shearing(SIDES, (1.0, 2.0), 0.5, ((-3.0, 1.0), 0.1))


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
