"""The film on the integral: its layout, its numbers, and what its formulas and captions state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy

from scenes.integral import (
    ANSWER,
    AWAY,
    CLOSE,
    DOUBLE,
    EXERCISE,
    HALT,
    HIT,
    LAST,
    LATER,
    RIDE,
    SWEPT,
    Integral,
)
from scenes.integral import speed as shown_speed
from scenes.stage.film.film import Film
from scenes.stage.look.text import LiveNumber
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slices import Slicing
from scenes.stage.plane.sum_below import SumBelow
from tests.films.witness.calculus import Course, D, Reader, X, read, same, true

C = sympy.Symbol("C")
LAW = 16 - 3 * X**2 + X**3 / 2
SPEED = sympy.Piecewise((16, X <= 0), (LAW, X <= 4), (0, True))
"""A second at 16 m/s, and then four until it stands; time is counted from the brake."""
DOUBLED, ADDED, CUBIC = 2 * X, X**2 - 100, 3 * X**2 - 4 * X
speed, doubled = (sympy.lambdify(X, each, "numpy") for each in (SPEED, DOUBLED))


def slices_of(slicing: Slicing, f: Callable[[Any], Any], share: float = 0.0) -> np.ndarray:
    """Where slices begin, how wide they are, and how high, (n, 3), by hand."""
    step, anchor = slicing.width(), slicing.low if slicing.anchor is None else slicing.anchor
    ends, place = [slicing.low], anchor - step * np.floor((anchor - slicing.low) / step + 1e-9)
    while place < slicing.high - 1e-9:
        if place > ends[-1] + 1e-9:
            ends.append(float(place))
        place += step
    ends.append(slicing.high)
    rows = [
        (begin, end - begin, float(f(np.float64((1 - share) * begin + share * end))))
        for begin, end in pairwise(ends)
    ]
    return np.array(rows)


def summed(slicing: Slicing, f: Callable[[Any], Any], x: Any, share: float = 0.0) -> Any:
    """The sum of the slices up to places x (...), by hand."""
    begin, wide, heights = slices_of(slicing, f, share).T
    return (np.clip(np.asarray(x)[..., None] - begin, 0, wide) * heights).sum(axis=-1)


def of_the_ride(name: str, slicing: Slicing, t: float) -> float | None:
    """What a number of the speed's slices must show, at a time."""
    step = slicing.width()
    doubt = [summed(slicing, speed, [CLOSE, CLOSE + step, -1, 4], share) for share in (0, 1)]
    known = {
        "step-now": step,
        "prediction-sum": summed(slicing, speed, t, slicing.share()),
        "loss-box": np.diff(doubt[0])[0] - np.diff(doubt[1])[0],
        "loss-all": doubt[0][3] - doubt[1][3],
    }
    return float(known[name]) if name in known else None


def of_a_slice(name: str, begin: float, wide: float) -> float | None:
    """What a number of one slice of the speed must show."""
    way = float(sympy.integrate(SPEED, (X, begin, begin + wide)))
    known = {
        "gradient-first": speed(begin),
        "prediction-rise": way,
        "step-run": wide,
        "gradient-quotient": way / wide,
        "gradient-last": speed(begin + wide),
    }
    return float(known[name]) if name in known else None


def value_of(number: LiveNumber) -> float | None:
    at: Any = number.at
    match number.of, at:
        case "gradient-speed", clock:
            return float(speed(clock.get_value()))
        case name, (Slicing() as slicing, clock):
            return of_the_ride(name, slicing, clock.get_value())
        case name, Secant() as secant:
            return of_a_slice(name, secant.x(), secant.step())
        case "step-fright", (late, _):
            return 1 + float(late.get_value())
        case "prediction-come", (late, clock):
            braked = sympy.integrate(SPEED, (X, 0, clock.get_value()))
            return float(16 * (1 + late.get_value()) + braked)
        case "gradient-height", SumBelow() as views:
            return float(CUBIC.subs(X, views.place()))
        case "gradient-steep", SumBelow() as views:
            return float(sympy.diff(X**3 - 2 * X**2).subs(X, views.place()))
        case "data-now", SumBelow() as views:
            return float(views.place())
        case "step-now", SumBelow() as views:
            return float(views.slicing.width())
        case "prediction-swept", SumBelow() as views:
            return float(summed(views.slicing, doubled, views.place()))
    return None


def tends_to_the_integral() -> bool:
    """The sums of slices of the speed come as close to its integral as they are fine."""
    whole = float(sympy.integrate(SPEED, (X, -1, 4)))
    off = [5 / n * speed(np.arange(n) * 5 / n - 1).sum() - whole for n in (50, 500, 5000, 50000)]
    return bool(np.allclose(np.divide(off[:-1], off[1:]), 10, rtol=0.05)) and abs(off[-1]) < 1e-3


COURSE = Course(
    functions={
        "A deer": SPEED,
        "Speed times time": SPEED,
        "Look closely": SPEED,
        "The way so far": SPEED,
        "Which curve is it?": CUBIC,
        "Do you stop in time?": SPEED,
    },
    formulas={
        '50 "m"': lambda: AWAY == 50,
        '16 "m/s" dot 1 "s" = 16 "m"': lambda: speed(-1.0) == speed(0.0) == 16,
        'delta = 0.00 "s"': true,
        'sum v(t) delta = 00.0 "m"': true,
        '"one box" = 0.0000 "m"': true,
        '"all" = 00.00 "m"': true,
        "integral_(-1)^4 v(t) dif t = lim_(delta -> 0) sum v(t) delta": tends_to_the_integral,
        '"first" = 0.00 "m/s"': true,
        '(0.0000 "m") / (0.00 "s") = 0.00 "m/s"': true,
        '"last" = 0.00 "m/s"': true,
        "x = -00.00": true,
        "delta = 0.00": true,
        '"sum" = -000.0': true,
        "(x + 10) / delta dot delta^2 = (x + 10) delta": same((X + 10) / D * D**2, (X + 10) * D),
        '"height" = -0.00': true,
        '"slope" = -0.00': true,
        "f'(x) = 3 x^2 - 4 x": same(CUBIC, 3 * X**2 - 4 * X),
        "f(x) = x^3 - 2 x^2": same(sympy.integrate(CUBIC, X), X**3 - 2 * X**2),
        "f(x) = x^3 - 2 x^2 + C": same(sympy.diff(X**3 - 2 * X**2 + C, X), CUBIC),
        "v(t) = 16 - 3 t^2 + 1/2 t^3": same(LAW, 16 - 3 * X**2 + X**3 / 2),
        "F(t) = 16 t - t^3 + 1/8 t^4": same(sympy.integrate(LAW, X), 16 * X - X**3 + X**4 / 8),
        '0 "s" <= t <= 4 "s"': true,  # where the law is the speed: below
        "F(4) - F(0)": true,
        "= (64 - 64 + 32) - 0": lambda: (16 * 4, 4**3, 4**4 / 8) == (64, 64, 32),
        '= 32 "m"': lambda: sympy.integrate(LAW, (X, 0, 4)) == 32,
        '"fright" = 0.000 "s"': true,
        '"way" = 00.0 "m"': true,
    },
)


@dataclass
class Riding(Reader):
    """A reader that knows the ride, and notes its slices: how wide, which height, what sum."""

    slices: list[tuple[float, ...]] = field(default_factory=list)

    def __call__(self, film: Film) -> None:
        super().__call__(film)
        if isinstance(film, Integral) and hasattr(film, "slicing"):
            cut = film.slicing
            self.slices.append((cut.step, cut.share(), cut.upto(4.0)))

    def value(self, number: LiveNumber, f: sympy.Expr | None) -> float | None:
        own = value_of(number)
        return super().value(number, f) if own is None else own


@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_overlaps_or_leaves_the_frame(
    name: str, play_film: Callable[..., object], layout: object
) -> None:
    play_film("integral", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.fixture(scope="module")
def reader(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Riding:
    return read("integral", Riding(COURSE), play_film, blind)


def test_every_number_formula_and_curve_is_true(reader: Riding) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Riding) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    assert reader.said.keys() == {
        "gradient-speed",
        "step-now",
        "prediction-sum",
        "loss-box",
        "loss-all",
        "prediction-rise",
        "step-run",
        "gradient-quotient",
        "gradient-first",
        "gradient-last",
        "gradient-height",
        "gradient-steep",
        "data-now",
        "prediction-swept",
        "step-fright",
        "prediction-come",
        "magnification",
        "x-tick",
        "y-tick",
    }
    assert reader.said.total() > 220
    assert reader.graphs > 10


def test_its_functions_are_those_of_the_course() -> None:
    x = np.linspace(-3, 4, 29)
    for shown, formula in (
        (shown_speed, SPEED),
        (DOUBLE, DOUBLED),
        (SWEPT, ADDED),
        (EXERCISE, CUBIC),
        (ANSWER, sympy.integrate(CUBIC, X)),
    ):
        assert shown(x) == pytest.approx(sympy.lambdify(X, formula, "numpy")(x))


def test_its_laws_and_ranges_are_those_of_the_ride() -> None:
    t = np.linspace(0, 4, 17)
    assert shown_speed(t) == pytest.approx(speed(t))
    law, way = (sympy.lambdify(X, each, "numpy") for each in (LAW, sympy.integrate(LAW, X)))
    assert shown_speed(t) == pytest.approx(law(t))  # "0 s ≤ t ≤ 4 s"
    assert law(-1) != 16  # before, the law is another
    assert RIDE.distance(t + 1) - 16 == pytest.approx(way(t))
    assert 0 < LAST < 2.4
    assert -1 <= HALT <= 3.5  # half a second later it still moves


def test_what_captions_say_of_the_ride() -> None:
    """First speeds of seconds say 56 metres, last ones 40; in truth 48, and the deer is at 50."""
    seconds = np.arange(-1, 4)
    assert (speed(seconds).sum(), speed(seconds + 1).sum()) == (56, 40)
    whole = sympy.integrate(SPEED, (X, -1, 4))
    assert whole == 48
    assert sympy.integrate(SPEED, (X, -1, 0)) == 16
    assert float(whole) + 2 == AWAY == 50
    late = float(whole) + 0.2 * 16
    assert late == pytest.approx(51.2)  # "you needed 51 metres"
    assert LATER.distance(LATER.reaction + 4) == pytest.approx(late)
    assert 19.2 + float(sympy.integrate(LAW, (X, 0, HIT))) == pytest.approx(AWAY)
    assert LATER.reaction + HIT == pytest.approx(4.0, abs=0.1)  # as long as it is shown
    assert round(float(speed(HIT))) == 3  # "you hit it, at 3 metres a second"
    box = [(speed(CLOSE) - speed(CLOSE + step)) * step for step in (1.0, 0.1, 0.01)]
    assert box[0] / box[1] == pytest.approx(100, rel=0.15)  # "about a hundredth"
    assert box[1] / box[2] == pytest.approx(100, rel=0.15)
    for step in (1.0, 0.1, 0.01):  # as high as the whole fall, and one slice wide
        edges = np.linspace(-1, 4, round(5 / step) + 1)
        boxes = step * (speed(edges[:-1]) - speed(edges[1:]))
        assert boxes.sum() == pytest.approx(16 * step)
    assert round(5 / 0.01) == 500


def test_what_captions_say_of_the_sums_of_2x() -> None:
    """Slices of 2 take it down to −120, slices of 0.1 to −101; a triangle each is left over."""
    for step, least in ((sympy.Integer(2), -120), (sympy.Rational(1, 10), -101)):
        begin = np.arange(-10, 10, float(step))
        assert float(step) * np.cumsum(2 * begin).min() == pytest.approx(least)
        triangle = sympy.integrate(DOUBLED - DOUBLED.subs(X, -4), (X, -4, step - 4))
        assert triangle == step * (2 * step) / 2 == step**2
        assert -100 - 10 / step * triangle == least
        last = begin[begin < 10 - 1e-9]
        assert float(step) * (2 * last).sum() == pytest.approx(0 - 20 * float(step))


def test_captions_say_these_numbers(
    reader: Riding, captions_of: Callable[[Film], list[str]]
) -> None:
    said = " ".join(captions_of(reader.film))
    for words in (
        "50 metres ahead",
        "a rectangle. 16 metres",
        "56 metres: through",
        "40 metres, and too short",
        "as Newton did in 1687",
        "each about a hundredth",
        "add up 500 slices",
        "Slices of 0.1 go down to −101",
        "Up to x there are (x + 10)/δ",
        "At 10, they are 2 too low",
        "less where it begins. 32 metres",
        "16 of fright, and 32 of braking",
        "48 metres. You stop",
        "a fifth of a second more",
        "You needed 51 metres. You hit it, at 3 metres",
    ):
        assert words in said
    assert said.index("You stop in time") > said.index("32 of braking")  # answered once, at the end


def test_slices_are_as_wide_as_captions_say(reader: Riding) -> None:
    for wanted in ((1.0, 0.0, 56.0), (1.0, 1.0, 40.0), (0.1, 1.0, 47.2), (0.01, 1.0, 47.92)):
        assert any(note == pytest.approx(wanted) for note in reader.slices)
