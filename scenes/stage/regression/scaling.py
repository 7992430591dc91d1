"""A loss surface whose inputs are standardised before the viewer's eyes; then its window moves."""

from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
from manim import rate_functions, smooth
from numpy.typing import ArrayLike, NDArray

from mlcore import Landscape, Rescaled, Trajectory
from scenes.stage.landscape.closeup import CloseTicks
from scenes.stage.landscape.descent import SurfaceDescent
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.layout import Slot
from scenes.stage.motion.dials import Turn
from scenes.stage.regression.study import ClassStudy

__all__ = ["PRIMED", "ScalingPanel"]

PRIMED = "w'_0", "w'_1"
"""The weights for standardised x, in Typst mathematics."""

Array = NDArray[np.float64]

_REACH = 2.2  # of the bowl's window, in distances from zero weights to the minimum
_FROM_ABOVE = 0.84  # of the panel's height is the floor, looked at from above
_MARGIN = 1.25  # of the needle's window, likewise


class ScalingPanel(LossPanel):
    """The loss of a study over the weights for raw x, and, as `share` goes to 1, standardised x.

    The minimum stays in the middle of the window, and zero weights stay in it; else the window's
    sides change evenly on a logarithmic scale. Every surface between is the loss of an objective
    whose inputs are standardised in part.

    Once they are, the window may move: `towards` says where to, and the dial `way` goes there.
    The dial `come` brings in the numbers on the axes.
    """

    dials: ClassVar[tuple[str, ...]] = (*LossPanel.dials, "share", "way", "come")
    shared: ClassVar[tuple[str, ...]] = ("space", "study", "objective")

    def __init__(self, study: ClassStudy, width: float, height: float) -> None:
        self.study, self.change = study, study.scaling
        self._share, self._way, self.come = 0.0, 1.0, 0.0
        self.objective = self.objective_at(0.0)
        landscape, space = self._seen()
        super().__init__(
            landscape,
            space,
            width=width,
            height=height,
            numbered=False,
            later=PRIMED,
            sober=True,
        )
        self.windows = (self.space, self.space)
        self.numbers = CloseTicks(self)
        self.add(self.numbers)

    @property
    def share(self) -> float:
        """How much of the standardisation is done."""
        return self._share

    @share.setter
    def share(self, share: float) -> None:
        if share == self._share:
            return
        self._share, self.objective = share, self.objective_at(share)
        self._show(*self._seen())

    @property
    def way(self) -> float:
        """How far the window has moved from the first to the second of `windows`."""
        return self._way

    @way.setter
    def way(self, way: float) -> None:
        if way == self._way:
            return
        self._way = way
        self._show(*self._on_the_way(way))

    def towards(self, low: ArrayLike, high: ArrayLike, height: float | None = None) -> Turn:
        """Return what moves the window to weights from ``low`` (2,) to ``high``, box and all."""
        ends = (np.asarray(low, dtype=float), np.asarray(high, dtype=float))
        goal = replace(self.space, low=ends[0], high=ends[1], height=height or self.space.height)
        self.windows, self._way = (self.space, goal), 0.0
        self.number()
        return Turn(self, way=1.0)

    def number(self) -> None:
        """Set the numbers that the axes will bear, on the way and at its end."""
        self.numbers.set_numbers(self._on_the_way(way)[1] for way in np.linspace(0, 1, 24))

    def shown_in(self, slot: Slot, phi: float, theta: float) -> Turn:
        """Return what shows all of the window moved to in a slot, names included.

        Where the panel is resized in the same play, this comes after it.
        """
        goal = self.windows[1]
        landscape = Landscape.over(self.objective, goal.low, goal.high, resolution=17)
        surface = self._placed(landscape, goal).place(landscape.weights, landscape.loss)
        named = [self.axes.anchors[k] for k in self.axes.named]
        away = 1.25 * self.axes.foot  # as far as the numbers of the loss
        post = [away, away + np.array([0.0, 0.0, goal.height + 0.42])]
        seen = np.vstack([surface.reshape(-1, 3), *named, *post])
        return Turn(self, smooth, **self.framing(seen, slot, 0.25, phi=phi, theta=theta))

    def objective_at(self, share: float) -> Rescaled:
        """Return the objective with that share of the standardisation done."""
        return Rescaled(self.study.objective, self.change.rest(share))

    def condition_number(self, share: float) -> float:
        """Return λmax/λmin at the minimum with that share done."""
        view = self.objective_at(share)
        return view.condition_number(view.change.raw_weights(self.study.minimum))

    @cached_property
    def opened(self) -> float:
        """The first share with which the valley is as wide as it is in the end.

        From here on its proportion may dip and return: the mean of those x that count most at the
        minimum is not the mean of all.
        """
        last = self.condition_number(1.0)
        shares = np.linspace(0.5, 1.0, 2001)
        return next(float(share) for share in shares if self.condition_number(share) <= last)

    def weights(self, v: ArrayLike) -> Array:
        """Return weights (..., 2) for standardised x in those of the view as it stands."""
        return np.asarray(self.objective.change.raw_weights(v))

    def flatten(self) -> Self:
        """Leave nothing of the surface but its floor, from which it can rise."""
        self.surface.set_dials(rise=0.0, face=0.0, iso=0.0, grid=0.0, rim=0.0)
        return self

    def look_from_above(self) -> dict[str, float]:
        """Look straight down, w1 to the right, no axis named; return the dials as they were.

        Where one weight grows to the other side than elsewhere, it does so from above, too.
        """
        before = self.look
        self.phi, self.theta = 0.0, -np.pi / 2 if self.signs[1] > 0 else np.pi / 2
        space, slot = self.space, self.slot
        corners = space.place(np.array([space.low, space.high]), space.floor)
        self.fit(corners, slot.width, _FROM_ABOVE * slot.height)
        for each in self.axes.labels:
            each.set_opacity(0)
        self.axes.labels.update()
        return before

    def lie_down(self, home: dict[str, float]) -> list[Turn]:
        """Return what brings the view from above back to dials; it widens first, to have room."""
        angles = {name: home[name] for name in ("phi", "theta")}
        place = {name: value for name, value in home.items() if name not in angles}
        return [
            Turn(self, smooth, **angles),
            Turn(self, rate_functions.ease_out_quint, **place),
        ]

    def carry(self, run: Trajectory) -> None:
        """Let the ball rest where a descent on raw x has ended, whatever becomes of the view."""
        v = self.change.standard_weights(run.params[-1])
        descent = self.descents[-1]
        descent.remove(descent.trail, descent.shadow)
        descent.ball.clear_updaters()
        descent.ball.add_updater(lambda _: self._stand(descent, v))

    def drop_descent(self) -> None:
        """Take the ball away, and all that belongs to it."""
        self.remove(self.descents.pop())

    def _stand(self, descent: SurfaceDescent, v: Array) -> None:
        """Keep ball, drop line and goal at their weights, of standardised x, in the view."""
        here = self.weights(v)
        descent.ball.stand(self.objective, self.space, here)
        descent.drop_to(self.space.on_floor(here))
        descent.goal.place = self.space.on_surface(self.objective, self.weights(self.study.minimum))

    def _show(self, landscape: Landscape, space: LossSpace) -> None:
        """Show a window of weights."""
        self.space = space
        self.surface.shape(landscape, space)
        self.floor.shape(landscape, space)
        self.axes.stand(space.height)

    def _on_the_way(self, way: float) -> tuple[Landscape, LossSpace]:
        """Return what is seen in a window on its way, whose sides change evenly in logarithm."""
        first, last = self.windows
        halves = [(each.high - each.low) / 2 for each in (first, last)]
        half = halves[0] ** (1 - way) * halves[1] ** way
        middle = first.middle + way * (last.middle - first.middle)
        landscape = Landscape.over(self.objective, middle - half, middle + half)
        height = first.height + way * (last.height - first.height)
        return landscape, self._placed(landscape, replace(last, height=height))

    def _placed(self, landscape: Landscape, space: LossSpace) -> LossSpace:
        """Return how a landscape is placed in a box like that of a space."""
        placed = LossSpace.of(landscape, height=space.height)
        return replace(placed, signs=self.signs)

    def _seen(self) -> tuple[Landscape, LossSpace]:
        """Return the landscape around the minimum, and how it is placed."""
        middle, half = self.weights(self.study.minimum), self._half_sides()
        landscape = Landscape.over(self.objective, middle - half, middle + half)
        space = LossSpace.of(landscape, middle)
        return landscape, replace(space, signs=self.signs)

    @cached_property
    def signs(self) -> tuple[float, float]:
        """Which way the axes run: the needle points at the viewer, the bowl's low side is near."""
        w, reach = self.study.minimum, self._bowl()
        slant = 1.0 if self.change.mean >= 0 else -1.0
        far = [w + sign * reach * np.array([1.0, -slant]) for sign in (1.0, -1.0)]
        sign = (
            1.0 if self.study.objective.loss(far[0]) >= self.study.objective.loss(far[1]) else -1.0
        )
        return sign, sign * slant

    def _bowl(self) -> float:
        """Return half the sides of the bowl's window."""
        return _REACH * max(1.0, float(np.abs(self.study.minimum).max()))

    def _half_sides(self) -> Array:
        """Return half the window's sides (2,) as the view stands."""
        bowl = np.full(2, self._bowl())
        level = max(_MARGIN * abs(float(self.study.raw_weights(self.study.minimum)[0])), bowl[0])
        needle = level / np.array([1.0, np.hypot(self.change.mean, self.change.scale)])
        sides = needle ** (1 - self._share) * bowl**self._share
        return np.asarray(np.maximum(sides, _MARGIN * np.abs(self.weights(self.study.minimum))))
