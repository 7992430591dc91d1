"""A solid rocket booster of the space shuttle, and one of its field joints in section.

Source: Report of the Presidential Commission on the Space Shuttle Challenger Accident, 1986,
chapter IV. The upper segment ends in a tongue, the tang, which stands in a fork of the lower
one, the clevis; pins hold them together, and two rings of rubber in grooves of the inner leg seal
what is left between the two. Widths across the wall are drawn larger than they are.
"""

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, Line, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.layout import Slot
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import path_points

__all__ = ["FieldJoint"]

Array = NDArray[np.float64]
Corners = Sequence[tuple[float, float]]

_UPPER: Corners = (
    *((0.2, 1.6), (0.2, 0.66), (0.64, 0.66), (0.64, -0.6), (0.98, -0.6), (0.98, 0.5)),
    (0.98, 1.6),
)
_LOWER: Corners = (
    *((0.2, -1.6), (0.2, 0.54), (0.56, 0.54), (0.56, -0.72), (1.06, -0.72), (1.06, 0.36)),
    *((1.42, 0.36), (1.42, -1.0), (0.98, -1.3), (0.98, -1.6)),
)
_LINING: tuple[Corners, ...] = (
    ((-0.3, 1.6), (-0.3, 0.66), (0.2, 0.66), (0.2, 1.6)),
    ((-0.3, -1.6), (-0.3, 0.54), (0.2, 0.54), (0.2, -1.6)),
)
_PIN: Corners = ((0.32, -0.42), (0.32, -0.22), (1.5, -0.22), (1.5, -0.42))
_RINGS = ((0.55, 0.3), (0.55, 0.02))
_RING = 0.09
_WAY: Corners = ((-0.9, 0.6), (0.6, 0.6), (0.6, 0.4))
"""Of hot gas, from inside through the lining's gap to the first ring."""

_TALL, _WIDE = 3.2, 0.4


class FieldJoint(VGroup):
    """A booster, and beside it what a field joint looks like, cut through the wall.

    Parameters
    ----------
    slot
        What it fills.

    Attributes
    ----------
    booster, section
        Both drawings.
    rings
        The two O-rings, the first where hot gas would come first.
    gas
        The way of hot gas to the first ring, and its name.
    """

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        colours = theme()
        self.booster, circle = _booster()
        self.section = _section()
        self.rings = VGroup(
            *(
                Circle(_RING, color=colours.ground, stroke_width=1.5, fill_opacity=1.0)
                .set_fill(colours.data)
                .move_to((*place, 0.0))
                for place in _RINGS
            )
        )
        way = VMobject(stroke_color=colours.ink, stroke_width=5)
        way.points = path_points([np.array([(*corner, 0.0) for corner in _WAY])])
        self.gas = VGroup(way)
        drawn = VGroup(self.section, self.rings, self.gas)
        share = slot.height / self.section.height
        drawn.scale(share, about_point=np.zeros(3))
        drawn.shift(np.array([slot.centre[0] + 0.5, slot.centre[1], 0.0]))
        VGroup(self.booster, circle).scale(slot.height / self.booster.height)
        VGroup(self.booster, circle).shift(
            np.array([slot.left + 0.4, slot.centre[1], 0.0]) - self.booster.get_center()
        )
        tied = [
            Line(circle.get_center(), self.section.get_corner(end + LEFT), stroke_width=1.5)
            .set_color(colours.muted)
            .set_opacity(0.6)
            for end in (UP, DOWN)
        ]
        size = theme().type.small
        hot = words("hot gas", size, colours.ink).next_to(way.get_start(), DOWN, buff=0.12)
        self.gas.add(hot)
        right = self.section.get_right()[0] + 0.25
        name = words("O-rings\nof rubber", size, colours.data)
        name.move_to((right, slot.top - 0.45, 0), aligned_edge=LEFT)
        leader = Line(
            name.get_left() + 0.08 * LEFT, self.rings[0].get_center(), stroke_width=1.8
        ).set_color(colours.data)
        steel = words("field joint,\nin section", size, colours.muted)
        steel.move_to((right, slot.bottom + 1.05, 0), aligned_edge=LEFT)
        whole = words("booster", size, colours.muted)
        whole.next_to(self.booster, RIGHT, buff=0.12).align_to(self.booster, UP)
        self.add(*tied, self.booster, circle, self.section, leader, self.rings, self.gas)
        self.add(name, steel, whole)


def _shape(corners: Corners, fill: str, opacity: float) -> VMobject:
    """A closed piece of the drawing."""
    shape = VMobject(
        stroke_color=theme().muted, stroke_width=1.6, fill_color=fill, fill_opacity=opacity
    )
    shape.points = path_points([np.array([(*each, 0.0) for each in (*corners, corners[0])])])
    return shape


def _section() -> VGroup:
    """Both segments, their lining, and the pin that holds them."""
    colours = theme()
    return VGroup(
        *(_shape(each, colours.panel, 1.0) for each in _LINING),
        _shape(_UPPER, colours.faint, 1.0),
        _shape(_LOWER, colours.faint, 1.0),
        _shape(_PIN, colours.muted, 0.8),
    )


def _booster() -> tuple[VGroup, Circle]:
    """A booster with its three field joints, and a circle about the lowest of them."""
    colours, half = theme(), _WIDE / 2
    top = 0.83 * _TALL
    case = _shape(
        ((-half, 0.2), (-half, top), (0.0, _TALL), (half, top), (half, 0.2)), colours.faint, 1.0
    )
    skirt = _shape(((-half, 0.2), (-0.36, 0.0), (0.36, 0.0), (half, 0.2)), colours.faint, 1.0)
    heights = [0.2 + share * (top - 0.45) for share in (0.27, 0.52, 0.77)]
    joints = [
        Line((-half, y, 0), (half, y, 0), stroke_width=2.5, color=colours.ink) for y in heights
    ]
    circle = Circle(0.3, color=colours.ink, stroke_width=2.5).move_to((0, heights[0], 0))
    return VGroup(case, skirt, *joints), circle
