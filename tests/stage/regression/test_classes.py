"""Classes as stacked dots at their exact x; the boundary, the chances and the surprises in them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import expit

from mlcore import Dataset, challenger
from scenes.stage.look.layout import Slot
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.chances import Chances, SurpriseColumn, Ties
from scenes.stage.regression.classes import Boundary, ClassPlot, event_of, stacked
from scenes.stage.regression.fit import FitCurve

PLACES = arrays(np.float64, st.integers(0, 40), elements=st.floats(-5, 5, width=32))
WEIGHTS = st.tuples(st.floats(-30, 30), st.floats(-0.5, 0.5))
HARMLESS = 1e-9
STROKE = 0.045
"""Frame units: the width of a stroke of 4.5, as manim draws it."""


def predict(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return expit(w[0] + w[1] * np.asarray(x))


def surprise(w: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.logaddexp(0, (1 - 2 * y) * (w[0] + w[1] * x))


def two_classes(x: np.ndarray, seed: int = 0) -> Dataset:
    y = np.random.default_rng(seed).integers(0, 2, len(x)).astype(float)
    y[:2] = 0, 1
    return Dataset(x, y, classes=("no", "yes"))


DATA = {
    "flights": challenger(),
    "all at two places": two_classes(np.repeat([1.0, 2.0], 60)),
    "many": two_classes(np.random.default_rng(1).normal(size=5000)),
    "far": two_classes(1e9 + np.arange(50.0)),
}


@pytest.fixture(scope="module", params=DATA)
def plot(request: pytest.FixtureRequest) -> ClassPlot:
    return ClassPlot(DATA[request.param], width=5.0, height=4.0)


@pytest.fixture(scope="module")
def flights() -> ClassPlot:
    return ClassPlot(challenger(), width=5.0, height=4.0)


def box(plot: Plot) -> tuple[np.ndarray, np.ndarray]:
    return plot.area.points.min(axis=0), plot.area.points.max(axis=0)


# -- stacks ------------------------------------------------------------------------------------


@given(x=PLACES, size=st.floats(0.01, 3))
def test_no_two_dots_of_a_level_overlap(x: np.ndarray, size: float) -> None:
    levels = stacked(x, size)
    assert levels.shape == x.shape
    for level in range(levels.max(initial=-1) + 1):
        there = np.sort(x[levels == level])
        assert len(there)  # no level is left out
        assert (np.diff(there) >= size - HARMLESS).all()


@given(x=PLACES, size=st.floats(0.01, 3))
def test_every_dot_is_as_low_as_can_be(x: np.ndarray, size: float) -> None:
    levels = stacked(x, size)
    for place, level in zip(x, levels, strict=True):
        for below in range(level):
            assert np.abs(x[levels == below] - place).min() < size
    # and no more levels are used than dots meet at one place
    crowds = [((x <= place) & (x > place - size)).sum() for place in x]
    assert levels.max(initial=-1) + 1 == max(crowds, default=0)


# -- dots --------------------------------------------------------------------------------------


def test_every_dot_stands_at_its_x_on_its_side(plot: ClassPlot) -> None:
    rows = plot.sample
    assert len(plot.dots) == len(rows) <= 300
    centres = np.array([dot.get_center() for dot in plot.dots])
    ones = rows.y == 1
    assert centres[:, 0] == pytest.approx(plot.at(rows.x, 0)[:, 0], abs=1e-6)
    assert (centres[ones, 1] >= plot.at(0, 1)[1] - 1e-6).all()
    assert (centres[~ones, 1] <= plot.at(0, 0)[1] + 1e-6).all()
    # in either class, one dot at least stands at the very chance that the class is
    assert centres[ones, 1].min() == pytest.approx(plot.at(0, 1)[1], abs=1e-6)
    assert centres[~ones, 1].max() == pytest.approx(plot.at(0, 0)[1], abs=1e-6)


def test_no_dot_leaves_the_plot(plot: ClassPlot) -> None:
    low, high = box(plot)
    for dot in plot.dots:
        assert (dot.get_center() >= low).all()
        assert (dot.get_center() <= high).all()
        assert dot.get_bottom()[1] >= low[1] - HARMLESS
        assert dot.get_top()[1] <= high[1] + HARMLESS


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("y_range", [(-0.5, 1.5), (-1.0, 2.0), (-0.2, 4.0)])
def test_in_a_wider_range_of_y_the_dots_stack_outward_too(
    name: str, y_range: tuple[float, float]
) -> None:
    plot = ClassPlot(DATA[name], width=10.4, height=4.6, y_range=y_range)
    assert plot.y_range == y_range
    rows, centres = plot.sample, np.array([dot.get_center() for dot in plot.dots])
    ones = rows.y == 1
    never, always = (plot.at(0, y)[1] for y in (0, 1))
    low, high = (plot.at(0, y)[1] for y in (-0.2, 1.2))
    assert centres[:, 0] == pytest.approx(plot.at(rows.x, 0)[:, 0], abs=1e-6)
    assert centres[ones, 1].min() == pytest.approx(always, abs=1e-6)
    assert centres[~ones, 1].max() == pytest.approx(never, abs=1e-6)
    assert centres[:, 1].max() <= high
    assert centres[:, 1].min() >= low


def test_a_class_is_told_by_filling(plot: ClassPlot) -> None:
    for dot, y in zip(plot.dots, plot.sample.y, strict=True):
        assert (dot.get_fill_opacity() > 0.5) == (y == 1)
        assert dot.get_stroke_opacity() > 0.5


def test_dots_that_do_not_crowd_do_not_overlap(flights: ClassPlot) -> None:
    places = np.array([dot.get_center()[:2] for dot in flights.dots])
    apart = np.linalg.norm(places[:, None] - places, axis=-1) + np.eye(len(places))
    assert apart.min() >= 2 * 0.065 - 1e-6


def test_of_a_large_table_300_rows_are_shown() -> None:
    assert len(ClassPlot(DATA["many"], width=5.0, height=4.0).dots) == 300


def test_a_plot_reaches_as_far_as_it_is_asked_to() -> None:
    plot = ClassPlot(challenger(), width=10.0, height=4.0, include=(29.0,))
    assert plot.x_range[0] < 29
    assert plot.x_range[1] > 81


@pytest.mark.parametrize(
    ("classes", "event"),
    [
        (("no distress", "distress"), "distress"),
        (("0", "1"), "passed = 1"),
        (("ham", "spam"), "passed = spam"),
        ((), "passed = 1"),
    ],
)
def test_what_an_event_is_called(classes: tuple[str, str] | tuple[()], event: str) -> None:
    assert event_of(Dataset([1, 2], [0, 1], y_label="passed", classes=classes)) == event


# -- the boundary ------------------------------------------------------------------------------


@given(share=st.floats(0, 1))
def test_a_boundary_is_an_upright_at_its_x(share: float, flights: ClassPlot) -> None:
    low, high = flights.x_range
    place = min(high, low + share * (high - low))
    upright = Boundary(flights, lambda: place)
    assert upright.points[:, 0] == pytest.approx(flights.at(place, 0)[0], abs=1e-9)
    foot, top = box(flights)
    assert upright.points[:, 1].min() == pytest.approx(foot[1])
    assert top[1] - 0.2 <= upright.points[:, 1].max() <= top[1] + 0.1


@pytest.mark.parametrize("place", [-np.inf, 20.0, 90.0, 1e300, np.inf, np.nan])
def test_a_boundary_outside_is_not_seen(
    place: float, flights: ClassPlot, paint: Callable[..., np.ndarray]
) -> None:
    outside, inside = (Boundary(flights, lambda x=x: x) for x in (place, 60.0))
    assert (paint(inside) != paint()).any(axis=-1).sum() > 50
    assert np.array_equal(paint(outside), paint())
    assert len(outside.points) == len(inside.points)  # so that it can be faded


def test_a_boundary_follows_and_comes_back(flights: ClassPlot) -> None:
    places = [60.0]
    upright = Boundary(flights, lambda: places[-1])
    for place in (70.0, 200.0, 55.0):
        places.append(place)
        upright.update()
        fresh = Boundary(flights, lambda place=place: place)
        assert np.array_equal(upright.points, fresh.points)


# -- chances and surprises ---------------------------------------------------------------------


@given(w=WEIGHTS)
def test_a_stroke_is_as_long_as_the_chance_of_what_happened(
    w: tuple[float, float], flights: ClassPlot
) -> None:
    rows = flights.sample
    curve = FitCurve(flights, predict, w, samples=60)
    ends = strokes(Chances(flights, curve))
    p = predict(np.array(w), rows.x)
    chance = np.where(rows.y == 1, p, 1 - p)
    unit = flights.at(0, 1)[1] - flights.at(0, 0)[1]
    assert np.abs(ends[:, 1, 1] - ends[:, 0, 1]) / unit == pytest.approx(chance, abs=1e-9)
    # from the other class's level to the curve, where a tie to its own dot begins
    assert ends[:, 0, 1] == pytest.approx(flights.at(rows.x, 1 - rows.y)[:, 1], abs=1e-9)
    assert ends[:, 1, 1] == pytest.approx(flights.at(rows.x, p)[:, 1], abs=1e-9)
    assert ends[:, 0, 0] == pytest.approx(ends[:, 1, 0], abs=1e-9)  # upright
    ties = strokes(Ties(flights, curve))
    assert ties[:, 0] == pytest.approx(ends[:, 1], abs=1e-9)
    assert ties[:, 1, 1] == pytest.approx(flights.at(rows.x, rows.y)[:, 1], abs=1e-9)


def test_strokes_of_equal_x_stand_side_by_side_about_it(flights: ClassPlot) -> None:
    x = flights.sample.x
    shown = Chances(flights, FitCurve(flights, predict, (15.0, -0.23), samples=60))
    for _ in range(2):
        places = strokes(shown)[:, 0, 0]
        gaps = places - flights.at(x, 0)[:, 0]
        assert np.diff(np.sort(places)).min() > STROKE  # no two cover one another
        for value in np.unique(x):
            alike = np.sort(gaps[x == value])
            assert alike.mean() == pytest.approx(0, abs=1e-9)
            assert np.diff(alike) == pytest.approx(min(0.09, 0.25 / len(alike)))
        assert np.abs(gaps).max() < 0.13  # about as wide as the dot that they belong to
        shown.follow()  # once more, and they stand where they stood


def strokes(chances: Chances) -> np.ndarray:
    """Where strokes (n, 2, 3) begin and end."""
    return chances.points.reshape(-1, 4, 3)[:, [0, 3]]


@pytest.mark.parametrize("place", [50.0, 53.0, 66.5, 81.0, np.inf])
def test_strokes_are_drawn_up_to_a_place(place: float, flights: ClassPlot) -> None:
    x = flights.sample.x
    curve = FitCurve(flights, predict, (15.0, -0.23), samples=60)
    assert len(strokes(Chances(flights, curve).until(place).follow())) == (x <= place).sum()


@pytest.mark.parametrize("name", ["flights", "many"])
def test_the_column_is_as_high_as_the_mean(name: str) -> None:
    data = DATA[name]
    column = SurpriseColumn(data, surprise, (0.0, 0.0), width=1.0, height=3.0, highest=2.0)
    assert len(column.pieces) == (len(data) if name == "flights" else 1)
    for w in ((0.0, 0.0), (0.3, 0.01), (-0.4, 0.0)):
        column.set_weights(w)
        mean = surprise(np.array(w), data.x, data.y).mean()
        tops = [piece.points[:, 1].max() for piece in column.pieces]
        assert max(tops) == pytest.approx(column.at(0, mean)[1])
        feet = [piece.points[:, 1].min() for piece in column.pieces]
        assert feet[0] == pytest.approx(column.at(0, 0)[1])
        assert feet[1:] == pytest.approx(tops[:-1])  # one on top of the other


def test_the_scale_of_chances_comes_and_goes(flights: ClassPlot) -> None:
    plot = flights.copy()
    lines = list(plot.grid)
    for opacity in (0.0, 1.0):
        plot.show_scale(opacity)
        assert [line.get_stroke_opacity() for line in lines] == [opacity] * len(lines)
        assert plot.names[0].get_fill_opacity() == opacity
        assert plot.dots[0].get_stroke_opacity() > 0.5


def test_the_name_of_the_scale_may_stay(flights: ClassPlot) -> None:
    plot = flights.copy().show_scale(0.0, named=1.0)
    assert {line.get_stroke_opacity() for line in plot.grid} == {0.0}
    assert plot.names[0].get_fill_opacity() == 1.0


def test_every_dot_keeps_its_level_wherever_the_plot_stands() -> None:
    plot = ClassPlot(challenger(), width=10.0, height=4.0, dot_radius=0.13)

    def levels() -> np.ndarray:
        """The dots' levels, in steps from where their class is."""
        away = np.abs([dot.get_center()[1] for dot in plot.dots] - plot.at(0, plot.sample.y)[:, 1])
        rows = [plot.sample.y == value for value in (0, 1)]
        steps = [away[each & (away > 1e-6)].min() for each in rows]
        return np.round(away / np.where(rows[0], *steps)).astype(int)

    before = levels()
    assert before.max() > 1
    plot.fill(Slot(0, 4, 0, 2))
    assert np.array_equal(levels(), before)
    plot.x_range = (50.0, 85.0)
    plot.lay_out()
    assert np.array_equal(levels(), before)


def test_dots_shrink_with_their_plot_and_grow_again() -> None:
    plot = ClassPlot(challenger(), width=10.0, height=4.0, dot_radius=0.13)
    size, slot = float(plot.dots[0].width), plot.slot
    plot.fill(Slot(0, 4, 0, 2))
    assert 0.45 * size < float(plot.dots[0].width) < 0.8 * size
    plot.fill(slot)
    assert float(plot.dots[0].width) == pytest.approx(size, rel=1e-6)


def test_all_but_the_names_of_the_classes_fits_into_a_slot(flights: ClassPlot) -> None:
    slot = Slot(-6.6, -3.1, -0.8, 3.0)
    flights.fill(flights.unnamed(slot))
    ends = [float(each.get_right()[0]) for each in (flights.area, flights.labels)]
    assert max(ends) == pytest.approx(slot.right, abs=0.06)
    assert flights.area.get_right()[0] <= slot.right
    assert flights.class_names.get_right()[0] > slot.right + 0.5
    assert flights.slot.left == pytest.approx(slot.left, abs=1e-6)
