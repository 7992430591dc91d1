"""Outlines of plane mobjects, handed to cairo several times as fast as Manim does it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import cairo

__all__ = ["Subpath", "subpaths", "trace"]

Subpath = tuple[list[list[float]], bool]
"""Curves, each of eight numbers, x and y of its four points; and whether the last one closes."""

_CLOSE = 1e-6  # points nearer than this, in frame units, are the same


def subpaths(outlines: list[NDArray[np.float64]]) -> Iterator[list[Subpath]]:
    """Cut each outline (k, 3) of cubic curves where one does not begin where the last ended.

    All are cut at once: for numpy a hundred small arrays are much more work than a large one.
    """
    counts = [len(points) // 4 for points in outlines]
    points = [points[: 4 * count, :2] for points, count in zip(outlines, counts, strict=True)]
    curves = np.nan_to_num(np.concatenate([np.zeros((0, 2)), *points])).reshape(-1, 4, 2)
    ends = np.cumsum([0, *counts])
    starts = np.ones(len(curves) + 1, dtype=bool)
    starts[1:-1] = (np.abs(curves[1:, 0] - curves[:-1, 3]) > _CLOSE).any(axis=1)
    starts[ends] = True
    cuts = np.flatnonzero(starts)
    gaps = np.abs(curves[cuts[:-1], 0] - curves[cuts[1:] - 1, 3])
    closed = (gaps < _CLOSE).all(axis=1).tolist()
    listed = curves.reshape(-1, 8).tolist()
    pieces = [
        (listed[i:j], close) for (i, j), close in zip(pairwise(cuts.tolist()), closed, strict=True)
    ]
    for first, last in pairwise(np.searchsorted(cuts, ends).tolist()):
        yield pieces[first:last]


def trace(context: "cairo.Context[Any]", outline: list[Subpath]) -> None:
    """Make an outline the path of a cairo context."""
    context.new_path()
    for curves, closed in outline:
        context.move_to(curves[0][0], curves[0][1])
        for curve in curves:
            context.curve_to(*curve[2:])
        if closed:
            context.close_path()
