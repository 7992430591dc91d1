"""The mathematics of Descent: every number and every position on screen is computed here.

Data become a problem, a problem a trajectory, a trajectory a landscape and a rolling ball:

>>> problem = LinearRegression(hubble())
>>> run = descend(problem, (0, 0), GradientDescent(0.1), iterations=100)
>>> landscape = Landscape.around(problem, run)
>>> run.outcome
<Outcome.EXHAUSTED: 'the iterations ran out'>
"""

from mlcore.dataset import Dataset, challenger, hubble
from mlcore.descent import GradientDescent, StepRule, descend, iterates, stable_learning_rate
from mlcore.landscape import Landscape
from mlcore.linear import LinearRegression
from mlcore.logistic import LogisticRegression, SigmoidSquaredError
from mlcore.milestones import milestones
from mlcore.problem import NoMinimumError, Problem, Standardisation, condition_number
from mlcore.rescaled import Rescaled
from mlcore.rolling import Contact, Rolling, surface_path
from mlcore.table import TableError, read_table
from mlcore.trajectory import Iterate, Outcome, Trajectory

__all__ = [
    "Contact",  # where a ball touches a surface
    "Dataset",  # pairs (x, y), checked and read-only
    "GradientDescent",  # the step rule w − α ∇g
    "Iterate",  # one moment of a descent
    "Landscape",  # the loss over a window of weights
    "LinearRegression",  # a line, by the mean squared error
    "LogisticRegression",  # a probability, by the cross-entropy
    "NoMinimumError",  # a loss that falls for ever
    "Outcome",  # why a descent stopped
    "Problem",  # what a loss over two weights must offer
    "Rescaled",  # a problem on x', seen in the weights for x
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
