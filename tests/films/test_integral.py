"""The film on the integral: its layout, its numbers, and what its formulas and captions state."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from mlcore import hubble
from scenes.integral import ANSWER, AWAY, CLOSE, DOUBLE, EXERCISE, RIDE, SWEPT
from scenes.stage.film.film import Film
from scenes.stage.look.text import LiveNumber
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.slices import Slicing
from scenes.stage.plane.sum_below import SumBelow
from tests.films.witness.calculus import Course, D, Reader, X, read, same, true

C = sympy.Symbol("C")
U = (X - 1) / sympy.Rational(5, 2)
SPEED = sympy.Piecewise((14, X <= 1), (14 * (1 - 3 * U**2 + 2 * U**3), X <= 3.5), (0, True))
"""A second at 14 m/s, and then two and a half until it stands."""
DOUBLED, ADDED, CUBIC = 2 * X, X**2 - 100, 3 * X**2 - 4 * X
speed, doubled = (sympy.lambdify(X, each, "numpy") for each in (SPEED, DOUBLED))


def slices_of(slicing: Slicing, f: Callable[[Any], Any]) -> tuple[np.ndarray, np.ndarray, float]:
    """Where slices begin (n,), how high they are (n,), and how wide, by hand."""
    level = float(np.clip(slicing.level(), 0, len(slicing.counts) - 1))
    k = int(np.ceil(level - 1e-9))
    fine, coarse = slicing.counts[k], slicing.counts[max(k - 1, 0)]
    number, step = np.arange(fine), (slicing.high - slicing.low) / fine
    parent = number // (fine // coarse) * (fine // coarse)
    begin = slicing.low + step * number
    share = min(1.0, level - k + 1) if k else 1.0
    return begin, share * f(begin) + (1 - share) * f(begin[parent]), step


def summed(slicing: Slicing, f: Callable[[Any], Any], x: Any) -> Any:
    """The sum of the slices up to places x (...), by hand."""
    begin, heights, step = slices_of(slicing, f)
    return (np.clip(np.asarray(x)[..., None] - begin, 0, step) * heights).sum(axis=-1)


def value_of(number: LiveNumber) -> float | None:
    at: Any = number.at
    match number.of, at:
        case "gradient-speed", clock:
            return float(speed(clock.get_value()))
        case (("step-now" | "prediction-sum"), (Slicing() as slicing, upto)):
            _, _, step = slices_of(slicing, speed)
            return (
                step if number.of == "step-now" else float(summed(slicing, speed, upto.get_value()))
            )
        case (("prediction-slice" | "step-rest"), delta):
            begin = sympy.Rational(2)
            whole = SPEED.subs(X, begin) * sympy.Float(delta.size, 30)
            if number.of == "prediction-slice":
                return float(whole)
            inner = SPEED.args[1][0]
            return float(whole - sympy.integrate(inner, (X, begin, begin + delta.size)))
        case "data-now", SumBelow() as views:
            return float(views.place())
        case "step-now", SumBelow() as views:
            return slices_of(views.slicing, doubled)[2]
        case "prediction-swept", SumBelow() as views:
            return float(summed(views.slicing, doubled, views.place()))
        case (("gradient-height" | "gradient-slope"), (SumBelow() as views, _)):
            begin, heights, step = slices_of(views.slicing, doubled)
            x = views.place()
            if number.of == "gradient-height":
                k = min(int((x - begin[0]) / step + 1e-6), len(heights) - 1)
                return float(heights[k])
            ends = summed(views.slicing, doubled, np.array([x, x + step]))
            return float((ends[1] - ends[0]) / step)
        case "loss-now", (run, Playhead() as head):
            (w0, w1), data = run.at(head.iteration).w, hubble()
            return float(np.mean((w0 + w1 * data.x - data.y / 100) ** 2))
    return None


def under(film: Film) -> Callable[[Any], Any] | None:
    """What the second lens looks at: the running sum of 2x."""
    if film.chapters[-1][0] != "The area so far":
        return None
    return lambda x: summed(film.views.slicing, doubled, x)  # type: ignore[attr-defined]


def tends_to_the_integral() -> bool:
    """The sums of slices of the speed come as close to its integral as they are fine."""
    whole = float(sympy.integrate(SPEED, (X, 0, 3.5)))
    off = [3.5 / n * speed(np.arange(n) * 3.5 / n).sum() - whole for n in (70, 700, 7000, 70000)]
    return bool(np.allclose(np.divide(off[:-1], off[1:]), 10, rtol=0.05)) and abs(off[-1]) < 1e-3


COURSE = Course(
    functions={
        "A deer": SPEED,
        "Speed times time": SPEED,
        "Look closely": SPEED,
        "The area so far": DOUBLED,
        "Which curve is it?": CUBIC,
    },
    formulas={
        '33 "m"': lambda: AWAY == 33,
        '14 "m/s" dot 1 "s" = 14 "m"': lambda: speed(0.0) == speed(1.0) == 14,
        'delta = 0.000 "s"': true,
        'sum v(t) delta = 00.0 "m"': true,
        '"slice" = 0.0000 "m"': true,
        '"left over" = 0.0000 "m"': true,
        "integral_0^(3.5) v(t) dif t = lim_(delta -> 0) sum v(t) delta": tends_to_the_integral,
        '= 31.5 "m"': lambda: abs(sympy.integrate(SPEED, (X, 0, 3.5)) - 31.5) < 1e-9,
        "f'(x) = 2 x": same(DOUBLED, 2 * X),
        "x = -00.00": true,
        "delta = 0.00": true,
        '"sum" = -000.0': true,
        "10 / delta dot delta^2 = 10 delta": same(10 / D * D**2, 10 * D),
        "f(x) = x^2 - 100": same(sympy.integrate(DOUBLED, (X, -10, X)), ADDED),
        '"height" = -00.00': true,
        '"slope" = -00.00': true,
        "f'(x) = 3 x^2 - 4 x": same(CUBIC, 3 * X**2 - 4 * X),
        "f(x) = x^3 - 2 x^2": same(sympy.integrate(CUBIC, X), X**3 - 2 * X**2),
        "f(x) = x^3 - 2 x^2 + C": same(sympy.diff(X**3 - 2 * X**2 + C, X), CUBIC),
        '"mean" = 00.00': true,
    },
    values=value_of,
    under=under,
)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_overlaps_or_leaves_the_frame(
    name: str, play_film: Callable[..., object], layout: object
) -> None:
    play_film("integral", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.fixture(scope="module")
def reader(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Reader:
    return read("integral", COURSE, play_film, blind)


def test_every_number_formula_and_curve_is_true(reader: Reader) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Reader) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    assert reader.said == {
        "gradient-speed",
        "step-now",
        "prediction-sum",
        "prediction-slice",
        "step-rest",
        "data-now",
        "prediction-swept",
        "gradient-height",
        "gradient-slope",
        "loss-now",
        "magnification",
        "x-tick",
        "y-tick",
    }
    assert reader.numbers > 250
    assert reader.graphs > 10


def test_its_functions_are_those_of_the_course() -> None:
    x = np.linspace(-3, 4, 29)
    for shown, formula in (
        (RIDE.speed, SPEED),
        (DOUBLE, DOUBLED),
        (SWEPT, ADDED),
        (EXERCISE, CUBIC),
        (ANSWER, sympy.integrate(CUBIC, X)),
    ):
        assert shown(x) == pytest.approx(sympy.lambdify(X, formula, "numpy")(x))


def test_what_captions_say_of_the_ride() -> None:
    """35 metres in slices of half a second; in truth 31.5, so a metre and a half is left of 33."""
    assert 0.5 * speed(np.arange(7) / 2).sum() == pytest.approx(35)
    whole = float(sympy.integrate(SPEED, (X, 0, 3.5)))
    assert whole == pytest.approx(31.5)
    assert pytest.approx(1.5) == AWAY - whole
    rest = [
        float(speed(CLOSE)) * step - float(sympy.integrate(SPEED.args[1][0], (X, 2, 2 + step)))
        for step in (0.05, 0.005)
    ]
    assert rest[0] / rest[1] == pytest.approx(100, rel=0.05)


def test_what_captions_say_of_the_sums_of_2x() -> None:
    """Slices of 2 take it down to −120, slices of 0.1 to −101; a triangle each is left over."""
    for step, least in ((sympy.Integer(2), -120), (sympy.Rational(1, 10), -101)):
        begin = np.arange(-10, 10, float(step))
        assert float(step) * np.cumsum(2 * begin).min() == pytest.approx(least)
        triangle = sympy.integrate(DOUBLED - DOUBLED.subs(X, -4), (X, -4, step - 4))
        assert triangle == step * (2 * step) / 2 == step**2
        assert -100 - 10 / step * triangle == least


def test_captions_say_these_numbers(
    play_film: Callable[..., Film], blind: Callable[..., Any]
) -> None:
    film = play_film("integral", {}, renderer=blind)
    said = " ".join(each.content for each in film.renderer.file_writer.subcaptions)
    said = " ".join(said.split())
    for words in (
        "33 metres ahead",
        "a rectangle. 14 metres",
        "35 metres: through",
        "31.5 m",
        "a metre and a half before",
        "slices of 2 go down to −120",
        "slices of 0.1 take it down to −101",
        "there are 10/δ of them. Together: 10 δ",
    ):
        assert words in said
    cut = film.slicing  # type: ignore[attr-defined]
    assert (cut.high - cut.low) / cut.counts[0] == 0.5  # "half a second" each, and 35 metres
