"""A basin: the part of a landscape below a level, so that its rim is level, too.

Over a rectangle of weights a valley is cut where the rectangle ends: its walls rise to whatever
the loss is in the corners, and crush all that happens at its bottom. Below a level they end
together. The region is the rectangle, every ray from its middle shortened to where the loss
reaches the level; for a convex loss that is all of the rectangle below it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, frozen
from mlcore.objectives.objective import Objective, known_minima

__all__ = ["Basin", "brought_below"]

_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Basin:
    """The loss on a grid that fills the part of a window below a level.

    Attributes
    ----------
    weights : ndarray, shape (n, n, 2)
        Neighbours in the grid are neighbours in the region; its border is the region's.
    loss : ndarray, shape (n, n)
    minimum_loss : float
        The least loss known, on the grid or not.
    """

    weights: FloatArray
    loss: FloatArray
    minimum_loss: float

    def __post_init__(self) -> None:
        for name in ("weights", "loss"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @classmethod
    def below(
        cls,
        objective: Objective,
        low: ArrayLike,
        high: ArrayLike,
        level: float,
        resolution: int = 65,
    ) -> "Basin":
        """Return the basin of a window's part below a level.

        Parameters
        ----------
        objective : Objective
        low, high : array_like, shape (2,)
            Two opposite corners (w0, w1); in the middle between them the loss is below `level`.
        level : float
        resolution : int
            Grid points along each side, at least 2.

        Raises
        ------
        ValueError
            If the loss in the window's middle is not below the level, or the grid is too small.

        Examples
        --------
        >>> from mlcore import LinearRegression, hubble
        >>> objective = LinearRegression(hubble().rescaled(100, "v"))
        >>> basin = Basin.below(objective, (-10, -4), (10, 14), level=70.0)
        >>> bool(basin.loss.max() <= 70.0), basin.weights.shape
        (True, (65, 65, 2))
        """
        if resolution < 2:
            raise ValueError(f"a grid needs at least two points a side, not {resolution}")
        axes = np.linspace(np.asarray(low, dtype=float), np.asarray(high, dtype=float), resolution)
        grid = np.stack(np.meshgrid(axes[:, 0], axes[:, 1], indexing="ij"), axis=-1)
        weights = brought_below(objective, low, high, level, grid)
        loss = np.asarray(objective.loss(weights))
        lowest = min(
            [float(loss.min()), *(float(objective.loss(w)) for w in known_minima(objective))]
        )
        return cls(weights, loss, lowest)


def brought_below(
    objective: Objective, low: ArrayLike, high: ArrayLike, level: float, w: ArrayLike
) -> FloatArray:
    """Bring weights (..., 2) of a window into its part below a level.

    Every ray from the window's middle to its border is shortened evenly to where the loss
    reaches the level, if it does; what lies on it keeps its share of the way.

    Raises
    ------
    ValueError
        If the loss in the window's middle is not below the level.
    """
    lower, upper = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    middle, half = (lower + upper) / 2, (upper - lower) / 2
    if not float(objective.loss(middle)) < level:
        raise ValueError(f"the loss in the middle of the window is not below {level:g}")
    away = (np.asarray(w, dtype=float) - middle) / half
    share = np.abs(away).max(axis=-1, keepdims=True)
    border = half * away / np.where(share > 0, share, 1.0)
    kept = np.ones(share.shape)
    cut = np.asarray(objective.loss(middle + border)) > level
    if cut.any():
        kept[cut] = _crossing(objective, middle, border[cut], level)
    inside: FloatArray = middle + kept * share * border
    return inside


def _crossing(
    objective: Objective, middle: FloatArray, border: FloatArray, level: float
) -> FloatArray:
    """Return the shares (k, 1) of rays (k, 2) from the middle at which the loss is the level."""
    low, high = np.zeros((len(border), 1)), np.ones((len(border), 1))
    for _ in range(_HALVINGS):
        half = (low + high) / 2
        below = np.asarray(objective.loss(middle + half * border))[:, None] <= level
        low, high = np.where(below, half, low), np.where(below, high, half)
    return low
