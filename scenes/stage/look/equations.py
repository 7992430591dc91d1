"""Formulas of named parts: one colour a symbol, and numbers that live inside them.

A part is written `{{ w_1 : w1 }}`. Parts named after a meaning take its colour; a suffix after a
dash tells equals apart: `w1-old`. A part holding a template, such as `{{ -0.00 : value }}`, can
be given a live number, which takes its place and exactly its room.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import numpy as np
from manim import (
    DOWN,
    LEFT,
    AnimationGroup,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    Scene,
    TransformFromCopy,
    VGroup,
    smooth,
    squish_rate_func,
)
from numpy.typing import ArrayLike

from scenes.stage.look.text import FONTS, LiveNumber, number_source
from scenes.stage.look.theme import Theme, theme
from scenes.stage.manim.typeset import Formula

__all__ = ["Equation", "Rewrite", "colour_of", "line_source", "live_rows"]

_MEANINGS = ("data", "prediction", "w0", "w1", "loss", "gradient", "minimum", "step", "muted")
_PART = re.compile(r"\{\{((?:(?!\}\}).)*?):\s*([A-Za-z][\w-]*)\s*\}\}", re.DOTALL)


def colour_of(name: str, colours: Theme) -> str | None:
    """Return the colour of the meaning that a part's name begins with, if it has one."""
    meaning = name.split("-")[0]
    return getattr(colours, meaning) if meaning in _MEANINGS else None


class Equation(Formula):
    """A formula in Typst's mathematics with named parts.

    Parameters
    ----------
    source
        Typst mathematics; parts as described above.
    size
        Font size; the theme's formula size by default.
    width
        In frame units: a formula longer than that is made smaller.

    Examples
    --------
    `Equation("{{ hat(y) : prediction }} = {{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}")`
    """

    def __init__(self, source: str, size: float | None = None, width: float | None = None) -> None:
        colours = theme()
        super().__init__(
            source,
            font_size=size or colours.type.formula,
            color=colours.ink,
            font_paths=[FONTS],
        )
        self.source = source
        self.names = list(dict.fromkeys(name for _, name in _PART.findall(source)))
        self.templates = {name: body.strip() for body, name in _PART.findall(source)}
        self.numbers: dict[str, LiveNumber] = {}
        for name in self.names:
            colour = colour_of(name, colours)
            if colour:
                self.part(name).set_color(colour)
        if width is not None and self.width > width:
            self.scale(width / self.width)

    def part(self, *names: str) -> VGroup:
        """Return the named parts together, without their live numbers."""
        return VGroup(*(piece for name in names for piece in self.select(name)))

    def rest(self, *names: str) -> VGroup:
        """Return all that is not in the named parts."""
        taken = {id(piece) for piece in self.part(*names)}
        return VGroup(*(piece for piece in self.submobjects if id(piece) not in taken))

    def live(
        self,
        name: str,
        value: Callable[[], float],
        *,
        colour: str | None = None,
        align: str = "center",
        sign: bool = False,
        of: str = "",
        at: object = None,
    ) -> Self:
        """Let a number that follows ``value()`` take the place of the part ``name``.

        It is the value of what its part is named after, up to a closing `-now`, or of ``of``.
        """
        slot = self.part(name)
        number = LiveNumber(
            value(),
            self.templates[name].strip('"'),
            colour=colour or colour_of(name, theme()) or theme().ink,
            align=align,  # type: ignore[arg-type]
            sign=sign,
        ).sit_on(slot)
        slot.set_opacity(0)
        self.numbers[name] = number
        self.add(number.follow(value, of or name.removesuffix("-now"), at))
        return self

    def enliven(
        self, values: Mapping[str, Callable[[], float]], *, at: object, align: str = "left"
    ) -> Self:
        """Let numbers take the place of all parts that ``values`` names, as `live` does of one.

        Each is the value of what its part is named after.
        """
        for name in self.names:
            if name in values:
                self.live(name, values[name], of=name, at=at, align=align)
        return self


def live_rows(
    sources: Sequence[str],
    values: Mapping[str, Callable[[], float]],
    *,
    at: object,
    size: float | None = None,
    apart: float = 0.16,
) -> VGroup:
    """Return formulas one below the other, with numbers that follow ``values`` by their names.

    Parameters
    ----------
    sources
        As of an `Equation`.
    values
        By the names of parts, which may be of any of the formulas.
    at
        Where they are the values of what their parts are named after.
    size
        Font size; a little more than the theme's formula size by default.
    apart
        Frame units from row to row.
    """
    size = size or 1.15 * theme().type.formula
    rows = VGroup(*(Equation(source, size).enliven(values, at=at) for source in sources))
    return rows.arrange(DOWN, aligned_edge=LEFT, buff=apart)


def line_source(w: ArrayLike) -> str:
    """Write w1 x + w0 with the numbers (2,) of the weights, every part in its colour.

    Examples
    --------
    >>> line_source([-2.0, 0.5])
    '{{ 0.5 : w1 }} {{ x : data }} - {{ 2 : w0 }}'
    """
    w0, w1 = np.asarray(w, dtype=float)
    return (
        f"{{{{ {number_source(w1)} : w1 }}}} {{{{ x : data }}}} "
        f"{'-' if w0 < 0 else '+'} {{{{ {number_source(abs(w0))} : w0 }}}}"
    )


class Rewrite(AnimationGroup):
    """Turn one formula into another: parts of the same name and look move, all else fades.

    Unlike a match by shapes it does what the names say, and the same at every run.

    Parameters
    ----------
    origins
        Names of parts of the new formula, and of the parts of the old one that they come out of:
        a factor that steps out of a bracket, terms that are folded into one symbol.
    in_turn
        Whether these come out one after the other, in their order, around what is there by then.
    closing
        Whether what stays closes up only once these have come out, and what is in its way has gone.
    """

    def __init__(
        self,
        old: Equation,
        new: Equation,
        *,
        origins: Mapping[str, Sequence[str]] | None = None,
        in_turn: bool = False,
        closing: bool = False,
        **kwargs: Any,
    ) -> None:
        self.old, self.new = old, new
        born = dict(origins or {})
        shared = [
            name
            for name in old.names
            if name in new.names
            and name not in born
            and _look_alike(old.part(name), new.part(name))
        ]
        spent = [each for sources in born.values() for each in sources if each not in shared]
        close_up = squish_rate_func(smooth, 0.5, 1.0) if closing else smooth
        moves = [
            ReplacementTransform(old.part(name), new.part(name), rate_func=close_up)
            for name in shared
        ]
        # one after the other, so that no text is printed over another
        parts = ((0.0, 0.2), (0.2, 0.45)) if in_turn else ((0.0, 0.45), (0.55, 1.0))
        leave, come = (squish_rate_func(smooth, *part) for part in parts)
        fades = [
            FadeOut(old.rest(*shared, *spent), rate_func=leave),
            FadeIn(new.rest(*shared, *born), rate_func=come),
        ]
        births = []
        for k, (name, sources) in enumerate(born.items()):
            stays = all(each in shared for each in sources)
            change = TransformFromCopy if stays else ReplacementTransform
            begin, end = (k / len(born), (k + 1) / len(born)) if in_turn else (0.0, 1.0)
            end = 0.5 if closing else end
            if stays:  # Manim runs such a change backwards
                begin, end = 1 - end, 1 - begin
            pace = squish_rate_func(smooth, begin, end)
            leftwards = old.part(*sources).get_x() > new.part(name).get_x()
            arc = 1.2 * in_turn * (1 if stays or leftwards else -1)  # over what stands between
            births.append(change(old.part(*sources), new.part(name), rate_func=pace, path_arc=arc))
        super().__init__(*moves, *fades, *births, **kwargs)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Leave the new formula on the stage, in one piece."""
        super().clean_up_from_scene(scene)
        scene.remove(self.old, *self.old.submobjects, *self.new.submobjects)
        scene.add(self.new)


def _look_alike(one: VGroup, other: VGroup) -> bool:
    """Tell whether two parts are drawn alike, wherever they stand and however large."""
    sizes, outlines = [], []
    for part in (one, other):
        glyphs = [piece.points for piece in part.family_members_with_points()]
        if not glyphs:
            return False
        points = np.concatenate(glyphs)
        sizes.append([len(each) for each in glyphs])
        outlines.append((points - points.mean(axis=0)) / np.ptp(points[:, :2], axis=0).max())
    return sizes[0] == sizes[1] and np.allclose(outlines[0], outlines[1], atol=0.02)
