"""An axis of chances stretches until it counts the logarithm of the odds; 0 and 1 leave it."""

from itertools import pairwise

import numpy as np
import pytest
from manim import LEFT, RIGHT
from scipy.special import expit, logit

from mlcore import challenger
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.odds import CHANCES, ODDS, Impossible, Levels, Stretch

Z = np.linspace(-6, 6, 25)
CHANCE = np.array(list(CHANCES))


@pytest.fixture
def plot() -> ClassPlot:
    return ClassPlot(challenger(), width=8.0, height=5.0, y_range=(-1.3, 2.3), include=(29.0,))


def stretched(share: float) -> Stretch:
    stretch = Stretch()
    stretch.set_value(share)
    return stretch


def test_what_is_written_is_the_chance_and_its_odds() -> None:
    assert [float(text) for text in CHANCES.values()] == list(CHANCES)
    for chance, text in ODDS.items():
        given, against = map(float, text.split(" : "))
        assert given / against == pytest.approx(chance / (1 - chance))


def test_it_stretches_from_the_chance_to_the_line_that_touches_it() -> None:
    assert stretched(0.0).levels(Z) == pytest.approx(expit(Z))
    assert stretched(1.0).levels(Z) == pytest.approx(0.5 + Z / 4)
    for share in (0.0, 0.4, 1.0):
        rise = np.diff(stretched(share).levels([-1e-5, 1e-5]))
        assert rise == pytest.approx(2e-5 / 4, rel=1e-6)
    ends = [float(stretched(share).levels(np.inf)) for share in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert np.all(np.diff(ends) > 0)
    assert ends[0] == 1.0
    assert np.isinf(ends[-1])


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_names_stand_where_their_chances_are(
    plot: ClassPlot, share: float, side: np.ndarray
) -> None:
    stretch = stretched(share)
    names = Levels(plot, stretch.levels, CHANCES, side, lined=True)
    wanted = plot.at(0.0, stretch.levels(logit(CHANCE)))[:, 1]
    low, high = plot.at(0.0, np.array(plot.y_range))[:, 1]
    ends = plot.at(np.array(plot.x_range), 0.0)[:, 0]
    for name, line, y in zip(names.names, names.lines, wanted, strict=True):
        if name.get_fill_opacity() == 0:
            continue
        assert low - 0.2 < name.get_center()[1] == pytest.approx(np.clip(y, low, high), abs=0.05)
        assert line.points[:, 1] == pytest.approx(np.full(4, np.clip(y, low, high)))
        assert (name.get_right()[0] < ends[0]) == (side is LEFT)
        assert (name.get_left()[0] > ends[1]) == (side is RIGHT)


def test_only_what_has_room_is_named(plot: ClassPlot) -> None:
    plain = Levels(plot, stretched(0.0).levels, CHANCES)
    seen = dict(zip(CHANCES, plain.seen(), strict=True))
    assert [chance for chance, each in seen.items() if each > 0.5] == [0.0, 0.5, 1.0]
    plot.y_range = (-0.22, 1.22)
    assert plain.seen()[CHANCE == 0.9] > 0.5  # closer, there is more room
    plot.y_range = (-1.3, 2.3)
    far = Levels(plot, stretched(1.0).levels, CHANCES)
    seen = dict(zip(CHANCES, far.seen(), strict=True))
    assert [chance for chance, each in seen.items() if each == 0] == [0.0, 1.0]
    boxes = sorted(
        (name.get_bottom()[1], name.get_top()[1])
        for name in far.names
        if name.get_fill_opacity() > 0.05
    )
    assert all(below[1] < above[0] for below, above in pairwise(boxes))


def test_the_impossible_leaves_the_plot(plot: ClassPlot) -> None:
    low, high = plot.at(0.0, np.array(plot.y_range))[:, 1]
    heights = []
    for share in (0.0, 0.3, 0.5, 1.0):
        stretch = stretched(share)
        beyond = Impossible(plot, stretch.levels)
        never, certain = plot.at(0.0, np.clip(stretch.levels([-np.inf, np.inf]), -1.3, 2.3))[:, 1]
        upper, lower = beyond.shades
        assert (upper.get_bottom()[1], upper.get_top()[1]) == pytest.approx((certain, high))
        assert (lower.get_bottom()[1], lower.get_top()[1]) == pytest.approx((low, never))
        heights.append(high - certain)
    assert np.all(np.diff(heights) < 0)
    assert heights[-1] == 0
    assert {name.get_fill_opacity() for name in beyond.names} == {0.0}


def test_the_data_are_hidden_and_shown(plot: ClassPlot) -> None:
    for opacity in (0.0, 1.0):
        plot.show_data(opacity)
        plot.lay_out()  # which does not bring them back
        assert {dot.get_stroke_opacity() for dot in plot.dots} == {0.95 * opacity}
        assert {name.get_fill_opacity() for name in plot.class_names} == {opacity}
