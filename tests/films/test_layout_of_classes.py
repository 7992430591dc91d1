"""The film on two classes: whatever the data, nothing leaves the frame, overlaps, or is too small.

Nor does any table of two classes end the film before its end.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import expit

from mlcore import LogisticRegression, Standardisation, read_table

LONG_X = 'Größe der "Fläche" in m² #1 $x$ \\ per household and per annum ✓'
LONG_Y = "∆ outcome [€/m²] & #rent_{net}$ ~ 100 % of <all> households, 2019–24"
LONG_NO = "no improvement that anybody noticed whatsoever"
LONG_YES = "a complete and $lasting$ #recovery_of the patient"


@dataclass(frozen=True)
class Table:
    """Numbers and whether something happened, and how all this is written."""

    x: np.ndarray
    happened: np.ndarray
    words: tuple[str, str] = ("0", "1")
    names: tuple[str, str] = ("dose", "cured")

    def write(self, path: Path) -> Path:
        """Write the table as a user would."""
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(self.names)
            classes = [self.words[bool(each)] for each in self.happened]
            rows.writerows(zip(self.x.tolist(), classes, strict=True))
        return path


def spread(rows: int, low: float = 0.0, high: float = 10.0, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(low, high, rows)


def drawn(x: np.ndarray, middle: float, steepness: float, seed: int = 1) -> np.ndarray:
    """Outcomes drawn with the chances of a sigmoid."""
    p = expit(steepness * (x - middle))
    return np.random.default_rng(seed).uniform(size=len(x)) < p


def sigmoid(x: np.ndarray, middle: float, steepness: float, **written: tuple[str, str]) -> Table:
    return Table(x, drawn(x, middle, steepness), **written)


def some(rows: int, *places: int) -> np.ndarray:
    return np.isin(np.arange(rows), places)


def by_a_hair() -> Table:
    """Twenty rows, of which two would be told apart but for 2 in 10⁹."""
    x = np.arange(1.0, 21.0)
    x[9:11] = 10.5 + 1e-9, 10.5 - 1e-9
    return Table(x, np.arange(20) > 9, ("no", "yes"))


def standardised() -> np.ndarray:
    x = np.random.default_rng(5).standard_normal(80)
    return (x - x.mean()) / x.std()


def tables() -> dict[str, Table]:
    """Return data that are hard to show, by what is hard about them."""
    return {
        "rare": Table(spread(200, 0, 100), some(200, 7, 90, 151)),
        "separable": Table(spread(40), spread(40) > 6.1, ("fail", "pass")),
        "by a hair": by_a_hair(),
        "huge": sigmoid(1e9 + 100 * np.random.default_rng(3).standard_normal(60), 1e9, 0.02),
        "tiny": sigmoid(spread(60, 0, 1e-7), 5e-8, 6e7),
        "labels": sigmoid(spread(80), 5.0, 1.0, words=(LONG_NO, LONG_YES), names=(LONG_X, LONG_Y)),
        "many rows": sigmoid(spread(700), 4.0, 1.3, words=("false", "true")),
        "four rows": Table(np.arange(1.0, 5.0), np.array([False, True, True, False])),
        "standardised": sigmoid(standardised(), 0.2, 1.5),
        "negative": sigmoid(spread(50, -80, -20), -55, -0.12, words=("ham", "spam")),
        "unrelated": Table(spread(80), spread(80, seed=8) < 5),
    }


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_films_own_data(name: str, play_film: Callable[..., object], layout: object) -> None:
    play_film("logistic", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.mark.parametrize("name", tables())
def test_any_data(name: str, tmp_path: Path, laid_out: Callable[[str, Path], Any]) -> None:
    """And of a ring, and of a row foreseen wrongly, it is spoken only where there is one."""
    table = tables()[name].write(tmp_path / "a table.csv")
    film = laid_out("logistic", table)
    study, rows = film.study, film.plot.sample
    told = " ".join(each.content for each in film.renderer.file_writer.subcaptions)
    told = " ".join(told.split())
    assert ("Walk around on it" in told) == study.shows_rim
    if not study.shows_rim:
        assert "ring" not in told.split()
        assert "The thread, once more" not in told
    least = np.exp(-study.surprise(study.minimum * [0.8, 0.62], rows.x, rows.y).max())
    assert ("To be sure, and wrong" in told) == (least < 0.49)


def test_the_tables_are_as_hard_as_they_say(tmp_path: Path) -> None:
    read = {
        name: read_table(table.write(tmp_path / "t.csv"), classes=True)
        for name, table in tables().items()
    }
    separable = {name for name, data in read.items() if LogisticRegression(data).separable}
    assert separable == {"separable"}
    assert read["rare"].y.sum() == 3
    assert len(read["many rows"]) == 700
    assert read["many rows"].classes == ("false", "true")
    assert read["negative"].classes == ("ham", "spam")
    flat = LogisticRegression(read["four rows"]).minimum()[1]
    assert flat == pytest.approx(0, abs=1e-12)  # and so there is no boundary
    scaled = Standardisation.of(read["standardised"])
    assert (scaled.mean, scaled.scale) == pytest.approx((0, 1), abs=1e-12)
    gaps = [after - before for before, after in pairwise(sorted(read["by a hair"].x))]
    assert min(gaps) == pytest.approx(2e-9, rel=1e-3)
