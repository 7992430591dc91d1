"""The room between two curves of a plot."""

from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["Band"]

Array = NDArray[np.float64]


class Band(Sharing):
    """The room between two curves of a plot, filled."""

    shared: ClassVar[tuple[str, ...]] = ("plot",)

    def __init__(self, plot: Plot, x: Array, lower: Array, upper: Array) -> None:
        super().__init__(stroke_width=0, fill_color=theme().prediction, fill_opacity=0.22)
        self.plot, self.x = plot, x
        self.reach(lower, upper)

    def reach(self, lower: Array, upper: Array) -> Self:
        """Fill from ``lower`` to ``upper`` (n,)."""
        self.lower, self.upper = lower, upper
        edge = np.concatenate(
            [self.plot.at(self.x, lower), self.plot.at(self.x[::-1], upper[::-1])]
        )
        self.points = path_points([np.vstack([edge, edge[:1]])])
        return self
