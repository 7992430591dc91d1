"""What names a segment: everything that its picture depends on, and as little else as can be.

The key of a play is a digest of

- what lies below all films: the sources of `mlcore` and of the stage, theme, fonts, packages that
  draw, encoder and ground;
- its chapter: the code of the method and of whatever that mentions, and the film as the chapters
  before hand it on, with its data, when the chapter's first play begins;
- the lengths of the chapter's plays so far, and with them the number of this one;
- the caption, if that stands in the picture.

So editing another film, a comment, or a later chapter leaves a clip as it is.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from manim import Mobject, Scene, config

from scenes.stage.film.fingerprint import BASE, Fingerprint
from scenes.stage.film.registry import chapters_of
from scenes.stage.film.sources import Sources
from scenes.stage.look.text import FONTS
from scenes.stage.look.theme import theme
from scenes.stage.manim.configuration import video_encoder_fingerprint

if TYPE_CHECKING:
    from scenes.stage.film.film import Film

__all__ = ["SegmentKeys", "film_digest"]

_DRAWING = ("av", "manim", "numba", "numpy", "pycairo", "scipy", "typst")
"""Packages that make the picture, or its numbers."""
_NOT_HANDED_ON = {"construct", "prepare"}
"""Methods of a film that no chapter calls: what they do is in the film's state."""


class SegmentKeys:
    """The keys of a film's plays, one after another."""

    def __init__(self, film: "Film") -> None:
        self.film = film
        self.sources = Sources()
        self.open("construct")

    @cached_property
    def base(self) -> str:
        """The digest of what lies below all films."""
        return _base(self.film)

    def open(self, method: str) -> None:
        """Begin what one method of the film plays: a chapter, or what stands between chapters."""
        self._method = method
        self._chapter = ""
        self._played = hashlib.sha256()

    def next(self, seconds: float) -> str:
        """Return the key of the next play, which takes so many seconds."""
        film = self.film
        self._chapter = self._chapter or self._chapter_digest()
        self._played.update(f"{seconds!r} ".encode())
        said = film.caption_shown if film.captioned else ""
        parts = (self.base, self._chapter, self._played.hexdigest(), said)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _chapter_digest(self) -> str:
        """Return the digest of the chapter that begins: its code, and what is handed on to it."""
        _bring_up_to_date(self.film)
        methods, overriding = _methods(type(self.film))
        digest = Fingerprint(self.film, methods, self.sources)
        digest.add(getattr(type(self.film), self._method), *overriding)
        return digest.add(_handed_on(self.film)).hexdigest()


def _bring_up_to_date(film: "Film") -> None:
    """Run the updaters of what the film holds off the stage.

    They stopped where it left, and that is another moment if the play was drawn than if it was
    skipped.
    """
    staged = set(film.get_mobject_family_members())
    for each in _mobjects_in(list(vars(film).values()), {id(film)}):
        if each not in staged:
            each.update(0)


def _mobjects_in(values: Iterable[object], seen: set[int]) -> Iterator[Mobject]:
    """Yield the mobjects among values, and those that lists, and objects of the stage, hold."""
    for value in values:
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, Mobject):
            yield value
        elif isinstance(value, list | tuple):
            yield from _mobjects_in(value, seen)
        elif type(value).__module__.startswith("scenes.") and not isinstance(value, Scene):
            yield from _mobjects_in(list(getattr(value, "__dict__", {}).values()), seen)


def film_digest(film: "Film") -> str:
    """Return a digest of all that a film depends on as it stands, its words included."""
    every = {
        name: value for each in reversed(type(film).__mro__) for name, value in vars(each).items()
    }
    own = [every[name] for name in sorted(every) if callable(every[name])]
    digest = Fingerprint(film, {}, Sources(captions=True))
    return digest.add(_base(film), own, _handed_on(film)).hexdigest()


def _handed_on(film: "Film") -> tuple[object, ...]:
    """Return what a chapter finds: the film's own attributes, and what stands on the stage."""
    held = {name: value for name, value in vars(film).items() if name not in film.apart}
    staged = [each for each in film.mobjects if each is not film._caption]
    return held, staged, film.foreground_mobjects, film.updaters


def _methods(kind: type) -> tuple[Mapping[str, object], list[object]]:
    """Return what a film's class defines, by name, and what of it may be called unnamed."""
    films = [each for each in reversed(kind.__mro__) if each not in Scene.__mro__]
    base = next(each for each in films if each.__name__ == "Film")
    below = {name for each in films if each in base.__mro__ for name in vars(each)} | {*dir(Scene)}
    above = {name for each in films if each not in base.__mro__ for name in vars(each)}
    defined = {name: value for each in films for name, value in vars(each).items()}
    played = {each.method for each in chapters_of(kind)} | _NOT_HANDED_ON
    methods = {
        name: value
        for name, value in defined.items()
        if name not in played and not name.startswith("__")
    }
    return methods, [methods[name] for name in sorted(above & below & methods.keys())]


def _base(film: "Film") -> str:
    """Return the digest of what lies below all films."""
    total = hashlib.sha256()
    for folder, pattern in [*((each, "*.py") for each in BASE), (FONTS, "*")]:
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    encoder = video_encoder_fingerprint(film.session_spec.video_encoder)
    ground: Any = (film.camera.background_color.to_hex(), film.camera.background_opacity)
    frame = (config.frame_width, config.frame_height, film.captioned)
    versions = [version(name) for name in _DRAWING]
    total.update(repr((theme(), encoder, ground, frame, versions)).encode())
    return total.hexdigest()
