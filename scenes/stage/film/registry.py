"""Which chapters a film has, known without playing it.

A chapter is a method marked `@chapter("Title")`. Their order is that of their definition; from it
come sections, clips, the keys of segments, stills and the setting `[film] chapters`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

__all__ = ["Chapter", "chapter", "chapters_of"]

Method = Callable[..., None]

_MARK = "chapter_title"


@dataclass(frozen=True)
class Chapter:
    """One chapter of a film: its number from 1 on, its title, and the name of its method."""

    number: int
    title: str
    method: str


def chapter(title: str, heading: bool = True) -> Callable[[Method], Method]:
    """Mark a method of a film as a chapter; its title stands in the upper left, if wanted."""

    def mark(method: Method) -> Method:
        @wraps(method)
        def play(film: Any, *args: Any, **kwargs: Any) -> None:
            film.play_chapter(method.__name__, heading, lambda: method(film, *args, **kwargs))

        setattr(play, _MARK, title)
        return play

    return mark


def chapters_of(film: type) -> tuple[Chapter, ...]:
    """Return the chapters of a film's class, in the order of their definition.

    A chapter that a subclass writes anew keeps its place.
    """
    names = dict.fromkeys(name for each in reversed(film.__mro__) for name in vars(each))
    titles = ((name, getattr(getattr(film, name), _MARK, None)) for name in names)
    marked = [(name, title) for name, title in titles if title is not None]
    return tuple(Chapter(k, title, name) for k, (name, title) in enumerate(marked, start=1))
