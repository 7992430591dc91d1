"""What a film of the calculus course shows: its functions by SymPy, not by what draws them.

A film's live numbers say by `of` what they are the value of, and by `at` at what: a `Secant`, or a
`Lens`. Here they are worked out from the function that the chapter is about, in SymPy; formulas are
known by their text, and each is a statement that SymPy can judge.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import pytest
import sympy
from manim import Mobject

from scenes.stage.film.film import Film
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Graph, Spot
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.secant import Secant
from tests.films.witness.eye import alone, in_the_plot
from tests.films.witness.numbers import agrees

__all__ = [
    "Course",
    "D",
    "Reader",
    "X",
    "read",
    "same",
    "true",
]

X, D = sympy.symbols("x delta")
SEEN = 0.05

MEANINGS = {
    r"[xt]": "data",
    r"f\([xt]( \+ delta)?\)|F\(([tab]|-?\d)\)": "prediction",
    r"f'\([xt]\)|v\(t\)": "gradient",
    r"delta": "step",
    r'"slope"|"height"': "gradient",
    r'"sum"|"way"': "prediction",
    r'"fright"': "step",
    r'"one box"|"all"|"too low by"': "loss",
}
"""The colour of a symbol of one variable, by what it means."""
PART = re.compile(r"\{\{((?:(?!\}\}).)*?):\s*([A-Za-z][\w-]*)\s*\}\}")


@dataclass(frozen=True)
class Course:
    """What a film says.

    Attributes
    ----------
    functions
        What each chapter is about, as a formula in `X`.
    formulas
        What each formula on screen states, by its source without the marks of parts.
    meanings
        What the colours of its symbols are.
    near
        By how much numbers may be off beside their rounding, by what they are of.
    """

    functions: Mapping[str, sympy.Expr]
    formulas: Mapping[str, Callable[[], bool]]
    meanings: Mapping[str, str] = field(default_factory=lambda: MEANINGS)
    near: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Reader:
    """Looks at a film after every beat and within every play, and notes what is wrong."""

    course: Course
    film: Film = field(init=False)
    faults: dict[str, str] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    formulas: set[str] = field(default_factory=set)
    graphs: int = 0
    spots: int = 0

    def __call__(self, film: Film) -> None:
        """Look at the stage."""
        self.film, chapter = film, film.chapters[-1][0]
        f = self.course.functions.get(chapter)
        for each in film.get_mobject_family_members():
            for fault in self.looked_at(each, f):
                kind = re.sub(r"[\d.−]+", "#", fault)
                self.faults.setdefault(f"{chapter}: {kind}", f"{film.time:.1f} s: {fault}")

    def looked_at(self, mobject: Mobject, f: sympy.Expr | None) -> list[str]:
        """Return what is wrong with one thing, in a chapter about ``f``."""
        if isinstance(mobject, LiveNumber) and mobject.get_fill_opacity() > SEEN and mobject.of:
            return self._number(mobject, f)
        if isinstance(mobject, Equation):
            return self._equation(mobject)
        if isinstance(mobject, Lens) and f is not None:
            return self._lens(mobject, sympy.lambdify(X, f, "numpy"))
        return []

    def value(self, number: LiveNumber, f: sympy.Expr | None) -> float | None:
        """Return what a number must show, or nothing if nobody knows."""
        at: Any = number.at
        if isinstance(at, Secant) and f is not None:
            return of_a_secant(number.of, at, f)
        return of_a_lens(number, at) if isinstance(at, Lens) else None

    def _number(self, number: LiveNumber, f: sympy.Expr | None) -> list[str]:
        self.said[number.of] += 1
        value = self.value(number, f)
        if value is None:
            return [f"nobody knows the value of {number.of!r}"]
        if agrees(number, value, self.course.near.get(number.of, 0.0)):
            return []
        return [f"{number.of!r} shows {number.text}, and is {value:.9g}"]

    def _equation(self, equation: Equation) -> list[str]:
        text = plain(equation.source)
        if text in self.formulas:
            return []
        self.formulas.add(text)
        faults = [] if text in self.course.formulas else [f"nobody knows what {text!r} states"]
        if not faults and not self.course.formulas[text]():
            faults = [f"{text!r} is not true"]
        glyphs = equation.family_members_with_points()
        if max(each.get_fill_opacity() for each in glyphs) < 0.99:
            self.formulas.discard(text)  # not yet
            return faults
        return faults + miscoloured(equation, self.course.meanings)

    def _lens(self, lens: Lens, value: Callable[[Any], Any]) -> list[str]:
        """The curve in a lens is the function, and its spots are where they are in the plot."""
        if lens.open < 0.99:
            return []
        faults = []
        scale = in_the_plot(lens.plot, [0, 1], [0, 1])
        units = (scale[1] - scale[0]) * grown(lens)
        for thing in lens.things:
            if isinstance(thing, Graph) and len(thing.points):
                self.graphs += 1
                at = (thing.points[::4, :2] - lens.place[:2]) / units
                x, y = lens.x + at[:, 0], lens.y + at[:, 1]
                if np.abs(y - value(x)).max() * units[1] > 0.01:
                    faults.append("the curve in the lens is another one")
            if isinstance(thing, Spot) and len(thing.points):
                self.spots += 1
                at = (thing.get_center()[:2] - lens.place[:2]) / units
                x, y = lens.x + at[0], lens.y + at[1]
                if abs(float(y - value(x))) * units[1] > 0.01:
                    faults.append("a dot in the lens is not on the curve")
        return faults


R = TypeVar("R", bound=Reader)


def read(name: str, reader: R, play_film: Callable[..., Film], blind: Callable[..., Any]) -> R:
    """Play a film by its name, and look at it after every beat and once within every play."""
    progress, update = Film.get_time_progression, Film.update_to_time

    def twice(film: Film, run_time: float, *args: Any, **kwargs: Any) -> Any:
        times = progress(film, run_time, *args, **kwargs)
        times.iterable = [0.37 * run_time, run_time]
        return times

    def look_within(film: Film, t: float) -> None:
        update(film, t)
        if t < film.duration - 1e-6:
            reader(film)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Film, "get_time_progression", twice)
        patch.setattr(Film, "update_to_time", look_within)
        play_film(name, {}, reader, renderer=blind)
    return reader


def same(one: sympy.Expr, other: sympy.Expr) -> Callable[[], bool]:
    """State that two expressions are one."""
    return lambda: sympy.simplify(one - other) == 0


def true() -> bool:
    """State nothing: a number, what is asked, or what something is called."""
    return True


def of_a_secant(name: str, secant: Secant, f: sympy.Expr) -> float | None:
    """Return what a number of a secant of ``f`` must show."""
    x, step = sympy.Float(secant.x(), 30), sympy.Float(secant.step(), 30)
    change = f.subs(X, x + step) - f.subs(X, x)
    known = {
        "data-now": x,
        "w1-now": x,
        "step-now": step,
        "prediction-change": change,
        "gradient-slope": change / step,
    }
    return float(known[name]) if name in known else None


def of_a_lens(number: LiveNumber, at: Lens) -> float:
    """Return what a number at a lens must show."""
    across = in_the_plot(at.plot, [at.x, at.x + at.reach], [at.y, at.y])
    ring = float(across[1, 0] - across[0, 0])
    rim = float(at.rim.points[:, 0].max() - at.rim.points[:, 0].min()) / 2
    if number.of == "magnification":
        return rim / ring
    unit = in_the_plot(at.plot, [0, 1], [0, 1]) * grown(at)
    axis = ("x-tick", "y-tick").index(number.of)
    figures = number.points[8:, axis]
    middle = (at.rim.points[:, axis].min() + at.rim.points[:, axis].max()) / 2
    along = (figures.min() + figures.max()) / 2 - middle
    value = (at.x, at.y)[axis] + along / (unit[1] - unit[0])[axis]
    stands = float(number.text.replace("−", "-"))
    near = 0.03 / (unit[1] - unit[0])[axis]
    return stands if abs(stands - value) < near else float(value)


def grown(lens: Lens) -> Any:
    """Return how many times as wide and as high as in the plot things are in a lens, (2,)."""
    across = in_the_plot(lens.plot, [lens.x, lens.x + lens.reach], [lens.y, lens.y])
    rim = float(lens.rim.points[:, 0].max() - lens.rim.points[:, 0].min()) / 2
    wider = rim / float(across[1, 0] - across[0, 0])
    return np.array([wider, rim / lens.radius if lens.widens else wider])


def plain(source: str) -> str:
    """Return a formula without the marks of its parts."""
    return " ".join(PART.sub(lambda match: match[1].strip(), source).split())


def miscoloured(equation: Equation, meanings: Mapping[str, str]) -> list[str]:
    """Return which symbols of a formula have another colour than what they mean."""
    faults = []
    for body, name in PART.findall(equation.source):
        body = body.strip()
        meaning = next((to for what, to in meanings.items() if re.fullmatch(what, body)), None)
        if name in equation.numbers:
            meaning = name.partition("-")[0]
        if meaning is None or not hasattr(theme(), meaning):
            continue
        part = equation.numbers[name] if name in equation.numbers else equation.part(name)
        blot = alone(part)
        if len(blot) and not blot.is_of(getattr(theme(), meaning)):
            faults.append(f"{body} has another colour in {plain(equation.source)!r}")
    return faults
