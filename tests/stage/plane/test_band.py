"""What lies between two curves is filled."""

import numpy as np
import pytest

from scenes.stage.plane.band import Band
from scenes.stage.plane.plot import Plot


@pytest.mark.parametrize("copied", [False, True])
def test_a_band_lies_between_its_curves(copied: bool) -> None:
    plot = Plot((-2.0, 3.0), (0.0, 10.0), width=6.0, height=4.0)
    x = np.linspace(*plot.x_range, 50)
    lower, upper = x**2, 5 + x
    band = Band(plot, x, lower, upper)
    band = band.copy() if copied else band
    corners = band.points.reshape(-1, 4, 3)[:, 0]
    assert corners[:50] == pytest.approx(plot.at(x, lower))
    assert corners[50:] == pytest.approx(plot.at(x[::-1], upper[::-1]))
    assert band.points[-1] == pytest.approx(band.points[0])
    assert band.get_fill_opacity() > 0
    assert band.get_stroke_width() == 0
