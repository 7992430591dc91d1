"""The command that renders a film: its words, its progress, and what it says at the end."""

import subprocess
import sys
from pathlib import Path

import av
import pytest
from manim import DOWN, Circle, FadeIn, config, tempconfig
from rich.console import Console
from rich.progress import Progress

from scenes.stage.film.film import Film, chapter
from studio.film import Take, clock, main, shoot
from studio.rehearsal import film_names, load, rehearse

TINY = {
    "pixel_width": 160,
    "pixel_height": 90,
    "frame_rate": 5,
    "save_sections": True,
    "progress_bar": "none",
    "verbosity": "WARNING",
}


class Short(Film):
    """A few seconds, in two chapters."""

    def construct(self) -> None:
        self.first()
        self.second()

    @chapter("First", heading=False)
    def first(self) -> None:
        self.say("A circle appears.")
        self.play(FadeIn(Circle()), run_time=1)
        self.pause()

    @chapter("Second", heading=False)
    def second(self) -> None:
        self.wait(0.6)
        self.play(self.mobjects[0].animate.shift(DOWN), run_time=1)


def take(folder: Path) -> tuple[Take, Progress]:
    with tempconfig({**TINY, "media_dir": str(folder)}):
        progress = Progress(console=Console(quiet=True))
        return shoot(Short, progress), progress


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Take, Progress]:
    return take(tmp_path_factory.mktemp("short"))


def test_the_bar_counts_exactly_the_frames_of_the_film(taken: tuple[Take, Progress]) -> None:
    made, progress = taken
    (task,) = progress.tasks
    with av.open(made.film) as container:
        frames = sum(1 for _ in container.decode(video=0))
    assert task.total == task.completed == frames == round(5 * made.length)
    assert task.description == "Second"


def test_captions_and_chapters_are_beside_the_film(taken: tuple[Take, Progress]) -> None:
    made, _ = taken
    assert made.captions == made.film.with_suffix(".srt")
    assert "A circle appears." in made.captions.read_text(encoding="utf-8")
    assert made.clips is not None
    assert len(list(made.clips.glob("*.mp4"))) == made.chapters == 2


def test_the_last_line_says_where_the_film_is(
    taken: tuple[Take, Progress], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = taken
    folder = made.film.parent
    monkeypatch.chdir(folder)
    lines = str(made).splitlines()
    assert lines[0].startswith("0:03 long, 160 x 90, 5 frames/s, 0.0 MB, rendered in 0:0")
    assert lines[1:] == [
        "captions: Short.srt",
        "chapters: sections/ (2 clips)",
        "film: Short.mp4",
    ]
    monkeypatch.chdir(Path(__file__).parent)
    assert str(made).splitlines()[-1] == f"film: {made.film}"


def test_an_unchanged_film_is_not_rehearsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = take(tmp_path)
    monkeypatch.setattr("studio.film.rehearse", lambda film_class: pytest.fail("rehearsed"))
    again, progress = take(tmp_path)
    assert again.length == pytest.approx(first.length)
    assert progress.tasks[0].total == round(5 * first.length)
    monkeypatch.setattr("studio.film.rehearse", rehearse)
    monkeypatch.setattr(Short, "digested", lambda film: [b"other data"])
    changed, _ = take(tmp_path)
    assert changed.length == pytest.approx(first.length)


def test_a_rehearsal_is_as_long_as_the_film_and_writes_nothing(
    taken: tuple[Take, Progress], tmp_path: Path
) -> None:
    with tempconfig({**TINY, "media_dir": str(tmp_path)}):
        film = rehearse(Short)
    assert film.time == pytest.approx(taken[0].length)
    assert [title for title, _ in film.chapters] == ["First", "Second"]
    assert list(tmp_path.rglob("*.*")) == []


def test_a_film_is_loaded_by_its_name() -> None:
    assert "linear" in film_names()
    film_class = load("linear")
    assert issubclass(film_class, Film)
    assert film_class.__module__ == "scenes.linear"
    assert Path(config.input_file).name == "linear.py"


def test_a_wrong_name_gives_one_line_that_lists_the_films() -> None:
    with pytest.raises(SystemExit, match=r"^there is no film 'cubic'; there are: .*linear"):
        main(["cubic"])


def test_a_wrong_setting_gives_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(film: Film) -> None:
        raise ValueError("row 3 is empty")

    monkeypatch.setattr(load("linear"), "prepare", broken)
    with pytest.raises(SystemExit, match=r"^linear: row 3 is empty$"):
        main(["linear", "-q", "l"])
    assert capsys.readouterr().out.strip() == ""


def test_a_stop_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.film.shoot", stop)
    with pytest.raises(SystemExit, match=r"^stopped"):
        main(["linear", "-q", "l"])


def test_help_names_films_and_qualities(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    for name in (*film_names(), "{l,m,h,p,k}", "1080p60 (the default)", "--media_dir FOLDER"):
        assert name in text


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "studio.film", "cubic"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "0:00"), (59.6, "1:00"), (253.2, "4:13")])
def test_a_duration_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text
