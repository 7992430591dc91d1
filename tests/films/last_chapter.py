"""Playing a film of which the last chapter alone is painted; as a program, in a process of its own.

python -m tests.films.last_chapter MEDIA TYPESET STEPPED NAME... prints what was seen, as JSON.
"""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from scenes.stage.manim.renderer import StageRenderer
from tests.films.conftest import played


class LastChapter(StageRenderer):
    """Paints a film's last chapter only, which all others come before.

    Those are skipped, but for the last ``stepped`` of them: they are stepped through.
    """

    def __init__(self, stepped: int) -> None:
        super().__init__()
        self.stepped = stepped
        self.inside = self.skips = False
        self.frames: list[str] = []
        self.keys: list[str] = []

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        titles = [each.title for each in scene.registry]
        still_to_come = len(titles) - 1 - titles.index(scene.chapters[-1][0])
        self.inside, self.skips = still_to_come == 0, still_to_come > self.stepped
        super().play(scene, *args, **kwargs)

    def segment_key(self, scene: Any) -> str | None:
        self.keys.append(scene.segment_key())
        return super().segment_key(scene)

    def update_skipping_status(self) -> None:
        self.skip_animations = self.skips

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        if self.inside:
            super().update_frame(*args, **kwargs)

    def save_static_frame_data(self, *args: Any, **kwargs: Any) -> Any:
        return super().save_static_frame_data(*args, **kwargs) if self.inside else None

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        if self.skip_animations:
            return
        self.time += num_frames / self.camera.frame_rate
        if self.inside:
            self.frames.extend([hashlib.sha256(frame.tobytes()).hexdigest()] * num_frames)


@dataclass(frozen=True)
class Seen:
    """What was seen of a film: its last chapter's frames, the keys and chapters of all, its end."""

    frames: list[str]
    keys: list[str]
    chapters: list[tuple[str, float]]
    plays: int
    time: float


def last_chapter(name: str, media: Path, typeset: Path, stepped: int = 0) -> Seen:
    """Play a film by its name, on its own data."""
    kind = getattr(import_module(f"scenes.{name}"), name.capitalize())
    film: Any = played(kind, {}, media, renderer=lambda: LastChapter(stepped), tex_dir=str(typeset))
    seen = film.renderer
    return Seen(seen.frames, seen.keys, film.chapters, len(film.plays), film.time)


if __name__ == "__main__":
    folders, steps, names = [Path(each) for each in sys.argv[1:3]], int(sys.argv[3]), sys.argv[4:]
    print(json.dumps({name: asdict(last_chapter(name, *folders, steps)) for name in names}))
