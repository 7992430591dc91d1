"""Points that cover a rectangle evenly."""

import numpy as np
from scipy.spatial.distance import pdist

from mlcore import spread_points


def test_they_lie_within_and_are_always_the_same() -> None:
    points = spread_points((-3, 10), (5, 12), 30)
    assert points.shape == (30, 2)
    assert ((points > [-3, 10]) & (points < [5, 12])).all()
    np.testing.assert_array_equal(points[:7], spread_points((-3, 10), (5, 12), 7))


def test_no_two_are_close_and_no_quarter_is_empty() -> None:
    points = spread_points((0, 0), (1, 1), 30)
    assert pdist(points).min() > 0.08
    quarters, counts = np.unique((points > 0.5) @ [1, 2], return_counts=True)
    assert len(quarters) == 4
    assert counts.min() >= 5
