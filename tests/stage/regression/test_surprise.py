"""Chances multiply, their −ln add; the hairline lies on the floor; two losses race fairly."""

from functools import cache

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import chi2

from mlcore import Dataset, GradientDescent, challenger, descend
from scenes.stage.landscape.sprinkle import Sprinkle
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.class_formulas import Proportion
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.hairline import Hairline, Thread
from scenes.stage.regression.rivals import ALONE, Rivals, rivals
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
    slots = GRID.beside, GRID.right, Slot(0.1, 3.3, GRID.caption_top, GRID.top)
    return SurpriseViews(of, plot, of.curve(plot, W), Weights(W), [STEEP, np.zeros(2)], slots)


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
    views.strokes.update()
    assert len(views.strokes.points) == 4 * len(chances)
    views.penalty.update()
    assert np.array_equal(views.penalty.shown, place >= X)


def test_one_row_may_stand_alone_on_the_curve(views: SurpriseViews) -> None:
    views.added.set_value(60.0)
    views.alone = 17
    views.penalty.update()
    assert views.penalty.shown.tolist() == [k == 17 for k in range(len(X))]


def test_all_is_in_the_frame(views: SurpriseViews) -> None:
    views.added.set_value(np.inf)
    for each in (views.product, views.penalty, views.column, views.mean, *views.formulas):
        each.update()
        assert each.get_left()[0] >= GRID.left_edge - 0.1
        assert each.get_right()[0] <= GRID.right_edge + 0.1
        assert each.get_bottom()[1] >= GRID.caption_top - 0.1
    views.penalty.fill(views.slots[2])
    assert views.penalty.get_right()[0] < views.column.get_left()[0]


def test_no_surprise_is_cut_at_weights_that_will_be_set(views: SurpriseViews) -> None:
    for w in (W, STEEP, (W + STEEP) / 2, np.zeros(2)):
        p = expit(w[0] + w[1] * (X - X.mean()) / X.std())
        surprises = -np.log(np.where(Y == 1, p, 1 - p))
        assert views.penalty.y_range[1] >= surprises.max()
        assert views.column.y_range[1] >= surprises.mean()


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


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("rise", [0.0, 1.0])
def test_the_thread_lies_where_the_deviance_is_so_much_higher(
    panel: ScalingPanel, share: float, rise: float
) -> None:
    of = study()
    panel.share, panel.surface.rise = share, rise
    thread = Thread(of, panel)
    weights = panel.space.weights_at(thread.path[:, :2])
    assert not panel.space.outside(weights * (1 - 1e-9)).any()
    losses = panel.objective.loss(weights)
    excess = len(X) * 2 * (losses - of.objective.loss(of.minimum))
    assert excess == pytest.approx(np.full(len(losses), chi2.ppf(0.95, 1)), rel=1e-4)
    height = (losses - panel.space.floor) * panel.space.scale[2] * rise
    assert thread.path[:, 2] == pytest.approx(height + 0.03)
    closed = np.array_equal(thread.path[0], thread.path[-1])
    assert closed == (share == 1)  # before, a tip of it leaves the window


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


def test_what_has_hardly_moved_is_then_seen_larger_and_lower() -> None:
    views = Rivals(study(), ScalingPanel(study(), width=7.4, height=5.8), 2.6)
    before = views.panel.project(views.panel.surface.mesh.reshape(-1, 3))
    phi = views.panel.phi
    for each in views.come_near():
        each.begin()
        each.interpolate(1.0)
    after = views.panel.project(views.panel.surface.mesh.reshape(-1, 3))
    assert np.ptp(after[:, 0]) > 1.25 * np.ptp(before[:, 0])
    assert views.panel.phi > phi
    assert (after[:, 0] > ALONE.left).all()
    assert (after[:, 1] < ALONE.top).all()
