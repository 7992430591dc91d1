"""A loss surface cut open along a line through its minimum: the front half is taken away."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from mlcore import Basin, Objective, brought_below, towards
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["Saw"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class _Kept:
    """What is left of a basin: a grid of weights (n, m, 2) and their loss (n, m)."""

    weights: Array
    loss: Array
    minimum_loss: float


class Saw(Solid):
    """Cuts the surface of a panel along a line of weights; its dial `cut` goes from 0 to 1.

    What lies before the cut is pushed back onto it, so that the surface ends there in the loss
    along the line; the edge is drawn bold.

    Parameters
    ----------
    panel, objective, basin
        Whose surface is cut: of a convex loss, over a basin.
    best, along
        (2,) weights on the line, and its direction, of length 1 in the units of weights; turned
        so that it runs to the right for a viewer who stands before the cut.

    Attributes
    ----------
    along
        The direction as it is taken.
    theta
        The angle of a viewer who looks straight at the cut, as near as can be to the panel's.
    """

    dials: ClassVar[tuple[str, ...]] = ("cut",)
    shared: ClassVar[tuple[str, ...]] = ("panel", "objective", "basin")

    def __init__(
        self, panel: LossPanel, objective: Objective, basin: Basin, best: Array, along: Array
    ) -> None:
        super().__init__()
        self.panel, self.objective, self.basin, self.best = panel, objective, basin, best
        right = (panel.space.scale[:2] * along)[::-1]
        angles = [float(np.arctan2(-sign * right[0], sign * right[1])) for sign in (1, -1)]
        turns = [(each - panel.theta + np.pi) % (2 * np.pi) - np.pi for each in angles]
        self.along = along if abs(turns[0]) <= abs(turns[1]) else -along
        self.theta = panel.theta + min(turns, key=abs)
        across = np.array([-self.along[1], self.along[0]])
        to_viewer = (panel.space.scale[:2] * across)[::-1] @ towards(self.theta)
        self.across = across if to_viewer >= 0 else -across
        self.before = (basin.weights - best) @ self.across  # how far before the cut
        self.beside = (basin.weights - best) @ self.along
        self.ends = self._ends()
        self.pen = Pen(theme().loss, 6.0, lift=0.15, hidden=0.3)
        self._cut = 0.0

    @property
    def cut(self) -> float:
        """How far the cut has come, from before the surface, 0, to its line, 1."""
        return self._cut

    @cut.setter
    def cut(self, cut: float) -> None:
        if cut == self._cut:
            return
        self._cut = cut
        left = (1.0 - cut) * float(self.before.max())
        excess = np.maximum(0.0, self.before - left)
        # what stands out beyond the edge is pulled in, too
        widest = np.array([self.beside.min(), self.beside.max()])
        low, high = widest + cut * (self.ends - widest)
        aside = np.where(excess > 0, np.clip(self.beside, low, high) - self.beside, 0.0)
        weights = (
            self.basin.weights - excess[..., None] * self.across + aside[..., None] * self.along
        )
        loss = np.asarray(self.objective.loss(weights))
        kept = self.basin if cut == 0 else _Kept(weights, loss, self.basin.minimum_loss)
        self.panel.surface.shape(kept, self.panel.space)

    def _ends(self) -> Array:
        """(2,) from where to where, along the line, the surface goes."""
        space = self.panel.space
        half = (space.high - space.low) / 2
        reach = float(np.min(half / np.maximum(np.abs(self.along), 1e-300)))
        border = self.best + np.array([[-reach], [reach]]) * self.along
        window = (self.best - half, self.best + half)
        inside = brought_below(self.objective, *window, space.ceiling, border)
        return np.asarray((inside - self.best) @ self.along)

    @property
    def edge(self) -> Array:
        """(k, 3) the loss along the line, as far as the surface goes."""
        weights = (
            self.best
            + np.linspace(float(self.ends[0]), float(self.ends[1]), 97)[:, None] * self.along
        )
        return np.asarray(self.panel.space.on_surface(self.objective, weights))

    def paint(self, canvas: Canvas) -> None:
        """Draw the edge, once the cut has come to its line."""
        shown = float(np.clip((self._cut - 0.8) / 0.2, 0.0, 1.0))
        if shown > 0:
            canvas.line(self.edge, self.pen, self.opacity * shown)
