"""Formulas of a film about two classes: standardising, the gradient, the answer, and the valley."""

from collections.abc import Callable

import numpy as np
from manim import DOWN, RIGHT, VGroup

from scenes.stage.look.equations import Equation, line_source
from scenes.stage.look.text import LiveNumber, number_source, symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import digits_for, template
from scenes.stage.regression.data_plot import span_of
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.study import ClassStudy

__all__ = [
    "Proportion",
    "gradient_formula",
    "odds_answer",
    "raw_answer",
    "score_slopes",
    "standardising",
    "weight_and_goal",
]

_LARGEST = 1e9
"""A condition number above which its power of ten is written."""


class Proportion(VGroup):
    """How many times a panel's valley is as long as wide, live: the root of its condition number.

    That is so at the minimum, where the loss is a bowl with elliptic iso-lines.
    """

    def __init__(self, panel: ScalingPanel) -> None:
        super().__init__()
        most = panel.condition_number(0.0)
        if most < _LARGEST:
            live = LiveNumber(most, f"{np.sqrt(most):.0f}.0", size=54, align="left")
            live.follow(
                lambda: float(np.sqrt(panel.condition_number(panel.share))), of="aspect", at=panel
            )
            self.number: LiveNumber | Equation = live
        else:
            self.number = Equation("10^( {{ 00.0 : exponent }} )", 54).live(
                "exponent",
                lambda: float(np.log10(panel.condition_number(panel.share)) / 2),
                of="aspect-exponent",
                at=panel,
            )
        self.add(words("valley, length to width", theme().type.body, theme().muted), self.number)
        self.arrange(DOWN, buff=0.3)


def weight_and_goal(
    study: ClassStudy, k: int, value: Callable[[], float], goal: float, name: str
) -> Equation:
    """Return weight ``k`` by its name as a live number, beside what it is at the minimum."""
    source = f"{{{{ {name} : w{k} }}}} = {{{{ {template([goal], 4)} : w{k}-now }}}}"
    if not study.separable:
        source += f" thick thick {{{{ arrow.r quad {number_source(goal)} : minimum }}}}"
    equation = Equation(source, size=theme().type.formula * 0.9, width=5.3)
    return equation.live(f"w{k}-now", value, align="left")


def standardising(study: ClassStudy) -> Equation:
    """Return the change of input, in letters and numbers."""
    mean, scale = study.scaling.mean, study.scaling.scale
    shift = number_source(abs(mean), digits_for(mean, scale) - 1)
    return Equation(
        "{{ x' : data }} = ( {{ x : data-x }} - m ) / s = ( {{ x : data-y }} "
        f"{'-' if mean >= 0 else '+'} {shift} ) / ({number_source(scale, 3)})",
        width=5.4,
    )


def gradient_formula() -> Equation:
    """Return the gradient of the cross-entropy."""
    return Equation(
        "{{ nabla g : gradient }} = 1/N sum_(n=1)^N ( {{ hat(y)_n : prediction }} - "
        '{{ y_n : data }} ) vec(delim: "[", 1, {{ x_n^prime : data-x }})',
        width=5.6,
    )


def score_slopes() -> VGroup:
    """Return how the score z = w1 x + w0 of standardised x changes with its weights."""
    slopes = (
        "(partial z) / (partial {{ w'_0 : w0 }}) = 1",
        "(partial z) / (partial {{ w'_1 : w1 }}) = {{ x^prime : data }}",
    )
    return VGroup(*map(Equation, slopes)).arrange(RIGHT, buff=0.9)


def odds_answer(study: ClassStudy, limits: tuple[float, float]) -> VGroup:
    """Return by what a unit of x multiplies the odds, large, and its 95 % limits."""
    factor = float(np.exp(study.raw_weights(study.minimum)[1]))
    name = words("odds, for every degree", theme().type.body, theme().muted)
    number = symbol(f"times {factor:.2f}", theme().prediction, theme().type.title * 2)
    low, high = limits
    between = words(f"95 %: {low:.2f} to {high:.2f}", theme().type.heading, theme().ink)
    return VGroup(name, number, between).arrange(DOWN, buff=0.3)


def raw_answer(study: ClassStudy, units: str, unit: str) -> VGroup:
    """Return the score in the table's own units, and where the chance is one half.

    ``units`` says in words how x is measured, ``unit`` is its sign in Typst mathematics.
    """
    weights = study.raw_weights(study.minimum)
    shown = VGroup(words(f"for x {units}", theme().type.body, theme().muted, width=5.4))
    shown.add(Equation(f"z = {line_source(weights)}", width=5.4))
    boundary = study.boundary(study.minimum)
    low, high = span_of(study.drawn.x)
    if low <= boundary <= high:
        place = number_source(boundary, digits_for(boundary, study.scaling.scale) - 1)
        half = f'hat(y) = 1\\/2 quad "at" quad x = {place}{unit}'
        shown.add(symbol(half, theme().prediction))
    return shown.arrange(DOWN, buff=0.35)
