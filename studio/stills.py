"""Make the README's pictures: one of each chapter, and a small loop of the lens or the 3-D shot.

    python -m studio.stills
    python -m studio.stills linear

Without a name, those of all films.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from studio.films import SCENES, film_file, film_names, tell

__all__ = ["STILLS", "main"]

STILLS = SCENES.parent / "assets" / "stills"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Raises
    ------
    SystemExit
        With one line, if a film cannot be rendered.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.stills", description="Make the README's pictures."
    )
    names = ", ".join(film_names())
    parser.add_argument("film", nargs="*", help=f"which (default: all): {names}, or its file")
    parser.add_argument(
        "--folder", type=Path, default=STILLS, help="where to (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    films = options.film or film_names()
    for name in films:
        film_file(name)
    tell(f"{', '.join(films)}: getting ready")
    from studio.pictures import make_pictures  # loads Manim, which takes a while

    for name in films:
        for path in make_pictures(name, options.folder):
            print(f"{path.stat().st_size / 1000:6.0f} kB  {path}", flush=True)


if __name__ == "__main__":
    main()
