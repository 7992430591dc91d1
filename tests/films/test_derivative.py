"""The film on the derivative: its layout, its numbers, and what its formulas state."""

from collections.abc import Callable
from typing import Any

import pytest
import sympy
from scipy.constants import g

from scenes.derivative import CUBE, FALL, FLAT, SQUARE
from scenes.stage.film.film import Film
from tests.films.witness.calculus import Course, D, Reader, X, read, same, true

FALLEN, SQUARED, EXERCISE = g * X**2 / 2, X**2, X**3 - 2 * X**2 + 1
QUOTIENT = ((X + D) ** 2 - X**2) / D


def slope_of_any() -> bool:
    """The limit of the quotient is the derivative, of a function with every power up to four."""
    f = sum(sympy.Symbol(f"c{k}") * X**k for k in range(5))
    limit = sympy.limit((f.subs(X, X + D) - f) / D, D, 0)
    return bool(sympy.expand(limit - sympy.diff(f, X)) == 0)


COURSE = Course(
    functions={
        "Over a second, over a tenth": FALLEN,
        "Look closely": FALLEN,
        "A slope for every point": SQUARED,
        "Where is it flat?": EXERCISE,
        "Against the slope": EXERCISE,
    },
    formulas={
        '? "m/s"': true,
        '(0 "m") / (0 "s")': true,
        '(00.000 "m") / (0.0000 "s")': true,
        '= 00.00 "m/s"': true,
        "x = -0.00": true,
        "delta = 0.000": true,
        '"slope" = -0.00': true,
        "f'(t) = lim_(delta -> 0) (f(t + delta) - f(t)) / delta": slope_of_any,
        "( f(x + delta) - f(x) ) / delta": true,
        "( (x + delta)^2 - x^2 ) / delta": same(QUOTIENT, (SQUARED.subs(X, X + D) - SQUARED) / D),
        "( 2 x delta + delta^2 ) / delta": same(QUOTIENT, (2 * X * D + D**2) / D),
        "2 x + delta": same(QUOTIENT, 2 * X + D),
        "f'(x) = 2 x": same(sympy.diff(SQUARED, X), 2 * X),
        "f(x) = x^3 - 2 x^2 + 1": same(EXERCISE, X**3 - 2 * X**2 + 1),
        "f'(x) = 3 x^2 - 4 x": same(sympy.diff(EXERCISE, X), 3 * X**2 - 4 * X),
        "= x (3 x - 4)": same(sympy.diff(EXERCISE, X), X * (3 * X - 4)),
        "x <- x - alpha f'(x)": true,  # the rule of descent, which mlcore's tests know
    },
)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_overlaps_or_leaves_the_frame(
    name: str, play_film: Callable[..., object], layout: object
) -> None:
    play_film("derivative", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.fixture(scope="module")
def reader(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Reader:
    return read("derivative", COURSE, play_film, blind)


def test_every_number_formula_and_curve_is_true(reader: Reader) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Reader) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    assert reader.said == {
        "data-now",
        "step-now",
        "prediction-change",
        "gradient-slope",
        "magnification",
        "x-tick",
        "y-tick",
    }
    assert reader.numbers > 250
    assert reader.graphs > 15
    assert reader.spots > 15


@pytest.mark.parametrize(
    ("polynomial", "formula"), [(FALL, FALLEN), (SQUARE, SQUARED), (CUBE, EXERCISE)]
)
def test_its_functions_are_those_of_the_course(polynomial: Any, formula: sympy.Expr) -> None:
    for order in (0, 1):
        shown = polynomial.deriv(order) if order else polynomial
        for x in (-1.0, 0.25, 2.0):
            assert shown(x) == pytest.approx(float(sympy.diff(formula, X, order).subs(X, x)))


def test_what_captions_say_of_it() -> None:
    """14.7 metres in the second second, 9.81 m/s after the first; flat at 0 and at 4/3."""
    fallen = sympy.lambdify(X, FALLEN)
    assert f"{fallen(2) - fallen(1):.1f}" == "14.7"
    assert f"{float(sympy.diff(FALLEN, X).subs(X, 1)):.2f}" == "9.81"
    flat = sorted(float(each) for each in sympy.solve(sympy.diff(EXERCISE, X), X))
    assert pytest.approx(flat) == FLAT
    assert pytest.approx([0, 4 / 3]) == FLAT
    slope = sympy.lambdify(X, sympy.diff(EXERCISE, X))
    assert [slope(x) < 0 for x in (-0.5, 0.6, 1.2, 1.5)] == [False, True, True, False]


def test_captions_say_these_numbers(
    play_film: Callable[..., Film], blind: Callable[..., Any]
) -> None:
    film = play_film("derivative", {}, renderer=blind)
    said = " ".join(each.content for each in film.renderer.file_writer.subcaptions)
    said = " ".join(said.split())
    for words in ("14.7 metres in one second", "9.81 metres", "at x = 0, and at x = 4/3"):
        assert words in said
