"""The heavy ball: v ← β v − α ∇g(w), w ← w + v. What it has of speed, it keeps a share β of.

It rolls on through a flat valley, and swings about the minimum. On a quadratic loss whose Hessian
has its eigenvalues in [μ, L] it is fastest with

    α = 4/(√L + √μ)²,    β = ((√κ − 1)/(√κ + 1))²,    κ = L/μ:

then its error shrinks by (√κ − 1)/(√κ + 1) a step, that of gradient descent by (κ − 1)/(κ + 1).

Source: B. Polyak, USSR Computational Mathematics and Mathematical Physics 4(5), 1964.
"""

from dataclasses import dataclass

import numpy as np

from mlcore.numerics.arrays import FloatArray
from mlcore.optimisers.optimiser import Gradient, check_decay, check_learning_rate

__all__ = ["HeavyBall", "Velocity"]


@dataclass(frozen=True, eq=False)
class Velocity:
    """The memory of a rule with momentum: the last step v (n,), read-only."""

    v: FloatArray

    def __post_init__(self) -> None:
        self.v.setflags(write=False)


@dataclass(frozen=True)
class HeavyBall:
    """Gradient descent with momentum; an `Optimiser`.

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

    Examples
    --------
    >>> ball, w = HeavyBall(0.1, momentum=0.5), np.array([1.0])
    >>> w, state = ball.step(w, lambda w: 2 * w, ball.init(w))
    >>> w, state
    (array([0.8]), Velocity(v=array([-0.2])))
    >>> ball.step(w, lambda w: 2 * w, state)[0].round(6)
    array([0.54])
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
        v = self.momentum * state.v - self.learning_rate * gradient(w)
        return w + v, Velocity(v)
