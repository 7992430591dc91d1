"""Where the steps of a descent land: it steps, whatever rolls."""

import numpy as np

from mlcore import Trajectory
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.theme import theme
from scenes.stage.space.canvas import Canvas, Pen
from scenes.stage.space.viewport import Solid

__all__ = ["Landings"]


class Landings(Solid):
    """A dot where each of the first steps landed, and chords from one to the next.

    Parameters
    ----------
    run, space
        The descent, and how weights and loss are placed.
    most
        So many steps are marked.
    size
        Of the dots, in frame units.
    """

    shared = ("run", "places")

    def __init__(
        self, run: Trajectory, space: LossSpace, most: int = 10, size: float = 0.027
    ) -> None:
        super().__init__()
        self.run, self.made, self.size = run, 0, size
        self.places = space.place(run.params[: most + 1], run.losses[: most + 1])
        self.chord = Pen(theme().ink, 40 * size, opacity=0.95, hidden=0.3, lift=0.3)

    def mark(self, made: int) -> "Landings":
        """Mark the start and the first ``made`` steps."""
        self.made = min(made, len(self.places) - 1)
        return self

    def paint(self, canvas: Canvas) -> None:
        """Draw the chords, then the dots."""
        places = self.places[: self.made + 1]
        above = places + np.array([0.0, 0.0, 0.02])
        canvas.line(places, self.chord, self.opacity)
        canvas.dots(above, self.size, theme().ink, self.opacity)
