"""How a viewport's space is seen in the frame."""

from dataclasses import dataclass

import numpy as np
from numba import njit
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
        given = np.asarray(points, dtype=float)
        seen = np.empty(given.shape)
        flat, lens = seen.reshape(-1, 3), (self.scale, self.distance)
        _project(given.reshape(-1, 3), self.axes, self.target, self.centre, lens, flat)
        return seen

    def scale_at(self, depth: float) -> float:
        """Frame units per unit of the panel's space at that depth."""
        return self.scale * self.distance / (self.distance - depth)


@njit(cache=True, nogil=True)
def _project(
    points: Array,
    axes: Array,
    target: Array,
    centre: Array,
    lens: tuple[float, float],
    seen: Array,
) -> None:
    """Project points (k, 3): one loop, as a frame asks for a few points dozens of times."""
    scale, distance = lens
    for k in range(len(points)):
        x, y, z = points[k, 0] - target[0], points[k, 1] - target[1], points[k, 2] - target[2]
        depth = axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z
        near = scale * distance / (distance - depth)
        seen[k, 0] = centre[0] + near * (axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z)
        seen[k, 1] = centre[1] + near * (axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z)
        seen[k, 2] = depth
