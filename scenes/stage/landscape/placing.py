"""How weights and their loss are placed in a viewport's space.

The window of weights becomes a rectangle on the floor, the loss a height above it; the scales
are linear, so that a straight line in the weights stays straight and heights compare truly.
The first floor axis is w1 and the second w0: a viewer between the two, at an angle of -45°, then
sees w1 grow to the right when turning one way, and w0 grow to the right when turning the other.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Landscape, Objective

__all__ = ["LossSpace"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LossSpace:
    """A linear map from (w0, w1, loss) to a box that stands on the floor, its centre at (0, 0).

    Attributes
    ----------
    low, high
        (2,) the window of weights.
    floor, ceiling
        Losses at the bottom and at the top of the box.
    sides
        (2,) lengths of the floor's sides, in the panel's units.
    height
        Of the box.
    signs
        (2,) +1, or -1 where a weight is to fall along its floor axis (w0, w1), so that the
        descent comes towards the viewer.
    """

    low: Array
    high: Array
    floor: float
    ceiling: float
    sides: tuple[float, float] = (4.0, 4.0)
    height: float = 3.5
    signs: tuple[float, float] = (1.0, 1.0)

    @classmethod
    def of(
        cls, landscape: Landscape, start: ArrayLike | None = None, height: float = 3.5
    ) -> "LossSpace":
        """Fit the box to a landscape, so that its minimum lies nearer to the viewer than ``start``.

        Without a start it is the highest place of the landscape that lies farther away.

        The floor is at loss 0 where that leaves the surface most of the height; otherwise it
        lies a third of the surface's extent below the surface.
        """
        if start is None:
            i, j = np.unravel_index(int(landscape.loss.argmax()), landscape.loss.shape)
            start = landscape.w0[i], landscape.w1[j]
        start_w = np.asarray(start, dtype=float)
        lowest, highest = float(landscape.loss.min()), float(landscape.loss.max())
        return cls(
            low=np.array([landscape.w0[0], landscape.w1[0]]),
            high=np.array([landscape.w0[-1], landscape.w1[-1]]),
            floor=max(0.0, lowest - (highest - lowest) / 3),
            ceiling=highest,
            height=height,
            signs=(
                1.0 if start_w[0] >= landscape.minimum[0] else -1.0,
                1.0 if start_w[1] <= landscape.minimum[1] else -1.0,
            ),
        )

    @cached_property
    def scale(self) -> Array:
        """(3,) panel units per unit of w0, w1 and loss; negative where an axis is turned."""
        flat = np.array(self.signs) * self.sides[::-1] / (self.high - self.low)
        return np.array([*flat, self.height / (self.ceiling - self.floor)])

    @cached_property
    def middle(self) -> Array:
        """(2,) the weights in the window's centre."""
        return np.asarray((self.low + self.high) / 2)

    def place(self, w: ArrayLike, loss: ArrayLike) -> Array:
        """Return the points (..., 3) of weights (..., 2) at a loss (...)."""
        weights, heights = np.asarray(w, dtype=float), np.asarray(loss, dtype=float)
        flat = ((weights - self.middle) * self.scale[:2])[..., ::-1]
        rise = (heights - self.floor) * self.scale[2]
        return np.concatenate([flat, np.broadcast_to(rise, flat.shape[:-1])[..., None]], axis=-1)

    def weights_at(self, places: ArrayLike) -> Array:
        """Return the weights (..., 2) of places (..., 2) on the floor."""
        return np.asarray(self.middle + np.asarray(places)[..., ::-1] / self.scale[:2])

    def shares(self, w: ArrayLike) -> Array:
        """Return where weights (..., 2) lie in the window, from 0 at its low ends to 1."""
        return np.asarray((np.asarray(w, dtype=float) - self.low) / (self.high - self.low))

    def outside(self, w: ArrayLike) -> NDArray[np.bool_]:
        """Tell which weights (..., 2) are not in the window."""
        weights = np.asarray(w, dtype=float)
        return np.asarray(((weights < self.low) | (weights > self.high)).any(axis=-1))

    def on_floor(self, w: ArrayLike) -> Array:
        """Return the points (..., 3) of the floor below weights (..., 2)."""
        return self.place(w, np.full(np.shape(w)[:-1], self.floor))

    def on_surface(self, objective: Objective, w: ArrayLike) -> Array:
        """Return the points (..., 3) of the loss surface at weights (..., 2)."""
        return self.place(w, objective.loss(np.asarray(w, dtype=float)))

    def slopes(self, gradient: ArrayLike) -> Array:
        """Turn gradients (..., 2) of the loss into slopes of the surface along its floor axes."""
        return np.asarray((np.asarray(gradient) * self.scale[2] / self.scale[:2])[..., ::-1])
