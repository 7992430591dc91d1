"""Change one word of a caption in the source of a film, as its author would."""

import ast
import re
from collections.abc import Iterable

__all__ = ["with_a_word_changed"]


def with_a_word_changed(source: str, captions: Iterable[str]) -> str | None:
    """Return a film's source with one word changed in the first caption that it spells out.

    The new word is as long as the old one. A caption that is put together from parts, or told in
    another file, is passed over; if none is left, there is nothing to change.

    Examples
    --------
    >>> with_a_word_changed('self.narrate("See the ball roll.")', ["See the ball roll."])
    'self.narrate("See the llab roll.")'
    """
    spoken = {" ".join(caption.split()) for caption in captions}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value not in spoken:
                continue
            written = ast.get_source_segment(source, node) or ""
            for word in re.findall(r"\b[a-z]{4,}\b", node.value):
                changed = re.sub(rf"\b{word}\b", word[::-1], written, count=1)
                if changed != written:
                    return _replaced(source, node, changed)
    return None


def _replaced(source: str, node: ast.Constant, written: str) -> str:
    """Return the source with other words where a node stands; columns count bytes of UTF-8."""
    lines = source.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + (node.end_col_offset or 0)
    whole = source.encode()
    return (whole[:start] + written.encode() + whole[end:]).decode()
