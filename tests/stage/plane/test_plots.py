"""Plots map data to the frame truly, wherever they stand."""

from collections.abc import Callable
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import DOWN, LEFT, RIGHT, UP

from mlcore import Dataset, LinearRegression, Trajectory, challenger, hubble
from scenes.stage.film.film import Film
from scenes.stage.look.layout import Slot
from scenes.stage.look.resizing import Resize
from scenes.stage.look.theme import theme
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import GrowingLossCurve, LossCurve
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals, ResidualSquares

SLOT = Slot(-6.0, 1.0, -2.5, 3.0)
MOVES: dict[str, Callable[[Plot], object]] = {
    "filling a slot": lambda plot: plot.fill(SLOT),
    "as built": lambda plot: None,
    "moved": lambda plot: plot.shift(2 * LEFT + DOWN),
    "scaled": lambda plot: plot.scale(0.6).shift(UP),
}
Pair = tuple[float, float]
WEIGHTS = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e5, 1e5))


def box(plot: Plot) -> tuple[np.ndarray, np.ndarray]:
    return plot.area.points.min(axis=0), plot.area.points.max(axis=0)


def data() -> Dataset:
    return hubble()


@pytest.fixture(scope="module")
def plot() -> DataPlot:
    return DataPlot(hubble(), width=6.0, height=4.0)


@pytest.mark.parametrize("move", MOVES)
def test_the_corners_are_the_ranges_ends(move: str) -> None:
    plot = Plot((2.0, 4.0), (-1.0, 7.0), width=5.0, height=3.0)
    MOVES[move](plot)
    low, high = box(plot)
    assert plot.at(2.0, -1.0) == pytest.approx(low)
    assert plot.at(4.0, 7.0) == pytest.approx(high)
    assert plot.at(3.0, 3.0) == pytest.approx((low + high) / 2)


def test_every_row_is_a_dot_where_it_belongs(plot: DataPlot) -> None:
    rows = hubble()
    assert len(plot.dots) == len(rows)
    low, high = box(plot)
    for dot, x, y in zip(plot.dots, rows.x, rows.y, strict=True):
        assert dot.get_center() == pytest.approx(plot.at(x, y), abs=1e-6)
        assert (low - 1e-9 <= dot.get_center()).all()
        assert (dot.get_center() <= high + 1e-9).all()


@given(w=WEIGHTS, samples=st.sampled_from([2, 3, 60]))
def test_a_curve_stays_within_its_plot(w: Pair, samples: int, plot: DataPlot) -> None:
    predict = LinearRegression(hubble()).predict
    curve = FitCurve(plot, predict, w, samples=samples)
    low, high = box(plot)
    if len(curve.points):
        assert (curve.points >= low - 1e-6).all()
        assert (curve.points <= high + 1e-6).all()
    # and what is drawn is the prediction
    x = plot.x_range[0] + (curve.points[:, 0] - low[0]) / (high - low)[0] * np.ptp(plot.x_range)
    y = plot.y_range[0] + (curve.points[:, 1] - low[1]) / (high - low)[1] * np.ptp(plot.y_range)
    expected = predict(np.array(w), x)
    steep = abs(w[1]) * 1e-9 + 1e-6
    assert y == pytest.approx(expected, abs=1e3 * steep)


@given(w=WEIGHTS)
def test_a_curve_is_drawn_wherever_the_line_crosses_the_plot(w: Pair, plot: DataPlot) -> None:
    predict = LinearRegression(hubble()).predict
    x = np.linspace(*plot.x_range, 2001)
    y = predict(np.array(w), x)
    inside = (y > plot.y_range[0]) & (y < plot.y_range[1])
    curve = FitCurve(plot, predict, w)
    low, high = box(plot)
    drawn = np.ptp(curve.points[:, 0]) if len(curve.points) else 0.0
    assert drawn / (high - low)[0] == pytest.approx(inside.mean(), abs=2e-3)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("w", [(0.0, 450.0), (600.0, -200.0), (5000.0, 0.0)])
def test_residuals_are_true_to_the_scale_of_y(move: str, w: Pair) -> None:
    plot, rows = DataPlot(hubble(), width=6.0, height=4.0), hubble()
    objective = LinearRegression(rows)
    MOVES[move](plot)
    curve = FitCurve(plot, objective.predict, w)
    strokes = Residuals(plot, curve).points.reshape(-1, 4, 3)
    squares = ResidualSquares(plot, curve)
    low, high = box(plot)
    scale = (high - low)[1] / np.ptp(plot.y_range)
    predicted = np.clip(objective.predict(np.array(w), rows.x), *plot.y_range)
    lengths = np.abs(predicted - rows.y) * scale
    under = np.minimum(lengths, plot.dots[0].width / 2)  # a stroke begins at the rim of its dot
    begins = plot.at(rows.x, rows.y)
    begins[:, 1] += np.sign(predicted - rows.y) * under
    assert strokes[:, 0] == pytest.approx(begins, abs=1e-9)
    assert strokes[:, 3] == pytest.approx(plot.at(rows.x, predicted), abs=1e-9)
    assert len(squares) == len(rows)
    for square, length in zip(squares, lengths, strict=True):
        corners = square.points.reshape(-1, 4, 3)[:, 0]
        sides = np.linalg.norm(np.diff(np.append(corners, corners[:1], axis=0), axis=0), axis=1)
        assert sides == pytest.approx(length, abs=1e-9)
        assert np.ptp(corners[:, 0]) == pytest.approx(length, abs=1e-9)
        assert np.ptp(corners[:, 1]) == pytest.approx(length, abs=1e-9)


def test_residuals_follow_the_curve(plot: DataPlot) -> None:
    objective = LinearRegression(hubble())
    curve = FitCurve(plot, objective.predict, (0.0, 100.0))
    strokes, squares = Residuals(plot, curve), ResidualSquares(plot, curve)
    curve.set_weights((100.0, 300.0))
    fresh = Residuals(plot, curve), ResidualSquares(plot, curve)
    assert not np.allclose(strokes.points, fresh[0].points)
    strokes.follow()
    squares.follow()
    assert np.array_equal(strokes.points, fresh[0].points)
    for square, expected in zip(squares, fresh[1], strict=True):
        assert np.array_equal(square.points, expected.points)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("iteration", [0.0, 0.4, 12.0, 30.7, 60.0])
def test_a_loss_curve_goes_through_its_losses(move: str, iteration: float, run: Trajectory) -> None:
    curve = LossCurve(run.losses, width=5.0, height=2.0, marks=(10, 30, 60))
    MOVES[move](curve)
    loss = run.at(iteration).loss
    curve.set_progress(iteration, loss)
    ends = curve.curve.points.reshape(-1, 4, 3)[:, [0, 3]].reshape(-1, 3)
    steps = np.arange(int(iteration) + 1)
    wanted = curve.at(steps, run.losses[steps])
    for point in wanted if len(steps) > 1 else []:
        assert np.abs(ends - point).max(axis=1).min() < 1e-9
    tip = curve.at(iteration, loss)
    assert curve.tip.get_center() == pytest.approx(tip, abs=1e-6)
    assert ends[-1] == pytest.approx(tip, abs=1e-9)
    low, high = box(curve)
    assert (low - 1e-9 <= ends).all()
    assert (ends <= high + 1e-9).all()
    for mark, dot in zip(curve.marks, curve.milestones, strict=True):
        place = curve.at(mark, run.losses[mark]) if mark <= iteration else tip
        assert dot.get_center() == pytest.approx(place, abs=1e-6)


def test_a_loss_curve_fills_its_slot_and_follows_a_playhead(run: Trajectory) -> None:
    head, colour = Playhead(), theme().gradient
    slot = Slot(-6.0, -1.0, -3.0, 0.0)
    curve = LossCurve(run.losses, slot=slot, colour=colour).follow(run, head)
    assert astuple(curve.slot) == pytest.approx(astuple(slot), abs=1e-6)
    assert {each.get_color().to_hex() for each in (curve.curve, curve.tip)} == {colour}
    for iteration, stands in ((7.25, 7.25), (1e4, len(run))):
        head.set_value(iteration)
        curve.trace.update()
        tip = curve.at(stands, run.at(stands).loss)
        assert curve.tip.get_center() == pytest.approx(tip, abs=1e-6)


def test_a_long_loss_curve_keeps_to_its_losses() -> None:
    losses = 5.0 * 0.999 ** np.arange(5001)
    curve = LossCurve(losses, width=5.0, height=2.0).shift(RIGHT)
    curve.set_progress(4500.5, float(np.interp(4500.5, np.arange(5001), losses)))
    points = curve.curve.points.reshape(-1, 4, 3)
    assert len(points) <= 401
    low, high = box(curve)
    x = (points[:, 0, 0] - low[0]) / (high - low)[0] * 5000
    assert points[:, 0] == pytest.approx(curve.at(x, np.interp(x, np.arange(5001), losses)))


@pytest.mark.parametrize("kind", ["plot", "data", "classes"])
def test_a_plot_fills_a_slot_and_its_type_keeps_its_size(kind: str) -> None:
    plots = {
        "plot": lambda: Plot((0, 9), (0, 1), width=5, height=3, x_label="x", y_label="y"),
        "data": lambda: DataPlot(hubble(), width=5, height=3),
        "classes": lambda: ClassPlot(challenger(), width=5, height=3),
    }
    plot = plots[kind]()
    before = [label.height for label in plot.labels]
    plot.fill(SLOT)
    taken = plot.slot
    ends = (taken.left, taken.right, taken.bottom, taken.top)
    # what reaches beyond the axes changes a little with their length
    assert ends == pytest.approx((SLOT.left, SLOT.right, SLOT.bottom, SLOT.top), abs=0.12)
    assert [label.height for label in plot.labels] == pytest.approx(before)
    if isinstance(plot, DataPlot):
        assert plot.dots[0].get_x() == pytest.approx(plot.at(plot.sample.x[0], 0)[0], abs=1e-6)


def test_a_plot_grows_into_its_slot_and_what_is_drawn_in_it_follows(
    play: Callable[..., object],
) -> None:
    plot = DataPlot(hubble(), width=3, height=2)
    line = FitCurve(plot, LinearRegression(hubble()).predict, (0.0, 400.0))
    line.add_updater(lambda fit: fit.set_weights(fit.w))
    start = plot.slot
    seen: list[float] = []

    def construct(film: Film) -> None:
        film.add(plot, line)
        plot.area.add_updater(lambda area: seen.append(float(area.width)))
        film.play(Resize(plot, SLOT), run_time=1)

    play(construct)
    assert seen[0] < seen[len(seen) // 2] < seen[-1]
    assert plot.slot.width == pytest.approx(SLOT.width, abs=0.12)
    assert plot.slot.width > start.width + 1
    assert line.points[0] == pytest.approx(
        plot.at(plot.x_range[0], line.predict(line.w, line.x)[0])
    )


def test_a_growing_loss_curve_begins_at_ten_and_reaches_as_far_as_the_iterations() -> None:
    losses = 50 / np.arange(1.0, 1002.0)
    curve = GrowingLossCurve(losses, width=4.0, height=1.5)
    assert curve.x_range == (0.0, 10.0)
    for iteration in (4, 60, 433, 1000):
        curve.set_progress(iteration, losses[iteration])
        high = max(10.0, iteration)
        assert curve.x_range == (0.0, high)
        shown = [each for each in curve.labels if each.get_fill_opacity() == 1]
        numbers = [float(each.text) for each in shown if each.get_y() < curve.area.get_bottom()[1]]
        assert numbers
        assert max(numbers) <= high
        np.testing.assert_allclose(curve.tip.get_center(), curve.at(iteration, losses[iteration]))
