"""The ball that rolls down the loss surface, where the descent stands."""

from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore import Contact, Objective, Rolling, Trajectory, surface_path
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, to_rgb
from scenes.stage.space.light import LAMP
from scenes.stage.space.viewport import Solid

__all__ = ["RollingBall"]

Array = NDArray[np.float64]

_PENUMBRA, _CAST, _DARKEST = 1.5, 0.5, 0.75
"""Of the shadow of a ball that touches: its size and offset in radii, and its opacity."""

_SPACING = 0.02  # of the path's points, in the panel's units: a tenth of a ball's radius
_PARTS = 1000  # of one step at the most: a run that diverges soon steps beyond all panels


class RollingBall(Solid):
    """A striped ball on the surface, which rolls without slipping along a trajectory.

    Parameters
    ----------
    trajectory
        Where it goes, iterate to iterate.
    space
        How weights and loss are placed in the panel.
    radius
        In the panel's units.
    stripes
        Two colours, hexadecimal; the theme's ball by default.

    Its dial `lift` holds it above its place, in its own radii, and its shadow grows as it nears.
    """

    dials: ClassVar[tuple[str, ...]] = ("lift",)
    shared = ("trajectory", "space", "rolling", "times", "stripes")

    def __init__(
        self,
        trajectory: Trajectory,
        space: LossSpace,
        radius: float = 0.15,
        stripes: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.stripes = np.array([to_rgb(each) for each in stripes or theme().ball])
        self.trajectory, self.space, self.radius, self.lift = trajectory, space, radius, 0.0
        self.times = _dense(trajectory, space)
        path = contact(trajectory.objective, space, trajectory.path(self.times))
        self.rolling = Rolling.along(path, radius)
        self.roll_to(0.0)

    def roll_to(self, iteration: float) -> "RollingBall":
        """Roll to where the descent stands at a fractional iteration."""
        row = float(np.interp(iteration, self.times, np.arange(len(self.times))))
        _, self.rotation = self.rolling.at(row)
        return self.stand(self.trajectory.objective, self.space, self.trajectory.path(iteration))

    def stand(self, objective: Objective, space: LossSpace, w: ArrayLike) -> "RollingBall":
        """Stand on a surface at weights ``w`` (2,), turned as before."""
        place = contact(objective, space, np.asarray(w)[None, :])
        self.touch, self.normal = place.points[0], place.normals[0]
        return self

    @property
    def centre(self) -> Array:
        """(3,) its centre."""
        return np.asarray(self.touch + self.radius * (1.0 + self.lift) * self.normal)

    def paint(self, canvas: Canvas) -> None:
        """Paint its shadow on the surface, then the ball as it stands."""
        lamp = LAMP @ canvas.view.axes
        away = self.normal * (lamp @ self.normal) - lamp  # along the surface, from the light
        along = away / np.linalg.norm(away) * self.radius
        across = np.cross(self.normal, along)
        size = _PENUMBRA * (1.0 + self.lift)
        middle = self.touch + _CAST * (1.0 + self.lift) * away * self.radius
        strength = _DARKEST / (1.0 + self.lift) ** 2 * self.opacity
        canvas.shadow(middle, 1.15 * size * along, size * across, strength)
        canvas.ball(self.centre, self.radius, self.rotation, self.stripes, self.opacity)


def contact(objective: Objective, space: LossSpace, w: ArrayLike) -> Contact:
    """Return where a ball touches the surface at weights (T, 2), in the panel's space."""
    return surface_path(
        lambda places: space.place(w, objective.loss(space.weights_at(places)))[:, 2],
        lambda places: space.slopes(objective.gradient(space.weights_at(places))),
        space.on_floor(w)[:, :2],
    )


def _dense(trajectory: Trajectory, space: LossSpace) -> Array:
    """Return fractional iterations so that the path has a point every `_SPACING` or less."""
    points = space.place(trajectory.params, trajectory.losses)
    parts = np.ceil(np.linalg.norm(np.diff(points, axis=0), axis=1) / _SPACING)
    parts = np.clip(parts, 1, _PARTS)
    return np.concatenate([[0.0], *(k + np.arange(1, n + 1) / n for k, n in enumerate(parts))])
