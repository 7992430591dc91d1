"""A neuron: inputs, weights, a sum, a squashing; and the network that such neurons make."""

from itertools import pairwise

import numpy as np
from manim import RIGHT, Circle, Line, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.text import symbol
from scenes.stage.look.theme import theme

__all__ = ["Neuron", "network"]

Array = NDArray[np.float64]

_RADIUS = 0.42
_GLYPH = 40


class Neuron(VGroup):
    """ŷ = σ(W·x + b), drawn from left to right.

    Parameters
    ----------
    inputs
        Typst mathematics: names of the inputs, from top to bottom; "dots.v" is no input.
    weights
        Names of their weights, one each.
    bias
        Name of the bias.

    Attributes
    ----------
    inputs, wires, weights
        One mobject an input.
    bias
        Its node, wire and name.
    sum, squash, output
        The two halves of the neuron, and what comes out.
    """

    def __init__(self, inputs: list[str], weights: list[str], bias: str) -> None:
        super().__init__()
        colours = theme()
        self.centre = np.array([0.0, 0.0, 0.0])
        ys = 1.15 * (np.arange(len(inputs))[::-1] - (len(inputs) - 1) / 2)
        places = [np.array([-4.2, y, 0.0]) for y in ys]
        self.inputs, self.wires, self.weights = VGroup(), VGroup(), VGroup()
        for name, weight, place in zip(inputs, weights, places, strict=True):
            if name == "dots.v":
                self.inputs.add(symbol(name, colours.data, 2 * _GLYPH).move_to(place))
                continue
            self.inputs.add(_node(symbol(name, colours.data, _GLYPH), colours.data).move_to(place))
            wire = _wire(place, self.centre, colours.w1)
            self.wires.add(wire)
            label = symbol(weight, colours.w1, 34)
            normal = np.array([-(self.centre - place)[1], (self.centre - place)[0], 0.0])
            normal /= np.linalg.norm(normal)
            self.weights.add(label.move_to(wire.point_from_proportion(0.3) + 0.3 * normal))
        below = np.array([0.0, -2.0, 0.0])
        self.bias = VGroup(
            _wire(below, self.centre, colours.w0), symbol(bias, colours.w0, 34).move_to(below)
        )
        self.sum = _node(symbol("Sigma", colours.ink, _GLYPH), colours.ink).move_to(self.centre)
        after = np.array([2.2, 0.0, 0.0])
        self.squash = VGroup(
            _wire(self.centre, after, colours.muted),
            _node(symbol("sigma", colours.prediction, _GLYPH), colours.prediction).move_to(after),
        )
        end = np.array([4.3, 0.0, 0.0])
        self.output = VGroup(
            _wire(after, end, colours.prediction),
            symbol("hat(y)", colours.prediction, 44).move_to(end + 0.1 * RIGHT),
        )
        parts = (self.inputs, self.wires, self.weights, self.bias, self.sum, self.squash)
        self.add(*parts, self.output)


def network(layers: tuple[int, ...], width: float, height: float) -> VGroup:
    """Return wires, a group a layer, and neurons; each is wired to all of the next layer."""
    colours = theme()
    columns = [
        [np.array([x, y, 0.0]) for y in (np.arange(n) - (n - 1) / 2) * height / max(layers)]
        for n, x in zip(layers, np.linspace(-width / 2, width / 2, len(layers)), strict=True)
    ]
    wires = VGroup(
        *(
            VGroup(
                *(
                    Line(start, end, stroke_width=1.4, color=colours.w1, stroke_opacity=0.45)
                    for start in before
                    for end in after
                )
            )
            for before, after in pairwise(columns)
        )
    )
    shades = (colours.data, *[colours.ink] * (len(layers) - 2), colours.prediction)
    nodes = VGroup(
        *(
            Circle(0.24, color=shade, stroke_width=2.4)
            .set_fill(colours.ground, opacity=1)
            .move_to(place)
            for column, shade in zip(columns, shades, strict=True)
            for place in column
        )
    )
    return VGroup(wires, nodes)


def _node(name: VMobject, colour: str) -> VGroup:
    circle = Circle(_RADIUS, color=colour, stroke_width=3).set_fill(theme().panel, opacity=1)
    return VGroup(circle, name.move_to(circle))


def _wire(start: Array, end: Array, colour: str) -> Line:
    way = (end - start) / np.linalg.norm(end - start)
    return Line(start + _RADIUS * way, end - _RADIUS * way, stroke_width=3, color=colour)
