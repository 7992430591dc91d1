"""Whether anything is to be seen of a mobject."""

import numpy as np
from manim import Mobject, VMobject
from numpy.typing import NDArray

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
    return _shows(vmobject.fill_rgbas)


def is_stroked(vmobject: VMobject) -> bool:
    """Tell whether its stroke can be seen, or the one behind its fill."""
    if vmobject.stroke_width > 0 and _shows(vmobject.stroke_rgbas):
        return True
    return bool(vmobject.background_stroke_width > 0)


def _shows(rgbas: NDArray[np.float64]) -> bool:
    """Tell whether any of the colours (k, 4) can be seen; nearly always there is but one."""
    return rgbas.item(3) != 0 if len(rgbas) == 1 else bool(rgbas[:, 3].any())
