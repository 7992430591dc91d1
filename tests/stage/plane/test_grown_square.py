"""A square that grows: its parts have the areas that the algebra says, whatever x and δ are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import FadeIn, VMobject

from scenes.stage.look.layout import Slot
from scenes.stage.plane.grown_square import GrownSquare

SLOT = Slot(1.7, 6.6, -3.0, 1.2)
LENGTHS = st.floats(0.05, 3.0)


def square(x: float, step: float, grown: float = 1.0) -> GrownSquare:
    made = GrownSquare(lambda: x, lambda: step, SLOT)
    made.set_dials(grown=grown)
    made.follow()
    return made


def area(part: VMobject) -> float:
    width, height, _ = np.ptp(part.points, axis=0)
    return float(width * height)


@given(x=LENGTHS, step=LENGTHS, grown=st.floats(0.1, 1.0))
def test_its_parts_are_x_squared_two_strips_and_a_corner(
    x: float, step: float, grown: float
) -> None:
    shown = square(x, step, grown)
    size, step = shown.size / (x + grown * step), grown * step
    wanted = [x * x, x * step, x * step, step * step]
    assert [area(part) / size**2 for part in shown.parts] == pytest.approx(wanted, rel=1e-6)
    for leg in np.split(shown.steps.points, 2):
        assert np.linalg.norm(leg[-1] - leg[0]) / size == pytest.approx(step, rel=1e-6)


def test_it_stays_in_its_slot() -> None:
    for x, step in ((1.0, 1.0), (1.0, 0.01), (0.2, 2.0)):
        seen = [each for each in square(x, step).get_family() if each.get_fill_opacity() > 0]
        points = np.concatenate([each.points for each in seen])
        low, high = points.min(axis=0), points.max(axis=0)
        assert SLOT.left <= low[0] < high[0] <= SLOT.right + 1e-9
        assert SLOT.bottom <= low[1] < high[1] <= SLOT.top + 1e-9


def test_a_part_with_no_room_for_its_name_has_none() -> None:
    wide, narrow = square(1.0, 1.0), square(1.0, 0.05)
    assert [name.get_fill_opacity() for name in wide.areas] == [1.0] * 4
    assert [name.get_fill_opacity() for name in narrow.areas] == [1.0, 0.0, 0.0, 0.0]


def test_names_come_in_with_the_parts() -> None:
    shown = square(1.0, 1.0)
    for share, seen in ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0)):
        fade = FadeIn(shown)
        fade.begin()
        fade.interpolate(share)
        shown.follow()
        assert shown.areas[0].get_fill_opacity() == pytest.approx(seen, abs=1e-6)
        fade.finish()


@given(x=LENGTHS, step=LENGTHS)
def test_a_strip_over_delta_is_as_long_as_x(x: float, step: float) -> None:
    """However thin the strip: its area is δ times as much as the length that is kept of it."""
    shown = square(x, step)
    shown.set_dials(over=1.0)
    shown.follow()
    unit = shown.size / (x + step)
    for leg, strip in zip(np.split(shown.kept.points, 2), shown.parts[1:3], strict=True):
        length = float(np.linalg.norm(leg[-1] - leg[0])) / unit
        assert length * step == pytest.approx(area(strip) / unit**2, rel=1e-6)
    assert shown.kept.get_stroke_opacity() == 1.0


def test_what_strips_are_over_delta_is_not_seen_before() -> None:
    shown = square(1.0, 0.2)
    assert shown.kept.get_stroke_opacity() == 0.0
    assert [name.get_fill_opacity() for name in shown.halves] == [0.0, 0.0]
