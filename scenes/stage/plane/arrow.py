"""An arrow in the plane: a stroke with a head, drawn anew wherever it is to point."""

import numpy as np
from numpy.typing import NDArray

from scenes.stage.manim.mobjects import Sharing
from scenes.stage.plane.plot import path_points

__all__ = ["FlatArrow"]

_HEAD = 0.16  # frame units


class FlatArrow(Sharing):
    """A stroke with a head; not to be seen where it has no length."""

    def __init__(self, colour: str, width: float = 7.0) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)

    def point(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> None:
        """Draw from one place (3,) of the frame to another."""
        along = end - start
        length = float(np.linalg.norm(along))
        if length < 1e-6:
            self.points = np.zeros((0, 3))
            return
        along = along / length
        across = np.array([-along[1], along[0], 0.0])
        head = min(_HEAD, 0.6 * length)
        barbs = [end - head * along + side * 0.7 * head * across for side in (1, -1)]
        self.points = path_points([np.array([start, end]), np.array([barbs[0], end, barbs[1]])])
