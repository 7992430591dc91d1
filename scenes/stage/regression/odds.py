"""Odds on a plot of chances: the levels of a line that is their logarithm, and how they bend."""

from collections.abc import Callable

import numpy as np
from manim import RIGHT, Animation, Create, Dot, FadeIn, LaggedStart, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["OddsScale", "Passage"]

Array = NDArray[np.float64]
Levels = Callable[[Array], Array]
"""Maps scores (k,) to the values of y (k,) at which they stand."""

_POWERS = range(-2, 3)
"""Of ten: the odds that have a level."""


class OddsScale(VGroup):
    """A level across the plot for every power of ten of the odds, with its name at the right.

    Parameters
    ----------
    plot
        Of chances. Levels that it does not show to begin with are left out.
    levels
        Where scores, the logarithms of odds, stand on its scale of y as it is now.
    """

    def __init__(self, plot: Plot, levels: Levels) -> None:
        super().__init__()
        self.plot, self.levels = plot, levels
        powers = np.array(_POWERS, dtype=float)
        low, high = plot.y_range
        values = levels(powers * np.log(10))
        self.powers = powers[(low < values) & (values < high)]
        self.lines = VMobject(stroke_color=theme().muted, stroke_width=1.6, stroke_opacity=0.55)
        self.names = VGroup(
            *(words(_odds(int(power)), theme().type.small, theme().ink) for power in self.powers)
        )
        self.add(self.lines, self.names)
        self.add_updater(lambda scale: scale.lay_out(), call_updater=True)

    def entrance(self) -> Animation:
        """Return the animation that brings the levels in, the least odds first."""
        return LaggedStart(Create(self.lines), *map(FadeIn, self.names), lag_ratio=0.2)

    def lay_out(self) -> None:
        """Bring levels and names to where they stand now."""
        plot, (left, right) = self.plot, self.plot.x_range
        values = self.levels(self.powers * np.log(10))
        starts, ends = plot.at(left, values), plot.at(right, values)
        self.lines.points = path_points(list(np.stack([starts, ends], axis=1)))
        for name, end in zip(self.names, ends, strict=True):
            name.next_to(end, RIGHT, buff=0.16)


class Passage(VGroup):
    """Places of a line on their way, straight up or down, to the curve that it bends to.

    Parameters
    ----------
    plot
        What they are in.
    x, scores
        (k,) where they are, and the line's values there.
    levels
        Where scores stand now; where they stood to begin with is left as a stroke.
    """

    def __init__(self, plot: Plot, x: ArrayLike, scores: ArrayLike, levels: Levels) -> None:
        super().__init__()
        self.plot, self.levels = plot, levels
        self.x, self.scores = np.asarray(x, dtype=float), np.asarray(scores, dtype=float)
        self.before = levels(self.scores)
        colour = theme().prediction
        self.ways = VMobject(stroke_color=colour, stroke_width=2.4, stroke_opacity=0.6)
        self.dots = VGroup(*(Dot(radius=0.08, color=colour) for _ in self.x))
        self.add(self.ways, self.dots)
        self.add_updater(lambda passage: passage.lay_out(), call_updater=True)

    def lay_out(self) -> None:
        """Bring dots and strokes to where they are now; what leaves the plot is cut there."""
        begun, now = (
            self.plot.at(self.x, np.clip(values, *self.plot.y_range))
            for values in (self.before, self.levels(self.scores))
        )
        self.ways.points = path_points(list(np.stack([begun, now], axis=1)))
        for dot, place in zip(self.dots, now, strict=True):
            dot.move_to(place)


def _odds(power: int) -> str:
    """Write a power of ten as odds.

    Examples
    --------
    >>> _odds(-2), _odds(0), _odds(1)
    ('1 : 100', '1 : 1', '10 : 1')
    """
    return f"1 : {10**-power}" if power < 0 else f"{10**power} : 1"
