"""A segment's key changes with whatever its picture depends on, and with nothing else."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from manim import VMobject, tempconfig

from scenes.stage.film import keys as film_keys
from scenes.stage.film.film import Film, chapter
from scenes.stage.look.equations import Equation
from scenes.stage.manim.renderer import StageRenderer

STORY = '''
"""A tiny film."""
from dataclasses import dataclass
import numpy as np
from manim import LEFT, RIGHT, UP, Circle, FadeIn, Square, ValueTracker
from mlcore import Dataset
from scenes.stage import Film, Said, chapter

FAR = 1.0
Y = [0.0, 1, 0, 1]
WORDS = (Said("Nothing moves."),)

@dataclass(frozen=True)
class Pace:
    seconds: float = 1.0
    unit: Said = Said("A unit.")

class Frame(Square):
    """A square."""

    def mark(self):
        return self.scale(0.5)

class Story(Film):
    """Four chapters."""

    def prepare(self):
        self.data = Dataset(np.arange(4.0), np.array(Y), "x", "y", classes=("no", "yes"))
        self.pace = Pace()

    @chapter("One")
    def one(self):
        """A circle comes, and follows."""
        self.head = ValueTracker(0.0)
        self.circle = Circle()
        self.circle.add_updater(lambda circle: circle.move_to(self.place()))
        self.say("A circle appears.", FadeIn(self.circle), seconds=self.pace.seconds)

    @chapter("Two")
    def two(self):
        self.say(f"It goes {2 - 1} unit.")
        self.tell(Said("Far."), self.pace.unit)
        self.play(self.head.animate.set_value(FAR), run_time=1)

    @chapter("Three", heading=False)
    def three(self):
        self.say("A frame.", FadeIn(Frame().mark()))
        self.wait(1)
        self.pause()

    @chapter("Four")
    def four(self):
        self.say(*WORDS)
        self.pause()

    def tell(self, *said):
        for each in said:
            self.say(each)

    def place(self):
        return self.head.get_value() * RIGHT
'''
CHAPTERS = ("One", "Two", "Three", "Four")


class Keyed(StageRenderer):
    """A renderer that paints nothing, and notes the key of each play by its chapter."""

    def __init__(self) -> None:
        super().__init__(skip_animations=True)
        self.keys: list[tuple[str, str]] = []

    def segment_key(self, scene: Any) -> str | None:
        self.keys.append((scene.chapters[-1][0], scene.segment_key()))
        return super().segment_key(scene)


def keys_of(film: type[Film]) -> dict[str, list[str]]:
    """Return a film's keys by chapter."""
    small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "dry_run": True}
    with tempconfig({**small, "progress_bar": "none", "verbosity": "ERROR"}):
        renderer = Keyed()
        film(renderer=renderer).render()
    keys: dict[str, list[str]] = {}
    for title, key in renderer.keys:
        keys.setdefault(title, []).append(key)
    return keys


Told = Callable[..., dict[str, list[str]]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return a function that writes the film, with some words replaced, and returns its keys."""
    numbers = count()

    def told(*changes: tuple[str, str]) -> dict[str, list[str]]:
        text = STORY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        path = folder / "story.py"
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("story", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "story", module)
        spec.loader.exec_module(module)
        return keys_of(module.Story)

    return told


def redrawn(told: Told, *changes: tuple[str, str]) -> list[str]:
    """Return the chapters in which a change draws anything anew."""
    before, after = told(), told(*changes)
    assert tuple(before) == CHAPTERS
    return [title for title in CHAPTERS if before[title] != after.get(title)]


def test_an_unchanged_film_has_the_same_keys_and_all_differ(told: Told) -> None:
    first = told()
    assert told() == first
    every = [key for keys in first.values() for key in keys]
    assert len(every) == len(set(every)) == 9


@pytest.mark.parametrize(
    "change",
    [
        ('"""A circle comes, and follows."""', '"""The first chapter."""'),
        ('"""A square."""', '"""Something else."""'),
        ("        self.wait(1)\n", "        # a rest\n\n        self.wait( 1 )\n"),
        ('"""Four chapters."""', '"""Four."""'),
    ],
    ids=lambda change: change[1].strip()[:12],
)
def test_comments_and_docstrings_do_not_count(told: Told, change: tuple[str, str]) -> None:
    assert redrawn(told, change) == []


@pytest.mark.parametrize(
    ("change", "chapters"),
    [
        # code of a chapter, and what follows from it
        (("self.wait(1)", "self.wait(2)"), ["Three"]),
        (('chapter("Four")', 'chapter("Fore")'), ["Four"]),
        (("Frame().mark()", "Frame().shift(UP)"), ["Three", "Four"]),
        # what a chapter mentions: a constant, a class, a method
        (("FAR = 1.0", "FAR = 2.0"), ["Two", "Three", "Four"]),
        (("self.scale(0.5)", "self.scale(0.6)"), ["Three", "Four"]),
        # what an updater calls, wherever it is called
        (("* RIGHT", "* LEFT"), list(CHAPTERS)),
        (("circle.move_to(self.place())", "circle.next_to(self.place())"), list(CHAPTERS)),
        # everything of the data
        (('"x", "y", classes', '"t", "y", classes'), list(CHAPTERS)),
        (('("no", "yes")', '("no", "ja")'), list(CHAPTERS)),
        (("[0.0, 1, 0, 1]", "[0.0, 1, 1, 1]"), list(CHAPTERS)),
        (("seconds: float = 1.0", "seconds: float = 1.2"), list(CHAPTERS)),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_what_is_drawn_anew(told: Told, change: tuple[str, str], chapters: list[str]) -> None:
    assert redrawn(told, change) == chapters


class Formulas(Film):
    @chapter("A formula")
    def formula(self) -> None:
        self.formula_shown = Equation("x^2")
        self.say("A square.", self.formula_shown)
        self.pause()


def test_it_does_not_count_where_drawings_are_kept(tmp_path: Path) -> None:
    keys = []
    for folder in ("one", "other"):
        with tempconfig({"tex_dir": str(tmp_path / folder)}):
            keys.append(keys_of(Formulas))
        assert list((tmp_path / folder).glob("*.svg"))
    assert keys[0] == keys[1]


def test_a_word_of_a_caption_draws_what_shows_it(told: Told) -> None:
    before, after = told(), told(("A frame.", "A trame."))
    assert not set(before["Three"]) & set(after["Three"])
    assert all(before[title] == after[title] for title in ("One", "Two"))
    assert before["Four"][1:] == after["Four"][1:]  # its heading may come under the old caption
    other = told(("It goes {2 - 1} unit.", "It went {2 - 1} unit."))
    assert [title for title in CHAPTERS if before[title] != other[title]] == ["Two"]


@pytest.mark.parametrize(
    ("change", "chapter", "plays"),
    [
        (('Said("Far.")', 'Said("Fur.")'), "Two", 1),
        (('Said("A unit.")', 'Said("A until")'), "Two", 2),
        (("Nothing moves.", "Nothing loves."), "Four", 1),
    ],
    ids=["an argument", "a record", "a constant"],
)
def test_words_that_are_only_said_draw_what_shows_them(
    told: Told, change: tuple[str, str], chapter: str, plays: int
) -> None:
    before, after = told(), told(change)
    assert [title for title in CHAPTERS if before[title] != after[title]] == [chapter]
    assert sum(a != b for a, b in zip(before[chapter], after[chapter], strict=True)) == plays


def test_a_word_of_a_caption_beside_the_film_draws_nothing(
    told: Told, configured: Callable[..., Any]
) -> None:
    with configured("film", captions="file"):
        beside = told()
        assert redrawn(told, ("A frame.", "A trame.")) == []
        assert redrawn(
            told, ("A circle appears.", "A quite different circle appears on stage.")
        ) == [
            "One"  # which now rests for longer
        ]
    assert not set(beside["Three"]) & set(told()["Three"])


def test_what_lies_below_all_films_counts(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configured: Callable[..., Any]
) -> None:
    before = told()
    with configured("theme", name="light"):
        light = told()
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "Inter.ttf").write_bytes(b"another font")
    with monkeypatch.context() as patch:
        patch.setattr(film_keys, "FONTS", fonts)
        other_font = told()
    (fonts / "stage.py").write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(film_keys, "BASE", (fonts,))
        other_stage = told()
    for other in (light, other_font, other_stage):
        assert [title for title in CHAPTERS if before[title] == other[title]] == []
    assert told() == before


def test_another_process_with_other_hashes_has_the_same_keys(told: Told, tmp_path: Path) -> None:
    """Manim's command knows the film by another name than ours."""
    keys = told()
    script = (
        "import sys, json; sys.path[:0] = [sys.argv[1], sys.argv[3]];"
        "from tests.stage.film.test_keys import keys_of; import importlib;"
        "print(json.dumps(keys_of(importlib.import_module(sys.argv[2]).Story)))"
    )
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "another_name.py").write_text(STORY, encoding="utf-8")
    for seed in ("1", "2"):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                script,
                tmp_path,
                "films.another_name",
                Path(__file__).parents[3],
            ],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert json.loads(done.stdout) == keys


def test_no_mobject_that_is_held_is_passed_over() -> None:
    """Not even where one list of attributes takes the address of another that is gone."""
    holder = type("Holder", (), {"__module__": "scenes.stage"})
    holders = []
    for _ in range(20):
        each = holder()
        each.mobject = VMobject()
        holders.append(each)
    held = [each.mobject for each in holders]
    assert list(film_keys._mobjects_in([holders, held], set())) == held
