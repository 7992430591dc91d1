"""Whoever stands on a terrain: a small figure, and the foot that feels for the slope."""

from typing import Any, ClassVar

import numpy as np
from manim import ORIGIN, UP, Circle, RoundedRectangle, VGroup
from numpy.typing import ArrayLike, NDArray

from mlcore import directional_slope
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.solids import Arrow3D
from scenes.stage.space.viewport import Solid

__all__ = ["Feeler", "Walker"]

Array = NDArray[np.float64]

_STEP = 1e-4
"""Over how long a step a slope is measured, in units of x."""

_HEIGHT = 0.9
"""Of the figure, in frame units."""


class Walker(Sharing):
    """A figure upright in the frame, its feet where the terrain's walker stands."""

    shared: ClassVar[tuple[str, ...]] = ("terrain",)

    def __init__(self, terrain: Terrain) -> None:
        super().__init__()
        self.terrain = terrain
        look: dict[str, Any] = {
            "stroke_color": theme().ground,
            "stroke_width": 2.0,
            "fill_opacity": 1.0,
        }
        head = Circle(radius=0.16, fill_color=theme().prediction, **look).shift(0.84 * UP)
        body = RoundedRectangle(
            width=0.36, height=0.66, corner_radius=0.17, fill_color=theme().prediction, **look
        )
        self.figure = VGroup(body.shift(0.33 * UP), head)
        self.shape = [part.points.copy() for part in self.figure]
        self.add(self.figure)
        self.add_updater(lambda walker: walker.follow(), call_updater=True)

    def follow(self) -> None:
        """Stand where the walker is."""
        foot = self.terrain.project(ORIGIN)
        for part, shape in zip(self.figure, self.shape, strict=True):
            part.points = foot + _HEIGHT * shape


class Feeler(Solid):
    """A step from where one stands: the way it goes level, and how far it climbs.

    Dials: `angle`, in radians from the x axis, and `shown`, the opacity.

    Parameters
    ----------
    terrain
        On which one stands.
    length
        Of the way, in the panel's units.
    """

    dials: ClassVar[tuple[str, ...]] = ("angle", "shown")
    shared: ClassVar[tuple[str, ...]] = ("terrain",)

    def __init__(self, terrain: Terrain, length: float) -> None:
        super().__init__()
        self.terrain, self.length = terrain, length
        self.angle, self.shown = 0.0, 0.0

    @property
    def slope(self) -> float:
        """What is felt in its direction: the slope of the ground itself, by measuring."""
        return float(slopes_felt(self.terrain, self.angle))

    @property
    def ends(self) -> Array:
        """(3, 3) the foot that stands, below the tip of the step, and the tip."""
        terrain = self.terrain
        way = self.length * np.array([np.cos(self.angle), np.sin(self.angle)])
        up = self.slope * self.length * terrain.rise / terrain.flatter
        return np.array([[0.0, 0.0, 0.0], [*way, 0.0], [*way, up]])

    def paint(self, canvas: Canvas) -> None:
        """Draw the level way, the climb, and the step."""
        opacity = self.opacity * self.shown
        if opacity <= 0:
            return
        start, below, tip = self.ends
        level = Pen(theme().ink, 2.6, hidden=0.55, dash=0.09, lift=0.3)
        climb = Pen(theme().gradient, 7.0, hidden=0.6, lift=0.3)
        canvas.line(np.linspace(start, below, 12), level, opacity)
        canvas.line(np.linspace(below, tip, 12), climb, opacity)
        sideways = np.cross(tip - start, [0.0, 0.0, 1.0])
        arrow = Arrow3D(start, tip, sideways, Pen(theme().ink, 5.5, lift=0.6))
        arrow.set_opacity(opacity)
        arrow.paint(canvas)


def slopes_felt(terrain: Terrain, angles: ArrayLike) -> Array:
    """Return the slopes (...) of the ground in directions (...), by measuring."""
    return directional_slope(terrain.function.loss, terrain.at, angles, _STEP)
