"""Where the points of a rubber sheet are while maps bend it.

Every point p of the sheet goes on a straight way to where a map takes it, and from there to where
the next one does: at the share s of the first bending it stands at (1 − s) p + s f(p).
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Mapping

__all__ = ["Bending"]

Array = NDArray[np.float64]


class Bending:
    """Where a sheet's points are at any share of its bending.

    Parameters
    ----------
    maps
        One after another, each from the sheet as it lies flat: f, then g after f, …; or what
        returns them, asked anew every time.
    share
        Says how far it has been bent: 0 is flat, 1 is all of the first map, 2 of the second.
    """

    def __init__(
        self,
        maps: Sequence[Mapping] | Callable[[], Sequence[Mapping]],
        share: Callable[[], float],
    ) -> None:
        self.given, self.share = maps, share

    @property
    def maps(self) -> tuple[Mapping, ...]:
        """The maps as they are now."""
        return tuple(self.given() if callable(self.given) else self.given)

    def __call__(self, points: ArrayLike) -> Array:
        """Return where points (..., 2) of the sheet are now."""
        return self._between(np.asarray(points, dtype=float), lambda each, p: each(p), lambda p: p)

    def slopes(self, points: ArrayLike) -> Array:
        """Return the Jacobians (..., 2, 2) at points (..., 2), of the sheet as it is now."""
        flat = np.asarray(points, dtype=float)
        unit = np.broadcast_to(np.eye(2), (*flat.shape, 2))
        return self._between(flat, lambda each, p: each.jacobian(p), lambda _: unit)

    def _between(
        self,
        points: Array,
        of: Callable[[Mapping, Array], Array],
        flat: Callable[[Array], Array],
    ) -> Array:
        maps = self.maps
        share = float(np.clip(self.share(), 0.0, len(maps)))
        stage = min(int(share), len(maps) - 1)
        rest = share - stage
        before = of(maps[stage - 1], points) if stage else flat(points)
        if rest == 0:
            return before
        return np.asarray((1 - rest) * before + rest * of(maps[stage], points))
