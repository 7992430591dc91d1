"""Make mistakes, one at a time, in copies of the project, and print which no test finds.

    python -m tests.mutants [--workers 2] [--only TEXT]

Ends with 1 if a mistake of the list has gone stale, or if more survive than may: five in a
hundred, each with its reason in the list.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.mistakes import MISTAKES, Mistake

ROOT = Path(__file__).parents[2]
FOLDERS = ("assets", "mlcore", "scenes", "studio", "tests")
FILES = ("pyproject.toml", "manim.cfg")
PASSED, FAILED, BROKEN = 0, 1, 2
"""What pytest returns: all tests passed, some failed, or some could not be loaded."""
SECONDS = 600
"""What a mistake has until it counts as found: some never end."""
MOST = 0.05
"""The share of mistakes that may survive."""


@dataclass(frozen=True)
class Fate:
    """What became of a mistake: found or not, and after how many seconds."""

    mistake: Mistake
    found: bool
    seconds: float


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="mistakes whose file or wrong has this text")
    options = parser.parse_args()
    chosen = [each for each in MISTAKES if options.only in f"{each.file} {each.why}"]
    stale = [each for each in MISTAKES if each.old not in (ROOT / each.file).read_text("utf-8")]
    for each in stale:
        print(f"stale    {each.file}: {each.old!r} is not there ({each.why})")
    fates = list(fates_of([each for each in chosen if each not in stale], options.workers))
    if not fates:
        print("the tests fail without a mistake" if chosen else "no such mistake")
        return 1
    alive = [fate.mistake for fate in fates if not fate.found]
    print(f"{len(fates) - len(alive)} of {len(fates)} mistakes were found, {len(stale)} are stale")
    for each in alive:
        print(f"alive    {each.file}: {each.why} [{each.reason or 'no reason is given'}]")
    unexplained = [each for each in alive if not each.reason]
    return int(bool(stale or unexplained or len(alive) > MOST * len(fates)))


def fates_of(mistakes: list[Mistake], workers: int) -> Iterator[Fate]:
    """Yield what becomes of mistakes, each made in one of a few copies of the project."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for k in range(workers):
            copies.put(copied(Path(folder) / str(k)))

        def tried(mistake: Mistake) -> Fate:
            copy = copies.get()
            try:
                return tried_in(copy, mistake)
            finally:
                copies.put(copy)

        def passed(run: str) -> bool:
            copy = copies.get()
            try:
                return passes(copy, (run,))
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            runs = list(dict.fromkeys(run for each in mistakes for run in each.tests))
            failing = [
                run for run, well in zip(runs, pool.map(passed, runs), strict=True) if not well
            ]
            for run in failing:
                print(f"fails without a mistake: pytest {run}")
            if failing:
                return
            for fate in pool.map(tried, mistakes):
                word = "found" if fate.found else "ALIVE"
                print(f"{word} {fate.seconds:5.0f} s  {fate.mistake.file}: {fate.mistake.why}")
                sys.stdout.flush()
                yield fate


def copied(folder: Path) -> Path:
    """Copy the project, compiled loops too, which keep the times of their sources."""
    folder.mkdir()
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    for name in FILES:
        shutil.copy2(ROOT / name, folder / name)
    return folder


def tried_in(copy: Path, mistake: Mistake) -> Fate:
    """Make a mistake in a copy, run its tests, and mend it."""
    path, start = copy / mistake.file, time.monotonic()
    whole, times = path.read_bytes(), path.stat()
    path.write_bytes(whole.replace(mistake.old.encode(), mistake.new.encode(), 1))
    try:
        found = not passes(copy, mistake.tests)
    finally:
        path.write_bytes(whole)  # with its times: compiled loops are known by them
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return Fate(mistake, found, time.monotonic() - start)


def passes(copy: Path, runs: tuple[str, ...]) -> bool:
    """Tell whether all runs of tests pass in a copy; those that do not end do not."""
    quick = ("-x", "-q", "--no-header", "-p", "no:cacheprovider")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    for run in runs:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *quick, *shlex.split(run)],
                cwd=copy,
                env=environment,
                capture_output=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode not in (PASSED, FAILED, BROKEN):
            raise RuntimeError(f"pytest {run}: {done.stdout.decode()[-500:]}")
        if done.returncode != PASSED:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
