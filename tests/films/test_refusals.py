"""Whatever is wrong with a user's table or settings ends in one clear line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scenes.derivative import Derivative
from scenes.gradient import Gradient
from scenes.integral import Integral
from scenes.jacobian import Jacobian
from scenes.linear import Linear
from scenes.logistic import Logistic
from scenes.stage.film.film import Film

GOOD = "area,rent,town\n" + "".join(f"{k},{3 * k % 7 + k},a\n" for k in range(1, 12))
WORDS = "area,let,town\n" + "".join(
    f"{k},{'yes' if k in (4, 7, 8, 10) else 'no'},a\n" for k in range(1, 12)
)
FILMS = {"linear": Linear, "logistic": Logistic}


@pytest.fixture
def refused(tmp_path: Path, set_to: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that starts a film on a table and returns what it is refused with."""

    def refused(film: str, table: str | None = None, theme: str = "dark", **values: str) -> str:
        if table is not None:
            values["data"] = str(tmp_path / "t.csv")
            (tmp_path / "t.csv").write_text(table, encoding="utf-8")
        before = sorted(tmp_path.rglob("*"))
        with set_to({film: values, "theme": {"name": theme}}), pytest.raises(SystemExit) as end:
            FILMS[film]()
        line = end.value.code
        assert isinstance(line, str)  # so the exit code is 1, and the line goes to stderr
        assert "\n" not in line
        assert line.startswith(f"{film}: ")
        assert sorted(tmp_path.rglob("*")) == before
        return line

    return refused


Refusal = Callable[..., str]


@pytest.fixture(params=FILMS)
def refusal(request: pytest.FixtureRequest, refused: Refusal) -> Refusal:
    """Return a function that starts either film."""
    return partial(refused, request.param)


@pytest.fixture
def of_line(refused: Refusal) -> Refusal:
    """Return a function that starts the film on a line."""
    return partial(refused, "linear")


@pytest.fixture
def of_classes(refused: Refusal) -> Refusal:
    """Return a function that starts the film on two classes."""
    return partial(refused, "logistic")


# -- either film -------------------------------------------------------------------------------


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


def test_an_unknown_setting(refusal: Refusal) -> None:
    line = refusal(rate="0.1")
    assert "rate" in line
    assert "learning_rate" in line


def test_an_unknown_theme(refusal: Refusal) -> None:
    line = refusal(theme="sepia")
    assert "sepia" in line
    assert "dark or light" in line


# -- a line ------------------------------------------------------------------------------------


def test_constant_y(of_line: Refusal) -> None:
    line = of_line("area,rent\n" + "1,7\n2,7\n3,7\n5,7\n")
    assert "rent is 7 in every row" in line


def test_a_learning_rate_above_the_limit(of_line: Refusal) -> None:
    for table in (None, GOOD):
        line = of_line(table, learning_rate="5000")
        assert "learning_rate = 5000" in line
        assert "diverges" in line


def test_a_start_at_the_minimum(of_line: Refusal, of_classes: Refusal) -> None:
    even = "x,y\n1,0\n2,1\n3,1\n4,0\n"  # neither a line nor a sigmoid can do better than ½
    assert "is the minimum already" in of_classes(even, start="0, 0")
    assert "start = 0.5, 0: that is the minimum already" in of_line(even, start="0.5, 0")


def test_a_column_that_is_both_x_and_y(of_line: Refusal) -> None:
    assert "x and y are both column 'x'" in of_line("x,y\n1,0\n2,1\n", x="x", y="x")


# -- two classes -------------------------------------------------------------------------------


def test_one_class_only(of_classes: Refusal) -> None:
    line = of_classes(WORDS.replace("yes", "no"), x="area", y="let")
    assert "let" in line
    assert "no" in line
    assert "two classes" in line
    line = of_classes(WORDS.replace("yes", "no"))  # nor is there any other column of classes
    assert all(word in line for word in ("area", "let", "town"))


def test_three_classes(of_classes: Refusal) -> None:
    line = of_classes(WORDS.replace("\n9,no", "\n9,perhaps"), x="area", y="let")
    assert all(word in line for word in ("t.csv", "10", "let", "perhaps", "yes", "no"))


def test_an_empty_cell(of_classes: Refusal) -> None:
    for hole, column in (("\n9,,", "let"), ("\n,no,", "area")):
        line = of_classes(WORDS.replace("\n9,no,", hole), x="area", y="let")
        assert all(word in line for word in ("t.csv", "10", column, "empty"))


def test_a_learning_rate_above_the_limit_of_classes(of_classes: Refusal) -> None:
    """On standardised x the loss is bent by 1/4 at most, so the limit is 8, whatever the data."""
    for table in (None, WORDS):
        for rate in ("8.0001", "8"):
            line = of_classes(table, learning_rate=rate)
            assert f"learning_rate = {float(rate):g}" in line
            assert "diverges" in line
            assert " 8 and above" in line


def test_numbers_that_are_no_classes(of_classes: Refusal) -> None:
    line = of_classes(GOOD, x="area", y="rent")
    assert "rent" in line
    assert "two classes" in line


# -- films without settings --------------------------------------------------------------------


@pytest.mark.parametrize("film", [Derivative, Integral, Gradient, Jacobian])
def test_settings_that_change_nothing(film: type[Film], set_to: Callable[..., Any]) -> None:
    name = film.__name__.lower()
    with (
        set_to({name: {"iterations": 30}}),
        pytest.raises(SystemExit, match=rf"^{name}: \[{name}\]: .* no settings"),
    ):
        film()


# -- any film ----------------------------------------------------------------------------------


def test_a_home_that_is_not_there(refusal: Refusal) -> None:
    line = refusal(data="~nobody-of-this-name/prices.csv")
    assert "data = ~nobody-of-this-name/prices.csv" in line
    assert "home" in line


def test_a_fault_of_ours_keeps_its_traceback(
    set_to: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(film: Linear) -> None:
        raise ValueError("shapes (2,) and (3,) do not fit")

    monkeypatch.setattr(Linear, "prepare", prepare)
    with set_to({}), pytest.raises(ValueError, match="do not fit"):
        Linear()
