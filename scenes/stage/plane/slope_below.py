"""A function above, its slope below: what a point measures on its way is plotted beneath it."""

from collections.abc import Callable
from typing import Any

from mlcore import forward_quotient
from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.columns import Column
from scenes.stage.plane.drawn import Graph, Stroke
from scenes.stage.plane.plot import Range
from scenes.stage.plane.secant import Secant

__all__ = ["SlopeBelow"]


class SlopeBelow(Column):
    """A column whose point carries the slope from the upper plot to the lower one.

    On the upper one stands a `secant` at the point, too; on the lower one the `trace` of the slopes
    measured so far, and the `gap` between what is measured and what it is by rule.

    Parameters
    ----------
    f, slope
        The function and its derivative by rule; both map places (...) to values (...).
    x, step
        Return where the point is, and the step δ; asked anew every time.
    x_range, y_range, slope_range
        Of the two plots.
    slots, names, upper_ticks
        As of a `Column`.
    """

    def __init__(
        self,
        f: Callable[[Any], Any],
        slope: Callable[[Any], Any],
        x: Callable[[], float],
        step: Callable[[], float],
        *,
        x_range: Range,
        y_range: Range,
        slope_range: Range,
        slots: tuple[Slot, Slot],
        names: tuple[str, str],
        upper_ticks: int = 0,
    ) -> None:
        colours = theme()
        self.secant = Secant(f, self.place, step)
        super().__init__(
            f,
            slope,
            x,
            x_range=x_range,
            ranges=(y_range, slope_range),
            slots=slots,
            names=names,
            colours=(colours.prediction, colours.gradient),
            upper_ticks=upper_ticks,
        )
        for each in self.secant.things:
            each.on(self.upper)
        self.trace = Graph(
            lambda at: forward_quotient(f, at, step()),
            colours.gradient,
            6.0,
            domain=lambda: (x_range[0], self.place()),
        ).on(self.lower)
        self.gap = Stroke(
            lambda: [(self.place(), float(slope(self.place()))), (self.place(), self.measured)],
            colours.step,
            7.0,
        ).on(self.lower)

    @property
    def measured(self) -> float:
        """The slope of the secant."""
        return self.secant.slope
