"""The playhead: the fractional iteration at which a descent is looked at.

Ball, trail, fit, numbers and loss curve all look it up, so they cannot disagree.
"""

from typing import cast

from manim import Animation, ValueTracker, linear

from scenes.stage.motion.pace import paced

__all__ = ["Playhead"]


class Playhead(ValueTracker):
    """A fractional iteration that animates: `film.play(head.to(60), run_time=4)`."""

    def __init__(self, iteration: float = 0.0) -> None:
        super().__init__(iteration)

    @property
    def iteration(self) -> float:
        """Where it stands."""
        return float(self.get_value())

    @property
    def made(self) -> int:
        """How many steps have been made in full."""
        return int(self.iteration + 1e-6)

    def to(self, iteration: float) -> Animation:
        """Return the animation that takes it to an iteration; time follows the iterations."""
        return cast(Animation, paced(self, linear).set_value(float(iteration)).build())
