"""What all tests share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The first example may compile or load something, so no example has a deadline.
settings.register_profile("descent", deadline=None)
settings.load_profile("descent")


_LONGEST = ("films", "studio")
"""Folders of tests that play whole films."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files come first, so that no process is left with one at the end."""
    items.sort(key=lambda item: not any(part in _LONGEST for part in item.path.parts[-2:]))


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tests render to. One folder, so that a formula set in one test serves the next."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what Typst sets is kept, by all processes of a test run together."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "typeset"


@pytest.fixture(autouse=True)
def _manim_as_configured(media: Path, typeset: Path) -> Iterator[None]:
    """Render outside the project, and undo what a test changes in manim's configuration.

    A test of mlcore must run without manim: only a test that has loaded it is touched.
    """
    if "manim" not in sys.modules:
        yield
        return
    from manim import tempconfig

    with tempconfig({"media_dir": str(media), "tex_dir": str(typeset)}):
        yield
