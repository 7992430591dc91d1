"""Where things stand: named slots of the frame instead of coordinates.

The frame is 14.22 units wide and 8 high, its centre (0, 0). A chapter's title stands on a line at
the top, its captions in a band at the bottom, and all else in the slots between.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

import numpy as np
from manim import ORIGIN, Mobject
from numpy.typing import ArrayLike, NDArray

__all__ = ["GRID", "Grid", "Slot"]

M = TypeVar("M", bound=Mobject)


@dataclass(frozen=True)
class Slot:
    """A rectangle of the frame, in frame units.

    Examples
    --------
    >>> upper, lower = Slot(0, 4, 0, 3).rows(2, 1, gap=0)
    >>> upper
    Slot(left=0, right=4, bottom=1.0, top=3.0)
    >>> lower.centre
    array([2. , 0.5, 0. ])
    """

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> NDArray[np.float64]:
        """(3,) the middle."""
        return np.array([self.left + self.right, self.bottom + self.top, 0.0]) / 2

    def rows(self, *shares: float, gap: float = 0.3) -> tuple["Slot", ...]:
        """Return rows from top to bottom, whose heights are to one another as the shares."""
        return tuple(
            Slot(self.left, self.right, self.top - end, self.top - start)
            for start, end in _cuts(self.height, shares, gap)
        )

    def columns(self, *shares: float, gap: float = 0.5) -> tuple["Slot", ...]:
        """Return columns from left to right, whose widths are to one another as the shares."""
        return tuple(
            Slot(self.left + start, self.left + end, self.bottom, self.top)
            for start, end in _cuts(self.width, shares, gap)
        )

    def hold(self, mobject: M, align: ArrayLike = ORIGIN) -> M:
        """Bring a mobject into the slot, made smaller if it is too large, and return it.

        `align` says at which side or corner, as Manim's directions do; by default the middle.
        """
        share = min(
            1.0,
            self.width / max(float(mobject.width), 1e-9),
            self.height / max(float(mobject.height), 1e-9),
        )
        if share < 1:
            mobject.scale(share)
        direction = np.asarray(align, dtype=float)
        corner = self.centre + direction * [self.width / 2, self.height / 2, 0.0]
        mobject.move_to(corner, aligned_edge=direction)
        return mobject


def _cuts(length: float, shares: tuple[float, ...], gap: float) -> list[tuple[float, float]]:
    """Cut a length into parts with gaps between them: where each begins and ends."""
    unit = (length - gap * (len(shares) - 1)) / sum(shares)
    ends = list(accumulate(share * unit for share in shares))
    return [
        (end - share * unit + k * gap, end + k * gap)
        for k, (share, end) in enumerate(zip(shares, ends, strict=True))
    ]


@dataclass(frozen=True)
class Grid:
    """The lines of the frame, and the slots between them."""

    edge: float = 0.45
    left_edge: float = -6.6
    right_edge: float = 6.6
    title_y: float = 3.34  # the baseline of titles
    top: float = 3.05  # of the slots, clear of titles
    caption_top: float = -3.1  # of the band that belongs to captions
    caption_y: float = -3.52  # the baseline of captions in the picture

    @property
    def wide(self) -> Slot:
        """All there is between title and captions."""
        return Slot(self.left_edge, self.right_edge, self.caption_top, self.top)

    @property
    def left(self) -> Slot:
        """The left half."""
        return self.wide.columns(1, 1)[0]

    @property
    def right(self) -> Slot:
        """The right half."""
        return self.wide.columns(1, 1)[1]

    @property
    def main(self) -> Slot:
        """Where the picture stands that matters most: the left three fifths."""
        return self.wide.columns(3, 2)[0]

    @property
    def beside(self) -> Slot:
        """The rest beside it."""
        return self.wide.columns(3, 2)[1]


GRID = Grid()
