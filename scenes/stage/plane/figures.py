"""Figures: a cat to be drawn on a sheet, a deer, a rock, a stone."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import Polygon, VGroup, VMobject
from numpy.typing import NDArray

from mlcore import towards
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import path_points

__all__ = ["deer_from_the_front", "rock", "stone", "winking_cat"]

Array = NDArray[np.float64]


def winking_cat() -> list[Array]:
    """Return the lines (k, 2) of a cat's face, which winks with the eye on the right.

    It is about 3 wide and 2 high; its nose is at the origin, the tips of its ears are at (±1, 1).
    Plain lines, not alike on both sides, so that a turn is seen.
    """
    head = _arc((0.0, -0.08), (1.2, 0.88), 45, -225)
    crown = _arc((0.0, -0.08), (1.2, 0.88), 108, 72)
    right = [crown[-1], (1.0, 1.0), head[0]]
    left = [head[-1], (-1.0, 1.0), crown[0]]
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


def deer_from_the_front() -> VGroup:
    """Return a deer from the front, in metres, its feet at the origin: shape, eyes, nose."""
    way = towards(np.linspace(0, 2 * np.pi, 24))
    ear = np.array(
        [(0.09, 1.42), (0.2, 1.43), (0.36, 1.56), (0.2, 1.57), (0.09, 1.5), (0.09, 1.42)]
    )
    leg = np.array([(0.1, 0.0), (0.17, 0.0), (0.22, 0.75), (0.08, 0.75), (0.1, 0.0)])
    neck = np.array([(-0.13, 0.9), (0.13, 0.9), (0.08, 1.3), (-0.08, 1.3), (-0.13, 0.9)])
    mirror = np.array([-1.0, 1.0])
    head = np.array(
        [(0.0, 1.14), (0.065, 1.17), (0.08, 1.26), (0.12, 1.4), (0.09, 1.53), (0.0, 1.56)]
    )
    head = np.concatenate([head, (head * mirror)[::-1]])
    outlines = [ear, (ear * mirror)[::-1], leg, (leg * mirror)[::-1], neck, head]
    outlines.append(way * [0.25, 0.3] + [0.0, 0.8])
    eyes = [way * 0.036 + [side * 0.065, 1.4] for side in (-1, 1)]
    shape = VMobject(stroke_width=0, fill_color=theme().muted, fill_opacity=1.0)
    shine = VMobject(stroke_width=0, fill_color=theme().prediction, fill_opacity=1.0)
    nose = VMobject(stroke_width=0, fill_color=theme().ground, fill_opacity=1.0)
    for part, lines in ((shape, outlines), (shine, eyes), (nose, [way * [0.04, 0.03] + [0, 1.19]])):
        part.points = path_points([np.pad(line, ((0, 0), (0, 1))) for line in lines])
    return VGroup(shape, shine, nose)


def rock(corners: Sequence[tuple[float, float]]) -> Polygon:
    """Return a piece of rock with corners in the frame."""
    return Polygon(
        *((x, y, 0.0) for x, y in corners),
        fill_color=theme().faint,
        fill_opacity=0.55,
        stroke_color=theme().muted,
        stroke_width=2.5,
    )


def stone(size: float) -> VGroup:
    """Return a stone, a little uneven, with the light from above; about 0.34 wide at size 1."""
    angles = np.linspace(0, 2 * np.pi, 9, endpoint=False) + 0.2
    reach = 0.17 * size * np.array([1.0, 0.88, 1.05, 0.93, 1.0, 0.86, 1.06, 0.95, 0.9])
    rim = np.stack([reach * np.cos(angles), 0.86 * reach * np.sin(angles), 0 * angles], axis=-1)
    body = Polygon(*rim, fill_color=theme().data, fill_opacity=1, stroke_width=0)
    inner = 0.5 * rim[[0, 2, 3, 5, 7]] + 0.06 * size * np.array([0.3, 0.6, 0.0])
    shade = Polygon(
        *rim[[5, 6, 7, 8, 0]],
        *inner[[0, 4, 3]],
        fill_color=theme().muted,
        fill_opacity=0.8,
        stroke_width=0,
    )
    return VGroup(body, shade)


def _arc(
    centre: tuple[float, float], radii: tuple[float, float], first: float, last: float
) -> Array:
    """Return points (k, 2) on part of an ellipse, between two angles in degrees."""
    angles = np.radians(np.linspace(first, last, 60))
    return np.asarray(np.array(centre) + np.array(radii) * towards(angles))


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Array:
    """Return points (k, 2) on a straight line: it may be bent."""
    return np.linspace(start, end, 24)
