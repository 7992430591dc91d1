"""The real command, as a teacher types it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.films import SCENES, film_names

ROOT = Path(__file__).parents[2]
MANIM = Path(sys.executable).parent / "manim"


def command(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MANIM, "-s", "-ql", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def picture(folder: Path) -> np.ndarray:
    """The one picture below a folder."""
    (path,) = folder.rglob("*.png")
    pixels = np.asarray(Image.open(path).convert("RGB"))
    assert pixels.shape == (480, 854, 3)
    return pixels


def is_the_ground(corner: np.ndarray, ground: list[int]) -> bool:
    """Tell whether a corner has the ground's colour, a little darker for the vignette."""
    return bool(((corner <= ground) & (corner >= 0.65 * np.array(ground))).all())


def test_a_whole_film_from_the_projects_folder(tmp_path: Path) -> None:
    done = command(ROOT, "--media_dir", tmp_path, "scenes/linear.py")
    assert done.returncode == 0, done.stderr
    assert is_the_ground(picture(tmp_path)[0, 0], [0x0E, 0x11, 0x17])


@pytest.mark.parametrize("name", film_names())
def test_the_first_chapter_of_every_film(name: str, tmp_path: Path) -> None:
    """That each plays to its end, too, is seen by the tests that play them in this process."""
    own = (ROOT / "manim.cfg").read_text("utf-8")
    first = tmp_path / "first.cfg"
    first.write_text(own.replace("[film]\n", "[film]\nchapters = 1\n"), encoding="utf-8")
    done = command(ROOT, "-c", first, "--media_dir", tmp_path, f"scenes/{name}.py")
    assert done.returncode == 0, done.stderr
    assert is_the_ground(picture(tmp_path)[0, 0], [0x0E, 0x11, 0x17])


def test_a_table_of_ones_own_from_another_folder(tmp_path: Path) -> None:
    rows = "".join(f"{k},{2.5 * k + (-1) ** k}\n" for k in range(1, 13))
    (tmp_path / "my table.csv").write_text("#floor $area$,rent [€]\n" + rows, encoding="utf-8")
    (tmp_path / "my.cfg").write_text(
        "[CLI]\nverbosity = WARNING\n[linear]\ndata = my table.csv\niterations = 60\n"
        "[theme]\nname = light\n[film]\nchapters = 1-3\n",
        encoding="utf-8",
    )
    done = command(tmp_path, "-c", "my.cfg", SCENES / "linear.py")
    assert done.returncode == 0, done.stderr
    assert is_the_ground(picture(tmp_path)[0, 0], [0xFB, 0xFB, 0xF8])


def test_one_clear_line_where_something_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "my.cfg").write_text("[linear]\ndata = none.csv\n", encoding="utf-8")
    done = command(tmp_path, "-c", "my.cfg", SCENES / "linear.py")
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if line.strip()]
    said = [line for line in said if not line.startswith("Manim Community")]
    assert len(said) == 1, done.stderr
    assert said[0].startswith("linear: ")
    assert "none.csv" in said[0]
    assert "Traceback" not in done.stdout
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["my.cfg"]
