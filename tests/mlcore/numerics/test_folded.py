"""Folded powers go from the chance to the logarithm of its odds, and are as steep in the middle."""

import numpy as np
import pytest
from scipy.special import expit

from mlcore import folded_power, log_odds

Z = np.array([-30.0, -3.0, -0.2, 0.0, 1.0, 8.0])


def test_at_the_ends_it_is_the_chance_and_the_logarithm_of_the_odds() -> None:
    assert folded_power(Z, 1.0) == pytest.approx(expit(Z) - 0.5, abs=1e-15)
    assert folded_power(Z, 0.0) == pytest.approx(Z / 4)
    assert folded_power(Z, 1e-9) == pytest.approx(Z / 4, rel=1e-6)


@pytest.mark.parametrize("power", [0.1, 0.5, 0.9])
def test_it_is_the_folded_power(power: float) -> None:
    p = expit(Z)
    plain = (p**power - (1 - p) ** power) / power
    steepness = 2 * 0.5 ** (power - 1)  # of the plain one at p = 1/2
    assert folded_power(Z, power) == pytest.approx(plain / steepness, rel=1e-9, abs=1e-12)
    assert folded_power(-Z, power) == pytest.approx(-folded_power(Z, power))
    step = 1e-6
    rise = np.diff(folded_power([-step, step], power)) / np.diff(expit([-step, step]))
    assert rise == pytest.approx(1.0, rel=1e-6)


def test_certainty_moves_out_for_ever() -> None:
    ends = [float(folded_power(np.inf, power)) for power in (1.0, 0.5, 0.1, 0.01)]
    assert ends[0] == 0.5
    assert np.all(np.diff(ends) > 0)
    assert ends[-1] > 25
    assert folded_power(np.inf, 0.0) == np.inf


def test_the_logarithm_of_the_odds_turns_the_sigmoid_back() -> None:
    assert log_odds(expit(Z)) == pytest.approx(Z, rel=1e-9)
    assert log_odds([0.0, 1.0]).tolist() == [-np.inf, np.inf]
