"""A field joint: its rings seal what lies between its parts, and hot gas ends at the first."""

import numpy as np
import pytest
from manim import RIGHT, VMobject

from scenes.stage.look.layout import Slot
from scenes.stage.plane.field_joint import FieldJoint

SLOT = Slot(-0.6, 5.0, -1.75, 1.5)


@pytest.fixture
def joint() -> FieldJoint:
    return FieldJoint(SLOT)


def holds(shape: VMobject, place: np.ndarray) -> bool:
    """Tell whether a place is within a closed outline of straight sides: by crossings."""
    start, end = shape.points[::4], shape.points[3::4]
    spans = (start[:, 1] > place[1]) != (end[:, 1] > place[1])
    share = (place[1] - start[spans, 1]) / (end[spans, 1] - start[spans, 1])
    across = start[spans, 0] + share * (end[spans, 0] - start[spans, 0])
    return bool((across > place[0]).sum() % 2)


def test_it_fills_its_slot(joint: FieldJoint) -> None:
    assert joint.section.height == pytest.approx(SLOT.height)
    assert SLOT.left <= joint.booster.get_left()[0]
    assert joint.section.get_right()[0] < SLOT.right
    assert joint.booster.get_right()[0] < joint.gas.get_left()[0]


def test_the_rings_close_the_gap_between_both_segments(joint: FieldJoint) -> None:
    *_, upper, lower, _ = joint.section
    for ring in joint.rings:
        assert holds(lower, ring.get_left() + 0.02 * RIGHT)  # it lies in the fork's inner leg
        assert holds(upper, ring.get_right())  # and presses on the tongue
    assert joint.rings[0].get_y() > joint.rings[1].get_y()


def test_hot_gas_comes_through_gaps_alone_as_far_as_the_first_ring(joint: FieldJoint) -> None:
    way = joint.gas[0].points
    places = np.concatenate(
        [np.linspace(a, b, 50) for a, b in zip(way[::4], way[3::4], strict=True)]
    )
    assert places[0][0] < joint.section.get_left()[0]  # from inside
    assert places[-1] == pytest.approx(joint.rings[0].get_top(), abs=0.06)
    assert not any(holds(part, place) for part in joint.section for place in places)
