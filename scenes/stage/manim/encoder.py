"""Video segments whose colours are what their tags say: BT.709.

Manim leaves the step from RGB to YUV to the encoder's default, which is BT.601; players take
HD video for BT.709, and show every colour a little off. Here each frame is converted by BT.709
and tagged so, whatever the configuration says, and a frame that is held is converted once.
"""

from collections.abc import Iterable
from datetime import timedelta
from html import escape
from itertools import dropwhile
from pathlib import Path
from typing import Any

import av
import srt
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

__all__ = ["StageFileWriter", "TaggedEncoder", "web_captions"]


class TaggedEncoder(VideoSegmentEncoder):
    """Encode one segment, with BT.709 colours where the pixel format has luma and chroma."""

    _stream: av.VideoStream

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._converts = self.spec.pixel_format.startswith("yuv")
        if self._converts:
            context = self._stream.codec_context
            context.colorspace = Colorspace.ITU709
            context.color_primaries = ColorPrimaries.BT709
            context.color_trc = ColorTrc.BT709
            context.color_range = 1  # limited, as video has it

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        """Encode ``pixels`` (height, width, 4), straight RGBA, for ``repeat`` frames."""
        if not self._converts:
            super().write_frame(pixels, repeat=repeat)
            return
        self._validate_frame(pixels, repeat)
        try:
            frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba").reformat(
                format=self.spec.pixel_format, dst_colorspace=Colorspace.ITU709
            )
            frame.time_base = 1 / self.spec.frame_rate
            for _ in range(repeat):
                frame.pts = self._next_pts
                self._next_pts += 1
                for packet in self._stream.encode(frame):
                    self._container.mux(packet)
        except BaseException as error:
            raise self._operation_error("encode", error) from error


class StageFileWriter(SceneFileWriter):
    """Manim's file writer, with segments in true colours and clips that can stand on a slide."""

    def __init__(self, settings: Any) -> None:
        self.edges: list[tuple[bool, bool]] = []
        self.caption_files: list[Path] = []
        super().__init__(settings)

    def note_edges(self, begins_bare: bool, ends_bare: bool) -> None:
        """Note of a play whether it begins, and whether it ends, on an empty stage."""
        self.edges.append((begins_bare, ends_bare))

    def combine_to_section_videos(self) -> None:
        """Join each chapter's segments, from its first picture that can stand to its last.

        What fades in from an empty stage, or out to one, belongs to no clip. A chapter that is
        skipped has no segments, and then no clip.
        """
        edges = iter(self.edges)
        for section in self.sections:
            plays = list(zip(section.partial_movie_files, edges, strict=False))
            section.partial_movie_files = _standing(plays)
            if not section.get_clean_partial_movie_files():
                section.video = None
        super().combine_to_section_videos()

    def write_subcaption_file(self) -> None:
        """Write the captions as SubRip and as WebVTT."""
        super().write_subcaption_file()
        path = self.output_plan.subcaption_file
        if path is not None:
            web = path.with_suffix(".vtt")
            web.write_text(web_captions(self.subcaptions), encoding="utf-8")
            self.caption_files = [path, web]

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return TaggedEncoder(target=target, spec=self.video_encoder)


def _standing(plays: list[tuple[str | None, tuple[bool, bool]]]) -> list[str | None]:
    """Return the segments without those at either end that touch an empty stage."""
    begun = list(dropwhile(lambda play: play[1][0], plays))
    ended = list(dropwhile(lambda play: play[1][1], reversed(begun)))
    return [segment for segment, _ in reversed(ended)]


def web_captions(captions: Iterable[srt.Subtitle]) -> str:
    """Write captions as WebVTT.

    Examples
    --------
    >>> from datetime import timedelta
    >>> cue = srt.Subtitle(1, timedelta(seconds=61.5), timedelta(seconds=63), "a < b & c")
    >>> print(web_captions([cue]), end="")
    WEBVTT
    <BLANKLINE>
    00:01:01.500 --> 00:01:03.000
    a &lt; b &amp; c
    """
    cues = [
        f"{_clock(each.start)} --> {_clock(each.end)}\n{escape(each.content, quote=False)}\n"
        for each in captions
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _clock(time: timedelta) -> str:
    return str(srt.timedelta_to_srt_timestamp(time)).replace(",", ".")
