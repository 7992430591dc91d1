"""Logistic regression by gradient descent, on the question whether Challenger should have flown.

    manim -pqh scenes/logistic.py

The 23 flights before it, or a table of your own by `[logistic]` in `manim.cfg`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    GrowFromEdge,
    LaggedStart,
    Line,
    Mobject,
    Rectangle,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rate_functions,
)
from numpy.typing import NDArray

from mlcore import (
    GradientDescent,
    Landscape,
    LinearRegression,
    Rescaled,
    SigmoidSquaredError,
    Trajectory,
    challenger,
    descend,
    profile_band,
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
    Dim,
    Equation,
    LiveNumber,
    LossPanel,
    LossSpace,
    Playhead,
    Plot,
    Resize,
    Rewrite,
    Slider,
    Slot,
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
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.chances import Chances, SurpriseBars, SurpriseColumn
from scenes.stage.regression.choices import Choices, safe_limit
from scenes.stage.regression.classes import ClassPlot, Upright
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import span_of
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.score import ScoreViews, bent
from scenes.stage.regression.story import ClassStory, told_of_classes
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.study_film import StudyFilm
from scenes.stage.regression.valley import SweptBand, walk_around
from scenes.stage.settings import Settings

Array = NDArray[np.float64]

OWN_CHOICES = Choices(
    start=(1.5, 2.5), learning_rate=0.02, iterations=3000, milestones=(400, 800, 1400, 3000)
)
FORECAST = 31.0
"""Degrees Fahrenheit, for the morning of 28 January 1986."""
ADVISED = 53.0
"""Degrees below which the makers' engineers advised against launching (Rogers Commission, 1986)."""
COLD = 65.0
"""Degrees below which every flight showed distress."""
CATASTROPHE = {31: 13, 60: 2}
"""Per cent, at least, by degrees: S. Dalal, E. Fowlkes, B. Hoadley, JASA 84, 1989, abstract."""
CRAWL, QUICK = 3000, 60
"""Steps of descent on plain x, and on standardised x."""
LONGEST_RACE = 1200
"""Steps of the race of two losses, at the most."""

OWN_STORY = ClassStory(
    question="Should Challenger have launched?",
    source="23 earlier flights of the space shuttle",
    opening=(
        "Seven shuttle flights on which the rubber O-rings showed distress.",
        "Mainly these were compared. Warm, cold: no pattern.",
    ),
    example=13,
    pattern=("With them the picture tips: cold goes with distress.",),
    all_points="Now the sixteen flights without distress.",
    coded="Write 1 for distress and 0 for none: this is the line of least squares.",
    solved="By Newton's method: the loss agrees to four digits, the weights to two.",
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
    "Now faster: down the long slope, and the curve turns over.",
    "It grows steeper; the points pull it into place.",
    "Flatter ground, shorter steps: run through it.",
    "Near the bottom only digits creep.",
)
"""What is said at the descent's milestones."""
LEGS = (13.0, 3.0, 2.4, 2.0)
"""Seconds to each of them: slow where the curve turns over, quick where only digits creep."""
RIGHT_COLUMN = 3.85
UPPER_RIGHT = Slot(1.5, GRID.right_edge, 0.5, 3.55)
LOWER_RIGHT = Slot(1.5, GRID.right_edge, GRID.caption_top, -0.75)


class Logistic(StudyFilm):
    """The film on logistic regression.

    Attributes
    ----------
    plot
        The data; on the stage from the first picture to the last.
    line, level
        The line of the opening, and the weights of its score z = 4 (ŷ − ½), for x as it is drawn.
    curve, knobs
        The sigmoid in the plot, and the weights, for standardised x, that it follows.
    column
        All surprises, piled up.
    panel
        The surface that the descent has gone down.
    forecast
        The upright of the launch day, and its name.
    band
        What the curves have swept that the data do not refuse.
    leaving
        What stands to the end of a chapter, and goes as the next one comes.
    """

    study: ClassStudy
    story: ClassStory
    plot: ClassPlot
    line: FitCurve
    level: Weights
    curve: FitCurve
    knobs: Weights
    column: SurpriseColumn
    panel: LossPanel
    forecast: list[Mobject]
    band: SweptBand | None
    leaving: tuple[Mobject, ...] = ()

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = ClassStudy.read(self.settings, challenger, OWN_CHOICES)
        self.story = told_of_classes(self.study) if self.settings.data else OWN_STORY

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """One class alone proves nothing; the other rains in, and a line tips."""
        self.plot = plot = self.make_plot()
        self.forecast, own = [], self.story.asked is not None
        filled, hollow = (
            [dot for dot, y in zip(plot.dots, plot.sample.y, strict=True) if y == value]
            for value in (1, 0)
        )
        plot.remove(plot.dots)
        question = words(self.story.question, theme().type.heading, weight="semibold", width=12.4)
        question.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)
        self.heading = [question]
        falling = LaggedStart(*(GrowFromCenter(dot) for dot in filled), lag_ratio=0.12)
        self.say(self.story.opening[0], question, plot, falling, seconds=1.6)
        labels = self.ends_of(filled) if own else []
        self.say(self.story.opening[1], *labels)
        self.pause()
        self.make_line()
        if own:
            self.ask(labels)
        rain = LaggedStart(*(FadeIn(dot, shift=2 * DOWN) for dot in hollow), lag_ratio=0.12)
        self.say(self.sampled_caption(), rain, seconds=3.2 * BEAT)
        self.remove(*plot.dots)
        self.add(plot.add(plot.dots))
        if own:
            self.count(plot)
        else:
            self.say(self.story.coded, Create(self.line))
        self.tip()
        self.poster()
        if own:
            self.warn(plot)
        self.pause()

    def ends_of(self, dots: Sequence[VMobject]) -> list[Mobject]:
        """Name the x of the first and of the last of some dots."""
        rows = [self.plot.dots.submobjects.index(dot) for dot in dots]
        x = self.plot.sample.x[rows]
        names: list[Mobject] = []
        for place in (x.min(), x.max()):
            name = words(self.story.place.format(f"{place:.0f}"), theme().type.heading)
            names.append(name.next_to(self.plot.at(place, 1), DOWN, buff=0.35))
        return names

    def ask(self, labels: list[Mobject]) -> None:
        """Ask of the forecast, and draw what the flights with distress alone can say."""
        plot = self.plot
        self.forecast = self.asked(plot)
        ask = words("Would you\nlaunch?", theme().type.title * 1.7, weight="semibold")
        ask.move_to(plot.at((FORECAST + ADVISED) / 2, 0.5))
        self.say(
            "The forecast is 31 °F. Would you launch?",
            *(*self.forecast, FadeIn(ask, shift=0.2 * UP)),
        )
        self.play(cast(Any, ask.animate)(rate_func=linear).scale(1.1), run_time=2.4 * BEAT)
        self.say(
            "A curve through these can only say: distress, always.",
            Create(self.line),
            *(FadeOut(each) for each in labels),
            seconds=3 * BEAT,
        )
        self.pause()
        self.dismiss(ask)

    def make_line(self) -> None:
        """Make the line that at first says 1 for every x."""
        self.level = Weights((2.0, 0.0))
        self.line = FitCurve(self.plot, lambda w, x: 0.5 + (w[0] + w[1] * x) / 4, self.level.w)
        self.line.add_updater(lambda fit: fit.set_weights(self.level.w))

    def tip(self) -> None:
        """Tip the line into that of least squares, and make room for where it leads."""
        least = LinearRegression(self.study.raw).minimum()
        goal = 4 * least - np.array([2.0, 0.0])
        low, high = self.plot.x_range
        ends = least[0] + least[1] * np.array([low, high])
        y_range = nice_range(min(-0.5, float(ends.min())), max(1.5, float(ends.max())), 4)
        self.bring_to_front(self.line)
        self.say(
            self.story.pattern[0],
            self.level.animate.set_weights(goal),
            Zoom(self.plot, y_range=y_range),
            seconds=3.6 * BEAT,
        )
        for sentence in self.story.pattern[1:]:
            self.say(sentence)

    def count(self, plot: ClassPlot) -> None:
        """How often there was distress in the cold, and how often not."""
        data, cold = self.study.raw, self.study.raw.x < COLD
        edge = Upright(plot, lambda: COLD, theme().muted)
        shown: list[Mobject] = [edge]
        shares = []
        for rows in (cold, ~cold):
            shares.append(f"{int(data.y[rows].sum())} of {rows.sum()}")
            name = words(shares[-1], theme().type.title, theme().data, weight="semibold")
            shown.append(name.move_to(plot.at(float(data.x[rows].mean()), 0.55)))
        self.say(
            f"Below {COLD:.0f} °F: distress on {shares[0]} flights. Above: on {shares[1]}.", *shown
        )
        self.pause()
        self.dismiss(*shown)

    def warn(self, plot: ClassPlot) -> None:
        """What was advised, and what was done."""
        limit = Upright(plot, lambda: ADVISED, theme().muted)
        name = words("advised: not below 53 °F", theme().type.small, theme().muted)
        name.next_to(plot.at(ADVISED, plot.y_range[0]), RIGHT + UP, buff=0.14)
        source = words("Rogers Commission, 1986", theme().type.small, theme().muted)
        source.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.say(
            "The makers' engineers advised against launching below 53 °F.", limit, name, source
        )
        self.say("They were overruled. Challenger was launched. Seven people died.")
        self.pause(BEAT)
        self.say(
            "What do these flights say of 31 °F? And how surely?",
            *(FadeOut(each) for each in (limit, name, source)),
        )

    @chapter("The line bends")
    def line_bends(self) -> None:
        """A line predicts chances below 0 and above 1; it bends into the sigmoid, in one move."""
        plot, bend = self.plot, ValueTracker(0.0)
        ends = self.line.predict(self.line.w, np.array(plot.x_range))
        reveal = UpdateFromAlphaFunc(plot, lambda shown, share: shown.show_scale(share))
        zones = self.impossible(plot)
        self.say(
            "As a chance, this line soon leaves what a chance can be."
            if ends.min() < 0 or ends.max() > 1
            else "As a chance it stays between 0 and 1 here, but farther on it would not.",
            reveal,
            *zones,
            seconds=2 * BEAT,
        )
        self.bring_to_front(plot, self.line)
        if self.story.asked is not None:
            value = float(self.line.predict(self.line.w, np.array([FORECAST]))[0])
            spot, number = self.read_off(plot, f"{value:.2f}", value, theme().type.title)
            said = f"At 31 °F it promises a chance of {value:.2f}. There is no such thing."
            self.say(said, self.ride(spot, self.line), seconds=3 * BEAT)
            spot.clear_updaters()
            self.play(FadeIn(number), run_time=BLINK)
            self.pause()
            self.dismiss(spot, number)
        self.line.clear_updaters()
        bending = FitCurve(
            plot,
            lambda w, x: bent(self.study, bend.get_value(), w[0] + w[1] * x),
            self.level.w,
            samples=self.study.samples(plot),
        )
        bending.add_updater(lambda fit: fit.set_weights(self.level.w))
        self.remove(self.line)
        self.add(bending)
        self.say(
            "Let it bend: as steep at one half, but never above 1, nor below 0.",
            bend.animate.set_value(1.0),
            seconds=5 * BEAT,
        )
        self.poster()
        self.dismiss(*zones)
        self.play(
            Zoom(plot, y_range=(-0.22, 1.22)),
            Resize(plot, GRID.main),
            *self.moved_forecast(),
            run_time=2 * BEAT,
        )
        self.score(bending)

    def score(self, bending: FitCurve) -> None:
        """A score from a line, the sigmoid of it; what each weight does; the odds."""
        views = ScoreViews(self.study, self.plot)
        self.play(self.level.animate.set_weights(views.weights.w), run_time=BEAT)
        self.remove(bending)
        self.curve = views.curve
        self.add(self.curve)
        self.say(
            "Every x has a score z, any number, on a straight line.",
            views.mark,
            views.scores,
            views.rider,
            Write(views.score),
            FadeIn(views.score_now),
        )
        self.play(views.probe.animate.set_value(views.place(0.85)), run_time=2.4 * BEAT)
        self.say("The sigmoid of the score is the chance.", Write(views.chance))
        self.play(FadeIn(views.spot), FadeIn(views.chance_now), run_time=BLINK)
        self.play(views.probe.animate.set_value(views.place(0.03)), run_time=2.4 * BEAT)
        self.say("Score 0 is a chance of one half: the decision boundary.")
        middle = self.study.boundary(views.standard)
        self.play(views.probe.animate.set_value(middle), run_time=BEAT)
        self.play(FadeOut(views.mark), FadeIn(views.boundary), FadeIn(views.half), run_time=BLINK)
        self.pause()
        sliders = self.turn_weights(views)
        self.odds(views, sliders)
        self.knobs = Weights(views.standard)
        self.follow(self.knobs)

    def turn_weights(self, views: ScoreViews) -> list[Mobject]:
        """Each weight's effect on the curve; return their sliders."""
        knobs, home, reach = views.weights, views.weights.w, views.reach()
        best = self.study.raw_weights(self.study.minimum)
        every = np.array([pair for pairs in reach.values() for pair in pairs] + [best])
        sliders: list[Mobject] = []
        for k, colour, y in ((1, theme().w1, -1.7), (0, theme().w0, -2.6)):
            ends = nice_range(every[:, k].min(), every[:, k].max(), 4)
            slider = Slider(f"w_{k}", colour, *ends, partial(knobs.component, k))
            sliders.append(slider.shift(np.array([4.35, y, 0]) - slider.track.get_center()))
        self.play(*(FadeIn(each) for each in sliders), run_time=BLINK)
        for caption, pairs in (
            ("The weight w0 alone moves the curve sideways.", reach["level"]),
            ("w1 sets how steep it is, if w0 moves along to hold the boundary.", reach["steep"]),
        ):
            self.say(caption)
            for w0, w1 in (*pairs, home):
                self.play(knobs.animate.set_weights((w0, w1)), run_time=BEAT)
            self.pause()
        return sliders

    def odds(self, views: ScoreViews, sliders: list[Mobject]) -> None:
        """Each unit of x multiplies the odds, where a unit is neither too small nor too large."""
        best = self.study.raw_weights(self.study.minimum)
        gone = [*views.ahead(), views.spot]
        if self.story.asked is None or self.study.separable:
            self.dismiss(*gone, *sliders, views.boundary, views.half)
            return
        odds = [
            Equation(source, size=46, width=4.9)
            for source in (
                "{{ hat(y) : prediction }} / (1 - {{ hat(y) : prediction-2 }}) = e^z",
                "e^( {{ w_1 : w1 }} ) = {{ 0.000 : odds }}",
            )
        ]
        odds[1].live("odds", lambda: float(np.exp(views.weights.w[1])), at=views.weights)
        VGroup(*odds).arrange(DOWN, buff=0.55, aligned_edge=LEFT).move_to((RIGHT_COLUMN, 1.1, 0))
        self.say("Chance against counter-chance: the odds are e to the z.")
        self.play(*(FadeOut(each) for each in gone), run_time=BLINK)
        self.play(Write(odds[0]), run_time=2 * BEAT)
        self.play(FadeIn(odds[1]), run_time=BLINK)
        factor = float(np.exp(best[1]))
        self.say(
            f"With the best weights each degree warmer multiplies the odds by {factor:.3f}.",
            views.weights.animate.set_weights(best),
            seconds=4 * BEAT,
        )
        self.pause()
        self.dismiss(*odds, *sliders, views.boundary, views.half)

    @chapter("How surprised are we?")
    def surprised(self) -> None:
        """−ln p for every row; they pile into one column, whose mean is the loss."""
        study, plot, home = self.study, self.plot, self.study.minimum * [0.8, 0.62]
        upper, lower = GRID.main.rows(1.75, 1, gap=0.1)
        self.say(
            "Take some curve. What chance p did it give to what happened?",
            self.knobs.animate.set_weights(home),
            Resize(plot, GRID.wide),
            seconds=2 * BEAT,
        )
        self.point_at_rows(study.surprise(home, plot.sample.x, plot.sample.y))
        formulas = self.entropy_formulas()
        self.tell_why(formulas)
        plot.fill(upper)
        chances = Chances(plot, self.curve)
        surprises = study.surprise(home, plot.sample.x, plot.sample.y)
        bars = SurpriseBars(
            plot,
            study.surprise,
            home,
            height=lower.height - 0.55,
            highest=max(2.0, float(surprises.max())),
        )
        foot = plot.at(plot.x_range[0], 0)[0], lower.bottom + 0.1
        bars.shift(np.array([*foot, 0.0]) - bars.at(bars.x_range[0], 0))
        plot.fill(GRID.main)
        self.play(Resize(plot, upper), *self.moved_forecast(upper), run_time=BEAT)
        self.sweep(chances, bars, formulas)
        self.pile(chances, bars, formulas)

    def point_at_rows(self, surprises: Array) -> None:
        """Show the best and the worst foreseen of the rows, with their chances."""
        rows = self.plot.sample
        most, least = int(np.argmax(surprises)), int(np.argmin(surprises))
        against = surprises[most] > np.log(2.5)  # a chance below 0.4
        for row, verdict in {
            least: "the curve expected what came.",
            most: "one came against expectation." if against else "one was the least expected.",
        }.items():
            if row == most or surprises[most] > surprises[least] + 1.2:
                place = format_number(float(rows.x[row]), 3)
                where = f"At {self.story.place.format(place)}"
                self.say(first_fitting(f"{where} {verdict}", f"{where} the greatest surprise."))
                shown = self.point_out(row)
                self.dismiss(*shown)

    def point_out(self, row: int) -> VGroup:
        """Show the chance of what happened at one row: from its own dot, as long as p."""
        plot, curve = self.plot, self.curve
        x, y = float(plot.sample.x[row]), float(plot.sample.y[row])
        predicted = float(curve.predict(curve.w, np.array([x]))[0])
        chance = predicted if y == 1 else 1 - predicted
        colour, size = theme().prediction, theme().type.heading
        ring = plot.dots[row].copy().set_fill(opacity=0).set_stroke(theme().ink, 3).scale(1.7)
        given, own = (
            Line(plot.at(x, a), plot.at(x, b), color=colour, stroke_width=9)
            for a, b in ((1 - y, predicted), (y, 1 - predicted))
        )
        figures = f"{chance:.2f}" if chance >= 0.1 else number_source(chance, 2)
        label = symbol(f"p = {figures}", colour, size)
        room = GRID.right_edge - float(plot.at(x, y)[0]) > label.width + 0.4
        aside = RIGHT if room else LEFT
        label.move_to(plot.at(x, 0.5 if chance > 0.4 else 0.62 if y == 1 else 0.38))
        label.shift(aside * (label.width / 2 + 0.3))
        self.play(FadeIn(ring), Create(given), run_time=0.8 * BEAT)
        self.play(given.animate.become(own), FadeIn(label), run_time=BEAT)
        self.pause()
        return VGroup(ring, given, label)

    def tell_why(self, formulas: list[Equation]) -> None:
        """Chances multiply, logarithms add: why −ln."""
        total = float(self.study.surprise(self.curve.w, self.study.raw.x, self.study.raw.y).sum())
        once = _rounded(float(np.exp(min(total, 600.0))))
        all_of_them = first_fitting(
            f"Chances multiply: all of this it foresaw once in {once} times.",
            "Chances multiply, to next to nothing.",
        )
        self.say(all_of_them, Resize(self.plot, GRID.main), seconds=1.6 * BEAT)
        self.play(Write(formulas[0]), run_time=1.4 * BEAT)
        self.say(
            "Logarithms make the product a sum, and the minus makes it positive.",
            Rewrite(formulas[0], formulas[1]),
            seconds=3 * BEAT,
        )
        self.pause()

    def sweep(self, chances: Chances, bars: SurpriseBars, formulas: list[Equation]) -> None:
        """Go from row to row, in the order of x: each gets its stroke and its bar."""
        low, high = self.plot.x_range
        place = ValueTracker(low)
        mark = Upright(self.plot, place.get_value, theme().muted)
        chances.upto = bars.upto = low
        chances.add_updater(
            lambda strokes: strokes.until(place.get_value()).follow(), call_updater=True
        )
        bars.bars.add_updater(
            lambda _: bars.until(place.get_value()).set_weights(self.knobs.w), call_updater=True
        )
        self.say(
            "So −ln p is the surprise: 0 for what was certain, great for the unexpected.", bars
        )
        self.add(chances, mark)
        self.play(cast(Any, place.animate)(rate_func=linear).set_value(high), run_time=5 * BEAT)
        self.remove(mark)
        place.set_value(np.inf)
        self.pause()
        self.say(
            "p is ŷ where y is 1, and one minus ŷ where y is 0.",
            Rewrite(formulas[1], formulas[2]),
        )
        self.pause()

    def pile(self, chances: Chances, bars: SurpriseBars, formulas: list[Equation]) -> None:
        """Pile the bars into one column, their mean; shake the weights while it answers."""
        study, home = self.study, self.knobs.w
        worse = study.minimum * [0.4, -0.35]
        shaken = [study.minimum * [1.0, 2.2], worse, home]
        highest = max(float(study.objective.loss(w)) for w in shaken)
        place = Slot(GRID.beside.left + 0.6, GRID.beside.left + 2.0, GRID.caption_top + 0.1, 0.3)
        column = SurpriseColumn(
            study.raw, study.surprise, home, width=1.1, height=place.height - 0.2, highest=highest
        )
        self.column = column.shift(
            np.array([place.left, place.bottom + 0.1, 0.0]) - column.at(0.0, 0.0)
        )
        mean = Equation(
            f"{{{{ g : loss }}}} = {{{{ {study.loss_shape} : loss-now }}}}", size=54, width=2.9
        )
        mean.live(
            "loss-now",
            lambda: float(study.objective.loss(self.knobs.w)),
            align="left",
            at=self.knobs,
        )
        mean.move_to((4.9, -1.2, 0))
        pieces = column.pieces
        column.remove(pieces)
        self.say("Pile them up, and share by their number: the mean is the loss, cross-entropy.")
        self.play(FadeIn(column), run_time=BLINK)
        if len(pieces) == len(bars.bars):
            flying: list[Animation] = [
                TransformFromCopy(bar, piece) for bar, piece in zip(bars.bars, pieces, strict=True)
            ]
        else:
            flying = [FadeIn(piece) for piece in pieces]
        self.play(LaggedStart(*flying, lag_ratio=0.12), run_time=3.2 * BEAT)
        self.remove(*pieces)
        column.add(pieces)
        self.add(column)
        self.play(Rewrite(formulas[2], formulas[3]), FadeIn(mean), run_time=BEAT)
        self.pause()
        self.poster()
        column.pieces.add_updater(lambda _: column.set_weights(self.knobs.w))
        self.say("A worse curve is more surprised, on average; a better one, less.")
        for goal in shaken:
            self.play(self.knobs.animate.set_weights(goal), run_time=1.6 * BEAT)
        self.pause(BLINK)
        column.pieces.clear_updaters()
        chances.clear_updaters()
        bars.bars.clear_updaters()
        self.dismiss(chances, bars, formulas[3], mean)

    @chapter("A needle of a valley")
    def needle(self) -> None:
        """On raw x the valley is needle-thin; standardised, it becomes a bowl."""
        study, origin = self.study, self.study.standard_weights(np.zeros(2))
        panel = ScalingPanel(study, width=7.4, height=5.7).move_to((-2.9, 0.1, 0))
        rates = [safe_limit(each) / 4 for each in (panel.objective_at(0.0), study.objective)]
        self.say(
            "Every pair of weights has such a column.",
            self.column.animate.move_to((-2.9, -0.1, 0)),
            Resize(self.plot, LOWER_RIGHT),
            *self.moved_forecast(LOWER_RIGHT),
            self.knobs.animate.set_weights(origin),
            seconds=2 * BEAT,
        )
        if self.distance > 4 and study.rim is not None:
            self.true_scale()
        else:
            self.dismiss(self.column)
        self.play(FadeIn(panel), *self.left(), run_time=BEAT)
        plain, shown = self.crawl(panel, rates)
        formula = self.standardising().move_to((RIGHT_COLUMN, 1.4, 0))
        self.say(
            "So standardise x: subtract its mean, divide by its spread.",
            *(FadeOut(each) for each in (plain, *shown)),
            seconds=BLINK,
        )
        self.play(Write(formula), run_time=2 * BEAT)
        self.open_bowl(panel, formula, rates)

    def true_scale(self) -> None:
        """Draw the good weights where a unit of either is as long: a hairline."""
        assert self.study.rim is not None
        rim = self.study.raw_weights(self.study.rim)
        middle, half = rim.mean(axis=0), 0.62 * np.ptp(rim[:, 0])
        ranges = [(float(each - half), float(each + half)) for each in middle]
        floor = Plot(ranges[1], ranges[0], width=4.7, height=4.7, x_ticks=0, y_ticks=5)
        floor.move_to((-2.9, 0.2, 0))
        hair = VMobject(stroke_color=theme().loss, stroke_width=2, fill_color=theme().loss)
        hair.set_fill(opacity=0.9)
        hair.add_updater(
            lambda line: line.set_points(path_points([floor.at(rim[:, 1], rim[:, 0])])),
            call_updater=True,
        )
        across = VGroup(
            symbol("w_1", theme().w1, 46).next_to(floor.area, DOWN + RIGHT, buff=0.1),
            symbol("w_0", theme().w0, 46).next_to(floor.area, UP + LEFT, buff=0.1),
        )
        note = words("both weights to one scale", theme().type.body, theme().muted)
        note.move_to((RIGHT_COLUMN, 2.4, 0))
        self.say(
            "To true scale, all that fit lie on a hairline.",
            *(floor, across, note),
            FadeOut(self.column, target_position=floor.at(middle[1], middle[0]), scale=0.05),
        )
        self.play(Create(hair), run_time=2 * BEAT)
        self.pause()
        span = float(np.ptp(rim[:, 1]))
        stretched = words("w1 stretched", theme().type.body, theme().muted)
        stretched.move_to(note)
        self.say("Stretch one axis, and one sees a valley.")
        self.play(
            Zoom(floor, x_range=(float(middle[1] - 0.7 * span), float(middle[1] + 0.7 * span))),
            FadeOut(note),
            FadeIn(stretched),
            run_time=3 * BEAT,
        )
        self.leaving = (floor, hair, across, stretched)

    def crawl(self, panel: ScalingPanel, rates: list[float]) -> tuple[Mobject, tuple[Mobject, ...]]:
        """Let a ball crawl over the weights for plain x, and tell how long it would take."""
        study, head = self.study, Playhead()
        raw = panel.objective_at(0.0)
        crawl = descend(raw, np.zeros(2), GradientDescent(rates[0]), CRAWL)
        panel.add_descent(crawl).follow(head)
        self.follow((crawl, head))
        plain = self.weights_for(f"weights for x {self.story.units}")
        self.note = words("each axis to its own scale", theme().type.small, theme().muted)
        self.note.move_to((RIGHT_COLUMN, -0.45, 0))
        self.kappa_row, self.rounder = self.kappa(panel)
        self.say(
            self.shape_of_valley(panel),
            *(plain, self.kappa_row, self.note),
            Turn(panel, theta=HOME_THETA + 0.4, phi=1.15),
            seconds=TURN,
        )
        self.say(self.told_of_crawl(crawl, rates), Turn(panel, theta=HOME_THETA, phi=HOME_PHI))
        shown = self.race(head, crawl, rates[0], study.raw_weights(study.minimum))
        if self.distance > 4 and not study.separable:
            slowest = float(np.linalg.det(raw.hessian(raw.minimum())))
            slowest /= float(np.linalg.eigvalsh(raw.hessian(raw.minimum()))[-1])
            steps = _rounded(1 / (rates[0] * slowest))
            self.say(f"At this safe pace it takes {steps} steps to shrink the error by e.")
            self.pause()
        self.poster()
        panel.carry(crawl)
        return plain, shown

    def open_bowl(self, panel: ScalingPanel, formula: Mobject, rates: list[float]) -> None:
        """Standardise before the viewer's eyes: the needle opens into a bowl."""
        study, origin = self.study, self.study.standard_weights(np.zeros(2))
        quick = descend(study.objective, origin, GradientDescent(rates[1]), QUICK)
        # at first little is seen of it, however much the condition number falls
        opening = Turn(panel, share=1.0, phi=0.85, rate_func=rate_functions.ease_out_sine)
        self.say(
            "Same data, same curves, new coordinates. The valley opens to a bowl."
            if self.distance > 1 and not study.separable
            else "Same data, same curves, new coordinates: now both weights count alike.",
            opening,
            seconds=4.4 * BEAT,
        )
        self.knobs.set_weights(self.curve.w)
        self.follow(self.knobs)
        scaled = self.weights_for("weights for standardised x, from here on")
        before = panel.descents[0]
        parts = [Dim(part, 0.0) for part in (before.ball, before.drop)]
        self.play(
            *(FadeIn(scaled), FadeOut(formula), FadeOut(self.note)),
            *(*self.rounder, *parts),
            self.knobs.animate.set_weights(origin),
            run_time=BEAT,
        )
        panel.drop_descent()
        head = Playhead()
        after = panel.add_descent(quick).follow(head)
        for part in (after.ball, after.drop):
            part.set_opacity(0)
        self.follow((quick, head))
        self.say(
            self.told_of_rest(quick, rates),
            *(Dim(part, 1.0) for part in (after.ball, after.drop)),
            seconds=BLINK,
        )
        shown = self.race(head, quick, rates[1], study.minimum)
        self.pause(BEAT)
        self.knobs.set_weights(quick.params[-1])
        self.follow(self.knobs)
        self.dismiss(scaled, self.kappa_row, self.kappa_exact, *shown)
        self.leaving = (panel,)

    def weights_for(self, text: str) -> Mobject:
        """Say over which weights a landscape is."""
        name = words(text, theme().type.body, width=5.1)
        return name.move_to((RIGHT_COLUMN, 2.75, 0))

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
        alpha.arrange(RIGHT, buff=0.3).move_to((RIGHT_COLUMN, 1.35, 0))

        def weight(k: int) -> float:
            return float(run.at(head.iteration).w[k])

        rows = [self.weight_and_goal(k, partial(weight, k), goal[k]) for k in (0, 1)]
        weights = VGroup(*rows).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        weights.move_to((RIGHT_COLUMN, 0.3, 0))
        shown = (counter, alpha, *rows)
        self.play(*(FadeIn(each) for each in shown), run_time=BLINK)
        self.play(head.to(len(run)), run_time=2.4 * BEAT)
        self.pause()
        return shown

    @chapter("Why not squared error?")
    def squared_error(self) -> None:
        """Two landscapes side by side, and the same descent on both, to the end."""
        study, head, runs = self.study, Playhead(), self.rivals()
        top, low = GRID.wide.rows(1.9, 1, gap=0.05)
        left, middle, right = low.columns(1, 1.75, 1, gap=0.4)
        squared, entropy = (
            self.rival(run, name, slot)
            for run, name, slot in zip(runs, ("E", "g"), top.columns(1, 1), strict=True)
        )
        for panel, run in zip((squared, entropy), runs, strict=True):
            panel.add_descent(run).follow(head)
        squared.descents[0].goal.set_opacity(0)  # farther out the loss may be less
        titles = [
            self.rival_title("squared error", _SQUARED).move_to(left.centre + 0.4 * UP),
            self.rival_title("cross-entropy", _ENTROPY).move_to(right.centre + 0.4 * UP),
        ]
        slopes = [
            self.slope_of(run, head).next_to(title, DOWN, buff=0.3)
            for run, title in zip(runs, titles, strict=True)
        ]
        self.say(
            "Why not the mean squared error, as for a line?",
            *(squared, titles[0], Resize(self.plot, middle), *self.moved_forecast(middle)),
            self.knobs.animate.set_weights(runs[0].params[0]),
            *self.left(),
            seconds=2 * BEAT,
        )
        self.say(
            "Here the curve is sure, and badly wrong, and the ground is flat.",
            Turn(squared, theta=HOME_THETA + 0.5),
            seconds=TURN,
        )
        self.say(
            "Cross-entropy is convex: one bowl with one lowest point."
            if not study.separable
            else "Cross-entropy is convex: it never flattens uphill.",
            *(entropy, titles[1], Turn(squared, theta=HOME_THETA)),
            seconds=TURN,
        )
        thin = study.curve(self.plot, runs[0].params[0], width=2.5)
        thin.at = runs[0], head
        thin.add_updater(lambda fit: fit.set_weights(runs[0].at(head.iteration).w))
        self.add(thin)
        self.follow((runs[1], head))
        counter = Counter(head.get_value, len(runs[0]))
        self.run_race(head, runs, [counter, *slopes])
        self.knobs.set_weights(runs[1].params[-1])
        self.follow(self.knobs)
        self.dismiss(*titles, *slopes, counter, thin)
        self.leaving = (squared, entropy)

    def rivals(self) -> list[Trajectory]:
        """Descend both losses, in the same units, from the same start, at the same rate.

        The first curve is sure of one class for every x, of the rarer one. The race lasts until
        the squared error has come to its own minimum, if it does so at all.
        """
        study = self.study
        start = np.array([6.0 if study.data.y.mean() < 0.5 else -6.0, 0.0])
        rule = GradientDescent(study.limit / 8)
        squared = descend(SigmoidSquaredError(study.data), start, rule, LONGEST_RACE)
        slopes = np.linalg.norm(squared.gradients, axis=1)
        wakes = int(slopes.argmax())
        rest = np.flatnonzero(slopes[wakes:] < 0.02 * slopes[wakes])
        steps = wakes + int(rest[0]) if len(rest) else len(squared)
        steps = max(60, steps)
        return [
            descend(objective, start, rule, steps)
            for objective in (squared.objective, study.objective)
        ]

    def run_race(self, head: Playhead, runs: list[Trajectory], shown: list[Mobject]) -> None:
        """Run both descents to the end; hold where the one on the plateau wakes."""
        wakes = int(np.linalg.norm(runs[0].gradients, axis=1).argmax())
        self.say("Same start, same learning rate. The slopes tell them apart.", *shown)
        self.pause()
        self.play(head.to(10), run_time=2 * BEAT)
        left = np.linalg.norm(runs[1].params[[-1, 0]] - runs[1].goal, axis=1)
        arrives = left[0] < 0.05 * left[1] and not self.study.separable
        self.say(
            "In the bowl it is there by step 60; on the plateau it sleeps."
            if arrives
            else "On the one the ball is on its way; on the plateau it has hardly moved."
        )
        self.play(head.to(min(60, len(runs[0]))), run_time=3 * BEAT)
        self.pause()
        self.poster()
        self.say(
            f"The squared error wakes late, about step {wakes}, and arrives as well."
            if 60 < wakes < len(runs[0])
            else "And so it stays, for hundreds of steps."
        )
        self.play(head.to(len(runs[0])), run_time=5 * BEAT)
        self.pause()

    def rival(self, run: Trajectory, loss: str, slot: Slot) -> LossPanel:
        """Return a loss far around zero weights."""
        reach = max(8.0, 3 * float(np.abs(self.study.minimum).max()))
        # the plateaus are so nearly level that a coarser grid would break their iso-lines
        landscape = Landscape.over(
            run.objective, np.full(2, -reach), np.full(2, reach), resolution=129
        )
        space = LossSpace.of(landscape, run.params[0])
        return LossPanel(landscape, space, slot=slot, names=("w_0", "w_1", loss))

    def rival_title(self, name: str, formula: str) -> VGroup:
        """Return the name of a loss and its formula."""
        title = words(name, theme().type.heading, weight="semibold")
        return VGroup(title, Equation(formula, 30, width=3.3)).arrange(DOWN, buff=0.22)

    def slope_of(self, run: Trajectory, head: Playhead) -> VGroup:
        """The length of the gradient where the ball is, live."""
        name = words("slope", theme().type.body, theme().muted)
        number = LiveNumber(0, "0.0000", size=theme().type.formula, colour=theme().gradient)
        number.follow(
            lambda: float(np.linalg.norm(run.gradients[min(head.made, len(run))])),
            of="slope",
            at=(run, head),
        )
        return VGroup(name, number).arrange(RIGHT, buff=0.2)

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, curve, loss and rule move together, driven by one playhead."""
        study, rate = self.study, self.study.learning_rate
        run = study.run
        views = LinkedViews(study, self.plot, self.curve)
        self.curve.clear_updaters()
        self.follow(self.knobs)
        self.panel = views.panel
        gradient = self.gradient_formula().move_to((RIGHT_COLUMN, -0.3, 0))
        self.say(
            "The gradient, in one line: error times input, averaged.",
            views.panel,
            Resize(self.plot, UPPER_RIGHT),
            *self.moved_forecast(UPPER_RIGHT),
            *self.left(),
            self.knobs.animate.set_weights(run.params[0]),
            seconds=2 * BEAT,
        )
        self.play(Write(gradient), run_time=2 * BEAT)
        views.rule.move_to((RIGHT_COLUMN, -1.9, 0))
        self.say("The rule: a small step against the gradient, for both weights at once.")
        self.play(Write(views.rule), run_time=BEAT)
        self.pause()
        slower = study.limit / 4 / rate
        self.follow((run, views.head))
        moving = (*views.fitting[1:], views.curve, views.curve.trace, views.counter, views.loss)
        self.say(
            f"The large rate would be there in a blink. α = {format_number(rate)} can be watched."
            if slower > 2
            else f"Here the learning rate α is {format_number(rate)}.",
            FadeOut(gradient),
            Rewrite(views.rule, views.numbers),
            *moving,
        )
        self.pause()
        moved = np.linalg.norm(run.params[[min(10, len(run)), 0]] - run.goal, axis=1)
        self.first_steps(
            views.head,
            "To begin with, wrong on purpose. In green, the errors.",
            "Small steps: after ten of them the ball has hardly left its place."
            if moved[0] > 0.9 * moved[1]
            else "Ten steps, one by one. The ball marks a position: it has no inertia.",
        )
        self.hold_at_milestones(views.head, REMARKS, "curve", LEGS)
        self.poster()
        self.knobs.set_weights(run.params[-1])
        self.follow(self.knobs)
        for each in views.fitting[1:]:
            each.clear_updaters()
        told = (views.curve, views.curve.trace, views.loss, views.counter, views.numbers)
        self.dismiss(*views.fitting[1:], *told)

    @chapter("The valley is the uncertainty")
    def uncertainty(self) -> None:
        """The ball walks an iso-line of the loss; the curve sways, and sweeps out a band."""
        study, panel, self.band = self.study, self.panel, None
        right = Slot(0.6, GRID.right_edge, GRID.caption_top, 2.45)
        if study.rim is None:
            self.say(
                "How sure is this curve? Here every steeper curve fits better still.",
                Resize(self.plot, right),
                seconds=2 * BEAT,
            )
            self.say("So of the weights these data say only: not less steep than so.")
            return
        self.say(
            "How sure is this curve? Which others would do as well?",
            Resize(self.plot, right),
            *self.moved_forecast(right),
            self.knobs.animate.set_weights(study.minimum),
            seconds=2 * BEAT,
        )
        walk, head = walk_around(study), Playhead()
        panel.remove(panel.descents.pop())
        band = self.band = SweptBand(study, self.curve, walk).follow(head)
        least = float(study.objective.loss(study.minimum))
        deviance = LiveNumber(0, "0.00", size=46, colour=theme().loss)
        deviance.follow(
            lambda: 2 * len(study.data) * (walk.at(head.iteration).loss - least),
            of="deviance",
            at=(walk, head),
        )
        name = words("deviance above the least", theme().type.body, theme().muted)
        shape = VGroup(name, deviance).arrange(RIGHT, buff=0.3).move_to((3.9, 2.9, 0))
        self.say(
            "Along this line the deviance, 2N times the loss, is 3.84 above the least.",
            *([Turn(panel, phi=0.92)] if study.shows_rim else []),
            shape,
            self.knobs.animate.set_weights(walk.params[0]),
            seconds=TURN,
        )
        if study.shows_rim:
            panel.add_descent(walk).follow(head)
        self.follow((walk, head))
        self.add(band)
        self.bring_to_front(self.curve)
        self.say("Every curve inside it passes a 95 % test; the valley is the uncertainty.")
        self.play(head.to(len(walk) / 2), run_time=6 * BEAT)
        self.say("As the ball walks around, its curve sways, and sweeps out a band.")
        self.play(head.to(len(walk)), run_time=6 * BEAT)
        self.pause()
        if self.story.asked is not None:
            self.read_band()
        self.poster()
        self.pause()
        self.knobs.set_weights(walk.params[-1])
        self.follow(self.knobs)
        self.play(self.knobs.animate.set_weights(study.minimum), run_time=BEAT)
        self.dismiss(shape)

    def read_band(self) -> None:
        """Read off the limits at the forecast."""
        lower, upper = self.limits()
        foot, top = (self.plot.at(FORECAST, each) for each in (lower, upper))
        bracket = Line(foot, top, color=theme().prediction, stroke_width=10)
        number = symbol(f"{lower:.2f}", theme().prediction, theme().type.heading)
        number.next_to(bracket, RIGHT, buff=0.2)
        self.say(
            f"At 31 °F the chance may be anything from {lower:.2f} to {upper:.0f}.",
            *(Create(bracket), FadeIn(number)),
        )
        self.pause(BREATH)
        self.dismiss(bracket, number)

    def limits(self) -> tuple[float, float]:
        """Return between what the chance at the forecast lies, by profile likelihood."""
        lower, upper = profile_band(self.study.objective, self.study.fitted_x([FORECAST]))
        return float(lower[0]), float(upper[0])

    @chapter("The answer")
    def answer(self) -> None:
        """The exact minimum beside the descent's; the forecast; and what it does not mean."""
        study, plot = self.study, self.plot
        *opening, closing = self.story.answer or ("",)
        right = GRID.beside
        raw = self.raw_answer().move_to((right.centre[0], -1.6, 0))
        arriving = [
            FadeOut(self.panel),
            Resize(plot, GRID.main),
            *self.moved_forecast(GRID.main),
        ]
        shown: list[Mobject] = []
        if study.separable:
            self.say(opening[0], *arriving, seconds=2 * BEAT)
            self.say(opening[1])
        else:
            table = VGroup(
                words("for standardised x", theme().type.body, theme().muted), Comparison(study)
            )
            table.arrange(DOWN, buff=0.35).scale(0.86).move_to((right.centre[0], 1.5, 0))
            self.say(self.story.solved, *arriving, seconds=2 * BEAT)
            self.play(FadeIn(table), run_time=BLINK)
            shown.append(table)
        self.say(f"The same curve for x {self.story.units}.", FadeIn(raw, shift=0.2 * UP))
        if self.story.asked is not None:
            self.dismiss(*shown, raw)
            self.verdict()
            self.remembrance()
            return
        for sentence in [closing] if study.separable else self.story.answer:
            self.say(sentence)
            self.pause(BEAT)

    def verdict(self) -> None:
        """What the model says of 31 °F, and what a careful person says at once."""
        study, data, plot = self.study, self.study.raw, self.plot
        credit = words(f"Data: {data.source}", theme().type.small, theme().muted)
        credit.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        self.say(
            "And the forecast of 31 °F?",
            *(Resize(plot, GRID.wide), *self.moved_forecast(GRID.wide), FadeIn(credit)),
            seconds=2 * BEAT,
        )
        chance = float(study.predict(study.minimum, [FORECAST])[0])
        dot, number = self.read_off(plot, f"{chance:.4f}", chance, theme().type.title * 1.5)
        self.say(
            f"By this curve, the chance of distress in at least one seal was {chance:.4f}.",
            self.ride(dot, self.curve),
            seconds=3 * BEAT,
        )
        dot.clear_updaters()
        self.play(FadeIn(number), run_time=BLINK)
        self.pause(BEAT)
        lower, _ = self.limits()
        least = Dot(dot.get_center(), radius=0.12, color=theme().prediction)
        low = words(f"at least {lower:.2f}", theme().type.title, theme().prediction)
        low.next_to(plot.at(FORECAST, lower), DOWN + RIGHT, buff=0.25)
        gap, empty = float(data.x.min()) - FORECAST, self.no_data(plot)
        self.say(
            f"What these {len(data)} flights allow is less: at least {lower:.2f}.",
            least.animate.move_to(plot.at(FORECAST, lower)),
            FadeOut(number),
            seconds=2 * BEAT,
        )
        self.play(FadeIn(low), run_time=BLINK)
        self.say(
            f"And only if the curve holds, {gap:.0f} degrees below all flights.",
            GrowFromEdge(empty[0], RIGHT),
            FadeIn(empty[1]),
            seconds=3 * BEAT,
        )
        rim = walk_around(study).params
        sway = [rim[k * len(rim) // 4] for k in (1, 3)]
        self.say("Distress is not yet disaster, and cold was one cause among several.")
        for goal in (*sway, study.minimum):
            self.play(self.knobs.animate.set_weights(goal), run_time=1.4 * BEAT)
        self.dismiss(dot, least, low, *empty)
        self.catastrophe(plot)

    def catastrophe(self, plot: ClassPlot) -> None:
        """What statisticians found for a catastrophe, and at which temperatures."""
        shown: list[Mobject] = []
        for place, share in CATASTROPHE.items():
            number = words(f"{share} %", theme().type.title * 1.5, weight="semibold")
            number.move_to(plot.at(place, 0.42)).shift(
                0.95 * (RIGHT if place < COLD - 10 else LEFT)
            )
            shown.append(VGroup(number, Upright(plot, partial(float, place), theme().muted)))
        source = words(
            "catastrophe, at least: Dalal, Fowlkes, Hoadley, 1989",
            theme().type.small,
            theme().muted,
        )
        source.move_to(plot.at(FORECAST, 0.17), aligned_edge=LEFT).shift(0.2 * RIGHT)
        self.say(
            f"Statisticians, 1989: a catastrophe at 31 °F had at least {CATASTROPHE[31]} % chance.",
            shown[0],
            source,
            seconds=2 * BEAT,
        )
        self.say(
            f"Waiting for 60 °F would have brought it down to {CATASTROPHE[60]} %: until noon.",
            shown[1],
        )
        self.pause(BREATH)
        self.poster()
        self.dismiss(*shown, source)

    def remembrance(self) -> None:
        """The names of those who died, beside the flights before theirs."""
        names = words("\n".join(CREW), theme().type.heading, align="center")
        names.move_to((GRID.beside.centre[0], 0.0, 0))
        gone = [each for each in (self.band, self.curve) if each is not None]
        self.say(
            "Challenger was launched. Seven people died.",
            *(Resize(self.plot, GRID.main), *self.moved_forecast(GRID.main)),
            *(FadeOut(each) for each in gone),
            FadeIn(names),
            seconds=2 * BEAT,
        )
        self.pause(2 * BREATH)

    # -- the cast ------------------------------------------------------------------------------

    def ride(self, dot: Dot, curve: FitCurve) -> Animation:
        """Return the animation by which a dot rides along a curve to the forecast."""
        place = ValueTracker(float(self.study.raw.x.max()))

        def stand(spot: Mobject) -> None:
            x = place.get_value()
            spot.move_to(self.plot.at(x, float(curve.predict(curve.w, np.array([x]))[0])))

        dot.add_updater(stand, call_updater=True)
        self.add(dot)
        return cast(Animation, place.animate.set_value(FORECAST).build())

    def make_plot(self) -> ClassPlot:
        """The data as dots, over the whole frame, and as far as the launch day's forecast."""
        plot = ClassPlot(
            self.study.drawn,
            width=10.4,
            height=4.6,
            include=() if self.story.asked is None else (self.story.asked - 2,),
            dot_radius=0.13,
            least_width=3.2,
        )
        return plot.fill(GRID.wide).show_scale(0.0)

    def left(self) -> list[Animation]:
        """Let go what the chapter before has left standing."""
        leaving, self.leaving = self.leaving, ()
        return [FadeOut(each, run_time=BEAT) for each in leaving]

    def follow(self, at: Weights | tuple[Trajectory, Playhead]) -> None:
        """Keep the curve at weights for standardised x, or where a descent stands."""
        self.curve.clear_updaters()
        self.curve.at = at
        if isinstance(at, Weights):
            self.curve.add_updater(lambda fit: fit.set_weights(at.w))
            return
        run, head = at
        change = run.objective.change if isinstance(run.objective, Rescaled) else None

        def stand(_: Mobject) -> None:
            w = run.at(head.iteration).w
            self.curve.set_weights(change.standard_weights(w) if change else w)

        self.curve.add_updater(stand, call_updater=True)

    def hold_at_milestones(
        self, head: Playhead, told: Sequence[str], fit: str, seconds: Sequence[float] = ()
    ) -> None:
        """Let time run, at its own pace to each milestone of the film's own descent."""
        if self.settings != Settings():
            super().hold_at_milestones(head, told, fit)
            return
        for mark, remark, leg in zip(self.study.marks, told, seconds, strict=True):
            self.say(remark)
            self.play(head.to(mark), run_time=leg)
            self.pause(BLINK)

    def asked(self, plot: ClassPlot) -> list[Mobject]:
        """The forecast as an upright line, and its name, which stays at its foot."""
        name = words("forecast: 31 °F", theme().type.small, theme().ink)
        name.add_updater(
            lambda label: label.next_to(plot.at(FORECAST, plot.y_range[0]), RIGHT + UP, buff=0.12),
            call_updater=True,
        )
        return [Upright(plot, lambda: FORECAST), name]

    def moved_forecast(self, slot: Slot = GRID.main) -> list[Animation]:
        """Hide the forecast's name where there is no room for it, and show it where there is."""
        if not self.forecast:
            return []
        return [Dim(self.forecast[1], 1.0 if slot.width > 7 and slot.height > 5 else 0.0)]

    def read_off(
        self, plot: ClassPlot, text: str, chance: float, size: float
    ) -> tuple[Dot, Mobject]:
        """A dot at a chance for the forecast, and its number."""
        dot = Dot(plot.at(FORECAST, chance), radius=0.12, color=theme().prediction)
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

    def entropy_formulas(self) -> list[Equation]:
        """Why −ln; the surprise at one row, for both cases; and the mean of all."""
        places = ((0, 2.0), (0, 2.0), (0, 1.9), (0, 1.9))
        return [
            Equation(source, size=46, width=GRID.beside.width).move_to(
                (GRID.beside.centre[0], y, 0)
            )
            for source, (_, y) in zip(
                (
                    "product_(n=1)^N {{ p_n : prediction-p }}",
                    "-ln product_(n=1)^N {{ p_n : prediction-p }} = "
                    "sum_(n=1)^N -ln {{ p_n : prediction-q }}",
                    '{{ s_n : loss-s }} = cases(-ln {{ hat(y)_n : prediction }} & "if" '
                    "{{ y_n : data-a }} = 1, -ln(1 - {{ hat(y)_n : prediction-2 }}) quad & "
                    '"if" {{ y_n : data-b }} = 0)',
                    "{{ g : loss }} = 1/N sum_(n=1)^N {{ s_n : loss-s }}",
                ),
                places,
                strict=True,
            )
        ]

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
        row = VGroup(name, number).arrange(RIGHT, buff=0.3).move_to((RIGHT_COLUMN, 2.1, 0))
        exact = symbol(number_source(least, 2), size=theme().type.formula)
        exact.move_to(number).align_to(number, LEFT)
        self.kappa_exact = exact
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


_SQUARED = "{{ E : loss }} = 1/N sum_n ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2"
_ENTROPY = "{{ g : loss }} = 1/N sum_n -ln {{ p_n : prediction }}"


def _rounded(number: float) -> str:
    """Write a number to two digits, in words that a caption can bear."""
    number = float(f"{number:.2g}")
    return f"{number:,.0f}" if 10 <= number < 1e9 else format_number(number, 2)
