"""An axis of chances that stretches until it counts the logarithm of the odds, and back."""

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np
from manim import (
    LEFT,
    Animation,
    Mobject,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    there_and_back,
)
from numpy.typing import ArrayLike, NDArray

from mlcore import folded_power, log_odds
from scenes.stage.look.text import symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["CHANCES", "ODDS", "Impossible", "Levels", "Stretch"]

Array = NDArray[np.float64]

CHANCES = {
    0.0: "0",
    0.001: "0.001",
    0.01: "0.01",
    0.1: "0.1",
    0.5: "0.5",
    0.9: "0.9",
    0.99: "0.99",
    0.999: "0.999",
    1.0: "1",
}
ODDS = {
    0.001: "1 : 999",
    0.01: "1 : 99",
    0.1: "1 : 9",
    0.5: "1 : 1",
    0.9: "9 : 1",
    0.99: "99 : 1",
    0.999: "999 : 1",
}
"""What is written at these chances: themselves, and their odds."""

_APART = 0.28, 0.4
"""Frame units between two names: where the outer one begins to be seen, and is seen."""
_FADES = 0.12
"""Frame units within which a level fades at the plot's upper and lower side."""
_SHADE = 0.13
"""Opacity of the parts shaded."""
_NAMED = 0.7
"""Frame units that a shaded part has to be high to bear its name."""


class Stretch(ValueTracker):
    """How far the axis has been stretched: 0 counts chances, 1 the logarithm of their odds."""

    def levels(self, scores: ArrayLike) -> Array:
        """Return where scores (k,), logarithms of odds, stand on the plot's scale of y as built.

        A score of 0 stays at ½, and close to it nothing moves.
        """
        share = float(np.clip(self.get_value(), 0.0, 1.0))
        return np.asarray(0.5 + folded_power(scores, (1.0 - share) ** 2))


class Levels(VGroup):
    """A name for each of several chances, at the height where it stands now.

    What has no room beside the one nearer to ½, and what leaves the plot, fades.

    Parameters
    ----------
    plot
        Of chances.
    levels
        Where scores stand on its scale of y, as of a `Stretch`.
    texts
        What is written at which chance.
    side
        Left or right of the plot.
    lined
        Whether there are lines across the plot.
    """

    def __init__(
        self,
        plot: Plot,
        levels: Callable[[Array], Array],
        texts: Mapping[float, str],
        side: Array = LEFT,
        lined: bool = False,
    ) -> None:
        super().__init__()
        self.plot, self.levels, self.side = plot, levels, side
        self.scores = log_odds(np.array(list(texts)))
        size, colours = theme().type.small, theme()
        self.names = VGroup(
            *(
                symbol(text, colours.muted, size)
                if side is LEFT
                else words(text, size, colours.prediction)
                for text in texts.values()
            )
        )
        self.lines = VGroup(*(VMobject(stroke_width=1.2) for _ in texts)) if lined else VGroup()
        self.lines.set_stroke(theme().muted)
        self.add(self.lines, self.names)
        self.add_updater(lambda each: each.lay_out(), call_updater=True)

    def heights(self) -> Array:
        """Return where (k,) in the frame the levels are; those of 0 and 1 may be infinite."""
        low, high = self.plot.y_range
        foot, top = self.plot.at(self.plot.x_range[0], np.array([low, high]))[:, 1]
        values = self.levels(self.scores)
        return np.asarray(foot + (values - low) / (high - low) * (top - foot))

    def seen(self) -> Array:
        """Return how much (k,) of each is seen."""
        heights = self.heights()
        foot, top = self.plot.at(self.plot.x_range[0], np.array(self.plot.y_range))[:, 1]
        inside = np.minimum(heights - foot, top - heights) / _FADES + 1.0
        room = np.full(len(heights), np.inf)
        middle = len(heights) // 2
        ends = [k for k in (0, len(heights) - 1) if np.isinf(self.scores[k])]
        for k in range(len(heights)):
            if k == middle or k in ends:
                continue
            inner = k + 1 if k < middle else k - 1
            near = [heights[inner], *(heights[end] for end in ends)]
            room[k] = min(abs(heights[k] - each) for each in near)
        apart = (room - _APART[0]) / (_APART[1] - _APART[0])
        return np.asarray(np.clip(np.minimum(inside, apart), 0.0, 1.0))

    def lay_out(self) -> None:
        """Bring names and lines to where they stand now."""
        left, right = (float(self.plot.at(x, 0.0)[0]) for x in self.plot.x_range)
        foot, top = self.plot.at(self.plot.x_range[0], np.array(self.plot.y_range))[:, 1]
        heights, seen = np.clip(self.heights(), foot, top), self.seen()
        end = left if self.side is LEFT else right
        for name, y, opacity in zip(self.names, heights, seen, strict=True):
            name.next_to(np.array([end, y, 0.0]), self.side, buff=0.16).set_fill(opacity=opacity)
        for line, y, opacity in zip(self.lines, heights, seen, strict=False):
            line.points = path_points([np.array([[left, y, 0.0], [right, y, 0.0]])])
            line.set_stroke(opacity=0.35 * opacity)


class Impossible(VGroup):
    """What lies above a chance of 1 and below 0, shaded, as far as the plot still shows it.

    Attributes
    ----------
    shades, names
        The upper one first.
    """

    def __init__(self, plot: Plot, levels: Callable[[Array], Array]) -> None:
        super().__init__()
        self.plot, self.levels = plot, levels
        self.shades = VGroup(
            *(VMobject(stroke_width=0, fill_color=theme().muted, fill_opacity=_SHADE) for _ in "ab")
        )
        self.names = VGroup(
            *(
                words(name, theme().type.body, theme().muted)
                for name in ("more than certain", "less than never")
            )
        )
        self.add(self.shades, self.names)
        self.add_updater(lambda each: each.lay_out(), call_updater=True)

    def flash(self) -> Animation:
        """Return what shades it more for a moment."""

        def shade(beyond: Mobject, share: float) -> None:
            cast(Impossible, beyond).shades.set_fill(opacity=_SHADE + 0.2 * there_and_back(share))

        return UpdateFromAlphaFunc(self, shade)

    def lay_out(self) -> None:
        """Shade what is left of it."""
        (left, right), (low, high) = self.plot.x_range, self.plot.y_range
        never, certain = np.clip(self.levels(np.array([-np.inf, np.inf])), low, high)
        for shade, name, ends in zip(
            self.shades, self.names, ((certain, high), (low, never)), strict=True
        ):
            x, y = [left, right, right, left, left], [ends[k] for k in (0, 0, 1, 1, 0)]
            outline = self.plot.at(x, y)
            shade.points = path_points([outline])
            tall = float(np.ptp(outline[:, 1])) / _NAMED
            name.move_to((outline[0] + outline[2]) / 2)
            name.set_fill(opacity=float(np.clip(2 * tall - 1, 0.0, 1.0)))
