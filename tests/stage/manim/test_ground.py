"""The ground is darker in the corners, without bands, and clear where the film is."""

from collections.abc import Callable

import numpy as np
import pytest

from scenes.stage.film.film import Film
from scenes.stage.look.theme import DARK, LIGHT
from scenes.stage.manim.ground import vignetted

SHAPE = (360, 640)


def ground(levels: tuple[int, int, int], depth: float) -> np.ndarray:
    return vignetted(np.broadcast_to(np.uint8([*levels, 255]), (*SHAPE, 4)), depth)


@pytest.mark.parametrize(("levels", "depth"), [((14, 17, 23), 0.4), ((251, 251, 248), 0.03)])
def test_the_corners_are_darker_and_the_middle_is_not(
    levels: tuple[int, int, int], depth: float
) -> None:
    shaded = ground(levels, depth)
    assert (shaded[170:190, 300:340, :3] == levels).all()
    assert (shaded[..., 3] == 255).all()
    for corner in (shaded[:6, :6], shaded[:6, -6:], shaded[-6:, :6], shaded[-6:, -6:]):
        assert corner[..., :3].mean(axis=(0, 1)) == pytest.approx(
            np.array(levels) * (1 - depth), abs=0.35
        )
    assert np.array_equal(shaded, ground(levels, depth))


def test_the_ground_has_no_bands() -> None:
    """Over any small block the ground is as bright as it should be, not a level more or less."""
    red = ground((14, 17, 23), 0.4)[..., 0].astype(float)
    blocks = red.reshape(SHAPE[0] // 12, 12, SHAPE[1] // 16, 16).mean(axis=(1, 3))
    along = blocks[len(blocks) // 2]
    assert np.unique(blocks).size > 50
    assert np.abs(np.diff(blocks, axis=0)).max() < 0.6
    assert (np.diff(along[len(along) // 2 :]) <= 0.12).all()


def test_a_film_has_it_and_a_transparent_one_has_not(play: Callable[..., Film]) -> None:
    def corner_and_middle(**options: object) -> tuple[list[int], list[int]]:
        (frame,) = play(lambda film: film.wait(0.2), **options).renderer.frames
        return frame[0, 0].tolist(), frame[45, 80].tolist()

    corner, middle = corner_and_middle()
    assert corner[3] == middle[3] == 255
    assert sum(corner) < sum(middle)
    corner, middle = corner_and_middle(background_opacity=0.0, transparent=True)
    assert corner == middle == [0, 0, 0, 0]


def test_it_is_barely_seen() -> None:
    assert 0 < DARK.vignette <= 0.3
    assert 0 < LIGHT.vignette <= 0.03
