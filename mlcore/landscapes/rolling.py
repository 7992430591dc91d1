"""A ball that rolls without slipping.

A ball of radius r touches a surface at p, where the unit normal is n; its centre is c = p + r n.
The point of contact is at rest. So while the centre moves by dc, the ball turns

    about the axis n × dc by the angle |dc|/r,

and never about the normal itself. Turn upon turn makes the orientation: a function of the path
alone, whatever the speed or the number of pictures a second.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.transform import Rotation

from mlcore.numerics.arrays import FloatArray, frozen

__all__ = ["Contact", "Rolling", "surface_path"]


@dataclass(frozen=True, eq=False)
class Contact:
    """Where a ball touches a surface, one row a position.

    Parameters
    ----------
    points : array_like, shape (T, 3)
    normals : array_like, shape (T, 3)
        Unit vectors, on the side of the ball.

    Raises
    ------
    ValueError
        If the shapes differ, there is no row, or a normal is not of length one.
    """

    points: FloatArray
    normals: FloatArray

    def __post_init__(self) -> None:
        points, normals = frozen(self.points), frozen(self.normals)
        if points.shape != normals.shape or points.ndim != 2 or points.shape[1] != 3:
            raise ValueError(
                f"points {points.shape} and normals {normals.shape} must both be of shape (T, 3)"
            )
        if len(points) == 0:
            raise ValueError("a path needs at least one point")
        if not np.allclose(np.linalg.norm(normals, axis=1), 1):
            raise ValueError("every normal must have the length one")
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "normals", normals)


def surface_path(
    height: Callable[[FloatArray], ArrayLike],
    gradient: Callable[[FloatArray], ArrayLike],
    uv: ArrayLike,
) -> Contact:
    """Return the contact along a path on the surface z = h(u, v), the ball above it.

    Parameters
    ----------
    height : callable
        Maps places (T, 2) to h (T,).
    gradient : callable
        Maps places (T, 2) to (∂h/∂u, ∂h/∂v) (T, 2).
    uv : array_like, shape (T, 2)

    Examples
    --------
    >>> import numpy as np
    >>> surface_path(lambda uv: uv[:, 0], lambda uv: np.array([[1.0, 0.0]]), [[2, 5]]).points
    array([[2., 5., 2.]])
    """
    uv = frozen(uv)
    points = np.column_stack((uv, height(uv)))
    normals = np.column_stack((-np.asarray(gradient(uv)), np.ones(len(uv))))
    return Contact(points, _unit(normals))


@dataclass(frozen=True, eq=False)
class Rolling:
    """The motion of a ball, one row a position.

    Attributes
    ----------
    radius : float
    centres : ndarray, shape (T, 3)
    turns : ndarray, shape (T − 1, 3)
        The turn to the next position as axis times angle (radians), in fixed axes.
    rotations : ndarray, shape (T, 3, 3)
        The orientations; the first is the identity. ``rotations[t] @ a`` is where the point a of
        the ball, as seen from its centre at the start, has got to.
    """

    radius: float
    centres: FloatArray
    turns: FloatArray
    rotations: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        for name in ("centres", "turns"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
        object.__setattr__(self, "rotations", frozen(_accumulated(self.turns)))

    @classmethod
    def along(cls, path: Contact, radius: float) -> "Rolling":
        """Return how a ball rolls along a path.

        Raises
        ------
        ValueError
            Unless the radius is finite and positive.

        Examples
        --------
        >>> import numpy as np
        >>> path = Contact([[0, 0, 0], [np.pi, 0, 0]], [[0, 0, 1], [0, 0, 1]])
        >>> Rolling.along(path, radius=2).turns  # a quarter turn about the y axis
        array([[0.        , 1.57079633, 0.        ]])
        """
        if not 0 < radius < np.inf:
            raise ValueError(f"a radius must be finite and positive, not {radius}")
        centres = path.points + radius * path.normals
        moves = np.diff(centres, axis=0)
        axes = _unit(np.cross(path.normals[:-1] + path.normals[1:], moves))
        angles = np.linalg.norm(moves, axis=1, keepdims=True) / radius
        return cls(radius, centres, axes * angles)

    def at(self, t: float) -> tuple[FloatArray, FloatArray]:
        """Return centre (3,) and rotation (3, 3) at the fractional row t, held within the path.

        Between rows the ball goes straight and turns steadily.
        """
        last = len(self.centres) - 1
        t = float(np.clip(t, 0, last))
        row = min(int(t), last - 1)
        if row < 0:
            return self.centres[0], self.rotations[0]
        share = t - row
        centre = (1 - share) * self.centres[row] + share * self.centres[row + 1]
        turn = Rotation.from_rotvec(share * self.turns[row]).as_matrix()
        return centre, turn @ self.rotations[row]


def _unit(vectors: FloatArray) -> FloatArray:
    """Return the vectors (T, 3) at length one; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)


def _accumulated(turns: FloatArray) -> FloatArray:
    """Return the orientations (T, 3, 3) after none, one, two … of the turns (T − 1, 3).

    Products over spans that double reach all of them in log₂ T sweeps (W. Hillis, G. Steele,
    "Data parallel algorithms", 1986); quaternions are normalised in each, so they stay rotations.
    """
    quaternions = Rotation.from_rotvec(np.vstack((np.zeros(3), turns))).as_quat()
    span = 1
    while span < len(quaternions):
        later, earlier = (Rotation.from_quat(q) for q in (quaternions[span:], quaternions[:-span]))
        quaternions[span:] = (later * earlier).as_quat()
        span *= 2
    return Rotation.from_quat(quaternions).as_matrix()
