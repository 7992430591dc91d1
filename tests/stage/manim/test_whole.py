"""A render that is killed spoils nothing: the next one draws what is missing, and no more."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import pytest
from manim import Square
from manim.scene.scene_file_writer import SceneFileWriter

from scenes.stage.film.film import Film
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.manim.whole import sweep, whole

MANIM = Path(sys.executable).parent / "manim"

SMALL_FILM = """
from manim import RIGHT, Square
from scenes.stage.film.film import Film, chapter

class Small(Film):
    @chapter("First", heading=False)
    def first(self):
        square = Square()
        self.say("A square.", square)
        self.play(square.animate.shift(RIGHT), run_time=12)
        self.play(square.animate.shift(RIGHT), run_time=0.2)
"""


def rendering(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [MANIM, "-ql", "--save_sections", "--media_dir", "media", "small.py"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Look again and again, while the process runs and for a minute at most."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "nothing was written"
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            pytest.fail(process.communicate()[0])


def frames(video: Path) -> int:
    with av.open(video) as container:
        return sum(1 for _ in container.decode(video=0))


def test_after_a_killed_render_only_the_missing_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(SMALL_FILM, encoding="utf-8")
    media = tmp_path / "media"

    def segments() -> list[Path]:
        return sorted(media.rglob("partial_movie_files/Small/[!.]*.mp4"))

    def unfinished() -> list[Path]:
        return sorted(media.rglob(".*.part*"))

    process = rendering(tmp_path)
    wait_until(lambda: bool(segments()) and bool(unfinished()), process)
    process.kill()
    process.communicate()
    (first,) = segments()
    assert frames(first) > 0
    assert unfinished()
    assert not list(media.rglob("Small.mp4"))
    made = first.stat().st_ino

    process = rendering(tmp_path)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert len(segments()) >= 3
    assert first.stat().st_ino == made
    assert unfinished() == []
    (film,) = media.rglob("480p15/Small.mp4")
    (clip,) = media.rglob("sections/*.mp4")
    assert frames(clip) > 100
    assert frames(film) == sum(frames(each) for each in segments())
    assert list(media.rglob("Small.srt"))


@pytest.fixture
def small(play: Callable[..., Film], tmp_path: Path) -> Callable[[float], Path]:
    """Return a function that renders a small film of a square, and returns the film's file."""

    def rendered(side: float) -> Path:
        def construct(film: Film) -> None:
            film.camera.cache_token = str(side)
            film.play(Square(side).animate.scale(2), run_time=0.4)

        where = {"dry_run": False, "media_dir": str(tmp_path), "format": "mp4"}
        film = play(construct, renderer=StageRenderer, **where)
        return Path(film.renderer.file_writer.final_file_path)

    return rendered


def test_a_film_stays_whole_when_joining_breaks_off(
    small: Callable[[float], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    film = small(1.0)
    before = film.read_bytes()

    def broken(self: Any, files: list[str], output_file: Path, *args: Any) -> None:
        output_file.write_bytes(b"half a film")
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(SceneFileWriter, "combine_files", broken)
        with pytest.raises(OSError, match="no space"):
            small(2.0)
    assert film.read_bytes() == before
    assert list(film.parent.rglob(".*")) == []
    assert small(2.0).read_bytes() != before


def test_a_segment_that_breaks_off_leaves_nothing(
    play: Callable[..., Film], tmp_path: Path
) -> None:
    def construct(film: Film) -> None:
        square = Square()
        square.add_updater(lambda each: 1 / 0 if film.time > 0.1 else None)
        film.play(square.animate(suspend_mobject_updating=False).scale(2), run_time=1)

    where = {"dry_run": False, "media_dir": str(tmp_path), "format": "mp4"}
    with pytest.raises(ZeroDivisionError):
        play(construct, renderer=StageRenderer, **where)
    assert list(tmp_path.rglob("*.mp4")) == []


def test_what_is_not_finished_has_no_name(tmp_path: Path) -> None:
    target = tmp_path / "film.mp4"
    target.write_text("old")
    with suppress(KeyboardInterrupt), whole(target) as unfinished:
        unfinished.write_text("ne")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert target.read_text() == "old"
    with whole(target) as unfinished:
        assert unfinished.suffix == ".mp4"
        unfinished.write_text("new")
    assert target.read_text() == "new"


def test_a_sweep_removes_what_is_left_and_nothing_else(tmp_path: Path) -> None:
    hour_old = time.time() - 4000
    for name in ("done.mp4", ".done.12.part.mp4", ".live.12.part.mp4", ".left.12.part.mp4", ".x"):
        (tmp_path / name).touch()
    os.utime(tmp_path / ".left.12.part.mp4", (hour_old, hour_old))
    os.utime(tmp_path / "done.mp4", (hour_old, hour_old))
    sweep(tmp_path)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {".live.12.part.mp4", ".x", "done.mp4"}
