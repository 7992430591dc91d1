"""A plane of two coordinates, both drawn to one scale."""

from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.motion.dials import Turn
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["Box", "Plane"]

Box = tuple[float, float, float, float]
"""Left, right, low and high, in units of the coordinates."""

_TICK = 0.09


class Plane(Plot, Dialled):
    """A plot of which a unit is as long upwards as across, so that shapes and areas are true.

    Its dials `left`, `right`, `low` and `high` are a box that is seen whole, as large as there is
    room; what else the slot has room for is seen around it.

    Parameters
    ----------
    box
        What is seen whole.
    slot
        Where in the frame it stands.
    """

    dials: ClassVar[tuple[str, ...]] = ("left", "right", "low", "high")

    def __init__(self, box: Box, slot: Slot) -> None:
        self.left, self.right, self.low, self.high = box
        ranges = (self.left, self.right), (self.low, self.high)
        super().__init__(*ranges, width=slot.width, height=slot.height, x_ticks=0, y_values=())
        for side in self._sides:
            side.set_stroke(opacity=0)
        self.fill(slot)
        self.add_updater(lambda plane: plane.lay_out())

    def to(self, box: Box) -> Turn:
        """Return the animation that steps back, or nearer, until a box is seen."""
        left, right, low, high = box
        return Turn(self, left=left, right=right, low=low, high=high)

    @property
    def slot(self) -> Slot:
        """The part of the frame that it takes."""
        (left, low, _), (right, high, _) = self._corners()
        return Slot(float(left), float(right), float(low), float(high))

    def fill(self, slot: Slot) -> Self:
        """Take another part of the frame: the box is seen as large as there is room."""
        self.area.points = _rectangle(slot)
        self.lay_out()
        return self

    def lay_out(self) -> None:
        """Find the ranges that are seen."""
        (left, low, _), (right, high, _) = self._corners()
        sides = np.array([right - left, high - low])
        box = np.array([[self.left, self.right], [self.low, self.high]])
        unit = float((sides / np.diff(box, axis=1)[:, 0]).min())
        half = sides / unit / 2
        middle = box.mean(axis=1)
        self.x_range = (float(middle[0] - half[0]), float(middle[0] + half[0]))
        self.y_range = (float(middle[1] - half[1]), float(middle[1] + half[1]))

    @property
    def unit(self) -> float:
        """Frame units per unit of the coordinates."""
        slot = self.slot
        return slot.width / (self.x_range[1] - self.x_range[0])

    def _corners(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        points = self.area.points
        return points.min(axis=0), points.max(axis=0)

    def cross(self) -> list[NDArray[np.float64]]:
        """Return the strokes of both axes, with one at every whole number, as far as seen."""
        strokes = []
        for axis, (along, across) in enumerate(
            ((self.x_range, self.y_range), (self.y_range, self.x_range))
        ):
            if not across[0] < 0 < across[1]:
                continue
            tick = _TICK / self.unit
            ends = [((along[0], 0.0), (along[1], 0.0))]
            whole = range(int(np.ceil(along[0])), int(np.floor(along[1])) + 1)
            ends += [((k, -tick), (k, tick)) for k in whole if k]
            for pair in ends:
                points = np.array(pair, dtype=float)[:, :: 1 - 2 * axis]
                strokes.append(self.at(points[:, 0], points[:, 1]))
        return strokes


def _rectangle(slot: Slot) -> NDArray[np.float64]:
    corners = [(slot.left, slot.bottom), (slot.right, slot.bottom)]
    corners += [(slot.right, slot.top), (slot.left, slot.top), (slot.left, slot.bottom)]
    return path_points([np.array([(*each, 0.0) for each in corners])])
