"""A film does not depend on its frame rate, nor on its process; nor a chapter on other chapters."""

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
from tests.films.last_chapter import Seen, last_chapter

STEPPED = 1
"""So many chapters before the last are stepped through: to step through all takes half a minute."""


@pytest.fixture(scope="module")
def elsewhere(media: Path, typeset: Path) -> dict[str, Seen]:
    """All films as another process sees them, which plays the last first, and steps further."""
    program = [sys.executable, "-m", "tests.films.last_chapter"]
    done = subprocess.run(
        [*program, media, typeset, str(STEPPED), *reversed(film_names())],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    films: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return {name: Seen(**seen) for name, seen in films.items()}


@dataclass(frozen=True)
class Both:
    """A film whose last chapter has been painted in two ways."""

    alone: Seen
    whole: Seen


@pytest.fixture(scope="module", params=film_names())
def both(
    request: pytest.FixtureRequest, media: Path, typeset: Path, elsewhere: dict[str, Seen]
) -> Both:
    return Both(last_chapter(request.param, media, typeset), elsewhere[request.param])


def test_a_chapter_alone_is_the_chapter_of_the_whole_film_in_any_process(both: Both) -> None:
    alone, whole = both.alone, both.whole
    assert len(whole.frames) == round((whole.time - whole.chapters[-1][1]) * 5)
    assert len(set(whole.frames)) > 20
    assert different(alone.frames, whole.frames) == []
    same_times(alone, whole)


def test_segments_have_the_same_keys_in_any_process_and_after_chapters_that_were_drawn(
    both: Both,
) -> None:
    keys = both.alone.keys
    assert different(keys, both.whole.keys) == []
    assert len(set(keys)) == len(keys) == both.alone.plays


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


def different(ones: list[str], others: list[str]) -> list[int]:
    return [k for k, (a, b) in enumerate(zip(ones, others, strict=True)) if a != b]


def same_times(one: Film | Seen, other: Film | Seen) -> None:
    assert one.time == pytest.approx(other.time)
    assert [title for title, _ in one.chapters] == [title for title, _ in other.chapters]
    assert [when for _, when in one.chapters] == pytest.approx([when for _, when in other.chapters])
