"""Plain functions of n weights, with no data behind them: landscapes for optimisers to prove on.

A function is written as in a textbook, one argument a weight, and so are its derivatives:

>>> bowl = Function(lambda x, y: x**2 + 3 * y**2, lambda x, y: (2 * x, 6 * y), minima=[(0, 0)])
>>> bowl.loss([1, 2]), bowl.gradient([1, 2])
(13.0, array([ 2., 12.]))

What is known of it besides, a Hessian and minima, is given as well, or else done without.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, Floats, frozen
from mlcore.objectives.objective import NoHessianError, NoMinimumError

__all__ = ["Function", "beale", "himmelblau", "rosenbrock", "saddle"]

Formula: TypeAlias = Callable[..., Any]
"""What maps n weights, numbers or arrays of one shape, to a number, or to a nest of numbers."""


class Function:
    """A loss given by its formula; an `Objective`.

    Parameters
    ----------
    loss : callable
        Maps n weights to g.
    gradient : callable
        Maps n weights to the n partial derivatives of g.
    hessian : callable, optional
        Maps n weights to n rows of n second derivatives.
    minima : sequence of weights (n,)
        Those that are known, a lowest one first.
    size : int
        The number n of weights.
    name : str

    Raises
    ------
    ValueError
        If a minimum does not have n weights.

    Examples
    --------
    >>> valley = rosenbrock()
    >>> valley.loss([1, 1]), valley.gradient([0, 0]), valley.minimum()
    (0.0, array([-2.,  0.]), array([1., 1.]))
    """

    def __init__(
        self,
        loss: Formula,
        gradient: Formula,
        hessian: Formula | None = None,
        minima: Sequence[ArrayLike] = (),
        size: int = 2,
        name: str = "the function",
    ) -> None:
        self._loss, self._gradient, self._hessian = loss, gradient, hessian
        self.size, self.name = size, name
        if any(np.shape(minimum) != (size,) for minimum in minima):
            raise ValueError(f"a minimum of {name} has {size} weights, not {[*minima]}")
        self.minima = frozen(np.reshape([*minima], (-1, size)))

    def __repr__(self) -> str:
        return self.name

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., n): a float for one set, an array (...) for many."""
        values = self._at(self._loss, w, ())
        return float(values) if values.ndim == 0 else values

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g, of the shape of w (..., n)."""
        return self._at(self._gradient, w, (self.size,))

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return H (..., n, n) at the weights w (..., n).

        Raises
        ------
        NoHessianError
            If none was given.
        """
        if self._hessian is None:
            raise NoHessianError(f"{self.name} has no Hessian; give it one, or do without")
        return self._at(self._hessian, w, (self.size, self.size))

    def minimum(self) -> FloatArray:
        """Return the first of the known minima (n,).

        Raises
        ------
        NoMinimumError
            If none is known.
        """
        if len(self.minima) == 0:
            raise NoMinimumError(f"no minimum is known of {self.name}")
        return frozen(self.minima[0])

    def _at(self, formula: Formula, w: ArrayLike, shape: tuple[int, ...]) -> FloatArray:
        """Return the values (..., *shape) of a formula; what overflows is infinite or NaN."""
        w = np.asarray(w, dtype=np.float64)
        if w.shape[-1:] != (self.size,):
            raise ValueError(
                f"weights end in an axis of length {self.size}, not in the shape {w.shape}"
            )
        with np.errstate(all="ignore"):
            values = np.empty((*w.shape[:-1], *shape))
            _fill(values, formula(*np.moveaxis(w, -1, 0)), shape)
        return values


def _fill(values: FloatArray, nest: Any, shape: tuple[int, ...]) -> None:
    """Set values (..., *shape) from a nest of numbers or arrays (...), some perhaps constant."""
    if not shape:
        values[...] = nest
        return
    if len(nest) != shape[0]:
        raise ValueError(f"a formula gives {len(nest)} derivatives where {shape[0]} are due")
    for k, part in enumerate(nest):
        _fill(values[(..., k) + (slice(None),) * (len(shape) - 1)], part, shape[1:])


def saddle() -> Function:
    """Return x² − y²: down along y without end, no minimum.

    >>> saddle().loss([[0, 0], [1, 2]])
    array([ 0., -3.])
    """
    return Function(
        lambda x, y: x**2 - y**2,
        lambda x, y: (2 * x, -2 * y),
        lambda x, y: ((2, 0), (0, -2)),
        name="the saddle",
    )


def rosenbrock() -> Function:
    """Return (1 − x)² + 100 (y − x²)²: a curved, narrow valley with its minimum 0 at (1, 1).

    H. Rosenbrock, The Computer Journal 3, 1960.
    """
    return Function(
        lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)),
        lambda x, y: ((2 - 400 * y + 1200 * x**2, -400 * x), (-400 * x, 200)),
        minima=[(1, 1)],
        name="Rosenbrock's valley",
    )


def himmelblau() -> Function:
    """Return (x² + y − 11)² + (x + y² − 7)²: four minima, all of them 0.

    D. Himmelblau, Applied Nonlinear Programming, 1972.

    >>> himmelblau().minima.round(3)[:2]
    array([[ 3.   ,  2.   ],
           [-2.805,  3.131]])
    """
    return Function(
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        lambda x, y: (
            4 * x * (x**2 + y - 11) + 2 * (x + y**2 - 7),
            2 * (x**2 + y - 11) + 4 * y * (x + y**2 - 7),
        ),
        lambda x, y: (
            (12 * x**2 + 4 * y - 42, 4 * (x + y)),
            (4 * (x + y), 4 * x + 12 * y**2 - 26),
        ),
        minima=[
            (3, 2),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.2831859912861696),
            (3.5844283403304917, -1.848126526964404),
        ],
        name="Himmelblau's function",
    )


def beale() -> Function:
    """Return the sum of (1.5 − x + xy)², (2.25 − x + xy²)² and (2.625 − x + xy³)².

    Plateaus with sharp rises at the corners; the minimum is 0 at (3, 0.5). E. Beale, 1958.
    """
    terms = ((1.5, 1), (2.25, 2), (2.625, 3))

    def loss(x: Any, y: Any) -> Any:
        return sum((c - x + x * y**k) ** 2 for c, k in terms)

    def gradient(x: Any, y: Any) -> Any:
        parts = [(c - x + x * y**k, k) for c, k in terms]
        return (
            sum(2 * part * (y**k - 1) for part, k in parts),
            sum(2 * part * k * x * y ** (k - 1) for part, k in parts),
        )

    def hessian(x: Any, y: Any) -> Any:
        parts = [(c - x + x * y**k, k) for c, k in terms]
        xx = sum(2 * (y**k - 1) ** 2 for _, k in parts)
        xy = sum(2 * k * y ** (k - 1) * (x * (y**k - 1) + part) for part, k in parts)
        yy = sum(
            2 * k * x * (k * x * y ** (2 * k - 2) + (k - 1) * part * y ** max(k - 2, 0))
            for part, k in parts
        )
        return (xx, xy), (xy, yy)

    return Function(loss, gradient, hessian, minima=[(3, 0.5)], name="Beale's function")
