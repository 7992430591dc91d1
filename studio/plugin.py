"""A plugin of Manim: a configuration file that cannot be read is told of in one line.

Manim loads it as the entry point `manim.plugins` of this project, after it has read `manim.cfg` of
the working folder and before it reads a file given with `-c`; so the former still ends in Manim's
own traceback, whose last line names file and line.
"""

import configparser
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from manim._config.utils import ManimConfig

__all__ = ["complaint", "tell_of_files"]

Digest = Callable[[ManimConfig, Any], ManimConfig]


def complaint(error: Exception) -> str:
    """Say in a line what is wrong with a configuration file, and where.

    Examples
    --------
    >>> complaint(configparser.DuplicateOptionError("theme", "name", "my.cfg", 3))
    'line 3: [theme] name is there twice; keep one'
    """
    match error:
        case configparser.DuplicateOptionError(section=section, option=option, lineno=line):
            return f"line {line}: [{section}] {option} is there twice; keep one"
        case configparser.DuplicateSectionError(section=section, lineno=line):
            return f"line {line}: [{section}] is there twice; make one section of both"
        case configparser.MissingSectionHeaderError(lineno=line, line=text):
            if text.startswith("\ufeff"):
                return "line 1: it begins with a byte order mark; save it as UTF-8 without one"
            return f"line {line}: {text.strip()!r} belongs to no section, such as [CLI]"
        case configparser.ParsingError(errors=[(line, text), *_]):
            return f"line {line}: {text} is no setting; write one as name = value"
        case UnicodeError():
            return "line 1: this is not UTF-8; save the file as text in UTF-8"
    return " ".join(str(error).split())


def tell_of_files(digest: Digest) -> Digest:
    """Return what reads a configuration file, and ends the program in one line if it cannot."""

    @wraps(digest)
    def told(config: ManimConfig, filename: Any) -> ManimConfig:
        try:
            return digest(config, filename)
        except (configparser.Error, ValueError, LookupError) as error:
            sys.exit(f"{filename}: {complaint(error)}")

    return told


ManimConfig.digest_file = tell_of_files(ManimConfig.digest_file)  # type: ignore[assignment, method-assign]
