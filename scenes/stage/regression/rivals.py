"""Two losses of one sigmoid, squared error and cross-entropy, descended side by side."""

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from mlcore import GradientDescent, Landscape, SigmoidSquaredError, Trajectory, descend
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.placing import LossSpace
from scenes.stage.look.equations import Equation
from scenes.stage.look.layout import GRID, Slot
from scenes.stage.look.text import LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.look.ticks import format_number
from scenes.stage.motion.playhead import Playhead
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.study import ClassStudy

__all__ = ["Rivals", "rivals"]

_LONGEST = 1200
"""Steps of the race, at the most."""
_NAMES = "squared error", "cross-entropy"
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
    steps = max(60, wakes + int(rest[0]) if len(rest) else len(squared))
    return (
        descend(squared.objective, start, rule, steps),
        descend(study.objective, start, rule, steps),
    )


class Rivals:
    """The cast of the race; all of it follows one playhead.

    Attributes
    ----------
    head, runs
        The playhead, and the descents on the squared error and on the cross-entropy.
    panels, titles, slopes
        Of either: its landscape, its name and formula, and how steep it is at the ball.
    note
        What the weights are for, and what both descents have in common.
    middle
        Where the data stand between the titles.
    """

    def __init__(self, study: ClassStudy) -> None:
        self.study, self.head, self.runs = study, Playhead(), rivals(study)
        upper, lower = GRID.wide.rows(2.0, 1, gap=0.05)
        left, self.middle, right = lower.columns(1, 1.75, 1, gap=0.4)
        self.panels = [
            self._panel(run, letter, slot)
            for run, letter, slot in zip(self.runs, "Eg", upper.columns(1, 1), strict=True)
        ]
        self.panels[0].descents[0].goal.set_opacity(0)  # farther out the loss may be less
        self.titles = [
            _title(name, formula).move_to(slot.centre + 0.28 * UP)
            for name, formula, slot in zip(_NAMES, _FORMULAS, (left, right), strict=True)
        ]
        self.slopes = [
            self._slope(run).next_to(title, DOWN, buff=0.18)
            for run, title in zip(self.runs, self.titles, strict=True)
        ]
        told = f"both for\nstandardised x,\none start, α = {format_number(self.rate)}"
        self.note = words(told, theme().type.small, theme().muted)
        self.note.move_to((0, upper.centre[1] - 0.7, 0))

    @property
    def wakes(self) -> int:
        """The step at which the squared error's ground is steepest."""
        return int(np.linalg.norm(self.runs[0].gradients, axis=1).argmax())

    @property
    def rate(self) -> float:
        """The learning rate of both."""
        return _rate(self.study)

    @property
    def steeper(self) -> str:
        """What is said of where the squared error leads, if that is a steeper curve."""
        ends = [abs(float(run.params[-1][1])) for run in self.runs]
        return ": a steeper curve" if ends[0] > 1.1 * ends[1] else ""

    @property
    def arrives(self) -> bool:
        """Whether the descent on the cross-entropy ends near its minimum."""
        run = self.runs[1]
        left = np.linalg.norm(run.params[[-1, 0]] - run.goal, axis=1)
        return bool(left[0] < 0.05 * left[1]) and not self.study.separable

    def squared_curve(self, plot: ClassPlot) -> FitCurve:
        """The curve of the squared error's descent, thin."""
        run = self.runs[0]
        thin = self.study.curve(plot, run.params[0], width=2.5)
        thin.at = run, self.head
        thin.add_updater(lambda fit: fit.set_weights(run.at(self.head.iteration).w))
        return thin

    def _panel(self, run: Trajectory, loss: str, slot: Slot) -> LossPanel:
        """A loss far around zero weights, and its descent."""
        reach = max(8.0, 3 * float(np.abs(self.study.minimum).max()))
        # the plateaus are so nearly level that a coarser grid would break their iso-lines
        landscape = Landscape.over(
            run.objective, np.full(2, -reach), np.full(2, reach), resolution=129
        )
        space, names = LossSpace.of(landscape, run.params[0]), ("w_0", "w_1", loss)
        panel = LossPanel(landscape, space, slot=slot, names=names, sober=True)
        panel.add_descent(run).follow(self.head)
        return panel

    def _slope(self, run: Trajectory) -> VGroup:
        """The length of the gradient where the ball is, live."""
        name = words("slope", theme().type.body, theme().muted)
        number = LiveNumber(0, "0.0000", size=theme().type.formula, colour=theme().gradient)
        number.follow(
            lambda: float(np.linalg.norm(run.gradients[min(self.head.made, len(run))])),
            of="slope",
            at=(run, self.head),
        )
        return VGroup(name, number).arrange(RIGHT, buff=0.2)


def _rate(study: ClassStudy) -> float:
    """Return the learning rate at which both are descended."""
    return study.limit / 8


def _title(name: str, formula: str) -> VGroup:
    """The name of a loss and its formula."""
    title = words(name, theme().type.heading, weight="semibold")
    return VGroup(title, Equation(formula, 30, width=3.3)).arrange(DOWN, buff=0.22)
