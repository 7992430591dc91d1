"""One thing that is drawn in a plot becomes another one, which then follows its own plot."""

import numpy as np
import pytest
from manim import Scene

from scenes.stage.manim.become import Become
from scenes.stage.plane.drawn import Graph
from scenes.stage.plane.plot import Plot


def test_the_second_stands_in_the_place_of_the_first() -> None:
    plots = [Plot((0.0, 4.0), (0.0, 16.0), width=width, height=3) for width in (4, 6)]
    end = [4.0]
    old = Graph(lambda x: 4 * x, "#ffffff").on(plots[0])
    new = Graph(lambda x: x**2, "#ffffff", domain=lambda: (0.0, end[0])).on(plots[1])
    end[0] = 2.0  # after it was drawn last
    before, scene = old.points.copy(), Scene()
    scene.add(old)
    change = Become(old, new)
    scene.add(change.mobject)  # as Manim does with all that plays
    change._setup_scene(scene)
    change.begin()
    assert old not in scene.mobjects
    leaving = change.mobject
    assert leaving.points == pytest.approx(before)
    for share in (0.5, 1.0):
        change.update_mobjects(0.1)
        change.interpolate(share)
        start, goal = plots[0].at(4.0, 16.0), plots[1].at(2.0, 4.0)
        assert leaving.points[-1] == pytest.approx((1 - share) * start + share * goal)
    change.finish()
    change.clean_up_from_scene(scene)
    assert new in scene.mobjects
    assert leaving not in scene.mobjects
    end[0] = 3.0
    assert np.allclose(new.update().points[-1], plots[1].at(3.0, 9.0))
