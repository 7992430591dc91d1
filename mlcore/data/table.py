"""A data set from a table of text (CSV): a fast reader, and a careful one behind it.

A plain table (no quotes, as many cells in every line) goes through pandas in one sweep. Whatever
is not plain, or does not come out as finite numbers, is read again row by row: the careful reader
either understands it or names the guilty row and column.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from os import PathLike
from pathlib import Path

import numpy as np

from mlcore.data.classes import read_classes
from mlcore.data.columns import choose, choose_with_classes
from mlcore.data.dataset import Dataset
from mlcore.data.text import TextTable, number, printable, quoted
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray

__all__ = ["TableError", "read_table"]


class TableError(UserError):
    """A table that cannot be read; the message is one line: the file, the place, what to do."""


def read_table(
    path: str | PathLike[str], x: str | None = None, y: str | None = None, classes: bool = False
) -> Dataset:
    """Return two columns of a table with a header line as a `Dataset`.

    The text is UTF-8, separated by commas, semicolons or tabs: whichever the header has most of.

    Parameters
    ----------
    path : path
        The file; its name becomes the title.
    x, y : str, optional
        Names of the columns. By default the first columns, not yet taken, that hold numbers.
    classes : bool
        Whether y holds two classes: any two numbers or words, which become 0 and 1 and give the
        data set its `classes` (`mlcore.data.classes` says which is which). By default x is then the
        first column of numbers of which there are more than two, if any; and y the first column
        after it, or else before it, that holds exactly two values.

    Raises
    ------
    TableError
        If the file cannot be read, a column is missing, a row is ragged, a cell is not a finite
        number, y does not hold just two classes, or the columns make no legal `Dataset`.
    """
    path = Path(path)
    try:
        table = TextTable.read(path)
        columns = (choose_with_classes if classes else choose)(table, x, y)
        x_name, y_name = (table.names[column] for column in columns)
        if classes:
            inputs = _read(table, columns[:1])[:, 0]
            targets, names = read_classes(table, columns[1])
            data = Dataset(inputs, targets, x_name, y_name, source=path.name, classes=names)
        else:
            values = _read(table, columns)
            data = Dataset(values[:, 0], values[:, 1], x_name, y_name, source=path.name)
    except UserError as error:
        raise TableError(f"{printable(str(path))}: {error}") from None
    title = _words(path.stem.replace("-", " "))
    return replace(data, x_label=_words(x_name), y_label=_words(y_name), title=title)


def _read(table: TextTable, columns: Sequence[int]) -> FloatArray:
    """Return columns of finite numbers (N, n)."""
    values = _read_fast(table, columns)
    return _read_carefully(table, columns) if values is None else values


def _read_fast(table: TextTable, columns: Sequence[int]) -> FloatArray | None:
    """Return the columns (N, n) of a plain table of finite numbers, and None for any other."""
    frame = table.plain_columns(columns)
    if frame is None or any(dtype.kind not in "if" for dtype in frame.dtypes):
        return None
    values = frame.to_numpy(dtype=np.float64)
    return values if np.isfinite(values).all() else None


def _read_carefully(table: TextTable, columns: Sequence[int]) -> FloatArray:
    """Return the columns (N, n), or say which cell is wrong."""
    values = array("d")
    for row, cells in table.full_rows():
        for column in columns:
            value = number(cells[column])
            if value is None or not isfinite(value):
                place = f"row {row}, column {table.names[column]!r}"
                raise UserError(f"{place} {_complaint(cells[column])}")
            values.append(value)
    return np.array(values).reshape(-1, len(columns))


def _complaint(cell: str) -> str:
    if not cell:
        return "is empty; fill it in or delete the row"
    if re.fullmatch(r"[-+]?\d*,\d+", cell):
        return f"holds {quoted(cell)}; write decimals with a point"
    return f"holds {quoted(cell)} where a finite number is due; correct it or delete the row"


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())
