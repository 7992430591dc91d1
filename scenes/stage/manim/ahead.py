"""What is drawn once for a play although it stands in front of something that moves.

Where two mobjects do not touch, it does not matter which is painted first. So what does not move
may be painted beforehand, with all that lies behind, as long as nothing that is painted later, and
stands behind it, reaches it. That is looked at in every frame.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from manim import Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from numpy.typing import NDArray

from scenes.stage.manim.mobjects import Painted

__all__ = ["Ahead"]

Array = NDArray[np.float64]

_SOFT = 0.03
"""Frame units by which a soft edge may reach beyond an outline: two pixels of the coarsest film."""
_MITRE = 10.0
"""How far a sharp corner's stroke may reach, in half widths of it: cairo's limit."""
_ROOM = 0.25
"""Frame units by which what paints itself may reach beyond its rectangle."""
_FIRST, _EVERY = 4, 8
"""The still picture is painted anew so often, and again after so many frames; then it is left."""


class Ahead:
    """Members of a scene that stay as they are, and are painted before what they stand before.

    All members that it is told of can be seen.

    Parameters
    ----------
    members
        What is painted after the still picture, in the order of painting.
    still
        Those of them that are not known to move.
    """

    def __init__(self, members: Sequence[Mobject], still: Iterable[Mobject]) -> None:
        outlines = [each for each in still if isinstance(each, VMobject)]
        self._boxes = dict(zip(outlines, _boxes(outlines), strict=True))
        self._looks = {each: _look(each) for each in outlines}
        self._frames = self._changes = 0
        self._let_go_of_what_is_touched(members)

    @property
    def members(self) -> list[Mobject]:
        """What is painted beforehand, in the order of painting."""
        return list(self._looks)

    def behind(self, members: Sequence[Mobject]) -> tuple[list[Mobject], bool]:
        """Return what of ``members`` is left to paint, and whether there is more than before."""
        self._frames += 1
        if not self._looks:
            return list(members), False
        before, here = len(self._looks), set(members)
        for each in [m for m, look in self._looks.items() if m not in here or _look(m) != look]:
            del self._looks[each]
        self._let_go_of_what_is_touched(members)
        changed = len(self._looks) != before
        if changed:
            self._changes += 1
            if self._changes > _FIRST + self._frames // _EVERY:
                self._looks.clear()
        return [each for each in members if each not in self._looks], changed

    def _let_go_of_what_is_touched(self, members: Sequence[Mobject]) -> None:
        """Keep only what nothing touches that is painted later, and stands behind it."""
        place = {each: k for k, each in enumerate(members)}
        later = [each for each in members if each not in self._looks]
        while later and self._looks:
            ahead = list(self._looks)
            mine = np.array([self._boxes[each] for each in ahead])[:, None]
            others = _boxes(later)[None, :]
            touched = (mine[..., :2] <= others[..., 2:]) & (others[..., :2] <= mine[..., 2:])
            mine_at, others_at = (np.array([place[m] for m in row]) for row in (ahead, later))
            hidden = touched.all(axis=-1) & (others_at < mine_at[:, None])
            fallen = [ahead[k] for k in np.flatnonzero(hidden.any(axis=1))]
            for each in fallen:
                del self._looks[each]
            later = [*fallen]  # these are painted later now, and may touch what is left


def _look(mobject: VMobject) -> tuple[object, ...]:
    """Return all that the picture of a mobject depends on."""
    return (
        mobject.points.tobytes(),
        mobject.fill_rgbas.tobytes(),
        mobject.stroke_rgbas.tobytes(),
        mobject.stroke_width,
        mobject.background_stroke_rgbas.tobytes(),
        mobject.background_stroke_width,
    )


def _boxes(mobjects: Sequence[Mobject]) -> Array:
    """Return the least and the greatest x and y (k, 4) that mobjects may reach to."""
    if not mobjects:
        return np.zeros((0, 4))
    starts = np.cumsum([0, *(len(each.points) for each in mobjects)])[:-1]
    points = np.concatenate([each.points[:, :2] for each in mobjects])
    if not np.isfinite(points).all():
        points = np.nan_to_num(points)  # as they are painted
    reach = np.array([_reach(each) for each in mobjects])[:, None]
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return np.concatenate([low - reach, high + reach], axis=1)


def _reach(mobject: Mobject) -> float:
    """Return how far the picture of a mobject may reach beyond its points."""
    if isinstance(mobject, Painted):
        return _ROOM
    if isinstance(mobject, PMobject | AbstractImageMobject):
        return np.inf
    if not isinstance(mobject, VMobject):  # such as a number that is kept
        return -np.inf
    width = max(mobject.stroke_width, mobject.background_stroke_width)
    corners = _MITRE if len(mobject.points) > 4 else 1.0
    return 0.005 * width * corners + _SOFT
