"""What tells at once that nothing has changed since a film was made.

Among a film's segments lies a stamp: a digest of all that went into the film, and the files that
came out, with their sizes. Where all that still holds, there is nothing to be done.
"""

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manim import config
from manim.utils.file_ops import open_media_file

from scenes.stage.manim.whole import whole

if TYPE_CHECKING:
    from scenes.stage.film.film import Film

__all__ = ["Making"]


class Making:
    """One rendering of a film, before and after.

    Parameters
    ----------
    film
        The film, before it is rendered.
    """

    def __init__(self, film: "Film") -> None:
        self.film, self.plan = film, film.output_plan
        self.writer: Any = film.renderer.file_writer

    @property
    def file(self) -> Path:
        """Where the film is written to."""
        assert self.plan.primary_artifact is not None
        return self.plan.primary_artifact

    def is_done(self) -> bool:
        """Tell whether the film has been made already, just so, and is still there, whole."""
        if config.disable_caching or not self.plan.output.is_video:
            return False
        before = self._stamp()
        return before.get("key") == self._key and all(
            Path(path).is_file() and Path(path).stat().st_size == size
            for path, size in before["sizes"].items()
        )

    def stand_in(self, preview: bool) -> None:
        """Leave the film as if it had been played; open it, or its folder, if that is wanted."""
        self.film.renderer.time = self._stamp()["length"]
        self.writer.final_file_path = self.file
        wanted = self.film.session_spec.presentation
        if preview or wanted.open_after_render or wanted.show_in_file_browser:
            open_media_file(
                self.writer,
                preview=preview or wanted.open_after_render,
                show_in_file_browser=wanted.show_in_file_browser,
            )

    def note(self) -> None:
        """Write down what the film was made of, and what came out."""
        if not self.plan.output.is_video or not self.file.is_file():
            return
        sizes = {str(path): path.stat().st_size for path in self._files()}
        stamp = {"key": self._key, "length": self.film.time, "sizes": sizes}
        with whole(self._place) as unfinished:
            unfinished.write_text(json.dumps(stamp, indent=1), encoding="utf-8")

    def _files(self) -> list[Path]:
        """Return all that was written, apart from the segments."""
        files = [self.file, *self.writer.caption_files]
        if self.plan.section_index is not None and self.plan.sections_dir is not None:
            clips = [
                self.plan.sections_dir / each.video for each in self.writer.sections if each.video
            ]
            files += [self.plan.section_index, *clips]
        return files

    @property
    def _place(self) -> Path:
        assert self.plan.segment_cache_dir is not None
        return self.plan.segment_cache_dir / f"{self.file.name}.stamp.json"

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads(self._place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return (
            stamp if isinstance(stamp, dict) and {"key", "length", "sizes"} <= stamp.keys() else {}
        )

    @cached_property
    def _key(self) -> str:
        """All that the film is made of, before it is played."""
        plays = (config.from_animation_number, config.upto_animation_number)
        parts = (self.film.digest(), self.plan, self.film.film_settings, plays)
        return hashlib.sha256(repr(parts).encode()).hexdigest()
