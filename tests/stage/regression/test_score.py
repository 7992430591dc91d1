"""No turn of a weight takes the boundary away; a line bends into the sigmoid that it touches."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from scipy.special import expit

from mlcore import Dataset, challenger
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.score import ScoreViews
from scenes.stage.regression.study import ClassStudy
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))


def noisy(x: np.ndarray, slope: float = 1.2, level: float = 0.0) -> Dataset:
    p = expit(slope * (x - x.mean()) / x.std() + level)
    y = np.random.default_rng(4).uniform(size=len(x)) < p
    return Dataset(x, y.astype(float), classes=("no", "yes"))


DATA = {
    "flights": challenger(),
    "rising": noisy(np.linspace(10, 60, 40)),
    "from zero": noisy(np.linspace(0, 10, 40)),
    "about zero": noisy(np.linspace(-1, 1.5, 40)),
    "boundary aside": noisy(np.linspace(-4, 8, 60), 2.0, 2.2),
    "negative": noisy(np.linspace(-80, -20, 40), -1.5),
    "rare": noisy(np.linspace(0, 100, 200), 0.7, -4.0),
    "rarely not": noisy(np.linspace(0, 100, 200), 0.7, 4.0),
    "unrelated": noisy(np.linspace(0, 9, 80), 0.02),
    "far": noisy(1e9 + np.linspace(0, 300, 40)),
    "tiny": noisy(np.linspace(0, 1e-7, 40)),
    "even": Dataset([1, 2, 3, 4], [0, 1, 1, 0], classes=("no", "yes")),
    "separable": Dataset(np.arange(9), np.arange(9) > 5, classes=("no", "yes")),
}


@cache
def study(name: str) -> ClassStudy:
    return ClassStudy.read(Settings(), lambda: DATA[name], CHOICES)


@cache
def views_of(name: str) -> ScoreViews:
    of = study(name)
    return ScoreViews(of, ClassPlot(of.drawn, width=4.9, height=4.0), (0.0, 0.0))


@pytest.fixture(params=DATA)
def views(request: pytest.FixtureRequest) -> Iterator[ScoreViews]:
    """Views of a table, with the weights they have at home; they are built once."""
    views = views_of(request.param)
    home = views.weights.w
    yield views
    views.weights.set_weights(home)


def test_the_weights_to_begin_with_are_gentle_and_lean_the_right_way(views: ScoreViews) -> None:
    w0, w1 = views.weights.w
    best = views.study.raw_weights(views.study.minimum)[1]
    assert w1 != 0
    assert abs(best) < 1e-12 or np.sign(w1) == np.sign(best)
    assert views.place(0.3) - hair(views) <= -w0 / w1 <= views.place(0.7) + hair(views)
    ends = expit(w0 + w1 * np.array(views.plot.x_range))
    assert np.abs(np.diff(ends)) > 0.5  # it is seen to rise, or to fall


def test_one_half_stands_where_the_curve_passes_it(views: ScoreViews) -> None:
    for pair in (views.weights.w, *turns(views)):
        views.weights.set_weights(pair)
        for each in (views.boundary, views.half, views.curve):
            each.update()
        middle = views.plot.at(-pair[0] / pair[1], 0.5)
        assert views.boundary.points[:, 0] == pytest.approx(middle[0], abs=1e-5)
        assert np.abs(views.half.get_center() - middle).max() < 1
        assert views.curve.w == pytest.approx(views.study.standard_weights(pair))


# -- what each weight does ---------------------------------------------------------------------


def test_no_turn_takes_the_boundary_off_the_plot(views: ScoreViews) -> None:
    """Nor does anything on the way: from the weights at home to either pair, and from it to it."""
    home, (low, high) = views.weights.w, views.plot.x_range
    for name, (one, other) in views.reach().items():
        for start, end in ((home, one), (one, other), (other, home)):
            for share in np.linspace(0, 1, 9):
                w0, w1 = start + share * (end - start)
                assert low - hair(views) <= -w0 / w1 <= high + hair(views), (name, share)
                assert np.sign(w1) == np.sign(home[1]), (name, share)


def test_every_turn_does_what_is_said_of_it(views: ScoreViews) -> None:
    (w0, w1), reach = views.weights.w, views.reach()
    assert list(reach) == ["level", "steep"]
    boundaries = {name: [-w[0] / w[1] for w in pairs] for name, pairs in reach.items()}
    # w0 alone takes the boundary from one side to the other
    assert [w[1] for w in reach["level"]] == [w1, w1]
    assert boundaries["level"] == pytest.approx([views.place(0.12), views.place(0.88)])
    # both together change the steepness, and nothing else
    assert boundaries["steep"] == pytest.approx([-w0 / w1] * 2)
    steepness = [w[1] / w1 for w in reach["steep"]]
    assert steepness[0] > 2
    assert steepness[1] < 0.5


def test_every_turn_is_seen(views: ScoreViews) -> None:
    w0, w1 = views.weights.w
    x = np.linspace(*views.plot.x_range, 101)
    for name, pairs in views.reach().items():
        for pair in pairs:
            moved = np.abs(expit(pair[0] + pair[1] * x) - expit(w0 + w1 * x)).max()
            assert moved > 0.05, (name, pair)


def hair(views: ScoreViews) -> float:
    """How far a boundary may be off, as x of a dozen digits are."""
    return 1e-9 * float(np.ptp(views.plot.x_range)) + 1e-15 * max(map(abs, views.plot.x_range))


def turns(views: ScoreViews) -> list[np.ndarray]:
    """All pairs of weights (2,) that the weights are turned to."""
    return [pair for pairs in views.reach().values() for pair in pairs]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ((9.62, -0.1495), True),  # that of least squares
        ((9.62, 0.1495), False),  # no boundary in the plot
        ((0.962, -0.01495), False),  # nearly level
        ((96.2, -1.495), False),  # off the scale of scores
    ],
)
def test_a_line_s_weights_are_kept_where_they_can_be_seen(
    line: tuple[float, float], kept: bool
) -> None:
    of = study("flights")
    views = ScoreViews(of, ClassPlot(of.drawn, width=4.9, height=4.0), line)
    assert np.array_equal(views.weights.w, line) is kept
