"""The film on the derivative: its layout, its numbers, and what its formulas state."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from scipy.constants import g

from scenes.derivative import (
    CUBE,
    FALL,
    FLAT,
    LANDS,
    LEARNT,
    LEVEL,
    NOW,
    RATE,
    SPEEDS,
    SQUARE,
    START,
    STEPS,
    Derivative,
    fallen,
)
from scenes.stage.film.film import Film
from scenes.stage.look.text import LiveNumber
from tests.films.witness.calculus import Course, D, Reader, X, read, same, true

FALLS = g * X**2 / 2
FALLEN = sympy.Min(FALLS, FALLS.subs(X, LANDS))
SQUARED, EXERCISE = X**2, X**3 - 2 * X**2 + 1
QUOTIENT = ((X + D) ** 2 - X**2) / D
W0, W1 = sympy.symbols("w0 w1")
MISSED = sum(
    (W0 + W1 * sympy.Rational(f"{t:.1f}") - sympy.Rational(f"{v:.1f}")) ** 2
    for t, v in zip(SPEEDS.x, SPEEDS.y, strict=True)
) / len(SPEEDS)
"""The loss of a line through the measured speeds."""


def learnt(t: float) -> sympy.Expr:
    """Return what the line of least loss says of a time."""
    best = sympy.solve([sympy.diff(MISSED, w) for w in (W0, W1)], [W0, W1])
    return best[W0] + best[W1] * t


def told(exact: sympy.Expr, rounded: sympy.Expr) -> Callable[[], bool]:
    """State that an expression is another one, to three figures."""
    return lambda: bool(abs(float((exact / rounded).simplify()) - 1) < 0.0005)


def slope_of_any() -> bool:
    """The limit of the quotient is the derivative, of a function with every power up to four."""
    f = sum(sympy.Symbol(f"c{k}") * X**k for k in range(5))
    limit = sympy.limit((f.subs(X, X + D) - f) / D, D, 0)
    return bool(sympy.expand(limit - sympy.diff(f, X)) == 0)


COURSE = Course(
    functions={
        "Two moments": FALLEN,
        "Look closely": FALLEN,
        "A slope for every point": SQUARED,
        "Where is it flat?": EXERCISE,
        "Against the slope": MISSED.subs({W0: LEVEL, W1: X}),
    },
    formulas={
        '? "m/s"': true,
        '(0 "m") / (0 "s")': true,
        '(00.00000 "m") / (0.00000 "s") =': true,
        '00.00 "m/s"': true,
        "x = -0.00": true,
        "delta = 0.000": true,
        '"slope" = -0.00': true,
        "f'(t) = lim_(delta -> 0) (f(t + delta) - f(t)) / delta": slope_of_any,
        "( f(x + delta) - f(x) ) / delta": true,
        "( (x + delta)^2 - x^2 ) / delta": same(QUOTIENT, (SQUARED.subs(X, X + D) - SQUARED) / D),
        "( 2 x delta + delta^2 ) / delta": same(QUOTIENT, (2 * X * D + D**2) / D),
        "2 x + delta": same(QUOTIENT, 2 * X + D),
        "f(t) = 1/2 dot 9.81 t^2": told(FALLS, sympy.Rational(981, 200) * X**2),
        "f'(t) = 9.81 t": told(sympy.diff(FALLS, X), sympy.Rational(981, 100) * X),
        """f'(1) = 9.81 space "m/s\"""": lambda: f"{sympy.diff(FALLS, X).subs(X, 1):.2f}" == "9.81",
        "(x^3)' = 3 x^2": same(sympy.diff(X**3, X), 3 * X**2),
        "f'(x) = 2 x": same(sympy.diff(SQUARED, X), 2 * X),
        "f(x) = x^3 - 2 x^2 + 1": same(EXERCISE, X**3 - 2 * X**2 + 1),
        "f'(x) = 3 x^2 - 4 x": same(sympy.diff(EXERCISE, X), 3 * X**2 - 4 * X),
        "= x (3 x - 4)": same(sympy.diff(EXERCISE, X), X * (3 * X - 4)),
        "w_1 <- w_1 - alpha L'": true,  # the rule of descent, which mlcore's tests know
        "w <- w - alpha nabla L": true,
        'alpha = 0.1 space "step size"': lambda: RATE == 0.1,
        "w_1 = 00.00": true,
        "L' = -00.00": true,
        "v = w_1 t": lambda: LEVEL == 0,
        "v = w_0 + w_1 t": true,
        '9.8 "m/s"': lambda: f"{float(learnt(1)):.1f}" == "9.8",
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
    return read("derivative", Reader(COURSE), play_film, blind)


def test_every_number_formula_and_curve_is_true(reader: Reader) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Reader) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    assert reader.said.keys() == {
        "data-now",
        "step-now",
        "prediction-change",
        "gradient-slope",
        "w1-now",
        "magnification",
        "x-tick",
        "y-tick",
    }
    assert reader.said.total() > 240
    assert reader.graphs > 15
    assert reader.spots > 15


@pytest.mark.parametrize(
    ("polynomial", "formula"), [(FALL, FALLS), (SQUARE, SQUARED), (CUBE, EXERCISE)]
)
def test_its_functions_are_those_of_the_course(polynomial: Any, formula: sympy.Expr) -> None:
    for order in (0, 1):
        shown = polynomial.deriv(order) if order else polynomial
        for x in (-1.0, 0.25, 2.0):
            assert shown(x) == pytest.approx(float(sympy.diff(formula, X, order).subs(X, x)))


def test_what_captions_say_of_it() -> None:
    """14.7 metres in the second second, 9.81 m/s after the first; flat at 0 and at 4/3."""
    at = sympy.lambdify(X, FALLEN)
    assert f"{at(2) - at(1):.1f}" == "14.7"
    assert f"{float(sympy.diff(FALLEN, X).subs(X, 1)):.2f}" == "9.81"
    flat = sorted(float(each) for each in sympy.solve(sympy.diff(EXERCISE, X), X))
    assert pytest.approx(flat) == FLAT
    assert pytest.approx([0, 4 / 3]) == FLAT
    slope = sympy.lambdify(X, sympy.diff(EXERCISE, X))
    assert [slope(x) < 0 for x in (-0.5, 0.6, 1.2, 1.5)] == [False, True, True, False]


def test_captions_say_these_numbers(
    reader: Reader, captions_of: Callable[[Film], list[str]]
) -> None:
    said = " ".join(captions_of(reader.film))
    for words in (
        "14.7 metres in one second",
        "9.81 metres",
        "the line says 9.8",
        "at x = 0, a top, and at x = 4/3, a bottom",
    ):
        assert words in said


def test_where_it_is_flat_the_slope_that_stands_there_is_0(
    play_film: Callable[..., Film], blind: Callable[..., Any]
) -> None:
    shown: set[tuple[float, str]] = set()

    def look(film: Film) -> None:
        if isinstance(film, Derivative) and film.chapters[-1][0] == "Where is it flat?":
            x, seen = film.x.get_value(), film.get_mobject_family_members()
            numbers = [each for each in seen if isinstance(each, LiveNumber) and x in FLAT]
            shown.update((x, each.text) for each in numbers if each.of == "gradient-slope")

    play_film("derivative", {}, look, renderer=blind)
    assert shown == {(x, "0.00") for x in FLAT}


def test_it_falls_until_it_meets_the_ground() -> None:
    times = np.array([0.5, NOW, LANDS, 2.4])
    at = sympy.lambdify(X, FALLEN)
    assert fallen(times) == pytest.approx([float(at(t)) for t in times])


def test_who_divides_what_stands_there_finds_the_slope() -> None:
    """Metres of four figures over seconds of three, at every step that a film may rest at."""
    assert len(STEPS) > 1500
    for step in STEPS:
        metres = g * ((NOW + step) ** 2 - NOW**2) / 2
        slope = metres / step
        assert float(f"{step:.3g}") == pytest.approx(step, rel=1e-12)
        assert f"{float(f'{metres:.4g}') / float(f'{step:.3g}'):.3g}" == f"{slope:.3g}"
    for rests in (1.0, 0.4, 0.1, 0.01, 0.001):
        assert np.abs(STEPS / rests - 1).min() < 1e-9


def test_descent_on_one_weight_and_on_two_comes_to_the_same_line() -> None:
    """α is small enough, steps get shorter, and after one second both lines say 9.8."""
    along = MISSED.subs(W0, LEVEL)
    best = float(sympy.solve(sympy.diff(along, W1), W1)[0])
    share = 1 - RATE * float(sympy.diff(along, W1, 2))
    assert 0 < share < 1
    assert abs(START - best) * share**12 < 0.2
    assert f"{LEVEL + best:.1f}" == f"{float(learnt(1)):.1f}" == "9.8"
    w = np.array(LEARNT.start)
    slope = sympy.lambdify((W0, W1), [sympy.diff(MISSED, each) for each in (W0, W1)])
    for _ in range(LEARNT.iterations):
        w = w - RATE * np.array(slope(*w), dtype=float)
    assert f"{w.sum():.1f}" == "9.8"
    assert np.linalg.norm(slope(*w)) < 0.05


def test_the_measured_speeds_are_about_those_of_a_stone() -> None:
    assert np.abs(SPEEDS.y - g * SPEEDS.x).max() < 1.5
