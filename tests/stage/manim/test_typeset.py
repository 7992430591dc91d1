"""What Typst has set is the same when it is taken from where it was kept."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import MathTypst, Mobject, tempconfig
from manim.mobject.svg import svg_mobject
from svgelements import SVG

from scenes.stage.manim.typeset import Formula

SOURCE = 'sqrt({{ w_1 : slope }}) / 2 = "a b" + {{ w_0 : level }}'


def looks(mobject: Mobject) -> list[Any]:
    return [
        (part.points.tolist(), part.fill_rgbas.tolist(), part.stroke_width)
        for part in mobject.family_members_with_points()
    ]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of media of its own, where nothing has been set yet in this process."""
    monkeypatch.setattr(svg_mobject, "SVG_HASH_TO_MOB_MAP", {})
    return tmp_path


def test_kept_outlines_are_those_of_manim(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempconfig({"media_dir": str(fresh)}):
        stock, made = MathTypst(SOURCE), Formula(SOURCE)
        svg_mobject.SVG_HASH_TO_MOB_MAP.clear()
        with monkeypatch.context() as patch:
            patch.setattr(SVG, "parse", lambda *_: pytest.fail("parsed again"))
            kept = Formula(SOURCE)
            again = Formula(SOURCE)
    assert max(width for *_, width in looks(stock)) > 1  # the bar of the fraction
    for other in (made, kept, again):
        assert looks(other) == looks(stock)
        for name in ("slope", "level"):
            assert looks(other.select(name)) == looks(stock.select(name))
            assert len(other.select(name)) > 0
    assert not any("path_obj" in vars(part) for part in kept.get_family())
    kept.shift([1.0, 0.0, 0.0])
    assert not np.allclose(kept.get_center(), made.get_center())


def test_what_is_kept_and_cannot_be_read_is_made_anew(fresh: Path) -> None:
    with tempconfig({"media_dir": str(fresh)}):
        made = Formula(SOURCE)
        svg_mobject.SVG_HASH_TO_MOB_MAP.clear()
        stores = list(fresh.rglob("*.outlines"))
        assert stores
        for store in stores:
            store.write_bytes(b"")
        assert looks(Formula(SOURCE)) == looks(made)
        assert all(store.stat().st_size for store in stores)
