"""A line through two points of a graph: how much the function changes over a step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore import forward_quotient
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Drawn, Spot, Stroke

__all__ = ["Secant"]

Array = NDArray[np.float64]

_FAR = 30.0
"""Units of x to where the line is drawn, if a window reaches so far."""


class Secant:
    """The line through a graph's points at x and x + δ, its two legs, and the points.

    `run` is the leg along x, in the colour of a step; `rise` that along y, in the function's own;
    `line` has the colour of slopes. They are drawn nowhere yet.

    Parameters
    ----------
    f
        Maps places (...) to values (...).
    x, step
        Return x and δ, asked anew every time.
    """

    def __init__(
        self, f: Callable[[Any], Any], x: Callable[[], float], step: Callable[[], float]
    ) -> None:
        colours = theme()
        self.f, self.x, self.step = f, x, step
        self.line = Stroke(self._line, colours.gradient, 4.0)
        self.run = Stroke(lambda: self._corners()[:2], colours.step, 6.0)
        self.rise = Stroke(lambda: self._corners()[1:], colours.prediction, 6.0)
        self.first = Spot(lambda: (x(), float(f(np.float64(x())))), colours.data)
        self.second = Spot(lambda: (self._end[0], self._end[1]), colours.data)

    @property
    def things(self) -> list[Drawn]:
        """All that is drawn of it, in order."""
        return [self.line, self.run, self.rise, self.second, self.first]

    @property
    def slope(self) -> float:
        """What the function changes by over the step, a unit of the step."""
        return float(forward_quotient(self.f, self.x(), self.step()))

    @property
    def change(self) -> float:
        """What the function changes by over the step."""
        return float(self._end[1] - self._start[1])

    @property
    def _start(self) -> Array:
        """(2,) the point that stays."""
        x = np.float64(self.x())
        return np.array([x, float(self.f(x))])

    @property
    def _end(self) -> Array:
        """(2,) the point a step away."""
        x = np.float64(self.x() + self.step())
        return np.array([x, float(self.f(x))])

    def _corners(self) -> Array:
        """(3, 2) from the first point along x, then up to the second."""
        start, end = self._start, self._end
        return np.array([start, [end[0], start[1]], end])

    def _line(self) -> Array:
        """(2, 2) far along the line, both ways."""
        return np.asarray(self._start + _FAR * np.array([[-1.0], [1.0]]) * [1.0, self.slope])
