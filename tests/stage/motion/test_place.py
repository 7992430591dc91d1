"""A place goes straight to where it is sent."""

import pytest
from manim import linear

from scenes.stage.motion.place import Place


def test_it_goes_straight_ahead() -> None:
    place = Place((1.0, -2.0))
    assert place.point.tolist() == [1.0, -2.0]
    move = place.animate(rate_func=linear).go((3.0, 2.0)).build()
    move.begin()
    move.interpolate(0.25)
    assert place.point == pytest.approx((1.5, -1.0))


def test_what_it_tells_is_a_copy() -> None:
    place = Place((1.0, 2.0))
    place.point[0] = 7.0
    assert place.point.tolist() == [1.0, 2.0]
