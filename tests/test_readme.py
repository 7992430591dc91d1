"""The README keeps its word: its example runs, its files exist, its commands are the Makefile's."""

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from studio.films import film_names
from studio.pictures import slug

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILMS = film_names()
PICTURES = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)


EXAMPLES = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=["first", "hills"])
def test_an_example_of_a_film_runs(example: str, tmp_path: Path) -> None:
    """As a user would: saved beside the other films, rendered by Manim's own command."""
    body = example.partition("class")[2]
    assert len(re.findall(r"^\s*\S", body, flags=re.MULTILINE)) <= 20
    (name,) = re.findall(r"^class (\w+)\(Film\):", example, flags=re.MULTILINE)
    film = tmp_path / f"{name.lower()}.py"
    film.write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "manim", "-s", "-ql", "--media_dir", str(tmp_path / "media")]
    done = subprocess.run(
        [*command, str(film)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "media" / "images").rglob(f"{name}*.png"))


@pytest.mark.parametrize("block", re.findall(r"```ini\n(.*?)```", README, flags=re.DOTALL))
def test_settings_can_be_pasted_as_they_stand(block: str) -> None:
    given = ConfigParser()
    given.read_string(block)
    known = ConfigParser()
    known.read_string(
        re.sub(r"^; (?=\w+ =)", "", (ROOT / "manim.cfg").read_text(encoding="utf-8"), flags=re.M)
    )
    assert given.sections()
    for section in given.sections():
        assert set(given[section]) <= set(known[section])
        assert not any(";" in value or "#" in value for value in given[section].values())


@pytest.mark.parametrize("film", FILMS)
def test_a_film_has_a_picture_of_each_chapter_by_its_title_and_a_loop(film: str) -> None:
    source = (ROOT / "scenes" / f"{film}.py").read_text(encoding="utf-8")
    titles = re.findall(r"^ +@chapter\(\s*\"(.+?)\"", source, re.MULTILINE)
    assert titles, "no chapter"
    expected = [
        (f"{film}-{k}-{slug(title)}.webp", f"{k}. {title.rstrip('?!.')}")
        for k, title in enumerate(titles, 1)
    ]
    pictures = re.findall(r"!\[\]\(assets/stills/([^)]+)\) \*\*(.+?)[?!.]\*\*", README)
    assert [each for each in pictures if each[0].startswith(f"{film}-")] == expected
    assert f"assets/stills/{film}-loop.webp" in PICTURES


def test_every_picture_that_it_shows_exists_and_every_picture_is_shown_once() -> None:
    stored = {str(path.relative_to(ROOT)) for path in (ROOT / "assets" / "stills").iterdir()}
    assert set(PICTURES) - stored == set(), "make stills"
    assert stored - set(PICTURES) == set()
    assert len(set(PICTURES)) == len(PICTURES)


def test_every_folder_that_it_names_exists() -> None:
    folders = re.findall(r"`((?:mlcore|scenes|studio|assets|tests)/[^`*]*)`", README)
    folders.remove("scenes/first.py")
    assert len(folders) >= 6
    assert [name for name in folders if not (ROOT / name).exists()] == []


def test_every_make_target_that_it_names_exists() -> None:
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"film", "test", "help", "stills", "bench"} <= named
    assert named <= set(targets)
