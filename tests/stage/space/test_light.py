"""Whatever the light, and from wherever it is seen: what stands on a surface stands out."""

import numpy as np
import pytest
from manim import ManimColor

from scenes.stage.look.theme import DARK, LIGHT, MARKED, Theme, colour_map
from scenes.stage.space.light import LAMP, lit
from scenes.stage.space.viewport import Viewport

MARKS = ("data", "prediction", "w0", "w1", "loss", "gradient")
LOW = 0.25  # of the colour map: where a minimum is

themes = pytest.mark.parametrize("colours", [DARK, LIGHT], ids=lambda each: each.name)


def sphere(rows: int = 61) -> np.ndarray:
    """Unit vectors (rows, 2 rows, 3) every way."""
    polar, azimuth = np.meshgrid(
        np.linspace(0, np.pi, rows), np.linspace(0, 2 * np.pi, 2 * rows), indexing="ij"
    )
    return np.stack(
        [np.sin(polar) * np.cos(azimuth), np.sin(polar) * np.sin(azimuth), np.cos(polar)], axis=-1
    )


def luminance(rgb: np.ndarray) -> np.ndarray:
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def least_contrast(colours: Theme, mark: str, upto: float) -> float:
    """Of a mark against the colours up to a share of the map, lit from every side."""
    normals, view = sphere(), Viewport().view
    above = luminance(np.array(ManimColor(getattr(colours, mark)).to_rgb())) + 0.05
    least = np.inf
    for share in np.linspace(0, upto, 33):
        base = np.broadcast_to(colour_map(colours.heights, share), normals.shape)
        below = luminance(lit(base, normals, view, colours.relief)) + 0.05
        least = min(least, float(np.maximum(above / below, below / above).min()))
    return least


@themes
@pytest.mark.parametrize("mark", MARKS)
def test_what_stands_on_a_surface_stands_out(colours: Theme, mark: str) -> None:
    assert least_contrast(colours, mark, MARKED) >= 3


@themes
def test_the_minimum_stands_out_where_the_surface_is_low(colours: Theme) -> None:
    assert least_contrast(colours, "minimum", LOW) >= 3


def brightness(colours: Theme, normals: np.ndarray) -> np.ndarray:
    base = np.broadcast_to(colour_map(colours.heights, 0.5), normals.shape)
    return luminance(lit(base, normals, Viewport().view, colours.relief))


@themes
def test_what_faces_the_light_is_brighter(colours: Theme) -> None:
    view = Viewport().view
    towards = (LAMP @ view.axes)[None, None]
    away = np.cross(view.axes[2], np.cross(towards, view.axes[2]))  # seen from the side
    sides = np.concatenate([towards, (away + 2 * view.axes[2]), (2 * view.axes[2] - away)])
    sides = sides / np.linalg.norm(sides, axis=-1, keepdims=True)
    bright = brightness(colours, sides)[:, 0]
    assert bright[0] > bright[2]
    assert bright[1] > bright[2]


def test_an_edge_is_brighter_than_what_faces_the_viewer_in_the_same_light() -> None:
    axes = Viewport().view.axes
    across = np.cross(LAMP, [0.0, 0.0, 1.0])
    across /= np.linalg.norm(across)  # as far from the light as what is between
    turned = [np.array([0, 0, 1.0]), across]
    dark = np.array([[each @ axes] for each in turned])
    base = np.zeros_like(dark)
    face, edge = luminance(lit(base, dark, Viewport().view, DARK.relief))[:, 0]
    assert edge > 1.5 * face
