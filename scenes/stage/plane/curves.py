"""What is drawn in plots: curves, and the loss of a descent."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
from manim import Dot, Mobject, ValueTracker, VGroup, VMobject
from numpy.typing import NDArray

from mlcore import Trajectory
from scenes.stage.look.layout import Slot
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import nice_range
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import Plot, Range, path_points

__all__ = ["Curve", "GrowingLossCurve", "LossCurve", "within"]

Array = NDArray[np.float64]


class Curve(Sharing):
    """A function of x drawn across a plot, cut where it leaves the area."""

    shared: ClassVar[tuple[str, ...]] = ("plot", "predict")

    def __init__(self, plot: Plot, colour: str, width: float = 5.0, samples: int = 2) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self.plot, self.samples = plot, samples

    @property
    def x(self) -> Array:
        """(samples,) places across the plot, from end to end."""
        return np.linspace(*self.plot.x_range, self.samples)

    def trace(self, y: Array) -> Self:
        """Draw the curve through the values ``y`` (samples,)."""
        self.points = path_points(
            [self.plot.at(part[:, 0], part[:, 1]) for part in within(self.x, y, self.plot.y_range)]
        )
        return self


class LossCurve(Plot):
    """The loss of a descent against its iterations.

    `trace` is the part up to a playhead, with the milestones passed so far; it is a mobject of
    its own, so that the axes, which do not move, are drawn but once.

    Parameters
    ----------
    losses
        (T + 1,) of the iterates of a descent.
    slot
        Where in the frame the plot stands, numbers and names included.
    width, height
        Of the area of a plot without a slot, in frame units.
    marks
        Iterations at which a dot is left.
    colour
        Hexadecimal; by default that of the loss.
    """

    def __init__(
        self,
        losses: Array,
        *,
        slot: Slot | None = None,
        width: float = 5.2,
        height: float = 1.05,
        marks: Sequence[int] = (),
        colour: str | None = None,
    ) -> None:
        super().__init__(
            (0.0, float(max(1, len(losses) - 1))),
            (0.0, nice_range(0.0, float(losses.max()), 3)[1]),
            width=width,
            height=height,
            x_label="iteration",
            y_label="loss",
            x_ticks=4,
            y_ticks=3,
        )
        colour = colour or theme().loss
        self.losses, self.marks = np.asarray(losses, dtype=float), tuple(marks)
        self.curve = VMobject(stroke_color=colour, stroke_width=4)
        self.tip = Dot(radius=0.075, color=colour)
        self.milestones = VGroup(*(Dot(radius=0.06, color=colour) for _ in self.marks))
        self.trace = VGroup(self.curve, self.milestones, self.tip)
        if slot is not None:
            self.fill(slot)
        self.set_progress(0.0, float(self.losses[0]))

    def follow(self, run: Trajectory, playhead: ValueTracker) -> Self:
        """Keep the trace where the playhead stands in the descent that the losses are of."""

        def reach(_: Mobject) -> None:
            iteration = float(np.clip(playhead.get_value(), 0, len(run)))
            self.set_progress(iteration, run.at(iteration).loss)

        self.trace.add_updater(reach)
        return self

    def set_progress(self, iteration: float, loss: float) -> Self:
        """End the trace at the playhead."""
        steps = np.arange(min(int(iteration) + 1, len(self.losses)))
        if len(steps) > 150:
            steps = np.unique(np.linspace(0, steps[-1], 150).astype(int))
        x, y = np.append(steps, iteration), np.append(self.losses[steps], loss)
        self.curve.points = path_points([self.at(x, y)])
        _place(self.tip, self.at(iteration, loss))
        for mark, dot in zip(self.marks, self.milestones, strict=True):
            passed = min(mark, iteration)  # one still to come lies under the tip
            _place(dot, self.at(passed, self.losses[mark] if passed == mark else loss))
        return self


class GrowingLossCurve(LossCurve):
    """The loss of a descent, on a scale that begins with a few iterations and grows with them.

    Parameters
    ----------
    first
        Where the scale ends at the beginning.
    losses, slot, options
        As of a `LossCurve`.
    """

    def __init__(
        self,
        losses: Array,
        *,
        first: int = 10,
        slot: Slot | None = None,
        **options: Any,
    ) -> None:
        self.first = self.last = float("inf")
        super().__init__(losses, **options)
        self.last = self.x_range[1]
        self.first = min(float(first), self.last)
        self.x_range = (0.0, self.first)
        self.let_grow(self.last)
        if slot is not None:
            self.fill(slot)
        super().set_progress(0.0, float(self.losses[0]))

    def set_progress(self, iteration: float, loss: float) -> Self:
        """End the trace at the playhead, and let the scale reach there."""
        high = float(np.clip(iteration, self.first, self.last))
        if np.isfinite(high) and high != self.x_range[1]:
            self.reach(high)
        return super().set_progress(iteration, loss)


def _place(dot: VMobject, place: Array) -> None:
    """Move a dot; Manim's own way asks for its extent, side by side, a dozen times."""
    points = dot.points
    dot.points = points + place - (points.min(axis=0) + points.max(axis=0)) / 2


def within(x: Array, y: Array, limits: Range) -> list[Array]:
    """Cut the line through (x, y) to the parts (k, 2) with ``y`` within ``limits``."""
    low, high = limits
    if low <= y.min() and y.max() <= high:
        return [np.stack([x, y], axis=-1)]
    parts: list[list[tuple[float, float]]] = []
    for k in range(len(x) - 1):
        start, end = np.array([x[k], y[k]]), np.array([x[k + 1], y[k + 1]])
        rise = end[1] - start[1]
        shares = [0.0, 1.0]
        if rise != 0:
            shares = sorted(float(np.clip((limit - start[1]) / rise, 0, 1)) for limit in limits)
        elif not low <= start[1] <= high:
            continue
        if shares[0] == shares[1]:
            continue
        first, last = (start + share * (end - start) for share in shares)
        if parts and np.allclose(parts[-1][-1], first, rtol=0, atol=1e-12):
            parts[-1].append((last[0], last[1]))
        else:
            parts.append([(first[0], first[1]), (last[0], last[1])])
    return [np.array(part) for part in parts]
