"""Look through a film before it is rendered: how long it is, and where its descent is.

A rehearsal plays a film with every animation skipped and nothing written or painted. That takes
seconds, and leaves the stage after each play exactly as the rendered film does.
"""

import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from manim import Scene, ValueTracker, config, tempconfig
from PIL import Image

from scenes.stage.film.film import Film
from scenes.stage.manim.renderer import StageRenderer

__all__ = [
    "SCENES",
    "StudioRenderer",
    "film_names",
    "load",
    "play_only",
    "playhead_moves",
    "rehearse",
]

SCENES = Path(__file__).parents[1] / "scenes"
SHOT_CHAPTER = "Descent"

UNSEEN = {
    "dry_run": True,
    "preview": False,
    "show_in_file_browser": False,
    "progress_bar": "none",
}
"""The configuration with which nothing is written or shown."""


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


class Scout(StudioRenderer):
    """The renderer of a rehearsal that notes when the playhead moves in the descent."""

    def __init__(self) -> None:
        super().__init__(skip_animations=True)
        self.moves: dict[int, float] = {}

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Skip a play, and note its number and its seconds if it moves the playhead."""
        number = self.num_plays
        super().play(scene, *args, **kwargs)
        in_chapter = [title for title, _ in scene.chapters[-1:]] == [SHOT_CHAPTER]
        if in_chapter and any(isinstance(each.mobject, ValueTracker) for each in scene.animations):
            self.moves[number] = scene.duration


def film_names() -> list[str]:
    """Return the names of all films."""
    return sorted(path.stem for path in SCENES.glob("*.py") if not path.stem.startswith("_"))


def load(name: str) -> type[Film]:
    """Return the film of that name, and let Manim file its clips under it.

    Raises
    ------
    SystemExit
        With one line, if there is no such film, or not exactly one in its file.
    """
    if name not in film_names():
        sys.exit(f"there is no film {name!r}; there are: {', '.join(film_names())}")
    module = importlib.import_module(f"scenes.{name}")
    found = [
        each
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, Scene) and each.__module__ == module.__name__
    ]
    if len(found) != 1 or not issubclass(found[0], Film):
        sys.exit(f"scenes/{name}.py: there should be one scene here, and that a Film")
    config.input_file = str(SCENES / f"{name}.py")
    return found[0]


def rehearse(film_class: type[Film], renderer: StageRenderer | None = None) -> Film:
    """Play a film with all animations skipped, and return it as it is at its end."""
    renderer = renderer or StudioRenderer(skip_animations=True)
    with tempconfig(UNSEEN):
        film = film_class(renderer=renderer)
        film.render()
    return film


def playhead_moves(film_class: type[Film]) -> dict[int, float]:
    """Return which plays move the playhead in a film's descent, and how many seconds each takes.

    Surface, ball, trail, data, fit and loss curve all move in them.

    Raises
    ------
    SystemExit
        If no chapter called "Descent" moves a playhead.
    """
    scout = Scout()
    rehearse(film_class, scout)
    if not scout.moves:
        sys.exit(f"{film_class.__name__}: no chapter {SHOT_CHAPTER!r} moves a playhead")
    return scout.moves


def play_only(film_class: type[Film], first: int, last: int, renderer: StageRenderer) -> None:
    """Play a film from one play to another, by their numbers, and skip the plays before."""
    only = {"from_animation_number": first, "upto_animation_number": last}
    with tempconfig({**only, "save_sections": False}):
        film_class(renderer=renderer).render()
