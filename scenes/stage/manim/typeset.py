"""What Typst sets, as mobjects that are cheap to copy and quick to have again.

Manim keeps with every glyph the parsed SVG path that it came from, and copies it with the glyph;
and it parses every SVG anew in every process. Together that is most of the time it takes to skip
through a film. Here a glyph is its outline alone, and what has been parsed lies beside its SVG.
"""

import pickle
from typing import Any, Self, cast

import numpy as np
from manim import MathTypst, Typst, VMobject, __version__

from scenes.stage.manim.whole import whole

__all__ = ["Formula", "TypstWords"]


class TypstWords(Typst):
    """Words and markup."""

    def init_svg_mobject(self, use_svg_cache: bool) -> Self:
        """Take glyphs as Manim does, and know their strokes again.

        Manim itself forgets which strokes to scale where it takes a formula that it has set before,
        and draws thinner fraction bars then.
        """
        super().init_svg_mobject(use_svg_cache)
        family = cast(list[VMobject], self.get_family())
        for each in family:  # turned over with the SVG, but not where it is kept
            each.sheen_direction = np.array([-1.0, 1.0, 0.0])
        glyphs = [each for each in self.submobjects if isinstance(each, VMobject)]
        self._stroke_width_tracked_submobjects = [
            each for each in glyphs if hasattr(each, "_typst_reference_size")
        ]
        self._baseline_tracked_submobjects = [
            each for each in glyphs if hasattr(each, "_typst_reference_points")
        ]
        return self

    def generate_mobject(self) -> Self:
        """Take the outlines that lie beside the SVG, or make them from it.

        What was made is taken from its copy, too: a first process then has the same outlines,
        down to what they share, as all that come after it, and knows segments by the same keys.
        """
        path = self.get_file_path()
        store = path.with_name(f"{path.stem}.{__version__}.outlines")
        try:
            glyphs, groups = pickle.loads(store.read_bytes())
        except (OSError, EOFError, pickle.UnpicklingError):
            super().generate_mobject()
            kept = pickle.dumps((self.submobjects, self.id_to_vgroup_dict))
            with whole(store) as unfinished:
                unfinished.write_bytes(kept)
            self.submobjects.clear()
            glyphs, groups = pickle.loads(kept)
        self.add(*glyphs)
        self.id_to_vgroup_dict = groups
        return self

    def path_to_mobject(self, path: Any) -> Any:
        """Return a glyph's outline alone."""
        glyph = super().path_to_mobject(path)
        del glyph.path_obj
        return glyph


class Formula(MathTypst, TypstWords):
    """Mathematics."""
