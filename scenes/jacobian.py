"""The Jacobian, on the question how a few numbers can say what a bent sheet has been through.

    manim -pqh scenes/jacobian.py

The image to remember: a cat on a rubber sheet, bent into a butterfly, and in a lens on the tip of
its ear nothing but straight lines.

The map is (x, y) to (2xy, x²y), of determinant −2x²y. No two parts of the sheet come to lie on one
another by it: where its determinant is 0, on both axes, the sheet is crushed to one point, and of
the halves above and below one axis the upper one is turned over. What the two steps on the sheet
are coloured with are the colours of the first and the second number that one may turn.
"""

from itertools import pairwise
from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    Mobject,
    ReplacementTransform,
    ShowPassingFlash,
    Square,
    TransformFromCopy,
    VGroup,
    linear,
    smooth,
    squish_rate_func,
)

from mlcore import Mapping, sigmoid_layer
from scenes.stage import (
    BEAT,
    BLINK,
    GRID,
    LATE,
    Equation,
    Film,
    Resize,
    Said,
    Slot,
    Turn,
    chapter,
    symbol,
    theme,
    words,
)
from scenes.stage.look.matrices import LiveMatrix, matrix_source
from scenes.stage.look.text import Label
from scenes.stage.motion.place import Place
from scenes.stage.plane.drawn import Spot, Stroke
from scenes.stage.plane.figures import winking_cat
from scenes.stage.plane.neuron import network
from scenes.stage.plane.on_a_sheet import Markings, Way
from scenes.stage.plane.plane import Box, Plane
from scenes.stage.plane.shearing import Shearing
from scenes.stage.plane.sheet import Sheet
from scenes.stage.plane.sheet_lens import SheetLens

BEND = Mapping(
    lambda x, y: (2 * x * y, x**2 * y),
    lambda x, y: ((2 * y, 2 * x), (2 * x * y, x**2)),
)
AGAIN = Mapping(
    lambda u, v: (u + v**2 / 4, v + u**2 / 8),
    lambda u, v: ((1, v / 2), (u / 4, 1)),
)
LAYERS = (
    sigmoid_layer([[1.3, -0.5], [0.4, 1.5]], [0.0, 0.0]),
    sigmoid_layer([[4.0, -2.0], [2.0, 4.5]], [-1.0, -3.25]),
    sigmoid_layer([[4.0, 2.5], [-3.0, 4.5]], [-3.25, -0.75]),
)
"""Of a network with weights set by hand, so that the cat may still be known."""
GOAL = (0.9, 0.5)
"""Where, on the last plane, the tip of the ear should have come."""
NAMES = (("p", "q"), ("r", "s"), ("t", "u"))
"""What stands before x and y in the three sigmoids of the exercise."""

X_RANGE, Y_RANGE = (-1.6, 1.6), (-1.2, 1.2)
"""The sheet."""
EAR = (1.0, 1.0)
"""The point of the sheet that is looked at closely."""
STEP = 0.001
"""The side of the small square, and the length of the two steps."""
CLOSE, CHAIN_CLOSE = 2.4, 2.07
"""How close lenses look, as powers of ten: a small square, bent, has just room in them."""
FLAT, BENT, TWICE = (-1.65, 1.65, -1.25, 1.25), (-3.9, 3.9, -3.12, 3.12), (-3.4, 6.4, -3.2, 5.2)
"""What is seen of the plane of the sheet as it is bent: left, right, low, high."""
UNIT = (-0.04, 1.04, -0.04, 1.04)
"""Likewise where sigmoids have squeezed it."""

WHOLE = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 3.55)
LEFT_SIDE = Slot(GRID.left_edge, 1.3, GRID.caption_top, GRID.top)
UPPER_LEFT = Slot(GRID.left_edge, 1.3, -1.2, GRID.top)
FAR_LEFT = Slot(GRID.left_edge, -3.4, -1.2, GRID.top)
ROW = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, -1.3)
BELOW_LENS = Slot(1.9, GRID.right_edge, GRID.caption_top, -1.3)
THREE = Slot(GRID.left_edge, GRID.right_edge, 1.2, GRID.top)
FOUR = Slot(GRID.left_edge, GRID.right_edge, -0.6, 2.75)
LENS = (4.25, 0.95)
ASIDE = -5.2
"""Where the lens is, and how far to the right of that while a parallelogram is beside it."""
CORNER, SIDE = (1.9, -0.15), 1.0
"""Of that parallelogram, and how long a unit of it is."""
MIDDLE, BOTTOM = -0.4, -2.4
"""Where, with three sheets in a row, their lenses and the product of their matrices are."""
PRODUCT = -2.1
"""Where, under the network, its matrices are."""
LEVELS = (1.6, 0.0, -1.6)
"""Of the three sigmoids."""

FIRST_OUT, LAST = squish_rate_func(smooth, 0.0, 0.45), squish_rate_func(smooth, 0.6, 1.0)
"""What gives way to something in one play, and what comes in its place."""


def through(count: int) -> Mapping:
    """Return the first few layers of the network as one map."""
    map_ = LAYERS[0]
    for layer in LAYERS[1:count]:
        map_ = layer.after(map_)
    return map_


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
    lenses: list[SheetLens]
    last: list[Mobject]

    # -- chapters ------------------------------------------------------------------------------

    @chapter("The bent sheet", heading=False)
    def bent_sheet(self) -> None:
        """A cat on a rubber sheet is bent, and hardly to be known."""
        self.plane = Plane(FLAT, WHOLE)
        self.sheet = self.sheet_on(self.plane)
        self.add(self.plane, self.sheet)
        self.say("A rubber sheet, and on it a cat, which winks at you.")
        for share in (0.12, 0.0):
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
        self.missed = self.missed_by()
        self.say(
            "Look closely, at one place only: the tip of an ear.",
            Resize(self.plane, LEFT_SIDE),
            self.rule.animate.move_to((BELOW_LENS.centre[0], -1.7, 0)),
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
        self.say("All is straight, evenly apart: one parallelogram, over and over.")
        patch = self.lens.patch
        self.play(*self.shown(self.ways, 0.0), Turn(patch, shown=1.0), run_time=BLINK)
        for right, up in ((-1, 0), (-1, -1), (0, -1), (0, 0)):
            self.play(Turn(patch, right=right, up=up), run_time=0.8 * BEAT)
        self.poster()
        self.play(*self.shown(self.ways, 1.0), Turn(patch, shown=0.0), run_time=BLINK)
        self.say("Measured from here, it is a linear map: nearly, as the number says.")
        for goal in ((1.3, 0.5), EAR):
            self.play(self.place.animate.go(goal), run_time=1.8 * BEAT)

    @chapter("A matrix of slopes")
    def matrix(self) -> None:
        """Two small steps, and where they go: the columns of a matrix, which is live."""
        patch, (blue, orange) = self.lens.patch, self.lens.arrows
        for arrow in self.lens.arrows:
            arrow.set_stroke(width=5.0)
        self.say(
            "Flat again, a small square: a step along x, a step along y.",
            *(Turn(self.sheet, bent=0.0), self.plane.to(FLAT)),
            Resize(self.plane, UPPER_LEFT),
            self.rule.animate.move_to((ROW.left, ROW.centre[1], 0), aligned_edge=LEFT),
            *self.shown(self.ways, 0.0),
            FadeOut(self.missed, rate_func=FIRST_OUT),
            seconds=2 * BEAT,
        )
        self.play(Turn(patch, shown=1.0), Turn(blue, grown=1.0), run_time=0.8 * BEAT)
        self.play(Turn(orange, grown=1.0), run_time=0.8 * BEAT)
        self.say(
            "Bend it, and watch the two arrows.",
            *(Turn(self.sheet, bent=1.0), self.plane.to(BENT)),
            seconds=2.6 * BEAT,
        )
        self.arrows_into_columns()
        self.slopes_by_rule()
        self.say("It is the map's Jacobian: four numbers, for one place; at every place, others.")
        for column in self.numbers.columns:
            self.play(Indicate(column, scale_factor=1.15, color=theme().ink), run_time=0.8 * BEAT)
        for goal in ((1.45, 0.55), (0.6, 0.9), EAR):
            self.play(self.place.animate.go(goal), run_time=1.2 * BEAT)
        self.poster()

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
            "Rows are outputs: how 2xy changes along x, and along y; below it, x²y.",
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
        names = ["w0-a", "w1-a", "w0-b", "w1-b"]
        first = self.by_rule.part(names[0]).copy().move_to(partials.part(names[0]))
        self.say("Hold y still, and let x move: then 2xy has the slope 2y.")
        self.play(
            Indicate(partials.part(names[0]), scale_factor=1.15, color=theme().ink), run_time=BEAT
        )
        self.play(ReplacementTransform(partials.part(names[0]), first), run_time=BEAT)
        old = [first, *(partials.part(name) for name in names[1:]), partials.rest(*names)]
        new = [*(self.by_rule.part(name) for name in names), self.by_rule.rest(*names)]
        self.play(
            *(ReplacementTransform(*pair) for pair in zip(old, new, strict=True)),
            self.sign.animate.next_to(self.by_rule, LEFT, buff=0.25),
            run_time=1.6 * BEAT,
        )
        self.remove(partials, *old, *new)
        self.add(self.by_rule)

    @chapter("How much area?")
    def area(self) -> None:
        """The determinant is the share by which areas grow; at 0 the sheet is crushed."""
        self.say(
            "The square has become a parallelogram. How many squares large?",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in (self.rule, self.by_rule)),
            self.sign.animate.next_to(self.numbers, LEFT, buff=0.25),
            *(Turn(self.lens, aside=ASIDE), Resize(self.plane, FAR_LEFT)),
            seconds=1.6 * BEAT,
        )
        beside = self.slid()
        told = self.areas()
        self.play(
            *(FadeOut(each, rate_func=FIRST_OUT) for each in beside),
            *(Turn(self.lens, aside=0.0), Resize(self.plane, UPPER_LEFT)),
            *(FadeIn(each, rate_func=LATE) for each in told),
            run_time=1.6 * BEAT,
        )
        self.play(self.place.animate.go((1.0, 0.6)), run_time=1.4 * BEAT)
        self.say("Down towards y = 0 blue shrinks to nothing: a line, and no way back from it.")
        self.play(self.place.animate.go((1.0, 0.0)), run_time=3 * BEAT)
        self.crush([*told, self.sign, self.numbers])

    def slid(self) -> list[Mobject]:
        """The parallelogram, beside a square, becomes a rectangle of as many of them."""
        origin = self.lens.disc.place, float(self.lens.disc.scale[0]) * STEP
        slid = Shearing(BEND.jacobian(EAR).T, CORNER, SIDE, origin)
        ink = theme().ink
        square = Square(SIDE, color=ink, stroke_width=3).set_fill(ink, opacity=0.3)
        square.move_to((CORNER[0] + 3.5, CORNER[1] - 0.5, 0))
        one = symbol("1", ink, theme().type.formula).move_to(square)
        self.add(slid)
        self.play(
            Turn(slid, out=1.0),
            *(FadeIn(each, rate_func=LAST) for each in (square, one)),
            run_time=1.6 * BEAT,
        )
        self.say("Slide it along blue, then orange: its area stays.")
        self.play(Turn(slid, first=1.0), run_time=1.8 * BEAT)
        self.play(Turn(slid, second=1.0), run_time=1.8 * BEAT)
        det, numbers, signs = self.by_determinant()
        self.say(
            "Two squares; so says the determinant. Its minus: we see the grey back.",
            *(numbers, Turn(slid, ruled=1.0)),
            seconds=1.6 * BEAT,
        )
        self.play(signs, run_time=0.6 * BEAT)
        self.remove(*det.submobjects)
        self.add(det)
        self.poster()
        self.wait(0.8 * BEAT)
        return [slid, square, one, det]

    def by_determinant(self) -> tuple[Equation, Animation, Animation]:
        """The determinant at the ear, how its numbers come out of the matrix, and its signs."""
        source = (
            "det J = {{ 2 : w0-a }} dot {{ 1 : w1-a }} - {{ 2 : w1-b }} dot {{ 2 : w0-b }} = -2"
        )
        det = Equation(source, theme().type.formula * 1.2)
        det.move_to((ROW.left, ROW.centre[1], 0), aligned_edge=LEFT)
        origins = {"w0-a": "w0-0-0", "w1-a": "w1-1-1", "w1-b": "w1-0-1", "w0-b": "w0-1-0"}
        flights = []
        for name, origin in origins.items():
            part = det.part(name)
            corner = self.numbers.numbers[origin].points[8:].min(axis=0)  # of its first digit
            start = part.copy().move_to(corner, aligned_edge=DOWN + LEFT)
            flights.append(ReplacementTransform(start, part))
        return det, LaggedStart(*flights, lag_ratio=0.5), FadeIn(det.rest(*origins))

    def areas(self) -> list[Equation]:
        """The area that is drawn over that of the square, and the determinant."""
        size, x, y = theme().type.formula * 1.1, ROW.left, ROW.centre[1]
        measured = Equation('"area, measured:" times {{ 0.0 : area }}', size)
        measured.live("area", lambda: self.lens.patch.area, at=(BEND, self.place))
        det = Equation("det J = - 2 x^2 y = {{ -0.00 : determinant }}", size)
        det.live("determinant", self.determinant, at=(BEND, self.place), align="left")
        return [
            each.move_to((x, y + up, 0), aligned_edge=LEFT)
            for each, up in ((measured, 0.45), (det, -0.45))
        ]

    def crush(self, leaving: list[Mobject]) -> None:
        """Both axes of the sheet, marked on it, go to one point."""
        self.say(
            "Blue is lost all along y = 0; orange, along x = 0. Mark both, and bend.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(*self.closing(self.lens), Resize(self.plane, GRID.wide)),
            *(Turn(self.sheet, bent=0.0, rate_func=LATE), self.plane.to(FLAT)),
            seconds=2.2 * BEAT,
        )
        self.remove(self.lens)
        lines = [
            np.linspace((X_RANGE[0], 0), (X_RANGE[1], 0), 40),
            np.linspace((0, Y_RANGE[1]), (0, Y_RANGE[0]), 40),
        ]
        cross = Markings(self.sheet.bending, lines, theme().minimum, 7.0).on(self.plane)
        self.play(Create(cross), run_time=BEAT)
        self.bend(1.0, BENT, 2.6 * BEAT)
        spot = Dot(self.plane.at(0.0, 0.0), 0.11, color=theme().minimum)
        spot.set_stroke(theme().ink, 2.5)
        self.say("No step along them leads anywhere: both are crushed to this one point.", spot)
        self.play(Turn(self.sheet, bent=0.75), run_time=1.8 * BEAT)
        self.play(Turn(self.sheet, bent=1.0), run_time=1.8 * BEAT)
        self.dismiss(cross, spot)

    @chapter("One after another")
    def chain(self) -> None:
        """Three sheets in a row, and the product of two matrices."""
        self.place.go((0.9, 0.8))
        sheets, planes = self.three_sheets()
        strip = THREE.columns(1, 1, 1, gap=2.3)
        arrows = self.arrows()
        lenses = [self.small_lens(*each) for each in zip(sheets, strip, strict=True)]
        size = theme().type.formula * 0.8
        first = self.matrix_of(BEND, size=size).move_to((-2.58, MIDDLE, 0))
        second = self.matrix_of(AGAIN, BEND, size=size).move_to((2.58, MIDDLE, 0))
        self.add(*lenses)
        self.say(
            "Close up, each map has its matrix. Pass the square on:",
            *(Resize(*each) for each in zip(planes, strip, strict=True)),
            *(FadeIn(each, rate_func=LAST) for each in (*arrows, first, second)),
            *(Turn(lens, open=1.0, rate_func=LATE) for lens in lenses),
            seconds=2 * BEAT,
        )
        row = self.columns_through(lenses)
        self.poster()
        self.say("So matrices multiply, the last map in front: that is the chain rule.")
        for goal in ((1.1, 0.6), (0.9, 0.8)):
            self.play(self.place.animate.go(goal), run_time=1.6 * BEAT)
        self.lenses = lenses
        self.last = [*arrows, *planes, *sheets, first, second, *row]

    def columns_through(self, lenses: list[SheetLens]) -> list[LiveMatrix]:
        """One step, then the other, goes through both maps: so the product comes about."""
        second, first = self.matrix_of(AGAIN, BEND), self.matrix_of(BEND)
        both = self.matrix_of(AGAIN.after(BEND), before="= ")
        row = VGroup(second, first, both).arrange(RIGHT, buff=0.3).move_to((0, BOTTOM, 0))
        self.remove(row)
        said = (
            Said("Blue first: to its column, and on through the second matrix …"),
            Said("… then orange."),
        )
        for k, text in enumerate(said):
            step = [lens.arrows[k] for lens in lenses]
            frames = [] if k else [FadeIn(each) for each in (second, first.frame, both.frame)]
            self.say(text, Turn(step[0], grown=1.0), *frames, seconds=0.8 * BEAT)
            column = FadeIn(first.columns[k], shift=0.8 * DOWN)
            self.play(Turn(step[1], grown=1.0), column, run_time=1.2 * BEAT)
            column = FadeIn(both.columns[k], shift=0.8 * RIGHT, rate_func=LATE)
            self.play(Turn(step[2], grown=1.0), column, run_time=1.4 * BEAT)
        self.whole(first)
        self.whole(both)
        return [second, first, both]

    def three_sheets(self) -> tuple[list[Sheet], list[Plane]]:
        """Out of the bent sheet come one that is flat, and one that is bent again."""
        planes = [Plane(BENT, GRID.wide), self.plane, Plane(BENT, GRID.wide)]
        sheets = [self.sheet_on(planes[0]), self.sheet, self.sheet_on(planes[2])]
        for sheet in sheets:
            sheet.set_dials(bent=1.0)
        self.add(planes[0], planes[2], sheets[0], sheets[2], self.sheet)
        slots = GRID.wide.columns(1, 1, 1)
        self.say(
            "Three copies. One goes flat; one is bent again, by another map.",
            *(Resize(*each) for each in zip(planes, slots, strict=True)),
            seconds=1.6 * BEAT,
        )
        moves = ((Turn(sheets[k], bent=k), planes[k].to(box)) for k, box in ((0, FLAT), (2, TWICE)))
        self.play(*(move for pair in moves for move in pair), run_time=2 * BEAT)
        return sheets, planes

    @chapter("Your turn")
    def your_turn(self) -> None:
        """Three sigmoids: a row for each; and layers in a row, which are a network."""
        wires, nodes, names = self.neurons()
        size = theme().type.formula * 1.15
        formulas = self.sigmoids(size)
        asked = Equation("{{ J = : sign }} thick {{ ? : asked }}", size * 1.6)
        asked.move_to((3.4, LEVELS[1], 0))
        self.say(
            "Your turn: two inputs, three sigmoids. Which matrix? Take your time.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in self.last),
            *(each for lens in self.lenses for each in self.closing(lens)),
            *(FadeIn(each, rate_func=LATE) for each in (wires, nodes, names, *formulas, asked)),
            seconds=1.6 * BEAT,
        )
        self.remove(*self.lenses)
        for _ in range(3):
            self.signals(wires)
        answer, rows = self.answer(size)
        names_in = [name for name in answer.names if name != "sign"]
        self.say(
            "A row for each output: the slope σ(1\u00a0−\u00a0σ), times its number for x, or y.",
            FadeOut(asked.part("asked"), rate_func=FIRST_OUT),
            ReplacementTransform(asked.part("sign"), answer.part("sign")),
            FadeIn(answer.rest("sign", *names_in), rate_func=LATE),
        )
        for k, row in enumerate(rows):
            flashes = [self.signal(wire) for wire in (wires[2 - k], wires[5 - k])]
            self.play(*flashes, FadeIn(row, shift=0.4 * RIGHT), run_time=1.2 * BEAT)
        self.remove(asked, *asked.submobjects, *answer.submobjects, *rows)
        self.add(answer)
        self.poster()
        self.pause()
        self.glimpse([wires, nodes, names, *formulas, answer])

    def glimpse(self, leaving: list[Mobject]) -> None:
        """Layers of two sigmoids bend the cat, one after the other."""
        self.place.go(EAR)
        slots = FOUR.columns(1, 1, 1, 1, gap=0.95)
        first, sheet = self.layer(0, GRID.wide)
        self.say(
            "Layers of two sigmoids in a row, weights set by hand: a small network.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in leaving),
            *(FadeIn(each, rate_func=LATE) for each in (first, sheet)),
            seconds=1.4 * BEAT,
        )
        marks, sheets = [], [sheet]
        scale = f"{X_RANGE[0]:g} to {X_RANGE[1]:g}".replace("-", "−")
        aside: list[Animation] = [Resize(first, slots[0]), self.noted(scale, slots[0])]
        for k, (before, slot) in enumerate(pairwise(slots), start=1):
            plane, sheet = self.layer(k - 1, GRID.wide if k == 1 else before)
            marks.append(self.step_between(k, (before.right + slot.left) / 2))
            sheets.append(sheet)
            self.add(plane, sheet)
            self.play(
                *(Turn(sheet, bent=float(k)), plane.to(UNIT), Resize(plane, slot)),
                *(FadeIn(marks[-1], rate_func=LATE), self.noted("0 to 1", slot), *aside),
                run_time=1.2 * BEAT,
            )
            aside = []
        self.back(sheets, marks)

    def back(self, sheets: list[Sheet], marks: list[VGroup]) -> None:
        """The loss's row of slopes goes through the product, from the left."""
        colours = theme()
        spots = [self.ear_on(sheet) for sheet in sheets]
        ring = Circle(0.17, color=colours.minimum, stroke_width=5)
        ring.move_to(sheets[-1].plot.at(*GOAL))
        size = colours.type.formula * 1.8
        product = [symbol(f"J_{k}", colours.ink, size) for k in (3, 2, 1)]
        for each, x in zip(product, (-1.6, 1.7, 5.0), strict=True):
            each.move_to((x, PRODUCT, 0))
        ear = sheets[-1].at(self.here())
        gap = Line(ear, ring.get_center(), color=colours.loss, stroke_width=5)
        self.say(
            "Say the ear should be in the ring. How far it is off, squared: a loss.",
            *(*spots, ring),
        )
        self.play(Create(gap), run_time=BEAT)
        self.play(
            LaggedStart(
                *(TransformFromCopy(marks[k - 1][0], product[3 - k]) for k in (1, 2, 3)),
                lag_ratio=0.8,
            ),
            run_time=2 * BEAT,
        )
        row = self.blame(3).move_to((-4.1, PRODUCT, 0))
        self.say(
            "Its slopes are a row. Learning moves it through, from the left …",
            *(FadeOut(gap, rate_func=FIRST_OUT), FadeIn(row, shift=0.5 * RIGHT, rate_func=LATE)),
            seconds=1.8 * BEAT,
        )
        for k, matrix in zip((3, 2, 1), product, strict=True):
            share = marks[k - 1][-1]
            self.play(share.animate.scale(1.25).set_color(colours.loss), run_time=0.8 * BEAT)
            if k == 3:
                self.say("… and at each stop a layer's weights take their share: backpropagation.")
            if k > 1:
                after = self.blame(k - 1).move_to(matrix).shift(0.35 * RIGHT)
                self.play(
                    FadeOut(row, target_position=matrix, rate_func=FIRST_OUT),
                    FadeOut(matrix, rate_func=FIRST_OUT),
                    FadeIn(after, rate_func=LATE),
                    run_time=1.2 * BEAT,
                )
                row = after
        self.all_in_four(product, row)

    def all_in_four(self, product: list[Label], row: LiveMatrix) -> None:
        """The whole network, at one place: four numbers; at every place four others."""
        result = self.matrix_of(through(3), before="= ", size=theme().type.formula * 1.2)
        places = [(x, PRODUCT, 0) for x in (-2.7, -1.8, -0.9)]
        result.move_to((-0.2, PRODUCT, 0), aligned_edge=LEFT)
        for each, place in zip(product[:-1], places, strict=False):
            each.move_to(place)
        self.say(
            "So a few numbers do say it: four, for one place …",
            FadeOut(row, rate_func=FIRST_OUT),
            product[-1].animate.move_to(places[-1]),
            *(FadeIn(each, rate_func=LATE) for each in (*product[:-1], result)),
            seconds=1.4 * BEAT,
        )
        self.say("… and at every place of the cat, four others.")
        for goal in ((-1.0, 0.9), (0.0, -0.6)):
            self.play(self.place.animate.go(goal), run_time=1.6 * BEAT)

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

    def shown(self, ways: list[Way], share: float) -> list[Turn]:
        """Draw the ways in the lens, or take them back."""
        return [Turn(way, grown=share) for way in ways]

    def whole(self, matrix: LiveMatrix) -> None:
        """Have a matrix on the stage that has come in pieces."""
        self.remove(matrix.frame, *matrix.columns)
        self.add(matrix)

    def layer(self, bent: int, slot: Slot) -> tuple[Plane, Sheet]:
        """The cat after so many layers of the network."""
        plane = Plane(UNIT if bent else FLAT, slot)
        sheet = self.sheet_on(plane, *(through(k) for k in (1, 2, 3)))
        sheet.set_dials(bent=float(bent))
        return plane, sheet

    def noted(self, text: str, slot: Slot) -> Animation:
        """The scale of a plane comes, below it."""
        note = words(text, theme().type.small, theme().muted)
        return FadeIn(note.move_to((slot.centre[0], slot.bottom - 0.25, 0)), rate_func=LATE)

    def step_between(self, k: int, x: float) -> VGroup:
        """An arrow from sheet to sheet, with the slopes of the layer, and its weights."""
        size = theme().type.formula
        names = (symbol(f"J_{k}", theme().ink, size), symbol(f"W_{k}", theme().ink, size))
        arrow = symbol("arrow.r.long", theme().muted, size)
        return VGroup(names[0], arrow, names[1]).arrange(DOWN, buff=0.2).move_to((x, 1.1, 0))

    def ear_on(self, sheet: Sheet) -> Spot:
        """Where the point that is looked at is on a sheet."""

        def where() -> tuple[float, float]:
            x, y = sheet.bending(self.here())
            return float(x), float(y)

        return Spot(where, theme().prediction, 0.12).on(sheet.plot)

    def determinant(self) -> float:
        """Of the slopes there."""
        return float(np.linalg.det(BEND.jacobian(self.here())))

    def sheet_on(self, plane: Plane, *maps: Mapping) -> Sheet:
        """A sheet with the cat on it."""
        maps = maps or (BEND, AGAIN.after(BEND))
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
            sheet, self.here, step=STEP, place=place, radius=1.3, widest=0.5, told=False
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
        maps = ("vec(2 x y, x^2 y)", r"vec(u + v^2 \/ 4, v + u^2 \/ 8)")
        return [
            VGroup(Equation(each, size), symbol("arrow.r.long", theme().muted, size * 1.3))
            .arrange(DOWN, buff=0.15)
            .move_to((x, THREE.centre[1], 0))
            for each, x in zip(maps, (-2.6, 2.6), strict=True)
        ]

    def neurons(self) -> tuple[VGroup, VGroup, VGroup]:
        """Wires in the colours of the inputs that they come from, neurons, the inputs' names."""
        (wires,), nodes = network((2, 3), 1.9, 4.8)
        colours = theme().w1, theme().w0  # from below
        for k, wire in enumerate(wires):
            wire.set_stroke(colours[k // 3], width=3.5, opacity=0.75)
        for node, colour in zip(nodes, colours, strict=False):
            node.set_stroke(colour)
        VGroup(wires, nodes).move_to((-5.0, LEVELS[1], 0))
        names = VGroup(
            *(
                symbol(name, colour, theme().type.formula).next_to(node, LEFT, buff=0.2)
                for name, colour, node in zip("yx", colours, nodes, strict=False)
            )
        )
        return cast(VGroup, wires), cast(VGroup, nodes), names

    def signals(self, wires: VGroup) -> None:
        """Something runs through all wires."""
        flashes = [self.signal(wire) for wire in wires]
        self.play(LaggedStart(*flashes, lag_ratio=0.25), run_time=2 * BEAT)

    def signal(self, wire: Any) -> Animation:
        """Something runs through a wire."""
        return ShowPassingFlash(wire.copy().set_stroke(width=8, opacity=1), time_width=0.5)

    def sigmoids(self, size: float) -> list[Equation]:
        """The three sigmoids, each beside its neuron."""
        sources = [
            f"sigma_{k} = sigma({{{{ {a} : w0-{a} }}}} x + {{{{ {b} : w1-{b} }}}} y)"
            for k, (a, b) in enumerate(NAMES, start=1)
        ]
        return [
            Equation(source, size).move_to((-3.5, y, 0), aligned_edge=LEFT)
            for source, y in zip(sources, LEVELS, strict=True)
        ]

    def answer(self, size: float) -> tuple[Equation, list[VGroup]]:
        """The answer, and its rows, each at the height of its neuron."""
        colours = ("w0", "w1")
        entries = [
            [
                f"{{{{ sigma_{k} (1 - sigma_{k}) {name} : {colour}-{name} }}}}"
                for name, colour in zip(names, colours, strict=True)
            ]
            for k, names in enumerate(NAMES, start=1)
        ]
        matrix = Equation(f"{{{{ J = : sign }}}} {matrix_source(entries, 2.3)}", size, 6.3)
        matrix.move_to((GRID.right_edge, LEVELS[1], 0), aligned_edge=RIGHT)
        return matrix, [matrix.part(f"w0-{a}", f"w1-{b}") for a, b in NAMES]

    def blame(self, layers: int) -> LiveMatrix:
        """The loss's slopes along what comes out of the first few layers: a row."""

        def row() -> np.ndarray:
            slopes = 2 * (through(3)(self.here()) - GOAL)[None]
            for k in range(3, layers, -1):
                slopes = slopes @ LAYERS[k - 1].jacobian(through(k - 1)(self.here()))
            return np.asarray(slopes)

        size = theme().type.formula * 1.35
        at = (layers, self.place)
        return LiveMatrix(row, of="blame", at=at, columns=("loss", "loss"), size=size)
