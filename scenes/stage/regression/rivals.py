"""Two losses of one sigmoid, squared error and mean surprise, descended side by side."""

from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, VGroup

from mlcore import GradientDescent, Landscape, SigmoidSquaredError, Trajectory, descend
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.resizing import Resize
from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.motion.dials import Turn
from scenes.stage.motion.playhead import Playhead
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.fit import DashedFit
from scenes.stage.regression.remarks import arrived
from scenes.stage.regression.scaling import PRIMED
from scenes.stage.regression.study import ClassStudy

__all__ = ["ALONE", "SLOTS", "Rivals", "rivals"]

SLOTS = Slot(-2.9, 2.2, -2.9, 1.7), Slot(1.8, 6.7, -2.9, 1.7)
"""Where the squared error stands, and the mean surprise; their names are above them."""
ALONE = Slot(-2.8, 6.6, -2.9, 3.0)
"""Where the squared error stands when it is looked at from nearer."""
_LONGEST = 1200
"""Steps of the race, at the most."""
_HELD = 60
"""The step at which it is held."""
_NAMES = "squared error", "surprise"
_DRAWN = "dashed", "solid"
_FORMULAS = (
    "{{ E : loss }} = 1/N sum_n ( {{ hat(y)_n : prediction }} - {{ y_n : data }} )^2",
    "{{ g : loss }} = 1/N sum_n -ln {{ p_n : prediction }}",
)


def rivals(study: ClassStudy) -> tuple[Trajectory, Trajectory]:
    """Descend both losses, in the same units, from the same start, at the same rate.

    The first curve is sure of one class for every x, of the rarer one. The race lasts until
    the squared error has come to its own minimum, if it does so at all.
    """
    start = np.array([6.0 if study.data.y.mean() < 0.5 else -6.0, 0.0])
    rule = GradientDescent(_rate(study))
    squared = descend(SigmoidSquaredError(study.data), start, rule, _LONGEST)
    slopes = np.linalg.norm(squared.gradients, axis=1)
    wakes = int(slopes.argmax())
    rest = np.flatnonzero(slopes[wakes:] < 0.02 * slopes[wakes])
    steps = max(_HELD, wakes + int(rest[0]) if len(rest) else len(squared))
    return (
        descend(squared.objective, start, rule, steps),
        descend(study.objective, start, rule, steps),
    )


class Rivals:
    """The cast of the race; all of it follows one playhead.

    Parameters
    ----------
    study
        What the film is about.
    panel
        The landscape of the cross-entropy, which stands on the stage.
    height
        Of the other landscape, in frame units.

    Attributes
    ----------
    head, runs
        The playhead, and the descents on the squared error and on the cross-entropy.
    reach
        Half the sides of the window about zero weights, in which the race is seen.
    panel
        The landscape of the squared error.
    titles, slopes
        Of either: its name and formula, and how steep it is at the ball.
    """

    def __init__(self, study: ClassStudy, panel: LossPanel, height: float) -> None:
        self.study, self.head, self.runs = study, Playhead(), rivals(study)
        self.reach = max(8.0, 3 * float(np.abs(study.minimum).max()))
        self.panel = self._squared(panel, height)
        self.titles, self.slopes = [], []
        parts = zip(_NAMES, _DRAWN, _FORMULAS, SLOTS, strict=True)
        for name, how, formula, slot in parts:
            title = words(name, theme().type.heading * 1.1, weight="semibold")
            below, left = Equation(formula, 38, 4.2), slot.left + 0.4
            title.move_to((left, 2.8, 0), aligned_edge=LEFT)
            drawn = words(how, theme().type.body, theme().prediction)
            drawn.next_to(title, RIGHT, buff=0.3)
            below.move_to((left, 2.05, 0), aligned_edge=LEFT)
            self.titles.append(VGroup(title, drawn, below))
        for run, name, y in zip(self.runs, _NAMES, (-1.55, -2.6), strict=True):
            slope = self._slope(run, name)
            slope.move_to((GRID.left_edge, y, 0), aligned_edge=LEFT)
            self.slopes.append(slope)

    def dashed_curve(self, plot: ClassPlot) -> DashedFit:
        """Return the curve of the squared error's descent in a plot; what is whole is the other's.

        It follows the playhead.
        """
        run, study = self.runs[0], self.study
        curve = DashedFit(plot, study.predict, run.params[0], samples=study.samples(plot))
        curve.at = run, self.head
        curve.add_updater(lambda fit: fit.set_weights(run.at(self.head.iteration).w))
        return curve

    def come_near(self) -> list[Animation]:
        """Return what shows the squared error's landscape alone, from nearer and lower."""
        panel = self.panel
        seen = np.vstack([panel.surface.mesh[::8, ::8].reshape(-1, 3), *panel.axes.anchors])
        view = panel.framing(seen, ALONE, 0.1, phi=1.2, theta=panel.theta + 0.25)
        return [Resize(panel, ALONE), Turn(panel, **view)]

    @property
    def wakes(self) -> int:
        """The step at which the squared error's ground is steepest."""
        return int(np.linalg.norm(self.runs[0].gradients, axis=1).argmax())

    @property
    def rate(self) -> float:
        """The learning rate of both."""
        return _rate(self.study)

    @property
    def arrives(self) -> bool:
        """Whether the descent on the cross-entropy is near its minimum where the race is held."""
        return arrived(self.runs[1], self.held)

    @property
    def held(self) -> int:
        """The step at which the race is held, to see who has come how far."""
        return min(_HELD, len(self.runs[1]))

    def _squared(self, other: LossPanel, height: float) -> LossPanel:
        """The squared error far around zero weights, seen as the other landscape is."""
        run = self.runs[0]
        # the plateaus are so nearly level that a coarser grid would break their iso-lines
        landscape = Landscape.over(
            run.objective, np.full(2, -self.reach), np.full(2, self.reach), resolution=129
        )
        space = LossSpace.of(landscape, run.params[0], height)
        space = replace(space, signs=other.space.signs)
        panel = LossPanel(
            landscape,
            space,
            slot=SLOTS[0],
            names=(*PRIMED, "E"),
            numbered=False,
            sober=True,
            phi=other.phi,
            theta=other.theta,
        )
        panel.add_descent(run).follow(self.head)
        panel.descents[0].goal.set_opacity(0)  # farther out the loss may be less
        return panel

    def _slope(self, run: Trajectory, of: str) -> VGroup:
        """The length of the gradient where the ball is, live."""
        name = words(f"slope of {of}", theme().type.body, theme().muted)
        number = LiveNumber(0, "0.000", size=theme().type.title, colour=theme().gradient)
        number.follow(
            lambda: float(np.linalg.norm(run.gradients[min(self.head.made, len(run))])),
            of="slope",
            at=(run, self.head),
        )
        return VGroup(name, number).arrange(DOWN, buff=0.15, aligned_edge=LEFT)


def _rate(study: ClassStudy) -> float:
    """Return the learning rate at which both are descended."""
    return study.limit / 8
