"""A film of a landscape that no data lie behind, in a file outside the house."""

from pathlib import Path

import pytest

SADDLE = '''"""Two chapters: a circle; then a point that moves over a saddle."""

import numpy as np
from manim import Circle, FadeIn, ValueTracker, linear

from mlcore import Landscape
from scenes.stage import Film, LossPanel, LossSpace, Marker, Turn, chapter


class Saddle(Film):
    def construct(self):
        self.flat()
        self.solid()

    @chapter("Flat", heading=False)
    def flat(self):
        self.say("A circle appears.", Circle(), seconds=0.4)
        self.clear_stage()

    @chapter("A saddle", heading=False)
    def solid(self):
        w = np.linspace(-1, 1, 9)
        landscape = Landscape(w, w, w[:, None] ** 2 - w**2, [0.0, 0.0], 0.0)
        panel = LossPanel(landscape, LossSpace.of(landscape, (1.0, 1.0)))
        point, head = Marker([0.0, 0.0, 4.0], "#FF0000", radius=0.5), ValueTracker(0.0)
        point.add_updater(lambda it: setattr(it, "place", np.array([0, head.get_value(), 4.0])))
        panel.add(point)
        self.say("It “moves”: over a surface.", panel, seconds=0.4)
        self.play(head.animate(rate_func=linear).set_value(1), run_time=0.6)
        self.play(Turn(panel, theta=1.0), run_time=3)
        self.play(head.animate(rate_func=linear).set_value(2), run_time=1)
        head.set_value(-1.0)
        self.play(FadeIn(Circle()), run_time=4)
'''


@pytest.fixture
def saddle(tmp_path: Path) -> Path:
    """Return the file of the film."""
    path = tmp_path / "saddle.py"
    path.write_text(SADDLE, encoding="utf-8")
    return path
