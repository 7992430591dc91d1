"""What the names in formulas stand for: values of mlcore, at random weights and random data.

A world is asked for names by `typst.evaluate`. All but the names themselves comes from mlcore, or
from numpy where mlcore has no word for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from mlcore import (
    Dataset,
    GradientDescent,
    LinearRegression,
    LogisticRegression,
    Objective,
    SigmoidSquaredError,
    Standardisation,
)
from tests.films.witness.typst import Unknown

__all__ = ["Table", "known", "neuron", "worlds"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """A world that is a table of names.

    Attributes
    ----------
    names, numbers
        What names stand for, and what live numbers are of.
    slopes
        Partial derivatives, by what of and what by.
    quantities
        What a formula without an equals sign may be.
    """

    names: Mapping[str, Any]
    numbers: Mapping[str, Any] = field(default_factory=dict)
    slopes: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    quantities: tuple[Any, ...] = ()

    def value(self, name: str) -> Any:
        """Return what a name stands for."""
        if name not in self.names:
            raise Unknown(f"no test knows what {name!r} means")
        return self.names[name]

    def number(self, of: str) -> Any:
        """Return what a live number of this stands for."""
        if of not in self.numbers:
            raise Unknown(f"no test knows the value of {of!r}")
        return self.numbers[of]

    def derivative(self, of: str, by: str) -> Any:
        """Return a partial derivative."""
        if (of, by) not in self.slopes:
            raise Unknown(f"no test knows the derivative of {of!r} by {by!r}")
        return self.slopes[of, by]

    def having(self, **names: Any) -> "Table":
        """Return this world with other values for some names, written with `_`."""
        return Table({**self.names, **names}, self.numbers, self.slopes, self.quantities)


def worlds(classes: bool, alpha: float, count: int = 3, seed: int = 1) -> Iterator[Table]:
    """Yield worlds of random data and random weights, of a line or of two classes."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        rows = int(rng.integers(5, 9))
        x = rng.normal(1.0, 1.5, rows)
        y = rng.normal(size=rows)
        if classes:
            y = (np.arange(rows) % 2).astype(float)
        yield known(Dataset(x, y), rng.normal(size=2), float(rng.normal()), alpha)


def known(data: Dataset, w: Array, x: float, alpha: float) -> Table:
    """Return the world of some data, weights (2,), an input and a learning rate."""
    classes = set(np.unique(data.y)) <= {0.0, 1.0}
    objective: Objective = LogisticRegression(data) if classes else LinearRegression(data)
    loss, slope = float(objective.loss(w)), objective.gradient(w)
    rows, one = objective.predict(w, data.x), float(objective.predict(w, np.array([x]))[0])
    rule = GradientDescent(alpha)
    new, _ = rule.step(w, objective.gradient, rule.init(w))
    least, greatest = np.linalg.eigvalsh(objective.hessian(np.zeros(2))).tolist()
    names: dict[str, Any] = {
        "N": len(data),
        "x_n": data.x,
        "x_n'": data.x,  # where the inputs of the objective are standardised ones
        "y_n": data.y,
        "x": x,
        "x'": float(Standardisation.of(data).standard_x(np.array([x]))[0]),
        "m": float(data.x.mean()),
        "s": float(data.x.std()),
        "hat(y)_n": rows,
        "hat(y)": one,
        "g": loss,
        "nabla g": slope[:, None],
        "alpha": alpha,
        "lambda_min": least,
        "lambda_max": greatest,
        "e": np.e,
        # primed where the inputs of the objective are standardised ones
        **{f"{name}_{k}": w[k] for name in ("w", "w'") for k in (0, 1)},
        **{f"{name}_{k}-old": w[k] for name in ("w", "w'") for k in (0, 1)},
        **{f"{name}_{k}-new": new[k] for name in ("w", "w'") for k in (0, 1)},
    }
    numbers: dict[str, Any] = {
        "loss": loss,
        "loss-made": loss,
        "x": x,
        "data": x,
        **{f"w{k}": w[k] for k in (0, 1)},
        **{f"w{k}-old": w[k] for k in (0, 1)},
        **{f"w{k}-new": new[k] for k in (0, 1)},
        **{f"gradient-{k}": slope[k] for k in (0, 1)},
        "prediction": one,
        "rate": alpha,
        "left-min": 1 - alpha * least,
        "left-max": 1 - alpha * greatest,
    }
    quantities: list[Any] = [rows - data.y, (rows - data.y) ** 2, loss, -slope[:, None]]
    if classes:
        surprises = objective.surprise(w, data.x, data.y)  # type: ignore[attr-defined]
        score = float(logit(one))
        names |= {"s_n": surprises, "p_n": np.exp(-surprises), "z": score, "z_n": logit(rows)}
        names |= {"E": float(SigmoidSquaredError(data).loss(w))}
        numbers |= {"score": score, "z": score, "odds": float(np.exp(w[1]))}
        quantities = [
            np.exp(-surprises.sum()),  # of all rows together
            surprises,
            np.exp(-surprises),
            loss,
            names["E"],
            *(1 / (1 - one), -1 / one),  # the slopes of −ln(1 − ŷ) and of −ln ŷ
            one * (1 - one),  # that of the sigmoid, in its score
            *(2 * (one - y) for y in (0, 1)),  # of the squared error, in ŷ
            *(one - y for y in (0, 1)),  # what is left of the surprise, in the score
        ]
    slopes = {("g", f"w_{k}"): slope[k] for k in (0, 1)}
    slopes[("g", "s")] = greatest * names["s"]  # s a way from the bottom, where it is most curved
    slopes |= {("z", f"w'_{k}"): [1.0, names["x'"]][k] for k in (0, 1)}
    return Table(names, numbers, slopes, tuple(quantities))


def neuron(seed: int = 2) -> Table:
    """Return the world of a neuron with five inputs, of which formulas name the first and last."""
    rng = np.random.default_rng(seed)
    x, w, b = rng.normal(size=5), rng.normal(size=5), float(rng.normal())
    named = {1: 0, 2: 1, "d": 4}
    names: dict[str, Any] = {
        **{f"x_{name}": x[k] for name, k in named.items()},
        **{f"w_{name}": w[k] for name, k in named.items()},
        "bold(W)": w,
        "bold(x)": x,
        "b": b,
        "dots.c": float(w[2:4] @ x[2:4]),
        "hat(y)": float(1 / (1 + np.exp(-(w @ x + b)))),
    }
    return Table(names)
