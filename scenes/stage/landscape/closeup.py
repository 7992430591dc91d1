"""A closer and closer look at one place of a loss surface, until it is a plane.

The window of weights shrinks about the place until both weights are drawn to one scale; the
surface, its iso-lines and the ticks are drawn anew for every window. Heights are drawn flatter
the closer the look, so that what is seen stays in the box: how steep a plane looks then says
nothing, where its contours run does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar, Protocol, cast

import numpy as np
from manim import ORIGIN, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Basin, Landscape, Objective
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.surface import LossAxes
from scenes.stage.look.text import Label, number_words
from scenes.stage.look.ticks import coarser, room, round_step

__all__ = ["ClosePanel", "CloseTicks"]

Array = NDArray[np.float64]

_CLEAR, _FULL = 0.8, 0.86
"""Units of the panel between ticks of one step: where they begin to be seen, and are seen."""

_LOSS = 2  # the axis
_RIM = 0.06
"""Of an axis: nearer to its ends there is no number."""

_SWAP = 0.03
"""How close the look is when its own numbers have replaced those of the whole window."""

_FLATTER = 0.75
"""Of the box's height is gone in the closest look."""

_AWAY = 0.13
"""So much farther out the weights' numbers stand in the closest look, clear of it from above."""

_NAMES_AWAY = 0.35
"""So much farther out the weights' names stand, clear of these numbers."""

_OCTAVES = 1.0
"""How often the window halves before there are new iso-lines."""

_ISO = 0.55
"""Opacity of the iso-lines of a closer look."""


class ClosePanel(LossPanel):
    """A loss panel that can look closely at a place.

    Its dial `near` is 0 for the whole window and 1 for the closest look; in between the window
    shrinks by the same factor at every step of the way. `space` is that of the window now.

    Parameters
    ----------
    objective
        Whose landscape it is; convex below the ceiling of the whole space.
    landscape, space, options
        As of a `LossPanel`.
    """

    dials: ClassVar[tuple[str, ...]] = (*LossPanel.dials, "near")
    shared: ClassVar[tuple[str, ...]] = (*LossPanel.shared, "objective", "whole")

    def __init__(
        self, objective: Objective, landscape: Landscape, space: LossSpace, **options: Any
    ) -> None:
        super().__init__(landscape, space, **options)
        self.objective, self.whole = objective, space
        self.goal, self.reach, self._near = space.middle, (space.high - space.low) / 2, 0.0
        self.numbers = CloseTicks(self)
        first, second = self.axes.near
        outward = np.array([[0.0, second, 0.0], [first, 0.0, 0.0]])  # of w1's name, and of w0's
        self.names = {
            k: (self.axes.anchors[k].copy(), out)
            for k, out in zip(self.axes.named, outward, strict=False)
        }
        self.usual_iso = self.surface.iso
        self.add(self.numbers)

    @property
    def come(self) -> float:
        """How far the numbers of the window as it stands have replaced those of the whole one."""
        return min(1.0, self._near / _SWAP)

    def aim(self, w: ArrayLike, reach: float) -> None:
        """Choose the place (2,) and half the side of the closest window, in units of weights."""
        self.goal, self.reach = np.asarray(w, dtype=float), np.full(2, float(reach))
        self.numbers.set_numbers(self.space_at(near) for near in np.linspace(0, 1, 80))

    @property
    def near(self) -> float:
        """How close the look is."""
        return self._near

    @near.setter
    def near(self, near: float) -> None:
        if near == self._near:
            return
        self._near = near
        self.space = space = self.space_at(near)
        low, high = space.low, space.high
        basin = Basin.below(self.objective, low, high, self.whole.ceiling)
        self.surface.shape(basin, space, self.whole)
        self.floor.shape(Landscape.over(self.objective, low, high), space, self.whole)
        self.axes.stand(space.height)
        self.numbers.away = _AWAY * near
        for k, (place, out) in self.names.items():
            self.axes.anchors[k] = place + _NAMES_AWAY * near * out
        self._thicken()

    def magnified(self, space: LossSpace) -> float:
        """Return how many times larger a window shows things than the whole one does.

        Of the two weights it is the geometric mean.
        """
        size = (self.whole.high - self.whole.low) / (space.high - space.low)
        return float(np.sqrt(np.prod(size)))

    def close_view(self, margin: float = 0.22, **dials: float) -> dict[str, Any]:
        """Return the dials of a view that shows the closest window whole, names included.

        Within the margin are the numbers of the loss, if they are to be seen.
        """
        space = self.space_at(1.0)
        half = np.array([*space.sides, 0.0]) / 2
        corners = [[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (0.0, space.height)]
        names_of_weights = [self.axes.anchors[k] for k in self.axes.named[:2]]
        seen = np.vstack([np.array(corners) * [*half[:2], 1.0], *names_of_weights])
        return self.framing(seen, self.slot, margin, **dials)

    def space_at(self, near: float) -> LossSpace:
        """Return how the window at a closeness is placed."""
        whole = self.whole
        first, last = (whole.high - whole.low) / 2, self.reach
        half = first ** (1 - near) * last**near
        way = (half - last) / np.where(first > last, first - last, 1.0)
        middle = self.goal + way * (whole.middle - self.goal)
        low, high = middle - half, middle + half
        loss = Basin.below(self.objective, low, high, whole.ceiling, 17).loss
        lowest, highest = float(loss.min()), float(loss.max())
        floor = max(whole.floor, lowest - (1.0 - near) * (highest - lowest) / 3)
        height = whole.height * (1.0 - near * _FLATTER)
        return replace(whole, low=low, high=high, floor=floor, ceiling=highest, height=height)

    def _thicken(self) -> None:
        """Draw iso-lines twice as close for every halving of the window, each coming in softly."""
        depth = max(0.0, float(np.log2(self.magnified(self.space))) - _OCTAVES)
        doubled, share = int(depth), depth % 1.0
        strength = self.usual_iso + (_ISO - self.usual_iso) * min(1.0, 3 * self._near)
        for solid in (self.surface, self.floor):
            coarse = solid.lines[..., 0] * 2.0**doubled
            solid.lines = np.stack([coarse, 2 * coarse, np.full_like(coarse, 0.5)], axis=-1)
        self.surface.set_dials(iso=strength * (1 - share), grid=strength * share)
        self.floor.style = replace(
            self.floor.style, iso=0.6 * (1 - share), grid=0.6 * share, grid_width=1.5
        )


class Windowed(Protocol):
    """A loss panel whose window moves."""

    space: LossSpace
    axes: LossAxes
    phi: float

    @property
    def come(self) -> float:
        """How far the numbers of the window as it stands have come in, from 0 to 1."""

    def project(self, point: ArrayLike) -> Array:
        """Return where points (..., 3) are in the frame."""


class CloseTicks(VGroup):
    """The numbers of a window that shrinks, on the axes of a loss panel.

    A number comes in when those of its step stand far enough from one another; steps are 1 and 5
    times powers of ten, of which each holds the one before. Those of the weights stand farther out
    by `away`.
    """

    def __init__(self, panel: Windowed) -> None:
        super().__init__()
        self.panel = panel
        self.values: list[tuple[int, float, float]] = []  # axis, value, and its own step
        self.usual: list[tuple[VMobject, float]] = []
        self.strokes: list[Array] = []
        self.come = self.away = 0.0
        self.add_updater(lambda _: self.follow())

    def set_numbers(self, spaces: Iterable[LossSpace]) -> None:
        """Set every number that one of the windows asks for."""
        asked = {each for space in spaces for each in _asked(space)}
        self.values = sorted(asked)
        self.remove(*self.submobjects)
        for _, value, step in self.values:
            first, last = (np.floor(np.log10(size) + 1e-9) for size in (abs(value) or step, step))
            label = number_words(value, digits=int(1 + first - last) if value else 1)
            label.put(ORIGIN)
            self.add(label)
        self.set_opacity(0.0)

    def follow(self) -> None:
        """Show the numbers of the window as it stands, in place of those of the whole one."""
        panel, axes = self.panel, self.panel.axes
        come = panel.come
        if come == self.come:
            if come == 0:
                return  # what becomes of the usual ones is not our business
        elif self.come == 0:
            self.usual = [(label, float(label.get_fill_opacity())) for label in axes.numbers]
            self.strokes = axes.ticks
        self.come = come
        for label, opacity in self.usual:
            _dim(label, opacity * (1.0 - come))
        axes.ticks = [] if come else self.strokes
        shown: list[Label] = []
        anchors: list[Array] = []
        labels = cast(list[Label], self.submobjects)
        for label, (axis, value, step) in zip(labels, self.values, strict=True):
            opacity = come * self._strength(axis, value, step)
            if _dim(label, opacity) and opacity == 0:
                label.put(ORIGIN)  # it waits where it was made, wherever it was shown
            if opacity > 0:
                stroke, anchor = axes.tick_at(panel.space, axis, value)
                if axis != _LOSS:
                    out = stroke[1] - stroke[0]
                    anchor = anchor + self.away * out / np.linalg.norm(out)
                shown.append(label)
                anchors.append(anchor)
                axes.ticks.append(stroke)
        if shown:
            for label, place in zip(shown, panel.project(np.array(anchors)), strict=True):
                label.put(place)

    def _strength(self, axis: int, value: float, step: float) -> float:
        """Return the opacity of a number: how far those of its step are apart in the picture."""
        space = self.panel.space
        if not _holds(space, axis, value):
            return 0.0
        apart = step * abs(float(space.scale[axis]))
        strength = room(apart, (_CLEAR, _FULL))
        if axis == _LOSS:  # from above its axis is a point
            strength *= room(np.sin(self.panel.phi), (0.4, 0.6))
        return strength


def _dim(label: VMobject, opacity: float) -> bool:
    """Give a label an opacity, and tell whether it had another one: that takes longer to set."""
    changed = bool(opacity != label.get_fill_opacity())
    if changed:
        label.set_opacity(opacity)
    return changed


def _asked(space: LossSpace) -> Iterator[tuple[int, float, float]]:
    """Yield axis, value and step of all numbers with room in a window."""
    for axis, scale in enumerate(np.abs(space.scale)):
        finest = round_step(_CLEAR / scale, (1, 5))
        low, high = _range(space, axis)
        for count in range(int(np.ceil(low / finest)), int(np.floor(high / finest)) + 1):
            k, step = count, finest if count else np.inf
            while k and k % coarser(step) == 0:
                k, step = k // coarser(step), step * coarser(step)
            yield axis, float(f"{count * finest:.12g}"), float(f"{step:.12g}")


def _range(space: LossSpace, axis: int) -> tuple[float, float]:
    """Return the least and the greatest value on an axis."""
    if axis == _LOSS:
        return space.floor, space.ceiling
    return float(space.low[axis]), float(space.high[axis])


def _holds(space: LossSpace, axis: int, value: float) -> bool:
    """Tell whether a value is on an axis; not too near to a corner, where two axes meet."""
    low, high = _range(space, axis)
    rim = _RIM * (high - low)
    return low + (0.0 if axis == _LOSS else rim) <= value <= high - rim
