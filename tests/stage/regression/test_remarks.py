"""What is said of a descent is true of it."""

import numpy as np
import pytest

from mlcore import Dataset, GradientDescent, LinearRegression, LogisticRegression, descend
from scenes.stage.regression.remarks import arrived, remarks

X = np.array([-1.5, -0.5, 0.5, 1.5])
LINE = LinearRegression(Dataset(X, 2.0 * X + 1.0))


def said(start: tuple[float, float], rate: float = 0.1, iterations: int = 200) -> list[str]:
    run = descend(LINE, start, GradientDescent(rate), iterations)
    return remarks(run, (5, 10, len(run)), "line")


@pytest.mark.parametrize(
    ("start", "words"),
    [((0.0, -1.0), "turns over"), ((0.0, 0.5), "grows steeper"), ((0.0, 9.0), "grows flatter")],
)
def test_how_the_slope_changes(start: tuple[float, float], words: str) -> None:
    first, *_, last = said(start)
    assert first.startswith("Now faster.")
    assert words in first
    assert "settled" in last


def test_ground_that_grows_flat() -> None:
    assert "smaller gradient" in said((5.0, 2.0))[0]  # the slope is right already


def test_a_descent_that_is_cut_short() -> None:
    assert "has not arrived" in said((0.0, -1.0), rate=0.001, iterations=20)[-1]


def test_when_a_descent_has_arrived() -> None:
    run = descend(LINE, (0.0, -1.0), GradientDescent(0.1), 200)
    left = np.linalg.norm(run.params - [1.0, 2.0], axis=1) / np.hypot(1.0, 3.0)
    near = int(np.argmax(left < 0.05))
    assert 1 < near < 100
    assert [arrived(run, step) for step in (0, near - 1, near, -1)] == [False, False, True, True]


def test_a_descent_without_a_goal() -> None:
    objective = LogisticRegression(Dataset(X, X > 0, classes=("no", "yes")))
    run = descend(objective, (0.0, 0.1), GradientDescent(0.5), 50)
    assert not arrived(run)
    assert "no bottom" in remarks(run, (10, 50), "curve")[-1]
