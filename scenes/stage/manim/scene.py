"""Manim's scene, which draws and updates only what moves."""

import inspect
from collections.abc import Callable, Iterable
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

import numpy as np
from manim import Animation, Mobject, Scene, ValueTracker, config
from manim.constants import RendererType
from manim.utils.iterables import remove_list_redundancies

from scenes.stage.manim.ahead import Ahead
from scenes.stage.manim.camera import StageCamera
from scenes.stage.manim.mobjects import Painted
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.manim.seen import is_seen

__all__ = ["StageScene"]


class StageScene(Scene):
    """A scene that is seen by a `StageCamera`, and draws what does not move once for a play."""

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        if config.renderer == RendererType.CAIRO and renderer is None:
            renderer = StageRenderer()
        super().__init__(renderer, camera_class=StageCamera, **kwargs)
        self._behind: list[Mobject] = []
        self._still: set[Mobject] = set()
        self._ahead = Ahead([], [])
        self._takes_dt: dict[Callable[..., object], bool] = {}

    @property
    def camera(self) -> StageCamera:
        """The camera, which Manim knows as any of its own."""
        return cast(StageCamera, super().camera)

    def caption_file(self, beside: Path) -> Path:
        """Return where captions go, given where Manim puts them: beside the film."""
        return beside

    def segment_key(self) -> str:
        """Return what names the segment of the play that begins now; asked once for each play."""
        raise NotImplementedError

    def is_bare(self) -> bool:
        """Tell whether nothing is to be seen."""
        return not any(is_seen(each) for each in self.get_mobject_family_members())

    def before_painting(self) -> None:
        """Do what a play needs only if it is painted; overridden by what tells a film."""

    def begin_animations(self) -> None:
        """Begin the animations of a play, and see what of it moves."""
        if not self.renderer.skip_animations:
            self.before_painting()
        super().begin_animations()

    def get_moving_and_static_mobjects(
        self, animations: Iterable[Animation]
    ) -> tuple[list[Mobject], list[Mobject]]:
        """Split what is drawn into what may move and, before it, what does not.

        Manim asks this of whole groups; here it is asked of every member, so that a group's
        members before the first that moves count as still. Members of what is still are listed
        themselves, and may move: whoever paints the list leaves its families out.
        """
        animated = {each for animation in animations for each in _animated(animation)}
        moves = _moves(self.on_stage, animated)
        members = sorted(moves, key=_z_index)
        first = next((k for k, each in enumerate(members) if moves[each]), len(members))
        if self.updaters:  # of the scene: they may move anything
            first = 0
        arriving = [each.z_index for each in animated if each not in moves]
        below = (each.z_index <= min(arriving, default=np.inf) for each in members[:first])
        first = sum(takewhile(bool, below))
        behind, rest = members[:first], members[first:]
        self._behind, self._still = behind, set(behind)
        seen = [each for each in rest if is_seen(each)]
        self._ahead = Ahead(seen, [] if self.updaters else [m for m in seen if not moves[m]])
        return rest, self.still_now

    @property
    def on_stage(self) -> list[Mobject]:
        """What the scene holds, foreground last."""
        foreground = self.foreground_mobjects
        return [each for each in self.mobjects if each not in foreground] + foreground

    @property
    def still_now(self) -> list[Mobject]:
        """What is to be painted once, as far as the play has shown."""
        return self._behind + self._ahead.members

    def moving_now(self) -> tuple[list[Mobject], bool]:
        """Return what is to be painted over what is still, with all that has arrived since.

        And whether some of it was thought to be still, so that the still picture is to be
        painted anew.
        """
        found: list[Mobject] = []
        _gather(self.on_stage, self._still, found)
        found = [each for each in remove_list_redundancies(found) if is_seen(each)]
        return self._ahead.behind(sorted(found, key=_z_index))

    def update_mobjects(self, dt: float) -> None:
        """Call all updaters in Manim's order, but ask each only once whether it takes the time.

        Manim looks at the signature of every updater at every frame.
        """
        self._update(self.mobjects, dt)

    def _update(self, mobjects: Iterable[Mobject], dt: float) -> None:
        for mobject in mobjects:
            if mobject.updating_suspended:
                continue
            for updater in mobject.updaters:
                if updater not in self._takes_dt:
                    self._takes_dt[updater] = "dt" in inspect.signature(updater).parameters
                arguments = (mobject, dt) if self._takes_dt[updater] else (mobject,)
                updater(*arguments)
            if mobject.submobjects:
                self._update(mobject.submobjects, dt)


_z_index = attrgetter("z_index")


def _animated(animation: Animation) -> Iterable[Mobject]:
    """All mobjects that an animation, or one of its parts, moves."""
    yield from cast(Mobject, animation.mobject).get_family()  # not OpenGL's, as annotated
    for part in getattr(animation, "animations", ()):
        yield from _animated(part)


def _moves(mobjects: list[Mobject], animated: set[Mobject]) -> dict[Mobject, bool]:
    """Tell of each member of all families, in their order, whether it may move."""
    moves: dict[Mobject, bool] = {}

    def note(mobject: Mobject, parent_moves: bool) -> None:
        may = parent_moves or bool(mobject.updaters) or mobject in animated
        if isinstance(mobject, Painted):  # it paints all of its kind that stands in it
            family = (each for each in mobject.get_family() if isinstance(each, Painted))
            may = may or any(each in animated or each.updaters for each in family)
        if isinstance(mobject, ValueTracker) and not mobject.updaters:
            may = False  # it is not seen, and what follows it has updaters
        moves[mobject] = moves.pop(mobject, False) or may  # shared by two groups, it comes last
        for member in mobject.submobjects:
            note(member, may)

    for mobject in mobjects:
        note(mobject, False)
    return moves


def _gather(mobjects: Iterable[Mobject], still: set[Mobject], found: list[Mobject]) -> None:
    """Add to ``found`` what is drawn, family by family, and not still."""
    for mobject in mobjects:
        if mobject not in still and len(mobject.points):
            found.append(mobject)
        if mobject.submobjects:
            _gather(mobject.submobjects, still, found)
