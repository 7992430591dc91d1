"""What is on a bent sheet, in any window: its lines, its figure, a small square, two steps."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import room
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.arrows import arrow_strokes
from scenes.stage.plane.bending import Bending
from scenes.stage.plane.drawn import Drawn, Window, pieces, strokes_within
from scenes.stage.plane.plot import path_points
from scenes.stage.plane.sheet import Sheet

__all__ = ["Arrow", "Lattice", "Legs", "Markings", "Patch", "Tiles", "Way"]

Array = NDArray[np.float64]

_APART = (0.16, 0.3)
"""Frame units between lines of a lattice: where they begin to come, and are there."""
_MOST = 60
"""So many lines are drawn on either side at most."""
_FAR = 30.0
"""As far away on the sheet, in reaches of the window, its lines are drawn."""


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

    shared: ClassVar[tuple[str, ...]] = ("source", "bending", "where")

    def __init__(
        self,
        sheet: Sheet,
        where: Callable[[], ArrayLike],
        axis: int,
        steps: Sequence[float],
        coming: bool = False,
    ) -> None:
        super().__init__(sheet.bending, stroke_color=theme().relief.line, stroke_width=2.0)
        self.bending = sheet.bending
        self.edges = np.array([sheet.x_range, sheet.y_range])
        self.where, self.axis, self.steps, self.coming = where, axis, tuple(steps), coming

    def draw(self, window: Window) -> None:
        """Draw what is seen of the lines."""
        centre = np.asarray(self.where(), dtype=float)
        slopes = self.bending.slopes(centre)
        (left, right), scale = window.x_range, float(window.scale[0])
        half = (right - left) / 2
        along = max(float(np.linalg.norm(slopes[:, 1 - self.axis])), 1e-9)
        across = float(np.linalg.norm(slopes[:, self.axis]))
        apart = scale * abs(float(np.linalg.det(slopes))) / along  # of lines a unit from each other
        fine, share = _finest([step * apart for step in self.steps])
        step = self.steps[fine]
        every = round(self.steps[fine - 1] / step) if fine else 1
        most = min(1.3 * half * scale / max(step * apart, 1e-9), _MOST) * step
        most = min(most, _FAR * half)  # of a crushed sheet, what is far away would be seen, too
        low, high = np.clip(centre[self.axis] + [-most, most], *self.edges[self.axis])
        first, last = (float((end - centre[self.axis]) / step) for end in (low, high))
        lines = [
            self._line(centre, k * step, (1.5 * half + abs(k) * step * across) / along)
            for k in range(int(np.ceil(first - 1e-9)), int(np.floor(last + 1e-9)) + 1)
            if (fine > 0 and k % every != 0) == self.coming
        ]
        strokes = pieces(lines) if lines else np.zeros((0, 2, 2))
        self.points = _bent_within(window, self.bending, strokes)
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
    return fine, room(apart[fine], _APART)


def _bent_within(window: Window, bending: Bending, strokes: Array) -> Array:
    """Return the Bézier points of strokes (m, 2, 2) of a sheet, as far as they are in a window."""
    placed = bending(strokes)
    return strokes_within(window, window.at(placed[..., 0], placed[..., 1]))


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

    shared: ClassVar[tuple[str, ...]] = ("source", "bending", "drawing", "where")

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
        self.bending = bending
        self.drawing = [np.asarray(each, dtype=float) for each in lines]
        self.where, self.within = where, within

    def draw(self, window: Window) -> None:
        """Draw what is seen of it."""
        strokes = pieces(self.drawing)
        if self.where is not None:
            centre = np.asarray(self.where(), dtype=float)
            strokes = strokes[np.abs(strokes - centre).max(axis=(1, 2)) < self.within]
        self.points = _bent_within(window, self.bending, strokes)


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
    shared: ClassVar[tuple[str, ...]] = ("source", "bending", "where")

    def __init__(self, bending: Bending, where: Callable[[], ArrayLike], side: float) -> None:
        super().__init__(bending, stroke_width=3, stroke_color=theme().ink, fill_color=theme().ink)
        self.bending, self.where, self.side = bending, where, side
        self.shown = self.right = self.up = 0.0

    @property
    def outline(self) -> Array:
        """(k, 2) where its outline is now, in data."""
        along = np.linspace(0.0, 1.0, 9)[:-1]
        zero, one = np.zeros_like(along), np.ones_like(along)
        ways = ((along, zero), (one, along), (1 - along, one), (zero, 1 - along))
        square = np.concatenate([np.stack(way, axis=-1) for way in ways])
        corner = np.asarray(self.where(), dtype=float)
        return np.asarray(
            self.bending(corner + self.side * (square + np.array([self.right, self.up])))
        )

    @property
    def area(self) -> float:
        """The area of what is drawn over that of the square: by its outline, without a sign."""
        x, y = (self.outline - self.outline.mean(axis=0)).T
        twice = float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
        return abs(twice) / 2 / self.side**2

    def draw(self, window: Window) -> None:
        """Draw what is seen of it."""
        outline = self.outline
        placed = window.part(window.at(outline[:, 0], outline[:, 1]))
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
    colour
        Of the arrow.
    """

    dials: ClassVar[tuple[str, ...]] = ("grown",)
    shared: ClassVar[tuple[str, ...]] = ("source", "bending", "where")

    def __init__(
        self,
        bending: Bending,
        where: Callable[[], ArrayLike],
        axis: int,
        size: float,
        colour: str,
    ) -> None:
        super().__init__(bending, stroke_color=colour, stroke_width=7.0)
        self.bending = bending
        self.where, self.axis, self.size, self.grown = where, axis, size, 0.0

    def step(self) -> tuple[Array, Array]:
        """Return where it begins (2,), and by how much it goes right and up (2,), in data."""
        start = np.asarray(self.where(), dtype=float)
        column = self.bending.slopes(start)[:, self.axis]
        return np.asarray(self.bending(start)), self.size * column

    def draw(self, window: Window) -> None:
        """Draw shaft and head."""
        here, step = self.step()
        tail, tip = (window.at(*each) for each in (here, here + self.grown * step))
        length = float(np.linalg.norm(tip - tail))
        if length < 1e-6:
            self.points = np.zeros((0, 3))
            return
        head = min(0.26, 0.5 * length)
        self.points = strokes_within(window, pieces(arrow_strokes(tail, tip, head, 0.5 * head)))


class Legs(Drawn, Dialled):
    """How far to the right and how far up an arrow goes, with a stroke at every unit.

    Its dial `shown` is how much of it is seen.

    Parameters
    ----------
    arrow
        Of which a unit is the size of its step.
    """

    dials: ClassVar[tuple[str, ...]] = ("shown",)
    shared: ClassVar[tuple[str, ...]] = ("source", "arrow")

    def __init__(self, arrow: Arrow) -> None:
        super().__init__(arrow.step, stroke_color=arrow.get_stroke_color(), stroke_width=3.5)
        self.arrow, self.size, self.shown = arrow, arrow.size, 0.0

    def draw(self, window: Window) -> None:
        """Draw both legs, and their strokes."""
        start, step = self.arrow.step()
        corner = start + step * [1.0, 0.0]
        strokes = [np.stack([start, corner]), np.stack([corner, start + step])]
        tick = 0.12 / float(window.scale[0])
        for axis in (0, 1):
            foot = (start, corner)[axis]
            for k in range(1, int(abs(step[axis]) / self.size + 1e-9) + 1):
                place = foot.copy()
                place[axis] += np.sign(step[axis]) * k * self.size
                ends = np.stack([place, place])
                ends[:, 1 - axis] += [-tick, tick]
                strokes.append(ends)
        placed = [window.at(stroke[:, 0], stroke[:, 1]) for stroke in strokes]
        self.points = strokes_within(window, np.array(placed))
        self.set_stroke(opacity=self.shown)


class Way(Drawn, Dialled):
    """The way of a step on a sheet as it lies now, or as its slopes alone have it: straight.

    Its dial `grown` is how much of the way is drawn.

    Parameters
    ----------
    bending
        Of the sheet.
    where, step
        Return the point (2,) of the sheet where it begins, and the step (2,), asked anew.
    colour
        Of the stroke.
    straight
        Whether it is as the slopes have it.
    """

    dials: ClassVar[tuple[str, ...]] = ("grown",)
    shared: ClassVar[tuple[str, ...]] = ("source", "bending", "where", "step")

    def __init__(
        self,
        bending: Bending,
        where: Callable[[], ArrayLike],
        step: Callable[[], ArrayLike],
        colour: str,
        straight: bool = False,
    ) -> None:
        super().__init__(bending, stroke_color=colour, stroke_width=5.0)
        self.bending, self.where, self.step = bending, where, step
        self.straight, self.grown = straight, 0.0

    @property
    def places(self) -> Array:
        """(k, 2) points along it, in data."""
        start = np.asarray(self.where(), dtype=float)
        steps = np.linspace(0.0, self.grown, 33)[:, None] * np.asarray(self.step(), dtype=float)
        if not self.straight:
            return self.bending(start + steps)
        return np.asarray(self.bending(start) + steps @ self.bending.slopes(start).T)

    def draw(self, window: Window) -> None:
        """Draw what is seen of it."""
        places = self.places
        self.points = strokes_within(window, pieces([window.at(places[:, 0], places[:, 1])]))


class Tiles(Drawn, Dialled):
    """Small squares at many places of a sheet, as the slopes there have them: parallelograms.

    Its dial `grown` is how much of their sides there is.

    Parameters
    ----------
    bending
        Of the sheet.
    places
        (k, 2) of their corners, in coordinates of the sheet.
    side
        Of the squares, in units of the sheet.
    axis
        Which of their sides, along x or along y, is drawn, as an arrow; all of them without it,
        and filled.
    colour
        Of what is drawn.
    """

    dials: ClassVar[tuple[str, ...]] = ("grown",)
    shared: ClassVar[tuple[str, ...]] = ("source", "bending")

    def __init__(
        self,
        bending: Bending,
        places: ArrayLike,
        side: float,
        colour: str,
        axis: int | None = None,
    ) -> None:
        filled = {"fill_color": colour, "fill_opacity": 0.3, "stroke_width": 0.0}
        super().__init__(bending, stroke_color=colour, **({} if axis is not None else filled))
        self.bending, self.side, self.axis, self.grown = bending, side, axis, 0.0
        self.corners = np.asarray(places, dtype=float)

    def draw(self, window: Window) -> None:
        """Draw what is seen of them."""
        start = self.bending(self.corners)
        columns = self.grown * self.side * np.moveaxis(self.bending.slopes(self.corners), -1, 0)
        if self.axis is None:
            one, other = columns
            ways = (start, start + one, start + one + other, start + other, start)
            placed = np.stack([window.at(*way.T) for way in ways], axis=1)
            inside = [window.part(outline[:-1]) for outline in placed]
            closed = [np.concatenate([each, each[:1]]) for each in inside if len(each)]
            self.points = path_points(closed)
            return
        tips = window.at(*(start + columns[self.axis]).T)
        strokes = []
        for tail, tip in zip(window.at(*start.T), tips, strict=True):
            length = float(np.linalg.norm(tip - tail))
            if length > 1e-6:
                head = min(0.13, 0.4 * length)
                strokes += arrow_strokes(tail, tip, head, 0.5 * head)
        self.points = strokes_within(window, pieces(strokes)) if strokes else np.zeros((0, 3))
