"""A neuron has a wire and a weight for every input; a network is wired layer to layer."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from manim import Circle, Line, VMobject

from scenes.stage.plane.neuron import Neuron, network

RADIUS = 0.42

INPUTS = pytest.mark.parametrize(
    ("inputs", "weights", "wired"),
    [
        (["x"], ["w_1"], 1),
        (["x_1", "x_2"], ["w_1", "w_2"], 2),
        (["x_1", "x_2", "dots.v", "x_d"], ["w_1", "w_2", "", "w_d"], 3),
    ],
)
LAYERS = pytest.mark.parametrize("layers", [(1, 1), (3, 5, 5, 1), (2, 4, 3)])


def of_kind(kind: type, mobject: VMobject) -> list[VMobject]:
    return [each for each in mobject.get_family() if type(each) is kind]


@INPUTS
def test_every_input_has_a_wire_and_a_weight(
    inputs: list[str], weights: list[str], wired: int
) -> None:
    neuron = Neuron(inputs, weights, "b")
    assert len(neuron.inputs) == len(inputs)
    assert len(neuron.wires) == len(neuron.weights) == wired
    assert len(of_kind(Circle, neuron)) == wired + 2  # the sum and the sigmoid
    named = [place for place, name in zip(neuron.inputs, inputs, strict=True) if name != "dots.v"]
    for wire, place in zip(neuron.wires, named, strict=True):
        joins(wire, place, neuron.sum)
    for wire in of_kind(Line, neuron.bias):
        assert np.linalg.norm(neuron.sum.get_center() - wire.get_end()) == pytest.approx(RADIUS)
    joins(of_kind(Line, neuron.squash)[0], neuron.sum, of_kind(Circle, neuron.squash)[0])


def joins(wire: Line, one: VMobject, other: VMobject) -> None:
    """A wire leads from rim to rim, and straight from middle to middle."""
    start, end = one.get_center(), other.get_center()
    way = (end - start) / np.linalg.norm(end - start)
    assert wire.get_start() == pytest.approx(start + RADIUS * way, abs=1e-6)
    assert wire.get_end() == pytest.approx(end - RADIUS * way, abs=1e-6)


@INPUTS
def test_every_weight_stands_beside_its_own_wire(
    inputs: list[str], weights: list[str], wired: int
) -> None:
    neuron = Neuron(inputs, weights, "b")
    for k, label in enumerate(neuron.weights):
        gaps = [distance(label.get_center(), wire) for wire in neuron.wires]
        assert np.argmin(gaps) == k
        assert gaps[k] == pytest.approx(0.3, abs=0.05)


def distance(point: np.ndarray, wire: Line) -> float:
    start, way = wire.get_start(), wire.get_end() - wire.get_start()
    share = np.clip((point - start) @ way / (way @ way), 0, 1)
    return float(np.linalg.norm(point - start - share * way))


@INPUTS
def test_no_name_touches_another_or_a_wire_or_a_rim(
    inputs: list[str], weights: list[str], wired: int
) -> None:
    neuron = Neuron(inputs, weights, "b")
    wires = of_kind(Line, neuron)
    names = [*neuron.weights, neuron.bias[1], neuron.output[1]]
    names += [each for each in neuron.inputs if not of_kind(Circle, each)]  # the dots
    for node in (*neuron.inputs, neuron.sum, neuron.squash[1]):
        if of_kind(Circle, node):
            circle, name = node
            corners = name.get_corner([1, 1, 0]) - circle.get_center()
            assert np.linalg.norm(corners) < RADIUS  # it stands within
            assert all(not meet(box(name), box(each)) for each in names)
            assert all(not meet(box(circle), box(each)) for each in names)
    for one, other in combinations(names, 2):
        assert not meet(box(one), box(other))
    for name in names:
        for wire in wires:
            along = wire.get_start() + np.linspace(0, 1, 200)[:, None] * (
                wire.get_end() - wire.get_start()
            )
            low, high = box(name)
            assert not ((low < along[:, :2]) & (along[:, :2] < high)).all(axis=1).any()


def box(mobject: VMobject) -> tuple[np.ndarray, np.ndarray]:
    return mobject.get_corner([-1, -1, 0])[:2], mobject.get_corner([1, 1, 0])[:2]


def meet(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> bool:
    return bool((np.maximum(one[0], other[0]) < np.minimum(one[1], other[1])).all())


@LAYERS
def test_a_network_is_wired_layer_to_layer(layers: tuple[int, ...]) -> None:
    wires, nodes = network(layers, 9.0, 5.2)
    assert len(nodes) == sum(layers)
    columns = np.split(np.array([node.get_center() for node in nodes]), np.cumsum(layers)[:-1])
    for group, before, after in zip(wires, columns[:-1], columns[1:], strict=True):
        assert {type(wire) for wire in group} == {Line}
        assert len(group) == len(before) * len(after)
        assert {(place(wire.get_start()), place(wire.get_end())) for wire in group} == {
            (place(start), place(end)) for start in before for end in after
        }
    assert all(len(np.unique(column[:, 0].round(6))) == 1 for column in columns)


def place(point: np.ndarray) -> tuple[float, ...]:
    return tuple((np.round(point, 6) + 0.0).tolist())


@LAYERS
def test_a_network_fills_its_room_and_no_two_neurons_touch(layers: tuple[int, ...]) -> None:
    _, nodes = network(layers, 9.0, 5.2)
    every = np.array([node.get_center() for node in nodes])
    apart = np.linalg.norm(every[:, None] - every, axis=-1) + 9 * np.eye(len(every))
    assert apart.min() > 2 * 0.24
    assert np.ptp(every[:, 0]) == pytest.approx(9.0)
    assert np.ptp(every[:, 1]) <= 5.2
    columns = np.unique(every[:, 0].round(6))
    assert len(columns) == len(layers)
    assert all(
        after - before == pytest.approx(9.0 / (len(layers) - 1), abs=1e-5)
        for before, after in pairwise(columns)
    )
