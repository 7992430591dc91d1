"""A road at night as the driver of a car sees it: what passes by, and a deer that comes nearer."""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import DOWN, Rectangle, VGroup, VMobject
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.plane.figures import deer_from_the_front
from scenes.stage.plane.plot import path_points

__all__ = ["lane_ahead", "road_at_night", "stopped_time"]

Array = NDArray[np.float64]

_EYE, _HORIZON, _FOCUS, _BONNET = 1.13, 1.5, 18.0, 4.4
"""Metres above the road; y of the frame; frame units a metre at one metre; metres to its front."""

_NEAR, _FAR = 4.42, 300.0
"""Between which distances in metres the road is drawn."""

_POST = [(-0.06, 0.0), (0.06, 0.0), (0.06, 0.9), (-0.06, 0.9), (-0.06, 0.0)]
"""Metres across and up of a post beside the road."""


def road_at_night(come: Callable[[], float], deer: float) -> VGroup:
    """Return the road, and on it a deer, as large as it is near.

    Parameters
    ----------
    come
        Returns how far in metres the car has come, asked anew every time.
    deer
        How many metres before the car's bonnet the deer stood at first.
    """
    colours = theme()
    ground = VMobject(stroke_width=0, fill_color=colours.faint, fill_opacity=0.45)
    ground.points = _lane(-5.4, 1.9, [(_NEAR, _FAR)])
    sides = VMobject(stroke_width=0, fill_color=colours.muted, fill_opacity=0.9)
    sides.points = np.concatenate(
        [_lane(at - 0.06, at + 0.06, [(_NEAR, _FAR)]) for at in (-5.2, 1.7)]
    )
    moving = VMobject(stroke_width=0, fill_color=colours.ink, fill_opacity=0.9)
    moving.add_updater(lambda each: each.set_points(_marks(come())), call_updater=True)
    return VGroup(_stars(), ground, sides, moving, _standing_deer(come, deer))


def lane_ahead(metres: float) -> Array:
    """Return the Bézier points of the strip of road from the car to so far before its bonnet."""
    return _lane(-0.45, 0.45, [(_NEAR, max(_NEAR, _BONNET + metres))])


def stopped_time() -> VGroup:
    """Return a veil over the road and the sky, and on it the two bars of a film that is held."""
    colours = theme()
    veil = Rectangle(
        width=15, height=7.5, stroke_width=0, fill_color=colours.ground, fill_opacity=0.55
    )
    veil.move_to((0.0, _seen(_NEAR, 0.0, 0.0)[1], 0.0), aligned_edge=DOWN)
    bars = VMobject(stroke_width=0, fill_color=colours.ink, fill_opacity=0.9)
    outline = np.array([(-0.1, 0, 0), (0.1, 0, 0), (0.1, 0.8, 0), (-0.1, 0.8, 0), (-0.1, 0, 0)])
    bars.points = path_points([outline + np.array([x, 2.7, 0.0]) for x in (6.0, 6.4)])
    return VGroup(veil, bars)


def _marks(come: float) -> Array:
    """Return the Bézier points of what passes by: dashes on the road, and posts beside it."""
    dashes = _seen_from(come, every=9.0, long=3.0)
    posts = [
        np.array([_seen(far, across + at, up) for at, up in _POST])
        for far, _ in _seen_from(come, every=15.0, long=0.0)
        for across in (-6.6, 2.7)
    ]
    return np.concatenate([_lane(-1.85, -1.72, dashes), path_points(posts)])


def _standing_deer(come: Callable[[], float], away: float) -> VGroup:
    deer = deer_from_the_front()
    shapes = [part.points.copy() for part in deer]
    bonnet = _seen(_NEAR, 0.0, 0.0)[1]  # what is lower is hidden by the car

    def approach(parts: Any) -> None:
        far = away + _BONNET - come()
        for part, shape in zip(parts, shapes, strict=True):
            part.points = shape * (_FOCUS / far) + _seen(far, 0.0, 0.0)
            part.points[:, 1] = np.maximum(part.points[:, 1], bonnet)

    deer.add_updater(approach, call_updater=True)
    return deer


def _seen(far: float, across: float, up: float) -> Array:
    """Return where in the frame (3,) a place is, so far ahead, across and up, in metres."""
    return np.array([_FOCUS * across / far, _HORIZON + _FOCUS * (up - _EYE) / far, 0.0])


def _seen_from(come: float, every: float, long: float) -> list[tuple[float, float]]:
    """Return from where to where things that stand in a row are seen, once one has come so far."""
    first = int(np.ceil((come + _NEAR - long) / every))
    starts = [k * every - come for k in range(first, first + 16)]
    return [(max(start, _NEAR), start + long) for start in starts]


def _lane(left: float, right: float, spans: list[tuple[float, float]]) -> Array:
    """Return the Bézier points of a strip of road between two sides, from span to span."""
    outlines = []
    for near, far in spans:
        corners = [(near, left), (far, left), (far, right), (near, right), (near, left)]
        outlines.append(np.array([_seen(far, across, 0.0) for far, across in corners]))
    return path_points(outlines)


def _stars() -> VMobject:
    """Stars over the road, none where the title stands."""
    rng = np.random.default_rng(4)
    places = rng.uniform((-7.1, 2.0), (7.1, 3.95), size=(70, 2))
    places = places[(places[:, 0] > -3.5) | (places[:, 1] < 2.9)]
    sizes = rng.uniform(0.008, 0.024, size=len(places))
    square = np.array([(-1, 0, 0), (0, -1, 0), (1, 0, 0), (0, 1, 0), (-1, 0, 0)])
    stars = VMobject(stroke_width=0, fill_color=theme().muted, fill_opacity=0.8)
    stars.points = path_points(
        [size * square + [*place, 0.0] for size, place in zip(sizes, places, strict=True)]
    )
    return stars
