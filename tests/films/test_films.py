"""Each film from beginning to end: its captions, its times, and that no number lies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from manim import Mobject
from scipy.special import expit

from scenes.stage.film.film import Film
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import LiveNumber
from scenes.stage.motion.playhead import Playhead
from scenes.stage.plane.curves import LossCurve
from scenes.stage.plane.widgets import Counter
from scenes.stage.regression.chances import Chances, SurpriseBars
from scenes.stage.regression.classes import Boundary
from scenes.stage.regression.fit import FitCurve, Residuals
from scenes.stage.regression.scaling import ScalingPanel
from scenes.stage.regression.study import Study

Found = dict[type, list[Any]]

LENGTHS = {"linear": (150, 270), "logistic": (170, 300)}
CHAPTERS = {"linear": (7, 9), "logistic": (8, 9)}


def family(film: Film) -> Iterator[Mobject]:
    """All that is on the stage."""
    for root in film.mobjects:
        yield from root.get_family()


def shown(number: LiveNumber) -> float:
    """The value that a number's text says."""
    return float(number.text.replace("−", "-").replace("\u202f", ""))


def says(number: LiveNumber, value: float) -> bool:
    """Tell whether a number shows a value, as closely as its decimals allow."""
    return abs(shown(number) - value) <= 0.5000001 * 10.0**-number.decimals


def model(study: Study[Any]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """What a film draws at weights of its descent, over the x that it draws.

    A descent on classes works on standardised x, and its plots are in the units of the table.
    """
    if not study.drawn.classes:
        return study.objective.predict
    mean, spread = study.raw.x.mean(), study.raw.x.std()
    return lambda w, x: expit(w[0] + w[1] * (x - mean) / spread)


@dataclass
class Witness:
    """Notes at every beat which numbers on the stage are not those of the mathematics."""

    faults: list[str] = field(default_factory=list)
    numbers: int = 0
    descents: int = 0
    rolling: int = 0
    boundaries: int = 0
    foreseen: int = 0
    surprised: int = 0
    places: set[float] = field(default_factory=set)

    def __call__(self, film: Film) -> None:
        """Look at the numbers as they stand."""
        chapter = film.chapters[-1][0]
        for each in [each for each in family(film) if isinstance(each, LiveNumber)]:
            before, drawn = each.text, each.points.copy()
            for updater in each.updaters:
                updater(each)
            self.numbers += 1
            self.check(film, each.text == before, f"{before} should be {each.text}")
            fresh = each.copy().clear_updaters()
            fresh._draw(fresh.text)
            drawn, wanted = drawn - drawn[0], fresh.points - fresh.points[0]
            same = drawn.shape == wanted.shape and np.allclose(drawn, wanted, atol=1e-4)
            self.check(film, same, f"{before} is not what is drawn")
        self.balls(film)
        self.surprises(film)
        heads = [each for each in film.mobjects if type(each) is Playhead]
        if chapter != "Descent" or not any(isinstance(each, LossCurve) for each in film.mobjects):
            return
        self.descent(film, heads[0].get_value() if heads else 0.0)
        if heads:  # and between two iterates
            here = heads[0].get_value()
            heads[0].set_value(max(0.0, here - 0.37))
            for each in film.mobjects:
                each.update()
            self.descent(film, heads[0].get_value())
            heads[0].set_value(here)
            for each in film.mobjects:
                each.update()

    def check(self, film: Film, holds: object, fault: str) -> None:
        """Remember a fault, and when it was seen."""
        if not holds:
            self.faults.append(f"{film.chapters[-1][0]} @ {film.time:.1f} s: {fault}")

    def balls(self, film: Film) -> None:
        """See that every ball touches the surface of its panel."""
        for panel in [each for each in film.mobjects if isinstance(each, LossPanel)]:
            for descent in panel.descents:
                self.rolling += 1
                run, touch = descent.run, descent.ball.touch
                objective = panel.objective if isinstance(panel, ScalingPanel) else run.objective
                there = panel.space.on_surface(objective, panel.space.weights_at(touch[:2]))
                same = np.allclose(touch, there, rtol=0, atol=1e-6)
                self.check(film, same, f"the ball is at {touch}, and the surface at {there}")

    def surprises(self, film: Film) -> None:
        """Compare strokes and bars with the chance that the curve beside them gives each row."""
        found = {type(each): each for each in family(film)}
        if Chances not in found:
            return
        self.foreseen += 1
        strokes, curve = found[Chances], found[FitCurve]
        predict, plot = model(film.study), strokes.plot
        chances = np.abs(1 - plot.sample.y - predict(curve.w, plot.sample.x))
        ends = strokes.points.reshape(-1, 4, 3)[:, [0, 3], 1]
        unit = plot.at(0, 1)[1] - plot.at(0, 0)[1]
        drawn = len(ends) == len(chances)  # not while they are being drawn
        self.check(film, drawn, "a row has no stroke")
        lengths = np.abs(np.diff(ends)[:, 0]) / unit
        self.check(film, np.allclose(lengths, chances, atol=1e-6), "strokes are not the chances")
        bars = found.get(SurpriseBars)
        if bars is not None:
            self.surprised += 1
            wrong = np.abs(bars.y - predict(curve.w, bars.x))
            tops = [bar.get_top()[1] for bar in bars.bars]
            heights = (np.array(tops) - bars.at(0, 0)[1]) / (bars.at(0, 1) - bars.at(0, 0))[1]
            wanted = np.minimum(-np.log1p(-wrong), bars.y_range[1])
            self.check(film, np.allclose(heights, wanted, atol=1e-6), "bars are not the surprises")

    def descent(self, film: Film, head: float) -> None:
        """Compare all that the playhead drives with the trajectory."""
        self.descents += 1
        self.places.add(head)
        study, run = film.study, film.study.run
        found: Found = {}
        for each in family(film):
            found.setdefault(type(each), []).append(each)
        now, objective, space = run.at(head), study.objective, study.space
        step = max(1, min(len(run), int(np.ceil(head - 1e-6))))
        wanted = {
            **{f"w{k}-new": run.params[step, k] for k in (0, 1)},
            **{f"w{k}-old": run.params[step - 1, k] for k in (0, 1)},
            **{f"gradient-{k}": run.gradients[step - 1, k] for k in (0, 1)},
            "loss-now": now.loss,
        }
        for equation in found.get(Equation, []):
            for name, number in equation.numbers.items():
                value = float(wanted[name])
                self.check(film, says(number, value), f"{name} is {number.text}, not {value}")
        for counter in found.get(Counter, []):
            self.check(
                film, shown(counter.number) == int(head + 1e-6), f"{counter.number.text} at {head}"
            )
        (panel,) = found[LossPanel]
        (descent,) = panel.descents
        touch = space.place(now.w, objective.loss(now.w))
        close = {"rtol": 0, "atol": 1e-7}
        self.check(film, np.allclose(descent.ball.touch, touch, **close), f"ball at {head}")
        self.check(film, np.allclose(descent.trail.tip, touch, **close), f"trail at {head}")
        self.check(
            film,
            np.allclose(descent.shadow.tip, space.on_floor(now.w), **close),
            f"shadow at {head}",
        )
        for line in found.get(FitCurve, []):
            self.check(film, np.allclose(line.w, now.w, rtol=1e-12), f"line at {head}")
            fresh = FitCurve(line.plot, model(study), now.w, samples=len(line.x))
            same = line.points.shape == fresh.points.shape and np.allclose(
                line.points, fresh.points
            )
            self.check(film, same, f"line drawn at {head}")
        for upright in found.get(Boundary, []):
            self.boundary(film, upright, now.w)
        for strokes in found.get(Residuals, []):
            before = strokes.points.copy()
            strokes.follow()
            self.check(film, np.allclose(strokes.points, before), f"residuals at {head}")
        for curve in found.get(LossCurve, []):
            tip = curve.at(head, now.loss)
            self.check(
                film, np.allclose(curve.tip.get_center(), tip, atol=1e-6), f"curve at {head}"
            )

    def boundary(self, film: Film, upright: Boundary, w: np.ndarray) -> None:
        """Compare a decision boundary with where the curve of the weights passes one half."""
        x, plot = film.study.raw.x, upright.plot
        place = x.mean() - x.std() * w[0] / w[1]
        if not plot.x_range[0] <= place <= plot.x_range[1]:
            self.check(film, len(upright.points) == 0, f"boundary at {place}, beyond the plot")
            return
        self.boundaries += 1
        half = model(film.study)(w, np.array([place]))[0]
        same = np.allclose(upright.points[:, 0], plot.at(place, half)[0], rtol=0, atol=1e-6)
        self.check(film, same and len(upright.points) > 0, f"boundary is not at {place}")


@pytest.fixture(scope="module", params=["linear", "logistic"])
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def witness(name: str) -> Witness:
    return Witness()


@pytest.fixture(scope="module")
def film(
    name: str, play_film: Callable[..., Film], blind: Callable[..., Any], witness: Witness
) -> Film:
    """Return a film, played to its end."""
    return play_film(name, {}, witness, renderer=blind)


def test_every_number_is_computed(film: Film, witness: Witness) -> None:
    assert witness.numbers > 200
    assert witness.rolling > 20
    assert "\n".join(witness.faults) == ""


def test_the_descent_was_looked_at_from_beginning_to_end(film: Film, witness: Witness) -> None:
    assert witness.descents > 20
    assert min(witness.places) == 0
    assert max(witness.places) == len(film.study.run)
    assert set(range(11)) <= witness.places
    assert (witness.boundaries > 20) == bool(film.study.drawn.classes)


def test_surprises_were_looked_at(film: Film, witness: Witness) -> None:
    seen = witness.foreseen >= 10 and witness.surprised >= 5
    assert seen == bool(film.study.drawn.classes)


def test_its_length_and_its_chapters(film: Film, name: str) -> None:
    shortest, longest = LENGTHS[name]
    assert shortest <= film.time <= longest
    fewest, most = CHAPTERS[name]
    assert fewest <= len(film.chapters) <= most
    titles = [title for title, _ in film.chapters]
    assert len(set(titles)) == len(titles)
    starts = [start for _, start in film.chapters]
    assert starts[0] == 0
    assert all(later - start >= 5 for start, later in pairwise([*starts, film.time]))


def test_plays_are_short_and_last_whole_frames(film: Film) -> None:
    plays = film.plays
    assert len(plays) > 100
    wrong = [
        play
        for play in plays
        if play.seconds >= 16 or abs(play.seconds / 0.2 - round(play.seconds / 0.2)) > 1e-6
    ]
    assert wrong == []
    assert sum(play.seconds for play in plays) == pytest.approx(film.time)


def test_captions_can_be_read(film: Film) -> None:
    captions = film.renderer.file_writer.subcaptions
    assert len(captions) > 30
    for each in captions:
        lines = each.content.split("\n")
        assert len(lines) <= 2, each
        assert max(map(len, lines)) <= 42, each
        seconds = (each.end - each.start).total_seconds()
        assert len(" ".join(lines)) / seconds <= 17, each
        assert seconds <= 7.0 + 1e-6, each
    for before, after in pairwise(captions):
        assert before.end <= after.start, (before, after)
    assert captions[-1].end <= timedelta(seconds=film.time + 1e-6)


def test_every_chapter_speaks(film: Film) -> None:
    starts = [start for _, start in film.chapters]
    spoken = [each.start.total_seconds() for each in film.renderer.file_writer.subcaptions]
    for start, end in pairwise([*starts, film.time]):
        assert sum(start - 1e-6 <= moment < end for moment in spoken) >= 2
