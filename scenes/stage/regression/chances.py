"""How well a curve foresaw two classes: chances, surprises, and the band of a curve."""

from collections.abc import Callable, Sequence
from typing import Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.look.text import number_words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals

__all__ = ["Band", "Chances", "SurpriseBars"]

Array = NDArray[np.float64]

_BESIDE = 0.055  # frame units between strokes of equal x,
_FAN = 0.22  # which together are no wider than this


class Chances(Residuals):
    """For each drawn point the chance that the model gave to what happened, as a stroke.

    It reaches from the class that did not come to the curve: the longer, the better foreseen.
    Strokes of equal x stand side by side.
    """

    def __init__(self, plot: DataPlot, fit: FitCurve, width: float = 3.0) -> None:
        x = plot.sample.x
        before = np.array([np.count_nonzero(x[:k] == x[k]) for k in range(len(x))])
        alike = np.array([np.count_nonzero(x == each) for each in x])
        self.offsets = np.minimum(_BESIDE, _FAN / alike) * (before - (alike - 1) / 2)
        super().__init__(plot, fit, width)
        self.set_stroke(theme().prediction, opacity=0.7)

    def follow(self) -> Self:
        """Redraw the strokes for the curve as it stands."""
        super().follow()
        self.points[:, 0] += np.repeat(self.offsets, 4)
        return self

    def starts(self) -> Array:
        """Return the class (n,) that did not come."""
        return 1.0 - self.plot.sample.y

    def covered(self) -> float:
        """Return 0: the dots are at the other class."""
        return 0.0


class SurpriseBars(Sharing, Plot):
    """−ln p of what happened, one bar a row, in the order of x; their mean is the loss.

    Parameters
    ----------
    data
        Of more than ``count`` rows a sample is shown.
    surprise
        Maps weights (2,), x (n,) and y (n,) to −ln p (n,).
    w
        The weights (2,) to begin with.
    highest
        The top of the scale; longer bars are cut.
    marked
        Values of x to be named below their bars, besides the first and the last.
    """

    shared = ("surprise",)

    def __init__(
        self,
        data: Dataset,
        surprise: Callable[[Array, Array, Array], Array],
        w: ArrayLike,
        *,
        width: float,
        height: float,
        highest: float = 3.0,
        marked: Sequence[float] = (),
        count: int = 40,
    ) -> None:
        rows = data.sample(count)
        order = np.argsort(rows.x, kind="stable")
        self.x, self.y = rows.x[order], rows.y[order]
        super().__init__(
            (0.0, float(len(rows))),
            (0.0, nice_range(0.0, highest, 3)[1]),
            width=width,
            height=height,
            y_label="surprise, −ln p",
            x_ticks=0,
            y_ticks=3,
        )
        self.surprise = surprise
        colour = theme().loss
        self.bars = VGroup(
            *(
                VMobject(stroke_width=0, fill_color=colour, fill_opacity=0.85)
                for _ in range(len(rows))
            )
        )
        self.marks = VGroup()
        shown = [value for value in marked if value in self.x]  # it may not be in the sample
        for value in dict.fromkeys((float(self.x[0]), float(self.x[-1]), *shown)):
            number = number_words(value)
            middle = float(np.flatnonzero(self.x == value).mean()) + 0.5
            number.next_to(self.at(middle, 0), DOWN, buff=0.16)
            number.shift(max(0.0, self.area.get_left()[0] - 0.2 - number.get_left()[0]) * RIGHT)
            number.shift(max(0.0, number.get_right()[0] - 0.2 - self.area.get_right()[0]) * LEFT)
            if all(abs(number.get_x() - each.get_x()) > number.width + 0.1 for each in self.marks):
                self.marks.add(number)
        self.add(self.marks)
        self.set_weights(w)

    def set_weights(self, w: ArrayLike) -> Self:
        """Draw the bars of the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        heights = np.minimum(self.surprise(self.w, self.x, self.y), self.y_range[1])
        for k, top in enumerate(heights):
            left, right = k + 0.16, k + 0.84
            corners = self.at([left, right, right, left, left], [0, 0, top, top, 0])
            self.bars[k].points = path_points([corners])
        return self


class Band(Sharing):
    """The room between two curves of a plot, filled."""

    def __init__(self, plot: Plot, x: Array, lower: Array, upper: Array) -> None:
        super().__init__(stroke_width=0, fill_color=theme().prediction, fill_opacity=0.16)
        edge = np.concatenate([plot.at(x, lower), plot.at(x[::-1], upper[::-1])])
        self.points = path_points([np.vstack([edge, edge[:1]])])
