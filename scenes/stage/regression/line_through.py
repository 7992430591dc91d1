"""A line through few dots, and by how much it misses each: drawn anew wherever its plot goes."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset, LinearRegression
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Drawn, Spot, Stroke
from scenes.stage.plane.plot import Plot

__all__ = ["LineThrough"]

Array = NDArray[np.float64]


class LineThrough:
    """The line of two weights, data as dots, and strokes from these to the line.

    Parameters
    ----------
    plot
        Where all of it is drawn.
    data
        A few rows.
    weights
        Returns (2,) intercept and slope, asked anew every time; may be exchanged.
    """

    def __init__(self, plot: Plot, data: Dataset, weights: Callable[[], ArrayLike]) -> None:
        colours = theme()
        self.plot, self.data, self.weights = plot, data, weights
        self.objective = LinearRegression(data)
        self.line = Stroke(self._line, colours.prediction, 6.0).on(plot)
        self.misses = Stroke(self._misses, colours.loss, 5.0).on(plot)
        self.dots = [
            Spot(partial(_row, data, k), colours.data, 0.12).on(plot) for k in range(len(data))
        ]

    @property
    def things(self) -> list[Drawn]:
        """All that is drawn of it, in order."""
        return [self.misses, self.line, *self.dots]

    def spot(self, x: float) -> Spot:
        """Return a dot on the line, drawn nowhere yet."""
        return Spot(lambda: (x, float(self.says([x])[0])), theme().prediction, 0.14)

    def says(self, x: ArrayLike) -> Array:
        """Return what the line says (k,) at places (k,)."""
        w = np.asarray(self.weights(), dtype=float)
        return np.asarray(self.objective.predict(w, np.asarray(x, dtype=float)))

    def _line(self) -> Array:
        """(2, 2) from end to end of the plot."""
        x = np.array(self.plot.x_range)
        return np.stack([x, self.says(x)], axis=-1)

    def _misses(self) -> Array:
        """(3 n, 2) from each dot to the line, with nothing in between."""
        x, y = self.data.x, self.data.y
        ends = np.array([[x, y], [x, self.says(x)], np.full((2, len(x)), np.nan)])
        return np.asarray(ends.transpose(2, 0, 1).reshape(-1, 2))


def _row(data: Dataset, k: int) -> tuple[float, float]:
    """Return x and y of a row."""
    return float(data.x[k]), float(data.y[k])
