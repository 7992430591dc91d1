"""Maps of several numbers to several, and their slopes: one row an output, one column an input.

The Jacobian J of a map is the matrix of the partial derivatives ∂f_k/∂x_i. Near x the map is
f(x + d) ≈ f(x) + J d: straight, if one looks closely enough. Of a map after another they multiply,

    (f ∘ g)(x) = f(g(x)),    J_{f ∘ g}(x) = J_f(g(x)) J_g(x),

which is the chain rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from mlcore.numerics.arrays import FloatArray, floats

__all__ = ["Mapping", "sigmoid_layer"]

Rule: TypeAlias = Callable[..., Any]
"""What maps n numbers, or arrays of one shape (...), to a nest of numbers or of such arrays."""


@dataclass(frozen=True)
class Mapping:
    """A map with the rule of its Jacobian.

    Attributes
    ----------
    rule : callable
        Maps n numbers to m.
    jacobian_rule : callable
        Maps n numbers to m rows of n partial derivatives.

    Examples
    --------
    >>> bend = Mapping(lambda x, y: (2 * x * y, x**2 * y),
    ...                lambda x, y: ((2 * y, 2 * x), (2 * x * y, x**2)))
    >>> bend((1, 2)), bend.jacobian((1, 2))
    (array([4., 2.]), array([[4., 2.],
           [4., 1.]]))
    """

    rule: Rule
    jacobian_rule: Rule

    def __call__(self, points: ArrayLike) -> FloatArray:
        """Return where points (..., n) go: (..., m)."""
        places = np.moveaxis(floats(points), -1, 0)
        return np.stack(_alike(self.rule(*places), places.shape[1:]), axis=-1)

    def jacobian(self, points: ArrayLike) -> FloatArray:
        """Return the Jacobians (..., m, n) at points (..., n)."""
        places = np.moveaxis(floats(points), -1, 0)
        rows = self.jacobian_rule(*places)
        return np.stack([np.stack(_alike(row, places.shape[1:]), axis=-1) for row in rows], axis=-2)

    def remainder(self, points: ArrayLike, steps: ArrayLike) -> FloatArray:
        """Return what the slopes leave over of a step: f(x + d) − f(x) − J d, (..., m).

        Of a smooth map it shrinks as |d|², so ever less of the step is left over.

        Parameters
        ----------
        points, steps : array_like, shape (..., n)

        Examples
        --------
        >>> square = Mapping(lambda x: (x**2,), lambda x: ((2 * x,),))
        >>> square.remainder([3.0], [0.5])
        array([0.25])
        """
        start, step = floats(points), floats(steps)
        straight = np.einsum("...ij,...j->...i", self.jacobian(start), step)
        return np.asarray(self(start + step) - self(start) - straight)

    def after(self, first: "Mapping") -> "Mapping":
        """Return this map after another one; its Jacobian is their product.

        Examples
        --------
        >>> double = Mapping(lambda x: (2 * x,), lambda x: ((2,),))
        >>> square = Mapping(lambda x: (x**2,), lambda x: ((2 * x,),))
        >>> square.after(double).jacobian([3.0])  # of (2x)², which is 4x²
        array([[24.]])
        """

        def rule(*x: Any) -> Any:
            return self.rule(*first.rule(*x))

        def jacobian(*x: Any) -> Any:
            inner = first(np.stack(np.broadcast_arrays(*x), axis=-1))
            product = self.jacobian(inner) @ first.jacobian(np.stack(x, axis=-1))
            return np.moveaxis(product, (-2, -1), (0, 1))

        return Mapping(rule, jacobian)


def sigmoid_layer(weights: ArrayLike, biases: ArrayLike) -> Mapping:
    """Return the map of a layer of neurons, x to σ(W x + b), of which row k of J is σ(1 − σ) W_k.

    Parameters
    ----------
    weights : array_like, shape (m, n)
        A row for each neuron.
    biases : array_like, shape (m,)

    Examples
    --------
    >>> layer = sigmoid_layer([[1, 2], [0, 4]], [0, 0])
    >>> layer((0, 0)), layer.jacobian((0, 0))
    (array([0.5, 0.5]), array([[0.25, 0.5 ],
           [0.  , 1.  ]]))
    """
    matrix, shift = floats(weights), floats(biases)

    def rule(*x: Any) -> Any:
        return [
            expit(sum(w * each for w, each in zip(row, x, strict=True)) + b)
            for row, b in zip(matrix, shift, strict=True)
        ]

    def jacobian(*x: Any) -> Any:
        return [[s * (1 - s) * w for w in row] for s, row in zip(rule(*x), matrix, strict=True)]

    return Mapping(rule, jacobian)


def _alike(values: Any, shape: tuple[int, ...]) -> list[FloatArray]:
    """Give all of several numbers or arrays one shape."""
    return [np.broadcast_to(floats(value), shape) for value in values]
