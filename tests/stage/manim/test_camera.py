"""The camera paints plane mobjects as Manim does, and transparent films get straight alpha."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Annulus,
    Arc,
    Camera,
    Circle,
    DashedLine,
    Rectangle,
    Square,
    VGroup,
)

from scenes.stage.film.film import Film
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import words
from scenes.stage.manim.camera import StageCamera
from scenes.stage.space.solids import Marker
from scenes.stage.space.viewport import Viewport

Paint = Callable[..., np.ndarray]
Play = Callable[..., Film]


def seen_by(film: Film) -> np.ndarray:
    """The stage as it stands, as it would be written."""
    film.camera.background_opacity = 0.0
    film.renderer.static_image = None
    film.renderer.update_frame(film)
    return film.renderer.get_frame()


def test_plane_mobjects_look_as_in_manim(paint: Paint) -> None:
    cast = VGroup(
        Circle(fill_opacity=0.4, stroke_width=8).shift(3 * LEFT),
        Annulus(0.4, 0.9, fill_opacity=1, stroke_width=2),
        DashedLine(4 * LEFT + 2 * DOWN, 4 * RIGHT + 2 * DOWN),
        Arc(angle=2.0, stroke_width=5).shift(3 * RIGHT),
        Square(stroke_width=0, fill_opacity=0.7).shift(2 * UP),
        Rectangle(stroke_opacity=0, fill_opacity=0).shift(2 * UP),
        words("Åg #1\nbelow").shift(3 * UP + 3 * LEFT),
        Equation("{{ w_1 : w1 }} x + sqrt(2)/3").shift(3 * UP + 3 * RIGHT),
        Square(background_stroke_width=6, background_stroke_color="#FF0000").shift(DOWN),
    )
    stock = paint(cast, camera=Camera)
    assert stock[..., :3].any()
    assert np.array_equal(paint(cast, camera=StageCamera), stock)


@pytest.mark.parametrize("opacity", [0.5, 0.1])
def test_a_transparent_film_has_straight_alpha(opacity: float, play: Play) -> None:
    dot = Viewport().add(Marker([0, 0, 0], "#FFFFFF", radius=0.8).set_opacity(opacity))

    def construct(film: Film) -> None:
        square = Square(color="#FFFFFF", stroke_width=0, fill_opacity=opacity).shift(3 * LEFT)
        film.add(square, dot, Square(color="#FFFFFF", fill_opacity=1).shift(3 * RIGHT))

    frame = seen_by(play(construct, transparent=True))
    alpha = round(255 * opacity)
    for x in (-3.0, 0.0):
        red, green, blue, found = frame[45, round(80 + x * 90 / 8)].tolist()
        assert (red, green, blue) == (255, 255, 255)
        assert abs(found - alpha) <= 1
    assert frame[45, round(80 + 3 * 90 / 8)].tolist() == [255, 255, 255, 255]
    assert frame[0, 0].tolist() == [0, 0, 0, 0]


def test_colours_of_translucent_pixels_are_kept(play: Play) -> None:
    def construct(film: Film) -> None:
        film.add(Square(8, color="#C86432", stroke_width=0, fill_opacity=0.5))

    frame = seen_by(play(construct, transparent=True))
    assert np.abs(frame[45, 80].astype(int) - [0xC8, 0x64, 0x32, 128]).max() <= 2
