"""What stands still in front of what moves, and is painted once all the same."""

import pytest
from manim import LEFT, RIGHT, UP, Dot, Mobject, Square, ValueTracker

from scenes.stage.manim.ahead import Ahead


def standing() -> tuple[Square, list[Mobject]]:
    """Return a mover, and after it one thing that it touches, one that this touches, and two."""
    mover = Square(1.0)
    near, next_to_it = Square(1.0).shift(0.9 * RIGHT), Square(1.0).shift(1.8 * RIGHT)
    return mover, [near, next_to_it, Square(1.0).shift(5 * RIGHT), Square(1.0).shift(3 * UP)]


def test_only_what_nothing_before_it_touches_is_painted_beforehand() -> None:
    mover, still = standing()
    members = [mover, *still]
    ahead = Ahead(members, still)
    assert ahead.members == still[2:]
    assert ahead.behind(members) == ([mover, *still[:2]], False)


def test_what_lies_behind_may_be_touched() -> None:
    mover, still = standing()
    assert Ahead([*still, mover], still).members == still


def test_what_is_touched_later_falls_and_stays_fallen() -> None:
    mover, still = standing()
    members = [mover, *still]
    ahead = Ahead(members, still)
    mover.shift(5 * RIGHT)
    assert ahead.behind(members) == ([mover, *still[:3]], True)
    mover.shift(5 * LEFT)
    assert ahead.behind(members) == ([mover, *still[:3]], False)
    assert ahead.members == still[3:]


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.shift(0.01 * UP),
        lambda it: it.set_fill("#FF0000", opacity=0.5),
        lambda it: it.set_stroke("#FF0000"),
        lambda it: it.set_stroke(width=7),
    ],
)
def test_what_changes_falls(change: object) -> None:
    mover, still = standing()
    ahead = Ahead([mover, *still], still)
    assert callable(change)
    change(still[3])
    left, fallen = ahead.behind([mover, *still])
    assert fallen
    assert still[3] in left


def test_what_is_gone_is_not_painted_on() -> None:
    mover, still = standing()
    ahead = Ahead([mover, *still], still)
    assert ahead.behind([mover, *still[:3]]) == ([mover, *still[:2]], True)
    assert ahead.members == [still[2]]


def test_a_tracker_is_no_thing() -> None:
    tracker, dot = ValueTracker(0.0), Dot()
    assert Ahead([tracker, dot], [tracker, dot]).members == [dot]


def test_a_corner_reaches_farther_than_its_points() -> None:
    sharp, dot = Square(1.0, stroke_width=40), Dot(radius=0.01).shift(0.6 * RIGHT)
    assert Ahead([sharp, dot], [dot]).members == []
