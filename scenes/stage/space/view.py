"""How a viewport's space is seen in the frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["View"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """A mild perspective onto a viewport's space.

    Attributes
    ----------
    axes
        (3, 3): rows are the directions right, up and towards the viewer, in the panel's space.
    target
        (3,): the point of the panel's space that is seen in the panel's centre.
    centre
        (2,): the panel's centre in the frame.
    scale
        Frame units per unit of the panel's space, at the target's distance.
    distance
        From the viewer to the target, in units of the panel's space.
    """

    axes: Array
    target: Array
    centre: Array
    scale: float
    distance: float

    def project(self, points: ArrayLike) -> Array:
        """Map points (..., 3) of the panel's space to frame x, frame y and depth, (..., 3)."""
        seen = (np.asarray(points, dtype=float) - self.target) @ self.axes.T
        nearness = self.distance / (self.distance - seen[..., 2:])
        return np.concatenate(
            [self.centre + self.scale * nearness * seen[..., :2], seen[..., 2:]], axis=-1
        )

    def scale_at(self, depth: float) -> float:
        """Frame units per unit of the panel's space at that depth."""
        return self.scale * self.distance / (self.distance - depth)
