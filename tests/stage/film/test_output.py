"""What a film writes: clips that can stand, captions that show once, names that do not collide."""

import json
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import UP, Circle, FadeIn, FadeOut, Square, config, tempconfig
from PIL import Image

from scenes.stage.film import output
from scenes.stage.film.film import Film
from scenes.stage.film.registry import chapter

SMALL = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5}
QUIET = {"verbosity": "ERROR", "progress_bar": "none"}


class Story(Film):
    """Chapters that begin and end in different ways."""

    @chapter("Cleared")
    def cleared(self) -> None:
        square = Square(fill_opacity=1)
        self.play(FadeIn(Circle(fill_opacity=1)), run_time=1)
        self.play(FadeOut(*self.mobjects), run_time=1)
        self.play(FadeIn(square), run_time=1)
        self.say("A square.")
        self.clear_stage()

    @chapter("Handed on")
    def handed_on(self) -> None:
        self.square = Square(fill_opacity=1)
        self.say("Another square.", FadeIn(self.square))
        self.wait(1)

    @chapter("Taken over", heading=False)
    def taken_over(self) -> None:
        self.play(self.square.animate.shift(UP), run_time=1)
        self.clear_stage()


def rendered(folder: Path, **options: Any) -> Film:
    with tempconfig({**SMALL, **QUIET, "media_dir": str(folder), **options}):
        film = Story()
        film.render()
    return film


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Film:
    return rendered(tmp_path_factory.mktemp("story"))


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(path) as container:
        return [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]


def is_full(frame: np.ndarray) -> bool:
    """Tell whether more is to be seen than a heading and a caption."""
    return bool((frame[20:66] > 80).sum() > 300)


def test_every_clip_begins_and_ends_on_a_picture(made: Film) -> None:
    folder = made.output_plan.sections_dir
    index = json.loads((folder / "Story.json").read_text(encoding="utf-8"))
    assert [clip["name"] for clip in index] == ["Cleared", "Handed on", "Taken over"]
    assert sorted(path.name for path in folder.glob("*.mp4")) == [clip["video"] for clip in index]
    for clip in index:
        frames = frames_of(folder / clip["video"])
        assert len(frames) == int(clip["nb_frames"]) >= 5
        assert is_full(frames[0])
        assert is_full(frames[-1])
    whole = frames_of(made.output_plan.primary_artifact)
    assert not is_full(whole[0])
    assert len(whole) == round(made.time * 5)
    inner = frames_of(folder / index[0]["video"])
    assert not all(map(is_full, inner))  # an empty moment amid a chapter belongs to it


def test_a_single_picture_is_the_last_full_one(tmp_path: Path) -> None:
    rendered(tmp_path, format="png")
    (path,) = tmp_path.rglob("*.png")
    pixels = np.asarray(Image.open(path).convert("L"))
    assert is_full(pixels)
    assert pixels[: 45 - 12].max() > 200  # the square has gone up


def test_captions_are_where_no_player_shows_them_twice(made: Film, tmp_path: Path) -> None:
    film = made.output_plan.primary_artifact
    assert list(film.parent.glob("*.srt")) == []
    for end in ("srt", "vtt"):
        assert "Another square." in (film.parent / "captions" / f"Story.{end}").read_text("utf-8")


def test_captions_in_a_file_are_beside_the_film(
    tmp_path: Path, configured: Callable[..., Any]
) -> None:
    with configured("film", captions="file"):
        film = rendered(tmp_path).output_plan.primary_artifact
    assert sorted(path.name for path in film.parent.glob("Story.*")) == [
        "Story.mp4",
        "Story.srt",
        "Story.vtt",
    ]
    assert not (film.parent / "captions").exists()


def test_an_unchanged_film_is_recognised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    film = rendered(tmp_path)
    path = film.output_plan.primary_artifact
    before = path.stat().st_mtime_ns
    assert capsys.readouterr().out == ""
    again = rendered(tmp_path)
    assert capsys.readouterr().out == f"nothing has changed: {path}\n"
    assert again.chapters == []
    assert path.stat().st_mtime_ns == before
    opened: list[Path] = []
    monkeypatch.setattr(
        "manim.utils.file_ops.open_file", lambda path, in_browser: opened.append(path)
    )
    rendered(tmp_path, preview=True)
    assert opened == [path]


@pytest.mark.parametrize("harm", ["film", "clip", "captions", "quality", "words", "told"])
def test_a_film_that_is_not_whole_or_not_the_same_is_made_again(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = rendered(tmp_path)
    path, folder = film.output_plan.primary_artifact, film.output_plan.sections_dir
    options: dict[str, Any] = {}
    if harm == "film":
        path.write_bytes(path.read_bytes()[:100])
    elif harm == "clip":
        next(folder.glob("*.mp4")).unlink()
    elif harm == "captions":
        (path.parent / "captions" / "Story.vtt").unlink()
    elif harm == "quality":
        options["frame_rate"] = 10
    elif harm == "words":
        monkeypatch.setattr(Story, "taken_over", Story.handed_on)
    elif harm == "told":
        options["disable_caching"] = True
    assert rendered(tmp_path, **options).chapters != []


# -- what Manim is asked for -------------------------------------------------------------------


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that says what the user's own configuration is."""

    def own(text: str) -> None:
        parser = ConfigParser()
        parser.read_string(text)
        monkeypatch.setattr(output, "users_own", lambda: parser)

    return own


def test_a_film_sets_what_it_needs_itself(own: Callable[[str], None], tmp_path: Path) -> None:
    own("[CLI]\nquality = low_quality")
    film = rendered(tmp_path, dry_run=False, max_files_cached=100)
    assert film.file_writer_settings.max_files_cached == -1
    assert film.output_plan.sections_dir is not None
    options = dict(film.session_spec.video_encoder.options)
    assert options["crf"] == "18"
    assert options["colorspace"] == "bt709"
    assert config.max_files_cached != -1 or config.save_sections  # nothing is left changed


def test_the_user_has_the_last_word(own: Callable[[str], None], tmp_path: Path) -> None:
    own("[CLI]\nsave_sections = False\nmax_files_cached = 7")
    film = rendered(
        tmp_path,
        save_sections=False,
        max_files_cached=7,
        video_encoder_options={"crf": "30"},
        output_file="mine",
    )
    assert film.file_writer_settings.max_files_cached == 7
    assert film.output_plan.sections_dir is None
    assert dict(film.session_spec.video_encoder.options)["crf"] == "30"
    assert film.output_plan.primary_artifact.name == "mine.mp4"


def test_another_film_has_another_name(
    tmp_path: Path, configured: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def name() -> str:
        with tempconfig({**SMALL, **QUIET, "media_dir": str(tmp_path)}):
            return Story().output_plan.primary_artifact.name

    assert name() == "Story.mp4"
    with configured("theme", name="light"), configured("film", chapters="2, 3"):
        assert name() == "Story-light-2-3.mp4"
    monkeypatch.setattr(Story, "prepare", lambda film: None)  # as one that takes any table
    with configured("test_output", data="my tables/Rent (€): 2024?.csv"):
        assert name() == "Story-Rent-2024.mp4"
