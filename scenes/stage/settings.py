"""What a user may set for a film: the film's section of the configuration file in force.

    [linear]
    data = prices.csv
    x = floor area
    y = price

Manim reads `manim.cfg` of the working folder, or the file given with `-c`; unknown sections are
left to us. Every wrong value ends in a `SettingError` of one clear line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from manim import config

from mlcore import UserError

__all__ = ["SettingError", "Settings", "section"]


class SettingError(UserError):
    """A wrong value in the configuration, told in one line: what, where, what to do."""


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
        values: dict[str, Any] = {}
        for name, text in section(film, [field.name for field in fields(cls)]).items():
            try:
                values[name] = _READERS[name](text)
            except ValueError as error:
                raise SettingError(f"[{film}] {name} = {text}: {error}") from None
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
    parser = config._parser
    for other in parser.sections():
        if other != title and other.casefold() == title:
            raise SettingError(f"[{other}]: sections are written small; make it [{title}]")
    given = parser.items(title, raw=True) if parser.has_section(title) else []
    for name, _ in given:
        if name not in known:
            are = "is" if len(known) == 1 else "are"
            raise SettingError(f"[{title}] {name}: no such setting; there {are} {', '.join(known)}")
    return {name: value.strip() for name, value in given if value.strip()}


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError("there is no such home folder; write the path in full") from None


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
    "data": _path,
    "x": str,
    "y": str,
    "learning_rate": _learning_rate,
    "iterations": _iterations,
    "start": _start,
}
