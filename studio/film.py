"""Render a film from the command line, with one bar that says how far it is.

    python -m studio.film linear --quality h

The film is played twice. The rehearsal skips every animation and writes nothing, which takes
seconds and tells how long the film is. The take is what `manim scenes/linear.py` would make,
clip for clip, out of the same cache; here it is quiet, and says at the end what came of it.
"""

import argparse
import importlib
import inspect
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manim import Scene, config, console, tempconfig
from manim.constants import QUALITIES
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from scenes.stage.camera import StageRenderer
from scenes.stage.film import Film

__all__ = ["StudioRenderer", "Take", "film_names", "load", "main", "rehearse", "shoot"]

SCENES = Path(__file__).parents[1] / "scenes"
QUALITY = {str(each["flag"]): name for name, each in QUALITIES.items() if each["flag"]}


class StudioRenderer(StageRenderer):
    """A renderer that reports the time, and paints nothing that would be thrown away.

    Manim paints at least once in every play, even in one that it skips or has in its cache.
    """

    report: Callable[[float], None] = staticmethod(lambda seconds: None)
    """Called with the seconds since the film's beginning, whenever there are more of them."""

    @property
    def time(self) -> float:
        """Seconds since the film's beginning; skipped and cached plays count too."""
        return self._time

    @time.setter
    def time(self, seconds: float) -> None:
        self._time = seconds
        self.report(seconds)

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        """Paint the frame, unless the play is skipped and the film is no still."""
        if not self.skip_animations or self.file_writer.output_spec.is_still:
            super().update_frame(*args, **kwargs)


@dataclass(frozen=True)
class Take:
    """What a rendering made, and how long it took.

    Attributes
    ----------
    film, captions, clips
        The film's file; its captions and the folder of its chapters' clips, where there are any.
    chapters
        How many clips there are.
    length, seconds
        How long the film is, and how long it was rendered.
    picture
        Width, height, frames a second.
    """

    film: Path
    captions: Path | None
    clips: Path | None
    chapters: int
    length: float
    seconds: float
    picture: tuple[int, int, float]

    def __str__(self) -> str:
        width, height, rate = self.picture
        size = self.film.stat().st_size / 1e6
        lines = [
            f"{clock(self.length)} long, {width} x {height}, {rate:g} frames/s, {size:.1f} MB, "
            f"rendered in {clock(self.seconds)}"
        ]
        if self.captions is not None:
            lines.append(f"captions: {from_here(self.captions)}")
        if self.clips is not None:
            lines.append(f"chapters: {from_here(self.clips)}/ ({self.chapters} clips)")
        return "\n".join([*lines, f"film: {from_here(self.film)}"])


def clock(seconds: float) -> str:
    """Write a duration as minutes and seconds.

    >>> clock(253.2)
    '4:13'
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def from_here(path: Path) -> Path:
    """Return a path relative to the working folder, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def film_names() -> list[str]:
    """Return the names of all films."""
    return sorted(path.stem for path in SCENES.glob("*.py") if not path.stem.startswith("_"))


def load(name: str) -> type[Film]:
    """Return the film of that name, and let Manim file its clips under it.

    Raises
    ------
    SystemExit
        With one line, if there is no such film, or not exactly one in its file.
    """
    if name not in film_names():
        sys.exit(f"there is no film {name!r}; there are: {', '.join(film_names())}")
    module = importlib.import_module(f"scenes.{name}")
    found = [
        each
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, Scene) and each.__module__ == module.__name__
    ]
    if len(found) != 1 or not issubclass(found[0], Film):
        sys.exit(f"scenes/{name}.py: there should be one scene here, and that a Film")
    config.input_file = str(SCENES / f"{name}.py")
    return found[0]


def rehearse(film_class: type[Film], renderer: StageRenderer | None = None) -> Film:
    """Play a film with all animations skipped and nothing written, and return it."""
    renderer = renderer or StudioRenderer(skip_animations=True)
    with tempconfig({"dry_run": True, "preview": False, "show_in_file_browser": False}):
        film = film_class(renderer=renderer)
        film.render()
    return film


def shoot(film_class: type[Film], progress: Progress) -> Take:
    """Render a film by the configuration in force, and show how far it is."""
    began = time.perf_counter()
    task = progress.add_task("looking through the film", total=None)
    rehearsal = rehearse(film_class)
    rate = config.frame_rate
    total = round(rehearsal.time * rate)
    titles = dict.fromkeys(title for title, _ in rehearsal.chapters)
    width = max(map(len, titles), default=0)
    progress.update(task, total=total)

    def show(seconds: float) -> None:
        title = film.chapters[-1][0] if film.chapters else ""
        frames = min(round(seconds * rate), total)
        progress.update(task, completed=frames, description=title.ljust(width))

    renderer = StudioRenderer()
    film = film_class(renderer=renderer)
    renderer.report = show
    film.render()
    writer = renderer.file_writer
    clips = sum(section.video is not None for section in writer.sections)
    return Take(
        film=Path(writer.final_file_path),
        captions=film.output_plan.subcaption_file if writer.subcaptions else None,
        clips=film.output_plan.sections_dir if clips else None,
        chapters=clips,
        length=film.time,
        seconds=time.perf_counter() - began,
        picture=(config.pixel_width, config.pixel_height, rate),
    )


def bar() -> Progress:
    """Return a bar for the frames of one film, which leaves nothing behind."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("frames"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,  # where Manim's warnings go, which then stand above the bar
        transient=True,
        refresh_per_second=4,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Raises
    ------
    SystemExit
        With one line, if the film cannot be rendered.
    """
    parser = argparse.ArgumentParser(
        prog="python -m studio.film", description="Render a film, its captions and its chapters."
    )
    parser.add_argument("film", help=f"one of: {', '.join(film_names())}")
    parser.add_argument(
        "-q",
        "--quality",
        choices=QUALITY,
        default="h",
        help="as Manim's: 480p15, 720p30, 1080p60 (the default), 1440p60, 2160p60",
    )
    parser.add_argument("--media_dir", help="the folder to write to, instead of media")
    options = parser.parse_args(arguments)
    film_class = load(options.film)
    config.quality = QUALITY[options.quality]
    config.verbosity = "WARNING"
    config.progress_bar = "none"
    if options.media_dir is not None:
        config.media_dir = options.media_dir
    try:
        with bar() as progress:
            take = shoot(film_class, progress)
    except KeyboardInterrupt:
        sys.exit("stopped; the finished clips are kept, and the next time it goes on from there")
    except OSError as error:
        sys.exit(f"{options.film}: {error}")
    print(take)


if __name__ == "__main__":
    main()
