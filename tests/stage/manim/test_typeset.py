"""What Typst sets is what Manim makes of it, to the last point, colour and name."""

from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typst
from manim import MathTypst, Typst, VMobject, tempconfig
from manim.utils.typst_file_writing import typst_to_svg_file

from scenes.stage.look.text import FONTS
from scenes.stage.manim import drawing
from scenes.stage.manim.typeset import Formula, outlines

INTER = '#set text(font: "Inter", fill: rgb("#E8E6E3"))'
FORMULAS = (
    "x",
    "-0.25 times 10^(-5)",
    'sqrt({{ w_1 : slope }}) / 2 = "a b" + {{ w_0 : level }}',
    "{{ {{ a : inner }} / b : outer }} + {{ c }} + {{ d }} + {{ e : inner }}",
    "hat(y)_i = arrow(w) dot vec(x_1, x_2) + overline(b)",
    "sum_(i=1)^n integral_0^infinity (y_i - hat(y)_i)^2 / (1 + e^(-z)) dif z",
    "root(3, x^(2^k)) underbrace(a + b, n) cancel(x) underline(y)",
    'L(w) = cases(1 quad & "if" x > 0, 0 & "otherwise")',
    "mat(1, 2; 3, 4) nabla L lim_(h -> 0) abs(x / (y / z))",
    '#text(fill: rgb("#FF8800"))[$x^2$] + #text(fill: rgb("#12345680"))[$y$]',
    "x \\\n = #rotate(30deg)[$z$]",
)
TEXTS = (
    "",
    '#"Affinity, fi ffl; VAT: 1 234 %"',
    '#"one line" \\ #"two lines"',
    '#"the "#text(fill: rgb("#FF8800"))[#"loss"]#" of "#text(fill: rgb("#44AAFF"))[$w_1$]',
)


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path) -> Any:
    """Set everything in a folder where nothing has been set."""
    own = {"media_dir": str(tmp_path), "tex_dir": str(tmp_path / "Tex")}
    with tempconfig({**own, "verbosity": "ERROR"}):
        yield tmp_path


def same_look(ours: Sequence[VMobject], theirs: Sequence[VMobject]) -> None:
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=0, atol=1e-9)
        for array in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"):
            np.testing.assert_array_equal(getattr(one, array), getattr(other, array))
        for value in ("stroke_width", "_typst_reference_size", "_typst_source_stroke_width"):
            assert getattr(one, value, None) == pytest.approx(getattr(other, value, None))
        assert one.fill_opacity == other.fill_opacity


@pytest.mark.parametrize("source", FORMULAS)
def test_a_formula_is_that_of_manim(source: str) -> None:
    options: dict[str, Any] = {"font_size": 61.5, "color": "#E8E6E3", "font_paths": [FONTS]}
    ours, theirs = Formula(source, **options), MathTypst(source, **options)
    for size in (61.5, 20.0):  # strokes are scaled with the formula
        ours.font_size = theirs.font_size = size
        same_look(ours, theirs)
    again = Formula(source, **options)
    again.font_size = 20.0
    same_look(again, theirs)
    assert ours._label_aliases.keys() == theirs._label_aliases.keys()
    for name in theirs._label_aliases:
        places = [theirs.submobjects.index(part) for part in theirs.select(name)]
        assert [ours.submobjects.index(part) for part in ours.select(name)] == places
        assert places


def test_formulas_do_not_share_what_changes() -> None:
    one, other = Formula("a / b"), Formula("a / b")
    kept = [(part.points.copy(), part.fill_rgbas.copy(), part.stroke_width) for part in other]
    one.shift([1.0, 0.0, 0.0]).set_color("#FF0000").set_stroke(width=9)
    one[0].add_updater(lambda part: part)
    for part, (points, fill, width) in zip(other, kept, strict=True):
        np.testing.assert_array_equal(part.points, points)
        np.testing.assert_array_equal(part.fill_rgbas, fill)
        assert (part.stroke_width, part.updaters) == (width, [])


@pytest.mark.parametrize("markup", TEXTS)
def test_words_are_those_of_manim(markup: str) -> None:
    ours = outlines(markup, 33.0, INTER, [FONTS])
    theirs = Typst(markup, font_size=33.0, typst_preamble=INTER, font_paths=[FONTS])
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=0, atol=1e-9)
        assert one.colour == other.get_fill_color().to_hex()
        assert one.left == pytest.approx(other.get_left()[0])
        assert one.bottom == pytest.approx(other.get_bottom()[1])
        assert one.width == pytest.approx(other.width)


def test_manim_neither_compiles_nor_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", lambda *_, **__: pytest.fail("compiled by Manim"))
    monkeypatch.setattr(MathTypst, "generate_mobject", lambda _: pytest.fail("parsed by Manim"))
    for source in FORMULAS:
        Formula(source)
    for markup in TEXTS:
        outlines(markup, 48.0)


UNKNOWN = (
    "#text(fill: gradient.linear(red, blue))[word]",
    "#scale(200%)[word]",
    "#box(clip: true)[word]",
    '#box(stroke: (dash: "dotted"), inset: 2pt)[word]',
    "#box[word] <name>",
)


@pytest.mark.parametrize("markup", UNKNOWN)
def test_what_is_not_known_is_left_to_manim(markup: str) -> None:
    with pytest.raises(drawing.UnknownDrawingError):
        drawing.drawing(typst_to_svg_file(markup).read_text("utf-8"))
    theirs = Typst(markup, font_size=33.0)
    for one, other in zip(outlines(markup, 33.0), theirs, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=0, atol=1e-9)
    source = f"x^2 / 3 + {{{{ #[{markup}] : part }}}}"
    ours, stock = Formula(source), MathTypst(source)
    for size in (30.0, 60.0):
        ours.font_size = stock.font_size = size
        same_look(ours, stock)
    assert len(ours.select("part")) == len(stock.select("part"))


def set_many(folder: str, order: int) -> int:
    with tempconfig({"media_dir": folder, "verbosity": "ERROR"}):
        made = [Formula(source) for source in FORMULAS[::order]]
        return sum(len(formula) for formula in made)


def test_processes_can_share_a_folder(fresh: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        one, other = pool.starmap(set_many, [(str(fresh), 1), (str(fresh), -1)])
    assert one == other > 50
    assert {path.suffix for path in fresh.rglob("*") if path.is_file()} == {".svg"}
    for path in fresh.rglob("*.svg"):
        assert drawing.drawing(path.read_text("utf-8"))


def test_an_svg_appears_when_it_is_whole(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="no room"):
        outlines("word", 48.0)
    assert not list(fresh.rglob("*.svg"))
