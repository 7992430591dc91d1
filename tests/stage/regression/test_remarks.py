"""What is said of a descent is true of it."""

import numpy as np
import pytest

from mlcore import Dataset, GradientDescent, LinearRegression, LogisticRegression, descend
from scenes.stage.regression.remarks import remarks

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


def test_a_descent_without_a_goal() -> None:
    objective = LogisticRegression(Dataset(X, X > 0, classes=("no", "yes")))
    run = descend(objective, (0.0, 0.1), GradientDescent(0.5), 50)
    assert "no bottom" in remarks(run, (10, 50), "curve")[-1]
