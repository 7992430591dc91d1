"""Measure how fast films are drawn, encoded and rendered, beside what is wanted of them.

    python -m studio.bench

The shot, stock Manim and the encoder take turns, so that their ratios hold on a machine that is
faster at one time than at another. All figures of one table come from one run.
"""

import argparse
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
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

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One figure, and the limit that it should keep, if there is one."""

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
    def verdict(self) -> str:
        """Whether the limit is kept."""
        if self.least is not None:
            return "ok" if self.value >= self.least else "miss"
        if self.most is not None:
            return "ok" if self.value <= self.most else "miss"
        return ""


def table(rows: Sequence[Row], markdown: bool = False) -> Table:
    """Lay out the figures."""
    result = Table(box=MARKDOWN) if markdown else Table()
    result.add_column("what")
    result.add_column("median", justify="right")
    result.add_column("wanted", justify="right")
    result.add_column("kept")
    for row in rows:
        result.add_row(row.what, f"{row.value:.3g}{row.unit}", row.wanted, row.verdict)
    return result


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
        With one line, if the film cannot be measured.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.bench", description="Measure how fast films are drawn and rendered."
    )
    names = ", ".join(film_names())
    parser.add_argument("--film", default="linear", help=f"one of {names} (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="of each speed (default: %(default)s)")
    parser.add_argument("--skip-film", action="store_true", help="leave out the whole film")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs: at least 1")
    load(options.film)
    with Console(stderr=True).status("") as status:
        rows = list(measured(options.film, options.runs, options.skip_film, status))
    Console().print(table(rows, options.markdown))


if __name__ == "__main__":
    main()
