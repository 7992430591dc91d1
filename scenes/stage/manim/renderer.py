"""Manim's renderer, which also gets alpha right, and knows a segment by what it depends on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import numpy as np
from manim import Animation, Mobject, config
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.stage.manim.camera import StageCamera
from scenes.stage.manim.file_writer import StageFileWriter
from scenes.stage.manim.seen import is_seen

__all__ = ["StageRenderer"]

Pixels = Any  # (height, width, 4) of 8 bits; Manim's annotations say 64


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


def _removed(animation: Animation) -> Iterator[Mobject]:
    """Yield all that an animation, or one of its parts, takes off the stage."""
    if animation.is_remover():
        yield from cast(Mobject, animation.mobject).get_family()  # not OpenGL's, as annotated
    for part in getattr(animation, "animations", ()):
        yield from _removed(part)


class StageRenderer(CairoRenderer):
    """Manim's renderer, which writes straight alpha, as video and PNG expect it.

    Cairo keeps colours multiplied by their alpha; written as they are, everything translucent
    in a transparent film would be darkened twice.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(file_writer_class=StageFileWriter, camera_class=StageCamera, **kwargs)
        self.standing: Pixels | None = None

    def init_scene(self, scene: Any, session_spec: Any, file_writer_settings: Any) -> None:
        """Make the file writer, which puts captions where the scene wants them."""
        plan = file_writer_settings.plan
        if plan.subcaption_file is not None:
            plan = replace(plan, subcaption_file=scene.caption_file(plan.subcaption_file))
        scene.output_plan = plan
        super().init_scene(scene, session_spec, replace(file_writer_settings, plan=plan))

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play as Manim does, but know a segment again by the key that the scene gives it.

        Manim hashes the mobjects of each play; what an updater reaches is missed, and some of
        what is hashed differs from run to run.
        """
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        bare = scene.is_bare()
        self.keep_picture(scene)
        key = self.segment_key(scene)
        if key is None or self.is_made(scene, key):
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
                self.paint_moving(scene)
                self.freeze_current_frame(scene.duration)
        else:
            with undisturbed():
                scene.play_internal()
        self.file_writer.end_animation(writes)
        self.file_writer.note_edges(bare, scene.is_bare())
        self.num_plays += 1

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Paint a frame and add it to the film; nothing is painted for a play that is skipped."""
        if not self.skip_animations:
            self.paint_moving(scene)
            self.add_frame(self.get_frame())

    def paint_moving(self, scene: Any) -> None:
        """Paint what moves over what does not."""
        moving, fallen = scene.moving_now()
        if fallen:
            self.save_static_frame_data(scene, scene.still_now)
        if self.static_image is None:
            self.camera.reset()
        else:
            self.camera.set_frame_to_background(self.static_image)
        self.camera.capture_mobjects(moving, include_submobjects=False)

    def segment_key(self, scene: Any) -> str | None:
        """Return the key of a play, or none where it is skipped.

        A scene is asked for the key of each play of a section, or of none: keys follow on keys.
        """
        section = self.file_writer.sections[-1]
        if not self.file_writer.output_spec.is_video or self._original_skipping_status:
            return None if self.skip_animations else "not kept"
        if section.skip_animations:
            return None
        key: str = scene.segment_key()
        return None if self.skip_animations else key

    def is_made(self, scene: Any, key: str) -> bool:
        """Tell whether the segment of a play need not be drawn."""
        return not config.disable_caching and self.file_writer.is_already_cached(key)

    def keep_picture(self, scene: Any) -> None:
        """If one picture is wanted, keep it from before a play that clears the stage."""
        writer = self.file_writer
        if writer.output_spec.is_still and not writer.sections[-1].skip_animations:
            going = {each for animation in scene.animations for each in _removed(animation)}
            staying = (each for each in scene.get_mobject_family_members() if each not in going)
            if going and not scene.is_bare() and not any(map(is_seen, staying)):
                self.static_image = None
                self.update_frame(scene)
                self.standing = self.get_frame()

    def scene_finished(self, scene: Any) -> None:
        """Write the film; or its last picture, but the one before if the stage is cleared."""
        writer = self.file_writer
        if self.standing is not None and scene.is_bare():
            writer.save_image(self.standing)
        else:
            super().scene_finished(scene)

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
        """Keep what does not move as the camera painted it, to paint on.

        Without families: a member that moves must not leave its ghost here.
        """
        self.static_image = None
        if static_mobjects:
            self.camera.reset()
            seen = [each for each in static_mobjects if len(each.points)]
            self.camera.capture_mobjects(seen, include_submobjects=False)
            self.static_image = self.camera.pixel_array.copy()
        return self.static_image

    def freeze_current_frame(self, duration: float) -> None:
        """Add the still frame of a wait, for the nearest whole number of frames."""
        self.add_frame(self.get_frame(), num_frames=round(duration * self.camera.frame_rate))
