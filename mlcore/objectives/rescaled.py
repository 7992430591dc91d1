"""An objective on standardised inputs, seen in the weights for the inputs as they were before.

With x' = (x − m)/s the same curve has the weights v on x' and u on x, and

    v0 = u0 + m u1,    v1 = s u1,    so    v = J u,    J = [[1, m], [0, s]].

By the chain rule ∇ᵤ = Jᵀ ∇ᵥ and Hᵤ = Jᵀ Hᵥ J. In this direction nothing cancels, however far from
zero the inputs lie.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcore.data.dataset import Dataset
from mlcore.data.standardisation import Standardisation
from mlcore.numerics.arrays import FloatArray, Floats, frozen
from mlcore.objectives.objective import Regression

__all__ = ["Rescaled"]


@dataclass(frozen=True, eq=False)
class Rescaled:
    """An objective whose inputs are x = m + s x', where the given one has the inputs x'.

    Parameters
    ----------
    objective : Regression
        On the inputs x'.
    change : Standardisation
        The change of input from x to x'.

    Examples
    --------
    >>> from mlcore import LinearRegression, challenger
    >>> change = Standardisation.of(challenger())
    >>> bowl = LinearRegression(change.apply(challenger()))
    >>> f"{Rescaled(bowl, change).condition_number():.6g}"
    '501543'
    """

    objective: Regression
    change: Standardisation

    @property
    def size(self) -> int:
        """The number of weights: two, w0 and w1."""
        return 2

    @property
    def data(self) -> Dataset:
        """The data with the inputs x."""
        return self.change.undo(self.objective.data)

    def predict(self, w: ArrayLike, x: ArrayLike) -> FloatArray:
        """Return the model's answers (..., n) for the inputs x (n,)."""
        scaled = self.change.standard_x(x)
        return self.objective.predict(self.change.standard_weights(w), scaled)

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., 2)."""
        return self.objective.loss(self.change.standard_weights(w))

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g (..., 2)."""
        gradient: FloatArray = (
            self.objective.gradient(self.change.standard_weights(w)) @ self.change.jacobian
        )
        return gradient

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return H (..., 2, 2)."""
        inner, jacobian = self._inner(w), self.change.jacobian
        hessian: FloatArray = jacobian.T @ inner @ jacobian
        return hessian

    def minimum(self) -> FloatArray:
        """Return the weights (2,) of least loss."""
        return frozen(self.change.raw_weights(self.objective.minimum()))

    def condition_number(self, w: ArrayLike | None = None) -> float:
        """Return λmax/λmin of H at w (2,), by default the minimum, to full precision.

        It is λmax²/det H. The determinant, s² det Hᵥ, is known to all its digits even where
        those of H no longer tell λmin.
        """
        w = self.minimum() if w is None else w
        determinant = float(np.linalg.det(self._inner(w))) * self.change.scale**2
        greatest = float(np.linalg.eigvalsh(self.hessian(w))[-1])
        return greatest**2 / determinant if determinant > 0 else float("inf")

    def _inner(self, w: ArrayLike) -> FloatArray:
        """Return Hᵥ (..., 2, 2)."""
        return self.objective.hessian(self.change.standard_weights(w))
