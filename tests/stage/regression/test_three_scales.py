"""A chance, its odds and their logarithm move together, each on its own number line."""

import numpy as np
import pytest
from manim import Dot, ValueTracker
from scipy.special import expit

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber
from scenes.stage.regression.three_scales import ThreeScales

SLOT = Slot(-2.0, 6.6, -3.0, 3.0)


@pytest.mark.parametrize("odds", [1 / 9, 1.0, 9.0])
def test_dots_and_numbers_follow_the_score(odds: float) -> None:
    score = ValueTracker(0.0)
    scales = ThreeScales(SLOT, score, lambda z: float(expit(z)))
    start = np.array([scales.place(k) for k in range(3)])
    score.set_value(np.log(odds))
    wanted = odds / (1 + odds), odds, np.log(odds)
    assert scales.values() == pytest.approx(wanted)
    for k, row in enumerate(scales.rows):
        row.update()
        (dot,) = (each for each in row.get_family() if isinstance(each, Dot))
        assert dot.get_center() == pytest.approx(scales.place(k))
        assert np.sign(scales.place(k)[0] - start[k, 0]) == np.sign(odds - 1)
        (number,) = (each for each in row.get_family() if isinstance(each, LiveNumber))
        assert number.text == f"{wanted[k]:.2f}".replace("-", "−")


def test_only_on_the_last_line_the_values_of_a_chance_and_of_its_counterpart_are_mirrored() -> None:
    score = ValueTracker(0.0)
    scales = ThreeScales(SLOT, score, lambda z: float(expit(z)))

    def places(z: float) -> np.ndarray:
        score.set_value(z)
        return np.array([scales.place(k)[0] for k in range(3)])

    below, middle, above = places(-2.0), places(0.0), places(2.0)
    assert (above - middle)[2] == pytest.approx((middle - below)[2])
    assert (above - middle)[1] > 5 * (middle - below)[1] > 0
