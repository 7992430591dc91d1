"""Parts of a plot, shaded."""

from manim import Rectangle

from scenes.stage.look.theme import theme
from scenes.stage.plane.plot import Plot, Range

__all__ = ["zone"]


def zone(plot: Plot, x_range: Range, y_range: Range) -> Rectangle:
    """Return a part of a plot, lightly shaded, where the plot stands now."""
    low, high = (plot.at(x, y) for x, y in zip(x_range, y_range, strict=True))
    width, height, _ = high - low
    shade = Rectangle(
        width=width, height=height, stroke_width=0, fill_color=theme().muted, fill_opacity=0.13
    )
    shade.move_to((low + high) / 2)
    return shade
