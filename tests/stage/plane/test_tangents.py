"""What joins a lens to its ring touches both."""

import numpy as np
import pytest

from scenes.stage.plane.tangents import tangents


def test_lines_that_touch_two_circles() -> None:
    one, other = np.array([-3.0, 0.5]), np.array([2.0, -1.0])
    lines = tangents(one, 0.4, other, 2.0)
    assert len(lines) == 2
    for start, end in lines:
        assert np.linalg.norm(start - one) == pytest.approx(0.4)
        assert np.linalg.norm(end - other) == pytest.approx(2.0)
        assert (end - start) @ (start - one) == pytest.approx(0, abs=1e-9)
        assert (end - start) @ (end - other) == pytest.approx(0, abs=1e-9)
    assert tangents(one, 0.4, one + 0.1, 2.0) == []
    in_space = tangents(np.append(one, 0.0), 0.4, np.append(other, 0.0), 2.0)
    assert in_space == pytest.approx(np.pad(lines, ((0, 0), (0, 0), (0, 1))))
