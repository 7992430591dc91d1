"""Two products at one row: what a flat factor leaves of one loss, and what cancels in the other."""

import numpy as np
import pytest
from scipy.special import expit

from mlcore import challenger
from scenes.stage.plane.drawn import Stroke
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.steep_and_flat import DATA_SLOT, SteepAndFlat
from scenes.stage.regression.study import ClassStudy
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))
X, Y = challenger().x, challenger().y


@pytest.fixture(params=[6.0, -6.0], ids=["sure of 1", "sure of 0"])
def views(request: pytest.FixtureRequest) -> SteepAndFlat:
    study = ClassStudy.read(Settings(), challenger, CHOICES)
    plot = ClassPlot(study.drawn, width=7.0, height=4.0).fill(DATA_SLOT)
    return SteepAndFlat(study, plot, (request.param, 0.0))


def slope(stroke: Stroke, plot: Plot) -> float:
    """Of a straight stroke, in units of its plot."""
    unit = (plot.at(1.0, 1.0) - plot.at(0.0, 0.0))[:2]
    across, up = (stroke.points[-1] - stroke.points[0])[:2] / unit
    return float(up / across)


def loss(y: int, p: float) -> tuple[float, float]:
    """The squared error and the surprise of a row of a class, at a chance."""
    return (p - y) ** 2, float(-np.log(p if y else 1 - p))


def test_the_row_is_one_on_which_the_curve_is_sure_and_wrong(views: SteepAndFlat) -> None:
    assert views.y == (0 if views.score > 0 else 1)
    assert abs(views.chance - views.y) > 0.99
    assert (views.plot.sample.x[views.row], views.plot.sample.y[views.row]) == (views.x, views.y)
    assert views.x == X[views.y == Y].max()


def test_the_tangents_slopes_are_those_of_the_curves(views: SteepAndFlat) -> None:
    step, (sigmoid, *losses) = 1e-7, views.slopes
    wanted = (expit(views.score + step) - expit(views.score - step)) / (2 * step)
    assert slope(sigmoid[0], views.sigmoid) == pytest.approx(wanted, rel=1e-4)
    after, before = (loss(views.y, views.chance + each) for each in (step, -step))
    for k, (tangent, _) in enumerate(losses):
        wanted = (after[k] - before[k]) / (2 * step)
        assert slope(tangent, views.losses[k]) == pytest.approx(wanted, rel=1e-4)


def test_the_products_are_the_slopes_in_the_score(views: SteepAndFlat) -> None:
    """What is written below them, by differences of either loss."""
    step = 1e-6
    after, before = (loss(views.y, float(expit(views.score + each))) for each in (step, -step))
    for k in (0, 1):
        shown = views.results[k][-1].text
        assert float(shown) == pytest.approx((after[k] - before[k]) / (2 * step), abs=5e-4)
    assert abs(float(views.results[0][-1].text)) < 0.01 < 0.99 < abs(float(shown))


def test_every_factor_stands_in_its_slot(views: SteepAndFlat) -> None:
    for boxes, factors in zip(views.slots, views.factors, strict=True):
        for box, factor in zip(boxes, factors, strict=False):
            assert factor.get_center() == pytest.approx(box.get_center())
            assert factor.width < box.width
            assert factor.height < box.height
    assert [len(views.fill((0, 0), (1, 1))), len(views.fill((1, 0)))] == [2, 1]
    assert views.fill((1, 1))[0].target_mobject is views.slopes[0][1]
    assert views.fill((1, 0))[0].target_mobject is views.slopes[2][1]


def test_what_cancels_is_struck_out(views: SteepAndFlat) -> None:
    below, beside = views.factors[1]
    names = ("gradient", "gradient-flat") if views.y == 0 else ("prediction", "prediction")
    for stroke, factor, name in zip(views.struck, (below, beside), names, strict=True):
        assert stroke.get_center() == pytest.approx(factor.part(name).get_center())


def test_the_error_is_all_that_stays(views: SteepAndFlat) -> None:
    leaving = {id(part) for each in views.all_but_left for part in each.get_family()}
    assert id(views.left) not in leaving
    assert not any(id(part) in leaving for part in views.left.get_family())
    for each in (*views.chances, *views.penalties, *views.slots, *views.struck, *views.results):
        assert id(each) in leaving
