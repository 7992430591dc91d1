"""A lens: a round inset that shows closely what lies under a small ring on a plot.

What it shows is not blown up but drawn anew: curves are sampled in the window, strokes keep their
width, and ticks come in as there is room for them. Both scales are magnified alike, so a line looks
as steep in the disc as it does in the plot; or that of x alone, so that what is narrow becomes wide
and keeps its height.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Self

import numpy as np
from manim import RIGHT, UP, Circle, VGroup, VMobject
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import coarser, decimals_of, room, round_step
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.drawn import Disc, Drawn, WholePlot, strokes_within
from scenes.stage.plane.plot import Plot, path_points
from scenes.stage.plane.tangents import tangents

__all__ = ["Lens"]

Array = NDArray[np.float64]

_LEAST_RING = 0.1
"""Frame units: a smaller ring is drawn as large as this, so that it can be found."""
_LINES = (0.34, 0.6)
"""Frame units between lines of one step: where they begin to come, and are there."""
_NUMBERS = ((0.84, 1.2), (0.64, 0.95))
"""Likewise of the numbers of x and of y."""
_SHARES = (0.78, 0.68)
"""Of the radius: farther out, ticks of x and of y have no number."""
_HALO = 6.0
"""Width of the ground's colour around numbers."""
_COMES = 0.12
"""How far the lens is open when its rim and what joins it to the ring are seen in full."""


class Lens(Dialled):
    """A disc that magnifies what is under a ring on a plot.

    Dials: `x` and `y` are the data in its middle, `closer` says by how many powers of ten it looks
    closer than with its widest reach, and `open` is 0 where the disc lies on the ring and 1 where
    it stands in its place. `aside` is how far that is from where it was first put, to the right.

    Parameters
    ----------
    plot
        What it looks at.
    things
        What it shows of that: those that stand on the plot, drawn once more.
    place, radius
        Of the disc's middle in the frame, (2,) or (3,), and how large it is.
    at
        The data (2,) in its middle at the beginning.
    widest
        The ring's radius in units of x while `closer` is 0.
    widens
        Whether it magnifies along x alone; the ring is then as high as the disc.
    """

    dials: ClassVar[tuple[str, ...]] = ("x", "y", "closer", "open", "aside")
    shared: ClassVar[tuple[str, ...]] = ("plot", "where")

    def __init__(
        self,
        plot: Plot,
        things: Sequence[Drawn],
        *,
        place: ArrayLike,
        radius: float,
        at: ArrayLike,
        widest: float,
        widens: bool = False,
    ) -> None:
        super().__init__()
        colours = theme()
        self.plot, self.widest, self.radius, self.widens = plot, widest, radius, widens
        self.place = np.append(np.asarray(place, dtype=float)[:2], 0.0)
        self.x, self.y = (float(each) for each in np.asarray(at, dtype=float))
        self.closer = self.open = self.aside = 0.0
        self.where: Callable[[], tuple[float, float]] | None = None
        self.joins = VMobject(stroke_color=colours.muted, stroke_width=1.6)
        self.ring = VMobject(stroke_color=colours.ink, stroke_width=2.5)
        self.ground = VMobject(stroke_width=0, fill_color=colours.panel, fill_opacity=1.0)
        self.lines = [VMobject(stroke_color=colours.faint, stroke_width=1.2) for _ in range(3)]
        self.zeros = VMobject(stroke_color=colours.muted, stroke_width=1.6)
        self.things = VGroup()
        self._strengths: list[tuple[float, float]] = []
        self.take(*(each.twin() for each in things))
        self.rim = VMobject(stroke_color=colours.ink, stroke_width=4.0)
        self.numbers = [_TickNumbers(axis, self) for axis in (0, 1)]
        self.told = self._told()
        self.add(self.joins, self.ring, self.ground, *self.lines, self.zeros)
        self.add(self.things, self.rim, *self.numbers, self.told)
        self.add_updater(lambda lens: lens.follow(), call_updater=True)

    # -- what it looks at ----------------------------------------------------------------------

    @property
    def reach(self) -> float:
        """The ring's radius, in units of x."""
        return float(self.widest * 10.0**-self.closer)

    @property
    def magnification(self) -> float:
        """How many times as large, or as wide, as in the plot things are seen."""
        return self.disc.radius / self._ring_radius

    @property
    def disc(self) -> Disc:
        """The window as it stands."""
        ring = self.plot.at(self.x, self.y)
        least = self._ring_radius
        radius = least * (self.radius / least) ** self.open
        place = ring + self.open * (self.place + self.aside * RIGHT - ring)
        grown = radius / np.array([least, self.radius if self.widens else least])
        scale = WholePlot(self.plot).scale * grown
        return Disc(np.array([self.x, self.y]), scale, place, radius)

    @property
    def _ring_radius(self) -> float:
        """In frame units."""
        return float(self.reach * WholePlot(self.plot).scale[0])

    def take(self, *things: Drawn) -> Self:
        """Show more things, above those that it shows."""
        self.things.add(*things)
        self._strengths += [(each.get_fill_opacity(), each.get_stroke_opacity()) for each in things]
        return self

    def track(self, where: Callable[[], tuple[float, float]]) -> Self:
        """Look at what ``where()`` says, x and y, from now on."""
        self.where = where
        return self.follow()

    # -- drawing -------------------------------------------------------------------------------

    def follow(self) -> Self:
        """Draw everything as the dials and the plot stand."""
        if self.where is not None:
            self.x, self.y = (float(each) for each in self.where())
        disc, comes = self.disc, float(np.clip(self.open / _COMES, 0.0, 1.0))
        ring = self.plot.at(self.x, self.y)
        size = max(self._ring_radius, _LEAST_RING)
        high = self.radius if self.widens else size
        self.ring.points = _ROUND * [size, high, 1.0] + ring
        self.rim.points = self.ground.points = _ROUND * disc.radius + disc.place
        if self.widens:
            ends = [(ring + up * high * UP, disc.place + up * disc.radius * UP) for up in (-1, 1)]
            strokes = [np.stack(each) for each in ends]
        else:
            strokes = tangents(ring, size, disc.place, disc.radius)
        self.joins.points = path_points(strokes)
        for each in (self.ring, self.rim, self.joins):
            each.set_stroke(opacity=comes)
        self.ground.set_fill(opacity=comes)
        for thing, (fill, stroke) in zip(self.things, self._strengths, strict=True):
            thing.set_fill(opacity=fill).set_stroke(opacity=stroke)
            thing.draw(disc)  # which may say itself how strong it is
            fill, stroke = thing.get_fill_opacity(), thing.get_stroke_opacity()
            thing.set_fill(opacity=fill * comes).set_stroke(opacity=stroke * comes)
        self._rule(disc, comes)
        for number in self.numbers:
            number.stand(disc, float(np.clip((self.open - 0.8) / 0.2, 0.0, 1.0)))
        self._tell(disc, comes)
        if comes == 0:  # it lies on the ring, where there is nothing to see of it
            for each in (*self.things, *self.lines, self.zeros):
                each.points = np.zeros((0, 3))
        return self

    def _rule(self, disc: Disc, comes: float) -> None:
        """Draw the lines of the ticks, those of a step that comes in apart."""
        steady: list[Array] = []
        for axis in (0, 1):
            values, strength, is_new = _asked(disc, axis)
            strokes = [_across(disc, axis, value) for value in values]
            new = [stroke for stroke, new in zip(strokes, is_new, strict=True) if new]
            steady += [stroke for stroke, new in zip(strokes, is_new, strict=True) if not new]
            self.lines[1 + axis].points = _cut(disc, new)
            self.lines[1 + axis].set_stroke(opacity=comes * strength)
        self.lines[0].points = _cut(disc, steady)
        axes = [_across(disc, k, 0.0) for k in (0, 1) if abs(disc.centre[k]) < disc.half[k]]
        self.zeros.points = _cut(disc, axes)
        for each in (self.lines[0], self.zeros):
            each.set_stroke(opacity=comes)

    def _told(self) -> VGroup:
        size = theme().type.heading
        self.number = LiveNumber(1, "00000", size=size, face="text", align="left")
        self.number.follow(lambda: self.magnification, of="magnification", at=self)
        sign = words("width ×" if self.widens else "×", size, theme().muted)
        self.number.shift(sign.get_right() + 0.12 * RIGHT - self.number.points[0])
        self.number.shift((sign.get_y() - self.number.get_y()) * UP)
        return VGroup(sign, self.number)

    def _tell(self, disc: Disc, comes: float) -> None:
        """Keep the magnification at the upper right of the disc."""
        corner = disc.place + disc.radius * np.array([0.74, 0.74, 0.0]) + 0.05 * RIGHT
        self.told.shift(corner - self.told[0].get_left())
        self.told.set_opacity(comes)


class _TickNumbers(VGroup):
    """The numbers along one side of a lens: of x below, of y at the left.

    Their figures are kept outlines, so that nothing is typeset while the lens moves.
    """

    def __init__(self, axis: int, lens: Lens) -> None:
        super().__init__()
        self.axis = axis
        self.kept: list[LiveNumber] = []
        count = 2 * int(2 * _SHARES[axis] * lens.radius / _NUMBERS[axis][0]) + 2
        for _ in range(count):
            number = LiveNumber(
                0,
                "0",
                size=theme().type.small,
                colour=theme().muted,
            )
            number.of, number.at = ("x-tick", "y-tick")[axis], lens
            self.kept.append(number)
        self.add(*self.kept)
        figure = self.kept[0]
        self.half_height = float(figure.points[8:, 1].max() - figure.points[0, 1]) / 2

    def stand(self, disc: Disc, comes: float) -> None:
        """Show the numbers that a window has room for, just outside of its rim."""
        values = _numbered(disc, self.axis)
        for k, number in enumerate(self.kept):
            if k >= len(values):  # it waits in the middle, wherever it stood before
                value, decimals, strength = float(disc.centre[self.axis]), 0, 0.0
            else:
                value, decimals, strength = values[k]
            number.decimals, number.value = decimals, float("nan")
            number.show_value(value)
            self._put(number, disc, value)
            self._show(number, comes * strength)

    def _show(self, number: LiveNumber, opacity: float) -> None:
        """Show a number, on a little ground of its own where lines run under it."""
        number.set_fill(opacity=opacity)
        number.set_stroke(
            theme().ground, _HALO if opacity > 0 else 0, opacity=opacity, background=True
        )

    def _put(self, number: LiveNumber, disc: Disc, value: float) -> None:
        """Move a number to its tick, so far out that it is clear of the rim."""
        figures = number.points[8:]
        width = float(np.ptp(figures[:, 0]))
        half = np.array([width / 2, self.half_height])
        middle = np.array([figures[:, 0].min() + width / 2, 0.0, 0.0])
        middle[1] = number.baseline + self.half_height
        along = (value - disc.centre[self.axis]) * disc.scale[self.axis]
        nearest = max(abs(along) - half[self.axis], 0.0)
        out = float(np.sqrt(max(disc.radius**2 - nearest**2, 0.0))) + 0.14 + half[1 - self.axis]
        place = np.array([along, -out, 0.0] if self.axis == 0 else [-out, along, 0.0])
        number.shift(disc.place + place - middle)


_ROUND = Circle(radius=1.0).points
_ROUND.setflags(write=False)


def _asked(disc: Disc, axis: int) -> tuple[list[float], float, list[int]]:
    """Return where there are lines, how far those of the finest step have come, and which they are.

    Steps are 1 and 5 times powers of ten, of which each holds the one before.
    """
    scale = float(disc.scale[axis])
    step = round_step(_LINES[0] / scale, (1, 5))
    counts, every = _counts(disc, axis, step, 1.0), coarser(step)
    return [k * step for k in counts], room(step * scale, _LINES), [k % every for k in counts]


def _numbered(disc: Disc, axis: int) -> list[tuple[float, int, float]]:
    """Return the values that bear numbers, each with its decimals and its strength.

    Steps are 1, 2 and 5 times powers of ten. Where a finer step comes in, what does not belong to
    it goes first: so no two numbers stand on one another.
    """
    scale, limits = float(disc.scale[axis]), _NUMBERS[axis]
    fine = round_step(limits[0] / scale, (1, 2, 5))
    coarse = round_step(fine * 1.01, (1, 2, 5))
    come = room(fine * scale, limits)
    shown: dict[str, tuple[float, int, float]] = {}
    for step, strength in ((coarse, max(0.0, 1 - 2 * come)), (fine, max(0.0, 2 * come - 1))):
        for k in _counts(disc, axis, step, _SHARES[axis]):
            decimals = decimals_of(k * step, step)
            name = f"{k * step:.{decimals}f}"
            of_both = name in shown
            shown[name] = (k * step, decimals, 1.0 if of_both else strength)
    return [each for each in shown.values() if each[2] > 0]


def _counts(disc: Disc, axis: int, step: float, share: float) -> range:
    """Return which multiples of a step lie within a share of the disc's radius."""
    reach, middle = share * disc.half[axis], disc.centre[axis]
    first, last = np.ceil((middle - reach) / step), np.floor((middle + reach) / step)
    return range(int(first), int(last) + 1)


def _across(disc: Disc, axis: int, value: float) -> Array:
    """Return the stroke (2, 3) across a disc where x, or y, has a value."""
    ends = np.stack([disc.centre - disc.half, disc.centre + disc.half])
    ends[:, axis] = value
    return disc.at(ends[:, 0], ends[:, 1])


def _cut(disc: Disc, strokes: list[Array]) -> Array:
    """Return the Bézier points of strokes (2, 3), as far as they are in the disc."""
    return strokes_within(disc, np.array(strokes).reshape(-1, 2, 3))
