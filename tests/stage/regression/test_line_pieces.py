"""Pieces of the film on a line: squares, springs, a fan of lines, ages, and another ruler."""

import numpy as np
import pytest
from manim import DL, ValueTracker

from mlcore import Dataset, LinearRegression, hubble, hubble_time, hubble_today
from scenes.linear import OWN_CHOICES, OWN_STORY
from scenes.stage.film.captions import spoken
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import Label
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.bars import LengthBar, Whisker
from scenes.stage.regression.candidates import Candidates, Verdict
from scenes.stage.regression.data_plot import DataPlot
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
from scenes.stage.regression.pulls import Pulls
from scenes.stage.regression.rates import RateColumn, run_inside
from scenes.stage.regression.same_light import SameLight
from scenes.stage.regression.study import LineStudy
from scenes.stage.regression.walk import SurfaceWalk
from scenes.stage.settings import Settings


@pytest.fixture(scope="module")
def study() -> LineStudy:
    return LineStudy.read(Settings(), hubble, OWN_CHOICES, "velocity (100 km/s)")


@pytest.fixture
def plot(study: LineStudy) -> DataPlot:
    return DataPlot(study.data, width=4.0, height=3.0)


def test_squares_of_misses_have_their_misses_as_sides(study: LineStudy, plot: DataPlot) -> None:
    w = np.array([1.0, 3.0])
    squares = ResidualSquares(plot, FitCurve(plot, study.predict, w))
    unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
    misses = study.predict(w, plot.sample.x) - plot.sample.y
    for square, x, y, miss in zip(squares, plot.sample.x, plot.sample.y, misses, strict=True):
        assert square.width == pytest.approx(abs(miss) * unit)
        assert square.height == pytest.approx(abs(miss) * unit)
        corners = square.points[::4, :2]
        assert np.linalg.norm(corners - plot.at(x, y)[:2], axis=1).min() < 1e-9
        # the corners in the order of a mean square's: on the way into that it stays a square
        assert corners[0, 0] == corners[:, 0].min()
        assert corners[0, 1] == corners[1, 1] == corners[:, 1].min()


def test_the_mean_square_has_the_loss_as_its_area_on_the_scale_of_y(plot: DataPlot) -> None:
    loss = [9.0]
    square = MeanSquare(plot, lambda: loss[0], (1.0, -2.0, 0.0))
    unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
    for value in (9.0, 25.0):
        loss[0] = value
        square.follow()
        assert square.width * square.height == pytest.approx(value * unit**2)
        np.testing.assert_allclose(square.get_corner([-1, -1, 0]), [1.0, -2.0, 0.0])


def test_springs_begin_and_end_where_residuals_do(study: LineStudy, plot: DataPlot) -> None:
    line = FitCurve(plot, study.predict, (8.0, 1.0))
    straight, coiled = Residuals(plot, line), Springs(plot, line)
    ends = straight.points.reshape(-1, 4, 3)[:, [0, 3]]
    coils = coiled.points.reshape(len(ends), -1, 3)
    np.testing.assert_allclose(coils[:, 0], ends[:, 0])
    np.testing.assert_allclose(coils[:, -1], ends[:, 1])
    assert coiled.width > straight.width


def test_springs_of_one_x_hang_side_by_side(study: LineStudy, plot: DataPlot) -> None:
    springs = Springs(plot, FitCurve(plot, study.predict, (8.0, 1.0)))
    x = np.array([0.0, 2.0, 0.01, 0.02, 5.0])
    shifts, breadths = springs.places(x)
    np.testing.assert_allclose(shifts, [-0.1, 0.0, 0.0, 0.1, 0.0])
    assert breadths[1] == breadths[4] == springs.breadth
    assert (breadths[[0, 2, 3]] < 0.05).all()  # so that none meets the next


def test_a_fan_draws_each_line_where_its_weights_say(plot: DataPlot) -> None:
    predict = LinearRegression(Dataset([0, 1], [0, 1])).predict
    fan = LineFan(plot, predict, [(1.0, 2.0), (3.0, -1.0)])
    assert len(fan.points) == 0
    fan.draw(0.5)  # the first one alone
    high = plot.x_range[1]
    np.testing.assert_allclose(fan.points[[0, -1]], plot.at([0, high], [1.0, 1.0 + 2 * high]))
    assert len(fan.draw(1.0).points) == 8


def test_of_a_bent_line_so_much_is_drawn_as_has_sprouted(plot: DataPlot) -> None:
    def predict(w: np.ndarray, x: np.ndarray) -> np.ndarray:
        return np.asarray(w[..., :1] * np.sin(3 * x))

    fan = LineFan(plot, predict, [(1.5, 0.0)], samples=41).draw(0.4)
    low, high = plot.x_range
    end = low + 0.4 * (high - low)
    assert fan.points[-1] == pytest.approx(plot.at(end, 1.5 * np.sin(3 * end)), abs=0.02)
    assert fan.points[:, 0].max() <= plot.at(end, 0)[0] + 1e-9
    middle = fan.points[len(fan.points) // 8 * 4]
    x = low + (middle[0] - plot.at(low, 0)[0]) / np.ptp(plot.at([0, 1], 0)[:, 0])
    assert middle[1] == pytest.approx(plot.at(0, 1.5 * np.sin(3 * x))[1], abs=1e-6)


def test_run_backwards_all_are_in_one_place(study: LineStudy, plot: DataPlot) -> None:
    line = FitCurve(plot, study.predict, study.minimum)
    expansion = Expansion(study, plot, line)
    assert expansion.age == pytest.approx(2.153, abs=1e-3)
    expansion.past.set_value(1.0)
    plot.dots.update()
    assert np.ptp([dot.get_x() for dot in plot.dots]) < 1e-9
    expansion.past.set_value(0.5)
    line.update()
    # an object on the line now stays on it: half of its way back, at its speed of now
    then = study.predict(study.minimum, np.array([1.0]))
    half = expansion.weights[1] / 2  # v = w1 x + w0: half the age is 1/(2 w1)
    where = 1.0 - then[0] / (4 * half)
    assert study.predict(line.w, np.array([where]))[0] == pytest.approx(then[0])


def test_dots_are_given_the_speeds_of_the_line(study: LineStudy, plot: DataPlot) -> None:
    expansion = Expansion(study, plot, FitCurve(plot, study.predict, study.minimum))
    assert np.allclose(expansion.heights(), plot.sample.y)
    expansion.ruled.set_value(1.0)
    plot.dots.update()
    on_line = plot.at(plot.sample.x, study.predict(study.minimum, plot.sample.x))
    assert np.allclose([dot.get_center() for dot in plot.dots], on_line)


def test_a_sheaf_covers_the_lines_it_is_of(study: LineStudy, plot: DataPlot) -> None:
    around = study.objective.error_ellipse(60)
    sheaf = Sheaf(plot, study.predict, around).draw(1.0)
    middle = plot.x_range[0] + 0.5 * (plot.x_range[1] - plot.x_range[0])
    heights = study.predict(around, np.array([middle]))
    band = sheaf.band.points[np.abs(sheaf.band.points[:, 0] - plot.at(middle, 0)[0]) < 0.03, 1]
    assert band.max() == pytest.approx(plot.at(middle, heights.max())[1], abs=0.02)
    assert band.min() == pytest.approx(plot.at(middle, heights.min())[1], abs=0.02)
    half = sheaf.draw(0.5)
    assert half.get_right()[0] == pytest.approx(plot.at(middle, 0)[0], abs=0.05)


def test_ages_within_an_error_lie_around_the_age(study: LineStudy) -> None:
    moved = Remeasured(study, hubble_today())
    moved.share.set_value(1.0)
    low, high = moved.ages
    assert (round(low), round(moved.age), round(high)) == (17, 19, 23)
    assert moved.steepest[1] - moved.weights[1] == pytest.approx(moved.error / 100, rel=0.01)


def test_every_row_goes_its_own_way_and_the_line_is_that_of_the_rows(study: LineStudy) -> None:
    old, new = hubble(), hubble_today()
    moved = Remeasured(study, new)
    assert moved.rate == pytest.approx(454.158, abs=1e-3)
    for share in (0.3, 1.0):
        moved.share.set_value(share)
        x = (1 - share) * old.x + share * new.x
        slope, level = np.polyfit(x, old.y, 1)
        assert moved.rate == pytest.approx(slope)
        assert moved.age == pytest.approx(977.79 / slope, rel=1e-5)
        np.testing.assert_allclose(moved.weights, [level / 100, slope / 100], atol=1e-9)
    assert moved.error == pytest.approx(LinearRegression(new).standard_errors()[1])
    spread = np.ptp(moved.around[:, 1]) / 2 * 100
    assert spread == pytest.approx(LinearRegression(new).standard_errors()[1], rel=1e-2)


def test_dots_are_placed_at_the_rows_of_another_table(plot: DataPlot) -> None:
    new = Dataset(plot.sample.x / 2, plot.sample.y)
    place(plot.dots, plot, new)
    for dot, x, y in zip(plot.dots, new.x, new.y, strict=True):
        np.testing.assert_allclose(dot.get_center(), plot.at(x, y))


def test_a_known_slope_is_drawn_through_0_and_named_where_it_ends(plot: DataPlot) -> None:
    known = KnownSlope(plot, 0.7, "70", (0.9, 3.7))
    assert known.at(np.array(0.9)) == pytest.approx(3.7)
    known.aside.set_value(0.0)
    known.line.update()
    high = plot.x_range[1]
    np.testing.assert_allclose(known.line.points[-1], plot.at(high, 0.7 * high))
    plot.let_grow(30.0)
    plot.reach(30.0)
    known.line.update()
    known.name.update()
    end = plot.at(plot.y_range[1] / 0.7, plot.y_range[1])
    np.testing.assert_allclose(known.line.points[-1], end)
    np.testing.assert_allclose(known.name.get_corner(DL)[:2] - end[:2], [0.12, 0.12], atol=1e-9)


def test_an_age_is_marked_on_the_scale_of_a_bar() -> None:
    bar = LengthBar("age", lambda: 2.0, scale=0.5, colour="#FFFFFF").begin_at(-3.0, 1.0)
    stroke, name = AgeMark(bar, 14.0, "at 70: 14")
    assert stroke.get_x() == pytest.approx(-3.0 + 7.0)
    assert name.get_top()[1] < stroke.get_bottom()[1]
    assert name.get_left()[0] < stroke.get_x() - 0.3 < stroke.get_x() < name.get_right()[0]
    figures = Whisker(bar, 17.0, 23.0, "00")[-1]
    assert name.get_top()[1] == pytest.approx(figures.get_top()[1], abs=0.03)


def test_rungs_are_less_steep_one_by_one_and_drawn_one_by_one(plot: DataPlot) -> None:
    rungs = Rungs(plot, (1.0, 4.0), 4.5, 0.75, 5)
    assert all(line.get_stroke_opacity() == 0 for line, _ in rungs[:-1])
    right = plot.x_range[1]
    for k, (line, number) in enumerate(rungs[:-1], start=1):
        np.testing.assert_allclose(line.get_start(), plot.at(1.0, 4.0), atol=1e-9)
        end = plot.at(right, 4.0 + (4.5 - k * 0.75) * (right - 1.0))
        np.testing.assert_allclose(line.get_end(), end, atol=1e-9)
        assert number.text == str(k)
    rungs.draw(0.5)
    shown = [number.get_fill_opacity() for _, number in rungs[:-1]]
    assert shown == pytest.approx([1.0, 1.0, 0.5, 0.0, 0.0])


def test_what_looks_alike_gives_off_light_as_the_square_of_the_distance() -> None:
    light = SameLight(Slot(2.0, 6.6, -2.0, 2.0))
    near, ways = light.star.width, []
    for far in (1.0, 2.0, 3.0):
        light.far.set_value(far)
        light.star.update()
        assert (light.star.width / near) ** 2 == pytest.approx(far**2)  # its area
        ways.append(light.star.get_x() - light.here[0])
    np.testing.assert_allclose(np.array(ways) / ways[0], [1.0, 2.0, 3.0])
    light.far.set_value(2.0)
    light.star.update()
    assert light.star.get_right()[0] < light.cloud[0].get_left()[0]
    assert light.get_left()[0] >= 2.0
    assert light.get_right()[0] <= 6.6 + 1e-9


def test_a_whisker_goes_as_far_as_its_bar_may_reach() -> None:
    bar = LengthBar("age", lambda: 19.0, scale=0.5, colour="#FFFFFF").begin_at(-3.0, 1.0)
    stroke, *ends = Whisker(bar, 17.0, 23.0, "00")
    assert stroke.get_left()[0] == pytest.approx(-3.0 + 8.5)
    assert stroke.get_right()[0] == pytest.approx(-3.0 + 11.5)
    assert stroke.get_top()[1] < bar.bar.get_bottom()[1]
    assert [each.text for each in ends if isinstance(each, Label)] == ["17", "23"]


def test_lines_to_choose_from_are_apart_and_none_is_the_best(
    study: LineStudy, plot: DataPlot
) -> None:
    choices = Candidates(plot, study)
    losses = study.objective.loss(np.array(choices.weights))
    assert np.diff(np.sort(losses)).min() > 0.5
    assert losses.min() > study.run.losses[-1] + 0.5
    ends = np.sort([line.points[-1, 1] for line, _ in choices])
    assert np.diff(ends).min() > 0.25
    for (line, _), w in zip(choices, choices.weights, strict=True):
        np.testing.assert_allclose(line.w, w)


def test_pulls_are_as_long_as_the_slopes_are_steep(study: LineStudy, plot: DataPlot) -> None:
    w = np.array([1.0, 3.0])
    line = FitCurve(plot, study.predict, w)
    pulls = Pulls(study, plot, line)
    unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
    slope = study.objective.gradient(w)
    for arrow, force in zip(pulls[:2], slope, strict=True):
        start, end = arrow.points[0], arrow.points[3]
        assert end[0] == start[0]
        assert end[1] - start[1] == pytest.approx(-force * unit)
    before = pulls[0].height
    line.set_weights(w / 2)
    pulls[0].update()  # an arrow follows the line by itself, whether or not both are on the stage
    assert pulls[0].height != pytest.approx(before)


def test_the_hinge_is_where_the_line_stands_at_0(study: LineStudy, plot: DataPlot) -> None:
    line = FitCurve(plot, study.predict, (1.0, 3.0))
    hinge = Pulls(study, plot, line)[2]
    np.testing.assert_allclose(hinge.get_center(), plot.at(0.0, 1.0), atol=1e-9)
    line.set_weights((2.0, 3.0))
    hinge.update()
    np.testing.assert_allclose(hinge.get_center(), plot.at(0.0, 2.0), atol=1e-9)


def test_pulls_that_have_no_room_are_shortened_alike(study: LineStudy, plot: DataPlot) -> None:
    line = FitCurve(plot, study.predict, [12.0, -9.0])
    ends = [arrow.points[[0, 3], 1] for arrow in Pulls(study, plot, line)[:2]]
    low, high = plot.area.get_bottom()[1], plot.area.get_top()[1]
    assert all(low <= end <= high for _, end in ends)
    shares = [(end - start) for start, end in ends] / study.objective.gradient(line.w)
    assert shares[0] == pytest.approx(shares[1])


def test_a_verdict_is_a_mean_square_and_its_loss(study: LineStudy, plot: DataPlot) -> None:
    w = np.array([1.0, 3.0])
    verdict = Verdict(plot, study, w, "2", Slot(0.0, 1.4, -1.0, 0.5))
    loss = float(study.objective.loss(w))
    unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
    assert verdict.square.width == pytest.approx(unit * np.sqrt(loss))
    np.testing.assert_allclose(verdict.square.get_corner([-1, -1, 0]), verdict.corner, atol=1e-9)
    number = verdict.told[1]
    assert float(number.text) == pytest.approx(loss, abs=0.5 * 10.0**-number.decimals)
    assert number.get_top()[1] < verdict.corner[1]


def test_a_bar_is_as_long_as_its_value() -> None:
    value = [2.0]
    bar = LengthBar("age", lambda: value[0], scale=0.5, colour="#FFFFFF").begin_at(-3.0, 1.0)
    for value[0] in (2.0, 4.5):
        bar.update()
        assert bar.bar.width == pytest.approx(0.5 * value[0])
        assert bar.bar.get_left()[0] == pytest.approx(-3.0)
        assert bar.number.points[0, 0] == pytest.approx(-3.0 + 0.5 * value[0] + 0.25)
        assert bar.number.text == f"{value[0]:.2f}"


def test_what_the_story_says_in_figures_is_what_mlcore_says() -> None:
    raw = LinearRegression(hubble())
    (_, slope), (_, give) = raw.minimum(), raw.standard_errors()
    intercept, about = raw.minimum()[0], raw.standard_errors()[0]
    assert OWN_STORY.uncertain == f"{slope:.0f} ± {give:.0f}"
    assert f"{slope:.0f} km/s, give or take {give:.0f}" in spoken(OWN_STORY.answer[0])
    assert OWN_STORY.level == f"intercept −{-intercept:.0f} ± {about:.0f} km/s"
    today = OWN_STORY.today
    assert today
    assert int((slope - today.slope) / give) == 5
    assert "five such errors" in spoken(today.gap)
    new = today.data()
    now = LinearRegression(new)
    rate, error = now.minimum()[1], now.standard_errors()[1]
    assert f"{rate:.0f} ± {error:.0f}" in spoken(today.found)
    ages = [hubble_time(each) for each in (rate, rate + error, rate - error)]
    assert "The age grows to {:.0f}: from {:.0f} to {:.0f}".format(*ages) in spoken(today.found)
    factors = new.x / raw.data.x
    assert f"{factors.min():.1f} to {factors.max():.0f} times as far" in spoken(today.moved)
    assert factors.min() > 1
    assert "every distance was too short" in spoken(OWN_STORY.answer[-1])
    assert today.slope > rate + 2 * error
    assert "70 is outside ± again" in spoken(today.honest)
    assert today.credit.partition(": ")[2] in new.source
    age = f"{hubble_time(today.slope):.0f}"
    assert today.marked == f"by a slope of {today.slope:.0f}: {age}"


def test_a_square_is_poured_into_a_strip_of_its_area(study: LineStudy, plot: DataPlot) -> None:
    strips = []
    for w in ((4.0, 2.0), (8.0, 1.0)):
        walk = SurfaceWalk(study, Weights(w), Slot(-0.8, 5.6, -3.0, 3.0))
        square = MeanSquare(plot, walk.loss, (0.0, 0.0, 0.0))
        area = square.width * square.height
        pouring = walk.pour(square)
        pouring.begin()
        pouring.finish()
        foot, top = walk.panel.project(np.array([walk.foot, walk.top]))
        assert square.width * square.height == pytest.approx(area)
        assert square.get_bottom()[1] == pytest.approx(foot[1])
        assert square.get_top()[1] == pytest.approx(top[1])
        strips.append(square)
    assert strips[1].height > 1.5 * strips[0].height


def test_a_ball_that_has_left_its_window_shows_no_loss_any_more(study: LineStudy) -> None:
    head, slot = ValueTracker(0.0), Slot(-1.5, 1.5, -3.0, 3.0)
    rate = 1.05 * study.limit
    column = RateColumn(study, "too bold", rate, run_inside(study, rate, 40), 990, head, slot)
    last = len(column.run)
    assert column.left
    assert study.outside(column.run.params[last])
    assert not study.outside(column.run.params[:last]).any()
    going = column.leave()
    assert not set(column.excess.get_family()) & set(column.get_family())
    assert f"gone at step {last}" in [each.text for each in column if isinstance(each, Label)]
    for each in going:
        each.begin()
        each.finish()
    assert column.ball.opacity == 0
    assert column.line.get_stroke_opacity() == 0


def test_a_column_says_how_far_its_loss_is_above_the_least(study: LineStudy) -> None:
    head, slot = ValueTracker(0.0), Slot(-1.5, 1.5, -3.0, 3.0)
    rate = 0.5 * study.limit
    column = RateColumn(study, "half", rate, run_inside(study, rate, 40), 990, head, slot)
    head.set_value(7.4)
    assert column.excess_now() == pytest.approx(column.run.losses[7] - study.run.losses[-1], 1e-3)
    column.line.update()
    np.testing.assert_allclose(column.line.w, column.run.at(7.4).w)
    assert len(column.plot.labels) == len(column.plot.names) == 0


def test_a_column_shows_its_steps_on_the_scale_of_all(study: LineStudy) -> None:
    head, slot = ValueTracker(0.0), Slot(-1.5, 1.5, -3.0, 3.0)
    rate = 0.5 * study.limit
    widths = []
    for steps in (20, 40):
        column = RateColumn(study, "half", rate, run_inside(study, rate, steps), 40, head, slot)
        head.set_value(0.0)
        column.bar.update()
        none = column.bar.width
        head.set_value(60.0)
        column.bar.update()
        column.steps.update()
        widths.append(column.bar.width - none)
        assert column.steps.text == str(steps)
        assert column.steps.get_right()[0] <= slot.right
    assert widths[1] == pytest.approx(2 * widths[0])
    away = float(np.linalg.norm(column.run.params[-1] - study.minimum))
    assert column.is_within(away)
    assert not column.is_within(0.99 * away)
    column.arrive()
    assert "there at step 40" in [each.text for each in column if isinstance(each, Label)]


def test_the_window_has_a_rim_all_around_the_minimum(study: LineStudy) -> None:
    landscape, run = study.landscape, study.run
    rim = np.concatenate([landscape.loss[[0, -1]].ravel(), landscape.loss[:, [0, -1]].ravel()])
    assert rim.min() > run.losses[-1] + 0.3 * (run.losses[0] - run.losses[-1])
    assert not study.space.outside(run.params).any()
