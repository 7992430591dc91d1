"""Luma and chroma are those of BT.709, to the nearest whole number."""

import numpy as np
import pytest
from av import VideoFrame
from av.video.reformatter import Colorspace

from scenes.stage.manim.luma import to_luma

NOISE = np.random.default_rng(0).integers(0, 256, (48, 70, 4), dtype=np.uint8)


def planes(pixels: np.ndarray) -> list[np.ndarray]:
    """The three planes, without what fills their lines up."""
    return [
        np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in to_luma(pixels).planes
    ]


def bt709(rgb: np.ndarray) -> list[np.ndarray]:
    """E'y, E'cb and E'cr of ITU-R BT.709-6, items 3.2 to 3.4, of RGB (..., 3) in 0 to 255."""
    red, green, blue = np.moveaxis(rgb / 255, -1, 0)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    chroma = [(blue - luma) / 1.8556, (red - luma) / 1.5748]
    return [219 * luma + 16, *(224 * each + 128 for each in chroma)]


def test_they_are_the_nearest_whole_numbers() -> None:
    rgb = NOISE[..., :3].astype(float)
    means = rgb.reshape(24, 2, 35, 2, 3).mean(axis=(1, 3))
    luma, blue, red = planes(NOISE)
    exact = [bt709(rgb)[0], *bt709(means)[1:]]
    for ours, theirs in zip((luma, blue, red), exact, strict=True):
        assert np.abs(ours - theirs).max() < 0.51


@pytest.mark.parametrize("level", [0, 1, 127, 128, 254, 255])
def test_grey_has_no_colour(level: int) -> None:
    grey = np.full((2, 2, 4), level, dtype=np.uint8)
    luma, blue, red = planes(grey)
    assert (blue, red) == (128, 128)
    assert luma[0, 0] == round(16 + 219 * level / 255)


def test_alpha_does_not_count() -> None:
    clear = NOISE.copy()
    clear[..., 3] = 0
    assert all(map(np.array_equal, planes(NOISE), planes(clear)))


def test_what_is_flat_is_as_ffmpeg_has_it() -> None:
    flat = np.repeat(np.repeat(NOISE[::8, ::14], 16, axis=0), 16, axis=1)
    theirs = VideoFrame.from_ndarray(flat, format="rgba").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709
    )
    middles = [slice(8, None, 16), slice(4, None, 8), slice(4, None, 8)]
    for ours, plane, middle in zip(planes(flat), theirs.planes, middles, strict=True):
        lines = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
        there = lines[:, : plane.width][middle, middle].astype(int)
        assert np.abs(ours[middle, middle] - there).max() <= 1
