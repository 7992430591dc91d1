"""Playing a film to its end within a test, and looking at the stage after every beat."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Mobject, VMobject, config, tempconfig
from manim.mobject.text.typst_mobject import Typst
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from scenes.stage.film.film import Film
from scenes.stage.landscape.surface import FloorContours, LossSurface
from scenes.stage.look.text import Label, LiveNumber
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.space.viewport import Viewport
from studio.films import film_names

Array = NDArray[np.float64]
Settings = dict[str, dict[str, Any]]

SECTIONS = (*film_names(), "film", "theme")
TEXTS = (Label, LiveNumber, Typst)
SEEN = 0.05  # an opacity below this is nothing to read
EDGE = 0.4  # of the frame stays free
CAPTIONS = -3.1  # below this height players draw captions
SMALLEST = 0.025 * 8 * 96  # a font of 48 is half a unit high
HAIR = 0.02  # frame units that two boxes may share

# -- playing -----------------------------------------------------------------------------------


@contextmanager
def settings(sections: Settings) -> Iterator[None]:
    """Have the configuration's sections read as given, and as before afterwards."""
    parser = config._parser
    before = {name: dict(parser.items(name, raw=True)) for name in SECTIONS if name in parser}
    try:
        for name in SECTIONS:
            parser.remove_section(name)
        for name, values in sections.items():
            parser.add_section(name)
            for key, value in values.items():
                parser.set(name, key, str(value))
        yield
    finally:
        for name in SECTIONS:
            parser.remove_section(name)
            if name in before:
                parser.add_section(name)
                for key, value in before[name].items():
                    parser.set(name, key, value)


class Blind(StageRenderer):
    """A renderer that steps through every play as it is asked to, and paints nothing."""

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        """Paint nothing."""

    def save_static_frame_data(self, *args: Any, **kwargs: Any) -> None:
        """Keep nothing."""

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        """Let the time pass."""
        if not self.skip_animations:
            self.time += num_frames / self.camera.frame_rate


@dataclass(frozen=True)
class Play:
    """One play of a film: when, how long, and in which chapter."""

    start: float
    seconds: float
    chapter: str


def played(
    kind: type[Film],
    sections: Settings,
    media: Path,
    at_beat: Callable[[Film], None] = lambda film: None,
    *,
    renderer: Callable[[], StageRenderer] | None = None,
    **options: Any,
) -> Film:
    """Play the film to its end, and look at it after every play.

    Without a renderer it becomes a still of 160 x 90; with `blind` it is played
    quickest, and shows the same stage. The film's plays are noted in `film.plays`.
    """
    small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5}
    quiet = {"verbosity": "ERROR", "progress_bar": "none", "disable_caching": True}
    written = {"format": "png"} if renderer is None else {"dry_run": True, "save_sections": False}
    given = {**small, **quiet, **written, "media_dir": str(media), **options}
    with settings(sections), tempconfig(given):
        film = kind() if renderer is None else kind(renderer=renderer())
        play = film.play
        film.plays = []  # type: ignore[attr-defined]

        def play_and_look(*args: Any, **kwargs: Any) -> None:
            start, chapter = film.time, film.chapters[-1][0]
            play(*args, **kwargs)
            film.plays.append(Play(start, float(film.duration), chapter))  # type: ignore[attr-defined]
            at_beat(film)

        film.play = play_and_look  # type: ignore[method-assign]
        film.apart |= {"play", "plays"}  # no chapter is drawn otherwise for being looked at
        film.render()
    return film


# -- looking -----------------------------------------------------------------------------------


def texts_of(mobject: Mobject) -> Iterator[VMobject]:
    """Yield every text of a family, an equation with its numbers as one."""
    if isinstance(mobject, TEXTS):
        yield mobject  # type: ignore[misc]
        return
    for part in mobject.submobjects:
        yield from texts_of(part)


@lru_cache(maxsize=4096)
def _outlines(points: bytes) -> Array:
    """Boxes (k, 4) of the k outlines of a path, from beat to beat mostly the same."""
    curves = np.frombuffer(points).reshape(-1, 4, 3)
    breaks = np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=-1, initial=0) > 1e-6
    starts = np.concatenate([[0], 1 + np.flatnonzero(breaks)])
    flat = curves[..., :2]
    low = np.minimum.reduceat(flat.min(axis=1), starts)
    return np.hstack([low, np.maximum.reduceat(flat.max(axis=1), starts)])


def glyphs(text: VMobject) -> Array:
    """Boxes (k, 4) of all that can be seen of a text: left, bottom, right, top."""
    boxes = [np.zeros((0, 4))]
    for part in text.get_family():
        stroke = part.get_stroke_opacity() if part.get_stroke_width() > 0 else 0.0
        if not len(part.points) or max(part.get_fill_opacity(), stroke) < SEEN:
            continue
        points = part.points[8:] if isinstance(part, LiveNumber) else part.points
        if len(curves := points[: len(points) // 4 * 4]):
            boxes.append(_outlines(curves.tobytes()))
    return np.concatenate(boxes)


def hull(boxes: Array) -> Array:
    """The box (4,) around boxes."""
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def overlap(one: Array, other: Array) -> float:
    """Return by how much two sets of boxes overlap: the lesser of width and height, at most."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    return float((high - low).min(axis=-1).max(initial=-math.inf))


def said(text: VMobject) -> str:
    """What a text says, as far as that can be told in a line."""
    source = text.text if isinstance(text, Label | LiveNumber) else text.typst_code
    return f"{type(text).__name__} {source if len(source) < 70 else source[:69] + '…'!r}"


def covers(viewport: Viewport) -> Array:
    """The convex outline (k, 3) in the frame of what is filled in a viewport; maybe empty."""
    points = [
        (solid.mesh * [1, 1, getattr(solid, "rise", 1.0)]).reshape(-1, 3)
        for solid in viewport.solids
        if isinstance(solid, LossSurface | FloorContours)
        and solid.opacity * viewport.opacity * getattr(solid, "face", 1.0) > SEEN
    ]
    if not points:
        return np.zeros((0, 3))
    seen = viewport.project(np.concatenate(points))[:, :2]
    return ConvexHull(seen).equations


def is_covered(boxes: Array, outline: Array) -> bool:
    """Tell whether a corner of a box lies within a convex outline by more than a hair."""
    corners = boxes[:, [[0, 1], [0, 3], [2, 1], [2, 3]]].reshape(-1, 2)
    return bool((corners @ outline[:, :2].T + outline[:, 2] < -HAIR).all(axis=1).any())


@dataclass
class Layout:
    """Looks at the stage after every beat, and notes what is wrong, once a chapter."""

    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    beats: int = 0
    seen: int = 0

    def __call__(self, film: Film) -> None:
        """Look at the stage as it stands."""
        self.beats += 1
        texts = [
            (text, boxes)
            for root in film.mobjects
            for text in texts_of(root)
            if len(boxes := glyphs(text))
        ]
        self.seen += len(texts)
        self._alone(film, texts)
        self._together(film, texts)
        self._covered(film, {id(text): boxes for text, boxes in texts})

    def note(self, film: Film, fault: str, detail: str = "") -> None:
        """Remember a fault, with the time at which it is first seen."""
        chapter = film.chapters[-1][0] if film.chapters else ""
        self.faults.setdefault((chapter, fault), f"{film.time:.1f} s{detail}")

    def _alone(self, film: Film, texts: list[tuple[VMobject, Array]]) -> None:
        right, top = 64 / 9 - EDGE, 4 - EDGE
        for text, boxes in texts:
            if not np.isfinite(boxes).all():
                self.note(film, f"{said(text)} has no finite place")
                continue
            x0, y0, x1, y1 = hull(boxes)
            box = f" [{x0:.2f}, {y0:.2f}, {x1:.2f}, {y1:.2f}]"
            if min(right + x0, right - x1, top - y1) < -HAIR:
                self.note(film, f"{said(text)} is too near the edge", box)
            if y0 < CAPTIONS - HAIR:
                self.note(film, f"{said(text)} is where captions go", box)
            if text.font_size < SMALLEST - 1e-6:
                self.note(film, f"{said(text)} is too small", f" size {text.font_size:.1f}")

    def _together(self, film: Film, texts: list[tuple[VMobject, Array]]) -> None:
        around = np.array([hull(boxes) for _, boxes in texts]).reshape(-1, 4)
        low = np.maximum(around[:, None, :2], around[:, :2])
        high = np.minimum(around[:, None, 2:], around[:, 2:])
        near = np.triu((high - low).min(axis=-1) > HAIR, k=1)
        for j, k in np.argwhere(near):
            (one, its), (other, others) = texts[j], texts[k]
            if (shared := overlap(its, others)) > HAIR:
                names = sorted((said(one), said(other)))
                self.note(film, f"{names[0]} overlaps {names[1]}", f" by {shared:.2f}")

    def _covered(self, film: Film, seen: dict[int, Array]) -> None:
        before: list[VMobject] = []
        for root in film.mobjects:
            for part in root.get_family():
                if isinstance(part, Viewport) and len(outline := covers(part)):
                    for text in before:
                        if is_covered(seen[id(text)], outline):
                            self.note(film, f"{said(text)} is behind a panel")
            before.extend(text for text in texts_of(root) if id(text) in seen)

    def __str__(self) -> str:
        return "\n".join(
            f"{chapter} @ {when}: {fault}" for (chapter, fault), when in self.faults.items()
        )


@pytest.fixture(scope="session")
def play_film(media: Path, typeset: Path) -> Callable[..., Film]:
    """Return a function that plays a film, by its name, to its end, as `played` does."""

    def play(name: str, sections: Settings | None = None, *args: Any, **options: Any) -> Film:
        options = {"tex_dir": str(typeset), **options}
        kind = getattr(import_module(f"scenes.{name}"), name.capitalize())
        return played(kind, sections or {}, media, *args, **options)

    return play


@pytest.fixture(scope="session")
def blind() -> Callable[..., StageRenderer]:
    """Return what makes a renderer that skips and paints nothing, to be given to `play_film`."""
    return partial(Blind, skip_animations=True)


@pytest.fixture(scope="session")
def captions_of() -> Callable[[Film], list[str]]:
    """Return a function that gives all captions of a film, each in one line, with plain spaces."""

    def captions(film: Film) -> list[str]:
        return [" ".join(each.content.split()) for each in film.renderer.file_writer.subcaptions]

    return captions


@pytest.fixture
def layout() -> Layout:
    """Return an eye on the layout, to be given to `play_film`."""
    return Layout()


@pytest.fixture
def laid_out(
    play_film: Callable[..., Film], blind: Callable[..., StageRenderer], layout: Layout
) -> Callable[[str, Path], Film]:
    """Return a function that plays a film on a table, and finds no fault with its layout."""

    def lay_out(name: str, table: Path) -> Film:
        film = play_film(name, {name: {"data": table}}, layout, renderer=blind)
        assert layout.beats > 100
        assert str(layout) == ""
        return film

    return lay_out


@pytest.fixture
def set_to() -> Callable[[Settings], Any]:
    """Return a context in which the configuration's sections read as given."""
    return settings
