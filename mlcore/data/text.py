"""A file of text seen as a table: a header of names, then rows of cells.

Rows are numbered as an editor numbers the lines of the file, so a header on top is row 1.
Blank rows are passed over. What is wrong with a file is said in one line, as a `ValueError`.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

__all__ = ["TextTable", "number", "quoted"]

_SEPARATORS = ",;\t"

_SAMPLE = 100
"""So many rows show what a column holds."""


@dataclass(frozen=True)
class TextTable:
    """The bytes of a table, with its separator and the names in its header.

    Parameters
    ----------
    raw : bytes
        UTF-8 text, not blank.

    Attributes
    ----------
    separator : str
        Comma, semicolon or tab: whichever the header has most of, outside of quotes.
    names : tuple of str
        The names of the columns, stripped; ``column 3`` for a third one without a name.
    """

    raw: bytes = field(repr=False)
    separator: str = field(init=False)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        header = self.raw.lstrip().partition(b"\n")[0].partition(b"\r")[0].decode()
        unquoted = re.sub(r'"[^"]*"', "", header)
        object.__setattr__(self, "separator", max(_SEPARATORS, key=unquoted.count))
        _, cells = next(self._lines())
        names = (" ".join(cell.split()) or f"column {i}" for i, cell in enumerate(cells, start=1))
        object.__setattr__(self, "names", tuple(names))

    @classmethod
    def read(cls, path: Path) -> "TextTable":
        """Return the table in a file.

        Raises
        ------
        ValueError
            If there is no such file, or it is a folder, not readable, not text, or empty.
        """
        raw = _contents(path).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n ")
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            row = raw.count(b"\n", 0, error.start) + 1
            raise ValueError(
                f"row {row} is not UTF-8 text; save the table as CSV in UTF-8"
            ) from None
        if b"\0" in raw:
            raise ValueError("this is not a file of text; save the table as CSV in UTF-8")
        if not raw.strip(b"\r\n\t ,;"):
            raise ValueError("the file is empty; it needs a header line and at least two rows")
        return cls(raw)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the number and the cells, stripped, of every row below the header."""
        return islice(self._lines(), 1, None)

    def sample(self, column: int) -> list[str]:
        """Return the cells of a column in the first hundred rows.

        Raises
        ------
        ValueError
            If there are no rows.
        """
        rows = [cells for _, cells in islice(self.rows(), _SAMPLE)]
        if not rows:
            raise ValueError("there are no rows below the header; at least two are needed")
        return [cells[column] for cells in rows if len(cells) > column]

    def full_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows like `rows`, but raise a `ValueError` at one that is ragged."""
        width = len(self.names)
        for row, cells in self.rows():
            if len(cells) != width:
                raise ValueError(
                    f"row {row} has {len(cells)} cells where the header has {width}; "
                    "add or remove separators"
                )
            yield row, cells

    def is_plain(self) -> bool:
        """Tell whether there are no quotes, and in every line as many cells as in the header."""
        if b'"' in self.raw:
            return False
        text = np.frombuffer(self.raw, dtype=np.uint8)
        ends = np.append(np.flatnonzero(text == ord("\n")), text.size)
        separators = np.flatnonzero(text == ord(self.separator))
        passed = np.searchsorted(separators, ends)
        return np.array_equal(passed, (len(self.names) - 1) * np.arange(1, ends.size + 1))

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        text = io.TextIOWrapper(io.BytesIO(self.raw), encoding="utf-8", newline="")
        reader = csv.reader(text, delimiter=self.separator, skipinitialspace=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, [cell.strip() for cell in cells]
                line = reader.line_num + 1
        except csv.Error as error:
            raise ValueError(f"row {line} cannot be split into cells: {error}") from None


def number(cell: str) -> float | None:
    """Return the number in a cell, finite or not, or None."""
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def quoted(cell: str) -> str:
    """Return a cell in quotes, on one line, cut if it is long."""
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")


def _contents(path: Path) -> bytes:
    if path.is_dir():
        raise ValueError("this is a folder; name a file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ValueError(
            "there is no such file"
            f"{'' if path.is_absolute() else f' in {Path.cwd()}'}; check the path"
        ) from None
    except OSError as error:
        raise ValueError(f"cannot be opened ({error.strerror}); check path and rights") from None
