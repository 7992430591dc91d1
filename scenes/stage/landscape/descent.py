"""One descent on a loss surface: its ball, its trail, its drop line and its goal."""

from typing import ClassVar, Self

import numpy as np
from manim import ValueTracker
from numpy.typing import NDArray

from mlcore import Objective, Trajectory, known_minima
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Marker, Polyline, Trail

__all__ = ["SurfaceDescent", "has_minimum"]

Array = NDArray[np.float64]


class SurfaceDescent(Sharing):
    """A ball that rolls down a surface, with a trail behind it, all at one fractional iteration.

    Parameters
    ----------
    run
        The descent.
    space
        How weights and loss are placed in the panel.
    colour
        Hexadecimal, of trail and ball; the loss's and the theme's ball by default.
    sober
        Whether the ball is plain, for what is no game.
    radius
        Of the ball, in the panel's units.

    Attributes
    ----------
    ball, trail
        On the surface.
    shadow, drop
        The trail on the floor, and the line down to it.
    goal
        Where the minimum is; not seen where the loss has none.
    """

    shared: ClassVar[tuple[str, ...]] = ("run", "space")

    def __init__(
        self,
        run: Trajectory,
        space: LossSpace,
        colour: str | None = None,
        radius: float = 0.15,
        sober: bool = False,
    ) -> None:
        super().__init__()
        colours = theme()
        self.run, self.space = run, space
        light, stripe = colours.sober_ball if sober else colours.ball
        self.ball = RollingBall(run, space, radius, (light, colour or stripe))
        colour = colour or colours.loss
        times = self.ball.times
        path = run.path(times)
        on_surface, on_floor = space.on_surface(run.objective, path), space.on_floor(path)
        self.trail = Trail(
            on_surface, times, Pen(colour, 5.0, lift=0.1, hidden=0.2, glow=0.22), ages=True
        )
        self.shadow = Trail(on_floor, times, Pen(colour, 3.0, opacity=0.7))
        self.drop = Polyline(
            [self.ball.touch, on_floor[0]], Pen(colours.muted, 2.0, hidden=0.25, dash=0.07)
        )
        lowest = space.on_surface(run.objective, run.goal)
        self.goal = Marker(lowest, colours.minimum, radius=0.07)
        if not has_minimum(run.objective):
            self.goal.set_opacity(0)
        self.add(self.shadow, self.drop, self.goal, self.trail, self.ball)
        self.roll_to(0.0)

    def roll_to(self, iteration: float) -> Self:
        """Bring ball, trail, shadow and drop line to a fractional iteration, held within the run.

        Short runs rest where they end.
        """
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

    def follow(self, playhead: ValueTracker) -> Self:
        """Keep the ball where the playhead stands."""
        self.ball.add_updater(lambda _: self.roll_to(playhead.get_value()))
        return self


def has_minimum(objective: Objective) -> bool:
    """Tell whether a minimum of a loss is known."""
    return len(known_minima(objective)) > 0
