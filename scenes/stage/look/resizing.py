"""Things that fill a slot of the frame, and grow or shrink into another one."""

from typing import Any, Protocol, cast, runtime_checkable

import numpy as np
from manim import Animation, Mobject

from scenes.stage.look.layout import Slot

__all__ = ["Filling", "Resize"]


class Filling(Protocol):
    """A mobject that can fill a slot; its type keeps its size."""

    @property
    def slot(self) -> Slot:
        """The part of the frame that it takes."""

    def fill(self, slot: Slot) -> Any:
        """Take another part of the frame."""


@runtime_checkable
class Zoomed(Filling, Protocol):
    """What fills a slot by a zoom, which it changes with the slot."""

    zoom: float


class Resize(Animation):
    """Bring a plot or a panel from its slot to another; what is drawn in it follows.

    Examples
    --------
    `self.play(Resize(plot, GRID.left))`
    """

    def __init__(self, thing: Filling, slot: Slot, **kwargs: Any) -> None:
        self.thing, self.goal = thing, slot
        self.start = thing.slot
        self.zoom: float | None = None
        super().__init__(cast(Mobject, thing), suspend_mobject_updating=False, **kwargs)

    def create_starting_mobject(self) -> Mobject:
        """Return the mobject itself: what changes is kept in `start`."""
        return cast(Mobject, self.mobject)

    def begin(self) -> None:
        """Note the slot to start from, and the zoom."""
        self.start = self.thing.slot
        self.zoom = self.thing.zoom if isinstance(self.thing, Zoomed) else None
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Fill a slot between the two."""
        share = self.rate_func(alpha)
        ends = (
            np.array([slot.left, slot.right, slot.bottom, slot.top])
            for slot in (self.start, self.goal)
        )
        start, goal = ends
        if self.zoom is not None:  # from the start every time: the way here leaves no trace
            self.thing.fill(self.start)
            cast(Zoomed, self.thing).zoom = self.zoom
        self.thing.fill(Slot(*((1 - share) * start + share * goal).tolist()))
