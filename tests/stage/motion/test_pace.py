"""What is animated at a pace keeps to it."""

import pytest
from manim import ValueTracker, linear, rush_into

from scenes.stage.motion.pace import paced


@pytest.mark.parametrize("pace", [linear, rush_into])
def test_it_goes_at_the_pace(pace: object) -> None:
    tracker = ValueTracker(1.0)
    move = paced(tracker, pace).set_value(3.0).build()  # type: ignore[arg-type]
    move.begin()
    move.interpolate(0.25)
    assert tracker.get_value() == pytest.approx(1.0 + 2.0 * pace(0.25))  # type: ignore[operator]
