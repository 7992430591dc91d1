"""What a user may set: in the section `[film]` for any film, in a film's own section for that one.

    [film]
    chapters = 3-4

    [linear]
    data = prices.csv
    x = floor area
    y = price

Manim reads `manim.cfg` of the working folder, or the file given with `-c`; unknown sections are
left to us. Every wrong value ends in a `SettingError` of one clear line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, cast

import numpy as np

from mlcore import UserError
from scenes.stage.manim.configuration import sections_in_force

__all__ = ["FilmSettings", "SettingError", "Settings", "section"]

Captions = Literal["picture", "file"]

_OTHERS = {path.stem for path in Path(__file__).parents[1].glob("*.py")} | {"film", "theme"}
"""Sections that are not another one misspelt: those of the films."""


class SettingError(UserError):
    """A wrong value in the configuration, told in one line: what, where, what to do."""


@dataclass(frozen=True)
class FilmSettings:
    """What may be set for any film.

    Attributes
    ----------
    captions
        Whether captions stand in the picture, or in files that players show.
    chapters
        Which chapters are drawn, as runs of numbers from 1 on; none for all of them.
    """

    captions: Captions = "picture"
    chapters: tuple[range, ...] = ()

    @classmethod
    def read(cls) -> Self:
        """Read the section `[film]`.

        Raises
        ------
        SettingError
            If a name is unknown or a value makes no sense.
        """
        return cls(**_values("film", {"captions": _captions, "chapters": _chapters}))

    @property
    def chapters_name(self) -> str:
        """The chapters that are drawn, as part of a file's name.

        >>> FilmSettings(chapters=(range(2, 3), range(5, 7))).chapters_name
        '2+5-6'
        """
        ends = ((run.start, run.stop - 1) for run in self.chapters)
        return "+".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ends)

    def chosen(self, count: int) -> tuple[int, ...]:
        """Return the numbers of the chapters that are drawn, of ``count``.

        Raises
        ------
        SettingError
            If there is no such chapter.
        """
        chosen = {number for run in self.chapters for number in run}
        if any(run.stop - 1 > count for run in self.chapters):
            raise SettingError(
                f"[film] chapters = {self.chapters_name.replace('+', ', ')}: "
                f"this film has {count} chapter{'' if count == 1 else 's'}"
            )
        return tuple(sorted(chosen)) or tuple(range(1, count + 1))


@dataclass(frozen=True)
class Settings:
    """A film's own settings; `None` leaves the choice to the film.

    Attributes
    ----------
    data
        A table with a header row, relative to the working folder; the film's own by default.
    x, y
        Column names; the first two columns of numbers by default.
    learning_rate
        Above 0 and below the stable limit.
    iterations
        How many steps the film shows, 10 or more.
    start
        The weights (w0, w1) to start from, in the units of the plot.
    """

    data: Path | None = None
    x: str | None = None
    y: str | None = None
    learning_rate: float | None = None
    iterations: int | None = None
    start: tuple[float, float] | None = None

    @classmethod
    def read(cls, film: str) -> Self:
        """Read the section of a film.

        Raises
        ------
        SettingError
            If a name is unknown or a value makes no sense.
        """
        values = _values(film, {field.name: _READERS[field.name] for field in fields(cls)})
        if "data" not in values and ("x" in values or "y" in values):
            raise SettingError(f"[{film}] x and y name columns of a table: set data as well")
        return cls(**values)


def section(title: str, known: Sequence[str]) -> dict[str, str]:
    """Return what a section of the configuration in force sets, and what is left empty not.

    Raises
    ------
    SettingError
        If it sets something that is not ``known``, or is written in capitals.
    """
    parser = sections_in_force()
    for other in parser.sections():
        if other != title and other.casefold() == title:
            raise SettingError(f"[{other}]: sections are written small; make it [{title}]")
        if other not in (*_OTHERS, title) and _is_misspelt(other, title):
            raise SettingError(f"[{other}]: there is no such section; did you mean [{title}]?")
    given = parser.items(title, raw=True) if parser.has_section(title) else []
    for name, _ in given:
        if name not in known:
            are = "is" if len(known) == 1 else "are"
            raise SettingError(f"[{title}] {name}: no such setting; there {are} {', '.join(known)}")
    return {name: value.strip() for name, value in given if value.strip()}


@cache
def _is_misspelt(name: str, title: str) -> bool:
    """Tell whether a name is nearly a title; asked again whenever a theme's colour is."""
    return name != title and bool(get_close_matches(name, [title], cutoff=0.8))


def _values(title: str, readers: dict[str, Callable[[str], object]]) -> dict[str, Any]:
    """Return the values that a section sets, each by its reader."""
    values = {}
    for name, text in section(title, list(readers)).items():
        try:
            values[name] = readers[name](text)
        except ValueError as error:
            raise SettingError(f"[{title}] {name} = {text}: {error}") from None
    return values


def _captions(text: str) -> Captions:
    if text not in ("picture", "file"):
        raise ValueError("captions stand in the picture or in a file; use picture or file")
    return cast(Captions, text)


def _chapters(text: str) -> tuple[range, ...]:
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = (each.strip() for each in part.partition("-"))
        last = last if dash else first
        if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) < 1000):
            raise ValueError("name chapters by their numbers, as in 3 or 3-4 or 2, 5-6")
        numbers.update(range(int(first), int(last) + 1))
    starts = [number for number in sorted(numbers) if number - 1 not in numbers]
    stops = [number + 1 for number in sorted(numbers) if number + 1 not in numbers]
    return tuple(map(range, starts, stops))


def _data(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError("there is no such home folder; write the whole path") from None


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError("not a number") from None
    if not np.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _learning_rate(text: str) -> float:
    value = _number(text)
    if value <= 0:
        raise ValueError("a learning rate is above 0")
    return value


def _iterations(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise ValueError("not a whole number") from None
    if not 10 <= value <= 1_000_000:
        raise ValueError("use 10 to 1000000 iterations")
    return value


def _start(text: str) -> tuple[float, float]:
    parts = text.replace(",", " ").split()
    if len(parts) != 2:
        raise ValueError("give two numbers, w0 and w1, as in 7.2, -2.4")
    return _number(parts[0]), _number(parts[1])


_READERS: dict[str, Callable[[str], object]] = {
    "data": _data,
    "x": str,
    "y": str,
    "learning_rate": _learning_rate,
    "iterations": _iterations,
    "start": _start,
}
