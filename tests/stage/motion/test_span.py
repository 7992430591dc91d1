"""A span animates by factors."""

from collections.abc import Callable

import numpy as np
import pytest
from manim import Mobject, linear

from scenes.stage.film.film import Film
from scenes.stage.motion.span import Span


def test_it_is_what_it_was_made_as() -> None:
    assert Span(0.004).size == pytest.approx(0.004)


def test_equal_times_are_equal_factors(play: Callable[..., Film]) -> None:
    delta, sizes = Span(1.0), []

    def shrink(film: Film) -> None:
        film.add(Mobject().add_updater(lambda _: sizes.append(delta.size)))
        film.play(delta.to(0.01, rate_func=linear), run_time=2)

    play(shrink)
    assert delta.size == pytest.approx(0.01)
    seen = np.array(sorted(set(sizes), reverse=True))
    factors = seen[1:-1] / seen[:-2]
    assert len(factors) > 5
    assert factors == pytest.approx(factors[0])
