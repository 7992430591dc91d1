"""The command that renders a film: its words, its progress, and what it says at the end."""

import subprocess
import sys
from pathlib import Path

import av
import pytest
from manim import DOWN, Circle, FadeIn, tempconfig

from scenes.stage import Film, chapter
from scenes.stage.settings import SettingError
from studio.film import main
from studio.films import film_names
from studio.rehearsal import load, rehearse
from studio.take import EVERY, Lines, Take, clock, shoot

TINY = {
    "pixel_width": 160,
    "pixel_height": 90,
    "frame_rate": 5,
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


Shown = list[tuple[int, int, str]]


def take(folder: Path) -> tuple[Take, Shown]:
    shown: Shown = []
    with tempconfig({**TINY, "media_dir": str(folder)}):
        return shoot(Short, lambda *how_far: shown.append(how_far)), shown


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Take, Shown]:
    return take(tmp_path_factory.mktemp("short"))


def test_what_is_shown_counts_exactly_the_frames_of_the_film(taken: tuple[Take, Shown]) -> None:
    made, shown = taken
    with av.open(made.film) as container:
        frames = sum(1 for _ in container.decode(video=0))
    assert shown[-1] == (frames, frames, "Second")
    assert frames == round(5 * made.length)
    assert {total for _, total, what in shown if what in {"First", "Second"}} == {frames}
    assert [done for done, _, _ in shown] == sorted(done for done, _, _ in shown)


def test_captions_and_chapters_are_beside_the_film(taken: tuple[Take, Shown]) -> None:
    made, _ = taken
    assert made.captions is not None
    assert made.captions.name == "Short.srt"
    assert "A circle appears." in made.captions.read_text(encoding="utf-8")
    assert made.clips is not None
    assert len(list(made.clips.glob("*.mp4"))) == made.chapters == 2


def test_the_last_line_says_where_the_film_is(
    taken: tuple[Take, Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = taken
    folder = made.film.parent
    monkeypatch.chdir(folder)
    assert made.captions is not None
    lines = str(made).splitlines()
    assert lines[0].startswith("0:03 long, 160 x 90, 5 frames/s, 0.0 MB, rendered in 0:0")
    assert lines[1:] == [
        f"captions: {made.captions.relative_to(folder)}",
        "chapters: sections/ (2 clips)",
        "film: Short.mp4",
    ]
    monkeypatch.chdir(Path(__file__).parent)
    assert str(made).splitlines()[-1] == f"film: {made.film}"


def test_a_film_made_before_is_not_rehearsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = take(tmp_path)
    monkeypatch.setattr("studio.take.rehearse", lambda film_class: pytest.fail("rehearsed"))
    again, _ = take(tmp_path)
    assert (again.length, again.chapters) == (pytest.approx(first.length), first.chapters)
    assert (again.film, again.captions) == (first.film, first.captions)
    (record,) = tmp_path.glob("lengths/*")
    assert float(record.read_text()) == pytest.approx(first.length)
    record.write_text("nonsense")
    monkeypatch.setattr("studio.take.rehearse", rehearse)
    assert take(tmp_path)[0].length == pytest.approx(first.length)


def test_a_film_that_has_grown_is_never_more_than_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = take(tmp_path)
    (record,) = tmp_path.glob("lengths/*")
    record.write_text("1.0")
    monkeypatch.setattr(Short, "digest", lambda film: "another film")
    _, shown = take(tmp_path)
    assert all(done <= total for done, total, _ in shown)
    assert shown[-1][0] == round(5 * first.length)


def test_plain_lines_tell_each_chapter_and_that_it_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = [100.0]
    lines = Lines(clock=lambda: now[0])
    lines(0, 0, "looking")
    for done in range(0, 50, 10):
        lines(done, 100, "")
        lines(done, 100, "First")
    now[0] += EVERY
    lines(50, 100, "First")
    lines(60, 100, "Second")
    told = capsys.readouterr()
    assert told.err.splitlines() == ["looking", "  0%  First", " 50%  First", " 60%  Second"]
    assert told.out == ""


def test_a_rehearsal_is_as_long_as_the_film_and_writes_nothing(
    taken: tuple[Take, Shown], tmp_path: Path
) -> None:
    with tempconfig({**TINY, "media_dir": str(tmp_path)}):
        film = rehearse(Short)
    assert film.time == pytest.approx(taken[0].length)
    assert [title for title, _ in film.chapters] == ["First", "Second"]
    assert list(tmp_path.rglob("*.*")) == []


def test_a_wrong_name_gives_one_line_that_lists_the_films() -> None:
    with pytest.raises(SystemExit, match=r"^there is no film 'cubic'; there are: .*linear"):
        main(["cubic"])


def test_all_films_are_rendered_in_turn_and_named_by_their_last_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.take.take_film", lambda film, *how: f"{film} {how}")
    main(["-q", "m", "-j", "3"])
    assert capsys.readouterr().out.splitlines() == [
        f"{name} ('m', None, 3)" for name in film_names()
    ]
    with pytest.raises(SystemExit, match=r"^there is no film 'cubic'"):
        main(["linear", "cubic"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("jobs", ["0", "-2", "two"])
def test_there_is_at_least_one_process(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["linear", "--jobs", jobs])
    assert f"--jobs: {jobs} is no number of processes; give 1 or more" in capsys.readouterr().err


def test_a_wrong_setting_gives_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(film: Film) -> None:
        raise SettingError("row 3 is empty")

    monkeypatch.setattr(load("linear"), "prepare", broken)
    with pytest.raises(SystemExit, match=r"^linear: row 3 is empty$"):
        main(["linear", "-q", "l"])
    assert capsys.readouterr().out.strip() == ""


def test_a_stop_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.take.shoot", stop)
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


def test_a_film_outside_is_told_of_in_plain_lines_on_a_pipe(saddle: Path) -> None:
    """From before Manim is loaded to the last line, which says where the film is."""
    command = [sys.executable, "-m", "studio.film", "saddle.py", "--quality", "l", "--jobs", "1"]
    done = subprocess.run(
        [*command, "--media_dir", "out"], cwd=saddle.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    told = done.stderr.splitlines()
    assert told[:2] == ["saddle.py: getting ready", "looking through the film"]
    assert [line.split("%  ")[-1] for line in told[2:]] == ["Flat", "A saddle"]
    last = done.stdout.splitlines()[-1]
    assert last == "film: out/videos/saddle/480p15/Saddle.mp4"
    assert (saddle.parent / last.removeprefix("film: ")).is_file()


def test_what_the_commands_load_at_first_does_not_load_manim() -> None:
    program = "import studio.film, studio.stills, studio.bench, sys; print('manim' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "0:00"), (59.6, "1:00"), (253.2, "4:13")])
def test_a_duration_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text
