"""Gradient descent: w ← w − α ∇g(w), all weights at once, from the old values.

On a quadratic loss with Hessian H it settles exactly when 0 < α < 2/λmax(H).

Source: A. Cauchy, Comptes Rendus 25, 1847.
"""

from dataclasses import dataclass

from mlcore.numerics.arrays import FloatArray
from mlcore.optimisers.optimiser import Gradient, check_learning_rate

__all__ = ["GradientDescent"]


@dataclass(frozen=True)
class GradientDescent:
    """The plain rule, without a memory; an `Optimiser`.

    Parameters
    ----------
    learning_rate : float
        The factor α, positive.

    Raises
    ------
    UserError
        If α is out of its range.

    Examples
    --------
    >>> import numpy as np
    >>> GradientDescent(0.1).step(np.array([1.0, 2.0]), lambda w: np.array([10.0, 0.0]))
    (array([0., 2.]), None)
    """

    learning_rate: float

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)

    def init(self, w: FloatArray) -> None:
        """Return no memory."""

    def step(
        self, w: FloatArray, gradient: Gradient, state: None = None
    ) -> tuple[FloatArray, None]:
        """Return w − α ∇g(w)."""
        return w - self.learning_rate * gradient(w), None
