"""From RGB to luma and chroma by BT.709, as HD video has them.

FFmpeg's scaler can do this, too, in four times the time: it treats it as a scaling, and a film of
1080p60 then spends a fifth of its time there. In whole numbers, it is the same on any machine.
"""

from typing import Any

import av
import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["HALVED", "to_luma"]

HALVED = "yuv420p"
"""The pixel format that is made: chroma has half the columns and half the rows."""

_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1.0 - _RED - _BLUE
_BITS = 16
"""Of a weight's fraction."""
_LUMA, _CHROMA = 219 / 255, 224 / 255 / 2
"""How much of its 8 bits luma takes, from 16 up; and chroma, to either side of 128."""


def _whole(red: float, green: float, blue: float) -> tuple[np.int32, np.int32, np.int32]:
    red, green, blue = (round(each * 2**_BITS) for each in (red, green, blue))
    return np.int32(red), np.int32(green), np.int32(blue)


_Y = _whole(_LUMA * _RED, _LUMA * _GREEN, _LUMA * _BLUE)
_CB = _whole(-_CHROMA * _RED / (1 - _BLUE), -_CHROMA * _GREEN / (1 - _BLUE), _CHROMA)
_CR = _whole(_CHROMA, -_CHROMA * _GREEN / (1 - _RED), -_CHROMA * _BLUE / (1 - _RED))
_FOUR = _BITS + 2
"""The same, of the mean of four pixels, taken from their sum."""
_BLACK = np.int32((16 << _BITS) + (1 << _BITS - 1))
_GREY = np.int32((128 << _FOUR) + (1 << _FOUR - 1))
"""Where luma and chroma begin, and a half of the last place, for rounding."""


def to_luma(pixels: NDArray[np.uint8]) -> av.VideoFrame:
    """Convert straight RGBA (height, width, 4), of even height and width, leaving alpha out."""
    height, width = pixels.shape[:2]
    frame = av.VideoFrame(width, height, HALVED)
    planes: Any = frame.planes  # buffers, which their annotations keep to themselves
    luma, blue, red = (
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in planes
    )
    _convert(pixels.reshape(height, -1).view(np.uint32), luma, blue, red)
    return frame


@njit(cache=True, nogil=True)
def _convert(
    pixels: NDArray[np.uint32],
    luma: NDArray[np.uint8],
    chroma_blue: NDArray[np.uint8],
    chroma_red: NDArray[np.uint8],
) -> None:
    """Fill the planes (h, w), and (h / 2, w / 2) twice, from packed pixels (h, w), red lowest."""
    low, pair = np.uint32(0xFF), np.uint32(0x00FF00FF)
    one, two = np.uint32(8), np.uint32(16)
    for y in range(luma.shape[0]):
        row, bright = pixels[y], luma[y]
        for x in range(luma.shape[1]):
            red = np.int32(row[x] & low)
            green = np.int32(row[x] >> one & low)
            blue = np.int32(row[x] >> two & low)
            total = _Y[0] * red + _Y[1] * green + _Y[2] * blue + _BLACK
            bright[x] = np.uint8(total >> np.int32(_BITS))
    for y in range(chroma_blue.shape[0]):
        upper, lower = pixels[2 * y], pixels[2 * y + 1]
        bluish, reddish = chroma_blue[y], chroma_red[y]
        for x in range(chroma_blue.shape[1]):
            a, b, c, d = upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]
            ends = (a & pair) + (b & pair) + (c & pair) + (d & pair)  # red low, blue high
            red, blue = np.int32(ends & np.uint32(0xFFFF)), np.int32(ends >> two)
            green = np.int32(
                (a >> one & low) + (b >> one & low) + (c >> one & low) + (d >> one & low)
            )
            total = _CB[0] * red + _CB[1] * green + _CB[2] * blue + _GREY
            bluish[x] = np.uint8(total >> np.int32(_FOUR))
            total = _CR[0] * red + _CR[1] * green + _CR[2] * blue + _GREY
            reddish[x] = np.uint8(total >> np.int32(_FOUR))
