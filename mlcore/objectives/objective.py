"""What an objective is: data, a model, and a loss g(w) over the weights w = (w0, w1).

A descent asks an objective for nothing but g and its derivatives,

    g(w),    ∇g(w) = (∂g/∂w0, ∂g/∂w1),    H(w) = ∇∇ᵀ g(w),

and for the exact minimum to compare with. Beside it stands the change of input that turns a
narrow valley into a bowl, x' = (x − m)/s.
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from mlcore.data.dataset import Dataset
from mlcore.numerics.arrays import FloatArray, Floats

__all__ = ["NoMinimumError", "Objective", "Standardisation", "condition_number"]


class NoMinimumError(ValueError):
    """A loss that has no finite minimum; the message is one line that says why."""


class Objective(Protocol):
    """A loss over two weights. One pair has the shape (2,), many have (..., 2)."""

    @property
    def data(self) -> Dataset:
        """The data that the model is fitted to."""

    def predict(self, w: ArrayLike, x: ArrayLike) -> FloatArray:
        """Return the model's answers (..., n) for the inputs x (n,)."""

    def loss(self, w: ArrayLike) -> Floats:
        """Return g, a float for one pair of weights and an array (...) for many."""

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g (..., 2)."""

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return H (..., 2, 2)."""

    def minimum(self) -> FloatArray:
        """Return the weights (2,) of least loss, or raise a `NoMinimumError`."""


@dataclass(frozen=True)
class Standardisation:
    """The change of input x' = (x − mean)/scale, and the way back for the weights.

    Parameters
    ----------
    mean, scale : float
        In the units of x; the scale is positive.

    Raises
    ------
    ValueError
        If they are not finite, or the scale is not positive.

    Examples
    --------
    >>> change = Standardisation.of(Dataset([1, 3], [0, 1]))
    >>> change
    Standardisation(mean=2.0, scale=1.0)
    >>> change.raw_weights([0.5, 0.5])
    array([-0.5,  0.5])
    """

    mean: float
    scale: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.mean) and 0 < self.scale < np.inf):
            raise ValueError(f"x cannot be standardised by {self}: finite and scale > 0, please")

    @classmethod
    def of(cls, data: Dataset) -> "Standardisation":
        """Return the change that gives x the mean 0 and the (population) deviation 1."""
        return cls(float(data.x.mean()), float(data.x.std()))

    def apply(self, data: Dataset) -> Dataset:
        """Return the data with standardised x."""
        return replace(data, x=self.standard_x(data.x), x_label=f"{data.x_label}, standardised")

    def standard_x(self, x: ArrayLike) -> FloatArray:
        """Return x' (n,) for the inputs x (n,)."""
        return (np.asarray(x, dtype=np.float64) - self.mean) / self.scale

    def raw_weights(self, v: ArrayLike) -> FloatArray:
        """Return the weights for x from those for x': w1 = v1/s, w0 = v0 − v1 m/s.

        Parameters
        ----------
        v : array_like, shape (..., 2)
        """
        v = np.asarray(v, dtype=np.float64)
        slope = v[..., 1] / self.scale
        return np.stack((v[..., 0] - slope * self.mean, slope), axis=-1)

    def standard_weights(self, w: ArrayLike) -> FloatArray:
        """Return the weights for x' from those for x: v1 = w1 s, v0 = w0 + w1 m.

        Parameters
        ----------
        w : array_like, shape (..., 2)

        Examples
        --------
        >>> Standardisation(mean=2.0, scale=4.0).standard_weights([-0.5, 0.5])
        array([0.5, 2. ])
        """
        w = np.asarray(w, dtype=np.float64)
        return np.stack((w[..., 0] + w[..., 1] * self.mean, w[..., 1] * self.scale), axis=-1)

    @property
    def jacobian(self) -> FloatArray:
        """J (2, 2) in v = J w: how the weights v for x' follow from the weights w for x."""
        return np.array([[1.0, self.mean], [0.0, self.scale]])

    def undo(self, data: Dataset) -> Dataset:
        """Return the data with x from those with x'."""
        return replace(data, x=data.x * self.scale + self.mean)

    def rest(self, share: float) -> "Standardisation":
        """Return what is left to be done when a share in [0, 1] of this change is done.

        With the share t the inputs are (x − t m)/sᵗ; with none they are x, with all of it x'.

        Examples
        --------
        >>> change = Standardisation(mean=6.0, scale=4.0)
        >>> change.rest(0.5), change.rest(1.0)
        (Standardisation(mean=1.5, scale=2.0), Standardisation(mean=0.0, scale=1.0))
        """
        done = self.scale**share
        return Standardisation((1 - share) * self.mean / done, self.scale / done)


def condition_number(objective: Objective, w: ArrayLike | None = None) -> float:
    """Return λmax/λmin of the Hessian: how elongated the valley is.

    Beyond about 1e15 the digits of the Hessian no longer tell, and the answer is infinity. So
    it is where the loss bends down, or not at all.

    Parameters
    ----------
    objective : Objective
    w : array_like, shape (2,), optional
        Where to look; by default at the minimum.

    Raises
    ------
    NoMinimumError
        If no weights are given, and the loss has no minimum.

    Examples
    --------
    >>> from mlcore.objectives.linear import LinearRegression
    >>> round(condition_number(LinearRegression(Dataset([-1, 1], [0, 1]))), 12)
    1.0
    """
    hessian = objective.hessian(objective.minimum() if w is None else w)
    least, greatest = np.linalg.eigvalsh(hessian).tolist()
    return float(greatest / least) if least > 1e-15 * greatest else float("inf")
