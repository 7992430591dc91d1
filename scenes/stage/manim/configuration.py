"""What of Manim's configuration can only be had from its private modules."""

from configparser import ConfigParser

from manim import config
from manim._config.output import OutputFormat
from manim._config.utils import ManimConfig, config_file_paths
from manim._config.video_encoder import video_encoder_fingerprint

__all__ = [
    "ManimConfig",
    "OutputFormat",
    "config_file_paths",
    "put_in_force",
    "sections_in_force",
    "video_encoder_fingerprint",
]


def sections_in_force() -> ConfigParser:
    """Return what was read from the configuration file in force: Manim keeps but its own keys."""
    return config._parser


def put_in_force(handed_on: ManimConfig) -> None:
    """Let a configuration from another process hold in this one, with the sections of films."""
    config.update(handed_on)
    config._parser = handed_on._parser
