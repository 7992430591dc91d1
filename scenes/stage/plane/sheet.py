"""A rubber sheet with lines and a figure drawn on it, which maps bend.

Every point p of the sheet goes on a straight way to where a map takes it, and from there to where
the next one does: at the share s of the first bending it stands at (1 − s) p + s f(p). The sheet
has two sides. Where the determinant of its slopes is negative it has been turned over, and shows
its back.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, Self

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike, NDArray

from mlcore import Mapping
from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.drawn import Disc, Drawn, Window, strokes_within
from scenes.stage.plane.plot import Plot, path_points

__all__ = ["Arrow", "Bending", "Lattice", "Legs", "Markings", "Patch", "Sheet"]

Array = NDArray[np.float64]

_SAMPLES = 72
"""Points along a line of the sheet: enough for it to look smooth, however it is bent."""
_APART = (0.16, 0.3)
"""Frame units between lines of a lattice: where they begin to come, and are there."""
_MOST = 60
"""So many lines are drawn on either side at most."""


class Bending:
    """Where a sheet's points are at any share of its bending.

    Parameters
    ----------
    maps
        One after another, each from the sheet as it lies flat: f, then g after f, ….
    share
        Says how far it has been bent: 0 is flat, 1 is all of the first map, 2 of the second.
    """

    def __init__(self, maps: Sequence[Mapping], share: Callable[[], float]) -> None:
        self.maps, self.share = tuple(maps), share

    def __call__(self, points: ArrayLike) -> Array:
        """Return where points (..., 2) of the sheet are now."""
        return self._between(np.asarray(points, dtype=float), lambda each, p: each(p), lambda p: p)

    def slopes(self, points: ArrayLike) -> Array:
        """Return the Jacobians (..., 2, 2) at points (..., 2), of the sheet as it is now."""
        flat = np.asarray(points, dtype=float)
        unit = np.broadcast_to(np.eye(2), (*flat.shape, 2))
        return self._between(flat, lambda each, p: each.jacobian(p), lambda _: unit)

    def _between(
        self,
        points: Array,
        of: Callable[[Mapping, Array], Array],
        flat: Callable[[Array], Array],
    ) -> Array:
        share = float(np.clip(self.share(), 0.0, len(self.maps)))
        stage = min(int(share), len(self.maps) - 1)
        rest = share - stage
        before = of(self.maps[stage - 1], points) if stage else flat(points)
        if rest == 0:
            return before
        return np.asarray((1 - rest) * before + rest * of(self.maps[stage], points))


class Sheet(Dialled):
    """A rectangle of the plane, in a plot, bent by maps.

    Dials: `bent` is the share of its bending.

    Parameters
    ----------
    plot
        Where it lies; the sheet follows it.
    maps
        As of a `Bending`.
    x_range, y_range
        The rectangle.
    step
        Between the lines drawn on it, which are multiples of this.
    figure
        Lines (k, 2) in coordinates of the sheet.
    """

    dials: ClassVar[tuple[str, ...]] = ("bent",)
    shared: ClassVar[tuple[str, ...]] = ("plot", "bending", "drawing")

    def __init__(
        self,
        plot: Plot,
        maps: Sequence[Mapping],
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        step: float,
        figure: Sequence[Array] = (),
    ) -> None:
        super().__init__()
        colours = theme()
        self.plot, self.x_range, self.y_range, self.step = plot, x_range, y_range, step
        self.bent, self._drawn = 0.0, ()
        self.bending = Bending(maps, lambda: self.bent)
        self.drawing = [np.asarray(each, dtype=float) for each in figure]
        fill = {"stroke_width": 0, "fill_opacity": 1.0}
        self.back = VMobject(fill_color=colours.faint, **fill)
        self.front = VMobject(fill_color=colours.heights[3], **fill)
        self.lines = VMobject(stroke_color=colours.relief.line, stroke_width=1.0)
        self.lines.set_stroke(opacity=0.45)
        self.rim = VMobject(stroke_color=colours.relief.rim, stroke_width=2.0)
        self.figure = VMobject(stroke_color=colours.data, stroke_width=4.0)
        self.add(self.back, self.front, self.lines, self.rim, self.figure)
        self.add_updater(lambda sheet: sheet.follow(), call_updater=True)

    def at(self, points: ArrayLike) -> Array:
        """Return the frame positions (..., 3) of points (..., 2) of the sheet."""
        now = self.bending(points)
        return self.plot.at(now[..., 0], now[..., 1])

    def follow(self) -> Self:
        """Draw everything as the sheet is bent, and as the plot stands."""
        state = (self.bent, *self.plot.x_range, *self.plot.y_range, *self.plot.area.points[2])
        if state == self._drawn:
            return self
        self._drawn = state
        (left, right), (low, high) = self.x_range, self.y_range
        x, y = (np.linspace(*each, _SAMPLES) for each in (self.x_range, self.y_range))
        across = [np.stack([x, np.full_like(x, c)], -1) for c in self._values(low, high)]
        up = [np.stack([np.full_like(y, c), y], -1) for c in self._values(left, right)]
        self.lines.points = path_points(self._placed([*across, *up]))
        edges = [np.stack([x, np.full_like(x, c)], -1) for c in (low, high)]
        sides = [np.stack([np.full_like(y, c), y], -1) for c in (left, right)]
        rim = np.concatenate([edges[0], sides[1][1:], edges[1][::-1][1:], sides[0][::-1][1:]])
        self.rim.points = path_points(self._placed([rim]))
        self.figure.points = path_points(self._placed(self.drawing))
        front, back = self._sides()
        self.front.points, self.back.points = path_points(front), path_points(back)
        return self

    def _values(self, low: float, high: float) -> Array:
        """Return where lines are drawn between two edges."""
        first, last = np.ceil(low / self.step + 1e-9), np.floor(high / self.step - 1e-9)
        return np.arange(first, last + 1) * self.step

    def _placed(self, lines: Sequence[Array]) -> list[Array]:
        return [self.at(line) for line in lines]

    def _sides(self) -> tuple[list[Array], list[Array]]:
        """Return the outlines of what shows its front, and of what shows its back.

        The sheet is cut into strips, and a strip where it is turned over: so there are no more
        outlines than there have to be.
        """
        x = np.linspace(*self.x_range, _SAMPLES + 1)
        y = np.linspace(*self.y_range, 25)
        corners = self.at(np.stack(np.meshgrid(x, y), axis=-1))
        middles = np.stack(np.meshgrid((x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2), axis=-1)
        turned = np.linalg.det(self.bending.slopes(middles)) < 0
        sides: tuple[list[Array], list[Array]] = ([], [])
        for row, over in enumerate(turned):
            cuts = np.concatenate([[0], 1 + np.flatnonzero(np.diff(over)), [len(over)]])
            for start, end in zip(cuts[:-1], cuts[1:], strict=True):
                lower, upper = corners[row, start : end + 1], corners[row + 1, start : end + 1]
                sides[int(over[start])].append(np.concatenate([lower, upper[::-1], lower[:1]]))
        return sides


class Lattice(Drawn):
    """One family of a sheet's lines through one of its points, as fine as there is room for.

    Their distances are the given steps, of which each is a multiple of the next: so a lens finds
    finer lines the closer it looks, and fewer where the sheet is crushed. What comes in is fainter
    until it is there.

    Parameters
    ----------
    sheet
        Beyond whose edges there are no lines.
    where
        Returns the point (2,) of the sheet that a line goes through, asked anew every time.
    axis
        Along which of x and y one goes from line to line.
    steps
        From coarse to fine.
    coming
        Whether it draws the lines that are just coming in, or those that are there.
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "where")

    def __init__(
        self,
        sheet: Sheet,
        where: Callable[[], ArrayLike],
        axis: int,
        steps: Sequence[float],
        coming: bool = False,
    ) -> None:
        super().__init__(sheet.bending, stroke_color=theme().relief.line, stroke_width=2.0)
        self.edges = np.array([sheet.x_range, sheet.y_range])
        self.where, self.axis, self.steps, self.coming = where, axis, tuple(steps), coming

    def draw(self, window: Window) -> None:
        """Draw what is seen of the lines."""
        centre = np.asarray(self.where(), dtype=float)
        slopes = self.source.slopes(centre)
        scale, half = _seen(window)
        along = max(float(np.linalg.norm(slopes[:, 1 - self.axis])), 1e-9)
        across = float(np.linalg.norm(slopes[:, self.axis]))
        apart = scale * abs(float(np.linalg.det(slopes))) / along  # of lines a unit from each other
        fine, share = _finest([step * apart for step in self.steps])
        step = self.steps[fine]
        every = round(self.steps[fine - 1] / step) if fine else 1
        most = min(1.3 * half * scale / max(step * apart, 1e-9), _MOST) * step
        low, high = np.clip(centre[self.axis] + [-most, most], *self.edges[self.axis])
        first, last = (float((end - centre[self.axis]) / step) for end in (low, high))
        lines = [
            self._line(centre, k * step, (1.5 * half + abs(k) * step * across) / along)
            for k in range(int(np.ceil(first - 1e-9)), int(np.floor(last + 1e-9)) + 1)
            if (fine > 0 and k % every != 0) == self.coming
        ]
        self.points = _lines_within(window, self.source, lines)
        self.set_stroke(opacity=0.75 * (share if self.coming else 1.0))

    def _line(self, centre: Array, away: float, reach: float) -> Array:
        """Return points (k, 2) of the sheet on one line, closest together about the middle."""
        line = np.tile(centre, (41, 1))
        line[:, self.axis] += away
        shares = np.linspace(-1, 1, 41) ** 3 if reach > 0.2 else np.linspace(-1, 1, 41)
        along = centre[1 - self.axis] + reach * shares
        line[:, 1 - self.axis] = np.clip(along, *self.edges[1 - self.axis])
        return line


def _finest(apart: Sequence[float]) -> tuple[int, float]:
    """Return which is the finest step that there is room for, and how far it has come."""
    fine = max(sum(each >= _APART[0] for each in apart) - 1, 0)
    return fine, float(np.clip((apart[fine] - _APART[0]) / (_APART[1] - _APART[0]), 0.0, 1.0))


def _lines_within(window: Window, bending: Bending, lines: Sequence[Array]) -> Array:
    """Return the Bézier points of lines (k, 2) of a sheet, as far as they are in a window."""
    if not lines:
        return np.zeros((0, 3))
    ends = np.concatenate([np.stack([line[:-1], line[1:]], axis=1) for line in lines])
    placed = bending(ends)
    start, end = np.moveaxis(window.at(placed[..., 0], placed[..., 1]), 1, 0)
    enters, leaves = window.cut(start, end)
    seen = leaves > enters
    way = (end - start)[seen]
    first = start[seen] + enters[seen, None] * way
    last = start[seen] + leaves[seen, None] * way
    third = (last - first) / 3
    return np.stack([first, first + third, last - third, last], axis=1).reshape(-1, 3)


def _seen(window: Window) -> tuple[float, float]:
    """Return frame units per unit of the data, and how many of these a window reaches."""
    if isinstance(window, Disc):
        return float(window.scale[0]), float(window.half[0])
    low, high = window.x_range
    ends = window.at([low, high], 0.0)
    return float(np.linalg.norm(ends[1] - ends[0]) / (high - low)), (high - low) / 2


class Markings(Drawn):
    """What is drawn on a sheet.

    Parameters
    ----------
    bending
        Of the sheet.
    lines
        (k, 2) each, in coordinates of the sheet.
    colour, width
        Of the strokes.
    where, within
        A callable that returns a point (2,) of the sheet, and how far from it the drawing is
        looked at: a lens over one place of a sheet does not show what else lies there.
    """

    shared: ClassVar[tuple[str, ...]] = ("source", "drawing", "where")

    def __init__(
        self,
        bending: Bending,
        lines: Sequence[Array],
        colour: str,
        width: float = 4.0,
        where: Callable[[], ArrayLike] | None = None,
        within: float = np.inf,
    ) -> None:
        super().__init__(bending, stroke_color=colour, stroke_width=width)
        self.drawing = [np.asarray(each, dtype=float) for each in lines]
        self.where, self.within = where, within

    def draw(self, window: Window) -> None:
        """Draw what is seen of it."""
        lines = self.drawing
        if self.where is not None:
            centre = np.asarray(self.where(), dtype=float)
            pairs = np.concatenate([np.stack([line[:-1], line[1:]], axis=1) for line in lines])
            near = np.abs(pairs - centre).max(axis=(1, 2)) < self.within
            lines = list(pairs[near])
        self.points = _lines_within(window, self.source, lines)


def _within_disc(outline: Array, disc: Disc) -> Array:
    """Return the part of a closed outline (k, 3) that is in a disc.

    Source: I. Sutherland, G. Hodgman, Communications of the ACM 17, 1974.
    """
    if (np.linalg.norm(outline - disc.place, axis=1) <= disc.radius).all():
        return outline
    for angle in np.linspace(0.0, 2 * np.pi, 72, endpoint=False):
        outside = np.array([np.cos(angle), np.sin(angle), 0.0])
        away = (outline - disc.place) @ outside - disc.radius * np.cos(np.pi / 72)
        kept: list[Array] = []
        for k, (point, far) in enumerate(zip(outline, away, strict=True)):
            before, was = outline[k - 1], away[k - 1]
            if (far > 0) != (was > 0):
                kept.append(before + (point - before) * was / (was - far))
            if far <= 0:
                kept.append(point)
        if not kept:
            return np.zeros((0, 3))
        outline = np.array(kept)
    return outline


class Patch(Drawn, Dialled):
    """A small square of a sheet, as it lies now.

    Its dial `shown` is how much of it is seen; `right` and `up` are by how many of its sides it has
    been moved on the sheet.

    Parameters
    ----------
    bending
        Of the sheet.
    where
        Returns the corner (2,) at which it begins, asked anew every time.
    side
        Of the square, in units of the sheet.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown", "right", "up")
    shared: ClassVar[tuple[str, ...]] = ("source", "where")

    def __init__(self, bending: Bending, where: Callable[[], ArrayLike], side: float) -> None:
        super().__init__(bending, stroke_width=3, stroke_color=theme().ink, fill_color=theme().ink)
        self.where, self.side = where, side
        self.shown = self.right = self.up = 0.0

    @property
    def outline(self) -> Array:
        """(k, 2) where its outline is now, in data."""
        along = np.linspace(0.0, 1.0, 9)[:-1]
        zero, one = np.zeros_like(along), np.ones_like(along)
        ways = ((along, zero), (one, along), (1 - along, one), (zero, 1 - along))
        square = np.concatenate([np.stack(way, axis=-1) for way in ways])
        corner = np.asarray(self.where(), dtype=float)
        return np.asarray(self.source(corner + self.side * (square + [self.right, self.up])))

    @property
    def area(self) -> float:
        """The area of what is drawn over that of the square: by its outline, without a sign."""
        x, y = (self.outline - self.outline.mean(axis=0)).T
        twice = float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
        return abs(twice) / 2 / self.side**2

    def draw(self, window: Window) -> None:
        """Draw what is seen of it."""
        outline = self.outline
        placed = window.at(outline[:, 0], outline[:, 1])
        if isinstance(window, Disc):
            placed = _within_disc(placed, window)
        self.points = path_points([np.concatenate([placed, placed[:1]])] if len(placed) else [])
        self.set_fill(opacity=0.3 * self.shown)
        self.set_stroke(opacity=self.shown)


class Arrow(Drawn, Dialled):
    """A small step on a sheet, as it points now: a column of the sheet's slopes.

    Its dial `grown` is how much of its length is drawn.

    Parameters
    ----------
    bending
        Of the sheet.
    where
        Returns the point (2,) of the sheet where it begins, asked anew every time.
    axis
        Whether the step is along x or along y.
    size
        Of the step, in units of the sheet.
    colour, width
        Of the arrow.
    """

    dials: ClassVar[tuple[str, ...]] = ("grown",)
    shared: ClassVar[tuple[str, ...]] = ("source", "where")

    def __init__(
        self,
        bending: Bending,
        where: Callable[[], ArrayLike],
        axis: int,
        size: float,
        colour: str,
        width: float = 7.0,
    ) -> None:
        super().__init__(bending, stroke_color=colour, stroke_width=width)
        self.where, self.axis, self.size, self.grown = where, axis, size, 0.0

    def step(self) -> tuple[Array, Array]:
        """Return where it begins (2,), and by how much it goes right and up (2,), in data."""
        start = np.asarray(self.where(), dtype=float)
        column = self.source.slopes(start)[:, self.axis]
        return np.asarray(self.source(start)), self.size * column

    def draw(self, window: Window) -> None:
        """Draw shaft and head."""
        here, step = self.step()
        tail, tip = (window.at(*each) for each in (here, here + self.grown * step))
        way = tip - tail
        length = float(np.linalg.norm(way))
        if length < 1e-6:
            self.points = np.zeros((0, 3))
            return
        head = min(0.26, 0.5 * length)
        back, aside = -head * way / length, 0.5 * head * np.array([-way[1], way[0], 0.0]) / length
        strokes = [np.stack([tail, tip]), np.stack([tip + back + aside, tip, tip + back - aside])]
        self.points = np.concatenate([strokes_within(window, stroke) for stroke in strokes])




class Legs(Drawn, Dialled):
    """How far to the right and how far up an arrow goes, with a stroke at every unit.

    Its dial `shown` is how much of it is seen.

    Parameters
    ----------
    arrow
        Of which a unit is the size of its step.
    width
        Of the strokes.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown",)
    shared: ClassVar[tuple[str, ...]] = ("source",)

    def __init__(self, arrow: Arrow, width: float = 3.5) -> None:
        super().__init__(arrow.step, stroke_color=arrow.get_stroke_color(), stroke_width=width)
        self.size, self.shown = arrow.size, 0.0

    def draw(self, window: Window) -> None:
        """Draw both legs, and their strokes."""
        start, step = self.source()
        corner = start + step * [1.0, 0.0]
        strokes = [np.stack([start, corner]), np.stack([corner, start + step])]
        tick = 0.12 / _seen(window)[0]
        for axis in (0, 1):
            foot = (start, corner)[axis]
            for k in range(1, int(abs(step[axis]) / self.size + 1e-9) + 1):
                place = foot.copy()
                place[axis] += np.sign(step[axis]) * k * self.size
                ends = np.stack([place, place])
                ends[:, 1 - axis] += [-tick, tick]
                strokes.append(ends)
        placed = [window.at(stroke[:, 0], stroke[:, 1]) for stroke in strokes]
        self.points = np.concatenate([strokes_within(window, each) for each in placed])
        self.set_stroke(opacity=self.shown)
