"""Each film from beginning to end: its captions and its times."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from scenes.stage.film.film import Film
from studio.films import film_names

LENGTHS = {
    "linear": (150, 300),
    "logistic": (170, 300),
    "derivative": (75, 150),
    "integral": (75, 150),
    "gradient": (75, 150),
    "jacobian": (75, 150),
}
CHAPTERS = {
    "linear": (7, 9),
    "logistic": (8, 8),
    "derivative": (4, 6),
    "integral": (4, 6),
    "gradient": (4, 6),
    "jacobian": (4, 6),
}
PLAYS = {
    "linear": 100,
    "logistic": 100,
    "derivative": 50,
    "integral": 50,
    "gradient": 50,
    "jacobian": 50,
}
CAPTIONS = {
    "linear": 30,
    "logistic": 30,
    "derivative": 25,
    "integral": 25,
    "gradient": 22,
    "jacobian": 25,
}


@pytest.fixture(scope="module", params=film_names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def film(name: str, play_film: Callable[..., Film], blind: Callable[..., Any]) -> Film:
    """Return a film, played to its end."""
    return play_film(name, {}, renderer=blind)


def test_its_length_and_its_chapters(film: Film, name: str) -> None:
    shortest, longest = LENGTHS[name]
    assert shortest <= film.time <= longest
    fewest, most = CHAPTERS[name]
    assert fewest <= len(film.chapters) <= most
    titles = [title for title, _ in film.chapters]
    assert len(set(titles)) == len(titles)
    starts = [start for _, start in film.chapters]
    assert starts[0] == 0
    assert all(later - start >= 5 for start, later in pairwise([*starts, film.time]))


def test_plays_are_short_and_last_whole_frames(film: Film, name: str) -> None:
    plays = film.plays
    assert len(plays) > PLAYS[name]
    wrong = [
        play
        for play in plays
        if play.seconds >= 16 or abs(play.seconds / 0.2 - round(play.seconds / 0.2)) > 1e-6
    ]
    assert wrong == []
    assert sum(play.seconds for play in plays) == pytest.approx(film.time)


def test_captions_can_be_read(film: Film, name: str) -> None:
    captions = film.renderer.file_writer.subcaptions
    assert len(captions) > CAPTIONS[name]
    for each in captions:
        lines = each.content.split("\n")
        assert len(lines) <= 2, each
        assert max(map(len, lines)) <= 42, each
        seconds = (each.end - each.start).total_seconds()
        assert len(" ".join(lines)) / seconds <= 17, each
        assert seconds <= 7.0 + 1e-6, each
    for before, after in pairwise(captions):
        assert before.end <= after.start, (before, after)
    assert captions[-1].end <= timedelta(seconds=film.time + 1e-6)


def test_every_chapter_speaks(film: Film) -> None:
    starts = [start for _, start in film.chapters]
    spoken = [each.start.total_seconds() for each in film.renderer.file_writer.subcaptions]
    for start, end in pairwise([*starts, film.time]):
        assert sum(start - 1e-6 <= moment < end for moment in spoken) >= 2
