"""A slice of a surface, flat in a plot or where it lies: the same losses in both."""

import numpy as np
import pytest

from mlcore import Trajectory
from scenes.stage.landscape.lifted_slice import LiftedSlice
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.landscape.slice import Slice
from scenes.stage.plane.plot import Plot
from scenes.stage.space.canvas import Pen
from scenes.stage.space.viewport import Viewport


def test_it_goes_from_the_plot_to_where_the_slice_is_seen(
    space: LossSpace, run: Trajectory
) -> None:
    cut = Slice(run.objective, space, run.params[0], 1, Pen("#FFFFFF", 5.0))
    weights = np.tile(run.params[0], (len(cut.values), 1))
    weights[:, 1] = cut.values
    losses = run.objective.loss(weights)
    plot = Plot((cut.low, cut.high), (0.0, space.ceiling), width=6.0, height=4.0)
    panel = Viewport(phi=1.0, theta=-0.8)
    lifted = LiftedSlice(plot, panel, cut, losses, "#FFFFFF")
    assert lifted.points[::4] == pytest.approx(plot.at(cut.values, losses)[:-1])
    for theta in (-0.8, 0.3):  # wherever it is seen from
        panel.set_dials(theta=theta)
        lifted.set_dials(lifted=1.0)
        lifted.update()
        assert lifted.points[::4] == pytest.approx(panel.project(cut.path)[:-1])
    lifted.set_dials(lifted=0.5)
    lifted.update()
    half = (plot.at(cut.values, losses) + panel.project(cut.path)) / 2
    assert lifted.points[::4] == pytest.approx(half[:-1])
