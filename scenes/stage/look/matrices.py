"""Matrices of live numbers."""

from collections.abc import Callable, Sequence

import numpy as np
from manim import VGroup
from numpy.typing import NDArray

from scenes.stage.look.equations import Equation

__all__ = ["LiveMatrix", "matrix_source"]


def matrix_source(entries: Sequence[Sequence[str]], gap: float = 0.5) -> str:
    """Write a matrix in Typst's mathematics, given what its entries are in it.

    Between rows is a gap, in heights of the font.

    Examples
    --------
    >>> matrix_source([["a", "b"], ["c", "d"]])
    'mat(delim: "[", row-gap: #0.5em, a, b; c, d)'
    """
    rows = "; ".join(", ".join(row) for row in entries)
    return f'mat(delim: "[", row-gap: #{gap}em, {rows})'


class LiveMatrix(Equation):
    """A matrix whose numbers follow a value.

    Parameters
    ----------
    value
        Returns the matrix (m, n).
    of, at
        What it is, and where that is taken, as of a `LiveNumber`: the number in row i, column k is
        the value of `of-i-k`.
    columns
        What the colour of each column means; `entry` is none.
    template
        The widest of the numbers.
    before
        What stands before it in the formula, in Typst's mathematics.
    size, width
        As of an `Equation`.
    """

    def __init__(
        self,
        value: Callable[[], NDArray[np.float64]],
        *,
        of: str,
        at: object,
        columns: Sequence[str],
        template: str = "-0.00",
        before: str = "",
        size: float | None = None,
        width: float | None = None,
    ) -> None:
        rows = range(len(value()))
        names = [[f"{meaning}-{i}-{k}" for k, meaning in enumerate(columns)] for i in rows]
        matrix = matrix_source(
            [[f"{{{{ {template} : {name} }}}}" for name in row] for row in names]
        )
        super().__init__(f"{before}{matrix}", size, width)
        self._names = names
        for i, row in enumerate(names):
            for k, name in enumerate(row):
                self.live(name, _entry(value, i, k), of=f"{of}-{i}-{k}", at=at)

    @property
    def columns(self) -> list[VGroup]:
        """The live numbers of each column."""
        return [
            VGroup(*(self.numbers[name] for name in column))
            for column in zip(*self._names, strict=True)
        ]

    @property
    def frame(self) -> VGroup:
        """All but the numbers."""
        slots = self.part(*(name for row in self._names for name in row))
        taken = {id(each) for each in (*slots, *self.numbers.values())}
        return VGroup(*(each for each in self.submobjects if id(each) not in taken))


def _entry(value: Callable[[], NDArray[np.float64]], i: int, k: int) -> Callable[[], float]:
    return lambda: float(value()[i, k])
