"""Render films from the command line, and show how far they are.

    python -m studio.film linear --quality h
    python -m studio.film films/mine.py
    python -m studio.film

A film of the house is known by its name, any other by its file. Without one, all of the house.
"""

import argparse
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
    parser.add_argument("--media_dir", metavar="FOLDER", help="where to write (default: media)")
    options = parser.parse_args(arguments)
    films = options.film or film_names()
    for film in films:
        film_file(film)
    tell(f"{films[0]}: getting ready")
    from studio.take import take_film  # loads Manim, which takes a while

    for film in films:
        print(take_film(film, options.quality, options.media_dir), flush=True)


if __name__ == "__main__":
    main()
