"""Each film from beginning to end: its captions and its times."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from scenes.stage.film.film import Film
from studio.films import film_names
from studio.rehearsal import Motion, Scout


@dataclass(frozen=True)
class Extent:
    """Least and most seconds and chapters, and what there are more than of plays and captions."""

    seconds: tuple[float, float] = (75, 150)
    chapters: tuple[int, int] = (4, 6)
    plays: int = 50
    captions: int = 25


MAIN = {
    "linear": Extent((150, 300), (7, 9), plays=100, captions=30),
    "logistic": Extent((170, 300), (8, 8), plays=100, captions=30),
}
"""Of the main films; the others are of the course."""
WITHOUT_A_SURFACE = {"gradient", "jacobian"}
"""Films that have no loss surface, but a terrain, or nothing of the kind."""


@pytest.fixture(scope="module", params=film_names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def extent(name: str) -> Extent:
    return MAIN.get(name, Extent())


@pytest.fixture(scope="module")
def film(name: str, play_film: Callable[..., Film]) -> Film:
    """Return a film, played to its end, by a renderer that notes what moves in its panels."""
    return play_film(name, {}, renderer=Scout)


def test_its_length_and_its_chapters(film: Film, extent: Extent) -> None:
    shortest, longest = extent.seconds
    assert shortest <= film.time <= longest
    fewest, most = extent.chapters
    assert fewest <= len(film.chapters) <= most
    titles = [title for title, _ in film.chapters]
    assert len(set(titles)) == len(titles)
    starts = [start for _, start in film.chapters]
    assert starts[0] == 0
    assert all(later - start >= 5 for start, later in pairwise([*starts, film.time]))


def test_plays_are_short_and_last_whole_frames(film: Film, extent: Extent) -> None:
    plays = film.plays
    assert len(plays) > extent.plays
    wrong = [
        play
        for play in plays
        if play.seconds >= 16 or abs(play.seconds / 0.2 - round(play.seconds / 0.2)) > 1e-6
    ]
    assert wrong == []
    assert sum(play.seconds for play in plays) == pytest.approx(film.time)


def test_captions_can_be_read(film: Film, extent: Extent) -> None:
    captions = film.renderer.file_writer.subcaptions
    assert len(captions) > extent.captions
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


def test_the_shot_of_a_film_on_a_descent_shows_its_ball(film: Film, name: str) -> None:
    shot = film.renderer.shot()
    if name in WITHOUT_A_SURFACE:
        assert shot is None
        return
    assert shot.motion == Motion.BALL
    assert shot.mesh.shape == (65, 65, 3)
