"""Several processes draw a film together: the same film, whatever becomes of them."""

from pathlib import Path

import av
import numpy as np
import pytest
from manim import Scene, tempconfig

from studio.rehearsal import load
from studio.take import Take, shoot
from studio.workers import ClaimingRenderer, Claims, draw_together

FILM = """
import multiprocessing
import os
import signal

from manim import DOWN, RIGHT, Circle, Square

from scenes.stage import Film, chapter

def end_if_wanted(film):
    if os.environ.get("KILLED") and multiprocessing.parent_process():
        film.renderer.file_writer.join_all_encode_jobs()
        os.kill(os.getpid(), signal.SIGKILL)

class Pair(Film):
    @chapter("First", heading=False)
    def first(self):
        self.shape = Circle()
        self.say("A circle.", self.shape, seconds=0.4)
        for _ in range(4):
            self.play(self.shape.animate.shift(RIGHT), run_time=0.6)

    @chapter("Second", heading=False)
    def second(self):
        end_if_wanted(self)
        for _ in range(4):
            self.play(self.shape.animate.shift(DOWN / 2), run_time=0.6)
        self.say("A square.", Square(), seconds=0.4)
"""
SMALL = {
    "pixel_width": 160,
    "pixel_height": 90,
    "frame_rate": 10,
    "progress_bar": "none",
    "verbosity": "WARNING",
}
Shown = list[tuple[int, int, str]]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "pair.py"
    path.write_text(FILM, encoding="utf-8")
    return path


def taken(film: Path, folder: Path, jobs: int) -> tuple[Take, Shown]:
    shown: Shown = []
    with tempconfig({**SMALL, "media_dir": str(folder)}):
        return shoot(load(str(film)), lambda *far: shown.append(far), jobs), shown


def frames(path: Path) -> np.ndarray:
    with av.open(path) as container:
        return np.array([frame.to_ndarray() for frame in container.decode(video=0)])


def segments(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("partial_movie_files/*/*.mp4")}


def test_a_film_by_two_processes_is_the_film_by_one(film: Path, tmp_path: Path) -> None:
    (one, _), (two, shown) = (taken(film, tmp_path / str(jobs), jobs) for jobs in (1, 2))
    assert np.array_equal(frames(one.film), frames(two.film))
    assert segments(tmp_path / "1") == segments(tmp_path / "2")
    assert (one.chapters, two.chapters) == (2, 2)
    assert [path.name for path in (tmp_path / "2").rglob(".*")] == []
    done = [far for far, _, _ in shown]
    assert done == sorted(done)
    assert done[-1] == len(frames(two.film))
    told = {what for _, _, what in shown}
    assert "joining" in told
    assert {"First", "Second"} & told  # by those who draw
    with tempconfig({**SMALL, "media_dir": str(tmp_path / "2")}):
        again = load(str(film))()
        assert again.is_done()


def test_what_a_killed_process_leaves_is_drawn_by_who_joins(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed when it has drawn the first chapter."""
    monkeypatch.setenv("KILLED", "yes")
    whole, _ = taken(film, tmp_path / "whole", 1)
    with tempconfig({**SMALL, "media_dir": str(tmp_path / "killed")}):
        load(str(film))
        draw_together(film, 1, lambda seconds, what: None)
    left, every = (segments(tmp_path / each) for each in ("killed", "whole"))
    assert 4 <= len(left) < len(every)
    assert left.items() < every.items()
    joined, _ = taken(film, tmp_path / "killed", 1)
    assert segments(tmp_path / "killed") == every
    assert np.array_equal(frames(joined.film), frames(whole.film))


def test_what_others_have_claimed_is_theirs(film: Path, tmp_path: Path) -> None:
    taken(film, tmp_path / "whole", 1)
    every = segments(tmp_path / "whole")
    ours = sorted(every)[3]
    claims = Claims(tmp_path / "claims")
    claims.folder.mkdir()
    assert all(claims.take(Path(name).stem) for name in every if name != ours)
    with tempconfig({**SMALL, "media_dir": str(tmp_path / "drawn")}):
        Scene.render(load(str(film))(renderer=ClaimingRenderer(claims)))
    assert segments(tmp_path / "drawn") == {ours: every[ours]}


def test_a_play_is_claimed_once_and_counts_when_it_is_there(tmp_path: Path) -> None:
    ours, theirs = Claims(tmp_path), Claims(tmp_path)
    assert ours.take("a")
    assert not theirs.take("a")
    assert theirs.take("b")
    assert ours.seconds() == 0
    ours.note("a", 1.5, "First")
    theirs.note("b", 2.0, "Second")
    assert ours.seconds() == theirs.seconds() == 3.5
    assert ours.latest == "Second"
