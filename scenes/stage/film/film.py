"""A film: chapters in order, captions that wait for their reader, and clips that are never stale.

A film subclasses `Film` and writes each chapter as a method marked `@chapter("Title")`. A chapter
is a Manim section, and so a clip, a slide and a chapter mark.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
from manim import (
    LEFT,
    Animation,
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    config,
    rate_functions,
)
from manim._config.output import OutputFormat

import mlcore
from scenes.stage.film.captions import LONGEST, reading_time, wrap_caption
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import words
from scenes.stage.look.theme import BLINK, BREATH, theme
from scenes.stage.manim.scene import StageScene
from scenes.stage.motion.dials import Turn
from scenes.stage.settings import SettingError, Settings
from scenes.stage.space.viewport import Viewport

__all__ = ["Film", "chapter"]

Method = Callable[..., None]

_STILLS = {OutputFormat.PNG, OutputFormat.PNG_SEQUENCE, OutputFormat.NONE}

_DRIFT = 0.022  # radians a second: a little over one degree
_SWAY = 0.13  # how far a held view drifts to either side


def chapter(title: str, heading: bool = True) -> Callable[[Method], Method]:
    """Mark a method of a film as a chapter; its title stands in the upper left, if wanted."""

    def mark(method: Method) -> Method:
        @wraps(method)
        def play(film: Film, *args: Any, **kwargs: Any) -> None:
            film.open_chapter(title, heading)
            method(film, *args, **kwargs)
            film.finish_reading()

        return play

    return mark


class Film(StageScene):
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
        self._read_until = 0.0
        self._held: list[tuple[Viewport, float]] = []
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
        self.finish_reading()
        self.next_section(title)
        self.chapters.append((title, self.time))
        self.heading = []
        if heading:
            name = words(title, theme().type.heading, weight="semibold")
            name.move_to((GRID.left_edge, 0, 0), aligned_edge=LEFT).stand_on(GRID.title_y)
            self.heading = [name]
            self.play(FadeIn(name), run_time=BLINK)

    def still(self) -> None:
        """Mark this moment as the most telling of its chapter, for pictures of the film."""
        self.stills.append((self.chapters[-1][0], self.time))

    def clear_stage(self, *keep: Mobject, run_time: float = 2 * BLINK) -> None:
        """Fade out everything but ``keep``."""
        self.hold()
        leaving = [mobject for mobject in self.mobjects if mobject not in keep]
        if leaving:
            self.play(*(FadeOut(mobject) for mobject in leaving), run_time=run_time)
        self.remove(*leaving)

    # -- captions ------------------------------------------------------------------------------

    def narrate(self, text: str, *animations: Animation | Any, **kwargs: Any) -> None:
        """Show a caption, from now for as long as it takes to read, while ``animations`` play.

        Waits first until the caption before it has been read.

        Raises
        ------
        ValueError
            If the text needs more than two lines of 42 characters.
        """
        content = wrap_caption(text)
        self.finish_reading()
        duration = reading_time(text)
        self._extend_last_caption()
        self.add_subcaption(content, duration=duration)
        self._read_until = self.time + duration
        if animations:
            self.play(*animations, **kwargs)

    def finish_reading(self, at_least: float = 0.0) -> None:
        """Rest until the caption has been read, and for ``at_least`` so many seconds."""
        rest = max(at_least, _tenths(self._read_until - self.time - 1e-6))
        if rest > 0:
            self.rest(rest)

    def _extend_last_caption(self) -> None:
        """Let the caption before stay until now, if that is soon and not too long."""
        captions = self.renderer.file_writer.subcaptions
        if captions:
            now = timedelta(seconds=self.time)
            last = captions[-1]
            if now - last.end < timedelta(seconds=2.5):
                last.end = max(last.end, min(now, last.start + timedelta(seconds=LONGEST)))

    # -- rests ---------------------------------------------------------------------------------

    def hold(self, *viewports: Viewport) -> None:
        """From now on let these viewports, and no others, drift a little while the film rests."""
        self._held = [(viewport, viewport.theta) for viewport in viewports]

    def rest(self, seconds: float = BREATH) -> None:
        """Wait; a held view drifts meanwhile, to and fro about where it was taken hold of."""
        drift = self.drifting(seconds)
        if drift:
            self.bring_to_front(*(view for view, _ in self._held))  # before them, all is drawn once
            self.play(*drift, run_time=seconds)
        else:
            self.wait(seconds)

    def drifting(self, seconds: float) -> list[Turn]:
        """Return the drift of held views over so many seconds, to play beside other things."""
        drift = []
        for view, home in self._held:
            onward = 1.0 if view.theta <= home else -1.0
            goal = np.clip(view.theta + onward * _DRIFT * seconds, home - _SWAY, home + _SWAY)
            drift.append(Turn(view, theta=goal, rate_func=rate_functions.ease_in_out_sine))
        return drift


def _tenths(seconds: float) -> float:
    """Round up to a multiple of 0.2 s, which lasts a whole number of frames at common rates."""
    return max(0.0, round(-(-round(seconds, 6) // 0.2) * 0.2, 1))
