"""What the bench measures, on tiny films."""

from pathlib import Path

import numpy as np
import pytest

from studio import measures
from studio.measures import (
    Survey,
    change_a_caption,
    drawn_segments,
    first_look,
    stock_surface,
    survey,
)


def test_a_survey_of_a_film_without_data(saddle: Path) -> None:
    seen = survey(str(saddle))
    assert seen.chapter == 2
    assert [caption.split() for caption in seen.captions] == [
        ["It", "“moves”:", "over", "a", "surface."]
    ]
    assert seen.shot is not None
    assert seen.shot.film == str(saddle)
    assert seen.shot.frames == 60
    assert survey(str(saddle), chapter=1).captions == ["A circle appears."]


def test_a_survey_of_a_film_without_a_shot(tmp_path: Path) -> None:
    path = tmp_path / "waits.py"
    path.write_text(
        "from scenes.stage import Film\n"
        "class Waits(Film):\n"
        "    def construct(self):\n"
        "        self.wait(0.2)\n"
    )
    assert survey(str(path)) == Survey(shot=None, chapter=0, captions=[])


def test_stock_manim_draws_the_very_surface() -> None:
    rng = np.random.default_rng(3)
    mesh = rng.normal(size=(4, 6, 3))
    faces = stock_surface(mesh).list_of_faces
    assert len(faces) == 3 * 5
    for face in faces:
        i, j = face.u_index, face.v_index
        corners = [mesh[i, j], mesh[i + 1, j], mesh[i + 1, j + 1], mesh[i, j + 1]]
        assert np.allclose(face.get_anchors()[::2][:4], corners)


def test_shot_and_encoder_are_measured_on_any_film(saddle: Path, monkeypatch) -> None:
    monkeypatch.setattr(measures, "RATE", 5)
    monkeypatch.setattr(measures, "KEPT_FRAMES", 4)
    small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5}
    monkeypatch.setattr(
        type(measures.config),
        "quality",
        property(lambda it: "low", lambda it, value: it.update(small)),
    )
    shot = survey(str(saddle)).shot
    assert shot is not None
    assert shot.frames == 5
    for measure in (measures.shot_speed, measures.encoder_speed, measures.stock_speed):
        assert measure(shot) > 0


def test_a_caption_is_changed_in_a_copy(saddle: Path) -> None:
    before = saddle.read_text("utf-8")
    change_a_caption(saddle, survey(str(saddle)))
    assert saddle.read_text("utf-8") == before.replace("“moves”", "“sevom”")


def test_a_caption_that_is_not_spelt_out_is_told(saddle: Path) -> None:
    with pytest.raises(SystemExit, match=r"^chapter 2 spells out no caption"):
        change_a_caption(saddle, Survey(None, 2, ["Elsewhere."]))


def test_segments_are_counted_by_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "videos" / "saddle" / "480p15" / "partial_movie_files" / "Saddle"
    folder.mkdir(parents=True)
    for name in ("a.mp4", "b.mp4", "list.txt"):
        (folder / name).touch()
    (tmp_path / "videos" / "saddle" / "480p15" / "Saddle.mp4").touch()
    assert drawn_segments(tmp_path) == {"a.mp4", "b.mp4"}


def test_a_first_look_that_fails_says_why(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("raise SystemExit('the film is broken')\n")
    with pytest.raises(SystemExit, match=r"^manim ended with 1: the film is broken$"):
        first_look(str(path), 1)
