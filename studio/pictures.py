"""Take pictures of a film: one of each chapter, and a small loop of its lens or its 3-D shot.

A chapter says by `self.poster()` when its picture is at its most telling; where it does not say,
the picture is what stands on the stage at the chapter's end. The film is only rehearsed: each
picture is painted between two plays, so that all of them take a few seconds.
"""

import re
from collections.abc import Container, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from manim import Scene, config, tempconfig
from PIL import Image

from scenes.stage.film.film import Film
from studio.films import film_file, tell
from studio.rehearsal import UNSEEN, Scout, StudioRenderer, load, play_only, rehearse

__all__ = ["make_pictures", "slug", "take_loop", "take_stills"]

STILL_SIZE = (960, 540)
"""More than twice as wide as a picture of two in a row is shown."""
LOOP_SIZE = (480, 270)
LOOP_FRAMES = 30
LOOP_SECONDS = 3.0
LOOP_REST = 0.8
"""How long the loop's last frame stands, in seconds."""
MOST_BYTES, LOOP_BYTES = 300_000, 110_000
"""Of a still, and of a loop, where quality allows."""
QUALITIES = (85, 70)
"""Of pictures that are not stored without loss; the first is kept unless it takes too much."""


class Posing(Film):
    """A film that has its picture taken once a chapter; a mixin that precedes the film."""

    pictures: dict[int, Image.Image]
    _told = -1

    def setup(self) -> None:
        """Begin without pictures."""
        super().setup()
        self.pictures = {}

    def poster(self) -> None:
        """Take the chapter's picture now: there is no better moment."""
        super().poster()
        self._told = len(self.chapters)
        self.take_picture()

    def clear_stage(self, *args: Any, **kwargs: Any) -> None:
        """Take the picture that the chapter ends with, or seems to, and clear the stage."""
        if self._told != len(self.chapters):
            self.take_picture()
        super().clear_stage(*args, **kwargs)

    def open_chapter(self, *args: Any, **kwargs: Any) -> None:
        """Take the picture of a chapter that has not cleared the stage, and open the next."""
        self.take_last_picture()
        super().open_chapter(*args, **kwargs)

    def tear_down(self) -> None:
        """Take the last chapter's picture, if it has not cleared the stage either."""
        self.take_last_picture()
        super().tear_down()

    def take_last_picture(self) -> None:
        """Take a picture of the chapter that ends here, unless there is one."""
        if self.chapters and len(self.chapters) not in self.pictures:
            self.take_picture()

    def take_picture(self) -> None:
        """Paint the stage as it stands, as the picture of this chapter."""
        assert isinstance(self.renderer, StudioRenderer)
        self.pictures[len(self.chapters)] = self.renderer.picture(self)


class LoopRenderer(StudioRenderer):
    """A renderer that keeps the frames of some plays, given by their numbers."""

    def __init__(self, plays: Container[int]) -> None:
        super().__init__()
        self.plays = plays
        self.frames: list[Image.Image] = []

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        """Paint a frame and keep it, in the loop's size."""
        super().render(scene, time, moving_mobjects)
        if self.num_plays in self.plays and not self.skip_animations:
            self.frames.append(Image.fromarray(self.get_frame()).convert("RGB").resize(LOOP_SIZE))


def take_stills(film_class: type[Film]) -> dict[str, Image.Image]:
    """Return a picture of each chapter, by a name made of its number and title."""
    # a film reads the settings that bear its module's name, so this one keeps it
    whose = {"__module__": film_class.__module__}
    posing: Any = type(film_class.__name__, (Posing, film_class), whose)
    with tempconfig({"pixel_width": STILL_SIZE[0], "pixel_height": STILL_SIZE[1]}):
        film: Any = rehearse(posing)
    titles = [title for title, _ in film.chapters]
    return {f"{k}-{slug(titles[k - 1])}": picture for k, picture in film.pictures.items()}


def slug(title: str) -> str:
    """Write a title as part of a file's name.

    >>> slug("How wrong is a line?")
    'how-wrong-is-a-line'
    """
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-")


def take_loop(film_class: type[Film]) -> list[Image.Image]:
    """Return the frames of the loop: where a lens comes closer, else what moves in a 3-D panel.

    The rests are left out. A film with neither has none.
    """
    scout = Scout()
    rehearse(film_class, scout)
    plays = scout.close_up() or [move.play for move in scout.reel()]
    if not plays:
        return []
    width, height = (2 * size for size in LOOP_SIZE)  # drawn larger, lines come out smoother
    with tempconfig({**UNSEEN, "pixel_width": width, "pixel_height": height, "frame_rate": 5}):
        renderer = LoopRenderer(plays)  # which counts time by the frame rate that it finds
        play_only(film_class, min(plays), max(plays), renderer)
    chosen = np.linspace(0, len(renderer.frames) - 1, LOOP_FRAMES).round().astype(int)
    return [renderer.frames[k] for k in chosen]


def packed(picture: Image.Image) -> bytes:
    """Return a picture as WebP: without loss or in high quality, whichever takes less.

    Lines and text on a plain ground take less without loss. Shaded surfaces take about half as
    much with it, and look the same.
    """
    lossless = webp(picture, lossless=True)
    for quality in QUALITIES:
        stored = min(lossless, webp(picture, quality=quality), key=len)
        if len(stored) <= MOST_BYTES:
            break
    return stored


def webp(picture: Image.Image, **how: Any) -> bytes:
    """Return a picture as WebP, packed with patience."""
    buffer = BytesIO()
    picture.save(buffer, "WEBP", method=6, **how)
    return buffer.getvalue()


def save_loop(frames: list[Image.Image], path: Path) -> None:
    """Write the frames as an animated picture that goes on for ever, as good as size allows."""
    durations = [1000 * LOOP_SECONDS / len(frames)] * (len(frames) - 1) + [1000 * LOOP_REST]
    timing: dict[str, Any] = {"duration": [round(each) for each in durations], "loop": 0}
    for quality in (80, 60, 40, 25):
        frames[0].save(
            path, save_all=True, append_images=frames[1:], quality=quality, method=4, **timing
        )
        if path.stat().st_size <= LOOP_BYTES:
            break


def make_pictures(name: str, folder: Path) -> Iterator[Path]:
    """Make all pictures of one film anew, and yield where each is as soon as it is there."""
    film_class, name = load(name), film_file(name).stem
    config.verbosity = "WARNING"
    config.progress_bar = "none"
    tell(f"{name}: taking a picture of each chapter")
    stills = take_stills(film_class)
    tell(f"{name}: taking the loop")
    frames = take_loop(film_class)
    if not frames:
        tell(f"{name}: no lens and no 3-D surface moves here, so there is no loop")
    folder.mkdir(parents=True, exist_ok=True)
    loop = folder / f"{name}-loop.webp"
    for old in [*folder.glob(f"{name}-[0-9]*"), loop]:
        old.unlink(missing_ok=True)
    for end, still in stills.items():
        path = folder / f"{name}-{end}.webp"
        path.write_bytes(packed(still))
        yield path
    if frames:
        save_loop(frames, loop)
        yield loop
