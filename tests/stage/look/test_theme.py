"""Colours can be read and told apart, in both themes, by anyone; times fit every frame rate."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert
from manim import ManimColor

from scenes.stage.look.layout import GRID
from scenes.stage.look.theme import BEAT, BLINK, BREATH, DARK, LIGHT, TURN, Theme, colour_map, theme
from scenes.stage.settings import SettingError

MEANINGS = ("data", "prediction", "w0", "w1", "loss", "gradient", "minimum", "step")
VISIONS = ("normal", "protanomaly", "deuteranomaly", "tritanomaly")

themes = pytest.mark.parametrize("colours", [DARK, LIGHT], ids=lambda each: each.name)


def luminance(colour: str) -> float:
    rgb = np.array(ManimColor(colour).to_rgb())
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def as_seen(colour: str, vision: str) -> np.ndarray:
    rgb = np.array(ManimColor(colour).to_rgb())
    if vision != "normal":
        rgb = np.clip(
            cspace_convert(
                rgb, {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}, "sRGB1"
            ),
            0,
            1,
        )
    return np.asarray(cspace_convert(rgb, "sRGB1", "CAM02-UCS"))


@themes
@pytest.mark.parametrize("name", ["ink", "muted"])
def test_text_can_be_read(colours: Theme, name: str) -> None:
    assert contrast(getattr(colours, name), colours.ground) >= 4.5


@themes
@pytest.mark.parametrize("name", MEANINGS)
def test_symbols_and_lines_stand_out(colours: Theme, name: str) -> None:
    assert contrast(getattr(colours, name), colours.ground) >= 4.5  # symbols are text too
    assert contrast(getattr(colours, name), colours.panel) >= 3


@themes
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other"), list(combinations(MEANINGS, 2)))
def test_meanings_can_be_told_apart(colours: Theme, vision: str, one: str, other: str) -> None:
    seen = [as_seen(getattr(colours, name), vision) for name in (one, other)]
    assert np.linalg.norm(seen[0] - seen[1]) >= 13


def heights_of(colours: Theme, count: int) -> np.ndarray:
    """The colour map in CAM02-UCS, at so many places."""
    shades = colour_map(colours.heights, np.linspace(0, 1, count))
    return np.asarray(cspace_convert(shades, "sRGB1", "CAM02-UCS"))


@themes
def test_heights_grow_lighter_evenly(colours: Theme) -> None:
    assert (np.diff(heights_of(colours, 256)[:, 0]) > 0).all()
    steps = np.linalg.norm(np.diff(heights_of(colours, len(colours.heights)), axis=0), axis=1)
    assert steps.max() <= 1.2 * steps.min()
    assert steps.sum() >= 35  # from end to end: far apart


@themes
@pytest.mark.parametrize("name", MEANINGS)
def test_heights_are_clear_of_all_meanings(colours: Theme, name: str) -> None:
    apart = heights_of(colours, 256) - as_seen(getattr(colours, name), "normal")
    assert np.linalg.norm(apart, axis=1).min() >= 25


@themes
def test_contours_can_be_seen_on_the_floor(colours: Theme) -> None:
    for below in (colours.panel, colours.ground):
        assert contrast(colours.relief.contour, below) >= 3


@pytest.mark.parametrize("seconds", [BEAT, BREATH, BLINK, TURN])
def test_times_are_whole_frames_at_every_rate(seconds: float) -> None:
    assert (seconds / 0.2) == pytest.approx(round(seconds / 0.2), abs=1e-9)
    for rate in (5, 15, 30, 60):
        assert seconds * rate == pytest.approx(round(seconds * rate), abs=1e-9)
    assert TURN >= 3


def test_no_type_is_too_small_and_the_grid_is_within_the_frame() -> None:
    scale = DARK.type
    sizes = [scale.title, scale.heading, scale.body, scale.small, scale.formula]
    assert min(sizes) == scale.small >= 0.025 * 8 * 96
    assert GRID.edge >= 0.4
    assert max(abs(GRID.left_edge), abs(GRID.right_edge)) <= 64 / 9 - GRID.edge
    assert GRID.title_y <= 4 - GRID.edge


def test_the_configuration_chooses_the_theme(configured: Callable[..., Any]) -> None:
    with configured("theme", name=" light "):
        assert theme() is LIGHT
    with configured("theme"):
        assert theme() is DARK
    with configured("theme", name="sepia"):
        with pytest.raises(SettingError, match=r"sepia.*dark or light") as refused:
            theme()
        assert "\n" not in str(refused.value)
