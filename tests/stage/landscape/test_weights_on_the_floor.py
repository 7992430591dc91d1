"""Points on the floor, columns up to the surface, knobs on the axes, and where steps land."""

import numpy as np
import pytest

from mlcore import GradientDescent, Landscape, LinearRegression, descend, hubble
from scenes.stage.landscape.knobs import FloorKnob
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.sprinkle import Sprinkle

OBJECTIVE = LinearRegression(hubble().rescaled(100, "v"))
RUN = descend(OBJECTIVE, (8, 1), GradientDescent(0.02), 40)


@pytest.fixture(scope="module")
def space() -> LossSpace:
    return LossSpace.of(Landscape.around(OBJECTIVE, RUN), RUN.params[0])


class Pad:
    """Notes what is painted on it."""

    def __init__(self) -> None:
        self.lines: list[np.ndarray] = []
        self.dots_drawn: list[np.ndarray] = []

    def line(self, points: np.ndarray, *_: object) -> None:
        self.lines.append(points)

    def dots(self, points: np.ndarray, *_: object) -> None:
        self.dots_drawn.extend(points)


def test_columns_reach_from_the_floor_to_the_loss(space: LossSpace) -> None:
    weights = np.array([[0.0, 4.0], [3.0, 2.0], [6.0, 1.5]])
    sprinkle = Sprinkle(OBJECTIVE, space, weights)
    pad = Pad()
    sprinkle.paint(pad)  # type: ignore[arg-type]
    assert pad.dots_drawn == []
    sprinkle.set_dials(shown=2 / 3, rise=1.0).paint(pad)  # type: ignore[arg-type]
    assert len(pad.lines) == 2
    for (foot, top), w in zip(pad.lines, weights, strict=False):
        np.testing.assert_allclose(foot, space.on_floor(w))
        np.testing.assert_allclose(top, space.on_surface(OBJECTIVE, w))


@pytest.mark.parametrize("k", [0, 1])
def test_a_knob_stands_at_its_weight_on_its_side_of_the_floor(space: LossSpace, k: int) -> None:
    w = np.array([2.0, 3.0])
    knob = FloorKnob(lambda: space, k, lambda: w)
    along = 1 - k  # w1 runs along the first floor axis
    for value in (1.0, 4.0):
        w[k] = value
        knob.follow()
        assert knob.knob[along] == pytest.approx(space.on_floor(w)[along])
        assert abs(knob.knob[k]) == pytest.approx(space.sides[k] / 2)


def test_every_step_made_is_marked_where_it_landed(space: LossSpace) -> None:
    landings, pad = Landings(RUN, space, most=5), Pad()
    landings.mark(3).paint(pad)  # type: ignore[arg-type]
    np.testing.assert_allclose(pad.lines[0], space.place(RUN.params[:4], RUN.losses[:4]))
    assert len(pad.dots_drawn) == 4
    landings.mark(30).paint(pad)  # type: ignore[arg-type]
    assert len(pad.lines[1]) == 6
