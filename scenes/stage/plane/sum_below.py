"""A function above, its running sum below: the area swept so far is plotted beneath it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.columns import aligned
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.plot import Plot, Range, path_points
from scenes.stage.plane.slices import Bars, Slicing

__all__ = ["SumBelow"]

Array = NDArray[np.float64]


class SumBelow:
    """Two plots over one axis of x, and a point that carries the area from one to the other.

    What is added up has the colour of slopes, and its sum that of a function: so it is the other
    half of `SlopeBelow`. On the upper plot stand `curve` and the bars up to the point, `gains`
    above the axis and `losses` below it; on the lower one the `trace` of the running sum, the
    `foot` where it is now, and `rule`, what it tends to. A `plumb` line joins the two. Each is
    shown when the film brings it in.

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
    slots
        Of the upper and of the lower plot.
    names
        Of the two scales of y.
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
        self.slicing, self.place = slicing, x
        self.upper, self.lower = (
            Plot(x_range, ends, width=5, height=2, y_label=name, x_ticks=count, y_ticks=4)
            for ends, name, count in zip((y_range, sum_range), names, (0, 5), strict=True)
        )
        for plot, slot in zip((self.upper, self.lower), slots, strict=True):
            plot.fill(slot)
        for plot, slot in zip((self.upper, self.lower), self.aligned(slots), strict=True):
            plot.fill(slot)
        self.curve = Graph(slicing.f, colours.gradient, 6.0).on(self.upper)
        self.gains, self.losses = (
            Bars(lambda: slicing.now, colour, self._seen, sign).on(self.upper)
            for sign, colour in ((1, colours.prediction), (-1, colours.muted))
        )
        self.trace = Stroke(self._so_far, colours.prediction, 6.0).on(self.lower)
        self.foot = Spot(lambda: (self.place(), self.swept), colours.prediction, 0.11)
        self.foot.on(self.lower)
        self.rule = Graph(rule, colours.prediction, 2.5).on(self.lower)
        self.rule.set_stroke(opacity=0.55)
        self.plumb = VMobject(stroke_color=colours.muted, stroke_width=1.6)
        self.plumb.add_updater(lambda _: self._drop(), call_updater=True)

    @property
    def swept(self) -> float:
        """The sum up to the point."""
        return self.slicing.upto(self.place())

    def aligned(self, slots: tuple[Slot, Slot]) -> list[Slot]:
        """Return what each plot has to fill of its slot, so that their areas are one column."""
        return aligned((self.upper, self.lower), slots)

    def _seen(self) -> Range:
        """Return between which x bars are drawn."""
        return self.slicing.low, self.place()

    def _so_far(self) -> Array:
        """(k, 2) the running sum up to the point."""
        sums, x = self.slicing.now, self.place()
        before = sums.edges < x
        ends = np.append(sums.edges[before], max(x, sums.edges[0]))
        return np.stack([ends, np.asarray(sums.upto(ends))], axis=-1)

    def _drop(self) -> None:
        """Join the point above with its foot."""
        x = self.place()
        ends = [
            self.upper.at(x, float(self.slicing.f(np.float64(x)))),
            self.lower.at(x, self.swept),
        ]
        self.plumb.points = path_points([np.stack(ends)])
