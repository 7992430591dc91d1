"""A loss over raw weights becomes that over standardised ones; every view between is a loss too."""

from functools import cache

import numpy as np
import pytest
from manim import ValueTracker
from scipy.special import expit

from mlcore import Dataset, GradientDescent, LogisticRegression, challenger, descend
from mlcore import stable_learning_rate as limit
from scenes.stage.look.layout import Slot
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.study import ClassStudy
from scenes.stage.settings import Settings

CHOICES = Choices(start=(1.5, 2.5), learning_rate=0.02, iterations=50, milestones=(10, 50))
SHARES = [0.0, 0.3, 0.75, 1.0]


def noisy(x: np.ndarray) -> Dataset:
    """Classes drawn with a chance that rises with x."""
    p = expit(1.2 * (x - x.mean()) / x.std())
    y = np.random.default_rng(4).uniform(size=len(x)) < p
    return Dataset(x, y.astype(float), classes=("no", "yes"))


DATA = {
    "flights": challenger(),
    "near zero": noisy(np.linspace(-1, 2, 40)),
    "negative": noisy(np.linspace(-80, -20, 40)),
    "years": noisy(np.linspace(1990, 2020, 40)),
    "far": noisy(1e9 + np.linspace(0, 300, 40)),
    "tiny": noisy(np.linspace(0, 1e-7, 40)),
}


@cache
def study(name: str) -> ClassStudy:
    return ClassStudy.read(Settings(), lambda: DATA[name], CHOICES)


@pytest.fixture(params=DATA)
def panel(request: pytest.FixtureRequest) -> ScalingPanel:
    return ScalingPanel(study(request.param), width=7.4, height=5.6)


def cross_entropy(name_or_data: Dataset, w: np.ndarray) -> np.ndarray:
    """The loss (...) of weights (..., 2) over the x as they are."""
    z = w[..., :1] + w[..., 1:] * name_or_data.x
    return np.logaddexp(0, (1 - 2 * name_or_data.y) * z).mean(axis=-1)


def window(panel: ScalingPanel) -> np.ndarray:
    """Some weights (k, 2) in the window."""
    space = panel.space
    shares = np.stack(np.meshgrid([0, 0.2, 0.5, 0.9, 1], [0, 0.4, 0.5, 1]), axis=-1)
    return (space.low + shares * (space.high - space.low)).reshape(-1, 2)


def heights(panel: ScalingPanel, losses: np.ndarray) -> np.ndarray:
    return (losses - panel.space.floor) * panel.space.scale[2]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_either_end_is_a_loss_of_its_own_data(share: float, panel: ScalingPanel) -> None:
    panel.share = share
    data = panel.study.raw if share == 0 else panel.study.data
    w = window(panel)
    # on x near 10⁹, a weight is known to 16 digits, and z to 7
    assert panel.objective.loss(w) == pytest.approx(cross_entropy(data, w), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("share", SHARES)
def test_every_view_is_the_loss_of_partly_standardised_x(share: float, panel: ScalingPanel) -> None:
    panel.share = share
    x = panel.study.raw.x
    mean, spread = x.mean(), x.std()
    between = Dataset((x - share * mean) / spread**share, panel.study.raw.y)
    w = window(panel)
    assert panel.objective.loss(w) == pytest.approx(cross_entropy(between, w), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("share", SHARES)
def test_the_surface_is_the_loss_with_the_minimum_in_the_middle(
    share: float, panel: ScalingPanel
) -> None:
    panel.share = share
    space, mesh = panel.space, panel.surface.mesh
    least = panel.weights(panel.study.minimum)
    slopes = panel.objective.gradient(least) * (space.high - space.low)
    assert slopes / (space.ceiling - space.floor) == pytest.approx([0, 0], abs=1e-6)
    middle = np.array(mesh.shape[:2]) // 2
    assert mesh[tuple(middle)][:2] == pytest.approx([0, 0], abs=1e-5)
    lowest = heights(panel, panel.study.objective.loss(panel.study.minimum))
    assert mesh[..., 2].min() == pytest.approx(lowest, abs=1e-6)
    assert mesh[tuple(middle)][2] == pytest.approx(lowest, abs=1e-6)
    assert mesh[..., 2].max() == pytest.approx(space.height)
    # the ground is the window's
    assert np.abs(mesh[..., :2]).max(axis=(0, 1)) == pytest.approx(np.array(space.sides) / 2)
    w = space.weights_at(mesh[::16, ::16, :2])
    drawn = heights(panel, panel.objective.loss(w))
    assert mesh[::16, ::16, 2] == pytest.approx(drawn, abs=1e-4)


def test_weights_of_zero_stay_within_all_the_way(panel: ScalingPanel) -> None:
    for share in np.linspace(0, 1, 26):
        panel.share = share
        zero = panel.weights(panel.study.standard_weights([0.0, 0.0]))
        assert (panel.space.low < zero).all(), share
        assert (zero < panel.space.high).all(), share


def test_coming_back_shows_the_first_view_again(panel: ScalingPanel) -> None:
    before = panel.surface.mesh.copy()
    panel.share = 0.6
    assert not np.allclose(panel.surface.mesh, before)
    panel.share = 0.0
    assert np.array_equal(panel.surface.mesh, before)


def test_condition_numbers(panel: ScalingPanel) -> None:
    for share in SHARES:
        data = panel.study.raw.x
        x = (data - share * data.mean()) / data.std() ** share
        least = panel.objective_at(share).change.raw_weights(panel.study.minimum)
        p = expit(least[0] + least[1] * x)
        columns = np.stack([np.ones_like(x), x])
        bends = np.linalg.eigvalsh((columns * (p * (1 - p))) @ columns.T)
        if bends[1] < 1e12 * bends[0]:  # beyond, eigenvalues have no digits left
            wanted = pytest.approx(bends[1] / bends[0], rel=1e-3)
            assert panel.condition_number(share) == wanted
        assert np.isfinite(panel.condition_number(share))


def test_the_flights_are_a_needle_and_then_a_bowl() -> None:
    panel = ScalingPanel(study("flights"), width=7.4, height=5.6)
    assert panel.condition_number(0.0) == pytest.approx(825_897, rel=1e-5)
    assert panel.condition_number(1.0) == pytest.approx(2.22, abs=0.005)
    numbers = [panel.condition_number(share) for share in np.linspace(0, panel.opened, 101)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == pytest.approx(panel.condition_number(1.0), rel=0.02)
    assert 0.9 < panel.opened < 1.0


def test_when_the_valley_is_as_wide_as_in_the_end(panel: ScalingPanel) -> None:
    last = panel.condition_number(1.0)
    assert 0.5 <= panel.opened <= 1.0
    assert panel.condition_number(panel.opened) <= last * (1 + 1e-9)


def test_the_window_moves_and_the_surface_stays_the_loss(panel: ScalingPanel) -> None:
    panel.share = 1.0
    before = panel.space
    low, high = (np.add(panel.study.minimum, each) for each in ((-2, -1), (3, 5)))
    moving = panel.towards(low, high, height=2.0)
    assert panel.space is before
    moving.begin()
    for way in (0.5, 1.0):
        moving.interpolate(way)
        w = window(panel)
        drawn = panel.space.on_surface(panel.objective, w)
        assert drawn[:, 2] == pytest.approx(heights(panel, cross_entropy(panel.study.data, w)))
        assert panel.surface.mesh[..., 2].max() == pytest.approx(panel.space.height)
        assert panel.axes.lines[1][1][2] == pytest.approx(panel.space.height)
    assert panel.space.low == pytest.approx(low)
    assert panel.space.high == pytest.approx(high)
    assert panel.space.height == 2.0
    assert panel.space.signs == before.signs


def test_the_view_holds_all_of_the_window_that_is_moved_to() -> None:
    panel = ScalingPanel(study("flights"), width=7.4, height=5.6)
    panel.share = 1.0
    moving, slot = panel.towards([-3.0, -4.0], [0.5, 0.0], height=1.6), Slot(-6, 0, -3, 3)
    looking, before = panel.shown_in(slot, 0.7, panel.theta), (panel.slot, panel.zoom)
    assert (panel.slot, panel.zoom) == before  # nothing has moved yet
    panel.fill(slot)
    for each in (moving, looking):
        each.begin()
        each.interpolate(1.0)
    seen = panel.project(panel.surface.mesh.reshape(-1, 3))
    assert (seen[:, :2] > [-6, -3]).all()
    assert (seen[:, :2] < [0, 3]).all()
    assert np.ptp(seen[:, 0]) > 3.5  # and fills most of it


def test_numbers_and_names_come_once_x_is_standardised() -> None:
    panel = ScalingPanel(study("flights"), width=7.4, height=5.6)
    names = (*panel.axes.first, *panel.axes.later)
    assert [each.get_fill_opacity() for each in names] == [1, 1, 0, 0]
    panel.share = 1.0
    panel.number()
    panel.numbers.update()
    assert max(each.get_fill_opacity() for each in panel.numbers) == 0
    panel.come = 1.0
    panel.numbers.update()
    assert max(each.get_fill_opacity() for each in panel.numbers) == 1
    for each in panel.axes.rename():
        each.begin()
        each.interpolate(1.0)
    assert [each.get_fill_opacity() for each in names] == [0, 0, 1, 1]


def test_the_ball_stays_on_the_surface_while_the_view_changes() -> None:
    of = study("flights")
    panel, head = ScalingPanel(of, width=7.4, height=5.6), ValueTracker(0.0)
    raw, zero = panel.objective_at(0.0), np.zeros(2)
    run = descend(raw, zero, GradientDescent(limit(raw, zero) / 4), 40)
    descent = panel.add_descent(run).follow(head)
    for place in (0.0, 7.5, 40.0):
        head.set_value(place)
        descent.ball.update()
        w = run.at(place).w
        there = panel.space.place(w, LogisticRegression(of.raw).loss(w))
        assert descent.ball.touch == pytest.approx(there, abs=1e-6)
    panel.carry(run)
    v = of.scaling.standard_weights(run.params[-1])
    for share in SHARES:
        panel.share = share
        descent.ball.update()
        w = panel.weights(v)
        loss = LogisticRegression(of.data).loss(v)  # the curve, and so its loss, is the same
        assert descent.ball.touch == pytest.approx(panel.space.place(w, loss), abs=1e-6)
        assert descent.drop.path[1] == pytest.approx(panel.space.on_floor(w))
        goal = heights(panel, panel.study.objective.loss(panel.study.minimum))
        assert descent.goal.place == pytest.approx([0, 0, goal], abs=1e-6)
    panel.drop_descent()
    assert descent.ball not in panel.get_family()
