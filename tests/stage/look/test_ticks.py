"""Round ticks for any range, and numbers that can be read back."""

import math
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.stage.look.text import number_source
from scenes.stage.look.ticks import (
    decimals_for,
    format_number,
    nice_range,
    template,
    ticks,
    unit_name,
)

SIZES = st.floats(1e-8, 1e12)
LOWS = st.floats(-1e3, 1e3)
PLAIN = st.one_of(st.floats(1e-8, 1e9), st.floats(-1e9, -1e-8))
VALUES = st.one_of(st.floats(1e-8, 1e12), st.floats(-1e12, -1e-8))


def is_round(step: float) -> bool:
    return any(
        math.isclose(step / 10.0 ** math.floor(math.log10(step * 1.0000001)), m, rel_tol=1e-6)
        for m in (1, 2, 2.5, 5)
    )


@given(low=LOWS, size=SIZES, count=st.integers(2, 8))
def test_ticks_are_round_even_and_within(low: float, size: float, count: int) -> None:
    low, high = low * size, low * size + size
    found = ticks(low, high, count)
    slack = 2e-6 * size
    assert all(low - slack <= value <= high + slack for value in found)
    assert len(found) <= count + 1
    assert len(found) >= max(1, count // 3)
    if len(found) > 1:
        steps = np.diff(found)
        assert steps == pytest.approx(steps[0], rel=1e-5)
        assert is_round(float(np.median(steps)))
        multiples = np.array(found) / np.median(steps)
        assert np.abs(multiples - np.round(multiples)).max() < 1e-3


@given(low=LOWS, size=SIZES, count=st.integers(2, 8))
def test_a_nice_range_holds_the_range_and_not_much_more(
    low: float, size: float, count: int
) -> None:
    low, high = low * size, low * size + size
    first, last = nice_range(low, high, count)
    slack = 1e-8 * size
    assert first <= low + slack
    assert last >= high - slack
    assert last - first <= (high - low) * (1 + 2 * 2.5 / count) * 1.001


@given(value=st.floats(-1e6, 1e6).map(lambda value: round(value, 9)))
def test_a_range_of_one_value_is_widened(value: float) -> None:
    first, last = nice_range(value, value)
    assert first < last
    assert first <= value <= last


@given(value=VALUES, digits=st.integers(1, 6))
def test_a_number_can_be_read_back(value: float, digits: int) -> None:
    text = format_number(value, digits)
    mantissa, _, exponent = text.replace("−", "-").partition("×10")
    read = float(mantissa) * 10.0 ** int(
        unicodedata.normalize("NFKC", exponent).replace("−", "-") or 0
    )
    assert read == pytest.approx(value, rel=0.51 * 10.0 ** (1 - digits))
    assert "-" not in text
    assert len(text) <= digits + 12
    assert not mantissa.endswith(".")


@given(value=VALUES)
def test_source_is_the_number_in_mathematics(value: float) -> None:
    source = number_source(value)
    mantissa, _, exponent = source.partition(" times 10^(")
    read = float(mantissa) * 10.0 ** int(exponent.rstrip(")") or 0)
    assert read == pytest.approx(value, rel=1e-3)
    assert number_source(0.0) == "0"


@given(values=st.lists(PLAIN, min_size=1, max_size=8), digits=st.integers(2, 5))
def test_no_value_is_wider_than_its_template(values: list[float], digits: int) -> None:
    room = template(values, digits)
    decimals = len(room.partition(".")[2])
    for value in values:
        assert len(f"{value:.{decimals}f}") <= len(room)
    assert decimals == decimals_for(max(map(abs, values)), digits)
    assert template(np.abs(values), digits, sign=False) == room[1:]


@pytest.mark.parametrize(
    ("power", "name"),
    [
        (10, "in 10s"),
        (1e6, "in 1,000,000s"),
        (1e7, "in 10⁷"),
        (0.1, "in 10⁻¹"),
        (1e-12, "in 10⁻¹²"),
    ],
)
def test_a_unit_has_a_name(power: float, name: str) -> None:
    assert unit_name(power) == name


def test_decimals_for_odd_sizes() -> None:
    assert decimals_for(0.0) == 2
    assert decimals_for(float("nan")) == 2
    assert decimals_for(1e-30) == 9
    assert decimals_for(1e30) == 0
