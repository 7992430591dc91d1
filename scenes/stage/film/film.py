"""A film: chapters in order, captions that wait for their reader, and clips that are never stale.

A film subclasses `Film` and writes each chapter as a method marked `@chapter("Title")`. A chapter
is a Manim section, and so a clip, a slide and a chapter mark.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from manim import (
    LEFT,
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    config,
    smooth,
    squish_rate_func,
    tempconfig,
)
from manim.utils.exceptions import EndSceneEarlyException

from mlcore import UserError
from scenes.stage.film.keys import SegmentKeys, film_digest
from scenes.stage.film.making import Making
from scenes.stage.film.output import file_name, filmed, users_own
from scenes.stage.film.registry import Chapter, chapter, chapters_of
from scenes.stage.film.telling import Telling
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import words
from scenes.stage.look.theme import theme
from scenes.stage.manim.seen import is_seen
from scenes.stage.settings import FilmSettings, SettingError, Settings

__all__ = ["Film", "chapter"]

_HANDED_ON = ((0.0, 0.3), (0.35, 0.7))
"""When, within a chapter's first play, the old heading goes, and when the new one comes."""


class Film(Telling):
    """The scene of a film.

    `settings` holds the section of the configuration that bears the name of the film's module.
    What a film loads from them, it loads in `prepare`, before anything is written; a
    `UserError` ends the program with one line; anything else is a fault of ours.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not users_own().has_option("CLI", "notify_outdated_version"):
            config.notify_outdated_version = False  # rendering asks nothing of the network

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        try:
            self.settings = Settings.read(self.section_name)
            self.film_settings = FilmSettings.read()
            self._to_draw = set(self.film_settings.chosen(len(self.registry)))
            self.prepare()
            filed = self.file_name
        except (UserError, OSError) as error:
            sys.exit(f"{self.section_name}: {error}")
        given = {*vars(self)} - {"_to_draw", "film_settings"}  # they do not change a picture
        self.chapters: list[tuple[str, float]] = []
        self.stills: list[tuple[str, float]] = []
        with tempconfig(filmed() | ({} if config.output_file else {"output_file": filed})):
            super().__init__(renderer, **kwargs)
        self.captioned = self.film_settings.captions == "picture"
        self._keys, self._digest = SegmentKeys(self), ""
        self.apart = frozenset({*vars(self), "apart"} - given)
        self.heading: list[Mobject] = []
        # cairo adds the ground's colour to what is translucent even where the ground is clear
        clear = self.camera.background_opacity == 0
        self.camera.vignette = 0.0 if clear else theme().vignette
        self.camera.background_color = ManimColor("#000000" if clear else theme().ground)

    @property
    def registry(self) -> tuple[Chapter, ...]:
        """The film's chapters."""
        return chapters_of(type(self))

    @property
    def file_name(self) -> str:
        """What the film's files are called, unless `-o` says otherwise."""
        chapters, scene = self.film_settings.chapters_name, type(self).__name__
        return file_name(scene, self.settings.data, theme().name, chapters)

    @property
    def section_name(self) -> str:
        """The name of the film's file, and of its section in the configuration."""
        return type(self).__module__.rpartition(".")[2]

    def prepare(self) -> None:
        """Load what the film is about; overridden by films that have settings of their own.

        Raises
        ------
        SettingError
            If anything is set, for it would change nothing.
        """
        if self.settings != Settings():
            raise SettingError(f"[{self.section_name}]: this film has no settings; leave it empty")

    def construct(self) -> None:
        """Play the chapters in the order of their definition."""
        for each in self.registry:
            getattr(self, each.method)()

    def caption_file(self, beside: Path) -> Path:
        """Return where captions go: beside the film only if players are to show them."""
        if self.film_settings.captions == "file":
            return beside
        return beside.parent / "captions" / beside.name

    def segment_key(self) -> str:
        """Return what names the segment of the play that begins now."""
        return self._keys.next(self.duration)

    def is_bare(self) -> bool:
        """Tell whether nothing is to be seen but a heading and a caption."""
        furniture = {self._caption, *self.heading}
        return not any(
            is_seen(member)
            for each in [*self.mobjects, *self.foreground_mobjects]
            if each not in furniture
            for member in each.get_family()
        )

    def digest(self) -> str:
        """Return a digest of all that the film depends on before it is played, words included."""
        self._digest = self._digest or film_digest(self)
        return self._digest

    def is_done(self) -> bool:
        """Tell whether the film has been made already, just so, and is still there."""
        return Making(self).is_done()

    def render(self, preview: bool = False) -> bool:
        """Render the film, or say that nothing has changed since that was done."""
        making = Making(self)
        if making.is_done():
            print(f"nothing has changed: {making.file}")
            making.stand_in(preview)
            return False
        again = super().render(preview)
        making.note()
        return again

    # -- chapters ------------------------------------------------------------------------------

    def play_chapter(self, method: str, heading: bool, play: Callable[[], None]) -> None:
        """Play a chapter; one that is not to be drawn is skipped, and leaves no trace in time.

        Once all that are to be drawn have been, the film ends.
        """
        if not self._to_draw:
            raise EndSceneEarlyException
        this = next(each for each in self.registry if each.method == method)
        captions = self.renderer.file_writer.subcaptions
        before, spoken, posed = self.time, len(captions), len(self.stills)
        drawn = this.number in self._to_draw
        self._keys.open(method)
        self.open_chapter(this.title, heading, drawn)
        play()
        self.pause()
        self._keys.open("construct")
        self._to_draw.discard(this.number)
        if not drawn:
            self.renderer.time = self._read_until = before
            del captions[spoken:], self.stills[posed:], self.chapters[-1]

    def open_chapter(self, title: str, heading: bool = True, drawn: bool = True) -> None:
        """Begin a chapter, with its title as a heading, once the one before has gone."""
        self.pause()
        self.next_section(title, skip_animations=not drawn)
        self.chapters.append((title, self.time))
        first, then = (squish_rate_func(smooth, *part) for part in _HANDED_ON)
        self._arriving += [
            FadeOut(each, rate_func=first) for each in self.heading if each in self.mobjects
        ]
        self.heading = []
        if heading:
            name = words(title, theme().type.heading, weight="semibold")
            name.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)
            self._arriving.append(FadeIn(name, rate_func=then))
            self.heading = [name]

    def poster(self) -> None:
        """Mark this moment as the most telling of its chapter, for pictures of the film."""
        self.stills.append((self.chapters[-1][0], self.time))
