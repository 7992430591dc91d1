"""The surprise −ln p against the chance p, and every row of a table as a dot that slides on it."""

from collections.abc import Callable, Sequence
from typing import Self

import numpy as np
from manim import Dot, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["SurpriseCurve"]

Array = NDArray[np.float64]

_FEW = 60
"""So many rows at most have dots of the full size."""


class SurpriseCurve(Sharing, Plot):
    """The curve −ln p over chances p from 0 to 1; on it a dot a row, with a stem below.

    The stems are as long as the rows are surprising: their mean is the loss.

    Parameters
    ----------
    data
        The rows that are shown.
    surprise
        Maps weights (2,), x (n,) and y (n,) to −ln of the chances of what happened.
    w
        The weights (2,) to begin with.
    highest
        The greatest surprise that has to have room.
    width, height
        Of the area, in frame units.

    Attributes
    ----------
    curve, stems, dots
        All that stands in the plot; stems and dots follow `set_weights`.
    shown
        (n,) which rows are drawn.
    """

    shared = ("data", "surprise")

    def __init__(
        self,
        data: Dataset,
        surprise: Callable[[Array, Array, Array], Array],
        w: ArrayLike,
        *,
        highest: float,
        width: float,
        height: float,
        least_width: float | None = None,
    ) -> None:
        super().__init__(
            (0.0, 1.0),
            (0.0, nice_range(0.0, highest, 3)[1]),
            width=width,
            height=height,
            x_label="chance p",
            y_label="surprise, −ln p",
            x_ticks=2,
            y_ticks=3,
            least_width=least_width,
        )
        self.data, self.surprise, self.shown = data, surprise, np.full(len(data), True)
        colours, few = theme(), len(data) <= _FEW
        self.curve = VMobject(stroke_color=colours.muted, stroke_width=4)
        self.stems = VGroup(
            *(
                VMobject(
                    stroke_color=colours.loss, stroke_width=3 if few else 1, stroke_opacity=0.7
                )
                for _ in data.x
            )
        )
        self.dots = VGroup(*(Dot(radius=0.1 if few else 0.05, color=colours.loss) for _ in data.x))
        self.w = np.asarray(w, dtype=float)
        self.add(self.stems, self.curve, self.dots)
        self.lay_out()

    def until(self, x: float) -> Self:
        """Draw only rows of x up to this one, from the next time on."""
        self.shown = self.data.x <= x
        return self

    def only(self, row: int) -> Self:
        """Draw only this row, from the next time on."""
        self.shown = np.arange(len(self.data)) == row
        return self

    def surprises(self) -> Array:
        """Return −ln p (n,) of the rows at the weights of now."""
        return np.asarray(self.surprise(self.w, self.data.x, self.data.y))

    def place(self, surprises: ArrayLike) -> Array:
        """Return where (..., 3) surprises stand on the curve, cut at the top of the scale."""
        heights = np.asarray(surprises, dtype=float)
        return self.at(np.exp(-heights), np.minimum(heights, self.y_range[1]))

    def set_weights(self, w: ArrayLike) -> Self:
        """Let stems and dots stand for the weights ``w`` (2,)."""
        self.w = np.asarray(w, dtype=float)
        return self._follow()

    def lay_out(self) -> None:
        """Bring the curve and all on it to where the area is now."""
        super().lay_out()
        if hasattr(self, "dots"):
            self.curve.points = path_points([self.place(np.linspace(self.y_range[1], 0.0, 160))])
            self._follow()

    def _follow(self) -> Self:
        tops = self.place(self.surprises())
        feet = tops * [1.0, 0.0, 1.0] + [0.0, float(self.at(0.0, 0.0)[1]), 0.0]
        parts: Sequence[tuple[VMobject, VMobject]] = list(zip(self.stems, self.dots, strict=True))
        for (stem, dot), foot, top, shown in zip(parts, feet, tops, self.shown, strict=True):
            stem.points = path_points([np.stack([foot, top if shown else foot])])
            dot.move_to(top).set_fill(opacity=1.0 if shown else 0.0)
        return self
