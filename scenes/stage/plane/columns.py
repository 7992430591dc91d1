"""Plots one above the other, over one scale of x."""

from collections.abc import Sequence

from scenes.stage.look.layout import Slot
from scenes.stage.plane.plot import Plot

__all__ = ["aligned"]


def aligned(plots: Sequence[Plot], slots: Sequence[Slot]) -> list[Slot]:
    """Return what each plot has to fill of its slot, so that their areas are one column."""
    areas, now = [plot.area.points[:, 0] for plot in plots], [plot.slot for plot in plots]
    before = [float(area.min()) - slot.left for area, slot in zip(areas, now, strict=True)]
    after = [slot.right - float(area.max()) for area, slot in zip(areas, now, strict=True)]
    begin = max(slot.left + room for slot, room in zip(slots, before, strict=True))
    end = min(slot.right - room for slot, room in zip(slots, after, strict=True))
    return [
        Slot(begin - left, end + right, slot.bottom, slot.top)
        for slot, left, right in zip(slots, before, after, strict=True)
    ]
