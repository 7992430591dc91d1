"""Logistic regression by gradient descent, on the question whether Challenger should have flown.

    manim -pqh scenes/logistic.py

The 23 flights before it, or a table of your own by `[logistic]` in `manim.cfg`.
"""

from collections.abc import Callable

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Circle,
    Create,
    DashedLine,
    Dot,
    DoubleArrow,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Mobject,
    Rectangle,
    ShowPassingFlash,
    ValueTracker,
    VGroup,
    Write,
)

from mlcore import (
    GradientDescent,
    Landscape,
    LinearRegression,
    Problem,
    SigmoidSquaredError,
    Trajectory,
    challenger,
    descend,
    stable_learning_rate,
)
from scenes.stage.classes import Band, Boundary, Chances, ClassPlot, SurpriseBars
from scenes.stage.comparison import Comparison
from scenes.stage.dials import Turn
from scenes.stage.equations import Equation, Rewrite
from scenes.stage.film import chapter
from scenes.stage.linked import LinkedViews
from scenes.stage.neuron import Neuron, network
from scenes.stage.panel import HOME_THETA, LossPanel
from scenes.stage.plots import Curve, FitCurve, Plot
from scenes.stage.scaling import ScalingPanel
from scenes.stage.score import ScoreViews
from scenes.stage.space import LossSpace
from scenes.stage.story import Story, told_of_classes
from scenes.stage.study import Choices, Study
from scenes.stage.study_film import StudyFilm
from scenes.stage.text import LiveNumber, number_source, symbol, words
from scenes.stage.theme import BEAT, BLINK, BREATH, TURN, theme
from scenes.stage.ticks import digits_for, format_number, nice_range, template
from scenes.stage.widgets import Counter, Slider, Weights

OWN_CHOICES = Choices(
    start=(1.5, 2.5), learning_rate=0.02, iterations=3000, milestones=(400, 800, 1400, 3000)
)
FORECAST = 31.0
"""Degrees Fahrenheit, for the morning of 28 January 1986."""
RIVALS, CRAWL, QUICK = 60, 3000, 60
"""Steps of descent on the two losses, on plain x, and on standardised x."""

OWN_STORY = Story(
    question="Should Challenger have launched?",
    source="23 shuttle flights before 28 January 1986",
    opening=(
        "After 23 shuttle flights, engineers had looked at the rockets' rubber seals.",
        "This was the coldest launch, at 53 °F: a seal, an O-ring, showed distress.",
    ),
    example=13,
    pattern=(),
    scaled="",
    answer=(),
    slope_unit="",
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
UNSETTLED = "It creeps on and on: for these data there is no bottom to reach."
LEFT_PLOT, RIGHT_COLUMN = (-3.75, -0.1, 0.0), 3.85


class Logistic(StudyFilm):
    """The film on logistic regression."""

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = Study.of_classes(self.settings, challenger, OWN_CHOICES)
        self.own = not self.settings.data
        self.story = OWN_STORY if self.own else told_of_classes(self.study)

    def construct(self) -> None:
        """Play the chapters."""
        self.question()
        self.line_will_not_do()
        self.score_to_probability()
        self.surprised()
        self.squared_error()
        self.needle()
        self.descent()
        self.answer()
        self.one_neuron()

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """The flights appear one by one, and far from them the forecast."""
        plot = self.wide_plot(chances=False)
        self.meet_data(plot, self.title_card())
        for sentence in self.story.pattern:
            self.narrate(sentence)
            self.finish_reading()
        if self.own:
            self.forecast(plot)
        self.still()
        self.clear_stage()

    def sampled_caption(self) -> str:
        """What is said when all the points appear."""
        if self.own:
            return "Here are all 23: at the top, filled, the seven with distress."
        return super().sampled_caption()

    def forecast(self, plot: ClassPlot) -> None:
        """The launch day's temperature, and how far it lies from every flight."""
        coldest = float(self.study.raw.x.min())
        gap = DoubleArrow(
            plot.at(FORECAST, 0.5),
            plot.at(coldest, 0.5),
            buff=0.04,
            stroke_width=3,
            tip_length=0.18,
            color=theme().muted,
        )
        distance = words(f"{coldest - FORECAST:.0f} °F", theme().type.body, theme().muted)
        distance.next_to(gap, UP, buff=0.15)
        self.narrate(
            "The forecast for the morning of 28 January 1986 was 31 °F.",
            *(FadeIn(each) for each in self.asked(plot)),
            run_time=BEAT,
        )
        self.finish_reading()
        self.narrate(
            "No shuttle had ever been launched in such cold.",
            FadeIn(gap),
            FadeIn(distance),
            run_time=BEAT,
        )
        self.finish_reading()
        self.narrate("What do these data say of a launch at 31 °F? Seven people were on board.")
        self.finish_reading(BEAT)

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
        self.narrate(
            "Write 1 for distress and 0 for none, and fit a line by least squares."
            if self.own
            else "Write 1 for one outcome and 0 for the other, and fit a line by least squares.",
            FadeIn(plot),
            run_time=BEAT,
        )
        self.play(Create(line), run_time=2 * BEAT)
        self.finish_reading()
        self.narrate(
            "Read it as a chance, and sooner or later it leaves what a chance can be.",
            *(FadeIn(each) for each in self.impossible(plot)),
            run_time=BEAT,
        )
        self.bring_to_front(plot, line)
        self.finish_reading()
        if self.own:
            value = float(predict(best, np.array([FORECAST]))[0])
            dot = Dot(plot.at(FORECAST, value), radius=0.09, color=theme().prediction)
            number = symbol(f"{value:.2f}", theme().prediction, theme().type.formula)
            number.next_to(dot, DOWN + RIGHT, buff=0.3)
            self.narrate(
                f"At 31 °F it promises a chance of {value:.2f}. There is no such thing.",
                *(FadeIn(each) for each in self.asked(plot)),
                FadeIn(dot, scale=0.5),
                FadeIn(number),
                run_time=BEAT,
            )
            self.finish_reading(BEAT)
        self.still()
        self.narrate("A chance lives between 0 and 1. We need a curve that stays there.")
        self.finish_reading()
        self.clear_stage()

    @chapter("From score to probability")
    def score_to_probability(self) -> None:
        """A score from a line, squashed by the sigmoid; what each weight does; where p = ½."""
        views = ScoreViews(self.study, self.left_plot())
        self.narrate(
            "Give every x a score z: a straight line in x, any number at all.",
            *(FadeIn(each) for each in (views.plot, views.scores)),
            Write(views.score),
            run_time=BEAT,
        )
        self.play(
            *(FadeIn(each) for each in (views.score_now, views.slider, views.mark)), run_time=BLINK
        )
        for share in (0.85, 0.45):
            self.play(views.probe.animate.set_value(views.place(share)), run_time=1.6 * BEAT)
        self.finish_reading()
        self.narrate("Then squash the score. The sigmoid turns any number into a chance.")
        self.play(Create(views.sigmoid), run_time=BEAT)
        self.play(views.lift.animate.set_value(1.0), Write(views.chance), run_time=BEAT)
        self.play(FadeIn(views.spot), FadeIn(views.chance_now), run_time=BLINK)
        self.finish_reading()
        self.narrate("Large scores come near to 1, very negative ones near to 0.")
        self.play(views.probe.animate.set_value(views.place(0.03)), run_time=1.6 * BEAT)
        self.play(
            views.probe.animate.set_value(views.place(0.97)), FadeIn(views.curve), run_time=2 * BEAT
        )
        self.finish_reading()
        self.narrate("Score 0 means a chance of one half: this is the decision boundary.")
        middle = self.study.boundary(views.standard)
        self.play(views.probe.animate.set_value(middle), run_time=BEAT)
        self.play(FadeOut(views.mark), FadeIn(views.boundary), FadeIn(views.half), run_time=BLINK)
        self.finish_reading(BEAT)
        self.still()
        self.turn_weights(views)
        self.clear_stage()

    def turn_weights(self, views: ScoreViews) -> None:
        """Each weight's effect on the curve."""
        knobs, home, reach = views.weights, views.weights.pair, views.reach()
        sliders = VGroup(
            *(
                Slider(f"w_{k}", colour, *reach[k], lambda k=k: knobs.pair[k])
                for k, colour in ((1, theme().w1), (0, theme().w0))
            )
        )
        sliders.arrange(DOWN, buff=0.75).move_to([RIGHT_COLUMN, 1.55, 0])
        self.narrate(
            "The weight w0 lifts every score alike: the curve moves sideways.",
            *(FadeOut(each) for each in (views.scores, views.sigmoid, views.slider)),
            *(FadeIn(each) for each in sliders),
            run_time=BEAT,
        )
        for w0 in (*reach[0], home[0]):
            self.play(knobs.animate.turn(w0=float(w0)), run_time=1.4 * BEAT)
        self.narrate(
            "w1 sets how steep it is. It moves it, too, for x = 0 is far away: remember that."
            if self.distance > 4
            else "The weight w1 sets how steep it is, and which way it goes."
        )
        for w1 in (*reach[1], home[1]):
            self.play(knobs.animate.turn(w1=float(w1)), run_time=1.4 * BEAT)
        self.finish_reading()
        self.narrate("Which weights are best? First: what is a bad guess?")
        self.finish_reading()

    @chapter("How surprised are we?")
    def surprised(self) -> None:
        """−ln p for every row, and their mean: the cross-entropy."""
        study, home = self.study, self.study.minimum * [0.8, 0.62]
        knobs, plot = Weights(home), self.left_plot()
        curve = study.curve(plot, home)
        curve.add_updater(lambda fit: fit.set_weights(knobs.pair))
        chances = Chances(plot, curve)
        chances.add_updater(lambda strokes: strokes.follow())
        rows = plot.sample
        surprises = self.surprise(home, rows.x, rows.y)
        s_n, cases, mean = self.entropy_formulas()
        self.narrate(
            "For each point, take the chance p that the curve gave to what really happened.",
            FadeIn(plot),
            Create(curve),
            run_time=BEAT,
        )
        self.play(Create(chances), run_time=2 * BEAT)
        self.finish_reading()
        measure = self.right_plot(
            (0.0, 1.0), (0.0, 3.0), x_label="p, the chance of what happened", y_label="surprise"
        )
        log = Curve(measure, theme().loss, samples=241)
        log.trace(np.append(1e3, -np.log(log.x[1:])))
        self.narrate(
            "Call −ln p the surprise: nothing for what was certain, endless for the impossible.",
            FadeIn(measure),
            Write(s_n),
            run_time=BEAT,
        )
        self.play(Create(log), run_time=BEAT)
        self.finish_reading()
        examples = VGroup()
        for row, verdict in (
            (int(np.argmin(surprises)), "the curve expected what came: hardly a surprise."),
            (int(np.argmax(surprises)), "it did not: a great surprise."),
        ):
            caption = f"At x = {format_number(float(rows.x[row]), 3)} {verdict}"
            examples.add(self.point_out(plot, measure, row, float(surprises[row]), caption))
        bars = SurpriseBars(
            study.raw, self.surprise, home, width=4.8, height=2.3, highest=float(surprises.max())
        )
        bars.shift(measure.area.get_center() - bars.area.get_center()).set_weights(home)
        self.narrate(
            "One bar for each point, from the lowest x to the highest.",
            *(FadeOut(each) for each in (measure, log, examples)),
            FadeIn(bars),
            run_time=BEAT,
        )
        self.play(
            LaggedStart(*(FadeIn(bar) for bar in bars.bars), lag_ratio=0.1), run_time=2 * BEAT
        )
        self.remove(*bars.bars)
        self.add(bars.bars)
        self.finish_reading()
        self.narrate("One line for both cases: y is 1 or 0, and switches one half off.")
        self.play(Rewrite(s_n, cases), run_time=BEAT)
        self.finish_reading()
        self.narrate("The mean of all surprises is the loss. It is called cross-entropy.")
        mean.live("loss-now", lambda: float(study.problem.loss(knobs.pair)), align="left")
        self.play(FadeIn(mean), run_time=BEAT)
        self.finish_reading()
        self.still()
        bars.bars.add_updater(lambda _: bars.set_weights(knobs.pair))
        self.narrate("A worse curve is surprised more often. A better one, less on the whole.")
        for goal in (study.minimum * [0.4, -0.35], home):
            self.play(knobs.animate.turn(*map(float, goal)), run_time=2 * BEAT)
            self.rest(BLINK)
        self.finish_reading()
        self.clear_stage()

    def point_out(
        self, plot: ClassPlot, measure: Plot, row: int, surprise: float, caption: str
    ) -> VGroup:
        """Show one row in the data and on the curve of surprise."""
        chance = float(np.exp(-surprise))
        ring = plot.dots[row].copy().set_fill(opacity=0).set_stroke(theme().loss, 4).scale(2.2)
        spot = Dot(measure.at(chance, min(surprise, 3.0)), radius=0.1, color=theme().loss)
        number = symbol(f"-ln {chance:.2f} = {surprise:.2f}", theme().loss, theme().type.body)
        number.next_to(spot, RIGHT + UP, buff=0.25)
        number.shift(min(0.0, 6.3 - number.get_right()[0]) * RIGHT)
        self.narrate(
            caption,
            FadeIn(ring, scale=1.6),
            FadeIn(spot, scale=0.5),
            FadeIn(number),
            run_time=BEAT,
        )
        self.finish_reading()
        return VGroup(ring, spot, number)

    @chapter("Why not squared error?")
    def squared_error(self) -> None:
        """Two landscapes side by side, and the same descent on both."""
        study, head = self.study, ValueTracker(0.0)
        squared, entropy = (
            self.rival(problem, name, formula, head)
            for problem, name, formula in (
                (
                    SigmoidSquaredError(study.data),
                    "squared error",
                    "1/N sum_n ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2",
                ),
                (study.problem, "cross-entropy", "1/N sum_n ( -ln {{ p_n : prediction }} )"),
            )
        )
        for (panel, title), x in ((squared, -3.5), (entropy, 3.5)):
            panel.move_to([x, -0.95, 0])
            title.move_to([x, 2.3, 0])
        left = squared[0]
        self.narrate(
            "Why not the mean squared error, as for a line? Here is its landscape.",
            *(FadeIn(each) for each in squared),
            run_time=BEAT,
        )
        self.finish_reading()
        self.narrate("Where the curve is badly wrong the ground is flat, and tells no direction.")
        self.play(Turn(left, theta=HOME_THETA + 0.5), run_time=TURN)
        self.finish_reading()
        self.narrate(
            "Cross-entropy, over the same weights: one bowl, and it slopes everywhere.",
            *(FadeIn(each) for each in entropy),
            Turn(left, theta=HOME_THETA),
            run_time=TURN,
        )
        self.finish_reading()
        self.narrate(
            "Same start, same learning rate, the same number of steps.",
            FadeIn(Counter(head.get_value, RIVALS)),
            run_time=BEAT,
        )
        self.play_to(head, RIVALS // 3, 4 * BEAT)
        self.play_to(head, RIVALS, 2 * BEAT)
        self.finish_reading()
        self.still()
        self.narrate("On the plateau the ball has hardly moved; in the bowl it has arrived.")
        self.finish_reading(BEAT)
        self.clear_stage()

    def rival(
        self, problem: Problem, name: str, formula: str, head: ValueTracker
    ) -> tuple[LossPanel, VGroup]:
        """A loss far around zero weights, with a descent from a bad start; and its title."""
        study = self.study
        reach = max(6.0, 4 * float(np.abs(study.minimum).max()))
        start = reach * np.array([0.3, -0.8 * np.sign(study.minimum[1])])
        landscape = Landscape.over(problem, np.full(2, -reach), np.full(2, reach))
        space = LossSpace.of(landscape, start)
        run = descend(problem, start, GradientDescent(study.limit / 8), RIVALS)
        panel = LossPanel(landscape, space, width=6.8, height=5.1, numbered=False)
        title = VGroup(
            words(name, theme().type.heading, weight="semibold"),
            Equation(formula, theme().type.body),
        )
        return panel.add_descent(run).follow(head), title.arrange(DOWN, buff=0.22)

    @chapter("A needle of a valley")
    def needle(self) -> None:
        """On raw x the valley is needle-thin; standardised, it becomes a bowl."""
        study, zero = self.study, np.zeros(2)
        panel = ScalingPanel(study, width=7.4, height=5.6).move_to([-2.9, -0.15, 0])
        raw, origin = panel.problem_at(0.0), study.standard_weights(zero)
        crawl, quick = (
            descend(problem, start, GradientDescent(stable_learning_rate(problem, zero) / 4), n)
            for problem, start, n in ((raw, zero, CRAWL), (study.problem, origin, QUICK))
        )
        plain, scaled = (
            words(text, theme().type.heading, width=5.4).move_to([RIGHT_COLUMN, 2.3, 0])
            for text in (
                f"weights for x {'in °F' if self.own else 'as it stands in the table'}",
                "weights for standardised x",
            )
        )
        kappa = self.kappa(panel).move_to([RIGHT_COLUMN, 1.5, 0])
        self.narrate(
            "One trouble is left. Here is the loss over the weights for plain x.",
            FadeIn(panel),
            FadeIn(plain),
            run_time=BEAT,
        )
        self.hold(panel)
        self.finish_reading()
        self.narrate(
            self.shape_of_valley(panel),
            FadeIn(kappa),
            run_time=BEAT,
        )
        self.finish_reading(BEAT)
        shown = self.race(panel, crawl, study.raw_weights(study.minimum), "From zero weights")
        if self.distance > 4:
            self.narrate("Every x is far from 0, so w0 and w1 do nearly the same to every score.")
            self.finish_reading()
        self.still()
        formula = self.standardising().move_to([RIGHT_COLUMN, -1.3, 0])
        self.narrate("So standardise x: subtract its mean, divide by its spread.")
        self.play(Write(formula), *(FadeOut(each) for each in shown), run_time=2 * BEAT)
        self.finish_reading()
        panel.carry(crawl)
        self.narrate(
            "Same data, same curves, new coordinates. The valley opens to a bowl."
            if self.distance > 1
            else "Same data, same curves, new coordinates: now both weights count alike."
        )
        self.play(
            Turn(panel, share=1.0, phi=0.85), FadeOut(plain), FadeIn(scaled), run_time=2 * TURN
        )
        self.finish_reading(BEAT)
        panel.drop_descent()
        self.race(panel, quick, study.minimum, "From the same start")
        self.finish_reading(BEAT)
        self.clear_stage()

    @property
    def distance(self) -> float:
        """How many times its spread x lies away from 0: the farther, the thinner the valley."""
        return abs(self.study.scaling.mean) / self.study.scaling.scale

    def shape_of_valley(self, panel: ScalingPanel) -> str:
        """Say what the loss over the weights for plain x looks like."""
        if self.distance > 4:
            return "A needle of a valley: across it a cliff, along it next to no slope."
        if self.distance > 1:
            return "A narrow valley: steep across, gentle along."
        if panel.condition_number(0.0) > 100 * panel.condition_number(1.0):
            return "Each side here has a scale of its own. In numbers, one is far the longer."
        return "This valley is wide already: these x lie near 0, with a spread near 1."

    def race(
        self, panel: ScalingPanel, run: Trajectory, goal: np.ndarray, origin: str
    ) -> tuple[Mobject, ...]:
        """Run a descent on the panel; return its counter and its first weight, both live."""
        head = ValueTracker(0.0)
        panel.add_descent(run).follow(head)
        counter = Counter(head.get_value, len(run))
        weight = self.weight_and_goal(lambda: run.at(head.get_value()).w[0], goal[0])
        weight.move_to([RIGHT_COLUMN, 0.4, 0])
        self.narrate(
            f"{origin}, {len(run):,} steps of descent.",
            FadeIn(counter),
            FadeIn(weight),
            run_time=BEAT,
        )
        self.play_to(head, len(run), 4 * BEAT)
        self.finish_reading()
        return counter, weight

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, curve, loss and rule move together, driven by one playhead."""
        views = LinkedViews(self.study)
        gradient = self.gradient_formula().move_to([RIGHT_COLUMN, 0.9, 0])
        self.narrate(
            "The gradient, in one line: error times input, averaged.",
            FadeIn(views.panel),
            run_time=BEAT,
        )
        self.hold(views.panel)
        self.play(Write(gradient), run_time=2 * BEAT)
        self.finish_reading()
        self.narrate("A line's gradient has this form too, but for a factor 2. Only ŷ is new.")
        self.play(Indicate(gradient.part("prediction"), color=theme().prediction), run_time=BEAT)
        self.finish_reading()
        self.play(FadeOut(gradient), Write(views.rule), run_time=BEAT)
        rate = format_number(self.study.learning_rate)
        self.link(views, f"The rule is the same as well, here with a learning rate α of {rate}.")
        self.first_steps(
            views.head,
            "The first guess is wrong on purpose: it rises where the data fall."
            if self.own
            else "The first guess is wrong on purpose.",
            "Small steps: after ten of them the ball has hardly left its place.",
        )
        last = UNSETTLED if self.study.separable else REMARKS[-1]
        self.hold_at_milestones(views.head, [*REMARKS[:-1], last])
        self.clear_stage()

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; the forecast; and what it does not mean."""
        study, plot = self.study, self.left_plot()
        curve = study.curve(plot, study.minimum)
        boundary = Boundary(plot, lambda: study.boundary(study.minimum))
        *opening, closing = self.story.answer or ("",)
        if study.separable:
            self.narrate(opening[0], FadeIn(plot), Create(curve), run_time=BEAT)
            self.narrate(opening[1])
        else:
            table = Comparison(study).move_to([RIGHT_COLUMN, 1.25, 0])
            self.narrate(
                "The best weights can also be found exactly, by Newton's method. Compare.",
                *(FadeIn(each) for each in (plot, table)),
                Create(curve),
                run_time=BEAT,
            )
        self.finish_reading(BEAT)
        raw = self.raw_answer().move_to([RIGHT_COLUMN, -1.55, 0])
        self.narrate(
            "Back from standardised x to the units we began with:",
            FadeIn(raw, shift=0.2 * UP),
            FadeIn(boundary),
            run_time=BEAT,
        )
        self.finish_reading(BEAT)
        if self.own:
            self.clear_stage(*self.heading)
            self.verdict()
            return
        for sentence in [closing] if study.separable else self.story.answer:
            self.narrate(sentence)
            self.finish_reading(BEAT)
        self.clear_stage(run_time=BEAT)

    def verdict(self) -> None:
        """What the model says of 31 °F, and what a careful person says at once."""
        study, data, plot = self.study, self.study.raw, self.wide_plot()
        curve = study.curve(plot, study.minimum)
        chance = float(study.predict(study.minimum, [FORECAST])[0])
        dot = Dot(plot.at(FORECAST, chance), radius=0.1, color=theme().prediction)
        number = symbol(f"{chance:.4f}", theme().prediction, theme().type.title * 1.3)
        number.next_to(dot, DOWN + RIGHT, buff=0.3)
        self.narrate("And the forecast of 31 °F?", FadeIn(plot), Create(curve), run_time=BEAT)
        self.play(*(FadeIn(each) for each in self.asked(plot)), run_time=BLINK)
        self.finish_reading()
        self.narrate(
            f"By this model, distress of a seal had a chance of {chance:.4f}.",
            FadeIn(dot, scale=0.5),
            FadeIn(number),
            run_time=BEAT,
        )
        self.finish_reading(BREATH)
        gap = float(data.x.min()) - FORECAST
        self.narrate(
            f"But careful: only 23 flights, and the coldest was {gap:.0f} degrees warmer.",
            *(FadeIn(each) for each in self.no_data(plot)),
            run_time=BEAT,
        )
        self.finish_reading()
        lower, upper = study.problem.confidence_band(study.minimum, study.fitted_x(curve.x))
        least = float(np.interp(FORECAST, curve.x, lower))
        self.narrate(
            f"The 95 % band of the curve reaches, at 31 °F, from {least:.2f} to 1.",
            FadeIn(Band(plot, curve.x, lower, upper)),
            FadeOut(number),
            *(FadeIn(each) for each in self.reading(plot, FORECAST, least)),
            run_time=BEAT,
        )
        self.bring_to_front(plot, curve, dot)
        self.finish_reading()
        self.still()
        self.narrate("Distress is not yet disaster, and cold was one cause among several.")
        self.finish_reading()
        cold = [dot for dot, x in zip(plot.dots, plot.sample.x, strict=True) if x < 65]
        self.narrate("Yet one thing needs no model: below 65 °F all four launches showed distress.")
        self.play(
            *(Indicate(each, color=theme().data, scale_factor=1.6) for each in cold),
            run_time=1.6 * BEAT,
        )
        self.finish_reading(BEAT)
        self.clear_stage(run_time=BEAT)
        self.remembrance()

    def remembrance(self) -> None:
        """The names of those who died, and the source of the data."""
        names = words("\n".join(CREW), theme().type.body, align="center").move_to([0, 0.35, 0])
        source = words(f"Data: {self.study.raw.source}", theme().type.small, theme().muted)
        self.narrate(
            "Challenger was launched. Seven people died.",
            FadeIn(names),
            FadeIn(source.move_to([0, -2.6, 0])),
            run_time=BEAT,
        )
        self.finish_reading(2 * BREATH)
        self.clear_stage(run_time=BEAT)

    @chapter("One neuron")
    def one_neuron(self) -> None:
        """What was fitted is the smallest neural network."""
        one = Neuron(["x"], ["w_1"], "w_0").shift(0.7 * UP)
        many = Neuron(["x_1", "x_2", "dots.v", "x_n"], ["w_1", "w_2", "", "w_n"], "b")
        many.shift(0.7 * UP)
        formulas = [
            Equation(source, size=theme().type.formula * 1.1).move_to([0, -2.45, 0])
            for source in (
                "{{ hat(y) : prediction }} = sigma( {{ w_1 : w1 }} {{ x : data }} "
                "+ {{ w_0 : w0 }} )",
                "{{ hat(y) : prediction }} = sigma( {{ W : w1 }} dot {{ x : data }} "
                "+ {{ b : w0 }} )",
            )
        ]
        self.narrate("What has learned here has a name: it is a neuron.")
        for parts in ([one.inputs, one.wires, one.weights], [one.bias, one.sum]):
            self.play(*(FadeIn(part) for part in parts), run_time=BEAT)
        self.finish_reading()
        self.narrate("Input times weight, plus a bias, makes the score. Then the sigmoid.")
        self.play(FadeIn(one.squash), FadeIn(one.output), Write(formulas[0]), run_time=BEAT)
        self.finish_reading(BEAT)
        self.narrate(
            "With many inputs, each with its weight, the score is a dot product, plus b.",
            FadeOut(one),
            FadeIn(many),
            Rewrite(*formulas),
            run_time=BEAT,
        )
        self.finish_reading(BEAT)
        self.still()
        net = network((3, 5, 5, 1), 9.0, 5.2)
        self.narrate("Let neurons feed neurons, and you have a network.")
        self.play(FadeOut(many), FadeOut(formulas[1]), FadeIn(net), run_time=BEAT)
        wires, nodes = net
        for layer in wires:
            flash = layer.copy().set_stroke(theme().prediction, 3, 1)
            self.play(
                *(ShowPassingFlash(wire, time_width=0.5) for wire in flash), run_time=0.8 * BEAT
            )
        self.add(nodes)
        self.finish_reading()
        self.narrate("It learns as this one did: a loss, its gradient, a small step downhill.")
        self.finish_reading(BEAT)
        self.clear_stage(run_time=BEAT)

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
            include=(FORECAST - 2,) if self.own else (),
            chances=chances,
            y_range=y_range,
        )
        return plot.shift(np.array([-0.35, 0.0, 0.0]) - plot.area.get_center())

    def right_plot(
        self, x_range: tuple[float, float], y_range: tuple[float, float], **names: str
    ) -> Plot:
        """A small plot, upper right."""
        plot = Plot(x_range, y_range, width=4.8, height=2.3, x_ticks=4, y_ticks=3, **names)
        return plot.shift(np.array([RIGHT_COLUMN, 1.35, 0.0]) - plot.area.get_center())

    def asked(self, plot: ClassPlot) -> list[Mobject]:
        """The forecast as an upright line, and its name."""
        foot, top = (plot.at(FORECAST, y) for y in plot.y_range)
        line = DashedLine(foot, top, dash_length=0.1, stroke_width=3, color=theme().ink)
        name = words("forecast: 31 °F", theme().type.small, theme().ink)
        return [line, name.next_to(foot, RIGHT + UP, buff=0.12)]

    def reading(self, plot: ClassPlot, x: float, chance: float) -> list[Mobject]:
        """A ring at a chance, and its number."""
        ring = Circle(0.09, color=theme().prediction, stroke_width=3).move_to(plot.at(x, chance))
        number = symbol(f"{chance:.2f}", theme().prediction, theme().type.heading)
        return [ring, number.next_to(ring, RIGHT + DOWN, buff=0.1)]

    def impossible(self, plot: ClassPlot) -> list[Mobject]:
        """Shade what lies above a chance of 1 and below 0, and name it."""
        shown: list[Mobject] = []
        for (low, high), name in (
            ((1.0, plot.y_range[1]), "more than certain"),
            ((plot.y_range[0], 0.0), "less than never"),
        ):
            zone = self.zone(plot, plot.x_range, (low, high), theme().loss)
            shown += [zone, words(name, theme().type.body, theme().loss).move_to(zone)]
        return shown

    def no_data(self, plot: ClassPlot) -> list[Mobject]:
        """Shade the temperatures below all flights, and say why."""
        cold = plot.x_range[0], float(self.study.raw.x.min()) - 0.6
        zone = self.zone(plot, cold, plot.y_range, theme().muted)
        name = words("no data here", theme().type.body, theme().muted)
        return [zone, name.move_to(plot.at(sum(cold) / 2, 0.2))]

    def zone(
        self, plot: Plot, x_range: tuple[float, float], y_range: tuple[float, float], colour: str
    ) -> Rectangle:
        """A part of a plot, lightly shaded."""
        low, high = (plot.at(x, y) for x, y in zip(x_range, y_range, strict=True))
        width, height, _ = high - low
        shade = {"stroke_width": 0, "fill_color": colour, "fill_opacity": 0.13}
        return Rectangle(width=width, height=height, **shade).move_to((low + high) / 2)

    def entropy_formulas(self) -> tuple[Equation, Equation, Equation]:
        """The surprise at one point, the same for both cases, and the mean of all."""
        surprise, cases = (
            Equation(f"{{{{ s_n : loss-s }}}} = {source}", width=6.0).move_to([3.6, -1.05, 0])
            for source in (
                "-ln {{ p_n : prediction-p }}",
                "-( {{ y_n : data }} ln {{ hat(y)_n : prediction }} "
                "+ (1 - {{ y_n : data-2 }}) ln(1 - {{ hat(y)_n : prediction-2 }}) )",
            )
        )
        mean = Equation(
            "{{ g(w_0, w_1) : loss }} = 1/N sum_(n=1)^N {{ s_n : loss-s }} = "
            f"{{{{ {self.study.loss_shape} : loss-now }}}}"
        )
        return surprise, cases, mean.move_to([3.6, -2.25, 0])

    def kappa(self, panel: ScalingPanel) -> VGroup:
        """The condition number of a panel's problem as it stands, live."""
        most = panel.condition_number(0.0)
        if most < 1e9:
            number = LiveNumber(most, f"{most:.1f}", size=theme().type.formula, align="left")
            number.follow(lambda: panel.condition_number(panel.share))
        else:
            number = Equation("10^( {{ 00.0 : exponent }} )").live(
                "exponent", lambda: float(np.log10(panel.condition_number(panel.share)))
            )
        name = words("condition number", theme().type.body, theme().muted)
        return VGroup(name, number).arrange(RIGHT, buff=0.3)

    def weight_and_goal(self, value: Callable[[], float], goal: float) -> Equation:
        """The weight w0 as a live number, beside what it is at the minimum."""
        source = f"{{{{ w_0 : w0 }}}} = {{{{ {template([goal], 4)} : w0-now }}}}"
        if not self.study.separable:
            source += f" quad {{{{ arrow.r quad {number_source(goal)} : minimum }}}}"
        equation = Equation(source, width=5.8)
        return equation.live("w0-now", value, align="left")

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
            '{{ y_n : data }} ) vec(delim: "[", 1, {{ x_n : data-x }})',
            width=5.6,
        )

    def raw_answer(self) -> VGroup:
        """The score in the table's own units, and where the chance is one half."""
        w0, w1 = self.study.raw_weights(self.study.minimum)
        score = Equation(
            f"z = {{{{ {number_source(w1)} : w1 }}}} {{{{ x : data }}}}"
            f" {'-' if w0 < 0 else '+'} {{{{ {number_source(abs(w0))} : w0 }}}}",
            width=5.4,
        )
        boundary = self.study.boundary(self.study.minimum)
        place = number_source(boundary, digits_for(boundary, self.study.scaling.scale) - 1)
        unit = ' thin "°F"' if self.own else ""
        half = symbol(f'p = 0.5 quad "at" quad x = {place}{unit}', theme().prediction)
        return VGroup(score, half).arrange(DOWN, buff=0.35)

    def surprise(self, w: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """−ln of the chance that the model gives to y (n,) at places x (n,) of the plot."""
        return self.study.problem.surprise(w, self.study.fitted_x(x), y)
