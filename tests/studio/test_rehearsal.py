"""What a rehearsal finds out about any film, and how films are found."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import Circle, Create, FadeIn, config

from mlcore import Landscape
from scenes.stage import Film, LossPanel, LossSpace, Plot, Turn, chapter
from scenes.stage.plane.lens import Lens
from studio.films import SCENES, film_file
from studio.rehearsal import Motion, Scout, load, rehearse


def scouted(film_class: type[Film]) -> Scout:
    scout = Scout()
    rehearse(film_class, scout)
    return scout


def bowl() -> LossPanel:
    w = np.linspace(-1, 1, 9)
    landscape = Landscape(w, w, w[:, None] ** 2 + w**2, [0.0, 0.0], 0.0)
    return LossPanel(landscape, LossSpace.of(landscape, (1.0, 1.0)))


def film_of(shown: Callable[[Film], None]) -> type[Film]:
    class Tiny(Film):
        def construct(self) -> None:
            self.only()

        @chapter("Only", heading=False)
        def only(self) -> None:
            shown(self)

    return Tiny


def test_the_shot_is_the_longest_play_in_which_something_moves_in_a_panel(saddle: Path) -> None:
    scout = scouted(load(str(saddle)))
    shot = scout.shot()
    assert shot is not None
    assert (shot.seconds, shot.motion) == (1.0, Motion.SOLID)
    reel = scout.reel()
    assert [move.seconds for move in reel] == [0.6, 1.0]
    assert [move.play for move in reel] == [shot.play - 2, shot.play]


def test_the_shot_holds_the_surface_that_stands_in_it(saddle: Path) -> None:
    shot = scouted(load(str(saddle))).shot()
    assert shot is not None
    assert shot.mesh.shape == (9, 9, 3)
    heights = shot.mesh[..., 2]
    w = np.linspace(-1, 1, 9)
    assert np.corrcoef(heights.ravel(), (w[:, None] ** 2 - w**2).ravel())[0, 1] > 0.9999


def test_where_nothing_moves_in_a_panel_its_view_may_turn() -> None:
    def turning(film: Film) -> None:
        panel = bowl()
        panel.drifts = False
        film.add(panel)
        film.play(Turn(panel, theta=1.0), run_time=0.4)
        film.play(Create(Circle()), run_time=2)

    shot = scouted(film_of(turning)).shot()
    assert shot is not None
    assert (shot.seconds, shot.motion) == (0.4, Motion.VIEW)


def test_a_rising_surface_is_seen_as_high_as_it_stands() -> None:
    def rising(film: Film) -> None:
        panel = bowl()
        panel.surface.rise = 0.0
        film.add(panel)
        film.play(Turn(panel.surface, rise=0.5), run_time=0.4)

    shot = scouted(film_of(rising)).shot()
    assert shot is not None
    assert shot.motion == Motion.SOLID
    assert np.ptp(shot.mesh[..., 2]) == pytest.approx(0.5 * np.ptp(bowl().surface.mesh[..., 2]))


def test_the_close_up_is_where_a_lens_comes_closer() -> None:
    def looking(film: Film) -> None:
        plot = Plot((0.0, 1.0), (0.0, 1.0), width=4.0, height=3.0)
        lens = Lens(plot, [], place=(4, 0), radius=1.5, at=(0.5, 0.5), widest=0.2)
        film.add(plot, lens)
        film.play(Turn(lens, open=1.0, closer=0.5), run_time=0.2)  # it is not there yet
        film.play(Turn(lens, closer=1.0), run_time=0.2)
        film.play(Turn(lens, x=0.6), run_time=0.2)
        film.play(Turn(lens, closer=2.0, x=0.5), run_time=0.2)
        film.play(Turn(lens, closer=0.0), run_time=0.2)

    scout = scouted(film_of(looking))
    assert scout.close_up() == [1, 3]
    assert scout.reel() == []


@pytest.mark.parametrize(
    "shown",
    [
        lambda film: film.play(Create(Circle()), run_time=0.4),
        lambda film: film.play(FadeIn(bowl()), run_time=0.4),
        lambda film: film.add(bowl().set_fill(opacity=0, family=False)).play(
            Create(Circle()), run_time=0.4
        ),
    ],
    ids=["no panel", "a panel that appears", "a panel that is not seen"],
)
def test_a_film_may_have_no_shot(shown: Callable[[Film], None]) -> None:
    scout = scouted(film_of(shown))
    assert scout.shot() is None
    assert scout.reel() == scout.close_up() == []


def test_a_film_is_loaded_by_its_name_or_its_file(saddle: Path, monkeypatch) -> None:
    by_name = load("linear")
    assert issubclass(by_name, Film)
    assert by_name.__module__ == "scenes.linear"
    assert Path(config.input_file).name == "linear.py"
    monkeypatch.chdir(SCENES.parent)
    assert load("scenes/linear.py") is by_name
    monkeypatch.chdir(saddle.parent)
    outside = load("saddle.py")
    assert outside.__name__ == "Saddle"
    assert Path(config.input_file) == saddle
    assert outside.__module__.endswith(".saddle")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cubic", r"^there is no film 'cubic'; there are: .*linear"),
        ("gone.py", r"^gone\.py: there is no such file"),
        ("scenes/stage", r"^scenes/stage: there is no such file"),
    ],
)
def test_a_wrong_name_gives_one_line(name: str, message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        film_file(name)


@pytest.mark.parametrize("text", ["x = 1\n", "from manim import Scene\nclass S(Scene): pass\n"])
def test_a_file_without_a_film_gives_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "nothing.py"
    path.write_text(text)
    with pytest.raises(SystemExit, match=r"nothing\.py: there should be one scene here"):
        load(str(path))
