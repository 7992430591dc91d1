"""What of a line is in sight: it is cut finely, projected, and compared with what was filled.

One compiled loop, since a frame holds dozens of short lines, and for numpy each is much work.
"""

from math import ceil, sqrt

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scenes.stage.manim.mobjects import Frame
from scenes.stage.space.view import View

__all__ = ["sight_of"]

Array = NDArray[np.float64]
Sight = tuple[Array, NDArray[np.bool_], NDArray[np.intp]]

_PART = 10.0
"""Pixels between the places of a line that are looked at."""


def sight_of(points: Array, view: View, frame: Frame, lift: float) -> Sight:
    """Look at a line through points (k, 3) of a panel's space.

    Returns
    -------
    places
        (m, 2) in the frame: the points, and others between them about ten pixels apart.
    visible
        (m,) whether nothing stands before a place; what is ``lift`` behind still counts.
    bends
        (k,) which places are the points.
    """
    lens = np.array([*view.target, *view.centre, view.scale, view.distance, frame.scale])
    return _sight(points, view.axes, lens, frame.origin, frame.depth, lift)


@njit(cache=True, nogil=True, inline="always")
def _between(points: Array, start: int, end: int) -> tuple[float, float, float]:
    """Return the way from one point to another, without an array of its own."""
    return (
        points[end, 0] - points[start, 0],
        points[end, 1] - points[start, 1],
        points[end, 2] - points[start, 2],
    )


@njit(cache=True, nogil=True)
def _sight(
    points: Array,
    axes: Array,
    lens: Array,
    origin: Array,
    depth: NDArray[np.float32],
    lift: float,
) -> Sight:
    height, width = depth.shape
    centre_x, centre_y, scale, distance, pixels = lens[3], lens[4], lens[5], lens[6], lens[7]
    count = len(points)
    bends = np.zeros(count, np.intp)
    for k in range(1, count):
        x, y, z = _between(points, k - 1, k)
        length = sqrt(x * x + y * y + z * z) * scale * pixels
        bends[k] = bends[k - 1] + max(1, ceil(length / _PART))
    places, visible = np.empty((bends[-1] + 1, 2)), np.empty(bends[-1] + 1, np.bool_)
    for k in range(count):
        last = min(k + 1, count - 1)
        parts = max(1, bends[last] - bends[k])
        way_x, way_y, way_z = _between(points, k, last)
        for part in range(parts):
            x = points[k, 0] + way_x * part / parts - lens[0]
            y = points[k, 1] + way_y * part / parts - lens[1]
            z = points[k, 2] + way_z * part / parts - lens[2]
            towards = axes[2, 0] * x + axes[2, 1] * y + axes[2, 2] * z
            near = scale * distance / (distance - towards)
            right = centre_x + near * (axes[0, 0] * x + axes[0, 1] * y + axes[0, 2] * z)
            up = centre_y + near * (axes[1, 0] * x + axes[1, 1] * y + axes[1, 2] * z)
            column = min(max(int(origin[0] + right * pixels), 0), width - 1)
            row = min(max(int(origin[1] - up * pixels), 0), height - 1)
            place = bends[k] + part
            places[place, 0], places[place, 1] = right, up
            visible[place] = towards + lift >= depth[row, column]
    return places, visible, bends
