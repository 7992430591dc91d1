"""What a film shows is true: its formulas, its live numbers and its pictures.

Nothing is compared with what draws it: formulas are read and evaluated at random points, numbers
are asked of mlcore at the weights and the playhead of the moment, and pixels are looked for where
a projection of the tests' own says that they must be.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import expit

from scenes.stage.film.film import Film
from tests.films.witness.formulas import rate_of
from tests.films.witness.watch import Watch

NUMBERS = {"w0", "w1", "loss", "iteration"}
IN_THE_RULE = {"gradient-0", "gradient-1", "w0-old", "w1-new"}
PICTURES = {"panel", "axes", "ticks", "dots", "fit", "residuals", "slider", "loss", "colours"}


@dataclass(frozen=True)
class Watched:
    """A film that has been played, and what was noted."""

    film: Film
    watch: Watch


def table(name: str, path: Path) -> Path:
    """Write a table that a film has not been made for."""
    rng = np.random.default_rng(5)
    x = rng.uniform(20, 160, 45).round(1)
    if name == "linear":
        y = (5000 - 35 * x + rng.normal(0, 400, x.size)).round(0).tolist()
    else:
        y = np.where(rng.uniform(size=x.size) < expit((x - 80) / 20), "yes", "no").tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("floor area", "sold"), *zip(x.tolist(), y, strict=True)])
    return path


@pytest.fixture(
    scope="module",
    params=[(name, own) for name in ("linear", "logistic") for own in (True, False)],
    ids=lambda param: f"{param[0]}, {'its own data' if param[1] else 'a table'}",
)
def watched(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    play_film: Callable[..., Film],
    blind: Callable[..., Any],
) -> Watched:
    name, own = request.param
    path = tmp_path_factory.mktemp("tables") / "a table.csv"
    sections = {} if own else {name: {"data": table(name, path)}}
    watch = Watch(with_pictures=own, stops=request.config.getoption("maxfail") == 1)
    with watch.listening():
        film = play_film(name, sections, watch, renderer=blind)
    return Watched(film, watch)


def test_every_formula_is_known_and_true(watched: Watched) -> None:
    assert len(watched.watch.formulas) >= 15
    assert "\n".join(watched.watch.wrong_formulas(watched.film)) == ""


def test_every_number_and_every_picture_is_what_mlcore_says(watched: Watched) -> None:
    assert str(watched.watch) == ""


def test_enough_was_looked_at(watched: Watched) -> None:
    watch = watched.watch
    classes, run = bool(watched.film.study.drawn.classes), watched.film.study.run
    assert watch.numbers > (140 if classes else 300)  # a sigmoid shows fewer than a line
    assert watch.moments > (70 if classes else 100)
    assert watch.said >= (NUMBERS if classes else NUMBERS | IN_THE_RULE)
    # the first steps are told one by one
    assert watch.places >= {float(min(step, len(run))) for step in (*range(11), len(run))}
    if watch.with_pictures:
        looked = {name.removesuffix("_picture") for name, count in watch.picture.looked.items()}
        assert looked >= PICTURES
        of_classes = (
            {"chances", "surprises", "boundary"} if watched.film.study.drawn.classes else set()
        )
        assert looked >= of_classes
        assert watch.picture.looked["panel_picture"] > 30


def test_the_learning_rate_is_the_one_that_is_told(watched: Watched) -> None:
    study = watched.film.study
    assert study.learning_rate == pytest.approx(rate_of(study.run), rel=1e-6)
