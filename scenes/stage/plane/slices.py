"""Areas by adding up: bars under a graph, as many as one likes, as one mobject.

A `Slicing` tells into which slices a range is cut as its level stands, and so what the bars are: it
is mlcore's running sum. `Bars` draw it, and `Leftovers` what is between the bars and the graph.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import RunningSum
from scenes.stage.plane.drawn import Drawn, Window
from scenes.stage.plane.plot import Range, path_points

__all__ = ["Bars", "Leftovers", "Slicing"]

Array = NDArray[np.float64]

_ROUND = 160
"""About so many points are on the edges of all bars that a window shows."""
_EDGES = (1.8, 22.0)
"""The width of a bar's edge at most, and for each frame unit of the bar's own width."""
_FINE = 0.03
"""Frame units: bars narrower than this have no edges between them, and are drawn as one shape."""


class Slicing:
    """A range cut into slices, ever finer as a level rises.

    At level k there are ``counts[k]`` slices. On the way from one level to the next the finer ones
    sink or rise from the height of the slice that they are cut out of.

    Parameters
    ----------
    f
        Maps places (k,) to values (k,).
    low, high
        Where the range begins and ends.
    counts
        How many slices, each a multiple of the one before.
    level
        Returns the level, asked anew every time.
    """

    def __init__(
        self,
        f: Callable[[Any], Any],
        low: float,
        high: float,
        counts: Sequence[int],
        level: Callable[[], float],
    ) -> None:
        if any(fine % coarse for coarse, fine in pairwise(counts)):
            raise ValueError(f"each count is a multiple of the one before: {list(counts)}")
        self.f, self.low, self.high = f, low, high
        self.counts, self.level = tuple(counts), level

    @property
    def now(self) -> RunningSum:
        """The running sum of the slices as they stand."""
        level = float(np.clip(self.level(), 0, len(self.counts) - 1))
        k = int(np.ceil(level - 1e-9))
        fine = self._at(k)
        share = k - level
        if share < 1e-9:
            return fine
        coarse = np.repeat(self._at(k - 1).heights, self.counts[k] // self.counts[k - 1])
        return RunningSum(fine.edges, (1 - share) * fine.heights + share * coarse)

    @property
    def step(self) -> float:
        """How wide a slice is."""
        edges = self.now.edges
        return float(edges[1] - edges[0])

    def upto(self, x: float) -> float:
        """Return the sum of the slices up to a place."""
        return float(self.now.upto(x))

    def _at(self, k: int) -> RunningSum:
        return RunningSum.of(self.f, self.low, self.high, self.counts[k])


class Bars(Drawn):
    """The bars of a running sum.

    Parameters
    ----------
    sums
        Returns the running sum, asked anew every time.
    colour
        Of the bars.
    domain
        Between which x they are drawn, asked anew every time; all by default.
    sign
        1 for the bars above the axis alone, -1 for those below it, 0 for all.
    opacity
        Of the bars' ground; their edges are stronger.
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "domain")

    def __init__(
        self,
        sums: Callable[[], RunningSum],
        colour: str,
        domain: Callable[[], Range] | None = None,
        sign: int = 0,
        opacity: float = 0.38,
    ) -> None:
        super().__init__(
            sums,
            fill_color=colour,
            fill_opacity=opacity,
            stroke_color=colour,
            stroke_width=_EDGES[0],
            stroke_opacity=0.9,
        )
        self.domain, self.sign, self.edges = domain, sign, _EDGES

    def draw(self, window: Window) -> None:
        """Draw what is seen of the bars."""
        sums = self.source()
        low, high = window.x_range
        if self.domain is not None:
            first, last = self.domain()
            low, high = max(low, first), min(high, last)
        begin, end = np.clip(sums.edges[:-1], low, high), np.clip(sums.edges[1:], low, high)
        seen = (end > begin) & ((self.sign == 0) | (np.sign(sums.heights) == self.sign))
        begin, end, heights = begin[seen], end[seen], sums.heights[seen]
        if not len(heights):
            self.points = np.zeros((0, 3))
            return
        wide = float(np.ptp(window.at(sums.edges[:2], 0.0)[:, 0]))
        self.set_stroke(width=min(self.edges[0], self.edges[1] * wide))
        if wide < _FINE:
            every = int(np.ceil(_FINE / 2 / wide))  # those within a pixel are drawn as one
            starts = np.arange(0, len(heights), every)
            widths = np.add.reduceat(end - begin, starts)
            means = np.add.reduceat((end - begin) * heights, starts) / widths
            x = np.stack([begin[starts], begin[starts] + widths], axis=-1).reshape(1, -1)
            tops = np.repeat(means, 2)[None]
            self.set_stroke(width=0)
        else:
            shares = np.linspace(0, 1, max(2, _ROUND // len(heights)))
            x = begin[:, None] + shares * (end - begin)[:, None]
            tops = heights[:, None] + 0 * x
        self.points = areas_within(window, x, self.other_side(x), tops)

    def other_side(self, x: Array) -> Array:
        """Return where the bars begin at places (...): at the axis."""
        return np.zeros_like(x)


class Leftovers(Bars):
    """What is left over between the bars of a running sum and the graph of its function.

    Parameters
    ----------
    sums, colour, domain, opacity
        As of `Bars`.
    f
        Maps places (...) to values (...).
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "domain", "f")

    def __init__(
        self,
        sums: Callable[[], RunningSum],
        f: Callable[[Any], Any],
        colour: str,
        domain: Callable[[], Range] | None = None,
        opacity: float = 0.8,
    ) -> None:
        super().__init__(sums, colour, domain, opacity=opacity)
        self.f = f
        self.set_stroke(width=0)
        self.edges = (0.0, 0.0)

    def other_side(self, x: Array) -> Array:
        """Return where the graph is at places (...)."""
        return np.asarray(self.f(x), dtype=float)


def areas_within(window: Window, x: Array, low: ArrayLike, high: ArrayLike) -> Array:
    """Return the Bézier points of areas between lines (k, m) of data, as far as they are seen.

    All x are within the window's range.
    """
    low, high = window.at(x, low), window.at(x, high)
    least, most = window.heights(low[..., 0])
    for line in (low, high):
        line[..., 1] = np.clip(line[..., 1], least, most)
    return path_points(list(np.concatenate([low, high[:, ::-1], low[:, :1]], axis=1)))
