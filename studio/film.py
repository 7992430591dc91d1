"""Render a film from the command line, with one bar that says how far it is.

    python -m studio.film linear --quality h

What comes out is what `manim scenes/linear.py` makes, clip for clip and out of the same cache.
The bar knows the film's length from a rehearsal, or from the last time the same film was made.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from manim import config, console
from manim.constants import QUALITIES
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from scenes.stage.film.film import Film
from studio.rehearsal import StudioRenderer, film_names, load, rehearse

__all__ = ["Take", "bar", "main", "shoot"]

QUALITY = {str(each["flag"]): name for name, each in QUALITIES.items() if each["flag"]}


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


def shoot(film_class: type[Film], progress: Progress) -> Take:
    """Render a film by the configuration in force, and show how far it is."""
    began = time.perf_counter()
    task = progress.add_task("looking through the film", total=None)
    renderer = StudioRenderer()
    film = film_class(renderer=renderer)
    length = known_length(film) or rehearse(film_class).time
    rate = config.frame_rate
    total = round(length * rate)
    progress.update(task, total=total)

    def report(seconds: float) -> None:
        title = film.chapters[-1][0] if film.chapters else ""
        progress.update(task, completed=min(round(seconds * rate), total), description=title)

    renderer.report = report
    film.render()
    remember_length(film)
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


def length_file(film: Film) -> Path:
    """Return where the length of a film is written down, after the digest of that film."""
    return Path(config.media_dir) / "lengths" / f"{film.section_name}.txt"


def remember_length(film: Film) -> None:
    """Write down how long a film was, so that it need not be rehearsed the next time."""
    record = length_file(film)
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text(f"{film.digest()} {film.time}", encoding="utf-8")


def known_length(film: Film) -> float | None:
    """Return how long a film was when it was made last, if it has not changed since."""
    record = length_file(film)
    digest, _, length = record.read_text("utf-8").partition(" ") if record.exists() else ("",) * 3
    return float(length) if digest == film.digest() else None


def bar() -> Progress:
    """Return a bar for the frames of one film, which leaves nothing behind."""
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("frames"),
        TimeElapsedColumn(),
        TextColumn("gone,"),
        TimeRemainingColumn(),
        TextColumn("left  {task.description}"),
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
    parser.add_argument("film", help=f"which: {', '.join(film_names())}")
    parser.add_argument(
        "-q",
        "--quality",
        choices="lmhpk",
        default="h",
        help="as Manim's: 480p15, 720p30, 1080p60 (the default), 1440p60, 2160p60",
    )
    parser.add_argument("--media_dir", metavar="FOLDER", help="where to write (default: media)")
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
        sys.exit("stopped; the next time it goes on from here")
    except OSError as error:
        sys.exit(f"{options.film}: {error}")
    print(take)


if __name__ == "__main__":
    main()
