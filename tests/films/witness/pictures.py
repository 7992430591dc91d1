"""Whether what is painted is where mlcore says, in the colours of its meaning."""

import re
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Mobject
from numpy.typing import NDArray
from scipy.special import expit

from mlcore import LinearRegression, Rescaled
from scenes.stage.film.film import Film
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import Label, LiveNumber
from scenes.stage.look.theme import theme
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.curves import LossCurve
from scenes.stage.plane.plot import Plot
from scenes.stage.plane.widgets import Slider
from scenes.stage.regression.chances import Chances, Ties
from scenes.stage.regression.classes import Boundary, ClassPlot
from scenes.stage.regression.data_plot import DataPlot
from scenes.stage.regression.fit import FitCurve, Residuals
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.surprise_curve import SurpriseCurve
from scenes.stage.space.solids import Marker
from tests.films.witness.eye import (
    Blot,
    alone,
    in_the_plot,
    only,
    placed,
    rgb,
    rolled,
    seen,
    towards,
    walked,
)
from tests.films.witness.numbers import Descent, moment, weights_of

__all__ = ["Picture"]

Array = NDArray[np.float64]

PIXEL = 8 / 540
NEAR = 2.5 * PIXEL
LINE = 0.06  # a stroke's half width, a dash's gap and a pixel
HALO = 0.05  # what a trail glows beyond its stroke
PART = re.compile(r"\{\{((?:(?!\}\}).)*?):\s*([A-Za-z][\w-]*)\s*\}\}")
OFTEN = 12  # looks at one thing in one chapter
FULL = 0.99

MEANINGS = {
    r"w'?_0|b": "w0",
    r"w'?_[12d]|bold\(W\)": "w1",
    r"hat\(y\)(_n)?|p(_n)?": "prediction",
    r"[gE](\(w_0, w_1\))?|s_n": "loss",
    r"[xy]'?(_[n12d])?(\^prime)?|bold\(x\)": "data",
    r"nabla g": "gradient",
}
"""The colour of a symbol, by what it means."""


@dataclass
class Picture:
    """Looks at pictures, each thing some times a chapter.

    `looked` counts the looks at every kind of thing.
    """

    looked: Tally[str] = field(default_factory=Tally)
    times: Tally[tuple[Any, ...]] = field(default_factory=Tally)
    seen: set[Any] = field(default_factory=set)

    def __call__(
        self,
        film: Film,
        members: list[Mobject],
        descents: list[Descent],
        weights: list[Weights],
    ) -> Iterator[str]:
        """Yield what is wrong with the picture."""
        stage = Stage(film, members, descents, weights)
        for mobject in members:
            for kind, look in LOOKS:
                if not isinstance(mobject, kind) or not self.is_due(stage, mobject, look):
                    continue
                for fault in look(stage, mobject):
                    self.note(stage, mobject, look)
                    if fault is not None:
                        yield f"{look.__name__}: {fault}"

    def is_due(self, stage: "Stage", mobject: Mobject, look: Any) -> bool:
        """Tell whether to look again: at most so often, and not twice at the same."""
        thing, state = self._keys(stage, mobject, look)
        return self.times[thing] < OFTEN and (thing, state) not in self.seen

    def note(self, stage: "Stage", mobject: Mobject, look: Any) -> None:
        """Remember a look at which there was something to see."""
        thing, state = self._keys(stage, mobject, look)
        self.looked[look.__name__] += 1
        if (thing, state) not in self.seen:
            self.seen.add((thing, state))
            self.times[thing] += 1

    def _keys(self, stage: "Stage", mobject: Mobject, look: Any) -> tuple[Any, Any]:
        """What is looked at, and at what: ever farther apart along a descent."""
        heads = tuple(
            (int(np.log2(1 + each.head)), each.head < 2 and each.head != int(each.head))
            for each in stage.descents
        )
        weights = tuple(np.round(weights_of(each), 6).tobytes() for each in stage.weights)
        return (len(stage.film.chapters), id(mobject), look.__name__), (heads, weights)


@dataclass(frozen=True)
class Stage:
    """What stands on the stage, and what moves there."""

    film: Film
    members: list[Mobject]
    descents: list[Descent]
    weights: list[Weights]

    @property
    def study(self) -> Any:
        """What the film is about."""
        return self.film.study

    def moment_of(self, ball: RollingBall) -> Descent:
        """The descent that a ball belongs to."""
        return next(each for each in self.descents if each.run is ball.trajectory)

    def predict(self, w: Array, x: Array) -> Array:
        """What the model says at weights (2,) of the descent, over the x that is drawn."""
        study = self.study
        if not study.drawn.classes:
            return np.asarray(w[0] + w[1] * x)
        mean, spread = study.raw.x.mean(), study.raw.x.std()
        return np.asarray(expit(w[0] + w[1] * (x - mean) / spread))

    def shown_weights(self, mobject: Mobject, fixed: Array) -> list[Array]:
        """Weights (2,) that a curve may show: those that it follows, if it follows anything."""
        if not mobject.updaters:
            return [fixed]
        at = getattr(getattr(mobject, "fit", mobject), "at", None)
        if isinstance(at, Weights):
            return self.both_scales(weights_of(at))
        if at is not None:
            return [self.standard(moment(at))]
        if len(self.descents) == 1:
            return [self.standard(self.descents[0])]
        if self.descents or len(self.weights) != 1:
            return [fixed]
        return self.both_scales(weights_of(self.weights[0]))

    def standard(self, now: Descent) -> Array:
        """The weights (2,) of a descent, in the units of the objective that the film is about."""
        seen = now.run.objective
        return seen.change.standard_weights(now.w) if isinstance(seen, Rescaled) else now.w

    def both_scales(self, w: Array) -> list[Array]:
        """Weights (2,) as they are, and as they would be for the x of the table."""
        if not self.study.drawn.classes:
            return [w]
        mean, spread = self.study.raw.x.mean(), self.study.raw.x.std()
        return [w, np.array([w[0] + w[1] * mean, w[1] * spread])]


Fault = Iterator[str | None]
"""Faults; None stands for a look that found none."""


def told(**wrong: bool) -> Fault:
    """Yield the names of what is wrong, or None."""
    faults = [name.replace("_", " ") for name, is_wrong in wrong.items() if is_wrong]
    yield from faults or [None]


# -- panels ---------------------------------------------------------------------------------------


def descents_of(panel: LossPanel) -> Iterator[Any]:
    """Yield what holds the ball, trail, shadow, drop and goal of every descent in a panel."""
    here = set(map(id, panel.get_family()))
    for each in getattr(panel, "descents", [panel]):
        if id(getattr(each, "ball", None)) in here:
            yield each


def is_plain(panel: LossPanel) -> bool:
    """Tell whether a panel stands in full, its surface at its height."""
    return panel.get_fill_opacity() >= FULL and panel.surface.rise == 1.0


def panel_picture(stage: Stage, panel: LossPanel) -> Fault:
    """Ball, stripes, trail, shadow, drop line and goal of every descent."""
    if not is_plain(panel):
        return
    for parts in descents_of(panel):
        now = stage.moment_of(parts.ball)
        if isinstance(panel, ScalingPanel) and (panel.share > 0) != (
            now.run.objective is stage.study.objective
        ):
            continue  # the ball of a descent on other inputs, carried along
        here = set(map(id, panel.get_family()))
        for name, look in PARTS.items():
            part = getattr(parts, name)
            if id(part) in here and part.get_fill_opacity() >= FULL:
                with only(panel, part):
                    blot = alone(panel)
                yield from look(panel, part, now, blot)


def ball_picture(panel: Any, ball: Any, now: Descent, blot: Blot) -> Fault:
    centre, rotation = rolled(now.run, now.here, panel.space, now.run.objective, ball.radius)
    place, scale = seen(panel, centre)
    yield from told(
        the_ball_is_elsewhere=len(blot) == 0 or np.abs(blot.middle - place).max() > NEAR,
        the_ball_has_another_size=len(blot) > 0
        and np.abs(blot.size - 2 * ball.radius * scale - PIXEL / 2).max() > 1.3 * PIXEL,
    )
    if len(blot) == 0:
        return
    offsets = (blot.places - place) / (ball.radius * scale)
    inside = np.linalg.norm(offsets, axis=1) < 0.8
    offsets, colours = offsets[inside], blot.colours[inside]
    depth = np.sqrt(1 - (offsets**2).sum(axis=1))
    on_ball = np.column_stack([offsets, depth]) @ towards(panel) @ rotation
    wave = np.sin(4 * np.arctan2(on_ball[:, 1], on_ball[:, 0]))
    clear = (np.abs(wave) > 0.5) & (np.hypot(on_ball[:, 0], on_ball[:, 1]) > 0.3)
    # shading scales a colour: tell the stripes by the shares of red, green and blue
    light, stripe = (tint(rgb(colour)) for colour in wanted_ball(now))
    gaps = [np.linalg.norm(tint(colours) - each, axis=1) for each in (light, stripe)]
    agree = ((gaps[1] < gaps[0]) == (wave > 0))[clear]
    yield from told(the_ball_has_turned_otherwise=len(agree) > 30 and agree.mean() < 0.85)


def wanted_ball(now: Descent) -> tuple[str, str]:
    """The ball's colours: no toy where people died."""
    lines = isinstance(now.run.objective, LinearRegression)
    return theme().ball if lines else theme().sober_ball


def tint(colours: Array) -> Array:
    """The shares (..., 3) of red, green and blue in a colour."""
    return np.asarray(colours / np.maximum(np.sum(colours, axis=-1, keepdims=True), 1))


def trail_picture(panel: Any, trail: Any, now: Descent, blot: Blot) -> Fault:
    way = walked(now.run, now.here, panel.space)
    line, _ = seen(panel, placed(panel.space, way, now.run.objective.loss(way)))
    yield from _line_picture("trail", line, blot, theme().loss, LINE + HALO)


def shadow_picture(panel: Any, shadow: Any, now: Descent, blot: Blot) -> Fault:
    way = walked(now.run, now.here, panel.space)
    line, _ = seen(panel, placed(panel.space, way, panel.space.floor))
    yield from _line_picture("shadow", line, blot, theme().loss)


def _line_picture(name: str, line: Array, blot: Blot, colour: str, near: float = LINE) -> Fault:
    if np.ptp(line, axis=0).max() < 0.15:
        return
    yield from told(
        **{
            f"the_{name}_leaves_its_way": blot.off(line) > near,
            f"the_{name}_ends_elsewhere": blot.misses(line) > LINE,
            f"the_{name}_has_another_colour": len(blot) > 0 and not blot.is_of(colour),
        }
    )


def drop_picture(panel: Any, drop: Any, now: Descent, blot: Blot) -> Fault:
    foot = placed(panel.space, now.w, panel.space.floor)
    touch = placed(panel.space, now.w, now.run.objective.loss(now.w))
    if touch[2] - foot[2] < 0.6:
        return
    line, _ = seen(panel, np.linspace(foot, touch - [0, 0, 0.2], 200))
    yield from told(
        the_drop_line_is_elsewhere=len(blot) == 0 or blot.off(line) > 0.03,
        the_drop_line_has_another_foot=blot.misses(line[:1]) > 0.12,
        the_drop_line_begins_elsewhere=blot.misses(line[-1:]) > 0.12,
        the_drop_line_has_another_colour=len(blot) > 0 and not blot.is_of(theme().muted),
    )


def goal_picture(panel: Any, goal: Any, now: Descent, blot: Blot) -> Fault:
    lowest = np.asarray(now.run.objective.minimum())
    place, _ = seen(panel, placed(panel.space, lowest, now.run.objective.loss(lowest)))
    yield from told(
        the_goal_is_elsewhere=len(blot) == 0 or np.abs(blot.middle - place).max() > NEAR,
        the_goal_has_another_colour=len(blot) > 0
        and not Blot(
            blot.places, blot.colours[[np.linalg.norm(blot.places - place, axis=1).argmin()]]
        ).is_of(theme().minimum),
    )


PARTS: dict[str, Callable[[Any, Any, Descent, Blot], Fault]] = {
    "ball": ball_picture,
    "trail": trail_picture,
    "shadow": shadow_picture,
    "drop": drop_picture,
    "goal": goal_picture,
}


def axes_picture(stage: Stage, panel: LossPanel) -> Fault:
    """Names and ticks of the axes: each beside its own axis, at its own value."""
    labels = [each for each in panel.axes.labels.get_family() if isinstance(each, Label)]
    if not is_plain(panel) or panel.axes.labels not in panel.axes.submobjects:
        return
    space = panel.space
    half = np.array(space.sides) / 2
    floor_edges = {  # middles of the sides along which each weight grows
        "w_0": np.array([[half[0], 0, 0], [-half[0], 0, 0]]),
        "w_1": np.array([[0, half[1], 0], [0, -half[1], 0]]),
    }
    post = np.array([[half[0], half[1], space.height]])
    names = {**floor_edges, panel.axes.labels[2][-1].text: post}
    colours = {"w_0": theme().w0, "w_1": theme().w1}
    for label in labels:
        if label.get_fill_opacity() < FULL or label.text not in names:
            continue
        blot = alone(label)
        gaps = {
            name: np.linalg.norm(seen(panel, points)[0] - blot.middle, axis=1).min()
            for name, points in names.items()
        }
        nearest = min(gaps, key=lambda name: gaps[name])
        yield from told(
            the_name_of_an_axis_stands_at_another=nearest != label.text,
            the_name_of_an_axis_has_another_colour=not blot.is_of(
                colours.get(label.text, theme().loss)
            ),
        )
    middle = (space.low + space.high) / 2
    for k, group in enumerate(panel.axes.labels):
        for label in group:
            value = number_in(label.text)
            if value is None or label.get_fill_opacity() < FULL:
                continue
            if k == 2:
                place = placed(space, middle, value) * [0, 0, 1] + [*half, 0]
            else:
                w = middle.copy()
                w[k] = value
                place = placed(space, w, space.floor)
                sides = floor_edges[f"w_{k}"]
                gaps = np.linalg.norm(seen(panel, sides)[0] - blot_middle(label), axis=1)
                place = place + sides[gaps.argmin()]
            there, scale = seen(panel, place)
            yield from told(
                a_tick_stands_at_another_value=np.linalg.norm(there - blot_middle(label))
                > 0.62 * scale,
            )


def blot_middle(label: Label) -> Array:
    """(2,) the middle of a label."""
    return np.asarray(label.get_center()[:2])


def markers_picture(stage: Stage, panel: LossPanel) -> Fault:
    """Markers on a surface without a ball: where the weights stand, and the minimum."""
    if not is_plain(panel) or list(descents_of(panel)) or len(stage.weights) != 1:
        return
    w, best = weights_of(stage.weights[0]), np.asarray(stage.study.objective.minimum())
    loss = stage.study.objective.loss
    for marker in panel.get_family():
        if not isinstance(marker, Marker) or marker.get_fill_opacity() < FULL:
            continue
        at = best if marker.colour == theme().minimum else w
        with only(panel, marker):
            blot = alone(panel)
        place, _ = seen(panel, placed(panel.space, at, loss(at)))
        yield from told(
            a_marker_is_elsewhere=len(blot) == 0 or np.abs(blot.middle - place).max() > NEAR
        )


# -- plots ----------------------------------------------------------------------------------------


def number_in(text: str) -> float | None:
    """The number that a label of mathematics says, if it says one."""
    match = re.fullmatch(r"(-?[\d.]+)(?: times 10\^\((-?\d+)\))?", text)
    return float(match[1]) * 10.0 ** int(match[2] or 0) if match else None


def is_solid(mobject: Any) -> bool:
    return bool(max(mobject.get_fill_opacity(), mobject.get_stroke_opacity()) >= 0.5)


def ticks_picture(stage: Stage, plot: Plot) -> Fault:
    """Numbers beside a plot: each stands at its value."""
    corners = in_the_plot(plot, plot.x_range, plot.y_range)
    for label in plot.labels:
        value = number_in(label.text)
        if value is None or label.get_fill_opacity() < FULL:
            continue
        place, k = blot_middle(label), int(label.get_center()[1] < corners[0, 1] - 0.08)
        wanted = in_the_plot(plot, value, value)[1 - k]
        digits = 10.0 ** -len(label.text.partition(".")[2].partition(" ")[0])
        slack = np.abs(np.diff(in_the_plot(plot, [0, digits], [0, digits]), axis=0))[0, 1 - k]
        yield from told(
            a_tick_stands_at_another_value=abs(place[1 - k] - wanted) > 0.03 + min(slack, 0.1)
        )


def dots_picture(stage: Stage, plot: DataPlot) -> Fault:
    """Data: dots at their values, in the colour of data; classes above and below."""
    if plot.dots.updaters or not len(plot.dots) or not is_solid(plot.dots[0]):
        return
    data = plot.sample
    rows = {(float(x), float(y)) for x, y in zip(stage.study.drawn.x, stage.study.drawn.y)}  # noqa: B905
    centres = np.array([dot.get_center()[:2] for dot in plot.dots])
    wanted = in_the_plot(plot, data.x, data.y)
    stacked = isinstance(plot, ClassPlot)
    outward = np.where(data.y == 1, 1.0, -1.0) * (centres - wanted)[:, 1]
    few = np.unique(np.linspace(0, len(centres) - 1, 3).astype(int))
    blots = [alone(plot.dots[k]) for k in few]
    yield from told(
        data_are_not_those_of_the_table=not {
            (float(x), float(y)) for x, y in zip(data.x, data.y, strict=True)
        }
        <= rows
        and stage.study.drawn.x_label == data.x_label,
        a_dot_is_elsewhere=bool(np.abs(centres - wanted)[:, 0].max() > 1e-6)
        or (bool((outward < -1e-6).any()) if stacked else np.abs(centres - wanted).max() > 1e-6),
        a_dot_is_painted_elsewhere=any(
            np.abs(blot.middle - centres[k]).max() > NEAR
            for k, blot in zip(few, blots, strict=True)
        ),
        a_dot_has_another_colour=not all(blot.is_of(theme().data) for blot in blots),
    )


def curve_points(stage: Stage, plot: Plot, w: Array) -> Array:
    """Points (m, 2) of the frame, close together, on the model's curve within a plot."""
    x = np.linspace(*plot.x_range, 4000)
    y = stage.predict(w, x)
    inside = (plot.y_range[0] <= y) & (y <= plot.y_range[1])
    line = in_the_plot(plot, x[inside], y[inside])
    return filled(line)


def filled(line: Array, gap: float = 0.02) -> Array:
    """Fill a line (m, 2) up, so that none of its points are farther apart than a gap."""
    dense = [line[-1:]]
    for start, end in pairwise(line):
        count = max(1, int(np.ceil(np.linalg.norm(end - start) / gap)))
        dense.append(start + np.linspace(0, 1, count, endpoint=False)[:, None] * (end - start))
    return np.concatenate(dense)


def fit_picture(stage: Stage, curve: FitCurve) -> Fault:
    """A fit: the model's curve at the weights of this moment, in the colour of predictions."""
    if not is_solid(curve) or not _is_whole(curve):
        return
    if curve.predict.__qualname__.count("<locals>"):
        return  # another model than the film's
    if isinstance(curve.plot, ClassPlot) != bool(stage.study.drawn.classes):
        return
    blot = alone(curve)
    gaps = []
    for w in stage.shown_weights(curve, curve.w):
        line = curve_points(stage, curve.plot, w)
        if len(line) > 1:
            gaps.append(max(blot.off(line), blot.misses(line)))
    yield from told(
        the_fit_is_elsewhere=bool(gaps) and min(gaps) > LINE + 0.03,
        the_fit_has_another_colour=not blot.is_of(theme().prediction),
    )


def _is_whole(curve: FitCurve) -> bool:
    """Tell whether a curve is drawn to its end, at a side of its plot; not while it is created."""
    if not len(curve.points):
        return False
    (_, low), (right, high) = in_the_plot(curve.plot, curve.plot.x_range, curve.plot.y_range)
    x, y = curve.points[-1, :2]
    return bool(np.isclose([x, y, y], [right, low, high], rtol=0, atol=1e-3).any())


def residuals_picture(stage: Stage, strokes: Residuals) -> Fault:
    """Residuals: upright strokes from data to fit, in the colour of the loss or the gradient."""
    if type(strokes) is not Residuals or strokes.get_stroke_opacity() < 0.5:
        return
    if len(strokes.points) != 4 * len(strokes.plot.sample.x):
        return  # on their way
    plot, data = strokes.plot, strokes.plot.sample
    ends = strokes.points.reshape(-1, 4, 3)[:, [0, 3], :2]
    gaps = []
    for w in stage.shown_weights(strokes.fit, strokes.fit.w):
        wanted = in_the_plot(plot, data.x, np.clip(stage.predict(w, data.x), *plot.y_range))
        gaps.append(np.abs(ends[:, 1] - wanted).max())
    start = in_the_plot(plot, data.x, data.y)
    reach = float(plot.dots[0].width) / 2
    colour = theme().gradient if stage.study.drawn.classes else theme().loss
    yield from told(
        residuals_end_elsewhere=min(gaps) > 1e-5,
        residuals_begin_elsewhere=bool(
            np.linalg.norm(ends[:, 0] - start, axis=1).max() > reach * 1.01
        ),
        residuals_have_another_colour=not alone(strokes).is_of(colour),
    )


def chances_picture(stage: Stage, strokes: Chances) -> Fault:
    """Strokes of chance: each as long as what happened was likely, and one end on the curve."""
    plot, data = strokes.plot, strokes.plot.sample
    if isinstance(strokes, Ties):
        return
    if strokes.get_stroke_opacity() < 0.5 or len(strokes.points) != 4 * len(data.x):
        return
    ends = strokes.points.reshape(-1, 4, 3)[:, [0, 3], 1]
    unit = np.diff(in_the_plot(plot, [0, 0], [0, 1])[:, 1])
    gaps = [
        max(
            np.abs(np.abs(ends[:, 1] - ends[:, 0]) / unit - np.abs(1 - data.y - p)).max(),
            np.abs(ends[:, 1] - in_the_plot(plot, data.x, p)[:, 1]).max(),
        )
        for w in stage.shown_weights(strokes.fit, strokes.fit.w)
        for p in [stage.predict(w, data.x)]
    ]
    yield from told(
        the_chances_are_others=min(gaps) > 1e-5,
        the_chances_have_another_colour=not alone(strokes).is_of(theme().prediction),
    )


def surprises_picture(stage: Stage, plot: SurpriseCurve) -> Fault:
    """The curve −ln p: a dot of every row at its chance and its surprise, and a stem below."""
    if not is_solid(plot.curve) or not plot.shown.all():
        return  # on their way
    rows = plot.data
    tops = np.array([dot.get_center()[:2] for dot in plot.dots])
    feet = np.array([stem.get_bottom()[1] for stem in plot.stems])
    p = np.linspace(np.exp(-plot.y_range[1]), 1.0, 2000)
    line = filled(in_the_plot(plot, p, -np.log(p)))
    fits = [each for each in stage.members if isinstance(each, FitCurve)]
    gaps = []
    for w in stage.shown_weights(fits[0], fits[0].w) if fits else [plot.w]:
        chance = 1 - np.abs(rows.y - stage.predict(w, rows.x))
        with np.errstate(divide="ignore"):
            wanted = np.minimum(-np.log(chance), plot.y_range[1])
        gaps.append(np.abs(tops - in_the_plot(plot, chance, wanted)).max())
    yield from told(
        the_dots_are_not_the_surprises=min(gaps) > 1e-5,
        the_stems_do_not_stand_on_the_axis=bool(
            np.abs(feet - in_the_plot(plot, [0.0], [0.0])[0, 1]).max() > 1e-6
        ),
        the_dots_have_another_colour=not alone(plot.dots).is_of(theme().loss),
        the_curve_is_elsewhere=alone(plot.curve).off(line) > LINE + 0.03,
    )


def slider_picture(stage: Stage, slider: Slider) -> Fault:
    """A slider's knob: at the value of the weight whose name it bears, in that weight's colour."""
    if len(stage.weights) != 1 or not is_solid(slider.knob):
        return
    k = int(slider.label.text.removeprefix("w_"))
    value = float(weights_of(stage.weights[0])[k])
    start, end = slider.track.get_start()[:2], slider.track.get_end()[:2]
    share = np.clip((value - slider.low) / (slider.high - slider.low), 0, 1)
    colour = (theme().w0, theme().w1)[k]
    knob, name = alone(slider.knob), alone(slider.label)
    yield from told(
        the_knob_is_elsewhere=np.abs(knob.middle - start - share * (end - start)).max() > NEAR,
        the_knob_has_another_colour=not knob.is_of(colour),
        the_name_of_the_slider_has_another_colour=len(name) > 0 and not name.is_of(colour),
    )


def loss_picture(stage: Stage, plot: LossCurve) -> Fault:
    """A loss curve: through the losses of all steps made, to where the playhead stands."""
    if len(stage.descents) != 1 or not is_solid(plot.curve) or not is_solid(plot.tip):
        return
    now = stage.descents[0]
    if plot.x_range[1] != max(1, len(now.run)):
        return
    loss = now.run.objective.loss
    steps = np.append(np.arange(now.made + 1), now.here)
    way = np.vstack([now.run.params[: now.made + 1], now.w])
    line = in_the_plot(plot, steps, loss(way))
    tip, milestones = alone(plot.tip), alone(plot.milestones)
    yield from told(
        the_tip_of_the_loss_is_elsewhere=np.abs(tip.middle - line[-1]).max() > NEAR,
        the_tip_has_another_colour=not tip.is_of(theme().loss),
    )
    if np.ptp(line, axis=0).max() > 0.15:
        curve = alone(plot.curve)
        yield from told(
            the_loss_leaves_its_way=curve.off(filled(line)) > LINE + 0.03,
            the_loss_ends_elsewhere=curve.misses(line) > LINE + 0.03,
            the_loss_has_another_colour=not curve.is_of(theme().loss),
        )
    if len(plot.marks):
        passed = np.array([min(mark, now.here) for mark in plot.marks])
        places = in_the_plot(plot, passed, loss(now.run.path(passed)))
        yield from told(a_milestone_is_elsewhere=milestones.misses(places) > NEAR)


def boundary_picture(stage: Stage, upright: Boundary) -> Fault:
    """The decision boundary: where the chance is one half, in the colour of predictions."""
    if not np.ptp(upright.points[:4, 1]) or upright.get_stroke_opacity() < 0.5:
        return  # its dashes have no length where it is outside
    places = upright.points[:, 0]
    moves = stage.descents or stage.weights
    choices = stage.shown_weights(upright, stage.study.run.goal)
    x = np.linspace(*upright.plot.x_range, 20001)
    gaps = []
    for w in choices if moves else [stage.study.run.goal]:
        half = x[np.abs(stage.predict(w, x) - 0.5).argmin()]
        gaps.append(np.abs(places - in_the_plot(upright.plot, half, 0)[0]).max())
    yield from told(
        the_boundary_is_elsewhere=min(gaps) > 0.01,
        the_boundary_has_another_colour=not alone(upright).is_of(theme().prediction),
    )


# -- formulas -------------------------------------------------------------------------------------


def colours_picture(stage: Stage, equation: Equation) -> Fault:
    """Symbols in a formula have the colours of what they mean."""
    if equation.family_members_with_points()[0].get_fill_opacity() < FULL:
        return
    for body, name in PART.findall(equation.source):
        body = body.strip()
        meaning = next((to for what, to in MEANINGS.items() if re.fullmatch(what, body)), None)
        if name in equation.numbers:
            kind = name.partition("-")[0]
            meaning = kind if kind in MEANINGS.values() else None
        if meaning is None:
            continue
        part = equation.numbers[name] if name in equation.numbers else equation.part(name)
        if isinstance(part, LiveNumber) and part.get_fill_opacity() < FULL:
            continue
        blot = alone(part)
        yield from told(
            a_symbol_has_another_colour=len(blot) > 0 and not blot.is_of(getattr(theme(), meaning))
        )


def drawn_picture(stage: Stage, number: LiveNumber) -> Fault:
    """The figures drawn are those that the number says."""
    fresh = number.copy().clear_updaters()
    fresh._draw(fresh.text)
    drawn, wanted = number.points - number.points[0], fresh.points - fresh.points[0]
    same = drawn.shape == wanted.shape and np.allclose(drawn, wanted, atol=1e-4)
    yield from told(**{"other_figures_are_drawn": not same})


LOOKS: tuple[tuple[type[Mobject], Callable[[Stage, Any], Fault]], ...] = (
    (LossPanel, panel_picture),
    (LossPanel, axes_picture),
    (LossPanel, markers_picture),
    (Plot, ticks_picture),
    (DataPlot, dots_picture),
    (FitCurve, fit_picture),
    (Residuals, residuals_picture),
    (Chances, chances_picture),
    (SurpriseCurve, surprises_picture),
    (Slider, slider_picture),
    (LossCurve, loss_picture),
    (Boundary, boundary_picture),
    (Equation, colours_picture),
    (LiveNumber, drawn_picture),
)
