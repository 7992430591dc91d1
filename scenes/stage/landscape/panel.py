"""The loss panel: surface, contours and axes of a landscape, and the descents on it."""

from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Basin, Landscape, Objective, Trajectory
from scenes.stage.landscape.descent import SurfaceDescent
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.surface import FloorContours, LossAxes, LossSurface
from scenes.stage.look.layout import Slot
from scenes.stage.space.viewport import Viewport

__all__ = ["HOME_PHI", "HOME_THETA", "LossPanel"]

Array = NDArray[np.float64]

HOME_PHI, HOME_THETA = 1.0, -0.86
"""The view from which valley and minimum are seen best, the descent coming nearer."""


class LossPanel(Viewport):
    """A viewport with the loss surface of an objective, ready for a ball to roll down it.

    Parameters
    ----------
    landscape, space
        The surface and how it is placed; by default so that the lowest place is near.
    slot
        Where in the frame the panel stands; surface, axes and their labels fill it in the view
        that it begins with.
    basin
        What the surface covers, if not all of the landscape.
    width, height
        Of a panel without a slot, in frame units.
    labels, numbered
        Whether the axes carry names, and ticks besides.
    names
        Of the two weights and of the loss, in Typst mathematics.
    later
        Other names of the two weights, hidden at first.
    sober
        Whether its balls are plain, for what is no game.
    phi, theta
        The view that it begins with.

    Attributes
    ----------
    floor, axes, surface
        What stands in it from the beginning.
    descents
        What `add_descent` has added.
    """

    shared: ClassVar[tuple[str, ...]] = ("space",)

    def __init__(
        self,
        landscape: Landscape,
        space: LossSpace | None = None,
        *,
        basin: Basin | None = None,
        slot: Slot | None = None,
        width: float = 6.6,
        height: float = 5.4,
        labels: bool = True,
        numbered: bool = True,
        names: tuple[str, str, str] = ("w_0", "w_1", "g"),
        later: tuple[str, ...] = (),
        sober: bool = False,
        phi: float = HOME_PHI,
        theta: float = HOME_THETA,
    ) -> None:
        if slot is not None:
            width, height = slot.width, slot.height
        super().__init__(width, height, phi=phi, theta=theta)
        space = space or LossSpace.of(landscape)
        self.space, self.sober = space, sober
        self.descents: list[SurfaceDescent] = []
        self.floor = FloorContours(landscape, space)
        self.axes = LossAxes(self, space, numbered=numbered, names=names, later=later)
        if not labels:
            self.axes.remove(self.axes.labels)
            self.axes.ticks = []
        self.surface = LossSurface(basin or landscape, space)
        self.add(self.floor, self.axes, self.surface)
        seen = [
            self.surface.mesh[::8, ::8].reshape(-1, 3),
            self.floor.mesh[[0, 0, -1, -1], [0, -1, 0, -1]],
        ]
        if labels:
            seen.append(np.array(self.axes.anchors))
        self.fit(np.concatenate(seen), width - 0.4, height - 0.45)
        self.axes.labels.update()
        if slot is not None:
            self.shift(slot.centre - self.centre)

    def add_descent(
        self, run: Trajectory, colour: str | None = None, radius: float = 0.15
    ) -> SurfaceDescent:
        """Add a ball at the start of ``run``, its trail and shadow, a drop line, and its goal.

        Any number of descents may share a panel, each in a colour of its own.
        """
        descent = SurfaceDescent(run, self.space, colour, radius, self.sober)
        self.descents.append(descent)
        self.add(descent)
        return descent

    def lift(self, objective: Objective, w: ArrayLike, offset: float = 0.0) -> Array:
        """Return the points (..., 3) of the surface at weights (..., 2), raised a little."""
        return np.asarray(self.space.on_surface(objective, w) + np.array([0.0, 0.0, offset]))
