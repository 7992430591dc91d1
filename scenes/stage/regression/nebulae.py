"""The bowl of Hubble's nebulae: what the film on a line descends, and what others glimpse at."""

from mlcore import hubble
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.layout import Slot
from scenes.stage.motion.playhead import Playhead
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.study import LineStudy
from scenes.stage.settings import Settings

__all__ = ["HUBBLE", "VELOCITY", "bowl_of_hubble", "line_of_hubble"]

HUBBLE = Choices(
    start=(8.0, 1.0), learning_rate=0.02, iterations=990, milestones=(60, 270, 510, 990)
)
"""What is shown of the nebulae unless a user's settings say otherwise."""
VELOCITY = "velocity (100 km/s)"


def line_of_hubble() -> LineStudy:
    """Return the study of the nebulae, without a user's settings."""
    return LineStudy.read(Settings(), hubble, HUBBLE, VELOCITY)


def bowl_of_hubble(study: LineStudy, head: Playhead, slot: Slot) -> LossPanel:
    """Return the bowl of a study in a slot, and in it a ball where a playhead stands."""
    panel = LossPanel(study.landscape, study.space, basin=study.basin, slot=slot)
    panel.add_descent(study.run).follow(head)
    return panel
