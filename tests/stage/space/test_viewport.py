"""A viewport is one mobject in an ordinary scene: it moves, fades, copies and hashes as any."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Square,
    Transform,
    ValueTracker,
    Wait,
    linear,
    tempconfig,
)
from manim.utils.hashing import get_hash_from_play_call

from mlcore import Landscape, Trajectory
from scenes.stage.film.film import Film
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.layout import Slot
from scenes.stage.look.resizing import Resize
from scenes.stage.manim.camera import StageCamera
from scenes.stage.motion.dials import Dim, Turn
from scenes.stage.space.solids import Marker
from scenes.stage.space.viewport import Viewport

Paint = Callable[..., np.ndarray]
Play = Callable[..., Film]


@pytest.fixture
def panel(landscape: Landscape, space: LossSpace, run: Trajectory) -> LossPanel:
    panel = LossPanel(landscape, space, width=6.0, height=5.0, labels=False)
    panel.add_descent(run)
    return panel


def spot(pixels: np.ndarray) -> np.ndarray:
    """Where in the frame the light of a picture is centred."""
    light = pixels[..., 0].astype(float)
    height, width = light.shape
    rows, columns = np.indices(light.shape) + 0.5
    x, y = (light * columns).sum() / light.sum(), (light * rows).sum() / light.sum()
    return np.array([x - width / 2, height / 2 - y]) * 8 / height


# -- where things are ----------------------------------------------------------------------------

PLACEMENTS: dict[str, Callable[[Viewport], Any]] = {
    "as built": lambda viewport: None,
    "shifted": lambda viewport: viewport.shift(2.2 * RIGHT + 0.7 * UP),
    "scaled": lambda viewport: viewport.scale(0.6),
    "moved": lambda viewport: viewport.move_to(3 * LEFT + DOWN),
    "turned": lambda viewport: viewport.set_dials(theta=-2.1, phi=0.4, zoom=1.3),
    "looking elsewhere": lambda viewport: viewport.set_dials(look_x=0.7, look_y=-0.4, look_z=0.5),
    "all at once": lambda viewport: (
        viewport.set_dials(theta=2.0, phi=1.2, look_z=0.3).shift(LEFT).scale(0.8).shift(UP)
    ),
}


@pytest.mark.parametrize("placement", PLACEMENTS)
@pytest.mark.parametrize("point", [(0.0, 0.0, 0.0), (1.3, -0.8, 0.9), (-0.9, 1.1, -0.7)])
def test_project_tells_where_a_point_is_painted(
    placement: str, point: tuple[float, float, float], paint: Paint
) -> None:
    viewport = Viewport(width=6.0, height=5.0)
    viewport.add(Marker(point, "#FFFFFF", radius=0.2))
    PLACEMENTS[placement](viewport)
    place = viewport.project(point)
    assert place[2] == 0
    painted = spot(paint(viewport, width=640, height=360))
    assert painted == pytest.approx(place[:2], abs=0.3 * 8 / 360)


def test_what_is_in_a_viewport_moves_and_grows_with_it() -> None:
    points = np.random.default_rng(2).uniform(-1, 1, (6, 3))
    viewport = Viewport(6.0, 5.0)
    before = viewport.project(points)
    viewport.scale(0.6).shift(2 * RIGHT + UP)
    assert viewport.project(points) == pytest.approx(0.6 * before + 2 * RIGHT + UP)
    viewport.set_dials(zoom=2.0)
    assert viewport.project(points) == pytest.approx(1.2 * before + 2 * RIGHT + UP)


def test_fit_brings_points_to_the_rectangle() -> None:
    points = np.random.default_rng(1).uniform(-1, 3, (40, 3))
    viewport = Viewport(6.0, 5.0).shift(LEFT).fit(points, 5.6, 4.5)
    seen = viewport.project(points)[:, :2]
    assert (seen.max(axis=0) + seen.min(axis=0)) / 2 == pytest.approx([-1, 0], abs=0.01)
    shares = np.ptp(seen, axis=0) / [5.6, 4.5]
    assert shares.max() == pytest.approx(1, abs=0.01)


def test_a_look_is_all_of_a_view_but_its_sway() -> None:
    one = Viewport(theta=0.2, phi=0.7, zoom=1.4, look_at=(0.3, -0.2, 0.5)).set_dials(sway=0.5)
    points, look = np.random.default_rng(1).uniform(-1, 1, (5, 3)), one.look
    before = one.project(points)
    one.set_dials(theta=1.0, phi=1.1, zoom=1.0, look_x=0.0, look_y=0.0, look_z=0.0)
    assert np.abs(one.project(points) - before).max() > 0.5
    np.testing.assert_allclose(one.set_dials(**look).project(points), before)
    assert one.set_dials(sway=1.0).look == look


# -- animations ----------------------------------------------------------------------------------


def test_animate_interpolates_the_dials(play: Play) -> None:
    viewport = Viewport(theta=0.2, phi=1.0)
    seen: list[float] = []

    def construct(film: Film) -> None:
        film.add(viewport)
        viewport.add_updater(lambda each: seen.append(each.theta))
        film.play(viewport.animate.set_dials(theta=1.2).shift(RIGHT), run_time=1)

    play(construct)
    assert viewport.theta == 1.2
    assert viewport.phi == 1.0
    assert viewport.centre == pytest.approx([1, 0, 0])

    begun = viewport.animate(rate_func=lambda t: t).set_dials(theta=2.2).build()
    begun.begin()
    begun.interpolate(0.25)
    assert viewport.theta == pytest.approx(1.45)


def test_turn_brings_dials_to_their_goals_and_lets_updaters_run(play: Play) -> None:
    viewport, shadow = Viewport(theta=0.0), ValueTracker(0.0)
    seen: list[float] = []

    def construct(film: Film) -> None:
        film.add(viewport, shadow)
        viewport.add_updater(lambda each: seen.append(each.theta))
        film.play(
            Turn(viewport, theta=1.0, rate_func=lambda t: t), Turn(viewport, phi=0.3), run_time=1
        )

    play(construct)
    assert (viewport.theta, viewport.phi) == pytest.approx((1.0, 0.3))
    assert {round(value, 6) for value in seen} >= {0.0, 0.2, 0.4, 0.6, 0.8, 1.0}
    with pytest.raises(AttributeError, match="no dial 'tilt'"):
        viewport.set_dials(tilt=1.0)


def test_fades_end_at_one_and_at_zero(panel: LossPanel, play: Play) -> None:
    leaving = FadeOut(panel)
    leaving.begin()
    leaving.interpolate(1)
    assert {each.opacity for each in (panel, *panel.solids)} == {0.0}
    leaving.interpolate(0)
    coming = FadeIn(panel)
    coming.begin()
    assert panel.opacity == 0
    coming.interpolate(1)
    assert {each.opacity for each in (panel, *panel.solids)} == {1.0}

    def construct(film: Film) -> None:
        film.play(FadeIn(panel), run_time=0.4)
        assert film.mobjects == [panel]
        assert panel.opacity == 1
        film.play(FadeOut(panel), run_time=0.4)

    film = play(construct)
    assert film.mobjects == []
    assert panel.opacity == 1  # ready to come again


def test_nothing_is_left_of_what_has_faded(panel: LossPanel, play: Play) -> None:
    def construct(film: Film) -> None:
        film.wait(0.2)
        film.play(FadeIn(panel), run_time=0.4)
        film.play(FadeOut(panel), run_time=0.4)
        film.wait(0.2)

    frames = play(construct).renderer.frames
    assert not np.array_equal(frames[0], frames[3])
    assert np.array_equal(frames[0], frames[-1])


def test_a_copy_has_dials_of_its_own_and_shares_what_is_large(panel: LossPanel) -> None:
    twin = panel.copy()
    twin.set_dials(theta=3.0)
    twin.surface.set_dials(rise=0.25)
    twin.shift(RIGHT)
    assert (panel.theta, panel.surface.rise) != (3.0, 0.25)
    assert panel.centre == pytest.approx([0, 0, 0])
    assert twin.surface is not panel.surface
    assert twin.surface.mesh is panel.surface.mesh
    assert twin.descents[0].ball.rolling is panel.descents[0].ball.rolling
    assert twin.solids != panel.solids
    assert len(twin.solids) == len(panel.solids)


def test_dim_changes_opacities_and_leaves_places_to_updaters(play: Play) -> None:
    square, tracker = Square(fill_opacity=1.0), ValueTracker(0.0)
    square.add_updater(lambda each: each.move_to([tracker.get_value(), 0, 0]))

    def construct(film: Film) -> None:
        film.add(square)
        film.play(Dim(square, 0.25), tracker.animate.set_value(2.0), run_time=0.4)

    play(construct)
    assert square.get_fill_opacity() == 0.25
    assert square.get_center() == pytest.approx([2, 0, 0])


def test_transform_takes_the_dials_along(play: Play) -> None:
    one, other = Viewport(theta=0.0, zoom=1.0), Viewport(theta=1.0, zoom=2.0).shift(RIGHT)
    transform = Transform(one, other, rate_func=lambda t: t)
    transform.begin()
    transform.interpolate(0.5)
    assert (one.theta, one.zoom) == (0.5, 1.5)
    assert one.centre == pytest.approx([0.5, 0, 0])
    transform.interpolate(1.0)
    assert (one.theta, one.zoom) == (1.0, 2.0)


# -- several, and partly outside -----------------------------------------------------------------


def test_two_viewports_do_not_disturb_each_other(
    landscape: Landscape, space: LossSpace, paint: Paint
) -> None:
    left, right = (
        LossPanel(landscape, space, width=5.0, height=4.0, labels=False).shift(side * 3.5)
        for side in (LEFT, RIGHT)
    )
    right.set_dials(theta=1.0)
    both = paint(left, right)
    assert np.array_equal(both[:, :160], paint(left)[:, :160])
    assert np.array_equal(both[:, 160:], paint(right)[:, 160:])


def test_a_viewport_is_painted_over_the_one_before_it(
    sheet: Callable[..., Any], paint: Paint
) -> None:
    near, far = (Viewport(6.0, 5.0, phi=0.0) for _ in range(2))
    near.add(sheet(height=2.0, shade=1.0))
    far.add(sheet(height=-2.0, shade=0.2))
    assert paint(near, far)[90, 160].tolist() == [51, 51, 51, 255]
    assert paint(far, near)[90, 160].tolist() == [255, 255, 255, 255]


@pytest.mark.parametrize("shift", [6.5 * RIGHT, 6.5 * LEFT, 3.5 * UP, 3.5 * DOWN])
def test_what_is_outside_the_frame_is_cut_off(
    shift: np.ndarray, panel: LossPanel, paint: Paint
) -> None:
    panel.shift(shift)
    narrow = paint(panel, width=320, height=180)
    with tempconfig({"pixel_width": 640, "pixel_height": 360}):
        wide = StageCamera(
            background_color="#000000", frame_width=2 * 8 * 320 / 180, frame_height=16.0
        )
        wide.capture_mobjects([panel])
    middle = wide.pixel_array[90:270, 160:480].astype(int)
    assert middle[..., :3].any()
    difference = np.abs(middle - narrow).max(axis=-1)  # cairo rounds a little otherwise there
    assert difference.max() <= 12
    assert (difference > 2).mean() < 0.01
    assert not paint(panel.shift(3 * shift))[..., :3].any()


# -- the cache -----------------------------------------------------------------------------------


def hash_of(film: Film) -> str:
    return get_hash_from_play_call(
        film,
        film.camera,
        [Wait()],
        film.mobjects,
        backend="cairo",
        encoder_fingerprint="x",
        renderer_state=(),
    )


@pytest.mark.parametrize("dial", ["theta", "zoom", "rise"])
def test_a_play_is_drawn_anew_when_a_dial_or_the_token_changes(
    dial: str, panel: LossPanel, play: Play
) -> None:
    film = play(lambda film: film.add(panel))
    first = hash_of(film)
    assert hash_of(film) == first
    turned = panel.surface if dial == "rise" else panel
    value = getattr(turned, dial)
    turned.set_dials(**{dial: 0.97 * value})
    assert hash_of(film) != first
    turned.set_dials(**{dial: value})
    assert hash_of(film) == first


def test_a_viewport_fills_a_slot_with_what_filled_it_before() -> None:
    viewport = Viewport(6.0, 4.0)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (0, 1)])
    viewport.fit(corners, 6.0, 4.0)

    def extent() -> np.ndarray:
        return np.ptp(viewport.project(corners)[:, :2], axis=0)

    before = extent()
    slot = Slot(-6.0, -3.0, -1.0, 3.0)
    viewport.fill(slot)
    assert viewport.slot == slot
    assert viewport.centre == pytest.approx(slot.centre)
    assert extent() == pytest.approx(before / 2)  # the width is halved, and so is all


def test_a_nearer_view_keeps_a_point_in_its_place() -> None:
    viewport = Viewport(6.0, 5.0, distance=1e6)
    points = np.array([[0.5, -0.3, 1.0], [1.0, 1.0, 0.0]])
    before = viewport.project(points)
    viewport.set_dials(**viewport.nearer(1.5, points[0]))
    after = viewport.project(points)
    np.testing.assert_allclose(after[0], before[0], atol=1e-4)
    np.testing.assert_allclose(after[1] - after[0], 1.5 * (before[1] - before[0]), atol=1e-4)


def test_however_many_frames_a_resizing_has_it_ends_alike() -> None:
    """Of one that becomes wider and then is limited by its height, too."""
    zooms = set()
    for moments in ([1.0], [0.1, 0.35, 0.8, 1.0], np.linspace(0, 1, 23)):
        viewport = Viewport(6.0, 2.0, zoom=1.3)
        resizing = Resize(viewport, Slot(-5.0, -1.0, -3.0, 3.0), rate_func=linear)
        resizing.begin()
        for moment in moments:
            resizing.interpolate(moment)
        zooms.add(viewport.zoom)
        assert viewport.slot == Slot(-5.0, -1.0, -3.0, 3.0)
    (zoom,) = zooms
    assert zoom == pytest.approx(1.3 * (4 / 6) * 2 / 6)
