"""Logistic regression by gradient descent, on the question whether Challenger should have flown.

    manim -pqh scenes/logistic.py

The 23 flights before it, or a table of your own by `[logistic]` in `manim.cfg`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

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
    LaggedStart,
    Line,
    Mobject,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
    linear,
    rate_functions,
    smooth,
    squish_rate_func,
    there_and_back,
)
from numpy.typing import NDArray

from mlcore import (
    GradientDescent,
    LinearRegression,
    Rescaled,
    Trajectory,
    challenger,
    descend,
    profile_band,
    profile_intervals,
)
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    EARLY,
    GRID,
    HOME_THETA,
    LATE,
    TURN,
    Counter,
    Dim,
    Equation,
    Playhead,
    Resize,
    Rewrite,
    Said,
    Slider,
    Slot,
    SurfaceDescent,
    Turn,
    Weights,
    chapter,
    format_number,
    nice_range,
    number_source,
    paced,
    symbol,
    theme,
    words,
)
from scenes.stage.film.captions import first_fitting
from scenes.stage.landscape.landings import Landings
from scenes.stage.landscape.sprinkle import Sprinkle
from scenes.stage.plane.field_joint import FieldJoint
from scenes.stage.plane.zones import zone
from scenes.stage.plane.zoom import Zoom
from scenes.stage.regression.chances import SurpriseColumn
from scenes.stage.regression.choices import Choices, safe_limit
from scenes.stage.regression.class_formulas import (
    Proportion,
    gradient_formula,
    odds_answer,
    raw_answer,
    score_slopes,
    standardising,
    weight_and_goal,
)
from scenes.stage.regression.classes import ClassPlot, Upright
from scenes.stage.regression.comparison import Comparison
from scenes.stage.regression.data_plot import span_of
from scenes.stage.regression.fit import FitCurve, LineFan
from scenes.stage.regression.hairline import Hairline, Thread
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.odds import CHANCES, ODDS, Impossible, Levels, Stretch
from scenes.stage.regression.remarks import arrived
from scenes.stage.regression.rivals import SLOTS, Rivals
from scenes.stage.regression.scaling import PRIMED, ScalingPanel
from scenes.stage.regression.score import ScoreViews
from scenes.stage.regression.steep_and_flat import DATA_SLOT, SteepAndFlat
from scenes.stage.regression.story import ClassStory, told_of_classes
from scenes.stage.regression.study import ClassStudy
from scenes.stage.regression.study_film import StudyFilm
from scenes.stage.regression.surprise import SurpriseViews
from scenes.stage.regression.valley import SweptBand, level_line, walk_around
from scenes.stage.space.solids import Marker

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
NEARLY = 0.99
"""All that is known of a chance close to 1."""
CATASTROPHE = {31: 13, 60: 2}
"""Per cent, at least, by degrees: S. Dalal, E. Fowlkes, B. Hoadley, JASA 84, 1989, abstract."""
_LOG_ODDS = "ln ( {{ hat(y) : prediction }} / (1 - {{ hat(y) : prediction-2 }}) ) = z"
_SOLVED = "{{ hat(y) : prediction }} = 1 / (1 + e^(-z))"
"""A line as the logarithm of odds, and solved for the chance."""
_COUNTED = 600.0
"""A sum of surprises beyond which no number of times is told."""
CRAWL, QUICK = 3000, 60
"""Steps of descent on plain x, and on standardised x."""

OWN_STORY = ClassStory(
    question="Should Challenger have launched?",
    opening=(
        Said("Seven shuttle flights had distress: hot gas at an O-ring. Cold makes it stiff."),
        Said("So the Commission found: that evening mainly these were compared."),
    ),
    pattern=(Said("With them the line tips: the colder, the more distress."),),
    all_points=Said("Now the sixteen without distress in the field joints."),
    coded=Said("Alone, these seven show no pattern."),
    solved=Said("Stopped here: weights right to two digits, the loss to four."),
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
    None,
    Said("Steeper now; the points pull it into place."),
    None,
    None,
)
"""What is said at the descent's milestones."""
PAIRED = 2
"""Points of the floor that are shown one by one with their curves."""
SOON = squish_rate_func(smooth, 0.0, 0.3)
AT_ONCE, COMING = squish_rate_func(smooth, 0.1, 0.5), squish_rate_func(smooth, 0.25, 0.7)
LAST = squish_rate_func(smooth, 0.6, 1.0)
"""Of a play: what comes as others go, and what comes once they have made room."""
RELIEF = 2.6
"""Frame units: how high both landscapes of the race are; the flatter, the larger they are seen."""
FIRST = 5
"""Steps in the bowl that are made one by one."""
FALL = 70
"""Steps before it falls from which the ball on the plateau is followed slowly."""
LEGS = (0.8, 0.8, 0.2, 0.2)
"""Seconds to each milestone: slow where the curve turns over, quick where only digits creep."""
LEFT_COLUMN = -3.95
LEFT_HALF = Slot(GRID.left_edge, -0.3, GRID.caption_top, GRID.top)
RIGHT_HALF = Slot(0.1, GRID.right_edge, GRID.caption_top, GRID.top)
BEFORE_COLUMN = Slot(0.1, 3.3, GRID.caption_top, GRID.top)
LEFT_OF_PANEL = Slot(GRID.left_edge, -1.6, GRID.caption_top, 2.7)
BELOW_NUMBERS = Slot(GRID.left_edge, -1.6, GRID.caption_top, 1.2)
JOINT = Slot(-0.6, 5.0, -1.75, 1.5)
OPENING = Slot(-2.9, GRID.right_edge, -2.75, GRID.top)
OPENING_SIDE = Slot(GRID.left_edge, -2.9, -0.4, GRID.top)
LOWER_LEFT = Slot(GRID.left_edge, -1.6, GRID.caption_top, -0.3)
RACE = Slot(GRID.left_edge, -3.1, -0.85, GRID.top)
OVER_FORMULAS, FORMULAS = Slot(GRID.left_edge, -0.5, GRID.caption_top, GRID.top).rows(9, 6)
LARGE = Slot(GRID.left_edge, 0.7, -0.8, GRID.top)
UNDER_LARGE = Slot(GRID.left_edge, 0.7, GRID.caption_top, -0.9)
VALLEY = Slot(0.75, 6.7, -3.0, 3.05)
RING = Slot(-0.6, 6.6, -2.95, 3.1)
BESIDE_RING = Slot(GRID.left_edge, -0.9, GRID.caption_top, GRID.top)


class Logistic(StudyFilm):
    """The film on logistic regression.

    Attributes
    ----------
    plot, whole
        The data, on the stage from the first picture to the last; and all of its x.
    line, level
        The line of the opening, and the weights of its score z = 4 (ŷ − ½), for x as it is drawn.
    curve, knobs
        The sigmoid in the plot, and the weights, for standardised x, that it follows.
    column
        All surprises, piled up.
    panel
        The landscape, from the moment it opens until the answer.
    forecast
        The upright of the launch day, and its name.
    band
        What the curves have swept that the data do not refuse.
    reason
        Why one loss stalls and the other does not; what is left of it becomes the gradient.
    leaving
        What stands to the end of a chapter, and goes as the next one comes.
    """

    study: ClassStudy
    story: ClassStory
    plot: ClassPlot
    whole: tuple[float, float]
    line: FitCurve
    level: Weights
    curve: FitCurve
    knobs: Weights
    column: SurpriseColumn
    panel: ScalingPanel
    forecast: list[Mobject]
    band: SweptBand | None
    reason: SteepAndFlat
    leaving: tuple[Mobject, ...] = ()

    def prepare(self) -> None:
        """Read the data, run the descent, choose the words."""
        self.study = ClassStudy.read(self.settings, challenger, OWN_CHOICES)
        self.story = told_of_classes(self.study) if self.settings.data else OWN_STORY

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The question", heading=False)
    def question(self) -> None:
        """One class alone proves nothing; the other rains in, and the line tips."""
        self.plot = plot = self.make_plot()
        self.whole = plot.x_range
        self.forecast, own = [], self.story.asked is not None
        filled, hollow = (
            [dot for dot, y in zip(plot.dots, plot.sample.y, strict=True) if y == value]
            for value in (1, 0)
        )
        plot.remove(plot.dots)
        question = words(self.story.question, theme().type.heading, weight="semibold", width=12.4)
        question.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)
        self.heading = [question]
        labels = self.ends_of(filled) if own else []
        if own:
            self.forecast = self.asked(plot)
        joint = FieldJoint(JOINT) if own else None
        told = [joint] if joint else []
        # the first frame stands for the film in players
        self.add(plot, question, *filled, *labels, *self.forecast, *told)
        self.say(
            self.story.opening[0],
            *([Create(joint.gas[0])] if joint else []),
            self.beating([*(joint.rings if joint else []), *filled]),
            seconds=2.8 * BEAT,
        )
        if own:
            self.ask(told)
            self.warn(labels)
        reveal = UpdateFromAlphaFunc(plot, lambda shown, share: shown.show_scale(share))
        self.say(self.story.opening[1], reveal)
        if own:
            self.play(self.beating(filled), run_time=2 * BEAT)
        self.make_line()
        self.say(self.story.coded, Create(self.line), seconds=2.8 * BEAT)
        lost = (
            [self.aside("23 of 24 earlier flights: one's boosters were lost at sea")] if own else []
        )
        rain = LaggedStart(*(FadeIn(dot, shift=2 * DOWN) for dot in hollow), lag_ratio=0.12)
        self.say(self.sampled_caption(), rain, *lost, seconds=3 * BEAT)
        self.remove(*plot.dots)
        self.add(plot.add(plot.dots))
        self.bring_to_front(self.line)
        self.tip()
        self.poster()
        if own:
            self.count(plot, lost)

    def ends_of(self, dots: Sequence[VMobject]) -> list[Mobject]:
        """Name the x of the first and of the last of some dots."""
        rows = [self.plot.dots.submobjects.index(dot) for dot in dots]
        x = self.plot.sample.x[rows]
        names: list[Mobject] = []
        for place, side in ((x.min(), LEFT), (x.max(), RIGHT)):
            name = words(self.story.place.format(f"{place:.0f}"), theme().type.heading)
            names.append(name.next_to(self.plot.at(place, 1), side, buff=0.3))
        return names

    def beating(self, things: Sequence[Mobject]) -> Animation:
        """Return what makes things larger for a moment, one after another."""
        beats = (paced(each, there_and_back).scale(1.5) for each in things)
        return LaggedStart(*beats, lag_ratio=0.3)

    def ask(self, told: Sequence[Mobject]) -> None:
        """Ask of the forecast, while only the flights with distress are seen."""
        ask = words("Would you\nlaunch?", theme().type.title * 1.7, weight="semibold")
        ask.move_to(self.plot.at((FORECAST + ADVISED) / 2, 0.5))
        self.say(
            "Forecast: air of 31 °F, the joint near that or colder. Would you launch?",
            FadeIn(ask, shift=0.2 * UP),
        )
        self.play(paced(ask, linear).scale(1.12), run_time=3.2 * BEAT)
        self.pause()
        self.dismiss(ask, *told)

    def warn(self, labels: list[Mobject]) -> None:
        """What was advised, and what was done."""
        plot, place = self.plot, ValueTracker(float(self.study.raw.x.max()))
        limit = Upright(plot, place.get_value, theme().muted)
        name = words("advised: not below 53 °F", theme().type.small, theme().muted)
        name.next_to(plot.at(ADVISED, plot.y_range[0]), RIGHT + UP, buff=0.14)
        source = self.aside("Rogers Commission, 1986")
        gap = zone(plot, (FORECAST, ADVISED), plot.y_range)
        self.say(
            "The makers' engineers said no: not below 53 °F, the coldest launch so far.",
            *(limit, source),
            seconds=BLINK,
        )
        self.play(place.animate.set_value(ADVISED), run_time=2.4 * BEAT)
        self.play(FadeIn(name), FadeIn(gap), run_time=BEAT)
        self.say("NASA objected; the makers' managers overruled them.")
        self.pause()
        self.dismiss(limit, name, source, gap, *labels)

    def make_line(self) -> None:
        """Make the line of least squares through points that all say 1: it says so everywhere."""
        self.level = Weights((2.0, 0.0))
        self.line = FitCurve(self.plot, lambda w, x: 0.5 + (w[0] + w[1] * x) / 4, self.level.w)
        self.line.add_updater(lambda fit: fit.set_weights(self.level.w))

    def tip(self) -> None:
        """Tip the line into that of least squares of all, and make room for where it leads."""
        least = LinearRegression(self.study.raw).minimum()
        goal = 4 * least - np.array([2.0, 0.0])
        low, high = self.plot.x_range
        ends = least[0] + least[1] * np.array([low, high])
        y_range = nice_range(min(-0.5, float(ends.min())), max(1.5, float(ends.max())), 4)
        self.say(
            self.story.pattern[0],
            self.level.animate.set_weights(goal),
            Zoom(self.plot, y_range=y_range),
            seconds=2.8 * BEAT,
        )
        for sentence in self.story.pattern[1:]:
            self.say(sentence)

    def count(self, plot: ClassPlot, leaving: Sequence[Mobject]) -> None:
        """How often there was distress in the cold, and how often not."""
        data, cold = self.study.raw, self.study.raw.x < COLD
        edge = Upright(plot, lambda: COLD, theme().muted)
        shown: list[Mobject] = []
        shares = []
        for rows, y in ((cold, 0.5), (~cold, 0.62)):
            shares.append(f"{int(data.y[rows].sum())} of {rows.sum()}")
            name = words(shares[-1], theme().type.title * 1.2, theme().data, weight="semibold")
            shown.append(name.move_to(plot.at(float(data.x[rows].mean()), y)))
        cold_name, warm_name = shown
        self.say(
            f"Below {COLD:.0f} °F: distress on {shares[0]} flights. Above: on {shares[1]}.",
            *(edge, cold_name, *map(FadeOut, leaving)),
        )
        self.show(warm_name)
        self.pause()
        self.dismiss(edge, *shown)

    def aside(self, text: str) -> Mobject:
        """Small words at the end of the title's line."""
        note = words(text, theme().type.small, theme().muted)
        note.move_to((GRID.right_edge, 0, 0), aligned_edge=RIGHT).stand_on(GRID.title_y)
        return note

    @chapter("The line bends")
    def line_bends(self) -> None:
        """No line is a chance; it may be the logarithm of the odds, and then the chance bends."""
        plot, stretch = self.plot, Stretch()
        beyond = Impossible(plot, stretch.levels)
        axis = Levels(plot, stretch.levels, CHANCES, lined=True)
        odds = Levels(plot, stretch.levels, ODDS, RIGHT)
        self.line.clear_updaters()
        plot.show_scale(0.0, named=1.0)
        self.add(axis)
        told = self.overshoot(beyond)
        self.say(
            "A line has no end; a chance ends at 0 and 1. How else to count it?",
            UpdateFromAlphaFunc(plot, lambda shown, share: shown.show_data(1 - share)),
        )
        self.play(beyond.flash(), run_time=2 * BEAT)
        self.stretch_axis(stretch, beyond, odds)
        log_odds = Equation(_LOG_ODDS, 44, width=5.2).move_to((3.4, 2.0, 0))
        self.allow(log_odds, told)
        bending = FitCurve(
            plot,
            lambda w, x: stretch.levels(w[0] + w[1] * x),
            self.level.w,
            samples=self.study.samples(plot),
        )
        bending.add_updater(lambda fit: fit.set_weights(self.level.w))
        self.remove(self.line)
        self.add(bending)
        chance = Equation(_SOLVED, 44, width=5.2).move_to((3.0, 1.5, 0))
        self.say(
            "In chances again it bends into a sigmoid: this is logistic regression.",
            stretch.animate.set_value(0.0),
            Zoom(plot, y_range=(-0.22, 1.22)),
            Rewrite(log_odds, chance),
            seconds=4 * BEAT,
        )
        self.poster()
        plot.show_scale(1.0)
        self.remove(axis)
        views = ScoreViews(self.study, plot, self.level.w)
        self.play(
            FadeOut(odds),
            UpdateFromAlphaFunc(plot, lambda shown, share: shown.show_data(share)),
            run_time=BLINK,
        )
        self.play(
            *(Resize(plot, GRID.main), *self.moved_forecast(GRID.main)),
            *(Rewrite(chance, views.chance), FadeIn(views.score)),
            run_time=1.4 * BEAT,
        )
        self.turn_weights(views, bending)

    def overshoot(self, beyond: Impossible) -> tuple[Dot, Mobject] | None:
        """The line leaves what a chance can be: at the forecast, if one is asked of.

        Returns what is read off there: a dot and its number.
        """
        plot, (low, high) = self.plot, self.plot.y_range
        taken = plot.slot.right - float(plot.at(plot.x_range[1], 0)[0])
        room = replace(  # for the axis when it is stretched, and for the odds
            plot.slot, left=plot.slot.left + 0.4, right=plot.slot.right - max(0.0, 1.15 - taken)
        )
        coming = (
            beyond,
            Resize(plot, room),
            Zoom(plot, y_range=(min(low, -1.3), max(high, 2.3))),
        )
        if self.story.asked is None:
            ends = self.line.predict(self.line.w, np.array(plot.x_range))
            self.say(
                "As a chance, this line soon leaves what a chance can be."
                if ends.min() < 0 or ends.max() > 1
                else "As a chance it stays between 0 and 1 here, but farther on it would not.",
                *(*coming, self.drawn_with_plot()),
                seconds=2 * BEAT,
            )
            return None
        value = float(self.line.predict(self.line.w, np.array([FORECAST]))[0])
        self.say(
            f"At 31 °F the line promises a chance of {value:.2f}. No chance is above 1.",
            *(*coming, self.drawn_with_plot()),
            seconds=1.2 * BEAT,
        )
        spot, number = self.read_off(plot, f"{value:.2f}", value, theme().type.title * 1.3)
        self.play(self.ride(spot, self.line), run_time=1.8 * BEAT)
        self.play(FadeIn(number), run_time=BLINK)
        return spot, number

    def drawn_with_plot(self) -> Animation:
        """Return what keeps the line, which stands still, in a plot that zooms."""
        return UpdateFromAlphaFunc(self.line, lambda line, _: line.set_weights(line.w))

    def stretch_axis(self, stretch: Stretch, beyond: Impossible, odds: Levels) -> None:
        """Stretch the axis of chances below the line, until it counts the logarithm of the odds."""
        self.say(
            "Its odds: 0.9 is 9 to 1, 0.99 is 99 to 1, and on without end.",
            odds,
        )
        self.play(stretch.animate.set_value(0.45), run_time=2.4 * BEAT)
        self.say(
            "Space the axis by their logarithm, the log-odds: 0 and 1 move off for ever.",
            stretch.animate.set_value(1.0),
            seconds=3.6 * BEAT,
        )
        self.remove(beyond)

    def allow(self, log_odds: Equation, told: tuple[Dot, Mobject] | None) -> None:
        """Now no value of the line is impossible; and every step of x does the same to the odds."""
        w = self.level.w
        if told is None:
            self.say("On this axis every line is possible.", Write(log_odds))
            self.say("Each step in x multiplies the odds by the same factor.")
            self.pause()
            return
        spot, number = told
        before = float(self.line.predict(w, np.array([FORECAST]))[0])
        chance = float(self.study.predict(self.study.standard_weights(w), [FORECAST])[0])
        now = symbol(f"{chance:.3f}", theme().prediction, theme().type.title * 1.3)
        now.move_to(number, aligned_edge=LEFT)
        self.say(
            f"A first guess, as steep at one half: not {before:.2f} now but {chance:.3f}.",
            *(FadeOut(number, shift=0.3 * UP), FadeIn(now, shift=0.3 * UP)),
        )
        self.play(Write(log_odds), run_time=1.2 * BEAT)
        self.say(
            f"Each degree warmer: the odds times {np.exp(w[1]):.2f}, all along.",
            FadeOut(now),
            seconds=BLINK,
        )
        warmest = float(self.study.raw.x.max())
        self.play(self.ride(spot, self.line, FORECAST, warmest), run_time=3 * BEAT)
        self.dismiss(spot)

    def turn_weights(self, views: ScoreViews, bending: FitCurve) -> None:
        """What each weight does to the curve."""
        if not np.array_equal(views.weights.w, self.level.w):
            self.say(
                "Other weights w0 and w1 make another curve.",
                self.level.animate.set_weights(views.weights.w),
            )
        self.remove(bending)
        self.curve = views.curve
        self.add(self.curve)
        knobs, home, reach = views.weights, views.weights.w, views.reach()
        sliders = self.sliders(views)
        shown: list[Mobject] = [*sliders, views.boundary, views.half]
        self.play(*(FadeIn(each) for each in shown), run_time=BLINK)
        self.say("The weight w0 moves the curve sideways; w1 sets how steep it is.")
        for w0, w1 in (*reach["level"], home, *reach["steep"], home):
            self.play(knobs.animate.set_weights((w0, w1)), run_time=0.6 * BEAT)
        self.pause()
        self.dismiss(*shown, views.score, views.chance)
        self.knobs = Weights(views.standard)
        self.follow(self.knobs)

    def sliders(self, views: ScoreViews) -> list[Mobject]:
        """A slider for either weight, as far as they will be turned."""
        best = self.study.raw_weights(self.study.minimum)
        every = np.array([pair for pairs in views.reach().values() for pair in pairs] + [best])
        sliders: list[Mobject] = []
        for k, colour, y in ((1, theme().w1, -1.3), (0, theme().w0, -2.4)):
            ends = nice_range(every[:, k].min(), every[:, k].max(), 4)
            slider = Slider(f"w_{k}", colour, *ends, partial(views.weights.component, k))
            sliders.append(slider.shift(np.array([4.35, y, 0]) - slider.track.get_center()))
        return sliders

    @chapter("How surprised are we?")
    def surprised(self) -> None:
        """−ln p for every row; they pile into one column, whose mean is the loss."""
        study, plot, own = self.study, self.plot, self.story.asked is not None
        home = self.knobs.w if own else study.minimum * [0.8, 0.62]
        curve = "it" if own else "some curve"
        self.say(
            f"Look closer. What chance p did {curve} give to what happened?",
            self.knobs.animate.set_weights(home),
            Zoom(plot, x_range=self.close(plot)),
            Resize(plot, GRID.wide),
            *self.hidden_forecast(),
            seconds=2.4 * BEAT,
        )
        self.point_at_rows(study.surprise(home, plot.sample.x, plot.sample.y))
        origin = study.standard_weights(np.zeros(2))  # where the next chapter goes
        sure = 1.8 * home
        goals = [origin, sure]
        slots = GRID.beside, RIGHT_HALF, BEFORE_COLUMN
        views = SurpriseViews(study, plot, self.curve, self.knobs, goals, slots)
        self.multiply(views)
        self.take_logarithms(views, sure)
        self.pile(views)

    def point_at_rows(self, surprises: Array) -> None:
        """Show the worst foreseen of the rows, with its chance."""
        rows = self.plot.sample
        most = int(np.argmax(surprises))
        place = format_number(float(rows.x[most]), 3)
        where = f"At {self.story.place.format(place)}"
        against = surprises[most] > np.log(2.5)  # a chance below 0.4
        verdict = "the less likely thing happened." if against else "is what was expected least."
        self.say(first_fitting(f"{where} {verdict}", f"{where} the greatest surprise."))
        self.dismiss(self.point_out(most))

    def point_out(self, row: int) -> VGroup:
        """Show the chance of what happened at one row, and what it misses to certainty."""
        plot, curve = self.plot, self.curve
        x, y = float(plot.sample.x[row]), float(plot.sample.y[row])
        predicted = float(curve.predict(curve.w, np.array([x]))[0])
        chance = predicted if y == 1 else 1 - predicted
        colour, size = theme().prediction, theme().type.heading
        ring = plot.dots[row].copy().set_fill(opacity=0).set_stroke(theme().ink, 3).scale(1.7)
        given, tie = (
            Line(plot.at(x, a), plot.at(x, predicted), color=shade, stroke_width=width)
            for a, shade, width in ((1 - y, colour, 9), (y, theme().data, 2))
        )
        figures = f"{chance:.2f}" if chance >= 0.1 else number_source(chance, 2)
        label = symbol(f"p = {figures}", colour, size)
        room = GRID.right_edge - float(plot.at(x, y)[0]) > label.width + 0.4
        aside = RIGHT if room else LEFT
        label.move_to(plot.at(x, 0.5 if chance > 0.4 else 0.62 if y == 1 else 0.38))
        label.shift(aside * (label.width / 2 + 0.3))
        self.play(FadeIn(ring), Create(given), FadeIn(label), run_time=BEAT)
        self.play(Create(tie), run_time=0.6 * BEAT)
        self.pause(BLINK)
        return VGroup(ring, given, tie, label)

    def multiply(self, views: SurpriseViews) -> None:
        """Chances multiply: go from row to row, and hardly anything is left."""
        rows = "rows" if self.story.asked is None else "flights"
        self.say(
            f"If the {rows} are independent, their chances multiply …",
            Resize(self.plot, GRID.main),
            Write(views.formulas[0], rate_func=squish_rate_func(smooth, 0.8, 1.0)),
            seconds=1.6 * BEAT,
        )
        self.add(views.ties, views.strokes, views.marks[0])
        self.play(FadeIn(views.product), run_time=BLINK)
        self.play(views.count(views.multiplied, 0.5), run_time=2 * BEAT)
        total = float(views.surprises().sum())
        told = "… to next to nothing."
        if total < _COUNTED:
            told = (
                f"… to the likelihood: once in {_rounded(float(np.exp(total)))} times, all of this."
            )
        self.say(
            first_fitting(told, "… to next to nothing."),
            views.count(views.multiplied),
            seconds=3 * BEAT,
        )
        self.remove(views.marks[0])
        views.multiplied.set_value(np.inf)
        self.pause()

    def take_logarithms(self, views: SurpriseViews, sure: Array) -> None:
        """Logarithms add: every row gets its place on the curve −ln p, and a stem below."""
        home, rows = self.knobs.w, self.plot.sample
        before, after = (self.study.surprise(w, rows.x, rows.y) for w in (home, sure))
        worst = int(np.argmax(before))
        views.alone = worst
        ring = self.plot.dots[worst].copy().set_fill(opacity=0).set_stroke(theme().ink, 3)
        ring.scale(1.7).add_updater(lambda each: each.move_to(self.plot.dots[worst]))
        self.say(
            "Surprise is −ln p: nothing for the certain, without end as p nears 0.",
            *(Resize(self.plot, LEFT_HALF), views.penalty, FadeIn(ring)),
            *(FadeOut(each) for each in (views.product, views.formulas[0])),
            seconds=1.6 * BEAT,
        )
        if after[worst] > 1.1 * before[worst]:
            self.say(Said("To be sure, and wrong, costs more and more."))
            self.play(self.knobs.animate.set_weights(sure), run_time=2 * BEAT)
            self.play(self.knobs.animate.set_weights(home), run_time=1.4 * BEAT)
        self.remove(ring)
        views.alone = None
        self.add(views.marks[1])
        self.say(
            "Where chances multiply, these add.",
            Write(views.formulas[1]),
            views.count(views.added),
            seconds=3 * BEAT,
        )
        self.remove(views.marks[1])
        views.added.set_value(np.inf)
        self.pause()

    def pile(self, views: SurpriseViews) -> None:
        """Pile the stems into one column, their mean."""
        column = self.column = views.column
        pieces, rows = column.pieces, len(self.study.data)
        column.remove(pieces)
        self.say(
            f"Pile them up, divide by {rows:,}: the mean is the loss, cross-entropy.",
            *(Resize(views.penalty, BEFORE_COLUMN), FadeOut(views.formulas[1]), FadeIn(column)),
        )
        self.play(LaggedStart(*views.flights(), lag_ratio=0.12), run_time=2.8 * BEAT)
        self.remove(*pieces)
        column.add(pieces)
        self.add(column)
        self.play(FadeIn(views.formulas[2]), FadeIn(views.mean), run_time=0.6 * BEAT)
        self.poster()
        column.pieces.add_updater(lambda _: column.set_weights(self.knobs.w))
        views.let_go()
        named = views.formulas[2], views.mean
        self.leaving = (views.strokes, views.ties, views.penalty, *named)

    @chapter("A needle of a valley")
    def needle(self) -> None:
        """On raw x the valley is needle-thin; standardised, it becomes a bowl."""
        study, origin = self.study, self.study.standard_weights(np.zeros(2))
        self.panel = panel = ScalingPanel(study, width=7.8, height=5.8).move_to((2.75, 0.0, 0))
        rates = [safe_limit(each) / 4 for each in (panel.objective_at(0.0), study.objective)]
        thin = self.far and study.rim is not None
        self.say(
            "Each pair of weights has such a column; here, both are zero."
            if thin
            else "Each pair of weights has such a column.",
            *(*self.left(), Resize(self.plot, LEFT_OF_PANEL)),
            self.knobs.animate.set_weights(origin),
            *([] if thin else [FadeOut(self.column)]),
            seconds=1.4 * BEAT,
        )
        self.column.pieces.clear_updaters()
        panel.flatten()
        thread = self.true_scale(panel) if thin else None
        if not thin:
            self.play(FadeIn(panel), run_time=BEAT)
        self.sprinkle(panel)
        self.crawl(panel, rates[0])
        self.open_bowl(panel, thread)
        self.run_quickly(panel, rates)

    def true_scale(self, panel: ScalingPanel) -> Thread:
        """Draw the good weights where a unit of either is as long: a thread; then stretch it."""
        home = panel.look_from_above()
        plane = Hairline(self.study, panel)
        note, scaled = (
            words(text, theme().type.body, theme().muted).move_to((panel.centre[0], 3.2, 0))
            for text in ("both weights to one scale", "each weight to its own scale")
        )
        self.play(
            *map(FadeIn, (plane, note)),
            FadeOut(self.column, target_position=plane.origin.get_center(), scale=0.05),
            run_time=1.4 * BEAT,
        )
        self.say(
            first_fitting(
                "This thread: all weights about as good as the best, "
                f"{self.length(panel)} times as long as wide.",
                "This thread: all weights about as good as the best.",
            ),
            Create(plane.hair),
            seconds=3.6 * BEAT,
        )
        self.pause()
        self.say(
            "Stretch one axis, lay the plane down: it is the floor of a landscape.",
            plane.to_own_scales(),
            FadeOut(note, rate_func=EARLY),
            FadeIn(scaled, rate_func=LATE),
            seconds=2.8 * BEAT,
        )
        thread = Thread(self.study, panel)
        panel.add(thread)
        self.play(FadeIn(panel), FadeOut(plane), FadeOut(plane.hair), run_time=BLINK)
        self.play(
            *panel.lie_down(home),
            *(Dim(name, 1.0) for name in panel.axes.first),
            Dim(panel.axes.labels[2], 1.0),
            run_time=2.4 * BEAT,
        )
        self.leaving = (scaled,)
        return thread

    def length(self, panel: ScalingPanel) -> str:
        """Say, to one digit, how many times as long as wide the valley for plain x is."""
        return _rounded(float(f"{np.sqrt(panel.condition_number(0.0)):.0e}"))

    def sprinkle(self, panel: ScalingPanel) -> None:
        """Points rain onto the floor, each a curve; their columns close to the surface."""
        study, change, knobs = self.study, panel.objective.change, self.knobs
        points = self.telling_points(panel)
        curves = [change.standard_weights(v) for v in points.weights]
        fan = LineFan(self.plot, study.predict, curves, study.samples(self.plot))
        fan.add_updater(lambda lines: lines.draw(points.shown))
        here = Marker(panel.space.on_floor(panel.weights(knobs.w)), theme().prediction, 0.14)

        def stand(marker: Mobject) -> None:
            here.place = panel.space.on_floor(panel.weights(knobs.w))

        here.add_updater(stand)
        panel.add(points, here)
        self.add(fan)
        self.bring_to_front(self.curve)
        self.say(
            "Every point of this floor is one curve: a point, its curve, "
            f"and {len(curves) - PAIRED} more.",
            FadeIn(here),
            seconds=BLINK,
        )
        for k in range(PAIRED):
            self.play(knobs.animate.set_weights(curves[k]), run_time=BEAT)
            self.play(Turn(points, shown=(k + 1) / len(curves)), run_time=BLINK)
        origin = study.standard_weights(np.zeros(2))
        self.play(Turn(points, shown=1.0, rate_func=linear), run_time=1.6 * BEAT)
        self.say(
            "Above each its column, the loss; and above all points between.",
            *(Turn(points, rise=1.0), Turn(panel.surface, rise=1.0, grid=0.4)),
            *(Dim(here, 0.0), knobs.animate.set_weights(origin)),
            seconds=3 * BEAT,
        )
        panel.remove(here)
        self.say(
            self.shape_of_valley(panel),
            Turn(panel.surface, face=1.0, iso=0.34, grid=0.13, rim=0.7),
            *(FadeOut(fan), points.animate.set_opacity(0)),
            *(*self.left(), Resize(self.plot, BELOW_NUMBERS)),
            seconds=2 * BEAT,
        )
        self.remove(fan)
        panel.remove(points)

    def telling_points(self, panel: ScalingPanel) -> Sprinkle:
        """Points all over the floor; first come those whose curves do most of their way here."""
        points, objective = Sprinkle.over(panel.objective, panel.space), panel.objective
        x = np.linspace(*self.plot.x_range, 41)
        curves = [
            self.study.predict(objective.change.standard_weights(v), x) for v in points.weights
        ]
        order = np.argsort([-float(np.ptp(curve)) for curve in curves], kind="stable")
        return Sprinkle(objective, panel.space, points.weights[order])

    def crawl(self, panel: ScalingPanel, rate: float) -> None:
        """Let a ball crawl over the weights for plain x, and hardly get anywhere."""
        study, head = self.study, Playhead()
        raw = panel.objective_at(0.0)
        crawl = descend(raw, np.zeros(2), GradientDescent(rate), CRAWL)
        ball = panel.add_descent(crawl).follow(head)
        self.follow((crawl, head))
        counter = Counter(head.get_value, len(crawl))
        rows = self.live_weights(crawl, head, study.raw_weights(study.minimum))
        shown = (counter, *rows)
        self.say(
            self.told_of_crawl(crawl, rate),
            *(*shown, *self.appear(ball)),
        )
        turn = Turn(panel, theta=HOME_THETA + 0.4, phi=1.15)
        self.play(head.to(len(crawl)), turn, run_time=2.4 * BEAT)
        self.pause(BLINK)
        panel.carry(crawl)
        self.play(*map(FadeOut, shown), Resize(self.plot, LOWER_LEFT), run_time=0.8 * BEAT)

    def open_bowl(self, panel: ScalingPanel, thread: Thread | None) -> None:
        """Standardise before the viewer's eyes: the needle opens into a bowl."""
        study = self.study
        proportion = OPENING_SIDE.hold(Proportion(panel)).set_y(2.2)
        formula = OPENING_SIDE.hold(standardising(study)).set_y(0.75)
        self.say(
            "So standardise x: subtract its mean, divide by its spread.",
            *(Write(formula), FadeIn(proportion), Resize(panel, OPENING)),
            seconds=1.6 * BEAT,
        )
        # at first little is seen of it, however much the condition number falls
        opening = Turn(
            panel,
            share=panel.opened,
            phi=0.85,
            theta=HOME_THETA,
            rate_func=rate_functions.ease_out_sine,
        )
        self.say(
            "Same data, same curves, new coordinates. The valley opens to a bowl."
            if self.distance > 1 and not study.separable
            else "Same data, same curves, new coordinates: now both weights count alike.",
            *(opening, *panel.axes.rename(rate_func=SOON)),
            seconds=5 * BEAT,
        )
        self.knobs.set_weights(self.curve.w)
        self.follow(self.knobs)
        self.poster()
        self.pause(BLINK)
        panel.number()
        before = panel.descents[0]
        self.play(
            *(Dim(part, 0.0, rate_func=SOON) for part in (before.ball, before.drop)),
            *([Dim(thread, 0.0, rate_func=SOON)] if thread is not None else []),
            *(FadeOut(each, rate_func=SOON) for each in (formula, proportion)),
            *(Turn(panel, share=1.0, come=1.0), Resize(self.plot, BELOW_NUMBERS)),
            self.knobs.animate.set_weights(study.standard_weights(np.zeros(2))),
            run_time=BEAT,
        )
        panel.drop_descent()
        if thread is not None:
            panel.remove(thread)

    def run_quickly(self, panel: ScalingPanel, rates: list[float]) -> None:
        """In the bowl a few steps will do: the first of them one by one, each marked."""
        study, head = self.study, Playhead()
        origin = study.standard_weights(np.zeros(2))
        quick = descend(study.objective, origin, GradientDescent(rates[1]), QUICK)
        after = panel.add_descent(quick).follow(head)
        landings = Landings(quick, panel.space, FIRST, size=0.045)
        landings.add_updater(lambda marks: marks.mark(head.made))
        panel.add(landings)
        counter = Counter(head.get_value, len(quick))
        rows = self.live_weights(quick, head, study.minimum, PRIMED)
        self.follow((quick, head))
        self.say(self.told_of_rest(rates), *(*self.appear(after), counter, *rows))
        first = min(FIRST, len(quick))
        for step in range(1, first + 1):
            self.play(head.to(step), run_time=0.6 * BEAT)
        if len(quick) > first:
            self.say(
                f"Then faster: after {len(quick)} steps both have arrived."
                if arrived(quick)
                else f"Then faster: {len(quick)} steps.",
                seconds=0,
            )
            self.play(head.to(len(quick)), run_time=2 * BEAT)
        self.knobs.set_weights(quick.params[-1])
        self.follow(self.knobs)
        self.pause()
        self.play(FadeOut(counter), Dim(landings, 0.0), *self.lifted(panel), run_time=BLINK)
        panel.remove(landings)
        panel.drop_descent()
        self.leaving = (*rows,)

    def live_weights(
        self, run: Trajectory, head: Playhead, goal: Array, names: tuple[str, str] = ("w_0", "w_1")
    ) -> VGroup:
        """Both weights of a descent, live, each beside what it is at the minimum."""

        def weight(k: int) -> float:
            return float(run.at(head.iteration).w[k])

        rows = [
            weight_and_goal(self.study, k, partial(weight, k), goal[k], names[k]) for k in (0, 1)
        ]
        return (
            VGroup(*rows).arrange(DOWN, buff=0.25, aligned_edge=LEFT).move_to((LEFT_COLUMN, 2.1, 0))
        )

    def lift_ball(self, panel: ScalingPanel) -> None:
        """Take the ball, and all that belongs to it, off the landscape."""
        self.play(*self.lifted(panel), run_time=BLINK)
        panel.drop_descent()

    def lifted(self, panel: ScalingPanel) -> list[Animation]:
        """Return what fades the ball of a landscape, and all that belongs to it."""
        descent = panel.descents[-1]
        parts = descent.ball, descent.drop, descent.goal, descent.trail, descent.shadow
        return [Dim(part, 0.0) for part in parts]

    def appear(self, descent: SurfaceDescent) -> list[Animation]:
        """Return what brings a ball into a panel that stands on the stage."""
        parts = descent.ball, descent.drop, descent.goal
        for part in parts:
            part.set_opacity(0)
        return [Dim(part, 1.0) for part in parts]

    @property
    def far(self) -> bool:
        """Whether x lies so far from 0 that the good weights are a thread."""
        return self.distance > 4

    @property
    def distance(self) -> float:
        """How many times its spread x lies away from 0: the farther, the thinner the valley."""
        return abs(self.study.scaling.mean) / self.study.scaling.scale

    def shape_of_valley(self, panel: ScalingPanel) -> str:
        """Say what the loss over the weights for plain x looks like."""
        raw, standardised = panel.condition_number(0.0), panel.condition_number(1.0)
        if self.far:
            return "A valley, the thread at its bottom. Steep walls allow only tiny steps."
        if self.distance > 1:
            return "A narrow valley: steep across, gentle along."
        if raw > 4 * standardised:
            return "Each side here has a scale of its own. In numbers, one is far the longer."
        if 0.3 < self.study.scaling.scale < 3:
            return "This valley is wide already: these x lie near 0, with a spread near 1."
        return "Each side here has a scale of its own."

    def told_of_crawl(self, crawl: Trajectory, rate: float) -> str:
        """Say how many steps are made on plain x, at which rate, and what they gain."""
        if len(crawl) == 0:
            return "Zero weights are the best here: there is no step to make."
        steps = f"{len(crawl):,} steps at α = {format_number(rate, 2)}"
        if self.far and not self.study.separable:
            return f"{steps}, a safe rate, hardly lead on: the floor is nearly level."
        return f"From zero weights, {steps}."

    def told_of_rest(self, rates: list[float]) -> str:
        """Say how the learning rate on standardised x compares with that on plain x."""
        ratio = rates[1] / rates[0]
        if ratio <= 1.5:
            return "The learning rate stays much the same."
        return f"Now α = {format_number(rates[1], 2)} is as safe, {_rounded(ratio)} times larger."

    @chapter("Why not squared error?")
    def squared_error(self) -> None:
        """Both losses are descended side by side; one stalls, and two products say why."""
        panel, study = self.panel, self.study
        views = Rivals(study, panel, RELIEF)
        run, reach = views.runs[1], np.full(2, views.reach)
        self.say(
            "Why not the mean squared error, as for a line?",
            *(
                *self.left(),
                Resize(self.plot, self.plot.unnamed(RACE)),
                Dim(self.plot.class_names, 0.0, rate_func=SOON),
            ),
            *(Resize(panel, SLOTS[1]), panel.towards(-reach, reach, height=RELIEF)),
            *(panel.shown_in(SLOTS[1], views.panel.phi, HOME_THETA), Turn(panel, come=0.0)),
            *(FadeIn(each, rate_func=LATE) for each in (views.panel, *views.titles)),
            seconds=TURN,
        )
        ball = panel.add_descent(run).follow(views.head)
        self.say(
            "Both begin at a wrong curve: it is sure of distress, always."
            if self.story.asked is not None
            else "Both begin at a wrong curve: it is sure of one class, always.",
            *(*self.appear(ball), self.knobs.animate.set_weights(run.params[0])),
            seconds=2 * BEAT,
        )
        self.follow((run, views.head))
        dashed = views.dashed_curve(self.plot)
        self.add(dashed)
        counter = Counter(views.head.get_value, len(run))
        self.run_race(views, counter)
        self.fall(views)
        self.knobs.set_weights(run.params[-1])
        self.follow(self.knobs)
        self.leaving = (views.panel, counter, dashed, views.slopes[0])
        self.why(run.params[0])

    def run_race(self, views: Rivals, counter: Counter) -> None:
        """Run both descents at one rate, until one has arrived and the other has not."""
        head = views.head
        self.say(
            f"Same rate, α = {format_number(views.rate)}. "
            "Surprise, convex, is steep here; squared error is nearly level.",
            *(counter, *views.slopes, Turn(views.panel, theta=HOME_THETA + 0.4)),
            seconds=2 * BEAT,
        )
        self.play(head.to(10), run_time=2 * BEAT)
        self.say(
            f"By step {views.held} one has arrived. The other has hardly moved."
            if views.arrives
            else "On the one the ball is on its way; on the plateau it has hardly moved."
        )
        self.play(head.to(views.held), run_time=1.6 * BEAT)
        self.pause()
        self.poster()

    def fall(self, views: Rivals) -> None:
        """Come near to the one that has hardly moved, and see it fall, if it ever does."""
        head, steps, wakes = views.head, len(views.runs[0]), views.wakes
        falls = views.held < wakes < steps
        self.say(
            f"Only at about step {wakes} does it fall; then it is fast."
            if falls
            else "And so it stays, for hundreds of steps.",
            *map(FadeOut, (self.panel, *views.titles, views.slopes[1])),
            *views.come_near(),
            seconds=1.6 * BEAT,
        )
        self.panel.drop_descent()
        if falls:
            before, after = max(views.held, wakes - FALL), min(steps, wakes + FALL // 2)
            self.play(head.to(before), run_time=0.6 * BEAT)
            self.play(head.to(after), run_time=4.8 * BEAT)
        self.play(head.to(steps), run_time=BEAT)
        self.pause(2 * BLINK)

    def why(self, start: Array) -> None:
        """Two products for one row: in one a flat factor stays, in the other it cancels."""
        views = SteepAndFlat(self.study, self.plot, start)
        own, cancels = self.story.asked is not None, ("1 − ŷ", "ŷ")[views.y]
        self.say(
            "Why? Take a flight without distress, under that same sure curve."
            if own
            else "Why? Take a row of the other class, under that same sure curve.",
            *(*self.left(), Resize(self.plot, self.plot.unnamed(DATA_SLOT))),
            self.knobs.animate.set_weights(start),
            *(FadeIn(each, rate_func=COMING) for each in (*views.penalties, *views.slots)),
            *(FadeIn(each, rate_func=LATE) for each in views.chances),
            seconds=2 * BEAT,
        )
        self.say(
            "So sure a chance is flat in z: its slope ŷ(1 − ŷ) is nearly 0.",
            *views.show_slope(0),
        )
        self.play(*views.fill((0, 1), (1, 1)), run_time=1.4 * BEAT)
        self.say(
            "Squared error multiplies it by at most 2, and so it has a plateau.",
            *views.show_slope(1),
        )
        self.play(*views.fill((0, 0)), run_time=1.2 * BEAT)
        self.play(FadeIn(views.results[0]), run_time=BEAT)
        self.say(
            f"Surprise is steep just there: its slope cancels {cancels}.",
            *views.show_slope(2),
        )
        self.play(*views.fill((1, 0)), run_time=1.2 * BEAT)
        self.play(*map(Create, views.struck), run_time=BEAT)
        other = "with distress" if own else "for the other class"
        self.say(
            f"What is left is the error, ŷ − {views.y}; {other} it is ŷ − {1 - views.y}.",
            *(FadeIn(views.left), FadeIn(views.results[1])),
        )
        self.pause()
        self.reason = views

    @chapter("Descent")
    def descent(self) -> None:
        """Surface, curve, loss and rule move together, driven by one playhead."""
        run = self.study.run
        views = self.state_rule()
        if self.as_made:
            self.turn_over(views)
        self.hold_at_milestones(views.head, REMARKS, "curve", LEGS)
        self.poster()
        self.knobs.set_weights(run.params[-1])
        self.follow(self.knobs)
        for each in views.fitting[1:]:
            each.clear_updaters()
        told = (views.curve, views.curve.trace, views.loss, views.counter)
        self.dismiss(*views.fitting[1:], *told)
        if not self.study.separable:
            table = Comparison(self.study, 36, PRIMED).scale(0.8).move_to(UNDER_LARGE.centre)
            self.say(self.story.solved if self.as_made else ClassStory.solved, table)
            self.leaving = (table,)

    def state_rule(self) -> LinkedViews:
        """The gradient, out of the errors of all rows, and the rule; then the first steps."""
        study, run, panel = self.study, self.study.run, self.panel
        gradient = gradient_formula().move_to(FORMULAS.rows(1, 1)[0].centre)
        self.frame_descent(panel)
        views = LinkedViews(study, self.plot, self.curve, panel)
        self.follow(self.knobs)
        views.rule.move_to(FORMULAS.rows(1, 1)[1].centre)
        slopes = score_slopes().move_to(FORMULAS.rows(1, 1)[1].centre)
        errors, *others = views.fitting[1:]
        self.say(
            "Errors times inputs, averaged: the gradient. Steps go against it.",
            *(Rewrite(self.reason.left, gradient), FadeIn(panel, rate_func=AT_ONCE)),
            *(FadeOut(each, rate_func=EARLY) for each in self.reason.all_but_left),
            *(Resize(self.plot, OVER_FORMULAS), self.knobs.animate.set_weights(run.params[0])),
            *(FadeIn(each, rate_func=LAST) for each in (errors, slopes)),
            Dim(self.plot.class_names, 1.0, rate_func=LAST),
            seconds=2 * BEAT,
        )
        self.pause(BEAT)
        self.play(FadeOut(slopes, rate_func=SOON), Write(views.rule), run_time=BEAT)
        self.pause()
        self.follow((run, views.head))
        loss = VGroup(views.curve, views.curve.trace, views.loss)
        loss.shift((UNDER_LARGE.right - views.curve.slot.right) * RIGHT)
        moving = (*others, views.curve, views.curve.trace, views.counter, views.loss)
        slow = ", slow on purpose" if study.limit / 4 > 2 * study.learning_rate else ""
        self.say(
            f"α = {format_number(study.learning_rate)}{slow}: the first ten steps, one by one."
            if len(run) > 10
            else f"α = {format_number(study.learning_rate)}{slow}.",
            *(*map(FadeOut, (gradient, views.rule)), Resize(self.plot, LARGE), *moving),
        )
        for step in range(1, min(10, len(run)) + 1):
            self.play(views.head.to(step), run_time=BLINK)
        return views

    def frame_descent(self, panel: ScalingPanel) -> None:
        """Set the landscape, while it is not on the stage, to where the descent is seen."""
        space = self.study.space
        panel.fill(VALLEY)
        for turn in (
            panel.towards(space.low, space.high, height=space.height),
            panel.shown_in(VALLEY, 0.85, HOME_THETA),
            Turn(panel, come=1.0),
        ):
            panel.set_dials(**turn.goals)

    def turn_over(self, views: LinkedViews) -> None:
        """The best moment of the film's own descent: the curve lies flat, and tips over."""
        flat = int(np.argmax(self.study.run.params[:, 1] < 0))
        self.say("Then faster: the errors, in green, push the curve towards the points.")
        self.play(views.head.to(flat - 60), run_time=2.6 * BEAT)
        self.play(views.head.to(flat), run_time=2 * BEAT)
        self.say("Now it lies flat, as if temperature did not matter.")
        self.pause()
        self.say("The dashed ŷ = ½ left on the right, returns on the left: the curve tips.")
        self.play(views.head.to(flat + 60), run_time=4.2 * BEAT)

    @chapter("The valley is the uncertainty")
    def uncertainty(self) -> None:
        """The ball walks an iso-line of the loss; the curve sways, and sweeps out a band."""
        self.band = None
        looking = [Zoom(self.plot, x_range=self.whole), Resize(self.plot, BESIDE_RING)]
        if self.study.rim is None:
            self.say(
                "How sure is this curve? Here every steeper curve fits better still.",
                *(*self.left(), *looking),
                seconds=2 * BEAT,
            )
            self.say("So of the weights these data say only: not less steep than so.")
            return
        panel, walk = self.panel, walk_around(self.study)
        self.lift_ball(panel)
        if self.study.shows_rim:
            low, high = walk.params.min(axis=0), walk.params.max(axis=0)
            margin = 0.1 * (high - low)
            looking.append(panel.towards(low - margin, high + margin, height=1.6))
            looking += [Resize(panel, RING), panel.shown_in(RING, 0.72, HOME_THETA)]
        self.say(
            "How sure is this curve? Which others do about as well?",
            *(*self.left(), *looking),
            self.knobs.animate.set_weights(self.study.minimum),
            seconds=TURN,
        )
        self.sweep_out(walk)

    def sweep_out(self, walk: Trajectory) -> None:
        """Walk around on the rim of the good weights; their curves sweep out the band."""
        study, panel, head = self.study, self.panel, Playhead()
        self.band = SweptBand(study, self.curve, walk).follow(head)
        higher = float(walk.losses[0] - walk.objective.loss(walk.goal))
        times = f"{np.exp(len(study.data) * higher):.1f} times less likely"
        told = f"About as well: by them the data are at most {times}."
        around, drawn = "Go through them", []
        if study.shows_rim:
            ring = level_line(panel, walk)
            panel.add(ring)
            around, drawn = "Walk around on it", [Turn(ring, shown=1.0)]
            told = (
                f"The thread, once more, now with a measure: {times}."
                if self.far
                else f"On this ring the data are {times} than at the bottom."
            )
        self.say(
            told,
            *drawn,
            self.knobs.animate.set_weights(walk.params[0]),
            seconds=TURN,
        )
        asked = self.story.asked is not None
        here = self.named_forecast() if asked else []
        self.say(
            f"{around}. Guess: how low can the chance at 31 °F be?"
            if asked
            else f"{around}: the curve sways, and sweeps out a band.",
            *here,
            seconds=BLINK,
        )
        if study.shows_rim:
            walker = panel.add_descent(walk, radius=0.2).follow(head)
            self.play(*self.appear(walker), run_time=BLINK)
        self.follow((walk, head))
        self.add(self.band)
        self.bring_to_front(self.curve)
        stop = self.lowest(walk) if asked else len(walk) // 2
        self.play(head.to(stop), Turn(panel, theta=HOME_THETA + 0.25), run_time=4.2 * BEAT)
        read = self.read_lowest(walk, stop) if asked else ()
        self.say(
            "Such bands hold the true chance in 19 of 20 cases; with 23 flights, in 18."
            if asked
            else "With many rows, such a band holds the true chance in 19 cases of 20."
        )
        self.play(head.to(len(walk)), Turn(panel, theta=HOME_THETA), run_time=4.2 * BEAT)
        self.poster()
        self.pause()
        self.knobs.set_weights(walk.params[-1])
        self.follow(self.knobs)
        gone = map(FadeOut, (*read, *here))
        self.play(self.knobs.animate.set_weights(study.minimum), *gone, run_time=BEAT)

    def named_forecast(self) -> list[Mobject]:
        """Name the forecast at its foot, in short."""
        name = words(self.story.place.format(f"{FORECAST:.0f}"), theme().type.body, theme().ink)
        return [name.next_to(self.plot.at(FORECAST, self.plot.y_range[0]), RIGHT + UP, buff=0.12)]

    def lowest(self, walk: Trajectory) -> int:
        """Return where on a walk the chance at the forecast is lowest."""
        return int(np.argmin(self.study.predict(walk.params, [FORECAST])))

    def read_lowest(self, walk: Trajectory, stop: int) -> tuple[Mobject, ...]:
        """Hold where the chance at the forecast is lowest: the ball, its mark, and the number."""
        lower, upper = self.limits()
        marked = []
        if self.study.shows_rim:
            place = self.panel.lift(walk.objective, walk.params[stop])
            mark = Marker(place, theme().prediction, 0.14)
            self.panel.add(mark)
            marked.append(Dim(mark, 1.0))
        dot, number = self.read_off(self.plot, f"{lower:.2f}", lower, theme().type.title * 1.5)
        number.move_to(self.plot.at((FORECAST + ADVISED) / 2, lower / 2.6))
        self.say(
            f"Here it is lowest. At 31 °F these flights allow a chance from {lower:.2f} "
            f"to {upper:.0f}.",
            *(*marked, FadeIn(dot), FadeIn(number)),
            seconds=BLINK,
        )
        self.pause(BREATH)
        return dot, number

    def limits(self) -> tuple[float, float]:
        """Return between what the chance at the forecast lies, by profile likelihood."""
        lower, upper = profile_band(self.study.objective, self.study.fitted_x([FORECAST]))
        return float(lower[0]), float(upper[0])

    @chapter("The answer")
    def answer(self) -> None:
        """The curve in the table's own units; the forecast; and what it does not mean."""
        study, plot = self.study, self.plot
        *opening, closing = self.story.answer or ("",)
        right = GRID.beside
        raw = raw_answer(study, self.story.units, self.story.unit).move_to(right.centre)
        late = FadeIn(raw, rate_func=LATE)
        arriving = [Resize(plot, GRID.main), *self.moved_forecast(GRID.main)]
        gone = FadeOut(self.panel, rate_func=EARLY)
        if self.story.asked is not None:
            odds = odds_answer(study, self.limits_of_odds())
            raw = VGroup(odds, raw).arrange(DOWN, buff=0.7).move_to(right.centre)
            late = FadeIn(raw, rate_func=LATE)
            self.say(self.told_of_odds(), gone, *arriving, late, seconds=1.4 * BEAT)
            rim = walk_around(study).params
            for goal in (rim[rim[:, 1].argmax()], study.minimum):
                self.play(self.knobs.animate.set_weights(goal), run_time=0.8 * BEAT)
            self.pause()
            self.verdict(raw)
            self.remembrance()
            return
        told = "The same curve for x " + self.story.units + "."
        if study.separable:
            self.say(opening[0], gone, *arriving, seconds=2 * BEAT)
            self.say(opening[1])
            self.say(told, FadeIn(raw, shift=0.2 * UP))
        else:
            self.say(told, gone, *arriving, late, seconds=1.6 * BEAT)
        for sentence in [closing] if study.separable else self.story.answer:
            self.say(sentence)
            self.pause(BEAT)

    def told_of_odds(self) -> str:
        """Say what a degree does to the odds: by the first guess, and fitted."""
        factor = float(np.exp(self.study.raw_weights(self.study.minimum)[1]))
        guess = float(np.exp(self.level.w[1]))
        return f"Guessed, a degree was odds times {guess:.2f}. Fitted, it is {factor:.2f}."

    def limits_of_odds(self) -> tuple[float, float]:
        """Return between what the odds' factor for a unit of x lies, by profile likelihood."""
        study = self.study
        low, high = np.exp(profile_intervals(study.objective)[1] / study.scaling.scale)
        return float(low), float(high)

    def verdict(self, leaving: Mobject) -> None:
        """What the model says of 31 °F; and then what a careful person says at once."""
        study, data, plot = self.study, self.study.raw, self.plot
        credit = self.aside(f"Data: {data.source}")
        self.play(
            *(Resize(plot, GRID.wide), *self.moved_forecast(GRID.wide), FadeIn(credit)),
            FadeOut(leaving, rate_func=SOON),
            run_time=BEAT,
        )
        self.leaving = (credit,)
        chance = float(study.predict(study.minimum, [FORECAST])[0])
        assert chance > NEARLY
        dot, number = self.read_off(plot, f"> {NEARLY}", chance, theme().type.title * 1.5)
        guess = float(study.predict(study.standard_weights(self.level.w), [FORECAST])[0])
        exact = words(f"fitted {chance:.4f}, guessed {guess:.3f}", theme().type.body, theme().ink)
        exact.next_to(number, DOWN, buff=0.2, aligned_edge=LEFT)
        self.say(
            f"By this curve distress in a joint was nearly certain: above {NEARLY}.",
            self.ride(dot, self.curve),
            seconds=2.4 * BEAT,
        )
        dot.clear_updaters()
        self.play(FadeIn(number), FadeIn(exact), run_time=BLINK)
        self.pause(BEAT)
        self.doubt(dot, [number, exact])
        self.catastrophe(plot)

    def doubt(self, dot: Dot, numbers: Sequence[Mobject]) -> None:
        """What the flights allow, that there are none in the cold, and what distress means."""
        study, data, plot = self.study, self.study.raw, self.plot
        lower, upper = self.limits()
        least = Dot(dot.get_center(), radius=0.12, color=theme().prediction)
        between = f"{lower:.2f} to {upper:.2g} (18 in 20)"
        low = words(between, theme().type.title, theme().prediction)
        low.next_to(plot.at(FORECAST, lower / 2), RIGHT, buff=0.25)  # below what the band sweeps
        gap, empty = float(data.x.min()) - FORECAST, self.no_data(plot)
        walk = walk_around(study)
        coldest = walk.params[self.lowest(walk)]
        least.add_updater(
            lambda each: each.move_to(
                plot.at(FORECAST, float(study.predict(self.curve.w, [FORECAST])[0]))
            )
        )
        self.say(
            f"From {lower:.2f} to {upper:.2g}, say {len(data)} flights; "
            f"if the curve holds {gap:.0f} degrees below them all.",
            least,
            self.knobs.animate.set_weights(coldest),
            *map(FadeOut, numbers),
            seconds=1.8 * BEAT,
        )
        least.clear_updaters()
        self.play(
            *(FadeIn(low), self.knobs.animate.set_weights(study.minimum), *map(FadeIn, empty)),
            run_time=1.4 * BEAT,
        )
        self.say("Distress is not disaster: each joint has two O-rings, and both must fail.")
        self.poster()
        for goal in (coldest, study.minimum):
            self.play(self.knobs.animate.set_weights(goal), run_time=1.2 * BEAT)
        self.pause()
        self.dismiss(dot, least, low, *empty)

    def catastrophe(self, plot: ClassPlot) -> None:
        """What statisticians found for a catastrophe, and at which temperatures."""
        shown: list[VMobject] = []
        for place, share in CATASTROPHE.items():
            bound = words("at least", theme().type.heading, theme().muted)
            number = words(f"{share} %", theme().type.title * 2.2, weight="semibold")
            name = words(f"at {place} °F", theme().type.heading, theme().muted)
            shown.append(VGroup(bound, number, name).arrange(DOWN, buff=0.2))
        source = words(
            "catastrophe, by field joints alone:\nan estimate of Dalal, Fowlkes\nand Hoadley, 1989",
            theme().type.small,
            theme().muted,
        )
        VGroup(*shown, source).arrange(DOWN, buff=0.4).move_to((GRID.beside.centre[0], 0, 0))
        self.say(
            "Estimated in 1989, by field joints alone: a catastrophe at 31 °F, "
            f"at least {CATASTROPHE[31]} %.",
            *(Resize(plot, GRID.main), *self.moved_forecast(GRID.main)),
            *(FadeIn(each, rate_func=LAST) for each in (shown[0], source)),
            seconds=1.8 * BEAT,
        )
        self.play(paced(shown[0], linear).scale(1.1), run_time=2.2 * BEAT)
        self.say(
            f"At 60 °F, at least {CATASTROPHE[60]} %. Both estimates are uncertain, too.",
            shown[1],
        )
        self.pause()
        self.say("What the curve says, and what it cannot know, both said: wait.")
        self.pause()

    def remembrance(self) -> None:
        """The names of those who died, and nothing else."""
        names = words("\n".join(CREW), theme().type.title * 1.15, align="center")
        names.move_to(GRID.wide.centre)
        early = squish_rate_func(smooth, 0.0, 0.45)
        seen = (each for each in self.mobjects if isinstance(each, VMobject))
        gone = [each for each in seen if each is not self._caption]
        self.heading, self.leaving = [], ()
        self.say(
            "Challenger was launched. Seven people died.",
            *(FadeOut(each, rate_func=early) for each in gone),
            FadeIn(names, rate_func=LAST),
            seconds=1.2 * BEAT,
        )
        self.pause(4.4 * BEAT)

    # -- the cast ------------------------------------------------------------------------------

    def ride(
        self, dot: Dot, curve: FitCurve, start: float | None = None, goal: float = FORECAST
    ) -> Animation:
        """Return the animation by which a dot rides along a curve, by default to the forecast.

        It begins at the greatest x of all, unless another ``start`` is given.
        """
        dot.clear_updaters()
        place = ValueTracker(float(self.study.raw.x.max()) if start is None else start)

        def stand(spot: Mobject) -> None:
            x = place.get_value()
            spot.move_to(self.plot.at(x, float(curve.predict(curve.w, np.array([x]))[0])))

        dot.add_updater(stand, call_updater=True)
        self.add(dot)
        return cast(Animation, place.animate.set_value(goal).build())

    def make_plot(self) -> ClassPlot:
        """The data as dots, over the whole frame, and as far as the launch day's forecast."""
        plot = ClassPlot(
            self.study.drawn,
            width=10.4,
            height=4.6,
            include=() if self.story.asked is None else (self.story.asked - 2,),
            dot_radius=0.13,
            least_width=2.7,
            tick_width=1.9,
        )
        plot.let_close(self.close(plot))
        return plot.fill(GRID.wide).show_scale(0.0)

    def close(self, plot: ClassPlot) -> tuple[float, float]:
        """Return where the data are, for a close look."""
        low, high = span_of(plot.sample.x)
        return max(low, plot.x_range[0]), min(high, plot.x_range[1])

    def left(self) -> list[Animation]:
        """Let go what the chapter before has left standing."""
        leaving, self.leaving = self.leaving, ()
        soon = squish_rate_func(smooth, 0.0, 0.25)  # before others take its room
        return [FadeOut(each, rate_func=soon) for each in leaving]

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

    def asked(self, plot: ClassPlot) -> list[Mobject]:
        """The forecast as an upright line, and its name, which stays at its foot."""
        name = words("air, forecast: 31 °F", theme().type.small, theme().ink)
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

    def hidden_forecast(self) -> list[Animation]:
        """Hide the forecast's name: its upright is outside of what is looked at closely."""
        soon = squish_rate_func(smooth, 0.0, 0.2)  # before it is out of the plot
        return [Dim(each, 0.0, rate_func=soon) for each in self.forecast[1:]]

    def no_data(self, plot: ClassPlot) -> list[Mobject]:
        """Shade the temperatures below all flights, and say why."""
        cold = plot.x_range[0], float(self.study.raw.x.min()) - 0.6
        shade = zone(plot, cold, plot.y_range)
        name = words("no data here", theme().type.body, theme().muted)
        return [shade, name.move_to(plot.at(sum(cold) / 2, 0.12))]


def _rounded(number: float) -> str:
    """Write a number to two digits, in words that a caption can bear."""
    number = float(f"{number:.2g}")
    return f"{number:,.0f}" if 10 <= number < 1e9 else format_number(number, 2)
