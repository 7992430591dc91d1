"""Whatever stock Manim can paint, the stage paints as it does: frame by frame, to the bit."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    AnimationGroup,
    Arc,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    ImageMobject,
    LaggedStart,
    Line,
    MoveAlongPath,
    ReplacementTransform,
    Rotate,
    Scene,
    ShowIncreasingSubsets,
    Square,
    Succession,
    Transform,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
    Wait,
    always_redraw,
)
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.stage.manim.scene import StageScene

Play = Callable[..., Any]
Story = Callable[[Scene], None]

STORIES: dict[str, Story] = {}


def story(tell: Story) -> Story:
    STORIES[tell.__name__.replace("_", " ")] = tell
    return tell


def disc(colour: str = "#FFFFFF", radius: float = 0.8, opacity: float = 0.6) -> Circle:
    return Circle(radius, color=colour, fill_opacity=opacity)


def box(colour: str = "#3080FF", side: float = 1.6, opacity: float = 0.7) -> Square:
    return Square(side, color=colour, fill_opacity=opacity)


# -- nested, and inside one another --------------------------------------------------------------


@story
def a_child_that_is_animated_inside_a_parent_with_points(scene: Scene) -> None:
    parent, child = disc(radius=2.0), box()
    parent.add(child)
    scene.add(parent)
    scene.play(child.animate.shift(2 * RIGHT), run_time=0.6)


@story
def a_child_with_an_updater_inside_a_parent_with_points(scene: Scene) -> None:
    parent, child, tracker = disc(radius=2.0), box(), ValueTracker(0.0)
    parent.add(child)
    child.add_updater(lambda each: each.move_to([tracker.get_value(), 0, 0]))
    scene.add(parent, box("#FF3030").shift(3 * LEFT))
    scene.play(tracker.animate.set_value(2.0), run_time=0.6)
    scene.wait(0.4)


@story
def an_updater_of_a_parent_that_moves_its_children(scene: Scene) -> None:
    group, tracker = VGroup(disc(), VGroup(box().shift(RIGHT), disc("#FF0000"))), ValueTracker(0.0)
    group.add_updater(lambda each: each[1][0].move_to([0, tracker.get_value(), 0]))
    scene.add(box("#20FF20"), group)
    scene.play(tracker.animate.set_value(2.0), run_time=0.6)


@story
def one_of_many_in_a_nested_group(scene: Scene) -> None:
    groups = VGroup(*(VGroup(*(Dot([x, y, 0], 0.3) for x in range(3))) for y in range(3)))
    scene.add(box(), groups, disc())
    scene.play(groups[1][1].animate.shift(0.5 * UP), run_time=0.6)


@story
def a_mobject_that_two_groups_share(scene: Scene) -> None:
    shared, mover = disc(), box("#FF0000")
    scene.add(VGroup(shared, box()), mover, VGroup(disc("#00FF00").shift(0.4 * UP), shared))
    scene.play(mover.animate.shift(RIGHT), run_time=0.6)


# -- above and below -----------------------------------------------------------------------------


@story
def something_still_that_lies_above_what_moves(scene: Scene) -> None:
    scene.add(box().set_z_index(1), mover := disc())
    scene.play(mover.animate.shift(RIGHT), run_time=0.6)


@story
def something_moving_that_was_added_first_and_lies_above(scene: Scene) -> None:
    scene.add(mover := disc().set_z_index(2), box(), VGroup(box("#FF0000").shift(0.4 * UP)))
    scene.play(mover.animate.shift(RIGHT), run_time=0.6)
    scene.wait(0.2)


@story
def a_child_below_and_a_child_above(scene: Scene) -> None:
    below, above = box("#FF0000").set_z_index(-1), box("#00FF00").set_z_index(3)
    scene.add(disc(radius=1.2), VGroup(below, above, mover := disc("#FFFF00")), box())
    scene.play(mover.animate.shift(RIGHT), run_time=0.4)
    scene.play(below.animate.shift(RIGHT), run_time=0.4)
    scene.play(above.animate.shift(UP), run_time=0.4)


@story
def a_parent_with_points_that_lies_above_its_moving_child(scene: Scene) -> None:
    parent, child = disc(radius=1.5), box("#FF0000")
    parent.add(child)
    parent.set_z_index(2, family=False)
    scene.add(parent, box())
    scene.play(child.animate.shift(RIGHT), run_time=0.6)


@story
def what_is_in_the_foreground(scene: Scene) -> None:
    scene.add_foreground_mobjects(front := box("#FF0000"))
    scene.add(disc(), mover := box().shift(LEFT))
    scene.play(mover.animate.shift(RIGHT), run_time=0.6)
    scene.play(FadeIn(disc("#00FF00")), run_time=0.4)
    scene.play(front.animate.shift(UP), run_time=0.4)
    scene.wait(0.2)


@story
def what_arrives_below_what_is_still(scene: Scene) -> None:
    mover = disc()
    scene.add(box().shift(0.4 * DOWN), VGroup(mover))
    low = box("#FF0000").set_z_index(-2)
    scene.play(Succession(mover.animate.shift(RIGHT), FadeIn(low)), run_time=1)


# -- what stands still in front of what moves ---------------------------------------------------


@story
def a_mover_that_passes_behind_what_is_still(scene: Scene) -> None:
    scene.add(mover := disc().shift(3 * LEFT))
    scene.add(box().shift(RIGHT), box("#FF0000").shift(1.5 * RIGHT), box("#00FF00").shift(3 * UP))
    scene.play(mover.animate.shift(6 * RIGHT), run_time=1)
    scene.play(mover.animate.shift(6 * LEFT), run_time=0.6)


@story
def what_is_still_but_for_the_updater_of_another(scene: Scene) -> None:
    mover, other, third = disc().shift(3 * LEFT), box().shift(2 * RIGHT), box().shift(2 * UP)
    mover.add_updater(lambda each: other.move_to([2 - each.get_center()[0], -2, 0]))
    mover.add_updater(lambda each: third.set_stroke(width=2 + abs(each.get_center()[0])))
    scene.add(mover, other, third)
    scene.play(mover.animate.shift(RIGHT), run_time=0.6)


@story
def what_is_still_until_it_is_taken_away(scene: Scene) -> None:
    mover, other = disc().shift(3 * LEFT), box().shift(2 * RIGHT)
    turn = ValueTracker(0.0)
    scene.add(mover, other)
    scene.add_updater(lambda dt: scene.remove(other) if turn.get_value() > 0.5 else None)
    scene.play(mover.animate.shift(RIGHT), turn.animate.set_value(1.0), run_time=0.8)


# -- what arrives in mid-play ---------------------------------------------------------------------


def drifting(mobject: VMobject) -> VMobject:
    mobject.add_updater(lambda each, dt: each.shift(dt * UP))
    return mobject


@story
def a_succession_that_introduces_things_with_updaters(scene: Scene) -> None:
    tracker, first, second = ValueTracker(0.0), disc(), box().shift(3 * LEFT)
    third = always_redraw(lambda: Line(ORIGIN, [tracker.get_value(), 2, 0]))
    ways = [FadeIn(first), FadeIn(drifting(second)), Create(third), tracker.animate.set_value(3)]
    scene.play(Succession(*ways), run_time=2)
    scene.wait(0.4)


@story
def a_lagged_start_that_introduces_things_with_updaters(scene: Scene) -> None:
    cast = [drifting(disc().shift(x * RIGHT)) for x in (-3, 0, 3)]
    scene.add(box())
    scene.play(LaggedStart(*(FadeIn(each) for each in cast), lag_ratio=0.5), run_time=1.4)
    scene.play(LaggedStart(*(FadeOut(each) for each in cast), lag_ratio=0.5), run_time=1)


@story
def groups_of_animations_in_one_another(scene: Scene) -> None:
    one, two, three = disc(), box().shift(2 * LEFT), drifting(Triangle().shift(2 * RIGHT))
    four = drifting(box("#FF0000").shift(DOWN))
    scene.add(four)
    later = Succession(FadeIn(two), AnimationGroup(two.animate.shift(UP), FadeIn(three)))
    scene.play(AnimationGroup(FadeIn(one), later, lag_ratio=0.3), run_time=2)
    scene.play(Succession(Wait(0.4), Succession(FadeOut(two), FadeIn(disc("#00FF00")))))


@story
def a_group_whose_updater_adds_to_it(scene: Scene) -> None:
    group, tracker = VGroup(), ValueTracker(0.0)

    def grow(each: VGroup) -> None:
        if len(each) < tracker.get_value():
            each.add(drifting(Dot([len(each) - 2, 0, 0], 0.4)))

    group.add_updater(grow)
    scene.add(box(), group, disc().shift(LEFT))
    scene.play(tracker.animate.set_value(4.0), run_time=1)
    scene.wait(0.4)


@story
def an_updater_that_adds_to_the_scene(scene: Scene) -> None:
    tracker, late = ValueTracker(0.0), drifting(box())

    def show(each: VMobject) -> None:
        if tracker.get_value() > 0.5 and late not in scene.mobjects:
            scene.add(late)

    watcher = disc()
    watcher.add_updater(show)
    scene.add(watcher)
    scene.play(tracker.animate.set_value(1.0), run_time=1)
    scene.wait(0.4)


@story
def an_updater_that_comes_in_mid_play(scene: Scene) -> None:
    tracker, slow = ValueTracker(0.0), disc()

    def start(each: VMobject) -> None:
        if tracker.get_value() > 0.5 and not slow.updaters:
            drifting(slow)

    watcher = box().shift(3 * LEFT)
    watcher.add_updater(start)
    scene.add(watcher, slow)
    scene.play(tracker.animate.set_value(1.0), slow.animate.shift(RIGHT), run_time=1)
    scene.wait(0.4)


@story
def subsets_that_grow(scene: Scene) -> None:
    dots = VGroup(*(Dot([x, 0, 0], 0.5) for x in range(-2, 3)))
    scene.add(dots, box())
    scene.play(ShowIncreasingSubsets(dots), run_time=1)


# -- the usual ------------------------------------------------------------------------------------


@story
def fades_and_transforms(scene: Scene) -> None:
    one, two, three = disc(), box().shift(RIGHT), Triangle(fill_opacity=0.4).shift(2 * LEFT)
    scene.play(FadeIn(one, two), run_time=0.4)
    scene.play(Transform(one, three), run_time=0.4)
    scene.play(ReplacementTransform(two, Arc(angle=2)), FadeOut(one), run_time=0.4)
    scene.wait(0.4)


@story
def along_a_path(scene: Scene) -> None:
    path, mover = Circle(2.0), Dot(radius=0.4)
    scene.add(path, mover, box())
    scene.play(MoveAlongPath(mover, path), Rotate(path, 1.0), run_time=0.8)


@story
def redrawn_always(scene: Scene) -> None:
    tracker = ValueTracker(0.2)
    line = always_redraw(lambda: VGroup(Line(ORIGIN, [2, tracker.get_value(), 0]), disc()))
    scene.add(box(), line, disc("#FF0000").shift(LEFT))
    scene.play(tracker.animate.set_value(3.0), run_time=0.8)
    scene.play(FadeOut(line), run_time=0.4)


@story
def a_wait_with_updaters_and_a_frozen_one(scene: Scene) -> None:
    still, mover = disc(), drifting(box())
    scene.add(still, mover)
    scene.wait(0.6)
    scene.wait(0.4, frozen_frame=True)
    mover.suspend_updating()
    scene.wait(0.4)
    mover.resume_updating()
    mover.clear_updaters()
    scene.wait(0.4)


@story
def suspended_updaters_of_a_parent(scene: Scene) -> None:
    parent = VGroup(drifting(disc()), drifting(box().shift(2 * RIGHT)))
    parent.suspend_updating(recursive=False)
    scene.add(parent, mover := box("#FF0000").shift(2 * LEFT))
    scene.play(mover.animate.shift(DOWN), run_time=0.6)


@story
def a_tracker_whose_updater_moves_another(scene: Scene) -> None:
    clock, hand = ValueTracker(0.0), disc()
    clock.add_updater(lambda each, dt: hand.shift(dt * RIGHT))
    scene.add(clock, hand, box())
    scene.wait(0.6)


@story
def images_between_shapes(scene: Scene) -> None:
    picture = ImageMobject(np.full((8, 8, 3), 120, dtype=np.uint8)).scale(10)
    scene.add(Group(box(), picture), mover := disc())
    scene.play(mover.animate.shift(RIGHT), run_time=0.4)
    scene.play(picture.animate.shift(UP), run_time=0.4)


class Repainted(Scene):
    """Stock Manim made to paint all that is on the stage in every frame."""

    def get_moving_and_static_mobjects(self, animations: Any) -> tuple[list[Any], list[Any]]:
        """Split nothing."""
        return [], []


# Here stock Manim's own split changes the order of what stands still while something moves.
CONFUSED = {
    "a child below and a child above",
    "a parent with points that lies above its moving child",
    "what arrives below what is still",
    "what is still until it is taken away",
}


@pytest.mark.filterwarnings("ignore:'mode' parameter:DeprecationWarning")  # Manim's, of Pillow
@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, Repainted) for name in STORIES]
    + [(name, Scene) for name in STORIES if name not in CONFUSED],
)
def test_frames_are_those_of_stock_manim(
    name: str, kind: type[Scene], play: Play, stock: type[CairoRenderer]
) -> None:
    tell = STORIES[name]
    ours = play(tell, kind=StageScene).renderer.frames
    theirs = play(tell, kind=kind, renderer=stock).renderer.frames
    assert len(ours) == len(theirs) > 1
    assert any(frame[..., :3].any() for frame in theirs)
    unlike = [
        number
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True))
        if not np.array_equal(one, other)
    ]
    assert unlike == []


def test_a_thing_with_an_updater_of_the_scenes_own_moves(play: Play) -> None:
    """Stock Manim shows it twice: where it was, and where it is."""
    seen = []

    def tell(scene: Scene) -> None:
        scene.add(mover := box(opacity=1.0))
        scene.add_updater(lambda dt: mover.shift(5 * dt * RIGHT))
        scene.wait(0.6)
        seen.append(mover.get_center()[0])

    frames = play(tell, kind=StageScene).renderer.frames
    lit = [np.flatnonzero(frame[45, :, 2] > 100) for frame in frames]
    assert seen[0] == pytest.approx(2)
    assert all(np.ptp(each) <= 20 for each in lit)
    assert lit[0].mean() < lit[-1].mean()


def test_what_is_not_seen_touches_nothing(play: Play) -> None:
    unseen, empty, dot = Square(20.0, stroke_width=0), VMobject(), Dot()

    def tell(scene: Scene) -> None:
        scene.add(unseen, empty, dot)
        scene.play(unseen.animate.shift(UP), empty.animate.shift(UP), run_time=0.6)

    assert play(tell, kind=StageScene).still_now == [dot]
