"""The derivative, on the question how fast a stone is falling right now.

    manim -pqh scenes/derivative.py

The image to remember: two moments and the legs between them keep their places in a lens that comes
a thousand times closer, while the curve between them bends back until it is straight.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from manim import (
    UP,
    FadeIn,
    FadeOut,
    Indicate,
    Mobject,
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

from mlcore import Function, GradientDescent, Trajectory, descend, falling
from scenes.stage import (
    BEAT,
    BLINK,
    EARLY,
    GRID,
    LATE,
    Derivation,
    Equation,
    Film,
    Playhead,
    Plot,
    Resize,
    Said,
    Slot,
    Turn,
    chapter,
    paced,
    symbol,
    theme,
)
from scenes.stage.look.equations import live_rows
from scenes.stage.motion.span import Span
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.figures import rock, stone
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slope_below import SlopeBelow
from scenes.stage.plane.zones import zone
from scenes.stage.regression.nebulae import bowl_of_hubble, line_of_hubble

FALL = falling()
NOW = 1.0
"""Seconds after which the photograph is taken."""
SQUARE = Polynomial([0.0, 0.0, 1.0])
CUBE = Polynomial([1.0, 0.0, -2.0, 1.0])
FLAT = sorted(float(x) for x in CUBE.deriv().roots())
"""Where the exercise's slope is 0."""

PHOTO = Slot(-6.4, 1.6, -2.6, 3.35)
BESIDE = Slot(2.1, 6.6, -2.6, 3.35)
"""Where the photograph stands, and what is asked of it."""
CLIFF, EDGE, GROUND, STONE_X = -6.0, 2.7, -2.45, -5.35
"""Of the scene: x of the rock's face, heights of its edge and of the ground, x of the stone."""
WIDE = Slot(-4.5, GRID.right_edge, GRID.caption_top, GRID.top)
MIDDLE = Slot(-4.5, 2.4, GRID.caption_top, GRID.top)
NUMBERS = Slot(2.8, 6.6, -1.6, 2.6)
BROAD = Slot(GRID.left_edge, 0.35, GRID.caption_top, GRID.top)
"""Where the plot stands beside the numbers, and beside the lens."""
LENS, LENS_RADIUS = (3.62, 0.25), 2.62
STOREYS = Slot(GRID.left_edge, 1.1, 0.6, GRID.top), Slot(GRID.left_edge, 1.1, -3.05, 0.4)
"""Of a function and, beneath it, of its slope."""
TOLD, READ, SMALL_LENS = Slot(1.7, 6.6, 1.3, GRID.top), Slot(1.7, 6.6, -2.6, 1.0), (4.15, -0.75)

RATIO = '({{ 00.000 : prediction-change }} "m") / ({{ 0.0000 : step-now }} "s")'
SPEED = '{{ = : ink-equals }} {{ 00.00 : gradient-slope }} "m/s"'
LIMIT = (
    "{{ f'(t) : gradient }} = lim_({{ delta : step-a }} -> 0) "
    "({{ f(t + delta) : prediction-b }} - {{ f(t) : prediction-a }}) / {{ delta : step }}"
)
WORKED = (
    "( {{ f(x + delta) : prediction-b }} - {{ f(x) : prediction-a }} ) / {{ delta : step }}",
    "( ({{ x : data-a }} + {{ delta : step-a }})^2 - {{ x : data-b }}^2 ) / {{ delta : step }}",
    "( 2 {{ x : data }} {{ delta : step-a }} + {{ delta : step-b }}^2 ) / {{ delta : step }}",
    "2 {{ x : data }} + {{ delta : step }}",
)
READINGS = (
    "{{ x : data }} = {{ -0.00 : data-now }}",
    "{{ delta : step }} = {{ 0.000 : step-now }}",
    '{{ "slope" : gradient }} = {{ -0.00 : gradient-slope }}',
)
"""Of a point, its step and its slope."""


class Derivative(Film):
    """The film on the derivative."""

    stone: VGroup
    photo: VGroup
    asked: VGroup
    scene: list[Mobject]
    clock: ValueTracker
    delta: Span
    plot: Plot
    curve: Graph
    secant: Secant
    ratio: Equation
    speed: Equation
    x: ValueTracker
    views: SlopeBelow
    cube: VGroup

    # -- chapters ------------------------------------------------------------------------------

    @chapter("A photograph", heading=False)
    def photograph(self) -> None:
        """A stone falls; a photograph of it, in which nothing moves: no way, in no time."""
        self.photo, self.stone = self.photographed(), stone(5.0).move_to((-1.2, 3.0, 0))
        whole = rock([(-7.3, 4.1), (-4.3, 4.1), (-4.3, -4.1), (-7.3, -4.1)])
        self.add(whole, self.stone)
        fall = paced(self.stone, lambda t: t**2).move_to((-1.2, 0.5, 0))
        self.say("A stone is falling. Click: a photograph. How fast is it, right now?")
        self.play(fall, run_time=BEAT)
        self.remove(whole)
        self.add(self.photo[0], self.stone)
        flash = self.photo[1].copy().set_fill(theme().ink, opacity=0.85)
        size = theme().type.title
        asked = Equation('{{ ? : gradient }} "m/s"', 3.4 * size).move_to(BESIDE.centre + 1.3 * UP)
        self.add(self.photo[1], flash)
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
        self.asked = VGroup(asked, nothing)

    @chapter("Over a second, over a tenth")
    def over_a_second(self) -> None:
        """Two moments make a slope: over a second, over a tenth, over a hundredth."""
        self.clock, self.delta = ValueTracker(NOW), Span(1.0)
        self.plot = Plot(
            (0.0, 2.05),
            (0.0, 20.5),
            width=5,
            height=4,
            x_label="time (s)",
            y_label="fallen, without air (m)",
        ).fill(WIDE)
        self.curve = Graph(
            FALL, theme().prediction, 6.0, lambda: (0.0, float(self.clock.get_value()))
        ).on(self.plot)
        self.say(
            "A speed needs two moments. So let it fall, and write down how far.",
            *self.step_back(),
            seconds=2 * BEAT,
        )
        self.play(self.clock.animate.set_value(0.0), run_time=BEAT)
        stem = Stroke(self.stem, theme().prediction, 3.0).on(self.plot)
        self.add(stem, self.curve.update())
        self.say("How far it has fallen stands upright in the plot, at its time.")
        self.play(paced(self.clock, linear).set_value(2.0), run_time=4 * BEAT)
        self.remove(stem)
        self.take_the_slope()

    def take_the_slope(self) -> None:
        """The slope between two moments, which come ever closer."""
        delta = self.delta
        self.secant = Secant(FALL, lambda: NOW, lambda: delta.size)
        line, run, rise, second, first = (each.on(self.plot) for each in self.secant.things)
        upper, lower = NUMBERS.rows(1, 1)
        size = theme().type.formula
        self.ratio = self.lively(Equation(RATIO, 1.6 * size)).move_to(upper.centre)
        self.speed = self.lively(Equation(SPEED, 1.75 * size, width=lower.width))
        self.speed.move_to(lower.centre + 0.4 * UP)
        self.say(
            "From one second to two: 14.7 metres in one second.",
            *(Resize(self.plot, MIDDLE), *map(FadeIn, (first, second, run, rise))),
            *(FadeIn(each, rate_func=LATE) for each in (self.ratio, self.speed)),
            seconds=2 * BEAT,
        )
        self.say(
            "Metres over seconds: the slope of the straight line through both.",
            *(FadeIn(line), Indicate(self.speed, scale_factor=1.06, color=theme().gradient)),
            seconds=1.6 * BEAT,
        )
        self.say("But meanwhile it got faster. Over a tenth of a second, then? A hundredth?")
        for size, seconds in ((0.5, 1.2), (0.1, 2.4), (0.01, 2.4)):
            self.play(delta.to(size), run_time=seconds)
        self.poster()
        self.say(
            "The number settles. But of the picture, all that is left is one dot.",
            delta.to(0.002),
            seconds=4 * BEAT,
        )

    @chapter("Look closely")
    def look_closely(self) -> None:
        """The lens comes closer as δ shrinks, until the curve in it is a straight line."""
        first, then = squish_rate_func(smooth, 0.0, 0.6), squish_rate_func(smooth, 0.4, 1.0)
        self.say(
            "So take a lens. In it, the curve still leaves the straight line.",
            Resize(self.plot, BROAD),
            *(FadeOut(each, rate_func=EARLY) for each in self.scene),
            paced(self.ratio, first).scale(0.56).move_to((-4.6, 2.05, 0)),
            paced(self.speed, then).scale(0.56).move_to((-2.35, 2.05, 0)),
            seconds=1.6 * BEAT,
        )
        lens = Lens(
            self.plot,
            [self.curve, *self.secant.things],
            place=LENS,
            radius=LENS_RADIUS,
            at=(NOW, FALL(NOW)),
            widest=0.56,
        )
        lens.things[0].set_stroke(width=8)
        self.add(lens)
        self.play(Turn(lens, open=1.0), self.delta.to(0.4), run_time=2.4 * BEAT)
        self.pause()
        told = (
            Said("Come closer, and let δ shrink as well: the legs keep their places."),
            Said("Ten times closer. The curve leans on the line."),
            Said("Look closely enough, and a smooth curve is straight. A line has one slope."),
        )
        for k, (said, seconds) in enumerate(zip(told, (4.4, 3.0, 4.0), strict=True), start=1):
            closer = Turn(lens, closer=float(k)), self.delta.to(0.4 * 10.0**-k)
            self.say(said, *closer, seconds=seconds)
        self.poster()
        limit = Equation(LIMIT, theme().type.formula, width=4.3).move_to((-3.6, 0.75, 0))
        self.say(
            "What the slopes tend to as δ goes to 0 is the derivative.",
            Write(limit),
            seconds=2 * BEAT,
        )
        self.pause()
        self.speed.part("ink-equals").set_opacity(0)
        self.say(
            "So, after one second, right now: 9.81 metres a second.",
            *(Turn(lens, open=0.0, rate_func=EARLY), FadeOut(limit, self.ratio, rate_func=EARLY)),
            paced(self.speed, LATE).scale(2.4).move_to((3.6, 0.4, 0)),
            seconds=2 * BEAT,
        )
        self.remove(lens)

    @chapter("A slope for every point")
    def every_point(self) -> None:
        """The slopes of x², measured over δ, sink onto 2x."""
        x, delta = self.x, self.delta = ValueTracker(-1.6), Span(1.0)
        views = self.views = SlopeBelow(
            SQUARE,
            SQUARE.deriv(),
            x.get_value,
            lambda: delta.size,
            x_range=(-1.65, 1.65),
            y_range=(0.0, 2.75),
            slope_range=(-3.5, 4.5),
            slots=STOREYS,
            names=("f(x) = x²", "slope of f"),
        )
        readings = self.readings(views.secant)
        derivation = Derivation(TOLD, *WORKED, size=theme().type.formula * 1.3)
        self.change_to(
            views, Said("Take a simple curve: x². Its slope differs from point to point.")
        )
        self.say(
            "Measure it over δ = 1, and write it down beneath, point by point.",
            *(FadeIn(each) for each in (*views.secant.things, views.plumb, views.foot, readings)),
            derivation,
        )
        self.add(views.trace)
        self.play(paced(x, linear).set_value(1.6), run_time=4.4 * BEAT)
        views.trace.domain = None
        self.say(
            "Work it out: what x² gains over a step δ, divided by δ …",
            *(derivation.next(), x.animate.set_value(0.5)),
            seconds=1.6 * BEAT,
        )
        for _ in WORKED[2:]:
            self.play(derivation.next(), run_time=1.6 * BEAT)
        self.say(
            "… is 2x + δ: a line parallel to 2x, and too high by δ.",
            *(FadeIn(views.rule), FadeIn(views.gap)),
        )
        self.pause()
        self.say("Let δ shrink. What is measured sinks, and lands on 2x.")
        self.play(self.delta.to(0.002), run_time=4.4 * BEAT)
        self.poster()
        self.remove(views.gap)
        self.ride_along(views, derivation.formula, readings)

    def ride_along(self, views: SlopeBelow, before: Equation, readings: VGroup) -> None:
        """Under the lens, every point has a straight line of its own."""
        rule = TOLD.hold(
            Equation("{{ f'(x) : gradient }} = 2 {{ x : data }}", theme().type.formula * 1.7)
        )
        x = self.x
        lens = Lens(
            views.upper,
            [views.curve, views.secant.line, views.secant.first],
            place=SMALL_LENS,
            radius=1.85,
            at=(0.5, SQUARE(0.5)),
            widest=0.3,
        ).track(lambda: (x.get_value(), SQUARE(x.get_value())))
        lens.things[0].set_stroke(width=8)
        lens.closer = 1.5
        self.add(lens)
        self.say(
            "Under the lens each point has its own straight line: its slope is 2x.",
            *(FadeOut(before, readings, rate_func=EARLY), FadeIn(rule, rate_func=LATE)),
            Turn(lens, open=1.0),
            seconds=1.6 * BEAT,
        )
        for goal in (-1.5, 1.3):
            self.play(x.animate.set_value(goal), run_time=3 * BEAT)
        self.play(Turn(lens, open=0.0), FadeOut(rule), run_time=BEAT)
        self.remove(lens)

    @chapter("Where is it flat?")
    def where_flat(self) -> None:
        """The exercise, with time to think, and its answer."""
        x, delta = self.x, self.delta = ValueTracker(-0.85), Span(0.0005)
        views = SlopeBelow(
            CUBE,
            CUBE.deriv(),
            x.get_value,
            lambda: delta.size,
            x_range=(-0.9, 2.4),
            y_range=(-0.9, 3.2),
            slope_range=(-2.0, 8.0),
            slots=STOREYS,
            names=("f(x)", "slope of f"),
            upper_ticks=5,
        )
        storeys = views.aligned(STOREYS)
        views.upper.fill(GRID.wide)
        size = theme().type.formula * 1.3
        f = Equation("{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2 + 1", size)
        f.move_to(views.upper.at(0.85, 2.2))
        self.change_to(
            views, Said("Your turn. Where is this curve flat? And where does it fall?"), f
        )
        self.show(views.secant.first)
        self.play(paced(self.x, linear).set_value(2.35), run_time=5.6 * BEAT)
        slope = Equation("{{ f'(x) : gradient }} = 3 {{ x : data-a }}^2 - 4 {{ x : data }}", size)
        slope.move_to(TOLD.centre - 0.55 * UP)
        self.say(
            "Term by term: x³ gives 3x², 2x² gives 4x, and a constant has no slope.",
            *(
                Resize(views.upper, storeys[0]),
                paced(f, EARLY).move_to(TOLD.centre + 0.55 * UP),
            ),
            *(FadeIn(views.lower, rate_func=LATE), Write(slope, rate_func=LATE)),
            self.x.animate.set_value(-0.85),
            seconds=2 * BEAT,
        )
        readings = self.readings(views.secant, with_step=False)
        self.show(views.secant.line, views.plumb, views.foot, readings, seconds=BLINK)
        self.add(views.trace)
        self.play(paced(self.x, linear).set_value(2.35), run_time=5 * BEAT)
        views.trace.domain = None
        self.cube, self.views = VGroup(f, slope, self.name_the_places(views), readings), views

    def name_the_places(self, views: SlopeBelow) -> Equation:
        """Where the slope is 0, and between where it is less."""
        marks = [
            Spot(partial(_on, f, at), theme().ink, 0.12).on(plot)
            for at in FLAT
            for plot, f in ((views.upper, CUBE), (views.lower, CUBE.deriv()))
        ]
        factors = Equation(
            "= {{ x : data-a }} (3 {{ x : data }} - 4)", theme().type.formula * 1.3
        ).move_to(TOLD.centre - 1.4 * UP)
        self.say(
            "Flat is where the slope is 0: at x = 0, and at x = 4/3.",
            *(*map(FadeIn, marks), Write(factors)),
            seconds=1.6 * BEAT,
        )
        for at in FLAT:
            self.play(self.x.animate.set_value(at), run_time=1.4 * BEAT)
        falls = VGroup(
            zone(views.upper, (FLAT[0], FLAT[1]), views.upper.y_range),
            zone(views.lower, (FLAT[0], FLAT[1]), views.lower.y_range),
        )
        self.say("Between them it is below 0, and the curve falls. Elsewhere it rises.")
        self.bring_to_back(falls)
        signs = VGroup(
            *(
                symbol(sign, theme().gradient, 1.5 * theme().type.title).move_to(
                    views.lower.at(x, 1.5)
                )
                for sign, x in (("+", -0.45), ("-", sum(FLAT) / 2), ("+", 1.85))
            )
        )
        self.play(FadeIn(falls, signs), self.x.animate.set_value(0.6), run_time=1.6 * BEAT)
        self.poster()
        self.pause()
        return factors

    @chapter("Against the slope")
    def against_the_slope(self) -> None:
        """Where machine learning uses it: steps against the slope, on a curve and on a surface."""
        views, rate = self.views, 0.08
        loss = Function(lambda x: CUBE(x), lambda x: (CUBE.deriv()(x),), size=1)
        run = descend(loss, (2.2,), GradientDescent(rate), iterations=12)
        self.say(
            "So machines learn: f is how wrong they are, the loss, and x a weight.",
            self.x.animate.set_value(2.2),
            seconds=1.6 * BEAT,
        )
        self.pause()
        head = Playhead()
        views.where = _weight_of(run, head)
        ball = Spot(lambda: (views.place(), CUBE(views.place())), theme().loss, 0.17)
        marks = [Spot(_mark(run, head, k), theme().loss, 0.07) for k in range(13)]
        rule = Equation(
            "{{ x : data }} <- {{ x : data-old }} - alpha {{ f'(x) : gradient }}",
            theme().type.formula * 1.3,
        ).move_to(READ.centre - 1.35 * UP)
        self.add(*(each.on(views.upper) for each in (*marks, ball)))
        self.remove(views.secant.first)
        self.say(
            "Against the slope, times a small number α. The flatter, the shorter the step.",
            Write(rule),
        )
        self.play(head.to(12), run_time=5 * BEAT)
        self.say(
            "With two weights: a landscape, and the slope is an arrow, the gradient.",
            FadeOut(self.cube, rule),
        )
        roll = Playhead()
        slot = Slot(1.0, 6.6, GRID.caption_top, GRID.top)
        self.show(bowl_of_hubble(line_of_hubble(), roll, slot))
        self.play(roll.to(400), run_time=5 * BEAT)
        self.poster()
        self.pause()

    # -- the cast ------------------------------------------------------------------------------

    def change_to(self, views: SlopeBelow, said: Said, *more: Mobject) -> None:
        """Turn the curve that stands into another one, on plots of its own."""
        kept = {self.curve, self._caption, *self.heading}
        before = [each for each in self.mobjects if each not in kept]
        goal = views.curve.copy().clear_updaters()
        self.curve.clear_updaters()
        plots = (views.upper,) if more else (views.upper, views.lower)
        self.say(
            said,
            *(FadeOut(each, rate_func=EARLY) for each in before),
            ReplacementTransform(self.curve, goal),
            *(FadeIn(each, rate_func=LATE) for each in (*plots, *more)),
            seconds=2 * BEAT,
        )
        self.remove(goal, *before)
        self.curve = views.curve
        self.add(self.curve)

    def lively(self, equation: Equation) -> Equation:
        """Keep the numbers of the fall's secant up to date."""
        return equation.enliven(_numbers_of(self.secant), at=self.secant, align="right")

    def readings(self, secant: Secant, with_step: bool = True) -> VGroup:
        """Live numbers of a point, its step and its slope, one below the other."""
        sources = READINGS if with_step else READINGS[::2]
        size, values = theme().type.formula * 1.3, _numbers_of(secant)
        return READ.hold(live_rows(sources, values, at=secant, size=size, apart=0.2025))

    # -- the scene -----------------------------------------------------------------------------

    def closer(self) -> Any:
        """Return what lets the stone in the photograph grow a little, all the while."""
        return paced(self.stone, linear).scale(1.07)

    def photographed(self) -> VGroup:
        """The photograph: the rock in it, and its white rim."""
        rim = Rectangle(
            width=PHOTO.width, height=PHOTO.height, stroke_color=theme().ink, stroke_width=14
        ).move_to(PHOTO.centre)
        left, top, bottom = PHOTO.left, PHOTO.top, PHOTO.bottom
        face = left + 2.1
        corners = [(left, top), (face, top), (face, top - 1), (face, bottom + 1), (face, bottom)]
        return VGroup(rock([*corners, (left, bottom)]), rim)

    def step_back(self) -> list[Any]:
        """Return what turns the photograph into the scene that it was taken of."""
        left, right = -7.3, STONE_X + 0.55
        cliff = rock(
            [(left, EDGE), (CLIFF, EDGE), (CLIFF, GROUND), (right, GROUND), (right, -3), (left, -3)]
        )
        small = stone(1.0).move_to(self.at_depth(FALL(NOW)))
        way = VMobject(stroke_color=theme().prediction, stroke_width=3.0)
        way.add_updater(lambda each: each.set_points(self.way()), call_updater=True)
        before = self.stone
        self.stone, self.scene = small, [cliff, way, small]
        small.add_updater(
            lambda each: each.move_to(self.at_depth(FALL(float(self.clock.get_value()))))
        )
        return [
            ReplacementTransform(self.photo[0], cliff),
            ReplacementTransform(before, small),
            FadeOut(self.photo[1], self.asked, rate_func=EARLY),
            FadeIn(way, rate_func=LATE),
            FadeIn(self.plot, rate_func=LATE),
        ]

    def at_depth(self, metres: float) -> np.ndarray:
        """Where the stone is once it has fallen so far, on the plot's own scale."""
        metre = float((self.plot.at(0, 1) - self.plot.at(0, 0))[1])
        return np.array([STONE_X, EDGE - metres * metre, 0.0])

    def way(self) -> np.ndarray:
        """Bézier points (4, 3) from the edge down to the stone."""
        ends = [self.at_depth(0.0), self.at_depth(float(FALL(self.clock.get_value())))]
        return path_points([np.stack(ends)])

    def stem(self) -> np.ndarray:
        """(2, 2) how far the stone has fallen, upright at its time."""
        t = float(self.clock.get_value())
        return np.array([[t, 0.0], [t, float(FALL(t))]])


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


def _mark(run: Trajectory, head: Playhead, step: int) -> Callable[[], tuple[float, float]]:
    """Return what tells the point where a step has landed, or nowhere if it is still to come."""
    x = float(run.params[step, 0])
    return lambda: _on(CUBE, x) if head.made >= step else (np.nan, np.nan)


def _weight_of(run: Trajectory, head: Playhead) -> Callable[[], float]:
    """Return what tells the one weight of a descent where the playhead stands."""

    def weight() -> float:
        return float(run.at(head.iteration).w[0])

    return weight
