"""Render a film from the command line, and show how far it is.

    python -m studio.film linear --quality h
    python -m studio.film films/mine.py

A film of the house is known by its name, any other by its file.
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
        With one line, if the film cannot be rendered.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.film", description="Render a film, its captions and its chapters."
    )
    parser.add_argument("film", help=f"which: {', '.join(film_names())}, or the file of another")
    parser.add_argument(
        "-q",
        "--quality",
        choices="lmhpk",
        default="h",
        help="as Manim's: 480p15, 720p30, 1080p60 (the default), 1440p60, 2160p60",
    )
    parser.add_argument("--media_dir", metavar="FOLDER", help="where to write (default: media)")
    options = parser.parse_args(arguments)
    film_file(options.film)
    tell(f"{options.film}: getting ready")
    from studio.take import take_film  # loads Manim, which takes a while

    print(take_film(options.film, options.quality, options.media_dir))


if __name__ == "__main__":
    main()
