"""Only what moves is drawn, and the frames are those that Manim's own way would give."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Scene,
    Square,
    Transform,
    ValueTracker,
    VGroup,
)
from manim.renderer.cairo_renderer import CairoRenderer

from mlcore import Dataset, Landscape, Trajectory
from scenes.stage.film.film import Film
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.text import Label, LiveNumber
from scenes.stage.manim.camera import StageCamera
from scenes.stage.motion.dials import Turn
from scenes.stage.plane.curves import LossCurve
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve

Play = Callable[..., Film]


class AsManim(Film):
    """A film that draws and updates as Manim does by itself."""

    get_moving_and_static_mobjects = Scene.get_moving_and_static_mobjects
    update_mobjects = Scene.update_mobjects


@pytest.fixture
def story(landscape: Landscape, space: LossSpace, run: Trajectory) -> Callable[[Film], None]:
    """Return a tiny film with all that moves in a large one."""

    def construct(film: Film) -> None:
        head = ValueTracker(0.0)
        panel = LossPanel(landscape, space, width=5.0, height=4.0, labels=True).shift(3.5 * LEFT)
        panel.add_descent(run).follow(head)
        rows = Dataset(np.arange(6.0), np.array([1.0, 3, 2, 5, 4, 6]), "x", "y")
        plot = DataPlot(rows, width=4.0, height=2.0).shift(3.5 * RIGHT + UP)
        line = FitCurve(plot, lambda w, x: w[0] + w[1] * x, (1.0, 1.0))
        line.add_updater(lambda fit: fit.set_weights((1.0, 0.02 * head.get_value())))
        curve = LossCurve(run.losses, width=4.0, height=1.0, marks=(10, 60))
        curve.shift(3.5 * RIGHT + 2 * DOWN)
        curve.trace.add_updater(
            lambda _: curve.set_progress(head.get_value(), run.at(head.get_value()).loss)
        )
        number = LiveNumber(0, "00.00").follow(head.get_value).shift(3 * UP)
        veil = VGroup(Square(fill_opacity=0.3), Circle(fill_opacity=0.4)).arrange(RIGHT)

        film.add(plot, number)
        film.wait(0.4)
        film.play(FadeIn(panel), FadeIn(line), FadeIn(curve), FadeIn(curve.trace), run_time=0.4)
        film.bring_to_back(*film.heading, plot, curve)
        film.play(Create(veil), run_time=0.4)
        film.play(head.animate.set_value(30.0), run_time=0.6)
        film.wait(0.4)
        film.play(Turn(panel, theta=0.3), veil[0].animate.shift(UP), run_time=0.6)
        film.play(Indicate(veil[1]), run_time=0.4)
        film.play(LaggedStart(*(FadeOut(dot) for dot in plot.dots[:3]), lag_ratio=0.3), run_time=1)
        film.play(Transform(veil, Square(fill_opacity=0.2)), run_time=0.4)
        head.set_value(60.0)
        film.wait(0.4)
        film.play(FadeOut(panel), FadeOut(line), run_time=0.4)

    return construct


def test_frames_are_those_of_manim(
    story: Callable[[Film], None], play: Play, stock: type[CairoRenderer]
) -> None:
    ours = play(story).renderer.frames
    sees_all = partial(stock, camera_class=StageCamera)
    theirs = play(story, kind=AsManim, renderer=sees_all).renderer.frames
    assert len(ours) == len(theirs) == 27
    different = [
        number
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True))
        if not np.array_equal(one, other)
    ]
    assert different == []


def test_what_stands_still_is_drawn_once_in_a_wait(play: Play) -> None:
    """A translucent thing does not grow denser while the film rests."""

    def construct(film: Film) -> None:
        square = Square(6, fill_opacity=0.5, stroke_width=0, color="#FFFFFF")
        film.play(square.animate.shift(0.1 * UP), run_time=0.2)
        film.wait(0.2)
        film.play(ValueTracker(0.0).animate.set_value(1.0), run_time=0.2)

    frames = play(construct).renderer.frames
    assert len({tuple(frame[45, 80].tolist()) for frame in frames}) == 1


def test_only_what_moves_is_drawn_in_every_frame(story: Callable[[Film], None], play: Play) -> None:
    drawn: list[tuple[int, int]] = []

    class Counting(Film):
        def begin_animations(self) -> None:
            super().begin_animations()
            drawn.append((len(self.moving_mobjects), len(self.static_mobjects)))

    play(story, kind=Counting)
    moving, still = drawn[3]  # the playhead moves: plot and curve stand still
    assert still > 30
    assert moving < still


def test_the_ground_is_the_themes(play: Play, configured: Callable[..., Any]) -> None:
    for name, ground in (("dark", "#0E1117"), ("light", "#FBFBF8")):
        with configured("theme", name=name):
            (frame,) = play(lambda film: film.wait(0.2)).renderer.frames
            assert "#" + bytes(frame[45, 80, :3].tolist()).hex().upper() == ground


def test_the_digest_depends_on_data_theme_and_settings(
    play: Play, configured: Callable[..., Any]
) -> None:
    def digest(data: bytes = b"1") -> str:
        def prepare(film: Any) -> None:
            film.data = data

        return play(lambda film: None, kind=type("Named", (Film,), {"prepare": prepare})).digest()

    first = digest()
    assert digest() == first
    assert digest(b"2") != first
    with configured("theme", name="light"):
        assert digest() != first
    with configured("conftest", iterations="20"):
        assert digest() != first


def azimuth(panel: LossPanel) -> float:
    """The viewer's angle around a panel, from the direction of its first axis of the picture."""
    right = panel.view.axes[0]
    return float(np.arctan2(-right[0], right[1]))


def test_a_view_on_the_stage_drifts_about_its_home_in_every_play(
    play: Play, landscape: Landscape, space: LossSpace
) -> None:
    panel = LossPanel(landscape, space, labels=False)
    home = panel.theta
    seen: list[float] = []

    def construct(film: Film) -> None:
        film.add(panel)
        for k in range(12):
            film.pause(4.0) if k % 2 else film.play(Create(Circle()), run_time=4.0)
            seen.append(azimuth(panel))

    play(construct)
    assert panel.theta == home
    turns = np.abs(np.diff([home, *seen]))
    assert turns.max() <= np.radians(2) * 4.0
    assert 0.1 < np.abs(np.array(seen) - home).max() <= 0.13 + 1e-9


def test_a_view_edge_on_or_told_to_stand_still_does_not_drift(
    play: Play, landscape: Landscape, space: LossSpace
) -> None:
    edge_on = LossPanel(landscape, space, labels=False).set_dials(phi=np.pi / 2)
    still = LossPanel(landscape, space, labels=False)
    still.drifts = False

    def construct(film: Film) -> None:
        film.add(edge_on, still)
        film.pause(2.0)
        assert (edge_on.sway, still.sway) == (0.0, 0.0)

    play(construct)


def test_clearing_leaves_only_what_is_kept(play: Play) -> None:
    kept, gone = Square().shift(LEFT), VGroup(Circle(), Square())

    def construct(film: Film) -> None:
        film.add(kept, gone, ValueTracker())
        film.clear_stage(kept)
        assert film.mobjects == [kept]
        film.clear_stage()
        assert film.mobjects == []

    play(construct)


def test_what_stands_on_the_stage_does_not_come_in_again(play: Callable[..., Film]) -> None:
    dot = Dot()

    def construct(film: Film) -> None:
        film.show(dot)
        before = film.time
        film.show(dot)
        assert film.time == before

    play(construct)


def test_a_heading_comes_once_the_one_before_has_gone(play: Play) -> None:
    seen: list[list[float]] = []

    def construct(film: Film) -> None:
        def look(_: Dot) -> None:
            labels = [each for each in film.mobjects if isinstance(each, Label)]
            seen.append([each.get_fill_opacity() for each in labels])

        film.add(Dot().add_updater(look))
        film.open_chapter("The first")
        film.play(Create(Circle()), run_time=1)
        film.open_chapter("The second")
        seen.clear()
        film.play(Create(Square()), run_time=4)

    play(construct)
    assert any(len(each) == 2 for each in seen)
    assert all(sum(opacity > 0.05 for opacity in each) <= 1 for each in seen)
    assert max(seen[-1]) == pytest.approx(1)
