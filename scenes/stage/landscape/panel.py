"""The loss panel: surface, contours, axes, ball, trail and drop lines of one descent."""

from typing import ClassVar

import numpy as np
from manim import ValueTracker
from numpy.typing import ArrayLike, NDArray

from mlcore import Landscape, Objective, Trajectory, known_minima
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.surface import FloorContours, LossAxes, LossSurface
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Marker, Polyline, Trail
from scenes.stage.space.viewport import Viewport

__all__ = ["LossPanel", "has_minimum"]

Array = NDArray[np.float64]

HOME_PHI, HOME_THETA = 1.0, -0.86
"""The view from which valley and minimum are seen best, the descent coming nearer."""


class LossPanel(Viewport):
    """A viewport with the loss surface of an objective, ready for a ball to roll down it.

    Parameters
    ----------
    landscape, space
        The surface and how it is placed.
    width, height
        Of the panel; surface, axes and their labels fill it in the view that it begins with.
    labels, numbered
        Whether the axes carry names, and ticks besides.
    loss_name
        Of the loss, in Typst mathematics.

    Attributes
    ----------
    floor, axes, surface
        What stands in it from the beginning; the ball and its trails come by `add_descent`.
    """

    shared: ClassVar[tuple[str, ...]] = ("space", "run")

    def __init__(
        self,
        landscape: Landscape,
        space: LossSpace,
        *,
        width: float = 6.6,
        height: float = 5.4,
        labels: bool = True,
        numbered: bool = True,
        loss_name: str = "g",
    ) -> None:
        super().__init__(width, height, phi=HOME_PHI, theta=HOME_THETA)
        self.space = space
        self.floor = FloorContours(landscape, space)
        self.axes = LossAxes(self, space, numbered=numbered, loss_name=loss_name)
        if not labels:
            self.axes.remove(self.axes.labels)
            self.axes.ticks = []
        self.surface = LossSurface(landscape, space)
        self.add(self.floor, self.axes, self.surface)
        seen = [
            self.surface.mesh[::8, ::8].reshape(-1, 3),
            self.floor.mesh[[0, 0, -1, -1], [0, -1, 0, -1]],
        ]
        if labels:
            seen.append(np.array(self.axes.anchors))
        self.fit(np.concatenate(seen), width - 0.4, height - 0.45)
        self.axes.labels.update()

    def add_descent(self, run: Trajectory, radius: float = 0.15) -> "LossPanel":
        """Add a ball at the start of ``run``, its trail and shadow, a drop line, and its goal.

        Where the loss has no minimum no goal is shown.
        """
        colours, space = theme(), self.space
        self.run = run
        self.ball = RollingBall(run, space, radius)
        times = self.ball.times
        path = run.path(times)
        on_surface, on_floor = space.on_surface(run.objective, path), space.on_floor(path)
        self.trail = Trail(on_surface, times, Pen(colours.loss, 5.0, lift=0.1, hidden=0.2))
        self.shadow = Trail(on_floor, times, Pen(colours.loss, 3.0, opacity=0.7))
        self.drop = Polyline(
            [self.ball.touch, on_floor[0]], Pen(colours.muted, 2.0, hidden=0.25, dash=0.07)
        )
        lowest = space.on_surface(run.objective, run.goal)
        self.goal = Marker(lowest, colours.minimum, radius=0.07)
        if not has_minimum(run.objective):
            self.goal.set_opacity(0)
        self.add(self.shadow, self.drop, self.goal, self.trail, self.ball)
        self.roll_to(0.0)
        return self

    def roll_to(self, iteration: float) -> "LossPanel":
        """Bring ball, trail, shadow and drop line to a fractional iteration."""
        self.ball.roll_to(iteration)
        foot = self.space.on_floor(self.run.at(iteration).w)
        self.trail.set_progress(iteration, self.ball.touch)
        self.shadow.set_progress(iteration, foot)
        self.drop_to(foot)
        return self

    def drop_to(self, foot: Array) -> None:
        """Draw the drop line down to a foot (3,), from where the surface can hide it."""
        below = max(self.ball.touch[2] - 0.2, foot[2])
        self.drop.path = np.array([[*self.ball.touch[:2], below], foot])

    def follow(self, playhead: ValueTracker) -> "LossPanel":
        """Keep the ball where the playhead stands."""
        self.ball.add_updater(lambda _: self.roll_to(playhead.get_value()))
        return self

    def lift(self, w: ArrayLike, offset: float = 0.0) -> Array:
        """Return the points (..., 3) of the surface at weights (..., 2), raised a little."""
        objective = self.run.objective
        return np.asarray(self.space.on_surface(objective, w) + np.array([0.0, 0.0, offset]))


def has_minimum(objective: Objective) -> bool:
    """Tell whether a minimum of a loss is known."""
    return len(known_minima(objective)) > 0
