"""The gradient, on the question which way is up, for someone in fog who feels the ground only.

    manim -pqh scenes/gradient.py

The image to remember: whoever turns about and draws each slope as a length draws a circle, and the
arrow across it, from the feet to the farthest point, is the gradient.

The first place x has the colour of w0 and the second, y, that of w1, as on the floor of the other
films, where places are pairs of weights; whatever is a slope has the colour of the gradient.
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
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rush_from,
    rush_into,
)

from mlcore import Function, GradientDescent, Landscape, descend, felt_gradient, streamline
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
    LossPanel,
    LossSpace,
    Marker,
    Pen,
    Playhead,
    Plot,
    Polyline,
    Resize,
    Said,
    Slot,
    Solid,
    Turn,
    chapter,
    paced,
    theme,
    words,
)
from scenes.stage.landscape.terrain import Region, Terrain
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.landscape.walker import Feeler, Walker, slopes_felt
from scenes.stage.plane.arrows import Arrow2D, RightAngle, Shadow
from scenes.stage.plane.contours import Contours
from scenes.stage.plane.field import FieldArrows, LengthScale, Streamlines
from scenes.stage.plane.polar import PolarPlot, Rose
from scenes.stage.regression.nebulae import HUBBLE, line_of_hubble

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
LEFT_TEXT, RIGHT_TEXT = Slot(-6.6, -3.9, -1.6, 2.4), Slot(3.1, 6.6, 0.9, 3.1)
FROM_ABOVE: Dials = {"phi": 0.0, "theta": -np.pi / 2, "rise": 0.0}
FOGGY: Dials = {
    "phi": 1.15,
    "theta": -0.62,
    "zoom": 0.95,
    "sight": 3.0,
    "fog": 1.0,
    "rise": 1.0,
    "lines": 0.0,
    "told": 0.0,
}
ON_THE_PLANE: Dials = {
    "zoom": 0.98,
    "sight": 2.0,
    "fog": 0.0,
    "lines": 0.55,
    "told": 1.0,
    "closer": 2.0,
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
RINGS = (10.0, 20.0, 30.0)
DIAL, LARGE = ((0.0, -0.02), 2.84), ((0.5, -2.6), 5.0)
"""Where in the frame the walker stands while slopes are drawn around, and the last ring's radius:
with all of them in the frame, and with those uphill as large as it goes."""

ALONG = (
    (
        Said("y rests: only x² changes. Its slope is 2x, and at x = 2 that is 4."),
        "{{ (partial f) / (partial x) : gradient }} = 2 {{ x : w0 }} = 4",
    ),
    (
        Said("Now x rests, and y moves: y³ has the slope 3y², at y = 3 that is 27."),
        "{{ (partial f) / (partial y) : gradient }} = 3 {{ y : w1 }}^2 = 27",
    ),
)
"""What is said of walking along one axis alone, and the slope there."""

EXERCISE = (
    "f({{ x : w0-a }}, {{ y : w1-a }}) = {{ x : w0 }}^2 + {{ y : w1 }}^2",
    '{{ nabla f : gradient }} ({{ 1 : w0 }}, {{ 1 : w1 }}) = "?"',
    '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 2 {{ y : w1 }})'
    ' = vec(delim: "[", {{ 2 : w0-value }}, {{ 2 : w1-value }})',
    "|{{ nabla f : gradient }}| = 2.83",
)
"""The bowl, what is asked, the answer, and its length."""


class Gradient(Film):
    """The film on the gradient."""

    ground: Terrain
    walker: Walker
    told: VGroup
    dial: PolarPlot
    names: VGroup
    rose: Rose
    hand: ValueTracker
    arrow: Arrow2D
    formula: Equation
    plot: Plot
    field: list[VMobject]

    # -- chapters ------------------------------------------------------------------------------

    @chapter("Fog on a mountain", heading=False)
    def fog(self) -> None:
        """All that is known is the ground around one's feet."""
        self.ground = Terrain(MOUNTAIN, HERE, REGION, slot=FRAME, flatter=FLATTER, backdrop=True)
        self.ground.set_dials(**FOGGY, stand_y=-0.6)
        self.walker = Walker(self.ground)
        self.add(self.ground, self.walker)
        self.say(
            "Fog on a mountain. All you have is the ground under your feet.",
            Turn(self.ground, theta=-0.75),
            seconds=3 * BEAT,
        )
        asked = words("Which way is up?", 1.5 * theme().type.title, weight="semibold")
        self.say(
            "Which way is up? Not just any way up: straight up, where it is steepest.",
            FadeIn(asked.move_to((0, 2.9, 0)), shift=0.2 * UP),
            Turn(self.ground, theta=-0.9),
            seconds=3 * BEAT,
        )
        self.poster()
        height = Equation(
            "f({{ x : w0-a }}, {{ y : w1-a }}) = {{ x : w0 }}^2 + {{ y : w1 }}^3",
            1.2 * theme().type.formula,
        )
        here = Equation("f({{ 2 : w0 }}, {{ 3 : w1 }}) = 4 + 27 = 31", 1.1 * theme().type.formula)
        self.told = VGroup(height, here).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        self.told.move_to((GRID.left_edge, 2.3, 0), aligned_edge=LEFT)
        self.say(
            "You stand at x = 2, y = 3. The height there is 2² + 3³, which is 31.",
            *(FadeOut(asked, rate_func=EARLY), Turn(self.ground, lines=0.5)),
            FadeIn(self.told, rate_func=LATE),
            seconds=1.6 * BEAT,
        )

    @chapter("Ever closer")
    def closer(self) -> None:
        """The lens: the ground is drawn anew, ever closer, until it is a plane."""
        lens = TerrainLens(self.ground, (2.95, 0.0), 3.0)
        lens.set_dials(zoom=1.6, iso=0.5, sight=0.99)
        numbers = lens.told_numbers().move_to((GRID.left_edge, -1.75, 0), aligned_edge=LEFT)
        self.ground.add(lens.ring)
        self.add(lens)
        self.say(
            "A lens enlarges all three axes alike. So far the ground is bent.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.told, self.walker)),
            Turn(self.ground, stand_x=-3.2, stand_y=0.2, told=0.0),
            Turn(lens, open=1.0, told=1.0),
            FadeIn(numbers, rate_func=LATE),
            seconds=2 * BEAT,
        )
        self.say("Closer … (heights on this mountain are drawn 40 times flatter)")
        self.play(Turn(lens, closer=1.0, rate_func=rush_into), run_time=4 * BEAT)
        self.say("… and closer. Straight, parallel lines: nothing is left but a tilted plane.")
        self.play(Turn(lens, closer=2.0, rate_func=rush_from), run_time=4 * BEAT)
        self.poster()
        self.pause()
        self.play(
            *(Turn(lens, open=0.0, told=0.0), FadeOut(numbers, rate_func=EARLY)),
            Turn(self.ground, **ON_THE_PLANE, stand_x=0.3, stand_y=0.1),
            run_time=2 * BEAT,
        )
        self.remove(lens)
        self.ground.remove(lens.ring)

    @chapter("Feel all around")
    def feel(self) -> None:
        """A foot in every direction: the slopes draw a circle."""
        ground = self.ground
        feeler = Feeler(ground, 1.25)
        ground.add(feeler, Marker(np.zeros(3), theme().prediction, radius=0.09))
        number = self.number("-00.0", theme().gradient)
        number.follow(lambda: feeler.slope, of="slope", at=feeler)
        told = named(number, "slope").move_to((-5.6, 0.6, 0))
        self.say(
            "On a plane, feel with one foot. Along x: a gentle climb, slope 4.",
            *(Turn(feeler, shown=1.0), FadeIn(told), Turn(ground, theta=-1.1)),
            seconds=1.6 * BEAT,
        )
        self.say("Along y: nearly seven times as steep. And in between?")
        self.play(Turn(feeler, angle=np.pi / 2), run_time=2.4 * BEAT)
        self.say(
            "Turn about, seen from above, and draw every slope as a length.",
            *(Turn(feeler, angle=0.0, shown=0.0), FadeOut(told, rate_func=EARLY)),
            Turn(ground, **AS_A_DIAL, **from_above(DIAL)),
            seconds=TURN,
        )
        ground.remove(feeler)
        self.hand, self.dial = ValueTracker(0.0), PolarPlot(RINGS, DIAL[1], DIAL[0])
        self.rose = Rose(self.dial, lambda angles: slopes_felt(ground, angles), self.hand, 0.0)
        self.names, self.told = self.directions(), self.readings()
        self.show(self.dial, self.rose, self.names, self.told)
        self.play(swept(self.hand, np.pi / 2), run_time=2 * BEAT)
        self.say("Uphill is green. Downhill the slope is negative: grey, and as long.")
        self.play(swept(self.hand, 2 * np.pi), run_time=4.4 * BEAT)
        self.say("A circle, through your feet! Its longest slope: 8.4° off the y axis.")
        felt = felt_gradient(MOUNTAIN.loss, HERE, step=0.0001)
        best = float(np.arctan2(felt[1], felt[0]))
        for off in (0.35, -0.35, 0.0):
            self.play(self.hand.animate.set_value(2 * np.pi + best + off), run_time=1.2 * BEAT)
        self.poster()
        self.why()

    def why(self) -> None:
        """On a plane a slope is the shadow of one arrow: so the rose is a circle."""
        dial, hand = self.dial, self.hand
        self.arrow = self.arrow_on(dial)
        shadow = Shadow(self.arrow, lambda: self.rose.tip(hand.get_value()))
        formula = Equation(
            '{{ "slope" : gradient-s }} = {{ nabla f : gradient }} dot u'
            " \\ = |{{ nabla f : gradient-b }}| cos theta",
            1.1 * theme().type.formula,
        )
        RIGHT_TEXT.hold(formula, align=RIGHT + UP)
        self.say(
            "Why a circle? Because each slope is one arrow's shadow: a dot product.",
            *(*self.enlarge(), FadeIn(self.arrow, shadow, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        turn = 2 * np.pi + STEEPEST
        self.play(hand.animate.set_value(turn - 1.1), Write(formula), run_time=2.4 * BEAT)
        self.say("Its right angle runs along the circle whose diameter is the arrow.")
        self.play(hand.animate.set_value(turn + 1.1), run_time=3.6 * BEAT)
        self.say("This arrow is the gradient. It points straight up.")
        self.play(hand.animate.set_value(turn), run_time=1.6 * BEAT)
        self.poster()
        self.pause()
        self.remove(shadow)
        self.formula = formula

    def enlarge(self) -> list[Any]:
        """What brings dial and ground to where the rose is as large as it goes."""
        (x, y), radius = LARGE
        goal, times = np.array([x, y, 0.0]), radius / DIAL[1]
        middle = self.dial.centre
        parts: list[Any] = [
            each.animate.move_to(goal + times * (each.get_center() - middle)) for each in self.names
        ]
        parts.append(Turn(self.rose, downhill=0.35))
        parts += [Turn(self.ground, **from_above(LARGE)), self.dial.animate.stand(goal, radius)]
        return parts

    @chapter("Two slopes are enough")
    def two_slopes(self) -> None:
        """Along x alone, along y alone: two slopes, tip to tail, are the arrow."""
        ground = self.ground
        away = (self.rose, self.dial, self.names, self.told, self.arrow, self.formula)
        self.say(
            "Must one turn all the way round? No. Step back, and walk along x alone.",
            *(FadeOut(each, rate_func=EARLY) for each in away),
            Turn(ground, closer=0.0, iso=0.5, stand_x=1.2, stand_y=-0.5, **FOGGY),
            seconds=2.4 * BEAT,
        )
        slices, partials = [], VGroup()
        for axis, (told, source) in enumerate(ALONG):
            line, arrow = self.slice_along(axis)
            partials.add(Equation(source, 1.05 * theme().type.formula))
            partials[-1].move_to((GRID.left_edge, (2.1, 0.9)[axis], 0), aligned_edge=LEFT)
            ground.add(line, arrow)
            self.say(told, Turn(line, shown=1.0), Write(partials[-1]), seconds=2 * BEAT)
            self.play(Turn(arrow, shown=1.0), run_time=1.2 * BEAT)
            slices += [line, arrow]
        self.poster()
        self.merge(slices)
        self.told.add(partials)

    def merge(self, slices: list[Solid]) -> None:
        """The two slopes become the legs of the arrow."""
        self.dial = dial = PolarPlot(RINGS, LARGE[1], LARGE[0])
        legs = [
            Arrow2D(lambda: dial.centre, lambda: dial.at(0.0, SLOPES[0]), theme().w0),
            Arrow2D(lambda: dial.at(0.0, SLOPES[0]), lambda: self.arrow_end(dial), theme().w1),
        ]
        self.say(
            "From above, tip to tail: 4 along x, then 27 along y.",
            *(each.animate.set_opacity(0) for each in slices),
            Turn(self.ground, **AS_A_DIAL, **from_above(LARGE)),
            seconds=2.4 * BEAT,
        )
        self.ground.remove(*slices)
        for leg in legs:
            leg.shown = 0.0
        self.add(*legs)
        self.play(FadeIn(dial), Turn(legs[0], shown=1.0), run_time=BLINK)
        self.play(Turn(legs[1], shown=1.0), run_time=1.2 * BEAT)
        self.hand.set_value(0.0)
        rose = Rose(dial, lambda angles: slopes_felt(self.ground, angles), self.hand, 0.0)
        rose.set_dials(downhill=0.35)
        self.arrow = self.arrow_on(dial)
        size = 1.1 * theme().type.formula
        vector = Equation(
            '{{ nabla f : gradient }} = vec(delim: "[", 2 {{ x : w0 }}, 3 {{ y : w1 }}^2)'
            ' = vec(delim: "[", {{ 4 : w0-value }}, {{ 27 : w1-value }})',
            size,
        )
        length = Equation("|{{ nabla f : gradient }}| = 27.29", size)
        group = VGroup(vector, length).arrange(DOWN, buff=0.4, aligned_edge=RIGHT)
        RIGHT_TEXT.hold(group, align=RIGHT + UP)
        self.say(
            "The same arrow that was felt, on the same circle: two slopes are enough.",
            *(FadeIn(self.arrow), FadeIn(rose), Write(vector)),
        )
        self.play(swept(self.hand, 2 * np.pi + STEEPEST), run_time=3.4 * BEAT)
        self.say("Its length is the slope straight up; its direction, 8.427° off y.", Write(length))
        self.play(Indicate(length, 1.12, theme().ink), run_time=1.6 * BEAT)
        self.poster()
        self.pause()
        self.told = VGroup(group, dial, rose, *legs)

    @chapter("An arrow everywhere")
    def everywhere(self) -> None:
        """The fog lifts: the whole mountain, its field of arrows, and the ways straight up."""
        ground = self.ground
        self.say(
            "And now let the fog lift.",
            *(FadeOut(each, rate_func=EARLY) for each in (self.told, self.arrow)),
            Turn(ground, closer=0.0, iso=0.5, stand_x=1.2, stand_y=-0.5, **FOGGY),
            seconds=1.6 * BEAT,
        )
        self.play(Turn(ground, **CLEAR, stand_x=1.9, stand_y=1.15), run_time=3.6 * BEAT)
        self.say(
            "All of x² + y³: a trough that climbs to a wall. Every place has its arrow.",
            Turn(ground, theta=-1.65),
            seconds=3 * BEAT,
        )
        self.draw_field()
        self.follow_arrows()

    def draw_field(self) -> None:
        """Seen from above the mountain is a map, and every place of it has its arrow."""
        self.plot = plot = map_plot()
        x, y, _ = plot.at(*HERE)
        unit = float(np.linalg.norm(plot.at(1, 0) - plot.at(0, 0)))
        contours = Contours(plot, MOUNTAIN, [-4, 0, 4, *range(8, 100, 8)])
        arrows, lengths = self.arrows_of(MOUNTAIN, 50.0), self.length_scale()
        self.say(
            "From above, as a map: the arrow tells the direction, the colour how steep.",
            Turn(self.ground, **FROM_ABOVE, zoom=unit / 2, stand_x=x, stand_y=y),
            Turn(self.ground, iso=0.0, lines=0.0, told=0.0, face=0.45),
            seconds=2.4 * BEAT,
        )
        arrows.shown = 0.0
        self.show(plot, contours, lengths)
        self.play(FadeIn(arrows), Turn(arrows, shown=1.0), run_time=2 * BEAT)
        self.say("At (0, 0) it is flat: no length, so no direction. A ring.")
        ring = Circle(0.32, color=theme().ink, stroke_width=3).move_to(plot.at(0, 0))
        self.play(Create(ring), run_time=BEAT)
        self.play(FadeOut(ring), run_time=BLINK)
        self.field = [contours, arrows, lengths]

    def follow_arrows(self) -> None:
        """Ways straight up, from the lowest ground in sight to the rim."""
        plot, ways = self.plot, self.ways_up()
        self.say(
            "Follow the arrows, straight up: they cross each contour at a right angle.",
            FadeIn(ways),
        )
        self.play(
            Turn(ways, shown=1.0, rate_func=linear),
            self.field[1].animate.set_stroke(opacity=0.3),
            run_time=5 * BEAT,
        )
        mark = RightAngle(0.24, theme().ink)
        across = np.array([-SLOPES[1], SLOPES[0], 0.0])
        mark.stand(plot.at(*HERE), np.append(SLOPES, 0.0), across)
        self.play(FadeIn(mark), run_time=BLINK)
        self.poster()
        self.field += [ways, mark]

    @chapter("Your turn")
    def your_turn(self) -> None:
        """A question with time to think, its answer, and where machines use it."""
        plot = self.plot
        bowl = Contours(plot, BOWL, [0.5, 2, 4.5, 8, 12.5, 18, 24.5, 32])
        size = 1.2 * theme().type.formula
        height, asked, answer, length = (Equation(source, size) for source in EXERCISE)
        places = Slot(3.5, GRID.right_edge, -2.6, 2.6).rows(1, 1, 1)
        for formula, k in ((height, 0), (asked, 1), (answer, 1), (length, 2)):
            places[k].hold(formula, align=LEFT)
        spot = Dot(radius=0.11, color=theme().prediction)
        spot.add_updater(lambda dot: dot.move_to(plot.at(*THERE)), call_updater=True)
        self.say(
            "Your turn. In the bowl x² + y², at (1, 1): which way is up, and how steep?",
            *(FadeOut(each, rate_func=EARLY) for each in (*self.field, self.ground)),
            *(Resize(plot, smaller(plot, 8.9)), FadeIn(bowl, spot, rate_func=LATE)),
            *(FadeIn(height, rate_func=LATE), FadeIn(asked, rate_func=LATE)),
            seconds=2 * BEAT,
        )
        hand = ValueTracker(0.0)
        needle = Arrow2D(
            lambda: plot.at(*THERE),
            lambda: plot.at(*(THERE + 1.4 * towards(hand.get_value()))),
            theme().muted,
        )
        self.play(FadeIn(needle), run_time=BLINK)
        self.play(swept(hand, 2 * np.pi), run_time=5 * BEAT)
        self.say(
            "2x is 2 and 2y is 2: as far along y as along x, straight away from the middle.",
            *(FadeOut(asked, needle, rate_func=EARLY), FadeIn(answer, rate_func=LATE)),
        )
        legs = self.walk(THERE, np.asarray(BOWL.gradient(THERE)))
        arrows = self.arrows_of(BOWL, 14.0)
        self.play(Write(length), FadeIn(arrows), run_time=BEAT)
        self.poster()
        self.pause()
        self.downhill([bowl, spot, height, answer, length, *legs, arrows])

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

    def downhill(self, leaving: list[VMobject]) -> None:
        """Machine learning goes against the arrow: a descent on the loss of a line."""
        loss = line_of_hubble().objective
        run = descend(loss, HUBBLE.start, GradientDescent(HUBBLE.learning_rate), iterations=300)
        head, land = Playhead(), Landscape.around(loss, run)
        space = LossSpace.of(land, run.params[0], height=2.4)
        panel = LossPanel(land, space, slot=Slot(-6.6, 3.0, GRID.caption_top, 3.3))
        panel.add_descent(run, radius=0.22).follow(head)
        rule = Equation("w <- w - alpha {{ nabla g : gradient }}", 1.4 * theme().type.formula)
        rule.move_to((GRID.right_edge, 1.2, 0), aligned_edge=RIGHT)
        self.say(
            "Machine learning stands in fog, too: its mountain is the loss.",
            *(FadeOut(each, rate_func=EARLY) for each in (*leaving, self.plot)),
            *(FadeIn(panel, rate_func=LATE), FadeIn(rule, rate_func=LATE)),
            seconds=1.6 * BEAT,
        )
        self.say("Step by step it goes against the gradient: downhill, until the ground is flat.")
        self.play(head.to(40), run_time=3 * BEAT)
        self.play(head.to(300), run_time=3 * BEAT)
        self.pause(BREATH)

    # -- the cast ------------------------------------------------------------------------------

    def directions(self) -> VGroup:
        """The names of the axes, beyond the ends of the dial."""
        size = 1.1 * theme().type.formula
        x, y = Equation("{{ x : w0 }}", size), Equation("{{ y : w1 }}", size)
        x.move_to(self.dial.at(0.0, 32.5))
        return VGroup(x, y.move_to(self.dial.at(np.pi / 2, 28.0) + 0.3 * LEFT))

    def readings(self) -> VGroup:
        """Direction and slope as the hand stands, live."""
        hand = self.hand
        turned = self.number("-000.0", theme().ink)
        turned.follow(lambda: bearing(hand.get_value()), of="bearing", at=hand)
        slope = self.number("-00.0", theme().gradient)
        slope.follow(
            lambda: float(slopes_felt(self.ground, hand.get_value())),
            of="slope",
            at=hand,
        )
        rows = VGroup(named(turned, "degrees off y"), named(slope, "slope"))
        return VGroup(LEFT_TEXT.hold(rows.arrange(DOWN, buff=0.6, aligned_edge=LEFT), align=LEFT))

    def number(self, shape: str, colour: str) -> LiveNumber:
        """A large live number."""
        return LiveNumber(
            0, shape, size=1.7 * theme().type.title, face="text", colour=colour, align="left"
        )

    def arrow_on(self, dial: PolarPlot) -> Arrow2D:
        """The gradient on a dial."""
        return Arrow2D(lambda: dial.centre, lambda: self.arrow_end(dial), theme().gradient)

    def arrow_end(self, dial: PolarPlot) -> np.ndarray:
        """Where on a dial the gradient ends."""
        return dial.at(STEEPEST, SLOPE)

    def slice_along(self, axis: int) -> tuple[Polyline, Arrow3D]:
        """The ground along one axis alone, and the slope of it as a step of length 1."""
        places = np.tile(HERE, (61, 1))
        places[:, axis] += np.linspace(-1.8, (2.2, 1.2)[axis], 61)
        lifted = self.ground.place(places) + np.array([0.0, 0.0, 0.03])
        line = Polyline(lifted, Pen((theme().w0, theme().w1)[axis], 6.0, lift=0.3), shown=0.0)
        end = self.ground.on_plane(np.eye(2)[axis])
        pen = Pen(theme().gradient, 8.0, lift=0.5)
        arrow = Arrow3D(np.zeros(3), end, np.cross(end, [0.0, 0.0, 1.0]), pen, head=0.26)
        arrow.shown = 0.0
        return line, arrow

    def arrows_of(self, function: Function, longest: float) -> FieldArrows:
        """The gradients of a function on a grid of the plot."""
        x, y = np.meshgrid(np.arange(-5.6, 5.7, 0.8), np.arange(-1.6, 3.7, 0.8))
        places = np.stack([x, y], axis=-1).reshape(-1, 2).round(9)
        slopes = np.asarray(function.gradient(places))
        return FieldArrows(self.plot, places, slopes, longest=longest, size=0.42)

    def length_scale(self) -> LengthScale:
        """What the colours of the arrows mean."""
        bar = LengthScale(50.0, (0, 10, 20, 30, 40, 50), "|slope|", 4.0)
        bar.move_to((5.85, 0.2, 0))
        return bar

    def ways_up(self) -> Streamlines:
        """The ways straight up through some places, from edge to edge."""
        starts = [(x, -1.0) for x in (-5, -3, -1.2, 1.2, 3, 5)]
        starts += [(x, 1.2) for x in (-4, -2, -0.5, 0.5, 4)] + [tuple(HERE)]
        paths = [streamline(MOUNTAIN.gradient, each, REGION.low, REGION.high) for each in starts]
        return Streamlines(self.plot, paths)


def towards(angle: float) -> np.ndarray:
    """Return the unit vector (2,) at an angle in radians."""
    return np.array([np.cos(angle), np.sin(angle)])


def from_above(dial: tuple[tuple[float, float], float]) -> Dials:
    """Return dials of a flat map, the walker in the middle of a dial of directions."""
    (x, y), radius = dial
    return {**FROM_ABOVE, "zoom": radius / 4, "stand_x": x, "stand_y": y}


def swept(hand: ValueTracker, angle: float) -> Animation:
    """Return the animation that turns a hand to an angle, evenly."""
    return cast(Animation, paced(hand, linear).set_value(float(angle)).build())


def bearing(angle: float) -> float:
    """Return by how many degrees a direction is off the y axis, towards x; −180 to 180."""
    return float((90.0 - np.degrees(angle) + 180.0) % 360.0 - 180.0)


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
