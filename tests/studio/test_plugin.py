"""A configuration file that cannot be read ends Manim's own command in one line."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from manim import config
from manim._config.utils import ManimConfig

import studio.plugin  # noqa: F401, it changes how files are read

ROOT = Path(__file__).parents[2]
WRONG = {
    "byte order mark": (b"\xef\xbb\xbf[theme]\nname = dark\n", "line 1: it begins with a byte"),
    "UTF-16": ("[theme]\nname = dark\n".encode("utf-16"), "line 1: this is not UTF-8"),
    "key twice": (b"[theme]\nname = dark\nname = light\n", "line 3: [theme] name is there twice"),
    "section twice": (b"[theme]\n[CLI]\n[theme]\n", "line 3: [theme] is there twice"),
    "no section": (b"\nname = dark\n", "line 2: 'name = dark' belongs to no section"),
    "no value": (b"[theme]\nname\n", "line 2: 'name\\n' is no setting"),
    "no number": (b"[CLI]\nframe_rate = fast\n", "could not convert string to float: 'fast'"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_one_line_says_what_is_wrong_and_where(fault: str, tmp_path: Path) -> None:
    wrong, told = WRONG[fault]
    path = tmp_path / "my.cfg"
    path.write_bytes(wrong)
    with pytest.raises(SystemExit, match=f"^{re.escape(f'{path}: {told}')}[^\n]*$"):
        ManimConfig.digest_file(config.copy(), path)


def test_the_plugin_serves_the_command(tmp_path: Path) -> None:
    entry = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    (module,) = entry["manim.plugins"].values()
    installed = tmp_path / "plugged-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: plugged\nVersion: 1\n")
    (installed / "entry_points.txt").write_text(f"[manim.plugins]\nplugged = {module}\n")
    wrong, told = WRONG["key twice"]
    (tmp_path / "my.cfg").write_bytes(wrong)
    done = subprocess.run(
        [sys.executable, "-m", "manim", "--dry_run", "-c", "my.cfg", ROOT / "scenes" / "linear.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"my.cfg: {told}")
