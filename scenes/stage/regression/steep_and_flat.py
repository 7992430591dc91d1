"""Where a sure curve is wrong: it is flat there, its surprise is steep, and their product is left.

The surprise −ln ŷ has the slope −1/ŷ, the sigmoid the slope ŷ(1 − ŷ) in its score. By the chain
rule the surprise changes with the score by ŷ − 1, which is the error of a row of class 1.
"""

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UR, Animation, FadeIn, Line, Mobject, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.classes import ClassPlot, event_of
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import ClassStudy

__all__ = ["SteepAndFlat"]

Array = NDArray[np.float64]

_HALF = 0.95
"""Of a tangent, in frame units."""
_STEEP = "{{ -1 : gradient-steep }} / {{ hat(y) : prediction-below }}"
_FLAT = "{{ hat(y) : prediction-above }} {{ (1 - hat(y)) : gradient-flat }}"
_CANCELLED = "prediction-above", "prediction-below"


class SteepAndFlat:
    """The cast of the chain rule at one row; all of it follows a curve.

    Parameters
    ----------
    study, plot, curve
        What the film is about, and what stands on the stage.
    slot
        Where the surprise is drawn.

    Attributes
    ----------
    row
        Of class 1, the one to which the descent's first curve gives the least chance.
    surprise, graph
        A plot of chances from 0 to 1, and −ln ŷ in it.
    dots
        Where the row's chance is: on the curve, and on that of its surprise.
    flat, steep
        Tangents there.
    names
        Of their slopes: of the flat one, and of the steep one.
    error
        From the curve to the row's class.
    product
        The two slopes multiplied, and what that is.
    """

    def __init__(self, study: ClassStudy, plot: ClassPlot, curve: FitCurve, slot: Slot) -> None:
        self.study, self.plot, self.curve = study, plot, curve
        ones = np.flatnonzero(study.raw.y == 1)
        chances = study.predict(study.run.params[0], study.raw.x[ones])
        self.row = int(ones[chances.argmin()])
        self.x = float(study.raw.x[self.row])
        colours = theme()
        top = nice_range(0.0, max(3.0, -1.1 * np.log(chances.min())), 3)[1]
        self.surprise = Plot(
            (0.0, 1.0),
            (0.0, top),
            width=4.0,
            height=2.0,
            x_label=f"chance ŷ of {event_of(study.raw)}",
            y_label="surprise, −ln ŷ",
            x_ticks=3,
            y_ticks=3,
        ).fill(slot)
        domain = float(np.exp(-top)), 1.0
        self.graph = Graph(_surprise, colours.loss, 5.0, lambda: domain, 400).on(self.surprise)
        self.dots = [
            Spot(lambda: (self.x, self.chance), colours.prediction, 0.12).on(plot),
            Spot(lambda: (self.chance, float(_surprise(self.chance))), colours.loss, 0.12).on(
                self.surprise
            ),
        ]
        self.flat = Stroke(self._flat, colours.gradient, 5.0).on(plot)
        self.steep = Stroke(self._steep, colours.gradient, 5.0).on(self.surprise)
        self.error = Stroke(
            lambda: [(self.x, self.chance), (self.x, 1.0)], colours.gradient, 6.0
        ).on(plot)
        self.names = [Equation(source, theme().type.formula) for source in (_FLAT, _STEEP)]
        self.names[0].scale(0.85)  # it keeps clear of the curve
        self._struck: list[Line] = []
        self.product = Equation(
            f"{_FLAT} dot {_STEEP} = {{{{ hat(y) : prediction }}}} - {{{{ 1 : data }}}}",
            64,
        )

    @property
    def chance(self) -> float:
        """What the curve, as it stands, says of the row."""
        return float(self.curve.predict(self.curve.w, np.array([self.x]))[0])

    def place_names(self) -> None:
        """Put the names beside the tangents, where they stand now."""
        flat, steep = self.names
        low, high = self.plot.x_range
        inwards = RIGHT if 2 * self.x < low + high else LEFT
        flat.next_to(self.plot.at(self.x, (1 + self.chance) / 2 + 0.1), inwards, buff=0.35)
        height = min(float(_surprise(self.chance)), 0.75 * self.surprise.y_range[1])
        steep.next_to(self.surprise.at(self.chance, height), RIGHT, buff=0.45)

    def multiply(self) -> list[Animation]:
        """Return the animation that brings both slopes into one formula."""
        return [FadeIn(VGroup(*self._sides[0]), shift=0.3 * DOWN)]

    @property
    def struck(self) -> list[Line]:
        """Strokes through what cancels."""
        self._struck = self._struck or [
            Line(ends.get_corner(DL), ends.get_corner(UR), color=theme().ink, stroke_width=5)
            for ends in (self.product.part(name) for name in _CANCELLED)
        ]
        return self._struck

    def work_out(self) -> Animation:
        """Return the animation that brings in what the slopes come to, once multiplied."""
        return FadeIn(VGroup(*self._sides[1]))

    @property
    def _sides(self) -> tuple[list[VMobject], list[VMobject]]:
        """The pieces of the product, and of what it comes to."""
        end = float(self.product.part("prediction-below", "gradient-steep").get_right()[0]) + 0.12
        sides: tuple[list[VMobject], list[VMobject]] = [], []
        for piece in self.product:
            sides[bool(piece.get_center()[0] > end)].append(piece)
        return sides

    @property
    def all_but_product(self) -> list[Mobject]:
        """What leaves when only the formula is to stay."""
        picture = (self.surprise, self.graph, self.flat, self.steep, self.error)
        return [*picture, *self.dots, *self.names, *self._struck]

    def _flat(self) -> Array:
        """(2, 2) the tangent of the curve, for x as it is drawn."""
        w1 = float(self.study.raw_weights(self.curve.w)[1])
        slope = w1 * self.chance * (1 - self.chance)
        return self._tangent(self.plot, (self.x, self.chance), slope)

    def _steep(self) -> Array:
        """(2, 2) the tangent of the surprise."""
        at = self.chance, float(_surprise(self.chance))
        return self._tangent(self.surprise, at, -1 / self.chance)

    def _tangent(self, plot: Plot, at: tuple[float, float], slope: float) -> Array:
        """Return the ends (2, 2) of a stroke of one length in the frame."""
        corner, far = plot.at(0.0, 0.0), plot.at(1.0, 1.0)
        scale = (far - corner)[:2]
        way = np.array([1.0, slope]) * scale
        half = _HALF * way / np.linalg.norm(way) / scale
        return np.asarray(np.array(at) + np.outer([-1.0, 1.0], half))


def _surprise(chance: Array | float) -> Array:
    """Return −ln of chances."""
    return np.asarray(-np.log(chance))
