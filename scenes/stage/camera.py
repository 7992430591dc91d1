"""Manim's camera, which also paints viewports, and its renderer, which also gets alpha right."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from manim import Camera, Mobject, VMobject, __version__, config
from manim._config.video_encoder import video_encoder_fingerprint
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from manim.renderer.cairo_renderer import CairoRenderer
from numpy.typing import NDArray

from scenes.stage.canvas import Canvas
from scenes.stage.encoder import StageFileWriter
from scenes.stage.outlines import subpaths, trace
from scenes.stage.raster import EMPTY
from scenes.stage.viewport import Solid, Viewport

__all__ = ["StageCamera", "StageRenderer"]

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


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave the search for unreachable cycles to the time between plays: frames make none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def _depth_buffer(shape: tuple[int, int]) -> NDArray[np.float32]:
    """One buffer for all viewports and frames; the camera would have it hashed for the cache."""
    return np.full(shape, EMPTY, dtype=np.float32)


class StageRenderer(CairoRenderer):
    """Manim's renderer, which writes straight alpha, as video and PNG expect it.

    Cairo keeps colours multiplied by their alpha; written as they are, everything translucent
    in a transparent film would be darkened twice.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(file_writer_class=StageFileWriter, camera_class=StageCamera, **kwargs)

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play as Manim does, but know a segment again by what the whole film depends on.

        Manim hashes the mobjects of each play; what an updater reaches is missed, and some of
        what is hashed differs from run to run. A film is a function of its digest, so its digest
        and the number of a play name a segment exactly.
        """
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        key = None if self.skip_animations else self.segment_key(scene)
        if key is None or (not config.disable_caching and self.file_writer.is_already_cached(key)):
            self.skip_animations = True
            self.time += scene.duration
        self.file_writer.add_partial_movie_file(key)
        self.animations_hashes.append(key)
        writes = not self.skip_animations
        self.file_writer.begin_animation(writes, animation_index=self.num_plays)
        scene.begin_animations()
        if writes:
            self.save_static_frame_data(scene, scene.static_mobjects)
        if scene.is_current_animation_frozen_frame():
            if writes:
                self.update_frame(scene, mobjects=scene.moving_mobjects)
                self.freeze_current_frame(scene.duration)
        else:
            with undisturbed():
                scene.play_internal()
        self.file_writer.end_animation(writes)
        self.num_plays += 1

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Paint a frame and add it to the film; nothing is painted for a play that is skipped."""
        if not self.skip_animations:
            super().render(scene, time, moving_mobjects)

    def segment_key(self, scene: Any) -> str:
        """Name the segment of this play by the film's digest, the encoder and its number."""
        encoder = video_encoder_fingerprint(scene.session_spec.video_encoder)
        ground = (self.camera.background_color.to_hex(), self.camera.background_opacity)
        token = scene.camera.cache_token
        parts = (__version__, token, encoder, ground, self.num_plays)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def get_frame(self) -> Pixels:
        """Return the frame with straight alpha; the camera paints no more on what it returns."""
        frame = self.camera.pixel_array
        if self.camera.background_opacity < 1:
            frame = frame.copy()
            alpha = frame[..., 3:].astype(np.uint16)
            partly = ((alpha > 0) & (alpha < 255))[..., 0]
            colours = frame[partly, :3].astype(np.uint16) * 255 // alpha[partly]
            frame[partly, :3] = np.minimum(colours, 255)
        return frame

    def save_static_frame_data(self, scene: Any, static_mobjects: Any) -> Any:
        """Keep what does not move as the camera painted it, to paint on."""
        self.static_image = None
        if static_mobjects:
            self.update_frame(scene, mobjects=static_mobjects)
            self.static_image = self.camera.pixel_array.copy()
        return self.static_image

    def freeze_current_frame(self, duration: float) -> None:
        """Add the still frame of a wait, for the nearest whole number of frames."""
        self.add_frame(self.get_frame(), num_frames=round(duration * self.camera.frame_rate))
