"""The film on a line: whatever the data, nothing leaves the frame, overlaps, or is too small."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mlcore import Dataset

LONG_X = 'Größe der "Fläche" in m² #1 $x$ \\ per household and per annum ✓'
LONG_Y = "∆ price [€/m²] & #rent_{net}$ ~ 100 % of <all> households, 2019–24"


def line(x: np.ndarray, slope: float, level: float, noise: float, seed: int = 1) -> Dataset:
    """Rows about a line, with normal noise."""
    rng = np.random.default_rng(seed)
    return Dataset(x, level + slope * x + noise * rng.standard_normal(len(x)))


def spread(rows: int, low: float = 0.0, high: float = 1.0, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(low, high, rows)


def with_outlier() -> Dataset:
    data = line(spread(60, 0, 10), 2.0, 1.0, 1.0)
    y = data.y.copy()
    y[40] += 50.0
    return Dataset(data.x, y)


def tables() -> dict[str, Dataset]:
    """Return data that are hard to show, by what is hard about them."""
    return {
        "large": line(spread(30, 2e5, 9e8), 7.0, 4e8, 6e8),
        "tiny": line(spread(30, 1e-6, 9e-6), 0.4, 2e-6, 4e-7),
        "falling": line(spread(40, -3, 5), -12.5, 100.0, 15.0),
        "unrelated": line(spread(50, -1, 1), 0.0, 0.0, 1.0),
        "labels": line(spread(25, 0, 300), 12.0, 800.0, 300.0),
        "outlier": with_outlier(),
        "three rows": Dataset([1.0, 2.0, 4.0], [2.0, 3.5, 3.0]),
        "many rows": line(spread(5000, 0, 20), 0.3, -2.0, 1.0),
        "far from zero": line(spread(80, 1990.0, 2020.0), 1.8, -3500.0, 6.0),
        "perfect": Dataset(np.arange(12.0), 3.0 - 0.25 * np.arange(12.0)),
    }


def written(data: Dataset, path: Path, names: tuple[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(names)
        rows.writerows(zip(data.x.tolist(), data.y.tolist(), strict=True))
    return path


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_films_own_data(name: str, play_film: Callable[..., object], layout: object) -> None:
    play_film("linear", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.mark.parametrize("name", tables())
def test_any_data(name: str, tmp_path: Path, laid_out: Callable[[str, Path], object]) -> None:
    names = (LONG_X, LONG_Y) if name == "labels" else ("floor area", "price")
    table = written(tables()[name], tmp_path / "a table.csv", names)
    laid_out("linear", table)
