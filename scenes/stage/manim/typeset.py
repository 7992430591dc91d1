"""What Typst sets, as mobjects that are cheap to copy.

Manim keeps with every glyph the parsed SVG path that it came from, and copies it with the glyph:
more than half of the time that it takes to skip through a film.
"""

from typing import Any

from manim import MathTypst, Typst

__all__ = ["Formula", "TypstWords"]


class TypstWords(Typst):
    """Words and markup, without the paths that their glyphs came from."""

    def path_to_mobject(self, path: Any) -> Any:
        """Return a glyph's outline alone."""
        glyph = super().path_to_mobject(path)
        del glyph.path_obj
        return glyph


class Formula(MathTypst, TypstWords):
    """Mathematics, without the paths that its glyphs came from."""
