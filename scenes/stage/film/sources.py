"""What a function says, apart from its comments, docstrings, line numbers and captions.

Two versions of a function that differ in these alone draw the same pictures: a caption that stands
in the picture is part of a segment's key by itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

__all__ = ["Sources", "names_in"]

SAYING = {"say", "Said"}
"""The method, and the class, whose first argument is a caption."""


class Sources:
    """Source files, each read and parsed once.

    Parameters
    ----------
    captions
        Whether captions count.
    """

    def __init__(self, captions: bool = False) -> None:
        self.captions = captions
        self._files: dict[str, dict[tuple[str, int], tuple[CodeType, str]]] = {}

    def text_of(self, function: FunctionType) -> str:
        """Return what a function says; the same text in every process."""
        code = function.__code__
        file = self._files.get(code.co_filename)
        if file is None:
            file = self._files[code.co_filename] = self._read(Path(code.co_filename))
        written = file.get((code.co_name, code.co_firstlineno))
        # what the file says now need not be what was loaded from it
        return written[1] if written and written[0] == code else _compiled(code)

    def _read(self, path: Path) -> dict[tuple[str, int], tuple[CodeType, str]]:
        """Return all functions of a file by name and first line: their code, and what they say."""
        try:
            text = path.read_bytes()
            tree, module = ast.parse(text), compile(text, str(path), "exec", dont_inherit=True)
        except (OSError, SyntaxError, ValueError):
            return {}
        codes = {(code.co_name, code.co_firstlineno): code for code in _codes_in(module)}
        found = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                line = min(each.lineno for each in [node, *node.decorator_list])
                found[node.name, line] = node
        plain = _Plain(self.captions)
        return {
            place: (codes[place], ast.dump(plain.visit(node), annotate_fields=False))
            for place, node in found.items()
            if place in codes
        }


class _Plain(ast.NodeTransformer):
    """Takes docstrings away, and what is said in captions."""

    def __init__(self, captions: bool) -> None:
        self.captions = captions

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in SAYING and node.args and not self.captions:
            node.args[0] = _unsaid(node.args[0])
        return self.generic_visit(node)


def _unsaid(caption: ast.expr) -> ast.expr:
    """Return the expression of a caption without its words."""
    if isinstance(caption, ast.Constant) and isinstance(caption.value, str):
        return ast.Constant("")
    if isinstance(caption, ast.JoinedStr):
        return ast.JoinedStr(
            [each for each in caption.values if not isinstance(each, ast.Constant)]
        )
    if isinstance(caption, ast.IfExp):
        return ast.IfExp(caption.test, _unsaid(caption.body), _unsaid(caption.orelse))
    return caption


def names_in(code: CodeType) -> set[str]:
    """Return all names that a function mentions, of globals and of attributes."""
    return {name for each in _codes_in(code) for name in each.co_names}


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)


def _compiled(code: CodeType) -> str:
    """Return what a function does, where there is no source to be read."""
    constants = [
        _compiled(each) if isinstance(each, CodeType) else _constant(each)
        for each in code.co_consts
    ]
    return repr((code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars))


def _constant(value: object) -> str:
    # a set has no order of its own
    return repr(sorted(map(repr, value)) if isinstance(value, frozenset) else value)
