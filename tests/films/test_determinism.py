"""A film does not depend on its frame rate, nor a chapter on what else is rendered."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from scenes.stage.film.film import Film
from scenes.stage.manim.renderer import StageRenderer

LAST = {
    "linear": "The answer",
    "logistic": "The answer",
    "derivative": "Against the slope",
    "integral": "Do you stop in time?",
    "gradient": "Your turn",
    "jacobian": "Your turn",
}
"""The last chapter of each film, and a cheap one: all others come before it."""
PLAYS = {
    "linear": 100,
    "logistic": 100,
    "derivative": 50,
    "integral": 50,
    "gradient": 50,
    "jacobian": 50,
}
"""More than so many there are in a film."""
STEPPED = 1
"""So many chapters before it are stepped through: to step through all takes half a minute."""


class OneChapter(StageRenderer):
    """Paints one chapter only; those before are skipped, or the last of them stepped through."""

    def __init__(self, chapter: str, stepped: int) -> None:
        super().__init__()
        self.chapter, self.stepped = chapter, stepped
        self.inside = self.skips = False
        self.seen: list[str] = []
        self.keys: list[str] = []

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        titles = [each.title for each in scene.registry]
        still_to_come = titles.index(self.chapter) - titles.index(scene.chapters[-1][0])
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


@pytest.fixture(scope="module", params=list(LAST))
def both(request: pytest.FixtureRequest, play_film: Callable[..., Film]) -> Both:
    plays = (
        play_film(request.param, {}, renderer=partial(OneChapter, LAST[request.param], stepped))
        for stepped in (0, STEPPED)
    )
    return Both(*plays)


def test_a_chapter_alone_is_the_chapter_of_the_whole_film(both: Both) -> None:
    alone, whole = both.alone, both.whole
    seen = whole.renderer.seen
    title, start = whole.chapters[-1]
    assert title == LAST[alone.section_name]
    assert len(seen) == round((whole.time - start) * 5)
    assert len(set(seen)) > 20
    assert [
        k for k, (a, b) in enumerate(zip(alone.renderer.seen, seen, strict=True)) if a != b
    ] == []
    same_times(alone, whole)


def test_segments_have_the_same_keys_after_chapters_that_were_drawn(both: Both) -> None:
    name = both.alone.section_name
    same_keys(both.alone.renderer.keys, both.whole.renderer.keys, PLAYS[name])


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


def same_keys(ones: list[str], others: list[str], fewest: int) -> None:
    assert [k for k, (a, b) in enumerate(zip(ones, others, strict=True)) if a != b] == []
    assert len(set(ones)) == len(ones) > fewest
