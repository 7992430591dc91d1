"""Video segments that are whole, the same on any machine, and of the colours that their tags say.

Manim leaves the step from RGB to YUV to the encoder's default, which is BT.601; players take
HD video for BT.709, and show every colour a little off. Here each frame is converted by BT.709
and tagged so, whatever the configuration says, and a frame that is held is converted once.

x264 by default cuts every frame into as many slices as the machine has cores, and a picture
depends on its slices. Here so many frames are encoded at once, whatever the cores, each in one
piece: at the same work segments come out no larger, and the same bit by bit.
"""

from pathlib import Path
from typing import Any

import av
from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.stage.manim.luma import HALVED, to_luma
from scenes.stage.manim.whole import in_the_making, put_in_place

__all__ = ["TaggedEncoder"]

_FRAMES_AT_ONCE = 4


class TaggedEncoder(VideoSegmentEncoder):
    """Encode one segment, with BT.709 colours where the pixel format has luma and chroma.

    It bears its name when it is finished, and not before.
    """

    _stream: av.VideoStream

    def __init__(self, *, target: Path, **kwargs: Any) -> None:
        self.unfinished = in_the_making(target)
        super().__init__(target=self.unfinished, **kwargs)
        self.target = target
        self._converts = self.spec.pixel_format.startswith("yuv")
        if self._converts:
            context = self._stream.codec_context
            context.colorspace = Colorspace.ITU709
            context.color_primaries = ColorPrimaries.BT709
            context.color_trc = ColorTrc.BT709
            context.color_range = 1  # limited, as video has it
            context.thread_type = "FRAME"
            context.thread_count = _FRAMES_AT_ONCE

    def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
        """Encode ``pixels`` (height, width, 4), straight RGBA, for ``repeat`` frames."""
        if not self._converts:
            super().write_frame(pixels, repeat=repeat)
            return
        self._validate_frame(pixels, repeat)
        try:
            frame = self._converted(pixels)
            frame.time_base = 1 / self.spec.frame_rate
            for _ in range(repeat):
                frame.pts = self._next_pts
                self._next_pts += 1
                for packet in self._stream.encode(frame):
                    self._container.mux(packet)
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _converted(self, pixels: Any) -> av.VideoFrame:
        """Convert to the segment's format: the usual one here, others and odd sizes by FFmpeg."""
        wanted, (height, width) = self.spec.pixel_format, pixels.shape[:2]
        if wanted == HALVED and height % 2 == width % 2 == 0:
            return to_luma(pixels)
        frame = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        return frame.reformat(format=wanted, dst_colorspace=Colorspace.ITU709)

    def finish(self) -> None:
        """End the segment, and give it its name."""
        if not self._closed:
            super().finish()
            put_in_place(self.unfinished, self.target)

    def abort(self) -> None:
        """Remove what has been written; a whole segment of that name stays."""
        self.target = self.unfinished
        super().abort()
