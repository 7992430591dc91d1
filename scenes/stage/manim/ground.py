"""The ground that all is painted on: a little darker towards the frame's corners."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["vignetted"]

Pixels = NDArray[np.uint8]

_CLEAR = 0.35
"""The distance from the middle up to which nothing is darker, where a corner is at 1."""


def vignetted(ground: Pixels, depth: float) -> Any:
    """Return an opaque ground (h, w, 4), its corners darker by a share ``depth``.

    A level of 8 bits would show as a band a hand wide; so between two levels pixels are dithered,
    by a pattern that is fixed: interleaved gradient noise (J. Jimenez, 2014).
    """
    height, width = ground.shape[:2]
    row, column = np.ogrid[:height, :width]
    middle = np.array([height - 1, width - 1]) / 2
    distance = np.hypot(row - middle[0], column - middle[1]) / np.hypot(*middle)
    way = np.clip((distance - _CLEAR) / (1.0 - _CLEAR), 0.0, 1.0)
    shade = depth * way**2 * (3.0 - 2.0 * way)
    noise = (52.9829189 * ((0.06711056 * column + 0.00583715 * row) % 1.0)) % 1.0
    shaded = ground.copy()
    colours = ground[..., :3] * (1.0 - shade)[..., None]
    shaded[..., :3] = np.floor(colours + noise[..., None])
    return shaded
