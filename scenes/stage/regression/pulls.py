"""What misses do to a line: their sum moves it up or down, their torque about x = 0 turns it."""

from functools import partial

import numpy as np
from manim import VGroup

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import LineStudy

__all__ = ["Pulls"]

_BENT = 0.12


class Pulls(Sharing, VGroup):
    """Two arrows at a line: against ∂g/∂w0 at the middle of the data, against ∂g/∂w1 at its end.

    They are as long as these slopes are steep, on the scale of y; the second one, a torque about
    x = 0, as the force that it takes at the arrow's place. What would leave the plot is cut.
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

    def follow(self, k: int, arrow: FlatArrow) -> None:
        """Draw the arrow against the slope along weight ``k``, for the line as it stands."""
        x, slope = self.places[k], float(self.study.objective.gradient(self.line.w)[k])
        start = self.study.predict(self.line.w, np.array([x]))[0]
        end = np.clip(start - slope / (x if k else 1.0), *self.plot.y_range)
        arrow.point(self.plot.at(x, start), self.plot.at(x, end) - [_BENT * k, 0.0, 0.0])
