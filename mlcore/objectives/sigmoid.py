"""What every loss of the model ŷ = σ(w1 x + w0) has in common, whatever penalty it takes.

With z = w1 x + w0 and σ(z) = 1/(1 + e⁻ᶻ), the model gives y = 1 the probability σ(z) and y = 0
the probability σ(−z). A loss is the mean of a penalty f, one function of z for either class:

    g(w) = (1/N) Σ f(zₙ),    ∇g = (1/N) Σ f'(zₙ) (1, xₙ),    H = (1/N) Σ f''(zₙ) (1, xₙ)(1, xₙ)ᵀ.

All is computed in a standardised input t = (x − m)/s, where z = v0 + v1 t, from the nodes that
the rows condense to, so that a step costs about the same for 24 rows and for a million.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from mlcore.data.dataset import Dataset, check_classes
from mlcore.data.standardisation import Standardisation
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray, Floats, components, frozen
from mlcore.numerics.condensed import Condensed
from mlcore.numerics.curves import linear_predictor, softplus
from mlcore.numerics.newton import newton
from mlcore.objectives.batch import Batch
from mlcore.objectives.objective import NoMinimumError

__all__ = ["SigmoidObjective"]

_HANKEL = np.array([[0, 1], [1, 2]])
"""Where in the means of f'' times 1, t, t² the entries of the Hessian stand."""


@dataclass(frozen=True, eq=False)
class SigmoidObjective(ABC):
    """The mean penalty of a sigmoid model; an `Objective` once `_penalties` is written.

    Parameters
    ----------
    data : Dataset
        With y = 0 and y = 1, both.

    Attributes
    ----------
    separable : bool
        Whether one threshold parts the classes: the x of one all lie at or below those of the
        other. Then ever steeper weights fit ever better, and there is no minimum.

    Raises
    ------
    UserError
        If y is anything but 0 and 1, or the same in every row.
    """

    data: Dataset
    separable: bool = field(init=False)
    _scaling: Standardisation = field(init=False, repr=False)
    _rows: Condensed = field(init=False, repr=False)

    def __post_init__(self) -> None:
        zeros, ones = _classes(self.data)
        apart = zeros.max() <= ones.min() or ones.max() <= zeros.min()
        change = _robust_scaling(self.data.x)
        rows = Condensed.of((self.data.x - change.mean) / change.scale, self.data.y)
        object.__setattr__(self, "separable", bool(apart))
        object.__setattr__(self, "_scaling", change)
        object.__setattr__(self, "_rows", rows)

    @staticmethod
    @abstractmethod
    def _penalties(z: FloatArray, order: int) -> tuple[FloatArray, FloatArray]:
        """Return f, f' or f'' at z, for y = 0 and for y = 1; of the shape of z."""

    @abstractmethod
    def minimum(self) -> FloatArray:
        """Return the weights (2,) of least loss."""

    @property
    def size(self) -> int:
        """The number of weights: two, w0 and w1."""
        return 2

    def predict(self, w: ArrayLike, x: ArrayLike) -> FloatArray:
        """Return the probability σ(w1 x + w0) of y = 1.

        Parameters
        ----------
        w : array_like, shape (..., 2)
        x : array_like, shape (n,)

        Returns
        -------
        ndarray, shape (..., n)
        """
        probability: FloatArray = expit(linear_predictor(w, x))
        return probability

    def surprise(self, w: ArrayLike, x: ArrayLike, y: ArrayLike) -> FloatArray:
        """Return −ln of the probability that the model gives to what happened, in nats.

        Parameters
        ----------
        w : array_like, shape (..., 2)
        x, y : array_like, shape (n,)
            Inputs, and the classes found there, 0 or 1.

        Returns
        -------
        ndarray, shape (..., n)
        """
        signs = 1 - 2 * np.asarray(y, dtype=np.float64)
        return softplus(signs * linear_predictor(w, x))

    def boundary(self, w: ArrayLike) -> Floats:
        """Return −w0/w1, the x where both classes are as probable; of the shape (...) of w.

        Where w1 is 0 there is none: the answer is infinite, or NaN if w0 is 0 too.
        """
        w0, w1 = components(w)
        with np.errstate(all="ignore"):
            x = np.divide(-w0, w1)
        return float(x) if isinstance(w0, float) else x

    def batch(self, rows: NDArray[np.intp]) -> Batch:
        """Return the mean penalty of the rows with these numbers (m,) alone."""
        return Batch(self.data.x[rows], self.data.y[rows], self._penalty)

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., 2): a float for one pair, an array (...) for many.

        Where z overflows the loss is infinite.
        """
        total = self._means(w, 0)[..., 0]
        # Interpolation may leave a loss that is zero to rounding slightly below zero.
        if total.ndim == 0:
            return max(float(total), 0.0) if total == total else inf
        return np.where(np.isnan(total), inf, np.maximum(total, 0))

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g, of the shape of w (..., 2)."""
        gradient: FloatArray = self._means(w, 1) @ self._jacobian
        return gradient

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return H (..., 2, 2) at the weights w (..., 2)."""
        curvatures = self._means(w, 2)[..., _HANKEL]
        hessian: FloatArray = self._jacobian.T @ curvatures @ self._jacobian
        return hessian

    @cached_property
    def _jacobian(self) -> FloatArray:
        """J (2, 2) in v = J w: how the standardised weights follow from those for x."""
        return self._scaling.jacobian

    def _local_minimum(self, start: FloatArray) -> FloatArray:
        """Return the minimum (2,) in whose valley the standardised weights (2,) lie."""
        if self.separable:
            raise NoMinimumError(
                f"a single value of {self.data.x_label} parts the two classes, "
                "so the loss has no minimum: steeper weights always fit better"
            )
        bottom = newton(self._taylor, start)
        if bottom is None:
            raise NoMinimumError(
                "the loss has no minimum near that of the cross-entropy: "
                "it goes on falling as the weights grow"
            )
        return frozen(self._scaling.raw_weights(bottom))

    def _taylor(self, v: FloatArray) -> tuple[float, FloatArray, FloatArray]:
        """Return loss, gradient and Hessian with respect to the standardised weights (2,)."""
        v0, v1 = v.tolist()
        loss, gradient, curvatures = (
            self._rows.means(self._penalties, v0, v1, order) for order in range(3)
        )
        return float(loss[0]), gradient, curvatures[_HANKEL]

    def _penalty(self, z: FloatArray, y: FloatArray, order: int) -> FloatArray:
        """Return f or f' at z (..., m) for the classes y (m,)."""
        zeros, ones = self._penalties(z, order)
        return np.where(y == 1, ones, zeros)

    def _means(self, w: ArrayLike, order: int) -> FloatArray:
        """Return the means (..., order + 1) of f, f' or f'' times 1, t, t² at the weights w."""
        w0, w1 = components(w)
        with np.errstate(over="ignore", invalid="ignore"):
            v0, v1 = w0 + w1 * self._scaling.mean, w1 * self._scaling.scale
            if isinstance(v1, float):
                return self._rows.means(self._penalties, v0, v1, order)
            means = self._rows.means_of_many(self._penalties, v0.ravel(), v1.ravel(), order)
        return means.reshape(*v0.shape, order + 1)


def _robust_scaling(x: FloatArray) -> Standardisation:
    """Return the change that gives the middle half of x (N,) the centre 0 and the width 2.

    Mean and deviation would do for most data; but they follow an outlier, a −9999 for a
    missing value, and far from it the digits of all the others would be lost. A middle half
    that is next to nothing, on the other hand, would blow up the rest.
    """
    low, middle, high = np.quantile(x, (0.25, 0.5, 0.75)).tolist()
    return Standardisation(middle, max((high - low) / 2, float(x.std()) / 1000))


def _classes(data: Dataset) -> tuple[FloatArray, FloatArray]:
    """Return the x of the rows with y = 0 and of those with y = 1; both must occur."""
    check_classes(data.y, data.y_label)
    is_one = data.y == 1
    if is_one.all() or not is_one.any():
        name = (data.classes or ("0", "1"))[int(is_one[0])]
        raise UserError(f"{data.y_label} is {name!r} in every row; two classes are needed")
    return data.x[~is_one], data.x[is_one]
