"""Nesterov's momentum: the heavy ball that looks ahead.

    v ← β v − α ∇g(w + β v),    w ← w + v.

The gradient is that of the place to which the old speed alone would lead; so it brakes a little
earlier, and swings less.

Source: Y. Nesterov, Soviet Mathematics Doklady 27, 1983; in this form I. Sutskever, J. Martens,
G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep learning", 2013.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.numerics.arrays import FloatArray
from mlcore.optimisers.heavy_ball import Velocity
from mlcore.optimisers.optimiser import Gradient, check_decay, check_learning_rate

__all__ = ["Nesterov"]


@dataclass(frozen=True)
class Nesterov:
    """Gradient descent with Nesterov's momentum; an `Optimiser`.

    Parameters
    ----------
    learning_rate : float
        The factor α, positive.
    momentum : float
        The factor β, in [0, 1). With 0 it is gradient descent.

    Raises
    ------
    UserError
        If a factor is out of its range.
    """

    learning_rate: float
    momentum: float = 0.9

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        check_decay("momentum", self.momentum)

    def init(self, w: FloatArray) -> Velocity:
        """Return the state of a ball at rest."""
        return Velocity(np.zeros_like(w))

    def step(
        self, w: FloatArray, gradient: Gradient, state: Velocity
    ) -> tuple[FloatArray, Velocity]:
        """Return w + v and the new v."""
        ahead = w + self.momentum * state.v
        v = self.momentum * state.v - self.learning_rate * gradient(ahead)
        return w + v, Velocity(v)
