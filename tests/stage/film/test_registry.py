"""A film's chapters are known without playing it, and some of them can be drawn alone."""

from collections.abc import Callable
from typing import Any

import pytest
from manim import DOWN, Circle, FadeIn, Square, tempconfig

from scenes.stage.film.film import Film
from scenes.stage.film.registry import Chapter, chapter, chapters_of
from scenes.stage.manim.renderer import StageRenderer

SMALL = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "save_sections": False}
QUIET = {"dry_run": True, "verbosity": "ERROR", "progress_bar": "none"}


class Story(Film):
    """Four chapters; each leans on the one before."""

    def not_a_chapter(self) -> None:
        """Nothing."""

    @chapter("First")
    def first(self) -> None:
        self.circle = Circle(fill_opacity=1)
        self.say("A circle appears, and stays for the whole of this film.", FadeIn(self.circle))

    @chapter("Second", heading=False)
    def second(self) -> None:
        self.play(self.circle.animate.shift(DOWN), run_time=1)
        self.poster()

    @chapter("Third")
    def third(self) -> None:
        self.say("Short.")
        self.play(self.circle.animate.shift(DOWN / 2), run_time=1)

    @chapter("Last")
    def last(self) -> None:
        self.say("It goes.", FadeIn(Square()))
        self.clear_stage()


class Retold(Story):
    """The same with another third chapter, and one more."""

    @chapter("Another third")
    def third(self) -> None:
        self.wait(1)

    @chapter("Afterwards")
    def afterwards(self) -> None:
        self.wait(1)


class Kept(StageRenderer):
    """A renderer that keeps every frame."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[bytes] = []

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        if not self.skip_animations:
            self.time += num_frames / self.camera.frame_rate
            self.frames.extend([frame.tobytes()] * num_frames)


def played(kind: type[Film] = Story) -> Film:
    with tempconfig({**SMALL, **QUIET}):
        film = kind(renderer=Kept())
        film.render()
    return film


def test_the_registry_is_in_the_order_of_definition() -> None:
    assert chapters_of(Story) == (
        Chapter(1, "First", "first"),
        Chapter(2, "Second", "second"),
        Chapter(3, "Third", "third"),
        Chapter(4, "Last", "last"),
    )
    assert chapters_of(Film) == ()


def test_a_chapter_written_anew_keeps_its_place() -> None:
    titles = [each.title for each in chapters_of(Retold)]
    assert titles == ["First", "Second", "Another third", "Last", "Afterwards"]


def test_a_film_without_a_construct_of_its_own_plays_its_chapters() -> None:
    assert [title for title, _ in played().chapters] == ["First", "Second", "Third", "Last"]


@pytest.mark.parametrize(
    ("setting", "titles"),
    [("3", ["Third"]), ("2-3", ["Second", "Third"]), ("1, 3-4", ["First", "Third", "Last"])],
)
def test_chapters_alone_are_those_of_the_whole(
    setting: str, titles: list[str], configured: Callable[..., Any]
) -> None:
    whole = played()
    with configured("film", chapters=setting):
        some = played()
    assert [title for title, _ in some.chapters] == titles
    rate = SMALL["frame_rate"]
    ends = [*(start for _, start in whole.chapters[1:]), whole.time]
    expected = []
    for (title, start), end in zip(whole.chapters, ends, strict=True):
        if title in titles:
            expected += whole.renderer.frames[round(start * rate) : round(end * rate)]
    assert some.renderer.frames == expected
    assert some.time == pytest.approx(len(expected) / rate)
    assert some.chapters[0][1] == 0.0
    said = [each.content for each in whole.renderer.file_writer.subcaptions]
    spoken = {"First": said[0], "Third": said[1], "Last": said[2]}
    captions = some.renderer.file_writer.subcaptions
    assert [each.content for each in captions] == [spoken[t] for t in titles if t in spoken]
    assert all(each.end.total_seconds() <= some.time + 2 for each in captions)
    assert [title for title, _ in some.stills] == [t for t in titles if t == "Second"]


@pytest.mark.parametrize("setting", ["5", "1-5", "4, 7-9"])
def test_a_chapter_that_is_not_there_is_refused(
    setting: str, configured: Callable[..., Any]
) -> None:
    with configured("film", chapters=setting), pytest.raises(SystemExit) as end:
        Story(renderer=Kept())
    line = str(end.value.code)
    assert line.startswith("test_registry: [film] chapters = ")
    assert line.endswith("this film has 4 chapters")
    assert "\n" not in line
