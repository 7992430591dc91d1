"""Whether anything is to be seen of a mobject."""

from manim import Mobject, VMobject

from scenes.stage.manim.mobjects import Painted

__all__ = ["is_filled", "is_seen", "is_stroked"]


def is_seen(mobject: Mobject) -> bool:
    """Tell whether a mobject by itself, without its family, leaves a mark in the picture."""
    if isinstance(mobject, Painted):
        return float(getattr(mobject, "opacity", 1.0)) > 0
    if not len(mobject.points):
        return False
    return not isinstance(mobject, VMobject) or is_filled(mobject) or is_stroked(mobject)


def is_filled(vmobject: VMobject) -> bool:
    """Tell whether its fill can be seen."""
    return bool(vmobject.fill_rgbas[:, 3].any())


def is_stroked(vmobject: VMobject) -> bool:
    """Tell whether its stroke can be seen, or the one behind its fill."""
    if vmobject.stroke_width > 0 and vmobject.stroke_rgbas[:, 3].any():
        return True
    return bool(vmobject.background_stroke_width > 0)
