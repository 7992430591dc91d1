"""A cube that grows: its parts have the volumes that the algebra says, whatever x and δ are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.stage.look.layout import Slot
from scenes.stage.plane.grown_cube import GrownCube

SLOT = Slot(1.7, 6.6, -3.0, 1.2)
LENGTHS = st.floats(0.05, 3.0)


def cube(x: float, step: float, grown: float = 1.0, apart: float = 0.0) -> GrownCube:
    made = GrownCube(lambda: x, lambda: step, SLOT)
    made.set_dials(grown=grown, apart=apart)
    made.follow()
    return made


def volume(made: GrownCube, part: int) -> float:
    """Of a part, by its drawn front and side: width times height times depth."""
    _, side, front = (each.points for each in made.parts[part])
    width, height = np.ptp(front[:, 0]), np.ptp(front[:, 1])
    return float(width * height * np.ptp(side[:, 0]) / 0.42)


@given(x=LENGTHS, step=LENGTHS, apart=st.floats(0.0, 0.5))
def test_its_parts_are_x_cubed_three_slabs_three_bars_and_a_corner(
    x: float, step: float, apart: float
) -> None:
    shown = cube(x, step, apart=apart)
    volumes = sorted(volume(shown, k) / shown.unit**3 for k in range(8))
    wanted = sorted([x**3, *3 * [x**2 * step], *3 * [x * step**2], step**3])
    assert volumes == pytest.approx(wanted, rel=1e-6)


def test_before_it_grows_it_is_a_cube_alone() -> None:
    shown = cube(1.0, 0.5, grown=0.0)
    assert [len(faces[0].points) > 0 for faces in shown.parts].count(True) == 1
    assert shown.volume.get_fill_opacity() == pytest.approx(1.0)
    assert [each.get_fill_opacity() for each in shown.slabs] == [0.0] * 3


@pytest.mark.parametrize("step", [0.002, 0.5, 2.0])
@pytest.mark.parametrize("apart", [0.0, 0.2])
def test_it_stays_in_its_slot(step: float, apart: float) -> None:
    shown = cube(1.0, step, apart=apart)
    drawn = [each for each in shown.get_family() if each.get_fill_opacity() > 0]
    points = np.concatenate([each.points for each in drawn])
    low, high = points.min(axis=0), points.max(axis=0)
    assert SLOT.left - 1e-9 <= low[0] < high[0] <= SLOT.right + 1e-9
    assert SLOT.bottom <= low[1] < high[1] <= SLOT.top + 1e-9


def test_of_thin_slabs_over_delta_three_faces_are_kept() -> None:
    shown = cube(1.0, 0.001)
    assert [each.get_fill_opacity() for each in shown.faces] == [0.0] * 3
    shown.set_dials(over=1.0)
    shown.follow()
    assert [each.get_fill_opacity() for each in (*shown.faces, *shown.slabs)] == [1.0] * 3 + [0] * 3
    front = shown.kept.points[32:]
    assert np.ptp(front[:, 0]) / shown.unit == pytest.approx(1.0)
    assert np.ptp(front[:, 1]) / shown.unit == pytest.approx(1.0)
