"""What Typst draws, read from its SVG.

Typst writes a page as glyphs, each a symbol's outline put in its place by a transform, and a few
strokes, such as bars of fractions. The general parser that Manim reads SVG with takes some fifty
milliseconds for a formula; here each outline is read once, and placed by one multiplication.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

import numpy as np
import svgelements
from numpy.typing import NDArray

__all__ = ["Piece", "Style", "UnknownDrawingError", "drawing"]

Array = NDArray[np.float64]

_TRANSFORM = re.compile(r"(matrix|translate)\(([^()]*)\)")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_TAKEN = {
    "svg": {"viewBox", "width", "height"},
    "g": {"transform"},
    "use": {_LINK, "x", "y", "fill", "fill-rule"},
    "path": {
        *("transform", "d", "fill", "fill-rule", "stroke", "stroke-width"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),  # Manim has its own
    },
}


class UnknownDrawingError(ValueError):
    """There is something in the SVG that is not read here."""


class Style(NamedTuple):
    """How a piece is painted: hexadecimal colours, None for none; widths in points."""

    fill: str | None
    fill_opacity: float | None
    stroke: str | None
    stroke_opacity: float | None
    stroke_width: float

    @property
    def colour(self) -> str:
        """The colour that it is seen in."""
        return self.fill or self.stroke or "#000000"


@dataclass(frozen=True, eq=False)
class Piece:
    """A glyph or a stroke.

    Attributes
    ----------
    points
        (4 k, 3) k cubic curves, in points of print, y upwards, about the drawing's centre.
    style
        How it is painted.
    leaf
        Its number among all that the SVG draws, which counts spaces, too.
    """

    points: Array
    style: Style
    leaf: int


@cache
def drawing(svg: str) -> tuple[Piece, ...]:
    """Read all pieces of an SVG of Typst's, in the order of painting.

    Raises
    ------
    UnknownDrawingError
        If the SVG holds anything but glyphs and paths, plainly coloured and not scaled.
    """
    root = ElementTree.fromstring(svg)
    outlines = {symbol.get("id"): _only_path(symbol) for symbol in root.iter(f"{_SVG}symbol")}
    found = [
        (number, _placed(_outline(path), matrix), style)
        for number, (path, matrix, style) in enumerate(_leaves(root, np.eye(3)[:2], outlines))
    ]
    found = [each for each in found if len(each[1])]
    if not found:
        return ()
    ends = np.concatenate(
        [points.reshape(-1, 4, 2)[:, [0, 3]].reshape(-1, 2) for _, points, _ in found]
    )
    centre = (ends.min(axis=0) + ends.max(axis=0)) / 2
    pieces = []
    for number, points, style in found:
        upright = np.zeros((len(points), 3))
        upright[:, :2] = (points - centre) * [1.0, -1.0]
        upright.setflags(write=False)  # whoever asks for the same SVG shares it
        pieces.append(Piece(upright, style, number))
    return tuple(pieces)


def _leaves(
    element: ElementTree.Element, matrix: Array, outlines: dict[str | None, str]
) -> Iterator[tuple[str, Array, Style]]:
    """Yield the path, the transform (2, 3) and the style of all that is drawn."""
    tag = element.tag.removeprefix(_SVG)
    if tag == "defs":
        return
    attributes = element.attrib
    if tag not in _TAKEN or not attributes.keys() <= _TAKEN[tag]:
        raise UnknownDrawingError(f"{tag} {sorted(attributes)}")
    matrix = _after(matrix, _matrix(attributes.get("transform", "")))
    if tag == "use":
        x, y = float(attributes.get("x", 0)), float(attributes.get("y", 0))
        path = outlines[attributes[_LINK].removeprefix("#")]
        yield path, _after(matrix, np.array([[1.0, 0.0, x], [0.0, 1.0, y]])), _style(attributes)
    elif tag == "path":
        yield attributes["d"], matrix, _style(attributes)
    else:
        for each in element:
            yield from _leaves(each, matrix, outlines)


def _only_path(symbol: ElementTree.Element) -> str:
    if [each.tag for each in symbol] != [f"{_SVG}path"] or symbol[0].keys() != ["d"]:
        raise UnknownDrawingError(f"symbol {symbol.get('id')}")
    return symbol[0].attrib["d"]


def _matrix(transform: str) -> Array:
    """Return the transform (2, 3), which may turn and move, but not scale."""
    if not transform:
        return np.eye(3)[:2]
    match = _TRANSFORM.fullmatch(transform)
    numbers = [float(number) for number in re.split(r"[\s,]+", match[2])] if match else []
    if match and match[1] == "translate" and len(numbers) in (1, 2):
        numbers = [1.0, 0.0, 0.0, 1.0, *numbers, 0.0][:6]
    if len(numbers) != 6:
        raise UnknownDrawingError(transform)
    matrix = np.array(numbers).reshape(3, 2).T
    if not np.allclose(matrix[:, :2] @ matrix[:, :2].T, np.eye(2), rtol=0, atol=1e-9):
        raise UnknownDrawingError(transform)  # strokes would have to be scaled, too
    return matrix


def _after(outer: Array, inner: Array) -> Array:
    """Return the transform that does one after another."""
    turned = inner.T.copy()
    turned[2] = _placed(turned[2:], outer)[0]
    turned[:2] = _placed(turned[:2], outer) - outer[:, 2]
    return turned.T


def _placed(points: Array, matrix: Array) -> Array:
    """Return points (k, 2) as a transform places them.

    Not by a product of matrices: its last digits are not the same in every process.
    """
    x, y = points[:, :1], points[:, 1:]
    return x * matrix[:, 0] + y * matrix[:, 1] + matrix[:, 2]


def _style(attributes: dict[str, str]) -> Style:
    return Style(
        *_paint(attributes.get("fill", "#000000")),
        *_paint(attributes.get("stroke", "none")),
        float(attributes.get("stroke-width", 0)),
    )


def _paint(text: str) -> tuple[str | None, float | None]:
    """Return colour and opacity."""
    if text == "none":
        return None, None
    if not _COLOUR.fullmatch(text):
        raise UnknownDrawingError(text)  # gradients and patterns
    return text[:7], int(text[7:] or "ff", 16) / 255


@cache
def _outline(path: str) -> Array:
    """Return the cubic curves (4 k, 2) of a path, as Manim writes lines and closes outlines."""
    curves: list[complex] = []
    for each in svgelements.Path(path):
        if isinstance(each, svgelements.Move):
            continue
        start, end = complex(each.start), complex(each.end)
        match each:
            case svgelements.Close() if abs(start - end) <= 1e-4:
                continue  # closed as it is
            case svgelements.Close() | svgelements.Line():
                handles = (2 * start + end) / 3, (start + 2 * end) / 3
            case svgelements.QuadraticBezier():
                control = complex(each.control)
                handles = (start + 2 * control) / 3, (2 * control + end) / 3
            case svgelements.CubicBezier():
                handles = complex(each.control1), complex(each.control2)
            case _:
                raise UnknownDrawingError(path)
        curves += [start, *handles, end]
    points = np.array(curves, dtype=complex)
    return np.stack([points.real, points.imag], axis=-1)
