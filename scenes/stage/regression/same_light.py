"""Lights that look alike from here: one twice as far away gives off four times as much."""

import numpy as np
from manim import DOWN, RIGHT, UP, Circle, Dot, Line, ValueTracker, VGroup

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme

__all__ = ["SameLight"]

_SLANT = 0.27
"""The sine of half the angle under which all of them are seen."""

_FARTHEST = 3.7
"""Where the cloud is, in distances of the nearest light."""


class SameLight(VGroup):
    """Discs between two rays from here: each one's area is the light that it gives off.

    What reaches us falls with the square of the distance, as the angle does under which an area is
    seen; so all discs between the rays are equally bright.

    Attributes
    ----------
    far
        A tracker: how many times as far as it was taken for a star is.
    stage
        Rays, here, the scale of distances, and the star as it was taken for.
    star
        The star where it is.
    found
        What is written of it there.
    cloud
        Many lights in one, and its name.
    """

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        colours, kind = theme(), theme().type
        self.unit = slot.width / (_FARTHEST * (1 + _SLANT) + 0.1)
        self.here = np.array([slot.left + 0.1, slot.centre[1] + 0.2, 0.0])
        self.far = ValueTracker(1.0)
        end = _FARTHEST * self.unit * np.sqrt(1 - _SLANT**2)
        rays = VGroup(
            *(
                Line(
                    self.here,
                    self.here + end * np.array([np.sqrt(1 - _SLANT**2), side * _SLANT, 0.0]),
                    stroke_width=1.6,
                    color=colours.muted,
                )
                for side in (-1, 1)
            )
        )
        level = self.here + (_FARTHEST * _SLANT * self.unit + 0.2) * DOWN
        scale = Line(level, level + (slot.width - 0.1) * RIGHT, stroke_width=2, color=colours.muted)
        self.marks = [self._mark(level, far) for far in (1, 2)]
        name = words("distance", kind.small, colours.muted)
        name.next_to(scale, DOWN, buff=0.15).align_to(scale, RIGHT)
        rule = words(
            "twice as far: a quarter of the light", kind.body, colours.muted, width=slot.width
        )
        rule.next_to(scale, DOWN, buff=0.9).align_to(scale, RIGHT)
        eye = Dot(self.here, radius=0.08, color=colours.ink)
        told = words(
            "seen from here, all are equally bright", kind.body, colours.muted, width=slot.width
        )
        told.move_to((slot.right, slot.top - 0.2, 0), aligned_edge=RIGHT)
        taken = self._disc(1.0).set_fill(opacity=0.0).set_stroke(colours.data, 2.5, 1.0)
        self.stage = VGroup(rays, eye, scale, self.marks[0], name, told, rule, taken)
        self.star = self._disc(1.0)
        self.star.add_updater(lambda disc: self._lay(disc, float(self.far.get_value())))
        light = words("light × 4", kind.small, colours.ink, "semibold")
        self.found = VGroup(self.marks[1], light.next_to(self._disc(2.0), UP, buff=0.25))
        self.cloud = self._cloud()
        self.add(self.stage, self.star, self.found, self.cloud)

    def _mark(self, level: np.ndarray, far: int) -> VGroup:
        """A stroke on the scale of distances, and how many times as far it is."""
        place = level + far * self.unit * RIGHT
        stroke = Line(place + 0.12 * UP, place + 0.12 * DOWN, stroke_width=2)
        stroke.set_color(theme().muted)
        number = words(f"× {far}", theme().type.small, theme().ink)
        return VGroup(stroke, number.next_to(stroke, DOWN, buff=0.12))

    def _disc(self, far: float) -> Circle:
        """A disc between the rays, so many times as far as the nearest."""
        disc = Circle(radius=1.0, stroke_width=0, color=theme().data, fill_opacity=0.85)
        self._lay(disc, far)
        return disc

    def _lay(self, disc: Circle, far: float) -> None:
        """Lay a disc between the rays, so far away."""
        disc.set(width=2 * _SLANT * far * self.unit)
        disc.move_to(self.here + far * self.unit * RIGHT)

    def _cloud(self) -> VGroup:
        """Many small lights, which together fill the room between the rays."""
        rng = np.random.default_rng(4)
        radius = _SLANT * _FARTHEST * self.unit
        middle = self.here + _FARTHEST * self.unit * RIGHT
        puffs = VGroup()
        for _ in range(26):
            size = rng.uniform(0.18, 0.4) * radius
            angle, way = rng.uniform(0, 2 * np.pi), np.sqrt(rng.uniform()) * (radius - size)
            place = middle + way * np.array([np.cos(angle), np.sin(angle), 0.0])
            puffs.add(
                Circle(radius=size, stroke_width=0, color=theme().loss, fill_opacity=0.22).move_to(
                    place
                )
            )
        name = words("a cloud of gas", theme().type.small, theme().loss)
        return VGroup(puffs, name.next_to(puffs, UP, buff=0.15).align_to(puffs, RIGHT))
