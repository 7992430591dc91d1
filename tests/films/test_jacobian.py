"""The film on the Jacobian: its layout, its live numbers by SymPy, and what its formulas state."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import sympy

from scenes.jacobian import AGAIN, BEND, EAR, GOAL, NAMES, STEPS, X_RANGE, Y_RANGE, learned
from scenes.stage.film.film import Film
from scenes.stage.look.text import LiveNumber
from scenes.stage.plane.lens import Lens
from tests.films.witness.calculus import Course, Reader, read, true

X, Y, U, V = sympy.symbols("x y u v")
FIRST = sympy.Matrix([2 * X * Y, X**2 * Y])
SECOND = sympy.Matrix([U - V**2 / 4, V + U**2 / 8])
BOTH = SECOND.subs({U: FIRST[0], V: FIRST[1]}, simultaneous=True)
SLOPES = FIRST.jacobian([X, Y])
SECOND_SLOPES = SECOND.jacobian([U, V])


def numbers_in(matrix: sympy.Matrix, point: np.ndarray) -> np.ndarray:
    return np.array(matrix.subs({X: point[0], Y: point[1]}), dtype=float)


def slopes_at(at: tuple[Any, ...]) -> np.ndarray:
    """The matrix that numbers at such a place belong to, by SymPy."""
    map_, place, *first = at
    point = place.point
    if first:
        u, v = numbers_in(FIRST, point)[:, 0]
        return np.array(SECOND_SLOPES.subs({U: u, V: v}), dtype=float)
    return numbers_in(SLOPES if map_ is BEND else BOTH.jacobian([X, Y]), point)


WEIGHTS = (
    ([[1.3, -0.5], [0.4, 1.5]], [0.0, 0.0]),
    ([[4.0, -2.0], [2.0, 4.5]], [-1.0, -3.25]),
    ([[4.0, 2.5], [-3.0, 4.5]], [-3.25, -0.75]),
)
RATE = 0.5
Weights = list[np.ndarray]
"""A matrix (2, 3) a layer, whose last column are the biases."""


def passed_on(inputs: np.ndarray, weights: Weights) -> np.ndarray:
    """What comes out of layers."""
    for layer in weights:
        inputs = 1 / (1 + np.exp(-layer @ np.append(inputs, 1.0)))
    return inputs


def off(inputs: np.ndarray, weights: Weights) -> float:
    """The squared distance of what comes out from the ring."""
    return float(np.sum((passed_on(inputs, weights) - GOAL) ** 2))


def differences(f: Callable[[np.ndarray], Any], point: np.ndarray) -> np.ndarray:
    """Slopes by central differences, the last axis along the inputs."""
    steps = 1e-5 * np.eye(len(point))
    return np.stack([(f(point + d) - f(point - d)) / 2e-5 for d in steps], axis=-1)


@cache
def learned_by_hand() -> list[np.ndarray]:
    """All weights after every step: against their slopes, which are found by differences."""
    start = [np.column_stack(layer) for layer in WEIGHTS]
    path = [np.ravel(start)]
    for _ in range(STEPS):
        slopes = differences(lambda w: off(np.array(EAR), [*w.reshape(3, 2, 3)]), path[-1])
        path.append(path[-1] - RATE * slopes)
    return path


def weights_at(iteration: float) -> Weights:
    """The layers' weights, half way between two steps half of both."""
    path = learned_by_hand()
    k = min(int(iteration), STEPS - 1)
    share = iteration - k
    return [*((1 - share) * path[k] + share * path[k + 1]).reshape(3, 2, 3)]


def of_the_network(number: LiveNumber) -> float:
    """What a number of the network must show."""
    at: Any = number.at
    if number.of in ("loss", "iteration"):
        made = at.iteration
        return off(np.array(EAR), weights_at(made)) if number.of == "loss" else int(made + 1e-6)
    layer, head = at
    weights = weights_at(head.iteration)
    i, k = map(int, number.of.split("-")[1:])
    if number.of.startswith("blame"):
        there = passed_on(np.array(EAR), weights[:layer])
        return float(differences(lambda a: off(a, weights[layer:]), there)[k])
    there = passed_on(np.array(EAR), weights[: layer - 1])
    return float(differences(lambda a: passed_on(a, [weights[layer - 1]]), there)[i, k])


def layer_has_this_slope() -> bool:
    """The slope of σ(a x + b y) along x is σ(1 − σ) a."""
    a, b = sympy.symbols("a b")
    sigma = 1 / (1 + sympy.exp(-(a * X + b * Y)))
    return bool(sympy.simplify(sympy.diff(sigma, X) - sigma * (1 - sigma) * a) == 0)


LIVE = 'mat(delim: "[", row-gap: #0.5em, -0.00, -0.00; -0.00, -0.00)'
ANSWER = (
    'J = mat(delim: "[", row-gap: #0.6em, '
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
        "(0.00, 0.00)": true,
        '"loss" = 0.000': true,
        '"steps:" 00': true,
        **{f"J_{k} = {LIVE}": true for k in (2, 3)},
        '"missed by" 00.0 "% of the step"': true,
        "det J = 2 dot 1 - 2 dot 2 = -2": lambda: SLOPES.subs({X: 1, Y: 1}).det() == 2 * 1 - 2 * 2,
        'mat(delim: "[", row-gap: #0.5em, -0.00, -0.00)': true,
        "det J = - 2 x^2 y": lambda: sympy.expand(SLOPES.det() + 2 * X**2 * Y) == 0,
        "vec(2 x y, x^2 y)": lambda: list(FIRST) == [2 * X * Y, X**2 * Y],
        r"vec(u - v^2 \/ 4, v + u^2 \/ 8)": lambda: list(SECOND) == [U - V**2 / 4, V + U**2 / 8],
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
        if number.of.split("-")[0] in ("blame", "layer", "loss", "iteration"):
            return of_the_network(number)
        if number.of.startswith("place"):
            return float(at.point[int(number.of[-1])])
        if number.of == "miss":
            _, place, step = at
            here, ahead = place.point, place.point + step()
            straight = numbers_in(SLOPES, here) @ step()
            left = numbers_in(FIRST, ahead)[:, 0] - numbers_in(FIRST, here)[:, 0] - straight
            return float(100 * np.linalg.norm(left) / np.linalg.norm(straight))
        matrix = slopes_at(at)
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
    layers = {each.replace("jacobian", "layer") for each in entries}
    others = {"blame-0-0", "blame-0-1", "place-0", "place-1", "loss", "iteration", "miss"}
    assert reader.said.keys() == {*entries, *layers, *others}
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


def test_the_chain_rule_in_whole_numbers() -> None:
    """Blue goes to (2, 2), and on to (1, 3); orange to (2, 1), and on to (1.5, 2)."""
    assert AGAIN.jacobian(BEND(EAR)).tolist() == [[1, -0.5], [0.5, 1]]
    assert AGAIN.after(BEND).jacobian(EAR).tolist() == [[1, 1.5], [3, 2]]


def test_the_ear_comes_into_the_ring() -> None:
    losses = [off(np.array(EAR), weights_at(k)) for k in range(STEPS + 1)]
    assert all(later < before for before, later in pairwise(losses))
    assert losses[0] > 0.1
    assert np.linalg.norm(learned(STEPS)[2](EAR) - GOAL) < 0.03
    for iteration in (0.0, 0.5, 3.0, float(STEPS)):
        there = passed_on(np.array(EAR), weights_at(iteration))
        assert learned(iteration)[2](EAR) == pytest.approx(there, abs=1e-6)


def test_against_its_slopes_a_dot_comes_nearer() -> None:
    """So the arrows point: a little along each, and the loss is less."""
    weights = weights_at(0)
    for count in (1, 2, 3):
        there = passed_on(np.array(EAR), weights[:count])
        slopes = differences(lambda a, rest=weights[count:]: off(a, rest), there)
        assert off(there - 0.1 * slopes, weights[count:]) < off(there, weights[count:])


@pytest.mark.parametrize("iteration", [0, STEPS])
def test_layers_keep_the_cat_on_its_front(iteration: int) -> None:
    points = np.random.default_rng(0).uniform(-1.2, 1.2, (200, 2))
    for map_ in learned(iteration):
        assert (np.linalg.det(map_.jacobian(points)) > 0).all()
