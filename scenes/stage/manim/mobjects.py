"""Mobjects that share on copying, interpolate numbers of their own, or paint themselves."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from manim import Mobject, VMobject, straight_path
from numpy.typing import NDArray

if TYPE_CHECKING:
    import cairo

__all__ = ["NOTHING", "Dialled", "Frame", "Painted", "Sharing"]

NOTHING = np.float32(-1e30)
"""The depth of a pixel that nothing has covered."""


class Sharing(VMobject):
    """A mobject whose copies share what it names in `shared`, instead of copying it.

    Manim copies mobjects deeply, at every fade: a curve would take its plot, its objective and
    all the data with it.
    """

    shared: ClassVar[tuple[str, ...]] = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy all but what is shared."""
        for name in self.shared:
            value = getattr(self, name, None)
            memo[id(value)] = value
        return super().__deepcopy__(memo)


class Dialled(Sharing):
    """A mobject whose float attributes named in `dials` take part in every interpolation.

    Manim interpolates points and colours; with these `.animate`, `Transform`, copies and the
    cache treat the dials as part of the mobject.
    """

    dials: ClassVar[tuple[str, ...]] = ()

    def interpolate(
        self,
        mobject1: Mobject,
        mobject2: Mobject,
        alpha: float,
        path_func: Any = straight_path(),  # noqa: B008
    ) -> Self:
        """Interpolate points and colours as Manim does, and the dials linearly."""
        super().interpolate(mobject1, mobject2, alpha, path_func)
        for name in self.dials:
            start, end = getattr(mobject1, name, None), getattr(mobject2, name, None)
            if start is not None and end is not None:
                setattr(self, name, start + (end - start) * alpha)
        return self

    def set_dials(self, **values: float) -> Self:
        """Set dials by name; usable as `mobject.animate.set_dials(theta=1.0)`.

        Raises
        ------
        AttributeError
            If the mobject has no dial of that name.
        """
        for name, value in values.items():
            if name not in self.dials:
                raise AttributeError(f"{type(self).__name__} has no dial {name!r}: {self.dials}")
            setattr(self, name, float(value))
        return self


@dataclass(frozen=True)
class Frame:
    """What a mobject that paints itself paints on.

    Attributes
    ----------
    pixels
        (height, width, 4) 8-bit premultiplied RGBA.
    depth
        (height, width), `NOTHING` everywhere; whoever writes there leaves it so.
    context
        A cairo context on the pixels, in frame units. It takes red for blue, since the pixels
        are RGBA where cairo has BGRA.
    scale
        Pixels per frame unit.
    origin
        (2,) where the middle of the scene is, in pixels.
    """

    pixels: NDArray[np.uint8]
    depth: NDArray[np.float32]
    context: "cairo.Context[Any]"
    scale: float
    origin: NDArray[np.float64]


class Painted(Dialled):
    """A mobject that paints itself, with all of its family that is `Painted` too.

    A member paints nothing on its own account, which is what `paint_on` does here.
    """

    def paint_on(self, frame: Frame) -> None:
        """Paint on the frame."""
