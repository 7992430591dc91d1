"""Whoever stands on a terrain: a small figure, and the foot that feels for the slope."""

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import ORIGIN, Circle, RoundedRectangle, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import directional_slope
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.solids import Arrow3D
from scenes.stage.space.viewport import Solid

__all__ = ["Feeler", "SteepestStep", "Walker", "slopes_felt"]

Array = NDArray[np.float64]

_STEP = 1e-4
"""Over how long a step a slope is measured, in units of x."""

_HEIGHT = 0.95
"""Of the figure, in frame units."""

_LIMBS = (
    ((0.0, 0.48), (0.03, 0.72), 0.26),
    ((-0.03, 0.44), (-0.18, 0.06), 0.13),
    ((0.03, 0.44), (0.16, 0.06), 0.13),
    ((0.06, 0.74), (0.29, 0.52), 0.09),
)
"""Body, legs and the arm that holds the stick: from where to where, and how thick."""


class Walker(Dialled):
    """A figure upright in the frame, its feet where the terrain's walker stands.

    Its dial `facing` is 1 where it looks to the right, and -1 to the left.

    Parameters
    ----------
    terrain
        On which it stands.
    where
        Says at which place (2,), if it walks about; else the view goes with it.
    """

    dials: ClassVar[tuple[str, ...]] = ("facing",)
    shared: ClassVar[tuple[str, ...]] = ("terrain", "where")

    def __init__(self, terrain: Terrain, where: Callable[[], Array] | None = None) -> None:
        super().__init__()
        self.terrain, self.where, self.facing = terrain, where, 1.0
        colour = theme().prediction
        head = Circle(radius=0.13, stroke_width=0, fill_color=colour, fill_opacity=1)
        limbs = [_limb(*ends, colour) for ends in _LIMBS]
        stick = _limb((0.27, 0.66), (0.36, 0.0), 0.045, theme().ink)
        self.figure = VGroup(stick, *limbs, head.shift((0.03, 1.0, 0.0)))
        self.shape = [part.points.copy() for part in self.figure]
        self.add(self.figure)
        self.add_updater(lambda walker: walker.follow(), call_updater=True)

    def follow(self) -> None:
        """Stand where the walker is."""
        terrain = self.terrain
        foot = terrain.project(ORIGIN if self.where is None else terrain.place(self.where()))
        for part, shape in zip(self.figure, self.shape, strict=True):
            part.points = foot + _HEIGHT * shape * [self.facing, 1, 1]


class Feeler(Solid):
    """A step from where one stands: so far along x and so far along y, and what each climbs.

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
    def stairs(self) -> Array:
        """(5, 3) along x and up, along y and up: the foot that stands, and the end of each part."""
        terrain, length = self.terrain, self.length
        along, across = length * np.cos(self.angle), length * np.sin(self.angle)
        tall = length * terrain.rise / terrain.flatter
        first = along / length * tall * float(slopes_felt(terrain, 0.0))
        tip = self.slope * tall
        return np.array(
            [
                [0.0, 0.0, 0.0],
                [along, 0.0, 0.0],
                [along, 0.0, first],
                [along, across, first],
                [along, across, tip],
            ]
        )

    def paint(self, canvas: Canvas) -> None:
        """Draw the level ways dashed, the climbs, and the step."""
        opacity = self.opacity * self.shown
        if opacity <= 0:
            return
        stairs, colours = self.stairs, (theme().w0, theme().w1)
        for k, colour in enumerate(colours):
            level = Pen(colour, 3.2, hidden=0.7, dash=0.09, lift=0.3)
            climb = Pen(colour, 8.0, hidden=0.75, lift=0.3)
            for part, pen in ((stairs[2 * k : 2 * k + 2], level), (stairs[2 * k + 1 :][:2], climb)):
                if np.linalg.norm(part[1] - part[0]) > 1e-3:
                    canvas.line(np.linspace(part[0], part[1], 12), pen, opacity)
        step = _arrow(stairs[4], Pen(theme().ink, 5.5, lift=0.6))
        step.set_opacity(opacity)
        step.paint(canvas)


class SteepestStep(Solid):
    """The gradient, level with one's feet, and over it the steepest step, whose shadow it is.

    Its dial `shown` is the opacity of the step and of what joins the two.

    Parameters
    ----------
    terrain
        On which one stands.
    length
        Of the level arrow, in the panel's units.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown",)
    shared: ClassVar[tuple[str, ...]] = ("terrain",)

    def __init__(self, terrain: Terrain, length: float) -> None:
        super().__init__()
        self.terrain, self.length, self.shown = terrain, length, 0.0

    @property
    def ends(self) -> Array:
        """(2, 3) the tips of the level arrow and of the step."""
        slope = self.terrain.slope
        level = self.length * slope / float(np.hypot(*slope))
        return np.stack([np.append(level, 0.0), self.terrain.on_plane(level)])

    def paint(self, canvas: Canvas) -> None:
        """Draw the level arrow, the step, and lines straight down."""
        level, step = self.ends
        joint = Pen(theme().ink, 2.4, hidden=0.6, dash=0.08, lift=0.3)
        for share in np.linspace(0.25, 1.0, 4):
            ends = np.linspace(share * level, share * step, 12)
            if np.ptp(ends[:, 2]) > 1e-3:
                canvas.line(ends, joint, self.opacity * self.shown)
        shadow = _arrow(level, Pen(theme().gradient, 8.0, hidden=0.9, lift=0.3))
        shadow.set_opacity(self.opacity)
        shadow.paint(canvas)
        climb = _arrow(step, Pen(theme().ink, 6.0, lift=0.6))
        climb.set_opacity(self.opacity * self.shown)
        climb.paint(canvas)


def _arrow(end: Array, pen: Pen) -> Arrow3D:
    """Return an arrow from the feet, its head level across."""
    return Arrow3D(np.zeros(3), end, np.cross(end, [0.0, 0.0, 1.0]), pen, head=0.24)


def _limb(
    start: tuple[float, float], end: tuple[float, float], thick: float, colour: str
) -> VMobject:
    """Return a rounded bar from one place to another."""
    way = np.array([*end, 0.0]) - np.array([*start, 0.0])
    bar = RoundedRectangle(
        width=float(np.linalg.norm(way)) + thick,
        height=thick,
        corner_radius=0.499 * thick,
        stroke_width=0,
        fill_color=colour,
        fill_opacity=1,
    )
    return bar.rotate(float(np.arctan2(way[1], way[0]))).move_to(np.array([*start, 0.0]) + way / 2)


def slopes_felt(terrain: Terrain, angles: ArrayLike) -> Array:
    """Return the slopes (...) of the ground in directions (...), by measuring."""
    return directional_slope(terrain.function.loss, terrain.at, angles, _STEP)
