"""Whatever is wrong with a user's table or settings ends in one clear line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scenes.linear import Linear

GOOD = "area,rent,town\n" + "".join(f"{k},{3 * k % 7 + k},a\n" for k in range(1, 12))


@pytest.fixture
def refusal(tmp_path: Path, set_to: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that starts the film on a table and returns what it is refused with."""

    def refused(table: str | None = None, theme: str = "dark", **values: str) -> str:
        if table is not None:
            values["data"] = str(tmp_path / "t.csv")
            (tmp_path / "t.csv").write_text(table, encoding="utf-8")
        before = sorted(tmp_path.rglob("*"))
        with set_to({"linear": values, "theme": {"name": theme}}), pytest.raises(SystemExit) as end:
            Linear()
        line = end.value.code
        assert isinstance(line, str)  # so the exit code is 1, and the line goes to stderr
        assert "\n" not in line
        assert line.startswith("linear: ")
        assert sorted(tmp_path.rglob("*")) == before
        return line

    return refused


Refusal = Callable[..., str]


def test_a_missing_file(refusal: Refusal, tmp_path: Path) -> None:
    assert "none.csv" in refusal(data=str(tmp_path / "none.csv"))


def test_a_folder(refusal: Refusal, tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(data=str(tmp_path))


def test_an_unknown_column(refusal: Refusal) -> None:
    line = refusal(GOOD, x="volume", y="rent")
    assert "volume" in line
    assert all(name in line for name in ("area", "rent", "town"))


def test_a_cell_of_text(refusal: Refusal) -> None:
    line = refusal(GOOD.replace("\n4,", "\nfour,"), x="area", y="rent")
    assert all(word in line for word in ("t.csv", "5", "area", "four"))


def test_too_few_rows(refusal: Refusal) -> None:
    line = refusal("area,rent\n1,2\n")
    assert "row" in line


def test_an_empty_table(refusal: Refusal) -> None:
    assert "t.csv" in refusal("")


def test_constant_x(refusal: Refusal) -> None:
    line = refusal("area,rent\n" + "2,1\n2,3\n2,5\n2,4\n")
    assert "area" in line


def test_constant_y(refusal: Refusal) -> None:
    line = refusal("area,rent\n" + "1,7\n2,7\n3,7\n5,7\n")
    assert "rent is 7 in every row" in line


def test_a_learning_rate_above_the_limit(refusal: Refusal) -> None:
    for table in (None, GOOD):
        line = refusal(table, learning_rate="5000")
        assert "learning_rate = 5000" in line
        assert "diverges" in line


def test_an_unknown_setting(refusal: Refusal) -> None:
    line = refusal(rate="0.1")
    assert "rate" in line
    assert "learning_rate" in line


def test_an_unknown_theme(refusal: Refusal) -> None:
    line = refusal(theme="sepia")
    assert "sepia" in line
    assert "dark or light" in line
