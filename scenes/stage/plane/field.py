"""Vector fields in a plot: arrows of one length, coloured by how long they are; and streamlines."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup, VMobject
from manim.utils.color import ManimColor
from numpy.typing import ArrayLike, NDArray

from mlcore import VectorField
from scenes.stage.look.text import number_words, words
from scenes.stage.look.theme import colour_map, theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.arrows import arrow_strokes
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["FieldArrows", "LengthScale", "Streamlines", "length_shades"]

Array = NDArray[np.float64]

_HEAD, _SPREAD = 0.38, 0.2
"""Of an arrow's length: how long its head is, and half of how wide."""


def length_shades(shares: ArrayLike) -> Array:
    """Return red, green and blue in [0, 1], (..., 3), of lengths as shares (...) of the longest.

    From a dim shade of the gradient's own colour, through that, to near the ink.
    """
    colours = theme()
    ground, own, ink = (
        np.array(ManimColor(each).to_rgb())
        for each in (colours.ground, colours.gradient, colours.ink)
    )
    stops = tuple(
        ManimColor(mixed).to_hex()
        for mixed in (0.4 * ground + 0.6 * own, own, 0.35 * own + 0.65 * ink)
    )
    return colour_map(stops, shares)


class FieldArrows(Dialled):
    """An arrow at every place of a grid; a dot where there is no direction.

    Its dial `shown` is the length of the arrows, as a share of their full one.

    Parameters
    ----------
    plot
        Of x and y.
    places, arrows
        (k, 2) and (k, 2), such as gradients; each arrow begins at its place.
    longest
        The length whose colour is the last; by default that of the longest.
    size
        Of all arrows, in frame units.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown",)
    shared: ClassVar[tuple[str, ...]] = ("plot", "field", "places")

    def __init__(
        self,
        plot: Plot,
        places: Array,
        arrows: Array,
        *,
        longest: float | None = None,
        size: float = 0.42,
    ) -> None:
        super().__init__()
        self.plot, self.places, self.size, self.shown = plot, places, size, 1.0
        self.field = VectorField(arrows)
        lengths = self.field.lengths
        shades = length_shades(np.clip(lengths / (longest or float(lengths.max())), 0.0, 1.0))
        for shade in shades:
            colour = ManimColor(shade)
            self.add(VMobject(stroke_color=colour, stroke_width=3.4, fill_opacity=0))
        self.add_updater(lambda arrows: arrows.follow(), call_updater=True)

    def follow(self) -> None:
        """Draw all arrows where the plot stands."""
        starts = self.plot.at(*self.places.T)
        unit = self.plot.at(1.0, 1.0) - self.plot.at(0.0, 0.0)
        directions = np.concatenate([self.field.directions, np.zeros((len(starts), 1))], axis=-1)
        towards = directions * [unit[0], unit[1], 0.0]
        norms = np.linalg.norm(towards, axis=-1, keepdims=True)
        towards = np.divide(towards, norms, out=np.zeros_like(towards), where=norms > 0)
        for drawn, start, way in zip(self.submobjects, starts, towards, strict=True):
            drawn.points = self._arrow(start, way)

    def _arrow(self, start: Array, way: Array) -> Array:
        size = max(self.shown, 1e-3) * self.size
        if not way.any():  # no direction: a ring about the place
            turn = np.linspace(0, 2 * np.pi, 25)
            around = np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1)
            return path_points([start + 0.2 * size * around])
        end = start + size * way
        return path_points(arrow_strokes(start, end, _HEAD * size, _SPREAD * size))


class Streamlines(Dialled):
    """Paths in a plot that are drawn from their beginnings on, and what walks at their ends.

    Its dial `shown` says how much of each path is drawn; a dot runs ahead until it is all.

    Parameters
    ----------
    plot
        Of x and y.
    paths
        Each (k, 2), in the order in which it is walked.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown",)
    shared: ClassVar[tuple[str, ...]] = ("plot", "paths")

    def __init__(self, plot: Plot, paths: Sequence[Array]) -> None:
        super().__init__()
        self.plot, self.paths, self.shown = plot, [*paths], 0.0
        self.lines = VMobject(stroke_color=theme().gradient, stroke_width=4)
        self.dots = VMobject(stroke_width=0, fill_color=theme().ink, fill_opacity=1)
        self.add(self.lines, self.dots)
        self.add_updater(lambda lines: lines.follow(), call_updater=True)

    def heads(self) -> Array:
        """Return where (k, 2) each path has come to."""
        return np.stack([_upto(path, self.shown)[-1] for path in self.paths])

    def follow(self) -> None:
        """Draw the paths as far as they have come."""
        parts = [_upto(path, self.shown) for path in self.paths]
        self.lines.points = path_points([self.plot.at(*part.T) for part in parts])
        if not 0 < self.shown < 1:
            self.dots.points = np.zeros((0, 3))
            return
        turn = np.linspace(0, 2 * np.pi, 17)
        around = 0.09 * np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1)
        self.dots.points = path_points([self.plot.at(*head) + around for head in self.heads()])


def _upto(path: Array, share: float) -> Array:
    """Return the first share of a path (k, 2), two points at least."""
    last = float(np.clip(share, 0.0, 1.0)) * (len(path) - 1)
    whole = int(last)
    rest = path[min(whole + 1, len(path) - 1)] - path[whole]
    return np.concatenate([path[: whole + 1], [path[whole] + (last - whole) * rest]])


class LengthScale(VGroup):
    """What the colours of arrows mean: a bar from 0 to the longest, with numbers and a name."""

    def __init__(self, longest: float, values: Sequence[float], name: str, height: float) -> None:
        super().__init__()
        parts = 32
        self.bar = VGroup()
        for k in range(parts):
            shade = ManimColor(length_shades((k + 0.5) / parts))
            cell = Rectangle(
                width=0.26, height=1.02 * height / parts, stroke_width=0, fill_opacity=1
            ).set_fill(shade)
            self.bar.add(cell.shift((k + 0.5) * height / parts * UP))
        self.numbers = VGroup(
            *(
                number_words(value).next_to(
                    self.bar[0].get_corner(DOWN + RIGHT) + value / longest * height * UP,
                    RIGHT,
                    buff=0.15,
                )
                for value in values
            )
        )
        self.title = words(name, theme().type.small, theme().muted)
        self.title.next_to(self.bar, UP, buff=0.3).align_to(self.bar, LEFT)
        self.add(self.bar, self.numbers, self.title)
