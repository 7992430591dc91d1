"""What two films of one process share cannot be changed, so neither can spoil the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from manim import RIGHT

from scenes.stage.look import text
from scenes.stage.look.text import LiveNumber
from scenes.stage.manim.camera import StageCamera
from scenes.stage.space.viewport import Viewport

Paint = Callable[..., np.ndarray]


def test_the_outlines_of_figures_cannot_be_changed() -> None:
    glyphs: Any = text._glyphs("math")
    with pytest.raises(ValueError, match="read-only"):
        glyphs["0"][0][:] = 0.0
    with pytest.raises(TypeError):
        glyphs["0"] = None
    number = LiveNumber(0.0, "0.00")
    number.points += RIGHT  # its own
    assert np.isfinite(glyphs["0"][0]).all()


def test_cameras_share_no_depths() -> None:
    one, other = StageCamera(), StageCamera()
    for camera in (one, other):
        camera.capture_mobjects([Viewport()])
    assert not np.shares_memory(one.depth, other.depth)


def test_two_threads_paint_what_each_would_alone(sheet: Callable[..., Any]) -> None:
    """Each picture has its sheet at another height, so that shared depths would hide one."""

    def view(height: float) -> Viewport:
        panel = Viewport(6.0, 5.0, phi=0.6)
        panel.add(*(sheet(height=height + k * 0.1, shade=0.1 * k, opacity=0.5) for k in range(8)))
        return panel

    def pictures(height: float) -> list[np.ndarray]:
        camera, panel, made = StageCamera(background_color="#000000"), view(height), []
        for turn in range(12):
            panel.set_dials(theta=0.1 * turn)
            camera.reset()
            camera.capture_mobjects([panel])
            made.append(camera.pixel_array)
        return made

    heights = (1.5, -1.5)
    alone = [pictures(height) for height in heights]
    with ThreadPoolExecutor(len(heights)) as pool:
        together = list(pool.map(pictures, heights))
    assert not np.array_equal(alone[0][0], alone[1][0])
    assert np.array_equal(np.array(alone), np.array(together))
