"""Measure how fast films are drawn, encoded and rendered, beside what is wanted of them.

    python -m studio.bench
    python -m studio.bench --film linear --markdown

The shot, stock Manim and the encoder take turns, so that their ratios hold on a machine that is
faster at one time than at another. All figures of one table come from one run; a limit is kept
if every film keeps it.
"""

import argparse
import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from rich.box import MARKDOWN
from rich.console import Console
from rich.status import Status
from rich.table import Table

from studio.measures import encoder_speed, find_shot, render, shot_speed, stock_speed
from studio.rehearsal import film_names, load

__all__ = ["Row", "main", "table"]

MARKDOWN_WIDTH = 400
"""Room for any table, in characters: a row of Markdown must stay on one line."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One figure of one film, and the limit that it should keep, if there is one."""

    what: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def wanted(self) -> str:
        """The limit, in words."""
        if self.least is not None:
            return f"≥ {self.least:g}{self.unit}"
        return f"≤ {self.most:g}{self.unit}" if self.most is not None else ""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept; where there is none, it is."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    def __str__(self) -> str:
        return f"{self.value:.3g}{self.unit}"


def table(films: Mapping[str, Sequence[Row]], markdown: bool = False) -> Table:
    """Lay out the figures, one column a film, by the films' names."""
    result = Table(box=MARKDOWN) if markdown else Table()
    result.add_column("what")
    for name in films:
        result.add_column(name, justify="right")
    result.add_column("wanted", justify="right")
    result.add_column("kept")
    for rows in zip(*films.values(), strict=True):
        verdict = verdict_of(dict(zip(films, rows, strict=True)))
        result.add_row(rows[0].what, *map(str, rows), rows[0].wanted, verdict)
    return result


def verdict_of(rows: Mapping[str, Row]) -> str:
    """Say whether a limit is kept by all films, and which ones miss it."""
    missed = [name for name, row in rows.items() if not row.kept]
    if missed:
        return f"miss: {', '.join(missed)}"
    return "ok" if any(row.wanted for row in rows.values()) else ""


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a process of its own, which ends with it."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(function, *args, **kwargs).result()


def speeds(name: str, runs: int, status: Status) -> list[Row]:
    """Measure the shot, stock Manim and the encoder in turns."""
    status.update(f"{name}: looking for the shot")
    shot = apart(find_shot, name)
    rounds = []
    for run in range(1, runs + 1):
        figures = []
        for what, measure in (
            ("shot", shot_speed),
            ("stock", stock_speed),
            ("encoder", encoder_speed),
        ):
            status.update(f"{name}: {what}, run {run} of {runs}")
            figures.append(apart(measure, shot))
        rounds.append(figures)
    ours, stock, encoder = (median(figures) for figures in zip(*rounds, strict=True))
    return [
        Row("3-D shot, drawn and encoded", ours, " frames/s"),
        Row("stock Manim, the surface alone", stock, " frames/s"),
        Row("how many times stock Manim", median(a / b for a, b, _ in rounds), least=30),
        Row("encoding the shot's frames alone", encoder, " frames/s"),
        Row("share of encoding alone", median(a / c for a, _, c in rounds), least=0.7),
    ]


def whole_film(name: str, status: Status) -> list[Row]:
    """Render a film into an empty folder, and once more with nothing changed."""
    with TemporaryDirectory() as folder:
        status.update(f"{name}: the whole film")
        first = render(name, Path(folder))
        status.update(f"{name}: the whole film again")
        again = render(name, Path(folder))
    return [
        Row("whole film, rendering time / length", first.seconds / first.length, most=1.5),
        Row("whole film again, nothing changed", again.seconds, " s", most=10),
        Row("memory at the most", first.memory / 1e9, " GB", most=1.5),
    ]


def measured(name: str, runs: int, skip_film: bool, status: Status) -> Iterator[Row]:
    """Measure all there is to measure of one film."""
    yield from speeds(name, runs, status)
    if not skip_film:
        yield from whole_film(name, status)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Raises
    ------
    SystemExit
        With one line, if a film cannot be measured.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.bench", description="Measure how fast films are drawn and rendered."
    )
    names = ", ".join(film_names())
    parser.add_argument(
        "--film", nargs="+", action="extend", metavar="FILM", help=f"which (default: all): {names}"
    )
    parser.add_argument("--runs", type=int, default=5, help="of each speed (default: %(default)s)")
    parser.add_argument("--skip-film", action="store_true", help="leave out the whole film")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs: at least 1")
    films = list(dict.fromkeys(options.film or film_names()))
    for name in films:
        load(name)
    with Console(stderr=True).status("") as status:
        figures = {
            name: list(measured(name, options.runs, options.skip_film, status)) for name in films
        }
    width = MARKDOWN_WIDTH if options.markdown else None
    Console(width=width).print(table(figures, options.markdown))


if __name__ == "__main__":
    main()
