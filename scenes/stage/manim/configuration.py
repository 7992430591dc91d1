"""What of Manim's configuration can only be had from its private modules."""

from configparser import ConfigParser

from manim import config
from manim._config.output import OutputFormat
from manim._config.utils import config_file_paths
from manim._config.video_encoder import video_encoder_fingerprint

__all__ = ["OutputFormat", "config_file_paths", "sections_in_force", "video_encoder_fingerprint"]


def sections_in_force() -> ConfigParser:
    """Return what was read from the configuration file in force: Manim keeps but its own keys."""
    return config._parser
