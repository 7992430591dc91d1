"""What Typst sets: outlines of words and mathematics, and formulas whose parts have names.

Manim compiles every text with all fonts searched for anew, and parses the SVG through a file that
two processes take from each other. Here one compiler is kept for a set of fonts, and what is
written beside the films is written whole, so that any number of processes can share a folder.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, cast

import numpy as np
from manim import MathTypst, Typst, VGroup, VMobject, config
from manim.constants import SCALE_FACTOR_PER_FONT_POINT
from manim.mobject.text.typst_mobject import _manimgrp_preamble
from manim.utils.typst_file_writing import (
    TYPST_COMPILATION_FONT_SIZE,
    TYPST_TEMPLATE,
    _typst_hash,
)
from numpy.typing import NDArray
from typst import Compiler

from scenes.stage.manim.drawing import Style, UnknownDrawingError, drawing
from scenes.stage.manim.whole import whole

__all__ = ["Formula", "Outline", "mathematics", "outlines"]


@dataclass(frozen=True, eq=False)
class Outline:
    """One glyph, or one stroke, of a text.

    Attributes
    ----------
    points
        (4 k, 3) k cubic curves, in frame units, about the middle of the text.
    colour
        Hexadecimal, in capitals: `#000000` where no other is asked for.
    """

    points: NDArray[np.float64]
    colour: str

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self._ends[:, 0].min())

    @property
    def bottom(self) -> float:
        """How far down it reaches."""
        return float(self._ends[:, 1].min())

    @property
    def width(self) -> float:
        """How wide it is."""
        return float(np.ptp(self._ends[:, 0]))

    @property
    def _ends(self) -> NDArray[np.float64]:
        return self.points.reshape(-1, 4, 3)[:, [0, 3]].reshape(-1, 3)


def outlines(
    markup: str, size: float, preamble: str = "", fonts: Sequence[Path] = ()
) -> list[Outline]:
    """Set a text in Typst's markup, and return its glyphs, in the order of reading."""
    svg = _set(markup, preamble, fonts)
    try:
        pieces = drawing(svg.read_text("utf-8"))
    except UnknownDrawingError:
        text = Typst(markup, font_size=size, typst_preamble=preamble, font_paths=list(fonts))
        parts = cast(list[VMobject], text.family_members_with_points())
        return [Outline(each.points, each.get_fill_color().to_hex()) for each in parts]
    scale = size * SCALE_FACTOR_PER_FONT_POINT
    return [Outline(each.points * scale, each.style.colour.upper()) for each in pieces]


def mathematics(source: str, size: float) -> list[Outline]:
    """Set a piece of mathematics, in Typst's notation."""
    return outlines(f"$ {source} $", size)


class Formula(MathTypst):
    """Mathematics of named parts, each glyph a mobject."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        processed, labels = self._preprocess_groups(source)
        given, fonts = kwargs.get("typst_preamble", ""), kwargs.get("font_paths") or ()
        for hidden in (None, *dict.fromkeys(labels)):  # Manim finds a part by leaving it out
            parts = [_manimgrp_preamble(hidden) if labels else "", given]
            _set(f"$ {processed} $", "\n".join(filter(None, parts)), fonts)
        super().__init__(source, **kwargs)

    def init_svg_mobject(self, use_svg_cache: bool) -> Self:
        """Make a mobject of each piece of the drawing, and groups of those that have a name.

        What is not known here is left to Manim, but not to its cache, which forgets what
        strokes are to be scaled with a formula, and draws thinner fraction bars then.
        """
        try:
            pieces = drawing(self.get_file_path().read_text("utf-8"))
        except UnknownDrawingError:
            return super().init_svg_mobject(use_svg_cache=False)
        named: dict[str, VGroup] = {}
        for piece in pieces:
            part = _part(piece.points, piece.style)
            self.add(part)
            if hasattr(part, "_typst_reference_size"):
                self._stroke_width_tracked_submobjects.append(part)
            for name in self._svg_leaf_labels.get(piece.leaf, ()):
                named.setdefault(name, VGroup()).add(part)
        self.id_to_vgroup_dict = named
        return self


def _part(points: NDArray[np.float64], style: Style) -> VMobject:
    """Make a mobject of an outline: a copy of one of its style, which is quicker than anew."""
    pattern = _pattern(style)
    part = copy(pattern)
    for name, value in vars(pattern).items():
        if isinstance(value, np.ndarray | list):
            setattr(part, name, value.copy())
    part.points = points.copy()
    size = max(np.ptp(points.reshape(-1, 4, 3)[:, [0, 3]].reshape(-1, 3), axis=0))
    if style.stroke_width and size > 0:
        part._typst_reference_size = float(size)  # type: ignore[attr-defined]
        part._typst_source_stroke_width = style.stroke_width  # type: ignore[attr-defined]
    return part


@cache
def _pattern(style: Style) -> VMobject:
    return VMobject().set_style(
        fill_color=style.fill,
        fill_opacity=style.fill_opacity,
        stroke_color=style.stroke,
        stroke_opacity=style.stroke_opacity,
        stroke_width=style.stroke_width if style.stroke else 0,
    )


def _set(markup: str, preamble: str, fonts: Sequence[str | Path]) -> Path:
    """Return the SVG of a text, where Manim looks for it; set it if it has not been set yet."""
    source = TYPST_TEMPLATE.format(
        text_size=TYPST_COMPILATION_FONT_SIZE, preamble=preamble, body=markup
    )
    svg = config.get_dir("tex_dir") / f"{_typst_hash(source)}.svg"
    if not svg.exists():
        drawn = _compiler(tuple(map(str, fonts))).compile(source.encode(), format="svg")
        with whole(svg) as unfinished:
            unfinished.write_bytes(cast(bytes, drawn))
    return svg


@cache
def _compiler(fonts: tuple[str, ...]) -> Compiler:
    return Compiler(font_paths=list(fonts))
