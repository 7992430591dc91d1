"""How a surface is lit: a soft light from above, a low glint, and an edge where it turns away.

Light mixes the surface's own colour with three others of the theme, and adds none: whatever
stands out against these and against the colour map does so under any light, from any side.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scenes.stage.look.theme import Relief
from scenes.stage.space.view import View

__all__ = ["LAMP", "lit"]

Array = NDArray[np.float64]

LAMP = np.array([-0.42, 0.55, 0.72]) / np.linalg.norm([-0.42, 0.55, 0.72])
"""Towards the light, in view directions: it stays with the viewer, at the upper left."""

_VIEWER = np.array([0.0, 0.0, 1.0])
_HALFWAY = (LAMP + _VIEWER) / np.linalg.norm(LAMP + _VIEWER)
_SHADE, _UNDERSIDE = 0.62, 0.75
"""How much of the shade lies on what faces away from the light, and on what is seen from below."""
_GLINT, _GLOSS = 0.6, 14
"""The glint's strength, and how narrow it is: of brushed metal, not of glass."""
_EDGE, _FALL = 0.7, 3
"""The edge's strength, and how fast it falls off where the surface turns to the viewer."""


def lit(
    colours: Array, normals: Array, view: View, relief: Relief, mixed: Array | None = None
) -> Array:
    """Return colours (n, m, 3) in the light on normals (n, m, 3), in ``mixed`` if that is given."""
    mixed = np.empty(colours.shape) if mixed is None else mixed
    towards = np.stack([view.axes[2], LAMP @ view.axes, _HALFWAY @ view.axes])
    _mix(colours, normals, towards, relief.mixed, mixed)
    return mixed


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _mix(colours: Array, normals: Array, towards: Array, relief: Array, mixed: Array) -> None:
    """Mix each colour with those of the relief; `towards` are viewer, lamp and halfway (3, 3)."""
    for i in range(colours.shape[0]):
        for j in range(colours.shape[1]):
            x, y, z = normals[i, j, 0], normals[i, j, 1], normals[i, j, 2]
            facing = x * towards[0, 0] + y * towards[0, 1] + z * towards[0, 2]
            lamp = x * towards[1, 0] + y * towards[1, 1] + z * towards[1, 2]
            halfway = x * towards[2, 0] + y * towards[2, 1] + z * towards[2, 2]
            shade, glint = _UNDERSIDE, 0.0
            if facing >= 0.0:
                shade = _SHADE * (0.5 - 0.5 * lamp)
                glint = _GLINT * max(halfway, 0.0) ** _GLOSS
            edge = _EDGE * (1.0 - min(abs(facing), 1.0)) ** _FALL
            for k in range(3):
                value = colours[i, j, k]
                value += (relief[0, k] - value) * shade
                value += (relief[1, k] - value) * glint
                mixed[i, j, k] = value + (relief[2, k] - value) * edge
