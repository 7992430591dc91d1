"""Chances multiply, their −ln add; the hairline lies on the floor; two losses race fairly."""

from functools import cache

import numpy as np
import pytest
from scipy.special import expit

from mlcore import Dataset, GradientDescent, challenger, descend
from scenes.stage.landscape.sprinkle import Sprinkle
from scenes.stage.look.layout import GRID
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.class_formulas import Proportion
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.hairline import Hairline
from scenes.stage.regression.rivals import Rivals, rivals
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.surprise import SurpriseViews
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))
X, Y = challenger().x, challenger().y
W = np.array([-0.9, -1.0])
STEEP = 2.5 * W


def apart() -> Dataset:
    x = np.linspace(0, 10, 40)
    return Dataset(x, (x > 6).astype(float), classes=("no", "yes"))


@cache
def study(separable: bool = False) -> ClassStudy:
    return ClassStudy.read(Settings(), apart if separable else challenger, CHOICES)


@pytest.fixture
def views() -> SurpriseViews:
    of = study()
    plot = ClassPlot(of.drawn, width=7.0, height=4.0).fill(GRID.main)
    return SurpriseViews(of, plot, of.curve(plot, W), Weights(W), [STEEP, np.zeros(2)])


@pytest.fixture
def panel() -> ScalingPanel:
    return ScalingPanel(study(), width=7.4, height=5.8)


@pytest.mark.parametrize("place", [50.0, 53.0, 66.5, 70.0, 81.0])
def test_chances_multiply_and_surprises_add_up_to_a_place(
    views: SurpriseViews, place: float
) -> None:
    p = expit(W[0] + W[1] * (X - X.mean()) / X.std())
    chances = np.where(Y == 1, p, 1 - p)[place >= X]
    views.multiplied.set_value(place)
    views.added.set_value(place)
    assert views.product.value() == pytest.approx(chances.prod())
    assert views.total.value() == pytest.approx(-np.log(chances).sum())
    views.strokes.update()
    assert len(views.strokes.points) == 4 * len(chances)
    views.bars.bars.update()
    tall = [np.ptp(bar.points[:, 1]) > 1e-9 for bar in views.bars.bars]
    assert np.array_equal(tall, place >= X)


def test_bars_will_stand_below_their_dots_and_all_is_in_the_frame(views: SurpriseViews) -> None:
    plot = views.plot.fill(views.upper)
    assert views.bars.at(X, 0)[:, 0] == pytest.approx(plot.at(X, 0)[:, 0], abs=1e-6)
    assert views.bars.get_top()[1] < plot.get_bottom()[1] + 0.2
    views.added.set_value(np.inf)
    for each in (views.product, views.total, views.column, views.bars, *views.formulas):
        each.update()
        assert each.get_left()[0] >= GRID.left_edge - 0.1
        assert each.get_right()[0] <= GRID.right_edge + 0.1
        assert each.get_bottom()[1] >= GRID.caption_top - 0.1


def test_no_bar_is_cut_at_weights_that_will_be_set(views: SurpriseViews) -> None:
    views.added.set_value(np.inf)
    for w in (W, STEEP, (W + STEEP) / 2, np.zeros(2)):
        views.bars.until(np.inf).set_weights(w)
        p = expit(w[0] + w[1] * (X - X.mean()) / X.std())
        unit = float(np.ptp(views.bars.at([0, 0], [0, 1])[:, 1]))
        heights = [float(np.ptp(bar.points[:, 1])) / unit for bar in views.bars.bars]
        assert heights == pytest.approx(-np.log(np.where(Y == 1, p, 1 - p)))
        views.column.set_weights(w)
        assert views.column.y_range[1] >= -np.log(np.where(Y == 1, p, 1 - p)).mean()


def test_a_hairline_is_to_true_scale_and_then_lies_on_the_floor(panel: ScalingPanel) -> None:
    of, home = study(), panel.look_from_above()
    plane = Hairline(of, panel)
    assert of.rim is not None
    rim = of.raw_weights(of.rim)
    floor = plane.floor
    units = [np.ptp(floor.at(*each)[:, k]) for k, each in enumerate((([0, 1], 0), (0, [0, 1])))]
    assert units[0] == pytest.approx(units[1])
    plane.hair.update()
    assert plane.hair.height > 50 * plane.hair.width  # a hairline indeed
    stretching = plane.to_own_scales()
    stretching.begin()
    stretching.interpolate(1.0)
    plane.hair.update()
    seen = panel.project(panel.space.on_floor(rim))
    assert plane.hair.points[::4] == pytest.approx(seen[:-1], abs=0.02)
    panel.set_dials(**home)
    assert panel.phi == home["phi"] > 0.5


def test_thirty_points_are_spread_over_the_floor(panel: ScalingPanel) -> None:
    points = Sprinkle.over(panel.objective, panel.space)
    assert len(points.weights) == 30
    assert not panel.space.outside(points.weights).any()
    quarters = (points.weights > panel.space.middle) @ [1, 2]
    assert np.bincount(quarters).min() >= 4
    assert (points.tops[:, 2] > points.feet[:, 2]).all()


def test_the_proportion_is_the_root_of_the_condition_number(panel: ScalingPanel) -> None:
    shown = Proportion(panel)
    for share in (0.0, 0.5, 1.0):
        panel.share = share
        shown.number.update()
        wanted = np.sqrt(panel.condition_number(share))
        assert float(shown.number.text) == pytest.approx(wanted, abs=0.05)


@pytest.mark.parametrize("separable", [False, True])
def test_two_losses_race_from_one_start_at_one_rate(separable: bool) -> None:
    squared, entropy = rivals(study(separable))
    assert np.array_equal(squared.params[0], entropy.params[0])
    assert len(squared) == len(entropy) >= 60
    rates = [
        (run.params[0] - run.params[1]) @ run.gradients[0] / (run.gradients[0] @ run.gradients[0])
        for run in (squared, entropy)
    ]
    assert rates[0] == pytest.approx(rates[1])
    wrong = study(separable).objective.predict(squared.params[0], study(separable).data.x)
    assert abs(wrong.mean() - study(separable).data.y.mean()) > 0.5  # sure of the rarer class


@pytest.mark.parametrize("separable", [False, True])
def test_who_arrives(separable: bool) -> None:
    views = Rivals(study(separable), ScalingPanel(study(separable), width=7.4, height=5.8), 2.6)
    assert views.arrives is not separable
    assert views.panel.descents[0].goal.opacity == 0
    slopes = np.linalg.norm(views.runs[0].gradients, axis=1)
    assert slopes[views.wakes] == slopes.max()


def test_who_arrives_only_later_has_not_where_the_race_is_held() -> None:
    views = Rivals(study(), ScalingPanel(study(), width=7.4, height=5.8), 2.6)
    assert views.held == 60
    slow = descend(study().objective, np.array([6.0, 0.0]), GradientDescent(0.1), 1200)
    left = np.linalg.norm(slow.params[[60, -1]] - slow.goal, axis=1)
    assert left[1] < 0.01 < 0.5 < left[0]
    views.runs = views.runs[0], slow
    assert not views.arrives
    short = descend(study().objective, slow.goal + 0.1, GradientDescent(4.0), 20)
    views.runs = views.runs[0], short
    assert (views.held, views.arrives) == (20, True)


def test_in_the_end_both_losses_give_nearly_the_same_curve() -> None:
    views = Rivals(study(), ScalingPanel(study(), width=7.4, height=5.8), 2.6)
    one, other = (study().predict(run.params[-1], X) for run in views.runs)
    assert 0.01 < np.abs(one - other).max() < 0.1
    assert views.alike
    views.runs = (
        views.runs[0],
        descend(study().objective, np.array([6.0, 0.0]), GradientDescent(0.01), 5),
    )
    assert not views.alike
