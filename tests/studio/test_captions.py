"""A word of a caption is changed where the film spells it out, and nowhere else."""

import ast

import pytest

from studio.captions import with_a_word_changed

SOURCE = '''"""See the ball roll."""
STORY = ("Bälle: see the ball roll.", "The end of it.")
def chapter(self):
    self.narrate(
        "A caption in two parts, the caption "
        "of one string."
    )
    self.narrate(f"See the {self.what} roll.")
'''


def strings(source: str) -> list[str]:
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize(
    ("caption", "changed"),
    [
        ("Bälle: see the\nball roll.", "Bälle: see the llab roll."),
        (
            "A caption in two parts,\nthe caption of one string.",
            "A noitpac in two parts, the caption of one string.",
        ),
    ],
)
def test_one_word_of_one_caption_is_another(caption: str, changed: str) -> None:
    source = with_a_word_changed(SOURCE, ["Never spelt out.", caption])
    assert source is not None
    before, after = strings(SOURCE), strings(source)
    assert [each for each in after if each not in before] == [changed]
    assert len(after) == len(before)
    assert len(source) == len(SOURCE)


@pytest.mark.parametrize("captions", [[], ["See the red ball roll."], ["The end of it."]])
def test_without_a_word_to_change_there_is_nothing(captions: list[str]) -> None:
    assert with_a_word_changed(SOURCE, captions) is None
