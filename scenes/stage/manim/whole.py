"""Files that are whole or not there: written under another name, and renamed when finished.

What bears its final name has been finished, whenever a render was killed. A file in the making
is hidden, beside its place; a run that ends well removes what others have left.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["in_the_making", "put_in_place", "sweep", "whole"]

_MARK = ".part"
_ABANDONED = 3600.0  # seconds without a byte, after which nobody is writing any more


def in_the_making(target: Path) -> Path:
    """Return the name under which this process writes ``target``, of the same suffix."""
    return target.with_name(f".{target.stem}.{os.getpid()}{_MARK}{target.suffix}")


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name; if another process was first, its file will do as well."""
    try:
        unfinished.replace(target)
    except FileNotFoundError:
        if not target.exists():
            raise


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Yield a path to write to, which becomes ``target`` if all goes well."""
    unfinished = in_the_making(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield unfinished
        put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what killed runs have left: what exists whole, or has not grown for an hour."""
    for unfinished in folder.glob(f".*{_MARK}.*"):
        stem = unfinished.name[1:].rsplit(".", 3)[0]
        with suppress(OSError):  # gone, or on some systems still open elsewhere
            left = time.time() - unfinished.stat().st_mtime > _ABANDONED
            if left or unfinished.with_name(stem + unfinished.suffix).exists():
                unfinished.unlink()
