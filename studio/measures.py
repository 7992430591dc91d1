"""What is measured of one film: its 3-D shot, the same surface in stock Manim, encoding, memory.

Each function here is called in a process of its own.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np
from manim import Surface, ThreeDScene, config, tempconfig
from manim.utils.exceptions import EndSceneEarlyException
from numpy.typing import NDArray

from scenes.stage.manim.encoder import TaggedEncoder
from scenes.stage.manim.renderer import StageRenderer
from studio.captions import with_a_word_changed
from studio.films import film_file
from studio.rehearsal import UNSEEN, Scout, StudioRenderer, load, play_only, rehearse

__all__ = [
    "Rendering",
    "Shot",
    "Survey",
    "change_a_caption",
    "drawn_segments",
    "encoder_speed",
    "first_look",
    "render",
    "shot_speed",
    "stock_speed",
    "stock_surface",
    "survey",
]

RATE = 60
KEPT_FRAMES = 90
"""How many frames the encoder is fed with, there and back again: 8 MB each, in memory."""
STOCK_FRAMES = 4
LOOK_TIMEOUT = 90
"""Seconds after which a first look at a chapter is given up."""


@dataclass(frozen=True, eq=False)
class Shot:
    """The 3-D shot of a film: the play's number, its frames, and the surface (n, m, 3) in it."""

    film: str
    number: int
    frames: int
    mesh: NDArray[np.float64]


@dataclass(frozen=True)
class Survey:
    """What a rehearsal tells of a film.

    Attributes
    ----------
    shot
        Its 3-D shot, if it has one.
    chapter
        The number of the chapter that is looked at and changed: the fifth, or else the last.
    captions
        What is said in that chapter.
    """

    shot: Shot | None
    chapter: int
    captions: list[str]


@dataclass(frozen=True)
class Rendering:
    """A film rendered: seconds it took, seconds it lasts, bytes of memory at the most."""

    seconds: float
    length: float
    memory: float


@contextmanager
def high_quality() -> Iterator[Path]:
    """Render at 1080p60, quietly, into a folder that is gone afterwards."""
    config.quality = "high_quality"
    config.verbosity = "WARNING"
    config.progress_bar = "none"
    with TemporaryDirectory() as folder:
        config.media_dir = folder
        yield Path(folder)


class Stopwatch(StageRenderer):
    """A renderer that says how long the last play took until all its frames were encoded."""

    seconds = 0.0

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play, and wait for the encoder; the painter is loaded before, as in any later shot."""
        if self.num_plays == config.from_animation_number:
            self.update_frame(scene)
        began = time.perf_counter()
        super().play(scene, *args, **kwargs)
        self.file_writer.join_all_encode_jobs()
        if not self.skip_animations:
            self.seconds = time.perf_counter() - began


class FrameKeeper(StudioRenderer):
    """A renderer that keeps the frames of a stretch of what it does not skip, and ends there."""

    def __init__(self, stretch: range) -> None:
        super().__init__()
        self.stretch = stretch
        self.seen = 0
        self.frames: list[NDArray[np.uint8]] = []

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Paint a frame, and keep it if it lies in the stretch."""
        super().render(scene, time, moving_mobjects)
        if self.skip_animations:
            return
        if self.seen in self.stretch:
            self.frames.append(self.get_frame())
        self.seen += 1
        if self.seen == self.stretch.stop:
            raise EndSceneEarlyException


def survey(name: str, chapter: int = 5) -> Survey:
    """Rehearse a film, and say what there is to measure."""
    config.verbosity = "WARNING"
    scout = Scout()
    film = rehearse(load(name), scout)
    move = scout.shot()
    chapter = min(chapter, len(film.chapters))
    began, *later = [start for _, start in film.chapters[max(chapter - 1, 0) :]] or [0.0]
    ended = later[0] if later else float("inf")
    speck = 1e-3  # captions are timed to the microsecond
    return Survey(
        shot=Shot(name, move.play, round(move.seconds * RATE), move.mesh) if move else None,
        chapter=chapter,
        captions=[
            caption.content
            for caption in scout.file_writer.subcaptions
            if began - speck <= caption.start.total_seconds() < ended - speck
        ],
    )


def shot_speed(shot: Shot) -> float:
    """Return how many frames of the shot are drawn and encoded in a second."""
    with high_quality():
        renderer = Stopwatch()
        play_only(load(shot.film), shot.number, shot.number, renderer)
    return shot.frames / renderer.seconds


def encoder_speed(shot: Shot) -> float:
    """Return how many frames of the shot are encoded in a second, when all are drawn already."""
    with high_quality() as folder:
        film_class = load(shot.film)
        middle, half = shot.frames // 2, min(KEPT_FRAMES, shot.frames) // 2
        keeper = FrameKeeper(range(middle - half, middle + half))
        with tempconfig(UNSEEN):
            play_only(film_class, shot.number, shot.number, keeper)
        there, back = keeper.frames, keeper.frames[-2:0:-1]
        spec = film_class(renderer=StageRenderer()).session_spec.video_encoder
        began = time.perf_counter()
        encoder = TaggedEncoder(target=folder / "shot.mp4", spec=spec)
        for frame in islice(cycle([*there, *back]), shot.frames):
            encoder.write_frame(frame)
        encoder.finish()
        return shot.frames / (time.perf_counter() - began)


def stock_speed(shot: Shot) -> float:
    """Return how many frames a second stock Manim draws of the shot's surface, turning."""
    # caching is off, for its hash takes longer than its frames
    with high_quality(), tempconfig({"disable_caching": True}):
        scene = Stock(stock_surface(shot.mesh))
        scene.render()
    return STOCK_FRAMES / scene.seconds


def stock_surface(mesh: NDArray[np.float64]) -> Surface:
    """Return Manim's own surface through the corners of a mesh (n, m, 3), face by face."""
    last = np.array(mesh.shape[:2]) - 1

    def at(u: float, v: float) -> NDArray[np.float64]:
        i, j = np.minimum((int(u), int(v)), last - 1)
        s, t = u - i, v - j
        near, far = ((1 - t) * row[j] + t * row[j + 1] for row in mesh[i : i + 2])
        return np.asarray((1 - s) * near + s * far)

    return Surface(at, (0, last[0]), (0, last[1]), resolution=tuple(last))


class Stock(ThreeDScene):
    """A surface as Manim itself draws it, seen from a camera that turns."""

    seconds = 0.0

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self.surface = surface

    def construct(self) -> None:
        """Turn the camera for some frames, and say how long that took."""
        self.set_camera_orientation(phi=1.0, theta=-0.9)
        self.add(self.surface)
        self.begin_ambient_camera_rotation(rate=0.2)
        began = time.perf_counter()
        self.wait(STOCK_FRAMES / RATE)
        self.renderer.file_writer.join_all_encode_jobs()
        self.seconds = time.perf_counter() - began


def render(file: Path, folder: Path, chapter: int | None = None) -> Rendering:
    """Render a film, or one chapter, into a folder by the command that `make film` runs.

    Raises
    ------
    SystemExit
        If that fails.
    """
    settings(file.parent / "manim.cfg", film={"chapters": str(chapter or "")})
    began = time.perf_counter()
    command = [sys.executable, "-m", "studio.film", str(file), "--quality", "h"]
    process = subprocess.Popen(
        [*command, "--media_dir", folder], stdout=subprocess.DEVNULL, cwd=file.parent
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("rendering the film failed")
    (video,) = folder.glob("videos/*/*/*.mp4")
    with av.open(video) as container:
        length = float(container.duration or 0) / av.time_base
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return Rendering(seconds, length, usage.ru_maxrss * unit)


def drawn_segments(folder: Path) -> set[str]:
    """Return the names of all segments, one a play, that have been drawn into a folder."""
    return {path.name for path in folder.glob("videos/*/*/partial_movie_files/*/*.mp4")}


def change_a_caption(file: Path, seen: Survey) -> None:
    """Change one word of a caption in a copy of a film's file.

    Raises
    ------
    SystemExit
        If no caption of the chapter is spelt out there.
    """
    changed = with_a_word_changed(file.read_text("utf-8"), seen.captions)
    if changed is None:
        sys.exit(f"chapter {seen.chapter} spells out no caption that could be changed")
    file.write_text(changed, "utf-8")


def settings(file: Path, **sections: dict[str, str]) -> None:
    """Write the settings of the working folder, and others, to a file."""
    parser = RawConfigParser()
    parser.read("manim.cfg", "utf-8-sig")
    parser.read_dict(sections)
    with file.open("w", encoding="utf-8") as stream:
        parser.write(stream)


def first_look(name: str, chapter: int) -> float:
    """Return how many seconds Manim's own command takes to show one chapter, quick and small.

    Raises
    ------
    SystemExit
        If that fails, or shows something else.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "look.cfg"
        settings(file, CLI={"save_sections": "True"}, film={"chapters": str(chapter)})
        options = ["-ql", "-c", str(file), "--media_dir", folder, "--progress_bar", "none"]
        command = [sys.executable, "-m", "manim", "render", *options, str(film_file(name))]
        began = time.perf_counter()
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LOOK_TIMEOUT)
        except subprocess.TimeoutExpired:
            sys.exit(f"one chapter was not drawn within {LOOK_TIMEOUT} s")
        seconds = time.perf_counter() - began
        clips = list(Path(folder).glob("videos/*/*/sections/*.mp4"))
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        sys.exit(f"manim ended with {done.returncode}: {' '.join(last)}")
    if len(clips) != 1:
        sys.exit(f"[film] chapters = {chapter} drew {len(clips)} chapters instead of one")
    return seconds
