"""Animations at another pace than the usual one, which eases in and out."""

from collections.abc import Callable
from typing import Any, cast

from manim import Mobject

__all__ = ["paced"]


def paced(thing: Mobject, pace: Callable[[float], float]) -> Any:
    """Return what animates a thing at a pace, as `thing.animate` does at the usual one.

    Examples
    --------
    `self.play(paced(clock, linear).set_value(2.0), run_time=4)`
    """
    return cast(Any, thing.animate)(rate_func=pace)
