"""Newton's method goes down, no farther than is safe, and tells a bowl from what is none."""

from collections.abc import Callable

import numpy as np
import pytest

from mlcore.numerics.arrays import FloatArray
from mlcore.numerics.newton import Taylor, newton, newton_step


class Watched:
    """A function of two weights with its derivatives, and a note of where it was asked for."""

    def __init__(
        self,
        loss: Callable[..., float],
        gradient: Callable[..., tuple[float, float]],
        hessian: Callable[..., tuple[tuple[float, float], tuple[float, float]]],
    ) -> None:
        self.parts = loss, gradient, hessian
        self.places: list[FloatArray] = []

    def __call__(self, w: FloatArray) -> tuple[float, FloatArray, FloatArray]:
        self.places.append(w)
        loss, gradient, hessian = (np.array(part(*w.tolist()), dtype=float) for part in self.parts)
        return float(loss), gradient, hessian


def soft_corner() -> Watched:
    """√(1 + 100 x²) + y²: beyond 0.1 a full step overshoots, farther each time."""
    return Watched(
        lambda x, y: np.sqrt(1 + 100 * x * x) + y * y,
        lambda x, y: (100 * x / np.sqrt(1 + 100 * x * x), 2 * y),
        lambda x, y: ((100 * (1 + 100 * x * x) ** -1.5, 0), (0, 2)),
    )


def test_a_step_that_overshoots_is_halved() -> None:
    """Without halving, x goes to −100 x³, or as far as the cap lets it."""
    g = soft_corner()
    assert newton(g, np.array([0.3, -0.1])) == pytest.approx(np.zeros(2), abs=1e-12)
    losses = [g.parts[0](*w) for w in g.places]
    assert max(losses) > losses[0], "no step has overshot: nothing was tested"


def test_a_step_is_no_longer_than_the_way_from_zero_and_one() -> None:
    """A slope that is nearly straight: the full step would be 10⁸ long."""
    g = Watched(
        lambda x, y: np.log1p(np.exp(-x)) + 1e-9 * x * x + y * y,
        lambda x, y: (-1 / (1 + np.exp(x)) + 2e-9 * x, 2 * y),
        lambda x, y: ((np.exp(-x) / (1 + np.exp(-x)) ** 2 + 2e-9, 0), (0, 2)),
    )
    bottom = newton(g, np.array([-15.0, 0.0]))
    assert bottom is not None
    assert g.parts[1](*bottom)[0] == pytest.approx(0, abs=1e-15)
    for here, ahead in zip(g.places, g.places[1:], strict=False):
        assert np.linalg.norm(ahead - here) <= 1 + np.linalg.norm(here) + 1e-9
    full = newton_step(*(np.array(part(-15.0, 0.0)) for part in g.parts[1:]))
    assert np.linalg.norm(full) > 1e5, "no step was too long: nothing was tested"


def test_the_step_goes_down_where_the_loss_curves_down() -> None:
    hessian = np.array([[2.0, 0.0], [0.0, -4.0]])
    assert newton_step(np.array([2.0, 4.0]), hessian) == pytest.approx(np.array([-1.0, -1.0]))
    rng = np.random.default_rng(0)
    for size in (1, 2, 5, 17):
        half = rng.normal(size=(size, size))
        gradient = rng.normal(size=size)
        assert newton_step(gradient, half + half.T) @ gradient < 0
        bowl = half @ half.T + np.eye(size)
        assert newton_step(gradient, bowl) == pytest.approx(-np.linalg.solve(bowl, gradient))


def test_the_step_is_finite_where_there_is_no_curvature() -> None:
    assert newton_step(np.array([3.0, 4.0]), np.zeros((2, 2))).tolist() == [-3.0, -4.0]
    valley = newton_step(np.array([1.0, 1.0]), np.diag([1.0, 0.0]))
    assert np.isfinite(valley).all()
    assert valley[0] == pytest.approx(-1)
    assert valley[1] == pytest.approx(-1 / np.finfo(float).eps)


def quartic(sign: float) -> Watched:
    """x² + sign y²: a bowl or a saddle; with 0 a trough."""
    return Watched(
        lambda x, y: 1 + x * x + sign * y * y,
        lambda x, y: (2 * x, 2 * sign * y),
        lambda x, y: ((2, 0), (0, 2 * sign)),
    )


@pytest.mark.parametrize(
    ("taylor", "is_bowl"),
    [(quartic(1), True), (quartic(1e-15), True), (quartic(1e-17), False), (quartic(0), False)],
    ids=["bowl", "long bowl", "flat but for rounding", "trough"],
)
def test_only_a_bowl_has_a_bottom(taylor: Taylor, is_bowl: bool) -> None:
    """All of them have a gradient of zero at the start already."""
    assert (newton(taylor, np.zeros(2)) is not None) is is_bowl


def test_any_number_of_weights() -> None:
    rng = np.random.default_rng(3)
    half, bottom = rng.normal(size=(7, 7)), rng.normal(size=7)
    hessian = half @ half.T + np.eye(7)

    def taylor(w: FloatArray) -> tuple[float, FloatArray, FloatArray]:
        away = w - bottom
        return float(away @ hessian @ away) / 2 + 1, hessian @ away, hessian

    assert newton(taylor, np.zeros(7)) == pytest.approx(bottom)


def test_a_saddle_has_no_bottom() -> None:
    assert newton(quartic(-1), np.zeros(2)) is None
    assert newton(quartic(-1), np.array([1.0, 0.5])) is None
