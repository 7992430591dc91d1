"""Which columns of a table are x and y: those asked for by name, or else the likely ones."""

from collections.abc import Sequence

from mlcore.data.classes import may_be_classes, two_valued
from mlcore.data.text import TextTable, number
from mlcore.errors import UserError

__all__ = ["choose", "choose_with_classes"]


def choose(table: TextTable, x: str | None, y: str | None) -> tuple[int, int]:
    """Return the places of the columns asked for, or else of the first that hold numbers."""
    first, second = (None if name is None else _find(name, table.names) for name in (x, y))
    if first is None or second is None:
        free = [column for column in _numeric(table) if column not in (first, second)]
        first = free.pop(0) if first is None and free else first
        second = free.pop(0) if second is None and free else second
    if first is None or second is None:
        raise UserError(f"fewer than two columns hold numbers; {_listed(table)}")
    return _different(table, first, second)


def choose_with_classes(table: TextTable, x: str | None, y: str | None) -> tuple[int, int]:
    """Return the places of the columns asked for, or else of numbers and of two classes."""
    first, second = (None if name is None else _find(name, table.names) for name in (x, y))
    if first is None:
        free = [column for column in _numeric(table) if column != second]
        if not free:
            raise UserError(f"no column is left that holds numbers; {_listed(table)}")
        first = next((column for column in free if not may_be_classes(table, column)), free[0])
    if second is None:
        others = [*range(first + 1, len(table.names)), *range(first)]
        second = next(two_valued(table, others), None)
    if second is None:
        raise UserError(
            f"no column beside {table.names[first]!r} holds two classes; {_listed(table)}"
        )
    return _different(table, first, second)


def _different(table: TextTable, first: int, second: int) -> tuple[int, int]:
    if first == second:
        raise UserError(f"x and y are both column {table.names[first]!r}; name two columns")
    return first, second


def _find(name: str, names: Sequence[str]) -> int:
    name = " ".join(name.split())
    if name not in names:
        raise UserError(f"no column is named {name!r}; there are {', '.join(map(repr, names))}")
    if names.count(name) > 1:
        raise UserError(f"{names.count(name)} columns are named {name!r}; rename all but one")
    return names.index(name)


def _listed(table: TextTable) -> str:
    return f"the columns are {', '.join(map(repr, table.names))}"


def _numeric(table: TextTable) -> list[int]:
    """Return the places of the columns that hold numbers, judged by the first rows."""
    if all(number(name) is not None for name in table.names):
        raise UserError("the first row holds numbers where names are due; add a header line")
    return [place for place in range(len(table.names)) if _holds_numbers(table.sample(place))]


def _holds_numbers(cells: Sequence[str]) -> bool:
    """Tell whether most of the cells, empty ones aside, are numbers."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(number(cell) is not None for cell in filled) > len(filled)
