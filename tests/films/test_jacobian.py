"""The film on the Jacobian: its layout, its live numbers by SymPy, and what its formulas state."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from scenes.jacobian import AGAIN, BEND, EAR, GOAL, LAYERS, NAMES, X_RANGE, Y_RANGE, through
from scenes.stage.film.film import Film
from scenes.stage.look.text import LiveNumber
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.on_a_sheet import Patch
from tests.films.witness.calculus import Course, Reader, read, true

X, Y, U, V = sympy.symbols("x y u v")
FIRST = sympy.Matrix([2 * X * Y, X**2 * Y])
SECOND = sympy.Matrix([U + V**2 / 4, V + U**2 / 8])
BOTH = SECOND.subs({U: FIRST[0], V: FIRST[1]}, simultaneous=True)
SLOPES = FIRST.jacobian([X, Y])
SECOND_SLOPES = SECOND.jacobian([U, V])


def numbers_in(matrix: sympy.Matrix, point: np.ndarray) -> np.ndarray:
    return np.array(matrix.subs({X: point[0], Y: point[1]}), dtype=float)


def slopes_at(at: tuple[Any, ...]) -> np.ndarray:
    """The matrix that numbers at such a place belong to, by SymPy."""
    map_, place, *first = at
    point = place.point
    if map_ not in (BEND, AGAIN) and not first and map_(EAR)[0] < 1:
        return differences(lambda p: layers_by_hand(p, 0), point)
    if first:
        u, v = numbers_in(FIRST, point)[:, 0]
        return np.array(SECOND_SLOPES.subs({U: u, V: v}), dtype=float)
    return numbers_in(SLOPES if map_ is BEND else BOTH.jacobian([X, Y]), point)


WEIGHTS = (
    ([[1.3, -0.5], [0.4, 1.5]], [0.0, 0.0]),
    ([[4.0, -2.0], [2.0, 4.5]], [-1.0, -3.25]),
    ([[4.0, 2.5], [-3.0, 4.5]], [-3.25, -0.75]),
)


def layers_by_hand(inputs: np.ndarray, first: int) -> np.ndarray:
    """What comes out of the layers from such a one on."""
    for weights, biases in WEIGHTS[first:]:
        inputs = 1 / (1 + np.exp(-(np.array(weights) @ inputs + biases)))
    return inputs


def differences(f: Callable[[np.ndarray], Any], point: np.ndarray) -> np.ndarray:
    """Slopes by central differences, the last axis along the inputs."""
    steps = 1e-5 * np.eye(len(point))
    return np.stack([(f(point + d) - f(point - d)) / 2e-5 for d in steps], axis=-1)


def blame_by_hand(point: np.ndarray, layers: int) -> np.ndarray:
    """The slopes of the squared distance to the ring, along what so many layers give."""
    there = through(layers)(point)

    def loss(outputs: np.ndarray) -> float:
        return float(np.sum((layers_by_hand(outputs, layers) - GOAL) ** 2))

    return differences(loss, there)


def layer_has_this_slope() -> bool:
    """The slope of σ(a x + b y) along x is σ(1 − σ) a."""
    a, b = sympy.symbols("a b")
    sigma = 1 / (1 + sympy.exp(-(a * X + b * Y)))
    return bool(sympy.simplify(sympy.diff(sigma, X) - sigma * (1 - sigma) * a) == 0)


LIVE = 'mat(delim: "[", row-gap: #0.5em, -0.00, -0.00; -0.00, -0.00)'
ANSWER = (
    'J = mat(delim: "[", row-gap: #2.3em, '
    + "; ".join(
        ", ".join(f"sigma_{k} (1 - sigma_{k}) {name}" for name in row)
        for k, row in enumerate(NAMES, start=1)
    )
    + ")"
)
COURSE = Course(
    functions={},  # the witness's own are of one variable
    formulas={
        "(x, y) arrow.r.bar (2 x y, x^2 y)": lambda: list(FIRST) == [2 * X * Y, X**2 * Y],
        "J": true,
        f"= {LIVE}": true,
        LIVE: true,
        '= mat(delim: "[", row-gap: #0.3em, (partial (2 x y)) / (partial x), '
        "(partial (2 x y)) / (partial y); (partial (x^2 y)) / (partial x), "
        "(partial (x^2 y)) / (partial y))": true,
        '= mat(delim: "[", row-gap: #0.5em, 2 y, 2 x; 2 x y, x^2)': lambda: (
            sympy.Matrix([[2 * Y, 2 * X], [2 * X * Y, X**2]]) == SLOPES
        ),
        '"area, measured:" times 0.0': true,
        '"missed by" 00.0 "% of the step"': true,
        "det J = 2 dot 1 - 2 dot 2 = -2": lambda: SLOPES.subs({X: 1, Y: 1}).det() == 2 * 1 - 2 * 2,
        'mat(delim: "[", row-gap: #0.5em, -0.00, -0.00)': true,
        "det J = - 2 x^2 y = -0.00": lambda: sympy.expand(SLOPES.det() + 2 * X**2 * Y) == 0,
        "vec(2 x y, x^2 y)": lambda: list(FIRST) == [2 * X * Y, X**2 * Y],
        r"vec(u + v^2 \/ 4, v + u^2 \/ 8)": lambda: list(SECOND) == [U + V**2 / 4, V + U**2 / 8],
        "J = thick ?": true,
        **{f"sigma_{k} = sigma({a} x + {b} y)": true for k, (a, b) in enumerate(NAMES, start=1)},
        ANSWER: layer_has_this_slope,
    },
    meanings={
        r".*\(partial x\)|2 y|2 x y": "w0",
        r".*\(partial y\)|2 x|x\^2": "w1",
    },
)


class Bending(Reader):
    """A reader that knows the numbers of the sheet and of the network."""

    def value(self, number: LiveNumber, f: sympy.Expr | None) -> float | None:
        at: Any = number.at
        if isinstance(at, Lens):
            return super().value(number, f)
        if number.of.startswith("blame"):
            layers, place = at
            return float(blame_by_hand(place.point, layers)[int(number.of[-1])])
        if number.of == "miss":
            _, place, step = at
            here, ahead = place.point, place.point + step()
            straight = numbers_in(SLOPES, here) @ step()
            left = numbers_in(FIRST, ahead)[:, 0] - numbers_in(FIRST, here)[:, 0] - straight
            return float(100 * np.linalg.norm(left) / np.linalg.norm(straight))
        matrix = slopes_at(at)
        if number.of == "determinant":
            return float(np.linalg.det(matrix))
        if number.of == "area":  # of the parallelogram, which a small square nearly is
            members = self.film.get_mobject_family_members()
            (patch,) = (each for each in members if isinstance(each, Patch))
            x, y = patch.outline.T - patch.outline[0][:, None]
            area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2 / patch.side**2
            assert area == pytest.approx(abs(np.linalg.det(matrix)), abs=0.011)
            return float(area)
        row, column = map(int, number.of.split("-")[1:])
        return float(matrix[row, column])


@pytest.mark.parametrize("name", ["dark", "light"])
def test_nothing_overlaps_or_leaves_the_frame(
    name: str, play_film: Callable[..., object], layout: object
) -> None:
    play_film("jacobian", {"theme": {"name": name}}, layout)
    assert str(layout) == ""


@pytest.fixture(scope="module")
def reader(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Bending:
    return read("jacobian", Bending(COURSE), play_film, blind)


def test_every_number_and_every_formula_is_true(reader: Bending) -> None:
    assert "\n".join(reader.faults.values()) == ""


def test_enough_was_looked_at(reader: Bending) -> None:
    assert reader.formulas == COURSE.formulas.keys()
    entries = {f"jacobian-{i}-{k}" for i in (0, 1) for k in (0, 1)}
    blame = {"blame-0-0", "blame-0-1"}
    assert reader.said.keys() == {*entries, *blame, "area", "determinant", "miss"}
    assert reader.said.total() > 500


@pytest.mark.parametrize("seed", range(4))
def test_its_maps_are_those_of_the_formulas(seed: int) -> None:
    point = np.random.default_rng(seed).uniform(-1.2, 1.2, 2)
    assert BEND(point) == pytest.approx(numbers_in(FIRST, point)[:, 0])
    assert BEND.jacobian(point) == pytest.approx(numbers_in(SLOPES, point))
    both = AGAIN.after(BEND)
    assert both(point) == pytest.approx(numbers_in(BOTH, point)[:, 0])
    assert both.jacobian(point) == pytest.approx(numbers_in(BOTH.jacobian([X, Y]), point))


def test_what_captions_say_of_the_sheet() -> None:
    """Off the axes no two points come to one; the axes do; and the upper half is turned over."""
    x, y = np.meshgrid(np.linspace(*X_RANGE, 33), np.linspace(*Y_RANGE, 25))
    points = np.stack([x, y], axis=-1)
    off = (np.abs(x) > 1e-9) & (np.abs(y) > 1e-9)
    there, determinants = BEND(points), np.linalg.det(BEND.jacobian(points))
    assert np.abs(there[~off]).max() < 1e-12
    assert np.abs(determinants[~off]).max() < 1e-12
    assert (np.sign(determinants[off]) == -np.sign(y[off])).all()
    assert (there[off & (y > 0)][:, 1] > 0).all()  # above the point
    u, v = np.moveaxis(there[off], -1, 0)
    back = np.stack([2 * v / u, u**2 / (4 * v)], axis=-1)  # so there is a way back
    assert back == pytest.approx(points[off])


def test_the_tip_of_the_ear() -> None:
    """Blue goes 2 to the right and 2 up, orange 2 to the right and 1 up."""
    assert BEND.jacobian((1.0, 1.0)).tolist() == [[2, 2], [2, 1]]


def test_a_step_along_an_axis_leads_nowhere() -> None:
    """At y = 0 the first column is 0, and at x = 0 the second."""
    for along in np.linspace(-1.2, 1.2, 7):
        assert BEND.jacobian((along, 0.0))[:, 0].tolist() == [0, 0]
        assert BEND.jacobian((0.0, along))[:, 1].tolist() == [0, 0]


def test_layers_keep_the_cat_on_its_front() -> None:
    points = np.random.default_rng(0).uniform(-1.2, 1.2, (200, 2))
    for layer in LAYERS:
        assert (np.linalg.det(layer.jacobian(points)) > 0).all()
        points = layer(points)
