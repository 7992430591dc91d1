"""The list of mistakes follows the code that they are made in."""

from pathlib import Path

import pytest

from tests.mutants.mistakes import MISTAKES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("file", sorted({each.file for each in MISTAKES}))
def test_no_mistake_is_stale(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert [each.why for each in MISTAKES if each.file == file and each.old not in text] == []


def test_there_are_enough_mistakes() -> None:
    assert len({(each.file, each.old, each.new) for each in MISTAKES}) == len(MISTAKES) >= 100
