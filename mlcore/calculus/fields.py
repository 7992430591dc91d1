"""Fields of arrows: an arrow at every place, seen as a direction and a length.

A picture of a field tells the direction by arrows of one size and the length by colour. Where the
length is 0 there is no direction: it is left 0, and nothing is divided by it.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.numerics.arrays import FloatArray, frozen

__all__ = ["VectorField"]


@dataclass(frozen=True, eq=False)
class VectorField:
    """Arrows at many places.

    Parameters
    ----------
    arrows : array_like, shape (..., n)
        Such as the gradients of a function on a grid.
    least : float
        An arrow no longer than this has no direction.

    Examples
    --------
    >>> field = VectorField([[3, 4], [0, 0]])
    >>> field.lengths, field.directions
    (array([5., 0.]), array([[0.6, 0.8],
           [0. , 0. ]]))
    """

    arrows: FloatArray
    least: float = 1e-12

    def __post_init__(self) -> None:
        object.__setattr__(self, "arrows", frozen(self.arrows))

    @property
    def lengths(self) -> FloatArray:
        """(...) how long the arrows are."""
        return np.asarray(np.linalg.norm(self.arrows, axis=-1))

    @property
    def directions(self) -> FloatArray:
        """(..., n) arrows of length 1, or 0 where there is no direction."""
        lengths = self.lengths[..., None]
        nothing = np.zeros_like(self.arrows)
        return np.divide(self.arrows, lengths, out=nothing, where=lengths > self.least)
