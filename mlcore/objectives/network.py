"""A network of sigmoids as an objective: how far what comes out is off, squared.

Layer k maps a to σ(W a + b). The weights w are those of all layers in a row, of each its matrix row
by row and then its biases, and

    g(w) = (1/N) Σ |out(xₙ) − yₙ|².

Its slopes go back through the layers: along what comes out of the last one they are the row
2 (out − y), and a row times the Jacobian of a layer is the row one layer earlier. Out of the row
behind it, each layer's weights have their own share of ∇g: this is backpropagation.

Source: D. Rumelhart, G. Hinton, R. Williams, Nature 323, 1986.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from mlcore.calculus.jacobians import Mapping, sigmoid_layer
from mlcore.numerics.arrays import FloatArray, Floats, floats, frozen

__all__ = ["SigmoidNetwork"]


class SigmoidNetwork:
    """The mean squared distance of a network's outputs from their goals; an `Objective`.

    Parameters
    ----------
    sizes : sequence of int
        How many numbers go in, and how many come out of each layer.
    inputs : array_like, shape (N, n)
    goals : array_like, shape (N, m)

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> network = SigmoidNetwork((2, 1), [[0, 0]], [[1]])
    >>> network.size, network.loss([3, 4, 0])
    (3, 0.25)
    """

    def __init__(self, sizes: Sequence[int], inputs: ArrayLike, goals: ArrayLike) -> None:
        self.sizes = tuple(sizes)
        self.inputs, self.goals = frozen(inputs), frozen(goals)
        ends = (self.inputs.shape[1:], self.goals.shape[1:])
        if len(self.inputs) != len(self.goals) or ends != (self.sizes[:1], self.sizes[-1:]):
            raise ValueError(
                f"inputs {self.inputs.shape} and goals {self.goals.shape} "
                f"do not fit layers of {self.sizes}"
            )

    @property
    def size(self) -> int:
        """The number of weights, biases among them."""
        return sum(m * (n + 1) for n, m in pairwise(self.sizes))

    def packed(self, layers: Sequence[tuple[ArrayLike, ArrayLike]]) -> FloatArray:
        """Return the weights (size,) whose matrices and biases are these."""
        return np.concatenate([floats(part).ravel() for layer in layers for part in layer])

    def layers(self, w: ArrayLike) -> list[Mapping]:
        """Return the maps of the layers at the weights w (size,)."""
        return [sigmoid_layer(matrix, biases) for matrix, biases in self._parts(floats(w))]

    def through(self, w: ArrayLike, count: int) -> Mapping:
        """Return the first few layers, at least one, as one map."""
        map_, *others = self.layers(w)[:count]
        for layer in others:
            map_ = layer.after(map_)
        return map_

    def loss(self, w: ArrayLike) -> Floats:
        """Return g at the weights w (..., size): a float for one set, an array (...) for many."""
        out = self._passed(floats(w))[-1]
        total = ((out - self.goals) ** 2).sum(axis=-1).mean(axis=-1)
        return float(total) if total.ndim == 0 else total

    def slopes(self, w: ArrayLike) -> list[FloatArray]:
        """Return the slopes of g along what goes in, and along what comes out of each layer.

        Each is (..., N, n), a row for each input.
        """
        return self._back(floats(w))[0]

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇g, of the shape of w (..., size)."""
        return np.concatenate(self._back(floats(w))[1], axis=-1)

    def _parts(self, w: FloatArray) -> list[tuple[FloatArray, FloatArray]]:
        """Return matrix (..., m, n) and biases (..., m) of each layer."""
        parts, start = [], 0
        for n, m in pairwise(self.sizes):
            matrix = w[..., start : start + m * n].reshape(*w.shape[:-1], m, n)
            start += m * (n + 1)
            parts.append((matrix, w[..., start - m : start]))
        return parts

    def _passed(self, w: FloatArray) -> list[FloatArray]:
        """Return what goes in, and what comes out of each layer: (..., N, n) each."""
        passed = [self.inputs]
        for matrix, biases in self._parts(w):
            sums = passed[-1] @ np.swapaxes(matrix, -1, -2) + biases[..., None, :]
            passed.append(expit(sums))
        return passed

    def _back(self, w: FloatArray) -> tuple[list[FloatArray], list[FloatArray]]:
        """Return the slopes along all that is passed on, and along the weights of each layer."""
        passed = self._passed(w)
        rows = [2 * (passed[-1] - self.goals) / len(self.goals)]
        shares: list[FloatArray] = []
        for (matrix, _), before, after in zip(
            self._parts(w)[::-1], passed[-2::-1], passed[:0:-1], strict=True
        ):
            along_sums = rows[0] * after * (1 - after)
            of_matrix = np.swapaxes(along_sums, -1, -2) @ before
            shares.insert(0, along_sums.sum(axis=-2))
            shares.insert(0, of_matrix.reshape(*w.shape[:-1], -1))
            rows.insert(0, along_sums @ matrix)
        return rows, shares
