"""A length that animates by factors."""

from collections.abc import Callable
from typing import cast

import numpy as np
from manim import Animation, ValueTracker, smooth

from scenes.stage.motion.pace import paced

__all__ = ["Span"]


class Span(ValueTracker):
    """A positive number that animates by factors: from 1 to 0.1 as from 0.1 to 0.01.

    `film.play(delta.to(0.01), run_time=4)`
    """

    def __init__(self, size: float) -> None:
        super().__init__(float(np.log10(size)))

    @property
    def size(self) -> float:
        """The number as it stands."""
        return float(10.0 ** self.get_value())

    def to(self, size: float, rate_func: Callable[[float], float] = smooth) -> Animation:
        """Return the animation that takes it to a size."""
        return cast(Animation, paced(self, rate_func).set_value(float(np.log10(size))).build())
