"""Manim's camera, which also paints viewports."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
from manim import Camera, Mobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from numpy.typing import NDArray

from scenes.stage.manim.outlines import subpaths, trace
from scenes.stage.space.canvas import Canvas
from scenes.stage.space.raster import EMPTY
from scenes.stage.space.viewport import Solid, Viewport

__all__ = ["StageCamera"]

Pixels = Any  # (height, width, 4) of 8 bits; Manim's annotations say 64


class StageCamera(Camera):
    """A camera with one more kind of thing to display: a `Viewport`."""

    cache_token: str = ""
    """Part of every segment's key: whatever changes it makes every segment drawn anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.display_funcs: dict[type[Mobject], Callable[..., Any]] = {
            Viewport: self.display_viewports,
            Solid: lambda batch, pixels: None,
            VMobject: self.display_multiple_vectorized_mobjects,
            PMobject: self.display_multiple_point_cloud_mobjects,
            AbstractImageMobject: self.display_multiple_image_mobjects,
            Mobject: lambda batch, pixels: None,
        }

    def type_or_raise(self, mobject: Mobject) -> Any:
        """Return the displayed kind that ``mobject`` belongs to; solids are left to viewports."""
        return next(kind for kind in self.display_funcs if isinstance(mobject, kind))

    def set_pixel_array(self, pixel_array: Pixels, convert_from_floats: bool = False) -> None:
        """Begin a frame in a new buffer: the last one is in the encoder's hands, uncopied."""
        given = self.convert_pixel_array(pixel_array) if convert_from_floats else pixel_array
        self.pixel_array = np.array(given, dtype=np.uint8)
        self.pixel_array_to_cairo_context.clear()

    def display_viewports(self, viewports: list[Viewport], pixels: Pixels) -> None:
        """Paint each viewport's solids, with a depth buffer of its own."""
        context = self.get_cairo_context(pixels)
        scale = self.pixel_width / self.frame_width
        centre = np.array([-self.frame_center[0], self.frame_center[1]])
        origin = np.array([self.pixel_width, self.pixel_height]) / 2 + scale * centre
        for viewport in viewports:
            if viewport.opacity <= 0:
                continue
            canvas = Canvas(
                pixels=pixels,
                depth=_depth_buffer(pixels.shape[:2]),
                context=context,
                view=viewport.view,
                pixels_per_unit=scale,
                origin=origin,
                opacity=viewport.opacity,
            )
            for solid in viewport.solids:
                if solid.opacity > 0:
                    solid.paint(canvas)
            canvas.close()

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: Pixels
    ) -> None:
        """Display as Manim does, several times as fast, the fills and strokes that can be seen."""
        context = self.get_cairo_context(pixel_array)
        painted = [(each, _is_filled(each), _is_stroked(each)) for each in vmobjects]
        painted = [
            (each, filled, stroked) for each, filled, stroked in painted if filled or stroked
        ]
        outlines = subpaths([each.points for each, _, _ in painted])
        for (vmobject, filled, stroked), outline in zip(painted, outlines, strict=True):
            trace(context, outline)
            if stroked:
                self.apply_stroke(context, vmobject, background=True)
            if filled:
                self.apply_fill(context, vmobject)
            if stroked:
                self.apply_stroke(context, vmobject)


def _is_filled(vmobject: VMobject) -> bool:
    return bool(vmobject.fill_rgbas[:, 3].any())


def _is_stroked(vmobject: VMobject) -> bool:
    if vmobject.stroke_width > 0 and vmobject.stroke_rgbas[:, 3].any():
        return True
    return bool(vmobject.background_stroke_width > 0)


@cache
def _depth_buffer(shape: tuple[int, int]) -> NDArray[np.float32]:
    """One buffer for all viewports and frames; the camera would have it hashed for the cache."""
    return np.full(shape, EMPTY, dtype=np.float32)
