"""A matrix of live numbers shows each where it belongs, in the colour of its column."""

import numpy as np
import pytest

from scenes.stage.look.matrices import LiveMatrix
from scenes.stage.look.theme import theme


@pytest.fixture
def values() -> np.ndarray:
    return np.array([[1.0, -2.5], [0.25, 40.0], [3.0, 7.0]])


def test_every_number_stands_in_its_row_and_column(values: np.ndarray) -> None:
    matrix = LiveMatrix(lambda: values, of="jacobian", at=values, columns=("w0", "entry"))
    columns = matrix.columns
    assert [[number.value for number in column] for column in columns] == values.T.tolist()
    centres = np.array([[number.get_center() for number in column] for column in columns])
    assert (centres[0, :, 0] < centres[1, :, 0]).all()
    assert (np.diff(centres[:, :, 1], axis=1) < 0).all()
    names = [[number.of for number in column] for column in columns]
    assert names[1] == ["jacobian-0-1", "jacobian-1-1", "jacobian-2-1"]
    assert all(number.at is values for column in columns for number in column)
    shades = [column[0].get_fill_color().to_hex() for column in columns]
    assert shades == [theme().w0.upper(), theme().ink.upper()]


def test_numbers_follow_the_matrix(values: np.ndarray) -> None:
    matrix = LiveMatrix(lambda: values, of="jacobian", at=None, columns=("w0", "w1"))
    values[1, 0] = -0.5
    matrix.update()
    assert matrix.columns[0][1].text == "−0.50"


def test_its_frame_is_all_but_the_numbers(values: np.ndarray) -> None:
    matrix = LiveMatrix(lambda: values, of="j", at=None, columns=("w0", "w1"), before="J = ")
    numbers = {id(number) for column in matrix.columns for number in column}
    frame = {id(each) for each in matrix.frame}
    assert frame
    assert not frame & numbers
    assert all(each.get_fill_opacity() > 0 for each in matrix.frame)
