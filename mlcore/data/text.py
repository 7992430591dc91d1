"""A file of text seen as a table: a header of names, then rows of cells.

Rows are numbered as an editor numbers the lines of the file, so a header on top is row 1.
Blank rows are passed over. What is wrong with a file is said in one line, as a `UserError`.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any

import numpy as np

from mlcore.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TextTable", "number", "printable", "quoted"]

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
            raise UserError(
                f"row {row} is not UTF-8 text; save the table as CSV in UTF-8"
            ) from None
        if b"\0" in raw:
            raise UserError("this is not a file of text; save the table as CSV in UTF-8")
        if not raw.strip(b"\r\n\t ,;"):
            raise UserError("the file is empty; it needs a header line and at least two rows")
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
            raise UserError("there are no rows below the header; at least two are needed")
        return [cells[column] for cells in rows if len(cells) > column]

    def full_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows like `rows`, but raise a `UserError` at one that is ragged."""
        width = len(self.names)
        for row, cells in self.rows():
            if len(cells) != width:
                raise UserError(
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

    def plain_columns(self, columns: Sequence[int], **options: Any) -> "pd.DataFrame | None":
        """Return columns of a plain table as pandas reads them, and None of any other."""
        if not self.is_plain():
            return None
        import pandas as pd  # only who reads a table waits for it

        try:
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(self.raw),
                sep=self.separator,
                header=None,
                skiprows=1,
                usecols=sorted(set(columns)),
                low_memory=False,  # one type a column, not one a chunk
                **options,
            )
        except ValueError:
            return None
        return frame.loc[:, list(columns)]

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
            raise UserError(f"row {line} cannot be split into cells: {error}") from None


def number(cell: str) -> float | None:
    """Return the number in a cell, finite or not, or None."""
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def quoted(cell: str) -> str:
    """Return a cell in quotes, on one line, cut if it is long."""
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")


def printable(text: str) -> str:
    """Return text on one line, with escapes for whatever cannot be printed."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def _contents(path: Path) -> bytes:
    if "\0" in str(path):
        raise UserError("no file has a NUL byte in its name; check the path")
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise UserError("this is a folder; name a file in it")
        if not S_ISREG(mode):  # a pipe may never end, a device never begin
            raise UserError("this is a pipe or a device; name a file")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            "there is no such file"
            f"{'' if path.is_absolute() else f' in {Path.cwd()}'}; check the path"
        ) from None
    except OSError as error:
        raise UserError(f"cannot be opened ({error.strerror}); check path and rights") from None
