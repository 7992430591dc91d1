"""Live numbers show their value in a room of their own; words are set as they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import (
    RIGHT,
    UP,
    ManimColor,
    MathTypst,
    ReplacementTransform,
    ValueTracker,
    VMobject,
)

from scenes.stage.look.equations import Equation, Rewrite
from scenes.stage.look.layout import GRID
from scenes.stage.look.text import SMALLEST, Label, LiveNumber, words
from scenes.stage.look.theme import theme
from scenes.stage.motion.weights import Weights
from scenes.stage.plane.widgets import Counter, Slider

VALUES = st.floats(-99999, 99999)


def read(text: str) -> float:
    return float(text.replace("−", "-").replace("\u202f", ""))


def outlines(text: VMobject, skipped: int = 0) -> list[np.ndarray]:
    """The closed outlines of a text, one array of points each."""
    curves = text.points[skipped:].reshape(-1, 4, 3)
    breaks = 1 + np.flatnonzero(np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=-1) > 1e-6)
    return [part.reshape(-1, 3) for part in np.split(curves, breaks) if len(part)]


def sizes(parts: list[np.ndarray]) -> np.ndarray:
    return np.array(sorted(np.ptp(part[:, :2], axis=0).round(3).tolist() for part in parts))


# -- live numbers --------------------------------------------------------------------------------


@given(value=VALUES, decimals=st.integers(0, 4))
def test_a_number_shows_its_value(value: float, decimals: int) -> None:
    number = LiveNumber(0.0, "-00000." + "0" * decimals if decimals else "-00000")
    number.show_value(value)
    text = number.text
    assert read(text) == round(value, decimals)
    assert len(text.partition(".")[2]) == decimals
    assert "-" not in text
    assert not (text.startswith("−") and read(text) == 0)


def test_a_sign_where_it_is_wanted() -> None:
    number = LiveNumber(2.5, "+0.0", sign=True)
    assert number.text == "+\u202f2.5"
    assert number.show_value(-2.5).text == "−\u202f2.5"


@given(values=st.lists(VALUES, min_size=1, max_size=5))
def test_what_is_drawn_depends_on_the_text_alone(values: list[float]) -> None:
    number = LiveNumber(0.0, "-00000.00")
    for value in values:
        number.show_value(value)
    assert np.allclose(number.points, LiveNumber(values[-1], "-00000.00").points)


def test_each_figure_is_drawn() -> None:
    holes = {"0": 2, "4": 2, "6": 2, "8": 3, "9": 2}
    for figure in "0123456789":
        number = LiveNumber(float(figure), "0", face="text")
        assert len(outlines(number, 8)) == holes.get(figure, 1), figure
    drawn = {figure: LiveNumber(float(figure), "0").points for figure in "0123456789"}
    for one in "0123456789":
        for other in "0123456789":
            same = drawn[one].shape == drawn[other].shape and np.allclose(drawn[one], drawn[other])
            assert same == (one == other)


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_the_room_does_not_depend_on_the_figures(align: str) -> None:
    number = LiveNumber(0.0, "-000.00", align=align).scale(0.7).move_to(2 * RIGHT + UP)
    room, ends = number.points[:8].copy(), set()
    for value in (0.0, -123.45, 7.05, 99.95, -0.001, 888.85):
        number.show_value(value)
        assert np.array_equal(number.points[:8], room)
        drawn = number.points[8:]
        assert drawn[:, 0].min() >= room[0, 0] - 1e-6
        assert drawn[:, 0].max() <= room[4, 0] + 1e-6
        if number.text.endswith("5"):
            ends.add(round(float(drawn[:, 0].max()), 6))
    assert (len(ends) == 1) == (align == "right")


def test_moving_and_scaling_move_the_figures_too() -> None:
    number = LiveNumber(3.14, "-00.00", size=48)
    assert number.font_size == pytest.approx(48)
    before = number.points.copy()
    number.scale(0.5).shift(RIGHT)
    assert number.font_size == pytest.approx(24)
    number.show_value(2.71).show_value(3.14)
    number.shift(-RIGHT).scale(2)
    moved = number.points - number.points[0]
    assert moved == pytest.approx(before - before[0], abs=1e-9)


@pytest.mark.parametrize("source", ["00.00", "0", "-0.000", "0000.0"])
def test_a_number_sits_where_its_slot_is(source: str) -> None:
    slot = MathTypst(source, font_size=37).shift(1.3 * RIGHT + 0.4 * UP)
    number = LiveNumber(0.0, source).sit_on(slot)
    decimals = len(source.partition(".")[2])
    whole = len(source.lstrip("-").partition(".")[0])
    # the figure 0 in every place: a number as wide as the template
    wide = LiveNumber(0.0, source)
    wide.value = 0.0
    wide.points = number.points[:8].copy()
    wide._draw(source.replace("-", "−"))
    drawn = wide.points[8:]
    for axis, low, high in (
        (0, slot.get_left()[0], slot.get_right()[0]),
        (1, slot.get_bottom()[1], slot.get_top()[1]),
    ):
        assert drawn[:, axis].min() == pytest.approx(low, abs=0.005)
        assert drawn[:, axis].max() == pytest.approx(high, abs=0.005)
    assert number.font_size == pytest.approx(37, rel=0.01)
    assert number.show_value(10.0 ** (whole - 1)).decimals == decimals


def test_a_number_follows_its_value() -> None:
    tracker = ValueTracker(1.0)
    number = LiveNumber(0.0, "00.00").follow(tracker.get_value)
    assert number.text == "1.00"
    tracker.set_value(12.345)
    number.update()
    assert number.text in ("12.34", "12.35")


# -- equations -----------------------------------------------------------------------------------


def test_parts_have_the_colours_of_their_meanings() -> None:
    colours = theme()
    equation = Equation(
        "{{ hat(y) : prediction }} = {{ w_1 : w1-old }} / {{ x : data }} + {{ w_0 : w0 }}"
        " - {{ 3 : other }}"
    )
    wanted = {
        "prediction": colours.prediction,
        "w1-old": colours.w1,
        "data": colours.data,
        "w0": colours.w0,
        "other": colours.ink,
    }
    for name, colour in wanted.items():
        pieces = equation.part(name).family_members_with_points()
        assert pieces
        assert {piece.get_fill_color() for piece in pieces} == {ManimColor(colour)}
    remaining = equation.rest(*wanted).family_members_with_points()
    assert {piece.get_fill_color() for piece in remaining} == {ManimColor(colours.ink)}


def test_a_live_number_takes_the_place_of_its_part() -> None:
    tracker = ValueTracker(-1.25)
    equation = Equation("{{ g : loss }} = {{ -00.00 : w1-now }}", size=40)
    slot = equation.part("w1-now").copy()
    equation.live("w1-now", tracker.get_value)
    number = equation.numbers["w1-now"]
    assert number.text == "−1.25"
    assert number.get_fill_color() == ManimColor(theme().w1)
    assert {each.get_fill_opacity() for each in equation.part("w1-now")} == {0.0}
    middle = (number.points[0] + number.points[4]) / 2
    assert middle[0] == pytest.approx(slot.get_center()[0], abs=0.02)
    assert number.font_size == pytest.approx(40, rel=0.01)
    tracker.set_value(17.5)
    equation.update()
    assert number.text == "17.50"
    equation.shift(RIGHT).scale(0.5)
    assert number.font_size == pytest.approx(20, rel=0.01)


def test_a_long_equation_is_made_smaller() -> None:
    source = " + ".join(f"{{{{ x_{k} : x{k} }}}}" for k in range(12))
    assert Equation(source).width > 4
    assert Equation(source, width=4.0).width == pytest.approx(4.0)


# -- words ---------------------------------------------------------------------------------------

WEIGHTS = ("regular", "medium", "semibold")
AWKWARD = "#$\\\"][*_`@<~/{}()=%&^|'"


def test_words_are_set_as_they_are() -> None:
    whole = outlines(words(" ".join(AWKWARD)))
    single = [part for character in AWKWARD for part in outlines(words(character))]
    assert len(single) > len(AWKWARD)  # the %, for one, has several outlines
    assert sizes(whole) == pytest.approx(sizes(single), abs=0.003)


@pytest.mark.parametrize(
    "text",
    ["#let x = 1", "$x^2$", "a \\ b", '"quoted"', "*bold* _thin_", "// gone", "#1 ] [", "@a <b>"],
)
def test_markup_is_not_read(text: str) -> None:
    expected = sum(len(outlines(words(character))) for character in text if character != " ")
    label = words(text)
    assert len(outlines(label)) == expected
    assert label.height < 1.6 * words("Ågj").height  # one line


def test_line_breaks_are_kept_and_other_blanks_are_blanks() -> None:
    one, two = words("ab"), words("ab\nab\nab")
    assert len(outlines(two)) == 3 * len(outlines(one))
    assert two.height > 2.5 * one.height
    assert two.width == pytest.approx(one.width, abs=0.01)
    assert len(outlines(words("a\tb\u200bc"))) == sum(len(outlines(words(c))) for c in "abc")


@settings(max_examples=25)
@given(
    text=st.text(
        st.characters(codec="latin-1", categories=["L", "N", "P"]), min_size=1, max_size=90
    ),
    width=st.floats(1.5, 12),
    size=st.floats(20, 60),
)
def test_words_fit_their_width_and_can_be_read(text: str, width: float, size: float) -> None:
    label = words(text, size, width=width)
    assert label.width <= width + 1e-6
    assert SMALLEST - 1e-6 <= label.font_size <= size + 1e-6
    if label.text != text:
        assert label.text.endswith("…")
        assert text.startswith(label.text[:-1])


@pytest.mark.parametrize("share", [1.0, 0.9, 0.75, 0.68, 0.6, 0.4, 0.15])
def test_what_would_be_too_small_is_cut(share: float) -> None:
    text = "price per square metre and year, all towns"
    label = words(text, 28, width=share * words(text, 28).width + 1e-6)
    assert label.font_size >= SMALLEST - 1e-6
    assert (label.text == text) == (28 * share >= SMALLEST)


def test_a_label_knows_its_size_when_scaled() -> None:
    label = words("Size", 30)
    assert isinstance(label, Label)
    assert label.scale(0.5).font_size == pytest.approx(15)


# -- widgets -------------------------------------------------------------------------------------


def test_a_counter_counts_whole_iterations() -> None:
    tracker = ValueTracker(0.0)
    counter = Counter(tracker.get_value, 20000)
    for value, text in (
        (0.0, "0"),
        (2.999, "2"),
        (3.0 - 1e-9, "3"),
        (1234.5, "1234"),
        (12345, "12\u202f345"),
    ):
        tracker.set_value(value)
        counter.update()
        assert counter.number.text == text
    assert counter.label.get_right()[0] < counter.number.points[0, 0]


def test_a_slider_stands_at_its_value() -> None:
    knobs = Weights([0.0, 0.0])
    slider = Slider("w_1", theme().w1, -2.0, 6.0, lambda: knobs.w[1]).shift(UP)
    start, end = slider.track.get_start(), slider.track.get_end()
    for w1, share in ((-2.0, 0), (0.0, 0.25), (6.0, 1), (9.0, 1), (-3.0, 0)):
        knobs.turn(w1=w1)
        slider.update()
        assert slider.knob.get_center() == pytest.approx(start + share * (end - start), abs=1e-3)
    assert knobs.turn(w0=3.0).w.tolist() == [3.0, -3.0]


def test_words_are_in_the_projects_font_and_weight() -> None:
    widths = [words("Weights", 30, weight=weight).width for weight in WEIGHTS]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3  # a font that is missing would be replaced by one of one weight


@pytest.mark.parametrize("rest", ["", "ello", "gypsy", "x, y; jq"])
def test_words_stand_on_their_baseline(rest: str) -> None:
    letter = len(words("H").points)
    label = words("H" + rest).scale(1.7).shift(RIGHT).stand_on(0.4)
    assert label.points[:letter, 1].min() == pytest.approx(0.4, abs=0.01)
    assert label.baseline == pytest.approx(0.4)


def test_the_words_of_a_counter_stand_on_the_line_of_its_number() -> None:
    tracker = ValueTracker(2000)
    counter = Counter(tracker.get_value, 2000)
    assert counter.number.baseline == pytest.approx(GRID.title_y)
    assert counter.label.baseline == pytest.approx(GRID.title_y)
    assert counter.number.points[8:, 0].max() == pytest.approx(GRID.right_edge, abs=0.05)


def test_in_a_rewriting_only_what_looks_alike_moves() -> None:
    old = Equation("{{ w_1 : w1 }} {{ x : data }} + {{ w_0 : w0 }}")
    new = Equation("{{ w_0 : w0 }} + {{ bold(x) : data }} {{ 2.5 : w1 }}", size=20)
    animations = Rewrite(old, new).animations
    moves = [each for each in animations if isinstance(each, ReplacementTransform)]
    assert [each.mobject.submobjects for each in moves] == [old.part("w0").submobjects]


def test_what_comes_out_in_turn_waits_for_what_comes_before() -> None:
    old = Equation("1/2 ( {{ x : data }} + 1 )^{{ 2 : two }}")
    new = Equation("{{ 2 : two }}/2 ( {{ x : data }} + 1 ) dot {{ x : data-inner }}")
    out = {"two": ["two"], "data-inner": ["data"]}
    rewriting = Rewrite(old, new, origins=out, in_turn=True)
    two, inner = rewriting.animations[-2:]
    start = old.part("data").get_x()
    rewriting.begin()
    rewriting.interpolate(0.49)
    assert two.mobject.get_x() == pytest.approx(new.part("two").get_x(), abs=0.01)
    assert inner.mobject.get_x() == pytest.approx(start, abs=0.01)
    rewriting.interpolate(1.0)
    assert inner.mobject.get_x() == pytest.approx(new.part("data-inner").get_x(), abs=0.01)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (14.70998, "14.7"),
        (9.99951, "10.0"),
        (0.0098116, "0.00981"),
        (683.2, "683"),
        (-1.036, "−1.04"),
    ],
)
def test_a_number_shows_so_many_figures(value: float, text: str) -> None:
    number = LiveNumber(0.0, "-00.00000")
    number.figures = 3
    assert number.show_value(value).text == text
