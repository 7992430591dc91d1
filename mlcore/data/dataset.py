"""A data set: N pairs (x, y), checked once and never changed.

Everything downstream relies on what is checked here: two columns of equal length, at least two
rows, finite numbers, and x not constant, since a line through one abscissa has no slope.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mlcore.errors import UserError
from mlcore.numerics.arrays import FloatArray, frozen

__all__ = ["Dataset", "challenger", "check_classes", "hubble", "hubble_today"]

_ASSETS = Path(__file__).parents[2] / "assets" / "data"

_LARGEST = 1e50
"""The largest value to be squared, and its square to be squared again, with room to spare."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Pairs (x, y) with the words that belong on the axes.

    Parameters
    ----------
    x, y : array_like, shape (N,)
        Input and target, kept as read-only float64.
    x_label, y_label : str
        What stands on the axes, units included.
    title : str
        What the data are about.
    source : str
        Where they were published.
    classes : tuple of two str, or an empty one
        If y is a class: the names of y = 0 and of y = 1.

    Raises
    ------
    UserError
        If there are fewer than two rows, a value is not finite, too large or too small to be
        squared, x is constant, or y is a class but not 0 or 1.
    ValueError
        If a column is not one-dimensional, or the lengths differ.

    Examples
    --------
    >>> data = Dataset([1, 2, 3], [2.0, 4.1, 5.9], x_label="time (s)")
    >>> len(data)
    3
    >>> Dataset([1, 1], [2, 3])
    Traceback (most recent call last):
    mlcore.errors.UserError: x is 1 in every row; a slope needs at least two different values
    """

    x: FloatArray
    y: FloatArray
    x_label: str = "x"
    y_label: str = "y"
    title: str = ""
    source: str = ""
    classes: tuple[str, str] | tuple[()] = ()

    def __post_init__(self) -> None:
        x, y = frozen(self.x), frozen(self.y)
        _check_shapes(x, y)
        _check_finite(x, self.x_label)
        _check_finite(y, self.y_label)
        if x.min() == x.max():
            raise UserError(
                f"{self.x_label} is {x[0]:g} in every row; "
                "a slope needs at least two different values"
            )
        _check_size(x, self.x_label)
        _check_size(y, self.y_label)
        if self.classes:
            _check_names(self.classes)
            check_classes(y, self.y_label)
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.x.size

    def sample(self, count: int) -> "Dataset":
        """Return at most `count` rows, spread evenly in file order, first and last included.

        Should they all have the same x, the middle one (of two, the last) gives way to the first
        row that differs, so that the sample is a legal data set. Of two classes each is sampled
        by itself, and the rarer one has at least an eighth of the rows, if it has so many.

        Raises
        ------
        ValueError
            If `count` is below two.

        Examples
        --------
        >>> Dataset(range(9), range(9)).sample(3).x
        array([0., 4., 8.])
        """
        if count < 2:
            raise ValueError(f"a sample needs at least two rows, not {count}")
        if len(self) <= count:
            return self
        rows = self._of_both(count) if self.classes else _spread(np.arange(len(self)), count)
        if np.ptp(self.x[rows]) == 0:
            rows[count // 2] = np.argmax(self.x != self.x[0])
            rows.sort()
        return replace(self, x=self.x[rows], y=self.y[rows])

    def _of_both(self, count: int) -> NDArray[np.intp]:
        """Return `count` rows, of each class its share, but of the rarer one an eighth."""
        ones, zeros = np.flatnonzero(self.y == 1), np.flatnonzero(self.y != 1)
        least = max(1, count // 8)
        wanted = round(count * len(ones) / len(self))
        share = int(np.clip(wanted, min(least, len(ones)), count - min(least, len(zeros))))
        return np.sort(np.concatenate([_spread(ones, share), _spread(zeros, count - share)]))

    def rescaled(self, y_unit: float, y_label: str) -> "Dataset":
        """Return the same data with y counted in units of `y_unit`.

        Raises
        ------
        ValueError
            If `y_unit` is not finite and positive.

        Examples
        --------
        >>> Dataset([1, 2], [3000, 5000]).rescaled(1000, "thousands").y
        array([3., 5.])
        """
        if not 0 < y_unit < np.inf:
            raise ValueError(f"a unit must be finite and positive, not {y_unit}")
        return replace(self, y=self.y / y_unit, y_label=y_label)


def _spread(rows: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return `count` of the rows, evenly spread, the first and the last included."""
    return rows[np.linspace(0, len(rows) - 1, count).round().astype(np.intp)]


def hubble() -> Dataset:
    """Return the 24 nebulae of Hubble's Table 1: distance (Mpc) and radial velocity (km/s).

    Examples
    --------
    >>> len(hubble())
    24
    """
    x, y = _columns("hubble-1929.csv", (1, 2))
    return Dataset(
        x,
        y,
        x_label="distance (Mpc)",
        y_label="velocity (km/s)",
        title="Twenty-four nebulae",
        source="E. Hubble, PNAS 15(3), 1929, Table 1",
    )


def hubble_today() -> Dataset:
    """Return the same 24 nebulae at the distances of today (Mpc), with Hubble's velocities (km/s).

    Only the distances are new, so that what differs from `hubble` is due to them alone.

    Examples
    --------
    >>> (hubble_today().x / hubble().x).max().round()
    np.float64(17.0)
    """
    (x,) = _columns("hubble-today.csv", (1,))
    return replace(
        hubble(),
        x=x,
        title="Twenty-four nebulae, at the distances of today",
        source="distances: eleven papers, 1998 to 2026; velocities: E. Hubble, 1929",
    )


def challenger() -> Dataset:
    """Return 23 shuttle flights: joints' temperature (°F) and thermal distress of an O-ring (0, 1).

    Examples
    --------
    >>> int(challenger().y.sum())
    7
    """
    x, y = _columns("challenger-1986.csv", (1, 2))
    return Dataset(
        x,
        y,
        x_label="joint temperature (°F)",
        y_label="O-ring distress",
        title="Twenty-three flights before Challenger",
        source="S. Dalal, E. Fowlkes, B. Hoadley, JASA 84, 1989",
        classes=("no distress", "distress"),
    )


def check_classes(y: FloatArray, label: str) -> None:
    """Raise a `UserError` that names the first row of y (N,) that holds neither 0 nor 1."""
    wrong = (y != 0) & (y != 1)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise UserError(f"{label} is {y[row]:g} in row {row + 1}; a class must be 0 or 1")


def _columns(name: str, columns: Sequence[int]) -> FloatArray:
    """Return columns of a bundled table, as rows of an array (columns, N)."""
    return np.loadtxt(
        _ASSETS / name, delimiter=",", skiprows=1, usecols=columns, ndmin=2, encoding="utf-8"
    ).T


def _check_shapes(x: ArrayLike, y: ArrayLike) -> None:
    shapes = np.shape(x), np.shape(y)
    if any(len(shape) != 1 for shape in shapes):
        raise ValueError(f"x and y must be one-dimensional, not of shapes {shapes[0]}, {shapes[1]}")
    (rows, targets) = shapes[0][0], shapes[1][0]
    if rows != targets:
        raise ValueError(f"x has {rows} rows and y has {targets}; they must have as many")
    if rows < 2:
        raise UserError(f"a data set needs at least two rows, not {rows}")


def _check_finite(column: FloatArray, label: str) -> None:
    finite = np.isfinite(column)
    if not finite.all():
        row = int(np.argmin(finite))
        raise UserError(f"{label} is {column[row]} in row {row + 1}; it must be a finite number")


def _check_size(column: FloatArray, label: str) -> None:
    """Raise a `UserError` where squares, and squares of these, would leave the range of floats."""
    low, high = float(column.min()), float(column.max())
    if max(-low, high) > _LARGEST:
        row = int(np.argmax(np.abs(column)))
        raise UserError(
            f"{label} is {column[row]:g} in row {row + 1}; "
            f"count it in units in which no value is above {_LARGEST:g}"
        )
    if 0 < high - low < 1 / _LARGEST:
        raise UserError(
            f"{label} differs by {high - low:g} at most; "
            f"count it in units in which it differs by {1 / _LARGEST:g} or more"
        )


def _check_names(classes: tuple[str, ...]) -> None:
    if len(classes) != 2 or classes[0] == classes[1]:
        raise UserError(f"two classes have two different names, not {', '.join(classes)}")
