"""A film does not depend on its frame rate, nor a chapter on what else is rendered."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from scenes.stage.camera import StageRenderer
from scenes.stage.film import Film

ALONE = "The answer"
"""The last chapter, and a cheap one: all others come before it."""


class OneChapter(StageRenderer):
    """Paints one chapter only; the others are skipped, or stepped through frame by frame."""

    def __init__(self, others_skipped: bool) -> None:
        super().__init__()
        self.others_skipped, self.inside = others_skipped, False
        self.seen: list[str] = []

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        self.inside = scene.chapters[-1][0] == ALONE
        super().play(scene, *args, **kwargs)

    def update_skipping_status(self) -> None:
        self.skip_animations = self.others_skipped and not self.inside

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


def test_a_chapter_alone_is_the_chapter_of_the_whole_film(
    play_film: Callable[..., Film], blind: Callable[..., StageRenderer]
) -> None:
    alone, whole = (
        play_film({}, renderer=partial(OneChapter, skipped)) for skipped in (True, False)
    )
    seen = whole.renderer.seen
    start = dict(whole.chapters)[ALONE]
    assert len(seen) == round((whole.time - start) * 5)
    assert len(set(seen)) > 20
    assert [
        k for k, (a, b) in enumerate(zip(alone.renderer.seen, seen, strict=True)) if a != b
    ] == []
    # and the time is the same at any frame rate
    finer = play_film({}, renderer=partial(blind, skip_animations=False), frame_rate=15)
    for other in (alone, finer):
        assert other.time == pytest.approx(whole.time)
        assert [title for title, _ in other.chapters] == [title for title, _ in whole.chapters]
        assert [when for _, when in other.chapters] == pytest.approx(
            [when for _, when in whole.chapters]
        )
