"""Manim's camera, which also lets mobjects paint themselves."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from manim import Camera, Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject

from scenes.stage.manim.ground import vignetted
from scenes.stage.manim.mobjects import NOTHING, Frame, Painted
from scenes.stage.manim.outlines import subpaths, trace
from scenes.stage.manim.seen import is_filled, is_stroked

__all__ = ["StageCamera"]

Pixels = Any  # (height, width, 4) of 8 bits; Manim's annotations say 64


class StageCamera(Camera):
    """A camera with one more kind of thing to display: what is `Painted` by itself.

    Its ground is darker in the corners by a share `vignette`, once the ground's colour is set.
    """

    vignette = 0.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.depth = np.zeros((0, 0), dtype=np.float32)
        super().__init__(*args, **kwargs)
        self.display_funcs: dict[type[Mobject], Callable[..., Any]] = {
            Painted: self.display_painted,
            VMobject: self.display_multiple_vectorized_mobjects,
            PMobject: self.display_multiple_point_cloud_mobjects,
            AbstractImageMobject: self.display_multiple_image_mobjects,
            Mobject: lambda batch, pixels: None,
        }

    def init_background(self) -> None:
        """Fill the ground as Manim does, and darken its corners."""
        super().init_background()
        if self.vignette > 0:
            ground: Pixels = self.background
            self.background = vignetted(ground, self.vignette)

    def type_or_raise(self, mobject: Mobject) -> Any:
        """Return the displayed kind that ``mobject`` belongs to."""
        return next(kind for kind in self.display_funcs if isinstance(mobject, kind))

    def set_pixel_array(self, pixel_array: Pixels, convert_from_floats: bool = False) -> None:
        """Begin a frame in a new buffer: the last one is in the encoder's hands, uncopied."""
        given = self.convert_pixel_array(pixel_array) if convert_from_floats else pixel_array
        self.pixel_array = np.array(given, dtype=np.uint8)
        self.pixel_array_to_cairo_context.clear()

    def display_painted(self, mobjects: list[Painted], pixels: Pixels) -> None:
        """Let each paint itself."""
        if self.depth.shape != pixels.shape[:2]:
            self.depth = np.full(pixels.shape[:2], NOTHING, dtype=np.float32)
        scale = self.pixel_width / self.frame_width
        centre = np.array([-self.frame_center[0], self.frame_center[1]])
        origin = np.array([self.pixel_width, self.pixel_height]) / 2 + scale * centre
        frame = Frame(pixels, self.depth, self.get_cairo_context(pixels), scale, origin)
        for mobject in mobjects:
            mobject.paint_on(frame)

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: Pixels
    ) -> None:
        """Display as Manim does, several times as fast, the fills and strokes that can be seen."""
        context = self.get_cairo_context(pixel_array)
        painted = [(each, is_filled(each), is_stroked(each)) for each in vmobjects]
        painted = [
            (each, filled, stroked) for each, filled, stroked in painted if filled or stroked
        ]
        outlines = subpaths([each.points for each, _, _ in painted])
        for (vmobject, filled, stroked), outline in zip(painted, outlines, strict=True):
            trace(context, outline)
            if stroked and vmobject.background_stroke_width:
                self.apply_stroke(context, vmobject, background=True)
            if filled:
                self.apply_fill(context, vmobject)
            if stroked:
                self.apply_stroke(context, vmobject)
