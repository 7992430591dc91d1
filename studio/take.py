"""Take a film from its first frame to its files, and say how far it is.

What comes out is what `manim scenes/linear.py` makes, clip for clip and out of the same cache.
The film's length is known from the last time it was made, or else from a rehearsal.
"""

import inspect
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from studio.films import tell
from studio.rehearsal import StudioRenderer, load, rehearse
from studio.workers import draw_together

__all__ = ["Lines", "Take", "shoot", "take_film"]

QUALITY = {str(each["flag"]): name for name, each in QUALITIES.items() if each["flag"]}

Show = Callable[[int, int, str], None]
"""Shows how many frames are done, of how many (0: not known), and which chapter it is."""

EVERY = 10.0
"""Seconds after which plain lines say how far it is, within one chapter."""


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


def take_film(name: str, quality: str, media_dir: str | None, jobs: int) -> Take:
    """Render a film in a quality of Manim's (one letter), and show how far it is.

    So many processes draw it.

    Raises
    ------
    SystemExit
        With one line, if the film cannot be rendered.
    """
    film_class = load(name)
    config.quality = QUALITY[quality]
    config.verbosity = "WARNING"
    config.progress_bar = "none"
    if media_dir is not None:
        config.media_dir = media_dir
    try:
        with meter() as show:
            return shoot(film_class, show, jobs)
    except KeyboardInterrupt:
        sys.exit("stopped; the next time it goes on from here")
    except OSError as error:
        sys.exit(f"{name}: {error}")


def shoot(film_class: type[Film], show: Show, jobs: int = 1) -> Take:
    """Render a film by the configuration in force, and show how far it is.

    Of more than one process each draws a part, before this one joins the film.
    """
    began = time.perf_counter()
    show(0, 0, "looking through the film")
    renderer = StudioRenderer()
    film = film_class(renderer=renderer)
    rate, done = config.frame_rate, 0
    expected = round((last_length(film) or rehearse(film_class).time) * rate)

    def report(seconds: float, what: str) -> None:
        nonlocal done
        done = max(done, round(seconds * rate))
        show(done, max(done, expected), what)

    if jobs > 1 and not config.disable_caching and not film.is_done():
        draw_together(Path(inspect.getfile(film_class)), jobs, report)
        renderer.report = lambda seconds: report(seconds, "joining")
    else:
        renderer.report = lambda seconds: report(
            seconds, film.chapters[-1][0] if film.chapters else ""
        )
    film.render()
    length = film.time or expected / rate  # a film that is made already may not be played at all
    length_file(film).parent.mkdir(parents=True, exist_ok=True)
    length_file(film).write_text(str(length), encoding="utf-8")
    plan = renderer.file_writer.output_plan
    clips = (
        clips_listed(plan.section_index) if renderer.file_writer.output_spec.save_sections else 0
    )
    return Take(
        film=Path(plan.primary_artifact),
        captions=plan.subcaption_file if plan.subcaption_file.is_file() else None,
        clips=plan.sections_dir if clips else None,
        chapters=clips,
        length=length,
        seconds=time.perf_counter() - began,
        picture=(config.pixel_width, config.pixel_height, rate),
    )


def clips_listed(index: Path) -> int:
    """Return how many clips an index of sections lists."""
    listed = json.loads(index.read_text("utf-8")) if index.is_file() else []
    return sum(bool(section.get("video")) for section in listed)


def length_file(film: Film) -> Path:
    """Return where the length of a film is written down."""
    return Path(config.media_dir) / "lengths" / f"{film.section_name}.txt"


def last_length(film: Film) -> float | None:
    """Return how long a film was when it was made last, which is near enough for a bar."""
    try:
        return float(length_file(film).read_text("utf-8"))
    except (OSError, ValueError):
        return None


@contextmanager
def meter() -> Iterator[Show]:
    """Show how far a film is: by a bar on a terminal, elsewhere in plain lines."""
    if not console.is_terminal:
        yield Lines()
        return
    with bar() as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, what: progress.update(
            task, completed=done, total=total or None, description=what
        )


class Lines:
    """Plain lines that say how far a film is: one a chapter, and one every ten seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.what, self.told = "", 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say it, if there is something new to say."""
        now = self.clock()
        if not what or (what == self.what and now - self.told < EVERY):
            return
        self.what, self.told = what, now
        tell(f"{done / total:4.0%}  {what}" if total else what)


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
