"""One playing of a film, looked at after every beat and once within every play."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from manim import Mobject
from manim.mobject.value_tracker import ComplexValueTracker, ValueTracker

from mlcore import Trajectory
from scenes.stage.film.film import Film
from scenes.stage.landscape.ball import RollingBall
from scenes.stage.landscape.descent import SurfaceDescent
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.equations import Equation
from scenes.stage.look.text import Label, LiveNumber
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.fit import FitCurve
from tests.films.witness.formulas import Shown, fault
from tests.films.witness.numbers import Descent, UnwitnessedError, agrees, value_of
from tests.films.witness.pictures import Picture

__all__ = ["Watch"]

SEEN = 0.05
WITHIN = 0.37  # of a play: where it is looked at on the way


@dataclass
class Watch:
    """Looks at a film, and notes what is wrong.

    Attributes
    ----------
    with_pictures
        Whether to paint things and to look at their pixels, which takes its time.
    stops
        Whether to stop playing at the first fault.
    faults
        What is wrong, once a chapter, and when it was seen first.
    formulas
        All formulas seen, and when first.
    numbers, moments
        How many numbers were looked at, and how many of these within a play.
    said
        What they were of.
    places
        Iterations of the film's own descent at which a beat ended.
    """

    with_pictures: bool = True
    stops: bool = False
    faults: dict[tuple[str, str], str] = field(default_factory=dict)
    formulas: dict[Shown, str] = field(default_factory=dict)
    numbers: int = 0
    moments: int = 0
    said: set[str] = field(default_factory=set)
    heads: dict[int, tuple[Trajectory, Any]] = field(default_factory=dict)
    weights: list[tuple[int, Weights]] = field(default_factory=list)
    picture: Picture = field(default_factory=Picture)
    places: set[float] = field(default_factory=set)
    # the mobject itself, too: else another might take its place and its id
    belongs: dict[int, tuple[Mobject, tuple[Trajectory, ...]]] = field(default_factory=dict)
    film: Film | None = None

    # -- listening -----------------------------------------------------------------------------

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear of weights and playheads as they are made, and stop once within every play."""
        with pytest.MonkeyPatch.context() as patch:
            self._patch_creation(patch)
            self._patch_time(patch)
            yield

    def _patch_creation(self, patch: pytest.MonkeyPatch) -> None:
        made = Weights.__init__
        watch = self

        def make(weights: Weights, *args: Any, **kwargs: Any) -> None:
            made(weights, *args, **kwargs)
            watch.weights.append((watch.chapter, weights))

        patch.setattr(Weights, "__init__", make)
        for kind in (SurfaceDescent, LossPanel):
            if hasattr(kind, "follow"):
                patch.setattr(kind, "follow", self._hearing(kind.follow))

    def _hearing(self, followed: Any) -> Any:
        """Return a `follow` that notes which playhead a descent follows."""

        def follow(mobject: Any, playhead: Any, *args: Any, **kwargs: Any) -> Any:
            for run in _runs(mobject):
                self.heads[id(run)] = (run, playhead)
            return followed(mobject, playhead, *args, **kwargs)

        return follow

    def _patch_time(self, patch: pytest.MonkeyPatch) -> None:
        update, progress, construct = Film.update_to_time, Film.get_time_progression, Film.setup
        watch = self

        def setup(film: Film) -> None:
            watch.film = film
            construct(film)

        def update_to_time(film: Film, t: float) -> None:
            update(film, t)
            if t < film.duration - 1e-6:
                watch.within(film)

        def get_time_progression(film: Film, run_time: float, *args: Any, **kwargs: Any) -> Any:
            times = progress(film, run_time, *args, **kwargs)
            if film.renderer.skip_animations and _moves(film):
                times.iterable = [WITHIN * run_time, run_time]
            return times

        patch.setattr(Film, "setup", setup)
        patch.setattr(Film, "update_to_time", update_to_time)
        patch.setattr(Film, "get_time_progression", get_time_progression)

    @property
    def chapter(self) -> int:
        """Which chapter is on."""
        return len(self.film.chapters) if self.film is not None else 0

    # -- looking -------------------------------------------------------------------------------

    def __call__(self, film: Film) -> None:
        """Look at the stage after a beat."""
        members = self.members(film)
        descents, weights = self.about(film, members)
        self.places |= {each.head for each in descents if each.run is film.study.run}
        self.read_numbers(film, members, descents, weights)
        self.read_formulas(film, descents)
        self.look(film, members, descents, weights)

    def look(
        self, film: Film, members: list[Mobject], descents: list[Descent], weights: list[Weights]
    ) -> None:
        """Look at pixels."""
        if not self.with_pictures:
            return
        for text in self.picture(film, members, descents, weights):
            self.note(film, text)

    def within(self, film: Film) -> None:
        """Look at the stage within a play."""
        members = self.members(film)
        before = self.numbers
        descents, weights = self.about(film, members)
        self.read_numbers(film, members, descents, weights)
        if len(descents) == 1:  # between two iterates
            self.look(film, members, descents, weights)
        self.moments += self.numbers - before

    def members(self, film: Film) -> list[Mobject]:
        """All that is on the stage, each once."""
        found = [each for root in film.mobjects for each in root.get_family()]
        return list({id(each): each for each in found}.values())

    def about(self, film: Film, members: list[Mobject]) -> tuple[list[Descent], list[Weights]]:
        """What moves on the stage: descents with a ball on it, and weights."""
        balls = [each for each in members if isinstance(each, RollingBall)]
        descents = []
        for ball in balls:
            run, head = self.heads.get(id(ball.trajectory), (ball.trajectory, 0.0))
            place = head.get_value() if hasattr(head, "get_value") else head
            descents.append(Descent(run, float(place)))
        made = [each for chapter, each in self.weights if chapter == self.chapter]
        handed_on = [each for each in vars(film).values() if isinstance(each, Weights)]
        return descents, made or handed_on

    def read_numbers(
        self, film: Film, members: list[Mobject], descents: list[Descent], weights: list[Weights]
    ) -> None:
        """Compare every live number with what mlcore says."""
        for number in members:
            if not isinstance(number, LiveNumber) or number.get_fill_opacity() < SEEN:
                continue
            self.numbers += 1
            self.said.add(number.of)
            try:
                value = value_of(number, film.study, descents, weights)
            except UnwitnessedError as error:
                self.note(film, f"the live number {number.text} {error}")
                continue
            if not agrees(number, value):
                self.note(film, f"{number.of!r} shows {number.text}, and is {value:.12g}")

    def read_formulas(self, film: Film, descents: list[Descent]) -> None:
        """Note every formula that stands on the stage."""
        curves = tuple(
            (float(each.w[0]), float(each.w[1]))
            for each in self.members(film)
            if isinstance(each, FitCurve)
        )
        about = tuple(each.run for each in descents)
        for root in film.mobjects:
            for mobject, own in _with_runs(root, ()):
                # a group may be taken apart, as its members leave one by one
                _, runs = self.belongs.setdefault(id(mobject), (mobject, own))
                runs = runs or about
                shown = _formula(mobject, runs, curves)
                if shown is not None and shown not in self.formulas:
                    self.formulas[shown] = f"{film.chapters[-1][0]} @ {film.time:.1f} s"
                    if self.stops and fault(shown, film.study):
                        self.note(film, fault(shown, film.study))

    def wrong_formulas(self, film: Film) -> list[str]:
        """Return what is wrong with all formulas that were seen."""
        told = ((fault(shown, film.study), when) for shown, when in self.formulas.items())
        return [f"{when}: {text}" for text, when in told if text]

    def note(self, film: Film, text: str) -> None:
        """Remember a fault, and when it was first seen."""
        assert not self.stops, text
        chapter = film.chapters[-1][0] if film.chapters else ""
        self.faults.setdefault(
            (chapter, re.sub(r"[\d.\u202f−]+", "#", text)), f"{film.time:.1f} s: {text}"
        )

    def __str__(self) -> str:
        return "\n".join(f"{chapter} @ {text}" for (chapter, _), text in self.faults.items())


def _moves(film: Film) -> bool:
    """Tell whether a play moves what numbers follow."""
    moved = [getattr(animation, "mobject", None) for animation in film.animations]
    return any(isinstance(each, ValueTracker | ComplexValueTracker | LossPanel) for each in moved)


def _runs(panel: Any) -> list[Trajectory]:
    """The descents whose balls stand in a panel."""
    return [each.trajectory for each in panel.get_family() if isinstance(each, RollingBall)]


def _with_runs(
    mobject: Mobject, runs: tuple[Trajectory, ...]
) -> Iterator[tuple[Mobject, tuple[Trajectory, ...]]]:
    """Yield a family, each member with the descents of the group that it belongs to."""
    own = mobject.__dict__.get("run")
    runs = (own,) if isinstance(own, Trajectory) else runs
    yield mobject, runs
    for part in mobject.submobjects:
        yield from _with_runs(part, runs)


def _formula(
    mobject: Mobject, runs: tuple[Trajectory, ...], curves: tuple[tuple[float, float], ...]
) -> Shown | None:
    """Return the formula that a mobject is, if it is one, with what it may speak of."""
    if isinstance(mobject, Equation):
        numbers = mobject.numbers.items()
        live = tuple((name, number.of) for name, number in numbers)
        signed = tuple(name for name, number in numbers if number.sign)
        told = [number.at for _, number in numbers if isinstance(number.at, tuple)]
        runs = tuple(at[0] for at in told if isinstance(at[0], Trajectory))[:1] or runs
        return Shown(mobject.source, live, signed, runs)
    if isinstance(mobject, Label) and mobject.is_mathematics:
        if not any(sign in mobject.text for sign in "=<"):
            return None
        return Shown(
            mobject.text, (), (), runs, curves if re.search(r"\bp =", mobject.text) else ()
        )
    return None
