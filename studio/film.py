"""Render films from the command line, and show how far they are.

    python -m studio.film linear --quality h
    python -m studio.film films/mine.py
    python -m studio.film

A film of the house is known by its name, any other by its file. Without one, all of the house.
"""

import argparse
import os
from collections.abc import Sequence

from studio.films import film_file, film_names, tell

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Raises
    ------
    SystemExit
        With one line, if a film cannot be rendered.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.film", description="Render films, their captions and their chapters."
    )
    names = ", ".join(film_names())
    parser.add_argument("film", nargs="*", help=f"which (default: all): {names}, or its file")
    parser.add_argument(
        "-q",
        "--quality",
        choices="lmhpk",
        default="h",
        help="as Manim's: 480p15, 720p30, 1080p60 (the default), 1440p60, 2160p60",
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=_count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many processes draw (default: as many as there are cores, here %(default)s); "
        "in HD each takes up to 0.7 GB of memory",
    )
    parser.add_argument("--media_dir", metavar="FOLDER", help="where to write (default: media)")
    options = parser.parse_args(arguments)
    films = options.film or film_names()
    for film in films:
        film_file(film)
    tell(f"{films[0]}: getting ready")
    from studio.take import take_film  # loads Manim, which takes a while

    for film in films:
        print(take_film(film, options.quality, options.media_dir, options.jobs), flush=True)


def _count(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes; give 1 or more")
    return int(text)


if __name__ == "__main__":
    main()
