"""Linear regression of one input, ŷ = w1 x + w0, by the mean squared error.

The loss g(w) = (1/N) Σ (w1 xₙ + w0 − yₙ)² is a paraboloid, so five numbers hold all of it:

    g(w) = (w0 + x̄ w1 − ȳ)² + (s w1 − p)² + q²

with the means x̄ and ȳ, the deviation s of x, p = cov(x, y)/s, and the least loss q². They come
from an orthogonal reduction (QR) of the columns 1, x, y, not from sums of squares, so nothing
cancels: neither near a perfect fit nor for an x far from zero. The data are read once; from then
on a step costs the same for 24 rows and for ten million.

Source: G. Golub, C. Van Loan, Matrix Computations, on least squares by QR; J. Demmel et al.,
"Communication-optimal parallel and sequential QR", 2012, on reducing block by block.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore.data.dataset import Dataset
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray, Floats, components, frozen
from mlcore.numerics.curves import linear_predictor
from mlcore.objectives.batch import Batch

__all__ = ["LinearRegression"]

_BLOCK = 65_536
"""Rows of data in hand at once."""


@dataclass(frozen=True, eq=False)
class LinearRegression:
    """The mean squared error of a line; an `Objective`.

    Parameters
    ----------
    data : Dataset

    Attributes
    ----------
    minimum_loss : float
        The least loss q², in squared units of y.

    Examples
    --------
    >>> objective = LinearRegression(Dataset([0, 1, 2], [1, 3, 5]))
    >>> round(objective.loss([0, 0]), 12), objective.gradient([0, 1]).round(4)
    (11.666666666667, array([-4.    , -5.3333]))
    >>> objective.minimum().round(12)
    array([1., 2.])
    """

    data: Dataset
    minimum_loss: float = field(init=False)
    _x_mean: float = field(init=False, repr=False)
    _y_mean: float = field(init=False, repr=False)
    _x_deviation: float = field(init=False, repr=False)
    _scaled_covariance: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        (one, x_mean, y_mean), (_, deviation, p), (_, _, q) = _triangle(self.data).tolist()
        object.__setattr__(self, "minimum_loss", q * q)
        object.__setattr__(self, "_x_mean", float(self.data.x[0]) + x_mean / one)
        object.__setattr__(self, "_y_mean", float(self.data.y[0]) + y_mean / one)
        object.__setattr__(self, "_x_deviation", abs(deviation))
        object.__setattr__(self, "_scaled_covariance", p if deviation > 0 else -p)

    @property
    def size(self) -> int:
        """The number of weights: two, w0 and w1."""
        return 2

    def predict(self, w: ArrayLike, x: ArrayLike) -> FloatArray:
        """Return w1 x + w0.

        Parameters
        ----------
        w : array_like, shape (..., 2)
        x : array_like, shape (n,)

        Returns
        -------
        ndarray, shape (..., n)
        """
        return linear_predictor(w, x)

    def batch(self, rows: NDArray[np.intp]) -> Batch:
        """Return the mean squared error of the rows with these numbers (m,) alone."""
        return Batch(self.data.x[rows], self.data.y[rows], _squared_error)

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., 2): a float for one pair, an array (...) for many."""
        a, b = self._excess(w)
        return a * a + b * b + self.minimum_loss

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g = 2 (a, a x̄ + b s), where g = a² + b² + q²; of the shape of w (..., 2)."""
        a, b = self._excess(w)
        slopes = 2 * a, 2 * (a * self._x_mean + b * self._x_deviation)
        return np.array(slopes) if isinstance(a, float) else np.stack(slopes, axis=-1)

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return (2/N) XᵀX (..., 2, 2), the same for all weights w (..., 2)."""
        mean, deviation = self._x_mean, self._x_deviation
        hessian = 2 * np.array([[1.0, mean], [mean, mean * mean + deviation * deviation]])
        return np.broadcast_to(hessian, (*np.shape(w)[:-1], 2, 2))

    def minimum(self) -> FloatArray:
        """Return the weights (2,) of least loss: w1 = p/s, w0 = ȳ − w1 x̄."""
        slope = self._scaled_covariance / self._x_deviation
        return frozen([self._y_mean - slope * self._x_mean, slope])

    def standard_errors(self) -> FloatArray:
        """Return how far (2,) the best weights typically are from those of the law behind the data.

        That is for a straight law, under misses that are independent and of equal spread σ, where
        σ² is taken to be N q²/(N − 2): N s² var(w1) = σ², var(w0) = σ²/N + x̄² var(w1).

        Source: N. Draper, H. Smith, Applied Regression Analysis, 3rd edition, section 1.4.

        Raises
        ------
        UserError
            If there are two rows only: a line misses none of them.

        Examples
        --------
        >>> LinearRegression(Dataset([0, 1, 2], [0, 1, 1])).standard_errors().round(4)
        array([0.3727, 0.2887])
        """
        rows = len(self.data)
        if rows < 3:
            raise UserError("two rows leave no misses to judge a line by; use three or more")
        spread = np.sqrt(self.minimum_loss / (rows - 2))
        slope = spread / self._x_deviation
        return frozen([np.hypot(spread, self._x_mean * slope), slope])

    def error_ellipse(self, count: int = 48) -> FloatArray:
        """Return weights (count, 2) just one standard error away from the best ones.

        They are (w − w*)ᵀ C⁻¹ (w − w*) = 1 with the covariance C of `standard_errors`, on which
        each weight goes as far as its standard error and the predicted ŷ as far as its own,
        √(1, x) C (1, x)ᵀ. Equal steps of an angle.

        Raises
        ------
        UserError
            If there are two rows only: a line misses none of them.

        Examples
        --------
        >>> LinearRegression(Dataset([0, 1, 2], [0, 1, 1])).error_ellipse(4).round(4)
        array([[ 0.4024,  0.5   ],
               [-0.122 ,  0.7887],
               [-0.069 ,  0.5   ],
               [ 0.4553,  0.2113]])
        """
        _, slope = self.standard_errors()
        angles = 2 * np.pi * np.arange(count) / count
        # w0 + x̄ w1, the height of the line's middle, and w1 do not depend on one another
        middle = self._x_deviation * slope * np.cos(angles)
        turn = slope * np.sin(angles)
        best = self.minimum()
        return np.stack([best[0] + middle - self._x_mean * turn, best[1] + turn], axis=-1)

    def _excess(self, w: ArrayLike) -> tuple[Floats, Floats]:
        """Return a = w0 + x̄ w1 − ȳ and b = s w1 − p, whose squares exceed q²."""
        w0, w1 = components(w)
        return (
            w0 + self._x_mean * w1 - self._y_mean,
            self._x_deviation * w1 - self._scaled_covariance,
        )


def _squared_error(z: FloatArray, y: FloatArray, order: int) -> FloatArray:
    """Return (z − y)² or, of order 1, its derivative by z."""
    errors: FloatArray = z - y
    return errors * errors if order == 0 else 2 * errors


def _triangle(data: Dataset) -> FloatArray:
    """Return R (3, 3) with RᵀR = AᵀA/N, where A has the columns 1, x − x[0], y − y[0]."""
    triangle: FloatArray = np.empty((0, 3))
    for start in range(0, len(data), _BLOCK):
        rows = slice(start, start + _BLOCK)
        x, y = data.x[rows] - data.x[0], data.y[rows] - data.y[0]
        block = np.column_stack((np.ones_like(x), x, y))
        triangle = np.asarray(np.linalg.qr(np.vstack((triangle, block)), mode="r"))
    square = np.zeros((3, 3))
    square[: len(triangle)] = triangle / np.sqrt(len(data))
    return square
