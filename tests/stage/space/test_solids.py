"""A trail thins with the way gone since, and glows a little, in sight only."""

from collections.abc import Callable

import numpy as np
import pytest

from scenes.stage.space.canvas import Pen
from scenes.stage.space.solids import Polyline, Trail
from scenes.stage.space.viewport import Viewport

Paint = Callable[..., np.ndarray]


def from_above() -> Viewport:
    return Viewport(8, 8, phi=0.0, theta=-np.pi / 2)


def widths(pixels: np.ndarray) -> np.ndarray:
    """How much light each column of pixels has."""
    return np.asarray(pixels[..., 0].sum(axis=0) / 255)


def trail(ages: bool, until: float = 1.0) -> Trail:
    path = np.linspace([-1.8, 0.0, 0.0], [1.8, 0.0, 0.0], 200)
    made = Trail(path, np.linspace(0, 1, 200), Pen("#FFFFFF", width=40), ages=ages)
    return made.set_progress(until, path[0] + until * (path[-1] - path[0]))


def test_a_trail_thins_with_age(paint: Paint) -> None:
    seen = widths(paint(from_above().add(trail(ages=True))))[90:230]
    assert (np.diff(seen) >= -0.3).all()  # ever wider towards the tip
    assert 0.4 <= seen[0] / seen[-1] <= 0.7
    assert np.diff(seen).max() <= 0.12 * seen[-1]  # in steps that are not seen
    even = widths(paint(from_above().add(trail(ages=False))))[90:230]
    assert np.ptp(even) < 0.5


def test_a_trail_of_one_point_is_thinned_too(paint: Paint) -> None:
    start = paint(from_above().add(trail(ages=True, until=0.0)))
    early = paint(from_above().add(trail(ages=True, until=0.05)))
    assert widths(early).max() == pytest.approx(
        widths(paint(from_above().add(trail(True)))).max(), abs=0.6
    )
    assert widths(start).sum() < widths(early).sum()


def test_a_line_glows_where_it_is_in_sight(sheet: Callable[..., object], paint: Paint) -> None:
    path = [[-3.5, 0.0, 0.5], [3.5, 0.0, 0.5]]

    def column(glow: float, x: int) -> np.ndarray:
        pen = Pen("#FFFFFF", width=20, hidden=0.5, glow=glow)
        viewport = from_above().add(sheet(height=2.0, shade=0.0), Polyline(path, pen))
        return np.asarray(paint(viewport)[:, x, 0].astype(int))

    plain, glowing = column(0.0, 20), column(0.3, 20)  # beside the sheet
    assert (glowing >= plain).all()
    assert glowing.sum() > 1.3 * plain.sum()
    assert glowing.max() == plain.max() == 255
    assert np.count_nonzero(glowing) > 2 * np.count_nonzero(plain)
    assert np.array_equal(column(0.0, 160), column(0.3, 160))  # hidden by the sheet
