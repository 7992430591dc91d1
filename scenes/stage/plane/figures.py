"""Figures to be drawn on a sheet: plain lines, not alike on both sides, so that a turn is seen."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["winking_cat"]

Array = NDArray[np.float64]


def winking_cat() -> list[Array]:
    """Return the lines (k, 2) of a cat's face, which winks with the eye on the right.

    It is about 3 wide and 2 high; its nose is at the origin.
    """
    head = _arc((0.0, -0.08), (1.2, 0.88), 45, -225)
    crown = _arc((0.0, -0.08), (1.2, 0.88), 108, 72)
    right = [crown[-1], (1.02, 1.1), head[0]]
    left = [head[-1], (-1.02, 1.1), crown[0]]
    ears = [_straight(*each) for each in (right[:2], right[1:], left[:2], left[1:])]
    eye = _arc((-0.5, 0.28), (0.23, 0.17), 0, 360)
    pupil = _arc((-0.5, 0.28), (0.06, 0.15), 0, 360)
    wink = _arc((0.5, 0.18), (0.24, 0.14), 20, 160)
    nose = [(-0.13, 0.03), (0.13, 0.03), (0.0, -0.12), (-0.13, 0.03)]
    mouth = [
        _arc((each, -0.2), (0.19, 0.17), *ends)
        for each, ends in ((-0.19, (360, 200)), (0.19, (180, 340)))
    ]
    whiskers = [
        _straight((side * 0.5, -0.2 - 0.1 * k), (side * 1.5, -0.06 - 0.28 * k))
        for side in (-1, 1)
        for k in range(3)
    ]
    lines = [_straight(*pair) for pair in pairwise(nose)]
    stem = _straight((0.0, -0.12), (0.0, -0.2))
    return [head, crown, *ears, eye, pupil, wink, *lines, stem, *mouth, *whiskers]


def _arc(
    centre: tuple[float, float], radii: tuple[float, float], first: float, last: float
) -> Array:
    """Return points (k, 2) on part of an ellipse, between two angles in degrees."""
    angles = np.radians(np.linspace(first, last, 60))
    round_ = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return np.asarray(np.array(centre) + np.array(radii) * round_)


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Array:
    """Return points (k, 2) on a straight line: it may be bent."""
    return np.linspace(start, end, 24)
