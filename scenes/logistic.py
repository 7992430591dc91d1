"""Logistic regression by gradient descent, on the question whether Challenger should have flown.

    manim -pqh scenes/logistic.py

The 23 flights before it, or a table of your own by `[logistic]` in `manim.cfg`.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    DashedLine,
    Dot,
    DoubleArrow,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    Mobject,
    Rectangle,
    ShowPassingFlash,
    VGroup,
    Write,
    rate_functions,
)

from mlcore import (
    GradientDescent,
    Landscape,
    LinearRegression,
    Objective,
    SigmoidSquaredError,
    Trajectory,
    challenger,
    descend,
)
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    GRID,
    HOME_PHI,
    HOME_THETA,
    TURN,
    Counter,
    Curve,
    Dim,
    Equation,
    LiveNumber,
    LossPanel,
    LossSpace,
    Playhead,
    Plot,
    Rewrite,
    Slider,
    Turn,
    Weights,
    chapter,
    digits_for,
    format_number,
    line_source,
    nice_range,
    number_source,
    symbol,
    template,
    theme,
    words,
)
from scenes.stage.film.captions import first_fitting
from scenes.stage.plane.neuron import Neuron, network
from scenes.stage.regression.chances import Band, Chances, SurpriseBars
from scenes.stage.regression.choices import Choices, safe_limit
from scenes.stage.regression.classes import Boundary, ClassPlot
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import span_of
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.score import ScoreViews
from scenes.stage.regression.story import ClassStory, told_of_classes
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.study_film import StudyFilm

OWN_CHOICES = Choices(
    start=(1.5, 2.5), learning_rate=0.02, iterations=3000, milestones=(400, 800, 1400, 3000)
)
FORECAST = 31.0
"""Degrees Fahrenheit, for the morning of 28 January 1986."""
COLD = 65.0
"""Degrees below which every flight showed distress."""
RIVALS, CRAWL, QUICK = 60, 3000, 60
"""Steps of descent on the two losses, on plain x, and on standardised x."""

OWN_STORY = ClassStory(
    question="Should Challenger have launched?",
    source="23 earlier flights of the space shuttle",
    opening=(
        "After each of 23 shuttle flights the boosters' rubber seals were examined.",
        "The coldest launch, at 53 °F: at least one seal, an O-ring, showed distress.",
    ),
    example=13,
    pattern=(),
    all_points="Here are all 23: at the top, filled, the seven with distress.",
    coded="Write 1 for distress and 0 for none, and fit a line by least squares.",
    solved="Exactly, by Newton's method: the loss agrees to four digits, the weights to two.",
    units="in °F",
    place="{} °F",
    unit=' thin "°F"',
    asked=FORECAST,
)
CREW = (
    "Francis Scobee",
    "Michael Smith",
    "Judith Resnik",
    "Ellison Onizuka",
    "Ronald McNair",
    "Gregory Jarvis",
    "Christa McAuliffe",
)
REMARKS = (
    "Now faster. The ball comes down the long slope; the curve turns over.",
    "The curve grows steeper, and the points pull it into place.",
    "Flatter ground, a smaller gradient, shorter steps.",
    "Near the bottom hardly anything moves: the curve has settled.",
)
"""What is said at the descent's milestones."""
LEFT_PLOT, RIGHT_COLUMN = (-3.75, -0.1, 0.0), 3.85


class Logistic(StudyFilm):
    """The film on logistic regression."""

    study: ClassStudy
    story: ClassStory

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = ClassStudy.read(self.settings, challenger, OWN_CHOICES)
        self.story = told_of_classes(self.study) if self.settings.data else OWN_STORY

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """The flights appear one by one, and far from them the forecast."""
        plot = self.wide_plot(chances=False)
        self.meet_data(plot, self.title_card())
        for sentence in self.story.pattern:
            self.say(sentence)
            self.pause()
        if self.story.asked is not None:
            self.forecast(plot)
        self.poster()
        self.clear_stage()

    def forecast(self, plot: ClassPlot) -> None:
        """How far off the launch day's forecast lies; what was looked at, and what was not."""
        coldest = int(np.argmin(self.study.raw.x))
        gap = DoubleArrow(
            plot.at(FORECAST, 1.0),
            plot.dots[coldest].get_left(),
            buff=0.04,
            stroke_width=3,
            tip_length=0.18,
            color=theme().muted,
        )
        warmer = float(self.study.raw.x[coldest]) - FORECAST
        distance = words(f"{warmer:.0f} °F", theme().type.body, theme().muted)
        distance.next_to(gap, UP, buff=0.15)
        self.say("For the morning of 28 January 1986 the forecast was 31 °F.", *self.asked(plot))
        self.play(FadeIn(gap), FadeIn(distance), run_time=BEAT)
        self.pause()
        quiet = [dot for dot, y in zip(plot.dots, plot.sample.y, strict=True) if y == 0]
        self.say(
            "The evening before, engineers mainly compared the flights with distress.",
            *(FadeOut(dot) for dot in quiet),
        )
        self.pause(BEAT)
        self.say("But the flights without distress carry the pattern.", *quiet)
        self.remove(*quiet)
        self.add(plot)
        self.say("What do these data say of such a launch? Seven people were on board.")
        self.pause()

    @chapter("A line will not do")
    def line_will_not_do(self) -> None:
        """Least squares predicts chances below 0 and above 1."""
        least = LinearRegression(self.study.data)
        best = least.minimum()

        def predict(w: np.ndarray, x: np.ndarray) -> np.ndarray:
            return least.predict(w, self.study.fitted_x(x))

        ends = predict(best, np.array(self.wide_plot().x_range))
        y_range = nice_range(min(-0.5, float(ends.min())), max(1.5, float(ends.max())), 4)
        plot = self.wide_plot(y_range=y_range)
        line = FitCurve(plot, predict, best)
        self.say(
            self.story.coded,
            plot,
        )
        self.play(Create(line), run_time=2 * BEAT)
        self.say(
            "Read as a chance, it soon leaves what a chance can be."
            if ends.min() < 0 or ends.max() > 1
            else "Here it stays between 0 and 1, but farther on it would not.",
            *self.impossible(plot),
        )
        self.bring_to_front(plot, line)
        self.pause()
        if self.story.asked is not None:
            value = float(predict(best, np.array([FORECAST]))[0])
            dot, number = self.read_off(plot, f"{value:.2f}", value, theme().type.formula)
            self.say(
                f"At 31 °F it promises a chance of {value:.2f}. There is no such thing.",
                *self.asked(plot),
                FadeIn(dot, scale=0.5),
                number,
            )
            self.pause(BEAT)
        self.poster()
        self.say("We need a curve that stays between 0 and 1.")
        self.clear_stage()

    @chapter("From score to probability")
    def score_to_probability(self) -> None:
        """A score from a line, squashed by the sigmoid; what each weight does; where ŷ = ½."""
        views = ScoreViews(self.study, self.left_plot())
        self.say(
            "Give every x a score z by a straight line, with some weights to begin with.",
            *(views.plot, views.line_plot),
            Write(views.score),
        )
        self.play(Create(views.line), run_time=BEAT)
        arriving = (views.score_now, views.rider, views.mark)
        self.play(*(FadeIn(each) for each in arriving), run_time=BLINK)
        for share in (0.85, 0.45):
            self.play(views.probe.animate.set_value(views.place(share)), run_time=1.4 * BEAT)
        self.say(
            "Then squash the score: the sigmoid makes any number a chance, from 0 to 1.",
            *(FadeOut(each) for each in (views.line_plot, views.line, views.rider)),
            seconds=BLINK,
        )
        self.play(FadeIn(views.scores), FadeIn(views.slider), Create(views.sigmoid), run_time=BEAT)
        self.play(views.lift.animate.set_value(1.0), Write(views.chance), run_time=BEAT)
        self.play(FadeIn(views.spot), FadeIn(views.chance_now), run_time=BLINK)
        self.play(views.probe.animate.set_value(views.place(0.03)), run_time=BEAT)
        self.play(
            views.probe.animate.set_value(views.place(0.97)), FadeIn(views.curve), run_time=2 * BEAT
        )
        self.bring_to_front(views.spot)
        self.say("Score 0 means a chance of one half: this is the decision boundary.")
        middle = self.study.boundary(views.standard)
        self.play(views.probe.animate.set_value(middle), run_time=BEAT)
        self.play(FadeOut(views.mark), FadeIn(views.boundary), FadeIn(views.half), run_time=BLINK)
        self.pause()
        self.poster()
        self.turn_weights(views)
        self.clear_stage()

    def turn_weights(self, views: ScoreViews) -> None:
        """Each weight's effect on the curve."""
        knobs, home, reach = views.weights, views.weights.w, views.reach()
        every = np.array([pair for pairs in reach.values() for pair in pairs])
        sliders = VGroup()
        for k, colour, y in ((1, theme().w1, 2.1), (0, theme().w0, 1.0)):
            ends = nice_range(every[:, k].min(), every[:, k].max(), 4)
            slider = Slider(f"w_{k}", colour, *ends, partial(knobs.component, k))
            sliders.add(slider.shift(np.array([RIGHT_COLUMN, y, 0]) - slider.track.get_center()))
        gone = (views.scores, views.sigmoid, views.slider)
        self.play(*(FadeOut(each) for each in gone), run_time=BLINK)
        self.play(*(FadeIn(each) for each in sliders), run_time=BLINK)
        for caption, pairs in (
            ("The weight w0 alone moves the curve sideways.", reach["level"]),
            ("w1 sets how steep it is, if w0 moves along to hold the boundary.", reach["steep"]),
            (
                "Alone, w1 moves the boundary as well, for x = 0 is far away. Remember that."
                if self.distance > 4
                else "Alone, w1 leaves the boundary only if that is near x = 0.",
                reach["alone"],
            ),
        ):
            self.say(caption)
            for w0, w1 in (*pairs, home):
                self.play(knobs.animate.set_weights((w0, w1)), run_time=1.2 * BEAT)
            self.pause()

    @chapter("How surprised are we?")
    def surprised(self) -> None:
        """−ln p for every row, and their mean: the cross-entropy."""
        study, home = self.study, self.study.minimum * [0.8, 0.62]
        knobs, plot = Weights(home), self.left_plot()
        curve = study.curve(plot, home)
        curve.add_updater(lambda fit: fit.set_weights(knobs.w))
        chances = Chances(plot, curve)
        chances.add_updater(lambda strokes: strokes.follow())
        rows = plot.sample
        surprises = study.surprise(home, rows.x, rows.y)
        formulas, mean = self.entropy_formulas()
        self.say(
            "Take some curve. For each point, what chance p did it give to what happened?",
            plot,
            curve,
        )
        self.play(Create(chances), run_time=2 * BEAT)
        self.pause()
        top = max(3.0, nice_range(0.0, float(surprises.max()), 3)[1])
        measure = self.right_plot(
            (0.0, 1.0), (0.0, top), x_label="p, the chance of what happened", y_label="surprise"
        )
        log = Curve(measure, theme().loss, samples=241)
        log.trace(np.append(1e3, -np.log(log.x[1:])))
        self.say(
            "Call −ln p the surprise: nothing for what was certain, infinite for the impossible.",
            measure,
            Write(formulas[0]),
        )
        self.play(Create(log), run_time=BEAT)
        self.pause()
        chances.clear_updaters()
        self.play(chances.animate.set_stroke(opacity=0), run_time=BLINK)
        most, least = int(np.argmax(surprises)), int(np.argmin(surprises))
        examples: list[Mobject] = []
        against = surprises[most] > np.log(2.5)  # a chance below 0.4
        for row, verdict in {
            least: "the curve expected what came: hardly a surprise.",
            most: "one came against expectation: a great surprise."
            if against
            else "one was the least expected: no great surprise, but the greatest.",
        }.items():
            if row == most or surprises[most] > surprises[least] + 1.2:
                place = format_number(float(rows.x[row]), 3)
                where = f"At {self.story.place.format(place)}"
                caption = first_fitting(f"{where} {verdict}", f"{where} the greatest surprise.")
                self.say(caption, *(FadeOut(each) for each in examples), seconds=BLINK)
                examples = [self.point_out(plot, curve, measure, row)]
        bars = SurpriseBars(
            rows,
            study.surprise,
            home,
            width=4.8,
            height=2.3,
            highest=float(surprises.max()),
            marked=[float(rows.x[most])],
        )
        bars.shift(measure.area.get_center() - bars.area.get_center()).set_weights(home)
        self.say(
            "One bar for each point, from the lowest x to the highest."
            if len(bars.bars) == len(study.raw)
            else f"{len(bars.bars)} of the points, more of the rarer class, a bar for each."
            if abs(bars.y.mean() - study.raw.y.mean()) > 0.02
            else f"{len(bars.bars)} of the points, a bar for each, from the lowest x on.",
            *(FadeOut(each) for each in (measure, log, *examples)),
            seconds=BLINK,
        )
        self.play(FadeIn(bars), chances.animate.set_stroke(opacity=0.7), run_time=BLINK)
        self.play(
            LaggedStart(*(FadeIn(bar) for bar in bars.bars), lag_ratio=0.1), run_time=2 * BEAT
        )
        self.remove(*bars.bars)
        self.add(bars.bars)
        self.say("p is ŷ where y is 1, and one minus ŷ where y is 0.")
        self.play(Rewrite(formulas[0], formulas[1]), run_time=BEAT)
        self.say("In one line: y is 1 or 0, and switches one half off.")
        self.play(Rewrite(formulas[1], formulas[2]), run_time=BEAT)
        self.pause()
        mean.live("loss-now", lambda: float(study.objective.loss(knobs.w)), align="left")
        self.say("The mean of all surprises is the loss. It is called cross-entropy.", mean)
        self.pause()
        self.poster()
        chances.add_updater(lambda strokes: strokes.follow())
        bars.bars.add_updater(lambda _: bars.set_weights(knobs.w))
        self.say("A worse curve is more surprised, on average; a better one, less.")
        for goal in (study.minimum * [0.4, -0.35], home):
            self.play(knobs.animate.set_weights(goal), run_time=1.8 * BEAT)
            self.pause(BLINK)
        self.clear_stage()

    def point_out(self, plot: ClassPlot, curve: FitCurve, measure: Plot, row: int) -> VGroup:
        """Show one row in the data and on the curve of surprise, both with their numbers."""
        x, y = float(plot.sample.x[row]), float(plot.sample.y[row])
        surprise = float(self.study.surprise(curve.w, np.array([x]), np.array([y]))[0])
        chance = float(np.exp(-surprise))
        colour, size = theme().prediction, theme().type.body
        ring = plot.dots[row].copy().set_fill(opacity=0).set_stroke(theme().ink, 3).scale(2.0)
        ends = plot.at(x, 1 - y), plot.at(x, float(curve.predict(curve.w, np.array([x]))[0]))
        ends[0][1] += 0.08 * np.sign(ends[1][1] - ends[0][1])  # clear of a dot that may lie there
        stroke = Line(*ends, color=colour, stroke_width=6)
        figures = f"{chance:.2f}" if chance >= 0.1 else number_source(chance, 2)
        given = symbol(f"p = {figures}", colour, size)
        if stroke.get_length() > 1:
            given.next_to(stroke, RIGHT if x < sum(plot.x_range) / 2 else LEFT, buff=0.15)
        else:  # beside so short a stroke there may be dots
            given.next_to(ends[1], UP if y == 1 else DOWN, buff=0.4)
        spot = Dot(measure.at(chance, surprise), radius=0.1, color=theme().loss)
        number = symbol(f"-ln p = {surprise:.2f}", theme().loss, size)
        if chance > 0.4:  # the curve is low there, and its right end near
            number.move_to(measure.at(1.0, 1.2), aligned_edge=RIGHT)
        else:
            # near the top the plot's name stands above
            aside = RIGHT + (DOWN if surprise > 0.8 * measure.y_range[1] else UP)
            number.next_to(spot, aside, buff=0.2)
        shown = VGroup(ring, stroke, given, spot, number)
        self.play(*(FadeIn(each) for each in shown), run_time=BEAT)
        self.pause()
        return shown

    @chapter("Why not squared error?")
    def squared_error(self) -> None:
        """Two landscapes side by side, and the same descent on both."""
        study, head = self.study, Playhead()
        squared, entropy = (
            self.rival(objective, name, *formula, head)
            for objective, name, formula in (
                (
                    SigmoidSquaredError(study.data),
                    "squared error",
                    ("E", "1/N sum_n ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2"),
                ),
                (study.objective, "cross-entropy", ("g", "1/N sum_n -ln {{ p_n : prediction }}")),
            )
        )
        for (panel, title), x in ((squared, -3.5), (entropy, 3.5)):
            panel.move_to((x, -0.42, 0))
            title.move_to((x, 2.3, 0))
        left = squared[0]
        slopes = [self.slope_of(panel, head) for panel, _ in (squared, entropy)]
        self.say("Why not the mean squared error, as for a line? Here is its landscape.", *squared)
        self.say("Where the curve is confidently wrong the ground is flat: it points nowhere.")
        self.play(Turn(left, theta=HOME_THETA + 0.5), run_time=TURN)
        self.say(
            "Cross-entropy, over the same weights, is convex: one bowl with one lowest point."
            if not study.separable
            else "Cross-entropy, over the same weights, is convex: it never flattens uphill.",
            *entropy,
            Turn(left, theta=HOME_THETA),
            seconds=TURN,
        )
        self.pause()
        self.say(
            "Each step is the slope times a learning rate, the same for both, downhill.",
            Counter(head.get_value, RIVALS),
            *slopes,
        )
        self.play(head.to(10), run_time=2 * BEAT)
        self.play(head.to(RIVALS), run_time=2 * BEAT)
        self.poster()
        self.pause()
        run = entropy[0].descents[0].run
        left_over = np.linalg.norm(run.params[[-1, 0]] - run.goal, axis=1)
        self.say(
            "On the plateau the ball has hardly moved; in the bowl it has arrived."
            if left_over[0] < 0.05 * left_over[1] and not study.separable
            else "On the plateau the ball has hardly moved; on the other it is on its way."
        )
        self.pause(BEAT)
        self.clear_stage()

    def rival(
        self, objective: Objective, name: str, loss: str, formula: str, head: Playhead
    ) -> tuple[LossPanel, VGroup]:
        """A loss far around zero weights, with a descent from a bad start; and its title.

        The first curve is sure of one class for every x, of the rarer one.
        """
        study = self.study
        reach = max(8.0, 3 * float(np.abs(study.minimum).max()))
        start = np.array([6.0 if study.data.y.mean() < 0.5 else -6.0, 0.0])
        # the plateaus are so nearly level that a coarser grid would break their iso-lines
        landscape = Landscape.over(objective, np.full(2, -reach), np.full(2, reach), resolution=129)
        space = LossSpace.of(landscape, start)
        run = descend(objective, start, GradientDescent(study.limit / 8), RIVALS)
        panel = LossPanel(landscape, space, width=6.6, height=4.3, names=("w_0", "w_1", loss))
        title = VGroup(
            words(name, theme().type.heading, weight="semibold"),
            Equation(f"{{{{ {loss} : loss }}}} = {formula}", theme().type.body),
        )
        descent = panel.add_descent(run).follow(head)
        if objective is not study.objective:
            descent.goal.set_opacity(0)  # a minimum it has, but farther out the loss may be less
        return panel, title.arrange(DOWN, buff=0.22)

    def slope_of(self, panel: LossPanel, head: Playhead) -> VGroup:
        """The length of the gradient where the ball is, live, below its panel."""
        run = panel.descents[0].run
        name = words("slope at the ball", theme().type.small, theme().muted)
        number = LiveNumber(0, "0.0000", size=theme().type.body, colour=theme().gradient)
        number.follow(
            lambda: float(np.linalg.norm(run.gradients[int(head.get_value() + 1e-6)])),
            of="slope",
            at=(run, head),
        )
        row = VGroup(name, number).arrange(RIGHT, buff=0.2)
        return row.move_to((float(panel.centre[0]), -2.95, 0))

    @chapter("A needle of a valley")
    def needle(self) -> None:
        """On raw x the valley is needle-thin; standardised, it becomes a bowl."""
        study, zero, head = self.study, np.zeros(2), Playhead()
        panel = ScalingPanel(study, width=7.4, height=5.6).move_to((-2.9, -0.15, 0))
        raw, origin = panel.objective_at(0.0), study.standard_weights(zero)
        rates = [safe_limit(objective) / 4 for objective in (raw, study.objective)]
        crawl = descend(raw, zero, GradientDescent(rates[0]), CRAWL)
        quick = descend(study.objective, origin, GradientDescent(rates[1]), QUICK)
        panel.add_descent(crawl).follow(head)
        plain, scaled = (
            words(text, theme().type.heading, width=5.4).move_to((RIGHT_COLUMN, 2.3, 0))
            for text in (
                f"weights for x {self.story.units}",
                "weights for standardised x",
            )
        )
        kappa, rounder = self.kappa(panel)
        note = words("each axis to its own scale", theme().type.small, theme().muted)
        note.move_to((RIGHT_COLUMN, -2.75, 0))
        self.say(
            "One trouble is left. Here is the loss over the weights for plain x.", panel, plain
        )
        self.say(
            self.shape_of_valley(panel),
            kappa,
            note,
            Turn(panel, theta=HOME_THETA + 0.4, phi=1.15),
            seconds=TURN,
        )
        self.say(self.told_of_crawl(crawl, rates), Turn(panel, theta=HOME_THETA, phi=HOME_PHI))
        shown = self.race(head, crawl, rates[0], study.raw_weights(study.minimum))
        if self.distance > 4 and abs(self.study.scaling.mean) > 1:
            self.say("Every x is far from 0, so w0 and w1 do nearly the same to every score.")
            self.pause()
        self.poster()
        formula = self.standardising().move_to((RIGHT_COLUMN, -1.6, 0))
        self.say("So standardise x: subtract its mean, divide by its spread.")
        self.play(*(FadeOut(each) for each in (plain, *shown)), run_time=BLINK)
        self.play(Write(formula), run_time=2 * BEAT)
        self.pause()
        panel.carry(crawl)
        self.say(
            "Same data, same curves, new coordinates. The valley opens to a bowl."
            if self.distance > 1 and not study.separable
            else "Same data, same curves, new coordinates: now both weights count alike."
        )
        # at first little is seen of it, however much the condition number falls
        opening = Turn(panel, share=1.0, phi=0.85, rate_func=rate_functions.ease_out_sine)
        self.play(opening, run_time=2 * TURN)
        before = panel.descents[0]
        parts = [Dim(part, 0.0) for part in (before.ball, before.drop)]
        self.play(FadeIn(scaled), *rounder, *parts, run_time=BLINK)
        panel.drop_descent()
        head = Playhead()
        after = panel.add_descent(quick).follow(head)
        for part in (after.ball, after.drop):
            part.set_opacity(0)
        self.say(
            self.told_of_rest(quick, rates),
            *(Dim(part, 1.0) for part in (after.ball, after.drop)),
            seconds=BLINK,
        )
        self.race(head, quick, rates[1], study.minimum)
        self.pause(BEAT)
        self.clear_stage()

    @property
    def distance(self) -> float:
        """How many times its spread x lies away from 0: the farther, the thinner the valley."""
        return abs(self.study.scaling.mean) / self.study.scaling.scale

    def shape_of_valley(self, panel: ScalingPanel) -> str:
        """Say what the loss over the weights for plain x looks like."""
        raw, standardised = panel.condition_number(0.0), panel.condition_number(1.0)
        if self.distance > 4:
            length = f"{np.sqrt(raw):,.0f}" if raw < 1e10 else _rounded(np.sqrt(raw))
            return f"A needle, {length} times as long as wide: the root of the condition number."
        if self.distance > 1:
            return "A narrow valley: steep across, gentle along."
        if raw > 4 * standardised:
            return "Each side here has a scale of its own. In numbers, one is far the longer."
        if 0.3 < self.study.scaling.scale < 3:
            return "This valley is wide already: these x lie near 0, with a spread near 1."
        return "Each side here has a scale of its own."

    def told_of_crawl(self, crawl: Trajectory, rates: list[float]) -> str:
        """Say how many steps are made on plain x, and what holds them back."""
        if len(crawl) == 0:
            return "Zero weights are the best here: there is no step to make."
        small = " The steep sides allow only tiny ones." if rates[1] > 3 * rates[0] else ""
        return f"From zero weights, {len(crawl):,} steps.{small}"

    def told_of_rest(self, quick: Trajectory, rates: list[float]) -> str:
        """Say how the learning rate and the steps on standardised x compare with that."""
        ratio = rates[1] / rates[0]
        first = (
            f"Now the learning rate can be {_rounded(ratio)} times larger."
            if ratio > 1.5
            else "The learning rate stays much the same."
        )
        left = np.linalg.norm(quick.params[[-1, 0]] - self.study.minimum, axis=1)
        arrives = left[0] < 0.05 * left[1] and not self.study.separable
        return f"{first} {len(quick)} steps will do." if arrives else first

    def race(
        self, head: Playhead, run: Trajectory, rate: float, goal: np.ndarray
    ) -> tuple[Mobject, ...]:
        """Run a descent; return its counter, its learning rate and its weights, live."""
        counter = Counter(head.get_value, len(run))
        alpha = VGroup(
            words("learning rate", theme().type.body, theme().muted),
            symbol(number_source(rate, 2), size=theme().type.formula * 0.8),
        )
        alpha.arrange(RIGHT, buff=0.3).move_to((RIGHT_COLUMN, 0.8, 0))

        def weight(k: int) -> float:
            return float(run.at(head.iteration).w[k])

        rows = [self.weight_and_goal(k, partial(weight, k), goal[k]) for k in (0, 1)]
        weights = VGroup(*rows).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        weights.move_to((RIGHT_COLUMN, -0.2, 0))
        shown = (counter, alpha, *rows)
        self.play(*(FadeIn(each) for each in shown), run_time=BLINK)
        self.play(head.to(len(run)), run_time=3.4 * BEAT)
        self.pause()
        return shown

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, curve, loss and rule move together, driven by one playhead."""
        views, rate = LinkedViews(self.study), self.study.learning_rate
        gradient = self.gradient_formula().move_to((RIGHT_COLUMN, 1.2, 0))
        self.say(
            "For standardised x, the gradient in one line: error times input, averaged.",
            views.panel,
        )
        self.play(Write(gradient), run_time=2 * BEAT)
        self.say("Fitting a line has this gradient too, but for a factor 2. Only ŷ is new.")
        self.play(Indicate(gradient.part("prediction"), color=theme().prediction), run_time=BEAT)
        self.say("The rule: a small step against the gradient, for both weights at once.")
        self.play(Write(views.rule), run_time=BEAT)
        self.pause()
        self.play(FadeOut(gradient), run_time=BLINK)
        slower = self.study.limit / 4 / rate
        self.link(
            views,
            f"Now α is {format_number(rate)}: {_rounded(slower)} times slower, so we can watch."
            if slower > 2
            else f"Here the learning rate α is {format_number(rate)}.",
        )
        run = self.study.run
        moved = np.linalg.norm(run.params[[min(10, len(run)), 0]] - run.goal, axis=1)
        self.first_steps(
            views.head,
            "The first guess is wrong on purpose. In green, the errors that make the gradient.",
            "Small steps: after ten of them the ball has hardly left its place."
            if moved[0] > 0.9 * moved[1]
            else "Ten steps, one by one. The ball marks a position: it has no inertia.",
        )
        self.hold_at_milestones(views.head, REMARKS, "curve")
        self.clear_stage()

    @chapter("One neuron")
    def one_neuron(self) -> None:
        """What has been fitted is the smallest neural network."""
        one = Neuron(["x"], ["w_1"], "w_0").shift(0.7 * UP)
        many = Neuron(["x_1", "x_2", "dots.v", "x_d"], ["w_1", "w_2", "", "w_d"], "b")
        many.shift(0.7 * UP)
        formulas = [
            Equation(source, size=theme().type.formula * 1.1).move_to((0, -2.45, 0))
            for source in (
                "{{ hat(y) : prediction }} = sigma( {{ w_1 : w1 }} {{ x : data }} "
                "+ {{ w_0 : w0 }} )",
                "{{ hat(y) : prediction }} = sigma( {{ w_1 : w1-a }} {{ x_1 : data-a }} + "
                "{{ w_2 : w1-b }} {{ x_2 : data-b }} + dots.c + "
                "{{ w_d : w1-d }} {{ x_d : data-d }} + {{ b : w0 }} )",
                "{{ hat(y) : prediction }} = sigma( {{ bold(W) : w1 }} dot {{ bold(x) : data }} "
                "+ {{ b : w0 }} )",
            )
        ]
        self.say("What has learned here is a neuron: input, weight, bias, then the sigmoid.")
        for parts in ([one.inputs, one.wires, one.weights], [one.bias, one.sum]):
            self.play(*(FadeIn(part) for part in parts), run_time=BEAT)
        self.play(FadeIn(one.squash), FadeIn(one.output), Write(formulas[0]), run_time=BEAT)
        self.pause(BEAT)
        self.say(
            "With many inputs the score is a dot product; the bias is now called b.",
            FadeOut(one),
            Rewrite(*formulas[:2]),
        )
        self.play(FadeIn(many), run_time=BLINK)
        self.pause(BREATH)
        self.play(Rewrite(*formulas[1:]), run_time=BEAT)
        self.pause()
        self.poster()
        wires, nodes = net = network((3, 5, 5, 1), 9.0, 5.2)
        self.say(
            "Neurons that feed neurons are a network: the same rule, but no longer one bowl.",
            FadeOut(many),
            FadeOut(formulas[-1]),
            seconds=BLINK,
        )
        self.play(FadeIn(net), run_time=BLINK)
        self.add_foreground_mobjects(nodes)
        for layer in wires:
            flash = layer.copy().set_stroke(theme().prediction, 3, 1)
            self.play(
                *(ShowPassingFlash(wire, time_width=0.5) for wire in flash), run_time=0.6 * BEAT
            )
        self.remove_foreground_mobjects(nodes)
        self.clear_stage()

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; the forecast; and what it does not mean."""
        study, plot = self.study, self.left_plot()
        curve = study.curve(plot, study.minimum)
        boundary = Boundary(plot, lambda: study.boundary(study.minimum))
        *opening, closing = self.story.answer or ("",)
        if study.separable:
            self.say(opening[0], plot, curve)
            self.say(opening[1])
            self.pause()
        else:
            table = VGroup(
                words("for standardised x", theme().type.body, theme().muted), Comparison(study)
            )
            table.arrange(DOWN, buff=0.35).move_to((RIGHT_COLUMN, 1.3, 0))
            self.say(
                self.story.solved,
                *(plot, table),
                curve,
            )
            self.pause()
        raw = self.raw_answer().move_to((RIGHT_COLUMN, -1.6, 0))
        self.say(f"The same curve for x {self.story.units}.", FadeIn(raw, shift=0.2 * UP), boundary)
        self.pause(BREATH)
        if self.story.asked is not None:
            self.clear_stage(*self.heading)
            self.verdict()
            self.remembrance()
            return
        for sentence in [closing] if study.separable else self.story.answer:
            self.say(sentence)
            self.pause(BEAT)
        self.clear_stage(seconds=BEAT)

    def verdict(self) -> None:
        """What the model says of 31 °F, and what a careful person says at once."""
        study, data, plot = self.study, self.study.raw, self.wide_plot()
        curve = study.curve(plot, study.minimum)
        chance = float(study.predict(study.minimum, [FORECAST])[0])
        dot, number = self.read_off(plot, f"{chance:.4f}", chance, theme().type.title * 1.3)
        credit = words(f"Data: {data.source}", theme().type.small, theme().muted)
        credit.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.say("And the forecast of 31 °F?", plot, credit, curve)
        self.play(*(FadeIn(each) for each in self.asked(plot)), run_time=BLINK)
        self.say(
            f"By this model, the chance of distress in at least one seal was {chance:.4f}.",
            FadeIn(dot, scale=0.5),
            number,
        )
        self.pause(BREATH)
        gap, empty = float(data.x.min()) - FORECAST, self.no_data(plot)
        self.say(
            f"But careful: only {len(data)} flights, and the coldest was {gap:.0f} degrees warmer.",
            *empty,
        )
        self.pause()
        lower, upper = study.objective.confidence_band(study.minimum, study.fitted_x(curve.x))
        least = float(np.interp(FORECAST, curve.x, lower))
        lowest = self.read_off(plot, f"{least:.2f}", least, theme().type.heading)
        band = [Band(plot, curve.x, lower, upper), *lowest]
        self.say(
            f"Other curves fit nearly as well: a rough 95 % band reaches from {least:.2f} to 1.",
            *band,
            FadeOut(number),
        )
        self.bring_to_front(plot, curve, dot, *lowest)
        self.pause()
        self.poster()
        self.say("Distress is not yet disaster, and cold was one cause among several.")
        self.pause()
        self.play(*(FadeOut(each) for each in (curve, dot, *band, *empty)), run_time=BLINK)
        self.count(plot)
        self.say("Nothing in these data spoke for a launch at 31 °F.")
        self.pause(BEAT)
        self.clear_stage(seconds=BEAT)

    def count(self, plot: ClassPlot) -> None:
        """What needs no model: how often there was distress in the cold, and how often not."""
        data, cold = self.study.raw, self.study.raw.x < COLD
        foot, top = (plot.at(COLD, y) for y in plot.y_range)
        shown: list[Mobject] = [Line(foot, top, stroke_width=2, color=theme().muted)]
        shares = []
        for rows in (cold, ~cold):
            shares.append(f"{int(data.y[rows].sum())} of {rows.sum()}")
            name = words(shares[-1], theme().type.heading, theme().data, weight="semibold")
            shown.append(name.move_to(plot.at(float(data.x[rows].mean()), 0.7)))
        self.say(
            f"No model needed: below {COLD:.0f} °F distress on {shares[0]}, above on {shares[1]}.",
            *shown,
        )
        self.pause()

    def remembrance(self) -> None:
        """The names of those who died."""
        names = words("\n".join(CREW), theme().type.body, align="center").move_to((0, 0.3, 0))
        self.say("Challenger was launched. Seven people died.", names)
        self.pause(3 * BREATH)
        self.clear_stage(seconds=BEAT)

    # -- the cast ------------------------------------------------------------------------------

    def left_plot(self) -> ClassPlot:
        """The data as dots, on the left."""
        plot = ClassPlot(self.study.drawn, width=4.9, height=4.0)
        return plot.shift(np.array(LEFT_PLOT) - plot.area.get_center())

    def wide_plot(
        self, *, chances: bool = True, y_range: tuple[float, float] | None = None
    ) -> ClassPlot:
        """The data as dots, over the whole frame, and as far as the launch day's forecast."""
        plot = ClassPlot(
            self.study.drawn,
            width=10.4,
            height=4.6,
            include=() if self.story.asked is None else (self.story.asked - 2,),
            chances=chances,
            y_range=y_range,
        )
        return plot.shift(np.array([-0.35, 0.0, 0.0]) - plot.area.get_center())

    def right_plot(
        self,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        x_label: str = "",
        y_label: str = "",
    ) -> Plot:
        """A small plot, upper right."""
        plot = Plot(
            x_range,
            y_range,
            width=4.8,
            height=2.3,
            x_ticks=4,
            y_ticks=3,
            x_label=x_label,
            y_label=y_label,
        )
        return plot.shift(np.array([RIGHT_COLUMN, 1.35, 0.0]) - plot.area.get_center())

    def asked(self, plot: ClassPlot) -> list[Mobject]:
        """The forecast as an upright line, and its name."""
        foot, top = (plot.at(FORECAST, y) for y in plot.y_range)
        line = DashedLine(foot, top, dash_length=0.1, stroke_width=3, color=theme().ink)
        name = words("forecast: 31 °F", theme().type.small, theme().ink)
        return [line, name.next_to(foot, RIGHT + UP, buff=0.12)]

    def read_off(
        self, plot: ClassPlot, text: str, chance: float, size: float
    ) -> tuple[Dot, Mobject]:
        """A dot at a chance for the forecast, and its number."""
        dot = Dot(plot.at(FORECAST, chance), radius=0.1, color=theme().prediction)
        number = symbol(text, theme().prediction, size)
        return dot, number.next_to(dot, DOWN + RIGHT, buff=0.3)

    def impossible(self, plot: ClassPlot) -> list[Mobject]:
        """Shade what lies above a chance of 1 and below 0, and name it."""
        shown: list[Mobject] = []
        for (low, high), name in (
            ((1.0, plot.y_range[1]), "more than certain"),
            ((plot.y_range[0], 0.0), "less than never"),
        ):
            zone = self.zone(plot, plot.x_range, (low, high))
            shown += [zone, words(name, theme().type.body, theme().muted).move_to(zone)]
        return shown

    def no_data(self, plot: ClassPlot) -> list[Mobject]:
        """Shade the temperatures below all flights, and say why."""
        cold = plot.x_range[0], float(self.study.raw.x.min()) - 0.6
        zone = self.zone(plot, cold, plot.y_range)
        name = words("no data here", theme().type.body, theme().muted)
        return [zone, name.move_to(plot.at(sum(cold) / 2, 0.12))]

    def zone(
        self, plot: Plot, x_range: tuple[float, float], y_range: tuple[float, float]
    ) -> Rectangle:
        """A part of a plot, lightly shaded."""
        low, high = (plot.at(x, y) for x, y in zip(x_range, y_range, strict=True))
        width, height, _ = high - low
        shade = Rectangle(
            width=width,
            height=height,
            stroke_width=0,
            fill_color=theme().muted,
            fill_opacity=0.13,
        )
        return shade.move_to((low + high) / 2)

    def entropy_formulas(self) -> tuple[list[Equation], Equation]:
        """The surprise at one point, for both cases, in one line; and the mean of all."""
        surprise = [
            Equation(f"{{{{ s_n : loss-s }}}} = {source}", width=6.0).move_to((3.6, -1.05, 0))
            for source in (
                "-ln {{ p_n : prediction-p }}",
                'cases(-ln {{ hat(y)_n : prediction }} & "if" {{ y_n : data-a }} = 1, '
                '-ln(1 - {{ hat(y)_n : prediction-2 }}) quad & "if" {{ y_n : data-b }} = 0)',
                "-( {{ y_n : data }} ln {{ hat(y)_n : prediction }} "
                "+ (1 - {{ y_n : data-2 }}) ln(1 - {{ hat(y)_n : prediction-2 }}) )",
            )
        ]
        mean = Equation(
            "{{ g(w_0, w_1) : loss }} = 1/N sum_(n=1)^N {{ s_n : loss-s }} = "
            f"{{{{ {self.study.loss_shape} : loss-now }}}}"
        )
        return surprise, mean.move_to((3.6, -2.25, 0))

    def kappa(self, panel: ScalingPanel) -> tuple[VGroup, list[Animation]]:
        """The condition number of a panel's objective, live; and what gives it a digit more."""
        most, least = panel.condition_number(0.0), panel.condition_number(1.0)
        number: LiveNumber | Equation
        if most < 1e9:
            number = LiveNumber(most, f"{most:.0f}", size=theme().type.formula, align="left")
            number.follow(lambda: panel.condition_number(panel.share), of="condition", at=panel)
        else:
            number = Equation("10^( {{ 00.0 : exponent }} )").live(
                "exponent", lambda: float(np.log10(panel.condition_number(panel.share))), at=panel
            )
        name = words("condition number", theme().type.body, theme().muted)
        row = VGroup(name, number).arrange(RIGHT, buff=0.3).move_to((RIGHT_COLUMN, 1.5, 0))
        exact = symbol(number_source(least, 2), size=theme().type.formula)
        exact.move_to(number).align_to(number, LEFT)
        return row, [FadeOut(number), FadeIn(exact)]

    def weight_and_goal(self, k: int, value: Callable[[], float], goal: float) -> Equation:
        """A weight as a live number, beside what it is at the minimum."""
        source = f"{{{{ w_{k} : w{k} }}}} = {{{{ {template([goal], 4)} : w{k}-now }}}}"
        if not self.study.separable:
            source += f" thick thick {{{{ arrow.r quad {number_source(goal)} : minimum }}}}"
        equation = Equation(source, size=theme().type.formula * 0.9, width=5.3)
        return equation.live(f"w{k}-now", value, align="left")

    def standardising(self) -> Equation:
        """The change of input, in letters and numbers."""
        mean, scale = self.study.scaling.mean, self.study.scaling.scale
        shift = number_source(abs(mean), digits_for(mean, scale) - 1)
        return Equation(
            "{{ x' : data }} = ( {{ x : data-x }} - m ) / s = ( {{ x : data-y }} "
            f"{'-' if mean >= 0 else '+'} {shift} ) / ({number_source(scale, 3)})",
            width=5.4,
        )

    def gradient_formula(self) -> Equation:
        """The gradient of the cross-entropy."""
        return Equation(
            "{{ nabla g : gradient }} = 1/N sum_(n=1)^N ( {{ hat(y)_n : prediction }} - "
            '{{ y_n : data }} ) vec(delim: "[", 1, {{ x_n^prime : data-x }})',
            width=5.6,
        )

    def raw_answer(self) -> VGroup:
        """The score in the table's own units, and where the chance is one half."""
        weights = self.study.raw_weights(self.study.minimum)
        shown = VGroup(
            words(f"for x {self.story.units}", theme().type.body, theme().muted, width=5.4)
        )
        shown.add(Equation(f"z = {line_source(weights)}", width=5.4))
        boundary = self.study.boundary(self.study.minimum)
        low, high = span_of(self.study.drawn.x)
        if low <= boundary <= high:
            place = number_source(boundary, digits_for(boundary, self.study.scaling.scale) - 1)
            unit = self.story.unit
            half = f'hat(y) = 1\\/2 quad "at" quad x = {place}{unit}'
            shown.add(symbol(half, theme().prediction))
        return shown.arrange(DOWN, buff=0.35)


def _rounded(number: float) -> str:
    """Write a number to two digits, in words that a caption can bear."""
    number = float(f"{number:.2g}")
    return f"{number:,.0f}" if 10 <= number < 1e9 else format_number(number, 2)
