"""Losses, gradients and Hessians of the regressions against SymPy's, from the formulas alone."""

from typing import Any

import numpy as np
import pytest
import sympy

from mlcore import (
    Dataset,
    LinearRegression,
    LogisticRegression,
    Rescaled,
    SigmoidSquaredError,
    Standardisation,
)

W0, W1 = sympy.symbols("w0 w1")
ROWS = ((-2, 0), (1, 1), (3, 0), (4, 1), (7, 1))
DATA = Dataset(*zip(*ROWS, strict=True))


def mean(terms: Any) -> sympy.Expr:
    return sum(terms) / sympy.Integer(len(ROWS))


def sigmoid(x: int) -> sympy.Expr:
    return 1 / (1 + sympy.exp(-(W1 * x + W0)))


FORMULAS = {
    LinearRegression: mean((W1 * x + W0 - y) ** 2 for x, y in ROWS),
    LogisticRegression: -mean(
        y * sympy.log(sigmoid(x)) + (1 - y) * sympy.log(1 - sigmoid(x)) for x, y in ROWS
    ),
    SigmoidSquaredError: mean((sigmoid(x) - y) ** 2 for x, y in ROWS),
}


@pytest.mark.parametrize(("kind", "formula"), FORMULAS.items())
def test_losses_and_their_derivatives_are_those_of_the_formula(
    kind: Any, formula: sympy.Expr
) -> None:
    gradient = [sympy.diff(formula, w) for w in (W0, W1)]
    hessian = sympy.hessian(formula, (W0, W1))
    parts = [sympy.lambdify((W0, W1), part) for part in (formula, gradient, hessian)]
    change = Standardisation.of(DATA)
    itself, turned = kind(DATA), Rescaled(kind(change.apply(DATA)), change)
    for w in np.random.default_rng(1).uniform(-1, 1, size=(8, 2)):
        loss, slopes, curvatures = (np.array(part(*w)) for part in parts)
        for objective in (itself, turned, itself.batch(np.arange(len(DATA)))):
            assert objective.loss(w) == pytest.approx(float(loss), rel=1e-12)
            assert objective.gradient(w) == pytest.approx(slopes, rel=1e-10, abs=1e-13)
        for objective in (itself, turned):
            assert objective.hessian(w) == pytest.approx(curvatures, rel=1e-9, abs=1e-12)
