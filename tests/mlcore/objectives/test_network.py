"""A network of sigmoids: its loss, and its slopes by SymPy and by differences."""

from itertools import pairwise

import numpy as np
import pytest
import sympy
from scipy import differentiate

from mlcore import GradientDescent, SigmoidNetwork, descend

SIZES = (2, 3, 2)
INPUTS = np.array([[0.3, -1.0], [1.2, 0.4], [0.0, 2.0]])
GOALS = np.array([[0.2, 0.9], [0.5, 0.5], [1.0, 0.0]])
W = np.random.default_rng(5).normal(size=17)


@pytest.fixture
def network() -> SigmoidNetwork:
    return SigmoidNetwork(SIZES, INPUTS, GOALS)


def by_sympy() -> tuple[sympy.Expr, list[sympy.Symbol]]:
    symbols = list(sympy.symbols("w:17"))
    left, loss = list(symbols), 0
    layers = []
    for n, m in pairwise(SIZES):
        matrix = sympy.Matrix(m, n, [left.pop(0) for _ in range(m * n)])
        layers.append((matrix, sympy.Matrix([left.pop(0) for _ in range(m)])))
    for x, y in zip(INPUTS, GOALS, strict=True):
        passed = sympy.Matrix(x)
        for matrix, biases in layers:
            passed = (matrix * passed + biases).applyfunc(lambda z: 1 / (1 + sympy.exp(-z)))
        loss += sum((passed - sympy.Matrix(y)).applyfunc(lambda d: d**2)) / 3
    return loss, symbols


def test_loss_and_gradient_are_those_of_the_formula(network: SigmoidNetwork) -> None:
    loss, symbols = by_sympy()
    at = dict(zip(symbols, W, strict=True))
    assert network.size == len(symbols)
    assert network.loss(W) == pytest.approx(float(loss.subs(at)))
    gradient = [float(loss.diff(symbol).subs(at)) for symbol in symbols]
    assert network.gradient(W) == pytest.approx(gradient)


def test_many_sets_of_weights_at_once(network: SigmoidNetwork) -> None:
    many = np.random.default_rng(6).normal(size=(4, 2, 17))
    assert network.loss(many)[3, 1] == pytest.approx(network.loss(many[3, 1]))
    assert network.gradient(many)[2, 0] == pytest.approx(network.gradient(many[2, 0]))
    assert network.gradient(many).shape == many.shape


def test_rows_go_back_through_the_jacobians(network: SigmoidNetwork) -> None:
    rows = network.slopes(W)
    assert [row.shape for row in rows] == [(3, 2), (3, 3), (3, 2)]
    for k, x in enumerate(INPUTS):
        first, second = network.layers(W)
        middle = first(x)
        assert rows[2][k] == pytest.approx(2 * (second(middle) - GOALS[k]) / 3)
        assert rows[1][k] == pytest.approx(rows[2][k] @ second.jacobian(middle))
        assert rows[0][k] == pytest.approx(rows[1][k] @ first.jacobian(x))

    def alone(x: np.ndarray) -> np.ndarray:
        return np.sum((network.through(W, 2)(np.moveaxis(x, 0, -1)) - GOALS[1]) ** 2, axis=-1) / 3

    assert rows[0][1] == pytest.approx(differentiate.jacobian(alone, INPUTS[1]).df, abs=1e-6)


def test_weights_are_packed_layer_by_layer(network: SigmoidNetwork) -> None:
    first = (np.arange(6).reshape(3, 2), [6, 7, 8])
    second = (np.arange(9, 15).reshape(2, 3), [15, 16])
    assert network.packed([first, second]).tolist() == list(range(17))
    sums = np.array(first[0]) @ [0.1, 0.2] + first[1]
    layer = network.layers(network.packed([first, second]))[0]
    assert layer((0.1, 0.2)) == pytest.approx(1 / (1 + np.exp(-sums)))


def test_it_learns(network: SigmoidNetwork) -> None:
    run = descend(network, W, GradientDescent(2.0), iterations=400)
    assert run.losses[-1] < 0.3 * run.losses[0]
    assert (np.diff(run.losses) < 0).mean() > 0.95


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        SigmoidNetwork((2, 2), [[1.0, 2.0]], [[1.0]])
    with pytest.raises(ValueError, match="do not fit"):
        SigmoidNetwork((2, 1), [[1.0, 2.0]], [[1.0], [2.0]])
