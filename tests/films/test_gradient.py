"""The film on the gradient: its layout, its numbers, and what its formulas state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import sympy
from manim import Mobject, ValueTracker

from mlcore import directional_slope, hubble
from scenes.gradient import DEPTH, HERE, MOUNTAIN, REGION, SLOPE, STEEPEST, THERE, the_hike
from scenes.stage.film.film import Film
from scenes.stage.landscape.hike import FootPath
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler
from scenes.stage.look.text import LiveNumber
from scenes.stage.plane.polar import Rose
from tests.films.witness.calculus import Course, Reader, read, true

X, Y = sympy.symbols("x y", real=True)
HEIGHT = X**2 + Y**3
AT, ASKED = {X: 2, Y: 3}, {X: 1, Y: -1}


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
        'nabla f (1, -1) = "?"': true,
        'nabla f = vec(delim: "[", 2 x, 3 y^2) = vec(delim: "[", 2, 3)': lambda: is_the_gradient(
            HEIGHT, [2 * X, 3 * Y**2], ASKED, [2, 3]
        ),
        "|nabla f| = sqrt(13) = 3.61": lambda: (
            gradient(HEIGHT).subs(ASKED).norm() == sympy.sqrt(13) and length(HEIGHT, ASKED, "3.61")
        ),
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
        return float(np.degrees(angle) - 81.57303)  # the angle of (4, 27), by hand
    if number.of in ("climb-0", "climb-1"):
        return float(4 * np.cos(at.angle) if number.of == "climb-0" else 27 * np.sin(at.angle))
    if number.of in ("height", "steepest", "made"):
        return on_the_way(number.of, at)
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


def on_the_way(of: str, path: FootPath) -> float:
    """Return what is told of a place on the hiker's way, or on that of the last descent."""
    if of == "made":
        return float(np.floor(path.gone + 1e-6))
    x, y = path.where
    if path.terrain.function is MOUNTAIN:
        return float(x**2 + y**3 if of == "height" else np.hypot(2 * x, 3 * y**2))
    data = hubble()  # of the loss mean (w0 + w1 x - y)²
    miss = x + y * data.x - data.y / 100  # in 100 km/s
    return float(np.hypot(2 * miss.mean(), 2 * (miss * data.x).mean()))


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
    assert reader.said.keys() == {
        *("slope", "theta", "magnification", "bend", "x-tick", "y-tick"),
        *("climb-0", "climb-1", "height", "steepest", "made"),
    }
    assert min(reader.said.values()) >= 6
    assert reader.roses >= 20


def test_what_captions_say_of_it() -> None:
    """Slopes 4 and 27, nearly seven times as steep; the steepest way by trying and by rule."""
    assert np.asarray(MOUNTAIN.gradient(HERE)).tolist() == [4, 27]
    assert 6.5 < 27 / 4 < 7
    assert pytest.approx(np.hypot(4, 27)) == SLOPE
    tried = np.radians(np.arange(0, 360, 0.1))
    felt = directional_slope(lambda p: p[..., 0] ** 2 + p[..., 1] ** 3, HERE, tried, 1e-4)
    assert np.degrees(tried[felt.argmax()]) == pytest.approx(np.degrees(STEEPEST), abs=0.05)
    assert np.asarray(MOUNTAIN.gradient(THERE)).tolist() == [2, 3]


def test_the_hiker_goes_up_then_down_to_flat_ground_and_on_down() -> None:
    path = the_hike()
    heights = np.asarray(MOUNTAIN.loss(path))
    assert path[0].tolist() == HERE.tolist()
    assert np.asarray(DEPTH.loss(path)) == pytest.approx(-heights)
    assert (np.diff(heights[:6]) > 0).all()
    assert (np.diff(heights[5:]) < 0).all()
    flat = np.linalg.norm(MOUNTAIN.gradient(path[905]))
    assert flat < 0.05
    assert (path > REGION.low).all()
    assert (path < REGION.high).all()
    for k in (0, 3, 10, 400):  # a step is 0.005 of the arrow, and goes up, then down
        step = 0.005 * np.array([2 * path[k][0], 3 * path[k][1] ** 2]) * (1 if k < 5 else -1)
        assert path[k + 1] - path[k] == pytest.approx(step)
