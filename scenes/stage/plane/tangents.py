"""Lines that touch two circles: what joins a lens to the ring that it looks at."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["tangents"]

Array = NDArray[np.float64]


def tangents(one: Array, small: float, other: Array, large: float) -> list[Array]:
    """Return the two strokes (2, n) that touch two circles from outside, if there are any.

    Parameters
    ----------
    one, small
        The middle (n,) of a circle, n being 2 or 3, and its radius.
    other, large
        Of the other circle; neither may lie in the other one.
    """
    way = (other - one)[:2]
    apart = float(np.linalg.norm(way))
    if apart <= abs(large - small):
        return []
    towards, turn = np.arctan2(way[1], way[0]), np.arccos((small - large) / apart)
    strokes = []
    for angle in (towards + turn, towards - turn):
        out = np.zeros(len(one))
        out[:2] = np.cos(angle), np.sin(angle)
        strokes.append(np.stack([one + small * out, other + large * out]))
    return strokes
