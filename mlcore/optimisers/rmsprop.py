"""RMSProp: a step for each weight in units of how large its own gradient has been of late.

    s ← ρ s + (1 − ρ) (∇g)²,    w ← w − α ∇g/(√s + ε),    each weight by itself.

So a step is about α long, in a steep direction as in a flat one; near a minimum, too, which is
why it ends up going to and fro there.

Source: T. Tieleman, G. Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.numerics.arrays import FloatArray
from mlcore.optimisers.optimiser import Gradient, check_decay, check_learning_rate

__all__ = ["MeanSquare", "RMSProp"]


@dataclass(frozen=True, eq=False)
class MeanSquare:
    """The memory of RMSProp: the moving mean s (n,) of the squared gradient, read-only."""

    s: FloatArray

    def __post_init__(self) -> None:
        self.s.setflags(write=False)


@dataclass(frozen=True)
class RMSProp:
    """Gradient descent with a step size for each weight; an `Optimiser`.

    Parameters
    ----------
    learning_rate : float
        The length α of a step, positive.
    decay : float
        The share ρ of the moving mean that is kept, in [0, 1).
    epsilon : float
        What keeps a vanishing gradient from being divided by.

    Raises
    ------
    UserError
        If α or ρ is out of its range.
    """

    learning_rate: float
    decay: float = 0.9
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        check_decay("decay", self.decay)

    def init(self, w: FloatArray) -> MeanSquare:
        """Return a mean of zero."""
        return MeanSquare(np.zeros_like(w))

    def step(
        self, w: FloatArray, gradient: Gradient, state: MeanSquare
    ) -> tuple[FloatArray, MeanSquare]:
        """Return the next weights and the new mean."""
        g = gradient(w)
        s = self.decay * state.s + (1 - self.decay) * g**2
        return w - self.learning_rate * g / (np.sqrt(s) + self.epsilon), MeanSquare(s)
