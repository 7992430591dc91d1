"""Contours, arrows, streamlines and polar plots stand where their numbers say."""

import numpy as np
import pytest
from manim import ValueTracker
from manim.utils.color import ManimColor

from mlcore import Function, streamline
from scenes.stage.look.theme import DARK, LIGHT
from scenes.stage.plane.arrows import Arrow2D, RightAngle, Shadow
from scenes.stage.plane.contours import Contours
from scenes.stage.plane.field import FieldArrows, LengthScale, Streamlines, length_shades
from scenes.stage.plane.plot import Plot
from scenes.stage.plane.polar import PolarPlot, Rose

BOWL = Function(lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y), minima=[(0, 0)])


@pytest.fixture
def plot() -> Plot:
    return Plot((-4.0, 4.0), (-2.0, 2.0), width=8.0, height=5.0)


def data_at(plot: Plot, points: np.ndarray) -> np.ndarray:
    """Values (k, 2) at places of the frame, by the area's corners."""
    low, high = plot.area.points.min(axis=0)[:2], plot.area.points.max(axis=0)[:2]
    share = (points[:, :2] - low) / (high - low)
    return np.array([-4.0, -2.0]) + share * [8.0, 4.0]


def test_contours_are_where_the_height_is_theirs_wherever_the_plot_goes(plot: Plot) -> None:
    contours = Contours(plot, BOWL, [1.0, 2.25])
    plot.shift([1.0, -0.5, 0.0]).scale(0.8)
    contours.update()
    found = data_at(plot, contours.points[::4])
    heights = (found**2).sum(axis=1)
    near = np.minimum(abs(heights - 1.0), abs(heights - 2.25))
    assert near.max() < 0.01
    assert (abs(heights - 1.0) < 0.01).any()
    assert (abs(heights - 2.25) < 0.01).any()


def test_arrows_have_one_length_point_as_the_field_and_are_a_ring_where_it_vanishes(
    plot: Plot,
) -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, -1.0], [2.0, 1.0]])
    arrows = FieldArrows(plot, places, np.asarray(BOWL.gradient(places)), size=0.5)
    for drawn, place in list(zip(arrows, places, strict=True))[1:]:
        start, tip = drawn.points[0], drawn.points[3]
        assert start == pytest.approx(plot.at(*place))
        assert np.linalg.norm(tip - start) == pytest.approx(0.5)
        way = place * [1.0, 1.25]  # frame units per unit of x and of y
        assert (tip - start)[:2] / 0.5 == pytest.approx(way / np.linalg.norm(way))
    ring = arrows[0].points
    assert ring.min() < 0 < ring.max()
    assert np.linalg.norm(ring[::4] - plot.at(0, 0), axis=1) == pytest.approx(0.1)
    arrows.set_dials(shown=0.5)
    arrows.update()
    assert np.linalg.norm(arrows[1].points[3] - arrows[1].points[0]) == pytest.approx(0.25)


def test_longer_arrows_are_brighter_on_dark_ground_and_can_be_seen(
    configured: object,
) -> None:
    for theme in (DARK, LIGHT):
        with configured("theme", name=theme.name):  # type: ignore[operator]
            shades = length_shades(np.linspace(0, 1, 9))
        ground = np.array(ManimColor(theme.ground).to_rgb())
        light = [relative(shade) for shade in shades]
        contrast = [
            (max(each, relative(ground)) + 0.05) / (min(each, relative(ground)) + 0.05)
            for each in light
        ]
        assert (np.diff(contrast) > 0).all()
        assert contrast[0] >= 3


def relative(colour: np.ndarray) -> float:
    """Relative luminance, as of WCAG."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def test_a_scale_of_lengths_has_its_numbers_at_their_heights() -> None:
    scale = LengthScale(50.0, (0, 20, 50), "steepness", 4.0)
    foot, top = scale.bar.get_bottom()[1], scale.bar.get_top()[1]
    heights = [number.get_y() for number in scale.numbers]
    assert heights[0] == pytest.approx(foot, abs=0.06)
    assert heights[2] == pytest.approx(top, abs=0.06)
    assert heights[1] - heights[0] == pytest.approx(1.6, abs=0.01)


@pytest.mark.parametrize("shown", [0.25, 1.0])
def test_streamlines_are_drawn_from_their_beginnings(plot: Plot, shown: float) -> None:
    path = streamline(BOWL.gradient, (1.0, 0.5), (-4, -2), (4, 2))
    lines = Streamlines(plot, [path])
    lines.set_dials(shown=shown)
    lines.update()
    drawn = lines.lines.points
    assert drawn[0] == pytest.approx(plot.at(*path[0]))
    last = path[round(shown * (len(path) - 1))]
    assert drawn[-1] == pytest.approx(plot.at(*last), abs=0.05)
    assert lines.heads()[0] == pytest.approx(last, abs=0.05)
    assert (len(lines.dots.points) > 0) == (shown < 1)


def test_a_rose_is_drawn_as_far_as_the_hand_has_come() -> None:
    dial, hand = PolarPlot((1.0, 2.0), 3.0, (1.0, -0.5)), ValueTracker(0.0)
    rose = Rose(dial, lambda angle: 2 * np.cos(angle), hand, 0.0)
    hand.set_value(1.0)
    rose.update()
    from_middle = (rose.curve.points - dial.centre)[:, :2] / 1.5
    lengths = np.linalg.norm(from_middle[::4], axis=1)
    angles = np.arctan2(from_middle[::4, 1], from_middle[::4, 0])
    assert lengths == pytest.approx(2 * np.cos(angles))
    assert 0 <= angles.min() <= angles.max() <= 1.0
    assert len(rose.mirrored.points) == 0
    assert rose.stem.points[-1] == pytest.approx(dial.at(1.0, 2 * np.cos(1.0)))
    hand.set_value(7.0)
    rose.update()
    assert rose.furthest == pytest.approx(2 * np.pi)
    backwards = (rose.mirrored.points - dial.centre)[::4, 0]
    assert (backwards <= 1e-9).all()  # each in its own direction, which is the left half
    hand.set_value(2.0)
    rose.update()
    assert rose.furthest == pytest.approx(2 * np.pi)  # what is drawn stays
    assert rose.stem.points[-1] == pytest.approx(dial.at(2.0, -2 * np.cos(2.0)))


def test_a_cosine_draws_the_circle_whose_diameter_is_the_arrow() -> None:
    dial, hand = PolarPlot((10.0, 30.0), 2.5, (0.0, 0.0)), ValueTracker(7.0)
    rose = Rose(dial, lambda angle: 4 * np.cos(angle) + 27 * np.sin(angle), hand, 0.0)
    rose.update()
    middle = dial.at(np.arctan2(27, 4), np.hypot(4, 27) / 2)
    away = np.linalg.norm(rose.curve.points[::4] - middle, axis=1)
    assert away == pytest.approx(np.hypot(4, 27) / 2 / 30 * 2.5)


def test_a_polar_plot_that_moves_and_grows_keeps_its_lengths() -> None:
    dial = PolarPlot((10.0, 20.0), 2.0, (0.0, 0.0))
    height = dial.numbers[0].height
    dial.stand((1.0, -2.0, 0.0), 4.0)
    assert dial.at(0.0, 20.0) == pytest.approx([5.0, -2.0, 0.0])
    assert dial.at(np.pi / 2, 10.0) == pytest.approx([1.0, 0.0, 0.0])
    assert dial.rings[1].width == pytest.approx(8.0, rel=1e-3)
    assert dial.numbers[0].height == pytest.approx(height)
    assert abs(dial.numbers[1].get_x() - 5.0) < 0.4


def test_an_arrow_and_its_shadow_follow() -> None:
    tip = ValueTracker(2.0)
    arrow = Arrow2D(
        lambda: np.zeros(3), lambda: np.array([tip.get_value(), 2.0, 0.0]), DARK.gradient
    )
    shadow = Shadow(arrow, lambda: np.array([tip.get_value(), 0.0, 0.0]))
    tip.set_value(1.5)
    arrow.update()
    shadow.update()
    assert arrow.tip.points[0] == pytest.approx([1.5, 2.0, 0.0])
    assert shadow.line.points[[0, -1]] == pytest.approx(np.array([[1.5, 2, 0], [1.5, 0, 0]]))
    corner = shadow.mark.points[::4] - [1.5, 0.0, 0.0]
    assert corner[0] == pytest.approx([0.0, 0.24, 0.0])
    assert corner[1] == pytest.approx([-0.24, 0.24, 0.0])
    arrow.set_dials(shown=0.5)
    arrow.update()
    assert arrow.tip.points[0] == pytest.approx([0.75, 1.0, 0.0])
    arrow.set_dials(shown=0.0)
    arrow.update()
    assert len(arrow.tip.points) == 0
    mark = RightAngle(0.2, DARK.ink)
    mark.stand(np.zeros(3), np.zeros(3), np.ones(3))
    assert len(mark.points) == 0
