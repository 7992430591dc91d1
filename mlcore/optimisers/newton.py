"""Newton's method: w ← w − H⁻¹ ∇g, straight to the minimum of the parabola that fits the loss here.

Where H is not positive that parabola has no minimum, and the plain step may lead uphill. So H is
taken with the absolute values of its eigenvalues, |H|: the step then always leads down, away from
a saddle or a top as well. Near a minimum |H| is H, and the error squares with every step.

Source: J. Nocedal, S. Wright, Numerical Optimization, 2006, section 3.4; Y. Dauphin et al.,
"Identifying and attacking the saddle point problem", 2014, on |H|.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mlcore.numerics.arrays import FloatArray
from mlcore.numerics.newton import newton_step
from mlcore.optimisers.optimiser import Gradient

__all__ = ["Newton"]


@dataclass(frozen=True)
class Newton:
    """Newton's method, without a memory; an `Optimiser`.

    Parameters
    ----------
    hessian : callable
        Maps weights (n,) to H there (n, n): ``objective.hessian``.

    Examples
    --------
    >>> from mlcore import LinearRegression, descend, hubble
    >>> objective = LinearRegression(hubble())
    >>> descend(objective, (0, 0), Newton(objective.hessian), iterations=1).params[-1].round(4)
    array([-40.7836, 454.1584])
    """

    hessian: Callable[[FloatArray], FloatArray]

    def init(self, w: FloatArray) -> None:
        """Return no memory."""

    def step(
        self, w: FloatArray, gradient: Gradient, state: None = None
    ) -> tuple[FloatArray, None]:
        """Return w − |H|⁻¹ ∇g."""
        return w + newton_step(gradient(w), self.hessian(w)), None
