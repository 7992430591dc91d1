"""Adam: momentum, and a step for each weight in units of its own gradient.

    m ← β₁ m + (1 − β₁) ∇g,    s ← β₂ s + (1 − β₂) (∇g)²,    each weight by itself;
    w ← w − α m̂/(√ŝ + ε)       with m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ) in step t = 1, 2, …

Both means begin at zero; dividing by 1 − βᵗ makes up for that, so that the first step has the
length α already.

Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.numerics.arrays import FloatArray
from mlcore.optimisers.optimiser import Gradient, check_decay, check_learning_rate

__all__ = ["Adam", "Moments"]


@dataclass(frozen=True, eq=False)
class Moments:
    """The memory of Adam: steps taken, moving means (n,) of the gradient and of its square."""

    t: int
    m: FloatArray
    s: FloatArray

    def __post_init__(self) -> None:
        self.m.setflags(write=False)
        self.s.setflags(write=False)


@dataclass(frozen=True)
class Adam:
    """Gradient descent by moving means; an `Optimiser`.

    Parameters
    ----------
    learning_rate : float
        The length α of a step, positive.
    beta1, beta2 : float
        The shares of the two means that are kept, in [0, 1).
    epsilon : float
        What keeps a vanishing gradient from being divided by.

    Raises
    ------
    UserError
        If α or a share is out of its range.
    """

    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        check_learning_rate(self.learning_rate)
        check_decay("beta1", self.beta1)
        check_decay("beta2", self.beta2)

    def init(self, w: FloatArray) -> Moments:
        """Return means of zero."""
        return Moments(0, np.zeros_like(w), np.zeros_like(w))

    def step(self, w: FloatArray, gradient: Gradient, state: Moments) -> tuple[FloatArray, Moments]:
        """Return the next weights and the new means."""
        g, t = gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        s = self.beta2 * state.s + (1 - self.beta2) * g**2
        m_hat, s_hat = m / (1 - self.beta1**t), s / (1 - self.beta2**t)
        return w - self.learning_rate * m_hat / (np.sqrt(s_hat) + self.epsilon), Moments(t, m, s)
