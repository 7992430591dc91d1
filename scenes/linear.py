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
    Indicate,
    ValueTracker,
    VGroup,
    Write,
)

from mlcore import condition_number, hubble
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    GRID,
    HOME_PHI,
    HOME_THETA,
    TURN,
    Counter,
    Dim,
    Equation,
    LiveNumber,
    LossPanel,
    Marker,
    Playhead,
    Rewrite,
    Slider,
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
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals, ResidualSquares
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.rates import RateColumn
from scenes.stage.regression.slopes import SlopeArrows
from scenes.stage.regression.story import Story, told_of
from scenes.stage.regression.study import LineStudy
from scenes.stage.regression.study_film import StudyFilm
from scenes.stage.regression.walk import SurfaceWalk

OWN_CHOICES = Choices(
    start=(8.0, 1.0), learning_rate=0.02, iterations=990, milestones=(60, 270, 510, 990)
)
RATES = {"too timid": 0.01, "about right": 0.5, "too bold": 1.08}
"""Learning rates of the comparison, as shares of the stable limit."""

OWN_STORY = Story(
    question="How fast is the universe expanding?",
    source="Edwin Hubble's 24 nebulae, 1929",
    opening=(
        "In 1929 Edwin Hubble had measured 24 nebulae: how far, and how fast.",
        "Take this one: 0.9 megaparsecs away, at 500 km/s: a 5 on this scale.",
    ),
    example=14,
    scaled="",
    pattern=("The farther a nebula, the faster it flees. By what rule?",),
    answer=(
        "Each megaparsec adds 454 kilometres a second, by this line.",
        "Hubble, allowing for the Sun's own motion, found about 500.",
        "The line was right; the ruler was wrong.",
    ),
    predicting="For any distance x, a line predicts a value: the little hat marks a prediction.",
    slope_unit="km/s per megaparsec",
    # rounded between 67.4 (Planck Collaboration 2018 VI, 2020) and 73.0 (A. Riess et al., 2022)
    today=(70.0, "Today's value is near 70: his distances were over six times too short."),
)


REMARKS = (
    "Now faster. First the ball drops down the steep side,",
    "then it creeps along the valley, where the slope is gentle.",
    "Flatter ground, a smaller gradient, shorter steps.",
    "Near the bottom hardly anything moves: the line has settled.",
)
"""What is said at the descent's milestones."""


class Linear(StudyFilm):
    """The film on linear regression."""

    study: LineStudy

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = LineStudy.read(self.settings, hubble, OWN_CHOICES, "velocity (100 km/s)")
        self.story = told_of(self.study) if self.settings.data else OWN_STORY

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """The points appear, and with them the question."""
        story, plot = self.story, self.data_plot(width=9.6, height=4.6).move_to((0.2, -0.05, 0))
        self.meet_data(plot, self.title_card())
        if story.scaled:
            self.say(story.scaled)
            self.pause()
        self.say(*story.pattern)
        predict = self.study.objective.predict
        for slope in (1.7, 0.2, 0.6):
            candidate = FitCurve(plot, predict, self.study.tilted(slope), width=4)
            self.play(Create(candidate), run_time=BEAT)
            if slope != 0.6:
                self.play(FadeOut(candidate), run_time=BLINK)
        self.poster()
        mark = words("?", theme().type.title * 3, theme().prediction, "semibold")
        mark.move_to(plot.area.get_corner(DOWN + RIGHT) + 1.3 * LEFT + 0.95 * UP)
        self.play(FadeOut(candidate), FadeIn(mark, scale=0.6), run_time=BLINK)
        self.say("Some straight line should tell. But which one, and how would we find it?")
        self.clear_stage()

    @chapter("A line has two knobs")
    def two_knobs(self) -> None:
        """The two weights turn the line, and the formula with it."""
        knobs = Weights(self.study.tilted(0.5))
        plot = self.data_plot().move_to((-3.3, 0, 0))
        line = self.line_of(plot, knobs)
        formula = Equation(
            "{{ hat(y) : prediction }} = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}",
            size=theme().type.formula * 1.25,
        ).move_to((3.9, 2.0, 0))
        low, high = self.knob_range()
        shape = template(np.concatenate([low, high]), 3)
        numbers = Equation(
            f"{{{{ hat(y) : prediction }}}} = {{{{ {shape} : w1-now }}}} {{{{ x : data }}}}"
            f" thin {{{{ {shape} : w0-now }}}}",
            width=5.6,
        ).next_to(formula, DOWN, buff=0.7)
        numbers.live("w1-now", lambda: knobs.w[1], align="center")
        numbers.live("w0-now", lambda: knobs.w[0], align="left", sign=True)
        sliders = [
            Slider(f"w_{k}", colour, low[k], high[k], partial(knobs.component, k))
            for k, colour in ((1, theme().w1), (0, theme().w0))
        ]
        VGroup(*sliders).arrange(DOWN, buff=0.75).move_to((3.9, -1.35, 0))

        self.say(
            self.story.predicting,
            plot,
            line,
        )
        self.play(Write(formula), run_time=2 * BEAT)
        self.say("Two numbers decide which line it is. We call them weights.")
        self.play(FadeIn(numbers), *(FadeIn(slider) for slider in sliders), run_time=BEAT)
        self.pause(BEAT)
        self.say("Turn w1, and the line tilts: it is the slope.")
        self.play(Indicate(formula.part("w1"), color=theme().w1), run_time=BEAT)
        for w1 in (high[1], low[1], self.study.tilted(0.5)[1]):
            self.play(knobs.animate.turn(w1=float(w1)), run_time=1.6 * BEAT)
        self.say("Turn w0, and the line moves up and down: it is the value at x = 0.")
        self.play(Indicate(formula.part("w0"), color=theme().w0), run_time=BEAT)
        for w0 in (high[0], low[0], self.study.tilted(0.5)[0]):
            self.play(knobs.animate.turn(w0=float(w0)), run_time=1.6 * BEAT)
        self.say("Every pair of weights is a line. To choose one, we need to judge them.")
        self.pause(BREATH)
        self.clear_stage()

    @chapter("How wrong is a line?")
    def how_wrong(self) -> None:
        """Residuals, their squares, and their mean: the loss."""
        knobs = Weights(self.study.tilted(0.35))
        plot = self.data_plot().move_to((-3.3, 0, 0))
        line = self.line_of(plot, knobs)
        residuals = Residuals(plot, line)
        residuals.add_updater(lambda strokes: strokes.follow())
        squares = ResidualSquares(plot, line)
        squares.add_updater(lambda group: group.follow())
        steps = [
            "{{ hat(y)_n : prediction }} - {{ y_n : data }}",
            "( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2",
            "1/N sum_(n=1)^N ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2",
            "{{ g(w_0, w_1) : loss }} = 1/N sum_(n=1)^N "
            "( {{ w_1 : w1 }} {{ x_n : data-x }} + {{ w_0 : w0 }} - {{ y_n : data }} )^2",
        ]
        formulas = [Equation(step, width=5.8).move_to((3.75, 0.75, 0)) for step in steps]
        named = [
            words(text, theme().type.body, theme().muted).move_to((3.75, 2.0, 0))
            for text in ("error", "squared error", "mean squared error", "the loss")
        ]

        self.add(plot)
        self.say("How far is this line from the data?", plot)
        self.play(Create(line), run_time=BEAT)
        self.say("For each point, measure the miss: prediction minus truth, the error.")
        self.play(Create(residuals), run_time=2 * BEAT)
        self.play(Write(formulas[0]), FadeIn(named[0]), run_time=BEAT)
        self.pause(BEAT)
        self.say("Square it. Misses above and below then count alike, and big ones count more.")
        self.play(FadeIn(squares, lag_ratio=0.05), run_time=2 * BEAT)
        self.swap(formulas, named, 1)
        self.pause(BEAT)
        self.say("Take the mean of all the squares: one number for the whole line.")
        self.swap(formulas, named, 2)
        self.play(Indicate(squares, scale_factor=1.0, color=theme().loss), run_time=BEAT)
        self.say("Written with the weights: the loss g. The data given, only the line counts.")
        self.swap(formulas, named, 3)
        value = Equation(
            f"{{{{ g : loss }}}} = {{{{ {self.study.loss_shape} : loss-now }}}}",
            size=theme().type.formula * 1.35,
        ).move_to((3.75, -1.15, 0))
        value.live("loss-now", lambda: self.loss_at(knobs), align="left")
        self.play(FadeIn(value), run_time=BEAT)
        self.pause(BREATH)
        self.say("A worse line, larger squares, a larger loss. A better line, a smaller one.")
        for share in (-0.25, 0.8):
            self.play(knobs.animate.set_weights(self.study.tilted(share)), run_time=2 * BEAT)
            self.pause(BLINK)
        self.pause(BEAT)
        self.say("Which line has the smallest loss of all?")
        self.pause(BEAT)
        self.clear_stage()

    @chapter("The landscape of all lines")
    def all_lines(self) -> None:
        """Two slices, each traced by the swaying line; then the whole surface."""
        walk = SurfaceWalk(self.study, (self.study.run.params[0] + self.study.minimum) / 2)
        panel = walk.panel
        self.say(
            "Keep w0 still, let w1 sway, and plot the loss of every line.",
            *(walk.plot, walk.line, walk.residuals, walk.value, panel),
        )
        self.sweep(walk, 1)
        low, high, home = self.study.space.low[1], self.study.space.high[1], walk.weights.w[1]
        self.say("The loss traces a parabola: too flat on one side, too steep on the other.")
        for place in (low, high, home):
            self.play(walk.sway(1, place), run_time=1.4 * BEAT)
        self.say(
            "Now keep w1 still and let w0 sway. We turn by a quarter.",
            Turn(panel, theta=0.0),
            Dim(panel.axes.labels[0], 1),
            Dim(panel.axes.labels[1], 0),
            seconds=TURN,
        )
        self.sweep(walk, 0)
        self.say("Another parabola. Each is one cut through something larger.")
        self.say(
            "Every point of this floor is a line, and above it stands that line's loss.",
            Turn(panel, theta=HOME_THETA, phi=HOME_PHI),
            Turn(panel.surface, grid=0.7),
            panel.floor.animate.set_opacity(1),
            Dim(panel.axes.labels[1], 1),
            seconds=TURN,
        )
        self.play(Turn(panel.surface, rise=1.0), run_time=2 * BEAT)
        self.play(Turn(panel.surface, face=1.0, iso=0.34, grid=0.13, rim=0.7), run_time=2 * BEAT)
        self.say("Together they make a valley: the loss of all lines at once.")
        self.pause(BREATH)
        self.read_off(walk)
        self.clear_stage()

    def sweep(self, walk: SurfaceWalk, k: int) -> None:
        """Let one weight sway over its whole window, and trace the loss."""
        home = walk.weights.w[k]
        self.play(walk.sway(k, self.study.space.low[k]), run_time=BEAT)
        self.play(*walk.trace(k), run_time=4 * BEAT)
        self.play(walk.sway(k, home), run_time=BEAT)

    def read_off(self, walk: SurfaceWalk) -> None:
        """Tie weights, surface and loss axis by dashed lines, and walk about."""
        goal = self.study.minimum
        self.say(
            "Two weights on the floor; go up to the surface; read the loss off its axis.",
            *walk.ties(),
            *(Dim(tick, 0) for tick in walk.panel.axes.labels[2][:-1]),
        )
        self.say("Walk on the surface, and the line follows. Downhill, it fits better.")
        self.play(walk.weights.animate.set_weights(goal), run_time=4 * BEAT)
        self.pause(BEAT)
        lowest = self.study.space.on_surface(self.study.objective, goal)
        walk.panel.remove(walk.spot).add(Marker(lowest, theme().minimum, radius=0.1))
        self.say("The lowest point, in violet, is the best line. How does one walk there?")
        self.pause(BREATH)

    @chapter("Downhill")
    def downhill(self) -> None:
        """The two partial slopes, and the gradient that they make."""
        panel = LossPanel(self.study.landscape, self.study.space, width=7.0, height=5.9)
        panel.move_to((-3.1, -0.05, 0))
        panel.add_descent(self.study.run)
        slopes = SlopeArrows(self.study, panel)
        loss, chained, partials, gradient = self.derivation()

        self.say(
            "A ball stands on our first guess, far from the best. Which way is down?", panel, loss
        )
        self.pause(BEAT)
        self.say("Along w0 the surface has one slope: the partial derivative.")
        self.play(Turn(slopes.partials[0], shown=1.0), run_time=BEAT)
        self.play(Write(chained[0]), run_time=2 * BEAT)
        self.say("The square brings down a 2, and the inner derivative is 1.")
        self.pause()
        self.play(Rewrite(chained[0], partials[0]), run_time=BEAT)
        self.say("Along w1 the inner derivative is x: distant points pull harder.")
        self.play(Turn(slopes.partials[1], shown=1.0), run_time=BEAT)
        self.play(Write(chained[1]), run_time=2 * BEAT)
        self.pause()
        self.play(Rewrite(chained[1], partials[1]), run_time=BEAT)
        self.say("Together the two slopes make one arrow: the gradient. It points uphill.")
        self.play(FadeIn(gradient), run_time=BEAT)
        self.play(*slopes.merge(), Dim(slopes.name, 1), run_time=2 * BEAT)
        self.pause(BEAT)
        self.say("So its negative is the way down: the steepest one from here.")
        self.play(Dim(slopes.name, 0), run_time=BLINK)
        self.play(Turn(slopes.gradient, shown=-0.8), run_time=2 * BEAT)
        self.pause(BREATH)
        self.clear_stage()

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, line, loss curve and rule move together, driven by one playhead."""
        views = LinkedViews(self.study)
        self.say(
            "Take a small step against the gradient, and look again. That is the whole rule.",
            views.panel,
        )
        self.play(Write(views.rule), run_time=2 * BEAT)
        self.pause()
        rate = format_number(self.study.learning_rate)
        self.link(views, f"α, the learning rate, says how small a step: here {rate}.")
        self.first_steps(
            views.head,
            "Both weights step at once, each from the old values.",
            "The ball marks a position. Plain descent has no inertia: it only steps.",
        )
        self.hold_at_milestones(views.head, REMARKS, "line")
        self.clear_stage()

    @chapter("Too timid, too bold")
    def timid_and_bold(self) -> None:
        """Three learning rates side by side, and the limit between them."""
        study = self.study
        limit = study.limit
        steps = int(np.clip(round(3 * condition_number(study.objective)), 24, 300))
        head = Playhead()
        counter = Counter(head.get_value, steps)
        columns = [
            RateColumn(study, name, share * limit, steps, head).move_to((x, 0.25, 0))
            for (name, share), x in zip(RATES.items(), (-4.55, 0.0, 4.55), strict=True)
        ]
        self.say(
            "How long should a step be? Three learning rates, from the same start.",
            *columns,
            counter,
        )
        self.pause(BEAT)
        first = min(6, steps)
        self.say("Too short a step, and the ball hardly moves.")
        self.play(head.to(2), run_time=3.6 * BEAT)
        self.say("Too long, and each step overshoots the valley.")
        self.play(head.to(first), run_time=5 * BEAT)
        gone = [column for column in columns if column.left]
        self.play(*(column.say_gone() for column in gone), run_time=BLINK) if gone else None
        self.play(head.to(steps), run_time=4 * BEAT)
        self.pause(BEAT)
        bound = Equation(
            f"alpha < 2 / lambda_max = {number_source(limit)}",
            theme().type.formula * 0.9,
        ).move_to((0, -2.55, 0))
        self.say(
            "The limit is two over the largest curvature of the valley.",
            FadeIn(bound, shift=0.2 * UP),
        )
        self.pause(BEAT)
        self.say("Above this limit every hop is larger than the last: descent diverges.")
        self.pause(BREATH)
        self.clear_stage()

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; what it means, and what it does not."""
        study = self.study
        exact = study.minimum
        plot = self.data_plot().move_to((-3.3, 0, 0))
        line = FitCurve(plot, study.objective.predict, exact)
        table = Comparison(study).move_to((3.85, 1.25, 0))
        self.say(
            "The best weights can also be solved for exactly. Compare, digit by digit.", plot, line
        )
        self.play(FadeIn(table, lag_ratio=0.1), run_time=2 * BEAT)
        self.pause(BREATH)
        slope = study.raw_weights(exact)[1]
        big = words(format_number(slope, 3), theme().type.title * 1.6, theme().w1, "semibold")
        unit = words(self.story.slope_unit, theme().type.body, theme().muted, width=5.5)
        in_raw = self.raw_equation(study.raw_weights(exact))
        result = VGroup(big, unit, in_raw).arrange(DOWN, buff=0.24).move_to((3.85, -1.6, 0))
        self.say(self.story.answer[0], FadeIn(result, shift=0.2 * UP))
        self.play(Indicate(line, scale_factor=1.0, color=theme().w1), run_time=BEAT)
        self.pause(BEAT)
        *others, last = self.story.answer[1:]
        for sentence in others:
            self.say(sentence)
            self.pause()
        if self.story.today:
            self.new_ruler(plot, line, result, *self.story.today)
        self.say(last)
        self.pause(BEAT)
        origin = f"Data: {study.raw.source or study.raw.title}"
        source = words(origin, theme().type.small, theme().muted, width=6.0)
        source.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.play(FadeIn(source), run_time=BEAT)
        self.pause(2 * BREATH)
        self.clear_stage(seconds=BEAT)

    def new_ruler(
        self, plot: DataPlot, line: FitCurve, result: VGroup, today: float, caption: str
    ) -> None:
        """Stretch all distances by one factor, until the slope is ``today``."""
        data, exact = self.study.data, self.study.minimum
        slope = self.study.raw_weights(exact)[1]
        stretch = ValueTracker(1.0)
        wide = DataPlot(replace(data, x=data.x * slope / today), width=6.2, height=4.5)
        wide.move_to(plot)
        stretched = FitCurve(wide, self.study.objective.predict, exact)
        stretched.add_updater(
            lambda fit: fit.set_weights([exact[0], exact[1] / stretch.get_value()])
        )
        wide.dots.add_updater(
            lambda dots: wide.place_dots(data.x * stretch.get_value(), data.y), call_updater=True
        )
        number = LiveNumber(
            slope, "000", size=theme().type.title * 1.6, colour=theme().w1, face="text"
        ).follow(lambda: slope / stretch.get_value(), of="answer", at=stretch)
        number.move_to(result[0])
        note = words("idealised: one factor for all", theme().type.small, theme().muted)
        note.move_to(result[2])
        self.play(
            *(FadeOut(each) for each in (plot, line, result[0], result[2])),
            *(FadeIn(each) for each in (wide, stretched, number, note)),
            run_time=BEAT,
        )
        self.say(caption)
        self.play(stretch.animate.set_value(slope / today), run_time=5 * BEAT)
        self.pause(BEAT)

    # -- the cast ------------------------------------------------------------------------------

    def data_plot(self, width: float = 6.2, height: float = 4.5) -> DataPlot:
        """The data as dots."""
        return DataPlot(self.study.data, width=width, height=height)

    def line_of(self, plot: DataPlot, knobs: Weights) -> FitCurve:
        """The line of the weights as they stand."""
        line = FitCurve(plot, self.study.objective.predict, knobs.w)
        line.add_updater(lambda fit: fit.set_weights(knobs.w))
        return line

    def derivation(self) -> tuple[Equation, list[Equation], list[Equation], Equation]:
        """The loss, its two derivatives before and after tidying up, and the gradient."""
        partial = "(partial {{{{ g : loss }}}}) / (partial {{{{ w_{0} : w{0} }}}}) = "
        loss = Equation(
            "{{ g : loss }} = 1/N sum_(n=1)^N "
            "( {{ w_1 : w1 }} {{ x_n : data }} + {{ w_0 : w0 }} - {{ y_n : data-y }} )^2",
            width=5.6,
        )
        chained = [
            Equation(
                partial.format(k)
                + "1/N sum_(n=1)^N 2 ( {{ w_1 : w1-a }} {{ x_n : data-x }} + {{ w_0 : w0-a }}"
                f" - {{{{ y_n : data }}}} ) dot {{{{ {inner} : data-inner }}}}"
            )
            for k, inner in ((0, "1"), (1, "x_n"))
        ]
        partials = [
            Equation(
                partial.format(k)
                + "2/N sum_(n=1)^N ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )"
                + factor,
                size=theme().type.formula * 0.9,
            )
            for k, factor in ((0, ""), (1, " {{ x_n : data-x }}"))
        ]
        gradient = self.gradient_in_numbers()
        column = VGroup(loss, *partials, gradient).arrange(DOWN, buff=0.42, aligned_edge=LEFT)
        column.scale_to_fit_height(5.3).move_to((3.95, -0.1, 0))
        for long, brief in zip(chained, partials, strict=True):
            long.scale(loss.width / long.width).move_to(brief).align_to(loss, LEFT)
        return loss, chained, partials, gradient

    def gradient_in_numbers(self) -> Equation:
        """The gradient at the start: its two components, then their values."""
        slope = self.study.objective.gradient(self.study.run.params[0])
        shape = template(slope, 4)
        equation = Equation(
            '{{ nabla g : gradient }} = vec(delim: "[", (partial g) / (partial {{ w_0 : w0 }}), '
            "(partial g) / (partial {{ w_1 : w1 }})) = "
            f'vec(delim: "[", {{{{ {shape} : gradient-0 }}}}, {{{{ {shape} : gradient-1 }}}})',
            width=5.8,
        )
        return equation.live("gradient-0", lambda: slope[0]).live("gradient-1", lambda: slope[1])

    def raw_equation(self, w: np.ndarray) -> Equation:
        """The fitted line with its weights in the table's own units."""
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

    def loss_at(self, knobs: Weights) -> float:
        """The loss of the weights as they stand."""
        return float(self.study.objective.loss(knobs.w))
