"""The derivative, on the question how fast a stone is falling right now.

    manim -pqh scenes/derivative.py

The image to remember: two moments and the legs between them keep their places in a lens that comes
ever closer, while the curve between them bends back until it is nearly straight; and the photograph
of the beginning, with its speed written in; at the end once more, with the speed that a machine has
learnt.
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

from mlcore import Dataset, Function, GradientDescent, Objective, Trajectory, descend, falling
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
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.lifted_slice import LiftedSlice
from scenes.stage.look.equations import live_rows
from scenes.stage.motion.span import Span
from scenes.stage.plane.drawn import Graph, Spot, Stroke, WholePlot
from scenes.stage.plane.figures import rock, stone
from scenes.stage.plane.grown_cube import GrownCube
from scenes.stage.plane.grown_square import GrownSquare
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slope_below import SlopeBelow
from scenes.stage.plane.zones import zone
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.line_through import LineThrough
from scenes.stage.regression.study import LineStudy
from scenes.stage.settings import Settings

OUT, IN = squish_rate_func(smooth, 0.0, 0.35), squish_rate_func(smooth, 0.3, 0.8)
"""The paces of what goes and of what comes where one plot gives way to another."""
GOING = squish_rate_func(smooth, 0.1, 0.55)
"""That of what goes while a photograph grows over it."""
FALL = falling()
NOW, LANDS = 1.0, 2.0
"""Seconds after which the photograph is taken, and the stone meets the ground."""
SQUARE = Polynomial([0.0, 0.0, 1.0])
CUBE = Polynomial([1.0, 0.0, -2.0, 1.0])
FLAT = sorted(float(x) for x in CUBE.deriv().roots())
"""Where the exercise's slope is 0."""
SPEEDS = Dataset(
    np.array([0.2, 0.6, 1.4, 1.8]), np.array([3.1, 4.5, 13.5, 18.1]), "time (s)", "speed (m/s)"
)
"""Of stones after so many seconds, roughly measured: what a machine learns from."""
LEVEL, START, RATE, ARROW = 0.0, 18.0, 0.1, 0.09
"""Of the loss of a line: the weight that rests, where the other one begins, α, and the length of
the gradient's arrow, a unit of the gradient."""
LEARNT = Choices(start=(8.0, 9.8), learning_rate=RATE, iterations=120, milestones=(120,))
SPEEDS_AT = Slot(GRID.left_edge, -0.55, GRID.caption_top, GRID.top)
LOSS_AT = Slot(0.1, GRID.right_edge, GRID.caption_top, GRID.top)
SMALL, UNDER = Slot(GRID.left_edge, -1.6, -1.55, GRID.top), Slot(GRID.left_edge, -1.6, -3.0, -1.8)
LAND = Slot(-1.5, GRID.right_edge, GRID.caption_top, 3.35)
"""Where the measured speeds stand, and the loss; then both beside the landscape."""
VIEW = {"phi": 0.6, "theta": -1.95}
"""From where the ball is seen on all its way, and the slice whole."""

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
OVER_CUBE, CUBE_AT = Slot(1.7, 6.6, 1.0, 2.2), Slot(1.7, 6.6, -3.05, 0.75)
"""Where the slope of x³ is told, and where the cube stands."""
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
CUBIC = "({{ x : data }}^3)' = {{ 3 : three }} {{ x : data-a }}^{{ 2 : power }}"
READINGS = (
    "{{ x : data }} = {{ -0.00 : data-now }}",
    "{{ delta : step }} = {{ 0.000 : step-now }}",
    '{{ "slope" : gradient }} = {{ -0.00 : gradient-slope }}',
)
"""Of a point, its step and its slope."""
RULE = "{{ w_1 : w1 }} <- {{ w_1 : w1-old }} - {{ alpha : rate }} {{ L' : gradient }}"
RULE_OF_TWO = "w <- w - {{ alpha : rate }} {{ nabla L : gradient }}"
FELT = (
    "{{ w_1 : w1 }} = {{ 00.00 : w1-now }}",
    "{{ L' : gradient }} = {{ -00.00 : gradient-slope }}",
    f'{{{{ alpha : rate }}}} = {RATE} space "step size"',
)
MODELS = (
    "{{ v : prediction }} = {{ w_1 : w1 }} {{ t : data }}",
    "{{ v : prediction }} = {{ w_0 : w0 }} + {{ w_1 : w1 }} {{ t : data }}",
)
"""Of the line: its tilt alone, then its height, too."""


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
    study: LineStudy
    speeds: Plot
    line: LineThrough
    model: Equation
    tilt: ValueTracker
    spot: Spot
    rule: VGroup

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
        self.say("In real time. The photograph was taken after one second.")
        self.play(paced(self.clock, linear).set_value(2.4), run_time=2.4)
        self.remove(stem)
        taken = self.scene[3].copy()
        self.add(taken)
        self.play(
            taken.animate.scale(0.4).move_to(self.plot.at(NOW, fallen(NOW))), run_time=1.2 * BEAT
        )
        self.scene.append(taken)
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
            "Never 0 over 0: what slopes approach as δ goes to 0 is the derivative.",
            Write(self.limit),
            seconds=3.6 * BEAT,
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
            "But at the ground a corner stays a corner: no slope there.",
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
            *(FadeOut(each, rate_func=GOING) for each in (*leaving, *self.heading)),
            GrowFromPoint(
                self.kept,
                self.plot.at(NOW, fallen(NOW)),
                rate_func=squish_rate_func(smooth, 0.1, 0.75),
            ),
            paced(self.speed, squish_rate_func(smooth, 0.1, 0.7))
            .scale(2.9)
            .move_to(BESIDE.centre + 1.3 * UP),
            seconds=2.4 * BEAT,
        )
        self.remove(lens)
        self.limit = Equation(LIMIT, theme().type.formula * 1.3, width=BESIDE.width)
        self.limit.move_to(BESIDE.centre - 1.2 * UP)
        self.play(Write(self.limit), self.kept.animate.scale(1.015), run_time=1.8 * BEAT)
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
        self.play(paced(x, linear).set_value(1.1), run_time=4 * BEAT)
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
        self.say("Let δ shrink: over δ, a strip keeps its length x; the corner goes.")
        self.play(delta.to(0.22, _evenly(1.0, 0.22)), run_time=2.2 * BEAT)
        self.play(delta.to(0.002, _evenly(0.22, 0.002)), Turn(square, over=1.0), run_time=2 * BEAT)
        formula.remove_updater(shrink)
        self.remove(views.gap)
        double = TOLD.hold(Equation(DOUBLE, theme().type.formula * 1.7))
        self.play(Rewrite(formula, double), run_time=1.2 * BEAT)
        self.of_the_stone()

    def of_the_stone(self) -> None:
        """The stone's own way, a factor before a square, and its slope beneath."""
        x = self.x = ValueTracker(0.15)
        views = SlopeBelow(
            FALL,
            FALL.deriv(),
            x.get_value,
            lambda: 1e-6,
            x_range=(0.0, LANDS),
            y_range=(0.0, 21.0),
            slope_range=(0.0, 21.0),
            slots=STOREYS,
            names=("fallen (m)", "speed (m/s): its slope"),
        )
        rows = VGroup(*(Equation(each, theme().type.formula * 1.4) for each in STONE))
        Slot(TOLD.left, TOLD.right, -1.6, 2.2).hold(rows.arrange(DOWN, buff=0.6))
        self.change_to(
            views.curve,
            Said("With its factor, the stone's slope is 9.81 t: at 1 s, 9.81."),
            *(views.upper, views.lower, *rows[:2]),
        )
        things = (views.secant.line, views.secant.first, views.foot)
        self.show(*things, seconds=BLINK)
        self.add(views.trace)
        self.play(
            paced(x, linear).set_value(NOW), Write(rows[2], rate_func=LATE), run_time=1.8 * BEAT
        )
        self.pause()

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
        self.play(paced(x, linear).set_value(2.15), run_time=2.6 * BEAT)
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
            seconds=3.2 * BEAT,
        )
        views.trace.domain = None
        self.views = views
        self.name_the_places(views)

    def by_the_same_working(self, views: SlopeBelow, slot: Slot) -> None:
        """A cube over δ: what has a δ left in it goes with δ, and three faces stay."""
        delta = self.delta = Span(0.5)
        cube = GrownCube(lambda: 1.0, lambda: delta.size, CUBE_AT)
        cube.set_dials(grown=0.0)
        cube.follow()
        cubic = OVER_CUBE.hold(Equation(CUBIC, theme().type.formula * 1.5))
        self.say(
            "A cube gains three slabs; bars and corner go as δ does: its slope is 3x².",
            *(Resize(views.upper, slot), self.x.animate.set_value(-0.7)),
            *(FadeIn(each, rate_func=LATE) for each in (cube, views.lower)),
            seconds=BEAT,
        )
        self.play(Turn(cube, grown=1.0, apart=0.12), run_time=1.4 * BEAT)
        self.play(
            delta.to(0.002, _evenly(0.5, 0.002)),
            Turn(cube, apart=0.0, over=1.0, rate_func=LATE),
            Write(cubic, rate_func=squish_rate_func(smooth, 0.2, 0.8)),
            run_time=2.2 * BEAT,
        )
        self.pause(0.8 * BEAT)
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
            for source, place in (("x = 0", (0.36, 1.36)), ("x = 4 slash 3", (4 / 3, 0.3)))
        ]
        factors = Equation(
            "= {{ x : data-a }} (3 {{ x : data }} - 4)", theme().type.formula * 1.3
        ).move_to(READ.centre + 1.5 * UP)
        self.say(
            "Flat where a factor is 0: at x = 0, a top, and at x = 4/3, a bottom.",
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
                    views.lower.at(x, y)
                )
                for sign, x, y in (("+", -0.52, 1.1), ("-", 0.17, -1.5), ("+", 1.85, 1.1))
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
        study = self.study = LineStudy.read(Settings(), lambda: SPEEDS, LEARNT, "")
        space = replace(study.space, height=2.4, sides=(5.2, 4.0))
        panel = LossPanel(
            study.landscape,
            space,
            basin=study.basin,
            slot=LAND,
            names=("w_0", "w_1", "L"),
            numbered=False,
            phi=VIEW["phi"],
            theta=VIEW["theta"],
        )
        cut = Slice(study.objective, space, (LEVEL, START), 1, Pen(theme().loss, 7.0, lift=0.2))
        cut.upto = cut.high
        along = _slice_of(study.objective)
        plot = Plot(
            (cut.low, cut.high),
            (0.0, space.ceiling),
            width=5,
            height=4,
            x_label="tilt w₁",
            y_label="loss L",
        ).fill(LOSS_AT)
        lifted = LiftedSlice(plot, panel, cut, along.loss(cut.values[:, None]), theme().loss)
        self.misses(plot, cut, along)
        self.step_by_step(plot, lifted, descend(along, (START,), GradientDescent(RATE), 12))
        self.lift(lifted, panel, plot)
        self.learnt(panel)

    def misses(self, plot: Plot, cut: Slice, along: Function) -> None:
        """A line through few dots turns: how much it misses, for every tilt."""
        self.tilt = ValueTracker(cut.low)
        speeds = self.speeds = Plot(
            (0.0, 2.0),
            (0.0, 22.0),
            width=5,
            height=4,
            x_label="time (s)",
            y_label="speed (m/s)",
        ).fill(GRID.wide)
        self.line = LineThrough(
            speeds, self.study.data, lambda: (LEVEL, float(self.tilt.get_value()))
        )
        self.model = self.named(MODELS[0])
        before = [each for each in self.mobjects if each not in (self._caption, *self.heading)]
        self.say(
            "How does a machine learn? Four speeds, roughly measured, and a line.",
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0.0, 0.45)) for each in before),
            *(
                FadeIn(each, rate_func=squish_rate_func(smooth, 0.15, 0.6))
                for each in (speeds, *self.line.dots, self.line.line)
            ),
            FadeIn(self.model, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.remove(*before)
        self.play(self.tilt.animate.set_value(6.0), run_time=1.4 * BEAT)
        self.show(self.line.misses, seconds=BLINK)
        self.play(self.tilt.animate.set_value(cut.low), run_time=0.8 * BEAT)

        def loss() -> tuple[float, float]:
            return self.tilt.get_value(), float(along.loss(np.array([self.tilt.get_value()])))

        self.curve = Graph(
            lambda w: along.loss(w[:, None]),
            theme().loss,
            6.0,
            domain=lambda: (cut.low, float(self.tilt.get_value())),
        ).on(plot)
        self.spot = Spot(loss, theme().loss, 0.17).on(plot)
        self.say(
            "Its tilt is a weight. Its misses, squared and averaged: the loss.",
            Resize(speeds, SPEEDS_AT, rate_func=squish_rate_func(smooth, 0.0, 0.7)),
            *(
                FadeIn(each, rate_func=squish_rate_func(smooth, 0.5, 1.0))
                for each in (plot, self.spot)
            ),
            seconds=1.4 * BEAT,
        )
        self.add(self.curve, self.spot)
        self.play(paced(self.tilt, linear).set_value(cut.high), run_time=3.4 * BEAT)

    def step_by_step(self, plot: Plot, lifted: LiftedSlice, run: Trajectory) -> None:
        """Steps against the slope of a loss with one weight, each marked where it lands."""
        head = Playhead()
        felt = Secant(
            lambda w: run.objective.loss(np.asarray(w)[..., None]),
            lambda: float(run.params[head.made, 0]),
            lambda: 1e-6,
        )
        tangent, size = felt.line.on(plot), theme().type.formula
        numbers = live_rows(FELT, _numbers_of(felt), at=felt, size=size, apart=0.22)
        middle = plot.at((plot.x_range[0] + plot.x_range[1]) / 2, 0.94 * plot.y_range[1])
        rule = Equation(RULE, size).move_to(middle, aligned_edge=UP)
        numbers.next_to(rule, DOWN, buff=0.3).align_to(rule, LEFT)
        self.remove(self.curve)
        self.curve = lifted
        self.add(lifted, self.spot)
        self.say(
            "Where is it lowest? Here a formula tells. For a network, none does.",
            self.tilt.animate.set_value(START),
            seconds=1.8 * BEAT,
        )
        self.show(tangent, numbers, seconds=1.6 * BEAT)
        hops = Stroke(partial(_hops, run, head), theme().ink, 3.0).on(plot)
        marks = [Spot(_mark(run, head, k), theme().loss, 0.09).on(plot) for k in range(9)]
        self.tilt.add_updater(lambda tilt: tilt.set_value(_hops(run, head)[-1, 0]))
        self.add(self.tilt, hops, *marks, self.spot)
        self.say(
            "So feel the slope, and step against it: α times the slope, α the step size.",
            Write(rule),
            seconds=1.6 * BEAT,
        )
        for goal, seconds in ((1, 1.8), (2, 1.6)):
            self.play(head.to(goal), run_time=seconds)
        self.say("The gentler the slope, the shorter the step.")
        self.poster()
        self.play(head.to(12), run_time=3 * BEAT)
        self.tilt.clear_updaters()
        self.remove(self.tilt)
        self.dismiss(rule, numbers, tangent, hops, *marks, self.spot)

    def lift(self, lifted: LiftedSlice, panel: LossPanel, plot: Plot) -> None:
        """The curve is a slice of a landscape; there the slope is an arrow, and down it goes."""
        head, run, line = Playhead(), self.study.run, self.line
        level = ValueTracker(LEVEL)
        line.weights = lambda: (float(level.get_value()), float(run.params[0, 1]))
        descent = panel.add_descent(run, radius=0.2).follow(head)
        panel.remove(descent)
        marks = Landings(run, panel.space, most=12, size=0.04)
        marks.add_updater(lambda each: each.mark(head.made))
        arrow = _uphill(panel, descent.ball, head)
        rule = VGroup(Equation(RULE_OF_TWO, theme().type.formula * 1.2), Equation(FELT[2]))
        UNDER.hold(rule.arrange(DOWN, buff=0.25))
        model = self.named(MODELS[1])
        self.add_foreground_mobject(lifted)
        self.say(
            "Let the line rise and sink, too: the curve is one slice of a landscape.",
            *(FadeOut(plot, rate_func=OUT), FadeIn(panel), Resize(self.speeds, SMALL)),
            Turn(lifted, lifted=1.0),
            FadeOut(self.model, rate_func=EARLY),
            seconds=2.4 * BEAT,
        )
        self.remove_foreground_mobject(lifted)
        self.remove(lifted)
        self.model = model
        panel.add(lifted.cut)
        self.show(descent, model, level.animate.set_value(run.params[0, 0]), seconds=1.6 * BEAT)
        self.remove(descent)
        panel.add(descent, marks, arrow)
        line.weights = lambda: run.at(head.iteration).w
        self.say(
            "Its slope is an arrow, the gradient, straight uphill. So step against it …",
            *(Turn(arrow, shown=1.0), Write(rule)),
            seconds=1.6 * BEAT,
        )
        for goal, seconds in ((1, 1.2), (2, 1.0), (6, 1.6)):
            self.play(head.to(goal), run_time=seconds)
        self.say("… until it is flat: not always the lowest place, but here it is.")
        rest = head.to(len(run.params) - 1)
        self.play(rest, Turn(arrow, shown=0.0, rate_func=LATE), run_time=3.4 * BEAT)
        self.poster()
        self.rule = rule

    def learnt(self, panel: LossPanel) -> None:
        """What the line says of the moment of the photograph; the photograph returns with it."""
        said = self.line.spot(NOW).on(self.speeds)
        photo = self.photographed()
        photo.scale(0.6).move_to((SMALL.left, SMALL.top, 0), aligned_edge=UP + LEFT)
        speed = Equation('{{ 9.8 : prediction }} "m/s"', theme().type.title * 2.4)
        speed.move_to(UNDER.centre)
        self.say(
            "After one second the line says 9.8: the speed in the photograph.",
            *(FadeIn(said), FadeOut(self.rule)),
            seconds=BEAT,
        )
        leaving = [self.speeds, self.model, *self.line.things]
        self.play(
            GrowFromPoint(photo, said.get_center(), rate_func=squish_rate_func(smooth, 0.1, 0.75)),
            *(FadeOut(each, rate_func=GOING) for each in leaving),
            *(FadeOut(said, rate_func=EARLY), FadeIn(speed, rate_func=LATE)),
            run_time=2 * BEAT,
        )
        self.pause(BREATH - 0.2)

    def named(self, source: str) -> Equation:
        """Return the formula of the line, above the right end of its plot wherever that goes."""
        formula = Equation(source, theme().type.formula)
        return formula.add_updater(
            lambda each: each.move_to(
                self.speeds.at(*(end[1] for end in (self.speeds.x_range, self.speeds.y_range)))
                + 0.2 * UP,
                aligned_edge=DOWN + RIGHT,
            ),
            call_updater=True,
        )

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
        "w1-now": secant.x,
        "step-now": secant.step,
        "prediction-change": lambda: secant.change,
        "gradient-slope": lambda: secant.slope,
    }


def _on(f: Polynomial, x: float) -> tuple[float, float]:
    """Return a point of a graph."""
    return x, float(f(x))


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
        return np.stack([np.full_like(w1, LEVEL), np.asarray(w1)], axis=-1)

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


def _uphill(panel: LossPanel, ball: RollingBall, head: Playhead) -> Arrow3D:
    """Return the arrow of the gradient where a ball stands, not to be seen yet."""
    loss = ball.trajectory.objective

    def ends() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        here = ball.trajectory.at(head.iteration).w
        slope = np.asarray(loss.gradient(here))
        ahead = here + ARROW * slope, float(loss.loss(here)) + ARROW * float(slope @ slope)
        up = ball.centre - ball.touch
        start, tip = panel.space.on_surface(loss, here) + up, panel.space.place(*ahead) + up
        along = tip - start
        clear = 1.15 * ball.radius * along / max(float(np.linalg.norm(along)), 1e-9)  # of the ball
        return start + clear, tip + clear, np.cross(along, [0.0, 0.0, 1.0])

    arrow = Arrow3D(*ends(), Pen(theme().gradient, 9.0, lift=0.6))
    arrow.shown = 0.0
    return arrow.add_updater(lambda each: each.set_ends(*ends()))
