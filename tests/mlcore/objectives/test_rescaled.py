"""An objective on standardised inputs, seen in the weights for the inputs as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import LogisticRegression, Rescaled, Standardisation, challenger

WEIGHTS = [(0.0, 0.0), (3.0, -0.05), (15.04, -0.232), (-2.0, 0.04)]


@pytest.fixture(scope="module")
def change() -> Standardisation:
    return Standardisation.of(challenger())


@pytest.fixture(scope="module")
def rescaled(change: Standardisation) -> Rescaled:
    return Rescaled(LogisticRegression(change.apply(challenger())), change)


@pytest.mark.parametrize("w", WEIGHTS)
def test_it_is_the_objective_on_the_inputs_as_they_were(
    w: tuple[float, float], rescaled: Rescaled
) -> None:
    raw = LogisticRegression(challenger())
    assert rescaled.loss(w) == pytest.approx(raw.loss(w), rel=1e-9)
    assert rescaled.gradient(w) == pytest.approx(raw.gradient(w), rel=1e-7, abs=1e-9)
    assert rescaled.hessian(w) == pytest.approx(raw.hessian(w), rel=1e-7)


def test_its_condition_number_is_that_of_its_hessian(rescaled: Rescaled) -> None:
    least, greatest = np.linalg.eigvalsh(rescaled.hessian(rescaled.minimum()))
    assert rescaled.condition_number() == pytest.approx(greatest / least, rel=1e-6)


@given(share=st.floats(0, 1))
def test_what_is_left_of_a_change_ends_where_the_whole_change_does(
    share: float, change: Standardisation
) -> None:
    """With the share t the inputs are (x − t m)/sᵗ."""
    x = challenger().x
    begun = (x - share * change.mean) / change.scale**share
    assert change.rest(share).standard_x(begun) == pytest.approx(change.standard_x(x), abs=1e-9)
