"""A lens shows what is under its ring, where it belongs, and nothing outside of its disc."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import ManimColor

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.plot import Plot

RADIUS, PLACE = 2.0, np.array([4.0, 0.5, 0.0])
ZOOMS = st.floats(-0.2, 5.0)
CENTRES = st.tuples(st.floats(0.2, 1.8), st.floats(1.0, 18.0))


def curve(x: np.ndarray) -> np.ndarray:
    return 4.9 * x**2


def look(*things: Any, plot: Plot | None = None) -> Lens:
    where = plot or Plot((0.0, 2.0), (0.0, 20.0), width=6.0, height=5.0).fill(Slot(-6, 1, -3, 3))
    return Lens(where, things, place=PLACE, radius=RADIUS, at=(1.0, 4.9), widest=0.4)


def turned(lens: Lens, centre: tuple[float, float], closer: float, opened: float = 1.0) -> Lens:
    lens.set_dials(x=centre[0], y=centre[1], closer=closer, open=opened)
    return lens.follow()


LENS = look(Graph(curve, "#FFFFFF"), Stroke(lambda: [(-9.0, -40.0), (9.0, 55.0)], "#FFFFFF"))
NUMBERS = look()


def numbers_seen(lens: Lens) -> list[LiveNumber]:
    return [each for axis in lens.numbers for each in axis if each.get_fill_opacity() > 0.05]


def box(number: LiveNumber) -> tuple[np.ndarray, np.ndarray]:
    points = number.points[8:, :2]
    return points.min(axis=0), points.max(axis=0)


@given(
    centre=CENTRES,
    closer=ZOOMS,
    opened=st.floats(0.05, 1),
    angle=st.floats(0, 6.3),
    far=st.floats(0, 0.9),
)
def test_a_point_under_the_ring_stands_at_its_place_of_the_disc(
    centre: tuple[float, float], closer: float, opened: float, angle: float, far: float
) -> None:
    plot = NUMBERS.plot
    ring = plot.at(*centre)
    radius = 0.4 * 10**-closer * (plot.at(1, 0) - plot.at(0, 0))[0]
    under = ring + far * radius * np.array([np.cos(angle), np.sin(angle), 0.0])
    low, high = plot.area.points.min(axis=0), plot.area.points.max(axis=0)
    x, y = ((under - low)[:2] / (high - low)[:2]) * [2.0, 20.0]
    lens = turned(NUMBERS, centre, closer, opened)
    disc = lens.disc
    spot = Spot(lambda: (x, y), "#FFFFFF", 1e-3 * disc.radius)
    spot.draw(disc)
    size = (lens.rim.points[:, 0].max() - lens.rim.points[:, 0].min()) / 2
    middle = (lens.rim.points.max(axis=0) + lens.rim.points.min(axis=0)) / 2
    assert size == pytest.approx(radius ** (1 - opened) * RADIUS**opened, rel=1e-3)
    assert middle == pytest.approx((1 - opened) * ring + opened * PLACE, abs=1e-6)
    expected = middle + (under - ring) / radius * size
    assert spot.get_center() == pytest.approx(expected, abs=1e-4)
    assert lens.magnification == pytest.approx(size / radius, rel=1e-3)


@given(centre=CENTRES, closer=ZOOMS, opened=st.floats(0.05, 1))
def test_nothing_is_drawn_outside_of_the_disc(
    centre: tuple[float, float], closer: float, opened: float
) -> None:
    lens = turned(LENS, centre, closer, opened)
    disc = lens.disc
    for each in (*lens.things, *lens.lines, lens.zeros):
        far = np.linalg.norm(each.points - disc.place, axis=1)
        assert far.max(initial=0.0) <= disc.radius * (1 + 1e-9)
    if opened > 0.9:
        assert len(lens.lines[0].points) > 0


def test_the_closer_it_looks_the_straighter_the_curve() -> None:
    bends = []
    for closer in (0.0, 1.0, 2.0, 3.0):
        drawn = turned(LENS, (1.0, 4.9), closer).things[0].points[:, :2]
        start, end = drawn[0], drawn[-1]
        way = (end - start) / np.linalg.norm(end - start)
        assert np.linalg.norm(end - start) > 1.9 * RADIUS  # right across
        away = drawn - start
        bends.append(np.abs(away[:, 0] * way[1] - away[:, 1] * way[0]).max())
    assert np.array(bends[:-1]) / bends[1:] == pytest.approx(10.0, rel=0.05)
    assert bends[0] > 0.05 * RADIUS
    assert bends[-1] < 1e-4 * RADIUS


def test_it_comes_out_of_what_it_looks_at() -> None:
    plot = LENS.plot
    lens = turned(LENS, (1.0, 4.9), 0.0, 0.0)
    assert lens.magnification == pytest.approx(1.0)
    drawn = lens.things[0].points
    low, high = plot.area.points.min(axis=0), plot.area.points.max(axis=0)
    x, y = ((drawn - low)[:, :2] / (high - low)[:2] * [2.0, 20.0]).T
    assert y[::4] == pytest.approx(curve(x[::4]), abs=1e-4)
    assert lens.rim.get_stroke_opacity() == 0


@given(centre=CENTRES, closer=ZOOMS)
def test_numbers_stand_at_their_ticks_outside_of_the_rim_and_apart(
    centre: tuple[float, float], closer: float
) -> None:
    lens = turned(NUMBERS, centre, closer)
    scale = RADIUS / (0.4 * 10**-closer)
    steep = (lens.plot.at(0, 1) - lens.plot.at(0, 0))[1] / (
        lens.plot.at(1, 0) - lens.plot.at(0, 0)
    )[0]
    seen = numbers_seen(lens)
    for number in seen:
        low, high = box(number)
        axis = ("x-tick", "y-tick").index(number.of)
        value = float(number.text.replace("−", "-"))
        along = (value - centre[axis]) * (scale, scale * steep)[axis]
        assert (low + high)[axis] / 2 == pytest.approx(PLACE[axis] + along, abs=0.03)
        nearest = np.clip(PLACE[:2], low, high)
        assert np.linalg.norm(nearest - PLACE[:2]) > RADIUS + 0.03
        assert abs(number.value - value) <= 1e-9 * max(1, abs(value))  # no figure is cut off
    for one, other in combinations(map(box, seen), 2):
        apart = np.maximum(one[0] - other[1], other[0] - one[1])
        assert apart.max() > 0.02


def test_there_are_numbers_at_any_closeness() -> None:
    zooms = np.linspace(0, 5, 301)
    counts = np.array(
        [
            [sum(each.of == name for each in numbers_seen(turned(NUMBERS, (1.0, 4.9), closer)))]
            for name in ("x-tick", "y-tick")
            for closer in zooms
        ]
    )
    assert counts.min() >= 1
    assert counts.mean() > 2


def test_numbers_come_and_go_softly() -> None:
    before: dict[tuple[str, str], float] = {}
    for closer in np.linspace(0.5, 1.5, 501):  # a decade, and all decades are alike
        lens = turned(NUMBERS, (1.0, 4.9), closer)
        now = {(each.of, each.text): float(each.get_fill_opacity()) for each in numbers_seen(lens)}
        limits = {"x-tick": 0.76, "y-tick": 0.66}
        for key in now.keys() | before.keys():
            if before and abs(now.get(key, 0.0) - before.get(key, 0.0)) > 0.2:
                value = float(key[1].replace("−", "-"))
                axis = ("x-tick", "y-tick").index(key[0])
                share = abs(value - (1.0, 4.9)[axis]) / lens.disc.half[axis]
                assert share > limits[key[0]]  # it is carried over the end of the scale
        before = now


def test_what_joins_it_to_the_ring_touches_both() -> None:
    lens = turned(LENS, (0.6, 6.0), 1.0)
    ring = lens.plot.at(0.6, 6.0)
    strokes = lens.joins.points.reshape(-1, 4, 3)[:, [0, 3]]
    assert len(strokes) == 2
    size = (lens.ring.points[:, 0].max() - lens.ring.points[:, 0].min()) / 2
    for start, end in strokes:
        assert np.linalg.norm(start - ring) == pytest.approx(size)
        assert np.linalg.norm(end - PLACE) == pytest.approx(RADIUS)
        assert (end - start) @ (start - ring) == pytest.approx(0, abs=1e-9)
        assert (end - start) @ (end - PLACE) == pytest.approx(0, abs=1e-9)
    wide = turned(LENS, (1.0, 4.9), -0.9)
    assert len(wide.joins.points) == 0  # one circle lies in the other


@given(centre=CENTRES, closer=ZOOMS, across=st.floats(-0.6, 0.6), up=st.floats(-0.6, 0.6))
def test_one_that_widens_keeps_heights(
    centre: tuple[float, float], closer: float, across: float, up: float
) -> None:
    lens = Lens(NUMBERS.plot, [], place=PLACE, radius=RADIUS, at=centre, widest=0.4, widens=True)
    turned(lens, centre, closer)
    x = centre[0] + across * 0.4 * 10**-closer
    tall = (lens.plot.at(0, 1) - lens.plot.at(0, 0))[1]
    seen = lens.disc.at(x, centre[1] + up)
    assert seen == pytest.approx(PLACE + np.array([across * RADIUS, up * tall, 0.0]), abs=1e-6)
    assert lens.ring.height == pytest.approx(2 * RADIUS, rel=1e-3)
    assert lens.ring.get_center() == pytest.approx(lens.plot.at(*centre), abs=1e-6)
    strokes = lens.joins.points.reshape(-1, 4, 3)[:, [0, 3]]
    up_to_rim = np.array([0.0, RADIUS, 0.0])
    for (start, end), side in zip(strokes, (-1, 1), strict=True):
        assert start == pytest.approx(lens.plot.at(*centre) + side * up_to_rim, abs=1e-6)
        assert end == pytest.approx(PLACE + side * up_to_rim, abs=1e-6)


def test_a_ring_too_small_to_be_seen_is_drawn_larger() -> None:
    lens = turned(LENS, (1.0, 4.9), 4.0)
    assert 0.15 < lens.ring.width < 0.3
    assert lens.ring.get_center() == pytest.approx(lens.plot.at(1.0, 4.9))


def test_it_follows_the_plot_and_what_it_tracks() -> None:
    place = [0.5]
    lens = look(Graph(curve, "#FFFFFF")).track(lambda: (place[0], 4.9 * place[0] ** 2))
    lens.set_dials(open=1.0)
    for x in (0.5, 1.4):
        place[0] = x
        lens.plot.fill(Slot(-6, x, -3, 3))
        lens.update()
        assert lens.ring.get_center() == pytest.approx(lens.plot.at(x, 4.9 * x**2), abs=1e-6)
        gaps = np.linalg.norm(lens.things[0].points - PLACE, axis=1)
        assert gaps.min() < 0.05  # the curve goes through the middle


def test_nothing_of_it_is_seen_until_it_opens() -> None:
    lens = look(Graph(curve, "#FFFFFF"))
    for opened, seen in ((0.0, False), (1.0, True)):
        lens.set_dials(open=opened).update()
        for each in (lens.rim, lens.zeros, *lens.lines[:1], *lens.things):
            assert (each.get_stroke_opacity() > 0) == seen
        assert (lens.ground.get_fill_opacity() > 0) == seen


@pytest.mark.parametrize("name", ["dark", "light"])
def test_what_is_painted_in_either_theme(
    name: str, paint: Callable[..., np.ndarray], configured: Callable[..., Any]
) -> None:
    with configured("theme", name=name):
        lens = look(Graph(curve, theme().prediction, 6.0))
        turned(lens, (1.0, 4.9), 2.0)
        lens.remove(lens.joins, lens.ring, lens.rim, lens.told, *lens.numbers)
        pixels = paint(lens).astype(float)[..., :3]
        panel, stroke = (
            255 * np.array(ManimColor(each).to_rgb())
            for each in (theme().panel, theme().prediction)
        )
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    x, y = (columns + 0.5 - 160) / 22.5, (90 - rows - 0.5) / 22.5
    far = np.hypot(x - PLACE[0], y - PLACE[1])
    assert (pixels[far > RADIUS + 0.1] == 0).all()  # black is what it is painted on
    slope = 4.9 * 2 * (lens.plot.at(0, 1) - lens.plot.at(0, 0))[1]
    slope /= (lens.plot.at(1, 0) - lens.plot.at(0, 0))[0]
    off = np.abs((y - PLACE[1]) - slope * (x - PLACE[0])) / np.hypot(1, slope)
    on_line = pixels[(off < 0.01) & (far < RADIUS - 0.2)]
    assert len(on_line) > 3
    assert np.abs(on_line - stroke).max() < 60
    beside = np.median(pixels[(off > 0.15) & (far < RADIUS - 0.2)], axis=0)
    assert np.abs(beside - panel).max() < 12


def test_its_dials_animate_and_its_copies_share_the_plot(play: Callable[..., Any]) -> None:
    from scenes.stage.motion.dials import Turn

    lens = look(Graph(curve, "#FFFFFF"))
    assert lens.copy().plot is lens.plot

    def zoom(film: Any) -> None:
        film.add(lens.plot, lens)
        film.play(Turn(lens, open=1.0, closer=2.0, x=1.2), run_time=0.6)

    play(zoom)
    assert (lens.open, lens.closer, lens.x) == (1.0, 2.0, 1.2)
    assert lens.reach == pytest.approx(0.004)
    assert lens.number.value == pytest.approx(lens.magnification)


def test_of_a_lens_that_lies_on_its_ring_nothing_is_seen() -> None:
    lens = turned(look(Graph(curve, "#FFFFFF")), (1.0, 4.9), 1.0, 0.0)
    assert all(len(each.points) == 0 for each in (*lens.things, *lens.lines, lens.zeros))
    assert len(turned(lens, (1.0, 4.9), 1.0, 0.5).things[0].points) > 0
