"""A section: a plane through the n-dimensional space of weights, and the loss on it.

The plane is w = o + u a + v b, with the origin o and the axes a and b. The loss on it is a function
of the two coordinates (u, v) alone, an objective of its own, with a landscape; by the chain rule

    f(u, v) = g(o + u a + v b),    ∇f = A ∇g,    Hf = A H Aᵀ,    A = (a, b).

A path through all n dimensions is seen on it as its shadow: each of its weights is replaced by the
point of the plane that is nearest.

Source: H. Li et al., "Visualizing the loss landscape of neural nets", 2018.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcore.numerics.arrays import FloatArray, Floats, frozen
from mlcore.objectives.objective import NoMinimumError, Objective, hessian_of, known_minima
from mlcore.optimisers.trajectory import Trajectory

__all__ = ["Section"]

_ON_PLANE = 1e-9
"""A minimum no farther from the plane than such a share of the weights lies in it."""


@dataclass(frozen=True, eq=False)
class Section:
    """The loss on a plane; an `Objective` of two weights, the coordinates (u, v).

    Parameters
    ----------
    objective : Objective
        Of n weights.
    origin : array_like, shape (n,)
        The weights at (0, 0).
    axes : array_like, shape (2, n)
        What one unit of u, and of v, adds to the weights. They need be neither of length one nor
        at right angles.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the axes span no plane.

    Examples
    --------
    >>> from mlcore import Function
    >>> bowl = Function(lambda *w: sum(x * x for x in w), lambda *w: [2 * x for x in w], size=3)
    >>> section = Section(bowl, origin=[0, 0, 5], axes=[[1, 0, 0], [0, 2, 0]])
    >>> section.loss([3, 1]), section.gradient([3, 1])
    (38.0, array([6., 8.]))
    """

    objective: Objective
    origin: FloatArray
    axes: FloatArray

    def __post_init__(self) -> None:
        size = self.objective.size
        for name, shape in (("origin", (size,)), ("axes", (2, size))):
            array = frozen(getattr(self, name))
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{name} must be finite and of shape {shape}, not {array.shape}")
            object.__setattr__(self, name, array)
        if np.linalg.matrix_rank(self.axes) < 2:
            raise ValueError("the two axes must point in different directions")

    @property
    def size(self) -> int:
        """The number of weights: two, u and v."""
        return 2

    def weights(self, uv: ArrayLike) -> FloatArray:
        """Return the weights (..., n) at the coordinates (..., 2)."""
        weights: FloatArray = self.origin + np.asarray(uv, dtype=np.float64) @ self.axes
        return weights

    def coordinates(self, w: ArrayLike) -> FloatArray:
        """Return the coordinates (..., 2) of the points nearest to weights (..., n)."""
        away = np.asarray(w, dtype=np.float64) - self.origin
        coordinates: FloatArray = away @ np.linalg.pinv(self.axes)
        return coordinates

    def loss(self, w: ArrayLike) -> Floats:
        """Return f at the coordinates w (..., 2)."""
        return self.objective.loss(self.weights(w))

    def gradient(self, w: ArrayLike) -> FloatArray:
        """Return ∇f, of the shape of w (..., 2)."""
        gradient: FloatArray = self.objective.gradient(self.weights(w)) @ self.axes.T
        return gradient

    def hessian(self, w: ArrayLike) -> FloatArray:
        """Return Hf (..., 2, 2).

        Raises
        ------
        NoHessianError
            If the objective has none.
        """
        inner = hessian_of(self.objective, self.weights(w))
        hessian: FloatArray = self.axes @ inner @ self.axes.T
        return hessian

    @property
    def minima(self) -> FloatArray:
        """The coordinates (k, 2) of those known minima of the objective that lie in the plane."""
        minima = known_minima(self.objective)
        places = self.coordinates(minima)
        miss = np.linalg.norm(self.weights(places) - minima, axis=1)
        size = np.linalg.norm(minima, axis=1) + np.linalg.norm(self.origin)
        return frozen(places[miss <= _ON_PLANE * size])

    def minimum(self) -> FloatArray:
        """Return the first of the minima (2,).

        Raises
        ------
        NoMinimumError
            If no known minimum of the objective lies in the plane.
        """
        minima = self.minima
        if len(minima) == 0:
            raise NoMinimumError("no known minimum lies in this plane")
        return frozen(minima[0])

    def project(self, trajectory: Trajectory) -> Trajectory:
        """Return the shadow of a descent on the plane, with the losses and gradients found there.

        Examples
        --------
        >>> from mlcore import GradientDescent, descend, himmelblau
        >>> run = descend(himmelblau(), (0, 0), GradientDescent(0.01), iterations=20)
        >>> shadow = Section(himmelblau(), (3, 2), [(0, 1), (1, 0)]).project(run)
        >>> shadow.params[0], float(shadow.losses[0] - run.losses[0])
        (array([-2., -3.]), 0.0)
        """
        places = self.coordinates(trajectory.params)
        return Trajectory(
            self,
            places,
            self.loss(places),
            self.gradient(places),
            trajectory.states,
            trajectory.outcome,
        )
