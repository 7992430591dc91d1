"""Many values condensed to a few weighted nodes, for sums of smooth functions.

The axis is cut into bins. In a bin of many values, n = 16 Chebyshev nodes ξ stand for them: the
sum of the polynomial that agrees with f at the nodes is

    Σₘ f(tₘ) ≈ Σᵢ cᵢ f(ξᵢ),    cᵢ = Σₘ ℓᵢ(tₘ),    ℓᵢ(τ) = (1/n) [1 + 2 Σⱼ Tⱼ(ξᵢ) Tⱼ(τ)],

with the bin stretched to −1 ≤ τ ≤ 1 and the Chebyshev polynomials Tⱼ, 0 < j < n. The weights cᵢ
are made once and serve for every f. In a bin of at most n values they are nodes themselves.

How good is that? If f is analytic inside the ellipse about [−1, 1] whose half-axes add up to ρ,
the polynomial misses f by the order of ρ⁻ⁿ. A pole at ±ib lets ρ come to b + √(1 + b²).

Source: L. N. Trefethen, Approximation Theory and Approximation Practice, 2013, chapters 4 and 8.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mlcore.numerics.arrays import FloatArray

__all__ = ["Indices", "cut", "nodes_of"]

Indices: TypeAlias = NDArray[np.intp]

_NODES = 16
"""Nodes a bin."""

_FINEST = 48
"""Bins are no narrower than the range halved so many times."""


def cut(values: FloatArray, most: int) -> Indices:
    """Return where each bin begins (B + 1,), for the narrowest bins that make few nodes.

    Bins are equally wide, by halving; empty ones do not count. So a far outlier does no harm.
    """
    places = (values - values[0]) / (values[-1] - values[0])
    begins = np.array([0, values.size])
    for halvings in range(_FINEST):
        bins = np.minimum(np.floor(places * 2.0**halvings), 2.0**halvings - 1)
        finer = np.flatnonzero(np.concatenate(([True], bins[1:] != bins[:-1], [True])))
        if np.minimum(np.diff(finer), _NODES).sum() > most:
            break
        begins = finer
    return begins


def nodes_of(
    values: FloatArray, shares: FloatArray, first: Indices
) -> tuple[FloatArray, FloatArray, Indices]:
    """Return the nodes of all bins, and where those of each bin begin (B + 1,)."""
    sizes = np.diff(first)
    full = sizes > _NODES
    first_node = np.append(0, np.cumsum(np.minimum(sizes, _NODES)))
    by_rule = first_node[:-1][full, None] + np.arange(_NODES)
    as_it_is = np.ones(first_node[-1], dtype=bool)
    as_it_is[by_rule] = False

    kept = np.repeat(full, sizes)
    t, weights = np.empty(as_it_is.size), np.empty((2, as_it_is.size))
    t[as_it_is], weights[:, as_it_is] = values[~kept], shares[:, ~kept]
    t[by_rule], weights[:, by_rule] = _chebyshev(values[kept], shares[:, kept], sizes[full])
    return t, weights, first_node


def _chebyshev(
    values: FloatArray, shares: FloatArray, sizes: Indices
) -> tuple[FloatArray, FloatArray]:
    """Return the nodes (B, n) and their weights (2, B, n) for bins of so many values each."""
    first = np.append(0, np.cumsum(sizes))
    low, high = values[first[:-1]], values[first[1:] - 1]
    middle, half = low + (high - low) / 2, (high - low) / 2
    tau = (values - np.repeat(middle, sizes)) / np.repeat(half, sizes)

    degrees = np.arange(_NODES)
    angles = (_NODES - 0.5 - degrees) * np.pi / _NODES  # so that the nodes rise
    moments = np.empty((2, sizes.size, _NODES))
    before, here = tau, np.ones_like(tau)  # T₋₁ = T₁ and T₀
    for degree in degrees:
        for moment, share in zip(moments, shares, strict=True):
            moment[:, degree] = np.add.reduceat(share * here, first[:-1])
        before, here = here, 2 * tau * here - before
    basis = np.cos(degrees[:, None] * angles) * np.where(degrees == 0, 1, 2)[:, None] / _NODES
    return middle[:, None] + half[:, None] * np.cos(angles), moments @ basis
