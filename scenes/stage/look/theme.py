"""Colours by meaning, type sizes and timing, each named once.

A colour means one thing in every film: in equation, plot, surface and label alike. Two themes
give the same meanings different values; `[theme] name` in `manim.cfg` chooses one. Values are
looked up when a mobject is built, `theme().loss`, and so follow the chosen theme.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from manim import smooth, squish_rate_func
from manim.utils.color import ManimColor
from numpy.typing import ArrayLike, NDArray

from scenes.stage.settings import SettingError, section

__all__ = [
    "BEAT",
    "BLINK",
    "BREATH",
    "DARK",
    "EARLY",
    "LATE",
    "LIGHT",
    "MARKED",
    "TURN",
    "Relief",
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
EARLY, LATE = squish_rate_func(smooth, 0.0, 0.4), squish_rate_func(smooth, 0.45, 1.0)
"""The paces within one play of what goes, and of what comes in its place."""


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
class Relief:
    """What a surface's colours are mixed with by the light, and what is drawn on it.

    Mixing keeps a colour between two others: what is told apart from both is so from the mixture.

    Attributes
    ----------
    shade, glint, edge
        Colours away from the light, where it is mirrored, and where the surface turns away.
    shadow
        Under what lies on it.
    line, rim, contour
        Of its iso-lines and grid; of its outline; of the contours on the floor.
    """

    shade: str
    glint: str
    edge: str
    shadow: str
    line: str
    rim: str
    contour: str

    @cached_property
    def mixed(self) -> NDArray[np.float64]:
        """(3, 3) red, green and blue in [0, 1] of shade, glint and edge."""
        return np.array([ManimColor(each).to_rgb() for each in (self.shade, self.glint, self.edge)])


@dataclass(frozen=True)
class Theme:
    """The colours of a film, by meaning, as hexadecimal sRGB.

    The ground is darker in the frame's corners by a share `vignette`. Where a film is about
    functions themselves, a function's value has the colour of a prediction, which is one, its
    argument that of data, and its derivative that of the gradient; `step` is a difference δ of
    the argument.
    """

    name: str
    ground: str
    vignette: float
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
    step: str
    heights: tuple[str, ...]
    relief: Relief
    ball: tuple[str, str]
    sober_ball: tuple[str, str]
    type: TypeScale = TypeScale()


# Heights have a colour map of our own: even steps of CAM02-UCS along a curve through OKLab, from
# near-black indigo over deep blue to petrol, or on white from powder blue over aqua to ivory.
# Up to `MARKED` of it all that stands on a surface keeps a contrast of 3 to 1.
MARKED = 0.82
"""The share of the colour map up to which arrows and trails may stand on it."""

_DEEP = (
    "#110830",
    "#180A4E",
    "#1C1C65",
    "#192F74",
    "#10407B",
    "#0B507C",
    "#015D7B",
    "#116978",
    "#2B757A",
)
_PALE = (
    "#B6CFFD",
    "#B0D8FF",
    "#ADE1FD",
    "#B0E8F9",
    "#B9EEF4",
    "#C6F4F0",
    "#D4F8EC",
    "#E3F9E9",
    "#F2FAEB",
)

DARK = Theme(
    name="dark",
    ground="#0E1117",
    vignette=0.28,
    panel="#171C26",
    ink="#E9E7E2",
    muted="#98A2B3",
    faint="#3A4352",
    data="#D3E6F7",
    prediction="#FFF27A",
    w0="#6AC9FD",
    w1="#FF911A",
    loss="#FFA9C1",
    gradient="#86C073",
    minimum="#B27AFF",
    step="#EB14A3",
    heights=_DEEP,
    relief=Relief(
        shade="#05060F",
        glint="#27588E",
        edge="#1A5C6B",
        shadow="#020308",
        line="#BFD9F2",
        rim="#CFE6F5",
        contour="#7F8DA6",
    ),
    ball=("#F4EFE8", "#E2577F"),
    sober_ball=("#DDD8CE", "#5C6A80"),
)

LIGHT = Theme(
    name="light",
    ground="#FBFBF8",
    vignette=0.025,
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
    step="#701470",
    heights=_PALE,
    relief=Relief(
        shade="#B9D0FC",
        glint="#FBFDFF",
        edge="#B9D0FC",
        shadow="#27395E",
        line="#2D4A78",
        rim="#3D5580",
        contour="#6A7690",
    ),
    ball=("#FFFFFF", "#D4026D"),
    sober_ball=("#FFFFFF", "#5A6B86"),
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
