"""A lens on the ground under a walker's feet: it is drawn anew in a disc, ever closer."""

from typing import Any, ClassVar

import cairo
import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, VGroup
from numpy.typing import ArrayLike, NDArray

from mlcore import off_plane, towards
from scenes.stage.landscape.terrain import Terrain
from scenes.stage.look.layout import Slot
from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.plane.tangents import tangents
from scenes.stage.space.canvas import Canvas, Pen, to_rgb
from scenes.stage.space.viewport import Solid

__all__ = ["TerrainLens"]

Array = NDArray[np.float64]

_LEAST = 0.05
"""Panel units: a smaller ring is drawn as large as this, so that it can be found."""


class TerrainLens(Terrain):
    """A disc in which the ground of another panel is seen closer.

    Its dial `open` is 0 where the disc lies on the walker and 1 where it stands in its place;
    `closer` says by how many powers of ten it looks closer than the panel does.

    Parameters
    ----------
    terrain
        The panel whose ground it magnifies; it is seen from the same side.
    place, radius
        Of the disc in the frame: its middle (2,), and how large it is.
    """

    dials: ClassVar[tuple[str, ...]] = (*Terrain.dials, "open")
    shared: ClassVar[tuple[str, ...]] = (*Terrain.shared, "main")

    def __init__(self, terrain: Terrain, place: ArrayLike, radius: float) -> None:
        self.main, self.radius = terrain, radius
        self.middle = np.append(np.asarray(place, dtype=float), 0.0)
        square = Slot(-radius, radius, -radius, radius)
        super().__init__(
            terrain.function,
            terrain.at,
            terrain.region,
            slot=square,
            flatter=terrain.flatter,
            drifts=False,
        )
        self.open, self.fog, self.lines, self.told = 0.0, 0.0, 0.8, 0.0
        self.sight = 1.0
        self.disc, self.rim, self.ring = _Disc(self), _Rim(self), _Ring(self)
        self.remove(self.ground, self.numbers)
        self.plane = _TangentPlane(self)
        self.add(self.disc, self.ground, self.plane, self.rim, self.numbers)
        self.add_updater(lambda lens: lens.follow(), call_updater=True)

    @property
    def magnification(self) -> float:
        """How many times as large as in the panel the ground under the walker is seen."""
        return self.view.scale * self.size / (self.main.view.scale * self.main.size)

    @property
    def bend(self) -> float:
        """By how many percent of its own rise the ground in sight is off its tangent plane."""
        return 100 * off_plane(self.function.loss, self.at, self.slope, self.reach)

    def follow(self) -> None:
        """Take the place and the size that the dials say."""
        self.phi, self.theta, self.sway = self.main.phi, self.main.theta, self.main.sway
        start = self.main.project(np.zeros(3))
        middle = start + self.open * (self.middle - start)
        size = max(self.open, 1e-3) * self.radius
        self.points = Circle(radius=size).points + middle
        self.stand_x, self.stand_y = float(middle[0]), float(middle[1])

    def told_numbers(self) -> VGroup:
        """Return the magnification and what is left of the bend, as live numbers."""
        size = 1.3 * theme().type.title
        number = LiveNumber(1, "000", size=size, face="text", align="left")
        number.follow(lambda: self.magnification, of="magnification", at=self)
        off = LiveNumber(0, "00.0", size=size, face="text", align="left")
        off.follow(lambda: self.bend, of="bend", at=self)
        rows = VGroup()
        names = ("magnified, times", "off the plane, % of its rise")
        for name, value in zip(names, (number, off), strict=True):
            head = words(name, theme().type.body, theme().muted)
            value.next_to(head, DOWN, buff=0.15).align_to(head, LEFT)
            rows.add(VGroup(head, value))
        return rows.arrange(RIGHT, buff=0.6, aligned_edge=UP)


class _OfLens(Solid):
    """A part of a lens."""

    shared = ("lens",)

    def __init__(self, lens: TerrainLens) -> None:
        super().__init__()
        self.lens = lens


class _Disc(_OfLens):
    """The lens's own ground, and the two lines that join it to the ring."""

    @property
    def opaque(self) -> bool:
        """What is behind the lens is not seen in it."""
        return True

    def paint(self, canvas: Canvas) -> None:
        """Fill the disc, after the joining lines."""
        lens = self.lens
        centre, radius = lens.centre, float(np.ptp(lens.points[:, 0])) / 2
        context, opacity = canvas.frame.context, self.opacity * canvas.opacity
        ring = lens.main.project(np.zeros(3))
        small = max(lens.reach * lens.main.size, _LEAST) * lens.main.view.scale
        for start, end in tangents(ring[:2], small, centre[:2], radius):
            _stroke(context, [start, end], theme().muted, 0.02, 0.8 * opacity)
        red, green, blue = to_rgb(theme().panel)
        context.new_path()
        context.arc(centre[0], centre[1], radius, 0, 2 * np.pi)
        context.set_source_rgba(blue, green, red, opacity)
        context.fill()


class _TangentPlane(_OfLens):
    """The plane that touches the ground under the walker, as lines on it and its edge."""

    def paint(self, canvas: Canvas) -> None:
        """Draw its edge, and lines along x and along y."""
        lens, sight = self.lens, self.lens.sight
        edge = sight * towards(np.linspace(0, 2 * np.pi, 97))
        pen = Pen(theme().prediction, 3.0, opacity=0.95, hidden=0.45, lift=0.02)
        canvas.line(lens.on_plane(edge), pen, self.opacity * lens.open)
        thin = Pen(theme().prediction, 1.6, opacity=0.8, hidden=0.3, lift=0.02)
        for at in sight * np.linspace(-0.75, 0.75, 5):
            half = float(np.sqrt(sight**2 - at**2))
            line = np.stack([np.full(25, at), np.linspace(-half, half, 25)], axis=-1)
            for ends in (line, line[:, ::-1]):
                canvas.line(lens.on_plane(ends), thin, self.opacity * lens.open)


class _Rim(_OfLens):
    """The edge of the lens."""

    def paint(self, canvas: Canvas) -> None:
        """Stroke the rim."""
        lens = self.lens
        radius = float(np.ptp(lens.points[:, 0])) / 2
        red, green, blue = to_rgb(theme().ink)
        context = canvas.frame.context
        context.new_path()
        context.arc(lens.centre[0], lens.centre[1], radius, 0, 2 * np.pi)
        context.set_line_width(0.04)
        context.set_source_rgba(blue, green, red, self.opacity * canvas.opacity)
        context.stroke()


class _Ring(_OfLens):
    """The ring on the panel's own ground about what the lens shows."""

    def paint(self, canvas: Canvas) -> None:
        """Draw it on the ground."""
        lens, main = self.lens, self.lens.main
        radius = max(lens.reach, _LEAST / main.size)
        around = radius * towards(np.linspace(0, 2 * np.pi, 73))
        pen = Pen(theme().ink, 2.6, lift=0.3)
        canvas.line(main.place(main.at + around), pen, self.opacity * min(1.0, 4 * lens.open))


def _stroke(
    context: "cairo.Context[Any]", line: list[Array], colour: str, width: float, opacity: float
) -> None:
    red, green, blue = to_rgb(colour)
    context.new_path()
    context.move_to(*line[0])
    for place in line[1:]:
        context.line_to(*place)
    context.set_line_width(width)
    context.set_source_rgba(blue, green, red, opacity)
    context.stroke()
