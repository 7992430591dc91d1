"""Colours by meaning, type sizes and timing, each named once.

A colour means one thing in every film: in equation, plot, surface and label alike. Two themes
give the same meanings different values; `[theme] name` in `manim.cfg` chooses one. Values are
looked up when a mobject is built, `theme().loss`, and so follow the chosen theme.
"""

from dataclasses import dataclass

import numpy as np
from manim.utils.color import ManimColor
from numpy.typing import ArrayLike, NDArray

from scenes.stage.settings import SettingError, section

__all__ = [
    "BEAT",
    "BLINK",
    "BREATH",
    "DARK",
    "LIGHT",
    "TURN",
    "Theme",
    "TypeScale",
    "colour_map",
    "theme",
]

BLINK = 0.4
"""Seconds for a highlight to come or go."""
BEAT = 1.0
"""Seconds for one thing to appear or change."""
BREATH = 1.6
"""Seconds of rest after an idea."""
TURN = 3.2
"""Seconds for a 3-D view to turn: slow enough to follow."""


@dataclass(frozen=True)
class TypeScale:
    """Font sizes in Manim's units; `small`, the least, is 2.5 % of the frame's height and more."""

    title: float = 40
    heading: float = 30
    body: float = 28
    small: float = 23
    formula: float = 42
    caption: float = 27


@dataclass(frozen=True)
class Theme:
    """The colours of a film, by meaning, as hexadecimal sRGB."""

    name: str
    ground: str
    panel: str
    ink: str
    muted: str
    faint: str
    data: str
    prediction: str
    w0: str
    w1: str
    loss: str
    gradient: str
    minimum: str
    heights: tuple[str, ...]
    ball: tuple[str, str]
    type: TypeScale = TypeScale()


# Heights are coloured by viridis (S. van der Walt and N. Smith, matplotlib, CC0), here by nine of
# its values, interpolated in between.
_VIRIDIS = (
    "#440154",
    "#472D7B",
    "#3B528B",
    "#2C728E",
    "#21918C",
    "#28AE80",
    "#5EC962",
    "#ADDC30",
    "#FDE725",
)

DARK = Theme(
    name="dark",
    ground="#0E1117",
    panel="#171C26",
    ink="#E9E7E2",
    muted="#98A2B3",
    faint="#3A4352",
    data="#D3E6F7",
    prediction="#FFF27A",
    w0="#5DB8FF",
    w1="#E5A02A",
    loss="#D9609C",
    gradient="#4E9654",
    minimum="#9566FF",
    heights=_VIRIDIS,
    ball=("#F4EFE8", "#D9609C"),
)

LIGHT = Theme(
    name="light",
    ground="#FBFBF8",
    panel="#EFF0EC",
    ink="#15181E",
    muted="#5A6372",
    faint="#C3C8D0",
    data="#1E2B3B",
    prediction="#857009",
    w0="#0E79B0",
    w1="#8E2A00",
    loss="#D4026D",
    gradient="#155A46",
    minimum="#5E10BE",
    heights=_VIRIDIS,
    ball=("#FFFFFF", "#D4026D"),
)

_THEMES = {each.name: each for each in (DARK, LIGHT)}


def theme() -> Theme:
    """Return the theme that `[theme] name` in the configuration in force asks for.

    Raises
    ------
    SettingError
        If there is no theme of that name, or another setting in the section.
    """
    name = section("theme", ["name"]).get("name", DARK.name)
    if name not in _THEMES:
        choices = " or ".join(_THEMES)
        raise SettingError(f"[theme] name = {name}: there is no such theme; use {choices}")
    return _THEMES[name]


def colour_map(colours: tuple[str, ...], shares: ArrayLike) -> NDArray[np.float64]:
    """Red, green, blue in [0, 1], (..., 3), at shares (...) in [0, 1] of a row of ``colours``."""
    stops = np.array([ManimColor(colour).to_rgb() for colour in colours])
    positions = np.asarray(shares) * (len(stops) - 1)
    return np.stack(
        [np.interp(positions, np.arange(len(stops)), stops[:, k]) for k in range(3)], axis=-1
    )
