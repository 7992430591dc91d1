"""The change of input that turns a narrow valley into a bowl: x' = (x − m)/s."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from mlcore.data.dataset import Dataset
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray

__all__ = ["Standardisation"]


@dataclass(frozen=True)
class Standardisation:
    """The change of input x' = (x − mean)/scale, and the way back for the weights.

    Parameters
    ----------
    mean, scale : float
        In the units of x; the scale is positive.

    Raises
    ------
    UserError
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
            raise UserError(
                f"x cannot be standardised by {self}: both must be finite, and the scale > 0"
            )

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
