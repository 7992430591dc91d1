"""A data set is checked once and never changes."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import Dataset, Standardisation, challenger, hubble


def test_arrays_are_read_only_copies() -> None:
    x = np.array([1.0, 2.0, 3.0])
    data = Dataset(x, [4, 5, 6])
    x[0] = 99
    assert data.x.tolist() == [1, 2, 3]
    assert data.y.dtype == np.float64
    for column in (data.x, data.y):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0


def test_columns_that_did_not_change_are_shared() -> None:
    data = Dataset([1, 2], [3, 4])
    assert data.rescaled(2, "y").x is data.x


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1, 2, 3], [1, 2], "x has 3 rows and y has 2; they must have as many"),
        ([], [], "a data set needs at least two rows, not 0"),
        ([1], [1], "a data set needs at least two rows, not 1"),
        ([1, np.nan, 3], [1, 2, 3], "time is nan in row 2; it must be a finite number"),
        ([1, 2, 3], [1, 2, -np.inf], "speed is -inf in row 3; it must be a finite number"),
        ([5, 5], [1, 2], "time is 5 in every row; a slope needs at least two different values"),
        (
            [[1, 2]],
            [[1, 2]],
            "x and y must be one-dimensional, not of shapes (1, 2), (1, 2)",
        ),
    ],
)
def test_bad_data_end_in_one_sentence(x: object, y: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Dataset(x, y, x_label="time", y_label="speed")


@given(rows=st.integers(2, 3000), count=st.integers(2, 300))
def test_a_sample_is_even_in_file_order_and_keeps_both_ends(rows: int, count: int) -> None:
    data = Dataset(range(rows), range(rows))
    sample = data.sample(count)
    assert len(sample) == min(rows, count)
    assert (sample.x[0], sample.x[-1]) == (0, rows - 1)
    gaps = np.diff(sample.x)
    assert gaps.min() >= 1
    assert np.ptp(gaps) <= 1
    assert np.array_equal(sample.x, sample.y)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_a_sample_never_has_a_constant_x(count: int) -> None:
    x = np.zeros(1000)
    x[7] = 1
    sample = Dataset(x, np.arange(1000)).sample(count)
    assert len(sample) == count
    assert 7 in sample.y
    assert np.all(np.diff(sample.y) > 0)


def test_a_sample_of_one_row_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two rows, not 1"):
        hubble().sample(1)


def test_rescaling_changes_y_and_its_label_alone() -> None:
    data = hubble().rescaled(1000, "velocity (1000 km/s)")
    assert data.y == pytest.approx(hubble().y / 1000)
    assert (data.y_label, data.x_label) == ("velocity (1000 km/s)", "distance (Mpc)")


@pytest.mark.parametrize("unit", [0, -1, np.inf, np.nan])
def test_a_unit_is_positive(unit: float) -> None:
    with pytest.raises(ValueError, match="a unit must be finite and positive"):
        hubble().rescaled(unit, "y")


def test_hubble() -> None:
    data = hubble()
    assert (len(data), data.x_label, data.y_label) == (24, "distance (Mpc)", "velocity (km/s)")
    assert (data.x[0], data.y[0]) == (0.032, 170)
    assert data.title
    assert "1929" in data.source


def test_classes_stay_with_the_data() -> None:
    data = Dataset(range(9), [0, 1, 0] * 3, classes=("no", "yes"))
    assert data.sample(3).classes == ("no", "yes")
    assert Standardisation.of(data).apply(data).classes == ("no", "yes")
    assert Dataset([1, 2], [1, 1], classes=("no", "yes")).classes == ("no", "yes")
    assert hubble().classes == ()


@pytest.mark.parametrize(
    ("y", "classes", "message"),
    [
        ([0, 1, 2], ("a", "b"), "y is 2 in row 3; a class must be 0 or 1"),
        ([0, 0.5, 1], ("a", "b"), "y is 0.5 in row 2; a class must be 0 or 1"),
        ([0, 1, 1], ("a", "a"), "two classes have two different names, not a, a"),
        ([0, 1, 1], ("a",), "two classes have two different names, not a"),
    ],
)
def test_classes_are_checked(y: list[float], classes: tuple[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Dataset([1, 2, 3], y, classes=classes)


def test_challenger() -> None:
    data = challenger()
    assert data.classes == ("no distress", "distress")
    assert (len(data), data.x_label) == (23, "joint temperature (°F)")
    assert (data.x.min(), data.x.max()) == (53, 81)
    assert set(data.y) == {0, 1}
    assert data.title
    assert "1989" in data.source


@given(rows=st.integers(50, 400), rare=st.integers(1, 20), count=st.integers(8, 40))
def test_of_two_classes_a_sample_shows_the_rarer_one_too(rows: int, rare: int, count: int) -> None:
    y = np.zeros(rows)
    y[np.linspace(3, rows - 2, rare).astype(int)] = 1
    ones = int(y.sum())
    sample = Dataset(np.arange(rows), y, classes=("no", "yes")).sample(count)
    assert len(sample) == count
    assert (np.diff(sample.x) > 0).all()  # each row once, in file order
    assert (y[sample.x.astype(int)] == sample.y).all()
    assert sample.y.sum() >= min(ones, count // 8)
    assert sample.y.sum() >= min(ones, np.floor(count * ones / rows))
