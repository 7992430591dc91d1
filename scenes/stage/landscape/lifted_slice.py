"""A curve of a plane plot that is a slice of a surface, on its way from one to the other."""

from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenes.stage.landscape.slice import Slice
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.space.viewport import Viewport

__all__ = ["LiftedSlice"]

Array = NDArray[np.float64]


class LiftedSlice(Dialled):
    """The losses along a slice: flat in a plot, where it lies in a panel, or between the two.

    Its dial `lifted` is 0 in the plot, where the loss stands over the weight that varies, and 1
    on the slice in the panel, wherever that is seen from.

    Parameters
    ----------
    plot, panel
        From where to where.
    cut
        The slice.
    losses
        (k,) of its values.
    colour
        Of the stroke.
    """

    dials: ClassVar[tuple[str, ...]] = ("lifted",)
    shared: ClassVar[tuple[str, ...]] = ("plot", "panel", "cut", "losses")

    def __init__(
        self,
        plot: Plot,
        panel: Viewport,
        cut: Slice,
        losses: ArrayLike,
        colour: str,
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=6.0)
        self.plot, self.panel, self.cut = plot, panel, cut
        self.losses, self.lifted = np.asarray(losses, dtype=float), 0.0
        self.add_updater(lambda each: each.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw it where the dial, the plot and the view say."""
        flat = self.plot.at(self.cut.values, self.losses)
        places = flat + self.lifted * (self.panel.project(self.cut.path) - flat)
        self.points = path_points([places])
