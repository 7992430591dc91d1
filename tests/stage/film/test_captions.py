"""Captions fit two lines, stay long enough to be read, and never meet."""

import textwrap
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from manim import FadeIn, Square

from scenes.stage.film.captions import first_fitting, fitting, reading_time, wrap_caption
from scenes.stage.film.film import Film, chapter

WORDS = st.lists(st.text("abcdefghij,'éß9", min_size=1, max_size=12), min_size=1, max_size=14).map(
    " ".join
)


@given(text=WORDS)
def test_a_caption_has_two_lines_or_is_refused(text: str) -> None:
    if len(textwrap.wrap(text, 42)) > 2:
        with pytest.raises(ValueError, match="at most 2 lines of 42"):
            wrap_caption(text)
        return
    lines = wrap_caption(text).split("\n")
    assert len(lines) <= 2
    assert max(map(len, lines)) <= 42
    assert " ".join(lines) == " ".join(textwrap.wrap(text, 1000))
    if len(lines) == 2:
        assert len(text) > 42 - 1


@given(before=WORDS, after=WORDS, number=st.integers(0, 999), sign=st.sampled_from(["°F", "%"]))
def test_a_number_keeps_its_sign(before: str, after: str, number: int, sign: str) -> None:
    text = f"{before} {number} {sign} {after}"
    assume(len(textwrap.wrap(text, 38)) <= 2)
    lines = wrap_caption(text).split("\n")
    assert any(f"{number}\u00a0{sign}" in line for line in lines)
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert max(map(len, lines)) <= 42


@pytest.mark.parametrize("length", range(1, 86))
def test_there_is_time_to_read(length: int) -> None:
    text = "x" * length
    seconds = reading_time(text)
    assert len(text) / seconds <= 17
    assert seconds / 0.2 == pytest.approx(round(seconds / 0.2), abs=1e-6)
    assert 1 <= seconds <= 7


@given(name=st.text("abcdef ", min_size=0, max_size=60))
def test_the_longest_name_that_fits_is_taken(name: str) -> None:
    def sentence(length: int) -> str:
        return f"A table of 1,234 rows: {name[:length]} and the other is {name[:length]}."

    found = fitting(sentence)
    assert len(textwrap.wrap(found, 42)) <= 2
    longer = [sentence(n) for n in range(24, 4, -1) if len(sentence(n)) > len(found)]
    assert all(len(textwrap.wrap(each, 42)) > 2 for each in longer)


@given(before=st.integers(30, 40), after=st.integers(30, 40))
def test_what_fits_can_be_wrapped(before: int, after: int) -> None:
    """Where a line would end between a number and its sign, the text takes more room."""
    found = fitting(lambda length: f"{'x' * before} 5 % {'y' * min(after, 3 * length)}")
    assert len(wrap_caption(found).split("\n")) <= 2


TEXTS = [
    "Short.",
    "This one is a good deal longer than the one before it, and takes its time.",
    "A third.",
    "And now the fourth caption of this very small film.",
]


def test_captions_never_meet_and_the_film_waits(play: Callable[..., Film]) -> None:
    def construct(film: Film) -> None:
        film.open_chapter("First", heading=False)
        film.say(TEXTS[0])
        film.say(TEXTS[1], Square(), seconds=1)
        film.say(TEXTS[2])
        film.play(FadeIn(Square()), run_time=5)
        film.open_chapter("Second", heading=False)
        film.say(TEXTS[3])
        film.pause(0.6)

    film = play(construct)
    captions = film.renderer.file_writer.subcaptions
    assert [" ".join(each.content.split()) for each in captions] == TEXTS
    for before, after in pairwise(captions):
        assert before.end <= after.start
    for each in captions:
        shown = (each.end - each.start).total_seconds()
        assert shown >= reading_time(" ".join(each.content.split())) - 1e-6
        assert shown <= 7
        assert each.end <= timedelta(seconds=film.time + 1e-6)
    assert captions[2].start.total_seconds() == pytest.approx(
        reading_time(TEXTS[0]) + reading_time(TEXTS[1])
    )
    assert film.chapters[1][1] == pytest.approx(captions[2].start.total_seconds() + 5)


def test_a_chapter_ends_when_its_caption_has_been_read(play: Callable[..., Film]) -> None:
    class Short(Film):
        @chapter("One", heading=False)
        def one(self) -> None:
            self.say(TEXTS[1])

    film = play(lambda film: film.one(), kind=Short)
    assert film.time == pytest.approx(reading_time(TEXTS[1]))


def test_a_caption_that_does_not_fit_ends_the_film(play: Callable[..., Film]) -> None:
    with pytest.raises(ValueError, match="at most 2 lines"):
        play(lambda film: film.say("word " * 20))


def test_of_several_wordings_the_first_that_fits_is_said() -> None:
    assert first_fitting("x " * 60, "short", "shorter") == "short"
    assert first_fitting("long enough", "short") == "long enough"
