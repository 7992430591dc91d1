"""The bowl of Hubble's nebulae."""

import numpy as np
import pytest

from scenes.stage.look.layout import GRID
from scenes.stage.motion.playhead import Playhead
from scenes.stage.regression.nebulae import HUBBLE, bowl_of_hubble, line_of_hubble


def test_it_holds_last_where_the_descent_ends() -> None:
    assert HUBBLE.milestones[-1] == HUBBLE.iterations == len(line_of_hubble().run)


def test_a_ball_in_it_stands_where_the_playhead_does() -> None:
    study, head = line_of_hubble(), Playhead()
    panel = bowl_of_hubble(study, head, GRID.right)
    (descent,) = panel.descents
    for iteration in (0.0, 60.5):
        head.set_value(iteration)
        panel.update()
        w = study.run.at(iteration).w
        expected = study.space.on_surface(study.objective, w)
        assert np.linalg.norm(descent.ball.centre - expected) == pytest.approx(descent.ball.radius)
