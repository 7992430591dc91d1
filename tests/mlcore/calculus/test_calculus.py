"""Slopes and sums against published numbers, and against SymPy as an independent witness."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial
from scipy import differentiate

from mlcore import (
    Braking,
    Mapping,
    RunningSum,
    VectorField,
    directional_slope,
    falling,
    forward_quotient,
    off_plane,
    sigmoid_layer,
    streamline,
)

X, Y, D = sympy.symbols("x y delta")
PLACES = np.linspace(-3.0, 3.0, 13)
BEND = Mapping(lambda x, y: (2 * x * y, x**2 * y), lambda x, y: ((2 * y, 2 * x), (2 * x * y, x**2)))


def mountain(p: np.ndarray) -> np.ndarray:
    return p[..., 0] ** 2 + p[..., 1] ** 3


# -- slopes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "slope"),
    [(X**2, 2 * X), (X**3 - 2 * X**2 + 1, 3 * X**2 - 4 * X)],
    ids=["a square", "the exercise"],
)
def test_slopes_are_those_published(formula: sympy.Expr, slope: sympy.Expr) -> None:
    assert sympy.expand(sympy.diff(formula, X) - slope) == 0
    f = sympy.lambdify(X, formula)
    expected = sympy.lambdify(X, slope)(PLACES)
    assert forward_quotient(f, PLACES, 1e-8) == pytest.approx(expected, abs=1e-6)
    by_rule = Polynomial([float(each) for each in reversed(sympy.Poly(formula, X).all_coeffs())])
    assert by_rule.deriv()(PLACES) == pytest.approx(expected, abs=1e-12)


@given(x=st.floats(-5, 5), step=st.floats(0.01, 2) | st.floats(-2, -0.01))
def test_a_measured_slope_is_off_by_what_the_formula_says(x: float, step: float) -> None:
    cube = X**3 - 2 * X**2 + 1
    f = sympy.lambdify(X, cube)
    forward = sympy.expand((cube.subs(X, X + D) - cube) / D)
    expected = float(forward.subs({X: x, D: step}))
    assert forward_quotient(f, x, step) == pytest.approx(expected, abs=1e-9 / abs(step))


def test_over_a_square_it_is_off_by_the_step_itself() -> None:
    for step in (1.0, 0.1, -0.5):
        measured = forward_quotient(np.square, PLACES, step)
        assert measured == pytest.approx(2 * PLACES + step, abs=1e-12)


def test_it_is_off_as_the_step_is_long() -> None:
    errors = [abs(forward_quotient(np.exp, 0.0, step) - 1) for step in (1e-2, 1e-3)]
    assert np.log10(errors[0] / errors[1]) == pytest.approx(1, abs=0.01)


def test_a_step_of_nothing_is_no_step() -> None:
    with pytest.raises(ValueError, match="0/0"):
        forward_quotient(np.square, 1.0, [0.1, 0.0])
    with pytest.raises(ValueError, match="0/0"):
        directional_slope(mountain, (1, 1), 0.0, 0.0)


def test_a_stone_falls_as_stones_do() -> None:
    t = np.linspace(0, 3, 7)
    assert falling()(t) == pytest.approx(9.80665 * t**2 / 2)
    assert falling().deriv()(t) == pytest.approx(9.80665 * t)
    assert forward_quotient(falling(), 1.0, 1e-6) == pytest.approx(9.80665, rel=1e-5)


@given(
    v=st.floats(1, 40), reaction=st.floats(0, 2), braking=st.floats(0.5, 5), share=st.floats(0, 1)
)
def test_a_car_that_brakes(v: float, reaction: float, braking: float, share: float) -> None:
    car = Braking(v, reaction, braking)
    stands = reaction + braking
    assert car.speed([-1.0, 0.0, reaction]) == pytest.approx(v)
    assert car.speed([stands, stands + 3]) == pytest.approx(0, abs=1e-9)
    t = share * (stands + 1)
    assert forward_quotient(car.distance, t, 1e-6) == pytest.approx(float(car.speed(t)), abs=1e-3)
    edges = np.linspace(0.0, stands, 20_001)
    slices = RunningSum(edges, car.speed((edges[:-1] + edges[1:]) / 2))
    assert float(car.distance(stands)) == pytest.approx(float(slices.sums[-1]), rel=1e-6)
    hardest = -np.diff(car.speed(np.linspace(0, stands, 4001))).min() / (stands / 4000)
    assert hardest == pytest.approx(1.5 * v / braking, rel=1e-2)


# -- sums ---------------------------------------------------------------------------------------


def test_the_running_sum_of_2x_is_published() -> None:
    total = RunningSum.cut(lambda x: 2 * x, -10, 10, step=0.1)
    assert total.sums.min() == pytest.approx(-101)
    assert total.edges[total.sums.argmin()] == pytest.approx(0.0, abs=0.11)
    assert total.sums[-1] == pytest.approx(-2)  # a whole slice's width below 0
    fine = RunningSum.cut(lambda x: 2 * x, -10, 10, step=0.0001)
    assert fine.sums == pytest.approx(fine.edges**2 - 100, abs=3e-3)
    edges = np.linspace(-10, 10, 21)
    middle = RunningSum(edges, edges[:-1] + edges[1:])  # as high as in the middles of slices
    assert middle.sums == pytest.approx(edges**2 - 100, abs=1e-12)


def test_a_sum_tends_to_the_antiderivative() -> None:
    antiderivative = sympy.integrate(3 * X**2 - 4 * X, X)
    assert sympy.expand(antiderivative - (X**3 - 2 * X**2)) == 0
    exact = float(antiderivative.subs(X, 2) - antiderivative.subs(X, -1))
    errors = []
    for step in (0.03, 0.003):
        total = RunningSum.cut(lambda x: 3 * x**2 - 4 * x, -1, 2, step)
        errors.append(abs(total.upto(2.0) - exact))
    assert np.log10(errors[0] / errors[1]) == pytest.approx(1, abs=0.02)


@given(x=st.floats(-2, 4))
def test_between_edges_the_sum_is_straight_and_its_slope_is_the_height(x: float) -> None:
    total = RunningSum.cut(np.square, -1, 3, step=0.25)
    slice_of_x = int(np.floor((x + 1) / 0.25))
    if not 0 <= slice_of_x < 16:
        assert total.upto(x) == (0.0 if x < 0 else total.sums[-1])
        return
    began = total.edges[slice_of_x]
    expected = total.sums[slice_of_x] + (x - began) * began**2
    assert total.upto(x) == pytest.approx(expected, abs=1e-12)


@given(step=st.floats(0.02, 5.0), anchor=st.floats(-3, 3), at=st.floats(0, 1))
def test_slices_of_any_width_fill_the_range(step: float, anchor: float, at: float) -> None:
    total = RunningSum.cut(np.square, -1, 2, step, anchor=anchor, at=at)
    widths = np.diff(total.edges)
    assert (total.edges[0], total.edges[-1]) == (-1, 2)
    assert widths.max() <= step * (1 + 1e-6)
    assert widths[1:-1] == pytest.approx(step)
    assert total.heights == pytest.approx((total.edges[:-1] + at * widths) ** 2)
    inner = (total.edges[1:-1] - anchor) / step
    assert inner == pytest.approx(np.round(inner), abs=1e-6)
    assert abs(total.upto(2.0) - 3.0) <= 6 * step  # a slope of 4 at most, over 3


def test_sums_of_a_speed_that_falls_catch_the_way_between_them() -> None:
    car = Braking(16.0, 1.0, 4.0)
    for step in (1.0, 0.5, 0.1, 0.01):
        first, last = (RunningSum.cut(car.speed, 0, 5, step, at=at).sums[-1] for at in (0, 1))
        assert last < car.distance(5.0) < first
        assert first - last == pytest.approx(16 * step)  # Newton's column: 16 m/s high


def test_sums_of_what_does_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="edges"):
        RunningSum(np.arange(3.0), np.arange(3.0))
    with pytest.raises(ValueError, match="left to right"):
        RunningSum(np.array([0.0, 1.0, 1.0]), np.arange(2.0))
    with pytest.raises(ValueError, match="wider than 0"):
        RunningSum.cut(np.square, 0, 1, 0.0)


# -- surfaces and fields ------------------------------------------------------------------------


def test_the_steepest_way_up_the_mountain_is_published() -> None:
    gradient = [sympy.diff(X**2 + Y**3, by).subs({X: 2, Y: 3}) for by in (X, Y)]
    assert gradient == [4, 27]
    exact = np.array(gradient, dtype=float)
    assert np.linalg.norm(exact) == pytest.approx(27.2947, abs=5e-5)
    assert np.degrees(np.arctan2(*exact)) == pytest.approx(8.427, abs=5e-4)
    angles = np.radians(np.arange(3600) / 10)
    slopes = directional_slope(mountain, (2, 3), angles, step=0.0001)
    assert slopes.max() == pytest.approx(np.linalg.norm([3.987419, 27.002750]), abs=5e-7)
    assert 90 - np.degrees(angles[slopes.argmax()]) == pytest.approx(8.4, abs=1e-9)


def test_slopes_around_a_place_are_a_cosine() -> None:
    angles = np.linspace(0, 2 * np.pi, 25)
    slopes = directional_slope(mountain, (2, 3), angles, 1e-7)
    assert slopes == pytest.approx(4 * np.cos(angles) + 27 * np.sin(angles), abs=1e-5)
    assert directional_slope(mountain, (2, 3), 0.0, 1e-7).shape == ()


def test_where_a_field_vanishes_it_has_no_direction() -> None:
    x, y = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 5))
    field = VectorField(np.stack([2 * x, 3 * y**2], axis=-1))
    lengths = np.linalg.norm(field.directions, axis=-1)
    vanishes = (x == 0) & (y == 0)
    assert vanishes.sum() == 1
    assert lengths == pytest.approx(np.where(vanishes, 0.0, 1.0))
    turned = field.directions * field.lengths[..., None]
    assert turned == pytest.approx(field.arrows)
    tiny = VectorField(np.array([[1e-13, 0.0]]))
    assert tiny.directions.tolist() == [[0.0, 0.0]]


# -- streamlines --------------------------------------------------------------------------------


def test_the_way_straight_up_the_mountain_is_the_one_by_hand() -> None:
    """Along ∇(x² + y³), dx/dy = 2x/(3y²): so ln x + 2/(3y) does not change."""
    way = sympy.Function("way")
    solved = sympy.dsolve(way(Y).diff(Y) - 2 * way(Y) / (3 * Y**2), way(Y))
    assert sympy.simplify(solved.rhs.diff(Y) - 2 * solved.rhs / (3 * Y**2)) == 0
    path = streamline(slope_of_mountain, (2, 3), (-6, -2), (6, 4))
    x, y = path[path[:, 1] > 0.2].T
    invariant = np.log(x) + 2 / (3 * y)
    assert len(x) > 20
    assert invariant == pytest.approx(np.log(2) + 2 / 9, abs=1e-6)
    assert (np.diff(path[:, 0] ** 2 + path[:, 1] ** 3) >= 0).all()
    assert path[-1, 1] == pytest.approx(4)


def slope_of_mountain(p: np.ndarray) -> np.ndarray:
    return np.stack([2 * p[..., 0], 3 * p[..., 1] ** 2], axis=-1)


def test_streamlines_end_at_the_rim_or_where_nothing_points() -> None:
    path = streamline(slope_of_mountain, (1.0, 1.0), (-6, -2), (6, 4))
    assert path[0] == pytest.approx([0, 0], abs=1e-2)  # flat ground: no way down is told there
    assert np.isfinite(path).all()
    assert np.linalg.norm(np.diff(path, axis=0), axis=1).max() <= 0.05 + 1e-9
    rest = streamline(slope_of_mountain, (0.0, 0.0), (-6, -2), (6, 4))
    assert rest.tolist() == [[0.0, 0.0]]
    with pytest.raises(ValueError, match="not in the window"):
        streamline(slope_of_mountain, (7.0, 0.0), (-6, -2), (6, 4))


def test_up_a_round_bowl_streamlines_are_rays() -> None:
    path = streamline(lambda p: 2 * p, (1.0, 1.0), (-3, -2), (3, 2))
    assert path[:, 0] == pytest.approx(path[:, 1], abs=1e-6)
    assert path[0] == pytest.approx([0, 0], abs=1e-5)
    assert path[-1] == pytest.approx([2, 2], abs=1e-6)


# -- planes -------------------------------------------------------------------------------------


def test_closer_and_closer_the_mountain_is_a_plane() -> None:
    d = sympy.symbols("d")
    along = X**2 + Y**3  # due north, where it bends most: 3 y d² + d³, over what the plane rises
    off = sympy.expand(along.subs({X: 2, Y: 3 + d}) - 31 - 27 * d)
    assert sympy.expand(off - (9 * d**2 + d**3)) == 0
    for reach in (1.0, 0.1, 0.01):
        expected = float(off.subs(d, reach)) / (np.hypot(4, 27) * reach)
        assert off_plane(mountain, (2, 3), (4, 27), reach) == pytest.approx(expected, rel=1e-6)
    for reach, slope in ((0.0, (4, 27)), (1.0, (0, 0))):
        with pytest.raises(ValueError, match="level plane"):
            off_plane(mountain, (2, 3), slope, reach)


# -- maps ---------------------------------------------------------------------------------------

POINTS = st.tuples(st.floats(-2, 2), st.floats(-2, 2))


@given(point=POINTS)
def test_the_jacobian_is_published(point: tuple[float, float]) -> None:
    by_sympy = sympy.Matrix([2 * X * Y, X**2 * Y]).jacobian([X, Y])
    assert by_sympy == sympy.Matrix([[2 * Y, 2 * X], [2 * X * Y, X**2]])
    expected = np.array(by_sympy.subs({X: point[0], Y: point[1]}), dtype=float)
    assert BEND.jacobian(point) == pytest.approx(expected)


@given(point=POINTS)
def test_jacobians_of_one_map_after_another_multiply(point: tuple[float, float]) -> None:
    turn = Mapping(lambda x, y: (x - y, x + y), lambda x, y: ((1, -1), (1, 1)))
    both = BEND.after(turn)
    inner = sympy.Matrix([X - Y, X + Y])
    formula = sympy.Matrix([2 * X * Y, X**2 * Y]).subs(
        {X: inner[0], Y: inner[1]}, simultaneous=True
    )
    expected = np.array(formula.jacobian([X, Y]).subs({X: point[0], Y: point[1]}), dtype=float)
    assert both.jacobian(point) == pytest.approx(expected, abs=1e-9)
    assert both(point) == pytest.approx(BEND(turn(point)))
    measured = differentiate.jacobian(lambda p: np.array(both.rule(*p)), np.array(point))
    assert measured.df == pytest.approx(expected, abs=1e-6)


def test_many_points_at_once() -> None:
    points = np.random.default_rng(2).normal(size=(4, 3, 2))
    turn = Mapping(lambda x, y: (x - y, x + y), lambda x, y: ((1, -1), (1, 1)))
    both = BEND.after(turn)
    assert both(points).shape == (4, 3, 2)
    assert both.jacobian(points).shape == (4, 3, 2, 2)
    assert both.jacobian(points)[2, 1] == pytest.approx(both.jacobian(points[2, 1]))


def test_a_layer_of_sigmoids_has_the_slopes_of_its_formula() -> None:
    matrix, biases = np.array([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]]), np.array([0.1, -0.4, 2.0])
    layer = sigmoid_layer(matrix, biases)
    formulas = [
        1 / (1 + sympy.exp(-(a * X + b * Y + c))) for (a, b), c in zip(matrix, biases, strict=True)
    ]
    values = sympy.lambdify((X, Y), formulas)
    slopes = sympy.lambdify((X, Y), sympy.Matrix(formulas).jacobian([X, Y]))
    points = np.random.default_rng(4).normal(size=(5, 2))
    for point, value, jacobian in zip(points, layer(points), layer.jacobian(points), strict=True):
        assert value == pytest.approx(values(*point))
        assert jacobian == pytest.approx(np.array(slopes(*point)))
    assert layer.jacobian(points).shape == (5, 3, 2)


@pytest.mark.parametrize("point", [(1.0, 1.0), (-0.4, 0.9)])
def test_what_slopes_leave_over_shrinks_as_the_square(point: tuple[float, float]) -> None:
    """(2xy, x²y) leaves (2ab, 2xab + ya² + a²b) of a step (a, b)."""
    x, y = point
    for a, b in ((0.2, 0.1), (0.02, 0.01)):
        expected = (2 * a * b, 2 * x * a * b + y * a**2 + a**2 * b)
        assert BEND.remainder(point, (a, b)) == pytest.approx(expected)
