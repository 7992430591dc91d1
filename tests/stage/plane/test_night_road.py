"""The road at night: what is nearer is larger, and passes by."""

import numpy as np
import pytest

from scenes.stage.plane.night_road import lane_ahead, road_at_night, stopped_time


def test_a_deer_is_as_large_as_it_is_near() -> None:
    come = [0.0]
    deer = road_at_night(lambda: come[0], 31.6)[-1]
    far = float(deer.height)
    come[0] = 27.0  # from 36 metres before the eye, which the bonnet is 4.4 before, to 9
    deer.update()
    assert deer.height == pytest.approx(4 * far)


def test_the_car_hides_the_feet_of_a_deer_close_by() -> None:
    come = [33.0]  # 4.4 metres from the eye
    deer = road_at_night(lambda: come[0], 33.0)[-1]
    assert deer.get_bottom()[1] == pytest.approx(lane_ahead(33.0)[:, 1].min())
    assert deer.get_top()[1] == pytest.approx(1.5 + 18.0 * (1.57 - 1.13) / 4.4)
    assert deer.get_top()[1] < 3.5  # whole in the frame


def test_what_stands_in_a_row_passes_by() -> None:
    come = [0.0]
    marks = road_at_night(lambda: come[0], 33.0)[3]
    seen = []
    for come[0] in (0.0, 1.0, 45.0):  # dashes are 9 metres apart, and posts 15
        marks.update()
        seen.append(marks.points.copy())
    assert not np.allclose(seen[0], seen[1])
    assert seen[2] == pytest.approx(seen[0])


def test_the_strip_of_the_way_ends_where_it_is_to() -> None:
    assert np.ptp(lane_ahead(0.0)[:, 1]) == pytest.approx(0.0)  # not beyond the bonnet yet
    top = lane_ahead(31.6)[:, 1].max()
    assert top == pytest.approx(1.5 - 18.0 * 1.13 / 36)  # below the horizon, as the eye is high


def test_where_time_stands_still_all_is_veiled_but_the_captions() -> None:
    veil, bars = stopped_time()
    assert 0.3 < veil.get_fill_opacity() < 0.8
    assert veil.get_left()[0] < -7.12
    assert min(veil.get_right()[0] - 7.12, veil.get_top()[1] - 4) > 0
    assert veil.get_bottom()[1] == pytest.approx(lane_ahead(33.0)[:, 1].min())
    assert len(bars.get_subpaths()) == 2
