"""Whether anything is to be seen of a mobject."""

from manim import Mobject, VMobject

from scenes.stage.manim.mobjects import Painted

__all__ = ["is_seen"]


def is_seen(mobject: Mobject) -> bool:
    """Tell whether a mobject by itself, without its family, leaves a mark in the picture."""
    if isinstance(mobject, Painted):
        return float(getattr(mobject, "opacity", 1.0)) > 0
    if not len(mobject.points):
        return False
    if isinstance(mobject, VMobject):
        stroked = mobject.stroke_width > 0 and mobject.stroke_rgbas[:, 3].any()
        return bool(mobject.fill_rgbas[:, 3].any() or stroked or mobject.background_stroke_width)
    return True
