"""Several processes that draw one film together.

Each plays the whole film, draws the plays that no other has claimed, and skips the rest. Segments
are the same whoever draws them, and all lie in the film's one cache. So nothing hangs on a process:
what one that was killed has left, the film draws as it is joined.
"""

import json
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from manim import Scene, config

from scenes.stage.manim.configuration import ManimConfig, put_in_force
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.manim.whole import whole
from studio.rehearsal import load

__all__ = ["ClaimingRenderer", "Claims", "draw_together"]

Show = Callable[[float, str], None]
"""Shows how many seconds of film are there, and of which chapter the latest are."""

_LOOKS = 0.2
"""Seconds from one look at what is done to the next."""
_DONE = ".done"


class Claims:
    """Who draws which play, told between processes by files: each can be made only once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[Path, float] = {}
        self.latest = ""

    def take(self, key: str) -> bool:
        """Claim a play, and tell whether it is ours."""
        try:
            (self.folder / key).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def note(self, key: str, seconds: float, chapter: str) -> None:
        """Note that a play that was claimed is there, and how long it is."""
        with whole(self.folder / f"{key}{_DONE}") as unfinished:
            unfinished.write_text(json.dumps([seconds, chapter]), encoding="utf-8")

    def seconds(self) -> float:
        """Return how many seconds of film are there, and look which chapter came last."""
        for path in sorted({*self.folder.glob(f"[!.]*{_DONE}")} - self._known.keys()):
            self._known[path], self.latest = json.loads(path.read_text("utf-8"))
        return sum(self._known.values())


class ClaimingRenderer(StageRenderer):
    """A renderer that draws what nobody else has claimed, and leaves the film to be joined."""

    def __init__(self, claims: Claims) -> None:
        super().__init__()
        self.claims = claims
        self.claimed: str | None = None

    def is_made(self, scene: Any, key: str) -> bool:
        """Tell whether a segment is there, or another process sees to it."""
        made = super().is_made(scene, key)
        self.claimed = key if self.claims.take(key) else None
        return made or self.claimed is None

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play, and note what of it has been claimed."""
        self.claimed = None
        super().play(scene, *args, **kwargs)
        if self.claimed is not None:
            self.claims.note(self.claimed, scene.duration, scene.chapters[-1][0])

    def scene_finished(self, scene: Any) -> None:
        """Wait for the encoder; the film itself is no worker's business."""
        self.file_writer.join_all_encode_jobs()


@dataclass(frozen=True)
class Part:
    """What a worker is to do: a film's file, the configuration in force, where claims are made."""

    film: Path
    config: ManimConfig
    claims: Path


def draw_part(part: Part) -> None:
    """Draw what nobody else has claimed; Ctrl-C is heard by the process that has asked for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    put_in_force(part.config)
    film = load(str(part.film))(renderer=ClaimingRenderer(Claims(part.claims)))
    Scene.render(film)  # not Film's: that would note the film as made


def draw_together(film: Path, jobs: int, show: Show) -> None:
    """Draw the segments of a film by so many processes, and show how far they are.

    A process that ends in an error says so itself; its plays are then missing, and nothing else.
    """
    with TemporaryDirectory() as folder:
        claims = Claims(Path(folder))
        part = Part(film, config, claims.folder)
        with _workers(part, jobs) as workers:
            while any(each.is_alive() for each in workers):
                time.sleep(_LOOKS)
                show(claims.seconds(), claims.latest)


@contextmanager
def _workers(part: Part, jobs: int) -> Iterator[list[BaseProcess]]:
    """Start workers, afresh as on any system; none is left behind."""
    start = multiprocessing.get_context("spawn").Process
    workers: list[BaseProcess] = [start(target=draw_part, args=(part,)) for _ in range(jobs)]
    try:
        for each in workers:
            each.start()
        yield workers
    finally:
        for each in workers:
            each.terminate()
        for each in workers:
            each.join()
