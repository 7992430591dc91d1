"""A walk over the loss surface: two weights, their line, their spot on the surface."""

import numpy as np
from manim import RIGHT, UP, Animation, Mobject
from numpy.typing import ArrayLike

from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.slice import Slice
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.motion.dials import Turn
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.fit import Residuals
from scenes.stage.regression.study import LineStudy
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Marker, Polyline

__all__ = ["SurfaceWalk"]


class SurfaceWalk:
    """The cast that turns lines into points of a landscape; all of it follows `weights`.

    The panel begins as a bare frame seen edge on, from the side where w1 grows to the right.

    Attributes
    ----------
    weights
        The pair that animates.
    plot, line, residuals, value
        The data, the weights' line, its misses, and its loss as a number.
    panel, spot
        The landscape, and where the weights stand on it.
    slices
        The cuts through the weights' first place, along w0 and along w1.
    """

    def __init__(self, study: LineStudy, start: ArrayLike) -> None:
        objective, space = study.objective, study.space
        self.study, self.weights = study, Weights(start)
        self.plot = study.plot(width=4.3, height=3.3).move_to((-4.3, -0.35, 0))
        self.line = study.curve(self.plot, start)
        self.line.add_updater(lambda fit: fit.set_weights(self.weights.w))
        self.residuals = Residuals(self.plot, self.line)
        self.residuals.add_updater(lambda strokes: strokes.follow())
        self.value = Equation(f"{{{{ g : loss }}}} = {{{{ {study.loss_shape} : loss-now }}}}")
        self.value.move_to((-4.3, 2.45, 0)).live("loss-now", self.loss, align="left")
        self.panel = LossPanel(study.landscape, space, width=8.0, height=5.8)
        self.panel.move_to((2.5, -0.05, 0)).set_dials(phi=np.pi / 2, theta=-np.pi / 2)
        self.panel.surface.set_dials(rise=0.0, face=0.0, iso=0.0, grid=0.0, rim=0.0)
        self.panel.floor.set_opacity(0)
        self.panel.axes.labels[0].set_opacity(0)
        self.panel.axes.labels.update()
        self.slices = [
            Slice(objective, space, start, k, Pen(colour, 6.0, lift=0.12, hidden=0.35))
            for k, colour in enumerate((theme().w0, theme().w1))
        ]
        self.spot = Marker(space.on_surface(objective, start), theme().loss)
        self.spot.add_updater(lambda _: self._move_spot())

    def loss(self) -> float:
        """Return the loss of the weights as they stand."""
        return float(self.study.objective.loss(self.weights.w))

    def _move_spot(self) -> None:
        self.spot.place = self.study.space.on_surface(self.study.objective, self.weights.w)

    def trace(self, k: int) -> list[Animation]:
        """Return animations that take weight ``k`` to its upper end and draw the cut meanwhile."""
        self.panel.remove(self.spot).add(self.slices[k], self.spot)  # the spot lies on the cut
        high = float(self.study.space.high[k])
        return [self.sway(k, high), Turn(self.slices[k], upto=high)]

    def sway(self, k: int, value: float) -> Animation:
        """Return the animation that takes weight ``k`` to ``value``."""
        return self.weights.animate.turn(**{f"w{k}": float(value)}).build()

    def ties(self) -> list[Mobject]:
        """Return dashed lines from floor to surface to loss axis, and the loss beside it."""
        pen = Pen(theme().ink, 2.6, hidden=0.7, dash=0.08, lift=0.15)
        up, across = (Polyline(np.zeros((2, 3)), pen) for _ in range(2))
        space, axis = self.study.space, self.panel.axes.foot

        def tie() -> None:
            top = space.on_surface(self.study.objective, self.weights.w)
            up.path = np.array([space.on_floor(self.weights.w), top])
            across.path = np.array([top, [*axis[:2], top[2]]])

        up.add_updater(lambda _: tie(), call_updater=True)
        self.panel.add(up, across)
        size, colour = theme().type.heading, theme().loss
        reading = LiveNumber(0, self.study.loss_shape, size=size, colour=colour).follow(
            self.loss, of="loss"
        )
        reading.add_updater(
            lambda number: number.move_to(
                self.panel.project(across.path[1]) + 0.75 * RIGHT + 0.15 * UP
            ),
            call_updater=True,
        )
        return [up, across, reading]
