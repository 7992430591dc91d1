"""Areas by adding up: bars under a graph, as many as one likes, as one mobject.

A `Slicing` tells into which slices a range is cut as its width stands, and so what the bars are: it
is mlcore's running sum. `Bars` draw it, `Leftovers` what is between the bars and the graph, and
`Gaps` by how much two such sums differ.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import RunningSum
from scenes.stage.plane.drawn import Drawn, Window
from scenes.stage.plane.plot import Range, path_points

__all__ = ["Bars", "Gaps", "Leftovers", "Slicing"]

Array = NDArray[np.float64]

_ROUND = 160
"""About so many points are on the edges of all bars that a window shows."""
_EDGES = (1.8, 22.0)
"""The width of a bar's edge at most, and for each frame unit of the bar's own width."""
_FINE = 0.03
"""Frame units: bars narrower than this have no edges between them, and are drawn as one shape."""


class Slicing:
    """A range cut into slices of a width that may change at any time: all follows it smoothly.

    Where the width does not go into the range, the slices at its ends are narrower.

    Parameters
    ----------
    f
        Maps places (k,) to values (k,).
    low, high
        Where the range begins and ends.
    step
        Returns the width δ of a slice, asked anew every time.
    anchor
        A place where a slice begins; where the range does, by default.
    share
        Returns where in a slice its height is taken: 0 where it begins, as by default, 1 where it
        ends.
    """

    def __init__(
        self,
        f: Callable[[Any], Any],
        low: float,
        high: float,
        step: Callable[[], float],
        *,
        anchor: float | None = None,
        share: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.f, self.low, self.high, self.width = f, low, high, step
        self.anchor, self.share = anchor, share

    @property
    def now(self) -> RunningSum:
        """The running sum of the slices as they stand."""
        return self.with_heights_at(self.share())

    @property
    def step(self) -> float:
        """How wide a slice is."""
        return float(self.width())

    def with_heights_at(self, share: float) -> RunningSum:
        """Return the running sum of the same slices, with heights taken elsewhere in them."""
        return RunningSum.cut(self.f, self.low, self.high, self.step, anchor=self.anchor, at=share)

    def upto(self, x: float) -> float:
        """Return the sum of the slices up to a place."""
        return float(self.now.upto(x))


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
        widest = float(np.diff(sums.edges).max())
        wide = float(np.ptp(window.at(np.array([0.0, widest]), 0.0)[:, 0]))
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
    sums, colour, domain
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
    ) -> None:
        super().__init__(sums, colour, domain, opacity=0.8)
        self.f = f
        self.set_stroke(width=0)
        self.edges = (0.0, 0.0)

    def other_side(self, x: Array) -> Array:
        """Return where the graph is at places (...)."""
        return np.asarray(self.f(x), dtype=float)


class Gaps(Drawn):
    """Boxes between what slices sum to with their greater and with their lesser heights.

    Parameters
    ----------
    slicing
        Of a function that goes one way.
    colour
        Of the boxes.
    slide
        Returns how far each has gone to the column, from 0 to 1: there they stand on one another.
    column
        Where the column begins.
    opacity
        Of the boxes' ground.
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "slide")

    def __init__(
        self,
        slicing: Slicing,
        colour: str,
        slide: Callable[[], float] = lambda: 0.0,
        column: float = 0.0,
        opacity: float = 0.7,
    ) -> None:
        super().__init__(
            lambda: (slicing.with_heights_at(0.0), slicing.with_heights_at(1.0)),
            fill_color=colour,
            fill_opacity=opacity,
            stroke_width=0,
        )
        self.slide, self.column = slide, column

    def draw(self, window: Window) -> None:
        """Draw what is seen of the boxes."""
        first, last = self.source()
        share, (left, right) = float(self.slide()), window.x_range
        begin = (1 - share) * first.edges[:-1] + share * self.column
        end = np.clip(begin + np.diff(first.edges), left, right)
        begin = np.clip(begin, left, right)
        seen = (end > begin) & (first.heights != last.heights)
        if not seen.any():
            self.points = np.zeros((0, 3))
            return
        x = np.linspace(begin[seen], end[seen], max(2, _ROUND // int(seen.sum())), axis=-1)
        low, high = (each.heights[seen, None] + 0 * x for each in (last, first))
        self.points = areas_within(window, x, low, high)


def areas_within(window: Window, x: Array, low: ArrayLike, high: ArrayLike) -> Array:
    """Return the Bézier points of areas between lines (k, m) of data, as far as they are seen.

    All x are within the window's range.
    """
    low, high = window.at(x, low), window.at(x, high)
    least, most = window.heights(low[..., 0])
    for line in (low, high):
        line[..., 1] = np.clip(line[..., 1], least, most)
    return path_points(list(np.concatenate([low, high[:, ::-1], low[:, :1]], axis=1)))
