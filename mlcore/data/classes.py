"""A column of two classes: which two values stand in it, and which of them is 1.

Of two numbers the lower is 0. Of two words it is the one that says no: that is, or begins with,
false, n, neg, negative, never, no, non, none, off, f, without, nein or kein; that has a not, a
nicht or n't in it; or that is the other one with something before it, as incorrect is. Where
neither or both do, the alphabet decides, and the first is 0; a number comes before a word. Words
that differ in case only are the same value, and so are 1 and 1.0; its name is the spelling that
comes first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import inf, isfinite
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mlcore.data.text import TextTable, number, quoted
from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray

__all__ = ["may_be_classes", "read_classes", "two_valued"]

Value: TypeAlias = tuple[float, str]
"""What a cell means: a number and no word, or infinity and a word."""

Column: TypeAlias = tuple[NDArray[np.intp], Sequence[str]]
"""A number for each row (N,), and the spellings so numbered, as they come."""

_NO = re.compile(
    r"^(false|n|neg|negative|never|no|non|none|off|f|without|nein|kein)\b"
    r"|\b(not|nicht)\b|n['’]t\b"
)


def may_be_classes(table: TextTable, column: int) -> bool:
    """Tell whether the first rows of a column hold two values at most."""
    return len(_values(table.sample(column))) <= 2


def two_valued(table: TextTable, columns: Iterable[int]) -> Iterator[int]:
    """Yield those of the columns that hold exactly two values, empty cells aside."""
    for column in columns:
        if may_be_classes(table, column) and len(_values(_spellings(table, column))) == 2:
            yield column


def read_classes(table: TextTable, column: int) -> tuple[FloatArray, tuple[str, str]]:
    """Return the classes of all rows (N,), 0 or 1, and the names of 0 and 1.

    Raises
    ------
    UserError
        If a row is ragged, a cell is empty, or there are not exactly two values.
    """
    read = _read_fast(table, column)
    if read is None or "" in read[1] or len(_values(read[1])) > 2:
        read = _read_carefully(table, column)
    rows, spellings = read
    names = _values(spellings)
    if not names:
        raise UserError("there are no rows below the header; at least two are needed")
    if len(names) < 2:
        name = quoted(spellings[0])
        raise UserError(
            f"column {table.names[column]!r} is {name} in every row; two classes are needed"
        )
    zero, one = sorted(names, key=lambda value: (not _says_no(value, names), value))
    classes = np.array([float(_value(spelling) == one) for spelling in spellings])
    return classes[rows], (names[zero], names[one])


def _value(spelling: str) -> Value:
    value = number(spelling)
    return (inf, spelling.casefold()) if value is None or not isfinite(value) else (value, "")


def _values(spellings: Iterable[str]) -> dict[Value, str]:
    """Return the different values with their first spellings; an empty cell has none."""
    names: dict[Value, str] = {}
    for spelling in filter(None, spellings):
        names.setdefault(_value(spelling), spelling)
    return names


def _says_no(value: Value, values: Iterable[Value]) -> bool:
    word = value[1]
    others = (other for _, other in values if other and other != word)
    return _NO.search(word) is not None or any(word.endswith(other) for other in others)


def _spellings(table: TextTable, column: int) -> Iterable[str]:
    """Return the different cells of a column, if need be without complaint about its rows."""
    read = _read_fast(table, column)
    if read is not None:
        return read[1]
    return {cells[column] for _, cells in table.rows() if len(cells) > column}


def _read_fast(table: TextTable, column: int) -> Column | None:
    """Return a column of a plain table, and None of any other."""
    frame = table.plain_columns([column], dtype=str, na_filter=False)
    if frame is None:
        return None
    rows, spellings = frame[column].factorize()
    return rows, [spelling.strip() for spelling in spellings]


def _read_carefully(table: TextTable, column: int) -> Column:
    """Return a column, or say which cell is wrong."""
    places: dict[str, int] = {}
    names: dict[Value, str] = {}
    rows = []
    for row, cells in table.full_rows():
        cell = cells[column]
        if cell not in places:
            here = f"row {row}, column {table.names[column]!r}"
            if not cell:
                raise UserError(f"{here} is empty; fill it in or delete the row")
            names.setdefault(_value(cell), cell)
            if len(names) > 2:
                first, second, third = map(quoted, names.values())
                raise UserError(
                    f"{here} holds {third} beside {first} and {second}; two classes are needed"
                )
            places[cell] = len(places)
        rows.append(places[cell])
    return np.array(rows), [*places]
