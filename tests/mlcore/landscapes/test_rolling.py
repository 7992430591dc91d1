"""A ball that rolls without slipping, against what can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from scipy.spatial.transform import Rotation

from mlcore import Contact, Rolling, surface_path


def on_plane(places: ArrayLike, slope: tuple[float, float] = (0, 0)) -> Contact:
    return surface_path(
        lambda uv: uv @ np.array(slope), lambda uv: np.broadcast_to(slope, uv.shape), places
    )


def on_saddle(places: ArrayLike) -> Contact:
    return surface_path(
        lambda uv: 0.1 * (uv[:, 0] ** 2 - uv[:, 1] ** 2),
        lambda uv: 0.2 * uv * [1, -1],
        places,
    )


def turn(x: float, y: float, z: float) -> np.ndarray:
    return Rotation.from_rotvec([x, y, z]).as_matrix()


def wander(steps: int, size: float = 0.05) -> np.ndarray:
    return np.cumsum(np.random.default_rng(3).normal(scale=size, size=(steps, 2)), axis=0)


@given(
    length=st.floats(0, 100),
    heading=st.floats(-np.pi, np.pi),
    radius=st.floats(0.1, 5),
    steps=st.integers(1, 50),
)
def test_a_straight_line_turns_by_length_over_radius(
    length: float, heading: float, radius: float, steps: int
) -> None:
    towards = np.array([np.cos(heading), np.sin(heading)])
    line = np.linspace(0, length, steps + 1)[:, None] * towards
    rolling = Rolling.along(on_plane(line), radius)
    axis = np.array([-towards[1], towards[0], 0])
    assert rolling.rotations[-1] == pytest.approx(turn(*(axis * length / radius)), abs=1e-10)
    assert rolling.centres[-1] == pytest.approx([*(length * towards), radius])


def test_a_step_along_x_carries_the_top_forward() -> None:
    rolling = Rolling.along(on_plane([[0, 0], [np.pi / 2, 0]]), 1)
    assert rolling.rotations[0] == pytest.approx(np.eye(3))
    assert rolling.rotations[-1] @ [0, 0, 1] == pytest.approx([1, 0, 0])


def test_an_inclined_plane_turns_by_its_own_length() -> None:
    rolling = Rolling.along(on_plane([[0, 0], [3, 0]], slope=(4 / 3, 0)), 2)
    assert rolling.rotations[-1] == pytest.approx(turn(0, 5 / 2, 0))


@given(side=st.floats(0.1, 20), radius=st.floats(0.1, 5))
def test_a_closed_square_leaves_the_ball_turned(side: float, radius: float) -> None:
    corners = side * np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
    rolling = Rolling.along(on_plane(corners), radius)
    a = side / radius
    expected = turn(a, 0, 0) @ turn(0, -a, 0) @ turn(-a, 0, 0) @ turn(0, a, 0)
    assert rolling.rotations[-1] == pytest.approx(expected, abs=1e-9)
    assert rolling.centres[-1] == pytest.approx(rolling.centres[0])


def test_a_small_closed_path_twists_by_its_area() -> None:
    """The holonomy of a plane path is its area over the radius squared, about the normal."""
    side = 1e-3
    corners = side * np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
    twist = Rotation.from_matrix(Rolling.along(on_plane(corners), 1).rotations[-1]).as_rotvec()
    assert np.linalg.norm(twist) == pytest.approx(side**2, rel=2e-3)
    assert abs(twist[2]) == pytest.approx(side**2, rel=2e-3)


def test_in_a_round_gutter_the_centre_goes_the_shorter_way() -> None:
    """In a gutter of radius R the centre's arc has the radius R - r, so it turns φ (R - r)/r."""
    gutter, radius, reach = 5.0, 1.5, 1.2
    u = gutter * np.sin(np.linspace(-reach, reach, 4001))
    path = surface_path(
        lambda uv: -np.sqrt(gutter**2 - uv[:, 0] ** 2),
        lambda uv: np.column_stack(
            (uv[:, 0] / np.sqrt(gutter**2 - uv[:, 0] ** 2), np.zeros(len(uv)))
        ),
        np.column_stack((u, np.zeros_like(u))),
    )
    rolling = Rolling.along(path, radius)
    angle = 2 * reach * (gutter - radius) / radius
    assert rolling.rotations[-1] == pytest.approx(turn(0, angle, 0), abs=1e-6)
    assert np.linalg.norm(rolling.centres, axis=1) == pytest.approx(gutter - radius)


@given(st.floats(0.1, 1))
def test_the_ball_never_slips_or_spins(radius: float) -> None:
    path = on_saddle(wander(300))
    rolling = Rolling.along(path, radius)
    moves = np.diff(rolling.centres, axis=0)
    total = np.linalg.norm(rolling.turns, axis=1).sum()
    assert total == pytest.approx(np.linalg.norm(moves, axis=1).sum() / radius)
    normals = path.normals[:-1] + path.normals[1:]
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    assert np.abs((rolling.turns * normals).sum(axis=1)).max() < 1e-12
    at_contact = moves - np.cross(rolling.turns, radius * normals)
    assert np.linalg.norm(at_contact, axis=1).max() < 1e-2 * np.linalg.norm(moves, axis=1).max()


def test_rows_follow_one_another_by_their_turns() -> None:
    rolling = Rolling.along(on_saddle(wander(200, 0.5)), 0.3)
    orientation = np.eye(3)
    for row, step in enumerate(rolling.turns):
        orientation = turn(*step) @ orientation
        assert rolling.rotations[row + 1] == pytest.approx(orientation, abs=1e-12)


def test_orientations_stay_orthonormal() -> None:
    rotations = Rolling.along(on_saddle(wander(100_001)), 0.2).rotations
    products = rotations @ np.swapaxes(rotations, 1, 2)
    assert np.abs(products - np.eye(3)).max() < 1e-14
    assert np.linalg.det(rotations[-1]) == pytest.approx(1)


def test_a_longer_path_begins_the_same() -> None:
    places = wander(1000)
    whole = Rolling.along(on_saddle(places), 0.2)
    for rows in (1, 2, 3, 64, 777):
        part = Rolling.along(on_saddle(places[:rows]), 0.2)
        assert np.array_equal(part.rotations, whole.rotations[:rows])


def test_a_pause_changes_nothing() -> None:
    places = wander(50)
    rolling = Rolling.along(on_saddle(np.repeat(places, 2, axis=0)), 0.2)
    steady = Rolling.along(on_saddle(places), 0.2)
    assert rolling.rotations[::2] == pytest.approx(steady.rotations)
    assert np.isfinite(rolling.rotations).all()


@given(st.floats(-1, 3))
def test_between_rows_the_ball_turns_steadily(t: float) -> None:
    """Even where a step turns it more than once around."""
    rolling = Rolling.along(on_plane([[0, 0], [10, 0], [10, 4]]), 1)
    centre, rotation = rolling.at(t)
    t = min(max(t, 0), 2)
    first, second = min(t, 1) * 10, max(t - 1, 0) * 4
    assert centre == pytest.approx([first, second, 1])
    assert rotation == pytest.approx(turn(-second, 0, 0) @ turn(0, first, 0), abs=1e-12)


def test_a_path_of_one_point() -> None:
    centre, rotation = Rolling.along(on_plane([[2, 3]]), 0.5).at(7)
    assert centre.tolist() == [2, 3, 0.5]
    assert np.array_equal(rotation, np.eye(3))


def test_normals_of_a_surface_are_square_to_it() -> None:
    path = on_saddle([[1, 2]])
    assert path.points.tolist() == [pytest.approx([1, 2, -0.3])]
    assert path.normals[0] @ [1, 0, 0.2] == pytest.approx(0)
    assert path.normals[0] @ [0, 1, -0.4] == pytest.approx(0)
    assert path.normals[0, 2] > 0


@pytest.mark.parametrize("radius", [0, -1, np.inf, np.nan])
def test_a_radius_is_positive(radius: float) -> None:
    with pytest.raises(ValueError, match="radius must be finite and positive"):
        Rolling.along(on_plane([[0, 0], [1, 1]]), radius)


@pytest.mark.parametrize(
    ("points", "normals", "message"),
    [
        ([[0, 0, 0]], [[0, 0, 1], [0, 0, 1]], "both be of shape"),
        ([[0, 0]], [[0, 1]], "both be of shape"),
        (np.zeros((0, 3)), np.zeros((0, 3)), "at least one point"),
        ([[0, 0, 0]], [[0, 0, 2]], "length one"),
    ],
)
def test_a_contact_is_checked(points: ArrayLike, normals: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Contact(points, normals)
