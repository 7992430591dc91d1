"""The Jacobian, on the question how a few numbers can say what a bent sheet has been through.

    manim -pqh scenes/jacobian.py

The image to remember: a cat on a rubber sheet, bent into a butterfly, and in a lens on the tip of
its ear nothing but straight lines.

The map is (x, y) to (2xy, x²y), of determinant −2x²y. No two parts of the sheet come to lie on one
another by it: where its determinant is 0, on both axes, the sheet is crushed to one point, and of
the halves above and below one axis the upper one is turned over. What the two steps on the sheet
are coloured with are the colours of the first and the second number that one may turn.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    ShowPassingFlash,
    VGroup,
    linear,
    smooth,
    squish_rate_func,
)

from mlcore import GradientDescent, Mapping, SigmoidNetwork, descend
from scenes.stage import (
    BEAT,
    BLINK,
    EARLY,
    GRID,
    LATE,
    Equation,
    Film,
    Playhead,
    Resize,
    Said,
    Slot,
    Turn,
    chapter,
    symbol,
    theme,
)
from scenes.stage.look.matrices import LiveMatrix, matrix_source
from scenes.stage.motion.place import Place
from scenes.stage.plane.arrows import Arrow2D
from scenes.stage.plane.drawn import Spot, Stroke
from scenes.stage.plane.figures import winking_cat
from scenes.stage.plane.neuron import network
from scenes.stage.plane.on_a_sheet import Markings, Tiles, Way
from scenes.stage.plane.plane import Box, Plane
from scenes.stage.plane.shearing import Shearing
from scenes.stage.plane.sheet import Sheet
from scenes.stage.plane.sheet_lens import SheetLens

BEND = Mapping(
    lambda x, y: (2 * x * y, x**2 * y),
    lambda x, y: ((2 * y, 2 * x), (2 * x * y, x**2)),
)
AGAIN = Mapping(
    lambda u, v: (u - v**2 / 4, v + u**2 / 8),
    lambda u, v: ((1, -v / 2), (u / 4, 1)),
)

MAPS = (BEND, AGAIN.after(BEND))

X_RANGE, Y_RANGE = (-1.6, 1.6), (-1.2, 1.2)
"""The sheet."""
EAR = (1.0, 1.0)
"""The point of the sheet that is looked at closely: the tip of the ear on the right."""
GOAL = (0.9, 0.45)
"""Where, on the last plane, the network should take it."""
NETWORK = SigmoidNetwork((2, 2, 2, 2), [EAR], [GOAL])
LAYERS = (
    ([[1.3, -0.5], [0.4, 1.5]], [0.0, 0.0]),
    ([[4.0, -2.0], [2.0, 4.5]], [-1.0, -3.25]),
    ([[4.0, 2.5], [-3.0, 4.5]], [-3.25, -0.75]),
)
"""The weights and biases to begin with, set by hand, so that the cat may still be known."""
STEPS = 15
RUN = descend(NETWORK, NETWORK.packed(LAYERS), GradientDescent(0.5), iterations=STEPS)
NAMES = (("p", "q"), ("r", "s"))
"""What stands before x and y in the two sigmoids of the exercise."""
STEP = 0.001
"""The side of the small square, and the length of the two steps."""
CLOSE, CHAIN_CLOSE = 2.4, 1.97
"""How close lenses look, as powers of ten: a small square, bent, has just room in them."""
OPENING, TRIAL = (-1.82, 1.82, -1.39, 1.39), 0.08
"""What is seen of the plane, left, right, low, high, while the sheet is bent a little at first."""
FLAT, BENT, TWICE = (-1.65, 1.65, -1.25, 1.25), (-3.9, 3.9, -3.12, 3.12), (-6.4, 3.4, -3.2, 5.2)
"""Likewise while it is flat, bent, and bent by another map."""
UNIT = (-0.06, 1.06, -0.06, 1.06)
"""Likewise where sigmoids have squeezed it."""

WHOLE = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 3.55)
LEFT_SIDE = Slot(GRID.left_edge, 1.3, GRID.caption_top, GRID.top)
UPPER_LEFT = Slot(GRID.left_edge, 1.3, -1.2, GRID.top)
FAR_LEFT = Slot(GRID.left_edge, -3.4, -1.2, GRID.top)
ROW = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, -1.3)
BELOW_LENS = Slot(1.9, GRID.right_edge, GRID.caption_top, -1.3)
MAIN = Slot(GRID.left_edge, 2.4, GRID.caption_top, GRID.top)
THREE = Slot(GRID.left_edge, GRID.right_edge, 1.2, GRID.top)
FOUR, FIRST_FOUR = (Slot(GRID.left_edge, GRID.right_edge, y, y + 2.8) for y in (0.1, -1.2))
LENS, NAMED = (4.25, 0.95), (4.25, 3.3)
"""Where the lens is, and the name of the place in it."""
CORNER, SIDE, ONE = (-2.6, -1.45), 1.48, (4.75, 0.9)
"""Where the corner of the large parallelogram is, how long a unit of it is, and of one square."""
MIDDLE, BOTTOM = -0.38, -2.45
"""Where, with three sheets in a row, their lenses and the product of their matrices are."""
MATRICES, LANE = -0.85, -2.3
"""Under the network: its matrices, and the way of the row back through it."""
LEVELS = (2.2, 0.8)
"""Of the two sigmoids."""

FIRST_OUT, LAST = squish_rate_func(smooth, 0.0, 0.45), squish_rate_func(smooth, 0.6, 1.0)
"""What gives way to something in one play, and what comes in its place."""


@lru_cache(maxsize=8)
def learned(iteration: float) -> tuple[Mapping, ...]:
    """Return the network's maps after so many steps: the first layer, the first two, all three."""
    w = RUN.at(iteration).w
    return tuple(NETWORK.through(w, count) for count in (1, 2, 3))


class Jacobian(Film):
    """The film on the matrix of slopes."""

    plane: Plane
    sheet: Sheet
    place: Place
    lens: SheetLens
    ways: list[Way]
    rule: Equation
    missed: Equation
    sign: Equation
    by_rule: Equation
    numbers: LiveMatrix
    named: Equation
    crosses: list[Mobject]
    lenses: list[SheetLens]
    last: list[Mobject]
    head: Playhead

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The bent sheet", heading=False)
    def bent_sheet(self) -> None:
        """A cat on a rubber sheet is bent, and hardly to be known."""
        self.plane = Plane(OPENING, WHOLE)
        self.sheet = self.sheet_on(self.plane)
        self.add(self.plane, self.sheet)
        self.say("A rubber sheet, and on it a cat, which winks at you.")
        for share in (TRIAL, 0.0):
            self.play(Turn(self.sheet, bent=share), run_time=BEAT)
        size = theme().type.formula * 1.1
        self.rule = Equation("(x, y) arrow.r.bar (2 x y, x^2 y)", size).move_to((4.55, 0.7, 0))
        self.say("Bend it: each point (x,\u00a0y) goes to (2xy,\u00a0x²y).")
        self.bend(1.0, BENT, 3.6 * BEAT, FadeIn(self.rule, rate_func=LAST))
        self.say("Hopeless? How could a few numbers say what this has done to the cat?")
        self.poster()
        for share in (0.8, 1.0):
            self.play(Turn(self.sheet, bent=share), run_time=2 * BEAT)

    @chapter("Look closely")
    def look_closely(self) -> None:
        """In the lens the bent lines are straight, evenly apart, and cross alike."""
        self.place = Place(EAR)
        self.lens = SheetLens(
            self.sheet, self.here, step=STEP, place=LENS, radius=2.0, widest=1.1, told=False
        )
        self.ways = self.straight_and_bent()
        self.missed, self.named = self.missed_by(), self.name_of_the_place()
        self.say(
            "Look closely, at one place only: the tip of an ear, at (1,\u00a01).",
            Resize(self.plane, LEFT_SIDE),
            self.rule.animate.move_to((BELOW_LENS.centre[0], -1.7, 0)),
            FadeIn(self.named, rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        self.add(self.lens)
        self.play(Turn(self.lens, open=1.0), run_time=1.4 * BEAT)
        self.say(
            "In the lens its lines bend: yellow goes on straight, and misses.",
            *(Turn(way, grown=1.0) for way in self.ways),
            FadeIn(self.missed, rate_func=LATE),
            seconds=2.4 * BEAT,
        )
        self.say("Closer, with finer lines (the ring is drawn larger): it misses by ever less.")
        self.play(Turn(self.lens, closer=CLOSE, rate_func=linear), run_time=4.4 * BEAT)
        self.say("All straight, evenly apart: seen from here, it is nearly a linear map.")
        patch = self.lens.patch
        self.play(*self.shown(self.ways, 0.0), Turn(patch, shown=1.0), run_time=BLINK)
        for right, up in ((-1, 0), (-1, -1), (0, -1), (0, 0)):
            self.play(Turn(patch, right=right, up=up), run_time=0.8 * BEAT)
        self.poster()

    @chapter("A matrix of slopes")
    def matrix(self) -> None:
        """Two small steps, and where they go: the columns of a matrix, which is live."""
        blue, orange = self.lens.arrows
        for arrow in self.lens.arrows:
            arrow.set_stroke(width=5.0)
        self.say(
            "Flat again, a small square: a step along x, a step along y.",
            *(Turn(self.sheet, bent=0.0), self.plane.to(FLAT)),
            Resize(self.plane, UPPER_LEFT, rate_func=EARLY),
            FadeOut(self.missed, rate_func=FIRST_OUT),
            seconds=1.6 * BEAT,
        )
        self.play(
            *(Turn(blue, grown=1.0), self.rule.animate.move_to(self.rule_at, aligned_edge=LEFT)),
            run_time=0.8 * BEAT,
        )
        self.play(Turn(orange, grown=1.0), run_time=0.8 * BEAT)
        self.say(
            "Bend it, and watch the two arrows.",
            *(Turn(self.sheet, bent=1.0), self.plane.to(BENT)),
            seconds=2.6 * BEAT,
        )
        self.arrows_into_columns()
        self.slopes_by_rule()
        self.say("Its Jacobian: four numbers, for one place; at every place, others.")
        for goal in ((1.45, 0.55), (0.6, 0.9), EAR):
            self.play(self.place.animate.go(goal), run_time=1.4 * BEAT)
        self.poster()

    @property
    def rule_at(self) -> tuple[float, float, float]:
        """The left end of the rule, below the sheet."""
        return ROW.left, float(ROW.centre[1]), 0.0

    def arrows_into_columns(self) -> None:
        """What each arrow goes right and up becomes a column."""
        size = theme().type.formula * 1.2
        self.numbers = self.matrix_of(BEND, before="= ", size=size)
        self.numbers.move_to((ROW.right, ROW.centre[1], 0), aligned_edge=RIGHT)
        self.sign = Equation("J", size).next_to(self.numbers, LEFT, buff=0.25)
        legs, frame, columns = self.lens.legs, self.numbers.frame, self.numbers.columns
        self.say("Blue goes 2 to the right and 2 up …", Turn(legs[0], shown=1.0))
        self.play(
            *(FadeIn(self.sign), FadeIn(frame), FadeIn(columns[0], shift=0.6 * DOWN)), run_time=BEAT
        )
        self.say(
            "… orange 2 to the right, 1 up. Arrows into columns: a matrix.",
            *(Turn(legs[0], shown=0.0), Turn(legs[1], shown=1.0)),
        )
        self.play(FadeIn(columns[1], shift=0.6 * DOWN), run_time=BEAT)
        self.whole(self.numbers)
        self.play(Turn(legs[1], shown=0.0), run_time=BLINK)

    def slopes_by_rule(self) -> None:
        """The same matrix by rules: a row for each output."""
        size = theme().type.formula * 1.2
        outputs, inputs = ("2 x y", "x^2 y"), (("x", "w0"), ("y", "w1"))
        entries = [
            [f"{{{{ (partial ({f})) / (partial {x}) : {w}-{k} }}}}" for x, w in inputs]
            for k, f in zip("ab", outputs, strict=True)
        ]
        rules = [
            ["{{ 2 y : w0-a }}", "{{ 2 x : w1-a }}"],
            ["{{ 2 x y : w0-b }}", "{{ x^2 : w1-b }}"],
        ]
        partials = Equation(f"= {matrix_source(entries, 0.3)}", size * 0.95)
        self.by_rule = Equation(f"= {matrix_source(rules)}", size)
        for each in (partials, self.by_rule):
            each.next_to(self.numbers, LEFT, buff=0.3).set_y(ROW.centre[1])
        self.say(
            "Rows are outputs: slopes of 2xy, along x and y; below, of x²y.",
            FadeIn(partials, rate_func=LATE),
            self.sign.animate.next_to(partials, LEFT, buff=0.25),
            seconds=1.4 * BEAT,
        )
        for k in "ab":
            row = partials.part(f"w0-{k}", f"w1-{k}")
            self.play(Indicate(row, scale_factor=1.1, color=theme().ink), run_time=BEAT)
        self.worked(partials)

    def worked(self, partials: Equation) -> None:
        """One slope after the other is found by the rules of one dimension."""
        columns = (
            ("w0", Said("Hold y still, let x move: slopes 2y and 2xy.")),
            ("w1", Said("Hold x still, let y move: 2x and x².")),
        )
        placed: dict[str, VGroup] = {}
        for column, said in columns:
            self.say(said, seconds=0.2)
            for name in (f"{column}-a", f"{column}-b"):
                old = partials.part(name)
                placed[name] = self.by_rule.part(name).copy().move_to(old)
                self.play(Indicate(old, scale_factor=1.15, color=theme().ink), run_time=0.8 * BEAT)
                self.play(
                    FadeOut(old, rate_func=FIRST_OUT),
                    FadeIn(placed[name], rate_func=LATE),
                    run_time=0.6 * BEAT,
                )
        old_frame, frame = partials.rest(*placed), self.by_rule.rest(*placed)
        self.play(
            *(ReplacementTransform(each, self.by_rule.part(name)) for name, each in placed.items()),
            ReplacementTransform(old_frame, frame),
            self.sign.animate.next_to(self.by_rule, LEFT, buff=0.25),
            run_time=0.8 * BEAT,
        )
        self.remove(partials, *partials.submobjects, *self.by_rule.submobjects)
        self.remove(*(self.by_rule.part(name) for name in placed), frame)
        self.add(self.by_rule)

    @chapter("How much area?")
    def area(self) -> None:
        """The determinant is the share by which areas grow; at 0 the sheet is crushed."""
        disc = self.lens.disc
        slid, one = (
            Shearing(BEND.jacobian(EAR).T, place, SIDE, (disc.place, float(disc.scale[0]) * STEP))
            for place in (CORNER, ONE)
        )
        leaving = [self.rule, self.by_rule, self.named]
        self.say(
            "How much area? Take the square, and watch it while the sheet is bent.",
            *(FadeOut(each, rate_func=EARLY) for each in leaving),
            *self.closing(self.lens),
            *(Turn(self.sheet, bent=0.0), self.plane.to(FLAT), Resize(self.plane, FAR_LEFT)),
            *(FadeIn(slid), Turn(slid, out=1.0, turning=1.0)),
            *(FadeIn(one), Turn(one, out=1.0, turning=1.0)),
            FadeOut(self.sign, self.numbers),
            seconds=2 * BEAT,
        )
        self.remove(self.lens)
        self.play(
            *(Turn(self.sheet, bent=1.0), self.plane.to(BENT), Turn(slid, bent=1.0)),
            run_time=3.4 * BEAT,
        )
        self.say("It fell flat and turned over: blue to orange is clockwise now.")
        for each in (one, slid):
            self.play(Turn(each, turning=0.0), run_time=BLINK)
            self.play(Turn(each, turning=1.0), run_time=BEAT)
        self.say("Slide it along blue, then orange: its area stays.")
        self.play(Turn(slid, first=1.0), run_time=1.8 * BEAT)
        self.play(Turn(slid, second=1.0), run_time=1.8 * BEAT)
        det = self.by_determinant(slid)
        self.poster()
        self.crush([slid, one, det, self.sign, self.numbers])

    def by_determinant(self, slid: Shearing) -> Equation:
        """The determinant at the ear, how its numbers come out of the matrix, and its signs."""
        source = (
            "det J = {{ 2 : w0-a }} dot {{ 1 : w1-a }} - {{ 2 : w1-b }} dot {{ 2 : w0-b }} = -2"
        )
        det = Equation(source, theme().type.formula * 1.1)
        det.move_to((ROW.right, -2.4, 0), aligned_edge=RIGHT)
        self.numbers.move_to((ROW.right, -0.7, 0), aligned_edge=RIGHT)
        self.sign.next_to(self.numbers, LEFT, buff=0.25)
        self.say(
            "Two squares, turned over: minus two. So says the determinant.",
            *(Turn(slid, ruled=1.0), FadeIn(self.sign), FadeIn(self.numbers)),
            seconds=0.8 * BEAT,
        )
        origins = {"w0-a": "w0-0-0", "w1-a": "w1-1-1", "w1-b": "w1-0-1", "w0-b": "w0-1-0"}
        flights = []
        for name, origin in origins.items():
            part = det.part(name)
            corner = self.numbers.numbers[origin].points[8:].min(axis=0)  # of its first digit
            start = part.copy().move_to(corner, aligned_edge=DOWN + LEFT)
            flights.append(ReplacementTransform(start, part))
        self.play(LaggedStart(*flights, lag_ratio=0.5), run_time=1.6 * BEAT)
        self.play(FadeIn(det.rest(*origins)), run_time=0.6 * BEAT)
        self.remove(*det.submobjects)
        self.add(det)
        return det

    def crush(self, leaving: list[Mobject]) -> None:
        """Both axes of the sheet, marked on it, go to one point."""
        det = Equation("det J = - 2 x^2 y", theme().type.formula * 1.2).move_to((4.6, 0.8, 0))
        self.say(
            "At every place it is −2x²y: on both axes, 0. They are crushed to one point.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(Turn(self.sheet, bent=0.0), self.plane.to(FLAT), Resize(self.plane, MAIN)),
            FadeIn(det, rate_func=LATE),
            seconds=2 * BEAT,
        )
        lines = [
            np.linspace((X_RANGE[0], 0), (X_RANGE[1], 0), 40),
            np.linspace((0, Y_RANGE[1]), (0, Y_RANGE[0]), 40),
        ]
        cross = Markings(self.sheet.bending, lines, theme().minimum, 7.0).on(self.plane)
        self.play(Create(cross), run_time=BEAT)
        self.bend(1.0, BENT, 2.4 * BEAT)
        spot = Dot(self.plane.at(0.0, 0.0), 0.11, color=theme().minimum)
        spot.set_stroke(theme().ink, 2.5)
        self.play(FadeIn(spot, scale=3), run_time=BLINK)
        self.crosses = [cross, spot, det]

    @chapter("One after another")
    def chain(self) -> None:
        """Three sheets in a row, and the product of two matrices."""
        sheets, planes = self.three_sheets()
        strip = THREE.columns(1, 1, 1, gap=2.3)
        arrows = self.arrows()
        lenses = [self.small_lens(*each) for each in zip(sheets, strip, strict=True)]
        size = theme().type.formula * 0.8
        first = self.matrix_of(BEND, size=size).move_to((-2.58, MIDDLE, 0))
        second = self.matrix_of(AGAIN, BEND, size=size).move_to((2.58, MIDDLE, 0))
        self.add(*lenses)
        self.say(
            "Each map has its matrix. Pass the square on:",
            *(Resize(*each) for each in zip(planes, strip, strict=True)),
            *(FadeIn(each, rate_func=LAST) for each in (*arrows, first, second)),
            *(Turn(lens, open=1.0) for lens in lenses),
            seconds=2 * BEAT,
        )
        row = self.columns_through(lenses)
        self.poster()
        self.say("So matrices multiply, the last map in front: that is the chain rule.")
        for goal in ((1.1, 0.6), EAR):
            self.play(self.place.animate.go(goal), run_time=1.6 * BEAT)
        self.lenses = lenses
        self.last = [*arrows, *planes[1:], *sheets[1:], first, second, *row]
        self.plane, self.sheet = planes[0], sheets[0]

    def columns_through(self, lenses: list[SheetLens]) -> list[LiveMatrix]:
        """One step, then the other, goes through both maps: so the product comes about."""
        second, first = self.matrix_of(AGAIN, BEND), self.matrix_of(BEND)
        both = self.matrix_of(AGAIN.after(BEND), before="= ")
        row = VGroup(second, first, both).arrange(RIGHT, buff=0.3).move_to((0, BOTTOM, 0))
        self.remove(row)
        said = (
            Said("Blue goes to (2,\u00a02), and on to 1·2 − 0.5·2 = 1 and 0.5·2 + 1·2 = 3."),
            Said("Orange goes to (2,\u00a01), and on to (1.5,\u00a02): columns of the product."),
        )
        for k, text in enumerate(said):
            step = [lens.arrows[k] for lens in lenses]
            frames = [] if k else [FadeIn(each) for each in (second, first.frame, both.frame)]
            self.say(text, Turn(step[0], grown=1.0), *frames, seconds=0.8 * BEAT)
            column = FadeIn(first.columns[k], shift=0.8 * DOWN)
            self.play(Turn(step[1], grown=1.0), column, run_time=1.4 * BEAT)
            column = FadeIn(both.columns[k], shift=0.8 * RIGHT, rate_func=LATE)
            self.play(Turn(step[2], grown=1.0), column, run_time=1.6 * BEAT)
        self.whole(first)
        self.whole(both)
        return [second, first, both]

    def three_sheets(self) -> tuple[list[Sheet], list[Plane]]:
        """Out of the bent sheet come one that is flat, and one that is bent again."""
        planes = [Plane(BENT, MAIN), self.plane, Plane(BENT, MAIN)]
        sheets = [self.sheet_on(planes[0]), self.sheet, self.sheet_on(planes[2])]
        for sheet in sheets:
            sheet.set_dials(bent=1.0)
        self.add(planes[0], planes[2], sheets[0], sheets[2], self.sheet)
        slots = GRID.wide.columns(1, 1, 1)
        self.say(
            "Three copies: flat, bent, and bent again, by another map.",
            *(Resize(*each) for each in zip(planes, slots, strict=True)),
            *(FadeOut(each, rate_func=EARLY) for each in self.crosses),
            seconds=1.4 * BEAT,
        )
        moves = ((Turn(sheets[k], bent=k), planes[k].to(box)) for k, box in ((0, FLAT), (2, TWICE)))
        self.play(*(move for pair in moves for move in pair), run_time=2 * BEAT)
        return sheets, planes

    @chapter("Learning")
    def learning(self) -> None:
        """A layer's matrix is the exercise; of layers in a row, the weights learn."""
        self.head = Playhead()
        one, other = (Slot(x, x + 3.1, -0.1, 2.95) for x in (GRID.left_edge, 3.5))
        flat, bent = self.layer(0, self.plane), self.layer(0, Plane(FLAT, other))
        wires, nodes, names = self.neurons()
        size = theme().type.formula
        formulas = self.sigmoids(size * 0.9)
        asked = Equation("{{ J = : sign }} thick {{ ? : asked }}", size * 1.6)
        asked.move_to((0, -1.75, 0))
        self.remove(self.sheet)
        self.add(flat)
        self.say(
            "Your turn: a layer of two sigmoids. Which matrix? Take your time.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in self.last),
            *(each for lens in self.lenses for each in self.closing(lens)),
            Resize(self.plane, one),
            *(
                FadeIn(each, rate_func=LATE)
                for each in (wires, nodes, names, *formulas, asked, bent)
            ),
            seconds=1.4 * BEAT,
        )
        self.remove(*self.lenses)
        self.add(bent.plot, bent)
        self.play(
            *(Turn(bent, bent=1.0), bent.plot.to(UNIT)),
            *(self.signal(wire) for wire in wires),
            run_time=1.8 * BEAT,
        )
        self.signals(wires)
        answer = self.answered(asked, wires)
        leaving: list[Mobject] = [wires, nodes, names, *formulas, answer]
        self.network(leaving, [flat, bent])

    def answered(self, asked: Equation, wires: VGroup) -> Equation:
        """The answer to the exercise, a row for each output."""
        answer, rows = self.answer(theme().type.formula * 1.25)
        names_in = [name for name in answer.names if name != "sign"]
        self.say(
            "A row for each output: the slope σ(1\u00a0−\u00a0σ), times its number for x, or y.",
            FadeOut(asked.part("asked"), rate_func=FIRST_OUT),
            ReplacementTransform(asked.part("sign"), answer.part("sign")),
            FadeIn(answer.rest("sign", *names_in), rate_func=LATE),
        )
        for k, row in enumerate(rows):
            flashes = [self.signal(wire) for wire in (wires[1 - k], wires[3 - k])]
            self.play(*flashes, FadeIn(row, shift=0.4 * RIGHT), run_time=1.2 * BEAT)
        self.remove(asked, *asked.submobjects, *answer.submobjects, *rows)
        self.add(answer)
        return answer

    def network(self, leaving: list[Mobject], sheets: list[Sheet]) -> None:
        """Layers of two sigmoids bend the cat, one after the other."""
        slots = FIRST_FOUR.columns(1, 1, 1, 1, gap=0.7)
        self.say(
            "Three such layers, weights set by hand: a small network.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(Resize(each.plot, slot) for each, slot in zip(sheets, slots, strict=False)),
            seconds=1.4 * BEAT,
        )
        marks = [self.step_between(1, (slots[0].right + slots[1].left) / 2)]
        arriving: list[Animation] = [FadeIn(marks[0])]
        for k, (before, slot) in list(enumerate(pairwise(slots), start=1))[1:]:
            sheet = self.layer(k - 1, Plane(UNIT, before))
            marks.append(self.step_between(k, (before.right + slot.left) / 2))
            sheets.append(sheet)
            self.add(sheet.plot, sheet)
            self.play(
                *(Turn(sheet, bent=float(k)), Resize(sheet.plot, slot), *arriving),
                FadeIn(marks[-1], rate_func=LATE),
                run_time=1.2 * BEAT,
            )
            arriving = []
        self.back(sheets, marks)

    def back(self, sheets: list[Sheet], marks: list[VGroup]) -> None:
        """The loss's row of slopes goes back along the network, and says where dots should go."""
        colours = theme()
        spots = [self.ear_on(sheet) for sheet in sheets]
        ring = Circle(0.19, color=colours.minimum, stroke_width=6)
        ring.add_updater(lambda each: each.move_to(sheets[-1].plot.at(*GOAL)), call_updater=True)
        gap = Stroke(lambda: np.stack([self.after_layers(3), GOAL]), colours.loss, 6.0)
        gap.on(sheets[-1].plot)
        meter = self.meter()
        self.say(
            "Say the ear should be in the ring. Its distance, squared: the loss.",
            *(*spots, ring),
        )
        self.play(FadeIn(gap), FadeIn(meter[0]), run_time=BEAT)
        slots = FOUR.columns(1, 1, 1, 1, gap=0.7)
        rows = {k: self.row_at(k, slots[k].centre[0]) for k in (3, 2, 1)}
        wishes = {k: self.wish(k, sheets[k]) for k in (3, 2, 1)}
        up = FOUR.bottom - FIRST_FOUR.bottom
        self.say(
            "Its slopes are a row. Against them: the arrow into the ring.",
            *(Resize(each.plot, slot) for each, slot in zip(sheets, slots, strict=True)),
            *(mark.animate.shift(up * UP) for mark in marks),
            *(FadeOut(gap, rate_func=FIRST_OUT), FadeIn(rows[3], shift=0.4 * DOWN)),
            seconds=1.2 * BEAT,
        )
        self.add(*wishes.values())
        self.play(Turn(wishes[3], shown=1.0), run_time=0.8 * BEAT)
        said = {
            3: Said("Times J₃, the row says where the dot before should go …"),
            2: Said("… times J₂, the one before that: backpropagation."),
        }
        for k, text in said.items():
            matrix = self.layer_matrix(k).move_to((marks[k - 1].get_x(), MATRICES, 0))
            arrow = symbol("arrow.l.long", colours.muted, colours.type.formula)
            arrow.move_to((marks[k - 1].get_x(), LANE, 0))
            self.say(text, matrix, arrow)
            self.play(
                FadeOut(rows[k].copy(), target_position=arrow, rate_func=FIRST_OUT),
                Indicate(matrix, scale_factor=1.1, color=colours.ink),
                FadeIn(rows[k - 1], shift=0.9 * LEFT, rate_func=LATE),
                Turn(wishes[k - 1], shown=1.0, rate_func=LATE),
                run_time=1.8 * BEAT,
            )
        self.learn(sheets, marks, meter)

    def learn(self, sheets: list[Sheet], marks: list[VGroup], meter: VGroup) -> None:
        """Steps of gradient descent: the first one by one, then faster."""
        colours = theme()
        weights = [mark[0] for mark in marks]
        self.say(
            "Each layer's weights take a small step against their slopes.",
            *(Indicate(each, scale_factor=1.4, color=colours.gradient) for each in weights),
            FadeIn(meter[1]),
            seconds=0.8 * BEAT,
        )
        for step in (1, 2, 3):
            self.play(self.head.to(step), run_time=0.8 * BEAT)
            self.wait(0.2 * BEAT)
        self.say("Again and again: that is learning. The ear comes into the ring.")
        self.play(self.head.to(STEPS), run_time=4 * BEAT)
        self.poster()
        self.answer_at_last(sheets)

    def answer_at_last(self, sheets: list[Sheet]) -> None:
        """The cat of the beginning: everywhere nearly straight, everywhere another matrix."""
        flat = sheets[0]
        plane = flat.plot
        keep = {flat, plane, *self.heading, self._caption}
        leaving = [each for each in self.mobjects if each not in keep and len(each.get_family())]
        self.say(
            "And our cat? How can a few numbers say what was done?",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(Resize(plane, WHOLE), plane.to(FLAT)),
            seconds=1.6 * BEAT,
        )
        self.remove(*leaving, flat)
        self.sheet, self.plane = self.sheet_on(plane), plane
        self.add(self.sheet)
        x, y = (np.arange(first, -first + 0.1, 0.4) for first in (-1.4, -1.0))
        places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        colours = (theme().ink, theme().w0, theme().w1)
        tiles = [
            Tiles(self.sheet.bending, places, 0.2, colour, axis).on(plane)
            for colour, axis in zip(colours, (None, 0, 1), strict=True)
        ]
        self.add(*tiles)
        self.play(*(Turn(each, grown=1.0) for each in tiles), run_time=BEAT)
        self.say("Everywhere it is nearly straight: four numbers. Everywhere, four others.")
        self.bend(1.0, BENT, 4 * BEAT)
        self.wait(BEAT)

    # -- the cast ------------------------------------------------------------------------------

    def here(self) -> np.ndarray:
        """The point (2,) of the sheet that is looked at."""
        return self.place.point

    def little_step(self) -> np.ndarray:
        """A step (2,) on the sheet, which comes to about the rim of the lens."""
        return self.lens.reach * np.array([0.5, -0.25])

    def straight_and_bent(self) -> list[Way]:
        """In the lens, where that step goes, where its slopes have it go, and the gap."""
        bending, colours = self.sheet.bending, theme()
        given = (bending, self.here, self.little_step)
        ways = [Way(*given, colours.ink), Way(*given, colours.prediction, straight=True)]
        gap = Stroke(lambda: np.stack([way.places[-1] for way in ways]), colours.loss, 5.0)
        self.lens.take(*ways, gap)
        return ways

    def missed_by(self) -> Equation:
        """How much of that step its slopes leave over."""
        source = '"missed by" {{ 00.0 : loss-miss }} "% of the step"'
        missed = Equation(source, theme().type.formula, BELOW_LENS.width)
        missed.move_to((BELOW_LENS.centre[0], -2.55, 0))
        at = (BEND, self.place, self.little_step)
        return missed.live("loss-miss", self.miss, of="miss", at=at)

    def miss(self) -> float:
        """In percent of the step as the slopes have it."""
        here, step = self.here(), self.little_step()
        left = BEND.remainder(here, step)
        return float(100 * np.linalg.norm(left) / np.linalg.norm(BEND.jacobian(here) @ step))

    def name_of_the_place(self) -> Equation:
        """The coordinates of what the lens is over."""
        source = "({{ 0.00 : place-0 }}, {{ 0.00 : place-1 }})"
        named = Equation(source, theme().type.formula * 0.8)
        for k in (0, 1):
            named.live(f"place-{k}", self.coordinate(k), of=f"place-{k}", at=self.place)
        return named.move_to((*NAMED, 0))

    def coordinate(self, k: int) -> Callable[[], float]:
        """What says one of the two coordinates of the place."""
        return lambda: float(self.here()[k])

    def shown(self, ways: list[Way], share: float) -> list[Turn]:
        """Draw the ways in the lens, or take them back."""
        return [Turn(way, grown=share) for way in ways]

    def whole(self, matrix: LiveMatrix) -> None:
        """Have a matrix on the stage that has come in pieces."""
        self.remove(matrix.frame, *matrix.columns)
        self.add(matrix)

    def layer(self, bent: int, plane: Plane) -> Sheet:
        """The cat after so many layers of the network, as it has learned by now."""
        sheet = self.sheet_on(plane, lambda: learned(self.head.iteration))
        sheet.set_dials(bent=float(bent))
        return sheet

    def step_between(self, k: int, x: float) -> VGroup:
        """An arrow from sheet to sheet, and the name of what the layer weighs with."""
        size = theme().type.formula
        name, arrow = symbol(f"W_{k}", theme().ink, size), symbol("arrow.r", theme().muted, size)
        return VGroup(name, arrow).arrange(DOWN, buff=0.2).move_to((x, FIRST_FOUR.centre[1], 0))

    def after_layers(self, count: int) -> np.ndarray:
        """Where the ear (2,) is, after so many layers, as they are now."""
        return learned(self.head.iteration)[count - 1](EAR) if count else np.array(EAR)

    def ear_on(self, sheet: Sheet) -> Spot:
        """Where the tip of the ear is on a sheet."""

        def where() -> tuple[float, float]:
            x, y = sheet.bending(EAR)
            return float(x), float(y)

        return Spot(where, theme().prediction, 0.12).on(sheet.plot)

    def slopes_back(self, count: int) -> np.ndarray:
        """The loss's slopes (1, 2) along what comes out of the first few layers."""
        return NETWORK.slopes(RUN.at(self.head.iteration).w)[count]

    def row_at(self, count: int, x: float) -> LiveMatrix:
        """That row, under a panel."""
        row = LiveMatrix(
            lambda: self.slopes_back(count),
            of="blame",
            at=(count, self.head),
            columns=("gradient", "gradient"),
            size=theme().type.formula * 0.8,
        )
        return row.move_to((x, LANE, 0))

    def layer_matrix(self, k: int) -> LiveMatrix:
        """The slopes of a layer where the ear comes into it."""

        def slopes() -> np.ndarray:
            layer = NETWORK.layers(RUN.at(self.head.iteration).w)[k - 1]
            return layer.jacobian(self.after_layers(k - 1))

        return LiveMatrix(
            slopes,
            of="layer",
            at=(k, self.head),
            columns=("entry", "entry"),
            before=f"J_{k} = ",
            size=theme().type.formula * 0.72,
        )

    def wish(self, count: int, sheet: Sheet) -> Arrow2D:
        """Half the row's length, against it: on the last sheet, from the ear into the ring."""

        def end() -> np.ndarray:
            x, y = self.after_layers(count) - self.slopes_back(count)[0] / 2
            return sheet.plot.at(x, y)

        arrow = Arrow2D(lambda: sheet.at(EAR), end, theme().gradient, 6.0)
        arrow.set_dials(shown=0.0).follow()
        return arrow

    def meter(self) -> VGroup:
        """The loss, and how many steps have been made."""
        size = theme().type.formula * 1.25
        loss = Equation('"loss" = {{ 0.000 : loss }}', size)
        loss.live("loss", lambda: RUN.at(self.head.iteration).loss, at=self.head)
        steps = Equation('"steps:" {{ 00 : iteration }}', size * 0.8)
        steps.live("iteration", lambda: float(self.head.made), at=self.head, align="left")
        return VGroup(
            loss.move_to((GRID.left_edge, LANE, 0), aligned_edge=LEFT),
            steps.move_to((GRID.left_edge, MATRICES, 0), aligned_edge=LEFT),
        )

    def sheet_on(
        self, plane: Plane, maps: Sequence[Mapping] | Callable[[], Sequence[Mapping]] = MAPS
    ) -> Sheet:
        """A sheet with the cat on it."""
        return Sheet(plane, maps, X_RANGE, Y_RANGE, step=0.2, figure=winking_cat())

    def bend(self, share: float, box: Box, seconds: float, *others: Animation) -> None:
        """Bend the sheet, and step back or nearer."""
        moves = (Turn(self.sheet, bent=share), self.plane.to(box))
        self.play(*moves, *others, run_time=seconds)

    def matrix_of(
        self, map_: Mapping, *first: Mapping, before: str = "", size: float | None = None
    ) -> LiveMatrix:
        """The slopes of a map where the lens is, after those that come first."""

        def slopes() -> np.ndarray:
            point = self.here()
            for each in first:
                point = each(point)
            return map_.jacobian(point)

        return LiveMatrix(
            slopes,
            of="jacobian",
            at=(map_, self.place, *first),
            columns=("entry", "entry") if first else ("w0", "w1"),
            before=before,
            size=size or theme().type.formula * 0.95,
        )

    def small_lens(self, sheet: Sheet, slot: Slot) -> SheetLens:
        """A lens below a sheet and its slot, with its square and arrows."""
        place = slot.centre[0], MIDDLE
        lens = SheetLens(
            sheet, self.here, step=STEP, place=place, radius=1.4, widest=0.5, told=False
        )
        lens.set_dials(closer=CHAIN_CLOSE)
        lens.patch.set_dials(shown=1.0)
        for arrow in lens.arrows:
            arrow.set_stroke(width=4.5)
        return lens

    def closing(self, lens: SheetLens) -> list[Turn]:
        """What closes a lens, and leaves no speck of what was in it."""
        return [
            Turn(lens, open=0.0, rate_func=FIRST_OUT),
            Turn(lens.patch, shown=0.0, rate_func=FIRST_OUT),
            *(Turn(arrow, grown=0.0, rate_func=FIRST_OUT) for arrow in lens.arrows),
        ]

    def arrows(self) -> list[VGroup]:
        """Arrows from sheet to sheet, with the maps."""
        size = theme().type.formula * 0.8
        maps = ("vec(2 x y, x^2 y)", r"vec(u - v^2 \/ 4, v + u^2 \/ 8)")
        return [
            VGroup(Equation(each, size), symbol("arrow.r.long", theme().muted, size * 1.3))
            .arrange(DOWN, buff=0.15)
            .move_to((x, THREE.centre[1], 0))
            for each, x in zip(maps, (-2.6, 2.6), strict=True)
        ]

    def neurons(self) -> tuple[VGroup, VGroup, VGroup]:
        """Wires in the colours of the inputs that they come from, neurons, the inputs' names."""
        (wires,), nodes = network((2, 2), 1.7, 2 * (LEVELS[0] - LEVELS[1]))
        colours = theme().w1, theme().w0  # from below
        for k, wire in enumerate(wires):
            wire.set_stroke(colours[k // 2], width=3.5, opacity=0.75)
        for node, colour in zip(nodes, colours, strict=False):
            node.set_stroke(colour)
        VGroup(wires, nodes).move_to((-1.6, sum(LEVELS) / 2, 0))
        names = VGroup(
            *(
                symbol(name, colour, theme().type.formula).next_to(node, LEFT, buff=0.15)
                for name, colour, node in zip("yx", colours, nodes, strict=False)
            )
        )
        return cast(VGroup, wires), cast(VGroup, nodes), names

    def signals(self, wires: VGroup) -> None:
        """Something runs through all wires."""
        flashes = [self.signal(wire) for wire in wires]
        self.play(LaggedStart(*flashes, lag_ratio=0.25), run_time=1.6 * BEAT)

    def signal(self, wire: Any) -> Animation:
        """Something runs through a wire."""
        return ShowPassingFlash(wire.copy().set_stroke(width=8, opacity=1), time_width=0.5)

    def sigmoids(self, size: float) -> list[Equation]:
        """The two sigmoids, each beside its neuron."""
        sources = [
            f"sigma_{k} = sigma({{{{ {a} : w0-{a} }}}} x + {{{{ {b} : w1-{b} }}}} y)"
            for k, (a, b) in enumerate(NAMES, start=1)
        ]
        return [
            Equation(source, size).move_to((-0.35, y, 0), aligned_edge=LEFT)
            for source, y in zip(sources, LEVELS, strict=True)
        ]

    def answer(self, size: float) -> tuple[Equation, list[VGroup]]:
        """The answer, and its rows."""
        colours = ("w0", "w1")
        entries = [
            [
                f"{{{{ sigma_{k} (1 - sigma_{k}) {name} : {colour}-{name} }}}}"
                for name, colour in zip(names, colours, strict=True)
            ]
            for k, names in enumerate(NAMES, start=1)
        ]
        matrix = Equation(f"{{{{ J = : sign }}}} {matrix_source(entries, 0.6)}", size)
        matrix.move_to((0, -1.75, 0))
        return matrix, [matrix.part(f"w0-{a}", f"w1-{b}") for a, b in NAMES]
