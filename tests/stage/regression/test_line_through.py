"""A line through few dots: where it is, and by how much it misses each."""

import numpy as np
import pytest

from mlcore import Dataset
from scenes.stage.plane.plot import Plot
from scenes.stage.regression.line_through import LineThrough

DATA = Dataset([0.5, 1.0, 1.5], [2.0, 1.0, 4.0])


def test_it_follows_its_weights_and_its_misses_end_on_it() -> None:
    plot = Plot((0.0, 2.0), (0.0, 6.0), width=6.0, height=4.0)
    through = LineThrough(plot, DATA, lambda: (0.0, 2.0))
    for weights in ((0.0, 2.0), (1.0, 0.5)):
        through.weights = lambda weights=weights: weights
        for each in through.things:
            each.update()
        says = weights[0] + weights[1] * DATA.x
        assert through.says(DATA.x) == pytest.approx(says)
        ends = through.line.points[[0, -1]]
        first, last = weights[0], weights[0] + 2 * weights[1]
        assert ends == pytest.approx(plot.at([0.0, 2.0], [first, last]))
        pieces = through.misses.points.reshape(-1, 4, 3)
        moved = says != DATA.y
        assert pieces[:, 0] == pytest.approx(plot.at(DATA.x, DATA.y)[moved])
        assert pieces[:, 3] == pytest.approx(plot.at(DATA.x, says)[moved])
        spot = through.spot(1.0).on(plot)
        assert spot.get_center() == pytest.approx(plot.at(1.0, weights[0] + weights[1]))


def test_a_dot_stands_for_each_row() -> None:
    plot = Plot((0.0, 2.0), (0.0, 6.0), width=6.0, height=4.0)
    dots = LineThrough(plot, DATA, lambda: (0.0, 1.0)).dots
    places = [each.get_center() for each in dots]
    assert np.array(places) == pytest.approx(plot.at(DATA.x, DATA.y))
