"""Which films there are, and a word on what is being done with one.

Nothing of Manim is loaded here: its import alone takes more than a second, and a command should
say what it is about before that.
"""

import sys
from pathlib import Path

__all__ = ["SCENES", "film_file", "film_names", "tell"]

SCENES = Path(__file__).resolve().parents[1] / "scenes"


def film_names() -> list[str]:
    """Return the names of all films of the house."""
    return sorted(path.stem for path in SCENES.glob("*.py") if not path.stem.startswith("_"))


def film_file(name: str) -> Path:
    """Return the file of a film, which is given by its name in scenes/ or by a path.

    Raises
    ------
    SystemExit
        With one line, if there is no such film.
    """
    if name in film_names():
        return SCENES / f"{name}.py"
    path = Path(name)
    if path.suffix == ".py" and path.is_file():
        return path.resolve()
    if path.suffix == ".py" or len(path.parts) > 1:
        sys.exit(f"{name}: there is no such file of Python")
    sys.exit(f"there is no film {name!r}; there are: {', '.join(film_names())}, or give its file")


def tell(what: str) -> None:
    """Say in a line what is being done, beside the output proper."""
    print(what, file=sys.stderr, flush=True)
