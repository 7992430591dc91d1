"""A function above, its slope below: what a point measures on its way is plotted beneath it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from mlcore import forward_quotient
from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.columns import aligned
from scenes.stage.plane.drawn import Graph, Spot, Stroke
from scenes.stage.plane.plot import Plot, Range, path_points
from scenes.stage.plane.secant import Secant

__all__ = ["SlopeBelow"]

Array = NDArray[np.float64]


class SlopeBelow:
    """Two plots over one axis of x, and a point that carries the slope from one to the other.

    On the upper one stand `curve` and a `secant` at the point; on the lower one the `trace` of the
    slopes measured so far, the `foot` where it is now, and `rule`, what they are by rule. A
    `plumb` line joins the point with its foot. Each is shown when the film brings it in.

    Parameters
    ----------
    f, slope
        The function and its derivative by rule; both map places (...) to values (...).
    x, step
        Return where the point is, and the step δ; asked anew every time. `where` may be changed.
    x_range, y_range, slope_range
        Of the two plots.
    slots
        Of the upper and of the lower plot.
    names
        Of the two scales of y.
    upper_ticks
        About how many ticks of x there are above; by default those below serve both.
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
        names: tuple[str, str] = ("f", "slope of f"),
        upper_ticks: int = 0,
    ) -> None:
        colours = theme()
        self.f, self.where, self.step = f, x, step
        self.upper, self.lower = (
            Plot(x_range, ends, width=5, height=2, y_label=name, x_ticks=count, y_ticks=4)
            for ends, name, count in zip(
                (y_range, slope_range), names, (upper_ticks, 5), strict=True
            )
        )
        self.begin = x_range[0]
        for plot, slot in zip((self.upper, self.lower), slots, strict=True):
            plot.fill(slot)
        self.stand(slots)
        self.curve = Graph(f, colours.prediction, 6.0).on(self.upper)
        self.secant = Secant(f, self.place, step)
        for each in self.secant.things:
            each.on(self.upper)
        self.rule = Graph(slope, colours.gradient, 2.5).on(self.lower)
        self.rule.set_stroke(opacity=0.55)
        self.trace = Graph(
            lambda at: forward_quotient(f, at, step()),
            colours.gradient,
            6.0,
            domain=lambda: (x_range[0], self.place()),
        ).on(self.lower)
        self.foot = Spot(lambda: (self.place(), self.secant.slope), colours.gradient, 0.11)
        self.foot.on(self.lower)
        self.gap = Stroke(self._gap(slope), colours.step, 7.0).on(self.lower)
        self.plumb = VMobject(stroke_color=colours.muted, stroke_width=1.6)
        self.plumb.add_updater(lambda _: self._drop(), call_updater=True)

    def place(self) -> float:
        """Return where the point is."""
        return float(self.where())

    def stand(self, slots: tuple[Slot, Slot]) -> None:
        """Fill slots, the same x above the same x."""
        for plot, slot in zip((self.upper, self.lower), self.aligned(slots), strict=True):
            plot.fill(slot)

    def aligned(self, slots: tuple[Slot, Slot]) -> list[Slot]:
        """Return what each plot has to fill of its slot, so that their areas are one column."""
        return aligned((self.upper, self.lower), slots)

    def _gap(self, slope: Callable[[Any], Any]) -> Callable[[], Array]:
        """Return what says between which points the measured slope is off."""

        def gap() -> Array:
            x = np.float64(self.place())
            return np.array([[x, float(slope(x))], [x, self.secant.slope]])

        return gap

    def _drop(self) -> None:
        """Join the point with its foot."""
        x = self.place()
        ends = [self.upper.at(x, float(self.f(np.float64(x)))), self.lower.at(x, self.secant.slope)]
        self.plumb.points = path_points([np.stack(ends)])
