"""Heights have their colours, marks stay where they stand out, ticks have room."""

import numpy as np
import pytest

from mlcore import Landscape, challenger, hubble
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.surface import LossAxes, LossSurface, tone
from scenes.stage.look.theme import DARK, MARKED, colour_map
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.study import ClassStudy, LineStudy
from scenes.stage.settings import Settings
from scenes.stage.space.viewport import Viewport

STUDIES = {
    "Hubble": LineStudy.read(
        Settings(), hubble, Choices((8.0, 1.0), 0.02, 200, (100, 200)), "velocity (100 km/s)"
    ),
    "Challenger": ClassStudy.read(
        Settings(), challenger, Choices((1.5, 2.5), 0.02, 200, (100, 200))
    ),
}


@pytest.mark.parametrize("name", STUDIES)
def test_a_descent_stays_where_what_stands_on_the_surface_stands_out(name: str) -> None:
    study = STUDIES[name]
    lowest = study.landscape.minimum_loss
    share = (study.run.losses - lowest) / (study.space.ceiling - lowest)
    assert tone(share).max() <= MARKED


def test_heights_take_all_the_colours(landscape: Landscape, space: LossSpace) -> None:
    surface = LossSurface(landscape, space)
    top = np.unravel_index(landscape.loss.argmax(), landscape.loss.shape)
    assert surface.colours[top] == pytest.approx(colour_map(DARK.heights, 1.0))
    order = np.argsort(landscape.loss.ravel())
    rising = surface.colours.reshape(-1, 3)[order] @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(rising) >= -1e-9).all()


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (-8.0, 10.0, [-5, 0, 5]),
        (-3.9, 5.3, [-2.5, 0, 2.5]),  # of two that are left, all
        (-0.1, 0.9, [0, 0.5]),
        (-0.45, 0.25, [-0.4, 0.0]),
        (0.0, 4.0, [1, 2, 3]),  # none in the corners
    ],
)
def test_long_ticks_are_fewer_and_none_stands_in_a_corner(
    low: float, high: float, wanted: list[float]
) -> None:
    space = LossSpace(np.full(2, low), np.full(2, high), 0.0, 1.0)
    axes = LossAxes(Viewport(), space)
    feet = np.array([(tick[0] - space.on_floor(space.middle)) for tick in axes.ticks])
    along = [space.weights_at(foot[:2])[1] for foot in feet if foot[2] == 0 and foot[1] == -2]
    assert along == pytest.approx(wanted)
    assert len(axes.labels[1]) == len(wanted) + 1  # and its name


def test_the_weights_may_be_renamed_at_the_same_places() -> None:
    space = LossSpace(np.full(2, -1.0), np.full(2, 1.0), 0.0, 1.0)
    axes = LossAxes(Viewport(), space, later=("a", "b"))
    assert [name.text for name in (*axes.first, *axes.later)] == ["w_1", "w_0", "b", "a"]
    for before, after in zip(axes.first, axes.later, strict=True):
        assert after.get_center() == pytest.approx(before.get_center(), abs=0.1)
    for shown in ([1, 1, 0, 0], [0, 0, 1, 1]):
        seen = [name.get_fill_opacity() for name in (*axes.first, *axes.later)]
        assert seen == shown
        for each in axes.rename():
            each.begin()
            each.interpolate(1.0)
    assert LossAxes(Viewport(), space).later == []
