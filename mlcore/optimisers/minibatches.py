"""Minibatches: which rows of the data each step of a stochastic descent gets to see.

In each epoch the rows are shuffled and dealt out, so that every row is seen as often as the
others. All randomness comes from a generator that the caller has seeded.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["minibatches"]


def minibatches(rows: int, size: int, rng: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """Yield the numbers (size,) of the rows of one batch after the other, without end.

    Where `size` does not divide the number of rows, the last batch of an epoch is smaller.

    Raises
    ------
    ValueError
        At the first batch, unless there is a row, and `size` is positive.

    Examples
    --------
    >>> batches = minibatches(5, 2, np.random.default_rng(0))
    >>> [next(batches).tolist() for _ in range(3)]
    [[2, 4], [3, 0], [1]]
    """
    if rows < 1 or size < 1:
        raise ValueError(f"batches of {size} of {rows} rows cannot be drawn; both are at least 1")
    while True:
        order = rng.permutation(rows)
        for start in range(0, rows, size):
            yield order[start : start + size]
