"""The integral, on the question whether a car comes to a stop before a deer.

    manim -pqh scenes/integral.py

The image to remember: first speeds say 56 metres, last speeds 40, and a deer stands at 50. All that
is in doubt slides together into one column, which is as thin as the slices are.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    Arrow,
    FadeIn,
    FadeOut,
    Indicate,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    smooth,
    squish_rate_func,
)
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike

from mlcore import Braking, RunningSum
from scenes.stage import (
    BEAT,
    BLINK,
    EARLY,
    GRID,
    LATE,
    Dim,
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
    words,
)
from scenes.stage.look.equations import live_rows
from scenes.stage.manim.become import Become
from scenes.stage.motion.span import Span
from scenes.stage.plane.drawn import Drawn, Graph, Spot, Stroke
from scenes.stage.plane.figures import deer_from_the_front
from scenes.stage.plane.gauge import Gauge
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.night_road import lane_ahead, road_at_night, stopped_time
from scenes.stage.plane.secant import Secant
from scenes.stage.plane.slices import Bars, Gaps, Leftovers, Slicing
from scenes.stage.plane.sum_below import SumBelow
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.nebulae import bowl_of_hubble, line_of_hubble

RIDE = Braking(v=16.0, reaction=1.0, braking=4.0)
"""A second of fright at 16 m/s, which is 58 km/h; then the brake, at most 6 m/s². Time is counted
from when it takes hold."""
BEGINS, STANDS = -RIDE.reaction, RIDE.braking
AWAY = 50.0
"""How far ahead the deer stands, in metres."""
LATER = replace(RIDE, reaction=1.2)
"""The same ride with a fifth of a second more of fright."""
BRAKED = np.linspace(0.0, LATER.braking, 4001)
"""Seconds from when the brake takes hold until it stands."""
HIT = float(np.interp(AWAY, LATER.distance(LATER.reaction + BRAKED), BRAKED))
"""When it reaches the deer, in seconds after the brake takes hold."""
DOUBLE = Polynomial([0.0, 2.0])
SWEPT = DOUBLE.integ(lbnd=-10)
"""What the sum of 2x from -10 on tends to."""
EXERCISE = Polynomial([0.0, -4.0, 3.0])
ANSWER = EXERCISE.integ()
LAST = 2.35
"""To which x the exercise is added up; from 0, where its answer is 0."""

ROAD = Slot(GRID.left_edge, GRID.right_edge, 1.5, GRID.top)
LOW = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 1.35)
CLOSE, MIDDLE = 2.0, 8.0
"""Where the slice begins that the lens widens, in seconds; the m/s in the middle of the lens."""
HALT = 2.0
"""Where the slice begins of which the slope is told, in seconds."""
ALONE, ROOMY = ((-1.0, 4.3), (0.0, 18.0)), ((-1.0, 5.6), (0.0, 24.0))
"""What the plot of the speed measures; and with a lens and a column in it."""
COLUMN = 4.4
"""Where the column of all boxes begins, on the scale of time."""
STOREYS = Slot(GRID.left_edge, 0.3, 0.4, GRID.top), Slot(GRID.left_edge, 0.3, -3.05, 0.2)
TOLD, READ = Slot(0.9, 6.6, 1.1, GRID.top), Slot(0.9, 6.6, -2.9, 0.6)
SOON = squish_rate_func(smooth, 0.3, 0.8)
"""The pace of plots that come in as those before them go, while the curve becomes another."""
FROM, TO = 0.0, 2.0
"""Between which times an area is a difference, in seconds."""

PRODUCT = '{{ 16 "m/s" : gradient }} dot {{ 1 "s" : step }} = {{ 16 "m" : prediction }}'
STEP = '{{ delta : step }} = {{ 0.00 : step-now }} "s"'
TOTAL = 'sum {{ v(t) : gradient }} {{ delta : step }} = {{ 00.0 : prediction-sum }} "m"'
ONE = '{{ "one box" : loss }} = {{ 0.0000 : loss-box }} "m"'
ALL = '{{ "all" : loss }} = {{ 16 "m/s" : gradient }} dot {{ delta : step }}'
ALL_NOW = '= {{ 00.00 : loss-all }} "m"'
INTEGRAL = (
    "integral_(-1)^4 {{ v(t) : gradient }} dif t = "
    "lim_({{ delta : step-a }} -> 0) sum {{ v(t) : gradient }} {{ delta : step }}"
)
FIRST = '{{ "first" : gradient }} = {{ 0.00 : gradient-first }} "m/s"'
SLOPE = (
    '({{ 0.0000 : prediction-rise }} "m") / ({{ 0.00 : step-run }} "s")'
    ' = {{ 0.00 : gradient-quotient }} "m/s"'
)
LAST_SPEED = '{{ "last" : gradient }} = {{ 0.00 : gradient-last }} "m/s"'
THEOREM = (
    "integral_a^b {{ v(t) : gradient }} dif t = "
    "{{ F(b) : prediction-b }} - {{ F(a) : prediction-a }}"
)
RIDDEN = (
    "integral_0^2 {{ v(t) : gradient }} dif t = "
    "{{ F(2) : prediction-b }} - {{ F(0) : prediction-a }}"
)
BETWEEN = '= {{ 42 "m" : prediction-b }} - {{ 16 "m" : prediction-a }} = {{ 26 "m" : prediction }}'
SHORT = (
    '{{ "too low by" : loss }} = ({{ x : data }} + 10) / {{ delta : step-a }} '
    "dot {{ delta : step }}^2"
)
MELTS = "= ({{ x : data }} + 10) {{ delta : step }}"
FILLED = "= {{ 00.0 : data-wide }} dot {{ 0.00 : step-now }} = {{ 00.0 : loss-short }}"
LEFT_OVER = "({{ x : data-a }} + 10) ({{ x : data }} - 10) = {{ x^2 - 100 : prediction }}"
NAMED = "{{ x^2 - 100 : prediction }}"
SLOPE_ASKED = "{{ f'(x) : gradient }} = 3 {{ x : data-a }}^2 - 4 {{ x : data }}"
ANSWERS = (
    "{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2",
    "{{ f(x) : prediction }} = {{ x : data-a }}^3 - 2 {{ x : data }}^2"
    " {{ + : plus }} {{ C : muted }}",
)
RANGE = '0 "s" <= {{ t : data }} <= 4 "s"'
LAW = "{{ v(t) : gradient }} = 16 - 3 {{ t : data-a }}^2 + 1/2 {{ t : data }}^3"
BACK = (
    "{{ F(t) : prediction }} = 16 {{ t : data-b }} - {{ t : data-a }}^3 + "
    "1/8 {{ t : data }}^4 + {{ 16 : prediction-start }}"
)
RIDE_IN_ALL = (
    "integral_(-1)^4 {{ v(t) : gradient }} dif t = "
    "{{ F(4) : prediction }} - {{ F(-1) : prediction-a }}"
)
NUMBERS = "= (64 - 64 + 32 + {{ 16 : prediction-start }}) - 0"
FRIGHT = '{{ "fright" : step }} = {{ 0.0 : step-fright }} "s"'
CAME = '{{ "way" : prediction }} = {{ 00.0 : prediction-come }} "m"'
METRES = '= {{ 48 "m" : prediction }}'


def speed(t: ArrayLike) -> np.ndarray:
    """Return the speed (...) in m/s, t seconds (...) after the brake takes hold."""
    return RIDE.speed(np.asarray(t) + RIDE.reaction)


def way(t: ArrayLike) -> np.ndarray:
    """Return the metres (...) it has come t seconds (...) after the brake takes hold."""
    return RIDE.distance(np.asarray(t) + RIDE.reaction)


class Integral(Film):
    """The film on the integral."""

    clock: ValueTracker
    late: ValueTracker
    night: VGroup
    stopped: VGroup
    gauge: Gauge
    plot: Plot
    lower: Plot
    curve: Graph
    step: Span
    wide: Span
    share: ValueTracker
    slicing: Slicing
    bars: Bars
    readings: VGroup
    road: Plot
    deer_on_road: VGroup
    laid: list[Mobject]
    beneath: list[Drawn]
    told: list[Mobject]
    x: ValueTracker
    delta: Span
    views: SumBelow

    # -- chapters ------------------------------------------------------------------------------

    @chapter("A deer", heading=False)
    def deer(self) -> None:
        """At night, at 16 metres a second, a deer."""
        self.clock, self.late = ValueTracker(BEGINS - 2.4), ValueTracker(0.0)
        self.night = road_at_night(self.come, AWAY)
        self.gauge = self.speedometer((4.75, -1.25), 1.65)
        self.add(self.night, self.gauge)
        self.say("At night, at 16 metres a second. What stands there?")
        self.play(paced(self.clock, linear).set_value(BEGINS), run_time=2.4)
        seen = ValueTracker(0.0)
        strip = VMobject(stroke_width=0, fill_color=theme().prediction, fill_opacity=0.55)
        strip.add_updater(
            lambda each: each.set_points(lane_ahead(float(seen.get_value()))),
            call_updater=True,
        )
        away = Equation('{{ 50 "m" : prediction }}', 2.6 * theme().type.title)
        self.stopped = stopped_time()
        self.add(self.stopped, strip).bring_to_front(self.gauge)
        self.say(
            "A deer, 50 metres ahead. Do you stop in time?",
            FadeIn(self.stopped, rate_func=EARLY),
            FadeIn(away.move_to((-3.9, -1.4, 0)), rate_func=LATE),
            seen.animate.set_value(AWAY),
            seconds=2.4 * BEAT,
        )
        self.poster()
        self.say(
            "All you have is the speedometer.",
            Turn(self.gauge, x=4.3, y=-0.85, radius=2.1),
            seconds=1.8 * BEAT,
        )
        self.play(FadeOut(strip, away), run_time=BLINK)

    @chapter("Speed times time")
    def speed_times_time(self) -> None:
        """A flat speed makes a rectangle; one that falls is between two rows of them."""
        self.plot = Plot(
            *ALONE,
            width=5,
            height=4,
            y_label="speed (m/s), over time (s)",
            y_values=(0, 8, 16),
            x_ticks=6,
        )
        self.plot.fill(GRID.wide)
        self.curve = Graph(speed, theme().gradient, 6.0, lambda: (BEGINS, self.now()[0]))
        tip = Spot(self.now, theme().gradient, 0.11).on(self.plot)
        gauge = self.plot.at(3.15, 11.2)
        self.say(
            "A second of fright, at full speed. Then a smooth brake takes hold.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.night, self.stopped)),
            FadeIn(self.plot, rate_func=LATE),
            Turn(self.gauge, x=gauge[0], y=gauge[1], radius=1.75),
            seconds=1.6 * BEAT,
        )
        self.add(self.curve.on(self.plot), tip)
        self.play(paced(self.clock, linear).set_value(STANDS), run_time=3.8)
        self.remove(tip)
        self.curve.domain = None
        self.cut_time()
        self.one_rectangle()
        self.first_and_last_speeds()

    def cut_time(self) -> None:
        """The slices of time, and the road from above, on which areas are laid out as metres."""
        self.step, self.share = Span(1.0), ValueTracker(0.0)
        self.slicing = Slicing(
            speed,
            *(BEGINS, STANDS),
            lambda: self.step.size,
            anchor=CLOSE,
            share=self.share.get_value,
        )
        self.bars = Bars(lambda: self.slicing.now, theme().prediction, self.swept).on(self.plot)
        self.road = Plot(
            (0.0, 60.0), (0.0, 1.0), width=12, height=1, x_ticks=7, y_values=(), x_label="metres"
        ).fill(ROAD)
        metres = Bars(
            lambda: RunningSum(np.array([0.0, self.summed()]), np.array([0.5])),
            theme().prediction,
            opacity=0.75,
        ).on(self.road)
        self.deer_on_road = deer_from_the_front()
        place = self.road.at(AWAY, 0.0)
        for part in self.deer_on_road:
            part.points = 0.5 * part.points + place
        self.laid = [self.road, metres, self.deer_on_road]

    def one_rectangle(self) -> None:
        """While the speed is flat, the way is an area."""
        product = Equation(PRODUCT, 1.35 * theme().type.formula)
        legs = [
            Stroke(lambda: [(BEGINS, 0), (self.now()[0], 0)], theme().step, 7.0).on(self.plot),
            Stroke(lambda: [(BEGINS, 0), (BEGINS, RIDE.v)], theme().gradient, 7.0).on(self.plot),
        ]
        self.say(
            "While the speed is flat: speed times time, a rectangle. 16 metres.",
            *(Resize(self.plot, LOW), FadeOut(self.gauge, rate_func=EARLY)),
            *(FadeIn(each, rate_func=LATE) for each in (self.road, self.deer_on_road)),
            seconds=1.6 * BEAT,
        )
        product.move_to(self.plot.at(2.9, 12.4))
        self.clock.set_value(BEGINS + 1e-6)  # once the speedometer has gone
        self.add(self.bars, *legs, *self.laid)
        self.play(self.clock.animate.set_value(0.0), Write(product), run_time=1.6 * BEAT)
        self.pause()
        self.readings = self.reads([STEP, TOTAL], apart=0.14).move_to(self.plot.at(3.15, 12.9))
        self.play(
            *(FadeOut(each, rate_func=EARLY) for each in (product, *legs)),
            FadeIn(self.readings, rate_func=LATE),
            run_time=BLINK * 2,
        )

    def first_and_last_speeds(self) -> None:
        """Slices as flat as where they begin go too far, and as where they end not far enough."""
        self.say(
            "Then it falls. So go second by second, each at the speed it begins with.",
            paced(self.clock, linear).set_value(STANDS),
            seconds=4.8 * BEAT,
        )
        self.say("56 metres: through the deer!", Indicate(self.deer_on_road, color=theme().ink))
        self.say(
            "Too long. At the speed each ends with: 40 metres, and too short.",
            self.share.animate.set_value(1.0),
            seconds=3 * BEAT,
        )
        doubt = Gaps(self.slicing, theme().loss).on(self.plot)
        between = Bars(self.doubted, theme().loss, opacity=0.7).on(self.road)
        self.say(
            "The truth lies in between. So does the deer.",
            *(FadeIn(doubt), FadeIn(between), FadeOut(self.readings, rate_func=EARLY)),
            seconds=1.6 * BEAT,
        )
        self.bring_to_front(self.curve, self.deer_on_road)
        self.play(Indicate(self.deer_on_road, color=theme().ink), run_time=BEAT)
        self.poster()
        self.laid += [between]
        self.told = [doubt]

    @chapter("Look closely")
    def look_closely(self) -> None:
        """All that is in doubt is one column, as thin as the slices."""
        doubt = self.told[0]
        lens = self.lens_on_a_slice()
        slide = ValueTracker(0.0)
        column = Gaps(self.slicing, theme().loss, slide.get_value, COLUMN, opacity=0.54)
        self.say(
            "Look closely at one slice. Between its speeds, first and last: a box of doubt.",
            *(Resize(self.plot, GRID.wide), Zoom(self.plot, *ROOMY)),
            *(FadeOut(each, rate_func=EARLY) for each in self.laid),
            seconds=1.6 * BEAT,
        )
        place = self.plot.at(3.1, 0)[0], self.plot.at(0, 24.0)[1] - lens.radius
        lens.place = np.array([*place, 0.0])
        self.add(lens)
        self.readings = self.reads([STEP, ONE, ALL, ALL_NOW], apart=0.14)
        self.readings[:2].move_to(self.plot.at(0.6, 20.4))
        self.readings[2:].arrange(DOWN, buff=0.14).scale(0.85)
        self.readings[2:].move_to(self.plot.at(COLUMN + 0.4, 19.0))
        self.play(Turn(lens, open=1.0), *map(FadeIn, self.readings[:2]), run_time=2 * BEAT)
        self.pause()
        doubt.set_fill(opacity=0.35)  # with the column's boxes over it as strong as before
        self.add(column.on(self.plot), lens)
        self.say(
            "As the speed only falls, slide them into one column, as Newton did in 1687.",
            *(slide.animate.set_value(1.0), Dim(column, 0.7)),
            FadeIn(self.readings[2:], rate_func=LATE),
            seconds=3 * BEAT,
        )
        self.pause()
        for step, said in (
            (
                0.1,
                Said("Ten times as many boxes, each about a hundredth as large: in all, a tenth."),
            ),
            (
                0.01,
                Said(
                    "And again. Close up, the speed is as good as flat, and the doubt melts away."
                ),
            ),
        ):
            self.say(said, self.step.to(step), Turn(lens, closer=-np.log10(step)), seconds=4 * BEAT)
            if step == 0.1:
                self.poster()
        self.tend_to_the_integral(lens, [doubt, column])

    def lens_on_a_slice(self) -> Lens:
        """The lens that widens the slice that begins at `CLOSE`."""
        shown = [
            Bars(lambda: self.slicing.now, theme().prediction),
            Gaps(self.slicing, theme().loss),
            Graph(speed, theme().gradient, 9.0),
        ]
        lens = Lens(
            self.plot,
            shown,
            place=(0.0, 0.0),
            radius=1.65,
            at=(CLOSE + 0.5, MIDDLE),
            widest=0.8,
            widens=True,
        )
        return lens.track(lambda: (CLOSE + self.step.size / 2, MIDDLE))

    def tend_to_the_integral(self, lens: Lens, doubt: list[Mobject]) -> None:
        """What the sums tend to."""
        limit = Equation(INTEGRAL, 1.25 * theme().type.formula)
        limit.move_to(self.plot.at(3.6, 14.5))
        self.say(
            "One number is left in between: the integral. Its sign is a long S, for sum.",
            *(FadeOut(self.readings, rate_func=EARLY), Turn(lens, open=0.0, rate_func=EARLY)),
            *(Write(limit, rate_func=LATE), *(FadeOut(each) for each in doubt)),
            seconds=2.4 * BEAT,
        )
        self.remove(lens)
        self.told = [limit]

    @chapter("The way so far")
    def way_so_far(self) -> None:
        """Beneath the speed, what it adds up to: the slope of that is the speed."""
        self.lower = Plot(
            ALONE[0],
            (0.0, 50.0),
            width=5,
            height=2,
            y_label="F: the way so far (m)",
            y_ticks=5,
            x_ticks=6,
        ).fill(STOREYS[1])
        left, right = (float(each) for each in self.lower.at(np.array(ALONE[0]), 0.0)[:, 0])
        upper = self.plot.slot
        margins = [
            self.plot.area.get_left()[0] - upper.left,
            upper.right - self.plot.area.get_right()[0],
        ]
        above = Slot(left - margins[0], right + margins[1], STOREYS[0].bottom, STOREYS[0].top)
        self.beneath = [
            Graph(way, theme().prediction, 6.0, lambda: (BEGINS, self.now()[0])),
            Spot(lambda: (self.now()[0], self.come()), theme().prediction, 0.11),
        ]
        self.pause()
        self.bars.domain = lambda: (BEGINS, STANDS)  # they stand while time begins anew
        self.clock.set_value(BEGINS + 1e-6)
        self.gauge = self.speedometer((3.75, 0.0), 2.3)
        self.say(
            "Must you add up 500 slices? Look at the way itself, as it grows.",
            *(Resize(self.plot, above), Zoom(self.plot, *ALONE)),
            *(Dim(self.bars, 0.0, rate_func=EARLY), FadeOut(*self.told, rate_func=EARLY)),
            *(FadeIn(each, rate_func=LATE) for each in (self.lower, self.gauge)),
            seconds=1.6 * BEAT,
        )
        self.bars.domain = self.swept
        self.bars.set_fill(opacity=0.38)
        self.add(self.bars, self.curve, *(each.on(self.lower) for each in self.beneath))
        self.play(paced(self.clock, linear).set_value(HALT), run_time=3 * BEAT)
        self.slope_of_the_way()

    def slope_of_the_way(self) -> None:
        """Over a slice more, the slope is between its speeds, first and last: until both meet."""
        self.wide = Span(0.5)
        secant = Secant(way, lambda: self.now()[0], lambda: self.wide.size)
        more = [
            Bars(lambda: self.one_more(1.0), theme().prediction, opacity=0.95),
            Leftovers(lambda: self.one_more(0.0), self.last_speed, theme().loss),
        ]
        lens = self.lens_on_the_way(secant)
        reads = TOLD.hold(self.reads_of_slope(secant))
        self.add(lens)
        self.say(
            "One slice more adds δ times a speed, between its first and its last.",
            *(FadeIn(each.on(self.plot)) for each in more),
            FadeOut(self.gauge, rate_func=EARLY),
            Turn(lens, open=1.0),
            seconds=1.8 * BEAT,
        )
        self.bring_to_front(self.curve)
        self.say(
            "So the slope lies between these two speeds.",
            FadeIn(reads),
            seconds=BEAT,
        )
        self.poster()
        self.say(
            "As δ shrinks, both meet, and the curve is straight: its slope is the speed.",
            *(self.wide.to(0.01), Turn(lens, closer=np.log10(50))),
            seconds=3.6 * BEAT,
        )
        self.gauge = self.speedometer((5.1, 1.55), 1.45)
        self.say(
            "The slope of the way is what the speedometer reads.",
            Turn(lens, closer=0.0),
            *(FadeOut(reads, rate_func=EARLY), FadeIn(self.gauge, rate_func=LATE)),
            seconds=BEAT,
        )
        self.play(paced(self.clock, linear).set_value(3.4), run_time=2.4 * BEAT)
        self.there_and_back(secant, lens, more)

    def lens_on_the_way(self, secant: Secant) -> Lens:
        """The lens on the dot of the way so far, as wide as the slice that comes next."""
        legs = [Stroke(partial(self.at_speed, each), theme().loss, 4.0) for each in (0.0, 1.0)]
        shown = [Graph(way, theme().prediction, 7.0), *legs, *secant.things]
        lens = Lens(
            self.lower,
            shown,
            place=(2.45, -0.95),
            radius=1.75,
            at=(HALT, float(way(HALT))),
            widest=0.36,
        )

        def middle() -> tuple[float, float]:
            t = self.now()[0] + self.wide.size / 2
            return t, float(way(t))

        return lens.track(middle)

    def there_and_back(self, secant: Secant, lens: Lens, more: Sequence[Mobject]) -> None:
        """An area above is a difference below."""
        mirror = VGroup(
            _pointer(1.3, 2.2, -1.9, "add up", theme().prediction),
            _pointer(4.2, -1.9, 2.2, "slope", theme().gradient),
        )
        self.say(
            "Down, you add up; up, you measure a slope.",
            *(FadeOut(each, rate_func=EARLY) for each in (*more, self.gauge)),
            Turn(lens, open=0.0, rate_func=EARLY),
            FadeIn(mirror, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.remove(lens)
        self.pause()
        self.clock.set_value(3.4)
        area = Bars(lambda: self.slicing.now, theme().prediction, lambda: (FROM, TO), opacity=0.8)
        step = Secant(way, lambda: FROM, lambda: TO - FROM)
        rows = VGroup(
            *(
                Equation(each, size * theme().type.formula, width=5.6)
                for each, size in ((THEOREM, 1.5), (RIDDEN, 1.3), (BETWEEN, 1.3))
            )
        )
        rows.arrange(DOWN, buff=0.5).move_to((3.75, 0.2, 0))
        self.say(
            "So an area above is a difference below: where it ends, less where it begins.",
            FadeOut(mirror, rate_func=EARLY),
            *(FadeIn(each.on(self.lower)) for each in (step.run, step.rise)),
            FadeIn(area.on(self.plot)),
            seconds=BEAT,
        )
        self.bring_to_front(self.curve)
        self.play(Write(rows[0]), run_time=1.2 * BEAT)
        self.play(Write(rows[1:]), run_time=1.8 * BEAT)
        self.pause(0.8)
        self.told = [area, rows, step.run, step.rise]

    @chapter("Which curve is it?")
    def which_curve(self) -> None:
        """Sums below the axis; then an exercise, with time to think, and its answer."""
        self.x, self.delta = ValueTracker(-10.0), Span(2.0)
        views = self.views = SumBelow(
            Slicing(DOUBLE, -10.0, 10.0, lambda: self.delta.size),
            SWEPT,
            self.x.get_value,
            x_range=(-10.4, 10.4),
            y_range=(-22, 22),
            sum_range=(-130, 14),
            slots=STOREYS,
            names=("2x", "the sum so far"),
        )
        readings = READ.hold(self.reads_of_sum(views))
        before = (*self.beneath, self.bars, self.plot, self.lower)
        self.say(
            "Any unbroken curve will do: 2x, from −10. Below 0, slices count as negative.",
            *(FadeOut(each, rate_func=EARLY) for each in (*before, *self.told)),
            *(FadeIn(each, rate_func=SOON) for each in (views.upper, views.lower, readings)),
            Become(self.curve, views.curve),
            seconds=1.6 * BEAT,
        )
        self.add(views.losses, views.gains, views.curve, views.trace, views.plumb, views.foot)
        self.play(paced(self.x, linear).set_value(0.0), run_time=2.4 * BEAT)
        self.what_lacks(views, readings)

    def what_lacks(self, views: SumBelow, readings: VGroup) -> None:
        """By how much sums are too low, and what is left once that has melted away."""
        rest = Leftovers(
            lambda: views.slicing.now, DOUBLE, theme().loss, lambda: (-10.0, views.place())
        ).on(views.upper)
        legs = VGroup(
            Stroke(lambda: [(-6, -12), (-4, -12)], theme().step, 5.0).on(views.upper),
            Stroke(lambda: [(-4, -12), (-4, -8)], theme().gradient, 5.0).on(views.upper),
            symbol("delta", theme().step).move_to(views.upper.at(-5.0, -18.0)),
            symbol("2 delta", theme().gradient).move_to(views.upper.at(-2.6, -13.5)),
        )
        lacks = TOLD.hold(self.reads_of_what_lacks(views))
        self.say(
            "Each slice is too low by a small triangle, δ²: in all by (x + 10) δ, here 20.",
            *(FadeIn(each) for each in (rest, legs)),
            Write(lacks[:2], rate_func=LATE),
            seconds=2 * BEAT,
        )
        self.add(views.curve)
        self.play(FadeIn(lacks[2]), run_time=BLINK * 2)
        self.say(
            "With slices of 0.1, by 1 at x = 0, and by 2 at x = 10.",
            *(self.delta.to(0.1), FadeOut(legs, rate_func=EARLY)),
            seconds=1.8 * BEAT,
        )
        self.play(self.x.animate.set_value(10.0), run_time=1.4 * BEAT)
        self.pause(1.0)
        name = Equation(NAMED, 1.2 * theme().type.formula).move_to(views.lower.at(0.0, -62.0))
        left = Equation(LEFT_OVER, 1.3 * theme().type.formula, width=5.6).move_to(lacks)
        self.say(
            "As δ shrinks it melts, and width times mean height is left: x² − 100.",
            *(self.delta.to(0.01), FadeOut(rest, rate_func=LATE)),
            seconds=2 * BEAT,
        )
        self.play(
            *(FadeOut(lacks, rate_func=EARLY), FadeIn(left, rate_func=LATE)),
            FadeIn(name),
            run_time=BEAT,
        )
        self.pause(2.0)
        self.your_turn([readings, left, name])

    def your_turn(self, told: list[Mobject]) -> None:
        """An exercise, with time to think, and its answer."""
        past, self.x = self.views, ValueTracker(0.0)
        views = self.views = SumBelow(
            Slicing(EXERCISE, 0.0, 2.4, lambda: 0.01),
            ANSWER,
            self.x.get_value,
            x_range=(-0.6, 2.4),
            y_range=(-2.0, 8.0),
            sum_range=(-2.4, 4.4),
            slots=STOREYS,
            names=("f'(x)", "f(x)"),
        )
        size = 1.5 * theme().type.formula
        slope = Equation(SLOPE_ASKED, size).move_to((3.75, 1.85, 0))
        spot = Spot(lambda: (views.place(), EXERCISE(views.place())), theme().gradient, 0.11)
        ask = symbol('"?"', theme().prediction, 4 * theme().type.title)
        ask.move_to((3.75, -1.2, 0))
        before: list[Mobject] = [
            past.upper,
            past.lower,
            past.losses,
            past.gains,
            past.trace,
            past.foot,
        ]
        before += [past.plumb, *told]
        self.say(
            "Your turn: the slope is 3x² − 4x. Of which curve?",
            *(FadeOut(each, rate_func=EARLY) for each in before),
            Become(past.curve, views.curve),
            *(FadeIn(each, rate_func=SOON) for each in (views.upper, views.lower, slope, ask)),
            seconds=1.6 * BEAT,
        )
        self.add(spot.on(views.upper))
        self.play(paced(self.x, linear).set_value(LAST), run_time=3.6 * BEAT)
        answer, more = (Equation(each, size) for each in ANSWERS)
        answer.move_to((3.75, -1.2, 0))
        more.move_to(answer)
        self.say(
            "As 2x came from x²: backwards, term by term, 4x from 2x², and 3x² from x³.",
            *(FadeOut(ask, rate_func=EARLY), self.x.animate.set_value(0.0)),
            seconds=BEAT,
        )
        self.add(views.losses, views.gains, views.curve, spot, views.trace, views.foot)
        self.play(Write(answer), paced(self.x, linear).set_value(LAST), run_time=3.4 * BEAT)
        self.told = [slope, spot]
        self.add_any_constant(views, answer, more)

    def add_any_constant(self, views: SumBelow, answer: Equation, more: Equation) -> None:
        """Curves that differ by a constant have one slope, which is the height above."""
        curves, tangents = VGroup(), VGroup()
        for constant in (-1.0, 0.0, 1.0, 2.0):
            moved = ANSWER + constant
            if constant:
                curves.add(Graph(moved, theme().prediction, 3.0).on(views.lower))
            line = Stroke(partial(_tangent, moved, views.place), theme().gradient, 6.0)
            tangents.add(line.on(views.lower))
        added, own = more.part("plus", "muted"), tangents[1]
        self.add(own)
        self.say(
            "Its slope is the height above. Add any constant: it still is. The start decides.",
            self.x.animate.set_value(0.7),
            seconds=2 * BEAT,
        )
        way = more.part("prediction").get_center() - answer.part("prediction").get_center()
        self.play(
            answer.animate.shift(way),
            *(FadeIn(added, rate_func=LATE), FadeIn(curves)),
            *(FadeIn(each) for each in tangents if each is not own),
            run_time=1.4 * BEAT,
        )
        self.remove(answer, added)
        self.add(more)
        self.poster()
        self.play(self.x.animate.set_value(2.0), run_time=2 * BEAT)
        self.told += [curves, tangents, more]

    @chapter("Do you stop in time?")
    def stop_in_time(self) -> None:
        """The way of the ride, from a curve with its slope; and whether that is enough."""
        views = self.views
        before = [views.upper, views.lower, views.losses, views.gains, views.foot]
        self.clock.set_value(0.0)
        now: list[Mobject] = [self.plot, self.lower, self.beneath[1], self.bars]
        rows = [
            Equation(each, size * theme().type.formula, width=5.7)
            for each, size in (
                *((LAW, 1.3), (RANGE, 1.0), (BACK, 1.3)),
                *((RIDE_IN_ALL, 1.3), (NUMBERS, 1.3), (METRES, 1.8)),
            )
        ]
        for row, y in zip(rows, (2.35, 1.6, 0.75, -0.55, -1.65, -2.55), strict=True):
            row.move_to((3.75, y, 0))
        self.say(
            "The smooth brake, term by term, back to the way; 16 is the start.",
            *(FadeOut(each, rate_func=EARLY) for each in (*before, *self.told)),
            *(Become(views.curve, self.curve), Become(views.trace, self.beneath[0])),
            *(FadeIn(each, rate_func=SOON) for each in now),
            seconds=1.4 * BEAT,
        )
        self.bring_to_front(self.curve, self.beneath[1])
        self.play(Write(VGroup(*rows[:2])), run_time=1.2 * BEAT)
        self.play(Write(rows[2]), run_time=1.6 * BEAT)
        self.say(
            "No slices: where it ends, less where it begins.",
            Write(rows[3]),
            paced(self.clock, linear).set_value(STANDS),
            seconds=2.2 * BEAT,
        )
        self.play(Write(VGroup(*rows[4:])), run_time=1.4 * BEAT)
        self.pause(0.4)
        now += [self.curve, self.beneath[0]]
        self.drive(now, rows)

    def drive(self, leaving: list[Mobject], rows: list[Equation]) -> None:
        """Drive on to where the car stands."""
        for each in leaving:
            each.clear_updaters()
        self.clock.set_value(BEGINS)
        road, self.gauge = self.night.update(), self.speedometer((4.75, -1.25), 1.65)
        gone, come = (squish_rate_func(smooth, *part) for part in ((0.0, 0.6), (0.3, 1.0)))
        self.say(
            "48 metres, and the deer stands at 50.",
            *(FadeOut(each, rate_func=gone) for each in (*leaving, *rows)),
            *(FadeIn(each, rate_func=come) for each in (road, self.gauge)),
            seconds=1.2 * BEAT,
        )
        self.play(paced(self.clock, linear).set_value(STANDS), run_time=3.8)
        told = live_rows(
            [FRIGHT, CAME],
            {"step-fright": self.fright, "prediction-come": self.come},
            at=(self.late, self.clock),
            size=1.5 * theme().type.formula,
        )
        told.move_to((-4.5, 2.25, 0))
        self.say("You stop in time.", FadeIn(told))
        self.poster()
        self.drive_again(told)

    def drive_again(self, told: VGroup) -> None:
        """The whole way once more, with a longer fright: the deer is hit."""
        self.say(
            "Once more, with a fifth of a second more of fright.",
            self.clock.animate.set_value(BEGINS),
            seconds=BEAT,
        )
        self.play(
            self.clock.animate.set_value(-LATER.reaction),
            self.late.animate.set_value(LATER.reaction - RIDE.reaction),
            run_time=BLINK,
        )
        self.play(paced(self.clock, linear).set_value(HIT), run_time=3.2)
        veil, deer = self.stopped[0], self.night[-1]
        self.add(veil).bring_to_front(deer, told, *self.heading)
        self.say(
            "You needed 51 metres. You hit it, at 3 metres a second.",
            FadeIn(veil),
            seconds=BEAT,
        )
        self.glimpse()

    def glimpse(self) -> None:
        """Where machine learning uses it: a loss is a sum, and one goes down its slope."""
        head = Playhead()
        panel = bowl_of_hubble(line_of_hubble(), head, GRID.wide)
        panel.axes.labels.set_opacity(0)  # nothing is read off: it is a glimpse
        self.pause()
        kept = {self._caption}
        self.say(
            "Learning sums misses, and goes down their slope.",
            *(FadeOut(each, rate_func=EARLY) for each in self.mobjects if each not in kept),
            FadeIn(panel, rate_func=squish_rate_func(smooth, 0.1, 0.7)),
            seconds=BEAT,
        )
        self.play(head.to(400), run_time=2.0)

    # -- the cast ------------------------------------------------------------------------------

    def now(self) -> tuple[float, float]:
        """Return the time, and the speed that the speedometer shows."""
        t = float(self.clock.get_value())
        return t, float(speed(t))

    def come(self) -> float:
        """Return how far the car has come, in metres."""
        ride = replace(RIDE, reaction=self.fright())
        return float(ride.distance(self.now()[0] + self.fright()))

    def fright(self) -> float:
        """Return how many seconds the fright lasts."""
        return RIDE.reaction + float(self.late.get_value())

    def swept(self) -> tuple[float, float]:
        """Return between which times bars are drawn."""
        return BEGINS, self.now()[0]

    def one_more(self, share: float) -> RunningSum:
        """Return the slice that begins now, as high as the speed in it at first, 0, or last, 1."""
        begin, wide = self.now()[0], self.wide.size
        return RunningSum(np.array([begin, begin + wide]), speed([begin + share * wide]))

    def last_speed(self, t: ArrayLike) -> np.ndarray:
        """Return the speed at the end of the slice that begins now, at times (...) within it."""
        return np.full(np.shape(t), self.one_more(1.0).heights[0])

    def summed(self) -> float:
        """Return the area of the bars that stand, in metres."""
        return max(1e-6, self.slicing.upto(self.now()[0]))

    def doubt(self, begin: float, end: float) -> float:
        """Return by how many metres first and last speeds of slices differ, between two times."""
        first, last = (self.slicing.with_heights_at(share) for share in (0.0, 1.0))
        (a, b), (c, d) = (each.upto([begin, end]) for each in (first, last))
        return float((b - a) - (d - c))

    def doubted(self) -> RunningSum:
        """Return where on the road the car may come to stand, as a bar."""
        ends = [self.slicing.with_heights_at(share).sums[-1] for share in (1.0, 0.0)]
        return RunningSum(np.array(ends), np.array([0.5]))

    def reads(self, rows: list[str], apart: float = 0.16) -> VGroup:
        """How wide slices are, what they sum up to, and what is in doubt."""
        values: dict[str, Callable[[], float]] = {
            "step-now": lambda: self.slicing.step,
            "prediction-sum": lambda: self.slicing.upto(self.now()[0]),
            "loss-box": lambda: self.doubt(CLOSE, CLOSE + self.slicing.step),
            "loss-all": lambda: self.doubt(BEGINS, STANDS),
        }
        return live_rows(rows, values, at=(self.slicing, self.clock), apart=apart, align="right")

    def reads_of_slope(self, secant: Secant) -> VGroup:
        """The speed at first, how steep the way is over a slice, and the speed at last."""
        values = {
            "gradient-first": lambda: float(self.one_more(0.0).heights[0]),
            "prediction-rise": lambda: secant.change,
            "step-run": secant.step,
            "gradient-quotient": lambda: secant.slope,
            "gradient-last": lambda: float(self.one_more(1.0).heights[0]),
        }
        return live_rows([FIRST, SLOPE, LAST_SPEED], values, at=secant, apart=0.2, align="right")

    def reads_of_sum(self, views: SumBelow) -> VGroup:
        """Where the point is, how wide slices are, and their sum so far."""
        sources = [
            "{{ x : data }} = {{ -00.0 : data-now }}",
            "{{ delta : step }} = {{ 0.00 : step-now }}",
            '{{ "sum" : prediction }} = {{ -000.0 : prediction-swept }}',
        ]
        values = {
            "data-now": views.place,
            "step-now": lambda: views.slicing.step,
            "prediction-swept": lambda: views.measured,
        }
        return live_rows(sources, values, at=views, size=1.35 * theme().type.formula, apart=0.25)

    def reads_of_what_lacks(self, views: SumBelow) -> VGroup:
        """By how much the sum is too low: as a formula, and with its numbers."""
        values = {
            "data-wide": lambda: views.place() + 10,
            "step-now": lambda: views.slicing.step,
            "loss-short": lambda: (views.place() + 10) * views.slicing.step,
        }
        return live_rows([SHORT, MELTS, FILLED], values, at=views, apart=0.22, align="right")

    def at_speed(self, share: float) -> np.ndarray:
        """Return the ends (2, 2) of the way over one slice more, at its first speed, 0, or last."""
        t, wide = self.now()[0], self.wide.size
        rise = wide * float(self.one_more(share).heights[0])
        return np.array([[t, float(way(t))], [t + wide, float(way(t)) + rise]])

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


def _pointer(x: float, begin: float, end: float, name: str, colour: str) -> VGroup:
    """Return an arrow up or down at x of the frame, and its name."""
    arrow = Arrow((x, begin, 0), (x, end, 0), color=colour, stroke_width=10, buff=0)
    return VGroup(arrow, words(name, theme().type.title, colour).next_to(arrow, RIGHT, buff=0.15))
