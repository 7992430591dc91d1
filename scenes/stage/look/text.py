"""Words, symbols and live numbers, typeset by Typst with the fonts of `assets/fonts`.

Words reach Typst as strings, never as markup, so that a column called `#1 $` stays one.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self

import numpy as np
from manim import UP, VMobject
from numpy.typing import NDArray

from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import format_number
from scenes.stage.manim.mobjects import Sharing
from scenes.stage.manim.typeset import Outline, mathematics, outlines

__all__ = [
    "FONTS",
    "Label",
    "LiveNumber",
    "number_source",
    "number_words",
    "symbol",
    "typst_string",
    "words",
]

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
TEXT_FONT = "Inter"
MATH_FONT = "New Computer Modern Math"

SMALLEST = 19.2
"""The smallest font size that can be read: 2.5 % of the frame's height."""

_CAPITAL = "H"

Weight = Literal["regular", "medium", "semibold"]
Face = Literal["text", "math"]


def words(
    text: str,
    size: float | None = None,
    colour: str | None = None,
    weight: Weight = "regular",
    width: float | None = None,
    align: Literal["left", "center"] = "left",
) -> "Label":
    """Set a text in the project's font, as one outline.

    Parameters
    ----------
    text
        Taken as it is; line breaks are kept.
    size
        Font size; the theme's body size by default.
    colour
        Hexadecimal; the theme's ink by default.
    weight
        Of the strokes.
    width
        In frame units: a longer text is made smaller, and one that would become too small to
        read is cut, with an ellipsis.
    align
        Of several lines.
    """
    size = size or theme().type.body
    preamble = (
        f'#set text(font: "{TEXT_FONT}", weight: "{weight}", number-width: "tabular")\n'
        f"#set align({align})\n#set par(leading: 0.7em)"
    )
    single = "\n" not in text
    lines = [_CAPITAL + text] if single else text.split("\n")
    body = " \\ ".join(f"#{typst_string(line)}" for line in lines)
    glyphs = outlines(body, size, preamble, [FONTS])
    # the capital stands on the baseline, and has done its duty
    baseline = glyphs.pop(0).bottom if single else 0.0
    label = Label(text, glyphs, colour or theme().ink, size, baseline)
    if width is None or label.width <= width:
        return label
    share, least = width / label.width, SMALLEST / size
    if share >= least:
        return label.scale(share)
    cut = text[: int(len(text) * share / least) - 1].rstrip() + "…"
    return words(cut, size, colour, weight, width, align)


def symbol(source: str, colour: str | None = None, size: float | None = None) -> "Label":
    """Set a piece of mathematics, in Typst's notation, in one colour, as one outline."""
    size = size or theme().type.body
    label = Label(source, mathematics(source, size), colour or theme().ink, size)
    label.is_mathematics = True
    return label


class Label(VMobject):
    """A text as one outline: drawn, moved and copied much faster than its glyphs one by one.

    `is_mathematics` tells whether `text` is Typst's mathematics, or words.
    """

    is_mathematics = False

    def __init__(
        self, text: str, glyphs: Sequence[Outline], colour: str, size: float, baseline: float = 0.0
    ) -> None:
        super().__init__(fill_color=colour, fill_opacity=1, stroke_width=0)
        self.text, self.size = text, size
        self.points = np.concatenate([np.zeros((0, 3)), *(each.points for each in glyphs)])
        self._put: tuple[NDArray[np.float64], NDArray[np.float64]] = (self.points, np.zeros((0, 3)))
        self.built_height = float(self.height)
        self._above = baseline - float(self.get_bottom()[1])

    def put(self, place: NDArray[np.float64]) -> None:
        """Centre the label at a place (3,), as is done in every frame; quicker than `move_to`."""
        shape, stood = self._put
        if self.points is not stood:  # it has been moved or scaled by others
            shape = self.points - (self.points.min(axis=0) + self.points.max(axis=0)) / 2
        self.points = shape + place
        self._put = shape, self.points

    @property
    def baseline(self) -> float:
        """Where the baseline of a single line of words is in the frame."""
        scale = float(self.height) / self.built_height if self.built_height else 1.0
        return float(self.get_bottom()[1]) + self._above * scale

    def stand_on(self, y: float) -> Self:
        """Shift a single line of words up or down, so that its baseline is at ``y``."""
        return self.shift((y - self.baseline) * UP)

    @property
    def font_size(self) -> float:
        """The font size as the label stands, scaled or not."""
        return self.size * float(self.height) / self.built_height if self.built_height else 0.0


def number_words(value: float, size: float | None = None, digits: int = 4) -> "Label":
    """Set a number as an axis label."""
    return symbol(number_source(value, digits), theme().muted, size or theme().type.small)


def number_source(value: float, digits: int = 4) -> str:
    """Write a number in Typst's mathematics.

    Examples
    --------
    >>> number_source(-0.25), number_source(4.1e-5)
    ('-0.25', '4.1 times 10^(-5)')
    """
    level = unicodedata.normalize("NFKC", format_number(value, digits))  # no raised figures
    mantissa, power, exponent = level.replace("−", "-").partition("×10")
    return f"{mantissa} times 10^({exponent})" if power else mantissa


def typst_string(text: str) -> str:
    """Write a text as a string literal of Typst, which is never read as markup."""
    return json.dumps(
        " ".join(text.split()) if not text.isprintable() else text, ensure_ascii=False
    )


class LiveNumber(Sharing):
    """A number that changes every frame: one mobject, whose digits are kept outlines.

    Its first two points are degenerate curves that mark the baseline's left end and the right
    end of the room reserved for it; so it moves, scales and fades as any mobject, and its place
    does not depend on the digits shown.

    Parameters
    ----------
    value
        To begin with.
    template
        The widest text to make room for, such as `-00.00`; its decimals are those shown.
    size, colour, face
        Font size, hexadecimal colour, and the font: of words or of mathematics.
    align
        Where a shorter number stands in its room.
    sign
        Whether the number is a term of a sum, which carries a plus or a minus, set off.

    Attributes
    ----------
    of, at
        What it is the value of, such as `loss`, and where that is taken: at `Weights`, at a run
        and its playhead. The picture does not need them; those who check it do.
    figures
        So many significant figures it shows, whatever its size, instead of the template's
        decimals; those before the point are always whole.
    """

    shared = ("at",)

    def __init__(
        self,
        value: float = 0.0,
        template: str = "-00.00",
        *,
        size: float | None = None,
        colour: str | None = None,
        face: Face = "math",
        align: Literal["left", "center", "right"] = "right",
        sign: bool = False,
    ) -> None:
        super().__init__(
            fill_color=colour or theme().ink,
            fill_opacity=1,
            stroke_width=0,
            background_stroke_width=0,
        )
        self.template, self.face, self.align, self.sign = template, face, align, sign
        self.decimals = len(template.partition(".")[2])
        scale = (size or theme().type.formula) / 48
        room = _width(face, template) * scale
        self.points = np.concatenate([_marks(np.zeros(3), np.array([room, 0.0, 0.0]))])
        self.value = float("nan")
        self.of: str = ""
        self.at: object = None
        self.figures: int | None = None
        self.show_value(value)

    @property
    def baseline(self) -> float:
        """Where the baseline is in the frame."""
        return float(self.points[0, 1])

    @property
    def font_size(self) -> float:
        """The font size as the number stands, scaled or not."""
        room = float(np.linalg.norm(self.points[4] - self.points[0]))
        return 48 * room / _width(self.face, self.template)

    @property
    def text(self) -> str:
        """What is shown; numbers of five figures and more are spaced."""
        size = f"{abs(self.value):,.{self.decimals}f}".replace(",", "\u202f")
        if round(abs(self.value), self.decimals) < 10_000:
            size = size.replace("\u202f", "")
        negative = self.value < 0 and bool(size.strip("0.\u202f"))
        if self.sign:  # a term of a sum: its sign stands off, as an operator does
            return ("−" if negative else "+") + "\u202f" + size
        return "−" + size if negative else size

    def show_value(self, value: float) -> Self:
        """Show ``value``; nothing happens if its text stays the same."""
        previous = self.text if np.isfinite(self.value) else ""
        self.value = float(value)
        if self.figures is not None:
            rounded = f"{self.value:.{self.figures - 1}e}"
            self.decimals = max(0, self.figures - 1 - int(rounded.partition("e")[2] or 0))
        text = self.text
        if text == previous:
            return self
        self._draw(text)
        return self

    def follow(self, value: Callable[[], float], of: str = "", at: object = None) -> Self:
        """Show ``value()`` at every frame: the value of ``of`` at ``at``.

        Where only one thing on the stage moves, ``at`` may be left out.
        """
        self.of, self.at = of or self.of, at
        self.add_updater(lambda number: number.show_value(value()), call_updater=True)
        return self

    def sit_on(self, slot: VMobject) -> Self:
        """Take the place and size of ``slot``, which is typeset as the template."""
        shown, self.value = self.value, float("nan")
        self._draw(self.template.replace("-", "−"))
        outline = VMobject()
        outline.points = self.points[8:]
        self.scale(slot.width / outline.width, about_point=self.points[0])
        outline.points = self.points[8:]
        self.shift(slot.get_center() - outline.get_center())
        return self.show_value(shown)

    def _draw(self, text: str) -> None:
        start, end = self.points[0].copy(), self.points[4].copy()
        room = float(end[0] - start[0])
        scale = room / _width(self.face, self.template)
        spare = room - _width(self.face, text) * scale
        indent = {"left": 0.0, "center": spare / 2, "right": spare}[self.align]
        pen = start + np.array([indent, 0.0, 0.0])
        shapes = [_marks(start, end)]
        for character in text:
            points, advance = _glyphs(self.face)[character]
            shapes.append(points * scale + pen)
            pen[0] += advance * scale
        self.points = np.concatenate(shapes)


def _marks(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([np.tile(start, (4, 1)), np.tile(end, (4, 1))])


def _width(face: Face, text: str) -> float:
    return sum(_glyphs(face)[character][1] for character in text.replace("-", "−"))


_CHARACTERS = "0123456789.−+"


@cache
def _glyphs(face: Face) -> Mapping[str, tuple[NDArray[np.float64], float]]:
    """Outlines (k, 3) and advances of the figures at font size 48, baseline at 0."""
    font = TEXT_FONT if face == "text" else MATH_FONT
    weight = "semibold" if face == "text" else "regular"
    # a row 0 0 c 0 d 0 …: the zeros tell the baseline and, by their distances, every advance
    row = outlines(
        f"#{typst_string('0' + ''.join(c + '0' for c in '0' + _CHARACTERS))}",
        48,
        f'#set text(font: "{font}", weight: "{weight}", kerning: false, number-width: "tabular")',
        [FONTS],
    )
    zeros = [zero.left for zero in row[::2]]
    zero_advance = (zeros[1] - zeros[0]) / 2
    baseline = row[0].bottom
    bearing = (zero_advance - row[0].width) / 2
    glyphs = {}
    for k, character in enumerate(_CHARACTERS, start=1):
        start = np.array([zeros[k] - bearing + zero_advance, baseline, 0.0])
        advance = float(zeros[k + 1] - zeros[k] - zero_advance)
        outline = row[2 * k + 1].points - start
        outline.setflags(write=False)  # all films of a process share it
        glyphs[character] = (outline, advance)
    thin = 0.4 * glyphs["0"][1]
    glyphs["\u202f"] = (np.zeros((0, 3)), thin)
    return MappingProxyType(glyphs)
