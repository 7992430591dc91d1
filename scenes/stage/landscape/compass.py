"""Equally long steps in all directions from one place: along a contour nothing changes."""

from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Objective, towards
from scenes.stage.landscape.closeup import ClosePanel
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.solids import Arrow3D
from scenes.stage.space.viewport import Solid

__all__ = ["Compass"]

Array = NDArray[np.float64]

_CORNER = 0.16  # of the mark of a right angle, in reaches
_LIFT = 0.03


class Compass(Solid):
    """A step from a place of a loss surface, the ring of all that are as long, and the contour.

    Dials: `angle` is the step's, in radians from the axis of w0 to that of w1; `step`, `ring` and
    `contour` are opacities. The contour is the straight one of the tangent plane, with the mark
    of the right angle that the gradient makes with it.

    Parameters
    ----------
    panel
        Where it stands; it follows its window.
    objective, w, reach
        The loss, the place (2,), and the length of a step in units of weights.
    """

    dials: ClassVar[tuple[str, ...]] = ("angle", "step", "ring", "contour")
    shared: ClassVar[tuple[str, ...]] = ("panel", "objective", "gradient")

    def __init__(self, panel: ClosePanel, objective: Objective, w: ArrayLike, reach: float) -> None:
        super().__init__()
        self.panel, self.objective, self.reach = panel, objective, reach
        self.w = np.asarray(w, dtype=float)
        self.gradient = np.asarray(objective.gradient(self.w))
        self.angle = self.steepest - np.pi / 2
        self.step = self.ring = self.contour = 0.0

    @property
    def steepest(self) -> float:
        """The angle of the gradient."""
        return float(np.arctan2(self.gradient[1], self.gradient[0]))

    @property
    def end(self) -> Array:
        """(2,) where the step ends."""
        return np.asarray(self.w + self.reach * towards(self.angle))

    @property
    def change(self) -> float:
        """By how much the step changes the loss."""
        return float(self.objective.loss(self.end) - self.objective.loss(self.w))

    def paint(self, canvas: Canvas) -> None:
        """Draw the contour, the ring, and the step."""
        ink, opacity = theme().ink, self.opacity
        along = towards(self.steepest + np.pi / 2)
        across = towards(self.steepest)
        if self.contour > 0:
            line = self.w + np.linspace(-1.35, 1.35, 9)[:, None] * self.reach * along
            canvas.line(self._on(line), Pen(theme().loss, 4.0, lift=0.5), opacity * self.contour)
            corner = _CORNER * self.reach * np.array([along, along + across, across])
            canvas.line(self._on(self.w + corner), Pen(ink, 2.4, lift=0.5), opacity * self.contour)
        if self.ring > 0:
            around = towards(np.linspace(0, 2 * np.pi, 73))
            pen = Pen(ink, 2.4, opacity=0.75, lift=0.5, dash=0.07)
            canvas.line(self._on(self.w + self.reach * around), pen, opacity * self.ring)
        if self.step > 0:
            start, end = self._on(np.array([self.w, self.end]))
            sideways = np.cross(end - start, [0.0, 0.0, 1.0])
            arrow = Arrow3D(start, end, sideways, Pen(ink, 6.0, lift=0.6))
            arrow.set_opacity(opacity * self.step)
            arrow.paint(canvas)

    def _on(self, w: Array) -> Array:
        """Return points (k, 3) just above the surface at weights (k, 2)."""
        lifted = self.panel.space.on_surface(self.objective, w) + np.array([0.0, 0.0, _LIFT])
        return np.asarray(lifted)
