"""Two plots over one scale of x: a function, and beneath it what is measured of it.

A point carries what it measures from the upper plot to the lower one.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import VMobject

from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.plane.drawn import Graph, Spot
from scenes.stage.plane.plot import Plot, Range, path_points

__all__ = ["Column"]


class Column:
    """Two plots, `upper` and `lower`, and a point that is on both.

    On the upper one stands `curve`; on the lower one the `foot`, at what the point measures, and
    `rule`, what that is by rule. A `plumb` line joins the point with its foot. Each is shown when
    the film brings it in.

    Parameters
    ----------
    f, rule
        The function, and what is measured of it by rule; both map places (...) to values (...).
    x
        Returns where the point is, asked anew every time.
    x_range, ranges
        Of the two plots.
    slots
        Of the upper and of the lower plot.
    names
        Of the two scales of y.
    colours
        Of the function, and of what is measured of it.
    upper_ticks
        About how many ticks of x there are above; by default those below serve both.
    """

    def __init__(
        self,
        f: Callable[[Any], Any],
        rule: Callable[[Any], Any],
        x: Callable[[], float],
        *,
        x_range: Range,
        ranges: tuple[Range, Range],
        slots: tuple[Slot, Slot],
        names: tuple[str, str],
        colours: tuple[str, str],
        upper_ticks: int = 0,
    ) -> None:
        self.f, self.where = f, x
        self.upper, self.lower = (
            Plot(x_range, ends, width=5, height=2, y_label=name, x_ticks=count, y_ticks=4)
            for ends, name, count in zip(ranges, names, (upper_ticks, 5), strict=True)
        )
        for plot, slot in zip((self.upper, self.lower), slots, strict=True):
            plot.fill(slot)
        for plot, slot in zip((self.upper, self.lower), self.aligned(slots), strict=True):
            plot.fill(slot)
        above, below = colours
        self.curve = Graph(f, above, 6.0).on(self.upper)
        self.rule = Graph(rule, below, 2.5).on(self.lower)
        self.rule.set_stroke(opacity=0.55)
        self.foot = Spot(lambda: (self.place(), self.measured), below, 0.11).on(self.lower)
        self.plumb = VMobject(stroke_color=theme().muted, stroke_width=1.6)
        self.plumb.add_updater(lambda _: self._drop(), call_updater=True)

    def place(self) -> float:
        """Return where the point is."""
        return float(self.where())

    @property
    def measured(self) -> float:
        """What is measured at the point."""
        raise NotImplementedError

    def aligned(self, slots: Sequence[Slot]) -> list[Slot]:
        """Return what each plot has to fill of its slot, so that their areas are one column."""
        plots = (self.upper, self.lower)
        areas, now = [plot.area.points[:, 0] for plot in plots], [plot.slot for plot in plots]
        before = [float(area.min()) - slot.left for area, slot in zip(areas, now, strict=True)]
        after = [slot.right - float(area.max()) for area, slot in zip(areas, now, strict=True)]
        begin = max(slot.left + room for slot, room in zip(slots, before, strict=True))
        end = min(slot.right - room for slot, room in zip(slots, after, strict=True))
        return [
            Slot(begin - left, end + right, slot.bottom, slot.top)
            for slot, left, right in zip(slots, before, after, strict=True)
        ]

    def _drop(self) -> None:
        """Join the point with its foot."""
        x = self.place()
        ends = [self.upper.at(x, float(self.f(np.float64(x)))), self.lower.at(x, self.measured)]
        self.plumb.points = path_points([np.stack(ends)])
