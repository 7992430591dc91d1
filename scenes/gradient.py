"""The gradient, on the question which way is up, for someone in fog who feels the ground only.

    manim -pqh scenes/gradient.py

The image to remember: whoever turns about and draws each slope as a length draws a circle, and the
arrow across it, from the feet to the farthest point, is the gradient.

The first place x has the colour of w0 and the second, y, that of w1, as on the floor of the other
films, where places are pairs of weights; the slopes along them, too. The slope in any other
direction has the colour of the gradient, and the plane that of what is predicted.
"""

from functools import partial
from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    Line,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rush_from,
    rush_into,
)

from mlcore import Function, GradientDescent, descend, streamline, towards
from scenes.stage import (
    BEAT,
    BLINK,
    EARLY,
    GRID,
    LATE,
    Arrow3D,
    Equation,
    Film,
    LiveNumber,
    Marker,
    Pen,
    Plot,
    Resize,
    Slot,
    Turn,
    chapter,
    paced,
    theme,
    words,
)
from scenes.stage.landscape.hike import FootPath, PathBall, Underfoot
from scenes.stage.landscape.terrain import Region, Terrain
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler, SteepestStep, Walker, slopes_felt
from scenes.stage.plane.arrows import AngleArc, Arrow2D, RightAngle, Shadow
from scenes.stage.plane.climbs import Climbs
from scenes.stage.plane.contours import Contours
from scenes.stage.plane.drawn import WholePlot
from scenes.stage.plane.field import FieldArrows, LengthScale, Streamlines
from scenes.stage.plane.polar import PolarPlot, Rose
from scenes.stage.regression.nebulae import line_of_hubble

Dials = dict[str, Any]

MOUNTAIN = Function(lambda x, y: x**2 + y**3, lambda x, y: (2 * x, 3 * y**2))
DEPTH = Function(lambda x, y: -(x**2) - y**3, lambda x, y: (-2 * x, -3 * y**2))
"""The mountain upside down: who goes down there, goes up."""
HERE, THERE = np.array([2.0, 3.0]), np.array([1.0, -1.0])
"""Where one stands on the mountain, and the place that is asked about."""
RATE, UPWARD, DOWNWARD = 0.005, 5, 900
"""Of the hiker: a step as a share of the arrow, and how many go up and then down."""
MARKED = tuple(range(UPWARD + 1))
"""The steps that are marked."""
FIRST = 8
"""So many steps of the last descent are marked."""
SLOPES = MOUNTAIN.gradient(HERE)
STEEPEST, SLOPE = float(np.arctan2(SLOPES[1], SLOPES[0])), float(np.hypot(*SLOPES))
REGION = Region((-6.0, -2.0), (6.0, 4.0))
"""Of the whole mountain: a trough with a flat place in it, and the wall at its end."""
FLATTER = 40.0
"""By what factor heights are drawn smaller."""

FRAME = Slot(-64 / 9, 64 / 9, -4.0, 4.0)
COLUMN = Slot(-6.6, -1.5, -2.5, 2.75)
"""Of formulas and numbers, beside the plane."""
FROM_ABOVE: Dials = {"phi": 0.0, "theta": -np.pi / 2, "rise": 0.0}
CLOSING: Dials = {"phi": 1.12, "theta": -0.95, "zoom": 0.62, "sight": 6.5, "fog": 0.8, "lines": 0.0}
FOGGY: Dials = {
    "phi": 1.15,
    "theta": -0.75,
    "zoom": 0.95,
    "sight": 3.0,
    "fog": 1.0,
    "rise": 1.0,
    "lines": 0.0,
    "told": 0.0,
}
ON_THE_PLANE: Dials = {
    "phi": 1.1,
    "theta": -0.95,
    "zoom": 0.83,
    "rise": 1.0,
    "sight": 2.0,
    "fog": 0.0,
    "iso": 0.3,
    "lines": 0.4,
    "told": 0.0,
    "closer": 2.0,
    "stand_x": 1.05,
    "stand_y": 0.1,
}
IN_FOG: Dials = {
    **FOGGY,
    "zoom": 1.5,
    "sight": 1.9,
    "closer": 0.0,
    "iso": 0.5,
    "lines": 0.4,
    "stand_x": 0.9,
    "stand_y": -0.2,
}
AS_A_DIAL: Dials = {"iso": 0.35, "sight": 2.0, "fog": 0.0, "told": 0.0, "lines": 0.0, "closer": 2.0}
CLEAR: Dials = {
    "phi": 1.0,
    "theta": -1.75,
    "zoom": 0.39,
    "sight": 9.5,
    "fog": 0.0,
    "lines": 0.4,
    "told": 1.0,
    "stand_x": 0.4,
    "stand_y": -0.9,
}
WEIGHTS = Region((-11.5, -6.6), (10.7, 15.6))
"""Of the weights of a line, as far as its loss is shown."""
BOWL_IN_FOG: Dials = {"theta": 2.9, "zoom": 1.1, "sight": 2.6, "stand_x": 1.2}
BOWL_CLEAR: Dials = {
    "phi": 0.9,
    "theta": 3.7,
    "zoom": 0.185,
    "sight": 20.0,
    "fog": 0.0,
    "iso": 0.4,
    "told": 0.0,
    "stand_x": 1.25,
    "stand_y": -1.1,
}
UNIT = 1.2
"""Of a direction, in the panel's units."""
RINGS = (10.0, 20.0, 30.0)
LARGE, WHOLE = ((1.75, -2.25), 4.75), ((1.95, 0.02), 2.85)
"""Where in the frame the walker stands while slopes are drawn around, and the last ring's radius:
with those uphill as large as it goes, and with all of them in the frame."""

PARTS = (
    "{{ (partial f) / (partial x) : w0-d }} = 2 {{ x : w0 }} = {{ 4 : w0-value }}",
    "{{ (partial f) / (partial y) : w1-d }} = 3 {{ y : w1 }}^2 = {{ 27 : w1-value }}",
    '{{ "slope" : gradient }} = {{ 4 : w0 }} u_x + {{ 27 : w1 }} u_y',
)
"""The slopes along x and along y, and of any way that goes so far along both."""

SHADOW = (
    '{{ "slope" : gradient-s }} = {{ 4 : w0 }} u_x + {{ 27 : w1 }} u_y'
    " \\ = {{ nabla f : gradient }} dot u \\ = |{{ nabla f : gradient-b }}| cos theta"
)
"""The slope in a direction u: its parts, the dot product, and the arrow's shadow."""
LEVELS = range(-4, 100, 4)
"""Heights of contours: even steps, so that they crowd where it is steep."""
ROW = 0.72
"""From the line of one number to the next, in frame units."""
STACK = (5.3, -2.45)
"""Where in the frame two climbs stand, one on top of the other."""

EXERCISE = (
    '{{ nabla f : gradient }} ({{ 1 : w0 }}, {{ -1 : w1 }}) = "?"',
    '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 3 {{ y : w1 }}^2)'
    ' = vec(delim: "[", {{ 2 : w0-value }}, {{ 3 : w1-value }})',
    "|{{ nabla f : gradient }}| = sqrt(13) = 3.61",
)
"""What is asked, the answer, and its length."""


class Gradient(Film):
    """The film on the gradient."""

    ground: Terrain
    walker: Walker
    told: VGroup
    flatter: VGroup
    feeler: Feeler
    dial: PolarPlot
    names: VGroup
    rose: Rose
    hand: ValueTracker
    unit: VGroup
    arc: AngleArc
    arrow: Arrow2D
    plot: Plot
    contours: Contours
    arrows: FieldArrows
    lengths: LengthScale
    large: Slot
    ways: Streamlines
    marks: VGroup
    climbs: Climbs
    trail: FootPath
    hiker: Walker
    feet: Underfoot
    readings_here: VGroup

    # -- chapters ------------------------------------------------------------------------------

    @chapter("Fog on a mountain", heading=False)
    def fog(self) -> None:
        """All that is known is the ground around one's feet."""
        self.ground = Terrain(MOUNTAIN, HERE, REGION, slot=FRAME, flatter=FLATTER, backdrop=True)
        self.ground.set_dials(**CLOSING, stand_y=-0.3)
        self.walker = Walker(self.ground)
        self.flatter = VGroup(
            *(
                words(line, theme().type.body, theme().muted)
                for line in ("heights are drawn", "40 times flatter")
            )
        ).arrange(DOWN, buff=0.12, aligned_edge=LEFT)
        self.flatter.move_to((GRID.left_edge, -2.7, 0), aligned_edge=LEFT)
        self.add(self.ground, self.walker, self.flatter)
        asked = words("Which way is up?", 1.6 * theme().type.title, weight="semibold")
        self.say(
            "Fog closes in on a mountain. All you have is the ground under your feet.",
            Turn(self.ground, **FOGGY, stand_y=-0.6),
            FadeIn(asked.move_to((0, 2.9, 0)), shift=0.2 * UP, rate_func=LATE),
            seconds=4 * BEAT,
        )
        self.say("Which way is up, the steepest way?", Turn(self.ground, theta=-0.9))
        self.poster()
        height = Equation(
            "f({{ x : w0-a }}, {{ y : w1-a }}) = {{ x : w0 }}^2 + {{ y : w1 }}^3",
            1.2 * theme().type.formula,
        )
        here = Equation("f({{ 2 : w0 }}, {{ 3 : w1 }}) = 4 + 27 = 31", 1.2 * theme().type.formula)
        self.told = VGroup(height, here).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        self.told.move_to((GRID.left_edge, 2.5, 0), aligned_edge=LEFT)
        self.say(
            "The height is x² + y³. You stand at x = 2, y = 3, and so 31 high.",
            *(FadeOut(asked, rate_func=EARLY), Turn(self.ground, lines=0.5)),
            FadeIn(self.told, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.closer()

    def closer(self) -> None:
        """The lens: the ground is drawn anew, ever closer, until it is its tangent plane."""
        ground = self.ground
        lens = TerrainLens(ground, (3.2, -0.1), 3.1)
        lens.set_dials(iso=0.5, sight=0.99)
        zoom = 1.1
        lens.zoom = zoom * FRAME.height / (2 * lens.radius)  # the ground as large as in the panel
        numbers = lens.told_numbers().move_to((GRID.left_edge, 2.85, 0), aligned_edge=LEFT)
        ground.add(lens.ring)
        self.add(lens)
        self.say(
            "A lens. Yellow is the plane that touches the ground here.",
            *(FadeOut(self.told, rate_func=EARLY), FadeOut(self.walker, rate_func=EARLY)),
            Turn(ground, zoom=zoom, stand_x=-3.6, stand_y=-0.5, lines=0.3),
            Turn(lens, open=1.0),
            seconds=2 * BEAT,
        )
        self.show(numbers.update(), seconds=BLINK)
        self.say("Look closer, with all three axes enlarged alike …")
        self.play(Turn(lens, closer=1.0, rate_func=rush_into), run_time=2.8 * BEAT)
        self.say("… and closer. Hardly anything is left but the plane.")
        self.play(Turn(lens, closer=2.0, rate_func=rush_from), run_time=2.8 * BEAT)
        self.poster()
        self.pause()
        self.play(
            *(Turn(lens, open=0.0, told=0.0), FadeOut(numbers, rate_func=EARLY)),
            Turn(ground, **ON_THE_PLANE),
            run_time=2 * BEAT,
        )
        self.remove(lens)
        ground.remove(lens.ring)

    @chapter("Two slopes")
    def two_slopes(self) -> None:
        """Along x and along y: two slopes fix the plane, and the climbs of any way add."""
        ground = self.ground
        self.feeler = feeler = Feeler(ground, UNIT)
        ground.add(feeler, Marker(np.zeros(3), theme().prediction, radius=0.09))
        self.dial = PolarPlot(RINGS, LARGE[1], LARGE[0])
        self.climbs = Climbs(self.dial, SLOPES, lambda: feeler.angle, STACK)
        number = self.number("-00.0", theme().gradient)
        number.follow(lambda: feeler.slope, of="slope", at=feeler)
        parts = [Equation(source, 1.15 * theme().type.formula) for source in PARTS]
        self.told = VGroup(*parts, named(number, "slope, climb per step"))
        self.told.arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        COLUMN.hold(self.told, align=LEFT + UP)
        self.say(
            "A step along x is the lesser climb: its slope is 4.",
            *(Turn(feeler, shown=1.0), FadeIn(parts[0]), FadeIn(self.told[3], rate_func=LATE)),
            FadeIn(self.climbs, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        along = self.step(0)
        self.say("Along y it is 27, nearly seven times as steep.")
        self.play(
            Turn(feeler, angle=np.pi / 2), FadeIn(parts[1], rate_func=LATE), run_time=2 * BEAT
        )
        across = self.step(1)
        name = Equation("u", 1.15 * theme().type.formula)
        name.add_updater(
            lambda label: label.move_to(ground.project(1.16 * feeler.stairs[4]) * [1, 1, 0]),
            call_updater=True,
        )
        self.say(
            "They fix the plane. Any way u goes so far along x, so far along y.",
            *(Turn(feeler, angle=0.9), FadeIn(name, rate_func=LATE)),
            seconds=2 * BEAT,
        )
        addends = self.addends()
        self.say(
            "On a plane the climbs add: blue, and orange on top of it.",
            *(FadeIn(parts[2]), FadeIn(addends)),
        )
        self.play(Turn(feeler, angle=0.45), run_time=1.4 * BEAT)
        self.play(Turn(feeler, angle=1.1), run_time=1.4 * BEAT)
        self.poster()
        self.pause(BEAT)
        self.tip_to_tail([along, across], [name, addends])

    def step(self, axis: int) -> Arrow3D:
        """Leave behind the step along one axis."""
        end = self.ground.on_plane(UNIT * np.eye(2)[axis])
        pen = Pen((theme().w0, theme().w1)[axis], 6.0, lift=0.5)
        arrow = Arrow3D(np.zeros(3), end, np.cross(end, [0.0, 0.0, 1.0]), pen)
        self.ground.add(arrow)
        return arrow

    def addends(self) -> VGroup:
        """How high both climbs are, live, beside them."""
        feeler, climbs, numbers = self.feeler, self.climbs, VGroup()
        for axis, colour in enumerate((theme().w0, theme().w1)):
            number = self.number("00.0", colour, 1.2 * theme().type.title)
            number.follow(
                partial(lambda k: float(climbs.climbs[k]), axis), of=f"climb-{axis}", at=feeler
            )
            number.add_updater(
                partial(
                    lambda each, k: each.move_to(
                        climbs.middle(k) + 0.22 * RIGHT, aligned_edge=LEFT
                    ),
                    k=axis,
                ),
                call_updater=True,
            )
            numbers.add(number)
        return numbers

    def tip_to_tail(self, steps: list[Arrow3D], leaving: list[Mobject]) -> None:
        """The two climbs lie down into the map, seen from above, as the legs of one arrow."""
        ground, dial, climbs = self.ground, self.dial, self.climbs
        vector = Equation(
            '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 3 {{ y : w1 }}^2)'
            ' = vec(delim: "[", {{ 4 : w0-value }}, {{ 27 : w1-value }})',
            1.15 * theme().type.formula,
        )
        vector.move_to((GRID.left_edge, 2.75, 0), aligned_edge=LEFT + UP)
        self.names = self.axes_of(dial)
        self.say(
            "Both slopes lie down into the map, as lengths: 4 and 27.",
            *(each.animate.set_opacity(0) for each in steps),
            *(FadeOut(each, rate_func=EARLY) for each in (*leaving, climbs.sum)),
            *(Turn(self.feeler, shown=0.0), Turn(climbs, full=1.0)),
            Turn(ground, **AS_A_DIAL, **from_above(LARGE)),
            *(FadeOut(each, rate_func=EARLY) for each in (*self.told[2:], self.flatter)),
            seconds=2 * BEAT,
        )
        ground.remove(*steps, self.feeler)
        climbs.remove(climbs.sum)
        self.bring_to_front(climbs)
        self.show(dial, self.names, Turn(climbs, laid=1.0), seconds=1.8 * BEAT)
        self.bring_to_front(climbs)
        self.arrow = Arrow2D(lambda: dial.centre, self.arrow_end, theme().gradient)
        self.arrow.shown = 0.0
        self.add(self.arrow)
        self.say(
            "Together they make one arrow. It is the gradient of f, written ∇f.",
            *(FadeOut(each, rate_func=EARLY) for each in self.told[:2]),
            *(Turn(self.arrow, shown=1.0), Write(vector, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        self.poster()
        self.pause()
        self.told = VGroup(vector)

    @chapter("Every direction")
    def directions(self) -> None:
        """The slope in any direction is the arrow's shadow on it: the slopes draw a circle."""
        dial = self.dial
        self.hand = hand = ValueTracker(STEEPEST - 0.95)
        self.unit, self.arc = self.direction(), self.angle()
        turned, slope = self.readings()
        self.say(
            "Any direction u, of length 1, here drawn longer. θ is its angle from the arrow.",
            *(FadeIn(self.unit, self.arc, turned), FadeOut(self.climbs, rate_func=EARLY)),
        )
        self.play(swept(hand, STEEPEST - 0.6), run_time=1.4 * BEAT)
        self.rose = rose = Rose(
            dial, lambda angles: slopes_felt(self.ground, angles), hand, hand.get_value()
        )
        rose.needle.set_stroke(opacity=0.35)
        shadow = Shadow(self.arrow, lambda: rose.tip(hand.get_value()))
        formula = Equation(SHADOW, 1.1 * theme().type.formula)
        formula.next_to(self.told, DOWN, buff=0.35).align_to(self.told, LEFT)
        self.told.add(formula, turned, slope)
        slope.update()
        self.say(
            "Its slope is a dot product: the arrow's shadow on u.",
            *(FadeIn(rose, shadow, slope), Write(formula)),
            seconds=1.6 * BEAT,
        )
        self.bring_to_front(self.unit)
        self.say("Turn u about: the corner of the right angle draws a circle.")
        self.play(swept(hand, STEEPEST + np.pi / 2), run_time=4.2 * BEAT)
        self.poster()
        level = self.contour_here()
        self.say("At θ = 90° the slope is 0. That way one stays level: the contour.", FadeIn(level))
        self.downhill_twin([shadow, self.arc, level])

    def downhill_twin(self, leaving: list[VMobject]) -> None:
        """The other half of the turn: slopes below 0, and back to the arrow."""
        dial, hand = self.dial, self.hand
        self.say(
            "Further on it goes down: slopes below 0 are drawn in grey.",
            *(FadeOut(each, rate_func=EARLY) for each in leaving),
            *(Turn(self.ground, **from_above(WHOLE)), stands(dial, WHOLE)),
            seconds=1.2 * BEAT,
        )
        self.play(swept(hand, STEEPEST + 1.5 * np.pi), run_time=3.6 * BEAT)
        length = Equation("|{{ nabla f : gradient }}| = 27.29", 1.15 * theme().type.formula)
        length.move_to((GRID.right_edge, 2.7, 0), aligned_edge=RIGHT)
        self.say("All the way round: the slope is greatest along the arrow.")
        self.play(swept(hand, STEEPEST + 2 * np.pi), run_time=1.6 * BEAT)
        self.play(FadeIn(length), Indicate(self.arrow, 1.0, theme().gradient), run_time=BEAT)
        self.poster()
        self.pause()
        self.told.add(length)

    @chapter("Up through the fog")
    def through_the_fog(self) -> None:
        """The hiker's answer: two slopes, the arrow, a step, and again; then turned about."""
        ground = self.ground
        step = SteepestStep(ground, 2 * SLOPE / RINGS[-1])
        ground.add(step)
        self.remove(self.arrow)
        self.say(
            "The arrow lies flat. Right above it runs the steepest climb.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.told, self.dial, self.rose)),
            *(FadeOut(each, rate_func=EARLY) for each in (self.names, self.unit)),
            Turn(ground, **{**ON_THE_PLANE, "stand_x": 0.4, "stand_y": -0.4, "phi": 1.2}),
            *(Turn(step, shown=1.0), FadeIn(self.flatter, rate_func=LATE)),
            seconds=2.6 * BEAT,
        )
        self.trail = trail = FootPath(ground, the_hike(), MARKED, theme().prediction)
        self.hiker = Walker(ground, lambda: trail.where)
        self.feet = feet = Underfoot(ground, 0.62, 0.018)
        ground.add(trail, feet)
        self.readings_here = self.feelings(trail)
        self.say(
            "Back in the fog: two slopes underfoot are enough.",
            *(Turn(ground, **IN_FOG), step.animate.set_opacity(0)),
            *(Turn(feet, plane=1.0, felt=1.0, rate_func=LATE), FadeIn(self.hiker, rate_func=LATE)),
            FadeIn(self.readings_here, rate_func=LATE),
            seconds=2.4 * BEAT,
        )
        ground.remove(step)
        trail.lead()
        self.say("They make the arrow. Go a step along it, feel again, and go on.")
        self.play(Turn(feet, told=1.0), run_time=0.8 * BEAT)
        for made in range(1, UPWARD + 1):
            self.play(Turn(trail, gone=made), run_time=1.0 if made < 3 else 0.6)
        self.poster()
        self.say(
            "Step by step it goes up. Now turn about, and against the arrow it goes down.",
            *(Turn(feet, turned=-1.0), Turn(self.hiker, facing=-1.0)),
        )
        for made in range(1, 4):
            self.play(Turn(trail, gone=UPWARD + made), run_time=0.6)
        self.play(Turn(trail, gone=UPWARD + 40, rate_func=rush_into), run_time=1.6 * BEAT)
        self.play(Turn(trail, gone=UPWARD + DOWNWARD, rate_func=sooner), run_time=2 * BEAT)
        self.say("Hardly any slope is felt. Is this the lowest place?")
        self.pause()
        self.fog_lifts()

    def fog_lifts(self) -> None:
        """Flat, and yet not the lowest place: the hiker goes one step across, and on down."""
        ground, trail = self.ground, self.trail
        ground.clear_updaters(recursive=False)
        self.say(
            "The fog lifts. It is flat, and not the lowest: one push on, the ground falls.",
            *(Turn(ground, **CLEAR), Turn(self.feet, plane=0.0, felt=0.0, told=0.0)),
            seconds=3 * BEAT,
        )
        ground.remove(self.feet)
        self.play(Turn(trail, gone=UPWARD + DOWNWARD + 1), run_time=0.8 * BEAT)
        self.play(Turn(trail, gone=len(trail.path) - 1), run_time=1.6 * BEAT)
        self.poster()
        self.pause()

    @chapter("An arrow everywhere")
    def everywhere(self) -> None:
        """From above the mountain is a map, and every place of it has its arrow."""
        self.plot = plot = map_plot()
        self.large = plot.slot
        plot.fill(smaller(plot, 8.9))
        self.contours = Contours(plot, MOUNTAIN, LEVELS)
        size = 1.2 * theme().type.formula
        asked, answer, length = (Equation(source, size) for source in EXERCISE)
        places = Slot(3.4, GRID.right_edge, -2.4, 2.6).rows(1, 1, 1)
        for formula, k in ((asked, 0), (answer, 1), (length, 2)):
            places[k].hold(formula, align=LEFT)
        spot = Dot(radius=0.11, color=theme().ink)
        spot.add_updater(lambda dot: dot.move_to(plot.at(*THERE)), call_updater=True)
        ground = self.ground
        self.say(
            "From above, with a contour every 4. Your turn: at x = 1, y = −1, which way is up?",
            *(FadeOut(each, rate_func=EARLY) for each in (self.flatter, self.readings_here)),
            FadeOut(self.hiker, rate_func=EARLY),
            Turn(ground, **FROM_ABOVE, **under(plot, ground.at)),
            Turn(ground, lines=0.0, told=0.0, face=0.8),
            seconds=2 * BEAT,
        )
        self.show(*(plot, self.contours, spot, asked, Turn(ground, iso=0.0)), seconds=0.6 * BEAT)
        hand = ValueTracker(0.0)
        needle = Arrow2D(
            lambda: plot.at(*THERE),
            lambda: plot.at(*(THERE + 1.4 * towards(hand.get_value()))),
            theme().muted,
        )
        self.play(FadeIn(needle), run_time=BLINK)
        self.play(swept(hand, 2 * np.pi), run_time=2.8 * BEAT)
        self.say(
            "2x is 2 and 3y² is 3. The length of the arrow is the steepest slope.",
            *(FadeOut(needle, rate_func=EARLY), FadeIn(answer, rate_func=LATE)),
        )
        legs = self.walk(THERE, np.asarray(MOUNTAIN.gradient(THERE)))
        self.play(Write(length), run_time=BEAT)
        self.pause()
        self.draw_field([asked, answer, length, spot, *legs])

    def draw_field(self, leaving: list[Mobject]) -> None:
        """An arrow at every place; their colours say how long they are."""
        plot = self.plot
        ground_place = self.ground.at
        self.ground.add_updater(partial(lie_under, plot=plot, place=ground_place))
        self.arrows, self.lengths = self.arrows_of(MOUNTAIN, 50.0), self.length_scale()
        self.arrows.shown = 0.0
        self.say(
            "Every place has its arrow: brightest where it is steep, and none at (0, 0).",
            *(FadeOut(each, rate_func=EARLY) for each in leaving),
            *(Resize(plot, self.large), FadeIn(self.lengths, rate_func=LATE)),
            seconds=1.2 * BEAT,
        )
        self.play(FadeIn(self.arrows), Turn(self.arrows, shown=1.0), run_time=1.6 * BEAT)
        self.pause()
        self.follow_arrows()

    def follow_arrows(self) -> None:
        """Ways up along the arrows, from places all over the map to its rim."""
        plot, paths = self.plot, ways_up()
        self.ways, self.marks = Streamlines(plot, paths), VGroup()
        self.say(
            "Follow them up: they cross every contour at a right angle.",
            FadeIn(self.ways),
        )
        self.play(
            Turn(self.ways, shown=1.0, rate_func=linear),
            self.arrows.animate.set_stroke(opacity=0.25),
            run_time=2.4 * BEAT,
        )
        for path in paths[::3]:
            for place in crossings(path, apart=1.3):
                mark, up = RightAngle(0.2, theme().ink), np.append(MOUNTAIN.gradient(place), 0.0)
                mark.stand(plot.at(*place), up, np.array([-up[1], up[0], 0.0]))
                self.marks.add(mark)
        self.play(FadeIn(self.marks), run_time=BLINK)
        self.poster()
        self.pause(1.4 * BEAT)

    def walk(self, start: np.ndarray, slopes: np.ndarray) -> list[Mobject]:
        """Draw two slopes from a place of the plot, tip to tail, then the arrow that they are."""
        plot, corner = self.plot, start + slopes * [1, 0]
        ends = ((start, corner), (corner, start + slopes), (start, start + slopes))
        colours = (theme().w0, theme().w1, theme().gradient)
        legs: list[Mobject] = []
        for (foot, tip), colour in zip(ends, colours, strict=True):
            leg = Arrow2D(partial(plot.at, *foot), partial(plot.at, *tip), colour)
            leg.shown = 0.0
            self.add(leg)
            self.play(Turn(leg, shown=1.0), run_time=0.6 * BEAT)
            legs.append(leg)
        return legs

    @chapter("Against the arrow")
    def downhill(self) -> None:
        """Machine learning goes against the arrow, in fog: a descent on the loss of a line."""
        run = line_of_hubble().run
        bowl = Terrain(
            run.objective, run.params[0], WEIGHTS, slot=FRAME, flatter=9.0, level=41, backdrop=True
        )
        bowl.set_dials(**{**IN_FOG, **BOWL_IN_FOG})
        trail = FootPath(bowl, run.params, tuple(range(FIRST + 1)), theme().loss)
        feet, ball = Underfoot(bowl, 0.62, 0.06), PathBall(bowl, trail, 0.17)
        feet.set_dials(plane=1.0, felt=1.0, turned=-1.0)
        bowl.add(trail, feet, ball)
        trail.lead()
        rule = Equation("w <- w - alpha {{ nabla g : gradient }}", 1.4 * theme().type.formula)
        rule.move_to((GRID.left_edge, 2.5, 0), aligned_edge=LEFT)
        told = self.told_of_descent(trail)
        self.pause()
        self.add(bowl)
        self.bring_to_back(bowl)
        self.say(
            "Machine learning stands in fog, too. Its height is a loss g: how badly a line fits.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.lengths, self.marks, self.ways)),
            *(FadeOut(each, rate_func=EARLY) for each in (self.arrows, self.contours, self.plot)),
            *(FadeOut(self.ground), FadeIn(bowl)),
            *(FadeIn(rule, rate_func=LATE), FadeIn(told, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        self.say(
            "Two weights w are its place. It feels two slopes, and steps downhill.",
            Turn(feet, told=1.0),
        )
        for made in range(1, FIRST + 1):
            self.play(Turn(trail, gone=made), run_time=0.6 if made < 3 else 0.4)
        self.poster()
        self.say("Each step is α = 0.02 of the arrow, 990 times over.")
        self.play(Turn(trail, gone=60, rate_func=rush_into), run_time=1.2 * BEAT)
        self.play(Turn(trail, gone=len(run.params) - 1, rate_func=sooner), run_time=2.8 * BEAT)
        bowl.clear_updaters(recursive=False)
        self.say(
            "The fog lifts. This bowl bends up all over: where it is flat, it is lowest.",
            *(Turn(bowl, **BOWL_CLEAR), Turn(ball, radius=0.6)),
            Turn(feet, plane=0.0, felt=0.0, told=0.0),
            seconds=3 * BEAT,
        )
        bowl.remove(feet)
        self.poster()
        self.say("Which way is up? Along the arrow. Learning goes the other way.")
        self.pause(2.4 * BEAT)

    def told_of_descent(self, trail: FootPath) -> VGroup:
        """How many steps the descent has made, and how long the arrow is there, live."""
        size, function = 1.25 * theme().type.title, trail.terrain.function
        made = LiveNumber(0, "0000", size=size, face="text", align="left")
        made.follow(lambda: float(int(trail.gone + 1e-6)), of="made", at=trail)
        slope = LiveNumber(0, "00.00", size=size, face="text", align="left")
        slope.set_fill(theme().gradient)
        slope.follow(
            lambda: float(np.hypot(*function.gradient(trail.where))), of="steepest", at=trail
        )
        data = words("g: a line on Hubble's 24 nebulae", theme().type.body, theme().muted)
        data.move_to((GRID.right_edge, 2.9, 0), aligned_edge=RIGHT)
        return VGroup(*rows((("steps", made), ("arrow's length", slope)), 1.5), data)

    def feelings(self, trail: FootPath) -> VGroup:
        """How high the hiker is, and how steep it is there, live."""
        size = 1.25 * theme().type.title
        height = self.number("-00.0", theme().ink, size)
        height.follow(lambda: float(MOUNTAIN.loss(trail.where)), of="height", at=trail)
        slope = self.number("00.0", theme().gradient, size)
        slope.follow(
            lambda: float(np.hypot(*MOUNTAIN.gradient(trail.where))), of="steepest", at=trail
        )
        return row((("height", height), ("arrow's length", slope)), 2.65)

    # -- the cast ------------------------------------------------------------------------------

    def axes_of(self, dial: PolarPlot) -> VGroup:
        """The names of the axes, beyond the ends of a dial."""
        size, names = 1.15 * theme().type.formula, VGroup()
        for k, (name, colour) in enumerate((("x", "w0"), ("y", "w1"))):
            label = Equation(f"{{{{ {name} : {colour} }}}}", size)
            label.add_updater(partial(at_the_end, dial=dial, axis=k), call_updater=True)
            names.add(label)
        return names

    def contour_here(self) -> Line:
        """The line through the feet along which the plane stays level."""
        reach = 0.92 * self.dial.longest
        start, end = (self.dial.at(STEEPEST + side * np.pi / 2, reach) for side in (1, -1))
        return Line(start, end, color=theme().ink, stroke_width=5)

    def unit_end(self) -> np.ndarray:
        """Where on the dial a step of one unit ends that goes where the hand points."""
        return self.dial.at(self.hand.get_value(), UNIT / 2 * self.dial.longest)

    def direction(self) -> VGroup:
        """The unit vector u and its name."""
        hand, arrow = self.hand, Arrow2D(lambda: self.dial.centre, self.unit_end, theme().ink, 5.0)
        name = Equation("u", 1.15 * theme().type.formula)

        def stand(label: Mobject) -> None:
            aside = towards(hand.get_value() - np.pi / 2)
            label.move_to(self.unit_end() + 0.34 * np.append(aside, 0.0))

        name.add_updater(stand, call_updater=True)
        return VGroup(arrow, name)

    def angle(self) -> AngleArc:
        """The angle θ from the gradient to u."""
        return AngleArc(
            lambda: self.dial.centre,
            lambda: (STEEPEST, self.hand.get_value()),
            1.0,
            Equation("theta", 1.1 * theme().type.formula),
        )

    def readings(self) -> tuple[VGroup, VGroup]:
        """The angle from the arrow and the slope as the hand stands, live."""
        hand, size = self.hand, 1.25 * theme().type.title
        turned = self.number("-000.0", theme().ink, size)
        turned.follow(lambda: off_arrow(hand.get_value()), of="theta", at=hand)
        slope = self.number("-00.0", theme().gradient, size)
        slope.follow(lambda: float(slopes_felt(self.ground, hand.get_value())), of="slope", at=hand)
        angle, climb = (
            VGroup(words(name, theme().type.heading, theme().muted), number)
            for name, number in (("θ in °", turned), ("slope", slope))
        )
        for row, y in ((angle, -1.6), (climb, -2.45)):
            row[0].move_to((GRID.left_edge, y, 0), aligned_edge=LEFT)
            row[1].move_to((GRID.left_edge + 1.15, y, 0), aligned_edge=LEFT)
        return angle, climb

    def number(self, shape: str, colour: str, size: float | None = None) -> LiveNumber:
        """A large live number."""
        size = size or 1.7 * theme().type.title
        return LiveNumber(0, shape, size=size, face="text", colour=colour, align="left")

    def arrow_end(self) -> np.ndarray:
        """Where on the dial the gradient ends."""
        return self.dial.at(STEEPEST, SLOPE)

    def arrows_of(self, function: Function, longest: float) -> FieldArrows:
        """The gradients of a function on a grid of the plot."""
        x, y = np.meshgrid(np.arange(-5.25, 5.3, 0.75), np.arange(-1.5, 3.1, 0.75))
        places = np.stack([x, y], axis=-1).reshape(-1, 2).round(9)
        slopes = np.asarray(function.gradient(places))
        return FieldArrows(self.plot, places, slopes, longest=longest, size=0.42)

    def length_scale(self) -> LengthScale:
        """What the colours of the arrows mean."""
        bar = LengthScale(50.0, (0, 10, 20, 30, 40, 50), "|∇f|", 4.0)
        bar.move_to((5.85, 0.2, 0))
        return bar


def from_above(dial: tuple[tuple[float, float], float]) -> Dials:
    """Return dials of a flat map, the walker in the middle of a dial of directions."""
    (x, y), radius = dial
    return {**FROM_ABOVE, "zoom": radius / 4, "stand_x": x, "stand_y": y}


def swept(hand: ValueTracker, angle: float) -> Animation:
    """Return the animation that turns a hand to an angle, evenly."""
    return cast(Animation, paced(hand, linear).set_value(float(angle)).build())


def off_arrow(angle: float) -> float:
    """Return by how many degrees a direction has been turned on from the gradient's, towards y."""
    return float(np.degrees(angle - STEEPEST))


def sooner(share: float) -> float:
    """Return how far steps have come that begin slowly and become ever more."""
    return float(np.expm1(3.5 * share) / np.expm1(3.5))


def the_hike() -> np.ndarray:
    """Return the places (k, 2) of the hiker: up, down to where it is flat, one step on, and down.

    All steps but that one go along the gradient, or against it, by one share of its length.
    """
    rule = GradientDescent(RATE)
    up = descend(DEPTH, HERE, rule, UPWARD).params
    down = descend(MOUNTAIN, up[-1], rule, DOWNWARD).params
    beyond = descend(MOUNTAIN, (down[-1][0], -0.4), rule, 140).params
    return np.concatenate([up, down[1:], beyond[beyond[:, 1] > REGION.low[1] + 0.05]])


def at_the_end(label: Mobject, dial: PolarPlot, axis: int) -> None:
    """Put a label over the end of an axis of a dial."""
    end = dial.at(axis * np.pi / 2, (0.94 + 0.06 * axis) * dial.longest)
    label.move_to(end + 0.33 * UP)


def stands(dial: PolarPlot, at: tuple[tuple[float, float], float]) -> Any:
    """Return the animation that brings a dial to a place and a size."""
    (x, y), radius = at
    return dial.animate.stand(np.array([x, y, 0.0]), radius)


def lie_under(ground: Mobject, plot: Plot, place: np.ndarray) -> None:
    """Bring a ground that is seen from above under the plot of its places."""
    cast(Terrain, ground).set_dials(**under(plot, place))


def under(plot: Plot, place: np.ndarray) -> Dials:
    """Return dials of a ground, seen from above at a place, that lies under the plot of both."""
    x, y, _ = plot.at(*place)
    return {"zoom": float(WholePlot(plot).scale[0]) / 2, "stand_x": x, "stand_y": y}


def ways_up() -> list[np.ndarray]:
    """Return the ways along the gradient (k, 2) from some places to the edge."""
    starts = [(x, y) for x, y in ((0.5, 1.3), (1.6, 0.9), (3.0, 0.6), (4.6, 0.4))]
    starts += [(x, -1.9) for x in (0.6, 1.8, 3.2)]
    both = [(side * x, y) for x, y in starts for side in (-1, 1)]
    ways = [streamline(MOUNTAIN.gradient, each, REGION.low, REGION.high) for each in both]
    return [
        way[np.linalg.norm(way - start, axis=1).argmin() :]
        for way, start in zip(ways, both, strict=True)
    ]


def crossings(path: np.ndarray, apart: float) -> list[np.ndarray]:
    """Return where (2,) a way up crosses contours that are drawn, so far apart at least."""
    heights = np.asarray(MOUNTAIN.loss(path))
    found: list[np.ndarray] = []
    for level in LEVELS:
        if heights[0] < level < heights[-1]:
            place = np.array([np.interp(level, heights, path[:, k]) for k in (0, 1)])
            inside = np.all(np.abs(place - [0, 1]) < [5.6, 2.7])
            if inside and all(np.linalg.norm(place - each) > apart for each in found):
                found.append(place)
    return found


def rows(told: tuple[tuple[str, LiveNumber], ...], top: float) -> VGroup:
    """Return numbers below one another at the left edge, each after its name."""
    group = VGroup()
    for k, (name, number) in enumerate(told):
        label = words(name, theme().type.heading, theme().muted)
        y = top - ROW * k
        label.move_to((GRID.left_edge, y, 0), aligned_edge=LEFT)
        number.move_to((label.get_right()[0] + 0.25, y, 0), aligned_edge=LEFT)
        group.add(VGroup(label, number))
    return group


def row(told: tuple[tuple[str, LiveNumber], ...], y: float) -> VGroup:
    """Return numbers side by side from the left edge on, each after its name."""
    group = rows(told, y)
    group[1].shift(np.array([group[0].width + 0.35, ROW, 0.0]))
    return group


def named(number: LiveNumber, name: str) -> VGroup:
    """Return a number below its name."""
    above = words(name, theme().type.heading, theme().muted)
    return VGroup(above, number.next_to(above, DOWN, buff=0.25).align_to(above, LEFT))


def map_plot() -> Plot:
    """Return both places as a plot, with one scale."""
    unit = 0.86
    (x0, y0), (x1, y1) = REGION.low, REGION.high
    plot = Plot(
        (x0, x1),
        (y0, y1),
        width=unit * (x1 - x0),
        height=unit * (y1 - y0),
        x_label="x",
        y_label="y",
        x_ticks=6,
        y_ticks=6,
    )
    return plot.shift(np.array([-0.85, 0.12, 0.0]) - plot.area.get_center())


def smaller(plot: Plot, width: float) -> Slot:
    """Return a slot at the left in which the area of a plot is so wide, and keeps its shape."""
    slot, area = plot.slot, plot.area
    height = slot.height - float(area.height) * (1 - width / float(area.width))
    right = GRID.left_edge + slot.width - float(area.width) + width
    return Slot(GRID.left_edge, right, -height / 2, height / 2)
