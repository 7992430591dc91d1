"""A film does not depend on its frame rate, nor on its process; nor a chapter on other chapters."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scenes.stage.film.film import Film
from scenes.stage.manim.renderer import StageRenderer
from studio.films import film_names

KEYS = """
import json, sys
from manim import tempconfig
from scenes.stage.manim.renderer import StageRenderer
from studio.rehearsal import load

class Keyed(StageRenderer):
    def __init__(self):
        super().__init__(skip_animations=True)
        self.keys = []

    def segment_key(self, scene):
        self.keys.append(scene.segment_key())
        return super().segment_key(scene)

small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "dry_run": True}
keys = {}
for name in sys.argv[3:]:
    with tempconfig({**small, "media_dir": sys.argv[1], "tex_dir": sys.argv[2],
                     "progress_bar": "none"}):
        renderer = Keyed()
        load(name)(renderer=renderer).render()
    keys[name] = renderer.keys
print(json.dumps(keys))
"""
"""A program that plays films by their names, paints nothing, and prints the keys of their plays."""
STEPPED = 1
"""So many chapters before the last are stepped through: to step through all takes half a minute."""


class LastChapter(StageRenderer):
    """Paints a film's last chapter only, a cheap one that all others come before.

    Those are skipped, or the last of them stepped through.
    """

    def __init__(self, stepped: int) -> None:
        super().__init__()
        self.stepped = stepped
        self.inside = self.skips = False
        self.seen: list[str] = []
        self.keys: list[str] = []

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        titles = [each.title for each in scene.registry]
        still_to_come = len(titles) - 1 - titles.index(scene.chapters[-1][0])
        self.inside, self.skips = still_to_come == 0, still_to_come > self.stepped
        super().play(scene, *args, **kwargs)

    def segment_key(self, scene: Any) -> str | None:
        self.keys.append(scene.segment_key())
        return super().segment_key(scene)

    def update_skipping_status(self) -> None:
        self.skip_animations = self.skips

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        if self.inside:
            super().update_frame(*args, **kwargs)

    def save_static_frame_data(self, *args: Any, **kwargs: Any) -> Any:
        return super().save_static_frame_data(*args, **kwargs) if self.inside else None

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        if self.skip_animations:
            return
        self.time += num_frames / self.camera.frame_rate
        if self.inside:
            self.seen.extend([hashlib.sha256(frame.tobytes()).hexdigest()] * num_frames)


@dataclass(frozen=True)
class Both:
    """A film whose last chapter has been painted in two ways."""

    alone: Film
    whole: Film


@pytest.fixture(scope="module", params=film_names())
def both(request: pytest.FixtureRequest, play_film: Callable[..., Film]) -> Both:
    plays = (
        play_film(request.param, {}, renderer=partial(LastChapter, stepped))
        for stepped in (0, STEPPED)
    )
    return Both(*plays)


def test_a_chapter_alone_is_the_chapter_of_the_whole_film(both: Both) -> None:
    alone, whole = both.alone, both.whole
    seen = whole.renderer.seen
    title, start = whole.chapters[-1]
    assert title == whole.registry[-1].title
    assert len(seen) == round((whole.time - start) * 5)
    assert len(set(seen)) > 20
    assert [
        k for k, (a, b) in enumerate(zip(alone.renderer.seen, seen, strict=True)) if a != b
    ] == []
    same_times(alone, whole)


def test_segments_have_the_same_keys_after_chapters_that_were_drawn(both: Both) -> None:
    same_keys(both.alone.renderer.keys, both.whole.renderer.keys, len(both.alone.plays))


@pytest.fixture(scope="module")
def elsewhere(media: Path, typeset: Path) -> dict[str, list[str]]:
    """The keys of all films as another process knows them, which plays the last film first."""
    done = subprocess.run(
        [sys.executable, "-c", KEYS, media, typeset, *reversed(film_names())],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    keys: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return keys


def test_every_process_knows_a_films_segments_by_the_same_keys(
    both: Both, elsewhere: dict[str, list[str]]
) -> None:
    alone = both.alone
    same_keys(alone.renderer.keys, elsewhere[alone.section_name], len(alone.plays))


def test_it_lasts_as_long_at_any_frame_rate(
    play_film: Callable[..., Film], blind: Callable[..., StageRenderer]
) -> None:
    """A chapter will do: of all, test_films sees that all plays last whole fifths of a second."""
    second: dict[str, dict[str, Any]] = {"film": {"chapters": "2"}}
    coarse = play_film("linear", second, renderer=blind)
    fine = play_film(
        "linear", second, renderer=partial(blind, skip_animations=False), frame_rate=10
    )
    assert len(fine.chapters) == 1
    same_times(fine, coarse)


def same_times(one: Film, other: Film) -> None:
    assert one.time == pytest.approx(other.time)
    assert [title for title, _ in one.chapters] == [title for title, _ in other.chapters]
    assert [when for _, when in one.chapters] == pytest.approx([when for _, when in other.chapters])


def same_keys(ones: list[str], others: list[str], plays: int) -> None:
    assert [k for k, (a, b) in enumerate(zip(ones, others, strict=True)) if a != b] == []
    assert len(set(ones)) == len(ones) == plays
