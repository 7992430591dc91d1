"""The result of a descent beside the exact minimum, to the digit."""

from typing import Any

import numpy as np
from manim import Line, VGroup

from scenes.stage.look.text import symbol, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import decimals_for
from scenes.stage.regression.study import Study

__all__ = ["Comparison"]

_COLUMN, _ROW = 2.05, 0.72


class Comparison(VGroup):
    """A table: weights and loss by descent and exactly, with five significant digits.

    Parameters
    ----------
    study
        Whose descent it is.
    size
        Font size of the numbers; the theme's for headings by default.
    names
        Of the weights, in Typst mathematics.

    Attributes
    ----------
    rows
        Its lines: of w0, of w1 and of the loss; each a name, what the descent found, and what is
        exact.
    """

    def __init__(
        self,
        study: Study[Any],
        size: float | None = None,
        names: tuple[str, str] = ("w_0", "w_1"),
    ) -> None:
        super().__init__()
        colours, size = theme(), size or theme().type.heading
        found, exact = study.run.params[-1], study.minimum
        rows = [
            (names[0], colours.w0, found[0], exact[0]),
            (names[1], colours.w1, found[1], exact[1]),
            ("g", colours.loss, study.run.losses[-1], study.objective.loss(exact)),
        ]
        for k, name in enumerate(("by descent", "exactly"), start=1):
            heading = words(name, theme().type.body, (colours.muted, colours.minimum)[k - 1])
            self.add(heading.move_to((_COLUMN * k, 0, 0)))
        end = _COLUMN * 2.55
        self.add(
            Line((-0.5, -_ROW / 2, 0), (end, -_ROW / 2, 0), stroke_width=1.6, color=colours.faint)
        )
        decimals = decimals_for(float(np.abs(exact).max()), 5)
        self.rows: list[VGroup] = []
        for j, (name, colour, *values) in enumerate(rows, start=1):
            line = VGroup(symbol(name, colour, size).move_to((0, -_ROW * j, 0)))
            for k, value in enumerate(values, start=1):
                cell = symbol(f"{value:.{decimals}f}", colour, size)
                line.add(cell.move_to((_COLUMN * k, -_ROW * j, 0)))
            self.rows.append(line)
            self.add(line)
