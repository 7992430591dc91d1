"""A small part of Typst's mathematics, read and evaluated: enough for what the films write.

A formula is a chain of sides joined by relations. A side is a tree of `Node`s whose names are
looked up in a world (see `world.py`), so that both sides can be evaluated at random points and
compared. Whatever is not understood raises an `UnknownError`: a formula that nobody can read is
a formula that nobody has checked.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from scipy.special import expit

__all__ = ["Formula", "Node", "Unknown", "World", "evaluate", "read"]

RELATIONS = {"=", "<", "<-", "arrow.r"}
CLAUSES = {'"if"', '"at"'}
SPACES = {"quad", "thick", "thin", "med", "wide"}
FUNCTIONS: dict[str, Callable[[Any], Any]] = {"ln": np.log, "sigma": expit, "exp": np.exp}
ACCENTS = {"hat", "bold", "tilde"}
STEPS = ("old", "new")

_TOKEN = re.compile(
    r"\s*(?:"
    r'(?P<text>"[^"]*")|(?P<part>\{\{(?:(?!\}\}).)*?:\s*[A-Za-z][\w-]*\s*\}\})'
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z]+(?:\.[a-z]+)*)|(?P<sign><-|\\/|\\\\|.))",
    re.DOTALL,
)
_PART = re.compile(r"\{\{((?:(?!\}\}).)*?):\s*([A-Za-z][\w-]*)\s*\}\}", re.DOTALL)


class Unknown(Exception):  # noqa: N818
    """A formula, or a name in it, whose meaning no test knows."""


@dataclass(frozen=True)
class Node:
    """One operation: its kind, and its operands."""

    kind: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Formula:
    """Sides (k) and the relations (k − 1) between them, and where it holds if not everywhere.

    `digits` are the figures of the literals in it, by the index that their nodes carry.
    """

    sides: tuple[Node | None, ...]
    relations: tuple[str, ...]
    where: "Formula | None"
    digits: tuple[str, ...]


class World(Protocol):
    """What a formula speaks of."""

    def value(self, name: str) -> Any:
        """Return what a name stands for, or raise `Unknown`."""

    def number(self, of: str) -> Any:
        """Return what a live number stands for."""

    def derivative(self, of: str, by: str) -> Any:
        """Return a partial derivative."""


def read(source: str, live: Mapping[str, str] = {}, signed: Collection[str] = ()) -> Formula:
    """Read a formula.

    Parameters
    ----------
    source
        As of an `Equation`.
    live
        What the live numbers in it are of, by the names of their parts.
    signed
        Names of those live numbers that carry their sign as a term of a sum.
    """
    return _Reader(source, live, signed).formula()


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, source: str, live: Mapping[str, str], signed: Collection[str]) -> None:
        self.source, self.live, self.signed = source, live, signed
        self.digits: list[str] = []
        self.tokens = self._tokens(source)
        self.at = 0

    def _tokens(self, source: str, label: str = "") -> list[tuple[str, str, str]]:
        """Kind, text, and the name of the part that each token stands in."""
        tokens: list[tuple[str, str, str]] = []
        for match in _TOKEN.finditer(source.rstrip()):
            kind = str(match.lastgroup)
            text = match[kind]
            if kind == "part":
                inner = _PART.fullmatch(text)
                assert inner
                body, name = inner[1], inner[2]
                if name in self.live:
                    tokens += [("sign", "+", "")] if name in self.signed else []
                    tokens.append(("live", self.live[name], name))
                else:
                    tokens += self._tokens(body, name)
            elif kind == "text" and text not in CLAUSES:
                continue  # a unit
            elif text.strip() and text not in SPACES:
                tokens.append((kind, text, label))
        return tokens

    # -- the grammar ---------------------------------------------------------------------------

    def formula(self) -> Formula:
        sides: list[Node | None] = [self._side()]
        relations: list[str] = []
        while self._text() in RELATIONS:
            relations.append(self._take()[1])
            sides.append(self._side())
        where = None
        if self._text() == '"at"':
            self._take()
            where = self.formula()
        if self.at < len(self.tokens):
            raise Unknown(f"cannot read {self._text()!r} in {self.source!r}")
        return Formula(tuple(sides), tuple(relations), where, tuple(self.digits))

    def _side(self) -> Node | None:
        at_end = self.at == len(self.tokens) or self._text() in RELATIONS
        return None if at_end else self._sum()

    def _sum(self) -> Node:
        total = self._term()
        while self._text() in ("+", "-"):
            sign = self._take()[1]
            term = self._term()
            total = Node("add", (total, term if sign == "+" else Node("neg", (term,))))
        return total

    def _term(self) -> Node:
        if self._text() in ("-", "+"):
            sign = self._take()[1]
            inner = self._term()
            return Node("neg", (inner,)) if sign == "-" else inner
        product = self._factor()
        while True:
            if self._text() in ("dot", "times") and self._kind() == "name":
                kind = "mul" if self._take()[1] == "times" else "dot"
                product = Node(kind, (product, self._signed()))
            elif self._starts_factor():
                product = Node("mul", (product, self._factor()))
            else:
                return product

    def _signed(self) -> Node:
        """A factor after a dot, which may have a minus before it."""
        if self._text() != "-":
            return self._factor()
        self._take()
        return Node("neg", (self._factor(),))

    def _starts_factor(self) -> bool:
        kind, text = self._kind(), self._text()
        return (kind in ("number", "name", "live") and text not in RELATIONS) or text == "("

    def _factor(self) -> Node:
        value = self._attached()
        while self._text() in ("/", "\\/"):
            self._take()
            value = Node("div", (value, self._attached()))
        return value

    def _attached(self) -> Node:
        """An atom with its subscript, primes and power."""
        value = self._atom()
        while self._text() in ("_", "^", "'"):
            sign = self._take()[1]
            if sign == "'" or (sign == "^" and self._text() == "prime"):
                if sign == "^":
                    self._take()
                value = self._renamed(value, "'")
            elif sign == "_":
                value = self._renamed(value, "_" + self._subscript())
            else:
                value = Node("pow", (value, self._group()))
        if value.kind == "name" and value.args[0] in ("g", "E") and self._text() == "(":
            return Node("of", (value, *self._arguments()))
        return value

    def _renamed(self, node: Node, suffix: str) -> Node:
        if node.kind != "name":
            raise Unknown(f"what is {suffix!r} of {node} in {self.source!r}?")
        name, label = node.args
        return Node("name", (name + suffix, label))

    def _subscript(self) -> str:
        kind, text, _ = self._take()
        if kind not in ("name", "number"):
            raise Unknown(f"cannot read the subscript {text!r} in {self.source!r}")
        return text

    def _group(self) -> Node:
        if self._text() == "(":
            (inner,) = self._arguments()
            return inner
        return self._atom()

    def _atom(self) -> Node:
        kind, text, label = self._take()
        if kind == "number":
            self.digits.append(text)
            return Node("literal", (float(text), len(self.digits) - 1, label))
        if kind == "live":
            return Node("live", (text,))
        if text == "(":
            self.at -= 1
            (inner,) = self._arguments()
            return inner
        if kind != "name":
            raise Unknown(f"cannot read {text!r} in {self.source!r}")
        if text in ACCENTS:
            (inner,) = self._arguments()
            return Node("name", (f"{text}({inner.args[0]})", label))
        if text in ("partial", "nabla"):
            inner = self._attached()
            return Node("name", (f"{text} {inner.args[0]}", label))
        if text in ("sum", "product"):
            return self._summation(text)
        if text in ("vec", "cases"):
            return Node(text, tuple(self._arguments()))
        if text in FUNCTIONS:
            if text == "ln" and self._text() != "(":
                return Node("call", (text, self._attached()))
            (inner,) = self._arguments()
            return Node("call", (text, inner))
        return Node("name", (text, label))

    def _summation(self, kind: str) -> Node:
        """A sum or a product over all rows: `sum_n`, or `sum_(n=1)^N`."""
        bounds = ""
        while self._text() in ("_", "^") or (bounds and bounds[-1] in "_^"):
            bounds += self._take()[1]
            if bounds[-1] == "(":
                while bounds[-1] != ")":
                    bounds += self._take()[1]
        if bounds not in ("_n", "_(n=1)^N"):
            raise Unknown(f"a {kind} over {bounds!r} in {self.source!r}")
        return Node(kind, (self._term(),))

    def _arguments(self) -> list[Node]:
        """What stands in brackets, between commas; options are left out."""
        if self._take()[1] != "(":
            raise Unknown(f"a bracket is missing in {self.source!r}")
        found: list[Node] = []
        while True:
            if self._text() == "delim":
                for _ in range(2):
                    self._take()
            else:
                found.append(self._case(self._sum()))
            closing = self._take()[1]
            if closing == ")":
                return found
            if closing != ",":
                raise Unknown(f"cannot read {closing!r} in {self.source!r}")

    def _case(self, value: Node) -> Node:
        """A value, and the condition on which it holds if there is one."""
        if self._text() != "&":
            return value
        self._take()
        if self._take()[1] != '"if"':
            raise Unknown(f"a case without an if in {self.source!r}")
        left = self._sum()
        if self._take()[1] != "=":
            raise Unknown(f"a case without an equation in {self.source!r}")
        return Node("case", (value, left, self._sum()))

    # -- tokens --------------------------------------------------------------------------------

    def _kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _text(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> tuple[str, str, str]:
        if self.at >= len(self.tokens):
            raise Unknown(f"{self.source!r} ends too soon")
        self.at += 1
        return self.tokens[self.at - 1]


def evaluate(node: Node, world: World, nudge: tuple[int, float] = (-1, 0.0)) -> Any:
    """Return the value of a tree: a float, rows (N,), or a vector (2, 1) or of rows (2, N).

    ``nudge`` is the index of a literal, and what is added to it.
    """

    def value(inner: Node) -> Any:
        return evaluate(inner, world, nudge)

    kind, args = node.kind, node.args
    match kind:
        case "literal":
            return args[0] + (nudge[1] if args[1] == nudge[0] else 0.0)
        case "live":
            return world.number(args[0])
        case "name":
            name, label = args
            step = label.rpartition("-")[2]
            known = name not in ("1", "0") and step in STEPS and name.startswith(("w_", "w'_"))
            return world.value(f"{name}-{step}" if known else name)
        case "of":
            if [inner.args[0] for inner in args[1:]] != ["w_0", "w_1"]:
                raise Unknown(f"{args[0].args[0]} of {args[1:]}")
            return value(args[0])
        case "add":
            return value(args[0]) + value(args[1])
        case "neg":
            return -value(args[0])
        case "mul":
            return value(args[0]) * value(args[1])
        case "dot":
            left, right = value(args[0]), value(args[1])
            bold = all(str(each.args[0]).startswith("bold") for each in args)
            return np.sum(left * right) if bold else left * right
        case "div":
            names = [str(each.args[0]) for each in args if each.kind == "name"]
            if len(names) == 2 and all(name.startswith("partial ") for name in names):
                return world.derivative(*(name.removeprefix("partial ") for name in names))
            return value(args[0]) / value(args[1])
        case "pow":
            return value(args[0]) ** value(args[1])
        case "call":
            return FUNCTIONS[args[0]](value(args[1]))
        case "sum" | "product":
            rows = np.asarray(value(args[0]))
            if rows.ndim == 0 or rows.shape[-1] != world.value("N"):
                raise Unknown(f"a {kind} over what is the same in every row")
            over = np.sum if kind == "sum" else np.prod
            return over(rows, axis=-1, keepdims=rows.ndim == 2)
        case "vec":
            return np.stack(np.broadcast_arrays(*(np.atleast_1d(value(each)) for each in args)))
        case "cases":
            total, met = 0.0, 0
            for each in args:
                result, left, right = (value(inner) for inner in each.args)
                total, met = total + np.where(left == right, result, 0.0), met + (left == right)
            if not np.all(met == 1):
                raise Unknown("cases that are not met once")
            return total
    raise Unknown(f"an operation {kind}")
