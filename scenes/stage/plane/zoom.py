"""A plot whose scales widen or narrow before the viewer's eyes."""

from typing import Any, cast

import numpy as np
from manim import Animation, Mobject

from scenes.stage.plane.plot import Plot, Range

__all__ = ["Zoom"]


class Zoom(Animation):
    """Bring the ranges of a plot to other ones; its area stays, what it shows follows.

    Ticks stand at the values they stood at. Those of x that leave the area fade at its side; those
    of y have to lie in both ranges.

    Examples
    --------
    `self.play(Zoom(plot, y_range=(-0.5, 2.0)))`
    """

    def __init__(
        self,
        plot: Plot,
        x_range: Range | None = None,
        y_range: Range | None = None,
        **kwargs: Any,
    ) -> None:
        self.plot = plot
        self.goals = np.array([x_range or plot.x_range, y_range or plot.y_range])
        self.starts = self.goals
        super().__init__(plot, suspend_mobject_updating=False, **kwargs)

    def create_starting_mobject(self) -> Mobject:
        """Return the plot itself: what changes is kept in `starts`."""
        return cast(Mobject, self.mobject)

    def begin(self) -> None:
        """Note the ranges to start from."""
        self.starts = np.array([self.plot.x_range, self.plot.y_range])
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Take ranges between the two."""
        share = self.rate_func(alpha)
        x_range, y_range = ((1 - share) * self.starts + share * self.goals).tolist()
        self.plot.x_range, self.plot.y_range = tuple(x_range), tuple(y_range)
        if not np.array_equal(self.starts[0], self.goals[0]):
            self.plot.show_ticks_within()
        self.plot.lay_out()
