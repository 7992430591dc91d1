"""Manim's file writer, whose files are whole or not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path
from typing import Any

from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.stage.manim.encoder import TaggedEncoder
from scenes.stage.manim.webvtt import web_captions
from scenes.stage.manim.whole import sweep, whole

__all__ = ["StageFileWriter"]


class StageFileWriter(SceneFileWriter):
    """Manim's file writer: segments in true colours, files that a killed run cannot spoil.

    The clip of a chapter begins and ends on a picture that can stand on a slide.
    """

    def __init__(self, settings: Any) -> None:
        self.edges: list[tuple[bool, bool]] = []
        self.caption_files: list[Path] = []
        super().__init__(settings)

    def note_edges(self, begins_bare: bool, ends_bare: bool) -> None:
        """Note of a play whether it begins, and whether it ends, on an empty stage."""
        self.edges.append((begins_bare, ends_bare))

    def finish(self) -> None:
        """Write film, clips and captions, then remove what killed runs have left."""
        super().finish()
        if self.output_spec.is_video:
            clips = self.output_plan.sections_dir
            for folder in (self.partial_movie_directory, self.movie_file_path.parent, clips):
                if folder is not None:
                    sweep(folder)

    def combine_files(self, input_files: list[str], output_file: Path, *args: Any) -> None:
        """Join segments to the film, or to the clip of a chapter."""
        with whole(output_file) as unfinished:
            super().combine_files(input_files, unfinished, *args)

    def combine_to_section_videos(self) -> None:
        """Join each chapter's segments, from its first picture that can stand to its last.

        What fades in from an empty stage, or out to one, belongs to no clip. A chapter that is
        skipped has no segments, and then no clip.
        """
        edges = iter(self.edges)
        for section in self.sections:
            plays = list(zip(section.partial_movie_files, edges, strict=False))
            section.partial_movie_files = _standing(plays)
            if section.name == _NO_CHAPTER or not section.get_clean_partial_movie_files():
                section.video = None
        with self._planned_whole("section_index"):
            super().combine_to_section_videos()

    def write_subcaption_file(self) -> None:
        """Write the captions as SubRip and as WebVTT."""
        with self._planned_whole("subcaption_file"):
            super().write_subcaption_file()
        path = self.output_plan.subcaption_file
        if path is not None:
            web = path.with_suffix(".vtt")
            with whole(web) as unfinished:
                unfinished.write_text(web_captions(self.subcaptions), encoding="utf-8")
            self.caption_files = [path, web]

    @contextmanager
    def _planned_whole(self, name: str) -> Iterator[None]:
        """Let Manim write a file of its plan under another name, and rename it when it is whole."""
        plan = self.output_plan
        target = getattr(plan, name)
        if target is None:  # stills have none
            yield
            return
        with whole(target) as unfinished:
            changed: dict[str, Any] = {name: unfinished}
            self.output_plan = replace(plan, **changed)
            try:
                yield
            finally:
                self.output_plan = plan

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return TaggedEncoder(target=target, spec=self.video_encoder)


_NO_CHAPTER = "autocreated"
"""What Manim calls the section before the first chapter."""


def _standing(plays: list[tuple[str | None, tuple[bool, bool]]]) -> list[str | None]:
    """Return the segments without those at either end that touch an empty stage."""
    begun = list(dropwhile(lambda play: play[1][0], plays))
    ended = list(dropwhile(lambda play: play[1][1], reversed(begun)))
    return [segment for segment, _ in reversed(ended)]
