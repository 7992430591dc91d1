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
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    Mobject,
    ReplacementTransform,
    TransformFromCopy,
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

from mlcore import (
    GradientDescent,
    Trajectory,
    hubble,
    hubble_time,
    hubble_today,
    most_curved,
    steps_within,
)
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    GRID,
    TURN,
    Derivation,
    Dim,
    Equation,
    LiveNumber,
    Marker,
    Playhead,
    Resize,
    Rewrite,
    Said,
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
    symbol,
    template,
    theme,
    words,
)
from scenes.stage.landscape.compass import Compass
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.saw import Saw
from scenes.stage.look.text import Label
from scenes.stage.plane.bars import LengthBar, Whisker
from scenes.stage.plane.plot import path_points
from scenes.stage.regression.candidates import Candidates, Verdict
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import DataPlot, span_of
from scenes.stage.regression.expansion import (
    AgeMark,
    Expansion,
    KnownSlope,
    Remeasured,
    Rungs,
    place,
)
from scenes.stage.regression.fit import (
    FitCurve,
    LineFan,
    MeanSquare,
    Residuals,
    ResidualSquares,
    Sheaf,
    Springs,
)
from scenes.stage.regression.flat_slice import Beside, FlatSlice, Rate, Stride, Tangent, WayLeft
from scenes.stage.regression.line_views import LineViews
from scenes.stage.regression.nebulae import HUBBLE, VELOCITY
from scenes.stage.regression.pulls import Pulls
from scenes.stage.regression.rates import RateColumn, run_inside
from scenes.stage.regression.same_light import SameLight
from scenes.stage.regression.slopes import SlopeArrows
from scenes.stage.regression.story import Ages, Scandal, Story, Today, told_of
from scenes.stage.regression.study import LineStudy
from scenes.stage.regression.study_film import StudyFilm
from scenes.stage.regression.walk import SurfaceWalk

OWN_CHOICES = HUBBLE
HALF, ABOVE = 0.5, 1.05
"""Of the learning rates compared: shares of the stable limit."""

AGES = Ages(
    names=(
        "the universe, by this line",
        "the Earth (G. Dalrymple, 2001)",
        "thousand million years",
    ),
    known=4.54,  # C. Patterson, 1956: 4.55 ± 0.07; G. Dalrymple, 2001: 4.54 ± 0.05
    longest=4.54,
    shape="0.0",
)
OWN_STORY = Story(
    opening=(
        Said("1929: 24 nebulae. Distances: Edwin Hubble; speeds: mostly Vesto Slipher."),
        Said("Take this one: 0.9 megaparsecs away, at 500 km/s: a 5 on this scale."),
    ),
    example=14,
    scaled="",
    pattern=(Said("The farther a nebula, the faster it flees. By what rule?"),),
    answer=(
        Said("Each megaparsec adds 454 km/s, give or take 75: one standard error."),
        Said("What went wrong was mostly the ruler: every distance was too short."),
    ),
    scandal=Scandal(
        rate=Said("A straight line through them: each megaparsec adds 454 km/s."),
        backwards=Said(
            "Suppose each has always had the speed that the line gives it. Turn time back …"
        ),
        beginning=Said("… and they all meet: 2.2 thousand million years ago, and almost here."),
        reckoned=("1 Mpc ÷ 454 km/s", "1 Mpc = 3.09 · 10¹⁹ km"),
        known=Said("But the Earth is 4.5 thousand million years old, as we know since the 1950s."),
        verdict=Said("A line through 24 dots: the universe younger than the ground you stand on."),
        asked=Said("How does one draw such a line? And what went wrong with this one?"),
        ages=AGES,
    ),
    predicting=Said("For any distance x, a line predicts a speed: ŷ, with a little hat."),
    loss_unit="(100 km/s)²",
    slope_unit="km/s per megaparsec",
    # rounded between 67.4 (Planck Collaboration 2018 VI, 2020) and 73.0 (A. Riess et al., 2022)
    today=Today(
        slope=70.0,
        named="70",
        data=hubble_today,
        credit="distances of today: eleven papers, 1998 to 2026",
        gap=Said("Today we measure about 70: five such errors below this slope."),
        counted="each one standard error less steep",
        ruler=Said(
            "± cannot know of a wrong ruler: two kinds of star passed for one (W. Baade, 1952)."
        ),
        kinds=Said(
            "Four times as bright as thought is twice as far. Clouds passed for stars, too."
        ),
        moved=Said("Each nebula goes to the distance known today: 1.5 to 17 times as far."),
        found=Said("The line falls with them: 50 ± 7. The age grows to 19: from 17 to 23."),
        honest=Said(
            "70 is outside ± again: the speeds are still those of 1929, own motions and all."
        ),
        missed="left over, if 70 is right",
        marked="by a slope of 70: 14",
        ages=replace(
            AGES,
            names=("the universe, by this line", "the Earth", "thousand million years"),
            longest=22.0,
            shape="00",
        ),
    ),
    uncertain="454 ± 75",
    level="intercept −41 ± 83 km/s",
    published=("Hubble's own: about 500,", "solved for the Sun's motion, too"),
)


ALL = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 3.5)
"""Where the plot stands before there are titles."""
BROAD = Slot(GRID.left_edge, GRID.right_edge - 0.55, -1.0, GRID.top)
"""Where it stands above its slope and two ages; what is known has its name beside it."""
LIT = Slot(1.95, GRID.right_edge, -2.2, 2.3)
"""Where the lights are that look alike, beside it."""
AGED = -2.3
"""Where the bars of these ages begin."""
MAIN, SIDE = GRID.main, GRID.beside
ROWS = (2.0, 1.5, 2.0)
"""Of the side: the formula, numbers, and the two sliders."""
SPRUNG = Slot(GRID.left_edge, -0.3, GRID.caption_top + 0.1, GRID.top)
"""Where the plot stands while its springs pull at the line."""
RAISED = (Slot(GRID.left_edge, -0.3, -1.3, GRID.top), Slot(0.2, 6.6, -1.3, GRID.top))
"""Where plot and landscape stand while there are formulas below both."""
WORK = Slot(-6.6, 6.6, GRID.caption_top + 0.05, -1.4)
DERIVED = WORK.columns(1, 1, gap=0.9)
"""Where the loss is differentiated, and where its two slopes are then written, w0's first."""
CLOSE = Slot(GRID.left_edge, -0.3, -0.75, GRID.top)
STACKED = Slot(-6.6, -0.3, GRID.caption_top + 0.05, -0.8).rows(1, 1, gap=0.1)
"""Where the plot and these stand while one looks closely."""
CORNER = Slot(GRID.left_edge, -2.0, -2.0, GRID.top)
"""Where the plot stands beside the landscape."""
UPPER = Slot(GRID.left_edge, -0.3, -0.1, GRID.top)
VECTOR, CHANGE = Slot(-6.6, -1.2, -2.35, -0.85), Slot(-6.6, -1.0, GRID.caption_top, -2.4)
TALL, FIRST = Slot(GRID.left_edge, -0.3, -1.4, GRID.top), Slot(-6.6, -0.4, -3.0, -1.7)
"""Where plot and rule stand beside the landscape, until there is more to be seen."""
CURVE = Slot(GRID.left_edge, -0.4, GRID.caption_top, -0.3)
"""Where the loss stands below the plot, in place of the rule, once it goes faster."""
OPENED, UNDER = (
    Slot(GRID.left_edge, -1.7, 0.75, GRID.top),
    Slot(GRID.left_edge, -1.7, GRID.caption_top, 0.7),
)
FLAT = Slot(-1.2, GRID.right_edge, -0.5, 2.15)
BOUND = Slot(-0.2, GRID.right_edge, 2.1, GRID.top)
"""Where the bowl stands that is cut open, the data, the slice drawn flat, and what follows."""
STEEP, SHALLOW = -1.52, -2.72
"""How high what is left of the two ways lies below the slice."""
FLOOR = Slot(-2.2, 5.9, GRID.caption_top + 0.1, GRID.top)
"""Where the landscape stands; the rest at the right is for the numbers of its loss."""
EAST = Slot(0.2, 6.6, GRID.caption_top + 0.1, GRID.top)
"""Where it stands once these have been read."""

AHEAD, LAST = squish_rate_func(smooth, 0.0, 0.6), squish_rate_func(smooth, 0.6, 1.0)
"""What goes where something else then comes from, and what comes once others have made room."""
SLOWER_OUT = squish_rate_func(smooth, 0.0, 0.5)
OVERLAP = squish_rate_func(smooth, 0.2, 0.8)
"""What goes only when something else comes, or is there: so it never grows dark between."""
FIRST_OUT, THEN = squish_rate_func(smooth, 0.0, 0.35), squish_rate_func(smooth, 0.4, 1.0)
"""What gives way to something in one play, and what comes in its place."""

REMARKS = (
    Said("Now faster. First the ball drops down the steep side,"),
    Said("then it creeps along the flat valley, in short steps,"),
    None,
    Said("until hardly anything moves: the line has settled."),
)
"""What is said at the descent's milestones."""
STRIDES = 0.5, 1.0, 1.12
"""Shares of the limit: a step leaves nothing, as much on the other side, and more."""
ROUND = 1.5
"""Where the most curved slice curves no more times as much as the least, all are about alike."""
HOPS = 300
"""Steps above the limit, more than enough to leave any window."""
LEGS = (2.4, 2.4, 0.6, 1.2)
"""Seconds to each milestone: the last ones creep."""


def derivation(k: int) -> tuple[str, str, str, str]:
    """Return the loss, its derivative by weight ``k``, the same tidied up, and where it is 0."""
    total, two = "{{ sum_(n=1)^N : sum }}", "{{ 2 : two }}"
    terms = (
        "( {{ w_0 : w0-a }} {{ + : plus }} {{ w_1 : w1-a }} {{ x_n : data-x }}"
        " {{ - : minus }} {{ y_n : data-y }} )"
    )
    slope = f"(partial {{{{ g : loss }}}}) / (partial {{{{ w_{k} : w{k} }}}}) = {two}/N {total}"
    inner = ("{{ dot 1 : inner }}", "{{ dot : inner }} {{ x_n : data-inner }}")[k]
    brief = "( {{ hat(y)_n : prediction }} {{ - : minus }} {{ y_n : data-y }} )"
    return (
        f"{{{{ g : loss }}}} = 1/N {total} {terms}^{two}",
        f"{slope} {terms} {inner}",
        f"{slope} {brief} {inner}",
        f"{slope} {brief} {inner} {{{{ = 0 : zero }}}}",
    )


def rounded_up(value: float, below: float) -> float:
    """Return the least power of ten that is not less than a positive value.

    Where it is not below the other number, return the least number of three digits instead.
    """
    power = float(10.0 ** np.ceil(np.log10(value)))
    if power < below:
        return power
    digit = 10.0 ** (np.floor(np.log10(value)) - 2)
    return float(np.ceil(value / digit) * digit)


class Linear(StudyFilm):
    """The film on linear regression."""

    study: LineStudy
    plot: DataPlot
    line: FitCurve
    weights: Weights
    residuals: Residuals
    sliders: list[Slider]
    choices: Candidates
    square: MeanSquare
    value: Equation
    walk: SurfaceWalk
    lowest: Marker
    slopes: SlopeArrows
    formulas: list[Equation]
    ball: SurfaceDescent
    saw: Saw
    stepping: list[Mobject]
    rated: list[RateColumn]
    measure: Label

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = LineStudy.read(self.settings, hubble, OWN_CHOICES, VELOCITY)
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
            if self.story.scaled:
                self.say(self.story.scaled)
            for sentence in self.story.pattern:
                self.say(sentence)
            self.play(Create(self.line), run_time=2 * BEAT)
            self.poster()
            self.say("A straight line should tell. But which one, and how would we find it?")
            self.pause()
            if note is not None:
                self.dismiss(note)

    def meet_at_once(self, caption: str | Said) -> None:
        """All the points, wide, from the first frame on."""
        self.add(self.plot)  # the first frame is a picture of the film, too
        twinkle = [Indicate(dot, scale_factor=2.0, color=theme().data) for dot in self.plot.dots]
        self.say(caption, LaggedStart(*twinkle, lag_ratio=0.2), seconds=3.2 * BEAT)

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
        sign = VGroup(rate, unit, *self.published()).arrange(DOWN, buff=0.2)
        sign.move_to(self.plot.area.get_corner(DOWN + RIGHT) + 2.6 * LEFT + 2.3 * UP)
        self.say(told.rate, Create(self.line), FadeIn(sign, shift=0.2 * UP), seconds=2.8 * BEAT)
        self.pause()
        ghosts = self.plot.dots.copy().set_opacity(0.3).set_color(theme().muted)
        ghosts.add_updater(lambda dots: place(dots, self.plot, study.data))
        self.add(ghosts)
        self.bring_to_front(self.plot)
        expansion = Expansion(study, self.plot, self.line)
        gone, older = ValueTracker(0.0), ValueTracker(0.0)
        bars = self.ages(expansion.age, gone, older, told.ages)
        sizes = (theme().type.title, theme().type.heading)
        reckoned = VGroup(
            *(words(each, size) for each, size in zip(told.reckoned, sizes, strict=True))
        )
        reckoned.arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        reckoned.move_to((SIDE.left, 2.65, 0), aligned_edge=LEFT)
        self.say(
            told.backwards,
            FadeOut(sign, rate_func=FIRST_OUT),
            FadeIn(bars[0], rate_func=squish_rate_func(smooth, 0.65, 1.0)),
            Resize(self.plot, MAIN),
            expansion.ruled.animate.set_value(1.0),
            seconds=1.4,
        )
        for share, pace in ((0.5, rush_into), (1.0, rush_from)):
            back = [each.animate.set_value(share) for each in (expansion.past, gone)]
            self.play(*back, rate_func=pace, run_time=3 * BEAT)
            if share < 1:
                self.say(told.beginning, FadeIn(reckoned, shift=0.2 * UP))
        self.say(told.known, FadeIn(bars[1], run_time=BLINK))
        self.play(older.animate.set_value(1.0), run_time=3 * BEAT)
        self.poster()
        self.say(told.verdict)
        self.play(expansion.past.animate.set_value(0.0), run_time=3 * BEAT)
        self.play(expansion.ruled.animate.set_value(0.0), run_time=BEAT)
        self.plot.dots.clear_updaters()
        self.remove(ghosts)
        self.weights = Weights(minimum)
        self.follow_weights()
        wider = Resize(self.plot, ALL, rate_func=LAST)
        self.say(told.asked, FadeOut(bars, reckoned, rate_func=AHEAD), wider, seconds=1.4 * BEAT)
        self.tilt(0.3, 1.6, 0.5)
        self.pause()

    def tilt(self, *shares: float) -> None:
        """Tilt the line about the middle of the data, to shares of the best slope."""
        for share in shares:
            self.play(self.weights.animate.set_weights(self.study.tilted(share)), run_time=BEAT)

    def ages(self, age: float, ours: ValueTracker, theirs: ValueTracker, told: Ages) -> VGroup:
        """Two bars to one scale: a share of the age of the line, and of the age that is known."""
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
        ).begin_at(SIDE.left, 1.0)
        known = LengthBar(
            other,
            lambda: told.known * float(theirs.get_value()),
            scale=scale,
            colour=colours.ink,
            of="known-age",
            at=theirs,
            width=SIDE.width,
        ).begin_at(SIDE.left, -1.1)
        below = words(unit, colours.type.body, colours.muted)
        below.move_to((SIDE.left, 0.3, 0), aligned_edge=LEFT)
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
                "{{ hat(y) : prediction }} = {{ w_0 : w0 }} + {{ w_1 : w1 }} {{ x : data }}", size
            )
        )
        numbers = middle.hold(self.line_in_numbers(knobs))
        low, high = self.knob_range()
        self.sliders = self.make_sliders(low_row)
        self.say(
            self.story.predicting,
            Resize(self.plot, MAIN, rate_func=squish_rate_func(smooth, 0.0, 0.4)),
            Write(formula, rate_func=squish_rate_func(smooth, 0.4, 1.0)),
            seconds=4 * BEAT,
        )
        home = self.study.tilted(0.5)
        self.say(
            "Two weights decide: turn w0, and the line moves up or down; turn w1, and it tilts.",
            *(numbers, *self.sliders),
            seconds=BEAT,
        )
        for k, name in enumerate(("w0", "w1")):
            self.play(
                Indicate(formula.part(name), color=theme().w1 if k else theme().w0),
                knobs.animate.turn(**{name: float(high[k])}),
                run_time=BEAT,
            )
            for value in (low[k], home[k]):
                self.play(knobs.animate.turn(**{name: float(value)}), run_time=0.8 * BEAT)
        self.choices = Candidates(self.plot, self.study)
        self.say(
            "Every pair of weights is a line. Which would you choose: 1, 2 or 3?",
            *(self.choices, FadeOut(numbers), self.line.animate.set_stroke(opacity=0)),
        )
        self.poster()
        self.pause(2.0)
        first = knobs.animate.set_weights(self.choices.weights[0])
        self.play(FadeOut(formula), first, run_time=BLINK)

    @chapter("How wrong is a line?")
    def how_wrong(self) -> None:
        """Residuals, their squares, and the one square of their mean: the loss."""
        knobs, plot = self.weights, self.plot
        self.residuals = Residuals(plot, self.line, width=4.0)
        self.residuals.add_updater(lambda strokes: strokes.follow())
        squares = ResidualSquares(plot, self.line)
        squares.add_updater(lambda group: group.follow())
        upper, middle, _ = SIDE.rows(*ROWS)
        told = f"the loss, in {self.story.loss_unit}" if self.story.loss_unit else "the loss"
        error = "( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2"
        derivation = Derivation(
            upper,
            Step("{{ hat(y)_n : prediction }} - {{ y_n : data }}", "error"),
            Step(error, "squared error"),
            Step(f"1/N sum_(n=1)^N {error}", "mean squared error"),
            Step(f"{{{{ g : loss }}}} = 1/N sum_(n=1)^N {error}", told),
            size=theme().type.formula * 1.2,
        )
        self.say("For each point, measure the miss: prediction minus truth, the error.")
        self.play(self.line.animate.set_stroke(opacity=1), run_time=BLINK)
        self.play(Create(self.residuals), derivation.entrance(), run_time=3.6 * BEAT)
        self.pause()
        self.say("Square it. Misses above and below then count alike, and big ones count more.")
        self.play(derivation.next(), run_time=1.2 * BEAT)
        self.play(FadeIn(squares, lag_ratio=0.1), run_time=3 * BEAT)
        self.pause()
        verdicts = [
            Verdict(plot, self.study, w, str(k), slot)
            for k, (w, slot) in enumerate(
                zip(self.choices.weights, middle.columns(1, 1, 1, gap=0.15), strict=True), start=1
            )
        ]
        self.square = MeanSquare(plot, self.loss_now, verdicts[0].corner)
        self.say("Let all squares flow together into one, as large as they are on average.")
        self.flow_together(squares, derivation)
        self.value = Equation(
            f"{{{{ g : loss }}}} = {{{{ {self.study.loss_shape} : loss-now }}}}",
            size=theme().type.formula * 1.5,
        )
        self.value.live("loss-now", self.loss_now, align="left", at=knobs)
        self.say(
            "That area is the loss g of a line. Which of the three has the smallest?",
            *(derivation.next(), verdicts[0].told),
            seconds=2 * BEAT,
        )
        self.judge(verdicts)
        self.play(
            knobs.animate.set_weights(self.halfway()),
            self.square.place.animate.go(verdicts[0].corner[:2]),
            *(FadeOut(each) for each in (*derivation.parts, *verdicts, self.choices)),
            run_time=BEAT,
        )

    def judge(self, verdicts: list[Verdict]) -> None:
        """Go from one candidate to the next; each leaves its square, and the least is named."""
        for before, verdict, w in zip(
            verdicts, verdicts[1:], self.choices.weights[1:], strict=False
        ):
            self.add(before)
            self.play(
                self.weights.animate.set_weights(w),
                self.square.place.animate.go(verdict.corner[:2]),
                run_time=BEAT,
            )
            self.show(verdict.told, seconds=0.6 * BEAT)
        least = int(np.argmin(self.study.objective.loss(np.array(self.choices.weights))))
        self.say(
            f"Number {least + 1} has the smallest. But is no other line better?",
            Indicate(self.choices[least][1], scale_factor=2.2, color=theme().prediction),
            Indicate(verdicts[least].told, scale_factor=1.3, color=theme().ink),
            self.weights.animate.set_weights(self.choices.weights[least]),
            self.square.place.animate.go(verdicts[least].corner[:2]),
        )
        self.add(verdicts[-1])
        self.poster()
        self.pause()

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
            "These two parabolas are cuts through something larger.",
            Turn(panel, **self.walk.home),
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
            *(walk.lie_down(slider, k) for slider, k in zip(self.sliders, (0, 1), strict=True)),
            seconds=TURN,
        )
        self.remove(*self.sliders)
        panel.add(*walk.knobs)
        self.square.clear_updaters()
        self.say("Pour the loss into a strip: its area becomes a height.")
        self.play(walk.pour(self.square), run_time=2.0 * BEAT)
        self.play(walk.stand_up(self.square), run_time=1.2 * BEAT)
        self.remove(self.square)
        panel.add(walk.column, walk.spot)
        self.pause()

    def sweep(self, k: int) -> None:
        """Let one weight sway over its whole window, and trace the loss."""
        walk, home = self.walk, self.weights.w[k]
        self.play(walk.sway(k, walk.slices[k].low), run_time=0.6 * BEAT)
        self.play(*walk.trace(k), run_time=2.2 * BEAT)
        self.play(walk.sway(k, home), run_time=0.6 * BEAT)

    def grow_surface(self) -> None:
        """Points rain onto the floor, each a line; their columns close to the surface."""
        walk, surface = self.walk, self.walk.panel.surface
        fan = LineFan(self.plot, self.study.predict, walk.sprinkle.weights)
        fan.add_updater(lambda lines: lines.draw(walk.sprinkle.shown))
        walk.panel.add(walk.sprinkle)
        self.add(fan)
        self.say("Every point of this floor is a line. Here are thirty of them.")
        self.play(Turn(walk.sprinkle, shown=1.0, rate_func=linear), run_time=3.6 * BEAT)
        self.say("Above each stands its loss; and all of them close to a valley.")
        self.play(Turn(walk.sprinkle, rise=1.0), Turn(surface, rise=1.0), run_time=2.6 * BEAT)
        self.poster()
        self.play(Turn(surface, face=1.0, iso=0.34, grid=0.13, rim=0.7), run_time=1.8 * BEAT)
        self.play(FadeOut(fan), walk.sprinkle.animate.set_opacity(0), run_time=0.6 * BEAT)
        self.remove(fan)
        walk.panel.remove(walk.sprinkle)

    def read_off(self) -> None:
        """Tie weights, surface and loss axis by dashed lines, and walk about."""
        walk, goal = self.walk, self.study.minimum
        across, reading = walk.ties()
        told = "Walk on the surface, and the line follows. Downhill, it fits better."
        self.say(told, Dim(across, 1), FadeIn(reading))
        self.play(self.weights.animate.set_weights(goal), run_time=3.4 * BEAT)
        lowest = self.study.space.on_surface(self.study.objective, goal)
        self.lowest = Marker(lowest, theme().minimum, radius=0.08)
        walk.panel.add(self.lowest)
        self.say("One point is lowest: the best line. How to get there?")
        self.pause()
        self.play(Dim(across, 0), FadeOut(reading), run_time=BLINK)
        walk.panel.remove(across, *walk.slices)

    @chapter("Downhill")
    def downhill(self) -> None:
        """Every miss pulls at the line: the two slopes of the surface, and the gradient."""
        panel, study = self.walk.panel, self.study
        self.dismiss(self.value)
        self.say(
            "Begin with a bad line. Every miss pulls at it, like a spring.",
            *(Resize(self.plot, SPRUNG), Resize(panel, EAST)),
            self.weights.animate.set_weights(study.run.params[0]),
            seconds=TURN,
        )
        springs = Springs(self.plot, self.line, width=2.4)
        springs.add_updater(lambda coils: coils.follow())
        self.play(FadeOut(self.residuals), FadeIn(springs), run_time=BEAT)
        self.slopes = SlopeArrows(study, panel)
        pulls = Pulls(study, self.plot, self.line)
        partials = [Turn(each, shown=1.0) for each in self.slopes.partials]
        self.say(
            "They shift and turn the line. The slopes of the loss point uphill: the other way.",
            *(*(FadeIn(each) for each in pulls), *partials),
        )
        for k in (0, 1):
            self.tug(f"w{k}")
        self.differentiate()
        self.look_closely(springs)
        self.steepest_way(pulls)

    def differentiate(self) -> None:
        """From the loss to its slope along w0, each symbol to where it belongs; then along w1."""
        size = theme().type.formula * 1.45
        loss, slope = (
            WORK.hold(Equation(each, size, width=WORK.width)) for each in derivation(0)[:2]
        )
        loss.shift((slope.part("sum").get_x() - loss.part("sum").get_x()) * RIGHT)
        pairs = [
            [slot.hold(Equation(each, size, width=slot.width)) for each in derivation(k)[1:3]]
            for k, slot in enumerate(DERIVED)
        ]
        for long, short in pairs:
            short.scale(long.part("sum").width / short.part("sum").width)
            short.shift(long.part("sum").get_center() - short.part("sum").get_center())
        self.formulas = [short for _, short in pairs]
        self.say(
            "How steep is it there? The loss, once more, is a mean of squares.",
            Resize(self.plot, RAISED[0], rate_func=AHEAD),
            Resize(self.walk.panel, RAISED[1], rate_func=AHEAD),
            Write(loss, rate_func=LAST),
            seconds=2 * BEAT,
        )
        self.play(Indicate(loss.part("two"), scale_factor=1.8, color=theme().loss), run_time=BEAT)
        self.say("Along w0 the 2 comes down. Inside, w0 stands alone: times 1.")
        self.play(Rewrite(loss, slope, origins={"two": ["two"]}, in_turn=True), run_time=2.4 * BEAT)
        self.pause()
        self.step_out(slope, pairs[0][0], pairs[1][0])
        fold = {"prediction": ["w0-a", "plus", "w1-a", "data-x"]}
        self.say("And what stands in the bracket is ŷ minus y, the error.")
        self.play(
            *(Rewrite(*pair, origins=fold, closing=True) for pair in pairs), run_time=2.2 * BEAT
        )

    def step_out(self, slope: Equation, first: Equation, other: Equation) -> None:
        """Beside the slope along w0 that along w1, in which x steps out of the bracket."""
        factor = other.part("data-inner")
        self.say(
            "Along w1 it is times x: the farther out a spring, the more it turns the line.",
            ReplacementTransform(slope, first),
            FadeIn(rest := other.rest("data-inner"), rate_func=THEN),
            seconds=1.4 * BEAT,
        )
        self.play(
            TransformFromCopy(other.part("data-x"), factor, path_arc=1.2), run_time=1.4 * BEAT
        )
        self.remove(rest, *rest, factor, *factor)
        self.add(other)

    def look_closely(self, springs: Springs) -> None:
        """Zoom in on the spot until the surface is a plane, and look at it from above."""
        panel, study = self.walk.panel, self.study
        panel.aim(study.run.params[0], study.close_reach)
        times = self.magnification()
        stacking = [
            each.animate.scale(min(1.0, slot.height / each.height)).move_to(slot.centre).build()
            for each, slot in zip(self.formulas, STACKED, strict=True)
        ]
        for each, part in zip(stacking, ((0.25, 0.6), (0.6, 1.0)), strict=True):
            each.set_rate_func(squish_rate_func(smooth, *part))
        self.say(
            "Which way is steepest? Look ever closer. (The heights are drawn flatter.)",
            *(Dim(self.lowest, 0), Turn(panel.surface, grid=0.0), times),
            *(FadeOut(springs, rate_func=FIRST_OUT), FadeIn(self.residuals, rate_func=THEN)),
            *(Resize(self.plot, CLOSE, rate_func=FIRST_OUT), Resize(panel, EAST)),
            *stacking,
        )
        view = panel.close_view(0.55, phi=panel.phi, theta=panel.theta)
        self.play(Turn(panel, near=1.0, **view), run_time=4 * BEAT)
        self.say(
            "Drawn to one scale, it is nearly a plane: its contours are straight lines.",
            *(Turn(panel, **panel.close_view(phi=0.24, theta=-1.45)), FadeOut(times)),
            seconds=TURN,
        )

    def magnification(self) -> VGroup:
        """How many times larger than at first the panel shows things, live."""
        panel, size = self.walk.panel, theme().type.title
        most = panel.space_at(1.0)
        number = LiveNumber(
            1, template(np.array([panel.magnified(most)]), 3, sign=False), size=size
        )
        number.follow(lambda: panel.magnified(panel.space), of="magnification", at=panel)
        times = VGroup(symbol("times", theme().muted, size), number).arrange(RIGHT, buff=0.15)
        return times.move_to((EAST.left + 0.2, EAST.top - 0.3, 0), aligned_edge=LEFT)

    def steepest_way(self, pulls: Pulls) -> None:
        """Of all steps of one length, the one square to the contours changes the loss most."""
        panel, study, slopes = self.walk.panel, self.study, self.slopes
        vector = VECTOR.hold(self.gradient_in_numbers())
        self.say(
            "Together they make one arrow: the gradient.",
            *(FadeOut(*self.formulas, rate_func=FIRST_OUT), FadeIn(vector, rate_func=THEN)),
            *(*slopes.merge(), Dim(slopes.name, 1, rate_func=THEN)),
            seconds=3 * BEAT,
        )
        compass = Compass(panel, study.objective, study.run.params[0], 0.7 * study.flat_reach)
        panel.add(compass, slopes.gradient)  # which is painted over the step
        number = CHANGE.hold(self.change_of(compass))
        self.say(
            "Along the contour a step changes next to nothing; square to it, most.",
            *(Turn(compass, contour=1.0, step=1.0, ring=1.0), FadeIn(number)),
        )
        after_a_while = squish_rate_func(smooth, 0.25, 1.0)
        steepest = Turn(compass, angle=compass.steepest, rate_func=after_a_while)
        self.play(steepest, run_time=3.8 * BEAT)
        self.poster()
        self.pause(BLINK)
        self.say("Steepest down is against the gradient: that is where the springs pull.")
        self.play(
            Turn(compass, angle=compass.steepest - np.pi, step=0.35),
            Turn(slopes.gradient, shown=-0.8),
            *(Dim(slopes.name, 0, rate_func=FIRST_OUT), Dim(slopes.down, 1, rate_func=THEN)),
            run_time=2.4 * BEAT,
        )
        self.play(
            *(Turn(panel, near=0.0, **self.walk.home), Dim(slopes.down, 0, rate_func=FIRST_OUT)),
            *(Turn(compass, step=0.0, ring=0.0, contour=0.0), FadeOut(vector, number, pulls)),
            Dim(self.lowest, 1, rate_func=THEN),
            run_time=TURN,
        )
        panel.remove(compass)
        panel.surface.set_dials(grid=0.13)

    def tug(self, name: str) -> None:
        """Let one weight give way to the pull a little, and come back."""
        k = int(name[1])
        here = self.weights.w[k]
        there = here - 0.12 * (here - self.study.minimum[k])
        for value in (there, here):
            self.play(self.weights.animate.turn(**{name: float(value)}), run_time=0.8 * BEAT)

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
            "Step a little against the gradient, look again: that is the whole rule.",
            *(Write(views.rule), Resize(self.plot, TALL)),
            Turn(self.slopes.gradient, shown=0.0),
            seconds=2 * BEAT,
        )
        self.pause()
        rate = format_number(self.study.learning_rate)
        self.first_steps(
            views.head,
            f"How little? That is α, the learning rate: {rate}. Both weights step at once.",
            "The ball rolls for our eyes; the method steps, from mark to mark.",
            (Rewrite(views.rule, views.numbers), FadeIn(views.counter)),
            later=0.4 * BEAT,
        )
        views.loss.update()
        self.play(
            *(Resize(self.plot, UPPER), FadeOut(views.numbers, rate_func=FIRST_OUT)),
            *(
                FadeIn(each, rate_func=THEN)
                for each in (views.curve, views.curve.trace, views.loss)
            ),
            run_time=2 * BEAT,
        )
        self.hold_at_milestones(views.head, REMARKS, "line", LEGS)
        self.poster()
        self.dismiss(views.curve, views.curve.trace, views.loss, views.counter)
        self.weights.set_weights(run.params[-1])
        self.follow_weights()
        walk.panel.remove(landings)
        self.ball = ball

    @chapter("How long a step?")
    def how_long(self) -> None:
        """The most curved slice of the bowl, drawn flat, and one step on it that grows."""
        study, panel = self.study, self.walk.panel
        along = most_curved(study.objective)[1]
        self.saw = Saw(panel, study.objective, study.basin, study.minimum, along)
        panel.add(self.saw)
        bowl = panel.surface.mesh[::8, ::8].reshape(-1, 3)
        self.say(
            "How long may a step be? Cut the bowl open the way it curves most.",
            *(Resize(self.plot, CORNER), FadeOut(self.residuals)),
            Turn(panel, **panel.framing(bowl, EAST, 0.1, theta=self.saw.theta, phi=1.15)),
            *(*self.bare(), *(Dim(part, 0) for part in self.ball.submobjects)),
            seconds=TURN,
        )
        panel.remove(self.ball)
        self.play(Turn(self.saw, cut=1.0), run_time=1.6 * BEAT)
        flat = FlatSlice(study, self.saw.along, FLAT)
        edge = flat.curve.copy()
        edge.points = path_points([panel.project(self.saw.edge)])
        told = Derivation(BOUND, *self.bounds())
        at, end = (self.weights, flat.start), lambda: float(flat.way(self.weights.w))
        self.weights.set_weights(flat.start)
        left = WayLeft(flat, end, "max", STEEP, at)
        touch = Tangent(flat, self.weights)
        self.say(
            "Laid flat, it is a parabola: its slope is λmax times the way s to the bottom.",
            *(Resize(panel, OPENED), Resize(self.plot, UNDER)),
            *(FadeIn(flat, rate_func=THEN), ReplacementTransform(edge, flat.curve)),
            *(FadeIn(each, rate_func=LAST) for each in (told.formula, touch, *left[:3])),
            seconds=2 * BEAT,
        )
        for share in (0.92, 0.0):
            self.walk_to(flat, share, 1.6 * BEAT)
        self.stepping = [flat, flat.curve, *left]
        self.shorten(flat, told, left, touch)
        if self.oblong:
            self.compromise(flat, told)
        self.poster()
        self.stepping += told.parts

    def shorten(self, flat: FlatSlice, told: Derivation, left: WayLeft, touch: Tangent) -> None:
        """One step on the slice, which grows: what it takes of the way, and what it leaves."""
        stride, rate = Stride(flat, self.weights), Rate(flat, self.weights)
        rate.move_to((GRID.right_edge, left.told.get_y(), 0), aligned_edge=RIGHT)
        self.say(
            "A step is α times the slope. Of the way it leaves this share: 1 − α λmax.",
            *(told.next(), FadeOut(touch, left.called, rate_func=FIRST_OUT)),
            *(FadeIn(each, rate_func=THEN) for each in (left.step, left.told, stride, rate)),
            seconds=1.6 * BEAT,
        )
        self.stride_to(flat, 0.25, 1.4 * BEAT)
        self.pause()
        self.say(
            "Where α λmax is 1, nothing is left; at 2 as much, on the other side; beyond, more."
        )
        bottom, across, beyond = STRIDES
        for share, pace in ((bottom, 1.4), (bottom, 0.8), (across, 1.6), (across, 0.8)):  # it rests
            self.stride_to(flat, share, pace * BEAT)
        self.stride_to(flat, beyond, 1.4 * BEAT, told.next())
        self.stepping += [rate, stride]

    def walk_to(self, flat: FlatSlice, share: float, seconds: float) -> None:
        """Go on the slice to a share of the way from its start to the bottom."""
        there = flat.start + share * (flat.best - flat.start)
        self.play(self.weights.animate.set_weights(there), run_time=seconds)

    def stride_to(self, flat: FlatSlice, share: float, seconds: float, *others: Animation) -> None:
        """Let a step from the slice's start grow, or shrink, to a share of the limit."""
        rule = GradientDescent(share * self.study.limit)
        end = rule.step(flat.start, self.study.objective.gradient, None)[0]
        grow = self.weights.animate.set_weights(np.asarray(end))
        self.play(grow, *others, run_time=seconds)

    def compromise(self, flat: FlatSlice, told: Derivation) -> None:
        """A step of the same rate on the flattest slice, too, and the rate that serves both."""
        other = Beside(flat, self.weights)
        also = Stride(other, other, named=False)
        at, end = (self.weights, flat.start), lambda: float(other.way(other.w))
        left = WayLeft(flat, end, "min", SHALLOW, at)
        self.say(
            "Square to it the bowl curves least, by λmin. There the same step leaves more.",
            *(Create(other.curve), also, left.track, left.left, left.step, left.told),
        )
        self.stride_to(flat, STRIDES[0], 1.8 * BEAT)
        share = self.study.best_rate / self.study.limit
        self.say(
            "A longer step helps the flat way and harms the steep one. Best: both leave as much."
        )
        self.stride_to(flat, share, 2.2 * BEAT)
        self.play(told.next(), run_time=1.4 * BEAT)
        self.pause(4.0)
        self.stepping += [other.curve, also, left.track, left.left, left.step, left.told]

    def bounds(self) -> list[str]:
        """The slope on the most curved slice, what a step leaves, the limit, and the best rate."""
        study = self.study
        most = number_source(study.curvature, 4)
        limit, best = (number_source(each, 3) for each in (study.limit, study.best_rate))
        bend, again = "{{ lambda_max : loss-most }}", "{{ lambda_max : loss-again }}"
        way = "{{ s : way }}"
        return [
            f"(partial g) / (partial s) = {bend} {way}",
            f"s - {{{{ alpha : rate }}}} {bend} {way} = (1 - alpha {again}) s",
            f"alpha < 2 / {bend} = 2 / {most} = {limit}",
            f'"best α:" quad 2 / ({{{{ lambda_min : loss-least }}}} + {bend}) = {best}',
        ]

    @chapter("Too timid, too bold")
    def timid_and_bold(self) -> None:
        """Learning rates side by side, each with its bowl and its line."""
        study, head = self.study, Playhead()
        away = np.linalg.norm(study.run.params[[0, -1]] - study.minimum, axis=1)
        goal = rounded_up(max(away[1], 1e-9 * away[0]), 0.1 * away[0])  # nearer is rounding
        columns = self.columns(head, goal)
        many = "Four" if self.oblong else "Three"
        self.deal(f"{many} learning rates, from one start: each bowl has its line below.", columns)
        near = f"there: weights within {format_number(goal, 3)} of the lowest point"
        measure = words(near, theme().type.small, theme().minimum)
        measure.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.play(FadeIn(measure), run_time=BLINK)
        ends = [len(column.run) for column in columns]
        best, half = ends[-2], f", half the limit at step {ends[1]:,}" if self.oblong else ""
        told: list[tuple[int, str | Said]] = [
            (0, "Above the limit every hop is larger in the end: ball and line are gone."),
            (18, f"The best is there at step {best:,}{half}."),
            (max(ends[1:]), f"The one just watched was right, but timid: {ends[0]:,} steps."),
        ]
        paces = {2: 1.4, 6: 1.2, 18: 1.2, ends[0]: 2.6}
        for until in sorted({*paces, *ends}):
            while told and until > told[0][0]:
                self.say(told.pop(0)[1])
            self.play(head.to(until), run_time=paces.get(until, 1.2) * BEAT)
            for column in columns:
                if len(column.run) == until and column.left:
                    self.play(*column.leave(), run_time=0.8 * BEAT)
                elif len(column.run) == until and column.is_within(goal):
                    self.play(*column.arrive(), run_time=0.6 * BEAT)
        self.poster()
        self.pause()
        self.rated, self.measure = columns, measure

    def deal(self, told: str, columns: list[RateColumn]) -> None:
        """The one bowl and the data go to their column; then the other columns come in turn."""
        panel, plot, first = self.walk.panel, self.plot, columns[0]
        for column in columns:
            column.panel.set_dials(sway=panel.sway)
        look = first.panel.look
        scales = VGroup(plot.grid, plot.axes, plot.labels, plot.names)
        self.remove(plot)
        for each in self.stepping:
            each.clear_updaters()
        self.say(
            told,
            *(FadeOut(each, rate_func=SLOWER_OUT) for each in (*self.stepping, scales, self.line)),
            *(Resize(panel, first.panel.slot), Turn(panel, **look), Turn(self.saw, cut=0.0)),
            ReplacementTransform(plot.dots.copy(), first.plot.dots),
            *(FadeIn(each, rate_func=THEN) for each in (first.plot.axes, first.told, first.line)),
            *(
                FadeIn(each, rate_func=squish_rate_func(smooth, 0.25 + 0.13 * k, 0.6 + 0.13 * k))
                for k, column in enumerate(columns[1:])
                for each in (column, column.plot, column.line)
            ),
            seconds=TURN,
        )
        for column in columns:
            self.remove(column.plot.dots, column.plot.axes, column.line, column.told)
            self.add(column, column.plot, column.line)
        self.remove(panel)

    def bare(self) -> list[Dim]:
        """Animations that leave the surface alone in its panel."""
        panel = self.walk.panel
        around = (panel.floor, panel.axes, panel.axes.labels, *self.walk.knobs)
        return [Dim(each, 0, rate_func=FIRST_OUT) for each in around]

    def rates(self) -> dict[str, float]:
        """The learning rates compared, by name; in a round bowl half the limit is the best."""
        study = self.study
        best = format_number(100 * study.best_rate / study.limit, 2)
        half = {"half the limit": HALF * study.limit} if self.oblong else {}
        return {
            "just watched": study.learning_rate,
            **half,
            f"best: {best} % of {'it' if half else 'the limit'}": study.best_rate,
            "above it": ABOVE * study.limit,
        }

    def columns(self, head: Playhead, goal: float) -> list[RateColumn]:
        """A column for each learning rate, from the descent's own start to within a distance."""
        study, rates = self.study, self.rates()

        def run(rate: float) -> Trajectory:
            if rate > study.limit:
                return run_inside(study, rate, HOPS)
            start, rule = study.run.params[0], GradientDescent(rate)
            steps = steps_within(study.objective, start, rule, goal)
            return run_inside(study, rate, steps or len(study.run))

        runs = [run(rate) for rate in rates.values()]
        longest = max(map(len, runs))
        slots = GRID.wide.columns(*(1 for _ in runs))
        return [
            RateColumn(study, name, rate, run, longest, head, slot)
            for (name, rate), run, slot in zip(rates.items(), runs, slots, strict=True)
        ]

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; how sure it is, and what it did not know."""
        study = self.study
        upper, lower = SIDE.rows(1.1, 1)
        table = upper.hold(Comparison(study, theme().type.heading * 1.3))
        self.weights.set_weights(study.run.params[-1])
        self.follow_weights()
        zeros = [
            slot.hold(Equation(derivation(k)[3], theme().type.formula * 1.25, width=slot.width))
            for k, slot in enumerate(upper.rows(1, 1))
        ]
        self.say(
            "At the lowest point both slopes are 0: there all springs balance.",
            *(*self.gather(), *(FadeIn(each, rate_func=THEN) for each in zeros)),
            seconds=2.4 * BEAT,
        )
        self.remove(*self.plot)
        self.add(self.plot, self.line)
        self.balance(zeros, table)
        result = lower.hold(self.result())
        first, *others = self.story.answer
        self.say(first, FadeIn(result, shift=0.2 * UP))
        sheaf = self.sheaf()
        self.pause()
        if self.story.today:
            self.true_distances([table, result, *sheaf], self.story.today)
        else:
            for sentence in others:
                self.say(sentence)
        self.poster()
        origin = f"Data: {study.raw.source or study.raw.title}"
        if self.story.today:
            origin += f"; {self.story.today.credit}"
        source = words(origin, theme().type.small, theme().muted, width=9.6)
        source.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.play(FadeIn(source), run_time=BEAT)
        self.pause(1.5 * BREATH)

    def balance(self, zeros: list[Equation], table: Comparison) -> None:
        """Pulled away, the line is brought back by its springs; two equations say where."""
        springs = Springs(self.plot, self.line, width=2.4)
        springs.add_updater(lambda coils: coils.follow())
        self.show(springs, self.weights.animate.set_weights(self.study.tilted(0.55)))
        self.say(
            "Two equations for two weights: solved, they give the best line exactly.",
            self.weights.animate.set_weights(self.study.minimum),
            seconds=1.4 * BEAT,
        )
        exact = [row[2] for row in table.rows[:2]]
        others = [part for part in table.get_family() if part.has_points() and part not in exact]
        self.play(
            *(
                FadeOut(zero, target_position=number, scale=0.2, rate_func=AHEAD)
                for zero, number in zip(zeros, exact, strict=True)
            ),
            *(FadeIn(number, scale=0.4, rate_func=THEN) for number in exact),
            *(FadeIn(part, rate_func=THEN) for part in others),
            FadeOut(springs, rate_func=THEN),
            run_time=1.8 * BEAT,
        )
        self.remove(*exact, *others)
        self.add(table)
        self.pause()

    def result(self) -> VGroup:
        """The best slope with its standard error, its unit, and the level."""
        best = self.study.raw_weights(self.study.minimum)
        slope = self.story.uncertain or format_number(best[1], 3)
        big = words(slope, theme().type.title * 1.8, theme().w1, "semibold")
        unit = words(self.story.slope_unit, theme().type.heading, theme().muted, width=SIDE.width)
        stack = VGroup(big, unit, self.level(best), *self.published())
        return stack.arrange(DOWN, buff=0.25)

    def published(self) -> list[Label]:
        """What others made of the same data, in small lines; none of anybody's table."""
        return [words(each, theme().type.small, theme().muted) for each in self.story.published]

    def sheaf(self) -> list[Mobject]:
        """Draw the lines one standard error away, all around; none where there are two rows."""
        if len(self.study.data) < 3:
            return []
        around = self.study.objective.error_ellipse(60)
        sheaf = Sheaf(self.plot, self.study.predict, around)
        name = words(
            "slope and height within one standard error", theme().type.small, theme().prediction
        )
        name.move_to(self.plot.area.get_corner(DOWN + RIGHT) + 0.3 * UP, aligned_edge=RIGHT)
        self.draw_around(sheaf, FadeIn(name, rate_func=FIRST_OUT))
        return [sheaf, name]

    def draw_around(self, sheaf: Sheaf, *others: Animation) -> None:
        """Draw lines behind all others, from left to right."""
        sheaf.z_index, drawn = -1, Playhead()
        sheaf.add_updater(lambda lines: lines.draw(drawn.iteration))
        self.add(sheaf)
        self.play(drawn.to(1.0), *others, run_time=2.4 * BEAT)
        sheaf.clear_updaters()

    def gather(self) -> list[Animation]:
        """Animations in which the columns go; then the first one's data grow into the one plot."""
        plot, first = self.plot.fill(MAIN), self.rated[0]
        self.remove(*(column.plot for column in self.rated))
        leaving: list[Mobject] = [self.measure, *(each.plot.dots for each in self.rated[1:])]
        leaving += [part for each in self.rated for part in (*each[1:], each.plot.axes)]
        leaving += [each.line for each in self.rated[1:]]
        grow, late = (squish_rate_func(smooth, begin, 0.75) for begin in (0.0, 0.3))
        return [
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(FadeOut(each.panel, rate_func=OVERLAP) for each in self.rated),
            ReplacementTransform(first.plot.dots, plot.dots, rate_func=grow),
            ReplacementTransform(first.line, self.line, rate_func=grow),
            *(
                FadeIn(each, rate_func=late)
                for each in (plot.grid, plot.axes, plot.labels, plot.names)
            ),
        ]

    def true_distances(self, gone: list[Mobject], told: Today) -> None:
        """Bring every row to the x that is known now, and the line after them."""
        plot, data = self.plot, self.study.data
        moved = Remeasured(self.study, told.data())
        middle = float(data.x.mean()), float(data.y.mean())
        known = KnownSlope(plot, told.slope / self.study.y_unit, told.named, middle)
        leaving = self.wrong_ruler(gone, told, known)
        rate, bars = self.signs(moved, told.ages)
        high = span_of(moved.new.x)[1]
        plot.let_grow(high)
        end = ValueTracker(plot.x_range[1])
        plot.add_updater(lambda _: plot.reach(float(end.get_value())))
        ghosts = plot.dots.copy().set_opacity(0.3).set_color(theme().muted)
        ghosts.add_updater(lambda dots: place(dots, plot, data))
        plot.dots.add_updater(lambda dots: place(dots, plot, moved.data))
        self.pause()
        self.play(
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(Resize(plot, BROAD, rate_func=THEN), known.aside.animate.set_value(0.0)),
            *(FadeIn(each, rate_func=squish_rate_func(smooth, 0.5, 1.0)) for each in (rate, *bars)),
            run_time=1.6 * BEAT,
        )
        self.add(ghosts.set_z_index(-1))  # behind the plot, but moved after it
        self.say(told.moved, end.animate.set_value(high), seconds=1.4 * BEAT)
        plot.clear_updaters(recursive=False)

        sway = ValueTracker(0.0)

        def settle(_: Mobject) -> None:
            w = self.weights.set_weights(moved.weights).w
            self.line.set_weights(w + float(sway.get_value()) * (moved.steepest - w))

        self.line.clear_updaters()
        self.line.add_updater(settle)
        self.play(moved.share.animate.set_value(1.0), run_time=4.4 * BEAT)
        self.say(told.found)
        error = words(f"± {moved.error:.0f}", theme().type.title * 1.2, theme().w1)
        error.next_to(rate[0], RIGHT, buff=0.25)
        whisker = Whisker(bars[0], *moved.ages, told.ages.shape)
        sheaf = Sheaf(plot, self.study.predict, moved.around)
        self.draw_around(sheaf, FadeIn(error), Create(whisker))
        self.sway(sway, 1.0)
        mark = AgeMark(bars[0], hubble_time(told.slope), told.marked)
        misses = self.misses(known)
        name = words(told.missed, theme().type.body, theme().loss)
        name.move_to(plot.at(plot.x_range[1], plot.y_range[0] / 2), aligned_edge=RIGHT)
        self.say(told.honest, Create(mark), FadeIn(name), seconds=1.6 * BEAT)
        self.play(LaggedStart(*map(Create, misses), lag_ratio=0.2), run_time=2.6 * BEAT)
        self.pause()
        trails = [
            Line(
                ghost.get_center(),
                dot.get_center(),
                stroke_width=2.0,
                color=theme().muted,
                z_index=-2,
            )
            for ghost, dot in zip(ghosts, plot.dots, strict=True)
        ]
        self.say(
            self.story.answer[-1],
            FadeOut(*misses, name, rate_func=squish_rate_func(smooth, 0.0, 0.2)),
            LaggedStart(*map(Create, trails), lag_ratio=0.2),
            seconds=4.6,
        )

    def misses(self, known: KnownSlope) -> list[Line]:
        """Strokes from the dots, as they stand, to the line of the known slope."""
        plot = self.plot
        (left, _, _), (right, _, _) = plot.at(plot.x_range, 0.0)
        x = np.array([dot.get_x() for dot in plot.dots])
        ways = plot.x_range[0] + (x - left) / (right - left) * np.ptp(plot.x_range)
        return [
            Line(dot.get_center(), end, stroke_width=3.5, color=theme().loss, z_index=-1)
            for dot, end in zip(plot.dots, plot.at(ways, known.at(ways)), strict=True)
        ]

    def wrong_ruler(self, gone: list[Mobject], told: Today, known: KnownSlope) -> list[Mobject]:
        """Count the errors down to the known slope; then show what no error knows of.

        Returns what is to go again.
        """
        error = float(self.study.objective.standard_errors()[1])
        best = float(self.study.minimum[1])
        count = round((best - known.slope) / error)
        x, y = known.through
        rungs, drawn = Rungs(self.plot, (x, y), best, error, count), Playhead()
        rungs.add_updater(lambda each: each.draw(drawn.iteration))
        *stays, sheaf, name = gone
        counted = words(told.counted, theme().type.small, theme().prediction).move_to(name)
        counted.align_to(name, RIGHT)
        self.say(
            told.gap,
            *(FadeOut(each, rate_func=FIRST_OUT) for each in (sheaf, name)),
            *(Create(known.line), FadeIn(known.name), FadeIn(counted, rate_func=THEN)),
        )
        self.add(rungs)
        self.play(drawn.to(1.0), run_time=2.4 * BEAT)
        rungs.clear_updaters()
        light = SameLight(LIT)
        self.say(
            told.ruler,
            *(FadeOut(each, rate_func=FIRST_OUT) for each in stays),
            *(FadeIn(each, rate_func=THEN) for each in (light.stage, light.star)),
            seconds=1.6 * BEAT,
        )
        self.play(Indicate(light.stage[-1], scale_factor=1.5, color=theme().data), run_time=1.4)
        self.say(told.kinds, light.far.animate.set_value(2.0), seconds=2 * BEAT)
        self.play(FadeIn(light.found), run_time=0.8 * BEAT)
        self.play(FadeIn(light.cloud), run_time=1.2 * BEAT)
        return [rungs, counted, light.stage, light.star, light.found, light.cloud]

    def sway(self, tracker: ValueTracker, *ends: float) -> None:
        """Let the line sway as far as its slope is uncertain, and come back."""
        for end in (*ends, 0.0):
            self.play(tracker.animate.set_value(end), run_time=BEAT)

    def signs(self, moved: Remeasured, told: Ages) -> tuple[VGroup, list[LengthBar]]:
        """Below the plot the slope as it falls, and the age that follows above the known one."""
        rate = LiveNumber(
            moved.rate, "000", size=theme().type.title * 2, colour=theme().w1, face="text"
        ).follow(lambda: moved.rate, of="answer", at=moved)
        unit = words(self.story.slope_unit, theme().type.body, theme().muted)
        rate.move_to((GRID.left_edge, -1.75, 0), aligned_edge=LEFT)
        unit.next_to(rate, DOWN, buff=0.2, aligned_edge=LEFT)
        name, other, years = told.names
        scale = (GRID.right_edge - AGED - 0.9) / told.longest
        bars = [
            LengthBar(
                f"{name}, {years}",
                lambda: moved.age,
                colour=theme().prediction,
                of="age-now",
                at=moved,
                shape=told.shape,
                scale=scale,
                height=0.42,
            ),
            LengthBar(
                other,
                lambda: told.known,
                colour=theme().ink,
                of="known-age",
                at=ValueTracker(1.0),
                scale=scale,
                height=0.42,
            ),
        ]
        for bar, height in zip(bars, (-1.75, -2.75), strict=True):
            bar.begin_at(AGED, height)
        return VGroup(rate, unit), bars

    # -- the cast ------------------------------------------------------------------------------

    def follow_weights(self) -> None:
        """Have the line follow the weights from now on."""
        self.line.clear_updaters()
        self.line.add_updater(lambda fit: fit.set_weights(self.weights.w))

    def line_in_numbers(self, knobs: Weights) -> Equation:
        """The line's formula, its weights live."""
        shape = template(np.stack([self.study.space.low, self.study.space.high]), 3)
        numbers = Equation(
            f"{{{{ hat(y) : prediction }}}} = {{{{ {shape} : w0-now }}}}"
            f" thin {{{{ {shape} : w1-now }}}} {{{{ x : data }}}}",
            size=theme().type.formula * 1.25,
        )
        numbers.live("w0-now", lambda: knobs.w[0], align="right", at=knobs)
        return numbers.live("w1-now", lambda: knobs.w[1], align="right", sign=True, at=knobs)

    def make_sliders(self, slot: Slot) -> list[Slider]:
        """The sliders of w0 and w1, whose scales are the window of the landscape."""
        space = self.study.space
        sliders = [
            Slider(
                f"w_{k}", colour, space.low[k], space.high[k], partial(self.weights.component, k)
            )
            for k, colour in ((0, theme().w0), (1, theme().w1))
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
        told = words("this step changes g by", theme().type.heading * 1.15, theme().muted)
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
            theme().type.formula * 1.35,
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

    @property
    def oblong(self) -> bool:
        """Whether the bowl curves plainly more in one direction than in another."""
        return self.study.curvature > ROUND * self.study.flattest

    def knob_range(self) -> tuple[np.ndarray, np.ndarray]:
        """Weights (2,) and (2,) between which the line still crosses the plot."""
        data = self.study.data
        rise = 0.4 * float(np.ptp(data.y))
        reach = np.array([rise, rise / float(np.abs(data.x).max())])
        centre = self.study.tilted(0.5)
        return centre - reach, centre + reach
