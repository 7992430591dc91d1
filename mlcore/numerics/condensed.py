"""A million rows of two classes, condensed to a few thousand weighted nodes.

The mean penalty of a model σ(z), with z = v0 + v1 t, and its derivatives are made of

    (1/N) Σ f(v0 + v1 tₙ) tₙᵏ,    k = 0, 1, 2,

summed over the rows of each class, with an f that is smooth: softplus, σ, σ² and the like. Rows
of equal t are one node. If even those are many, bins of Chebyshev nodes take their place.

How wide may a bin be? Over its half-width h, z moves by r = |v1| h. The nearest poles of σ and
its kin are at z = ±iπ, so at ±iπ/r at worst for a bin stretched to [−1, 1], and for r ≤ 0.75

    ρ⁻¹⁶ = [π/r + √(1 + (π/r)²)]⁻¹⁶ ≤ 10⁻¹⁴·⁸.

Where steeper weights make r larger, the bins near the boundary z = 0 give way to their rows; in
those farther away f is 0, 1 or z to the last digit, which nodes reproduce whatever the width.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from mlcore.numerics.arrays import FloatArray, Floats
from mlcore.numerics.chebyshev import Indices, cut, nodes_of

__all__ = ["Condensed", "Nodes", "Penalties"]

Penalties: TypeAlias = Callable[[FloatArray, int], tuple[FloatArray, FloatArray]]
"""What returns f, f' or f'' (order 0, 1, 2) at z, for y = 0 and for y = 1; of the shape of z."""

_MOST = 4096
"""Distinct values, or nodes, that are few."""

_REACH = 0.75
"""The r = |v1| h up to which nodes stand for rows."""

_SATURATED = 40.0
"""Beyond so large a |z|, σ(z) is 0 or 1 and softplus(z) is 0 or z, to the last digit."""

_BLOCK = 65_536
"""Values of z in hand at once."""


@dataclass(frozen=True, eq=False)
class Nodes:
    """Places on the t-axis, with the share of all rows that each stands for.

    Parameters
    ----------
    t : ndarray, shape (K,)
    shares : ndarray, shape (2, K)
        Of the rows with y = 0 and with y = 1; together they sum to 1. A share may be negative.

    Attributes
    ----------
    zeros, ones : ndarray, shape (K, 3)
        The shares of either class times 1, t, t².
    """

    t: FloatArray
    shares: FloatArray
    zeros: FloatArray = field(init=False, repr=False)
    ones: FloatArray = field(init=False, repr=False)

    def __post_init__(self) -> None:
        powers = np.vander(self.t, 3, increasing=True)
        for name, share in zip(("zeros", "ones"), self.shares, strict=True):
            object.__setattr__(self, name, share[:, None] * powers)

    def sums(self, zeros: FloatArray, ones: FloatArray, powers: int) -> FloatArray:
        """Return the sums (..., powers) of values (..., K) for either class times 1, t, t²."""
        sums: FloatArray = zeros @ self.zeros[:, :powers] + ones @ self.ones[:, :powers]
        return sums


@dataclass(frozen=True, eq=False)
class Condensed:
    """The rows of two classes as nodes, fit for any weights.

    Attributes
    ----------
    nodes : Nodes
        Those for gentle weights.
    half_width : float
        The greatest half-width h of a bin; 0 where every distinct value is a node of its own.
    values, shares : ndarray, shape (D,) and (2, D)
        The distinct values, rising, and the shares of all rows that have them.
    first_value, first_node : ndarray, shape (B + 1,)
        Where each of the B bins begins among the values and the nodes, and where the last ends.
    """

    nodes: Nodes
    half_width: float
    values: FloatArray
    shares: FloatArray
    first_value: Indices
    first_node: Indices

    @classmethod
    def of(cls, t: FloatArray, y: FloatArray) -> "Condensed":
        """Return the rows t (N,), finite, of the classes y (N,), 0 or 1, condensed.

        Examples
        --------
        >>> nodes = Condensed.of(np.array([2.0, 1.0, 2.0, 2.0]), np.array([0.0, 0, 1, 1])).nodes
        >>> nodes.t, nodes.shares.tolist()
        (array([1., 2.]), [[0.25, 0.25], [0.0, 0.5]])
        """
        values, shares = _distinct(t, y)
        if values.size <= _MOST:
            every = np.arange(values.size + 1)
            return cls(Nodes(values, shares), 0.0, values, shares, every, every)
        first_value = cut(values, _MOST)
        last_value = first_value[1:] - 1
        half_width = float((values[last_value] - values[first_value[:-1]]).max()) / 2
        t, weights, first_node = nodes_of(values, shares, first_value)
        return cls(Nodes(t, weights), half_width, values, shares, first_value, first_node)

    def at(self, v0: float, v1: float) -> Nodes:
        """Return the nodes for the weights v0, v1; if v1 is steep, with rows near the boundary."""
        if not self.is_steep(v1):
            return self.nodes
        boundary, reach = -v0 / v1, _SATURATED / abs(v1)
        lows, highs = self.values[self.first_value[:-1]], self.values[self.first_value[1:] - 1]
        first = int(np.searchsorted(highs, boundary - reach))
        last = int(np.searchsorted(lows, boundary + reach, side="right"))
        rows = slice(self.first_value[first], self.first_value[last])
        before, after = self.first_node[first], self.first_node[last]
        return Nodes(
            _spliced(self.nodes.t, before, self.values[rows], after),
            _spliced(self.nodes.shares, before, self.shares[:, rows], after),
        )

    def is_steep(self, v1: Floats) -> Floats:
        """Tell whether the slope v1, or which of many, is too steep for the nodes alone."""
        return abs(v1) * self.half_width > _REACH

    def means(self, f: Penalties, v0: float, v1: float, order: int) -> FloatArray:
        """Return the means (order + 1,) of the derivative of an order times 1, t, t²."""
        nodes = self.at(v0, v1)
        return nodes.sums(*f(v0 + v1 * nodes.t, order), order + 1)

    def means_of_many(self, f: Penalties, v0: FloatArray, v1: FloatArray, order: int) -> FloatArray:
        """Return the means (M, order + 1) for weights (M,), in blocks."""
        means = np.empty((v0.size, order + 1))
        block = max(1, _BLOCK // self.nodes.t.size)
        for start in range(0, v0.size, block):
            some = slice(start, start + block)
            z = v0[some, None] + v1[some, None] * self.nodes.t
            means[some] = self.nodes.sums(*f(z, order), order + 1)
        for pair in np.flatnonzero(self.is_steep(v1)):
            means[pair] = self.means(f, float(v0[pair]), float(v1[pair]), order)
        return means


def _distinct(t: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the distinct values (D,), rising, and the share (2, D) of the rows in each class."""
    order = np.argsort(t)
    t, y = t[order], y[order]
    first = np.flatnonzero(np.append(True, t[1:] != t[:-1]))
    rows = np.diff(np.append(first, t.size))
    ones = np.add.reduceat(y, first)
    return t[first], np.stack((rows - ones, ones)) / t.size


def _spliced(array: FloatArray, before: int, middle: FloatArray, after: int) -> FloatArray:
    """Return an array with its last axis from `before` to `after` replaced."""
    return np.concatenate((array[..., :before], middle, array[..., after:]), axis=-1)
