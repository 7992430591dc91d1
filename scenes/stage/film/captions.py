"""Captions: how they are broken into lines, and how long they take to read."""

import math
import re
import textwrap
from collections.abc import Callable

__all__ = ["Said", "first_fitting", "fitting", "reading_time", "spoken", "wrap_caption"]

COLUMNS = 42
LINES = 2
LONGEST = 7.0
"""Seconds that a caption stays at most."""
_SPEED = 15.0  # characters a second; 17 are common as a limit
_SHORTEST = 1.8


class Said:
    """Words that are only said: no picture depends on them but by the caption that shows them.

    For captions that stand in a constant or a record, away from the `say(…)` that says them: to
    change a word there draws anew what shows it, and nothing else. So they give themselves to
    `say` alone, and neither to a label nor into another text.

    Examples
    --------
    >>> HINT = Said("Which line would you choose?")
    >>> f"{HINT}"
    Traceback (most recent call last):
    TypeError: words that are only said are given to say(…) as they are
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return f"Said({self._text!r})"

    def __str__(self) -> str:
        raise TypeError("words that are only said are given to say(…) as they are")


def spoken(said: str | Said) -> str:
    """Return the words of a caption; for `say`, and for tests that read along."""
    return said._text if isinstance(said, Said) else said


def wrap_caption(text: str) -> str:
    """Break a caption into lines that players can show.

    Raises
    ------
    ValueError
        If it needs more than two lines of 42 characters.
    """
    text = re.sub(r"(?<=\d) (?=[°%])", "\u00a0", text)  # a number keeps its sign beside it
    lines = textwrap.wrap(text, COLUMNS)
    if len(lines) == LINES:  # break near the middle: two lines of like length read best
        longest_word = max(len(word) for word in text.split(" "))
        widths = range(min(longest_word, COLUMNS), COLUMNS + 1)
        narrow = next(width for width in widths if len(textwrap.wrap(text, width)) <= LINES)
        lines = textwrap.wrap(text, narrow)
    if len(lines) > LINES:
        raise ValueError(f"a caption has at most {LINES} lines of {COLUMNS} characters: {text!r}")
    return "\n".join(lines)


def reading_time(text: str) -> float:
    """Return the seconds that a caption takes to read, a multiple of 0.2.

    Examples
    --------
    >>> reading_time("Which line?"), reading_time("x" * 60)
    (1.8, 4.0)
    """
    seconds = math.ceil(round(len(text) / _SPEED / 0.2, 6)) * 0.2
    return round(min(LONGEST, max(_SHORTEST, seconds)), 1)


def first_fitting(*wordings: str) -> str:
    """Return the first of several wordings that fits a caption; the last one if none does."""
    for text in wordings:
        try:
            wrap_caption(text)
        except ValueError:
            continue
        return text
    return wordings[-1]


def fitting(sentence: Callable[[int], str]) -> str:
    """Return the longest of ``sentence(length)`` that fits a caption.

    ``length`` is what names may take, from 24 characters down to 4.
    """
    return first_fitting(*map(sentence, range(24, 3, -1)))
