"""Why squared error stalls where a curve is sure and wrong, and surprise does not.

By the chain rule either loss of a row changes with the score z by its own slope in ŷ times that
of the sigmoid, ŷ(1 − ŷ), which goes to 0 where the curve is sure. The squared error's own slope,
2(ŷ − y), cannot make up for it; that of the surprise can: it cancels, and the error ŷ − y is left.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np
from manim import (
    DL,
    LEFT,
    RIGHT,
    UR,
    Animation,
    Create,
    FadeIn,
    Line,
    Mobject,
    RoundedRectangle,
    TransformFromCopy,
    VGroup,
)
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.text import symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.study import ClassStudy

__all__ = ["DATA_SLOT", "SteepAndFlat"]

Array = NDArray[np.float64]

_COLUMNS = GRID.wide.columns(40, 36, 52, gap=0.35)
DATA_SLOT, _SIGMOID = _COLUMNS[0].rows(1, 1)
"""Where the data stand, the names of their classes hidden; and, below, the sigmoid."""
_LOSSES = _COLUMNS[1].rows(1, 1)
_PRODUCTS = _COLUMNS[2].rows(1, 1)

_SCORES = 8.0
"""To either side of 0, so many are seen."""
_HALF = 0.7
"""Of a tangent, in frame units."""
_SIZE = 50
_FACTORS = (2.1, 2.6)
"""Widths of the empty slots for either factor."""
_FLAT = "{{ hat(y) : prediction }} {{ (1 - hat(y)) : gradient-flat }}"
_SLOPES = (  # of either loss of a row of class 0, and of class 1
    ("2 ( {{ hat(y) : prediction }} - {{ 0 : data }} )", "1 / {{ (1 - hat(y)) : gradient }}"),
    ("2 ( {{ hat(y) : prediction }} - {{ 1 : data }} )", "-1 / {{ hat(y) : prediction }}"),
)
_CANCEL = (("gradient", "gradient-flat"), ("prediction", "prediction"))
_LEFT = "{{ hat(y) : prediction }} - {{ %d : data }}"
_NAMES = ("squared error", "surprise")
_TOPS = (1.2, 7.0)

Loss = Callable[[Array], Array]
T = TypeVar("T")


class SteepAndFlat:
    """The cast of two products, for one row under a curve that is sure, and wrong.

    Parameters
    ----------
    study, plot
        What the film is about; the data, on their way to `DATA_SLOT`.
    start
        Weights (2,) of a curve that says nearly the same for every x.

    Attributes
    ----------
    row, y
        That with the greatest x of the rows on which the curve is wrong; and its class.
    chance, score
        What the curve says there.
    sigmoid, losses
        Plots of the chance over the score, and of either loss over the chance.
    chances, penalties
        What stands from the beginning: of the row in the data and on the sigmoid; of both losses.
    slots
        Empty ones, for the factors of either product.
    slopes
        Of the sigmoid and of either loss: the tangent, and its name.
    factors
        Of either product.
    results
        What the first product comes to; and the second, but for what is `left` of it.
    left
        The error.
    struck
        Strokes through what cancels.
    """

    def __init__(self, study: ClassStudy, plot: ClassPlot, start: ArrayLike) -> None:
        self.plot, weights = plot, np.asarray(start, dtype=float)
        self.y = int(weights[0] < 0)
        wrong = np.flatnonzero(plot.sample.y == self.y)
        self.row = int(wrong[plot.sample.x[wrong].argmax()])
        self.x = float(plot.sample.x[self.row])
        self.chance = float(study.predict(weights, [self.x])[0])
        self.score = float(np.log(self.chance / (1 - self.chance)))
        self.sigmoid = self._plot(
            _SIGMOID, (-_SCORES, _SCORES), (-0.12, 1.18), "score z", "chance ŷ"
        )
        self.losses = [
            self._plot(slot, (0.0, 1.0), (0.0, top), "chance ŷ", name)
            for slot, top, name in zip(_LOSSES, _TOPS, _NAMES, strict=True)
        ]
        self._of_score: Loss = partial(study.objective.predict, np.array([0.0, 1.0]))
        curves = self._curves()
        self.chances, self.penalties = [*self._row_in_data(), *curves[0]], curves[1] + curves[2]
        self.factors = [[Equation(each, _SIZE), Equation(_FLAT, _SIZE)] for each in _SLOPES[self.y]]
        self.slots = [self._lay_out(*each) for each in zip(_PRODUCTS, self.factors, strict=True)]
        self.slopes = self._tangents()
        self.left = Equation(_LEFT % self.y, _SIZE)
        self.results = self._results()
        cancelling = zip(self.factors[1], _CANCEL[self.y], strict=True)
        self.struck = [self._stroke_through(each.part(name)) for each, name in cancelling]

    def show_slope(self, k: int) -> list[Animation]:
        """Return what draws a tangent, of the sigmoid or of a loss, and names its slope."""
        tangent, name = self.slopes[k]
        return [Create(tangent), FadeIn(name)]

    def fill(self, *which: tuple[int, int]) -> list[Animation]:
        """Return what brings slopes into their slots, each by the number of product and factor."""
        sources = {(j, k): self.slopes[0 if k else 1 + j][1] for j in (0, 1) for k in (0, 1)}
        return [TransformFromCopy(sources[j, k], self.factors[j][k]) for j, k in which]

    @property
    def all_but_left(self) -> list[Mobject]:
        """What leaves when only the error is to stay."""
        slopes = [each for slope in self.slopes for each in slope]
        factors = [each for product in self.factors for each in product]
        return [
            *self.chances,
            *self.penalties,
            *self.slots,
            *slopes,
            *factors,
            *self.results,
            *self.struck,
        ]

    @staticmethod
    def _plot(
        slot: Slot, x: tuple[float, float], y: tuple[float, float], x_name: str, y_name: str
    ) -> Plot:
        """A plot that fills a slot."""
        whole = y[1] < 1.5
        plot = Plot(
            x,
            y,
            width=slot.width - 0.8,
            height=slot.height - 1.2,
            x_label=x_name,
            y_label=y_name,
            x_ticks=3 if x[0] == 0 else 5,
            y_ticks=3,
            y_values=(0.0, 0.5, 1.0) if whole else None,
        )
        return plot.fill(slot)

    @property
    def _by_chance(self) -> tuple[Loss, Loss]:
        """The squared error and the surprise of the row, of chances."""
        if self.y == 0:
            return (lambda p: p**2), (lambda p: -np.log1p(-p))
        return (lambda p: (1 - p) ** 2), (lambda p: -np.log(p))

    @property
    def _slopes_there(self) -> tuple[float, float, float]:
        """Of the sigmoid in its score, and of either loss in the chance."""
        p, y = self.chance, self.y
        return p * (1 - p), 2 * (p - y), (p - y) / (p * (1 - p))

    @property
    def _places(self) -> list[tuple[Plot, tuple[float, float]]]:
        """Where the row is on the sigmoid and on either loss."""
        at = [(self.chance, float(loss(np.array(self.chance)))) for loss in self._by_chance]
        return [(self.sigmoid, (self.score, self.chance)), *zip(self.losses, at, strict=True)]

    def _row_in_data(self) -> list[Mobject]:
        """The row's ring, its class, and how far the curve is from it."""
        plot, dot = self.plot, self.plot.dots[self.row]
        ring = dot.copy().set_fill(opacity=0).set_stroke(theme().ink, 3).scale(1.7)
        ring.add_updater(lambda each: each.move_to(dot), call_updater=True)
        ends = [(self.x, float(self.y)), (self.x, self.chance)]
        error = Stroke(_always(ends), theme().gradient, 6.0).on(plot)
        name = words(f"y = {self.y}", theme().type.heading, theme().data)
        inwards = LEFT if 2 * self.x > sum(plot.x_range) else RIGHT
        name.add_updater(
            lambda each: each.next_to(plot.at(self.x, 0.5), inwards, buff=0.2), call_updater=True
        )
        return [error, ring, name]

    def _curves(self) -> list[list[Mobject]]:
        """Of sigmoid and losses: the plot, the curve, and where the row is on it."""
        colours = theme()
        shades = (colours.prediction, colours.loss, colours.loss)
        things: list[list[Mobject]] = []
        functions: list[Loss] = [self._of_score, *self._by_chance]
        for (plot, place), f, shade in zip(self._places, functions, shades, strict=True):
            low, high = plot.x_range
            ends = (low, high) if plot is self.sigmoid else (low + 1e-4, high - 1e-4)
            graph = Graph(f, shade, 5.0, _always(ends), 600)
            spot = Spot(_always(place), shade, 0.11)
            things.append([plot, graph.on(plot), spot.on(plot)])
        return things

    def _tangents(self) -> list[tuple[Stroke, Equation]]:
        """At the row a tangent of every curve, and the slope's name beside it."""
        sources = (_FLAT, *_SLOPES[self.y])
        inner = (0.72, 0.4, 0.5) if self.y == 0 else (0.28, 0.6, 0.5)
        up = (0.4 if self.y == 0 else 0.62, 0.68, 0.62)
        slopes = []
        for k, (plot, (x, y)) in enumerate(self._places):
            unit = (plot.at(1.0, 1.0) - plot.at(0.0, 0.0))[:2]
            way = np.array([1.0, self._slopes_there[k]]) * unit
            half = _HALF * way / np.linalg.norm(way) / unit
            ends = np.array([x, y]) + np.outer([-1.0, 1.0], half)
            tangent = Stroke(_always(ends), theme().gradient, 6.0).on(plot)
            name = Equation(sources[k], theme().type.formula * 0.9)
            shares = [
                (1 - s) * low + s * high
                for s, (low, high) in zip(
                    (inner[k], up[k]), (plot.x_range, plot.y_range), strict=True
                )
            ]
            slopes.append((tangent, name.move_to(plot.at(*shares))))
        return slopes

    def _lay_out(self, slot: Slot, factors: list[Equation]) -> VGroup:
        """Put the factors of a product side by side, in empty slots with a dot between them."""
        upper, _ = slot.rows(13, 10, gap=0.1)
        middle = upper.centre[1]
        starts = slot.left, slot.right - _FACTORS[1]
        boxes = VGroup()
        for factor, left, width in zip(factors, starts, _FACTORS, strict=True):
            box = RoundedRectangle(
                corner_radius=0.12,
                width=width,
                height=upper.height,
                stroke_color=theme().faint,
                stroke_width=2,
            )
            boxes.add(box.move_to((left + width / 2, middle, 0)))
            factor.move_to(box)
        between = (starts[0] + _FACTORS[0] + starts[1]) / 2
        boxes.add(symbol("dot", theme().ink, _SIZE).move_to((between, middle, 0)))
        return boxes

    def _results(self) -> list[VGroup]:
        """What either product comes to, below it."""
        values = [self._slopes_there[0] * slope for slope in self._slopes_there[1:]]
        results = []
        for slot, value, pieces in zip(_PRODUCTS, values, ([], [self.left]), strict=True):
            equals = [symbol("=", theme().ink, _SIZE) for _ in range(1 + len(pieces))]
            number = symbol(f"{value:.3f}", theme().gradient, _SIZE)
            row = VGroup(equals[0], *pieces, *equals[1:], number).arrange(RIGHT, buff=0.25)
            row.move_to(slot.rows(13, 10, gap=0.1)[1].centre)
            results.append(VGroup(*(each for each in row if each not in pieces)))
        return results

    @staticmethod
    def _stroke_through(part: VGroup) -> Line:
        """A stroke through a part of a formula."""
        return Line(part.get_corner(DL), part.get_corner(UR), color=theme().ink, stroke_width=5)


def _always(value: T) -> Callable[[], T]:
    """Return what returns a value."""
    return lambda: value
