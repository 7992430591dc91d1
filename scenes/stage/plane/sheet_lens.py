"""A lens over a bent sheet: close up its lines are straight, and two arrows say how it lies."""

from collections.abc import Callable
from typing import ClassVar, Self, cast

import numpy as np
from manim import ManimColor, interpolate_color
from numpy.typing import ArrayLike, NDArray

from scenes.stage.look.theme import theme
from scenes.stage.plane.lens import Lens
from scenes.stage.plane.on_a_sheet import Arrow, Lattice, Legs, Markings, Patch
from scenes.stage.plane.sheet import Sheet

__all__ = ["SheetLens"]

Array = NDArray[np.float64]

_STEPS = (0.2, 0.1, 0.05, 0.01, 0.005, 0.001)
"""Distances of lines, from those that are drawn on the sheet to the finest."""
_TINT = 0.6
"""How far the lens has the colour of the side of the sheet that is seen, from close by."""
_NEAR = 0.4
"""Units of the sheet: what is drawn on it farther away is not looked for."""


class SheetLens(Lens):
    """A lens that stays over one point of a sheet, wherever that is bent to.

    It shows the sheet's lines, finer ones the closer it looks, the figure drawn on it, a small
    square of it and two steps along that square's sides. `patch`, `arrows` and `legs` are what it
    shows of those; their dials bring them in. Its ground takes on the side that is seen.

    Parameters
    ----------
    sheet
        What it looks at.
    where
        Returns the point (2,) of the sheet in its middle, asked anew every time.
    step
        The side of the square, and the length of the steps, in units of the sheet.
    place, radius, widest
        As of a `Lens`.
    told
        Whether there are numbers: along its sides, and how many times it magnifies.
    """

    shared: ClassVar[tuple[str, ...]] = (*Lens.shared, "sheet", "where_on_sheet")

    def __init__(
        self,
        sheet: Sheet,
        where: Callable[[], ArrayLike],
        *,
        step: float,
        radius: float,
        widest: float,
        place: ArrayLike,
        told: bool = True,
    ) -> None:
        bending, colours = sheet.bending, (theme().w0, theme().w1)
        arrows = [Arrow(bending, where, k, step, colours[k]) for k in (0, 1)]
        things = [
            *(Lattice(sheet, where, k, _STEPS, new) for k in (0, 1) for new in (False, True)),
            Markings(bending, sheet.drawing, theme().data, where=where, within=_NEAR),
            Patch(bending, where, step),
            *(Legs(arrow) for arrow in arrows),
            *arrows,
        ]
        start = cast(tuple[float, float], tuple(bending(where()).tolist()))
        self.sheet, self.where_on_sheet = sheet, where
        super().__init__(sheet.plot, things, place=place, radius=radius, at=start, widest=widest)
        shown = list(self.things)
        self.patch = cast(Patch, shown[-5])
        self.legs, self.arrows = cast(list[Legs], shown[-4:-2]), cast(list[Arrow], shown[-2:])
        for legs, arrow in zip(self.legs, self.arrows, strict=True):
            legs.arrow = arrow
        if not told:
            self.remove(*self.numbers, self.told)
        self.track(lambda: cast(tuple[float, float], tuple(bending(where()).tolist())))

    def follow(self) -> Self:
        """Draw everything as the dials and the sheet stand."""
        super().follow()
        self._take_side()
        return self

    def _take_side(self) -> None:
        """Let the ground have the colour of the side that is seen; a crushed sheet has none."""
        determinant = float(np.linalg.det(self.sheet.bending.slopes(self.where_on_sheet())))
        side = self.sheet.back if determinant < 0 else self.sheet.front
        share = np.clip(self.closer - 0.8, 0.0, 1.0) * np.clip(abs(determinant) / 0.2, 0.0, 1.0)
        shade = interpolate_color(ManimColor(theme().panel), side.get_fill_color(), _TINT * share)
        self.ground.set_fill(shade, opacity=self.ground.get_fill_opacity())
