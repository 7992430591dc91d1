"""A walk over the loss surface: two weights on the floor, and above them the loss of their line."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from manim import Animation, Mobject, Transform, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.landscape.closeup import ClosePanel
from scenes.stage.landscape.knobs import FloorKnob
from scenes.stage.landscape.slice import Slice
from scenes.stage.landscape.sprinkle import Sprinkle
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.motion.dials import Turn
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.widgets import Slider
from scenes.stage.regression.study import LineStudy
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Marker, Polyline

__all__ = ["WALK_PHI", "WALK_THETA", "LieDown", "SurfaceWalk"]

WALK_PHI, WALK_THETA = 0.86, -0.74
"""A view into the valley of a line's loss, not quite along it."""


class LieDown(Animation):
    """Lay a slider's track down between two places; its knob goes with it, its words fade."""

    def __init__(self, slider: Slider, ends: Callable[[], ArrayLike], **kwargs: Any) -> None:
        self.slider, self.ends = slider, ends
        self.start = np.array(slider.track.get_start_and_end())
        super().__init__(slider, suspend_mobject_updating=False, **kwargs)

    def create_starting_mobject(self) -> Mobject:
        """Return the slider itself: what changes is kept in `start`."""
        return cast(Mobject, self.mobject)

    def begin(self) -> None:
        """Note where the track lies."""
        self.start = np.array(self.slider.track.get_start_and_end())
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Lay the track between where it began and where its ends are to be now."""
        share = self.rate_func(alpha)
        ends = (1 - share) * self.start + share * np.asarray(self.ends(), dtype=float)
        self.slider.track.points = path_points([ends])
        self.slider.words.set_opacity(max(0.0, 1 - 2 * share))


class SurfaceWalk:
    """The cast that turns lines into points of a landscape; all of it follows `weights`.

    The panel begins as a bare frame seen edge on, from the side where w1 grows to the right.

    Attributes
    ----------
    panel, spot, column
        The landscape, where the weights stand on it, and their loss as a height.
    knobs
        The weights on their axes: of w0, of w1.
    slices
        The cuts through the weights' first place, along w0 and along w1.
    sprinkle
        Many weights at once.
    home
        The dials of the view into the valley.
    """

    def __init__(self, study: LineStudy, weights: Weights, slot: Slot) -> None:
        objective, space = study.objective, study.space
        self.study, self.weights = study, weights
        self.panel = ClosePanel(
            objective,
            study.landscape,
            space,
            basin=study.basin,
            slot=slot,
            phi=WALK_PHI,
            theta=WALK_THETA,
        )
        self.slices = [
            Slice(objective, space, weights.w, k, Pen(colour, 6.0, lift=0.12, hidden=0.35))
            for k, colour in enumerate((theme().w0, theme().w1))
        ]
        self.home = self.panel.look
        self.panel.set_dials(phi=np.pi / 2, theta=-np.pi / 2)
        self._look_from_the_side(slot)
        self.panel.surface.set_dials(rise=0.0, face=0.0, iso=0.0, grid=0.0, rim=0.0)
        self.panel.floor.set_opacity(0)
        self.panel.axes.labels[0].set_opacity(0)
        self.panel.axes.labels[2][0].set_opacity(0)  # it would lie under the axis of w0
        self.panel.axes.labels.update()
        self.knobs = [FloorKnob(lambda: self.panel.space, k, lambda: weights.w) for k in (0, 1)]
        for knob in self.knobs:
            knob.add_updater(lambda each: each.follow())
        self.spot = Marker(self.top, theme().loss, radius=0.11)
        self.spot.add_updater(lambda spot: setattr(spot, "place", self.top))
        pen = Pen(theme().loss, 6.0, hidden=0.4, lift=0.15)
        self.column = Polyline([self.foot, self.top], pen)
        self.column.add_updater(lambda line: setattr(line, "path", np.array([self.foot, self.top])))
        self.sprinkle = Sprinkle.over(objective, space, level=0.9 * space.ceiling)

    def _look_from_the_side(self, slot: Slot) -> None:
        """Fill the panel with the box of the two slices, seen from the side."""
        half = np.array(self.study.space.sides) / 2
        below, above = -0.9, self.study.space.height + 0.5  # the axes' names included
        corners = [[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (below, above)]
        self.panel.fit(np.array(corners) * [*half, 1.0], slot.width - 0.6, slot.height - 0.3)
        self.panel.axes.labels.update()

    @property
    def top(self) -> NDArray[np.float64]:
        """(3,) where the weights stand on the surface."""
        return self.panel.space.on_surface(self.study.objective, self.weights.w)

    @property
    def foot(self) -> NDArray[np.float64]:
        """(3,) where the weights stand on the floor."""
        return self.panel.space.on_floor(self.weights.w)

    def loss(self) -> float:
        """Return the loss of the weights as they stand."""
        return float(self.study.objective.loss(self.weights.w))

    def lie_down(self, slider: Slider, k: int) -> LieDown:
        """Return the animation that lays the slider of weight ``k`` onto its axis."""
        return LieDown(slider, lambda: self.panel.project(self.knobs[k].axis))

    def pour(self, square: VMobject) -> Animation:
        """Return the animation that turns the mean square into a strip of the same area.

        The strip stands where the weights are, and is as high as their loss.
        """
        foot, top = self.panel.project(np.array([self.foot, self.top]))
        half = np.array([0.5 * square.width * square.height / (top - foot)[1], 0.0, 0.0])
        corners = np.array([foot - half, foot + half, top + half, top - half, foot - half])
        return Transform(square, square.copy().set_points(path_points([corners])))

    def stand_up(self, strip: VMobject) -> Animation:
        """Return the animation that narrows the strip to the column of the loss."""
        colour = theme().loss
        upright = VMobject(stroke_color=colour, stroke_width=6, fill_opacity=0, fill_color=colour)
        foot, top = self.panel.project(np.array([self.foot, self.top]))
        upright.points = path_points([np.array([foot, foot, top, top, foot])])
        return Transform(strip, upright)

    def sway(self, k: int, value: float) -> Animation:
        """Return the animation that takes weight ``k`` to ``value``."""
        return self.weights.animate.turn(**{f"w{k}": float(value)}).build()

    def trace(self, k: int) -> list[Animation]:
        """Return animations that take weight ``k`` to its upper end and draw the cut meanwhile."""
        self.panel.remove(self.spot).add(self.slices[k], self.spot)  # the spot lies on the cut
        high = self.slices[k].high
        return [self.sway(k, high), Turn(self.slices[k], upto=high)]

    def ties(self) -> list[Mobject]:
        """Return a dashed line from the surface to the loss axis, and the loss beside it."""
        pen = Pen(theme().ink, 3.0, hidden=0.7, dash=0.08, lift=0.15)
        across, axis = Polyline(np.zeros((2, 3)), pen), self.panel.axes.foot

        def tie() -> None:
            top = self.top
            across.path = np.array([top, [*axis[:2], top[2]]])

        across.add_updater(lambda _: tie(), call_updater=True)
        self.panel.add(across.set_opacity(0))
        size, colour = theme().type.title * 0.85, theme().loss
        reading = LiveNumber(
            0, self.study.loss_shape, size=size, colour=colour, align="left"
        ).follow(self.loss, of="loss", at=self.weights)
        reading.add_updater(lambda number: self._read(number, across.path[1]), call_updater=True)
        return [across, reading]

    def _read(self, number: LiveNumber, place: NDArray[np.float64]) -> None:
        """Put the number beside the axis, to the right of all its ticks."""
        ticks = self.panel.axes.labels[2]
        right = max(float(tick.get_right()[0]) for tick in ticks)
        level = float(self.panel.project(place)[1])
        number.shift(np.array([right + 0.25, level - 0.15, 0.0]) - number.points[0])
