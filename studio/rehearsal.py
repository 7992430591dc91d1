"""Look through a film before it is rendered: how long it is, and where its 3-D shot is.

A rehearsal plays a film with every animation skipped and nothing written or painted. That takes
seconds, and leaves the stage after each play exactly as the rendered film does.
"""

import importlib
import importlib.util
import inspect
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from manim import Scene, config, tempconfig
from numpy.typing import NDArray
from PIL import Image

from scenes.stage.film.film import Film
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.surface import LossSurface
from scenes.stage.landscape.terrain_lens import TerrainLens
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.plane.lens import Lens
from scenes.stage.space.viewport import Solid, Viewport
from studio.films import SCENES, film_file

__all__ = ["UNSEEN", "Motion", "Move", "Scout", "StudioRenderer", "load", "play_only", "rehearse"]

AnyLens = Lens | TerrainLens

UNSEEN = {
    "dry_run": True,
    "preview": False,
    "show_in_file_browser": False,
    "progress_bar": "none",
}
"""The configuration with which nothing is written or shown."""

Numbers = dict[str, Any]


class StudioRenderer(StageRenderer):
    """A renderer that reports the time, and can be asked for a picture of the stage."""

    report: Callable[[float], None] = staticmethod(lambda seconds: None)
    """Called with the seconds since the film's beginning, whenever there are more of them."""

    @property
    def time(self) -> float:
        """Seconds since the film's beginning; skipped and cached plays count too."""
        return self._time

    @time.setter
    def time(self, seconds: float) -> None:
        self._time = seconds
        self.report(seconds)

    def picture(self, scene: Scene) -> Image.Image:
        """Paint the stage as it stands between two plays."""
        self.static_image = None
        self.update_frame(scene)
        return Image.fromarray(self.get_frame()).convert("RGB")


class Motion(IntEnum):
    """What moves in a panel: the more telling, the higher."""

    VIEW = 1
    SOLID = 2
    BALL = 3


@dataclass(frozen=True, eq=False)
class Move:
    """A play in which a 3-D panel with a loss surface changes before the viewer's eyes.

    Attributes
    ----------
    play, seconds
        The play's number, and how long it takes.
    motion
        The most telling thing that moves.
    mesh
        (n, m, 3) the surface as it stands at the end, in the panel's space.
    """

    play: int
    seconds: float
    motion: Motion
    mesh: NDArray[np.float64]


class Scout(StudioRenderer):
    """The renderer of a rehearsal that notes the plays in which a surface's panel changes.

    And those in which a lens comes closer, in `zooms`.
    """

    def __init__(self) -> None:
        super().__init__(skip_animations=True)
        self.moves: dict[tuple[int, Viewport], list[Move]] = defaultdict(list)
        self.zooms: dict[AnyLens, list[int]] = defaultdict(list)

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Skip a play, and note which panels, seen before it and after it, it has changed."""
        number, chapter = self.num_plays, len(scene.chapters)
        panels = _surfaces(scene)
        for panel in panels:
            panel.update()  # what was set since the last play is no movement of this one
        before = {panel: _numbers(panel) for panel in panels}
        closeness = _lenses(scene)
        super().play(scene, *args, **kwargs)
        for panel, surface in _surfaces(scene).items():
            if panel in before and (motion := _motion(before[panel], _numbers(panel))):
                mesh = surface.mesh * [1.0, 1.0, surface.rise]
                self.moves[chapter, panel].append(Move(number, scene.duration, motion, mesh))
        for lens, closer in closeness.items():
            if lens.closer > closer:
                self.zooms[lens].append(number)

    def close_up(self) -> list[int]:
        """Return the plays in which one lens comes closer: the one that does so most often."""
        return max(self.zooms.values(), key=len, default=[])

    def reel(self) -> list[Move]:
        """Return the plays of one chapter that move one panel: where a ball rolls the longest.

        Where no ball ever rolls, anything else in a panel counts, and where nothing moves, the
        turning of its view. Without a panel there are none.
        """
        telling = max((move.motion for each in self.moves.values() for move in each), default=None)
        reels = [[move for move in each if move.motion == telling] for each in self.moves.values()]
        return max(reels, key=lambda reel: sum(move.seconds for move in reel), default=[])

    def shot(self) -> Move | None:
        """Return the longest play of the reel, if there is one."""
        return max(self.reel(), key=lambda move: move.seconds, default=None)


def _lenses(scene: Scene) -> dict[AnyLens, float]:
    """Return the lenses that stand in their places, and how close they look."""
    members = scene.get_mobject_family_members()
    return {each: each.closer for each in members if isinstance(each, AnyLens) and each.open > 0}


def _surfaces(scene: Scene) -> dict[Viewport, LossSurface]:
    """Return the panels on stage that show a surface, and what they show."""
    return {
        panel: solid
        for panel in scene.get_mobject_family_members()
        if isinstance(panel, Viewport) and panel.opacity > 0
        for solid in panel.solids
        if isinstance(solid, LossSurface) and solid.opacity > 0
    }


def _numbers(panel: Viewport) -> dict[Viewport | Solid, Numbers]:
    """Return the numbers that say how a panel looks: the angles of its view, and its solids'.

    A solid's numbers are what its kind has besides what all solids have: not its place on stage.
    """
    common = vars(Solid()).keys()
    numbers: dict[Viewport | Solid, Numbers] = {
        solid: {
            name: np.copy(value)
            for name, value in vars(solid).items()
            if name not in common and isinstance(value, (float, np.ndarray))
        }
        for solid in panel.solids
    }
    numbers[panel] = {dial: getattr(panel, dial) for dial in Viewport.dials}
    return numbers


def _motion(
    before: dict[Viewport | Solid, Numbers], after: dict[Viewport | Solid, Numbers]
) -> Motion | None:
    """Return the most telling thing that has moved, if anything has."""
    moved = [each for each in before.keys() & after.keys() if _differ(before[each], after[each])]
    return max(map(_kind, moved), default=None)


def _kind(moved: Viewport | Solid) -> Motion:
    if isinstance(moved, Viewport):
        return Motion.VIEW
    return Motion.BALL if isinstance(moved, RollingBall) else Motion.SOLID


def _differ(before: Numbers, after: Numbers) -> bool:
    return any(
        not np.array_equal(before[name], after[name]) for name in before.keys() & after.keys()
    )


def load(name: str) -> type[Film]:
    """Return the film of that name or file, and let Manim file its clips under it.

    Raises
    ------
    SystemExit
        With one line, if there is no such film, or not exactly one in its file.
    """
    path = film_file(name)
    house = path.parent == SCENES
    module = importlib.import_module(f"scenes.{path.stem}") if house else _module(path)
    found = [
        each
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, Scene) and each.__module__ == module.__name__
    ]
    if len(found) != 1 or not issubclass(found[0], Film):
        shown = path.relative_to(SCENES.parent) if house else path
        sys.exit(f"{shown}: there should be one scene here, and that a Film")
    config.input_file = str(path)
    return found[0]


def _module(path: Path) -> ModuleType:
    """Load a file that lies anywhere, as Manim does."""
    name = f"elsewhere.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rehearse(film_class: type[Film], renderer: StageRenderer | None = None) -> Film:
    """Play a film with all animations skipped, and return it as it is at its end."""
    renderer = renderer or StudioRenderer(skip_animations=True)
    with tempconfig(UNSEEN):
        film = film_class(renderer=renderer)
        film.render()
    return film


def play_only(film_class: type[Film], first: int, last: int, renderer: StageRenderer) -> None:
    """Play a film from one play to another, by their numbers, and skip the plays before."""
    only = {"from_animation_number": first, "upto_animation_number": last}
    with tempconfig({**only, "save_sections": False}):
        film_class(renderer=renderer).render()
