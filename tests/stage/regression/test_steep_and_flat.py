"""Two slopes at one row, and what is left of them when they are multiplied."""

import numpy as np
import pytest
from scipy.special import expit

from mlcore import challenger
from scenes.stage.look.layout import GRID
from scenes.stage.plane.drawn import Stroke
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.steep_and_flat import SteepAndFlat
from scenes.stage.regression.study import ClassStudy
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))
X, Y = challenger().x, challenger().y


@pytest.fixture
def views() -> SteepAndFlat:
    study = ClassStudy.read(Settings(), challenger, CHOICES)
    plot = ClassPlot(study.drawn, width=7.0, height=4.0).fill(GRID.left)
    return SteepAndFlat(study, plot, study.curve(plot, (1.5, 2.5)), GRID.right)


def slope(stroke: Stroke, plot: Plot) -> float:
    """Of a straight stroke, in units of its plot."""
    unit = (plot.at(1.0, 1.0) - plot.at(0.0, 0.0))[:2]
    across, up = (stroke.points[-1] - stroke.points[0])[:2] / unit
    return float(up / across)


def test_the_row_is_the_one_of_class_1_with_the_least_chance(views: SteepAndFlat) -> None:
    z = 1.5 + 2.5 * (X - X.mean()) / X.std()
    assert Y[views.row] == 1
    assert views.chance == pytest.approx(expit(z)[Y == 1].min())
    assert X[views.row] == 53


@pytest.mark.parametrize("w", [(1.5, 2.5), (0.3, -0.8)])
def test_dots_and_tangents_are_where_the_curve_stands(
    views: SteepAndFlat, w: tuple[float, float]
) -> None:
    curve: FitCurve = views.curve.set_weights(w)
    drawn = (*views.dots, views.flat, views.steep, views.error)
    for each in drawn:
        each.update()
    p = float(expit(w[0] + w[1] * (53 - X.mean()) / X.std()))
    places = views.plot.at(53, p), views.surprise.at(p, -np.log(p))
    for dot, place in zip(views.dots, places, strict=True):
        assert dot.get_center() == pytest.approx(place)
    # the sigmoid's slope in its score is p (1 − p), and a degree is w1 over the spread of score
    assert slope(views.flat, views.plot) == pytest.approx(w[1] / X.std() * p * (1 - p))
    assert slope(views.steep, views.surprise) == pytest.approx(-1 / p)
    ends = views.error.points[[0, -1]]
    assert ends == pytest.approx(np.stack([places[0], views.plot.at(53, 1)]))
    assert curve is views.curve


def test_the_names_stand_beside_their_tangents(views: SteepAndFlat) -> None:
    views.place_names()
    flat, steep = views.names
    assert flat.get_left()[0] > views.plot.at(53, 0)[0]
    assert steep.get_left()[0] > views.surprise.at(views.chance, 0)[0]
    top = views.surprise.at(0, views.surprise.y_range[1])[1]
    assert steep.get_top()[1] < top  # so it keeps clear of the axis's name
    for name, part in zip(views.names, ("gradient-flat", "gradient-steep"), strict=True):
        assert len(name.part(part)) == len(views.product.part(part)) > 0


def test_what_cancels_is_struck_out(views: SteepAndFlat) -> None:
    for stroke, part in zip(views.struck, ("prediction-above", "prediction-below"), strict=True):
        assert stroke.get_center() == pytest.approx(views.product.part(part).get_center())
    assert views.struck == views.struck
    assert set(views.struck) <= set(views.all_but_product)
