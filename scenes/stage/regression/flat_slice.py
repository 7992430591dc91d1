"""Slices of a line's loss, drawn flat: how far a step on them goes.

Along the most curved slice the loss is the parabola g = g(w*) + ½ λmax s², and the gradient points
along it; so a step of gradient descent stays on it. So it does on the least curved one, with λmin.
All is looked up at weights that move.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, DashedLine, Dot, Line, Mobject, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import template
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.arrows import FlatArrow
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.regression.study import LineStudy

__all__ = ["Beside", "Evenly", "FlatSlice", "RateScale", "Stride"]

Array = NDArray[np.float64]

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
            x_label="weights, along this slice",
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


class RateScale(VGroup):
    """A learning rate on its scale, with marks where a step goes to the bottom and across.

    The rate is the one that takes a slice's start to the weights as they stand.
    """

    def __init__(self, flat: FlatSlice, weights: Weights, slot: Slot) -> None:
        super().__init__()
        study, colours = flat.study, theme()
        high = 1.2 * study.limit
        size = colours.type.formula * 1.1
        shape = template(np.array([study.limit]), 3, sign=False)
        reading = Equation(f"alpha = {{{{ {shape} : rate }}}}", size)
        reading.move_to((slot.left, slot.centre[1], 0), aligned_edge=LEFT)
        left = reading.get_right()[0] + 0.5
        self.track = Line(
            (left, slot.top - 0.25, 0),
            (slot.right - 0.3, slot.top - 0.25, 0),
            stroke_width=4,
            color=colours.faint,
        )
        self.marks = VGroup()
        for share, told in ((0.5, "1 slash lambda_max"), (1.0, "2 slash lambda_max")):
            place = self.track.point_from_proportion(share / 1.2)
            stroke = Line(place + 0.14 * UP, place + 0.14 * DOWN, stroke_width=3)
            stroke.set_color(colours.muted)
            self.marks.add(stroke, symbol(told, colours.ink, 34).next_to(place, DOWN, buff=0.25))
        self.knob = Dot(radius=0.15, color=colours.ink)

        def rate() -> float:
            return flat.rate(weights.w)

        def slide(knob: Mobject) -> None:
            share = float(np.clip(rate() / high, 0.0, 1.0))
            knob.move_to(self.track.point_from_proportion(share))

        reading.live("rate", rate, align="left", at=(weights, flat.start))
        self.knob.add_updater(slide, call_updater=True)
        self.add(reading, self.track, self.marks, self.knob)


class Evenly(Sharing, VGroup):
    """Below two strides how far both end from the bottom, as shares of the way from their start.

    That of the flat slice stands at the left, that of the steep one at the right, whose step goes
    beyond the bottom. Arrows and shares follow the weights.
    """

    shared = ("flat", "other", "weights")

    def __init__(self, flat: FlatSlice, other: Beside, weights: Weights) -> None:
        super().__init__()
        self.flat, self.other, self.weights = flat, other, weights
        self.begin, level = float(flat.way(flat.start)), flat.y_range[0]
        foot = flat.at(0.0, level) + 0.5 * DOWN
        for ends, of, side in ((self.flat_end, "left-flat", -1), (self.steep_end, "left-steep", 1)):
            arrow = FlatArrow(theme().ink, 4.0)
            arrow.add_updater(partial(self.follow, ends), call_updater=True)
            share = LiveNumber(0, "000", size=theme().type.body, face="text", align="right")
            share.follow(partial(self.share, ends), of=of, at=(weights, flat.start))
            told = words("% still to go", theme().type.body, weight="semibold")
            row = VGroup(share, told).arrange(RIGHT, buff=0.12)
            told.stand_on(share.baseline)
            self.add(arrow, row.next_to(foot, side * RIGHT, buff=0.25))

    def flat_end(self) -> float:
        """Return where the step on the flat slice ends, as a way from the minimum."""
        return float(self.other.way(self.other.w))

    def steep_end(self) -> float:
        """Return where the step on the steep slice ends, as a way from the minimum."""
        return float(self.flat.way(self.weights.w))

    def share(self, end: Callable[[], float]) -> float:
        """Return how many per cent of the way are left."""
        return 100 * abs(end() / self.begin)

    def follow(self, end: Callable[[], float], arrow: FlatArrow) -> None:
        """Draw an arrow from below the bottom to below where a step ends."""
        arrow.point(*(self.flat.at(x, self.flat.y_range[0]) + 0.2 * DOWN for x in (0.0, end())))
