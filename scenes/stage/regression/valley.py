"""How sure a curve is: a walk around the valley's bottom, and the band that its curves sweep out.

On the rim the deviance is the quantile of χ²; so the band, once the walk is done, holds the
profile likelihood's limits of the chance at every x.
"""

from typing import Self

import numpy as np
from manim import ValueTracker
from numpy.typing import NDArray

from mlcore import Outcome, Trajectory
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.theme import theme
from scenes.stage.plane.band import Band
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import ClassStudy
from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Polyline

__all__ = ["SweptBand", "level_line", "walk_around"]

Array = NDArray[np.float64]


def walk_around(study: ClassStudy) -> Trajectory:
    """Return the way around the rim of a study, from its steepest curve on, as a ball takes it."""
    assert study.rim is not None
    ring = study.rim[:-1]
    ring = np.roll(ring, -int(np.abs(ring[:, 1]).argmax()), axis=0)
    ring = np.vstack([ring, ring[:1]])
    objective = study.objective
    return Trajectory(
        objective,
        ring,
        objective.loss(ring),
        objective.gradient(ring),
        [None] * len(ring),
        Outcome.EXHAUSTED,
    )


def level_line(panel: LossPanel, walk: Trajectory) -> Polyline:
    """Return the line of a walk on a panel's surface; its dial `shown` draws it."""
    path = panel.lift(walk.objective, walk.params, 0.03)
    return Polyline(path, Pen(theme().loss, 8.0, lift=0.1, hidden=0.3, glow=0.3), shown=0.0)


class SweptBand(Band):
    """What the curves of a walk have swept so far, from its first curve on."""

    shared = (*Band.shared, "lowest", "highest")

    def __init__(self, study: ClassStudy, curve: FitCurve, walk: Trajectory) -> None:
        chances = study.predict(walk.params, curve.x)
        self.lowest = np.minimum.accumulate(chances)
        self.highest = np.maximum.accumulate(chances)
        super().__init__(curve.plot, curve.x, self.lowest[0], self.highest[0])

    def sweep(self, iteration: float) -> Self:
        """Fill what has been swept before a fractional place of the walk."""
        row = min(int(np.ceil(iteration - 1e-6)), len(self.lowest) - 1)
        self.reach(self.lowest[row], self.highest[row])
        return self

    def follow(self, playhead: ValueTracker) -> Self:
        """Keep to what has been swept where the playhead stands."""
        self.add_updater(lambda _: self.sweep(float(playhead.get_value())))
        return self
