"""What lies nearest wins, pixel by pixel; no pixel falls between two cells."""

from collections.abc import Callable
from itertools import permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore import Landscape
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.surface import LossSurface
from scenes.stage.manim.mobjects import NOTHING
from scenes.stage.space.canvas import Pen
from scenes.stage.space.raster import fill_mesh
from scenes.stage.space.solids import Polyline
from scenes.stage.space.viewport import Viewport

Paint = Callable[..., np.ndarray]

HEIGHT, WIDTH = 40, 60
NO_LINES = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])


class Picture:
    """Pixels and depths to fill meshes on."""

    def __init__(self) -> None:
        self.pixels = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
        self.depth = np.full((HEIGHT, WIDTH), NOTHING, dtype=np.float32)

    def fill(
        self,
        x: np.ndarray,
        y: np.ndarray,
        z: Any = 0.0,
        tone: Any = 1.0,
        opacity: float = 1.0,
    ) -> "Picture":
        corners = np.zeros((*x.shape, 9))
        corners[..., 0], corners[..., 1], corners[..., 2] = x, y, z
        corners[..., 3:6] = np.expand_dims(tone, -1)
        fill_mesh(self.pixels, self.depth, corners, NO_LINES, opacity)
        return self


def grid(rows: int, columns: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """A square [0, 1] x [0, 1] in cells, its inner corners displaced along their lines."""
    rng = np.random.default_rng(seed)
    u = np.sort(np.concatenate([[0, 1], rng.uniform(size=rows - 1)]))
    v = np.sort(np.concatenate([[0, 1], rng.uniform(size=columns - 1)]))
    return np.meshgrid(u, v, indexing="ij")


@settings(max_examples=60)
@given(
    rows=st.integers(1, 40),
    columns=st.integers(1, 40),
    angle=st.floats(0, 2 * np.pi),
    middle=st.tuples(st.floats(-5, WIDTH + 5), st.floats(-5, HEIGHT + 5)),
    size=st.tuples(st.floats(4, 70), st.floats(4, 70)),
    seed=st.integers(0, 99),
)
def test_a_rectangle_of_many_cells_covers_its_pixels_and_no_others(
    rows: int,
    columns: int,
    angle: float,
    middle: tuple[float, float],
    size: tuple[float, float],
    seed: int,
) -> None:
    u, v = grid(rows, columns, seed)
    along, across = (u - 0.5) * size[0], (v - 0.5) * size[1]
    x = middle[0] + along * np.cos(angle) - across * np.sin(angle)
    y = middle[1] + along * np.sin(angle) + across * np.cos(angle)
    covered = Picture().fill(x, y).pixels[..., 3] == 255
    py, px = np.indices((HEIGHT, WIDTH)) + 0.5
    dx, dy = px - middle[0], py - middle[1]
    inside = np.stack(
        [
            size[0] / 2 - np.abs(dx * np.cos(angle) + dy * np.sin(angle)),
            size[1] / 2 - np.abs(-dx * np.sin(angle) + dy * np.cos(angle)),
        ]
    ).min(axis=0)
    assert covered[inside > 0.02].all()
    assert not covered[inside < -0.02].any()


def test_the_nearest_wins_in_whatever_order() -> None:
    u, v = grid(4, 5)
    sheets = {0.3: (10, 0.0), 0.6: (20, 1.0), 0.9: (30, -1.0)}  # tone: where it begins, its depth
    pictures = []
    for order in permutations(sheets):
        picture = Picture()
        for tone in order:
            start, z = sheets[tone]
            picture.fill(start + 20 * u, 10 + 20 * v, z, tone)
        pictures.append(picture)
    for picture in pictures:
        assert np.array_equal(picture.pixels, pictures[0].pixels)
        assert np.array_equal(picture.depth, pictures[0].depth)
        assert picture.depth[15, 25] == 1.0
        assert picture.depth[15, 45] == -1.0
        # from 10 to 20 the first, from 20 to 40 the nearest, then the farthest
        levels = np.round(picture.pixels[15, [15, 25, 35, 45], 0] / 255, 1)
        assert levels == pytest.approx([0.3, 0.6, 0.6, 0.9])


def test_two_sheets_pass_through_each_other_where_their_depths_meet() -> None:
    u, v = grid(6, 6)
    x, y = 10 + 40 * u, 10 + 20 * v
    picture = Picture().fill(x, y, u, tone=0.2).fill(x, y, 1 - u, tone=0.8)
    levels = np.round(picture.pixels[20, :, 0] / 255, 1)
    assert levels[11:29] == pytest.approx(0.8)
    assert levels[31:49] == pytest.approx(0.2)


@settings(max_examples=40)
@given(seed=st.integers(0, 999), tilt=st.floats(-30, 30))
def test_the_order_of_rows_does_not_matter(seed: int, tilt: float) -> None:
    rng = np.random.default_rng(seed)
    u, v = grid(9, 12, seed)
    z, tone = rng.uniform(-5, 5, u.shape), rng.uniform(0, 1, u.shape)
    x, y = 10 + 40 * u + 0.7 * z, 8 + 22 * v + tilt * u * (1 - u)
    one = Picture().fill(x, y, z, tone)
    other = Picture().fill(*(each[::-1, ::-1] for each in (x, y, z, tone)))
    assert np.array_equal(one.depth == NOTHING, other.depth == NOTHING)
    assert np.abs(one.depth - other.depth).max() < 1e-3
    differ = np.abs(one.pixels.astype(int) - other.pixels).max(axis=-1) > 1
    assert differ.mean() < 0.005  # where two cells meet at a pixel's very centre


def test_of_a_translucent_surface_only_the_nearest_layer_is_seen(
    landscape: Landscape, space: LossSpace, paint: Paint
) -> None:
    surface = LossSurface(landscape, space).set_dials(iso=0, grid=0, rim=0)
    surface.set_opacity(0.5)
    for phi, theta in product((0.3, 1.0, 1.5), (-2.3, -0.8, 0.8, 2.3)):
        viewport = Viewport(8.0, 7.0, phi=phi, theta=theta).add(surface)
        alpha = paint(viewport, background_opacity=0.0)[..., 3]
        assert (alpha > 0).mean() > 0.02
        twice = ~np.isin(alpha, (0, 127, 128))  # where two cells meet at a pixel's very centre
        assert twice.sum() <= 10


@pytest.mark.parametrize("opacity", [1.0, 0.6])
@pytest.mark.parametrize("hidden", [0.0, 0.25])
def test_a_line_is_faint_behind_a_surface_and_plain_before_it(
    opacity: float, hidden: float, sheet: Callable[..., Any], paint: Paint
) -> None:
    pen = Pen("#FFFFFF", width=40, opacity=opacity, hidden=hidden)
    behind, before = (
        Polyline([[0, y, z], [3.5, y, z]], pen) for y, z in ((-1.0, -0.5), (1.0, 0.5))
    )
    viewport = Viewport(8, 8, phi=0.0, theta=-np.pi / 2).add(sheet(0.0, 0.0), behind, before)

    def level(x: float, y: float, z: float) -> float:
        place = viewport.project([x, y, z])[:2] * [1, -1] * 180 / 8 + [160, 90]
        return float(pixels[int(place[1]), int(place[0]), 0]) / 255

    pixels = paint(viewport)
    assert level(1, 1, 0.5) == pytest.approx(opacity, abs=0.01)
    assert level(1, -1, -0.5) == pytest.approx(hidden, abs=0.01)
    assert level(3, -1, -0.5) == pytest.approx(opacity, abs=0.01)  # beyond the sheet's edge
