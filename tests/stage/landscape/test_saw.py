"""A bowl that is cut open: what is left of it, and where its edge runs."""

from dataclasses import replace

import numpy as np
import pytest

from mlcore import hubble, most_curved
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.landscape.saw import Saw
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.study import LineStudy
from scenes.stage.settings import Settings

OWN = Choices(start=(8.0, 1.0), learning_rate=0.02, iterations=20, milestones=(20,))


@pytest.fixture(scope="module")
def study() -> LineStudy:
    return LineStudy.read(Settings(), hubble, OWN, "velocity")


@pytest.fixture
def saw(study: LineStudy) -> Saw:
    panel = LossPanel(study.landscape, study.space, basin=study.basin)
    along = most_curved(study.objective)[1]
    return Saw(panel, study.objective, study.basin, study.minimum, along)


def weights_of(saw: Saw) -> np.ndarray:
    return saw.panel.space.weights_at(saw.panel.surface.mesh[..., :2])


def test_nothing_is_left_before_the_cut_and_all_behind_it(saw: Saw, study: LineStudy) -> None:
    whole = saw.panel.surface.mesh.copy()
    saw.set_dials(cut=1.0)
    mesh, weights = saw.panel.surface.mesh, weights_of(saw)
    before = (weights - study.minimum) @ saw.across
    assert before.max() == pytest.approx(0.0, abs=1e-9)
    behind = saw.before <= 0
    np.testing.assert_allclose(mesh[behind], whole[behind])
    heights = study.space.place(weights, study.objective.loss(weights))[..., 2]
    np.testing.assert_allclose(mesh[..., 2], heights, atol=1e-9)
    saw.set_dials(cut=0.0)
    np.testing.assert_allclose(saw.panel.surface.mesh, whole)


def test_half_way_the_cut_has_come_half_way(saw: Saw, study: LineStudy) -> None:
    saw.set_dials(cut=0.5)
    before = (weights_of(saw) - study.minimum) @ saw.across
    assert before.max() == pytest.approx(saw.before.max() / 2)


def test_the_edge_is_the_loss_along_the_line_from_wall_to_wall(saw: Saw, study: LineStudy) -> None:
    weights = saw.panel.space.weights_at(saw.edge[:, :2])
    away = weights - study.minimum
    np.testing.assert_allclose(away @ saw.across, 0.0, atol=1e-9)
    loss = study.space.floor + saw.edge[:, 2] / study.space.scale[2]
    np.testing.assert_allclose(loss, study.objective.loss(weights))
    assert loss.max() <= study.space.ceiling * (1 + 1e-9)
    saw.set_dials(cut=1.0)
    front = (weights_of(saw) - study.minimum)[saw.before > 0] @ saw.along
    assert front.min() == pytest.approx(saw.ends[0], rel=1e-2)
    assert front.max() == pytest.approx(saw.ends[1], rel=1e-2)


@pytest.mark.parametrize("signs", [(1.0, 1.0), (1.0, -1.0)])
def test_who_looks_at_the_cut_sees_the_line_run_to_the_right(
    signs: tuple[float, float], study: LineStudy
) -> None:
    panel = LossPanel(study.landscape, replace(study.space, signs=signs), basin=study.basin)
    along = most_curved(study.objective)[1]
    saw = Saw(panel, study.objective, study.basin, study.minimum, along)
    panel.set_dials(theta=saw.theta)
    edge, view = saw.edge, panel.view
    right = (edge[-1] - edge[0]) @ view.axes.T
    assert right[0] > 0
    assert right[2] == pytest.approx(0.0, abs=1e-9)
    front = (panel.space.scale[:2] * saw.across)[::-1]
    assert np.array([*front, 0.0]) @ view.axes[2] > 0
