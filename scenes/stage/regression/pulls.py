"""What misses do to a line: their sum moves it up or down, their torque about x = 0 turns it."""

from functools import partial

import numpy as np
from manim import Circle, VGroup
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["Pulls"]

_ROOM = 0.97
"""Of the way to the plot's upper or lower side may be taken."""


class Pulls(Sharing, VGroup):
    """Two arrows at a line: against ∂g/∂w0 at the middle of the data, against ∂g/∂w1 at its end.

    A ring at x = 0, if that is in the plot, is the hinge about which the line turns.

    They are as long as these slopes are steep, to one scale: that of y, or, where one of them would
    leave the plot, a smaller one.
    """

    shared = ("study", "plot", "line")

    def __init__(self, study: LineStudy, plot: DataPlot, line: FitCurve) -> None:
        super().__init__()
        self.study, self.plot, self.line = study, plot, line
        low, high = plot.x_range
        self.places = (float(study.data.x.mean()), low + 0.93 * (high - low))
        for k, colour in enumerate((theme().w0, theme().w1)):
            arrow = FlatArrow(colour)
            arrow.add_updater(partial(self.follow, k), call_updater=True)
            self.add(arrow)
        if low <= 0.0 <= high:
            hinge = Circle(0.15, color=theme().w1, stroke_width=4)
            hinge.add_updater(lambda ring: ring.move_to(self.hinge()), call_updater=True)
            self.add(hinge)

    def hinge(self) -> NDArray[np.float64]:
        """Return the place (3,) of the line at x = 0."""
        height = self.study.predict(self.line.w, np.array([0.0]))
        return np.asarray(self.plot.at([0.0], np.clip(height, *self.plot.y_range))[0])

    def follow(self, k: int, arrow: FlatArrow) -> None:
        """Draw the arrow against the slope along weight ``k``, for the line as it stands."""
        x, way = self.places[k], -np.asarray(self.study.objective.gradient(self.line.w))
        starts = self.study.predict(self.line.w, np.array(self.places))
        low, high = self.plot.y_range
        room = _ROOM * np.maximum(np.where(way > 0, high - starts, starts - low), 0.0)
        scale = min(1.0, float((room / np.maximum(np.abs(way), 1e-12)).min()))
        start, end = starts[k], starts[k] + scale * way[k]
        arrow.point(self.plot.at(x, start), self.plot.at(x, end))
