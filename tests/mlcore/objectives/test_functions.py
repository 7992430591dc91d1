"""Plain functions against SymPy, finite differences and their published minima."""

from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mlcore import (
    Function,
    HasData,
    NoHessianError,
    NoMinimumError,
    beale,
    condition_number,
    himmelblau,
    known_minima,
    rosenbrock,
    saddle,
    stable_learning_rate,
)
from mlcore.objectives.objective import hessian_of

X, Y = sympy.symbols("x y")
FORMULAS = {
    "saddle": (saddle(), X**2 - Y**2),
    "Rosenbrock": (rosenbrock(), (1 - X) ** 2 + 100 * (Y - X**2) ** 2),
    "Himmelblau": (himmelblau(), (X**2 + Y - 11) ** 2 + (X + Y**2 - 7) ** 2),
    "Beale": (
        beale(),
        (sympy.Rational(3, 2) - X + X * Y) ** 2
        + (sympy.Rational(9, 4) - X + X * Y**2) ** 2
        + (sympy.Rational(21, 8) - X + X * Y**3) ** 2,
    ),
}
ALL = pytest.mark.parametrize(("g", "formula"), FORMULAS.values(), ids=FORMULAS.keys())
PLACES = np.random.default_rng(7).uniform(-4, 4, size=(20, 2))


def cubic(x: Any, y: Any) -> Any:
    return x**3 + x * y


BARE = Function(cubic, lambda x, y: (3 * x**2 + y, x), name="x³ + xy")


@ALL
def test_values_and_derivatives_are_those_of_the_formula(g: Function, formula: sympy.Expr) -> None:
    gradient = [sympy.diff(formula, each) for each in (X, Y)]
    expected = [formula, gradient, sympy.hessian(formula, (X, Y)).tolist()]
    for w in PLACES:
        for seen, meant in zip((g.loss(w), g.gradient(w), g.hessian(w)), expected, strict=True):
            values = sympy.lambdify((X, Y), meant, "math")(*w.tolist())
            assert np.asarray(seen) == pytest.approx(np.asarray(values), rel=1e-11, abs=1e-9)


@ALL
def test_derivatives_are_finite_differences(g: Function, formula: sympy.Expr) -> None:
    step = 1e-5
    for k, move in enumerate(step * np.eye(2)):
        slope = (g.loss(PLACES + move) - g.loss(PLACES - move)) / (2 * step)
        assert g.gradient(PLACES)[:, k] == pytest.approx(slope, rel=1e-5, abs=1e-3)
        bend = (g.gradient(PLACES + move) - g.gradient(PLACES - move)) / (2 * step)
        assert g.hessian(PLACES)[:, k] == pytest.approx(bend, rel=1e-5, abs=1e-3)


@ALL
def test_known_minima_are_minima_of_zero(g: Function, formula: sympy.Expr) -> None:
    assert len(g.minima) == {"Himmelblau's function": 4, "the saddle": 0}.get(g.name, 1)
    for w in g.minima:
        assert g.loss(w) == pytest.approx(0, abs=1e-27)
        assert np.abs(g.gradient(w)).max() < 1e-12
        assert np.linalg.eigvalsh(g.hessian(w)).min() > 0
    assert np.array_equal(known_minima(g), g.minima)
    assert not isinstance(g, HasData)


def test_himmelblau_has_its_minima_where_they_were_published() -> None:
    published = [(3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186), (3.584428, -1.848126)]
    assert himmelblau().minima == pytest.approx(np.array(published), abs=1e-6)


@ALL
def test_many_weights_are_as_many_single_ones(g: Function, formula: sympy.Expr) -> None:
    grid = PLACES.reshape(4, 5, 2)
    assert (g.loss(grid).shape, g.gradient(grid).shape) == ((4, 5), (4, 5, 2))
    assert g.hessian(grid).shape == (4, 5, 2, 2)
    for place in np.ndindex(4, 5):
        for each in (g.loss, g.gradient, g.hessian):
            assert each(grid)[place] == pytest.approx(each(grid[place]), rel=1e-13)
    assert type(g.loss([1, 2])) is float


def test_a_user_s_own_function_needs_a_loss_and_a_gradient() -> None:
    assert (BARE.loss([2, 3]), BARE.gradient([2, 3]).tolist()) == (14.0, [15.0, 2.0])
    assert known_minima(BARE).shape == (0, 2)
    for ask in (BARE.hessian, lambda w: hessian_of(BARE, w), lambda w: condition_number(BARE, w)):
        with pytest.raises(NoHessianError, match="x³ \\+ xy has no Hessian"):
            ask([1, 2])
    for ask in (BARE.minimum, lambda: stable_learning_rate(BARE)):
        with pytest.raises(NoMinimumError, match="no minimum is known of x³ \\+ xy"):
            ask()
    assert condition_number(saddle(), (0, 0)) == np.inf
    assert stable_learning_rate(saddle(), (0, 0)) == 1.0


def test_an_objective_of_two_words_is_one() -> None:
    """Neither data, nor Hessian, nor minima: whatever asks for them says so."""

    class Bare:
        size = 3

        def loss(self, w: Any) -> Any:
            return (np.asarray(w) ** 2).sum(axis=-1)

        def gradient(self, w: Any) -> Any:
            return 2 * np.asarray(w)

    assert known_minima(Bare()).shape == (0, 3)
    with pytest.raises(NoHessianError, match="has no Hessian"):
        condition_number(Bare(), np.zeros(3))
    with pytest.raises(NoMinimumError, match="no minimum is known"):
        condition_number(Bare())


def test_overflow_is_infinite_and_silent() -> None:
    assert rosenbrock().loss([1e200, 0]) == np.inf
    assert not np.isfinite(beale().gradient([1e200, 1e200])).all()


@given(st.integers(1, 20), st.integers(0, 99))
def test_any_number_of_weights(size: int, seed: int) -> None:
    g = Function(
        lambda *w: sum(k * x**2 for k, x in enumerate(w, 1)),
        lambda *w: [2 * k * x for k, x in enumerate(w, 1)],
        lambda *w: 2 * np.diag(np.arange(1, size + 1)),
        minima=[np.zeros(size)],
        size=size,
    )
    w = np.random.default_rng(seed).normal(size=(3, size))
    assert g.loss(w) == pytest.approx((np.arange(1, size + 1) * w**2).sum(axis=1))
    assert g.gradient(w) == pytest.approx(2 * np.arange(1, size + 1) * w)
    assert condition_number(g) == pytest.approx(size)
    assert stable_learning_rate(g) == pytest.approx(1 / size)


def test_shapes_are_checked() -> None:
    with pytest.raises(ValueError, match="axis of length 2"):
        saddle().loss([1, 2, 3])
    with pytest.raises(ValueError, match="a minimum of it has 2 weights"):
        Function(cubic, cubic, minima=[(1, 2, 3)], name="it")
    with pytest.raises(ValueError, match="gives 3 derivatives where 2 are due"):
        Function(cubic, lambda x, y: (x, y, x)).gradient([1, 2])
    with pytest.raises(ValueError, match="read-only"):
        himmelblau().minima[0] = 0
