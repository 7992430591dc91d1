"""A data set as dots in a plot; of a large one an even sample."""

from collections.abc import Sequence

import numpy as np
from manim import Dot, VGroup
from numpy.typing import ArrayLike, NDArray

from mlcore import Dataset
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.plane.plot import Plot, Range

__all__ = ["SHOWN", "DataPlot", "span_of"]

Array = NDArray[np.float64]

SHOWN = 300
"""Rows of a table that are drawn; of more a sample is."""


class DataPlot(Plot):
    """A data set as dots; of a large one an even sample. A bare one has no ticks and no names."""

    def __init__(
        self,
        data: Dataset,
        *,
        width: float,
        height: float,
        count: int = SHOWN,
        dot_radius: float = 0.065,
        x_range: Range | None = None,
        y_range: Range | None = None,
        y_values: Sequence[float] | None = None,
        y_label: str | None = None,
        least_width: float | None = None,
        tick_width: float | None = None,
        bare: bool = False,
    ) -> None:
        super().__init__(
            x_range or span_of(data.x),
            y_range or nice_range(float(data.y.min()), float(data.y.max())),
            width=width,
            height=height,
            x_label="" if bare else data.x_label,
            y_label="" if bare else data.y_label if y_label is None else y_label,
            x_ticks=0 if bare else 5,
            y_values=[] if bare else y_values,
            least_width=least_width,
            tick_width=tick_width,
        )
        self.sample = data.sample(count)
        radius = dot_radius if len(self.sample) <= 60 else 0.6 * dot_radius
        self.dots = VGroup(
            *(Dot(radius=radius, color=theme().data, fill_opacity=0.95) for _ in self.sample.x)
        )
        self._dot = Dot(radius=radius).points
        self.place_dots(self.sample.x, self.sample.y)
        self.add(self.dots)

    def lay_out(self) -> None:
        """Bring the dots, too, to where the area is now."""
        super().lay_out()
        self.place_dots(self.sample.x, self.sample.y)

    def place_dots(self, x: ArrayLike, y: ArrayLike) -> None:
        """Move the dots to values x and y, one each."""
        self._set_dots(self.at(x, y))

    def _set_dots(self, places: Array, share: float = 1.0) -> None:
        """Set the dots around places (n, 3), at a share of their size.

        Manim's own way to move one asks for its extent a dozen times.
        """
        for dot, place in zip(self.dots, places, strict=True):
            dot.points = place + share * self._dot


def span_of(x: Array) -> Range:
    """Return a range that shows all of x, from 0 on where that is near."""
    width = float(np.ptp(x))
    low, high = float(x.min()), float(x.max())
    return (0.0 if 0 <= low < 0.25 * width else low - 0.04 * width, high + 0.04 * width)
