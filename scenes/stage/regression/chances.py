"""How well a curve foresaw two classes: chances and surprises."""

from collections.abc import Callable
from typing import Self

import numpy as np
from manim import VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals

__all__ = ["Chances", "SurpriseColumn", "Ties", "beside"]

Array = NDArray[np.float64]

_BESIDE = 0.09  # frame units between strokes of equal x,
_FAN = 0.25  # which together are no wider than this


class Chances(Residuals):
    """For each drawn point the chance that the model gave to what happened, as a stroke.

    It comes from the other class's level and ends on the curve: up from 0 or down from 1, the
    longer, the better foreseen. Strokes of equal x stand side by side. Those of x beyond `upto`
    are not drawn. What is missing is left to `Ties`.
    """

    def __init__(self, plot: DataPlot, fit: FitCurve, width: float = 4.5) -> None:
        self.offsets = beside(plot.sample.x)
        self.upto = np.inf
        super().__init__(plot, fit, width)
        self.set_stroke(theme().prediction, opacity=0.8)

    def until(self, x: float) -> Self:
        """Draw only those of x up to this one, from the next time on."""
        self.upto = float(x)
        return self

    def follow(self) -> Self:
        """Redraw the strokes for the curve as it stands."""
        x = self.plot.sample.x
        predicted = self.fit.predict(self.fit.w, x)
        ends = np.stack([self.plot.at(x, y) for y in self.span(predicted)], axis=1)
        ends[..., 0] += self.offsets[:, None]
        self.points = path_points(list(ends[x <= self.upto]))
        return self

    def span(self, predicted: Array) -> tuple[Array, Array]:
        """Return the values (n,) of y that the strokes begin and end at."""
        return 1 - self.plot.sample.y, predicted


class Ties(Chances):
    """What is missing to certainty: thin, from the end of each stroke to its own dot's level."""

    def __init__(self, plot: DataPlot, fit: FitCurve) -> None:
        super().__init__(plot, fit, width=1.4)
        self.set_stroke(theme().data, opacity=0.55)

    def span(self, predicted: Array) -> tuple[Array, Array]:
        """Return the values (n,) of y that the ties begin and end at."""
        return predicted, self.plot.sample.y


class SurpriseColumn(Sharing, Plot):
    """All surprises on top of one another, each a share 1/N of its height: the mean is the top.

    Parameters
    ----------
    data
        All rows count; of more than ``count`` the column is one piece.
    surprise
        Maps weights (2,), x (n,) and y (n,) to −ln of the chances of what happened.
    w
        The weights (2,) to begin with.
    highest
        The top of the scale.
    """

    shared = ("surprise", "data")

    def __init__(
        self,
        data: Dataset,
        surprise: Callable[[Array, Array, Array], Array],
        w: ArrayLike,
        *,
        width: float,
        height: float,
        highest: float,
        count: int = 300,
    ) -> None:
        super().__init__(
            (0.0, 1.0),
            (0.0, nice_range(0.0, highest, 3)[1]),
            width=width,
            height=height,
            x_ticks=0,
            y_ticks=3,
        )
        self.data, self.surprise = data, surprise
        pieces = len(data) if len(data) <= count else 1
        colours = theme()
        self.pieces = VGroup(
            *(
                VMobject(
                    stroke_width=0.8 if pieces > 1 else 0,
                    stroke_color=colours.ground,
                    fill_color=colours.loss,
                    fill_opacity=0.85,
                )
                for _ in range(pieces)
            )
        )
        self.add(self.pieces)
        self.set_weights(w)

    def set_weights(self, w: ArrayLike) -> Self:
        """Pile up the surprises of the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        shares = self.surprise(self.w, self.data.x, self.data.y) / len(self.data)
        ends = np.append(0.0, np.cumsum(shares))
        if len(self.pieces) == 1:
            ends = ends[[0, -1]]
        levels = self.at(0.5, np.minimum(ends, self.y_range[1]))
        width = 0.8 * float(self.area.width)
        for piece, low, high in zip(self.pieces, levels[:-1], levels[1:], strict=True):
            piece.points = _box(low[0], width, low[1], high[1])
        return self


def beside(x: Array) -> Array:
    """Return the shifts (n,), in frame units, that set what has equal x (n,) side by side."""
    before = np.array([np.count_nonzero(x[:k] == x[k]) for k in range(len(x))])
    alike = np.array([np.count_nonzero(x == each) for each in x])
    shifts: Array = _gaps(x) * (before - (alike - 1) / 2)
    return shifts


def _gaps(x: Array) -> Array:
    """Return how far apart those of the same x (n,) stand."""
    return np.minimum(_BESIDE, _FAN / np.array([np.count_nonzero(x == each) for each in x]))


def _box(middle: float, width: float, low: float, high: float) -> Array:
    """Return the outline of an upright rectangle."""
    left, right = middle - width / 2, middle + width / 2
    corners = [[left, low, 0], [right, low, 0], [right, high, 0], [left, high, 0], [left, low, 0]]
    return path_points([np.array(corners, dtype=float)])
