"""The film on the gradient: its layout, its numbers, and what its formulas state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import sympy
from manim import Mobject, ValueTracker

from mlcore import directional_slope
from scenes.gradient import BOWL, HERE, MOUNTAIN, SLOPE, STEEPEST, THERE
from scenes.stage.film.film import Film
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler
from scenes.stage.look.text import LiveNumber
from scenes.stage.plane.polar import Rose
from tests.films.witness.calculus import Course, Reader, read, true

X, Y = sympy.symbols("x y", real=True)
HEIGHT, ROUND = X**2 + Y**3, X**2 + Y**2
AT, AT_BOWL = {X: 2, Y: 3}, {X: 1, Y: 1}


def gradient(f: sympy.Expr) -> sympy.Matrix:
    return sympy.Matrix([sympy.diff(f, X), sympy.diff(f, Y)])


def is_the_gradient(f: sympy.Expr, rule: list[sympy.Expr], at: dict, values: list[int]) -> bool:
    exact = gradient(f)
    return exact == sympy.Matrix(rule) and exact.subs(at) == sympy.Matrix(values)


def slope_is_a_shadow() -> bool:
    """∇f · u = |∇f| cos θ, θ from ∇f to u, for a gradient and a direction of any angles."""
    length = sympy.symbols("l", positive=True)
    a, b = sympy.symbols("a b", real=True)
    arrow = length * sympy.Matrix([sympy.cos(a), sympy.sin(a)])
    towards = sympy.Matrix([sympy.cos(b), sympy.sin(b)])
    return bool(sympy.simplify(arrow.dot(towards) - length * sympy.cos(b - a)) == 0)


def climbs_add() -> bool:
    """The slope of x² + y³ at (2, 3) in a direction u is 4 u_x + 27 u_y."""
    t, a, b = sympy.symbols("t a b", real=True)
    along = sympy.diff(HEIGHT.subs({X: 2 + t * a, Y: 3 + t * b}), t).subs(t, 0)
    return bool(sympy.expand(along - 4 * a - 27 * b) == 0)


def length(f: sympy.Expr, at: dict, shown: str) -> bool:
    return f"{float(gradient(f).subs(at).norm()):.2f}" == shown


COURSE = Course(
    functions={},  # the witness's own are of one variable
    formulas={
        "f(x, y) = x^2 + y^3": lambda: bool(np.isclose(MOUNTAIN.loss([1.5, -2.0]), 1.5**2 - 8)),
        "f(2, 3) = 4 + 27 = 31": lambda: HEIGHT.subs(AT) == 31,
        '"slope" = 4 u_x + 27 u_y \\ = nabla f dot u \\ = |nabla f| cos theta': lambda: (
            slope_is_a_shadow() and climbs_add()
        ),
        '"slope" = 4 u_x + 27 u_y': climbs_add,
        "(partial f) / (partial x) = 2 x = 4": lambda: (
            sympy.diff(HEIGHT, X) == 2 * X and (2 * X).subs(AT) == 4
        ),
        "(partial f) / (partial y) = 3 y^2 = 27": lambda: (
            sympy.diff(HEIGHT, Y) == 3 * Y**2 and (3 * Y**2).subs(AT) == 27
        ),
        'nabla f = vec(delim: "[", 2 x, 3 y^2) = vec(delim: "[", 4, 27)': lambda: is_the_gradient(
            HEIGHT, [2 * X, 3 * Y**2], AT, [4, 27]
        ),
        "|nabla f| = 27.29": lambda: length(HEIGHT, AT, "27.29"),
        "f(x, y) = x^2 + y^2": lambda: bool(np.isclose(BOWL.loss([1.5, -2.0]), 1.5**2 + 4)),
        'nabla f (1, 1) = "?"': true,
        'nabla f = vec(delim: "[", 2 x, 2 y) = vec(delim: "[", 2, 2)': lambda: is_the_gradient(
            ROUND, [2 * X, 2 * Y], AT_BOWL, [2, 2]
        ),
        "|nabla f| = sqrt(8) = 2.83": lambda: (
            gradient(ROUND).subs(AT_BOWL).norm() == sympy.sqrt(8) and length(ROUND, AT_BOWL, "2.83")
        ),
        "w": true,
        "alpha": true,
        "g": true,
        "u": true,
        "theta": true,
        "w <- w - alpha nabla g": true,  # the rule of descent, which mlcore's tests know
        "x": true,
        "y": true,
    },
    meanings={
        r"x|4|\(partial f\) / \(partial x\)": "w0",
        r"y|27|\(partial f\) / \(partial y\)": "w1",
        r'"slope"|nabla [fg]': "gradient",
    },
    near={"slope": 0.002},  # felt over a step
)


def expected(number: LiveNumber) -> float | None:
    """Return what a live number must show, worked out by hand."""
    at: Any = number.at
    if number.of in ("slope", "theta"):
        angle = at.get_value() if isinstance(at, ValueTracker) else at.angle
        assert isinstance(at, ValueTracker | Feeler)
        if number.of == "slope":
            return float(4 * np.cos(angle) + 27 * np.sin(angle))
        u = np.array([np.cos(angle), np.sin(angle)])
        return float(np.degrees(np.arctan2(4 * u[1] - 27 * u[0], 4 * u[0] + 27 * u[1])))
    if number.of == "magnification" and isinstance(at, TerrainLens):
        seen = [  # a step of one length, sideways, as it is seen in both
            panel.project(np.array([np.zeros(3), 1e-6 * panel.size * panel.view.axes[0]]))
            for panel in (at, at.main)
        ]
        apart = [float(np.linalg.norm(ends[1] - ends[0])) for ends in seen]
        return apart[0] / apart[1]
    if number.of == "bend":
        turn = np.linspace(0, 2 * np.pi, 181)
        dx, dy = at.reach * np.cos(turn), at.reach * np.sin(turn)
        off = (2 + dx) ** 2 + (3 + dy) ** 3 - (31 + 4 * dx + 27 * dy)
        return float(100 * np.abs(off).max() / (np.hypot(4, 27) * at.reach))
    if number.of in ("x-tick", "y-tick") and isinstance(at, Terrain):
        return tick_under(number, at)
    return None


def tick_under(number: LiveNumber, terrain: Terrain) -> float:
    """Return the value of the line of x, or of y, that ends beside a number."""
    axis = ("x-tick", "y-tick").index(number.of)
    angles = np.linspace(-np.pi, np.pi, 3601)
    towards = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    rim = terrain.at + (terrain.ends(angles) / terrain.size)[:, None] * towards
    seen = terrain.project(terrain.place(rim))[:, :2]
    figures = number.points[8:, :2]
    middle = (figures.min(axis=0) + figures.max(axis=0)) / 2
    said = float(number.text.replace("−", "-"))
    near = np.linalg.norm(seen - middle, axis=1) < 0.7
    between = near & (np.abs(rim[:, axis] - said) < 0.02 * terrain.reach)
    return said if between.any() else float(rim[near, axis].mean()) if near.any() else np.nan


@dataclass
class Walking(Reader):
    """A reader that knows the mountain's numbers, and its rose."""

    roses: int = 0

    def looked_at(self, mobject: Mobject, f: sympy.Expr | None) -> list[str]:
        fault = self.read_rose(mobject) if isinstance(mobject, Rose) else ""
        return [fault] if fault else super().looked_at(mobject, f)

    def value(self, number: LiveNumber, f: sympy.Expr | None) -> float | None:
        return expected(number)

    def read_rose(self, rose: Rose) -> str:
        """Compare a rose with the circle whose diameter is the gradient."""
        self.roses += 1
        dial = rose.plot
        radius = float(np.ptp(dial.rings[-1].points[:, 0])) / 2
        arrow = np.array([4.0, 27.0, 0.0]) / 30 * radius
        off = np.linalg.norm(rose.curve.points[::4] - dial.centre - arrow / 2, axis=1)
        if np.abs(off - np.linalg.norm(arrow) / 2).max(initial=0) > 0.01:
            return "the rose is another curve"
        angle = rose.hand.get_value()
        towards = np.array([np.cos(angle), np.sin(angle), 0.0])
        tip = dial.centre + abs(arrow @ towards) * towards
        return "" if np.linalg.norm(rose.stem.points[-1] - tip) < 0.01 else "the hand is off"


@pytest.fixture(scope="module")
def reader(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Walking:
    return read("gradient", Walking(COURSE), play_film, blind)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_overlaps_or_leaves_the_frame(
    name: str, play_film: Callable[..., object], layout: object
) -> None:
    play_film("gradient", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


def test_every_number_and_every_formula_is_true(reader: Walking) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Walking) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    assert reader.said.keys() == {"slope", "theta", "magnification", "bend", "x-tick", "y-tick"}
    assert min(reader.said.values()) >= 6
    assert reader.roses >= 20


def test_what_captions_say_of_it() -> None:
    """Slopes 4 and 27, nearly seven times as steep; 8.4° by trying, 8.427° by rule; 2.83."""
    assert np.asarray(MOUNTAIN.gradient(HERE)).tolist() == [4, 27]
    assert 6.5 < 27 / 4 < 7
    assert pytest.approx(np.hypot(4, 27)) == SLOPE
    assert round(90 - np.degrees(STEEPEST), 3) == 8.427
    tried = np.radians(np.arange(0, 360, 0.1))
    felt = directional_slope(lambda p: p[..., 0] ** 2 + p[..., 1] ** 3, HERE, tried, 1e-4)
    assert round(90 - np.degrees(tried[felt.argmax()]), 1) == 8.4
    assert np.asarray(BOWL.gradient(THERE)).tolist() == [2, 2]
