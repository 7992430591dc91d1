"""The README keeps its word: its example runs, its files exist, its commands are the Makefile's."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_of_a_film_runs(tmp_path: Path) -> None:
    """As a user would: saved beside the other films, rendered by Manim's own command."""
    (example,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    assert len(re.findall(r"^\s*\S", example.partition("class")[2], flags=re.MULTILINE)) <= 20
    film = tmp_path / "first.py"
    film.write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "manim", "-s", "-ql", "--media_dir", str(tmp_path / "media")]
    done = subprocess.run(
        [*command, str(film)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "media" / "images").rglob("First*.png"))


def test_every_picture_and_folder_that_it_names_exists() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert len(pictures) == 9
    folders = re.findall(r"`((?:mlcore|scenes|studio|assets|tests)/[^`*]*)`", README)
    folders.remove("scenes/first.py")
    assert len(folders) >= 6
    missing = [name for name in [*pictures, *folders] if not (ROOT / name).exists()]
    assert missing == []


def test_every_make_target_that_it_names_exists() -> None:
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"film", "test", "help", "stills", "bench"} <= named
    assert named <= set(targets)
