"""What a film asks of Manim: its clips, its cache, its encoder, and a file name of its own.

All of it is a default: what the user's configuration file or the command line says goes before.
"""

import re
import unicodedata
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import click
from manim import config

from scenes.stage.manim.configuration import OutputFormat, config_file_paths

__all__ = ["file_name", "filmed", "users_own"]

_STILLS = {OutputFormat.PNG, OutputFormat.PNG_SEQUENCE, OutputFormat.NONE}
_X264 = {OutputFormat.AUTO, OutputFormat.MP4}

_ENCODING = {
    # Chosen by measurement, on 80 frames of the film's descent at crf 18 and two cores: veryfast
    # encodes 62 frames a second; faster and fast 43 and 39, at a size a little larger; superfast
    # 80, at two and a half times the size.
    "crf": "18",
    "preset": "veryfast",
    "tune": "animation",
    # HD video is BT.709; the frames are converted to it, too
    "colorspace": "bt709",
    "color_primaries": "bt709",
    "color_trc": "bt709",
}
_LONGEST = 60  # characters of a name that a user gave


def users_own() -> ConfigParser:
    """Return what the user's configuration files say, without Manim's own defaults."""
    _, everywhere, here = config_file_paths()
    command = click.get_current_context(silent=True)
    given = command.params.get("config_file") if command else None
    parser = ConfigParser(strict=False)
    parser.read([everywhere, Path(given) if given else here])
    return parser


def filmed() -> dict[str, Any]:
    """Return what of Manim's configuration in force a film needs to be otherwise."""
    own, wanted = users_own(), OutputFormat.parse(config.format)
    changed: dict[str, Any] = {}
    if wanted in _STILLS:
        changed["save_sections"] = False  # Manim refuses to render a still with sections on
    elif not own.has_option("CLI", "save_sections"):
        changed["save_sections"] = True
    if not own.has_option("CLI", "max_files_cached"):
        changed["max_files_cached"] = -1
    if wanted in _X264 and not config.transparent and config.video_codec in ("auto", "libx264"):
        changed["video_encoder_options"] = _ENCODING | config.video_encoder_options
    return changed


def file_name(scene: str, data: Path | None, theme: str, chapters: str) -> str:
    """Return what a film's files are called: the scene, and what makes it another film.

    Parameters
    ----------
    scene
        The name of the film's class.
    data
        The table of the user, if it is not the film's own.
    theme
        By name.
    chapters
        Which are drawn, as `FilmSettings.chapters_name` has it.

    Examples
    --------
    >>> file_name("Linear", None, "dark", ""), file_name("Linear", None, "light", "3-4")
    ('Linear', 'Linear-light-3-4')
    >>> file_name("Linear", Path("tables/Prices: 2024?.csv"), "dark", "")
    'Linear-Prices-2024'
    """
    parts = [scene, _slug(data.stem) if data else "", "" if theme == "dark" else theme, chapters]
    return "-".join(filter(None, parts))


def _slug(text: str) -> str:
    """Write a text as part of a file's name that any file system takes."""
    level = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", "-", level).strip("-")[:_LONGEST]
