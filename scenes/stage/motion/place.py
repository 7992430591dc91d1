"""A place in a plane that animates."""

from typing import Self

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike, NDArray

__all__ = ["Place"]


class Place(ValueTracker):
    """A point (2,) that animates, as in `place.animate.go((1.0, 0.5))`: straight ahead."""

    def __init__(self, point: ArrayLike) -> None:
        super().__init__()
        self.go(point)

    @property
    def point(self) -> NDArray[np.float64]:
        """(2,) where it stands."""
        return self.points[0, :2].copy()

    def go(self, point: ArrayLike) -> Self:
        """Stand at a point (2,)."""
        self.points = np.append(np.asarray(point, dtype=float), 0.0)[None]
        return self
