"""The Jacobian, on the question how a few numbers can say what a bent sheet has been through.

    manim -pqh scenes/jacobian.py

The image to remember: a cat on a rubber sheet, bent into a butterfly, and in a lens on the tip of
its ear nothing but straight lines.

The map is (x, y) to (2xy, x²y), of determinant −2x²y. No two parts of the sheet come to lie on one
another by it: where its determinant is 0, on both axes, the sheet is crushed to one point, and of
the halves above and below one axis the upper one is turned over. What the two steps on the sheet
are coloured with are the colours of the first and the second number that one may turn.
"""

from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Mobject,
    ShowPassingFlash,
    VGroup,
    linear,
    smooth,
    squish_rate_func,
)

from mlcore import Mapping, sigmoid_layer
from scenes.stage import (
    BEAT,
    BLINK,
    BREATH,
    GRID,
    LATE,
    Equation,
    Film,
    Resize,
    Slot,
    Turn,
    chapter,
    symbol,
    theme,
    words,
)
from scenes.stage.look.matrices import LiveMatrix, matrix_source
from scenes.stage.motion.place import Place
from scenes.stage.plane.figures import winking_cat
from scenes.stage.plane.neuron import network
from scenes.stage.plane.on_a_sheet import Markings
from scenes.stage.plane.plane import Box, Plane
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
UNIT, NEARER = (0.0, 1.0, 0.0, 1.0), (0.1, 0.9, 0.1, 0.9)
"""Likewise where sigmoids have squeezed it."""

WHOLE = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, 3.55)
LEFT_SIDE = Slot(GRID.left_edge, 1.3, GRID.caption_top, GRID.top)
UPPER_LEFT = Slot(GRID.left_edge, 1.0, -1.3, GRID.top)
ROW = Slot(GRID.left_edge, GRID.right_edge, GRID.caption_top, -1.45)
BELOW_LENS = Slot(1.9, GRID.right_edge, GRID.caption_top, -1.6)
THREE = Slot(GRID.left_edge, GRID.right_edge, 0.95, GRID.top)
MIDDLE, BOTTOM = -0.32, -2.3
"""Where, with three sheets in a row, their lenses and their matrices are."""
LEVELS = (1.47, 0.0, -1.47)
"""Of the three sigmoids."""

FIRST_OUT, LAST = squish_rate_func(smooth, 0.0, 0.45), squish_rate_func(smooth, 0.6, 1.0)
GOING, COMING = squish_rate_func(smooth, 0.0, 0.8), squish_rate_func(smooth, 0.2, 1.0)
"""What gives way to something in one play, and what comes in its place."""


class Jacobian(Film):
    """The film on the matrix of slopes."""

    plane: Plane
    sheet: Sheet
    place: Place
    lens: SheetLens
    rule: Equation
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
        self.rule = Equation("(x, y) arrow.r.bar (2 x y, x^2 y)", size).move_to((4.7, 0.7, 0))
        self.say("Bend it: each point (x, y) goes to (2xy, x²y).")
        self.bend(1.0, BENT, 4 * BEAT, FadeIn(self.rule, rate_func=LAST))
        self.say("Hopeless? How could a few numbers say what this has done to the cat?")
        self.poster()
        for share in (0.8, 1.0):
            self.play(Turn(self.sheet, bent=share), run_time=2 * BEAT)

    @chapter("Look closely")
    def look_closely(self) -> None:
        """In the lens the bent lines are straight, evenly apart, and cross alike."""
        self.place = Place(EAR)
        self.lens = SheetLens(
            self.sheet, self.here, step=STEP, place=(4.25, 0.88), radius=2.1, widest=1.1
        )
        self.say(
            "Look closely, at one place only: the tip of an ear.",
            Resize(self.plane, LEFT_SIDE),
            self.rule.animate.move_to(BELOW_LENS.centre),
            seconds=1.6 * BEAT,
        )
        self.add(self.lens)
        self.play(Turn(self.lens, open=1.0), run_time=1.4 * BEAT)
        self.say("In the lens, lines of the sheet, still bent. Closer, with finer lines …")
        self.play(Turn(self.lens, closer=CLOSE, rate_func=linear), run_time=6 * BEAT)
        self.say("… and all is straight, evenly apart: one parallelogram, over and over.")
        patch = self.lens.patch
        self.play(Turn(patch, shown=1.0), run_time=BLINK)
        for right, up in ((-1, 0), (-1, -1), (0, -1), (0, 0)):
            self.play(Turn(patch, right=right, up=up), run_time=BEAT)
        self.poster()
        self.play(Turn(patch, shown=0.0), run_time=BLINK)
        self.say("A map that does only this is linear. Close up, every smooth one nearly is.")
        self.play(self.place.animate.go((1.3, 0.5)), run_time=2.2 * BEAT)
        self.play(self.place.animate.go(EAR), run_time=2.2 * BEAT)

    @chapter("A matrix of slopes")
    def matrix(self) -> None:
        """Two small steps, and where they go: the columns of a matrix, which is live."""
        patch, (blue, orange) = self.lens.patch, self.lens.arrows
        self.say(
            "Flat again, a small square: a step along x, a step along y.",
            *(Turn(self.sheet, bent=0.0), self.plane.to(FLAT)),
            Resize(self.plane, UPPER_LEFT),
            self.rule.animate.scale(0.9).move_to((-4.6, ROW.centre[1], 0)),
            seconds=2 * BEAT,
        )
        self.play(Turn(patch, shown=1.0), Turn(blue, grown=1.0), run_time=BEAT)
        self.play(Turn(orange, grown=1.0), run_time=BEAT)
        self.say("Bend it, and watch the two arrows.")
        self.bend(1.0, BENT, 3 * BEAT)
        self.arrows_into_columns()
        self.slopes_by_rule()
        self.say("At every place another matrix: the slopes of the map, its Jacobian.")
        for goal in ((1.45, 0.55), (1.3, 1.0), (0.6, 0.9), EAR):
            self.play(self.place.animate.go(goal), run_time=1.4 * BEAT)
        self.poster()

    def arrows_into_columns(self) -> None:
        """What each arrow goes right and up becomes a column."""
        size = theme().type.formula * 1.15
        self.numbers = self.matrix_of(BEND, before="= ", size=size)
        self.numbers.move_to((ROW.right, ROW.centre[1], 0), aligned_edge=RIGHT)
        self.sign = Equation("J", size).next_to(self.numbers, LEFT, buff=0.25)
        legs, frame, columns = self.lens.legs, self.numbers.frame, self.numbers.columns
        self.say("Blue goes 2 to the right and 2 up …", Turn(legs[0], shown=1.0))
        self.play(
            *(FadeIn(self.sign), FadeIn(frame), FadeIn(columns[0], shift=0.8 * DOWN)), run_time=BEAT
        )
        self.say(
            "… orange 2 to the right, 1 up. Arrows into columns: a matrix.",
            *(Turn(legs[0], shown=0.0), Turn(legs[1], shown=1.0)),
        )
        self.play(FadeIn(columns[1], shift=0.8 * DOWN), run_time=BEAT)
        self.remove(frame, *columns)
        self.add(self.numbers)
        for column in columns:
            self.play(Indicate(column, scale_factor=1.15, color=theme().ink), run_time=0.8 * BEAT)
        self.play(Turn(legs[1], shown=0.0), run_time=BLINK)

    def slopes_by_rule(self) -> None:
        """The same matrix by rules: a row for each output."""
        size = theme().type.formula
        outputs, inputs = ("2 x y", "x^2 y"), (("x", "w0"), ("y", "w1"))
        entries = [
            [f"{{{{ (partial ({f})) / (partial {x}) : {w}-{k} }}}}" for x, w in inputs]
            for k, f in enumerate(outputs)
        ]
        rules = [
            ["{{ 2 y : w0-a }}", "{{ 2 x : w1-a }}"],
            ["{{ 2 x y : w0-b }}", "{{ x^2 : w1-b }}"],
        ]
        self.by_rule = Equation(f"= {matrix_source(rules)}", size * 1.15)
        self.by_rule.next_to(self.numbers, LEFT, buff=0.3)
        partials = Equation(matrix_source(entries, 0.3), size * 0.95)
        partials.move_to((self.by_rule.get_x() - 1.2, ROW.centre[1], 0))
        self.say("Rows are outputs: how 2xy changes along x, and along y; below it, x²y.", partials)
        for k in (0, 1):
            row = partials.part(f"w0-{k}", f"w1-{k}")
            self.play(Indicate(row, scale_factor=1.1, color=theme().ink), run_time=1.4 * BEAT)
        self.say("By rules known from one dimension: one letter moves, the other stands still.")
        self.play(
            *(FadeOut(partials, rate_func=FIRST_OUT), FadeIn(self.by_rule, rate_func=LATE)),
            self.sign.animate.next_to(self.by_rule, LEFT, buff=0.25),
            run_time=1.6 * BEAT,
        )
        for name in "ab":
            row = self.by_rule.part(f"w0-{name}", f"w1-{name}")
            self.play(Indicate(row, scale_factor=1.1, color=theme().ink), run_time=1.2 * BEAT)

    @chapter("How much area?")
    def area(self) -> None:
        """The determinant is the share by which areas grow; at 0 the sheet is crushed."""
        told = self.areas()
        self.say(
            "The square has become a parallelogram. How much larger? Measure it.",
            *(FadeOut(each, rate_func=FIRST_OUT) for each in (self.rule, self.by_rule)),
            self.sign.animate.next_to(self.numbers, LEFT, buff=0.25),
            FadeIn(told[0], rate_func=LATE),
            seconds=1.6 * BEAT,
        )
        for shown in (0.2, 1.0):
            self.play(Turn(self.lens.patch, shown=shown), run_time=0.8 * BEAT)
        self.say("The determinant says the same; its minus: we see the sheet's grey back.", told[1])
        for goal in ((1.4, 0.9), (1.0, 0.6)):
            self.play(self.place.animate.go(goal), run_time=1.6 * BEAT)
        self.say("Down towards y = 0: less and less, and then nothing. Crushed to a line.")
        self.play(self.place.animate.go((1.0, 0.0)), run_time=3.2 * BEAT)
        self.pause()
        self.say("Beyond, it opens again: plus, the front.")
        self.play(self.place.animate.go((1.0, -0.7)), run_time=2.4 * BEAT)
        self.say(
            "Where is it 0? On both axes. Mark them, and bend once more.",
            *(FadeOut(each) for each in (*told, self.sign, self.numbers)),
            *(*self.closing(self.lens), Resize(self.plane, GRID.wide)),
            seconds=1.6 * BEAT,
        )
        self.remove(self.lens)
        self.crush()

    def areas(self) -> list[Equation]:
        """The area that is drawn over that of the square, and the determinant."""
        size, x, y = theme().type.formula, ROW.left, ROW.centre[1]
        measured = Equation('"area, measured:" times {{ 0.00 : area }}', size)
        measured.live("area", lambda: self.lens.patch.area, at=(BEND, self.place))
        det = Equation("det J = - 2 x^2 y = {{ -0.00 : determinant }}", size)
        det.live("determinant", self.determinant, at=(BEND, self.place), align="left")
        return [
            each.move_to((x, y + up, 0), aligned_edge=LEFT)
            for each, up in ((measured, 0.4), (det, -0.4))
        ]

    def crush(self) -> None:
        """Both axes of the sheet, marked on it, go to one point."""
        self.bend(0.0, FLAT, 2 * BEAT)
        lines = [np.linspace((x, 0), (-x, 0), 40) for x in X_RANGE[:1]]
        lines += [np.linspace((0, y), (0, -y), 40) for y in Y_RANGE[1:]]
        cross = Markings(self.sheet.bending, lines, theme().minimum, 7.0).on(self.plane)
        self.play(Create(cross), run_time=BEAT)
        self.bend(1.0, BENT, 3.6 * BEAT)
        self.say("Both are crushed to this point; above it, the sheet is turned over.")
        self.play(Turn(self.sheet, bent=0.75), run_time=2.2 * BEAT)
        self.poster()
        self.play(Turn(self.sheet, bent=1.0), run_time=2.2 * BEAT)
        self.dismiss(cross)

    @chapter("One after another")
    def chain(self) -> None:
        """Three sheets in a row, and the product of two matrices."""
        self.place.go((0.9, 0.7))
        sheets, planes = self.three_sheets()
        arrows, lenses = self.arrows(), [self.small_lens(each) for each in sheets]
        self.add(*lenses)
        self.say(
            "Close up: a square, a parallelogram, another parallelogram.",
            *(Resize(*each) for each in zip(planes, THREE.columns(1, 1, 1, gap=2.3), strict=True)),
            *(FadeIn(each, rate_func=LAST) for each in arrows),
            *(Turn(lens, open=1.0, rate_func=LATE) for lens in lenses),
            seconds=2.4 * BEAT,
        )
        first = self.matrix_of(BEND).move_to((-2.6, MIDDLE, 0))
        self.say("One matrix takes the square to the second sheet …", first)
        self.play(self.place.animate.go((0.7, 0.9)), run_time=1.4 * BEAT)
        second = self.matrix_of(AGAIN, BEND).move_to((2.6, MIDDLE, 0))
        self.say("… another one goes on from there.", second)
        self.play(self.place.animate.go((0.9, 0.8)), run_time=1.4 * BEAT)
        both = self.matrix_of(AGAIN.after(BEND), before="= ").move_to((3.4, BOTTOM, 0))
        self.say(
            "Steps pass through both: the matrices multiply, the last map in front.",
            second.animate.move_to((-3.3, BOTTOM, 0)),
            seconds=1.4 * BEAT,
        )
        down = first.animate.move_to((-0.1, BOTTOM, 0))
        self.play(down, FadeIn(both, rate_func=LATE), run_time=1.4 * BEAT)
        self.poster()
        for goal in ((1.1, 0.6), (0.8, 0.5)):
            self.play(self.place.animate.go(goal), run_time=2 * BEAT)
        self.say("That is the chain rule, for as many maps in a row as you like.")
        self.play(self.place.animate.go((0.9, 0.8)), run_time=3 * BEAT)
        self.lenses = lenses
        self.last = [*arrows, *planes, *sheets, first, second, both]

    def three_sheets(self) -> tuple[list[Sheet], list[Plane]]:
        """Out of the bent sheet come one that is flat, and one that is bent again."""
        planes = [Plane(BENT, GRID.wide), self.plane, Plane(BENT, GRID.wide)]
        sheets = [self.sheet_on(planes[0]), self.sheet, self.sheet_on(planes[2])]
        for sheet in sheets:
            sheet.set_dials(bent=1.0)
        self.add(planes[0], planes[2], sheets[0], sheets[2], self.sheet)
        views = zip(planes, (FLAT, BENT, TWICE), strict=True)
        self.say(
            "Bend the bent sheet once more, by another map.",
            *(Resize(*each) for each in zip(planes, GRID.wide.columns(1, 1, 1), strict=True)),
            *(plane.to(box) for plane, box in views),
            *(Turn(sheet, bent=float(k)) for k, sheet in enumerate(sheets)),
            seconds=3 * BEAT,
        )
        return sheets, planes

    @chapter("Your turn")
    def your_turn(self) -> None:
        """Three sigmoids: a row for each; and layers in a row, which are a network."""
        wires, nodes, names = self.neurons()
        size = theme().type.formula * 1.1
        formulas = self.sigmoids(size)
        asked = Equation("J = thick {{ ? : asked }}", size * 1.6).move_to((3.9, LEVELS[1], 0))
        self.say(
            "Your turn. Two inputs, three sigmoids. What is their matrix of slopes?",
            *(FadeOut(each, rate_func=GOING) for each in self.last),
            *(each for lens in self.lenses for each in self.closing(lens)),
            *(FadeIn(each, rate_func=COMING) for each in (wires, nodes, names, *formulas, asked)),
            seconds=1.6 * BEAT,
        )
        self.remove(*self.lenses)
        self.signals(wires)
        self.say("How many rows? How many columns? Take your time.")
        for _ in range(2):
            self.signals(wires)
        frame, *rows = self.answer(size)
        self.say(
            "Three outputs, so three rows; two inputs, two columns.",
            *(FadeOut(asked, rate_func=FIRST_OUT), FadeIn(frame, rate_func=LATE)),
            seconds=1.4 * BEAT,
        )
        self.say("The slope of a sigmoid is σ(1 − σ); times what stands before x, or y.")
        for k, row in enumerate(rows):
            flashes = [self.signal(wire) for wire in (wires[2 - k], wires[5 - k])]
            self.play(*flashes, FadeIn(row, shift=0.4 * RIGHT), run_time=1.4 * BEAT)
        self.poster()
        self.signals(wires)
        self.glimpse([wires, nodes, names, *formulas, frame, *rows])

    def glimpse(self, leaving: list[Mobject]) -> None:
        """Layers of sigmoids bend the cat, one after the other."""
        plane = Plane(FLAT, Slot(GRID.left_edge, 1.6, GRID.caption_top, GRID.top), axes=False)
        second = LAYERS[1].after(LAYERS[0])
        sheet = self.sheet_on(plane, LAYERS[0], second, LAYERS[2].after(second))
        names = ("first", "second", "last")
        source = " thin ".join(f"{{{{ J_{3 - k} : {names[2 - k]} }}}}" for k in range(3))
        product = Equation(source, theme().type.formula * 1.8).move_to((4.2, 0.3, 0))
        note = words("weights set by hand", theme().type.small, theme().muted)
        note.next_to(product, DOWN, buff=0.6)
        self.say(
            "Layers like this in a row are a network: it bends and bends what comes in.",
            *(FadeOut(each, rate_func=GOING) for each in leaving),
            *(FadeIn(each, rate_func=COMING) for each in (plane, sheet, note)),
            seconds=1.4 * BEAT,
        )
        for k, name in enumerate(names, start=1):
            self.play(
                *(Turn(sheet, bent=float(k)), plane.to(UNIT)),
                FadeIn(product.part(name), shift=0.6 * LEFT),
                run_time=2 * BEAT,
            )
        self.say("Learning sends the blame back through this product: backpropagation.")
        for name in reversed(names):
            self.play(Indicate(product.part(name), color=theme().loss), run_time=BEAT)
        self.play(plane.to(NEARER), run_time=2 * BREATH)

    # -- the cast ------------------------------------------------------------------------------

    def here(self) -> np.ndarray:
        """The point (2,) of the sheet that is looked at."""
        return self.place.point

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

    def small_lens(self, sheet: Sheet) -> SheetLens:
        """A lens below one of three sheets, with its square and arrows."""
        x = THREE.columns(1, 1, 1, gap=2.3)[int(sheet.bent)].centre[0]
        lens = SheetLens(
            sheet, self.here, step=STEP, place=(x, MIDDLE), radius=1.1, widest=0.5, told=False
        )
        lens.set_dials(closer=CHAIN_CLOSE)
        lens.patch.set_dials(shown=1.0)
        for arrow in lens.arrows:
            arrow.set_dials(grown=1.0)
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
        (wires,), nodes = network((2, 3), 2.2, 4.4)
        colours = theme().w1, theme().w0  # from below
        for k, wire in enumerate(wires):
            wire.set_stroke(colours[k // 3], width=3.5, opacity=0.75)
        for node, colour in zip(nodes, colours, strict=False):
            node.set_stroke(colour)
        VGroup(wires, nodes).move_to((-4.8, LEVELS[1], 0))
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
            Equation(source, size).move_to((-3.3, y, 0), aligned_edge=LEFT)
            for source, y in zip(sources, LEVELS, strict=True)
        ]

    def answer(self, size: float) -> list[VGroup]:
        """The brackets of the answer, and its rows, each at the height of its neuron."""
        colours = ("w0", "w1")
        entries = [
            [
                f"{{{{ sigma_{k} (1 - sigma_{k}) {name} : {colour}-{name} }}}}"
                for name, colour in zip(names, colours, strict=True)
            ]
            for k, names in enumerate(NAMES, start=1)
        ]
        matrix = Equation(matrix_source(entries, 2.1), size, 5.4).move_to((3.9, LEVELS[1], 0))
        names = [[f"w0-{a}", f"w1-{b}"] for a, b in NAMES]
        frame = matrix.rest(*(name for row in names for name in row))
        return [frame, *(matrix.part(*row) for row in names)]
