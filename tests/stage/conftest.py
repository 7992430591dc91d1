"""Painting single frames, playing tiny films, and a small study to play them with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from manim import Mobject, Scene, config, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from mlcore import GradientDescent, Landscape, LinearRegression, Trajectory, descend, hubble
from scenes.stage.film.film import Film
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.manim.camera import StageCamera
from scenes.stage.manim.mobjects import NOTHING
from scenes.stage.manim.renderer import StageRenderer
from scenes.stage.space.canvas import Canvas, Mesh, MeshStyle
from scenes.stage.space.viewport import Solid

QUIET = {"verbosity": "ERROR", "progress_bar": "none", "disable_caching": True}


class KeepingFrames:
    """A renderer that keeps every frame instead of writing it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.frames: list[np.ndarray] = []

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        """Keep the frame so many times."""
        if not self.skip_animations:
            self.time += num_frames / self.camera.frame_rate
            self.frames.extend([frame] * num_frames)


class Keeping(KeepingFrames, StageRenderer):
    """The stage's renderer."""


class StockKeeping(KeepingFrames, CairoRenderer):
    """Manim's own renderer."""


class Sheet(Solid):
    """A square of four units, level at a height, in one shade of grey."""

    def __init__(self, height: float, shade: float, opacity: float = 1.0) -> None:
        super().__init__()
        u, v = np.meshgrid(np.linspace(-2, 2, 5), np.linspace(-2, 2, 5), indexing="ij")
        self.mesh = np.stack([u, v, np.full_like(u, height)], axis=-1)
        self.colours = np.full_like(self.mesh, shade)
        self.set_opacity(opacity)

    def paint(self, canvas: Canvas) -> None:
        """Fill the sheet, unshaded."""
        mesh = Mesh(self.mesh, self.colours, lines=np.zeros_like(self.mesh))
        canvas.fill(mesh, MeshStyle(line="#FFFFFF"), self.opacity)


@pytest.fixture
def sheet() -> type[Sheet]:
    """Return a simple solid."""
    return Sheet


@pytest.fixture
def paint() -> Callable[..., np.ndarray]:
    """Return a function that paints mobjects on black and returns the pixels."""

    def painted(
        *mobjects: Mobject,
        width: int = 320,
        height: int = 180,
        camera: type = StageCamera,
        **options: Any,
    ) -> np.ndarray:
        frame = {"frame_width": 8 * width / height, "frame_height": 8.0}
        with tempconfig({"pixel_width": width, "pixel_height": height, **frame}):
            eye = camera(background_color="#000000", **options)
            eye.capture_mobjects(mobjects)
            if isinstance(eye, StageCamera):
                assert (eye.depth == NOTHING).all(), "depths are left empty for the next frame"
            return eye.pixel_array.copy()

    return painted


@pytest.fixture
def stock() -> type[StockKeeping]:
    """Return Manim's own renderer, which keeps its frames."""
    return StockKeeping


@pytest.fixture
def play() -> Callable[..., Film]:
    """Return a function that plays a tiny film of 160 x 90 at 5 frames/s and keeps its frames."""

    def played(
        construct: Callable[[Film], None],
        kind: type[Scene] = Film,
        renderer: Callable[[], CairoRenderer] = Keeping,
        **options: Any,
    ) -> Scene:
        class Short(kind):
            def construct(self) -> None:
                construct(self)

        small = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "save_sections": False}
        with tempconfig({**QUIET, **small, "dry_run": True, **options}):
            film = Short(renderer=renderer())
            film.render()
        return film

    return played


@pytest.fixture
def configured() -> Callable[..., Any]:
    """Return a context in which a section of the configuration reads as given."""

    @contextmanager
    def section(section: str, /, **values: str) -> Iterator[None]:
        parser = config._parser
        before = dict(parser.items(section, raw=True)) if parser.has_section(section) else None

        def write(values: dict[str, str]) -> None:
            lines = [f"{key} = {value}" for key, value in values.items()]
            parser.read_string("\n".join([f"[{section}]", *lines]))

        parser.remove_section(section)
        write(values)
        try:
            yield
        finally:
            parser.remove_section(section)
            if before is not None:
                write(before)

    return section


@pytest.fixture(scope="session")
def run() -> Trajectory:
    """Return a descent on the nebulae."""
    return descend(LinearRegression(hubble()), (600.0, 40.0), GradientDescent(0.1), iterations=60)


@pytest.fixture(scope="session")
def landscape(run: Trajectory) -> Landscape:
    """Return the landscape that the descent runs through."""
    return Landscape.around(run.objective, run, resolution=33, margin=0.2)


@pytest.fixture(scope="session")
def space(run: Trajectory, landscape: Landscape) -> LossSpace:
    """Return the place of the landscape in a panel."""
    return LossSpace.of(landscape, run.params[0], height=3.0)
