"""What an objective is: a loss g(w) over n weights, with its gradient.

    g(w),    ∇g(w) = (∂g/∂w₀, …, ∂g/∂wₙ₋₁).

That is all a descent asks for. Some objectives can do more; each such capability is a protocol of
its own, asked for where it is used: a Hessian H = ∇∇ᵀg, known minima, a model that predicts, data
behind it, a loss of some of the rows alone.
"""

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore.data.dataset import Dataset
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray, Floats

__all__ = [
    "HasBatches",
    "HasData",
    "HasHessian",
    "HasMinima",
    "HasMinimum",
    "NoHessianError",
    "NoMinimumError",
    "Objective",
    "Predictor",
    "Regression",
    "hessian_of",
    "known_minima",
]


class NoMinimumError(UserError):
    """A loss of which no finite minimum is known; the message is one line that says why."""


class NoHessianError(ValueError):
    """An objective that has no second derivatives to offer."""


class Objective(Protocol):
    """A loss over n weights. One set of weights has the shape (n,), many have (..., n)."""

    @property
    def size(self) -> int:
        """The number n of weights."""

    def loss(self, w: ArrayLike) -> Floats:
        """Return g, a float for one set of weights and an array (...) for many."""

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g (..., n)."""


@runtime_checkable
class HasHessian(Protocol):
    """An objective with second derivatives."""

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return H (..., n, n), or raise a `NoHessianError`."""


@runtime_checkable
class HasMinimum(Protocol):
    """An objective whose minimum can be computed, or is known."""

    def minimum(self) -> FloatArray:
        """Return the weights (n,) of least loss, or raise a `NoMinimumError`."""


@runtime_checkable
class HasMinima(Protocol):
    """An objective of which any number of minima are known."""

    @property
    def minima(self) -> FloatArray:
        """The known minima (k, n), perhaps none; k is 0 then."""


@runtime_checkable
class Predictor(Protocol):
    """An objective whose weights make a model of one input."""

    def predict(self, w: ArrayLike, x: ArrayLike) -> FloatArray:
        """Return the model's answers (..., m) for the inputs x (m,)."""


@runtime_checkable
class HasData(Protocol):
    """An objective with data behind it."""

    @property
    def data(self) -> Dataset:
        """The data that the model is fitted to."""


@runtime_checkable
class HasBatches(Protocol):
    """An objective that is a mean over rows of data, and can be taken over some of them."""

    def batch(self, rows: NDArray[np.intp]) -> Objective:
        """Return the loss of the rows with these numbers (m,) alone."""


class Regression(Objective, HasHessian, HasMinimum, Predictor, HasData, Protocol):
    """A model of one input fitted to data by two weights, with all that is known of its loss."""


def hessian_of(objective: Objective, w: ArrayLike) -> FloatArray:
    """Return H (..., n, n) of any objective that offers it.

    Raises
    ------
    NoHessianError
        If the objective does not.
    """
    if not isinstance(objective, HasHessian):
        raise NoHessianError(f"{objective!r} has no Hessian; give it one, or do without")
    return objective.hessian(w)


def known_minima(objective: Objective) -> FloatArray:
    """Return the known minima (k, n) of any objective; where there are none, k is 0."""
    if isinstance(objective, HasMinima):
        return objective.minima
    try:
        return objective.minimum()[None] if isinstance(objective, HasMinimum) else _none(objective)
    except NoMinimumError:
        return _none(objective)


def _none(objective: Objective) -> FloatArray:
    return np.empty((0, objective.size))
