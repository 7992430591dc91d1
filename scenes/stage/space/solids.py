"""What stands in a viewport: lines, markers, arrows and the trail of a descent."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["Arrow3D", "Marker", "Polyline", "Trail"]

Array = NDArray[np.float64]

_AGE, _THINNEST, _STEPS = 1.6, 0.45, 6
"""Of a trail that ages: the way on which it thins by e, its least width, and in how many steps."""


class Polyline(Solid):
    """A line through points (k, 3) of the panel's space, faint or absent where hidden."""

    dials = ("shown",)

    def __init__(self, points: ArrayLike, pen: Pen, shown: float = 1.0) -> None:
        super().__init__()
        self.pen = pen
        self.path = np.asarray(points, dtype=float)
        self.shown = shown

    def paint(self, canvas: Canvas) -> None:
        """Draw the first `shown` share of the path; of none not even the round end of a line."""
        if self.shown > 0:
            canvas.line(_first_share(self.path, self.shown), self.pen, self.opacity)


class Marker(Solid):
    """A dot at a point (3,) of the panel's space, always turned to the viewer."""

    dials = ("radius",)

    def __init__(self, point: ArrayLike, colour: str, radius: float = 0.09) -> None:
        super().__init__()
        self.place, self.radius, self.colour = np.asarray(point, dtype=float), radius, colour

    def paint(self, canvas: Canvas) -> None:
        """Fill the dot, unless something stands before it."""
        canvas.dots(self.place[None], self.radius, self.colour, self.opacity)


class Arrow3D(Solid):
    """An arrow from one point to another; its head lies in the plane that contains `sideways`.

    Its length grows by the dial `shown`.
    """

    dials = ("shown",)

    def __init__(
        self, start: ArrayLike, end: ArrayLike, sideways: ArrayLike, pen: Pen, head: float = 0.2
    ) -> None:
        super().__init__()
        self.pen, self.head, self.shown = pen, head, 1.0
        self.set_ends(start, end, sideways)

    @property
    def tip(self) -> Array:
        """(3,) where its point is now."""
        return np.asarray(self.start + (self.end - self.start) * self.shown)

    def set_ends(self, start: ArrayLike, end: ArrayLike, sideways: ArrayLike) -> "Arrow3D":
        """Place the arrow anew."""
        self.start, self.end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
        self.sideways = np.asarray(sideways, dtype=float)
        return self

    def paint(self, canvas: Canvas) -> None:
        """Draw the shaft and the two strokes of the head, in one go."""
        tip = self.tip
        along = tip - self.start
        length = float(np.linalg.norm(along))
        if length < 1e-6:
            return
        along /= length
        across = self.sideways - along * (self.sideways @ along)
        norm = float(np.linalg.norm(across))
        across = across / norm if norm > 1e-9 else across
        head = min(self.head, 0.5 * length)
        barbs = [tip - head * along + side * 0.5 * head * across for side in (1, -1)]
        edge = replace(self.pen, colour=theme().ground, width=self.pen.width + 3.5)
        drawn = np.array([self.start, tip, barbs[0], tip, barbs[1]])
        for pen in (edge, self.pen):  # a dark edge sets it off from a surface of its own colour
            canvas.line(drawn, pen, self.opacity)


class Trail(Solid):
    """The path of a descent up to a playhead, on the surface or on the floor.

    Parameters
    ----------
    path, times
        (k, 3) points of the panel's space, and the fractional iteration (k,) of each.
    pen
        How it is drawn.
    ages
        Whether it thins with the way gone since.
    """

    shared = ("path", "times", "travelled")

    def __init__(self, path: ArrayLike, times: Array, pen: Pen, ages: bool = False) -> None:
        super().__init__()
        self.pen, self.ages = pen, ages
        self.path = np.asarray(path, dtype=float)
        parts = np.linalg.norm(np.diff(self.path, axis=0), axis=1)
        travelled = np.concatenate([[0.0], np.cumsum(parts)])
        # of points that lie within a few pixels of one another, one is enough
        kept = np.flatnonzero(np.diff(np.floor(travelled / 0.05), prepend=-1.0) > 0)
        self.path, self.times, self.travelled = self.path[kept], times[kept], travelled[kept]
        self.progress = 0.0
        self.tip = self.path[0]

    def set_progress(self, iteration: float, tip: ArrayLike) -> "Trail":
        """End the trail at ``tip`` (3,), where the playhead stands at ``iteration``."""
        self.progress, self.tip = float(iteration), np.asarray(tip, dtype=float)
        return self

    def paint(self, canvas: Canvas) -> None:
        """Draw the kept points before the playhead, then its tip."""
        count = int(np.searchsorted(self.times, self.progress, side="right"))
        points = np.concatenate([self.path[:count], self.tip[None, :]])
        canvas.line(points, self.pen, self.opacity, self._widths(count) if self.ages else None)

    def _widths(self, count: int) -> Array:
        """Shares of the pen's width at the first ``count`` points and the tip, in small steps."""
        since = self.travelled[count - 1] - self.travelled[:count]
        fresh = np.exp(-since / _AGE)
        share = _THINNEST + (1.0 - _THINNEST) * np.round(fresh * _STEPS) / _STEPS
        return np.append(share, 1.0)


def _first_share(path: Array, share: float) -> Array:
    """Return the first ``share`` of a path by length."""
    if share >= 1:
        return path
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    end = max(0.0, share) * lengths[-1]
    count = int(np.searchsorted(lengths, end, side="right"))
    tip = [np.interp(end, lengths, path[:, k]) for k in range(3)]
    return np.concatenate([path[:count], np.array([tip])])
