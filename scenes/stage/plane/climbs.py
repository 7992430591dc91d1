"""Two climbs, one on top of the other, which lie down into a map as the legs of one arrow."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.arrows import Arrow2D
from scenes.stage.plane.polar import PolarPlot

__all__ = ["Climbs"]

Array = NDArray[np.float64]

_BESIDE = 0.42
"""Frame units from the climbs to their sum, which stands at their left."""


class Climbs(Dialled):
    """What a step of length 1 climbs: its part along x, on that its part along y, and their sum.

    They are as long as on a polar plot. Dials: `full`, from the climbs of the step to those of
    whole steps along x and along y, which are the slopes; `laid`, from where they stand to where
    they lie in the plot, the one along x, and from its end the other along y.

    Parameters
    ----------
    plot
        Whose lengths they have.
    slopes
        (2,) along x and along y.
    angle
        Says where the step goes, in radians from x.
    foot
        (2,) where in the frame they stand.
    """

    dials: ClassVar[tuple[str, ...]] = ("full", "laid")
    shared: ClassVar[tuple[str, ...]] = ("plot", "angle")

    def __init__(
        self, plot: PolarPlot, slopes: ArrayLike, angle: Callable[[], float], foot: ArrayLike
    ) -> None:
        super().__init__()
        self.plot, self.angle = plot, angle
        self.slopes = np.asarray(slopes, dtype=float)
        self.foot = np.append(np.asarray(foot, dtype=float), 0.0)
        self.full, self.laid = 0.0, 0.0
        colours = theme()
        self.legs = [
            Arrow2D(partial(self.joint, k), partial(self.joint, k + 1), colour)
            for k, colour in enumerate((colours.w0, colours.w1))
        ]
        self.sum = Arrow2D(partial(self.beside, 0), partial(self.beside, 2), colours.gradient)
        self.add(*self.legs, self.sum)

    @property
    def climbs(self) -> Array:
        """(2,) along x and along y, as they stand."""
        step = np.array([np.cos(self.angle()), np.sin(self.angle())])
        return np.asarray(self.slopes * (step + self.full * (1.0 - step)))

    def joint(self, number: int) -> Array:
        """Return where (3,) the first climb begins, the second, and where that ends."""
        unit = float(np.linalg.norm(self.plot.at(0.0, 1.0) - self.plot.centre))
        turn = (1.0 - self.laid) * np.pi / 2
        first, second = unit * self.climbs
        place = self.foot + self.laid * (self.plot.centre - self.foot)
        if number > 0:
            place = place + first * np.array([np.cos(turn), np.sin(turn), 0.0])
        return np.asarray(place + (second * np.array([0.0, 1.0, 0.0]) if number > 1 else 0.0))

    def beside(self, number: int) -> Array:
        """Return the same of their sum."""
        return np.asarray(self.joint(number) - np.array([_BESIDE, 0.0, 0.0]))

    def middle(self, axis: int) -> Array:
        """Return where (3,) the middle of a climb is."""
        return np.asarray((self.joint(axis) + self.joint(axis + 1)) / 2)
