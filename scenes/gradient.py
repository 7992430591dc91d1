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
    Circle,
    Create,
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

from mlcore import Function, streamline, towards
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    EARLY,
    GRID,
    LATE,
    TURN,
    Arrow3D,
    Equation,
    Film,
    LiveNumber,
    Marker,
    Pen,
    Playhead,
    Plot,
    Resize,
    Slot,
    Turn,
    chapter,
    paced,
    theme,
    words,
)
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.terrain import Region, Terrain
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler, SteepestStep, Walker, slopes_felt
from scenes.stage.plane.arrows import AngleArc, Arrow2D, RightAngle, Shadow
from scenes.stage.plane.contours import Contours
from scenes.stage.plane.drawn import WholePlot
from scenes.stage.plane.field import FieldArrows, LengthScale, Streamlines
from scenes.stage.plane.polar import PolarPlot, Rose
from scenes.stage.regression.nebulae import HUBBLE, bowl_of_hubble, line_of_hubble

Dials = dict[str, Any]

MOUNTAIN = Function(lambda x, y: x**2 + y**3, lambda x, y: (2 * x, 3 * y**2))
BOWL = Function(lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y), minima=[(0, 0)])
HERE, THERE = np.array([2.0, 3.0]), np.array([1.0, 1.0])
"""Where one stands on the mountain, and in the bowl of the exercise."""
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
    "zoom": 1.05,
    "rise": 1.0,
    "sight": 2.0,
    "fog": 0.0,
    "iso": 0.3,
    "lines": 0.4,
    "told": 0.0,
    "closer": 2.0,
    "stand_x": 2.1,
    "stand_y": 0.1,
}
AS_A_DIAL: Dials = {"iso": 0.35, "sight": 2.0, "fog": 0.0, "told": 0.0, "lines": 0.0, "closer": 2.0}
CLEAR: Dials = {
    "phi": 1.0,
    "theta": -1.95,
    "zoom": 0.43,
    "rise": 1.0,
    "sight": 9.5,
    "fog": 0.0,
    "lines": 0.4,
    "told": 1.0,
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
BOWL_LEVELS = range(2, 60, 4)
"""Likewise of the bowl; the lowest goes through the place that is asked about."""

EXERCISE = (
    "f({{ x : w0-a }}, {{ y : w1-a }}) = {{ x : w0 }}^2 + {{ y : w1 }}^2",
    '{{ nabla f : gradient }} ({{ 1 : w0 }}, {{ 1 : w1 }}) = "?"',
    '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 2 {{ y : w1 }})'
    ' = vec(delim: "[", {{ 2 : w0-value }}, {{ 2 : w1-value }})',
    "|{{ nabla f : gradient }}| = sqrt(8) = 2.83",
)
"""The bowl, what is asked, the answer, and its length."""


class Gradient(Film):
    """The film on the gradient."""

    ground: Terrain
    walker: Walker
    told: VGroup
    flatter: VMobject
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
    ring: Circle
    ways: Streamlines
    marks: VGroup
    leaving: list[VMobject]

    # -- chapters ------------------------------------------------------------------------------

    @chapter("Fog on a mountain", heading=False)
    def fog(self) -> None:
        """All that is known is the ground around one's feet."""
        self.ground = Terrain(MOUNTAIN, HERE, REGION, slot=FRAME, flatter=FLATTER, backdrop=True)
        self.ground.set_dials(**CLOSING, stand_y=-0.3)
        self.walker = Walker(self.ground)
        self.flatter = words(
            "heights are drawn 40 times flatter", theme().type.small, theme().muted
        )
        self.flatter.move_to((GRID.left_edge, -2.8, 0), aligned_edge=LEFT)
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
            "A lens, and yellow: the plane that touches here. The ground bends away from it.",
            *(FadeOut(self.told, rate_func=EARLY), FadeOut(self.walker, rate_func=EARLY)),
            Turn(ground, zoom=zoom, stand_x=-3.6, stand_y=-0.5, lines=0.3),
            Turn(lens, open=1.0),
            seconds=2 * BEAT,
        )
        self.show(numbers.update(), seconds=BLINK)
        self.say("Look closer, with all three axes enlarged alike …")
        self.play(Turn(lens, closer=1.0, rate_func=rush_into), run_time=3.4 * BEAT)
        self.say("… and closer. Nothing is left but the plane.")
        self.play(Turn(lens, closer=2.0, rate_func=rush_from), run_time=3.4 * BEAT)
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
        number = self.number("-00.0", theme().gradient)
        number.follow(lambda: feeler.slope, of="slope", at=feeler)
        parts = [Equation(source, 1.15 * theme().type.formula) for source in PARTS]
        self.told = VGroup(*parts, named(number, "slope, climb per step"))
        self.told.arrange(DOWN, buff=0.42, aligned_edge=LEFT)
        COLUMN.hold(self.told, align=LEFT + UP)
        self.say(
            "Step along x alone: a gentle climb, 4 for each step across. Its slope is 4.",
            *(Turn(feeler, shown=1.0), FadeIn(parts[0]), FadeIn(self.told[3], rate_func=LATE)),
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
            "These two steps fix the plane. Any way u: so far along x, so far along y.",
            *(Turn(feeler, angle=0.9), FadeIn(name, rate_func=LATE)),
            seconds=2 * BEAT,
        )
        self.say("On a plane the climbs add: blue and orange.", FadeIn(parts[2]))
        self.play(Turn(feeler, angle=0.35), run_time=1.4 * BEAT)
        self.play(Turn(feeler, angle=1.1), run_time=1.4 * BEAT)
        self.poster()
        self.pause()
        self.tip_to_tail([along, across], name)

    def step(self, axis: int) -> Arrow3D:
        """Leave behind the step along one axis."""
        end = self.ground.on_plane(UNIT * np.eye(2)[axis])
        pen = Pen((theme().w0, theme().w1)[axis], 6.0, lift=0.5)
        arrow = Arrow3D(np.zeros(3), end, np.cross(end, [0.0, 0.0, 1.0]), pen)
        self.ground.add(arrow)
        return arrow

    def tip_to_tail(self, steps: list[Arrow3D], name: Equation) -> None:
        """Seen from above: the two slopes, drawn as lengths, become the legs of one arrow."""
        ground, told, size = self.ground, self.told, 1.15 * theme().type.formula
        vector = Equation(
            '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 3 {{ y : w1 }}^2)'
            ' = vec(delim: "[", {{ 4 : w0-value }}, {{ 27 : w1-value }})',
            size,
        )
        vector.move_to((GRID.left_edge, 2.75, 0), aligned_edge=LEFT + UP)
        self.say(
            "Seen from above, draw the slopes as lengths: 4 along x, then 27 along y.",
            *(each.animate.set_opacity(0) for each in steps),
            *(FadeOut(each, rate_func=EARLY) for each in (told, name, self.flatter)),
            *(Turn(self.feeler, shown=0.0), Turn(ground, **AS_A_DIAL, **from_above(LARGE))),
            seconds=2.6 * BEAT,
        )
        ground.remove(*steps, self.feeler)
        self.dial = dial = PolarPlot(RINGS, LARGE[1], LARGE[0])
        legs = [
            Arrow2D(lambda: dial.centre, lambda: dial.at(0.0, SLOPES[0]), theme().w0),
            Arrow2D(lambda: dial.at(0.0, SLOPES[0]), lambda: self.arrow_end(), theme().w1),
        ]
        self.arrow = Arrow2D(lambda: dial.centre, self.arrow_end, theme().gradient)
        for each in (*legs, self.arrow):
            each.shown = 0.0
        self.add(*legs)
        self.names = self.axes_of(dial)
        self.show(dial, self.names, Turn(legs[0], shown=1.0))
        self.play(Turn(legs[1], shown=1.0), run_time=BEAT)
        self.add(self.arrow)
        self.say(
            "Both slopes make one arrow. It is the gradient of f, written ∇f.",
            *(Turn(self.arrow, shown=1.0), Write(vector)),
            seconds=1.6 * BEAT,
        )
        self.poster()
        self.pause()
        self.told = VGroup(vector, *legs)

    @chapter("Every direction")
    def directions(self) -> None:
        """The slope in any direction is the arrow's shadow on it: the slopes draw a circle."""
        dial = self.dial
        self.hand = hand = ValueTracker(STEEPEST - 0.95)
        self.unit, self.arc = self.direction(), self.angle()
        turned, slope = self.readings()
        self.say(
            "Any direction u, of length 1, here drawn longer. θ is its angle from the arrow.",
            FadeIn(self.unit, self.arc, turned),
            *(FadeOut(leg, rate_func=EARLY) for leg in self.told[1:]),
        )
        self.told.remove(*self.told[1:])
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
            "Its slope is a dot product: the shadow of the arrow on u.",
            *(FadeIn(rose, shadow, slope), Write(formula)),
            seconds=1.6 * BEAT,
        )
        self.bring_to_front(self.unit)
        self.say(
            "Turn u about: the right angle's corner draws a circle; the arrow is its diameter."
        )
        self.play(swept(hand, STEEPEST + np.pi / 2), run_time=5 * BEAT)
        self.poster()
        level = self.contour_here()
        self.say("At θ = 90° the slope is 0. That way one stays level: the contour.", FadeIn(level))
        self.downhill_twin([shadow, self.arc, level])

    def downhill_twin(self, leaving: list[VMobject]) -> None:
        """The other half of the turn: slopes below 0, and back to the arrow."""
        dial, hand = self.dial, self.hand
        self.say(
            "On to where it goes down: there the slope is below 0, drawn in grey.",
            *(FadeOut(each, rate_func=EARLY) for each in leaving),
            *(Turn(self.ground, **from_above(WHOLE)), stands(dial, WHOLE)),
            seconds=1.6 * BEAT,
        )
        self.play(swept(hand, STEEPEST + 1.5 * np.pi), run_time=4 * BEAT)
        length = Equation("|{{ nabla f : gradient }}| = 27.29", 1.15 * theme().type.formula)
        length.move_to((GRID.right_edge, 2.7, 0), aligned_edge=RIGHT)
        self.say(
            "At θ = 0 the slope is greatest: the arrow, 8.4° off y, points where it is steepest."
        )
        self.play(swept(hand, STEEPEST + 2 * np.pi), run_time=2 * BEAT)
        self.play(FadeIn(length), Indicate(self.arrow, 1.0, theme().gradient), run_time=BEAT)
        self.poster()
        self.pause()
        self.told.add(length)

    @chapter("An arrow everywhere")
    def everywhere(self) -> None:
        """The fog lifts: the whole mountain, its field of arrows, and the ways up."""
        ground = self.ground
        self.flatter.move_to((GRID.left_edge, 2.75, 0), aligned_edge=LEFT)
        step = SteepestStep(ground, 2 * SLOPE / RINGS[-1])
        ground.add(step)
        self.remove(self.arrow)
        self.say(
            "The arrow lies flat, on the map: along the shadow of the steepest climb.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.told, self.dial, self.rose)),
            *(FadeOut(each, rate_func=EARLY) for each in (self.names, self.unit)),
            Turn(ground, **{**ON_THE_PLANE, "stand_x": 0.4, "stand_y": -0.4, "phi": 1.2}),
            Turn(step, shown=1.0),
            FadeIn(self.flatter, rate_func=LATE),
            seconds=TURN,
        )
        self.poster()
        self.pause(BREATH)
        self.say(
            "Now step back, and let the fog lift.",
            Turn(ground, **{**FOGGY, "closer": 0.0, "iso": 0.5, "stand_x": 0.8, "stand_y": -0.3}),
            step.animate.set_opacity(0),
            seconds=2 * BEAT,
        )
        ground.remove(step)
        self.play(Turn(ground, **CLEAR, stand_x=1.9, stand_y=1.15), run_time=3 * BEAT)
        self.say(
            "A trough that climbs to a wall. On the near side, y³ falls without end.",
            Turn(ground, theta=-1.7),
            seconds=3 * BEAT,
        )
        self.draw_field()
        self.follow_arrows()

    def draw_field(self) -> None:
        """Seen from above the mountain is a map, and every place of it has its arrow."""
        self.plot = plot = map_plot()
        self.contours = Contours(plot, MOUNTAIN, LEVELS)
        self.arrows, self.lengths = self.arrows_of(MOUNTAIN, 50.0), self.length_scale()
        self.say(
            "From above, a contour every 4: where they crowd, it is steep, and arrows are bright.",
            FadeOut(self.flatter, rate_func=EARLY),
            Turn(self.ground, **FROM_ABOVE, **under(plot, HERE)),
            Turn(self.ground, lines=0.0, told=0.0, face=0.8),
            seconds=2.4 * BEAT,
        )
        self.arrows.shown = 0.0
        self.show(
            *(plot, self.contours, self.lengths, Turn(self.ground, iso=0.0)), seconds=0.6 * BEAT
        )
        self.play(FadeIn(self.arrows), Turn(self.arrows, shown=1.0), run_time=1.6 * BEAT)
        self.ring = Circle(0.34, color=theme().ink, stroke_width=4).move_to(plot.at(0, 0))
        self.say(
            "At (0, 0) it is flat: no arrow. And yet not lowest: below, y³ falls on.",
            Create(self.ring),
        )
        self.play(Indicate(self.ring, 1.4, theme().ink), run_time=1.6 * BEAT)
        self.pause()

    def follow_arrows(self) -> None:
        """Ways up along the arrows, from the lowest ground in sight to the rim."""
        plot, paths = self.plot, ways_up()
        self.ways, self.marks = Streamlines(plot, paths), VGroup()
        self.say("Follow the arrows: they cross every contour at a right angle.", FadeIn(self.ways))
        self.play(
            Turn(self.ways, shown=1.0, rate_func=linear),
            FadeOut(self.ring),
            self.arrows.animate.set_stroke(opacity=0.25),
            run_time=3.6 * BEAT,
        )
        for path in paths[::2]:
            for place in crossings(path, apart=1.1):
                mark, up = RightAngle(0.2, theme().ink), np.append(MOUNTAIN.gradient(place), 0.0)
                mark.stand(plot.at(*place), up, np.array([-up[1], up[0], 0.0]))
                self.marks.add(mark)
        self.play(FadeIn(self.marks), run_time=BLINK)
        self.poster()
        self.pause(2.6 * BEAT)

    @chapter("Your turn")
    def your_turn(self) -> None:
        """A question with time to think, and its answer."""
        plot, mountain = self.plot, (self.contours, self.arrows, self.ways, self.ground)
        bowl = Contours(plot, BOWL, BOWL_LEVELS)
        size = 1.2 * theme().type.formula
        height, asked, answer, length = (Equation(source, size) for source in EXERCISE)
        places = Slot(3.5, GRID.right_edge, -2.6, 2.6).rows(1, 1, 1)
        for formula, k in ((height, 0), (asked, 1), (answer, 1), (length, 2)):
            places[k].hold(formula, align=LEFT)
        ground = Terrain(BOWL, THERE, REGION, slot=FRAME, flatter=FLATTER, drifts=False)
        ground.set_dials(**FROM_ABOVE, sight=9.5, fog=0.0, iso=0.0, face=0.8)
        ground.add_updater(partial(lie_under, plot=plot, place=THERE), call_updater=True)
        self.ground.add_updater(partial(lie_under, plot=plot, place=HERE))
        spot = Dot(radius=0.11, color=theme().prediction)
        spot.add_updater(lambda dot: dot.move_to(plot.at(*THERE)), call_updater=True)
        self.say(
            "Your turn. In the bowl x² + y², at (1, 1): which way is up, and how steep?",
            *(FadeOut(each, rate_func=EARLY) for each in (self.lengths, self.marks)),
            *(FadeOut(each) for each in mountain),
            *(Resize(plot, smaller(plot, 8.9)), FadeIn(ground, bowl, spot)),
            *(FadeIn(height, rate_func=LATE), FadeIn(asked, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        hand = ValueTracker(0.0)
        needle = Arrow2D(
            lambda: plot.at(*THERE),
            lambda: plot.at(*(THERE + 1.4 * towards(hand.get_value()))),
            theme().muted,
        )
        self.play(FadeIn(needle), run_time=BLINK)
        self.play(swept(hand, 2 * np.pi), run_time=4 * BEAT)
        self.say(
            "2x is 2, and 2y is 2: 45° between both axes, straight away from the middle.",
            *(FadeOut(asked, needle, rate_func=EARLY), FadeIn(answer, rate_func=LATE)),
        )
        legs = self.walk(THERE, np.asarray(BOWL.gradient(THERE)))
        arrows = self.arrows_of(BOWL, 14.0)
        self.say("Its slope there is the arrow's length: 2.83.", Write(length), FadeIn(arrows))
        self.poster()
        self.pause()
        self.ground = ground
        self.leaving = [bowl, spot, height, answer, length, *legs, arrows, plot]

    def walk(self, start: np.ndarray, slopes: np.ndarray) -> list[Arrow2D]:
        """Draw two slopes from a place of the plot, tip to tail, then the arrow that they are."""
        plot, corner = self.plot, start + slopes * [1, 0]
        ends = ((start, corner), (corner, start + slopes), (start, start + slopes))
        colours = (theme().w0, theme().w1, theme().gradient)
        legs = []
        for (foot, tip), colour in zip(ends, colours, strict=True):
            leg = Arrow2D(partial(plot.at, *foot), partial(plot.at, *tip), colour)
            leg.shown = 0.0
            self.add(leg)
            self.play(Turn(leg, shown=1.0), run_time=0.8 * BEAT)
            legs.append(leg)
        return legs

    @chapter("Against the arrow")
    def downhill(self) -> None:
        """Machine learning goes against the arrow: a descent on the loss of a line."""
        study, head = line_of_hubble(), Playhead()
        panel = bowl_of_hubble(study, head, Slot(-6.6, 2.6, GRID.caption_top, 3.2))
        marks = Landings(study.run, study.space, most=12, size=0.04)
        marks.add_updater(lambda each: each.mark(head.made))
        panel.add(marks)
        rule = Equation("w <- w - alpha {{ nabla g : gradient }}", 1.4 * theme().type.formula)
        named_parts = [
            symbol_row(each, name)
            for each, name in (
                ("w", "two weights"),
                ("alpha", f"step size, {HUBBLE.learning_rate}"),
                ("g", "their loss"),
            )
        ]
        group = VGroup(rule, *named_parts).arrange(DOWN, buff=0.4, aligned_edge=LEFT)
        Slot(2.7, GRID.right_edge, -2.4, 2.6).hold(group, align=RIGHT)
        self.say(
            "Machine learning stands in fog, too: its mountain is the loss, over its weights.",
            *(FadeOut(each, rate_func=EARLY) for each in self.leaving),
            *(FadeOut(self.ground), FadeIn(panel), FadeIn(group, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        self.say("So it goes against the arrow, step by step, a mark where each step lands,")
        for k in range(1, 9):
            self.play(head.to(k), run_time=BLINK)
        self.say("then faster, 990 steps in all, until it hardly slopes.")
        self.play(head.to(60), run_time=1.4 * BEAT)
        self.play(head.to(len(study.run.params) - 1), run_time=3 * BEAT)
        self.poster()
        self.say("Flat is not always lowest, as we saw at (0, 0). In this bowl it is.")
        self.pause(2.4 * BEAT)

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
    """Return by how many degrees a direction is off the gradient, from x towards y; ±180."""
    return float((np.degrees(angle - STEEPEST) + 180.0) % 360.0 - 180.0)


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
    """Return the ways along the gradient (k, 2) through some places, from edge to edge."""
    starts = [(x, -1.0) for x in (-5, -3, -1.2, 1.2, 3, 5)]
    starts += [(x, 1.2) for x in (-4, -2, -0.5, 0.5, 4)] + [tuple(HERE)]
    return [streamline(MOUNTAIN.gradient, each, REGION.low, REGION.high) for each in starts]


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


def symbol_row(source: str, meaning: str) -> VGroup:
    """Return a symbol and what it stands for."""
    what = words(meaning, theme().type.heading, theme().muted)
    return VGroup(Equation(source), what).arrange(RIGHT, buff=0.3)


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
