"""Linear regression by gradient descent, on the question how fast the universe expands.

    manim -pqh scenes/linear.py

Hubble's 24 nebulae, or a table of your own by `[linear]` in `manim.cfg`.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    Indicate,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rush_from,
    rush_into,
    smooth,
    squish_rate_func,
)

from mlcore import GradientDescent, hubble, hubble_time, steps_within
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    GRID,
    TURN,
    Counter,
    Derivation,
    Dim,
    Equation,
    LiveNumber,
    Marker,
    Playhead,
    Resize,
    Rewrite,
    Slider,
    Slot,
    Step,
    SurfaceDescent,
    Turn,
    Weights,
    chapter,
    format_number,
    line_source,
    number_source,
    template,
    theme,
    words,
)
from scenes.stage.landscape.compass import Compass
from scenes.stage.landscape.landings import Landings
from scenes.stage.plane.bars import LengthBar
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.expansion import Expansion, Ruler
from scenes.stage.regression.fit import (
    FitCurve,
    LineFan,
    MeanSquare,
    Residuals,
    ResidualSquares,
    Springs,
)
from scenes.stage.regression.line_views import LineViews
from scenes.stage.regression.pulls import Pulls
from scenes.stage.regression.rates import RateColumn
from scenes.stage.regression.slopes import SlopeArrows
from scenes.stage.regression.story import Ages, Scandal, Story, Today, told_of
from scenes.stage.regression.study import LineStudy
from scenes.stage.regression.study_film import StudyFilm
from scenes.stage.regression.walk import WALK_PHI, WALK_THETA, SurfaceWalk

OWN_CHOICES = Choices(
    start=(8.0, 1.0), learning_rate=0.02, iterations=990, milestones=(60, 270, 510, 990)
)
RATES = {"just watched": 0.0, "half the limit": 0.5, "near the limit": 0.97, "above it": 1.05}
"""Learning rates of the comparison, as shares of the stable limit; 0 is the descent's own."""

AGES = Ages(
    names=(
        "the universe, by this line",
        "the Earth (G. Dalrymple, 2001)",
        "thousand million years",
    ),
    known=4.54,  # C. Patterson, 1956: 4.55 ± 0.07; G. Dalrymple, 2001: 4.54 ± 0.05
    longest=4.54,
    shape="0.00",
)
OWN_STORY = Story(
    question="How fast is the universe expanding?",
    source="Edwin Hubble's 24 nebulae, 1929",
    opening=(
        "1929: 24 nebulae. Distances: Edwin Hubble; speeds: mostly Vesto Slipher.",
        "Take this one: 0.9 megaparsecs away, at 500 km/s: a 5 on this scale.",
    ),
    example=14,
    scaled="",
    pattern=("The farther a nebula, the faster it flees. By what rule?",),
    answer=(
        "Each megaparsec adds 454 km/s, give or take 75: one standard error.",
        "At no distance: −41 km/s, give or take 83. That may well be zero.",
        "A wrong ruler: the stars he judged by were brighter, so farther, than he knew.",
    ),
    scandal=Scandal(
        rate="A straight line through them: each megaparsec adds 454 km/s.",
        backwards="Run it backwards, each at its speed on the line, as if nothing ever braked …",
        beginning="… and 2.15 thousand million years ago all were in one place, almost here.",
        known="But the Earth, as we know since the 1950s, is 4.54 thousand million years old.",
        verdict="A line through 24 dots: the universe younger than the ground you stand on.",
        asked="How does one draw such a line? And what went wrong with this one?",
        ages=AGES,
    ),
    exceptions="The farther, the faster, on the whole: five of the 24 even approach us.",
    predicting="For any distance x, a line predicts a speed: ŷ, with a little hat.",
    slope_unit="km/s per megaparsec",
    # rounded between 67.4 (Planck Collaboration 2018 VI, 2020) and 73.0 (A. Riess et al., 2022)
    today=Today(
        slope=70.0,
        gap="Today: about 70, five such errors below. ± sees scatter, never a wrong ruler.",
        ruler="For 70, this line asks for a ruler 6.5 times as long. Stretch all alike …",
        found="… and the age is 14, give or take 2.3, had nothing braked or driven them.",
        note="idealised: one factor for all",
        ages=replace(AGES, longest=14.0, shape="00.0"),
    ),
    uncertain="454 ± 75",
    level="intercept −41 ± 83 km/s",
    agreement="Loss: five digits agree; weights: two. Down here the valley is flat.",
)


ALL = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 3.5)
"""Where the plot stands before there are titles."""
MAIN, SIDE = GRID.main, GRID.beside
ROWS = (2.0, 1.5, 2.0)
"""Of the side: the formula, numbers, and the two sliders."""
LEFT_SIDE = Slot(GRID.left_edge, -1.2, GRID.caption_top, GRID.top)
"""Where the plot stands while its springs pull at the line."""
CORNER = Slot(GRID.left_edge, -1.3, -2.0, GRID.top)
"""Where the plot stands beside the landscape."""
UPPER = Slot(GRID.left_edge, -1.2, -0.1, GRID.top)
DONE, WORK = Slot(-6.6, -1.2, -1.6, -0.2), Slot(-6.6, -0.6, GRID.caption_top, -1.65)
"""Where a formula stands that is derived, and where the next one is."""
VECTOR, CHANGE = Slot(-6.6, -1.2, -2.1, -0.3), Slot(-6.6, -1.0, GRID.caption_top, -2.2)
TALL, FIRST = Slot(GRID.left_edge, -1.2, -1.4, GRID.top), Slot(-6.6, -1.0, -3.0, -1.7)
"""Where plot and rule stand beside the landscape, until there is more to be seen."""
RULE = Slot(GRID.left_edge, -1.0, -1.3, -0.2)
CURVE = Slot(GRID.left_edge, -1.2, GRID.caption_top, -1.35)
"""Where plot, formulas, rule and loss stand beside the landscape, once more is to be seen."""
NARROW = Slot(GRID.left_edge, -1.8, -1.8, GRID.top)
RATED = Slot(-1.6, GRID.right_edge, GRID.caption_top, GRID.top)
"""Where the plot and the panels of four learning rates stand."""
FLOOR = Slot(-0.8, 5.6, GRID.caption_top + 0.1, GRID.top)
"""Where the landscape stands; the rest at the right is for the numbers of its loss."""

FIRST_OUT, THEN = squish_rate_func(smooth, 0.0, 0.35), squish_rate_func(smooth, 0.4, 1.0)
"""What gives way to something in one play, and what comes in its place."""

REMARKS = (
    "Now faster. First the ball drops down the steep side,",
    "then it creeps along the valley, where the slope is gentle.",
    "Flatter ground, a smaller gradient, shorter steps.",
    "Near the bottom hardly anything moves: the line has settled.",
)
"""What is said at the descent's milestones."""
HOPS = (
    "At 1/λmax a step lands at its bottom; at twice that, as high on the far wall.",
    "Half of the limit does well. Above it, in the end every hop is larger.",
)
"""What is said of learning rates while their descents are under way."""
LEGS = (3.4, 3.4, 2.0, 2.0)
"""Seconds to each of them: the last ones creep."""


PULLED = (
    (
        "Their sum moves the line: it is, up to a factor, minus the slope along w0.",
        "The square brings down a 2. What stands in the bracket is ŷ minus y.",
    ),
    (
        "Far ones have longer levers: the torque about x = 0 is minus the slope along w1.",
        "Here the inner derivative x steps out of the bracket, as a factor.",
    ),
)
"""What is said of the pull along each weight, and of its formula."""


def derivation(k: int) -> tuple[str, str, str]:
    """Return the loss, its derivative by weight ``k``, and the same tidied up."""
    total, two = "{{ sum_(n=1)^N : sum }}", "{{ 2 : two }}"
    terms = (
        "( {{ w_1 : w1-a }} {{ x_n : data-x }} {{ + : plus }} {{ w_0 : w0-a }}"
        " {{ - : minus }} {{ y_n : data-y }} )"
    )
    slope = f"(partial {{{{ g : loss }}}}) / (partial {{{{ w_{k} : w{k} }}}}) = {two}/N {total}"
    inner = (" {{ 1 : data-inner }}", " {{ x_n : data-inner }}")[k]
    brief = "( {{ hat(y)_n : prediction }} {{ - : minus }} {{ y_n : data-y }} )"
    return (
        f"{{{{ g : loss }}}} = 1/N {total} {terms}^{two}",
        f"{slope} {terms} dot {inner}",
        f"{slope} {brief}{inner if k else ''}",
    )


class Linear(StudyFilm):
    """The film on linear regression."""

    study: LineStudy
    plot: DataPlot
    line: FitCurve
    weights: Weights
    residuals: Residuals
    sliders: list[Slider]
    square: MeanSquare
    value: Equation
    walk: SurfaceWalk
    lowest: Marker
    slopes: SlopeArrows
    formulas: list[Equation]
    ball: SurfaceDescent
    lines: VGroup
    rated: list[Mobject]

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = LineStudy.read(self.settings, hubble, OWN_CHOICES, "velocity (100 km/s)")
        self.story = told_of(self.study) if self.settings.data else OWN_STORY

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """The points, the line through them, and what that line says."""
        # as narrow as it will ever be, so that its numbers never meet
        low, high = float(self.study.data.y.min()), float(self.study.data.y.max())
        rim = 0.12 * (high - low)
        self.plot = DataPlot(
            self.study.data,
            width=4.0,
            height=2.0,
            dot_radius=0.095,
            y_range=(low - rim, high + rim),
        )
        self.plot.fill(ALL)
        first = self.study.minimum if self.story.scandal else self.study.tilted(0.5)
        self.line = FitCurve(self.plot, self.study.objective.predict, first)
        if self.story.scandal:
            self.line.z_index = -1
            self.meet_at_once(self.story.opening[0])
            self.scandal(self.story.scandal)
        else:
            self.line.add_updater(lambda fit: fit.set_weights(fit.w))
            note = self.meet_data(self.plot)
            for sentence in filter(None, (self.story.scaled, *self.story.pattern)):
                self.say(sentence)
            self.play(Create(self.line), run_time=2 * BEAT)
            self.poster()
            self.say("A straight line should tell. But which one, and how would we find it?")
            self.pause()
            if note is not None:
                self.dismiss(note)

    def meet_at_once(self, caption: str) -> None:
        """All the points, wide, within a moment."""
        dots = self.plot.dots
        self.plot.remove(dots)
        rain = LaggedStart(*(GrowFromCenter(dot) for dot in dots), lag_ratio=0.15)
        self.say(caption, FadeIn(self.plot, run_time=2 * BLINK), rain, seconds=3.2 * BEAT)
        self.remove(*dots)
        self.add(self.plot.add(dots))

    def scandal(self, told: Scandal) -> None:
        """The line, run backwards, against what is known to be older."""
        study, minimum = self.study, self.study.minimum
        rate = words(
            format_number(study.raw_weights(minimum)[1], 3),
            theme().type.title * 1.8,
            theme().w1,
            "semibold",
        )
        unit = words(self.story.slope_unit, theme().type.heading, theme().muted)
        sign = VGroup(rate, unit).arrange(DOWN, buff=0.2)
        sign.move_to(self.plot.area.get_corner(DOWN + RIGHT) + 2.6 * LEFT + 2.0 * UP)
        self.say(told.rate, Create(self.line), FadeIn(sign, shift=0.2 * UP), seconds=2.8 * BEAT)
        self.pause()
        expansion = Expansion(study, self.plot, self.line)
        gone, older = ValueTracker(0.0), ValueTracker(0.0)
        bars = self.ages(expansion.age, gone, older, told.ages)
        self.say(
            told.backwards, Resize(self.plot, MAIN), FadeOut(sign), FadeIn(bars[0]), seconds=1.4
        )
        for share, pace in ((0.5, rush_into), (1.0, rush_from)):
            back = [each.animate.set_value(share) for each in (expansion.past, gone)]
            self.play(*back, rate_func=pace, run_time=3 * BEAT)
            if share < 1:
                self.say(told.beginning)
        self.say(told.known, FadeIn(bars[1], run_time=BLINK))
        self.play(older.animate.set_value(1.0), run_time=3 * BEAT)
        self.poster()
        self.say(told.verdict)
        self.play(expansion.past.animate.set_value(0.0), run_time=4 * BEAT)
        self.plot.dots.clear_updaters()
        self.weights = Weights(minimum)
        self.follow_weights()
        self.say(told.asked, FadeOut(bars))
        self.tilt(0.3, 1.6, 0.5)
        self.pause()

    def tilt(self, *shares: float) -> None:
        """Tilt the line about the middle of the data, to shares of the best slope."""
        for share in shares:
            self.play(self.weights.animate.set_weights(self.study.tilted(share)), run_time=BEAT)

    def ages(
        self,
        age: float,
        ours: ValueTracker | Ruler,
        theirs: ValueTracker,
        told: Ages,
        levels: tuple[float, float] = (1.0, -1.1),
    ) -> VGroup:
        """Two bars to one scale: so many times the age of the line, and the age that is known."""
        colours, (name, other, unit) = theme(), told.names
        scale = (SIDE.width - 2.0) / told.longest
        past = LengthBar(
            name,
            lambda: age * float(ours.get_value()),
            scale=scale,
            colour=colours.prediction,
            of="age",
            at=ours,
            shape=told.shape,
            width=SIDE.width,
        ).begin_at(SIDE.left, levels[0])
        known = LengthBar(
            other,
            lambda: told.known * float(theirs.get_value()),
            scale=scale,
            colour=colours.ink,
            of="known-age",
            at=theirs,
            width=SIDE.width,
        ).begin_at(SIDE.left, levels[1])
        below = words(unit, colours.type.body, colours.muted)
        below.move_to((SIDE.left, levels[0] - 0.7, 0), aligned_edge=LEFT)
        return VGroup(VGroup(past, below), known)

    @chapter("A line has two knobs")
    def two_knobs(self) -> None:
        """The two weights turn the line, and the formula with it."""
        knobs = self.weights = Weights(self.study.tilted(0.5))
        self.follow_weights()
        top, middle, low_row = SIDE.rows(*ROWS)
        size = theme().type.formula * 1.5
        formula = top.hold(
            Equation(
                "{{ hat(y) : prediction }} = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}", size
            )
        )
        numbers = middle.hold(self.line_in_numbers(knobs))
        low, high = self.knob_range()
        self.sliders = self.make_sliders(low_row)
        self.say(self.story.predicting, Resize(self.plot, MAIN), Write(formula), seconds=4 * BEAT)
        if self.story.exceptions:
            below = [dot for dot, y in zip(self.plot.dots, self.plot.sample.y) if y < 0]  # noqa: B905
            self.say(self.story.exceptions)
            marks = [Indicate(dot, scale_factor=2.2, color=theme().data) for dot in below]
            self.play(LaggedStart(*marks, lag_ratio=0.5), run_time=3.6 * BEAT)
        self.say(
            "Two numbers decide which line it is. We call them weights.",
            *(numbers, *self.sliders),
            seconds=2 * BEAT,
        )
        self.say("Turn w1, and the line tilts: it is the slope.")
        self.play(Indicate(formula.part("w1"), color=theme().w1), run_time=BEAT)
        home = self.study.tilted(0.5)
        for w1 in (high[1], low[1], home[1]):
            self.play(knobs.animate.turn(w1=float(w1)), run_time=1.2 * BEAT)
        self.say("Turn w0, and the line moves up and down: it is the value at x = 0.")
        self.play(Indicate(formula.part("w0"), color=theme().w0), run_time=BEAT)
        for w0 in (high[0], low[0], home[0]):
            self.play(knobs.animate.turn(w0=float(w0)), run_time=1.2 * BEAT)
        self.poster()
        self.say("Every pair of weights is a line. Which one would you choose?")
        self.play(knobs.animate.set_weights(self.study.tilted(0.35)), run_time=2 * BEAT)
        self.pause()
        self.dismiss(formula, numbers)

    @chapter("How wrong is a line?")
    def how_wrong(self) -> None:
        """Residuals, their squares, and the one square of their mean: the loss."""
        knobs, plot = self.weights, self.plot
        self.residuals = Residuals(plot, self.line, width=4.0)
        self.residuals.add_updater(lambda strokes: strokes.follow())
        squares = ResidualSquares(plot, self.line)
        squares.add_updater(lambda group: group.follow())
        upper, middle, _ = SIDE.rows(*ROWS)
        error = "( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2"
        derivation = Derivation(
            upper,
            Step("{{ hat(y)_n : prediction }} - {{ y_n : data }}", "error"),
            Step(error, "squared error"),
            Step(f"1/N sum_(n=1)^N {error}", "mean squared error"),
            Step(f"{{{{ g : loss }}}} = 1/N sum_(n=1)^N {error}", "the loss"),
            size=theme().type.formula * 1.2,
        )
        self.say("For each point, measure the miss: prediction minus truth, the error.")
        self.play(Create(self.residuals), derivation.entrance(), run_time=4 * BEAT)
        self.pause()
        self.say("Square it. Misses above and below then count alike, and big ones count more.")
        self.play(derivation.next(), run_time=1.2 * BEAT)
        self.play(FadeIn(squares, lag_ratio=0.1), run_time=3 * BEAT)
        self.pause()
        corner = np.array([middle.left + 0.3, middle.bottom, 0.0])
        self.square = MeanSquare(plot, self.loss_now, corner)
        self.say("Let all squares flow together into one, as large as they are on average.")
        self.flow_together(squares, derivation)
        self.value = Equation(
            f"{{{{ g : loss }}}} = {{{{ {self.study.loss_shape} : loss-now }}}}",
            size=theme().type.formula * 1.4,
        ).move_to((middle.right, middle.bottom + 0.7, 0), aligned_edge=RIGHT)
        self.value.live("loss-now", self.loss_now, align="left", at=knobs)
        self.say(
            "The data stay as they are: the loss g, the area, depends on the line alone.",
            *(derivation.next(), self.value),
            seconds=2.4 * BEAT,
        )
        self.pause()
        self.say("A worse line, a larger square. A better line, a smaller one.")
        for share in (-0.25, 0.8):
            self.play(knobs.animate.set_weights(self.study.tilted(share)), run_time=1.8 * BEAT)
        self.poster()
        self.play(knobs.animate.set_weights(self.halfway()), run_time=1.6 * BEAT)
        self.dismiss(*derivation.parts, self.value)

    def flow_together(self, squares: ResidualSquares, derivation: Derivation) -> None:
        """The squares of the errors become the one square of their mean."""
        squares.clear_updaters()
        flows = [
            ReplacementTransform(square, self.square.copy().set_fill(opacity=0.1))
            for square in squares
        ]
        self.play(LaggedStart(*flows, lag_ratio=0.04), derivation.next(), run_time=3 * BEAT)
        self.remove(squares, *(flow.target_mobject for flow in flows), *squares)
        self.square.add_updater(lambda square: square.follow())
        self.add(self.square)

    @chapter("The landscape of all lines")
    def all_lines(self) -> None:
        """Two slices, each traced by the swaying line; then the whole surface."""
        self.lie_and_stand()
        panel = self.walk.panel
        self.say("Keep w0 still, let w1 sway, and watch the loss of every line.")
        self.sweep(1)
        self.say(
            "Now keep w1 still and let w0 sway. We turn by a quarter.",
            Turn(panel, theta=0.0),
            Dim(panel.axes.labels[0], 1),
            Dim(panel.axes.labels[1], 0),
            seconds=TURN,
        )
        self.sweep(0)
        self.say(
            "Two parabolas. Each is one cut through something larger.",
            Turn(panel, theta=WALK_THETA, phi=WALK_PHI, **self.walk.home),
            Turn(panel.surface, grid=0.7),
            Dim(panel.axes.labels[2], 1),
            panel.floor.animate.set_opacity(1),
            Dim(panel.axes.labels[1], 1),
            seconds=TURN,
        )
        self.grow_surface()
        self.read_off()

    def lie_and_stand(self) -> None:
        """The sliders become the floor's axes, the mean square the height."""
        self.walk = walk = SurfaceWalk(self.study, self.weights, FLOOR)
        panel = walk.panel
        self.say(
            "Lay the two sliders down: they are the axes of a floor.",
            Resize(self.plot, CORNER),
            FadeIn(self.value.move_to((CORNER.centre[0], -2.55, 0)), rate_func=THEN),
            FadeIn(panel),
            *(walk.lie_down(slider, k) for slider, k in zip(self.sliders, (1, 0), strict=True)),
            seconds=TURN,
        )
        self.remove(*self.sliders)
        panel.add(*walk.knobs)
        self.square.clear_updaters()
        self.say("Pour the loss into a strip: its area becomes a height.")
        self.play(walk.pour(self.square), run_time=2.2 * BEAT)
        self.play(walk.stand_up(self.square), run_time=1.4 * BEAT)
        self.remove(self.square)
        panel.add(walk.column, walk.spot)
        self.pause()

    def sweep(self, k: int) -> None:
        """Let one weight sway over its whole window, and trace the loss."""
        walk, home = self.walk, self.weights.w[k]
        self.play(walk.sway(k, walk.slices[k].low), run_time=BEAT)
        self.play(*walk.trace(k), run_time=3.2 * BEAT)
        self.play(walk.sway(k, home), run_time=BEAT)

    def grow_surface(self) -> None:
        """Points rain onto the floor, each a line; their columns close to the surface."""
        walk, surface = self.walk, self.walk.panel.surface
        fan = LineFan(self.plot, self.study.predict, walk.sprinkle.weights)
        fan.add_updater(lambda lines: lines.draw(walk.sprinkle.shown))
        walk.panel.add(walk.sprinkle)
        self.add(fan)
        self.say("Every point of this floor is a line. Here are thirty of them.")
        self.play(Turn(walk.sprinkle, shown=1.0, rate_func=linear), run_time=4 * BEAT)
        self.say("Above each stands its loss. So it does above all points between.")
        self.play(Turn(walk.sprinkle, rise=1.0), Turn(surface, rise=1.0), run_time=3 * BEAT)
        self.poster()
        self.pause()
        self.say(
            "The columns close to a valley: the loss of all lines at once.",
            Turn(surface, face=1.0, iso=0.34, grid=0.13, rim=0.7),
            seconds=2 * BEAT,
        )
        self.play(FadeOut(fan), walk.sprinkle.animate.set_opacity(0), run_time=BEAT)
        self.remove(fan)
        walk.panel.remove(walk.sprinkle)

    def read_off(self) -> None:
        """Tie weights, surface and loss axis by dashed lines, and walk about."""
        walk, goal = self.walk, self.study.minimum
        across, reading = walk.ties()
        self.say("Two weights on the floor, up to the surface, over to the axis: the loss.")
        self.play(Dim(across, 1), FadeIn(reading), run_time=BEAT)
        self.say("Walk on the surface, and the line follows. Downhill, it fits better.")
        self.play(self.weights.animate.set_weights(goal), run_time=3.4 * BEAT)
        lowest = self.study.space.on_surface(self.study.objective, goal)
        self.lowest = Marker(lowest, theme().minimum, radius=0.08)
        walk.panel.add(self.lowest)
        self.say("There is only one lowest point: the best line. How does one walk there?")
        self.pause(BREATH)
        self.play(Dim(across, 0), FadeOut(reading), run_time=BLINK)
        walk.panel.remove(across, *walk.slices)

    @chapter("Downhill")
    def downhill(self) -> None:
        """Every miss pulls at the line: the two slopes of the surface, and the gradient."""
        panel, study = self.walk.panel, self.study
        self.dismiss(self.value)
        self.say(
            "Begin with a bad line. Every miss pulls at it, like a spring.",
            Resize(self.plot, LEFT_SIDE),
            self.weights.animate.set_weights(study.run.params[0]),
            seconds=TURN,
        )
        springs = Springs(self.plot, self.line, width=3.0)
        springs.add_updater(lambda coils: coils.follow())
        self.play(FadeOut(self.residuals), FadeIn(springs), run_time=BEAT)
        self.slopes = SlopeArrows(study, panel)
        pulls = Pulls(study, self.plot, self.line)
        for k, (told, _) in enumerate(PULLED):
            self.say(told, FadeIn(pulls[k]), Turn(self.slopes.partials[k], shown=1.0))
            self.tug(f"w{k}")
        self.pause()
        self.play(Resize(self.plot, UPPER), run_time=BEAT)
        for k, (_, derived) in enumerate(PULLED):
            self.derive(k, derived)
        self.look_closely()
        self.steepest_way()
        self.play(FadeOut(pulls, springs), FadeIn(self.residuals), run_time=BLINK)

    def look_closely(self) -> None:
        """Zoom in on the spot until the surface is a plane, and look at it from above."""
        panel, study = self.walk.panel, self.study
        panel.aim(study.run.params[0], study.flat_reach)
        self.say(
            "Which way is steepest? Look closely, ever closer (heights drawn flatter).",
            *(Dim(self.lowest, 0), Turn(panel.surface, grid=0.0)),
        )
        self.play(Turn(panel, near=1.0), run_time=7.6 * BEAT)
        self.say(
            "Straight, parallel contours: here the surface is nearly a plane.",
            Turn(panel, **panel.from_above(phi=0.24, theta=-1.45)),
            seconds=TURN,
        )

    def steepest_way(self) -> None:
        """Of all steps of one length, the one square to the contours changes the loss most."""
        panel, study, slopes = self.walk.panel, self.study, self.slopes
        home = dict(phi=WALK_PHI, theta=WALK_THETA, **self.walk.home)
        vector = VECTOR.hold(self.gradient_in_numbers())
        self.say(
            "Together the two slopes make one arrow: the gradient.",
            *(FadeOut(*self.formulas, rate_func=FIRST_OUT), FadeIn(vector, rate_func=THEN)),
            *(*slopes.merge(), Dim(slopes.name, 1)),
            seconds=2 * BEAT,
        )
        compass = Compass(panel, study.objective, study.run.params[0], 0.7 * study.flat_reach)
        panel.add(compass, slopes.gradient)  # which is painted over the step
        number = CHANGE.hold(self.change_of(compass))
        self.say(
            "It is square to the contour. Along that, a step changes nothing.",
            *(Turn(compass, contour=1.0, step=1.0, ring=1.0), FadeIn(number)),
        )
        for angle in (compass.steepest, compass.steepest - np.pi / 2):
            if angle == compass.steepest:
                self.pause()
                self.say("Of steps as long, the one straight across climbs most: it is steepest.")
            self.play(Turn(compass, angle=angle), run_time=2.4 * BEAT)
            self.poster() if angle == compass.steepest else None
        self.say("The steepest way down is against the gradient: that is where the springs pull.")
        self.play(
            Turn(compass, angle=compass.steepest - np.pi, step=0.35),
            Turn(slopes.gradient, shown=-0.8),
            *(Dim(slopes.name, 0, rate_func=FIRST_OUT), Dim(slopes.down, 1, rate_func=THEN)),
            run_time=2.4 * BEAT,
        )
        self.play(
            *(Turn(panel, near=0.0, **home), Dim(slopes.down, 0, rate_func=FIRST_OUT)),
            *(Turn(compass, step=0.0, ring=0.0, contour=0.0), FadeOut(vector), FadeOut(number)),
            run_time=TURN,
        )
        panel.remove(compass)
        self.play(Turn(panel.surface, grid=0.13), Dim(self.lowest, 1), run_time=BLINK)

    def tug(self, name: str) -> None:
        """Let one weight give way to the pull a little, and come back."""
        k = int(name[1])
        here = self.weights.w[k]
        there = here - 0.12 * (here - self.study.minimum[k])
        for value in (there, here):
            self.play(self.weights.animate.turn(**{name: float(value)}), run_time=0.8 * BEAT)

    def derive(self, k: int, told: str) -> None:
        """From the loss to its slope along one weight: each symbol moves to where it belongs."""
        size = theme().type.formula * 1.1
        stages = [
            WORK.hold(Equation(each, size, width=WORK.width), align=LEFT) for each in derivation(k)
        ]
        before = [each.animate.move_to(DONE.centre) for each in self.formulas] if k else []
        self.play(*before, Write(stages[0]), run_time=BEAT)
        self.say(told)
        out = {"two": ["two"], **({"data-inner": ["data-x"]} if k else {})}
        self.play(Rewrite(stages[0], stages[1], origins=out), run_time=1.6 * BEAT)
        fold = {"prediction": ["w1-a", "data-x", "plus", "w0-a"]}
        self.play(Rewrite(stages[1], stages[2], origins=fold), run_time=1.6 * BEAT)
        self.formulas = [*(self.formulas if k else []), stages[2]]

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, line, loss curve and rule move together, driven by one playhead."""
        views, walk, run = LineViews(self.study, FIRST, CURVE), self.walk, self.study.run
        self.line.clear_updaters()
        self.line.add_updater(lambda fit: fit.set_weights(run.at(views.iteration).w))
        for knob in walk.knobs:
            knob.weights = lambda: run.at(views.iteration).w
        walk.panel.remove(walk.spot, walk.column, self.lowest)
        ball = walk.panel.add_descent(run, radius=0.2).follow(views.head)
        landings = Landings(run, self.study.space)
        landings.add_updater(lambda marks: marks.mark(views.head.made))
        walk.panel.add(landings)
        self.say(
            "Take a small step against the gradient, and look again. That is the whole rule.",
            *(Write(views.rule), Resize(self.plot, TALL)),
            Turn(self.slopes.gradient, shown=0.0),
            seconds=2 * BEAT,
        )
        self.pause()
        rate = format_number(self.study.learning_rate)
        self.say(f"α, the learning rate, says how small a step: here {rate}.")
        self.play(Rewrite(views.rule, views.numbers), FadeIn(views.counter), run_time=BEAT)
        self.first_steps(
            views.head,
            "Both weights step at once, each from the old values.",
            "The ball rolls for our eyes. The method steps: a mark where each step lands.",
        )
        self.say("The loss, step by step. Its scale grows with the iterations.")
        views.loss.update()
        self.play(
            *(Resize(self.plot, UPPER), views.numbers.animate.move_to(RULE.centre)),
            *(
                FadeIn(each, rate_func=THEN)
                for each in (views.curve, views.curve.trace, views.loss)
            ),
            run_time=2 * BEAT,
        )
        self.hold_at_milestones(views.head, REMARKS, "line", LEGS)
        self.poster()
        self.dismiss(views.numbers, views.curve, views.curve.trace, views.loss, views.counter)
        self.weights.set_weights(run.params[-1])
        self.follow_weights()
        walk.panel.remove(landings)
        self.ball = ball

    @chapter("Too timid, too bold")
    def timid_and_bold(self) -> None:
        """Four learning rates side by side, and the limit between them."""
        study, head, panel = self.study, Playhead(), self.walk.panel
        good = GradientDescent(RATES["half the limit"] * study.limit)
        away = np.linalg.norm(study.run.params[[0, -1]] - study.minimum, axis=1)
        goal = float(max(away[1], 1e-9 * away[0]))  # nearer is rounding
        enough = steps_within(study.objective, study.run.params[0], good, goal) or 0
        steps = int(np.clip(enough, 24, 300))
        columns = self.columns(head, steps)
        counter = Counter(head.get_value, steps)
        self.lines = VGroup(*(self.line_of(column) for column in columns))
        small, late = columns[0].panel, squish_rate_func(smooth, 0.5, 1.0)
        for column in columns:
            column.panel.set_dials(sway=panel.sway)
        look = {name: getattr(small, name) for name in ("zoom", "look_x", "look_y", "look_z")}
        self.say(
            "How long should a step be? Four learning rates, from one start.",
            *(Resize(panel, small.slot), Turn(panel, **look), *self.bare()),
            *(Dim(part, 0) for part in self.ball.submobjects),
            *(Resize(self.plot, NARROW), FadeOut(self.residuals)),
            *(FadeOut(self.line), FadeIn(self.lines)),
            *(FadeIn(each, rate_func=late) for each in (*columns[0].told, *columns[1:])),
            seconds=2 * BEAT,
        )
        panel.remove(self.ball)
        small.set_dials(sway=panel.sway)
        self.play(*map(FadeIn, (small, counter)), run_time=BLINK)
        self.remove(panel)
        self.add(columns[0])
        bound = Equation(
            f"alpha < 2 / lambda_max = 2 / {number_source(2 / study.limit, 3)}"
            f" = {number_source(study.limit, 3)}",
            *(theme().type.formula, NARROW.width),
        ).move_to((NARROW.centre[0], -2.4, 0))
        self.say(
            "Their limit: two over λmax, the curvature of the most curved slice.", Write(bound)
        )
        gone = [column for column in columns if column.left]
        paces, told = {2: 3.0, 6: 3.0, 18: 3.2, steps: 3.2}, dict(zip((6, 18), HOPS, strict=True))
        for until in sorted({*paces, *(len(column.run) for column in gone)}):
            if until in told:
                self.say(told[until])
            self.play(head.to(until), run_time=paces.get(until, 1.0) * BEAT)
            self.see_off([column for column in gone if len(column.run) == until])
        self.poster()
        share = format_number(100 * study.learning_rate / study.limit, 2)
        self.say(
            f"At {share} % of the limit: {len(study.run):,} steps for what half of it"
            f" did in {enough:,}."
        )
        self.pause()
        self.rated = [*columns, counter, bound, self.lines]

    def see_off(self, gone: list[RateColumn]) -> None:
        """Let balls that have left their windows fly off, and their lines go with them."""
        for column in gone:
            line = next(each for each in self.lines if each.at == (column.run, column.head))
            self.play(*column.leave(), line.animate.set_stroke(opacity=0), run_time=BEAT)

    def bare(self) -> list[Dim]:
        """Animations that leave the surface alone in its panel."""
        panel = self.walk.panel
        around = (panel.floor, panel.axes, panel.axes.labels, *self.walk.knobs)
        return [Dim(each, 0) for each in around]

    def columns(self, head: Playhead, steps: int) -> list[RateColumn]:
        """A panel for each learning rate, all from the descent's own start."""
        study = self.study
        slots = [slot for row in RATED.rows(1, 1) for slot in row.columns(1, 1)]
        return [
            RateColumn(
                study,
                name,
                share * study.limit or study.learning_rate,
                steps,
                head,
                slot,
                study.run.params[0],
            )
            for (name, share), slot in zip(RATES.items(), slots, strict=True)
        ]

    def line_of(self, column: RateColumn) -> FitCurve:
        """The line of a descent at its own learning rate."""
        line = FitCurve(self.plot, self.study.objective.predict, column.run.params[0], width=3.5)
        line.add_updater(lambda fit: fit.set_weights(column.run.at(column.iteration).w))
        line.at = (column.run, column.head)
        return line

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; what it means, and what it does not."""
        study, exact = self.study, self.study.minimum
        upper, lower = SIDE.rows(1.1, 1)
        table = upper.hold(Comparison(study, theme().type.heading * 1.3))
        self.weights.set_weights(study.run.params[-1])
        self.follow_weights()
        self.say(
            "Both slopes zero, all pulls in balance: two equations, solved exactly. Compare.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in self.rated),
            *(FadeIn(self.line, rate_func=FIRST_OUT), Resize(self.plot, MAIN, rate_func=THEN)),
            seconds=2 * BEAT,
        )
        self.show(table)
        self.play(self.weights.animate.set_weights(exact), run_time=2 * BEAT)
        if self.story.agreement:
            self.say(self.story.agreement)
            for row in (table.rows[2], *table.rows[:2]):
                self.play(Indicate(row, scale_factor=1.12, color=theme().ink), run_time=1.4 * BEAT)
        slope = study.raw_weights(exact)[1]
        big = words(
            self.story.uncertain or format_number(slope, 3),
            theme().type.title * 1.8,
            theme().w1,
            "semibold",
        )
        unit = words(self.story.slope_unit, theme().type.heading, theme().muted, width=SIDE.width)
        in_raw = self.level(study.raw_weights(exact))
        result = lower.hold(VGroup(big, unit, in_raw).arrange(DOWN, buff=0.3))
        first, *others, last = self.story.answer
        self.say(first, FadeIn(result, shift=0.2 * UP))
        doubt = self.doubt()
        self.tilt(1 + doubt, 1 - doubt, 1.0)
        for sentence in others:
            self.say(sentence)
            self.tilt(1 - doubt, 1 + doubt, 1.0)
            self.pause()
        if self.story.today:
            self.new_ruler(table, result, self.story.today)
        self.poster()
        self.say(last)
        origin = f"Data: {study.raw.source or study.raw.title}"
        source = words(origin, theme().type.small, theme().muted, width=6.0)
        source.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.play(FadeIn(source), run_time=BEAT)
        self.pause(2 * BREATH)

    def doubt(self) -> float:
        """The standard error of the best slope, as a share of it; 0 where there is neither."""
        slope = abs(float(self.study.minimum[1]))
        if len(self.study.data) < 3 or slope == 0:
            return 0.0
        return float(self.study.objective.standard_errors()[1]) / slope

    def new_ruler(self, table: Comparison, result: VGroup, told: Today) -> None:
        """Stretch all distances by one factor, until the slope is today's."""
        self.say(told.gap)
        self.tilt(1 + self.doubt(), 1 - self.doubt(), 1.0)
        data, exact, plot = self.study.data, self.study.minimum, self.plot
        slope = float(self.study.raw_weights(exact)[1])
        factor, ruler = slope / told.slope, Ruler(self.weights, exact)
        bars = self.ages(hubble_time(slope), ruler, ValueTracker(1.0), told.ages, (1.9, -0.2))
        number = LiveNumber(
            slope, "000", size=theme().type.title * 1.8, colour=theme().w1, face="text"
        ).follow(lambda: slope / ruler.get_value(), of="answer", at=ruler)
        number.move_to((result[0].get_x(), -1.8, 0))
        note = words(told.note, theme().type.body, theme().ink)
        note.move_to(plot.area.get_corner(DOWN + RIGHT) + 0.3 * UP, aligned_edge=RIGHT)
        low, high = plot.x_range
        plot.let_grow(low + (high - low) * factor)
        end = ValueTracker(high)
        plot.add_updater(lambda _: plot.reach(float(end.get_value())))
        plot.dots.add_updater(lambda _: plot.place_dots(data.x * ruler.get_value(), data.y))
        out = (FadeOut(table, rate_func=FIRST_OUT), FadeOut(result, rate_func=FIRST_OUT))
        unit = words(self.story.slope_unit, theme().type.heading, theme().muted, width=SIDE.width)
        unit.move_to((result[0].get_x(), -2.65, 0))
        arriving = (FadeIn(each, rate_func=THEN) for each in (number, unit, bars, note))
        self.say(told.ruler, *out, *arriving, seconds=1.6 * BEAT)
        self.play(end.animate.set_value(low + (high - low) * factor), run_time=3.6 * BEAT)
        plot.clear_updaters(recursive=False)
        self.say(told.found)
        self.play(self.weights.animate.turn(w1=float(exact[1] / factor)), run_time=6 * BEAT)
        self.pause()

    # -- the cast ------------------------------------------------------------------------------

    def follow_weights(self) -> None:
        """Have the line follow the weights from now on."""
        self.line.clear_updaters()
        self.line.add_updater(lambda fit: fit.set_weights(self.weights.w))

    def line_in_numbers(self, knobs: Weights) -> Equation:
        """The line's formula, its weights live."""
        shape = template(np.stack([self.study.space.low, self.study.space.high]), 3)
        numbers = Equation(
            f"{{{{ hat(y) : prediction }}}} = {{{{ {shape} : w1-now }}}} {{{{ x : data }}}}"
            f" thin {{{{ {shape} : w0-now }}}}",
            size=theme().type.formula * 1.25,
        )
        numbers.live("w1-now", lambda: knobs.w[1], align="center", at=knobs)
        return numbers.live("w0-now", lambda: knobs.w[0], align="left", sign=True, at=knobs)

    def make_sliders(self, slot: Slot) -> list[Slider]:
        """The sliders of w1 and w0, whose scales are the window of the landscape."""
        space = self.study.space
        sliders = [
            Slider(
                f"w_{k}", colour, space.low[k], space.high[k], partial(self.weights.component, k)
            )
            for k, colour in ((1, theme().w1), (0, theme().w0))
        ]
        for slider, row in zip(sliders, slot.rows(1, 1), strict=True):
            row.hold(slider)
        upper, under = sliders
        under.shift((upper.track.get_x() - under.track.get_x()) * RIGHT)
        return sliders

    def halfway(self) -> np.ndarray:
        """Weights (2,) between the descent's start and the best."""
        return np.asarray((self.study.run.params[0] + self.study.minimum) / 2)

    def change_of(self, compass: Compass) -> VGroup:
        """What a step changes the loss by, in words and as a live number."""
        size = theme().type.formula * 1.2
        shape = template(np.array([compass.reach * np.linalg.norm(compass.gradient)]), 2)
        number = LiveNumber(0, shape, size=size, colour=theme().loss, align="left", sign=True)
        number.follow(lambda: compass.change, of="change", at=compass)
        told = words("this step changes g by", theme().type.heading, theme().muted)
        return VGroup(told, number).arrange(RIGHT, buff=0.3)

    def loss_now(self) -> float:
        """The loss of the weights as they stand."""
        return float(self.study.objective.loss(self.weights.w))

    def gradient_in_numbers(self) -> Equation:
        """The gradient at the start: its two components, then their values."""
        slope = self.study.objective.gradient(self.study.run.params[0])
        shape = template(slope, 4)
        equation = Equation(
            '{{ nabla g : gradient }} = vec(delim: "[", (partial g) / (partial {{ w_0 : w0 }}), '
            "(partial g) / (partial {{ w_1 : w1 }})) = "
            f'vec(delim: "[", {{{{ {shape} : gradient-0 }}}}, {{{{ {shape} : gradient-1 }}}})',
            theme().type.formula * 1.1,
        )
        for k in (0, 1):
            equation.live(f"gradient-{k}", partial(float, slope[k]), at=(self.study.run, 0.0))
        return equation

    def level(self, w: np.ndarray) -> VMobject:
        """The value at x = 0 as far as it is known; or the whole line, in the table's own units."""
        if self.story.level:
            return words(self.story.level, theme().type.heading, theme().w0)
        return Equation(
            f"{{{{ hat(y) : prediction }}}} = {line_source(w)}",
            size=theme().type.heading,
            width=5.4,
        )

    # -- small things --------------------------------------------------------------------------

    def knob_range(self) -> tuple[np.ndarray, np.ndarray]:
        """Weights (2,) and (2,) between which the line still crosses the plot."""
        data = self.study.data
        rise = 0.4 * float(np.ptp(data.y))
        reach = np.array([rise, rise / float(np.abs(data.x).max())])
        centre = self.study.tilted(0.5)
        return centre - reach, centre + reach
