"""Levels of odds stand where a line, or a curve, has them; points pass straight up or down."""

import numpy as np
import pytest
from scipy.special import expit

from mlcore import challenger
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.odds import OddsScale, Passage

SCORES = np.array([4.0, 1.0, -2.0])
X = np.array([40.0, 60.0, 80.0])


class Bend:
    """A line of scores, and at a share of 1 the sigmoid."""

    share = 0.0

    def __call__(self, z: np.ndarray) -> np.ndarray:
        return (1 - self.share) * (0.5 + z / 4) + self.share * expit(z)


@pytest.fixture
def plot() -> ClassPlot:
    return ClassPlot(challenger(), width=8.0, height=4.0, y_range=(-0.8, 1.8), include=(29.0,))


def test_every_level_bears_the_odds_of_its_chance(plot: ClassPlot) -> None:
    bend = Bend()
    scale = OddsScale(plot, bend)
    assert [name.text for name in scale.names] == [
        "1 : 100",
        "1 : 10",
        "1 : 1",
        "10 : 1",
        "100 : 1",
    ]
    heights = scale.lines.points.reshape(-1, 4, 3)[:, 0, 1]
    assert np.diff(heights) == pytest.approx(np.full(4, np.diff(heights)[0]))  # logarithms
    bend.share = 1.0
    scale.update()
    levels = scale.lines.points.reshape(-1, 4, 3)[:, [0, 3], 1]
    odds = np.array([1 / 100, 1 / 10, 1, 10, 100])
    wanted = plot.at(0.0, odds / (1 + odds))[:, 1]
    assert levels == pytest.approx(np.stack([wanted, wanted], axis=1))
    assert [name.get_center()[1] for name in scale.names] == pytest.approx(wanted, abs=0.05)


def test_levels_that_are_not_seen_at_first_are_left_out() -> None:
    narrow = ClassPlot(challenger(), width=8.0, height=4.0)
    assert len(OddsScale(narrow, Bend()).names) == 3


def test_points_move_upright_from_the_line_to_the_curve(plot: ClassPlot) -> None:
    bend = Bend()
    passage = Passage(plot, X, SCORES, bend)
    before = np.array([dot.get_center() for dot in passage.dots])
    assert before == pytest.approx(plot.at(X, 0.5 + SCORES / 4))
    bend.share = 1.0
    passage.update()
    after = np.array([dot.get_center() for dot in passage.dots])
    assert after == pytest.approx(plot.at(X, expit(SCORES)))
    ways = passage.ways.points.reshape(-1, 4, 3)
    assert ways[:, 0] == pytest.approx(before)
    assert ways[:, 3] == pytest.approx(after)


def test_the_data_are_hidden_and_shown(plot: ClassPlot) -> None:
    for opacity in (0.0, 1.0):
        plot.show_data(opacity)
        plot.lay_out()  # which does not bring them back
        assert {dot.get_stroke_opacity() for dot in plot.dots} == {0.95 * opacity}
        assert {name.get_fill_opacity() for name in plot.class_names} == {opacity}
