"""Two climbs that stand on one another, and lie down into a map."""

import numpy as np
import pytest

from scenes.stage.plane.climbs import Climbs
from scenes.stage.plane.polar import PolarPlot

ANGLE = 0.7
UNIT = 4.0 / 30


@pytest.fixture
def climbs() -> Climbs:
    return Climbs(PolarPlot((10, 20, 30), 4.0, (1.0, -2.0)), (4.0, 27.0), lambda: ANGLE, (5, -2.5))


def test_one_stands_on_the_other_and_both_are_as_high_as_the_step_climbs(climbs: Climbs) -> None:
    assert climbs.climbs == pytest.approx([4 * np.cos(ANGLE), 27 * np.sin(ANGLE)])
    assert climbs.joint(0) == pytest.approx([5, -2.5, 0])
    tall = UNIT * (4 * np.cos(ANGLE) + 27 * np.sin(ANGLE))
    assert climbs.joint(2) - climbs.joint(0) == pytest.approx([0, tall, 0])
    assert climbs.beside(2) - climbs.beside(0) == pytest.approx([0, tall, 0])


def test_full_they_are_the_slopes(climbs: Climbs) -> None:
    climbs.set_dials(full=1.0)
    assert climbs.climbs == pytest.approx([4, 27])


@pytest.mark.parametrize("laid", [0.0, 0.3, 1.0])
def test_lying_down_they_keep_their_lengths(climbs: Climbs, laid: float) -> None:
    climbs.set_dials(full=1.0, laid=laid)
    parts = np.diff([climbs.joint(k) for k in range(3)], axis=0)
    assert np.linalg.norm(parts, axis=1) == pytest.approx([4 * UNIT, 27 * UNIT])


def test_laid_they_are_the_legs_of_the_gradient(climbs: Climbs) -> None:
    climbs.set_dials(full=1.0, laid=1.0)
    plot = climbs.plot
    assert climbs.joint(0) == pytest.approx(plot.centre)
    assert climbs.joint(1) == pytest.approx(plot.at(0.0, 4.0))
    assert climbs.joint(2) == pytest.approx(plot.at(np.arctan2(27, 4), np.hypot(4, 27)))
    assert climbs.middle(0) == pytest.approx(plot.at(0.0, 2.0))
