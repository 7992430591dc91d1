"""Captions in the picture: one line in the lowest band, whose words have the colours they name.

What is said of a weight, the loss or the gradient is said in the colour that it has in formula
and plot, so that the eye finds it without being told where.
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from manim import VMobject

from scenes.stage.look.layout import GRID
from scenes.stage.look.text import FONTS, TEXT_FONT, Label, typst_string
from scenes.stage.look.theme import theme
from scenes.stage.manim.typeset import Outline, outlines

__all__ = ["Caption", "vocabulary"]

_MEANINGS = {
    "w0": r"w0",
    "w1": r"w1",
    "loss": r"loss(?:es)?|mean squared error|squared errors?|cross-entropy|surprises?|surprised"
    r"|λmax|λmin",
    "gradient": r"gradient|derivatives?",
    "prediction": r"predict(?:s|ed|ion|ions)?|ŷ",
    "minimum": r"minimum|lowest point",
    "step": r"δ",
}
_SYMBOLS = {
    "w0": "w_0",
    "w1": "w_1",
    "ŷ": "hat(y)",
    "δ": "delta",
    "λmax": 'lambda_"max"',
    "λmin": 'lambda_"min"',
}
"""Words that are set as mathematics, in Typst."""
_SYMBOL_SIZE = 1.25
"""Of the words around them: the letters of mathematics are smaller."""


def vocabulary() -> re.Pattern[str]:
    """Return what finds the words that have a colour; the group's name is their meaning."""
    parts = (f"(?P<{meaning}>{words})" for meaning, words in _MEANINGS.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


class Caption(VMobject):
    """A caption as it stands in the picture.

    One outline a colour; a line that is too long for the frame is made smaller.

    Parameters
    ----------
    text
        Taken as it is, never as markup; on one line.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        colours, size = theme(), theme().type.caption
        preamble = f'#set text(font: "{TEXT_FONT}", fill: rgb("{colours.ink}"))'
        # the capital stands on the baseline, and is taken away
        body = "".join([f"#{typst_string('H')}", *_spans(text)])
        capital, *glyphs = outlines(body, size, preamble, [FONTS])
        by_colour: dict[str, list[Outline]] = {}
        for glyph in glyphs:
            by_colour.setdefault(glyph.colour, []).append(glyph)
        for colour, group in by_colour.items():
            self.add(Label(text, group, colour, size))
        self.shift(np.array([-float(self.get_x()), GRID.caption_y - capital.bottom, 0.0]))
        self._size, self._built_width = size, float(self.width)
        room = GRID.right_edge - GRID.left_edge
        if self.width > room:
            self.scale(room / self.width, about_point=np.array([0.0, GRID.caption_y, 0.0]))

    @property
    def font_size(self) -> float:
        """The font size as the caption stands."""
        return self._size * float(self.width) / self._built_width if self._built_width else 0.0


def _spans(text: str) -> Iterator[str]:
    """Write a text in Typst, every word of the vocabulary in the colour of its meaning."""
    done = 0
    for match in vocabulary().finditer(text):
        if match.start() > done:
            yield f"#{typst_string(text[done : match.start()])}"
        colour: Any = getattr(theme(), str(match.lastgroup))
        word = match[0]
        inner = f"$ {_SYMBOLS[word]} $".replace(" ", "") if word in _SYMBOLS else None
        size = f"{_SYMBOL_SIZE if inner else 1}em"
        yield f'#text(fill: rgb("{colour}"), size: {size})[{inner or "#" + typst_string(word)}]'
        done = match.end()
    if done < len(text):
        yield f"#{typst_string(text[done:])}"
