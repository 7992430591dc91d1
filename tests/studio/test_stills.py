"""The README's pictures: which moments they show, and how they are stored."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from manim import BLUE, GREEN, RED, WHITE, FadeIn, Square
from PIL import Image

from scenes.stage import Film, chapter
from studio.pictures import (
    LOOP_FRAMES,
    LOOP_SIZE,
    MOST_BYTES,
    STILL_SIZE,
    packed,
    save_loop,
    slug,
    take_loop,
    take_stills,
)
from studio.rehearsal import load
from studio.stills import STILLS, main

MOST_BYTES_OF_ALL = 2_000_000


def paper(color: object) -> Square:
    return Square(20, fill_color=color, fill_opacity=1, stroke_width=0)


class Colours(Film):
    """A film whose chapters are told apart by the colour of the whole frame."""

    def construct(self) -> None:
        self.says_when()
        self.clears()
        self.leaves()
        self.ends()

    @chapter("Says when", heading=False)
    def says_when(self) -> None:
        self.play(FadeIn(paper(RED)), run_time=0.2)
        self.poster()
        self.play(FadeIn(paper(WHITE)), run_time=0.2)
        self.clear_stage()

    @chapter("Clears?", heading=False)
    def clears(self) -> None:
        self.play(FadeIn(paper(GREEN)), run_time=0.2)
        self.clear_stage()

    @chapter("Leaves", heading=False)
    def leaves(self) -> None:
        self.play(FadeIn(paper(BLUE)), run_time=0.2)

    @chapter("Ends", heading=False)
    def ends(self) -> None:
        self.play(FadeIn(paper(WHITE)), run_time=0.2)


@pytest.fixture(scope="module")
def stills() -> dict[str, Image.Image]:
    return take_stills(Colours)


def test_each_chapter_has_a_picture_by_its_number_and_title(
    stills: dict[str, Image.Image],
) -> None:
    assert list(stills) == ["1-says-when", "2-clears", "3-leaves", "4-ends"]
    assert {picture.size for picture in stills.values()} == {STILL_SIZE}


@pytest.mark.parametrize(
    ("name", "color"),
    [("1-says-when", RED), ("2-clears", GREEN), ("3-leaves", BLUE), ("4-ends", WHITE)],
)
def test_the_picture_is_of_the_telling_moment_or_the_end(
    stills: dict[str, Image.Image], name: str, color: object
) -> None:
    expected = np.array(color.to_int_rgb())
    assert (
        np.abs(
            np.array(stills[name].getpixel((STILL_SIZE[0] // 2, STILL_SIZE[1] // 2))) - expected
        ).max()
        <= 2
    )


def test_the_loop_shows_what_moves_in_the_panel_and_no_rests(saddle: Path) -> None:
    frames = take_loop(load(str(saddle)))
    assert len(frames) == LOOP_FRAMES
    assert {frame.size for frame in frames} == {LOOP_SIZE}
    red = [np.asarray(frame).astype(int) for frame in frames]
    places = [np.argwhere(each[..., 0] - each[..., 1] > 150).mean(axis=0) for each in red]
    assert np.linalg.norm(places[-1] - places[0]) > 20
    assert len({frame.tobytes() for frame in frames}) == 3 + 5  # of 0.6 s and of 1 s


def test_a_film_without_a_panel_has_no_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("studio.pictures.load", lambda name: Colours)
    main(["linear", "--folder", str(tmp_path)])
    assert len(list(tmp_path.iterdir())) == 4
    assert "no lens and no 3-D surface moves here" in capsys.readouterr().err


def unpacked(stored: bytes) -> np.ndarray:
    with Image.open(BytesIO(stored)) as picture:
        assert picture.format == "WEBP"
        return np.asarray(picture.convert("RGB")).astype(int)


def test_lines_on_a_plain_ground_are_stored_without_loss() -> None:
    drawn = np.full((360, 640, 3), (14, 17, 23), dtype=np.uint8)
    drawn[::40], drawn[:, ::64] = (230, 230, 225), (219, 91, 151)
    assert np.array_equal(unpacked(packed(Image.fromarray(drawn))), drawn)


def test_a_shaded_picture_is_stored_in_high_quality() -> None:
    x, y = np.meshgrid(np.linspace(0, 1, 640), np.linspace(0, 1, 360))
    waves = [np.sin(5 * x + 3 * y), np.cos(4 * x * y), np.sin(6 * y - x)]
    shaded = (127 + 100 * np.stack(waves, axis=-1)).astype(np.uint8)
    stored = packed(Image.fromarray(shaded))
    lossless = BytesIO()
    Image.fromarray(shaded).save(lossless, "WEBP", lossless=True)
    assert len(stored) < lossless.tell() / 2
    assert np.abs(unpacked(stored) - shaded).mean() < 2


def test_a_picture_that_would_take_too_much_is_stored_in_lower_quality() -> None:
    noise = np.random.default_rng(7).integers(60, 196, (600, 760, 3), dtype=np.uint8)
    picture, best = Image.fromarray(noise), BytesIO()
    picture.save(best, "WEBP", quality=95, method=6)
    assert len(packed(picture)) <= MOST_BYTES < best.tell()


def test_the_pictures_stay_within_their_limits() -> None:
    sizes = {path.name: path.stat().st_size for path in STILLS.iterdir()}
    assert sizes, "there is no picture"
    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
    assert sum(sizes.values()) < MOST_BYTES_OF_ALL


def test_new_pictures_take_the_place_of_the_old(
    saddle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = saddle.parent / "pictures"
    folder.mkdir()
    kept = ["saddle-up-1-stays.webp", "saddle_2-1-stays.webp"]
    for old in ("saddle-1-gone.png", "saddle-12-gone.webp", "saddle-loop.webp", *kept):
        (folder / old).touch()
    picture = Image.new("RGB", LOOP_SIZE, (12, 34, 56))
    monkeypatch.setattr("studio.pictures.take_stills", lambda film: {"1-new": picture})
    monkeypatch.setattr("studio.pictures.take_loop", lambda film: [picture] * 2)
    main([str(saddle), "--folder", str(folder)])
    made = ["saddle-1-new.webp", "saddle-loop.webp"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*kept, *made])
    assert (folder / "saddle-loop.webp").stat().st_size > 0
    told = capsys.readouterr().out
    assert all(name in told for name in made)


def test_the_loop_is_stored_as_a_moving_picture_that_goes_on(tmp_path: Path) -> None:
    frames = [Image.new("RGB", LOOP_SIZE, (20 * k, 0, 0)) for k in range(5)]
    save_loop(frames, tmp_path / "loop.webp")
    with Image.open(tmp_path / "loop.webp") as loop:
        assert (loop.n_frames, loop.size, loop.info["loop"]) == (5, LOOP_SIZE, 0)


@pytest.mark.parametrize(
    ("title", "text"), [("How wrong is a line?", "how-wrong-is-a-line"), ("Zu kühn", "zu-kühn")]
)
def test_a_title_becomes_part_of_a_name(title: str, text: str) -> None:
    assert slug(title) == text
