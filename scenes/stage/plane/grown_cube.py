"""A cube whose edge grows by a step: it gains three slabs, three bars and a corner."""

from collections.abc import Callable
from itertools import product

import numpy as np
from manim import VMobject, interpolate_color
from manim.utils.color import ManimColor
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import symbol
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import room
from scenes.stage.manim.mobjects import Dialled
from scenes.stage.plane.plot import path_points

__all__ = ["GrownCube"]

Array = NDArray[np.float64]

_DEEP = np.array([0.42, 0.3])
"""Frame units to the right and up, a unit of depth: it is seen from the front, right and above."""
_MARGIN = 0.55
"""Frame units below the cube, for what its edges are called."""
_ROOM = (0.3, 0.5)
"""Frame units of a slab's thickness, or of a quarter of its side: where its name begins to be seen,
and is there."""
_FILLED = (0.2, 0.42, 0.68, 0.95)
"""How much of the colour of values the cube has, and a slab, a bar and the corner."""
_LIT = (1.0, 0.72, 0.86)
"""Of that, on a top, on a right side and in front."""


class GrownCube(Dialled):
    """The cube over x, and what it gains as its edge becomes x + δ.

    All of it is as large as its slot allows, however large x and δ are: it shows their shares.

    Dials: `grown`, from 0 to 1 the share of δ by which the edge has grown; `apart`, how far from
    one another its parts stand, as a share of x; `over`, from 0 to 1 how much is seen of what each
    slab is over δ: a face x².

    Parameters
    ----------
    edge, step
        Return x, above 0, and δ, asked anew every time.
    slot
        Where it stands.
    """

    dials = ("grown", "apart", "over")
    shared = ("edge", "step")

    def __init__(self, edge: Callable[[], float], step: Callable[[], float], slot: Slot) -> None:
        super().__init__()
        self.edge, self.step, self.slot = edge, step, slot
        self.grown, self.apart, self.over = 1.0, 0.0, 0.0
        colours, ink, size = theme(), theme().ink, 0.8 * theme().type.formula
        # from the back to the front, from below, from the left: each is painted over those before
        self.kinds = [(x, y, z) for z, y, x in product((0, 1), repeat=3)]
        self.parts = [[self._face(_FILLED[sum(kind)] * lit) for lit in _LIT] for kind in self.kinds]
        self.add(*(face for faces in self.parts for face in faces))
        self.kept = VMobject(stroke_color=colours.gradient, stroke_width=7, stroke_opacity=0)
        self.volume = symbol("x^3", ink, theme().type.formula)
        self.slabs = [symbol("x^2 delta", ink, size) for _ in range(3)]
        self.faces = [symbol("x^2", colours.gradient, theme().type.formula) for _ in range(3)]
        self.lengths = [
            symbol(source, colour, theme().type.formula)
            for source, colour in (("x", colours.data), ("delta", colours.step))
        ]
        self.add(self.kept, self.volume, *self.slabs, *self.faces, *self.lengths)
        self.add_updater(lambda each: each.follow(), call_updater=True)

    def spans(self) -> list[list[tuple[float, float]]]:
        """Return where the two parts along each axis begin and end: right, up, and deep."""
        x = self.edge()
        gap, gain = self.apart * x, self.grown * self.step()
        ahead = [(0.0, x), (x + gap, x + gap + gain)]
        return [ahead, ahead, [(0.0, x), (-gap - gain, -gap)]]

    @property
    def unit(self) -> float:
        """Frame units a unit of x."""
        x = self.edge()
        whole = x + self.apart * x + self.grown * self.step()
        across, up = self.slot.width, self.slot.height - _MARGIN
        return float(min(across / (1 + _DEEP[0]), up / (1 + _DEEP[1])) / whole)

    def follow(self) -> None:
        """Draw it as x and δ stand."""
        spans, unit = self.spans(), self.unit
        near, far = spans[2][1][0], spans[2][0][1]
        low = np.array([0.0, 0.0]) + near * _DEEP
        high = np.array([spans[0][1][1], spans[1][1][1]]) + far * _DEEP
        middle = self.slot.centre[:2] + np.array([0.0, _MARGIN / 2])
        self._begin, self._unit = middle - unit * (low + high) / 2, unit
        thin = self.grown * self.step() * unit
        for kind, faces in zip(self.kinds, self.parts, strict=True):
            box = np.array([spans[axis][part] for axis, part in enumerate(kind)])
            for face, corners in zip(faces, _faces(box), strict=True):
                gone = sum(kind) > 0 and thin < 1e-3
                face.points = np.zeros((0, 3)) if gone else path_points([self._at(corners)])
        self._name(spans, thin)

    def _name(self, spans: list[list[tuple[float, float]]], thin: float) -> None:
        """Put what things are called where they are, each as far as there is room for it."""
        x, (start, end) = self.edge(), spans[0][1]
        near = spans[2][1][0]
        cube = np.array([(0.0, x)] * 3)
        front, top, right = (cube.copy() for _ in range(3))
        front[2], top[1], right[0] = spans[2][1], spans[1][1], spans[0][1]
        seen, wide = self._seen, min(thin, 0.25 * x * self._unit)
        shown = (_faces(top)[0], _faces(right)[1], _faces(front)[2])
        for slab, face, corners in zip(self.slabs, self.faces, shown, strict=True):
            place = self._at(corners[:4]).mean(axis=0)
            slab.put(place)
            slab.set_fill(opacity=seen * room(wide, _ROOM) * (1 - room(self.over, (0.0, 0.5))))
            face.put(place)
            face.set_fill(opacity=seen * room(self.over, (0.5, 1.0)))
        self.kept.points = path_points([self._at(each) for each in shown])
        self.kept.set_stroke(opacity=seen * self.over)
        self.volume.put(self._at(_faces(cube)[2][:4]).mean(axis=0))
        self.volume.set_fill(opacity=seen * (1 - room(thin, (0.02, 0.2))) * (1 - self.over))
        below = 0.35 / self._unit
        middles = ((x / 2, 1.0), ((start + end) / 2, room(thin, (0.2, 0.35))))
        for name, (at, there) in zip(self.lengths, middles, strict=True):
            name.put(self._at(np.array([[at, -below, near]]))[0])
            name.set_fill(opacity=seen * there)

    def _at(self, places: Array) -> Array:
        """Return the frame positions (k, 3) of places (k, 3)."""
        flat = places[:, :2] + places[:, 2:] * _DEEP
        return np.pad(self._begin + self._unit * flat, ((0, 0), (0, 1)))

    @property
    def _seen(self) -> float:
        """How much of it is seen: it may be about to come or to go."""
        return float(self.parts[0][0].get_fill_opacity())

    @staticmethod
    def _face(share: float) -> VMobject:
        colours = theme()
        fill = interpolate_color(ManimColor(colours.ground), ManimColor(colours.prediction), share)
        return VMobject(
            fill_color=fill, fill_opacity=1.0, stroke_color=colours.ground, stroke_width=1.5
        )


def _faces(box: Array) -> list[Array]:
    """Return the top, the right side and the front (5, 3) of a box (3, 2), as closed outlines."""
    (x0, x1), (y0, y1), (z0, z1) = box
    top = [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]
    right = [(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)]
    front = [(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)]
    return [np.array([*face, face[0]]) for face in (top, right, front)]
