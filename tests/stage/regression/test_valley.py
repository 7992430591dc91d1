"""A walk around the valley's bottom sweeps out the profile likelihood's band, and no more."""

from functools import cache

import numpy as np
import pytest

from mlcore import Dataset, challenger, profile_band
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.motion.playhead import Playhead
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.valley import SweptBand, level_line, walk_around
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))


@cache
def study() -> ClassStudy:
    return ClassStudy.read(Settings(), challenger, CHOICES)


def test_the_walk_goes_once_around_on_one_level() -> None:
    of = study()
    walk = walk_around(of)
    rise = 2 * 23 * (walk.losses - of.objective.loss(of.minimum))
    assert rise == pytest.approx(np.full(len(walk) + 1, 3.8415), abs=1e-4)
    assert np.array_equal(walk.params[0], walk.params[-1])
    around = np.unwrap(np.arctan2(*((walk.params - of.minimum) / walk.params.std(axis=0)).T))
    assert abs(around[-1] - around[0]) == pytest.approx(2 * np.pi)


def test_the_level_line_lies_level_above_the_walk() -> None:
    of = study()
    panel, walk = LossPanel(of.landscape, of.space), walk_around(of)
    line = level_line(panel, walk)
    assert line.shown == 0
    assert panel.space.weights_at(line.path[:, :2]) == pytest.approx(walk.params)
    lifted = line.path[:, 2] - panel.space.on_surface(of.objective, walk.params)[:, 2]
    assert (lifted > 0).all()
    assert np.ptp(line.path[:, 2]) < 1e-4


def test_the_landscape_holds_the_walk() -> None:
    of = study()
    assert of.shows_rim
    landscape = of.landscape
    for k, side in enumerate((landscape.w0, landscape.w1)):
        assert side[0] < walk_around(of).params[:, k].min()
        assert side[-1] > of.run.params[:, k].max()
    assert np.array_equal(landscape.minimum, of.run.goal)


def test_the_band_grows_from_the_curve_to_the_limits() -> None:
    of = study()
    plot = ClassPlot(of.drawn, width=6.0, height=4.0)
    curve, walk, head = of.curve(plot, of.minimum), walk_around(of), Playhead()
    band = SweptBand(of, curve, walk).follow(head)
    first = of.predict(walk.params[0], curve.x)
    assert band.lower == pytest.approx(first)
    assert band.upper == pytest.approx(first)
    before = np.zeros_like(first)
    for place in (1.0, 60.5, 120.0, float(len(walk))):
        head.set_value(place)
        band.update()
        assert (band.upper - band.lower >= before - 1e-12).all()
        before = band.upper - band.lower
        here = of.predict(walk.params[int(place)], curve.x)
        assert (band.lower - 1e-12 <= here).all()
        assert (here <= band.upper + 1e-12).all()
    lower, upper = profile_band(of.objective, of.fitted_x(curve.x))
    assert band.lower == pytest.approx(lower, abs=2e-3)
    assert band.upper == pytest.approx(upper, abs=2e-3)


def test_separable_classes_have_no_rim() -> None:
    apart = Dataset(np.arange(9.0), np.arange(9) > 5, classes=("no", "yes"))
    of = ClassStudy.read(Settings(), lambda: apart, CHOICES)
    assert of.rim is None
    assert not of.shows_rim
