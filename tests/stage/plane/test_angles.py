"""The arc of an angle, and its name."""

import numpy as np
import pytest
from manim import Dot, ValueTracker

from scenes.stage.plane.arrows import AngleArc

CENTRE = np.array([1.0, -2.0, 0.0])


def test_an_arc_runs_from_one_direction_to_the_other_with_its_name_beyond_its_middle() -> None:
    end, name = ValueTracker(0.5), Dot()
    arc = AngleArc(lambda: CENTRE, lambda: (1.5, end.get_value()), 0.8, name)
    for angle in (0.5, 2.9):
        end.set_value(angle)
        arc.update()
        off = arc.arc.points - CENTRE
        assert np.linalg.norm(off[::4], axis=1) == pytest.approx(0.8)
        turned = np.arctan2(off[[0, -1], 1], off[[0, -1], 0])
        assert turned == pytest.approx([1.5, angle])
        towards = name.get_center() - CENTRE
        assert np.arctan2(towards[1], towards[0]) == pytest.approx((1.5 + angle) / 2)
        assert np.linalg.norm(towards) > 0.8
        assert name.get_fill_opacity() == 1


def test_an_arc_too_short_for_it_has_no_name() -> None:
    name = Dot()
    AngleArc(lambda: CENTRE, lambda: (1.5, 1.6), 0.8, name)
    assert name.get_fill_opacity() == 0
