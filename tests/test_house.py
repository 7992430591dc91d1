"""The rules of the house: who may import whom, and what may stand in the repository."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
GENERATED = {".git", ".venv", "media", "build", "dist", "__pycache__"}

# What each floor may import besides the standard library.
MLCORE = {"numpy", "scipy", "pandas", "mlcore"}
STAGE = {
    "manim",
    "typst",
    "svgelements",
    "numpy",
    "cairo",
    "av",
    "contourpy",
    "numba",
    "click",
    "srt",
    "mlcore",
    "scenes.stage",
}
FILM = {"manim", "numpy", "mlcore", "scenes.stage"}


# The families of the stage: one imports only from itself and from those before it.
FAMILIES = (
    "manim",
    "settings",
    "motion",
    "look",
    "space",
    "plane",
    "film",
    "landscape",
    "regression",
)


def films() -> list[Path]:
    return sorted(path for path in (ROOT / "scenes").glob("*.py") if path.stem != "__init__")


def tracked_files() -> list[Path]:
    """Every file that is in the repository, or would be with the next commit."""
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]
    try:
        listing = subprocess.run(
            [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):  # an unpacked archive
        everything = (path for path in ROOT.rglob("*") if path.is_file())
        return [
            path
            for path in everything
            if not any(
                part in GENERATED or part.endswith(("_cache", ".egg-info"))
                for part in path.relative_to(ROOT).parts
            )
        ]
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def tracked_texts() -> Iterator[tuple[Path, str]]:
    for path in tracked_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def imports(source: str, package: str) -> Iterator[str]:
    """Yield every name imported anywhere in the source, in full.

    >>> list(imports("import numpy as np; from scenes import linear", package=""))
    ['numpy', 'scenes.linear']
    >>> list(imports("from .film import Film; from ..solo import play", package="scenes.stage"))
    ['scenes.stage.film.Film', 'scenes.solo.play']
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            module = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def is_allowed(name: str, allowed: set[str]) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names or any(
        name == module or name.startswith(f"{module}.") for module in allowed
    )


def forbidden_imports(files: list[Path], allowed: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imports(
            path.read_text(encoding="utf-8"), ".".join(path.relative_to(ROOT).parent.parts)
        )
        if not is_allowed(name, allowed)
    ]


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [("mlcore/**/*.py", MLCORE), ("scenes/stage/**/*.py", STAGE), ("scenes/*.py", FILM)],
    ids=["mlcore", "stage", "films"],
)
def test_a_floor_imports_only_from_itself_and_below(pattern: str, allowed: set[str]) -> None:
    files = sorted(ROOT.glob(pattern))
    assert files, f"nothing matches {pattern}"
    assert forbidden_imports(files, allowed) == []


def test_a_family_of_the_stage_imports_only_from_those_before_it() -> None:
    stage = ROOT / "scenes" / "stage"
    entries = {path.stem for path in stage.iterdir()} - {"__init__", "__pycache__"}
    assert entries == set(FAMILIES)
    wrong = [
        f"{path.relative_to(stage)} imports {name}"
        for rank, family in enumerate(FAMILIES)
        for path in sorted((stage / family).rglob("*.py")) or [stage / f"{family}.py"]
        for name in imports(path.read_text(encoding="utf-8"), "")
        if name.startswith("scenes.stage.") and FAMILIES.index(name.split(".")[2]) > rank
    ]
    assert wrong == []


def test_importing_mlcore_does_not_load_manim() -> None:
    program = "import mlcore, sys; print('manim' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_a_film_file_holds_exactly_one_scene() -> None:
    from manim import Scene

    assert films(), "there is no film"
    for path in films():
        module = importlib.import_module(f"scenes.{path.stem}")
        scenes = [
            name
            for name, value in vars(module).items()
            if inspect.isclass(value)
            and issubclass(value, Scene)
            and value.__module__ == module.__name__
        ]
        assert len(scenes) == 1, f"{path.name} holds {scenes}, and manim would ask which to render"


def test_no_name_in_scenes_hides_another_module() -> None:
    """Manim puts scenes/ first on sys.path, where a file of the same name would win."""
    names = {path.stem for path in (ROOT / "scenes").iterdir()} - {"__init__", "__pycache__"}
    assert names
    assert names & (sys.stdlib_module_names | packages_distributions().keys()) == set()


def test_no_star_imports() -> None:
    stars = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, text in tracked_texts()
        if path.suffix == ".py"
        for name in imports(text, "")
        if name.endswith("*")
    ]
    assert stars == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(pypi|anaconda|npmjs|crates)\.(org|com|io)\b|\bpythonhosted\b",
        r"https?://\S+\.(whl|tar\.gz|tgz|zip|deb)\b",
        r"/(home|Users)/\w|/root(?=/)|\b[A-Z]:\\Users",
        rf"(?<![\w./]){re.escape(str(ROOT))}/",
    ],
    ids=["registry host", "package address", "home folder", "this folder"],
)
def test_no_file_names_a_registry_a_download_or_a_machine(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in tracked_texts()
        if (match := re.search(pattern, text))
    ]
    assert found == []


def test_no_file_is_large_or_a_video() -> None:
    files = tracked_files()
    assert files
    assert [path.name for path in files if path.stat().st_size > 2_000_000] == []
    assert [path.name for path in files if path.suffix in {".mp4", ".mov", ".webm", ".mkv"}] == []


def locked_packages() -> list[tuple[str, str]]:
    """Read the lock as (requirement, the rest of its entry), one a package."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE), flags=re.M)
    return [
        (requirement.strip(), rest)
        for requirement, _, rest in (entry.partition("\\\n") for entry in entries if entry)
    ]


def test_the_lock_has_a_hash_for_each_package_and_no_address() -> None:
    packages = locked_packages()
    assert packages
    for requirement, rest in packages:
        assert re.fullmatch(r"[\w.-]+==[\w.+-]+( ; .+)?", requirement)
        assert re.fullmatch(r"(\s+--hash=sha256:[0-9a-f]{64}( \\)?\n)+", rest), requirement
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = (
        project["project"]["dependencies"]
        + project["build-system"]["requires"]
        + [wish for group in project["dependency-groups"].values() for wish in group]
    )
    locked: dict[str, set[Version]] = {}
    for package in map(Requirement, (requirement for requirement, _ in locked_packages())):
        (pin,) = package.specifier
        locked.setdefault(canonicalize_name(package.name), set()).add(Version(pin.version))
    for wish in map(Requirement, asked):
        pins = locked.get(canonicalize_name(wish.name))
        assert pins, f"{wish} is not in requirements.lock: make lock"
        assert all(pin in wish.specifier for pin in pins), f"{wish}, but locked: {pins}: make lock"
