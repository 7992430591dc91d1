"""The slopes of a loss surface at one point: two partial derivatives, and their gradient."""

from typing import Any

import numpy as np
from manim import DOWN, UP, Animation, ValueTracker, smooth, squish_rate_func
from numpy.typing import NDArray

from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import Label, symbol
from scenes.stage.look.theme import theme
from scenes.stage.motion.dials import Turn
from scenes.stage.regression.study import Study
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Arrow3D, Polyline

__all__ = ["SlopeArrows"]

Array = NDArray[np.float64]

_FADES = 0.2  # of the merging: the two slopes and their sides go
_LENGTH = 1.7  # of the longest arrow, in the panel's units


class SlopeArrows:
    """Arrows tangent to the surface at a descent's start; the first two add up to the third.

    They keep to the panel's window, whatever that is.

    Attributes
    ----------
    partials
        Along w0 and along w1, each as long as the loss is steep that way.
    gradient
        Their sum, which points the steepest way up. Its dial `shown` below 0 points down.
    merged
        How far the rectangle of the two has been drawn, and left its diagonal.
    name, down
        Labels at the gradient's tip, not yet seen: of the way up, of the way down.
    """

    def __init__(self, study: Study[Any], panel: LossPanel) -> None:
        self.study, self.panel, self.w = study, panel, study.run.params[0]
        self.slope = np.asarray(study.objective.gradient(self.w))
        self.merged = ValueTracker(0.0)
        ends = self._ends()
        arrows = []
        for end, colour in zip(ends[1:], (theme().w0, theme().w1, theme().gradient), strict=True):
            arrow = Arrow3D(ends[0], end, _aside(end - ends[0]), Pen(colour, 7.0, lift=0.6))
            arrows.append(arrow.set_dials(shown=0.0))
        self.partials, self.gradient = arrows[:2], arrows[2]
        panel.add(*arrows)
        # each slope again, beside the other: a rectangle, whose diagonal is the gradient
        self.sides = [
            Polyline(ends[:2], Pen(colour, 3.0, lift=0.6, dash=0.09), shown=0.0)
            for colour in (theme().w1, theme().w0)
        ]
        panel.add(*self.sides)
        self.gradient.add_updater(lambda _: self.follow())
        self.name = self._label("nabla g", UP)
        self.down = self._label("-nabla g", DOWN)

    def _label(self, source: str, side: Array) -> Label:
        """Hang a label at the gradient's tip, not to be seen yet."""
        label = symbol(source, theme().gradient, theme().type.formula * 0.8).set_opacity(0)
        label.add_updater(
            lambda each: each.move_to(_within(self.panel.project(self.gradient.tip) + 0.45 * side))
        )
        self.panel.add(label)
        return label

    def follow(self) -> None:
        """Place all in the window as it stands, the sides of the rectangle as far as they are."""
        start, *ends = self._ends()
        share = float(self.merged.get_value())
        for arrow, end in zip((*self.partials, self.gradient), ends, strict=True):
            arrow.set_ends(start, end, _aside(end - start))
        for side, end in zip(self.sides, ends[:2], strict=True):
            side.path = np.array([end, ends[2]])
        left = float(np.clip((1.0 - share) / _FADES, 0.0, 1.0))
        for arrow in self.partials:
            arrow.set_opacity(left)
        for side in self.sides:
            side.set_opacity(left).set_dials(shown=min(1.0, 2 * share))

    def merge(self) -> list[Animation]:
        """Return animations in which the gradient grows as the diagonal of the two slopes."""
        late = squish_rate_func(smooth, 0.35, 0.75)
        return [
            self.merged.animate.set_value(1.0).build(),
            Turn(self.gradient, shown=1.0, rate_func=late),
        ]

    def _ends(self) -> Array:
        """(4, 3) where the arrows start, and where each of them ends."""
        space = self.panel.space
        foot = self.panel.lift(self.study.objective, self.w, 0.03)
        moves = np.array([[self.slope[0], 0.0], [0.0, self.slope[1]], self.slope])
        flat = moves * space.scale[:2]
        rises = moves @ self.slope * space.scale[2]
        steps = np.column_stack([flat[:, ::-1], rises])
        reach = _LENGTH / np.linalg.norm(steps, axis=1).max()
        return np.vstack([foot, foot + reach * steps])


def _aside(along: Array) -> Array:
    """(3,) the level direction across an arrow."""
    return np.array([-along[1], along[0], 0.0])


def _within(place: Array) -> Array:
    """Bring a place (3,) below the titles, if it is not there."""
    return np.array([place[0], min(place[1], GRID.top), 0.0])
