"""Areas by adding up: slices over which a function is taken to be flat.

    S_k = Σ f(x_j) δ  over the first k slices,    x_j where slice j begins

As δ → 0 the running sum tends to F(x) − F(a), where F' = f and the sum begins at a; so running sums
are antiderivatives, and where they begin chooses the constant. The sum is off by about
−δ (f(x) − f(a))/2.

Source: B. Riemann, Über die Darstellbarkeit einer Function durch eine trigonometrische Reihe, 1854.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcore.calculus.differences import RealFunction
from mlcore.numerics.arrays import FloatArray, Floats, floats, frozen

__all__ = ["RunningSum"]


@dataclass(frozen=True, eq=False)
class RunningSum:
    """The sum of flat slices of a function, up to every edge between them.

    Attributes
    ----------
    edges : array, shape (n + 1,)
        Where slices begin and end, from left to right.
    heights : array, shape (n,)
        The function's value in each slice.

    Examples
    --------
    Of 2x from −10 on, in slices of 0.1; it tends to x² − 100, of which the lowest value is −100:

    >>> total = RunningSum.cut(lambda x: 2 * x, -10, 10, step=0.1)
    >>> round(float(total.sums.min()), 9), round(total.upto(5.0), 9)
    (-101.0, -76.5)
    """

    edges: FloatArray
    heights: FloatArray

    def __post_init__(self) -> None:
        for name in ("edges", "heights"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
        if self.heights.ndim != 1 or self.edges.shape != (len(self.heights) + 1,):
            raise ValueError(
                f"n heights lie between n + 1 edges, not {self.heights.shape} and "
                f"{self.edges.shape}"
            )
        if not (np.diff(self.edges) > 0).all():
            raise ValueError("edges go from left to right")

    @classmethod
    def cut(
        cls,
        f: RealFunction,
        low: float,
        high: float,
        step: float,
        *,
        anchor: float | None = None,
        at: float = 0.0,
    ) -> "RunningSum":
        """Cut from ``low`` to ``high`` into slices of a width; those at the ends may be narrower.

        So the sum changes smoothly as the width does.

        Parameters
        ----------
        f, low, high, step
            The function, where the sum begins and ends, and the width δ of a slice.
        anchor
            A place where a slice begins; ``low`` by default.
        at
            Where in a slice its height is taken: 0 where it begins, 1 where it ends.

        Examples
        --------
        >>> speed = RunningSum.cut(lambda t: 4 - t, 0, 4, step=1.5)
        >>> speed.edges, speed.heights
        (array([0. , 1.5, 3. , 4. ]), array([4. , 2.5, 1. ]))
        """
        if step <= 0:
            raise ValueError(f"a slice is wider than 0, not {step}")
        origin, near = low if anchor is None else anchor, 1e-9 * (high - low)
        first, last = np.ceil((low - origin) / step), np.floor((high - origin) / step)
        inner = origin + step * np.arange(first, last + 1)
        inner = inner[(inner > low + near) & (inner < high - near)]
        edges = np.concatenate([[low], inner, [high]])
        places = (1 - at) * edges[:-1] + at * edges[1:]
        return cls(edges, np.broadcast_to(floats(f(places)), places.shape))

    @property
    def sums(self) -> FloatArray:
        """(n + 1,) the sum up to each edge; 0 at the first."""
        slices = self.heights * np.diff(self.edges)
        return np.concatenate([[0.0], np.cumsum(slices)])

    def upto(self, x: ArrayLike) -> Floats:
        """Return the sum up to x (...): straight within a slice, where the function is flat.

        Before the first edge it is 0, and beyond the last one the whole sum.
        """
        sums: FloatArray = np.interp(floats(x), self.edges, self.sums)
        return float(sums) if sums.ndim == 0 else sums
