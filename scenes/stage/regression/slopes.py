"""The slopes of a loss surface at one point: two partial derivatives, and their gradient."""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import UP, Animation, Mobject, UpdateFromAlphaFunc, smooth
from numpy.typing import NDArray

from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import symbol
from scenes.stage.look.theme import theme
from scenes.stage.motion.dials import Turn
from scenes.stage.regression.study import Study
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Arrow3D

__all__ = ["SlopeArrows"]

_LENGTH = 1.9  # of the longest arrow, in the panel's units


class SlopeArrows:
    """Arrows tangent to the surface at a descent's start; the first two add up to the third.

    Attributes
    ----------
    partials
        Along w0 and along w1, each as long as the loss is steep that way.
    gradient
        Their sum, which points the steepest way up. Its dial `shown` below 0 points down.
    name
        A label at the gradient's tip, not yet seen.
    """

    def __init__(self, study: Study[Any], panel: LossPanel) -> None:
        w = study.run.params[0]
        slope = study.objective.gradient(w)
        scale = study.space.scale
        foot = panel.lift(study.objective, w, 0.03)
        moves = np.array([[slope[0], 0.0], [0.0, slope[1]], slope])
        rises = moves @ slope * scale[2]
        reach = _LENGTH / max(np.hypot(np.linalg.norm(moves * scale[:2], axis=1), rises))
        arrows = []
        for move, colour in zip(moves, (theme().w0, theme().w1, theme().gradient), strict=True):
            flat = (reach * move * scale[:2])[::-1]
            rise = float(reach * move @ slope * scale[2])
            sideways = np.array([-flat[1], flat[0], 0.0])
            tip = foot + np.array([*flat, rise])
            arrow = Arrow3D(foot, tip, sideways, Pen(colour, 7.0, lift=0.6))
            arrows.append(arrow.set_dials(shown=0.0))
        self.partials, self.gradient = arrows[:2], arrows[2]
        panel.add(*arrows)
        self.name = symbol("nabla g", theme().gradient).set_opacity(0)
        self.name.add_updater(
            lambda label: label.move_to(_within(panel.project(self.gradient.tip) + 0.42 * UP))
        )
        panel.add(self.name)

    def merge(self) -> list[Animation]:
        """Return animations in which the two partial slopes swing together into the gradient."""
        swings = [
            UpdateFromAlphaFunc(arrow, self._swing(arrow), suspend_mobject_updating=False)
            for arrow in self.partials
        ]
        return [*swings, Turn(self.gradient, shown=1.0)]

    def _swing(self, arrow: Arrow3D) -> Callable[[Mobject, float], None]:
        start, end = arrow.end.copy(), self.gradient.end

        def update(_: Mobject, alpha: float) -> None:
            share = smooth(alpha)
            arrow.set_ends(arrow.start, start + share * (end - start), self.gradient.sideways)
            arrow.set_opacity(1 - share**4)

        return update


def _within(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring a place (3,) below the titles, if it is not there."""
    return np.array([place[0], min(place[1], GRID.top), 0.0])
