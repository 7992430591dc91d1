"""Manim's scene, which draws and updates only what moves."""

from collections.abc import Iterable
from typing import Any, cast

from manim import Animation, Mobject, Scene, config
from manim.constants import RendererType

from scenes.stage.manim.camera import StageCamera
from scenes.stage.manim.mobjects import Painted
from scenes.stage.manim.renderer import StageRenderer

__all__ = ["StageScene"]


class StageScene(Scene):
    """A scene that is seen by a `StageCamera`, and draws what does not move once for a play."""

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        if config.renderer == RendererType.CAIRO and renderer is None:
            renderer = StageRenderer()
        super().__init__(renderer, camera_class=StageCamera, **kwargs)
        self._updated: list[Mobject] = []

    @property
    def camera(self) -> StageCamera:
        """The camera, which Manim knows as any of its own."""
        return cast(StageCamera, super().camera)

    def get_moving_and_static_mobjects(
        self, animations: Iterable[Animation]
    ) -> tuple[list[Mobject], list[Mobject]]:
        """Split what is drawn into what may move and, before it, what does not.

        Manim asks this of whole groups; here it is asked of every member, so that a group's
        members before the first that moves count as still.
        """
        animated = {each for animation in animations for each in _animated(animation)}
        drawn: list[tuple[Mobject, bool]] = []
        for mobject in [*self.mobjects, *self.foreground_mobjects]:
            _collect(mobject, animated, False, drawn)
        first = next((k for k, (_, moves) in enumerate(drawn) if moves), len(drawn))
        members = [mobject for mobject, _ in drawn]
        # of an empty list of moving ones Manim makes all; one that draws nothing stands for none
        return members[first:] or [Mobject()], members[:first]

    def begin_animations(self) -> None:
        """Begin the animations of a play, and note whose updaters have to be called in it."""
        super().begin_animations()
        self._updated = [member for member in self.get_mobject_family_members() if member.updaters]

    def update_mobjects(self, dt: float) -> None:
        """Call the updaters of this play; Manim would visit every mobject at every frame."""
        for mobject in self._updated:
            mobject.update(dt, recursive=False)


def _animated(animation: Animation) -> Iterable[Mobject]:
    """All mobjects that an animation, or one of its parts, moves."""
    yield from cast(Mobject, animation.mobject).get_family()  # not OpenGL's, as annotated
    for part in getattr(animation, "animations", ()):
        yield from _animated(part)


def _collect(
    mobject: Mobject, animated: set[Mobject], moves: bool, drawn: list[tuple[Mobject, bool]]
) -> None:
    """Note a mobject's drawn members in order, and whether they may move."""
    moves = moves or mobject in animated or bool(mobject.updaters)
    if isinstance(mobject, Painted):  # it is drawn with all that stands in it
        family = mobject.get_family()
        moves = moves or any(each in animated or each.updaters for each in family)
    if len(mobject.points):
        drawn.append((mobject, moves))
    for member in mobject.submobjects:
        _collect(member, animated, moves, drawn)
