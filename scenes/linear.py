"""Linear regression by gradient descent, on the question how fast the universe expands.

    manim -pqh scenes/linear.py

Hubble's 24 nebulae, or a table of your own by `[linear]` in `manim.cfg`.
"""

from collections.abc import Callable

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
    Line,
    TransformMatchingShapes,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    Write,
    linear,
    smooth,
    there_and_back,
)

from mlcore import GradientDescent, Trajectory, descend, hubble
from scenes.stage.canvas import Pen
from scenes.stage.dials import Dim, Turn
from scenes.stage.equations import Equation
from scenes.stage.film import Film, chapter
from scenes.stage.panel import HOME_PHI, HOME_THETA, LossPanel
from scenes.stage.plots import DataPlot, FitCurve, LossCurve, Residuals, ResidualSquares
from scenes.stage.solids import Arrow3D, Marker, Polyline, Slice
from scenes.stage.story import Story, told_of
from scenes.stage.study import Choices, Study
from scenes.stage.text import LiveNumber, number_source, symbol, words
from scenes.stage.theme import BEAT, BLINK, BREATH, GRID, TURN, theme
from scenes.stage.ticks import format_number, template
from scenes.stage.widgets import Counter, Slider, Weights, guides

OWN_CHOICES = Choices(
    start=(8.0, 1.0), learning_rate=0.02, iterations=990, milestones=(60, 270, 510, 990)
)
RATES = (0.01, 0.5, 1.08)
"""Learning rates of the comparison, as shares of the stable limit."""

OWN_STORY = Story(
    question="How fast is the universe expanding?",
    source="Edwin Hubble's 24 nebulae, 1929",
    opening=(
        "In 1929 Edwin Hubble had measured 24 nebulae: how far, and how fast.",
        "Take this one: 0.9 million parsecs away, receding at 500 km/s.",
    ),
    example=14,
    scaled="",
    pattern="The farther a nebula, the faster it flees. By what rule?",
    answer=(
        "Each million parsecs adds 454 kilometres a second: Hubble's constant, 1929.",
        "Today's value is near 70. His distances were about seven times too short.",
        "The line was right; the ruler was wrong.",
    ),
    slope_unit="km/s per megaparsec",
)


class Linear(Film):
    """The film on linear regression."""

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = Study.of(self.settings, hubble, OWN_CHOICES, "velocity (100 km/s)")
        self.story = told_of(self.study) if self.settings.data else OWN_STORY

    def digested(self) -> list[bytes]:
        """Return the data, on which every picture depends."""
        return [self.study.raw.x.tobytes(), self.study.raw.y.tobytes()]

    def construct(self) -> None:
        """Play the chapters."""
        self.question()
        self.two_knobs()
        self.how_wrong()
        self.all_lines()
        self.downhill()
        self.descent()
        self.timid_and_bold()
        self.answer()

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """The points appear, and with them the question."""
        story, plot = self.story, self.data_plot(width=9.6, height=4.6).move_to([0.2, -0.05, 0])
        title = words(story.question, theme().type.title * 1.15, weight="semibold", width=12.4)
        source = words(story.source, theme().type.heading, theme().muted, width=12.4)
        card = VGroup(title, source).arrange(DOWN, buff=0.45)
        self.play(FadeIn(title, shift=0.2 * UP), run_time=BEAT)
        self.play(FadeIn(source), run_time=BEAT)
        self.rest(BREATH)
        small = words(story.question, theme().type.heading, weight="semibold", width=12.4)
        small.move_to([GRID.left, GRID.title_y, 0], aligned_edge=LEFT)
        self.play(FadeOut(card, shift=0.3 * UP), run_time=2 * BLINK)
        plot.dots.set_opacity(0)
        axes = VGroup(plot.grid, plot.axes, plot.labels, plot.names)
        self.narrate(story.opening[0], FadeIn(small), FadeIn(axes), run_time=BEAT)
        self.add(plot)
        example = min(story.example, len(plot.sample) - 1)
        x, y = float(plot.sample.x[example]), float(plot.sample.y[example])
        dot = plot.dots[example]
        lines = guides(plot, x, y, theme().muted)
        self.narrate(story.opening[1])
        self.play(GrowFromCenter(dot.set_opacity(0.95)), run_time=BEAT)
        self.play(Create(lines), run_time=BEAT)
        self.finish_reading()
        others = [each for each in plot.dots if each is not dot]
        for each in others:
            each.set_opacity(0.95)
        self.narrate(
            self.shown_note() or "And here are all of them.",
            FadeOut(lines),
            LaggedStart(*(GrowFromCenter(each) for each in others), lag_ratio=0.12),
            run_time=3 * BEAT,
        )
        if story.scaled:
            self.narrate(story.scaled)
            self.finish_reading()
        self.narrate(story.pattern)
        for slope in (0.4, 1.6, 1.0):
            candidate = FitCurve(plot, self.study.problem.predict, self.tilted(slope), width=4)
            self.play(Create(candidate), run_time=BEAT)
            if slope != 1.0:
                self.play(FadeOut(candidate), run_time=BLINK)
        self.still()
        mark = words("?", theme().type.title * 3, theme().prediction, "semibold")
        mark.move_to(plot.area.get_corner(DOWN + RIGHT) + 1.3 * LEFT + 0.95 * UP)
        self.play(FadeOut(candidate), FadeIn(mark, scale=0.6), run_time=BLINK)
        self.narrate("Some straight line should tell. But which one, and how would we find it?")
        self.finish_reading()
        self.clear_stage()

    @chapter("A line has two knobs")
    def two_knobs(self) -> None:
        """The two weights turn the line, and the formula with it."""
        knobs = Weights(self.tilted(0.5))
        plot = self.data_plot().move_to([-3.3, 0, 0])
        line = self.line_of(plot, knobs)
        formula = Equation(
            "{{ hat(y) : prediction }} = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}",
            size=theme().type.formula * 1.25,
        ).move_to([3.9, 2.0, 0])
        low, high = self.knob_range()
        shape = template(np.concatenate([low, high]), 3)
        numbers = Equation(
            f"{{{{ hat(y) : prediction }}}} = {{{{ {shape} : w1-now }}}} {{{{ x : data }}}}"
            f" + {{{{ {shape} : w0-now }}}}",
            width=5.6,
        ).next_to(formula, DOWN, buff=0.7)
        numbers.live("w1-now", lambda: knobs.pair[1], align="center")
        numbers.live("w0-now", lambda: knobs.pair[0], align="left")
        sliders = [
            Slider(f"w_{k}", colour, low[k], high[k], lambda k=k: knobs.pair[k])
            for k, colour in ((1, theme().w1), (0, theme().w0))
        ]
        VGroup(*sliders).arrange(DOWN, buff=0.75).move_to([3.9, -1.35, 0])

        self.narrate(
            "For any distance x, a line predicts a value: the little hat marks a prediction."
            if not self.settings.data
            else "For any x, a line predicts a value: the little hat marks a prediction.",
            FadeIn(plot),
            Create(line),
            run_time=BEAT,
        )
        self.play(Write(formula), run_time=2 * BEAT)
        self.narrate("Two numbers decide which line it is. We call them weights.")
        self.play(FadeIn(numbers), *(FadeIn(slider) for slider in sliders), run_time=BEAT)
        self.rest(BEAT)
        self.narrate("Turn w1, and the line tilts: it is the slope.")
        self.play(Indicate(formula.part("w1"), color=theme().w1), run_time=BEAT)
        for w1 in (high[1], low[1], self.tilted(0.5)[1]):
            self.play(knobs.animate.turn(w1=float(w1)), run_time=1.6 * BEAT)
        self.narrate("Turn w0, and the line moves up and down: it is the value at x = 0.")
        self.play(Indicate(formula.part("w0"), color=theme().w0), run_time=BEAT)
        for w0 in (high[0], low[0], self.tilted(0.5)[0]):
            self.play(knobs.animate.turn(w0=float(w0)), run_time=1.6 * BEAT)
        self.narrate("Every pair of weights is a line. To choose one, we need to judge them.")
        self.finish_reading(BREATH)
        self.clear_stage()

    @chapter("How wrong is a line?")
    def how_wrong(self) -> None:
        """Residuals, their squares, and their mean: the loss."""
        knobs = Weights(self.tilted(0.35))
        plot = self.data_plot().move_to([-3.3, 0, 0])
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
        formulas = [Equation(step, width=5.8).move_to([3.75, 0.75, 0]) for step in steps]
        named = [
            words(text, theme().type.body, theme().muted).move_to([3.75, 2.0, 0])
            for text in ("residual", "squared residual", "mean squared residual", "the loss")
        ]

        self.add(plot)
        self.narrate("How far is this line from the data?", FadeIn(plot), run_time=BEAT)
        self.play(Create(line), run_time=BEAT)
        self.narrate("For each point, measure the miss: prediction minus truth, the residual.")
        self.play(Create(residuals), run_time=2 * BEAT)
        self.play(Write(formulas[0]), FadeIn(named[0]), run_time=BEAT)
        self.finish_reading(BEAT)
        self.narrate("Square it. Misses above and below then count alike, and big ones count more.")
        self.play(FadeIn(squares, lag_ratio=0.05), run_time=2 * BEAT)
        self.swap(formulas, named, 1)
        self.finish_reading(BEAT)
        self.narrate("Take the mean of all the squares: one number for the whole line.")
        self.swap(formulas, named, 2)
        self.play(Indicate(squares, scale_factor=1.0, color=theme().loss), run_time=BEAT)
        self.finish_reading()
        self.narrate("Written with the weights, this is the loss g: it depends on the line alone.")
        self.swap(formulas, named, 3)
        value = Equation(
            f"{{{{ g : loss }}}} = {{{{ {self.loss_shape()} : loss-now }}}}",
            size=theme().type.formula * 1.35,
        ).move_to([3.75, -1.15, 0])
        value.live("loss-now", lambda: self.loss_at(knobs), align="left")
        self.play(FadeIn(value), run_time=BEAT)
        self.finish_reading(BREATH)
        self.narrate("A worse line, larger squares, a larger loss. A better line, a smaller one.")
        for share in (-0.25, 0.8):
            self.play(knobs.animate.turn(*map(float, self.tilted(share))), run_time=2 * BEAT)
            self.rest(BLINK)
        self.finish_reading(BEAT)
        self.narrate("Which line has the smallest loss of all?")
        self.finish_reading(BEAT)
        self.clear_stage()

    @chapter("The landscape of all lines")
    def all_lines(self) -> None:
        """Two slices, each traced by the swaying line; then the whole surface."""
        study, space = self.study, self.study.space
        centre = (study.run.params[0] + study.minimum) / 2
        knobs = Weights(centre)
        plot = self.data_plot(width=4.3, height=3.3).move_to([-4.3, -0.35, 0])
        line = self.line_of(plot, knobs)
        residuals = Residuals(plot, line)
        residuals.add_updater(lambda strokes: strokes.follow())
        panel = LossPanel(study.landscape, space, width=8.0, height=5.8)
        panel.move_to([2.5, -0.2, 0])
        panel.set_dials(phi=np.pi / 2, theta=-np.pi / 2)
        panel.surface.set_dials(rise=0.0, face=0.0, iso=0.0, grid=0.0, rim=0.0)
        panel.floor.set_opacity(0)
        panel.axes.labels[0].set_opacity(0)
        slices = [
            Slice(study.problem, space, centre, k, Pen(colour, 6.0, lift=0.12, hidden=0.35))
            for k, colour in ((0, theme().w0), (1, theme().w1))
        ]
        spot = Marker(space.on_surface(study.problem, centre), theme().loss)
        spot.add_updater(lambda dot: self.move_spot(dot, knobs))
        value = Equation(f"{{{{ g : loss }}}} = {{{{ {self.loss_shape()} : loss-now }}}}")
        value.move_to([-4.3, 2.45, 0]).live("loss-now", lambda: self.loss_at(knobs), align="left")

        def sweep(k: int) -> None:
            low, high = float(space.low[k]), float(space.high[k])
            name = f"w{k}"
            self.play(knobs.animate.turn(**{name: low}), run_time=BEAT)
            panel.remove(spot).add(slices[k], spot)  # the spot is painted over the cut
            self.play(
                knobs.animate(rate_func=smooth).turn(**{name: high}),
                Turn(slices[k], upto=high),
                run_time=4 * BEAT,
            )
            self.play(knobs.animate.turn(**{name: float(centre[k])}), run_time=BEAT)

        self.narrate(
            "Keep w0 still, let w1 sway, and plot the loss of every line.",
            FadeIn(plot),
            FadeIn(line),
            FadeIn(residuals),
            FadeIn(value),
            FadeIn(panel),
            run_time=BEAT,
        )
        panel.add(spot)
        sweep(1)
        self.narrate("The loss traces a parabola: too flat on one side, too steep on the other.")
        self.finish_reading(BEAT)
        self.narrate(
            "Now keep w1 still and let w0 sway. We look from the other side.",
            Turn(panel, theta=0.0),
            Dim(panel.axes.labels[0], 1),
            Dim(panel.axes.labels[1], 0),
            run_time=TURN,
        )
        sweep(0)
        self.narrate("Another parabola. Each is one cut through something larger.")
        self.finish_reading()
        self.narrate(
            "Every point of this floor is a line, and above it stands that line's loss.",
            Turn(panel, theta=HOME_THETA, phi=HOME_PHI),
            Turn(panel.surface, grid=0.7),
            panel.floor.animate.set_opacity(1),
            Dim(panel.axes.labels[1], 1),
            run_time=TURN,
        )
        self.play(Turn(panel.surface, rise=1.0), run_time=2 * BEAT)
        self.play(Turn(panel.surface, face=1.0, iso=0.34, grid=0.13, rim=0.7), run_time=2 * BEAT)
        self.hold(panel)
        self.narrate("Together they make a valley: the loss of all lines at once.")
        self.finish_reading(BREATH)
        self.read_off(panel, knobs)
        self.clear_stage()

    def read_off(self, panel: LossPanel, knobs: Weights) -> None:
        """Tie weights, surface and loss axis by dashed lines, and walk about."""
        space = self.study.space
        pen = Pen(theme().ink, 2.6, hidden=0.7, dash=0.08, lift=0.15)
        ties = [Polyline(np.zeros((2, 3)), pen) for _ in range(2)]

        def tie() -> None:
            top = space.on_surface(self.study.problem, knobs.pair)
            bottom = space.on_floor(knobs.pair)
            axis = np.array([*panel.axes.foot[:2], top[2]])
            ties[0].path, ties[1].path = np.array([bottom, top]), np.array([top, axis])

        reading = LiveNumber(0, self.loss_shape(), size=theme().type.heading, colour=theme().loss)
        reading.follow(lambda: self.loss_at(knobs))
        reading.add_updater(
            lambda each: each.move_to(panel.project(ties[1].path[1]) + 0.75 * RIGHT)
        )
        tie()
        ties[0].add_updater(lambda _: tie())
        panel.add(*ties)
        self.narrate(
            "Two weights on the floor; go up to the surface; read the loss off its axis.",
            *(FadeIn(each) for each in (*ties, reading)),
            Dim(VGroup(*panel.axes.labels[2][:-1]), 0),
            run_time=BEAT,
        )
        self.finish_reading()
        better = self.study.minimum + 0.25 * (self.study.run.params[0] - self.study.minimum)
        self.narrate("Walk on the surface, and the line follows. Downhill, it fits better.")
        self.play(knobs.animate.turn(*map(float, better)), self.drift(4 * BEAT), run_time=4 * BEAT)
        self.finish_reading(BEAT)
        self.narrate("The lowest point is the best line. So: how does one walk downhill?")
        self.finish_reading(BREATH)

    @chapter("Downhill")
    def downhill(self) -> None:
        """The two partial slopes, and the gradient that they make."""
        study, problem = self.study, self.study.problem
        panel = LossPanel(study.landscape, study.space, width=7.0, height=5.9)
        panel.move_to([-3.1, -0.05, 0])
        panel.add_descent(study.run).remove(panel.goal)
        slopes = self.slope_arrows(panel)
        losses = [
            Equation(
                "{{ g : loss }} = 1/N sum_(n=1)^N "
                "( {{ w_1 : w1 }} {{ x_n : data }} + {{ w_0 : w0 }} - {{ y_n : data-y }} )^2",
                width=5.6,
            )
        ]
        chained = [
            Equation(
                f"(partial {{{{ g : loss }}}}) / (partial {{{{ w_{k} : w{k} }}}}) = "
                "1/N sum_(n=1)^N 2 ( {{ w_1 : w1-a }} {{ x_n : data-x }} + {{ w_0 : w0-a }}"
                f" - {{{{ y_n : data }}}} ) dot {{{{ {inner} : {name} }}}}",
                width=5.6,
            )
            for k, inner, name in ((0, "1", "inner"), (1, "x_n", "data-inner"))
        ]
        losses += [
            Equation(
                f"(partial {{{{ g : loss }}}}) / (partial {{{{ w_{k} : w{k} }}}}) = "
                "2/N sum_(n=1)^N ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )" + factor,
                size=theme().type.formula * 0.9,
            )
            for k, factor in ((0, ""), (1, " {{ x_n : data-x }}"))
        ]
        gradient = problem.gradient(study.run.params[0])
        shape = template(gradient, 4)
        vector = Equation(
            '{{ nabla g : gradient }} = vec(delim: "[", (partial g) / (partial {{ w_0 : w0 }}), '
            "(partial g) / (partial {{ w_1 : w1 }})) = "
            f'vec(delim: "[", {{{{ {shape} : w0-now }}}}, {{{{ {shape} : w1-now }}}})',
            width=5.8,
        )
        vector.live("w0-now", lambda: float(gradient[0]))
        vector.live("w1-now", lambda: float(gradient[1]))
        VGroup(*losses, vector).arrange(DOWN, buff=0.42)
        VGroup(*losses, vector).scale_to_fit_height(5.3).move_to([3.95, -0.1, 0])
        for equation in (*losses[1:], vector):
            equation.align_to(losses[0], LEFT)
        for long, brief in zip(chained, losses[1:], strict=True):
            long.scale(losses[0].width / long.width).move_to(brief).align_to(losses[0], LEFT)

        self.narrate(
            "A ball stands where we start, on a poor line. Which way is down?",
            FadeIn(panel),
            FadeIn(losses[0]),
            run_time=BEAT,
        )
        self.hold(panel)
        self.finish_reading(BEAT)
        panel.add(slopes[0], slopes[1])
        self.narrate("Along w0 the surface has one slope: the partial derivative.")
        self.play(Turn(slopes[0], shown=1.0), run_time=BEAT)
        self.play(Write(chained[0]), run_time=2 * BEAT)
        self.narrate("The square brings down a 2, and the inner derivative is 1.")
        self.finish_reading()
        self.play(TransformMatchingShapes(chained[0], losses[1]), run_time=BEAT)
        self.narrate("Along w1 the inner derivative is x: distant points pull harder.")
        self.play(Turn(slopes[1], shown=1.0), run_time=BEAT)
        self.play(Write(chained[1]), run_time=2 * BEAT)
        self.finish_reading()
        self.play(TransformMatchingShapes(chained[1], losses[2]), run_time=BEAT)
        self.narrate("Together the two slopes make one arrow: the gradient. It points uphill.")
        self.play(FadeIn(vector), run_time=BEAT)
        self.merge(slopes)
        self.finish_reading(BEAT)
        self.narrate("So its negative is the way down: the steepest one from here.")
        self.play(Turn(slopes[2], shown=-0.8), run_time=2 * BEAT)
        self.finish_reading(BREATH)
        self.clear_stage()

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, line, loss curve and rule move together, driven by one playhead."""
        study, run = self.study, self.study.run
        head = ValueTracker(0.0)
        panel = LossPanel(study.landscape, study.space, width=7.0, height=5.9)
        panel.move_to([-3.1, -0.05, 0])
        panel.add_descent(run).follow(head)
        plot = self.data_plot(width=5.2, height=2.1)
        plot.align_to([GRID.right, 3.6, 0], UP + RIGHT)
        line = FitCurve(plot, study.problem.predict, run.params[0])
        line.add_updater(lambda fit: fit.set_weights(run.at(head.get_value()).w))
        residuals = Residuals(plot, line)
        residuals.add_updater(lambda strokes: strokes.follow())
        curve = LossCurve(run.losses, width=5.2, height=1.05, marks=study.marks)
        curve.align_to([GRID.right, -3.0, 0], DOWN + RIGHT)
        curve.trace.add_updater(
            lambda _: curve.set_progress(head.get_value(), run.at(head.get_value()).loss)
        )
        counter = Counter(head.get_value, len(run), right=0.3)
        rule, numbers = self.rule(head)
        for equation in (rule, numbers):
            equation.move_to([3.85, -0.2, 0])

        self.narrate(
            "Take a small step against the gradient, and look again. That is the whole rule.",
            FadeIn(panel),
            run_time=BEAT,
        )
        self.hold(panel)
        self.play(Write(rule), run_time=2 * BEAT)
        self.finish_reading()
        rate = format_number(study.learning_rate)
        self.narrate(
            f"α, the learning rate, says how small a step: here {rate}.",
            FadeOut(rule, shift=0.2 * UP),
            FadeIn(numbers, shift=0.2 * UP),
            FadeIn(plot),
            FadeIn(line),
            FadeIn(residuals),
            FadeIn(curve),
            FadeIn(curve.trace),
            FadeIn(counter),
            run_time=BEAT,
        )
        self.settle(plot, curve)
        self.finish_reading()
        self.narrate("The violet dot marks the exact minimum, to compare with.")
        self.play(Turn(panel.goal, radius=0.14), rate_func=there_and_back, run_time=BEAT)
        self.finish_reading()
        self.narrate("Both weights step at once, each from the old values.")
        first = min(10, len(run))
        for step in range(1, first + 1):
            self.play_to(head, step, BEAT * (1.0 if step <= 3 else 0.6))
            if step == 3:
                self.narrate(
                    "The ball marks a position. Plain descent has no inertia: it only steps."
                )
        self.finish_reading()
        self.hold_at_milestones(head, [mark for mark in study.marks if mark > first])
        self.clear_stage()

    def hold_at_milestones(self, head: ValueTracker, marks: list[int]) -> None:
        """Let time run faster, and stop at each milestone long enough to read."""
        remarks = (
            "Now faster. First the ball drops down the steep side,",
            "then it creeps along the valley, where the slope is gentle.",
            "Flatter ground, a smaller gradient, shorter steps.",
            "Near the bottom hardly anything moves: the line has settled.",
        )
        for mark, remark in zip(marks, remarks[-len(marks) :], strict=False):
            self.narrate(remark)
            self.play_to(head, mark, 5 * BEAT)
            self.finish_reading(BREATH)

    @chapter("Too timid, too bold")
    def timid_and_bold(self) -> None:
        """Three learning rates side by side, and the limit between them."""
        study = self.study
        limit = study.limit
        steps = int(np.clip(round(3 * self.condition()), 24, 300))
        runs = [self.run_inside(share * limit, steps) for share in RATES]
        names = ("too timid", "about right", "too bold")
        head = ValueTracker(0.0)
        counter = Counter(head.get_value, steps)
        columns = [
            self.column(run, name, share * limit, head).move_to([x, -0.1, 0])
            for run, name, share, x in zip(runs, names, RATES, (-4.55, 0.0, 4.55), strict=True)
        ]
        self.narrate(
            "How long should a step be? Three learning rates, from the same start.",
            *(FadeIn(column) for column in columns),
            FadeIn(counter),
            run_time=BEAT,
        )
        self.finish_reading(BEAT)
        self.narrate("Too short, and the ball hardly moves. Too long, and each step overshoots.")
        self.play(head.animate(rate_func=linear).set_value(float(steps)), run_time=8 * BEAT)
        self.finish_reading(BEAT)
        bound = Equation(
            f"alpha < 2 / {{{{ lambda_max : gradient }}}} = {number_source(limit)}",
            theme().type.formula * 0.9,
        ).move_to([0, -2.55, 0])
        self.narrate(
            "The limit is two over the largest curvature of the valley.",
            FadeIn(bound, shift=0.2 * UP),
            run_time=BEAT,
        )
        self.finish_reading(BEAT)
        self.narrate("At this rate and above, descent climbs out of the valley and diverges.")
        self.finish_reading(BREATH)
        self.clear_stage()

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; what it means, and what it does not."""
        study = self.study
        final, exact = study.run.params[-1], study.minimum
        plot = self.data_plot().move_to([-3.3, 0, 0])
        line = FitCurve(plot, study.problem.predict, final)
        table = self.comparison(final, exact).move_to([3.85, 1.25, 0])
        self.narrate(
            "A line's best weights can also be solved for exactly. Compare, to the digit.",
            FadeIn(plot),
            Create(line),
            run_time=BEAT,
        )
        self.play(FadeIn(table, lag_ratio=0.1), run_time=2 * BEAT)
        self.finish_reading(BREATH)
        slope = study.raw_weights(exact)[1]
        big = words(self.slope_text(slope), theme().type.title * 1.6, theme().w1, "semibold")
        unit = words(self.story.slope_unit, theme().type.body, theme().muted, width=6.0)
        in_raw = self.raw_equation(study.raw_weights(exact))
        result = VGroup(big, unit, in_raw).arrange(DOWN, buff=0.24).move_to([3.85, -1.6, 0])
        self.narrate(self.story.answer[0], FadeIn(result, shift=0.2 * UP), run_time=BEAT)
        self.play(Indicate(line, scale_factor=1.0, color=theme().w1), run_time=BEAT)
        self.finish_reading(BEAT)
        for sentence in self.story.answer[1:]:
            self.narrate(sentence)
            self.finish_reading(BEAT)
        source = words(f"Data: {study.raw.source or study.raw.title}", theme().type.small * 0.85)
        source.set_fill(theme().muted).next_to(plot.names, DOWN, buff=0.2)
        source.align_to(plot.labels, LEFT)
        self.play(FadeIn(source), run_time=BEAT)
        self.rest(2 * BREATH)
        self.clear_stage(run_time=BEAT)

    # -- the cast ------------------------------------------------------------------------------

    def data_plot(self, width: float = 6.2, height: float = 4.5) -> DataPlot:
        """The data as dots."""
        return DataPlot(self.study.data, width=width, height=height)

    def line_of(self, plot: DataPlot, knobs: Weights) -> FitCurve:
        """The line of the weights as they stand."""
        line = FitCurve(plot, self.study.problem.predict, knobs.pair)
        line.add_updater(lambda fit: fit.set_weights(knobs.pair))
        return line

    def slope_arrows(self, panel: LossPanel) -> list[Arrow3D]:
        """Arrows along w0, along w1 and along the gradient, tangent to the surface at the start."""
        study, space = self.study, self.study.space
        w = study.run.params[0]
        gradient = study.problem.gradient(w)
        foot = panel.lift(w, 0.03)
        arrows = []
        moves = np.array([[gradient[0], 0.0], [0.0, gradient[1]], gradient])
        reach = 1.5 / max(np.linalg.norm(move * space.scale[:2]) for move in moves)
        for move, colour in zip(moves, (theme().w0, theme().w1, theme().gradient), strict=True):
            flat = (reach * move * space.scale[:2])[::-1]
            rise = float(reach * move @ gradient * space.scale[2])
            pen = Pen(colour, 7.0, lift=0.6)
            sideways = np.array([-flat[1], flat[0], 0.0])
            arrow = Arrow3D(foot, foot + np.array([*flat, rise]), sideways, pen)
            arrow.shown = 0.0
            arrows.append(arrow)
        return arrows

    def merge(self, arrows: list[Arrow3D]) -> None:
        """Let the two slope arrows swing together and become the gradient."""
        total = arrows[2]
        ends = [arrow.end.copy() for arrow in arrows[:2]]

        def swing(which: int) -> Callable[[Arrow3D, float], None]:
            def update(arrow: Arrow3D, alpha: float) -> None:
                share = smooth(alpha)
                end = ends[which] + share * (total.end - ends[which])
                arrow.set_ends(arrow.start, end, total.sideways)
                arrow.set_opacity(1 - share**4)

            return update

        self.find_viewport(arrows[0]).add(total)
        self.play(
            *(
                UpdateFromAlphaFunc(arrow, swing(k), suspend_mobject_updating=False)
                for k, arrow in enumerate(arrows[:2])
            ),
            Turn(total, shown=1.0),
            run_time=2 * BEAT,
        )

    def find_viewport(self, solid: Arrow3D) -> LossPanel:
        """The panel on the stage that the solid stands in."""
        return next(
            each
            for each in self.mobjects
            if isinstance(each, LossPanel) and solid in each.get_family()
        )

    def rule(self, head: ValueTracker) -> tuple[Equation, Equation]:
        """The update rule, and below it the same rule in numbers."""
        run = self.study.run
        pair = 'vec(delim: "[", {{{{ {0} : w0-{2} }}}}, {{{{ {1} : w1-{2} }}}})'
        rule = Equation(
            f"{pair.format('w_0', 'w_1', 'new')} <- {pair.format('w_0', 'w_1', 'old')}"
            " - alpha {{ nabla g : gradient }}",
            size=theme().type.formula * 0.8,
        )
        shape, slope = template(run.params, 4), template(run.gradients, 5)
        gradient = (
            f'vec(delim: "[", {{{{ {slope} : gradient-0 }}}}, {{{{ {slope} : gradient-1 }}}})'
        )
        numbers = Equation(
            f"{pair.format(shape, shape, 'now')}"
            f" - {number_source(self.study.learning_rate, 3)} {gradient}"
            f" = {pair.format(shape, shape, 'next')}",
            size=theme().type.formula * 0.72,
            width=5.4,
        )

        def step() -> int:
            return max(1, min(len(run), int(np.ceil(head.get_value() - 1e-6))))

        for k in (0, 1):
            numbers.live(f"w{k}-next", lambda k=k: run.params[step(), k])
            numbers.live(f"w{k}-now", lambda k=k: run.params[step() - 1, k])
            numbers.live(f"gradient-{k}", lambda k=k: run.gradients[step() - 1, k])
        return rule, numbers

    def column(self, run: Trajectory, name: str, rate: float, head: ValueTracker) -> VGroup:
        """One learning rate: a panel with its own ball, the rate above, the loss below."""
        study = self.study
        panel = LossPanel(study.landscape, study.space, width=4.45, height=3.9, labels=False)
        panel.add_descent(run, radius=0.17)

        def now() -> float:
            return min(head.get_value(), float(len(run)))

        panel.ball.add_updater(lambda _: panel.roll_to(now()))
        title = words(name, theme().type.heading, weight="semibold")
        alpha = symbol(f"alpha = {number_source(rate, 3)}", theme().muted)
        loss = Equation(
            f"{{{{ g : loss }}}} = {{{{ {self.loss_shape()} : loss-now }}}}", theme().type.body
        ).live("loss-now", lambda: run.at(now()).loss, align="left")
        numbers = VGroup(alpha, loss).arrange(RIGHT, buff=0.5)
        title.move_to(panel.centre + 2.5 * UP)
        numbers.move_to(panel.centre + 2.0 * UP)
        return VGroup(panel, title, numbers)

    def comparison(self, final: np.ndarray, exact: np.ndarray) -> VGroup:
        """A small table: the weights by descent and by solving, and their losses."""
        loss = self.study.problem.loss
        size = theme().type.heading
        rows = VGroup()
        columns = (
            ("", "w_0", "w_1", "g"),
            ("by descent", *self.digits(final), f"{loss(final):.4f}"),
            ("exactly", *self.digits(exact), f"{loss(exact):.4f}"),
        )
        colours = (theme().muted, theme().w0, theme().w1, theme().loss)
        for j in range(4):
            row = VGroup()
            for i, column in enumerate(columns):
                text = column[j]
                if j == 0:
                    cell = words(text, theme().type.body, theme().muted)
                else:
                    cell = symbol(text, colours[j], size)
                if not text:
                    continue
                cell.move_to([2.05 * i, -0.72 * j, 0])
                row.add(cell)
            rows.add(row)
        rule = Line([-0.5, -0.36, 0], [5.2, -0.36, 0], stroke_width=1.6, color=theme().faint)
        return VGroup(rule, *rows)

    def run_inside(self, rate: float, steps: int) -> Trajectory:
        """A descent at another learning rate, as far as its first step out of the landscape."""
        study, rule = self.study, GradientDescent(rate)
        run = descend(study.problem, study.run.params[0], rule, steps)
        low, high = study.space.low, study.space.high
        left = np.flatnonzero(((run.params < low) | (run.params > high)).any(axis=1))
        if len(left) == 0:
            return run
        return descend(study.problem, study.run.params[0], rule, int(left[0]))

    def raw_equation(self, w: np.ndarray) -> Equation:
        """The fitted line with its weights in the table's own units."""
        sign = "-" if w[0] < 0 else "+"
        return Equation(
            "{{ hat(y) : prediction }} = "
            f"{{{{ {number_source(w[1])} : w1 }}}} {{{{ x : data }}}}"
            f" {sign} {{{{ {number_source(abs(w[0]))} : w0 }}}}",
            size=theme().type.heading,
            width=5.4,
        )

    # -- small things --------------------------------------------------------------------------

    def tilted(self, share: float) -> np.ndarray:
        """Weights of a line through the data's centre, with that share of the best slope."""
        data = self.study.data
        slope = share * self.study.minimum[1]
        return np.array([data.y.mean() - slope * data.x.mean(), slope])

    def knob_range(self) -> tuple[np.ndarray, np.ndarray]:
        """Weights (2,) and (2,) between which the line still crosses the plot."""
        data = self.study.data
        rise = 0.4 * float(np.ptp(data.y))
        reach = np.array([rise, rise / float(np.abs(data.x).max())])
        centre = self.tilted(0.5)
        return centre - reach, centre + reach

    def loss_at(self, knobs: Weights) -> float:
        """The loss of the weights as they stand."""
        return float(self.study.problem.loss(knobs.pair))

    def loss_shape(self) -> str:
        """Room for any loss of the landscape."""
        return template(self.study.landscape.loss, 4, sign=False)

    def condition(self) -> float:
        """How elongated the valley is."""
        eigenvalues = np.linalg.eigvalsh(self.study.problem.hessian(self.study.minimum))
        return float(eigenvalues[-1] / eigenvalues[0])

    def move_spot(self, spot: Marker, knobs: Weights) -> None:
        """Bring the marker to the surface above the weights as they stand."""
        spot.place = self.study.space.on_surface(self.study.problem, knobs.pair)

    def play_to(self, head: ValueTracker, iteration: int, seconds: float) -> None:
        """Run the descent on to an iteration; time follows the iterations evenly."""
        going = head.animate(rate_func=linear).set_value(float(iteration))
        self.play(going, *filter(None, [self.drift(seconds)]), run_time=seconds)

    def swap(self, formulas: list[Equation], named: list, k: int) -> None:
        """Replace one formula and its name by the next."""
        self.play(
            TransformMatchingShapes(formulas[k - 1], formulas[k]),
            FadeOut(named[k - 1]),
            FadeIn(named[k]),
            run_time=1.2 * BEAT,
        )

    def shown_note(self) -> str:
        """What a caption says where only a sample of the rows is drawn."""
        total = len(self.study.data)
        return f"300 of {total:,} shown; the mathematics uses them all." if total > 300 else ""

    def digits(self, w: np.ndarray) -> tuple[str, str]:
        """The two weights to four decimals."""
        return f"{w[0]:.4f}", f"{w[1]:.4f}"

    def slope_text(self, slope: float) -> str:
        """The slope in raw units, to three digits."""
        return format_number(slope, 3)
