"""What an optimiser is: a rule for the next weights, from the gradient and a memory of its own.

    state = init(w),    then again and again    w, state = step(w, ∇g, state).

A rule is pure: it changes nothing, and its memory is a record of its own, None if it has none.
The gradient comes as a function, because some rules look at it elsewhere than at w.
"""

from collections.abc import Callable
from math import inf
from typing import Protocol, TypeAlias, TypeVar

from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray

__all__ = ["Gradient", "Optimiser", "State", "check_decay", "check_learning_rate"]

Gradient: TypeAlias = Callable[[FloatArray], FloatArray]
"""What maps weights (n,) to ∇g there (n,)."""

State = TypeVar("State")


class Optimiser(Protocol[State]):
    """A rule for the next weights."""

    def init(self, w: FloatArray) -> State:
        """Return the memory at the start w (n,)."""

    def step(self, w: FloatArray, gradient: Gradient, state: State) -> tuple[FloatArray, State]:
        """Return the next weights (n,) and the memory to go with them."""


def check_learning_rate(rate: float) -> None:
    """Raise a `UserError` unless a learning rate is finite and positive."""
    if not 0 < rate < inf:
        raise UserError(f"the learning rate must be finite and positive, not {rate}")


def check_decay(name: str, decay: float) -> None:
    """Raise a `UserError` unless a factor by which a memory fades is in [0, 1)."""
    if not 0 <= decay < 1:
        raise UserError(f"{name} must be at least 0 and below 1, not {decay}")
