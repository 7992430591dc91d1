"""A 3-D panel that is one mobject in an ordinary 2-D scene.

A `Viewport` has a place in the frame (its rectangle, which moves and scales as any mobject) and
a view of its own space: two angles, a zoom and a point it looks at. Whatever stands in it is a
`Solid`; the viewport paints them in order, with one depth buffer for the panel.
"""

from typing import Any, ClassVar, Self

import numpy as np
from manim import ORIGIN, Mobject, Rectangle
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.manim.mobjects import Frame, Painted
from scenes.stage.space.canvas import Canvas
from scenes.stage.space.view import View

__all__ = ["Solid", "Viewport"]

Array = NDArray[np.float64]

_SWAY = 0.13
"""Radians that a view sways to either side."""


class Solid(Painted):
    """Something that stands in a viewport and paints itself on its canvas.

    Its opacity is its fill opacity, so that `FadeIn`, `FadeOut` and `set_opacity` work.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, **kwargs)
        self.points = np.zeros((1, 3))  # one anchor, so that Manim's animations take notice

    @property
    def opacity(self) -> float:
        """Between 0 and 1."""
        return float(self.get_fill_opacity())

    @property
    def opaque(self) -> bool:
        """Whether it hides all that is behind it; what does is painted first."""
        return False

    def paint(self, canvas: Canvas) -> None:
        """Paint on the canvas; every kind of solid says how."""
        raise NotImplementedError


class Viewport(Painted):
    """A rectangle of the frame that shows solids in a space of its own.

    Parameters
    ----------
    width, height
        Of the rectangle, in frame units. The view is scaled by the height; what reaches beyond
        the rectangle is still shown.
    phi, theta
        Angles of the viewer in radians: from the vertical, and around it from the first axis.
    zoom
        With 1, a height of four units of the panel's space fills the rectangle.
    look_at
        The point of the panel's space in the rectangle's centre.
    distance
        From the viewer to that point; larger is nearer to a parallel projection.
    drifts
        Whether the view sways a little about `theta` while the film goes on: the dial `sway`, in
        radians of a slow swing, says where it is in that.
    backdrop
        Whether it fills the frame behind all else, captions too.
    """

    dials: ClassVar[tuple[str, ...]] = (
        "phi",
        "theta",
        "sway",
        "zoom",
        "look_x",
        "look_y",
        "look_z",
    )

    def __init__(
        self,
        width: float = 6.4,
        height: float = 5.4,
        *,
        phi: float = 1.05,
        theta: float = 0.6,
        zoom: float = 1.0,
        look_at: ArrayLike = ORIGIN,
        distance: float = 14.0,
        drifts: bool = True,
        backdrop: bool = False,
    ) -> None:
        super().__init__(stroke_width=0, fill_opacity=1)
        self.backdrop = backdrop
        self.points = Rectangle(width=width, height=height).points
        self.phi, self.theta, self.zoom = float(phi), float(theta), float(zoom)
        self.sway, self.drifts = 0.0, drifts
        self.look_x, self.look_y, self.look_z = (float(v) for v in np.asarray(look_at))
        self.distance = float(distance)

    @property
    def opacity(self) -> float:
        """Between 0 and 1; multiplies that of every solid."""
        return float(self.get_fill_opacity())

    @property
    def solids(self) -> list[Solid]:
        """What stands in the viewport, in the order of painting.

        What is opaque comes first: then what it hides need not be painted at all.
        """
        solids = [solid for solid in self.get_family() if isinstance(solid, Solid)]
        return sorted(solids, key=lambda solid: not (solid.opaque and self.opacity >= 1))

    @property
    def centre(self) -> Array:
        """(3,) the rectangle's centre in the frame, whatever labels reach beyond it."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        return np.asarray((low + high) / 2)

    @property
    def slot(self) -> Slot:
        """The part of the frame that the rectangle takes."""
        (left, bottom, _), (right, top, _) = self.points.min(axis=0), self.points.max(axis=0)
        return Slot(float(left), float(right), float(bottom), float(top))

    def fill(self, slot: Slot) -> Self:
        """Fill a slot: the view is scaled so that what filled the rectangle fits into it."""
        before = self.slot
        share = min(slot.width / before.width, slot.height / before.height)
        self.zoom *= share * before.height / slot.height
        rectangle = Rectangle(width=slot.width, height=slot.height)
        self.points = rectangle.points + slot.centre
        return self

    @property
    def look(self) -> dict[str, Any]:
        """The dials of the view as they are set, but for its sway."""
        return {name: float(getattr(self, name)) for name in Viewport.dials if name != "sway"}

    def nearer(self, times: float, point: ArrayLike) -> dict[str, Any]:
        """Return the dials of a nearer view, in which a point (3,) keeps its place."""
        target = np.array([self.look_x, self.look_y, self.look_z])
        aim = np.asarray(point, dtype=float)
        look = aim + (target - aim) / times
        names = ("look_x", "look_y", "look_z")
        return {"zoom": self.zoom * times, **dict(zip(names, look.tolist(), strict=True))}

    @property
    def azimuth(self) -> float:
        """Where around the vertical the viewer is now, in radians from the first axis."""
        return float(self.theta + _SWAY * np.sin(self.sway))

    @property
    def view(self) -> View:
        """The view as it stands now."""
        sin_phi, cos_phi = np.sin(self.phi), np.cos(self.phi)
        sin_theta, cos_theta = np.sin(self.azimuth), np.cos(self.azimuth)
        axes = np.array(
            [
                [-sin_theta, cos_theta, 0.0],
                [-cos_phi * cos_theta, -cos_phi * sin_theta, sin_phi],
                [sin_phi * cos_theta, sin_phi * sin_theta, cos_phi],
            ]
        )
        rectangle_height = float(np.ptp(self.points[:, 1]))
        return View(
            axes=axes,
            target=np.array([self.look_x, self.look_y, self.look_z]),
            centre=self.centre[:2],
            scale=self.zoom * rectangle_height / 4.0,
            distance=self.distance,
        )

    def paint_on(self, frame: Frame) -> None:
        """Paint the solids that can be seen, with depths of their own."""
        if self.opacity <= 0:
            return
        canvas = Canvas(frame, self.view, self.opacity)
        for solid in self.solids:
            if solid.opacity > 0:
                solid.paint(canvas)
        canvas.close()

    def project(self, point: ArrayLike) -> Array:
        """Return the frame position (..., 3) of points of the panel's space, for labels."""
        seen = self.view.project(point)
        seen[..., 2] = 0.0
        return seen

    def fit(self, points: ArrayLike, width: float, height: float) -> Self:
        """Choose zoom and target so that ``points`` (k, 3) just fill a part of the rectangle."""
        for _ in range(4):  # the perspective changes a little with the target
            view = self.view
            seen = view.project(points)[..., :2] - view.centre
            low, high = seen.min(axis=0), seen.max(axis=0)
            self.zoom *= float(min(width / (high[0] - low[0]), height / (high[1] - low[1])))
            offset = np.array([*(low + high) / 2, 0.0]) / view.scale
            target = view.target + offset @ view.axes
            self.look_x, self.look_y, self.look_z = (float(value) for value in target)
        return self

    def framing(
        self, points: ArrayLike, slot: Slot, margin: float = 0.0, **dials: float
    ) -> dict[str, Any]:
        """Return the dials of a view in which ``points`` (k, 3) fill a slot within a margin.

        ``dials`` are those of the view that are chosen; for `Turn`, with a `Resize` to that slot.
        """
        before, rectangle = self.look, self.points
        self.fill(slot)
        self.set_dials(**dials)
        self.fit(points, slot.width - 2 * margin, slot.height - 2 * margin)
        wanted = self.look
        self.set_dials(**before)
        self.points = rectangle
        return wanted

    def add(self, *mobjects: Mobject) -> Self:
        """Stand solids in the viewport, or hang labels on it."""
        for mobject in mobjects:
            if isinstance(mobject, Solid):
                mobject.points = self.centre[None, :].copy()
        super().add(*mobjects)
        return self
