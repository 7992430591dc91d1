"""Slices of a line's loss, drawn flat: how far a step on them goes.

Along the most curved slice the loss is the parabola g = g(w*) + ½ λmax s², and the gradient points
along it; so a step of gradient descent stays on it. So it does on the least curved one, with λmin.
All is looked up at weights that move.
"""

from collections.abc import Callable
from typing import ClassVar, Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, DashedLine, Dot, Line, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.regression.study import LineStudy

__all__ = ["Beside", "FlatSlice", "Rate", "Stride", "Tangent", "WayLeft"]

Array = NDArray[np.float64]

_TOUCH = 0.8
"""Half of a tangent's length, in frame units."""

_WIDER = 1.3
"""Times that the slice reaches beyond where the steps begin."""


class FlatSlice(Plot):
    """The loss along a line of weights through the minimum, against the way along it.

    Parameters
    ----------
    study
        Whose loss it is.
    along
        (2,) the direction of the line, of length 1.
    slot
        Where the plot stands.

    Attributes
    ----------
    start
        (2,) weights on the slice with the loss of the descent's start, left of the minimum.
    curve
        The parabola; `add` it when it is to be seen.
    """

    shared: ClassVar[tuple[str, ...]] = ("study",)

    def __init__(self, study: LineStudy, along: Array, slot: Slot) -> None:
        self.study, self.along, self.best = study, along, study.minimum
        reach = float(np.sqrt(2 * study.fall / study.curvature))
        self.start = self.best - reach * along
        self.half = _WIDER * reach
        least = float(study.objective.loss(self.best))
        high = least + study.fall * _WIDER**2
        super().__init__(
            (-self.half, self.half),
            (min(study.space.floor, least - 0.06 * (high - least)), high),
            width=slot.width - 1.0,
            height=slot.height - 1.0,
            y_label="loss",
            x_ticks=0,
            y_ticks=4,
        )
        self.fill(slot)
        self.curve = self.curve_along(along)

    def curve_along(self, along: Array, width: float = 6.0) -> VMobject:
        """Return the parabola along a direction (2,), on the same scale of ways."""
        curve = VMobject(stroke_color=theme().loss, stroke_width=width)
        ways = np.linspace(-self.half, self.half, 121)
        losses = self.study.objective.loss(self.best + ways[:, None] * along)
        curve.points = path_points([self.at(ways, losses)])
        return curve

    def way(self, w: ArrayLike) -> Array:
        """Return how far (...) weights (..., 2) lie along the slice, from the minimum."""
        return np.asarray((np.asarray(w, dtype=float) - self.best) @ self.along)

    def tangent(self, w: ArrayLike) -> Array:
        """Return the ends (2, 3) of a stroke of one length that touches the parabola at weights."""
        way, middle = float(self.way(w)), self.place(w)
        here, beyond = self.at(0.0, 0.0), self.at(1.0, self.study.curvature * way)
        along = (beyond - here) / float(np.linalg.norm(beyond - here))
        return np.array([middle - _TOUCH * along, middle + _TOUCH * along])

    def rate(self, w: ArrayLike) -> float:
        """Return the learning rate at which one step goes from the start to weights (2,)."""
        slope = np.asarray(self.study.objective.gradient(self.start))
        return float((self.start - np.asarray(w)) @ slope / (slope @ slope))

    def place(self, w: ArrayLike) -> Array:
        """Return where (..., 3) weights (..., 2) of the slice stand on the parabola."""
        return self.at(self.way(w), self.study.objective.loss(np.asarray(w, dtype=float)))


class Beside:
    """The least curved slice, on the scales of the most curved one, and a step of the same rate.

    Attributes
    ----------
    curve
        Its parabola.
    start
        (2,) weights as far from the minimum as the other slice's start.
    """

    def __init__(self, flat: FlatSlice, weights: Weights) -> None:
        self.flat, self.weights = flat, weights
        self.along = np.array([-flat.along[1], flat.along[0]])
        self.curve = flat.curve_along(self.along, 4.0)
        self.start = flat.best + flat.way(flat.start) * self.along
        self.half = flat.half

    @property
    def w(self) -> Array:
        """(2,) where a step ends, of the rate that takes the other one to where it ends."""
        slope = np.asarray(self.flat.study.objective.gradient(self.start))
        return np.asarray(self.start - self.flat.rate(self.weights.w) * slope)

    def at(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return where (..., 3) a way along the slice and a loss are in the frame."""
        return self.flat.at(x, y)

    def way(self, w: ArrayLike) -> Array:
        """Return how far (...) weights (..., 2) lie along this slice, from the minimum."""
        return np.asarray((np.asarray(w, dtype=float) - self.flat.best) @ self.along)

    def place(self, w: ArrayLike) -> Array:
        """Return where (..., 3) weights (..., 2) of this slice stand on its parabola."""
        return self.at(self.way(w), self.flat.study.objective.loss(np.asarray(w, dtype=float)))


class Stride(Sharing, VGroup):
    """One step on a slice: against the gradient, straight across; then down, or up, to the loss.

    It begins at the slice's start and ends where the weights are.
    """

    shared = ("flat", "weights")

    def __init__(
        self, flat: FlatSlice | Beside, weights: Weights | Beside, named: bool = True
    ) -> None:
        super().__init__()
        self.flat, self.weights = flat, weights
        colours = theme()
        begin = flat.place(flat.start)
        across = np.array([flat.at(flat.half, 0)[0], begin[1], 0.0])
        self.level = DashedLine(
            begin, across, dash_length=0.1, stroke_width=1.6, color=colours.muted
        )
        self.step = FlatArrow(colours.gradient)
        self.drop = VMobject(stroke_color=colours.ink, stroke_width=3, stroke_opacity=0.8)
        self.begin = Dot(begin, radius=0.13, color=colours.ink)
        self.end = Dot(radius=0.15, color=colours.loss)
        self.label = symbol("-alpha nabla g", colours.gradient, colours.type.formula)
        self.named = named
        self.add(self.level, self.drop, self.step, self.begin, self.end, self.label)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    def follow(self) -> Self:
        """Draw the step to where the weights are."""
        begin, end = self.flat.place(self.flat.start), self.flat.place(self.weights.w)
        corner = np.array([end[0], begin[1], 0.0])
        self.step.point(begin, corner)
        self.drop.points = path_points([np.array([corner, end])])
        self.end.move_to(end)
        self.label.move_to((begin + corner) / 2 + 0.38 * UP)
        room = (corner[0] - begin[0]) / self.label.width - 0.4
        self.label.set_opacity(float(np.clip(room, 0.0, 1.0)) if self.named else 0.0)
        return self


class Rate(Equation):
    """The learning rate, live, that takes a slice's start to the weights as they stand."""

    def __init__(self, flat: FlatSlice, weights: Weights) -> None:
        shape = template(np.array([flat.study.limit]), 3, sign=False)
        super().__init__(f"alpha = {{{{ {shape} : rate }}}}", theme().type.formula)
        at = (weights, flat.start)
        self.live("rate", lambda: flat.rate(weights.w), align="left", at=at)


class Tangent(Sharing, VGroup):
    """The slope at weights on a slice: a stroke that touches the parabola, and a dot where."""

    shared = ("flat", "weights")

    def __init__(self, flat: FlatSlice, weights: Weights) -> None:
        super().__init__()
        self.flat, self.weights = flat, weights
        self.stroke = VMobject(stroke_color=theme().gradient, stroke_width=6)
        self.dot = Dot(radius=0.15, color=theme().ink)
        self.add(self.stroke, self.dot)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    def follow(self) -> Self:
        """Draw it where the weights are."""
        self.stroke.points = path_points([self.flat.tangent(self.weights.w)])
        self.dot.move_to(self.flat.place(self.weights.w))
        return self


class WayLeft(Sharing, VGroup):
    """Below a slice the way from its start to the bottom: what a step takes of it, what is left.

    All of it follows the weights. Beyond the bottom what is left is on the other side, and its
    share 1 − αλ below 0.

    Parameters
    ----------
    flat
        The slice that this stands below.
    end
        Returns where the step ends, as a way from the bottom.
    bend
        `max` or `min`: of which curvature λ the share is.
    level
        At what height of the frame the way lies.
    at
        What the share's number is taken at.

    Attributes
    ----------
    track, left, called
        The way with marks at the start, at the bottom and as far beyond; what is left of it, which
        is called s as long as there is no step.
    step, told
        What the step takes; the share that is left, in figures.
    """

    shared = ("flat",)

    def __init__(
        self, flat: FlatSlice, end: Callable[[], float], bend: str, level: float, at: object
    ) -> None:
        super().__init__()
        self.flat, self.level = flat, level
        self.begin, colours = float(flat.way(flat.start)), theme()
        self.track = VGroup(Line(self._at(self.begin), self._at(-self.begin), stroke_width=2))
        for way in (self.begin, 0.0, -self.begin):
            place = self._at(way)
            self.track.add(Line(place + 0.17 * UP, place + 0.17 * DOWN, stroke_width=2))
        self.track.set_color(colours.muted)
        self.left = VMobject(stroke_width=0, fill_color=colours.ink, fill_opacity=0.9)
        self.left.add_updater(lambda bar: self._lay(bar, end(), 0.0, DOWN), call_updater=True)
        self.called = symbol("s", colours.ink, colours.type.formula)
        self.called.add_updater(
            lambda name: name.move_to(self._at(end() / 2) + 0.4 * UP), call_updater=True
        )
        self.step = VMobject(stroke_width=0, fill_color=colours.gradient, fill_opacity=0.9)
        self.step.add_updater(lambda bar: self._lay(bar, self.begin, end(), UP), call_updater=True)
        share = Equation(
            f"1 - alpha {{{{ lambda_{bend} : loss-{bend} }}}} = {{{{ -0.00 : left-{bend} }}}}",
            colours.type.formula,
        ).live(f"left-{bend}", lambda: end() / self.begin, align="left", at=at)
        rest = words("is left", colours.type.body, colours.muted)
        self.told = VGroup(share, rest).arrange(RIGHT, buff=0.35)
        self.told.move_to(self._at(-flat.half) + 0.55 * UP, aligned_edge=LEFT)
        self.add(self.track, self.left, self.called, self.step, self.told)

    def _at(self, way: float) -> Array:
        """Where (3,) in the frame a way from the bottom ends."""
        return np.array([self.flat.at(way, 0.0)[0], self.level, 0.0])

    def _lay(self, bar: VMobject, start: float, end: float, side: Array) -> None:
        """Draw a bar from one way to another, at one side of the track."""
        first, last = self._at(start), self._at(end)
        high = 0.14 * side
        corners = [first, last, last + high, first + high, first]
        bar.points = path_points([np.array(corners)])
