"""A data set from a table of text (CSV): a fast reader, and a careful one behind it.

A plain table (no quotes, as many cells in every line) goes through pandas in one sweep. Whatever
is not plain, or does not come out as finite numbers, is read again row by row: the careful reader
either understands it or names the guilty row and column.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from math import isfinite
from os import PathLike
from pathlib import Path

import numpy as np

from mlcore.arrays import FloatArray
from mlcore.dataset import Dataset
from mlcore.text import TextTable

__all__ = ["TableError", "read_table"]

_SAMPLE = 100
"""A column holds numbers when most of its cells in so many rows do."""


class TableError(ValueError):
    """A table that cannot be read; the message is one line: the file, the place, what to do."""


def read_table(path: str | PathLike[str], x: str | None = None, y: str | None = None) -> Dataset:
    """Return two columns of a table with a header line as a `Dataset`.

    The text is UTF-8, separated by commas, semicolons or tabs: whichever the header has most of.

    Parameters
    ----------
    path : path
        The file; its name becomes the title.
    x, y : str, optional
        Names of the columns. By default the first columns, not yet taken, that hold numbers.

    Raises
    ------
    TableError
        If the file cannot be read, a column is missing, a row is ragged, a cell is not a finite
        number, or the columns make no legal `Dataset`.
    """
    path = Path(path)
    try:
        table = TextTable.read(path)
        columns = _choose(table, x, y)
        values = _read_fast(table, columns)
        if values is None:
            values = _read_carefully(table, columns)
        x_name, y_name = (table.names[column] for column in columns)
        data = Dataset(values[:, 0], values[:, 1], x_name, y_name, source=path.name)
    except ValueError as error:
        raise TableError(f"{path}: {error}") from None
    title = _words(path.stem.replace("-", " "))
    return replace(data, x_label=_words(x_name), y_label=_words(y_name), title=title)


def _choose(table: TextTable, x: str | None, y: str | None) -> tuple[int, int]:
    """Return the places of the columns asked for, or else of the first that hold numbers."""
    first, second = (None if name is None else _find(name, table.names) for name in (x, y))
    if first is None or second is None:
        free = [column for column in _numeric(table) if column not in (first, second)]
        first = free.pop(0) if first is None and free else first
        second = free.pop(0) if second is None and free else second
    if first is None or second is None:
        raise ValueError(
            "fewer than two columns hold numbers; "
            f"the columns are {', '.join(map(repr, table.names))}"
        )
    return first, second


def _find(name: str, names: Sequence[str]) -> int:
    name = " ".join(name.split())
    if name not in names:
        raise ValueError(f"no column is named {name!r}; there are {', '.join(map(repr, names))}")
    if names.count(name) > 1:
        raise ValueError(f"{names.count(name)} columns are named {name!r}; rename all but one")
    return names.index(name)


def _numeric(table: TextTable) -> list[int]:
    """Return the places of the columns that hold numbers, judged by the first rows."""
    if all(_number(name) is not None for name in table.names):
        raise ValueError("the first row holds numbers where names are due; add a header line")
    sample = [cells for _, cells in islice(table.rows(), _SAMPLE)]
    if not sample:
        raise ValueError("there are no rows below the header; at least two are needed")
    return [column for column in range(len(table.names)) if _holds_numbers(sample, column)]


def _holds_numbers(sample: Sequence[Sequence[str]], column: int) -> bool:
    filled = [cells[column] for cells in sample if len(cells) > column and cells[column]]
    return 2 * sum(_number(cell) is not None for cell in filled) > len(filled)


def _read_fast(table: TextTable, columns: tuple[int, int]) -> FloatArray | None:
    """Return the columns (N, 2) of a plain table of finite numbers, and None for any other."""
    if not table.is_plain():
        return None
    import pandas as pd  # only who reads a table waits for it

    try:
        frame = pd.read_csv(
            BytesIO(table.raw),
            sep=table.separator,
            header=None,
            skiprows=1,
            usecols=sorted(set(columns)),
            low_memory=False,  # one type a column, not one a chunk
        )[list(columns)]
    except ValueError:
        return None
    if any(dtype.kind not in "if" for dtype in frame.dtypes):
        return None
    values = frame.to_numpy(dtype=np.float64)
    return values if np.isfinite(values).all() else None


def _read_carefully(table: TextTable, columns: tuple[int, int]) -> FloatArray:
    """Return the columns (N, 2), or say which cell is wrong."""
    width = len(table.names)
    values = array("d")
    for row, cells in table.rows():
        if len(cells) != width:
            raise ValueError(
                f"row {row} has {len(cells)} cells where the header has {width}; "
                "add or remove separators"
            )
        for column in columns:
            number = _number(cells[column])
            if number is None or not isfinite(number):
                place = f"row {row}, column {table.names[column]!r}"
                raise ValueError(f"{place} {_complaint(cells[column])}")
            values.append(number)
    return np.array(values).reshape(-1, 2)


def _number(cell: str) -> float | None:
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def _complaint(cell: str) -> str:
    if not cell:
        return "is empty; fill it in or delete the row"
    value = repr(cell if len(cell) <= 40 else cell[:39] + "…")
    if re.fullmatch(r"[-+]?\d*,\d+", cell):
        return f"holds {value}; write decimals with a point"
    return f"holds {value} where a finite number is due; correct it or delete the row"


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())
