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
from numpy.typing import ArrayLike
from scipy.special import expit, logit, ndtri

from mlcore.numerics.arrays import FloatArray, frozen
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

    def confidence_band(
        self, w: ArrayLike, x: ArrayLike, level: float = 0.95
    ) -> tuple[FloatArray, FloatArray]:
        """Return the limits between which the probability lies with some confidence (Wald).

        With C = (N H(w))⁻¹, the estimated covariance of the weights, z has the variance
        se² = (1, x) C (1, x)ᵀ, and z ± q se is carried through σ.

        Parameters
        ----------
        w : array_like, shape (2,)
            The minimum, as a rule.
        x : array_like, shape (n,)
        level : float
            Between 0 and 1.

        Returns
        -------
        lower, upper : ndarray, shape (n,)

        Raises
        ------
        ValueError
            If the level is out of its range.

        Notes
        -----
        D. Hosmer, S. Lemeshow, R. Sturdivant, Applied Logistic Regression, 2013, section 1.4.

        Examples
        --------
        >>> from mlcore import challenger
        >>> objective = LogisticRegression(challenger())
        >>> lower, upper = objective.confidence_band(objective.minimum(), [31, 65])
        >>> lower.round(3), upper.round(3)
        (array([0.482, 0.214]), array([1.  , 0.77]))
        """
        if not 0 < level < 1:
            raise ValueError(f"a confidence level lies between 0 and 1, not at {level}")
        v0, v1 = self._scaling.standard_weights(w).tolist()
        t = self._scaling.standard_x(x)
        with np.errstate(all="ignore"):  # saturated weights have no curvature: the band is (0, 1)
            mass, first, second = len(self.data) * self._means(w, 2)
            centre = first / mass
            spread = np.maximum(second - first * centre, 0)
            error = np.sqrt(1 / mass + (t - centre) ** 2 / spread)
            reach = np.nan_to_num(ndtri((1 + level) / 2) * error, nan=np.inf)
        z = v0 + v1 * t
        return frozen(expit(z - reach)), frozen(expit(z + reach))


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
