"""Video segments whose colours are what their tags say: BT.709.

Manim leaves the step from RGB to YUV to the encoder's default, which is BT.601; players take
HD video for BT.709, and show every colour a little off. Here each frame is converted by BT.709
and tagged so, whatever the configuration says, and a frame that is held is converted once.
"""

from pathlib import Path
from typing import Any

import av
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

__all__ = ["StageFileWriter", "TaggedEncoder"]


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
    """Manim's file writer, with segments in true colours, and no clip of a skipped chapter."""

    def combine_to_section_videos(self) -> None:
        """Join each chapter's segments; with `-n`, a chapter may have none, and then no clip."""
        for section in self.sections:
            if not section.get_clean_partial_movie_files():
                section.video = None
        super().combine_to_section_videos()

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return TaggedEncoder(target=target, spec=self.video_encoder)
