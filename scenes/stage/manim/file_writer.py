"""Manim's file writer, whose files are whole or not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.stage.manim.encoder import TaggedEncoder
from scenes.stage.manim.whole import sweep, whole

__all__ = ["StageFileWriter"]


class StageFileWriter(SceneFileWriter):
    """Manim's file writer: segments in true colours, files that a killed run cannot spoil.

    A skipped chapter has no clip.
    """

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
        """Join each chapter's segments; with `-n`, a chapter may have none, and then no clip."""
        for section in self.sections:
            if not section.get_clean_partial_movie_files():
                section.video = None
        with self._planned_whole("section_index"):
            super().combine_to_section_videos()

    def write_subcaption_file(self) -> None:
        """Write the captions beside the film."""
        with self._planned_whole("subcaption_file"):
            super().write_subcaption_file()

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
