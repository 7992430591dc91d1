"""How a film tells: what is said, what appears with it, and the time that both need.

An author writes what is said and what comes; the waiting for the reader, the drift of a held 3-D
view and the placing of captions are done here.

- `say`: a caption, and what comes in with it, once the caption before has been read
- `show`, `dismiss`: what comes in and what goes, without a word
- `pause`: until the caption has been read, and for so long at least
- `clear_stage`: everything goes but what is kept
- `play`: Manim's own, and while it lasts held views drift
"""

import math
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Protocol, cast, runtime_checkable

from manim import Animation, FadeIn, FadeOut, Mobject, linear
from manim.animation.animation import prepare_animation

from scenes.stage.film.captions import LONGEST, Said, reading_time, spoken, wrap_caption
from scenes.stage.look.caption import Caption
from scenes.stage.look.theme import BEAT, BLINK
from scenes.stage.manim.scene import StageScene
from scenes.stage.motion.dials import Turn
from scenes.stage.space.viewport import Viewport

__all__ = ["Entering", "Telling", "entrance"]

_DRIFT = 0.2
"""Radians of a view's sway a second: at its quickest a view turns by 1.5 degrees a second."""

_EDGE_ON = 1.3
"""Radians from the vertical beyond which a view shows a plane picture, and is held still."""

_SOON = timedelta(seconds=2.5)
"""A caption stays on until the next one that follows so soon."""


@runtime_checkable
class Entering(Protocol):
    """What says itself how it comes onto the stage."""

    def entrance(self) -> Animation:
        """Return the animation that brings it in."""


def entrance(thing: Any) -> Animation:
    """Return the animation that brings a thing in; an animation is taken as it is."""
    if isinstance(thing, Entering):
        return thing.entrance()
    if isinstance(thing, Mobject):
        return FadeIn(thing)
    return prepare_animation(thing)


class Telling(StageScene):
    """A scene that speaks in captions, and gives the reader time.

    Attributes
    ----------
    captioned
        Whether captions stand in the picture.
    caption_shown
        What the picture says now, or nothing.
    """

    captioned = True

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        super().__init__(renderer, **kwargs)
        self.caption_shown = ""
        self._caption: Caption | None = None
        self._read_until = 0.0
        self._arriving: list[Animation] = []

    # -- what is said --------------------------------------------------------------------------

    def say(self, said: str | Said, *arriving: Any, seconds: float = BEAT) -> None:
        """Show a caption, and bring things in meanwhile.

        Waits first until the caption before it has been read.

        Parameters
        ----------
        said
            At most two lines of 42 characters.
        arriving
            Mobjects, which come in their own way or fade in, and animations.
        seconds
            How long that takes.

        Raises
        ------
        ValueError
            If the text is too long.
        """
        text = spoken(said)
        content = wrap_caption(text)
        self.pause()
        duration = reading_time(text)
        self._extend_last_caption()
        self.add_subcaption(content, duration=duration)
        self._read_until = self.time + duration
        self.caption_shown = text
        self.show(*arriving, seconds=seconds)

    def pause(self, at_least: float = 0.0) -> None:
        """Wait until the caption has been read, and for ``at_least`` so many seconds."""
        seconds = max(at_least, _fifths(self._read_until - self.time - 1e-6))
        if seconds <= 0:
            return
        drift = self.drifting(seconds)
        if drift:
            self.play(run_time=seconds)
        else:
            self.wait(seconds)

    def _extend_last_caption(self) -> None:
        """Let the caption before stay until now, if that is soon and not too long."""
        captions = self.renderer.file_writer.subcaptions
        if captions:
            now = timedelta(seconds=self.time)
            last = captions[-1]
            if now - last.end < _SOON:
                last.end = max(last.end, min(now, last.start + timedelta(seconds=LONGEST)))

    # -- what comes and goes -------------------------------------------------------------------

    def show(self, *arriving: Any, seconds: float = BEAT) -> None:
        """Bring things in: mobjects in their own way, or fading; animations as they are.

        What stands on the stage already stays as it is.
        """
        coming = [entrance(each) for each in arriving if each not in self.mobjects]
        if coming:
            self.play(*coming, run_time=seconds)

    def dismiss(self, *leaving: Mobject, seconds: float = BLINK) -> None:
        """Fade things out."""
        if leaving:
            self.play(*(FadeOut(each) for each in leaving), run_time=seconds)

    def clear_stage(self, *keep: Mobject, seconds: float = 2 * BLINK) -> None:
        """Fade out everything but ``keep``, once the caption has been read."""
        self.pause()
        kept = {*keep, self._caption}
        leaving = [mobject for mobject in self.mobjects if mobject not in kept]
        self.dismiss(*leaving, seconds=seconds)
        self.remove(*leaving)

    def play(self, *animations: Any, **kwargs: Any) -> None:
        """Play as Manim does; what waits to arrive comes in too, and held views drift."""
        given = [prepare_animation(each) for each in animations]
        arriving, self._arriving = self._arriving, []
        seconds = kwargs.get("run_time") or (self.get_run_time(given) if given else 0.0)
        drift = self.drifting(seconds) if seconds else []
        # what stands behind the views is then drawn once for the whole play
        views = (cast(Viewport, turn.mobject) for turn in drift)
        self.bring_to_front(*(view for view in views if not view.backdrop))
        super().play(*given, *arriving, *drift, **kwargs)

    # -- what the stage does by itself ---------------------------------------------------------

    def drifting(self, seconds: float) -> list[Turn]:
        """Return the drift of the held views on the stage over so many seconds."""
        return [
            Turn(view, sway=view.sway + _DRIFT * seconds, run_time=seconds, rate_func=linear)
            for view in self._views()
            if view.drifts and view.phi < _EDGE_ON
        ]

    def _views(self) -> Iterator[Viewport]:
        """Yield the viewports on the stage."""
        for root in self.mobjects:
            for member in root.get_family():
                if isinstance(member, Viewport):
                    yield member

    def before_painting(self) -> None:
        """Typeset the caption, which is needed only where it is painted."""
        self.typeset_caption()

    def typeset_caption(self) -> None:
        """Put the caption that is shown now into the picture, in place of the one before."""
        text = self.caption_shown if self.captioned else ""
        if self._caption is not None and self._caption.text != text:
            self.remove(self._caption)
            self._caption = None
        if self._caption is None and text:
            self._caption = Caption(text)
            self.bring_to_back(self._caption)
            self.bring_to_back(*(view for view in self._views() if view.backdrop))


def _fifths(seconds: float) -> float:
    """Round up to a multiple of 0.2 s, which lasts a whole number of frames at common rates."""
    return max(0.0, round(math.ceil(round(seconds / 0.2, 6)) * 0.2, 1))
