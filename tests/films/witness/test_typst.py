"""The reader of formulas, on formulas whose faults it has to find."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mlcore import challenger, hubble
from scenes.linear import OWN_CHOICES as LINE
from scenes.logistic import OWN_CHOICES as CLASSES
from scenes.stage.regression.study import ClassStudy, LineStudy, Study
from scenes.stage.settings import Settings
from tests.films.witness.formulas import Shown, fault
from tests.films.witness.typst import Unknown, evaluate, read
from tests.films.witness.worlds import Table

LOSS = "g = 1/N sum_(n=1)^N ( w_1 x_n + w_0 - y_n )^2"
SLOPE = "(partial g) / (partial {{ w_1 : w1 }}) = 2/N sum_(n=1)^N ( hat(y)_n - y_n ) x_n"
RULE = (
    'vec(delim: "[", {{ w_0 : w0-new }}, {{ w_1 : w1-new }}) <- '
    'vec(delim: "[", {{ w_0 : w0-old }}, {{ w_1 : w1-old }}) - alpha nabla g'
)
VALUES = "nabla g = vec({{ -0.0 : gradient-0 }}, {{ -0.0 : gradient-1 }})"
ENTROPY = "g = 1/N sum_n -ln p_n"
MEAN = 'nabla g = 1/N sum_n ( hat(y)_n - y_n ) vec(delim: "[", 1, x_n^prime )'
PRODUCT = "-ln product_(n=1)^N p_n = sum_(n=1)^N -ln p_n"
CASES = 's_n = cases(-ln hat(y)_n & "if" y_n = 1, -ln(1 - hat(y)_n) & "if" y_n = 0)'


@pytest.fixture(scope="module")
def line() -> Study:
    return LineStudy.read(Settings(), hubble, LINE, "velocity")


@pytest.fixture(scope="module")
def classes() -> Study:
    return ClassStudy.read(Settings(), challenger, CLASSES)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        (LOSS, ("1/N", "2/N")),
        (LOSS, ("w_1 x_n + w_0", "w_0 x_n + w_1")),
        (LOSS, (")^2", ")")),
        (SLOPE, ("2/N", "1/N")),
        (SLOPE, (" x_n", "")),
        (SLOPE, ("w_1 : w1", "w_0 : w0")),
        (RULE, ("- alpha", "+ alpha")),
        (RULE, ("{{ w_0 : w0-new }}", "{{ w_0 : w0-old }}")),
        (VALUES, ("gradient-0 }}, {{ -0.0 : gradient-1", "gradient-1 }}, {{ -0.0 : gradient-0")),
    ],
)
def test_a_wrong_formula_of_a_line_is_found(
    source: str, change: tuple[str, str], line: Study
) -> None:
    live = tuple((name, name) for name in ("gradient-0", "gradient-1"))
    assert fault(Shown(source, live), line) == ""
    assert change[0] in source
    assert "is not true" in fault(Shown(source.replace(*change), live), line)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        (ENTROPY, ("-ln", "ln")),
        (MEAN, ("1/N", "2/N")),
        (MEAN, ("1, x_n^prime", "x_n^prime, 1")),
        (PRODUCT, ("= sum", "= 1/N sum")),
        (CASES, ("y_n = 1", "y_n = 0")),
        ("hat(y) = sigma( w_1 x + w_0 )", ("+", "-")),
        ("E = 1/N sum_n ( hat(y)_n - y_n )^2", ("E", "g")),
        ("x' = ( x - m ) / s", ("- m", "+ m")),
        ("z = -0.2322 x + 15.04", ("15.04", "15.4")),
    ],
)
def test_a_wrong_formula_of_classes_is_found(
    source: str, change: tuple[str, str], classes: Study
) -> None:
    source = source.replace("-0.2322", "{{ -0.2322 : w1 }}").replace("15.04", "{{ 15.04 : w0 }}")
    assert fault(Shown(source), classes) == ""
    assert change[0] in source
    wrong = fault(Shown(source.replace(*change)), classes)
    assert "is not true" in wrong or "no test knows" in wrong or "cases" in wrong


@pytest.mark.parametrize("source", ["q = 2", "g = 1/N sum_k x_n", "g = x_n ^", "hat(y)_n - x_n"])
def test_what_nobody_knows_is_a_fault(source: str, line: Study) -> None:
    assert fault(Shown(source), line) != ""


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("2 a / b c", 2 * 3 / 4 * 5),
        ("a - b - c", 3 - 4 - 5),
        ("-a^2 + b", -9 + 4),
        ("(a + b) c^(-1)", 7 / 5),
        ("a times 10^(-2)", 0.03),
        ("ln a b", np.log(3) * 4),
    ],
)
def test_it_reckons_as_mathematics_is_read(source: str, wanted: float) -> None:
    (side,) = read(source).sides
    assert side is not None
    assert evaluate(side, Table({"a": 3.0, "b": 4.0, "c": 5.0})) == pytest.approx(wanted)


def test_rounded_figures_may_be_rounded_only(line: Study) -> None:
    shown: Callable[[str], Any] = lambda rate: fault(  # noqa: E731
        Shown(f"alpha = {rate}", runs=(line.run,)), line
    )
    assert shown("0.02") == ""
    assert shown("0.04") != ""
    with pytest.raises(Unknown):
        read("a b )")
