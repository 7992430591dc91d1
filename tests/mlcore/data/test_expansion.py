"""The age of an expansion: against published figures, and against its own definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import LinearRegression, hubble, hubble_time, rewound

RATES = st.floats(1.0, 1000.0)


def test_the_unit_is_the_published_one() -> None:
    assert hubble_time(1.0) == pytest.approx(977.8, abs=0.03)  # D. Hogg, 1999: 9.78e9/h years


def test_hubbles_line_makes_the_universe_younger_than_the_earth() -> None:
    slope = LinearRegression(hubble()).minimum()[1]
    assert hubble_time(slope) == pytest.approx(2.153, abs=5e-4)
    assert hubble_time(slope) < 4.54 < hubble_time(70)


@given(RATES, st.lists(st.floats(0.001, 100.0), min_size=1, max_size=5))
def test_all_that_recedes_in_proportion_was_in_one_place(rate: float, far: list[float]) -> None:
    distance = np.array(far)
    then = rewound(distance, rate * distance, hubble_time(rate))
    np.testing.assert_allclose(then, 0, atol=1e-12 * distance.max())


@given(RATES)
def test_half_of_the_time_is_half_of_the_way(rate: float) -> None:
    assert rewound(3.0, 3.0 * rate, hubble_time(rate) / 2) == pytest.approx(1.5)


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan")])
def test_what_does_not_expand_has_no_age(rate: float) -> None:
    with pytest.raises(ValueError, match="positive rate"):
        hubble_time(rate)
