"""Measure how fast films are drawn, encoded and rendered, beside what is wanted of them.

    python -m studio.bench
    python -m studio.bench linear --full --markdown

The shot, stock Manim and the encoder take turns, so that their ratios hold on a machine that is
faster at one time than at another. All figures of one table come from one run. Rendering whole
films takes its time: unless the bench is to be full, one chapter of the first of them is.
"""

import argparse
import multiprocessing
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

from rich.box import MARKDOWN, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from studio.films import film_file, film_names, tell

if TYPE_CHECKING:
    from studio.measures import Shot, Survey

__all__ = ["FAILED", "ROWS", "Row", "main", "tables"]

WIDTH = 80
"""Of the table, in characters."""
ABREAST = 3
"""How many films stand in one table, for which there is room."""

ROUNDS, FULL_ROUNDS = 2, 5
"""How often shot, stock Manim and encoder are measured."""

FAILED, NONE = "failed", "–"

P = ParamSpec("P")
T = TypeVar("T")

Figure = float | str
"""A figure of one film, or a word instead of it."""


@dataclass(frozen=True)
class Row:
    """What is measured, and the limit that it should keep, if there is one."""

    what: str
    least: float | None = None
    most: float | None = None

    @property
    def wanted(self) -> str:
        """The limit, in words."""
        if self.least is not None:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.most is not None else ""

    def told(self, figure: Figure) -> str:
        """Write a figure to three digits, and say so if it misses the limit."""
        if isinstance(figure, str):
            return figure
        kept = (self.least is None or figure >= self.least) and (
            self.most is None or figure <= self.most
        )
        return f"{figure:.3g}" if kept else f"{figure:.3g} miss"


SHOT = Row("3-D shot, frames/s")
STOCK = Row("stock Manim, frames/s")
RATIO = Row("times stock Manim", least=45)
ENCODER = Row("encoding alone, frames/s")
SHARE = Row("share of encoding alone", least=0.8)
CHAPTER = Row("one chapter, time / length", most=1)
WHOLE = Row("whole film, time / length", most=1)
AGAIN = Row("unchanged again, s", most=3)
CHANGED = Row("caption changed, s")
PLAYS = Row("plays drawn for that")
LOOK = Row("first look at a chapter, s", most=5)
MEMORY = Row("memory at the most, GB", most=1.5)
ROWS = (SHOT, STOCK, RATIO, ENCODER, SHARE, CHAPTER, WHOLE, AGAIN, CHANGED, PLAYS, LOOK, MEMORY)

Figures = dict[Row, Figure]


def tables(films: Mapping[str, Figures], markdown: bool = False) -> Iterable[Table]:
    """Lay out the figures, one column a film, by the films' names; what is missing is a dash."""
    names = list(films)
    for first in range(0, len(names), ABREAST):
        result = Table(box=MARKDOWN if markdown else SIMPLE_HEAD)
        result.add_column("what")
        shown = names[first : first + ABREAST]
        for name in shown:
            result.add_column(name, justify="right")
        result.add_column("wanted", justify="right")
        for row in ROWS:
            cells = [row.told(films[name].get(row, NONE)) for name in shown]
            result.add_row(row.what, *cells, row.wanted)
        yield result


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a process of its own, which ends with it."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(function, *args, **kwargs).result()


def attempt(film: str, what: str, rows: Iterable[Row], measure: Callable[[], Figures]) -> Figures:
    """Say what is being measured, and measure it; if that fails, say why and go on."""
    tell(f"{film}: {what}")
    try:
        return measure()
    except (Exception, SystemExit) as error:
        tell(f"{film}: {what}: failed: {error}")
        return dict.fromkeys(rows, FAILED)


def measured(name: str, rounds: int, rendered: Literal["film", "chapter"] | None) -> Figures:
    """Measure a film: its 3-D shot so many rounds, a first look, and rendering it, if wanted."""
    film = film_file(name).stem
    tell(f"{film}: looking through it")
    from studio.measures import first_look, survey  # loads Manim, which takes a while

    try:
        seen = apart(survey, name)
    except (Exception, SystemExit) as error:
        tell(f"{film}: {error}")
        return dict.fromkeys(ROWS, FAILED)
    figures: Figures = {}
    if seen.shot is None:
        tell(f"{film}: no 3-D surface moves in it")
    else:
        shot = seen.shot
        rows = (SHOT, STOCK, RATIO, ENCODER, SHARE)
        figures |= attempt(film, "the 3-D shot", rows, lambda: speeds(film, shot, rounds))
    look = f"a first look at chapter {seen.chapter}"
    figures |= attempt(film, look, [LOOK], lambda: {LOOK: first_look(name, seen.chapter)})
    if rendered:
        with TemporaryDirectory() as folder:
            copy = Path(shutil.copy(film_file(name), folder))
            figures |= renderings(film, seen, copy, seen.chapter if rendered == "chapter" else None)
    return figures


def speeds(film: str, shot: "Shot", rounds: int) -> Figures:
    """Measure the shot, stock Manim and the encoder in turns."""
    from studio.measures import encoder_speed, shot_speed, stock_speed

    figures = []
    for number in range(1, rounds + 1):
        turns = []
        for what, measure in (
            ("3-D shot", shot_speed),
            ("stock Manim", stock_speed),
            ("encoder", encoder_speed),
        ):
            tell(f"{film}: {what}, round {number} of {rounds}")
            turns.append(apart(measure, shot))
        figures.append(turns)
    ours, stock, encoder = (median(column) for column in zip(*figures, strict=True))
    return {
        SHOT: ours,
        STOCK: stock,
        RATIO: median(a / b for a, b, _ in figures),
        ENCODER: encoder,
        SHARE: median(a / c for a, _, c in figures),
    }


def renderings(film: str, seen: "Survey", copy: Path, chapter: int | None) -> Figures:
    """Render a copy of a film, or one chapter, then unchanged, then with another caption."""
    from studio.measures import change_a_caption, drawn_segments, render

    media = copy.parent / "media"
    row, what = (CHAPTER, f"chapter {chapter}") if chapter else (WHOLE, "the whole film")

    def first() -> Figures:
        made = render(copy, media, chapter)
        return {row: made.seconds / made.length, MEMORY: made.memory / 1e9}

    def again() -> Figures:
        return {AGAIN: render(copy, media, chapter).seconds}

    def changed() -> Figures:
        change_a_caption(copy, seen)
        before = drawn_segments(media)
        seconds = render(copy, media, chapter).seconds
        drawn = len(drawn_segments(media) - before)
        return {CHANGED: seconds, PLAYS: f"{drawn} of {len(before)}"}

    return {
        **attempt(film, what, (row, MEMORY), first),
        **attempt(film, f"{what} again", [AGAIN], again),
        **attempt(film, "another word in a caption", (CHANGED, PLAYS), changed),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Raises
    ------
    SystemExit
        With one line, if there is no such film; with 1, if something could not be measured.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.bench", description="Measure how fast films are drawn and rendered."
    )
    names = ", ".join(film_names())
    parser.add_argument("film", nargs="*", help=f"which (default: all): {names}, or its file")
    parser.add_argument("--full", action="store_true", help="more rounds, and all films whole")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    options = parser.parse_args(arguments)
    films = list(dict.fromkeys(options.film or film_names()))
    for name in films:
        film_file(name)
    rounds = FULL_ROUNDS if options.full else ROUNDS
    figures = {
        film_file(name).stem: measured(
            name, rounds, "film" if options.full else "chapter" if name == films[0] else None
        )
        for name in films
    }
    console = Console(width=WIDTH)
    for table in tables(figures, options.markdown):
        console.print(table)
    if any(FAILED in of_film.values() for of_film in figures.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
