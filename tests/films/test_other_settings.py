"""Of a descent that is set otherwise nothing is said that is true of the film's own alone."""

from collections.abc import Callable
from typing import Any

import pytest

from scenes import linear, logistic
from scenes.stage.film.captions import spoken
from scenes.stage.film.film import Film

OWN = {
    name: [spoken(each) for each in said if each]
    for name, said in {
        "linear": linear.REMARKS,
        "logistic": (logistic.OWN_STORY.solved, *logistic.REMARKS),
    }.items()
}
"""What is said of the numbers of each film's own descent."""
OTHERS = {
    "fewer iterations": {"iterations": 300},
    "another start and rate": {"start": "2, -1", "learning_rate": 0.03},
}


@pytest.fixture(scope="module")
def told(
    play_film: Callable[..., Film],
    blind: Callable[..., Any],
    captions_of: Callable[[Film], list[str]],
) -> Callable[..., str]:
    """Return a function that plays a film, and returns all that is said in it."""

    def play(name: str, values: dict[str, Any]) -> str:
        return " ".join(captions_of(play_film(name, {name: values}, renderer=blind)))

    return play


@pytest.mark.parametrize("name", OWN)
def test_the_film_s_own_descent(name: str, told: Callable[..., str]) -> None:
    said = told(name, {})
    assert [each for each in OWN[name] if each not in said] == []


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("name", OWN)
def test_another_descent_on_the_same_data(name: str, other: str, told: Callable[..., str]) -> None:
    said = told(name, OTHERS[other])
    assert [each for each in OWN[name] if each in said] == []
