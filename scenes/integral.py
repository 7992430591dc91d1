"""The integral, on the question whether a car comes to a stop before a deer.

    manim -pqh scenes/integral.py

The image to remember: bars under a falling speed grow finer, and the sum of them, laid out along a
road as metres, draws back from beyond a deer to before it.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    Indicate,
    Mobject,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    smooth,
    squish_rate_func,
)
from numpy.polynomial import Polynomial

from mlcore import Braking, RunningSum
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
from scenes.stage.plane.figures import deer_from_the_front
from scenes.stage.plane.gauge import Gauge
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.night_road import lane_ahead, road_at_night
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slices import Bars, Leftovers, Slicing
from scenes.stage.plane.slope_below import SlopeBelow
from scenes.stage.plane.sum_below import SumBelow
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.nebulae import bowl_of_hubble, line_of_hubble

RIDE = Braking(v=14.0, reaction=1.0, braking=2.5)
"""A second of fright at 14 m/s, which is 50 km/h; then as hard as a dry road allows."""
AWAY = 33.0
"""How far ahead the deer stands, in metres."""
DOUBLE = Polynomial([0.0, 2.0])
SWEPT = Polynomial([-100.0, 0.0, 1.0])
"""What the sum of 2x from -10 on tends to."""
EXERCISE = Polynomial([0.0, -4.0, 3.0])
ANSWER = EXERCISE.integ()
BOUNDS = (-0.9, 2.4)
"""Between which x the exercise is drawn, and added up."""

WIDE = Slot(GRID.left_edge, 1.9, GRID.caption_top, GRID.top)
LOW = Slot(GRID.left_edge, 1.7, GRID.caption_top, 0.95)
ROAD = Slot(GRID.left_edge, GRID.right_edge, 1.25, GRID.top)
BROAD = Slot(GRID.left_edge, 0.35, GRID.caption_top, GRID.top)
NUMBERS = Slot(2.3, 6.6, -2.7, 0.7)
CLOSE, MIDDLE = 2.0, 8.6
"""Where the slice begins that the lens widens, in seconds; the m/s in the middle of the lens."""
LENS, LENS_RADIUS, SMALL_LENS = (3.75, -0.1), 2.5, (4.6, -0.95)
STOREYS = Slot(GRID.left_edge, 2.0, 0.15, GRID.top), Slot(GRID.left_edge, 2.0, -3.05, -0.05)
TOLD, READ = Slot(2.4, 6.6, 1.0, GRID.top), Slot(2.4, 6.6, -2.6, 0.8)
HALVES = [
    (Slot(left, right, 0.15, GRID.top), Slot(left, right, -3.05, -0.05))
    for left, right in ((GRID.left_edge, -0.35), (0.45, GRID.right_edge))
]
"""Of a pair of plots at the left, and one at the right."""
LEAVING, MEANWHILE = squish_rate_func(smooth, 0.0, 0.7), squish_rate_func(smooth, 0.15, 0.8)

PRODUCT = '{{ 14 "m/s" : gradient }} dot {{ 1 "s" : step }} = {{ 14 "m" : prediction }}'
STEP = '{{ delta : step }} = {{ 0.000 : step-now }} "s"'
TOTAL = 'sum {{ v(t) : gradient }} {{ delta : step }} = {{ 00.0 : prediction-sum }} "m"'
ONE = '{{ "slice" : prediction }} = {{ 0.0000 : prediction-slice }} "m"'
REST = '{{ "left over" : step }} = {{ 0.0000 : step-rest }} "m"'
INTEGRAL = (
    "integral_0^(3.5) {{ v(t) : gradient }} dif t = "
    "lim_({{ delta : step-a }} -> 0) sum {{ v(t) : gradient }} {{ delta : step }}"
)
ANSWERS = (
    "{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2",
    "{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2 + {{ C : muted }}",
)
TRIANGLES = "10 / {{ delta : step-a }} dot {{ delta : step-b }}^2 = 10 {{ delta : step }}"


class Integral(Film):
    """The film on the integral."""

    clock: ValueTracker
    night: VGroup
    gauge: Gauge
    plot: Plot
    curve: Graph
    level: ValueTracker
    slicing: Slicing
    bars: Bars
    upto: ValueTracker
    readings: VGroup
    integral: VGroup
    laid: list[Mobject]
    x: ValueTracker
    views: SumBelow
    told: Equation
    leaving: list[Mobject]

    # -- chapters ------------------------------------------------------------------------------

    @chapter("A deer", heading=False)
    def deer(self) -> None:
        """At night, at 14 metres a second, a deer."""
        self.clock = ValueTracker(-2.4)
        self.night = road_at_night(self.come, AWAY)
        self.gauge = self.speedometer((4.75, -1.25), 1.65)
        self.add(self.night, self.gauge)
        self.say("At night, at 14 metres a second. What stands there?")
        self.play(paced(self.clock, linear).set_value(0.0), run_time=2.4)
        seen = ValueTracker(0.0)
        strip = VMobject(stroke_width=0, fill_color=theme().prediction, fill_opacity=0.55)
        strip.add_updater(
            lambda each: each.set_points(lane_ahead(float(seen.get_value()))),
            call_updater=True,
        )
        away = Equation('{{ 33 "m" : prediction }}', 2.6 * theme().type.title).move_to(
            (-3.9, -1.4, 0)
        )
        self.add(strip)
        self.say(
            "A deer, 33 metres ahead. Do you stop in time?",
            *(FadeIn(away, rate_func=LATE), seen.animate.set_value(AWAY)),
            seconds=2.4 * BEAT,
        )
        self.poster()
        self.say(
            "All you have is the speedometer.",
            Turn(self.gauge, x=4.3, y=-0.85, radius=2.1),
            seconds=2.4 * BEAT,
        )
        self.play(FadeOut(strip, away), run_time=BLINK)

    @chapter("Speed times time")
    def speed_times_time(self) -> None:
        """A flat speed makes a rectangle; one that falls, a row of them."""
        self.plot = Plot(
            (0.0, 3.6), (0.0, 16.5), width=5, height=4, x_label="time (s)", y_label="speed (m/s)"
        ).fill(WIDE)
        self.curve = Graph(
            RIDE.speed, theme().gradient, 6.0, lambda: (0.0, float(self.clock.get_value()))
        ).on(self.plot)
        tip = Spot(self.now, theme().gradient, 0.11).on(self.plot)
        self.say(
            "A second of fright, at full speed. Then the brake takes hold.",
            *(FadeOut(self.night, rate_func=LEAVING), FadeIn(self.plot, rate_func=MEANWHILE)),
            Turn(self.gauge, x=4.4, y=0.1, radius=2.2),
            seconds=1.6 * BEAT,
        )
        self.add(self.curve, tip)
        self.play(paced(self.clock, linear).set_value(RIDE.stands), run_time=3.6)
        self.remove(tip)
        self.one_rectangle()
        self.cut_into_slices()

    def one_rectangle(self) -> None:
        """While the speed is flat, the way is an area."""
        self.level, self.upto = ValueTracker(0.0), ValueTracker(1e-6)
        upto = self.upto.get_value
        self.slicing = Slicing(
            RIDE.speed,
            *(0.0, RIDE.stands),
            [7 * 2**k for k in range(8)],
            lambda: float(self.level.get_value()),
        )
        self.lay_out_the_road()
        one = Bars(
            lambda: RunningSum(np.array([0.0, upto()]), np.array([RIDE.v])), theme().prediction
        ).on(self.plot)
        legs = [
            Stroke(lambda: [(0, 0), (upto(), 0)], theme().step, 7.0).on(self.plot),
            Stroke(lambda: [(0, 0), (0, RIDE.v)], theme().gradient, 7.0).on(self.plot),
        ]
        product = NUMBERS.hold(Equation(PRODUCT, 1.3 * theme().type.formula))
        self.say(
            "While the speed is flat: speed times time, a rectangle. 14 metres.",
            *(Resize(self.plot, LOW), FadeOut(self.gauge, rate_func=EARLY)),
            *(FadeIn(each, rate_func=LATE) for each in self.laid),
            seconds=1.6 * BEAT,
        )
        self.add(one, *legs)
        self.play(self.upto.animate.set_value(1.0), Write(product), run_time=1.6 * BEAT)
        self.pause()
        self.readings = NUMBERS.hold(self.reads(self.slicing))
        self.bars = Bars(lambda: self.slicing.now, theme().prediction, lambda: (0.0, upto()))
        self.add(self.bars.on(self.plot))
        self.remove(one)
        self.play(
            *(FadeOut(each, rate_func=EARLY) for each in (product, *legs)),
            FadeIn(self.readings, rate_func=LATE),
            run_time=BEAT,
        )

    def lay_out_the_road(self) -> None:
        """The road from above, on which areas are laid out as metres, and the deer."""
        road = Plot(
            (0.0, 36.0), (0.0, 1.0), width=12, height=1, x_ticks=7, y_values=(), x_label="metres"
        ).fill(ROAD)
        metres = Bars(
            lambda: RunningSum(np.array([0.0, self.way()]), np.array([0.5])),
            theme().prediction,
            opacity=0.75,
        ).on(road)
        deer = deer_from_the_front()
        place = road.at(AWAY, 0.0)
        for part in deer:
            part.points = 0.62 * part.points + place
        self.laid = [road, metres, deer]

    def cut_into_slices(self) -> None:
        """Slices, each as flat as where it begins; and finer ones."""
        self.say(
            "But then it falls. So cut time into slices, and let each be flat.",
            paced(self.upto, linear).set_value(RIDE.stands),
            seconds=3.6 * BEAT,
        )
        self.say("35 metres: through the deer!", Indicate(self.laid[2], color=theme().ink))
        self.say("But a slice keeps its first speed too long. Finer slices, less so.")
        for level, seconds in ((1, 1.6), (2, 1.4), (3, 1.0)):
            self.play(self.level.animate.set_value(level), run_time=seconds)
        self.poster()
        self.say(
            "The sum settles. The deer lives, if it is fair to call a slice flat.",
            paced(self.level, linear).set_value(7.0),
            seconds=4 * BEAT,
        )

    @chapter("Look closely")
    def look_closely(self) -> None:
        """Widened, a slice is as good as flat: what is left over goes faster than the slice."""
        self.say(
            "Is it? In half a second, the speed falls a lot.",
            *(Resize(self.plot, BROAD), Zoom(self.plot, y_range=(0.0, 21.0))),
            *(FadeOut(each, rate_func=EARLY) for each in (*self.laid, self.readings)),
            self.level.animate.set_value(0.0),
            seconds=2 * BEAT,
        )
        self.pause()
        level, delta = ValueTracker(0.0), Span(0.5)
        slicing = Slicing(
            RIDE.speed, 0.0, RIDE.stands, [7 * 10**k for k in range(4)], lambda: level.get_value()
        )
        rest = Leftovers(lambda: slicing.now, RIDE.speed, theme().step).on(self.plot)
        bars = Bars(lambda: slicing.now, theme().prediction).on(self.plot)
        lens = Lens(
            self.plot,
            [bars, rest, self.curve],
            place=LENS,
            radius=LENS_RADIUS,
            at=(CLOSE + 0.25, MIDDLE),
            widest=0.6,
            widens=True,
        ).track(lambda: (CLOSE + delta.size / 2, MIDDLE))
        lens.things[2].set_stroke(width=9)
        told = self.reads_slice(delta).scale(0.72).move_to((LENS[0], LENS[1] + 1.55, 0))
        self.remove(self.bars)
        self.add(bars, self.curve, lens)
        self.say(
            "Widen one slice alone. What is left over is a triangle, or nearly.",
            *(Turn(lens, open=1.0), FadeIn(rest), FadeIn(told, rate_func=LATE)),
            seconds=3 * BEAT,
        )
        self.pause()
        for k, said in enumerate(
            (
                Said("A slice ten times as narrow: a tenth of the area, a hundredth left over."),
                Said("Ten times as many, each off by a hundredth: in all, by a tenth."),
            ),
            start=1,
        ):
            closer = Turn(lens, closer=float(k)), delta.to(0.5 * 10.0**-k)
            self.say(said, *closer, level.animate.set_value(k), seconds=4 * BEAT)
        self.poster()
        self.tend_to_the_integral(lens, told)
        self.stop_in_time([bars, rest])

    def tend_to_the_integral(self, lens: Lens, told: VGroup) -> None:
        """What the sums tend to."""
        size = 1.1 * theme().type.formula
        limit = Equation(INTEGRAL, size, width=5.6).move_to((3.7, 1.0, 0))
        whole = Equation('= {{ 31.5 "m" : prediction }}', 1.5 * size).move_to((3.7, -0.8, 0))
        self.say(
            "Look closely enough, and it is flat: the sums tend to the integral, 31.5 m.",
            *(FadeOut(told, rate_func=EARLY), Turn(lens, open=0.0, rate_func=LEAVING)),
            *(Write(limit, rate_func=MEANWHILE), FadeIn(whole, rate_func=LATE)),
            seconds=3 * BEAT,
        )
        self.remove(lens)
        self.integral = VGroup(limit, whole)

    def stop_in_time(self, leaving: list[Mobject]) -> None:
        """Drive on to where the car stands."""
        self.clock.set_value(0.0)
        self.curve.clear_updaters()
        self.gauge = self.speedometer((4.75, -1.25), 1.65)
        self.say(
            "So, do you stop in time?",
            *(FadeOut(each, rate_func=LEAVING) for each in (*leaving, self.integral, self.plot)),
            FadeOut(self.curve, rate_func=LEAVING),
            *(FadeIn(each, rate_func=MEANWHILE) for each in (self.night, self.gauge)),
            seconds=1.6 * BEAT,
        )
        self.play(paced(self.clock, linear).set_value(RIDE.stands), run_time=3.6)
        self.say("You do, a metre and a half before it.")
        self.pause()

    @chapter("The area so far")
    def area_so_far(self) -> None:
        """The running sum of 2x from -10 on, where it is off, and its slope."""
        self.x, self.level = ValueTracker(-10.0), ValueTracker(0.0)
        views = self.views = SumBelow(
            Slicing(DOUBLE, -10, 10, (10, 20, 200, 2000), lambda: float(self.level.get_value())),
            SWEPT,
            self.x.get_value,
            x_range=(-10.4, 10.4),
            y_range=(-22, 22),
            sum_range=(-130, 14),
            slots=STOREYS,
            names=("2x", "the sum so far"),
        )
        readings = READ.hold(self.reads_of_sum(views))
        added = Equation("{{ f'(x) : gradient }} = 2 {{ x : data }}", 1.7 * theme().type.formula)
        self.told = TOLD.hold(added)
        self.say(
            "Now add up 2x, from −10 on. Slices below the axis count as negative.",
            FadeOut(self.night, self.gauge, rate_func=LEAVING),
            *(
                FadeIn(each, rate_func=MEANWHILE)
                for each in (views.upper, views.lower, views.curve)
            ),
            *(FadeIn(each, rate_func=LATE) for each in (readings, added)),
            seconds=1.6 * BEAT,
        )
        self.add(views.losses, views.gains, views.curve, views.trace, views.plumb, views.foot)
        self.play(paced(self.x, linear).set_value(0.0), run_time=2.4 * BEAT)
        self.say(
            "Beneath, the sum so far: it falls, then it rises.",
            paced(self.x, linear).set_value(10.0),
            seconds=3.2 * BEAT,
        )
        signs = VGroup(
            *(
                symbol(sign, theme().ink, 1.2 * theme().type.title).move_to(views.upper.at(x, x))
                for sign, x in (("-", -7.0), ("+", 7.0))
            )
        )
        self.show(signs, seconds=BLINK)
        self.why_too_low(views, signs)
        self.slope_of_the_area(views, readings)

    def why_too_low(self, views: SumBelow, signs: VGroup) -> None:
        """Every slice leaves a triangle."""
        rest = Leftovers(
            lambda: views.slicing.now, DOUBLE, theme().step, lambda: (-10.0, views.place())
        ).on(views.upper)
        gap = Stroke(lambda: [(0, SWEPT(0)), (0, views.slicing.upto(0.0))], theme().step, 8.0).on(
            views.lower
        )
        self.say(
            "Ever finer slices tend to x² − 100; slices of 2 go down to −120.",
            *(FadeIn(views.rule), FadeOut(signs, rate_func=EARLY), self.x.animate.set_value(0.0)),
            seconds=2.4 * BEAT,
        )
        self.add(gap, views.foot)
        triangles = TOLD.hold(Equation(TRIANGLES, 1.5 * theme().type.formula))
        self.say(
            "Each slice is too low by a triangle: half of δ times 2δ, so δ².",
            *(FadeIn(rest), FadeIn(gap)),
            seconds=2.4 * BEAT,
        )
        self.add(views.curve)
        self.say(
            "From −10 to 0 there are 10/δ of them. Together: 10 δ.",
            *(FadeOut(self.told, rate_func=EARLY), Write(triangles, rate_func=MEANWHILE)),
            seconds=2.4 * BEAT,
        )
        self.say("So slices of 0.1 take it down to −101.")
        self.play(self.level.animate.set_value(2.0), run_time=2.4 * BEAT)
        self.poster()
        swept = TOLD.hold(
            Equation("{{ f(x) : prediction }} = {{ x : data }}^2 - 100", 1.7 * theme().type.formula)
        )
        self.say(
            "And as δ goes to 0, it comes to rest on x² − 100.",
            self.level.animate.set_value(3.0),
            *(FadeOut(triangles, rate_func=EARLY), FadeIn(swept, rate_func=LATE)),
            seconds=2 * BEAT,
        )
        self.remove(rest, gap)
        self.told = swept

    def slope_of_the_area(self, views: SumBelow, readings: VGroup) -> None:
        """Flat above is straight beneath: the slope of the area is the height."""
        secant = Secant(
            lambda at: views.slicing.now.upto(at), views.place, lambda: views.slicing.step
        )
        for each in secant.things:
            each.on(views.lower)
        more = Bars(lambda: self.one_more(views), theme().prediction, opacity=0.9).on(views.upper)
        total = Graph(lambda at: views.slicing.now.upto(at), theme().prediction, 9.0)
        lens = Lens(
            views.lower,
            [total, *secant.things],
            place=SMALL_LENS,
            radius=1.85,
            at=(6.0, SWEPT(6.0)),
            widest=3.0,
        ).track(lambda: (views.place() + views.slicing.step / 2, secant.middle))
        self.say(
            "Now one slice more. It adds its area: its height times δ.",
            *(self.level.animate.set_value(0.0), self.x.animate.set_value(6.0)),
            seconds=1.6 * BEAT,
        )
        self.show(more, secant.run, secant.rise, seconds=BEAT)
        slope = TOLD.hold(self.reads_slope(views, secant))
        self.pause()
        self.add(secant.first, secant.second, lens)
        self.say(
            "Flat above is straight beneath: its slope, area over δ, is the height.",
            *(FadeIn(secant.line), Turn(lens, open=1.0)),
            *(FadeOut(each, rate_func=EARLY) for each in (self.told, readings)),
            FadeIn(slope, rate_func=LATE),
            seconds=3.2 * BEAT,
        )
        self.poster()
        self.say("However fine the slices are.")
        for level, closer in ((1.0, 0.3), (2.0, 1.3)):
            self.play(
                self.level.animate.set_value(level), Turn(lens, closer=closer), run_time=1.4 * BEAT
            )
        self.pause()
        self.play(Turn(lens, open=0.0), run_time=2 * BLINK)
        self.remove(lens)
        self.leaving = [more, *secant.things, slope]

    @chapter("Which curve is it?")
    def which_curve(self) -> None:
        """There and back; then an exercise, with time to think, and its answer."""
        self.there_and_back()
        self.x = ValueTracker(BOUNDS[0] + 0.05)
        views = SumBelow(
            Slicing(EXERCISE, *BOUNDS, (330,), lambda: 0.0),
            ANSWER - ANSWER(BOUNDS[0]),
            self.x.get_value,
            x_range=BOUNDS,
            y_range=(-2.0, 8.0),
            sum_range=(-3.6, 4.6),
            slots=STOREYS,
            names=("f'(x)", "sum so far"),
        )
        below = views.aligned(STOREYS)[0]
        views.upper.fill(GRID.wide)
        size = 1.12 * theme().type.formula
        slope = Equation("{{ f'(x) : gradient }} = 3 {{ x : data-a }}^2 - 4 {{ x : data }}", size)
        slope.move_to(views.upper.at(0.6, 5.2))
        spot = Spot(lambda: (views.place(), EXERCISE(views.place())), theme().gradient, 0.11)
        goal = views.curve.copy().clear_updaters()
        self.say(
            "Your turn: here is a slope, 3x² − 4x. Of which curve is it the slope?",
            *(FadeOut(each, rate_func=EARLY) for each in self.leaving),
            ReplacementTransform(self.views.curve.clear_updaters(), goal),
            *(FadeIn(each, rate_func=LATE) for each in (views.upper, slope)),
            seconds=2 * BEAT,
        )
        self.remove(goal)
        self.add(views.curve, spot.on(views.upper))
        self.play(paced(self.x, linear).set_value(2.35), run_time=5 * BEAT)
        answer = Derivation(Slot(2.4, 6.6, -0.2, 1.0), *ANSWERS, size=size)
        self.say(
            "Backwards, term by term: 3x² comes from x³, and 4x from 2x².",
            *(Resize(views.upper, below), self.x.animate.set_value(BOUNDS[0] + 0.05)),
            paced(slope, EARLY).move_to((4.5, 1.9, 0)),
            FadeIn(views.lower, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.add(views.losses, views.gains, views.curve, spot, views.trace, views.plumb, views.foot)
        self.play(answer.entrance(), paced(self.x, linear).set_value(2.35), run_time=4 * BEAT)
        self.leaving = [spot, slope]
        self.add_any_constant(views, answer)
        self.views = views

    def there_and_back(self) -> None:
        """What is added up at the left is measured at the right, and is the same again."""
        views, slopes = self.views, self.measuring()
        sent, arrived = (each.copy().clear_updaters() for each in (views.rule, slopes.curve))
        sent.set_stroke(opacity=1.0)
        halves = zip((views.upper, views.lower), views.aligned(HALVES[0]), strict=True)
        self.say(
            "2x adds up to x² − 100. And its slope, as in the first film, is 2x.",
            *(FadeOut(each, rate_func=EARLY) for each in self.leaving),
            *(self.level.animate.set_value(3.0), self.x.animate.set_value(10.0)),
            *(Resize(plot, slot) for plot, slot in halves),
            *(FadeIn(each, rate_func=LATE) for each in (slopes.upper, slopes.lower)),
            seconds=2 * BEAT,
        )
        sent.set_points(views.rule.points)
        self.play(ReplacementTransform(sent, arrived), run_time=1.6 * BEAT)
        self.remove(arrived)
        self.add(slopes.curve)
        measured = [slopes.secant.line, slopes.secant.first, slopes.plumb, slopes.foot]
        self.play(self.x.animate.set_value(-9.99), *map(FadeIn, measured), run_time=BEAT)
        self.add(slopes.trace)
        self.say("Left, one adds up what is flat. Right, one measures what is straight.")
        self.play(paced(self.x, linear).set_value(9.9), run_time=4 * BEAT)
        self.poster()
        sent, arrived = (each.copy().clear_updaters() for each in (slopes.trace, views.curve))
        self.say("Each undoes the other.", ReplacementTransform(sent, arrived), seconds=1.6 * BEAT)
        self.remove(arrived)
        self.pause()
        self.leaving = [views.upper, views.lower, views.gains, views.losses, views.trace]
        self.leaving += [views.rule, views.foot, views.plumb, *measured]
        self.leaving += [slopes.upper, slopes.lower, slopes.curve, slopes.trace]

    def measuring(self) -> SlopeBelow:
        """The first film's pair of plots, at the right, of what 2x adds up to."""
        views = self.views
        slopes = SlopeBelow(
            SWEPT,
            DOUBLE,
            views.place,
            lambda: 0.02,
            x_range=views.upper.x_range,
            y_range=views.lower.y_range,
            slope_range=views.upper.y_range,
            slots=HALVES[1],
            names=("f(x) = x² − 100", "slope of f"),
        )
        slopes.trace.domain = lambda: (-10.0, views.place())
        return slopes

    def add_any_constant(self, views: SumBelow, answer: Derivation) -> None:
        """Curves that differ by a constant have one slope."""
        curves, tangents = VGroup(), VGroup()
        for constant in (-1.0, 0.0, 1.0, 2.0):
            moved = ANSWER + constant
            curves.add(Graph(moved, theme().prediction, 3.0).on(views.lower))
            line = Stroke(partial(_tangent, moved, views.place), theme().gradient, 6.0)
            tangents.add(line.on(views.lower))
        before = answer.formula
        self.say(
            "And a constant has no slope: add any you like. They differ, the slopes agree.",
            *(answer.next(), FadeIn(curves), FadeIn(tangents)),
            seconds=1.6 * BEAT,
        )
        self.remove(before)
        self.play(self.x.animate.set_value(0.6), run_time=2 * BEAT)
        self.poster()
        self.play(self.x.animate.set_value(2.0), run_time=2 * BEAT)
        self.leaving += [curves, tangents, answer.formula]

    @chapter("A mean is an area")
    def a_mean(self) -> None:
        """Where machine learning uses it: the loss is a mean, and a mean an area."""
        study = line_of_hubble()
        head, views = Playhead(), self.views
        plot = Plot(
            (0.0, 1.0),
            (0.0, 115.0),
            width=5,
            height=4,
            x_label="24 nebulae, a slice each",
            y_label="squared miss",
            x_ticks=0,
        ).fill(GRID.wide)

        def misses() -> RunningSum:
            w = study.run.at(head.iteration).w
            squares = (study.objective.predict(w, study.data.x) - study.data.y) ** 2
            return RunningSum(np.linspace(0.0, 1.0, len(squares) + 1), squares)

        bars = Bars(misses, theme().loss).on(plot)
        mean = Stroke(
            lambda: [(0.0, misses().sums[-1]), (1.0, misses().sums[-1])], theme().loss, 5.0
        ).on(plot)
        loss = live_rows(
            ['{{ "mean" : loss }} = {{ 00.00 : loss-now }}'],
            {"loss-now": lambda: float(misses().sums[-1])},
            at=(study.run, head),
        ).move_to((3.6, 2.2, 0))
        area, goal = (each.copy().clear_updaters() for each in (views.gains, bars))
        self.remove(views.gains)
        before: list[Mobject] = [views.upper, views.lower, views.curve, views.losses]
        before += [views.trace, views.foot, views.plumb, *self.leaving]
        self.say(
            "So machines count how wrong they are: 24 misses, squared, a slice each.",
            *(FadeOut(each, rate_func=LEAVING) for each in before),
            *(ReplacementTransform(area, goal), FadeIn(plot, rate_func=MEANWHILE)),
            seconds=3 * BEAT,
        )
        self.remove(goal)
        self.add(bars)
        self.say("Their area is the mean: the loss.", FadeIn(mean), FadeIn(loss))
        panel = bowl_of_hubble(study, head, Slot(1.0, 6.6, GRID.caption_top, GRID.top))
        self.say(
            "To learn is to make this area small: downhill, against the gradient.",
            Resize(plot, Slot(GRID.left_edge, 0.3, GRID.caption_top, GRID.top)),
            paced(loss, LEAVING).move_to((-1.2, 2.2, 0)),
            FadeIn(panel, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.play(head.to(400), run_time=4.4 * BEAT)
        self.poster()
        self.pause()

    # -- the cast ------------------------------------------------------------------------------

    def now(self) -> tuple[float, float]:
        """Return the time, and the speed that the speedometer shows."""
        t = float(self.clock.get_value())
        return t, float(RIDE.speed(t))

    def come(self) -> float:
        """Return how far the car has come, in metres."""
        return float(RIDE.distance(self.clock.get_value()))

    def way(self) -> float:
        """Return the area of the bars that stand, in metres."""
        return max(1e-6, self.slicing.upto(float(self.upto.get_value())))

    def one_more(self, views: SumBelow) -> RunningSum:
        """Return the slice that begins where the point is."""
        sums, x = views.slicing.now, views.place()
        k = min(int(np.searchsorted(sums.edges, x + 1e-9)) - 1, len(sums.heights) - 1)
        return RunningSum(sums.edges[k : k + 2], sums.heights[k : k + 1])

    def reads(self, slicing: Slicing) -> VGroup:
        """How wide slices are, and what they sum up to."""
        values = {
            "step-now": lambda: slicing.step,
            "prediction-sum": lambda: slicing.upto(float(self.upto.get_value())),
        }
        return live_rows([STEP, TOTAL], values, at=(slicing, self.upto))

    def reads_slice(self, delta: Span) -> VGroup:
        """The areas of one slice, and of what is left over of it."""

        def area() -> float:
            return float(RIDE.speed(CLOSE)) * delta.size

        def rest() -> float:
            return area() - float(RIDE.distance(CLOSE + delta.size) - RIDE.distance(CLOSE))

        values = {"prediction-slice": area, "step-rest": rest}
        return live_rows([ONE, REST], values, at=delta)

    def reads_of_sum(self, views: SumBelow) -> VGroup:
        """Where the point is, how wide slices are, and their sum so far."""
        sources = [
            "{{ x : data }} = {{ -00.00 : data-now }}",
            "{{ delta : step }} = {{ 0.00 : step-now }}",
            '{{ "sum" : prediction }} = {{ -000.0 : prediction-swept }}',
        ]
        values = {
            "data-now": views.place,
            "step-now": lambda: views.slicing.step,
            "prediction-swept": lambda: views.measured,
        }
        return live_rows(sources, values, at=views)

    def reads_slope(self, views: SumBelow, secant: Secant) -> VGroup:
        """The height of the slice, and the slope of the sum."""
        height = '{{ "height" : gradient }} = {{ -00.00 : gradient-height }}'
        slope = '{{ "slope" : gradient }} = {{ -00.00 : gradient-slope }}'
        values = {
            "gradient-height": lambda: float(self.one_more(views).heights[0]),
            "gradient-slope": lambda: secant.slope,
        }
        return live_rows([height, slope], values, at=(views, secant))

    # -- the road ------------------------------------------------------------------------------

    def speedometer(self, place: tuple[float, float], radius: float) -> Gauge:
        """The gauge that shows the speed."""
        return Gauge(
            lambda: self.now()[1],
            place=place,
            radius=radius,
            high=20,
            every=5,
            unit="m/s",
            colour=theme().gradient,
            of="gradient-speed",
            at=self.clock,
        )


def _tangent(f: Polynomial, where: Callable[[], float]) -> np.ndarray:
    """Return the ends (2, 2) of a short line along a graph."""
    x = where()
    ends = x + np.array([-0.22, 0.22])
    return np.stack([ends, f(x) + f.deriv()(x) * (ends - x)], axis=-1)
