"""Where the solids of one viewport are painted: a window of the frame's pixels, with depths."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import cairo
import numpy as np
from manim.utils.color import ManimColor
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.manim.mobjects import NOTHING, Frame
from scenes.stage.space.light import LAMP, lit
from scenes.stage.space.raster import fill_mesh, paint_ball
from scenes.stage.space.sight import sight_of
from scenes.stage.space.view import View

__all__ = ["Canvas", "Mesh", "MeshStyle", "Pen", "to_rgb"]

Array = NDArray[np.float64]

_HALOS = ((3.6, 0.4), (2.1, 0.6))
"""Of a line's glow: widths, in widths of the line, and opacities, in shares of its own."""


@lru_cache(maxsize=256)
def to_rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue in [0, 1] of a hexadecimal colour."""
    red, green, blue = ManimColor(colour).to_rgb()
    return float(red), float(green), float(blue)


@dataclass(frozen=True)
class Pen:
    """How a line is drawn.

    Attributes
    ----------
    colour
        Hexadecimal.
    width
        In Manim's stroke units, hundredths of a frame unit.
    opacity
        Where the line is in sight.
    hidden
        Where something stands before it.
    lift
        How far behind a surface, in units of the panel's space, a point still counts as in sight.
    dash
        Length of dashes and gaps in frame units, 0 for an unbroken line.
    glow
        Opacity of a halo about what is in sight of the line.
    """

    colour: str
    width: float = 2.0
    opacity: float = 1.0
    hidden: float = 0.0
    lift: float = 0.03
    dash: float = 0.0
    glow: float = 0.0


@dataclass(frozen=True)
class Mesh:
    """Corners (n, m) of a grid in the panel's space.

    Attributes
    ----------
    points
        (n, m, 3).
    colours
        (n, m, 3) red, green and blue in [0, 1].
    lines
        (n, m, 3) an iso-line coordinate and two grid coordinates; lines run where they are whole.
    normals
        (n, m, 3) of length 1, or None if the mesh is unshaded and cannot hide itself.
    """

    points: Array
    colours: Array
    lines: Array
    normals: Array | None = None


@dataclass(frozen=True)
class MeshStyle:
    """How a mesh is filled.

    Attributes
    ----------
    line
        The colour of iso-lines and grid lines, hexadecimal.
    face, iso, grid
        Opacities of faces, iso-lines and grid lines.
    iso_width, grid_width
        In Manim's stroke units.
    """

    line: str
    face: float = 1.0
    iso: float = 0.0
    grid: float = 0.0
    iso_width: float = 1.6
    grid_width: float = 1.0


@dataclass
class Canvas:
    """One frame, as one viewport's view of it.

    Attributes
    ----------
    frame
        Pixels, depths and a cairo context.
    view
        From the panel's space to the frame.
    opacity
        The viewport's.
    touched
        Where depths were written.
    """

    frame: Frame
    view: View
    opacity: float
    touched: list[tuple[slice, slice]] = field(default_factory=list)

    def to_pixels(self, points: Array) -> Array:
        """Project points (..., 3) of the panel's space to pixel x, pixel y and depth."""
        seen = self.view.project(points)
        seen[..., 0] = self.frame.origin[0] + seen[..., 0] * self.frame.scale
        seen[..., 1] = self.frame.origin[1] - seen[..., 1] * self.frame.scale
        return seen

    def fill(self, mesh: Mesh, style: MeshStyle, opacity: float) -> Array:
        """Fill a mesh, and return its points as pixels; ``opacity`` is the solid's own."""
        corners = np.empty((*mesh.points.shape[:2], 9))
        corners[..., :3] = seen = self.to_pixels(mesh.points)
        corners[..., 6:] = mesh.lines
        if mesh.normals is None:
            corners[..., 3:6] = mesh.colours
        else:
            lit(mesh.colours, mesh.normals, self.view, theme().relief, corners[..., 3:6])
        half = self.frame.scale * 0.01 / 2
        look = np.array(
            [
                *to_rgb(style.line),
                style.face,
                *(style.iso, style.iso_width * half),
                *(style.grid, style.grid_width * half),
            ]
        )
        total = opacity * self.opacity
        columns, rows = (
            slice(max(0, int(each.min()) - 1), max(0, int(each.max()) + 2))
            for each in (seen[..., 0], seen[..., 1])
        )
        self.touched.append((rows, columns))
        if mesh.normals is not None and (total < 1.0 or style.face < 1.0):
            fill_mesh(self.frame.pixels, self.frame.depth, corners, look, 0.0)
        fill_mesh(self.frame.pixels, self.frame.depth, corners, look, total)
        return seen

    def ball(
        self, centre: Array, radius: float, rotation: Array, stripes: Array, opacity: float
    ) -> None:
        """Paint a striped ball at ``centre`` (3,), turned by ``rotation`` (3, 3)."""
        x, y, depth = self.to_pixels(centre)
        size = radius * self.view.scale_at(depth) * self.frame.scale
        to_body = rotation.T @ self.view.axes.T
        ball = np.array([x, y, depth, size, radius])
        total = opacity * self.opacity
        paint_ball(self.frame.pixels, self.frame.depth, ball, to_body, LAMP, stripes, total)

    def line(self, points: Array, pen: Pen, opacity: float, widths: Array | None = None) -> None:
        """Draw a line through points (k, 3), each part as it is in sight or hidden.

        ``widths`` (k,) are shares of the pen's; they had best be few, and change in small steps.
        """
        if len(points) < 2 or opacity * self.opacity <= 0 or pen.width <= 0:
            return
        frame, visible, bends = sight_of(points, self.view, self.frame, pen.lift)
        context = self.frame.context
        context.set_line_cap(cairo.LINE_CAP_ROUND if pen.dash == 0 else cairo.LINE_CAP_BUTT)
        context.set_line_join(cairo.LINE_JOIN_ROUND)
        context.set_dash([pen.dash, pen.dash] if pen.dash else [])
        red, green, blue = to_rgb(pen.colour)

        def stroke(start: int, end: int, width: float, strength: float, skip: int = 1) -> None:
            if strength <= 0 or end <= start:
                return
            context.set_line_width(width * 0.01)
            # the frame keeps RGBA in BGRA
            context.set_source_rgba(blue, green, red, strength * opacity * self.opacity)
            context.new_path()
            low, high = np.searchsorted(bends, [start + 1, end])
            first, *rest = frame[[start, *bends[low:high:skip], end]].tolist()
            context.move_to(*first)
            for place in rest:
                context.line_to(*place)
            context.stroke()

        changes = np.flatnonzero(np.diff(visible)) + 1
        # a soft edge needs no bend of its own every few pixels
        for width, share in _HALOS if pen.glow else ():
            for start, end in _runs(changes, len(frame)):
                stroke(start, end, width * pen.width, share * pen.glow * visible[start], skip=6)
        if widths is not None:
            changes = np.union1d(changes, bends[1:][np.flatnonzero(np.diff(widths))])
        for start, end in _runs(changes, len(frame)):
            share = (
                1.0 if widths is None else widths[np.searchsorted(bends, start, side="right") - 1]
            )
            stroke(start, end, share * pen.width, pen.opacity if visible[start] else pen.hidden)
        context.set_dash([])

    def shadow(self, centre: Array, along: Array, across: Array, strength: float) -> None:
        """Shade an ellipse about ``centre`` (3,), softly; ``along`` and ``across`` are its axes."""
        ends = self.to_pixels(np.array([centre, centre + along, centre + across]))
        if not self.in_sight(ends[:1], 0.1)[0]:
            return
        (x, y), (ax, ay), (bx, by) = (
            (ends[:, :2] - self.frame.origin) / self.frame.scale * [1.0, -1.0]
        ).tolist()
        red, green, blue = to_rgb(theme().relief.shadow)
        fade = cairo.RadialGradient(0, 0, 0, 0, 0, 1)
        for place, share in ((0.0, 1.0), (0.45, 0.8), (0.75, 0.3), (1.0, 0.0)):
            fade.add_color_stop_rgba(place, blue, green, red, share * strength * self.opacity)
        context = self.frame.context
        context.save()
        context.transform(cairo.Matrix(ax - x, ay - y, bx - x, by - y, x, y))
        context.set_source(fade)
        context.new_path()
        context.arc(0, 0, 1, 0, 2 * np.pi)
        context.fill()
        context.restore()

    def segments(self, ends: Array, pen: Pen, opacity: float) -> None:
        """Draw short strokes (k, 2, 3) at once, each as its middle is in sight or hidden."""
        seen = self.to_pixels(ends)
        visible = self.in_sight(seen.mean(axis=1), pen.lift)
        frame = (seen[..., :2] - self.frame.origin) / self.frame.scale * [1.0, -1.0]
        context = self.frame.context
        context.set_line_width(pen.width * 0.01)
        context.set_line_cap(cairo.LINE_CAP_ROUND)
        red, green, blue = to_rgb(pen.colour)
        for group, strength in ((visible, pen.opacity), (~visible, pen.hidden)):
            context.new_path()
            for (x, y), end in frame[group].tolist():
                context.move_to(x, y)
                context.line_to(*end)
            context.set_source_rgba(blue, green, red, strength * opacity * self.opacity)
            context.stroke()

    def dots(self, points: Array, radius: float, colour: str, opacity: float) -> None:
        """Fill dots of ``radius`` frame units at points (k, 3), ringed; faint where hidden."""
        seen = self.to_pixels(points)
        visible = self.in_sight(seen, 0.1).tolist()
        red, green, blue = to_rgb(colour)
        context = self.frame.context
        context.set_line_width(0.02)
        places = (seen[:, :2] - self.frame.origin) / self.frame.scale * [1.0, -1.0]
        for (x, y), in_sight in zip(places.tolist(), visible, strict=True):
            strength = (1.0 if in_sight else 0.3) * opacity * self.opacity
            context.new_path()
            context.arc(x, y, radius, 0.0, 2 * np.pi)
            context.set_source_rgba(blue, green, red, strength)
            context.fill_preserve()
            context.set_source_rgba(1.0, 1.0, 1.0, 0.85 * strength)
            context.stroke()

    def in_sight(self, seen: Array, lift: float) -> NDArray[np.bool_]:
        """Tell which projected points (k, 3) have nothing before them."""
        height, width = self.frame.depth.shape
        column = np.clip(seen[:, 0].astype(int), 0, width - 1)
        row = np.clip(seen[:, 1].astype(int), 0, height - 1)
        return np.asarray(seen[:, 2] + lift >= self.frame.depth[row, column])

    def close(self) -> None:
        """Leave the depths empty again, for the next viewport or frame."""
        if self.touched:  # what is filled in one panel lies in one place: empty that at once
            top, left = (min(place[k].start for place in self.touched) for k in (0, 1))
            bottom, right = (max(place[k].stop for place in self.touched) for k in (0, 1))
            self.frame.depth[top:bottom, left:right] = NOTHING


def _runs(changes: NDArray[np.intp], size: int) -> list[tuple[int, int]]:
    """First and last index of each run of a line of ``size`` points, where it changes."""
    ends = [0, *changes.tolist(), size - 1]
    return list(pairwise(ends))
