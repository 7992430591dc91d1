"""What the captions of the film on the line say, worked out here from the table by numpy."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenes.linear import OWN_STORY, STRIDES, Linear
from scenes.stage import Playhead
from scenes.stage.film.film import Film

DATA = Path(__file__).parents[2] / "assets" / "data"
MEGAPARSEC, GIGAYEAR = 3.0856775814913673e19, 3.15576e16
"""In kilometres, and in seconds."""


def column(file: str, name: str) -> np.ndarray:
    with (DATA / file).open(encoding="utf-8") as lines:
        return np.array([float(row[name]) for row in csv.DictReader(lines)])


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights w0, w1 of least squares, and their standard errors."""
    rows = np.column_stack([np.ones_like(x), x])
    w, squares, *_ = np.linalg.lstsq(rows, y, rcond=None)
    covariance = squares[0] / (len(x) - 2) * np.linalg.inv(rows.T @ rows)
    return w, np.sqrt(np.diag(covariance))


@pytest.fixture(scope="module")
def hubble() -> tuple[np.ndarray, np.ndarray]:
    """Distances (24,) in megaparsecs, and velocities (24,) in km/s."""
    with (DATA / "hubble-1929.csv").open(encoding="utf-8") as lines:
        _, distance, velocity = next(csv.reader(lines))[:3]
    return column("hubble-1929.csv", distance), column("hubble-1929.csv", velocity)


@pytest.fixture(scope="module")
def film(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Film:
    """Return the film, played to its end."""
    return play_film("linear", {}, renderer=blind)


@pytest.fixture(scope="module")
def told(film: Film, captions_of: Callable[[Film], list[str]]) -> str:
    """All that is said, in one text."""
    return " ".join(captions_of(film))


def test_the_line_of_1929(told: str, hubble: tuple[np.ndarray, np.ndarray]) -> None:
    (_, w1), (_, error) = fitted(*hubble)
    assert f"adds {w1:.0f} km/s, give or take {error:.0f}: one standard error" in told
    assert round((w1 - 70) / error) == 5
    assert "about 70: five such errors below" in told
    age = f"{MEGAPARSEC / GIGAYEAR / w1:.1f} thousand million years"
    assert f"{age} ago" in told
    assert OWN_STORY.scandal is not None
    assert OWN_STORY.scandal.reckoned == (f"1 Mpc ÷ {w1:.0f} km/s", f"= {age}")


def test_the_line_of_today(told: str, hubble: tuple[np.ndarray, np.ndarray]) -> None:
    today = column("hubble-today.csv", "distance_mpc")
    (_, w1), (_, error) = fitted(today, hubble[1])
    age, *limits = (MEGAPARSEC / GIGAYEAR / each for each in (w1, w1 + error, w1 - error))
    ages = f"The age grows to {age:.0f}: from {limits[0]:.0f} to {limits[1]:.0f}."
    assert f"falls with them: {w1:.0f} ± {error:.0f}. {ages}" in told
    assert (70 - w1) / error > 2
    assert "70 is outside ± again" in told
    factors = today / hubble[0]
    assert factors.min() > 1
    assert "every distance was too short" in told
    assert f"{factors.min():.1f} to {factors.max():.0f} times as far" in told


def test_the_four_of_one_cluster() -> None:
    """All from one paper on the Virgo cluster, and all below the slope that is known today."""
    with (DATA / "hubble-today.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    speeds = column("hubble-1929.csv", "velocity_km_s")
    assert OWN_STORY.today is not None
    four = OWN_STORY.today.together
    virgo = {"NGC 4382", "NGC 4472", "NGC 4486", "NGC 4649"}
    assert {rows[k]["nebula"] for k in four} == virgo
    assert all(speeds[k] < 70 * float(rows[k]["distance_mpc"]) for k in four)


def test_who_leads_and_who_is_there_first(told: str, hubble: tuple[np.ndarray, np.ndarray]) -> None:
    """Half the limit leads at first; the best rate overtakes it, and is as near in fewer steps."""
    x, y = hubble[0], hubble[1] / 100
    rows = np.column_stack([np.ones_like(x), x])
    goal = fitted(x, y)[0]
    bends = np.linalg.eigvalsh(2 / len(x) * rows.T @ rows)

    def descent(rate: float, steps: int) -> np.ndarray:
        w = [np.array([8.0, 1.0])]
        for _ in range(steps):
            w.append(w[-1] - rate * 2 / len(x) * rows.T @ (rows @ w[-1] - y))
        return np.array(w)

    near = np.linalg.norm(descent(0.02, 990)[-1] - goal)
    near = np.ceil(1e5 * near) / 1e5  # three digits, as the film prints it
    half, best = (descent(rate, 200) for rate in (1 / bends[1], 2 / bends.sum()))
    losses = [np.square(run @ rows.T - y).mean(axis=1) for run in (half, best)]
    assert (losses[0] < losses[1])[1:3].all()
    assert (losses[0] > losses[1])[5:60].all()
    assert "At first half the limit leads; the best rate hops, and overtakes it." in told
    counts = [int(np.argmax(np.linalg.norm(run - goal, axis=1) <= near)) for run in (half, best)]
    assert f"The best is there at step {counts[1]}, half the limit at step {counts[0]}." in told
    watched = np.linalg.norm(descent(0.02, 990) - goal, axis=1)
    assert int(np.argmax(watched <= near)) == 990
    assert "The one just watched was right, but timid: 990 steps." in told


def test_every_rate_below_the_limit_is_given_the_steps_that_it_needs(
    set_to: Callable[..., Any], hubble: tuple[np.ndarray, np.ndarray]
) -> None:
    """Half the limit, too, where the film's own descent is quicker."""
    with set_to({"linear": {"learning_rate": 0.4}}):
        film = Linear()
    goal = 0.00142
    columns = film.columns(Playhead(), goal)
    assert [each.is_within(goal) for each in columns] == [True, True, True, False]
    assert columns[3].left
    w = np.array([8.0, 1.0])
    x, y = hubble[0], hubble[1] / 100
    rows = np.column_stack([np.ones_like(x), x])
    rate = 1 / np.linalg.eigvalsh(2 / len(x) * rows.T @ rows)[1]
    best, steps = fitted(x, y)[0], 0
    while np.linalg.norm(w - best) > goal:
        w, steps = w - rate * 2 / len(x) * rows.T @ (rows @ w - y), steps + 1
    assert steps == len(columns[1].run) > len(columns[0].run) == 51
    assert {each.longest for each in columns} == {steps}


def test_in_a_round_bowl_half_the_limit_is_the_best_rate(
    set_to: Callable[..., Any], tmp_path: Path
) -> None:
    table = tmp_path / "years.csv"
    table.write_text("year,price\n" + "".join(f"{1990 + k},{k * k % 7}\n" for k in range(30)))
    with set_to({"linear": {"data": table}}):
        film = Linear()
    assert list(film.rates()) == ["just watched", "best: 50 % of the limit", "above it"]


def test_what_one_step_leaves_of_the_steepest_and_of_the_flattest_way(
    film: Film, told: str, hubble: tuple[np.ndarray, np.ndarray]
) -> None:
    x, y = hubble[0], hubble[1] / 100
    rows, start = np.column_stack([np.ones_like(x), x]), np.array([8.0, 1.0])
    ways = np.linalg.eigh(rows.T @ rows)[1].T  # the flattest, and the steepest
    slope, goal = 2 / len(x) * rows.T @ (rows @ start - y), fitted(x, y)[0]

    def left(rate: float) -> np.ndarray:
        return (ways @ (start - rate * slope - goal)) / (ways @ (start - goal))

    flat, steep = left(film.study.best_rate)
    assert flat == pytest.approx(-steep)
    assert 0 < flat < 1
    assert "Best: both as far to go." in told
    (bottom,), (as_high, beyond) = (shares for _, shares in STRIDES)
    steeps = [left(share * film.study.limit)[1] for share in (bottom, as_high, beyond)]
    assert steeps[:2] == pytest.approx([0, -1])
    assert steeps[2] < -1
    assert "At 1/λmax it lands on the bottom … … at 2/λmax as high as before" in told


def test_how_far_the_descent_agrees_with_the_exact_line(
    told: str, hubble: tuple[np.ndarray, np.ndarray]
) -> None:
    x, y = hubble[0], hubble[1] / 100
    rows = np.column_stack([np.ones_like(x), x])
    w = np.array([8.0, 1.0])
    for _ in range(990):
        w = w - 0.02 * 2 / len(x) * rows.T @ (rows @ w - y)
    exact = fitted(x, y)[0]
    losses = [float(np.square(rows @ each - y).mean()) for each in (w, exact)]

    def agree(one: float, other: float, digits: int) -> bool:
        return f"{one:.{digits - 1}e}" == f"{other:.{digits - 1}e}"

    for one, other, digits in ((losses[0], losses[1], 5), (w[1], exact[1], 3), (w[0], exact[0], 2)):
        assert agree(one, other, digits)
        assert not agree(one, other, digits + 1) or digits == 5
    assert "Descent had five digits of g, three of w1, two of w0: a flat valley." in told
