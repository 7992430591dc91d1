"""Animations of dials: angles of a view, the rise of a surface, the turn of a ball."""

from collections.abc import Callable
from typing import Any, cast

from manim import Animation, Mobject, VMobject, smooth

from scenes.stage.manim.mobjects import Dialled

__all__ = ["Dim", "Turn"]


class Turn(Animation):
    """Bring dials of a mobject to new values and leave all else, updaters too, alone.

    Unlike `.animate`, several of these may act on one viewport and its contents at once.

    Examples
    --------
    `self.play(Turn(viewport, theta=1.2, phi=0.9), run_time=TURN)`
    """

    def __init__(
        self, mobject: Dialled, rate_func: Callable[[float], float] = smooth, **values: Any
    ) -> None:
        self.goals = {name: float(values.pop(name)) for name in mobject.dials if name in values}
        self.starts: dict[str, float] = {}
        super().__init__(mobject, rate_func=rate_func, suspend_mobject_updating=False, **values)

    def create_starting_mobject(self) -> Mobject:
        """Return the mobject itself: only its dials change, and they are kept in `starts`."""
        return cast(Mobject, self.mobject)  # not OpenGL's, as Manim has it annotated

    def begin(self) -> None:
        """Note where the dials stand."""
        self.starts = {name: getattr(self.mobject, name) for name in self.goals}
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Set each dial between its start and its goal."""
        share = self.rate_func(alpha)
        for name, goal in self.goals.items():
            start = self.starts[name]
            setattr(self.mobject, name, start + (goal - start) * share)


class Dim(Animation):
    """Bring the opacity of filled mobjects to a value, and leave their places to their updaters."""

    def __init__(self, mobject: Mobject, opacity: float, **kwargs: Any) -> None:
        self.goal = opacity
        self.starts: list[tuple[VMobject, float]] = []
        super().__init__(mobject, suspend_mobject_updating=False, **kwargs)

    def create_starting_mobject(self) -> Mobject:
        """Return the mobject itself: what changes is kept in `starts`."""
        return cast(Mobject, self.mobject)

    def begin(self) -> None:
        """Note the opacities to start from."""
        members = cast(list[VMobject], self.mobject.get_family())
        self.starts = [(member, float(member.get_fill_opacity())) for member in members]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        """Set each opacity between its start and the goal."""
        share = self.rate_func(alpha)
        for member, start in self.starts:
            member.set_fill(opacity=start + (self.goal - start) * share, family=False)
