"""The derivative, on the question how fast a stone is falling right now.

    manim -pqh scenes/derivative.py

The image to remember: two moments and the legs between them keep their places in a lens that comes
ever closer, while the curve between them bends back until it is nearly straight; and the photograph
of the beginning, with its speed written in.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    GrowFromPoint,
    Indicate,
    Mobject,
    Polygon,
    Rectangle,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rush_from,
    smooth,
    squish_rate_func,
)
from numpy.polynomial import Polynomial

from mlcore import Function, GradientDescent, Objective, Trajectory, descend, falling
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    EARLY,
    GRID,
    LATE,
    Arrow3D,
    Derivation,
    Equation,
    Film,
    LossPanel,
    Pen,
    Playhead,
    Plot,
    Resize,
    Rewrite,
    Said,
    Slice,
    Slot,
    Turn,
    chapter,
    paced,
    symbol,
    theme,
)
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.lifted_slice import LiftedSlice
from scenes.stage.look.equations import live_rows
from scenes.stage.motion.span import Span
from scenes.stage.plane.drawn import Graph, Spot, Stroke, WholePlot
from scenes.stage.plane.figures import rock, stone
from scenes.stage.plane.grown_square import GrownSquare
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slope_below import SlopeBelow
from scenes.stage.plane.zones import zone
from scenes.stage.regression.nebulae import line_of_hubble

OUT, IN = squish_rate_func(smooth, 0.0, 0.35), squish_rate_func(smooth, 0.3, 0.8)
"""The paces of what goes and of what comes where one plot gives way to another."""
FALL = falling()
NOW, LANDS = 1.0, 2.0
"""Seconds after which the photograph is taken, and the stone meets the ground."""
SQUARE = Polynomial([0.0, 0.0, 1.0])
CUBE = Polynomial([1.0, 0.0, -2.0, 1.0])
FLAT = sorted(float(x) for x in CUBE.deriv().roots())
"""Where the exercise's slope is 0."""
LAND = Slot(-3.4, GRID.right_edge, GRID.caption_top, 3.35)
ALONG, ASIDE = {"phi": 0.62, "theta": -1.5}, {"phi": 1.02, "theta": -0.9}
"""Where the landscape stands; from where its slice is seen flat, and from where the arrow is."""
FIXED, START, RATE, ARROW = 6.0, 5.0, 0.2, 0.6
"""Of the loss of a line: the weight that rests, where the other one begins, α, and the length of
the gradient's arrow, a unit of the gradient."""

PHOTO = Slot(-6.4, 1.6, -2.6, 3.35)
BESIDE = Slot(2.1, 6.6, -2.6, 3.35)
"""Where the photograph stands, and what is asked of it."""
NEAR, ENTERS, TAKEN = 5.0, 3.0, 0.5
"""How many times as large as in the scene the stone is in the photograph, and its heights in the
frame as the film begins and as the photograph is taken."""
CLIFF, EDGE, STONE_X = -6.0, 2.7, -5.35
"""Of the scene: x of the rock's face, height of its edge, x of the stone."""
WIDE = Slot(-4.5, GRID.right_edge, GRID.caption_top, GRID.top)
BROAD = Slot(GRID.left_edge, 0.35, GRID.caption_top, GRID.top)
"""Where the plot stands beside the scene, and beside the lens."""
LENS, LENS_RADIUS = (3.62, 0.25), 2.62
STOREYS = Slot(GRID.left_edge, 1.1, 0.6, GRID.top), Slot(GRID.left_edge, 1.1, -3.05, 0.4)
HIGH_STOREYS = Slot(GRID.left_edge, 1.1, -0.35, GRID.top), Slot(GRID.left_edge, 1.1, -3.05, -0.55)
"""Of a function and, beneath it, of its slope."""
OVER_CUBE, CUBE_AT = Slot(1.7, 6.6, 0.7, 2.0), (4.15, -1.4, 0.0)
"""Where x³ is worked out, and the middle of the cube that it is."""
TOLD, READ = Slot(1.7, 6.6, 1.3, GRID.top), Slot(1.7, 6.6, -3.05, 1.2)

RATIO = '({{ 00.00000 : prediction-change }} "m") / ({{ 0.00000 : step-now }} "s") ='
SPEED = '{{ 00.00 : gradient-slope }} "m/s"'
LIMIT = (
    "{{ f'(t) : gradient }} = lim_({{ delta : step-a }} -> 0) "
    "({{ f(t + delta) : prediction-b }} - {{ f(t) : prediction-a }}) / {{ delta : step }}"
)
WORKED = (
    "( {{ f(x + delta) : prediction-b }} - {{ f(x) : prediction-a }} ) / {{ delta : step }}",
    "( ({{ x : data-a }} + {{ delta : step-a }})^2 - {{ x : data-b }}^2 ) / {{ delta : step }}",
    "( {{ 2 : two }} {{ x : data }} {{ delta : step-a }} + {{ delta : step-b }}^2 ) "
    "/ {{ delta : step }}",
    "{{ 2 : two }} {{ x : data }} + {{ delta : step }}",
)
DOUBLE = "{{ f'(x) : gradient }} = {{ 2 : two }} {{ x : data }}"
STONE = (
    "{{ f(t) : prediction }} = 1/2 dot 9.81 {{ t : data }}^2",
    "{{ f'(t) : gradient }} = 9.81 {{ t : data }}",
    '{{ f\'(1) : gradient }} = 9.81 space "m/s"',
)
"""How far it has fallen, how fast it is, and after one second: in this film, g is the loss."""
CUBED = (
    "( ({{ x : data-a }} + {{ delta : step-a }})^3 - {{ x : data-b }}^3 ) / {{ delta : step }}",
    "( 3 {{ x : data-a }}^2 {{ delta : step-a }} + 3 {{ x : data }} {{ delta : step-b }}^2 "
    "+ {{ delta : step-c }}^3 ) / {{ delta : step }}",
    "{{ 3 : three }} {{ x : data-a }}^{{ 2 : power }} {{ + 3 x delta + delta^2 : step-b }}",
)
CUBIC = "({{ x : data }}^3)' = {{ 3 : three }} {{ x : data-a }}^{{ 2 : power }}"
READINGS = (
    "{{ x : data }} = {{ -0.00 : data-now }}",
    "{{ delta : step }} = {{ 0.000 : step-now }}",
    '{{ "slope" : gradient }} = {{ -0.00 : gradient-slope }}',
)
"""Of a point, its step and its slope."""
RULE = "{{ w_1 : w1 }} <- {{ w_1 : w1-old }} - {{ alpha : rate }} {{ g' : gradient }}"
RULE_OF_TWO = "w <- w - alpha {{ nabla g : gradient }}"


def fallen(t: Any) -> Any:
    """Return how far (...) in metres the stone has fallen after t seconds (...)."""
    return np.minimum(FALL(t), FALL(LANDS))


def _agree(step: float) -> bool:
    """Tell whether a step, and what is gained over it, divide to the slope that stands there."""
    gained = float(f"{fallen(NOW + step) - fallen(NOW):.3e}")
    return f"{gained / step:.2e}" == f"{(fallen(NOW + step) - fallen(NOW)) / step:.2e}"


STEPS = np.array(
    [
        step
        for n in range(-5, -1)
        for k in range(100, 1000)
        if (step := k * 10.0**n) <= LANDS - NOW and _agree(step)
    ]
)
"""Steps δ of three figures such that a viewer who divides what stands there finds the slope."""


def told(step: float) -> float:
    """Return the step that is nearest, of those that can be told."""
    return float(STEPS[np.abs(np.log(STEPS / step)).argmin()])


class Derivative(Film):
    """The film on the derivative."""

    photo: VGroup
    kept: VGroup
    asked: VGroup
    scene: list[Mobject]
    clock: ValueTracker
    delta: Span
    plot: Plot
    fall: Graph
    curve: VMobject
    secant: Secant
    ratio: Equation
    speed: Equation
    limit: Equation
    x: ValueTracker
    views: SlopeBelow

    # -- chapters ------------------------------------------------------------------------------

    @chapter("A photograph", heading=False)
    def photograph(self) -> None:
        """A stone falls; a photograph of it, in which nothing moves: no way, in no time."""
        self.plot = self.plot_of_fall()
        self.photo, falls = self.photographed(), stone(NEAR).move_to((-1.2, ENTERS, 0))
        whole = rock([(-7.3, 4.1), (-4.3, 4.1), (-4.3, -4.1), (-7.3, -4.1)])
        self.add(whole, falls)
        self.say("A stone, slowed down. A photograph. How fast is it, right now?")
        self.play(paced(falls, self.as_it_falls).move_to((-1.2, TAKEN, 0)), run_time=BEAT)
        self.remove(whole, falls)
        flash = self.photo[2].copy().set_fill(theme().ink, opacity=0.85)
        size = theme().type.title
        asked = Equation('{{ ? : gradient }} "m/s"', 3.4 * size).move_to(BESIDE.centre + 1.3 * UP)
        self.add(self.photo, flash)
        self.play(
            *(FadeOut(flash, rate_func=squish_rate_func(rush_from, 0.0, 0.25)), self.closer()),
            FadeIn(asked, rate_func=squish_rate_func(smooth, 0.15, 0.4)),
            run_time=3.6 * BEAT,
        )
        nothing = Equation('(0 "m") / (0 "s")', 2.2 * size).move_to(BESIDE.centre - 1.2 * UP)
        self.say(
            "In a photograph nothing moves: no metre, in no second. Has it no speed?",
            *(Write(nothing, rate_func=EARLY), self.closer()),
            seconds=4.4 * BEAT,
        )
        self.poster()
        self.asked, self.kept = VGroup(asked, nothing), self.photo.copy()

    @chapter("Two moments")
    def two_moments(self) -> None:
        """Two moments make a slope: over a second, over less."""
        self.clock, self.delta = ValueTracker(NOW), Span(1.0)
        self.fall = Graph(
            fallen, theme().prediction, 6.0, lambda: (0.0, float(self.clock.get_value()))
        ).on(self.plot)
        self.say(
            "A speed needs two moments. Rewind, and write down how far it falls.",
            *self.step_back(),
            seconds=2.4 * BEAT,
        )
        self.play(self.clock.animate.set_value(0.0), run_time=BEAT)
        stem = Stroke(self.stem, theme().prediction, 3.0).on(self.plot)
        self.add(stem, self.fall.update())
        self.say("In real time: how far it has fallen stands upright.")
        self.play(paced(self.clock, linear).set_value(2.4), run_time=2.4)
        self.remove(stem)
        self.take_the_slope()

    def take_the_slope(self) -> None:
        """The slope between two moments, which come closer."""
        delta = self.delta
        self.secant = Secant(fallen, lambda: NOW, lambda: told(delta.size))
        line, run, rise, second, first = (each.on(self.plot) for each in self.secant.things)
        size = theme().type.formula
        self.ratio, self.speed = (
            self.lively(Equation(source, 1.3 * size)) for source in (RATIO, SPEED)
        )
        row = VGroup(self.ratio, self.speed).arrange(RIGHT, buff=0.3)
        row.move_to(self.plot.at(0.06, 16.3), aligned_edge=LEFT)
        self.say(
            "From one second to two: 14.7 metres in one second.",
            *map(FadeIn, (first, second, run, rise)),
            *(FadeIn(each, rate_func=LATE) for each in (self.ratio, self.speed)),
            seconds=1.6 * BEAT,
        )
        self.say(
            "Metres over seconds: the slope of the line through both.",
            *(FadeIn(line), Indicate(self.speed, scale_factor=1.06, color=theme().gradient)),
            seconds=2.6 * BEAT,
        )
        self.poster()
        self.say("Meanwhile it got faster. So a shorter step: δ = 0.4 seconds.")
        self.play(delta.to(0.4), run_time=3 * BEAT)

    @chapter("Look closely")
    def look_closely(self) -> None:
        """The lens comes closer as δ shrinks, until the curve in it is nearly a straight line."""
        lens = self.lens()
        self.add(lens)
        self.say(
            "Take a lens. In it, the curve still leaves the line.",
            *(Resize(self.plot, BROAD), Turn(lens, open=1.0, rate_func=LATE)),
            *(FadeOut(each, rate_func=EARLY) for each in self.scene),
            *(
                each.animate.scale(0.66).move_to((x, 1.95, 0), aligned_edge=LEFT)
                for each, x in ((self.ratio, -5.8), (self.speed, -3.6))
            ),
            seconds=2.4 * BEAT,
        )
        self.pause()
        shrinking = (
            (Said("Come closer, and let δ shrink as well: the legs keep their places."), 0.1, 5.0),
            (Said("The curve leans on the line, and the number settles."), 0.01, 4.0),
            (
                Said("Look closely enough, and a smooth curve is nearly straight: it has a slope."),
                0.001,
                4.0,
            ),
        )
        for said, size, seconds in shrinking:
            closer = Turn(lens, closer=float(np.log10(0.4 / size))), self.delta.to(size)
            self.say(said, *closer, seconds=seconds)
        self.poster()
        self.limit = Equation(LIMIT, theme().type.formula, width=3.7)
        self.limit.move_to((-5.8, 0.72, 0), aligned_edge=LEFT)
        self.say(
            "What the slopes approach as δ goes to 0 is the derivative.",
            Write(self.limit),
            seconds=2 * BEAT,
        )
        self.no_slope(lens)
        self.answer(lens)

    def lens(self) -> Lens:
        """The lens on the moment of the photograph."""
        lens = Lens(
            self.plot,
            [self.fall, *self.secant.things],
            place=LENS,
            radius=LENS_RADIUS,
            at=(NOW, fallen(NOW)),
            widest=0.56,
        )
        lens.things[0].set_stroke(width=8)
        lens.number.figures = 2  # at first it enlarges by less than 2
        return lens

    def no_slope(self, lens: Lens) -> None:
        """A corner stays a corner, however close one looks."""
        self.say(
            "Not everywhere: at the ground, a corner stays a corner.",
            Turn(lens, closer=0.4, rate_func=squish_rate_func(smooth, 0.0, 0.55)),
            Turn(
                lens,
                x=LANDS,
                y=float(fallen(LANDS)),
                rate_func=squish_rate_func(smooth, 0.4, 1.0),
            ),
            seconds=2 * BEAT,
        )
        self.play(Turn(lens, closer=2.0), run_time=2 * BEAT)

    def answer(self, lens: Lens) -> None:
        """The photograph returns, and what was asked of it is written in."""
        leaving = [self.plot, self.fall, *self.secant.things, self.ratio]
        self.say(
            "So in the photograph, right now: 9.81 metres a second.",
            *(Turn(lens, open=0.0, rate_func=EARLY), FadeOut(self.limit, rate_func=EARLY)),
            *(FadeOut(each, rate_func=EARLY) for each in (*leaving, *self.heading)),
            GrowFromPoint(
                self.kept,
                self.plot.at(NOW, fallen(NOW)),
                rate_func=squish_rate_func(smooth, 0.3, 1.0),
            ),
            paced(self.speed, IN).scale(2.9).move_to(BESIDE.centre + 1.3 * UP),
            seconds=2.4 * BEAT,
        )
        self.remove(lens)
        self.limit = Equation(LIMIT, theme().type.formula * 1.3, width=BESIDE.width)
        self.limit.move_to(BESIDE.centre - 1.2 * UP)
        self.say(
            "Never 0 over 0: the number that the slopes approach.",
            *(Write(self.limit), self.kept.animate.scale(1.015)),
            seconds=3 * BEAT,
        )
        self.poster()

    @chapter("A slope for every point")
    def every_point(self) -> None:
        """The slopes of x², measured over δ, sink onto 2x."""
        x, delta = self.x, self.delta = ValueTracker(-1.1), Span(1.0)
        views = self.views = SlopeBelow(
            SQUARE,
            SQUARE.deriv(),
            lambda: round(x.get_value(), 2),  # as it is told
            lambda: delta.size,
            x_range=(-1.2, 2.15),
            y_range=(0.0, 4.65),
            slope_range=(-2.6, 3.6),
            slots=STOREYS,
            names=("f(x) = x²", "slope of f"),
        )
        readings = self.readings(views.secant)
        derivation = Derivation(TOLD, *WORKED, size=theme().type.formula * 1.5)
        self.curve = views.curve
        self.say(
            "Every point has a slope of its own. Take a simple curve: x².",
            FadeOut(
                self.kept,
                scale=0.02,
                target_position=views.secant.first,
                rate_func=squish_rate_func(smooth, 0.0, 0.6),
            ),
            *(FadeOut(each, rate_func=OUT) for each in (self.speed, self.limit)),
            *(FadeIn(each, rate_func=IN) for each in (views.upper, views.lower, views.curve)),
            *(FadeIn(each, rate_func=LATE) for each in (*views.secant.things, readings)),
            FadeIn(derivation.formula, rate_func=LATE),
            seconds=2 * BEAT,
        )
        self.say(
            "Measure it over δ = 1, and write it down beneath, point by point.",
            *(FadeIn(each) for each in (views.plumb, views.foot)),
            seconds=BLINK,
        )
        self.add(views.trace)
        self.play(paced(x, linear).set_value(1.1), run_time=4.4 * BEAT)
        views.trace.domain = None
        self.work_out(views, derivation, readings)

    def work_out(self, views: SlopeBelow, derivation: Derivation, readings: VGroup) -> None:
        """The square over x grows by δ: two strips and a corner, over δ."""
        x, delta = self.x, self.delta
        square = GrownSquare(x.get_value, lambda: delta.size, READ)
        square.grown = 0.0
        square.follow()
        self.say(
            "x² is a square. Its side grows by δ: two strips and a corner.",
            *(FadeOut(readings, rate_func=EARLY), FadeIn(square, rate_func=LATE)),
            x.animate.set_value(1.0),
            seconds=1.2 * BEAT,
        )
        self.play(Turn(square, grown=1.0), derivation.next(), run_time=2 * BEAT)
        self.say("Over δ, that is 2x + δ: parallel to 2x, too high by δ.")
        for _ in WORKED[2:]:
            self.play(derivation.next(), run_time=1.4 * BEAT)
        self.play(FadeIn(views.rule, views.gap), run_time=BEAT)
        self.poster()
        formula = derivation.formula
        shrink = _shrinks_with(formula, ("two", "data"), lambda: delta.size)
        self.say("Let δ shrink: the corner goes faster than the strips.")
        self.play(delta.to(0.22, _evenly(1.0, 0.22)), run_time=3 * BEAT)
        self.say("A strip over δ keeps its length x, twice. The corner over δ: only δ.")
        self.play(Turn(square, over=1.0), run_time=1.2 * BEAT)
        self.play(delta.to(0.002, _evenly(0.22, 0.002)), run_time=2 * BEAT)
        formula.remove_updater(shrink)
        self.remove(views.gap)
        double = TOLD.hold(Equation(DOUBLE, theme().type.formula * 1.7))
        self.play(Rewrite(formula, double), run_time=1.2 * BEAT)
        rows = VGroup(*(Equation(each, theme().type.formula * 1.3) for each in STONE))
        READ.hold(rows.arrange(DOWN, aligned_edge=LEFT, buff=0.4))
        self.say(
            "So the stone's slope is 9.81 t: after one second, 9.81.",
            *(FadeOut(square, rate_func=EARLY), FadeIn(rows, rate_func=LATE)),
            x.animate.set_value(-1.1),
            seconds=2.8 * BEAT,
        )

    @chapter("Where is it flat?")
    def where_flat(self) -> None:
        """The exercise, with time to think, and its answer."""
        x = self.x = ValueTracker(-0.7)
        views = SlopeBelow(
            CUBE,
            CUBE.deriv(),
            # as it is told, and where it is flat
            lambda: min((round(x.get_value(), 2), *FLAT), key=lambda at: abs(at - x.get_value())),
            lambda: 1e-6,
            x_range=(-0.75, 2.2),
            y_range=(-0.6, 2.6),
            slope_range=(-2.0, 6.0),
            slots=HIGH_STOREYS,
            names=("f(x)", "slope of f"),
            upper_ticks=5,
        )
        storeys = views.aligned(HIGH_STOREYS)
        views.upper.fill(GRID.wide)
        size = theme().type.formula * 1.3
        f = Equation("{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2 + 1", size)
        f.move_to(TOLD.centre + 0.45 * UP)
        self.change_to(
            views.curve,
            Said("Your turn. Where is this curve flat? And where does it fall?"),
            *(views.upper, f),
        )
        self.show(views.secant.first, seconds=BLINK)
        self.play(paced(x, linear).set_value(2.15), run_time=3.6 * BEAT)
        self.by_the_same_working(views, storeys[0])
        slope = Equation("{{ f'(x) : gradient }} = 3 {{ x : data-a }}^2 - 4 {{ x : data }}", size)
        slope.move_to(TOLD.centre - 0.6 * UP)
        readings = self.readings(views.secant, with_step=False)
        self.show(views.secant.line, views.plumb, views.foot, readings, seconds=BLINK)
        self.add(views.trace)
        self.say(
            "Term by term: 3x², less 4x for 2x², and 0 for the 1.",
            Write(slope, rate_func=EARLY),
            paced(x, linear).set_value(2.15),
            seconds=3.6 * BEAT,
        )
        views.trace.domain = None
        self.views = views
        self.name_the_places(views)

    def by_the_same_working(self, views: SlopeBelow, slot: Slot) -> None:
        """A cube over δ, term by term: what has a δ left in it goes with δ."""
        cubed = Derivation(OVER_CUBE, *CUBED, size=theme().type.formula * 1.4)
        cube = _cube_and_slabs()
        self.say(
            "The same for x³: a cube gains three slabs x²δ, and less.",
            *(Resize(views.upper, slot), self.x.animate.set_value(-0.7)),
            *(FadeIn(each, rate_func=LATE) for each in (cubed.formula, cube, views.lower)),
            seconds=1.8 * BEAT,
        )
        for _ in CUBED[1:]:
            self.play(cubed.next(), run_time=1.4 * BEAT)
        left, formula = ValueTracker(1.0), cubed.formula
        shrink = _shrinks_with(
            formula, ("three", "data-a", "power"), lambda: float(left.get_value())
        )
        self.say("What has a δ in it goes with δ. The slope of x³: 3x².")
        self.play(left.animate.set_value(0.0005), run_time=1.4 * BEAT)
        formula.remove_updater(shrink)
        cubic = OVER_CUBE.hold(Equation(CUBIC, theme().type.formula * 1.4))
        self.play(Rewrite(formula, cubic), run_time=BEAT)
        self.dismiss(cubic, cube)

    def name_the_places(self, views: SlopeBelow) -> None:
        """Where the slope is 0, and between where it is less."""
        marks = [
            Spot(partial(_on, f, at), theme().ink, 0.12).on(plot)
            for at in FLAT
            for plot, f in ((views.upper, CUBE), (views.lower, CUBE.deriv()))
        ]
        names = [
            symbol(source, theme().data, 32).move_to(views.upper.at(*place))
            for source, place in (("x = 0", (0.42, 1.42)), ("x = 4 slash 3", (1.78, -0.4)))
        ]
        factors = Equation(
            "= {{ x : data-a }} (3 {{ x : data }} - 4)", theme().type.formula * 1.3
        ).move_to(READ.centre + 1.5 * UP)
        self.say(
            "A product is 0 when a factor is: flat at x = 0, a top, and at x = 4/3, a bottom.",
            *(FadeIn(each) for each in (*marks, *names)),
            Write(factors),
            seconds=1.6 * BEAT,
        )
        for at in reversed(FLAT):
            self.play(self.x.animate.set_value(at), run_time=1.4 * BEAT)
        falls = VGroup(
            zone(views.upper, (FLAT[0], FLAT[1]), views.upper.y_range),
            zone(views.lower, (FLAT[0], FLAT[1]), views.lower.y_range),
        )
        self.say("Between them the slope is below 0: there the curve falls.")
        self.bring_to_back(falls)
        signs = VGroup(
            *(
                symbol(sign, theme().gradient, 1.2 * theme().type.title).move_to(
                    views.lower.at(x, 1.1)
                )
                for sign, x in (("+", -0.52), ("-", sum(FLAT) / 2), ("+", 1.85))
            )
        )
        self.play(
            FadeIn(falls, signs, rate_func=EARLY),
            self.x.animate.set_value(sum(FLAT) / 2),
            run_time=3 * BEAT,
        )
        self.poster()
        self.pause()

    @chapter("Against the slope")
    def against_the_slope(self) -> None:
        """Where machine learning uses it: steps against the slope, on a curve and on a surface."""
        study = line_of_hubble()
        loss, space = study.objective, replace(study.space, height=2.8)
        along = _slice_of(loss)
        run = descend(along, (START,), GradientDescent(RATE), iterations=12)
        lowest = np.array([FIXED, float(run.params[-1, 0])])
        down = descend(loss, lowest, GradientDescent(RATE), iterations=60)
        panel = LossPanel(
            study.landscape,
            space,
            basin=study.basin,
            slot=LAND,
            phi=ALONG["phi"],
            theta=ALONG["theta"],
        )
        cut = Slice(loss, space, (FIXED, START), 1, Pen(theme().loss, 7.0, lift=0.2))
        cut.upto = cut.high
        plot = Plot(
            (cut.low, cut.high),
            (0.0, space.ceiling),
            width=5,
            height=4,
            x_label="weight w₁",
            y_label="loss g: how wrong",
        ).fill(GRID.wide)
        lifted = LiftedSlice(plot, panel, cut, along.loss(cut.values[:, None]), theme().loss)
        self.change_to(
            lifted,
            Said("So machines learn. How wrong they are, the loss g, depends on a weight."),
            plot,
            seconds=2.6 * BEAT,
        )
        self.step_by_step(plot, run)
        self.lift(lifted, panel, plot, down)

    def step_by_step(self, plot: Plot, run: Trajectory) -> None:
        """Steps against the slope of a loss with one weight, each marked where it lands."""
        head = Playhead()
        tangent = Secant(
            lambda w: run.objective.loss(np.asarray(w)[..., None]),
            lambda: float(run.params[head.made, 0]),
            lambda: 1e-6,
        ).line.on(plot)
        size = theme().type.formula * 1.3
        rule = VGroup(Equation(RULE, size), Equation(f"{{{{ alpha : rate }}}} = {RATE}", size))
        rule.arrange(DOWN, aligned_edge=LEFT, buff=0.35).move_to(plot.at(0.0, 60.0))
        hops = Stroke(partial(_hops, run, head), theme().ink, 3.0).on(plot)
        ball = Spot(lambda: _hops(run, head)[-1], theme().loss, 0.17).on(plot)
        marks = [Spot(_mark(run, head, k), theme().loss, 0.09).on(plot) for k in range(7)]
        self.show(tangent, ball, seconds=BLINK)
        self.add(hops, *marks, ball)
        self.say(
            "For millions of weights nobody solves “slope 0”. So step against it, times α.",
            Write(rule),
            seconds=1.6 * BEAT,
        )
        for goal, seconds in ((1, 1.6), (2, 1.2), (4, 1.4), (12, 1.6)):
            self.play(head.to(goal), run_time=seconds)
        self.poster()
        self.dismiss(rule, tangent, hops, *marks, ball)

    def lift(self, lifted: LiftedSlice, panel: LossPanel, plot: Plot, down: Trajectory) -> None:
        """The curve is a slice of a landscape; there the slope is an arrow, and down it goes."""
        head = Playhead()
        descent = panel.add_descent(down, radius=0.2).follow(head)
        arrow = _uphill(panel, descent.ball)
        rule = Equation(RULE_OF_TWO, theme().type.formula * 1.35)
        rule.move_to((GRID.left_edge, 1.2, 0), aligned_edge=LEFT)
        seen = np.concatenate([panel.surface.mesh[::8, ::8].reshape(-1, 3), panel.axes.anchors])
        self.add_foreground_mobject(lifted)
        self.say(
            "With two weights it is a landscape, and the curve is one slice of it.",
            *(FadeOut(plot, rate_func=OUT), FadeIn(panel)),
            Turn(lifted, lifted=1.0),
            seconds=2.4 * BEAT,
        )
        self.remove_foreground_mobject(lifted)
        self.remove(lifted)
        panel.add(lifted.cut, arrow)
        self.say(
            "Where the slice is flat, the landscape is not: its slope is an arrow, the gradient.",
            *(Turn(arrow, shown=1.0, rate_func=LATE), Write(rule, rate_func=LATE)),
            Turn(panel, **panel.framing(seen, LAND, 0.3, **ASIDE)),
            seconds=3 * BEAT,
        )
        self.pause()
        self.say("It points straight uphill. Learning goes the other way, step by step …")
        self.play(head.to(60), run_time=4.4 * BEAT)
        self.say("… until it is flat: not always the lowest place, but here it is.")
        self.poster()
        self.pause(BREATH)

    # -- the cast ------------------------------------------------------------------------------

    def change_to(
        self, curve: VMobject, said: Said, *coming: Mobject, seconds: float = 1.8 * BEAT
    ) -> None:
        """Turn the curve that stands into another one, on a plot of its own."""
        kept = {self.curve, self._caption, *self.heading}
        before = [each for each in self.mobjects if each not in kept]
        goal = curve.copy().clear_updaters()
        self.curve.clear_updaters()
        self.say(
            said,
            *(FadeOut(each, rate_func=OUT) for each in before),
            ReplacementTransform(self.curve, goal),
            *(FadeIn(each, rate_func=IN) for each in coming),
            seconds=seconds,
        )
        self.remove(goal, *before)
        self.curve = curve
        self.add(self.curve)

    def lively(self, equation: Equation) -> Equation:
        """Keep the numbers of the fall's secant up to date."""
        equation.enliven(_numbers_of(self.secant), at=self.secant, align="right")
        for name, number in equation.numbers.items():
            number.figures = 4 if name == "prediction-change" else 3
            number.show_value(number.value)
        return equation

    def readings(self, secant: Secant, with_step: bool = True) -> VGroup:
        """Live numbers of a point, its step and its slope, one below the other."""
        sources = READINGS if with_step else READINGS[::2]
        size, values = theme().type.formula * 1.3, _numbers_of(secant)
        return READ.hold(live_rows(sources, values, at=secant, size=size, apart=0.2025))

    # -- the scene -----------------------------------------------------------------------------

    def closer(self) -> Any:
        """Return what lets the photograph grow a little, all the while."""
        return paced(self.photo, linear).scale(1.015)

    def photographed(self) -> VGroup:
        """The photograph: the rock and the stone in it, and its white rim."""
        rim = Rectangle(
            width=PHOTO.width, height=PHOTO.height, stroke_color=theme().ink, stroke_width=14
        ).move_to(PHOTO.centre)
        left, top, bottom = PHOTO.left, PHOTO.top, PHOTO.bottom
        face = left + 2.1
        corners = [(left, top), (face, top), (face, top - 1), (face, bottom + 1), (face, bottom)]
        falls = stone(NEAR).move_to((-1.2, TAKEN, 0))
        return VGroup(rock([*corners, (left, bottom)]), falls, rim)

    def plot_of_fall(self) -> Plot:
        """Return the plot of how far the stone has fallen, over time."""
        return Plot(
            (0.0, 2.4),
            (0.0, 21.0),
            width=5,
            height=4,
            x_label="time (s)",
            y_label="fallen, without air (m)",
        ).fill(WIDE)

    def as_it_falls(self, share: float) -> float:
        """Return the pace, slowed evenly, of the stone that has come from the edge, far above."""
        metre = NEAR * float(WholePlot(self.plot).scale[1])
        before = fallen(NOW) - (ENTERS - TAKEN) / metre
        enters = NOW * float(np.sqrt(before / fallen(NOW)))
        depth = fallen(enters + share * (NOW - enters))
        return float((depth - before) / (fallen(NOW) - before))

    def step_back(self) -> list[Any]:
        """Return what steps back from the photograph to the scene that it was taken of.

        The photograph stays in it, at the place of that moment, and all shrinks alike.
        """
        (face, falls, rim), here = self.photo, self.at_depth(fallen(NOW))
        small = stone(1.0).move_to(here)
        cliff, there, times = self.cliff(), falls.get_center(), falls.width / small.width
        near = cliff.copy().scale(times, about_point=here).shift(there - here).set_opacity(0)
        way = VMobject(stroke_color=theme().prediction, stroke_width=3.0)
        way.add_updater(lambda each: each.set_points(self.way()), call_updater=True)
        small.add_updater(
            lambda each: each.move_to(self.at_depth(fallen(float(self.clock.get_value()))))
        )
        self.scene = [cliff, way, small, rim, falls]

        def back(each: Mobject) -> Any:
            return each.animate.scale(1 / times, about_point=there).shift(here - there)

        return [
            ReplacementTransform(near, cliff),
            *(back(face).set_opacity(0), back(falls).set_opacity(0.45)),
            back(rim).set_stroke(width=3),
            FadeOut(self.asked, rate_func=OUT),
            FadeIn(way, rate_func=LATE),
            FadeIn(small, rate_func=squish_rate_func(smooth, 0.85, 1.0)),
            FadeIn(self.plot, rate_func=IN),
        ]

    def cliff(self) -> Polygon:
        """The rock from which the stone falls, and the ground that it meets."""
        left, right, ground = -7.3, STONE_X + 0.55, self.at_depth(fallen(LANDS))[1] - 0.15
        return rock(
            [(left, EDGE), (CLIFF, EDGE), (CLIFF, ground), (right, ground), (right, -3), (left, -3)]
        )

    def at_depth(self, metres: float) -> np.ndarray:
        """Where the stone is once it has fallen so far, on the plot's own scale."""
        return np.array([STONE_X, EDGE - metres * WholePlot(self.plot).scale[1], 0.0])

    def way(self) -> np.ndarray:
        """Bézier points (4, 3) from the edge down to the stone."""
        ends = [self.at_depth(0.0), self.at_depth(float(fallen(self.clock.get_value())))]
        return path_points([np.stack(ends)])

    def stem(self) -> np.ndarray:
        """(2, 2) how far the stone has fallen, upright at its time."""
        t = float(self.clock.get_value())
        return np.array([[t, 0.0], [t, float(fallen(t))]])


def _numbers_of(secant: Secant) -> dict[str, Callable[[], float]]:
    """Return what the live numbers of a secant follow, by the names of their parts."""
    return {
        "data-now": secant.x,
        "step-now": secant.step,
        "prediction-change": lambda: secant.change,
        "gradient-slope": lambda: secant.slope,
    }


def _on(f: Polynomial, x: float) -> tuple[float, float]:
    """Return a point of a graph."""
    return x, float(f(x))


def _cube_and_slabs() -> VGroup:
    """Return the cube over x, and apart from it the three slabs x²δ by which it grows."""
    x, delta, apart = 1.7, 0.22, 0.3
    far = x + apart
    boxes = (
        ((0.0, 0.0, 0.0), (x, x, x), 0.07),
        ((0.0, far, 0.0), (x, delta, x), 0.3),
        ((far, 0.0, 0.0), (delta, x, x), 0.3),
        ((0.0, 0.0, -apart - delta), (x, x, delta), 0.3),
    )
    shown = VGroup(*(_box(np.array(corner), size, seen) for corner, size, seen in boxes))
    top, right, front = (symbol("x^2 delta", theme().ink, 34) for _ in boxes[1:])
    top.next_to(shown[1], UP, buff=0.15)
    right.next_to(shown[2], RIGHT, buff=0.2)
    front.move_to(shown[3][2])
    return shown.add(top, right, front).move_to(CUBE_AT)


def _box(corner: np.ndarray, size: tuple[float, float, float], seen: float) -> VGroup:
    """Return the top, the right and the front face of a box, seen from the front, above."""
    w, h, d = size

    def at(x: float, y: float, z: float) -> np.ndarray:
        across, up, deep = corner + np.array([x, y, z])
        return np.array([across + 0.42 * deep, up + 0.3 * deep, 0.0])

    faces = (
        [at(0, h, 0), at(w, h, 0), at(w, h, d), at(0, h, d)],
        [at(w, 0, 0), at(w, h, 0), at(w, h, d), at(w, 0, d)],
        [at(0, 0, 0), at(w, 0, 0), at(w, h, 0), at(0, h, 0)],
    )
    colour = theme().prediction
    return VGroup(
        *(
            Polygon(*face, color=colour, stroke_width=1.5, fill_color=colour, fill_opacity=seen)
            for face in faces
        )
    )


def _evenly(start: float, goal: float) -> Callable[[float], float]:
    """Return the pace of a step that shrinks evenly, not by factors."""

    def pace(share: float) -> float:
        size = start + (goal - start) * smooth(share)
        return float(np.log(size / start) / np.log(goal / start))

    return pace


def _shrinks_with(
    formula: Equation, kept: tuple[str, ...], share: Callable[[], float]
) -> Callable[[Any], None]:
    """Let all that ends a formula but what is kept shrink to a share; return the updater."""
    pieces = list(formula.rest(*kept))
    shapes = [each.points.copy() for each in pieces]
    begins = np.concatenate(shapes)
    anchor = np.array([begins[:, 0].min(), formula.get_y(), 0.0])

    def shrink(_: Any) -> None:
        for piece, shape in zip(pieces, shapes, strict=True):
            piece.points = anchor + share() * (shape - anchor)

    formula.add_updater(shrink)
    return shrink


def _slice_of(loss: Objective) -> Function:
    """Return a loss of two weights as one of w1 alone, w0 at rest."""

    def both(w1: Any) -> np.ndarray:
        return np.stack([np.full_like(w1, FIXED), np.asarray(w1)], axis=-1)

    return Function(
        lambda w1: loss.loss(both(w1)), lambda w1: (loss.gradient(both(w1))[..., 1],), size=1
    )


def _hops(run: Trajectory, head: Playhead) -> np.ndarray:
    """(k, 2) weight and loss along the steps so far: along the weight, then to the loss there."""
    w, losses = run.params[:, 0], run.losses
    corners = np.empty((2 * len(w) - 1, 2))
    corners[::2], corners[1::2, 0], corners[1::2, 1] = np.stack([w, losses], 1), w[1:], losses[:-1]
    reached = 2 * head.iteration
    tip = [np.interp(reached, np.arange(len(corners)), corners[:, k]) for k in (0, 1)]
    return np.vstack([corners[: int(reached) + 1], tip])


def _mark(run: Trajectory, head: Playhead, step: int) -> Callable[[], tuple[float, float]]:
    """Return what tells the point where a step has landed, or nowhere if it is still to come."""
    place = float(run.params[step, 0]), float(run.losses[step])
    return lambda: place if head.made >= step else (np.nan, np.nan)


def _uphill(panel: LossPanel, ball: RollingBall) -> Arrow3D:
    """Return the arrow of the gradient where a ball stands, not to be seen yet."""
    loss, here = ball.trajectory.objective, ball.trajectory.params[0]
    slope = np.asarray(loss.gradient(here))
    ahead = here + ARROW * slope, float(loss.loss(here)) + ARROW * float(slope @ slope)
    up = ball.centre - ball.touch
    start, tip = panel.space.on_surface(loss, here) + up, panel.space.place(*ahead) + up
    clear = 1.15 * ball.radius * (tip - start) / np.linalg.norm(tip - start)  # of the ball
    start, tip = start + clear, tip + clear
    sideways = np.cross(tip - start, [0.0, 0.0, 1.0])
    arrow = Arrow3D(start, tip, sideways, Pen(theme().gradient, 9.0, lift=0.6))
    arrow.shown = 0.0
    return arrow
