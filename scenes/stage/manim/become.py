"""What is drawn in one plot becomes what is drawn in another."""

from typing import Any

from manim import ReplacementTransform, VMobject

__all__ = ["Become"]


class Become(ReplacementTransform):
    """Turn a drawn thing into another one, which then stands in its place and follows its plot.

    The first leaves the stage as it stands now: nothing that moves it matters any more.

    Examples
    --------
    `self.play(Become(speed, doubled), run_time=BEAT)`
    """

    def __init__(self, old: VMobject, new: VMobject, **kwargs: Any) -> None:
        self.old = old
        super().__init__(old.copy().clear_updaters(), new.update(), **kwargs)

    def _setup_scene(self, scene: Any) -> None:
        """Put what leaves in the place of what is drawn."""
        scene.remove(self.old)
        super()._setup_scene(scene)

    def begin(self) -> None:
        """Aim at what the second looks like now."""
        super().begin()
        self.target_copy.clear_updaters()
