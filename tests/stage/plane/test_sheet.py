"""A sheet's points stand where mlcore's map puts them; in a lens it is straight."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import ManimColor, linear

from mlcore import Mapping
from scenes.stage.look.layout import Slot
from scenes.stage.look.resizing import Resize
from scenes.stage.look.theme import theme
from scenes.stage.plane.bending import Bending
from scenes.stage.plane.drawn import Disc, WholePlot
from scenes.stage.plane.figures import winking_cat
from scenes.stage.plane.on_a_sheet import Arrow, Lattice, Legs, Markings, Patch, Tiles, Way
from scenes.stage.plane.plane import Plane
from scenes.stage.plane.sheet import Sheet
from scenes.stage.plane.sheet_lens import SheetLens

BEND = Mapping(lambda x, y: (2 * x * y, x**2 * y), lambda x, y: ((2 * y, 2 * x), (2 * x * y, x**2)))
AGAIN = Mapping(lambda u, v: (u + v**2 / 4, v + u**2 / 8), lambda u, v: ((1, v / 2), (u / 4, 1)))
SLOT = Slot(-6.0, 2.0, -3.0, 3.0)
HERE = np.array([0.9, 0.7])
SHARES = [0.0, 0.3, 1.0, 1.5, 2.0]


@pytest.fixture
def plane() -> Plane:
    return Plane((-4.0, 4.0, -3.0, 3.5), SLOT)


@pytest.fixture
def sheet(plane: Plane) -> Sheet:
    maps = (BEND, AGAIN.after(BEND))
    return Sheet(plane, maps, (-1.6, 1.6), (-1.2, 1.2), step=0.2, figure=winking_cat())


def where_mlcore_puts(points: np.ndarray, share: float) -> np.ndarray:
    once, twice = BEND(points), AGAIN(BEND(points))
    if share <= 1:
        return (1 - share) * points + share * once
    return (2 - share) * once + (share - 1) * twice


def in_the_frame(plane: Plane, points: np.ndarray) -> np.ndarray:
    """By the middle of the box and the one scale of both axes."""
    unit = min(8.0 / 8.0, 6.0 / 6.5)
    return np.array([-2.0, 0.0]) + unit * (points - [0.0, 0.25])


@pytest.mark.parametrize("share", SHARES)
def test_every_point_stands_where_the_map_puts_it(plane: Plane, sheet: Sheet, share: float) -> None:
    sheet.set_dials(bent=share).update()
    points = np.random.default_rng(1).uniform((-1.6, -1.2), (1.6, 1.2), (40, 2))
    there = in_the_frame(plane, where_mlcore_puts(points, share))
    assert sheet.at(points)[:, :2] == pytest.approx(there)
    figure = np.concatenate([line[:-1] for line in winking_cat()])
    drawn = sheet.figure.points[::4, :2]
    assert drawn == pytest.approx(in_the_frame(plane, where_mlcore_puts(figure, share)))
    corner = in_the_frame(plane, where_mlcore_puts(np.array([[-1.6, -1.2]]), share))
    assert sheet.rim.points[0, :2] == pytest.approx(corner[0])


@pytest.mark.parametrize("share", SHARES)
def test_slopes_while_it_is_bent_are_those_of_what_it_does(share: float) -> None:
    bending = Bending((BEND, AGAIN.after(BEND)), lambda: share)
    step = 1e-6
    columns = [(bending(HERE + d) - bending(HERE - d)) / (2 * step) for d in step * np.eye(2)]
    assert bending.slopes(HERE) == pytest.approx(np.stack(columns, axis=-1), abs=1e-7)
    many = np.random.default_rng(0).normal(size=(3, 4, 2))
    assert bending.slopes(many)[1, 2] == pytest.approx(bending.slopes(many[1, 2]))


def test_it_follows_its_plane(plane: Plane, sheet: Sheet) -> None:
    sheet.set_dials(bent=1.0)
    for slot in (SLOT, Slot(0.0, 4.0, -1.0, 2.0)):
        plane.fill(slot)
        sheet.update()
        assert sheet.rim.points[0] == pytest.approx(sheet.at(np.array([-1.6, -1.2])))


def inside(point: np.ndarray, outlines: np.ndarray) -> bool:
    """Whether outlines, of straight strokes, go around a point."""
    start, end = outlines[::4, :2] - point, outlines[3::4, :2] - point
    cross = start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0]
    turns = np.arctan2(cross, (start * end).sum(axis=1)).sum() / (2 * np.pi)
    return abs(turns) > 0.5


@pytest.mark.parametrize("point", [(0.9, 0.7), (-0.9, 0.7), (0.9, -0.7), (-0.9, -0.7)])
def test_its_back_is_seen_where_the_determinant_is_negative(
    sheet: Sheet, point: tuple[float, float]
) -> None:
    sheet.set_dials(bent=1.0).update()
    there = sheet.at(np.array(point))[:2]
    assert inside(there, sheet.back.points) == (point[1] > 0)
    assert inside(there, sheet.front.points) == (point[1] < 0)
    sheet.set_dials(bent=0.0).update()
    assert inside(sheet.at(np.array(point))[:2], sheet.front.points)
    assert len(sheet.back.points) == 0


def test_the_cat_winks_with_one_eye_and_is_all_on_the_sheet() -> None:
    points = np.concatenate(winking_cat())
    assert (np.abs(points) < [1.6, 1.2]).all()
    mirrored = points * [-1, 1]
    apart = np.linalg.norm(points[:, None] - mirrored[None], axis=-1).min(axis=1)
    assert apart.max() > 0.05


# -- under a lens -----------------------------------------------------------------------------


def disc(bending: Bending, scale: float, radius: float = 2.0) -> Disc:
    return Disc(bending(HERE), np.array([scale, scale]), np.array([3.0, 1.0, 0.0]), radius)


@pytest.fixture
def bent() -> Bending:
    return Bending((BEND,), lambda: 1.0)


def test_arrows_are_the_columns(bent: Bending) -> None:
    window = disc(bent, 600.0)
    for axis in (0, 1):
        arrow = Arrow(bent, lambda: HERE, axis, 0.001, theme().w0)
        arrow.set_dials(grown=1.0).draw(window)
        tip = arrow.points[3, :2] - window.place[:2]
        assert tip == pytest.approx(0.6 * BEND.jacobian(HERE)[:, axis])
        arrow.set_dials(grown=0.5).draw(window)
        assert arrow.points[3, :2] - window.place[:2] == pytest.approx(tip / 2)


def test_legs_go_right_and_then_up_with_a_stroke_a_unit(bent: Bending) -> None:
    arrow = Arrow(bent, lambda: np.array([1.0, 1.0]), 0, 0.001, theme().w0)
    legs = Legs(arrow)
    legs.set_dials(shown=1.0).draw(
        Disc(bent((1.0, 1.0)), np.array([300.0, 300.0]), np.zeros(3), 2.0)
    )
    strokes = legs.points.reshape(-1, 4, 3)[:, [0, 3], :2]
    assert strokes[:2] == pytest.approx(
        np.array([[[0, 0], [0.6, 0]], [[0.6, 0], [0.6, 0.6]]]), abs=1e-9
    )
    assert len(strokes) == 2 + 2 + 2  # a column (2, 2)
    assert legs.get_stroke_opacity() == 1.0


def test_a_small_square_has_grown_by_the_determinant(bent: Bending) -> None:
    patch = Patch(bent, lambda: HERE, 0.001)
    assert patch.area == pytest.approx(abs(np.linalg.det(BEND.jacobian(HERE))), rel=3e-3)
    flat = Patch(Bending((BEND,), lambda: 0.0), lambda: HERE, 0.001)
    assert flat.area == pytest.approx(1.0)
    patch.set_dials(shown=1.0, right=1.0).draw(disc(bent, 600.0))
    corner = disc(bent, 600.0).at(*BEND(HERE + np.array([0.001, 0.0])))
    assert patch.points[0] == pytest.approx(corner)


@pytest.mark.parametrize("scale", [300.0, 3000.0])
def test_nothing_leaves_the_disc(bent: Bending, sheet: Sheet, scale: float) -> None:
    window = disc(bent, scale)
    sheet.set_dials(bent=1.0)
    patch = Patch(bent, lambda: HERE, 0.001).set_dials(shown=1.0)
    things = [
        patch,
        Arrow(bent, lambda: HERE, 1, 0.001, theme().w1).set_dials(grown=1.0),
        Markings(bent, winking_cat(), theme().data),
        *(Lattice(sheet, lambda: HERE, k, (0.01, 0.001)) for k in (0, 1)),
    ]
    for thing in things:
        thing.draw(window)
        away = np.linalg.norm((thing.points - window.place)[:, :2], axis=1)
        assert away.max(initial=0.0) <= window.radius + 1e-9
    assert len(patch.points) > 0


def straightness(points: np.ndarray) -> float:
    """How far the strokes' middles are off the straight lines that fit all of one line best."""
    starts, ends = points[::4, :2], points[3::4, :2]
    breaks = 1 + np.flatnonzero(np.linalg.norm(starts[1:] - ends[:-1], axis=1) > 1e-9)
    off = 0.0
    for line in np.split(np.arange(len(starts)), breaks):
        if len(line) < 3:
            continue
        places = np.concatenate([starts[line], ends[line[-1:]]])
        away = places - places.mean(axis=0)
        off = max(off, float(np.abs(away @ np.linalg.svd(away)[2][1]).max()))
    return off


def test_the_closer_the_straighter(sheet: Sheet) -> None:
    sheet.set_dials(bent=1.0)
    lattice = Lattice(sheet, lambda: HERE, 1, (0.2, 0.1, 0.05, 0.01, 0.005, 0.001))
    off = []
    for scale in (2.0, 20.0, 200.0):
        lattice.draw(disc(sheet.bending, scale))
        assert len(lattice.points) > 40
        off.append(straightness(lattice.points))
    assert off[0] > 0.1
    assert off[1] < off[0] / 4
    assert off[2] < off[1] / 4
    assert off[2] < 0.01


@pytest.mark.parametrize("axis", [0, 1])
def test_its_lines_go_along_the_other_column(sheet: Sheet, axis: int) -> None:
    sheet.set_dials(bent=1.0)
    lattice = Lattice(sheet, lambda: HERE, axis, (0.2, 0.01, 0.001))
    lattice.draw(disc(sheet.bending, 600.0))
    along = BEND.jacobian(HERE)[:, 1 - axis]
    ways = (lattice.points[3::4] - lattice.points[::4])[:, :2]
    ways = ways[np.linalg.norm(ways, axis=1) > 1e-6]
    sines = (ways[:, 0] * along[1] - ways[:, 1] * along[0]) / np.linalg.norm(along)
    assert np.abs(sines / np.linalg.norm(ways, axis=1)).max() < 0.02


def test_there_are_no_lines_beyond_the_edge(plane: Plane, sheet: Sheet) -> None:
    edge = np.array([1.55, 1.15])
    for axis in (0, 1):
        lattice = Lattice(sheet, lambda: edge, axis, (0.2, 0.05))
        lattice.draw(Disc(edge, np.array([8.0, 8.0]), np.zeros(3), 2.0))
        places = lattice.points[:, :2] / 8.0 + edge
        assert (places <= np.array([1.6, 1.2]) + 1e-9).all()


def test_finer_lines_come_in_as_there_is_room(sheet: Sheet) -> None:
    """Flat, and 0.1 apart: at a scale of 2.3 they are 0.23 of the frame apart, half way in."""
    steady, coming = (
        Lattice(sheet, lambda: np.zeros(2), 0, (0.2, 0.1), new) for new in (False, True)
    )
    for lattice in (steady, coming):
        lattice.draw(Disc(np.zeros(2), np.array([2.3, 2.3]), np.zeros(3), 1.5))
    assert coming.get_stroke_opacity() == pytest.approx(0.75 * 0.5)
    assert steady.get_stroke_opacity() == pytest.approx(0.75)
    columns = [np.unique(each.points[:, 0].round(6)) / 2.3 for each in (steady, coming)]
    assert np.unique((columns[0] / 0.2).round(6) % 1) == pytest.approx([0.0])
    assert np.unique((columns[1] / 0.1).round(6) % 2) == pytest.approx([1.0])


def test_a_drawing_is_looked_at_only_near_the_point(bent: Bending) -> None:
    """Everything on the axes is at the origin: the lens shows what is near on the sheet."""
    lines = [np.linspace((-0.01, 0.5), (0.01, 0.5), 8), np.linspace((1.0, 0.001), (1.0, 0.002), 8)]
    window = Disc(np.zeros(2), np.array([100.0, 100.0]), np.zeros(3), 2.0)
    here: Callable[[], Any] = lambda: (1.0, 0.0)  # noqa: E731
    near = Markings(bent, lines, theme().data, where=here, within=0.4)
    everything = Markings(bent, lines, theme().data)
    near.draw(window)
    everything.draw(window)
    assert len(near.points) == 4 * 7
    assert len(everything.points) == 2 * 4 * 7


def test_in_a_plane_a_drawing_is_where_the_sheet_is(plane: Plane, sheet: Sheet) -> None:
    sheet.set_dials(bent=1.0)
    line = np.linspace((0.2, 0.3), (0.8, 0.9), 9)
    marks = Markings(sheet.bending, [line], theme().minimum)
    marks.draw(WholePlot(plane))
    assert marks.points[::4] == pytest.approx(sheet.at(line[:-1]))


def test_a_lens_shows_the_side_that_is_seen(sheet: Sheet) -> None:
    sheet.set_dials(bent=1.0)
    points = {"back": (0.9, 0.9), "front": (0.9, -0.9), "neither": (0.9, 0.0)}
    shades = {}
    for side, point in points.items():
        lens = SheetLens(
            sheet, lambda p=point: np.array(p), step=0.001, place=(4, 0), radius=2.0, widest=1.0
        )
        lens.set_dials(open=1.0, closer=2.5).update()
        shades[side] = lens.ground.get_fill_color().to_hex()
        assert (lens.x, lens.y) == pytest.approx(tuple(BEND(point)))
    assert shades["neither"].upper() == theme().panel
    for side, part in (("back", sheet.back), ("front", sheet.front)):
        panel, full, seen = (
            np.array(ManimColor(each).to_rgb())
            for each in (theme().panel, part.get_fill_color(), shades[side])
        )
        assert seen == pytest.approx(panel + 0.6 * (full - panel), abs=0.01)


def test_legs_in_a_lens_follow_its_arrows(sheet: Sheet) -> None:
    sheet.set_dials(bent=1.0)
    lens = SheetLens(sheet, lambda: HERE, step=0.001, place=(4, 0), radius=2.0, widest=1.0)
    assert [legs.arrow for legs in lens.legs] == lens.arrows
    assert {legs.get_stroke_color().to_hex() for legs in lens.legs} == {
        theme().w0.upper(),
        theme().w1.upper(),
    }


def test_a_lens_may_go_without_numbers(sheet: Sheet) -> None:
    options: dict[str, Any] = {"step": 0.001, "place": (4, 0), "radius": 2.0, "widest": 1.0}
    with_numbers = SheetLens(sheet, lambda: HERE, **options)
    without = SheetLens(sheet, lambda: HERE, **options, told=False)
    assert len(with_numbers.get_family()) > len(without.get_family()) + 8
    without.set_dials(open=1.0).update()


def test_tiles_are_the_columns_at_many_places(bent: Bending) -> None:
    places = np.array([[0.4, 0.6], [-1.0, 0.2], [0.0, 0.5]])
    window = Disc(np.zeros(2), np.array([2.0, 2.0]), np.zeros(3), 50.0)
    whole = Tiles(bent, places, 0.2, theme().ink).set_dials(grown=0.5)
    whole.draw(window)
    corners = whole.points[::4, :2].reshape(3, 4, 2) / 2
    for corner, place in zip(corners, places, strict=True):
        one, other = 0.1 * BEND.jacobian(place).T
        assert corner == pytest.approx(BEND(place) + np.array([0 * one, one, one + other, other]))
    for axis in (0, 1):
        tiles = Tiles(bent, places, 0.2, theme().w0, axis).set_dials(grown=1.0)
        tiles.draw(window)
        shafts = tiles.points.reshape(-1, 3, 4, 3)[:, 0]
        ways = (shafts[:, 3] - shafts[:, 0])[:, :2] / 2
        columns = 0.2 * BEND.jacobian(places)[..., axis]
        seen = np.linalg.norm(columns, axis=-1) > 0
        assert ways == pytest.approx(columns[seen])
    tiles.set_dials(grown=0.0).draw(window)
    assert len(tiles.points) == 0


def test_a_sheet_follows_maps_that_change(plane: Plane) -> None:
    turned = Mapping(lambda x, y: (-y, x), lambda x, y: ((0, -1), (1, 0)))
    maps = [BEND]
    sheet = Sheet(plane, lambda: maps, (-1.6, 1.6), (-1.2, 1.2), step=0.2).set_dials(bent=1.0)
    sheet.update()
    maps[0] = turned
    sheet.update()
    assert sheet.rim.points[0, :2] == pytest.approx(in_the_frame(plane, np.array([1.2, -1.6])))


# -- its plane ---------------------------------------------------------------------------------


def test_a_plane_has_one_scale_and_shows_its_box(plane: Plane) -> None:
    for slot in (SLOT, Slot(-1.0, 6.0, -2.0, 0.0)):
        plane.fill(slot)
        one, x, y = plane.at([0, 1, 0], [0, 0, 1])
        assert x[0] - one[0] == pytest.approx(y[1] - one[1]) == pytest.approx(plane.unit)
        low, high = plane.at([-4.0, 4.0], [-3.0, 3.5])
        assert slot.left - 1e-9 <= low[0] <= high[0] <= slot.right + 1e-9
        assert slot.bottom - 1e-9 <= low[1] <= high[1] <= slot.top + 1e-9
        assert plane.slot == slot


def test_a_plane_steps_back_evenly(plane: Plane) -> None:
    move = plane.to((-8.0, 8.0, -6.0, 7.0))
    move.rate_func = linear
    move.begin()
    move.interpolate(0.5)
    plane.update()
    assert (plane.left, plane.high) == pytest.approx((-6.0, 5.25))
    assert plane.at(0.0, 0.375)[:2] == pytest.approx((-2.0, 0.0))


def test_a_plane_can_be_resized(plane: Plane) -> None:
    goal = Slot(0.0, 4.0, -1.0, 2.0)
    move = Resize(plane, goal)
    move.begin()
    move.interpolate(1.0)
    assert plane.slot == goal


def test_axes_cross_at_the_origin_with_a_stroke_at_every_whole_number(
    plane: Plane, sheet: Sheet
) -> None:
    strokes = sheet.axes.points.reshape(-1, 4, 3)[:, [0, 3], :2]
    origin = plane.at(0.0, 0.0)[:2]
    assert strokes[0][:, 1] == pytest.approx(origin[1])
    middles = strokes.mean(axis=1)
    on_x = middles[np.abs(middles[:, 1] - origin[1]) < 1e-9][1:]
    counts = (on_x[:, 0] - origin[0]) / plane.unit
    assert counts == pytest.approx(np.round(counts))
    assert {1, 2, 3, -1, -2, -3} <= set(np.round(counts))
    assert sheet.submobjects.index(sheet.axes) > sheet.submobjects.index(sheet.figure)
    for one, place in zip(sheet.ones, ((1, 0), (0, 1)), strict=True):
        assert one.text == "1"
        assert np.linalg.norm(one.get_center() - plane.at(*place)) < 0.3


@pytest.mark.parametrize("straight", [False, True])
def test_a_way_goes_where_the_sheet_or_its_slopes_take_a_step(straight: bool) -> None:
    step = np.array([0.2, 0.1])
    way = Way(Bending([BEND], lambda: 1.0), lambda: HERE, lambda: step, "#fff", straight=straight)
    way.set_dials(grown=1.0)
    there = BEND(HERE) + BEND.jacobian(HERE) @ step if straight else BEND(HERE + step)
    assert way.places[0] == pytest.approx(BEND(HERE))
    assert way.places[-1] == pytest.approx(there)
    assert np.linalg.norm(BEND.remainder(HERE, step)) > 0.01
    way.draw(Disc(BEND(HERE), np.ones(2), np.zeros(3), 5.0))
    assert way.points[-1, :2] == pytest.approx(there - BEND(HERE))


def test_a_lens_moves_aside(sheet: Sheet) -> None:
    lens = SheetLens(sheet, lambda: HERE, step=0.001, place=(4.0, 1.0), radius=2.0, widest=1.0)
    lens.set_dials(open=1.0, aside=-5.0)
    assert lens.disc.place == pytest.approx([-1.0, 1.0, 0.0])
    lens.set_dials(open=0.0)
    assert lens.disc.place == pytest.approx(sheet.at(HERE))


def test_in_a_lens_a_square_is_as_strong_as_it_says(sheet: Sheet) -> None:
    lens = SheetLens(sheet, lambda: HERE, step=0.001, place=(4.0, 1.0), radius=2.0, widest=1.0)
    lens.patch.set_dials(shown=0.5)
    for _ in range(2):  # and stays so
        lens.set_dials(open=1.0, closer=2.4).update()
        assert lens.patch.get_stroke_opacity() == pytest.approx(0.5)
    lens.set_dials(open=0.06).update()
    assert lens.patch.get_stroke_opacity() == pytest.approx(0.25)
