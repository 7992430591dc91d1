"""A data set is checked once and never changes."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import (
    Dataset,
    LinearRegression,
    Standardisation,
    challenger,
    hubble,
    hubble_time,
    hubble_today,
)

ASSETS = Path(__file__).parents[3] / "assets" / "data"


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


def rows(name: str) -> list[dict[str, str]]:
    with (ASSETS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_nebulae_of_today_are_hubbles_in_his_order_and_at_his_velocities() -> None:
    then, now = hubble(), hubble_today()
    assert [row["nebula"] for row in rows("hubble-today.csv")] == [
        row["object"] for row in rows("hubble-1929.csv")
    ]
    assert np.array_equal(now.y, then.y)
    assert (now.x_label, now.y_label) == (then.x_label, then.y_label)
    assert now.title != then.title
    assert "1929" in now.source


def test_every_nebula_is_farther_than_hubble_thought() -> None:
    then, now = hubble(), hubble_today()
    assert (now.x > then.x).all()
    assert 0.04 < now.x.min() < now.x.max() < 20
    virgo = slice(-4, None)  # one cluster, which Hubble put at one distance
    assert now.x[virgo] == pytest.approx(16.5, abs=1.5)


def test_every_distance_of_today_has_a_method_and_a_dated_source() -> None:
    table = rows("hubble-today.csv")
    sources = {row["source"] for row in table}
    assert all(row["method"] and re.search(r" (19|20)\d\d ", row["source"]) for row in table)
    assert len(sources) == 11  # as the data set says
    for row in table:
        error = row["uncertainty_mpc"]
        assert not error or 0 < float(error) < 0.1 * float(row["distance_mpc"]), row["nebula"]


def test_the_line_through_the_nebulae_of_today() -> None:
    data = hubble_today()
    (slope, intercept), covariance = np.polyfit(data.x, data.y, 1, cov=True)
    w0, w1 = LinearRegression(data).minimum()
    assert (w0, w1) == pytest.approx((intercept, slope))
    assert (w1, w0) == pytest.approx((50.2475, -4.753), abs=5e-4)
    assert np.sqrt(np.diag(covariance)) == pytest.approx((6.996, 67.552), abs=5e-4)
    assert hubble_time(w1) == pytest.approx(19.46, abs=5e-3)
    assert hubble_time(w1) > 4.54  # the age of the Earth, in thousand million years


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
