"""Whether a formula that a film shows is true, at random points and of the film's own numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlcore import Dataset, LinearRegression, LogisticRegression, Trajectory
from scenes.stage.regression.study import Study
from tests.films.witness.typst import Formula, Node, Unknown, evaluate, read
from tests.films.witness.worlds import Table, known, neuron, worlds

__all__ = ["Shown", "fault"]

NEURON = {"x_1", "x_2", "x_d", "w_2", "w_d", "b", "bold(W)", "bold(x)"}
CLOSE = 1e-9
FIGURES = 0.0626
"""A rounded number is off by so small a share of itself: a lone 8 may stand for 7.5 to 8.5."""


@dataclass(frozen=True)
class Shown:
    """A formula as it stood on the stage.

    Attributes
    ----------
    source
        Typst mathematics.
    live, signed
        What its live numbers are of, by their parts' names; and which carry their sign.
    runs
        Descents that it may speak of: its own, if it stands beside one.
    curves
        Weights (2,) of the curves that stood beside it.
    """

    source: str
    live: tuple[tuple[str, str], ...] = ()
    signed: tuple[str, ...] = ()
    runs: tuple[Trajectory, ...] = ()
    curves: tuple[tuple[float, float], ...] = ()


def fault(shown: Shown, study: Study) -> str:
    """Return what is wrong with a formula, or nothing."""
    try:
        formula = read(shown.source, dict(shown.live), shown.signed)
        wrong = [_disagreement(formula, choices) for choices in _stages(formula, shown, study)]
    except Unknown as unknown:
        return f"{shown.source!r}: {unknown}"
    return next((f"{shown.source!r} is not true: {text}" for text in wrong if text), "")


def rate_of(run: Trajectory) -> float:
    """Return the learning rate of a plain descent, from what its first step did."""
    step, slope = run.params[0] - run.params[1], run.gradients[0]
    return float(step @ slope / (slope @ slope))


def _stages(formula: Formula, shown: Shown, study: Study) -> Iterator[list[Table]]:
    """Yield lists of worlds: in one of each the formula has to hold."""
    names, labels = set(_names(formula)), set(_labels(formula))
    classes, own = bool(study.drawn.classes), rate_of(study.run)
    rates = [rate_of(run) for run in shown.runs] or [own]
    if names & NEURON:
        yield [neuron()]
        return
    if names == {"hat(y)"} and formula.where is None:  # a name of the place where the model says so
        for world in worlds(classes, own):
            boundary = -world.names["w_0"] / world.names["w_1"]
            data = Dataset(world.names["x_n"], world.names["y_n"])
            w = np.array([world.names["w_0"], world.names["w_1"]])
            yield [known(data, w, boundary, own)]
        return
    if formula.sides[-1] == Node("literal", (0.0, len(formula.digits) - 1, "zero")):
        yield [known(study.data, np.asarray(study.run.goal), 0.0, own)]  # an equation to be solved
        return
    of_data = bool(_rounded(formula))  # it has numbers of the film's data in it
    if not of_data:
        for world in worlds(classes, own):
            yield [world]
        return
    if "p" in names:
        yield list(_chances(shown, study))
        return
    if "arrow.r" in formula.relations:
        goals = [run.goal for run in shown.runs] or [study.run.goal]
        yield [known(study.data, np.asarray(goal), 0.0, own) for goal in goals]
        return
    rng = np.random.default_rng(3)
    x = float(rng.uniform(study.raw.x.min(), study.raw.x.max()))
    w = rng.normal(size=2)
    if labels & {"w0", "w1"} or formula.where is not None:  # the answer, in the table's units
        w = np.asarray((LogisticRegression if classes else LinearRegression)(study.raw).minimum())
    least, greatest = np.linalg.eigvalsh(study.objective.hessian(np.zeros(2))).tolist()
    bends = {"lambda_min": least, "lambda_max": greatest}
    yield [known(study.raw, w, x, rate).having(**bends) for rate in rates]


def _chances(shown: Shown, study: Study) -> Iterator[Table]:
    """Yield for every row of data the world in which p is the chance of what happened there."""
    for curve in shown.curves:
        surprises = study.objective.surprise(np.array(curve), study.data.x, study.data.y)  # type: ignore[attr-defined]
        for surprise in np.unique(surprises[surprises < 700]):
            yield Table({"p": float(np.exp(-surprise))})


def _disagreement(formula: Formula, choices: list[Table]) -> str:
    """Return how the sides differ in the world where they differ least, or nothing."""
    found = [_differs(formula, world) for world in choices]
    if not found:
        raise Unknown("there is nothing to compare it with")
    return min(found, key=len)


def _differs(formula: Formula, world: Table) -> str:
    if formula.where is not None:  # "A at x = 3"
        place, value = formula.where.sides
        if place is None or value is None:
            raise Unknown("a place without a value")
        at, slack = _valued(formula.where, value, world)
        name = str(place.args[0])
        errors = []
        for end in (at - slack, at, at + slack):
            w = np.array([world.names["w_0"], world.names["w_1"]])
            z = w[0] + w[1] * end
            moved = world.having(**{name: end, "hat(y)": 1 / (1 + np.exp(-z))})
            errors.append(_sides_gap(formula, moved))
        crosses = min(errors) <= 0 <= max(errors) or np.allclose(errors, 0, atol=1e-9)
        return "" if crosses else f"off by {errors}"
    sides = [side for side in formula.sides if side is not None]
    values = [_valued(formula, side, world) for side in sides]
    if len(values) == 1:
        if sides[0].kind == "live" or not any(True for _ in _of_node(sides[0])):
            return ""  # a number alone: of those, other tests know
        (value, _) = values[0]
        same = [np.shape(value) == np.shape(q) and np.allclose(value, q) for q in world.quantities]
        if not any(same):
            raise Unknown("no test knows what this is")
        return ""
    relations = formula.relations[-(len(values) - 1) :]
    for relation, (left, slack), (right, more) in zip(
        relations, values[:-1], values[1:], strict=True
    ):
        if relation == "<":
            holds = bool(np.all(left < right + more))
        else:
            reach = CLOSE * (1 + np.abs(right)) + slack + more
            holds = np.ndim(left) == np.ndim(right) and bool(np.all(np.abs(left - right) <= reach))
        if not holds:
            return f"{np.ravel(left).tolist()} {relation} {np.ravel(right).tolist()}"
    return ""


def _sides_gap(formula: Formula, world: Table) -> float:
    left, right = (evaluate(side, world) for side in formula.sides if side is not None)
    return float(left - right)


def _valued(formula: Formula, side: Node, world: Table) -> tuple[Any, Any]:
    """Return the value of a side, and by how much its rounded literals leave it open."""
    value = evaluate(side, world)
    slack = 0.0
    for index in _rounded(formula):
        nudged = evaluate(side, world, (index, _half_unit(formula.digits[index])))
        slack = slack + 1.01 * np.abs(nudged - value)
    return value, slack


def _half_unit(digits: str) -> float:
    """Return half of what the last figure counts; closing zeros may have been left out."""
    half = 0.5 * 10.0 ** -len(digits.partition(".")[2])
    return min(half, FIGURES * float(digits)) or half


def _rounded(formula: Formula) -> list[int]:
    """Return which literals are rounded numbers, not figures of the formula itself."""
    found = []
    for side in formula.sides + (formula.where.sides if formula.where else ()):
        if side is None:
            continue
        inner = side.args[0] if side.kind == "neg" else side
        alone = inner.kind == "literal"
        for node, in_power in _literals(side):
            value, index, label = node.args
            exact = value in (0, 1, 2) and not label.startswith("w") and not alone
            exact = exact or label == "zero"
            if not exact and not in_power:
                found.append(index)
    return found


def _literals(node: Node, in_power: bool = False) -> Iterator[tuple[Node, bool]]:
    if node.kind == "literal":
        yield node, in_power
        return
    for inner in node.args:
        if isinstance(inner, Node):
            yield from _literals(inner, in_power or node.kind == "pow")


def _of_node(node: Node) -> Iterator[tuple[str, str]]:
    if node.kind == "name":
        yield node.args
    for inner in node.args:
        if isinstance(inner, Node):
            yield from _of_node(inner)


def _names(formula: Formula) -> Iterator[str]:
    for side in formula.sides:
        if side is not None:
            yield from (name for name, _ in _of_node(side))


def _labels(formula: Formula) -> Iterator[str]:
    for side in formula.sides:
        if side is not None:
            yield from (node.args[2] for node, _ in _literals(side))
