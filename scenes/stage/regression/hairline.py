"""The weights that the data allow: where a unit of either is as long, a hairline; then a ring."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.text import symbol
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import Plot, Range, path_points
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.study import ClassStudy
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Polyline

__all__ = ["Hairline", "Thread"]

Array = NDArray[np.float64]

_AROUND = 0.62
"""Half a side of the plane, as a share of the good weights' extent along w0."""


class Hairline(VGroup):
    """The floor of a panel as it is seen from above, and on it the weights that fit.

    At first both weights are to one scale; `to_own_scales` brings them to the panel's.

    Parameters
    ----------
    study
        Whose rim of good weights is drawn.
    panel
        The landscape for plain x, seen from above.
    """

    def __init__(self, study: ClassStudy, panel: ScalingPanel) -> None:
        super().__init__()
        assert study.rim is not None
        rim = study.raw_weights(study.rim)
        middle, half = rim.mean(axis=0), _AROUND * np.ptp(rim[:, 0])
        w0_range, w1_range = ((float(each - half), float(each + half)) for each in middle)
        space = panel.space
        corners = panel.project(space.place(np.array([space.low, space.high]), space.floor))
        width, height, _ = np.abs(corners[1] - corners[0])
        self.window: tuple[Range, ...] = tuple(
            (float(space.low[k]), float(space.high[k])) for k in (1, 0)
        )
        self.floor = Plot(w1_range, w0_range, width=width, height=height, x_ticks=4, y_ticks=5)
        self.floor.let_close(self.window[0])
        self.floor.shift(corners.mean(axis=0) - self.floor.area.get_center())
        self.origin = Dot(radius=0.12, color=theme().prediction)
        self.origin.add_updater(lambda dot: dot.move_to(self.floor.at(0.0, 0.0)), call_updater=True)
        self.hair = VMobject(stroke_color=theme().loss, stroke_width=2, fill_color=theme().loss)
        self.hair.set_fill(opacity=0.9)
        self.hair.add_updater(
            lambda line: line.set_points(path_points([self.floor.at(rim[:, 1], rim[:, 0])])),
            call_updater=True,
        )
        self.names = VGroup(
            symbol("w_1", theme().w1, 46).next_to(self.floor.area, RIGHT, buff=0.2),
            symbol("w_0", theme().w0, 46).next_to(self.floor.area, LEFT, buff=0.75),
        )
        self.names[0].align_to(self.floor.area, DOWN)
        self.names[1].align_to(self.floor.area, UP)
        self.add(self.floor, self.names, self.origin)

    def to_own_scales(self) -> Zoom:
        """Return the animation that brings either axis to its own scale."""
        return Zoom(self.floor, x_range=self.window[0], y_range=self.window[1])


class Thread(Polyline):
    """The same weights on a panel: on its floor, and on its surface as far as that has risen.

    Where they leave the window nothing is drawn; as the window is standardised, they open.
    """

    shared = ("study", "panel", "path")

    def __init__(self, study: ClassStudy, panel: ScalingPanel) -> None:
        assert study.rim is not None
        pen = Pen(theme().loss, 6.0, lift=0.12, hidden=0.3)
        super().__init__(np.zeros((2, 3)), pen)
        self.study, self.panel, self.rim = study, panel, study.rim[:-1]
        self.add_updater(lambda thread: thread.follow(), call_updater=True)

    def follow(self) -> None:
        """Lie where the weights are in the panel now."""
        panel, weights = self.panel, self.panel.weights(self.rim)
        path = panel.space.on_surface(panel.objective, weights) * [1.0, 1.0, panel.surface.rise]
        path[:, 2] += 0.03
        inside = ~panel.space.outside(weights)
        if inside.all():
            self.path = np.vstack([path, path[:1]])
            return
        gap = int(np.argmin(inside))  # a tip of it: what is left is in one piece
        self.path = np.roll(path, -gap, axis=0)[np.roll(inside, -gap)]
