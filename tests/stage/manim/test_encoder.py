"""A film's colours are those that its tags promise, and a held frame lasts as long as it should."""

import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace
from manim import Square
from manim._config.video_encoder import VideoEncoderSpec

from scenes.stage.film.film import Film
from scenes.stage.manim.encoder import TaggedEncoder
from scenes.stage.manim.renderer import StageRenderer

COLOURS = ["#0E1117", "#FFFFFF", "#FF0000", "#00FF00", "#0000FF", "#D9609C", "#5DB8FF", "#808080"]


def spec(**options: object) -> VideoEncoderSpec:
    usual = {
        "container_format": "mp4",
        "codec": "libx264",
        "pixel_format": "yuv420p",
        "width": 64,
        "height": 48,
        "frame_rate": Fraction(5),
        "options": (("crf", "12"),),
    }
    return VideoEncoderSpec(**{**usual, **options})


def flat(colour: str, width: int = 64, height: int = 48) -> np.ndarray:
    rgb = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    return np.full((height, width, 4), [*rgb, 255], dtype=np.uint8)


def encoded(target: Path, frames: list[tuple[np.ndarray, int]], **options: object) -> Path:
    encoder = TaggedEncoder(target=target, spec=spec(**options))
    for pixels, repeat in frames:
        encoder.write_frame(pixels, repeat=repeat)
    encoder.finish()
    return target


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_comes_back(colour: str, tmp_path: Path) -> None:
    target = encoded(tmp_path / "flat.mp4", [(flat(colour), 2)])
    with av.open(target) as container:
        frame = next(container.decode(video=0))
        assert frame.colorspace == Colorspace.ITU709
        rgb = frame.reformat(format="rgb24", src_colorspace=frame.colorspace).to_ndarray()
    difference = np.abs(rgb.astype(int) - flat(colour)[..., :3])
    assert difference.max() <= 3


@pytest.mark.parametrize(("width", "height"), [(65, 48), (64, 49), (65, 49)])
def test_a_colour_comes_back_up_to_an_odd_edge(width: int, height: int, tmp_path: Path) -> None:
    shown = flat("#D9609C", width, height)
    options = {"container_format": "webm", "codec": "libvpx-vp9", "width": width, "height": height}
    target = encoded(tmp_path / "odd.webm", [(shown, 1)], **options)
    with av.open(target) as container:
        rgb = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(rgb.astype(int) - shown[..., :3]).max() <= 3


def test_the_stream_says_bt709(tmp_path: Path) -> None:
    target = encoded(tmp_path / "flat.mp4", [(flat("#204060"), 1)])
    with av.open(target) as container:
        context = container.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1


def test_held_frames_count(tmp_path: Path) -> None:
    frames = [(flat("#FF0000"), 3), (flat("#00FF00"), 1), (flat("#0000FF"), 4)]
    target = encoded(tmp_path / "held.mp4", frames)
    with av.open(target) as container:
        stream = container.streams.video[0]
        shown = [frame.to_ndarray(format="rgb24")[24, 32] for frame in container.decode(stream)]
        times = stream.frames, stream.duration * stream.time_base
    assert [int(np.argmax(rgb)) for rgb in shown] == [0, 0, 0, 1, 2, 2, 2, 2]
    assert times == (8, Fraction(8, 5))


def test_what_has_no_luma_is_left_to_manim(tmp_path: Path) -> None:
    half = np.full((48, 64, 4), [255, 255, 255, 128], dtype=np.uint8)
    options = {
        "container_format": "mov",
        "codec": "qtrle",
        "pixel_format": "argb",
        "options": (),
    }
    target = encoded(tmp_path / "alpha.mov", [(half, 2)], **options)
    with av.open(target) as container:
        frames = [frame.to_ndarray(format="rgba") for frame in container.decode(video=0)]
    assert len(frames) == 2
    assert np.array_equal(frames[0], half)


def test_a_film_is_written_in_these_colours(play: Callable[..., Film], tmp_path: Path) -> None:
    def construct(film: Film) -> None:
        film.add(Square(20, color="#D9609C", fill_opacity=1))
        film.wait(1)
        film.wait(0.6)

    film = play(
        construct, renderer=StageRenderer, dry_run=False, media_dir=str(tmp_path), format="mp4"
    )
    assert film.time == pytest.approx(1.6)
    (movie,) = (path for path in tmp_path.rglob("*.mp4") if "partial" not in str(path))
    with av.open(movie) as container:
        frames = list(container.decode(video=0))
        rgb = frames[0].reformat(format="rgb24", src_colorspace=frames[0].colorspace).to_ndarray()
    assert len(frames) == 8
    assert np.abs(rgb[45, 80].astype(int) - [0xD9, 0x60, 0x9C]).max() <= 3


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores cannot be chosen there")
def test_a_segment_is_the_same_whatever_the_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own for each number of cores: x264 asks the system but once."""
    program = """
import os, sys
from pathlib import Path
os.sched_setaffinity(0, range(int(sys.argv[2])))
import numpy as np
from scenes.stage.manim.encoder import TaggedEncoder
from test_encoder import spec
noise = np.random.default_rng(0).integers(0, 255, (1088, 640, 4), dtype=np.uint8)
encoder = TaggedEncoder(target=Path(sys.argv[1]), spec=spec(width=640, height=1088))
for step in range(8):
    encoder.write_frame(np.roll(noise, 3 * step, axis=1))
encoder.finish()
"""
    path = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
    made = []
    for cores in range(1, len(os.sched_getaffinity(0)) + 1):
        target = tmp_path / f"{cores}.mp4"
        subprocess.run(
            [sys.executable, "-c", program, str(target), str(cores)],
            check=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        made.append(target.read_bytes())
    assert len(made[0]) > 10_000
    assert made == made[:1] * len(made)


def test_a_frame_is_one_slice(tmp_path: Path) -> None:
    """Slices are what x264 makes of cores: each begins anew, and its edges can be seen."""
    noise = np.random.default_rng(0).integers(0, 255, (1088, 640, 4), dtype=np.uint8)
    target = tmp_path / "noise.mp4"
    encoder = TaggedEncoder(target=target, spec=spec(width=640, height=1088))
    encoder.write_frame(noise, repeat=3)
    encoder.finish()
    with av.open(target) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.dts is not None]
    assert [slices(packet) for packet in packets] == [1, 1, 1]


def slices(packet: bytes) -> int:
    """How many slices of H.264 a packet holds; each unit stands behind its length."""
    count = place = 0
    while place < len(packet):
        length = int.from_bytes(packet[place : place + 4], "big")
        count += packet[place + 4] & 31 in (1, 5)
        place += 4 + length
    return count
