"""What is measured of one film: its 3-D shot, the same surface in stock Manim, encoding, memory.

Each function here is called in a process of its own. The shot is the play in which the descent's
playhead moves for the longest time: surface, ball, trail, data, fit and loss curve all move.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
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
from studio.rehearsal import UNSEEN, StudioRenderer, load, play_only, playhead_moves

__all__ = ["Rendering", "Shot", "encoder_speed", "find_shot", "render", "shot_speed", "stock_speed"]

RATE = 60
KEPT_FRAMES = 90
"""How many frames the encoder is fed with, there and back again: 8 MB each, in memory."""
STOCK_FACES = 64
STOCK_FRAMES = 4


@dataclass(frozen=True)
class Shot:
    """One play of a film: the film's name, the play's number, and its frames."""

    film: str
    number: int
    frames: int


@dataclass(frozen=True)
class Rendering:
    """A whole film rendered: seconds it took, seconds it lasts, bytes of memory at the most."""

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


def find_shot(name: str) -> Shot:
    """Return the shot of a film."""
    moves = playhead_moves(load(name))
    number = max(moves, key=lambda each: moves[each])
    return Shot(name, number, round(moves[number] * RATE))


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
    """Return how many frames a second stock Manim draws of the film's surface, turning."""
    with high_quality():
        with tempconfig(UNSEEN):
            film: Any = load(shot.film)(renderer=StageRenderer())
        space, objective = film.study.space, film.study.objective
        surface = Surface(
            lambda w0, w1: space.on_surface(objective, np.array([w0, w1])),
            u_range=(space.low[0], space.high[0]),
            v_range=(space.low[1], space.high[1]),
            resolution=(STOCK_FACES, STOCK_FACES),
        )
        with tempconfig({"disable_caching": True}):  # its hash takes longer than its frames
            scene = Stock(surface)
            scene.render()
    return STOCK_FRAMES / scene.seconds


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


def render(name: str, folder: Path) -> Rendering:
    """Render a whole film into a folder by the command that `make film` runs.

    Raises
    ------
    SystemExit
        If that fails.
    """
    began = time.perf_counter()
    command = [sys.executable, "-m", "studio.film", name, "--quality", "h"]
    process = subprocess.Popen([*command, "--media_dir", folder], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{name}: rendering the film failed")
    (video,) = folder.glob("videos/*/*/*.mp4")
    with av.open(video) as container:
        length = float(container.duration or 0) / av.time_base
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return Rendering(seconds, length, usage.ru_maxrss * unit)
