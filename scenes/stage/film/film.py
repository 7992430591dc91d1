"""A film: chapters in order, captions that wait for their reader, and clips that are never stale.

A film subclasses `Film` and writes each chapter as a method marked `@chapter("Title")`. A chapter
is a Manim section, and so a clip, a slide and a chapter mark.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from manim import (
    LEFT,
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    config,
)
from manim._config.output import OutputFormat

import mlcore
from scenes.stage.film.telling import Telling
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.settings import SettingError, Settings

__all__ = ["Film", "chapter"]

Method = Callable[..., None]

_STILLS = {OutputFormat.PNG, OutputFormat.PNG_SEQUENCE, OutputFormat.NONE}


def chapter(title: str, heading: bool = True) -> Callable[[Method], Method]:
    """Mark a method of a film as a chapter; its title stands in the upper left, if wanted."""

    def mark(method: Method) -> Method:
        @wraps(method)
        def play(film: Film, *args: Any, **kwargs: Any) -> None:
            film.open_chapter(title, heading)
            method(film, *args, **kwargs)
            film.pause()

        return play

    return mark


class Film(Telling):
    """The scene of a film.

    `settings` holds the section of the configuration that bears the name of the film's module.
    What a film loads from them, it loads in `prepare`, before anything is written; a
    `SettingError` or a `ValueError` of mlcore ends the program with one line.
    """

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        config.notify_outdated_version = False  # rendering asks nothing of the network
        if OutputFormat.parse(config.format) in _STILLS:
            config.save_sections = False  # Manim refuses to render a still with sections on
        try:
            self.settings = Settings.read(self.section_name)
            self.prepare()
            theme()
        except (SettingError, ValueError, OSError) as error:
            sys.exit(f"{self.section_name}: {error}")
        super().__init__(renderer, **kwargs)
        self.chapters: list[tuple[str, float]] = []
        self.stills: list[tuple[str, float]] = []
        self.heading: list[Mobject] = []

    @property
    def section_name(self) -> str:
        """The name of the film's file, and of its section in the configuration."""
        return type(self).__module__.rpartition(".")[2]

    def prepare(self) -> None:
        """Load what the film is about; overridden by films."""

    def setup(self) -> None:
        """Set the ground's colour, and make the cache see all that a picture depends on."""
        # cairo adds the ground's colour to what is translucent even where the ground is clear
        clear = self.camera.background_opacity == 0
        self.camera.background_color = ManimColor("#000000" if clear else theme().ground)
        self.camera.cache_token = self.digest()

    def digest(self) -> str:
        """Return a digest of the settings, the theme, the data and the sources of the project."""
        total = hashlib.sha256(repr((type(self).__name__, self.settings, theme())).encode())
        folders = Path(mlcore.__file__).parent, Path(__file__).parents[2]
        sources = [source for folder in folders for source in sorted(folder.rglob("*.py"))]
        for source in [*sources, Path(inspect.getfile(type(self)))]:
            total.update(source.read_bytes())
        for part in self.digested():
            total.update(part)
        return total.hexdigest()

    def digested(self) -> list[bytes]:
        """Return whatever else the pictures depend on, such as the data; overridden by films."""
        return []

    # -- drawing only what moves ---------------------------------------------------------------

    def settle(self, *mobjects: Mobject) -> None:
        """Send mobjects to the back, where what does not move is drawn once for a whole play.

        One that moves in parts, such as a formula with live numbers, comes last.
        """
        self.bring_to_back(*self.heading, *mobjects)

    # -- chapters ------------------------------------------------------------------------------

    def open_chapter(self, title: str, heading: bool = True) -> None:
        """Begin a chapter, with its title as a heading."""
        self.pause()
        self.next_section(title)
        self.chapters.append((title, self.time))
        self._arriving += [FadeOut(each) for each in self.heading if each in self.mobjects]
        self.heading = []
        if heading:
            name = words(title, theme().type.heading, weight="semibold")
            name.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)
            self._arriving.append(FadeIn(name))
            self.heading = [name]

    def poster(self) -> None:
        """Mark this moment as the most telling of its chapter, for pictures of the film."""
        self.stills.append((self.chapters[-1][0], self.time))
