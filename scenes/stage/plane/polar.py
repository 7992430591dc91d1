"""Polar plots: a length in every direction, and what draws it while it turns about."""

from collections.abc import Callable, Sequence
from typing import Self

import numpy as np
from manim import Line, ValueTracker, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.text import number_words
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import path_points

__all__ = ["PolarPlot", "Rose"]

Array = NDArray[np.float64]


class PolarPlot(VGroup):
    """Rings about a middle, each with its length; directions go from the x axis towards y.

    Parameters
    ----------
    rings
        Their lengths, in the units of what is plotted; the last is the greatest.
    radius
        Of the last ring, in frame units.
    centre
        (2,) or (3,) in the frame.
    """

    def __init__(self, rings: Sequence[float], radius: float, centre: ArrayLike) -> None:
        super().__init__()
        self.lengths, self.longest = tuple(rings), float(rings[-1])
        middle = np.asarray(centre, dtype=float)
        self.spoke = Line(np.zeros(3), np.array([radius, 0.0, 0.0]), stroke_opacity=0)
        self.spoke.shift(np.array([middle[0], middle[1], 0.0]))
        self.add(self.spoke)
        self.rings, self.numbers = VGroup(), VGroup()
        for length in rings:
            ring = VMobject(stroke_color=theme().muted, stroke_width=1.6, stroke_opacity=0.8)
            turn = np.linspace(0, 2 * np.pi, 145)
            ring.points = path_points([self.at(turn, np.full(turn.shape, length))])
            self.rings.add(ring)
            number = number_words(length, theme().type.body)
            self.numbers.add(number.move_to(self._beside(length)))
        self.axes = VGroup()
        for angle in (0.0, np.pi / 2):
            ends = self.at(np.array([angle, angle + np.pi]), np.full(2, self.longest))
            axis = VMobject(stroke_color=theme().muted, stroke_width=1.6, stroke_opacity=0.8)
            axis.points = path_points([ends])
            self.axes.add(axis)
        self.add(self.rings, self.axes, self.numbers)

    @property
    def centre(self) -> Array:
        """(3,) the middle, in the frame."""
        return np.asarray(self.spoke.points[0])

    def stand(self, centre: ArrayLike, radius: float) -> Self:
        """Move the middle, and make the last ring so large; the numbers keep their size."""
        before, goal = self.centre, np.asarray(centre, dtype=float)
        times = radius / float(np.linalg.norm(self.spoke.points[-1] - before))
        for part in (self.spoke, *self.rings, *self.axes):
            part.points = goal + times * (part.points - before)
        for number, length in zip(self.numbers, self.lengths, strict=True):
            number.move_to(self._beside(length))
        return self

    def _beside(self, length: float) -> Array:
        """Return where (3,) the number of a ring stands: within it, below the axis of x."""
        return np.asarray(self.at(0.0, length) + np.array([-0.28, -0.24, 0.0]))

    def at(self, angle: ArrayLike, length: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of lengths (...) in directions (...)."""
        scale = float(np.linalg.norm(self.spoke.points[-1] - self.spoke.points[0])) / self.longest
        turn, r = np.asarray(angle, dtype=float), scale * np.asarray(length, dtype=float)
        towards = np.stack([r * np.cos(turn), r * np.sin(turn), np.zeros(np.shape(r + turn))], -1)
        return np.asarray(self.centre + towards)


class Rose(Sharing):
    """What a hand that turns about draws: a length in every direction, as long if it is negative.

    Parameters
    ----------
    plot
        Where it is drawn.
    length
        Maps directions (...) in radians to lengths (...).
    hand
        The direction in which it stands.
    start
        The direction in which it began; it draws from there on, a whole turn at most.

    Attributes
    ----------
    curve, mirrored
        The curve of what is positive; and of what is negative, each as long as it is, in its own
        direction.
    needle, stem
        The hand to the outermost ring, and on it the length in its direction.
    """

    shared = ("plot", "length", "hand")

    def __init__(
        self,
        plot: PolarPlot,
        length: Callable[[Array], Array],
        hand: ValueTracker,
        start: float,
    ) -> None:
        super().__init__()
        self.plot, self.length, self.hand, self.start = plot, length, hand, start
        colours = theme()
        self.furthest = start
        self.curve = VMobject(stroke_color=colours.gradient, stroke_width=5)
        self.mirrored = VMobject(stroke_color=colours.muted, stroke_width=4)
        self.needle = VMobject(stroke_color=colours.ink, stroke_width=2.5)
        self.stem = VMobject(stroke_color=colours.gradient, stroke_width=12)
        self.add(self.mirrored, self.curve, self.needle, self.stem)
        self.add_updater(lambda rose: rose.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw as far as the hand has come, and the hand."""
        angle = float(self.hand.get_value())
        self.furthest = max(self.furthest, min(angle, self.start + 2 * np.pi))
        turned = np.linspace(self.start, self.furthest, 2 + int(60 * (self.furthest - self.start)))
        lengths = np.asarray(self.length(turned))
        self.curve.points = self._where(turned, lengths, lengths > 0)
        self.mirrored.points = self._where(turned, -lengths, lengths < 0)
        now = float(self.length(np.array(angle)))
        end = self.plot.at(angle, self.plot.longest)
        self.needle.points = path_points([np.stack([self.plot.centre, end])])
        tip = self.plot.at(angle, abs(now))
        self.stem.points = path_points([np.stack([self.plot.centre, tip])])
        self.stem.set_stroke(theme().gradient if now >= 0 else theme().muted)

    def tip(self, angle: float) -> Array:
        """Return where (3,) the length in a direction ends."""
        return self.plot.at(angle, float(self.length(np.array(angle))))

    def _where(self, angles: Array, lengths: Array, holds: NDArray[np.bool_]) -> Array:
        """Return the Bézier points of the parts of a curve where something holds."""
        cuts = np.flatnonzero(np.diff(holds)) + 1
        parts = [
            self.plot.at(turn, length)
            for turn, length, kept in zip(
                np.split(angles, cuts), np.split(lengths, cuts), np.split(holds, cuts), strict=True
            )
            if kept[0] and len(turn) > 1
        ]
        return path_points(parts)
