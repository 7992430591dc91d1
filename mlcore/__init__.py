"""The mathematics of Descent: every number and every position on screen is computed here.

Data become an objective, an objective a trajectory, a trajectory a landscape and a rolling ball:

>>> objective = LinearRegression(hubble())
>>> run = descend(objective, (0, 0), GradientDescent(0.1), iterations=100)
>>> landscape = Landscape.around(objective, run)
>>> run.outcome
<Outcome.EXHAUSTED: 'the iterations ran out'>
"""

from mlcore.data.dataset import Dataset, challenger, hubble
from mlcore.data.table import TableError, read_table
from mlcore.landscapes.landscape import Landscape
from mlcore.landscapes.rolling import Contact, Rolling, surface_path
from mlcore.objectives.linear import LinearRegression
from mlcore.objectives.logistic import LogisticRegression, SigmoidSquaredError
from mlcore.objectives.objective import NoMinimumError, Objective, Standardisation, condition_number
from mlcore.objectives.rescaled import Rescaled
from mlcore.optimisers.descent import (
    GradientDescent,
    StepRule,
    descend,
    iterates,
    stable_learning_rate,
)
from mlcore.optimisers.milestones import milestones
from mlcore.optimisers.trajectory import Iterate, Outcome, Trajectory

__all__ = [
    "Contact",  # where a ball touches a surface
    "Dataset",  # pairs (x, y), checked and read-only
    "GradientDescent",  # the step rule w − α ∇g
    "Iterate",  # one moment of a descent
    "Landscape",  # the loss over a window of weights
    "LinearRegression",  # a line, by the mean squared error
    "LogisticRegression",  # a probability, by the cross-entropy
    "NoMinimumError",  # a loss that falls for ever
    "Objective",  # what a loss over two weights must offer
    "Outcome",  # why a descent stopped
    "Rescaled",  # an objective on x', seen in the weights for x
    "Rolling",  # centre and orientation of a ball along a path
    "SigmoidSquaredError",  # the same by the squared error: not convex
    "Standardisation",  # x' = (x − m)/s, and the weights back
    "StepRule",  # what a rule for the next weights must offer
    "TableError",  # a table that cannot be read, in one line
    "Trajectory",  # the weights that a descent passed through
    "challenger",  # 23 shuttle flights, 1986
    "condition_number",  # how elongated the valley is
    "descend",  # steps until there is a reason to stop
    "hubble",  # 24 nebulae, 1929
    "iterates",  # steps without end
    "milestones",  # iterations at which to hold
    "read_table",  # a data set from a CSV file
    "stable_learning_rate",  # 2/λmax
    "surface_path",  # the contact along a path on z = h(u, v)
]
