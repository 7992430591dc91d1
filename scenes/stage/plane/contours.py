"""Lines of equal height of a function of two places, in a plot of both."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray

from mlcore import Objective
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["Contours"]

Array = NDArray[np.float64]


class Contours(Sharing):
    """Contours as one mobject, which follows its plot.

    Parameters
    ----------
    plot
        Of x and y, the two places.
    function
        Whose loss at (x, y) is the height.
    levels
        Heights.
    """

    shared = ("plot", "lines")

    def __init__(self, plot: Plot, function: Objective, levels: Sequence[float]) -> None:
        super().__init__(stroke_color=theme().relief.contour, stroke_width=2.0)
        x, y = (np.linspace(*limits, 161) for limits in (plot.x_range, plot.y_range))
        heights = np.asarray(function.loss(np.stack(np.meshgrid(x, y), axis=-1)))
        traced = contour_generator(x, y, heights)
        self.plot = plot
        self.lines = [line for level in levels for line in cast(list[Array], traced.lines(level))]
        self.add_updater(lambda contours: contours.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw the lines where the plot stands."""
        self.points = path_points([self.plot.at(*line.T) for line in self.lines])
