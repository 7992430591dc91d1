"""Numbers of a mobject that animate: angles of a view, the rise of a surface, the turn of a ball.

Manim interpolates points and colours. A mobject that names its `dials` has these attributes
interpolated too, so that `.animate`, `Transform`, copies and the cache treat them as part of it.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Self, cast

from manim import Animation, Mobject, VMobject, smooth, straight_path

__all__ = ["Dialled", "Dim", "Sharing", "Turn"]


class Sharing(VMobject):
    """A mobject whose copies share what it names in `shared`, instead of copying it.

    Manim copies mobjects deeply, at every fade: a curve would take its plot, its objective and
    all the data with it.
    """

    shared: ClassVar[tuple[str, ...]] = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy all but what is shared."""
        for name in self.shared:
            value = getattr(self, name, None)
            memo[id(value)] = value
        return super().__deepcopy__(memo)


class Dialled(Sharing):
    """A mobject whose float attributes named in `dials` take part in every interpolation."""

    dials: ClassVar[tuple[str, ...]] = ()

    def interpolate(
        self,
        mobject1: Mobject,
        mobject2: Mobject,
        alpha: float,
        path_func: Any = straight_path(),  # noqa: B008
    ) -> Self:
        """Interpolate points and colours as Manim does, and the dials linearly."""
        super().interpolate(mobject1, mobject2, alpha, path_func)
        for name in self.dials:
            start, end = getattr(mobject1, name, None), getattr(mobject2, name, None)
            if start is not None and end is not None:
                setattr(self, name, start + (end - start) * alpha)
        return self

    def set_dials(self, **values: float) -> Self:
        """Set dials by name; usable as `mobject.animate.set_dials(theta=1.0)`.

        Raises
        ------
        AttributeError
            If the mobject has no dial of that name.
        """
        for name, value in values.items():
            if name not in self.dials:
                raise AttributeError(f"{type(self).__name__} has no dial {name!r}: {self.dials}")
            setattr(self, name, float(value))
        return self


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

    def __init__(self, mobject: VMobject, opacity: float, **kwargs: Any) -> None:
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
