"""Logistic regression of one input, ŷ = σ(w1 x + w0): the probability of y = 1.

The loss is the cross-entropy, the mean surprise at what happened. With z = w1 x + w0,

    g(w) = −(1/N) Σ [yₙ ln ŷₙ + (1 − yₙ) ln(1 − ŷₙ)] = (1/N) Σ softplus((1 − 2yₙ) zₙ),

so that ln 0 is never taken, and nothing cancels. It is convex: a single valley, whose bottom is
at infinity exactly when one threshold parts the classes.

The squared error through the same sigmoid, (1/N) Σ (ŷₙ − yₙ)², is not convex: plateaus, and
valleys that need not be the lowest. It is here to compare with.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import logit

from mlcore.numerics.arrays import FloatArray
from mlcore.numerics.curves import sigmoids, softplus_excess
from mlcore.objectives.sigmoid import SigmoidObjective

__all__ = ["LogisticRegression", "SigmoidSquaredError"]


@dataclass(frozen=True, eq=False)
class LogisticRegression(SigmoidObjective):
    """The cross-entropy of a sigmoid; an `Objective`.

    Parameters
    ----------
    data : Dataset
        With y = 0 and y = 1, both.

    Attributes
    ----------
    separable : bool
        Whether one threshold parts the classes: the x of one all lie at or below those of the
        other (A. Albert, J. Anderson, Biometrika 71, 1984, for one input).

    Raises
    ------
    UserError
        If y is anything but 0 and 1, or the same in every row.

    Examples
    --------
    >>> from mlcore import challenger
    >>> objective = LogisticRegression(challenger())
    >>> round(objective.loss([0, 0]), 6), objective.gradient([0, 0]).round(4)
    (0.693147, array([ 0.1957, 15.3913]))
    >>> objective.minimum().round(6), round(objective.boundary(objective.minimum()), 4)
    (array([15.042902, -0.232163]), 64.7946)
    >>> objective.predict(objective.minimum(), [31]).round(5)
    array([0.99961])
    """

    @staticmethod
    def _penalties(z: FloatArray, order: int) -> tuple[FloatArray, FloatArray]:
        if order == 0:
            excess = softplus_excess(z)
            return np.maximum(z, 0) + excess, np.maximum(-z, 0) + excess
        p, q = sigmoids(z)
        return (p, -q) if order == 1 else (p * q, p * q)

    def minimum(self) -> FloatArray:
        """Return the weights (2,) of least loss, by Newton's method in the standardised input.

        Raises
        ------
        NoMinimumError
            If the data are separable.
        """
        return self._minimum

    @cached_property
    def _minimum(self) -> FloatArray:
        return self._local_minimum(np.array([logit(self.data.y.mean()), 0.0]))


@dataclass(frozen=True, eq=False)
class SigmoidSquaredError(SigmoidObjective):
    """The mean squared error of a sigmoid, (1/N) Σ (ŷₙ − yₙ)², not convex; an `Objective`.

    Parameters
    ----------
    data : Dataset
        With y = 0 and y = 1, both.

    Attributes
    ----------
    separable : bool
        Whether one threshold parts the classes.

    Raises
    ------
    UserError
        If y is anything but 0 and 1, or the same in every row.

    Examples
    --------
    >>> from mlcore import challenger
    >>> objective = SigmoidSquaredError(challenger())
    >>> objective.loss([0, 0]), objective.minimum().round(4)
    (0.25, array([19.2615, -0.301 ]))
    """

    @staticmethod
    def _penalties(z: FloatArray, order: int) -> tuple[FloatArray, FloatArray]:
        p, q = sigmoids(z)
        if order == 0:
            return p * p, q * q
        if order == 1:
            return 2 * p * p * q, -2 * p * q * q
        return 2 * p * p * q * (2 * q - p), 2 * p * q * q * (2 * p - q)

    def minimum(self) -> FloatArray:
        """Return the weights (2,) at the bottom of the valley that holds the cross-entropy's.

        It is a local minimum: with a loss that is not convex, nothing says that there is no
        lower valley elsewhere.

        Raises
        ------
        NoMinimumError
            If the data are separable, or the valley leads down without end: squared errors
            forgive a few rows on the wrong side, if that makes the others a perfect fit.
        """
        return self._minimum

    @cached_property
    def _minimum(self) -> FloatArray:
        start = np.zeros(2) if self.separable else LogisticRegression(self.data).minimum()
        return self._local_minimum(self._scaling.standard_weights(start))
