"""A function above, its running sum below: the area swept so far is plotted beneath it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.columns import Column
from scenes.stage.plane.drawn import Stroke
from scenes.stage.plane.plot import Range
from scenes.stage.plane.slices import Bars, Slicing

__all__ = ["SumBelow"]

Array = NDArray[np.float64]


class SumBelow(Column):
    """A column whose point carries the area from the upper plot to the lower one.

    What is added up has the colour of slopes, and its sum that of a function: so it is the other
    half of `SlopeBelow`. On the upper plot stand the bars up to the point, too, `gains` above the
    axis and `losses` below it; on the lower one the `trace` of the running sum.

    Parameters
    ----------
    slicing
        Of the function that is added up.
    rule
        What the running sum tends to; maps places (k,) to values (k,).
    x
        Returns where the point is, asked anew every time.
    x_range, y_range, sum_range
        Of the two plots.
    slots, names
        As of a `Column`.
    """

    def __init__(
        self,
        slicing: Slicing,
        rule: Callable[[Any], Any],
        x: Callable[[], float],
        *,
        x_range: Range,
        y_range: Range,
        sum_range: Range,
        slots: tuple[Slot, Slot],
        names: tuple[str, str],
    ) -> None:
        colours = theme()
        self.slicing = slicing
        super().__init__(
            slicing.f,
            rule,
            x,
            x_range=x_range,
            ranges=(y_range, sum_range),
            slots=slots,
            names=names,
            colours=(colours.gradient, colours.prediction),
        )
        self.gains, self.losses = (
            Bars(lambda: slicing.now, colour, self._seen, sign).on(self.upper)
            for sign, colour in ((1, colours.prediction), (-1, colours.muted))
        )
        self.trace = Stroke(self._so_far, colours.prediction, 6.0).on(self.lower)

    @property
    def measured(self) -> float:
        """The sum up to the point."""
        return self.slicing.upto(self.place())

    def _seen(self) -> Range:
        """Return between which x bars are drawn."""
        return self.slicing.low, self.place()

    def _so_far(self) -> Array:
        """(k, 2) the running sum up to the point."""
        sums, x = self.slicing.now, self.place()
        before = sums.edges < x
        ends = np.append(sums.edges[before], max(x, sums.edges[0]))
        return np.stack([ends, np.asarray(sums.upto(ends))], axis=-1)
