"""The mathematics of Descent: every number and every position on screen is computed here.

Data become an objective, an objective a trajectory, a trajectory a landscape and a rolling ball:

>>> objective = LinearRegression(hubble())
>>> run = descend(objective, (0, 0), GradientDescent(0.1), iterations=100)
>>> landscape = Landscape.around(objective, run)
>>> run.outcome
<Outcome.EXHAUSTED: 'the iterations ran out'>

So does a plain function, with any optimiser:

>>> run = descend(himmelblau(), (0, -0.5), HeavyBall(0.005, momentum=0.8), iterations=100)
>>> run.goal
array([3., 2.])
"""

from mlcore.calculus.differences import forward_quotient
from mlcore.calculus.directions import directional_slope, off_plane
from mlcore.calculus.fields import VectorField
from mlcore.calculus.jacobians import Mapping, sigmoid_layer
from mlcore.calculus.motions import Braking, falling
from mlcore.calculus.streamlines import streamline
from mlcore.calculus.sums import RunningSum
from mlcore.data.dataset import Dataset, challenger, hubble, hubble_today
from mlcore.data.expansion import hubble_time, rewound
from mlcore.data.standardisation import Standardisation
from mlcore.data.table import TableError, read_table
from mlcore.errors import UserError
from mlcore.inference.profile import (
    likelihood_region,
    profile_band,
    profile_intervals,
    standard_errors,
)
from mlcore.landscapes.basin import Basin, brought_below
from mlcore.landscapes.landscape import Landscape
from mlcore.landscapes.rolling import Contact, Rolling, surface_path
from mlcore.landscapes.section import Section
from mlcore.numerics.angles import towards
from mlcore.numerics.folded import folded_power, log_odds
from mlcore.numerics.spread import spread_points
from mlcore.objectives.curvature import (
    condition_number,
    fastest_learning_rate,
    level_reach,
    most_curved,
    stable_learning_rate,
)
from mlcore.objectives.functions import Function, beale, himmelblau, rosenbrock, saddle
from mlcore.objectives.linear import LinearRegression
from mlcore.objectives.logistic import LogisticRegression, SigmoidSquaredError
from mlcore.objectives.network import SigmoidNetwork
from mlcore.objectives.objective import (
    HasBatches,
    HasData,
    HasHessian,
    HasMinima,
    HasMinimum,
    NoHessianError,
    NoMinimumError,
    Objective,
    Predictor,
    Regression,
    known_minima,
)
from mlcore.objectives.rescaled import Rescaled
from mlcore.optimisers.adam import Adam, Moments
from mlcore.optimisers.descent import descend, iterates
from mlcore.optimisers.gradient_descent import GradientDescent
from mlcore.optimisers.heavy_ball import HeavyBall, Velocity
from mlcore.optimisers.milestones import milestones
from mlcore.optimisers.minibatches import minibatches
from mlcore.optimisers.nearness import steps_within
from mlcore.optimisers.nesterov import Nesterov
from mlcore.optimisers.newton import Newton
from mlcore.optimisers.optimiser import Optimiser
from mlcore.optimisers.rmsprop import MeanSquare, RMSProp
from mlcore.optimisers.trajectory import Iterate, Outcome, Trajectory

__all__ = [
    "Adam",  # momentum, and a step size for each weight
    "Basin",  # the loss over a window's part below a level
    "Braking",  # a car that comes to a stop
    "Contact",  # where a ball touches a surface
    "Dataset",  # pairs (x, y), checked and read-only
    "Function",  # a loss given by its formula
    "GradientDescent",  # the rule w − α ∇g
    "HasBatches",  # an objective that can be taken over some of its rows
    "HasData",  # an objective with data behind it
    "HasHessian",  # an objective with second derivatives
    "HasMinima",  # an objective of which any number of minima are known
    "HasMinimum",  # an objective whose minimum is known
    "HeavyBall",  # gradient descent with momentum
    "Iterate",  # one moment of a descent
    "Landscape",  # the loss over a window of weights
    "LinearRegression",  # a line, by the mean squared error
    "LogisticRegression",  # a probability, by the cross-entropy
    "Mapping",  # several numbers to several, and its Jacobian
    "MeanSquare",  # the memory of RMSProp
    "Moments",  # the memory of Adam
    "Nesterov",  # momentum that looks ahead
    "Newton",  # straight to the minimum of the parabola that fits
    "NoHessianError",  # no second derivatives to offer
    "NoMinimumError",  # a loss of which no minimum is known
    "Objective",  # what a loss must offer to be descended
    "Optimiser",  # what a rule for the next weights must offer
    "Outcome",  # why a descent stopped
    "Predictor",  # an objective whose weights make a model
    "RMSProp",  # a step size for each weight
    "Regression",  # a model of one input fitted to data
    "Rescaled",  # an objective on x', seen in the weights for x
    "Rolling",  # centre and orientation of a ball along a path
    "RunningSum",  # the area up to x, in flat slices
    "Section",  # a plane through n dimensions, and the loss on it
    "SigmoidNetwork",  # layers of sigmoids, and how far they are off
    "SigmoidSquaredError",  # a probability by the squared error: not convex
    "Standardisation",  # x' = (x − m)/s, and the weights back
    "TableError",  # a table that cannot be read, in one line
    "Trajectory",  # the weights that a descent passed through
    "UserError",  # what a user can cause and mend, in one line
    "VectorField",  # an arrow at every place
    "Velocity",  # the memory of a rule with momentum
    "beale",  # plateaus, and one minimum
    "brought_below",  # weights, brought into that part
    "challenger",  # 23 shuttle flights, 1986
    "condition_number",  # how elongated the valley is
    "descend",  # steps until there is a reason to stop
    "directional_slope",  # of a surface, by a step in a direction
    "falling",  # how far a stone has fallen
    "fastest_learning_rate",  # 2/(λmin + λmax)
    "folded_power",  # from a chance to the logarithm of its odds
    "forward_quotient",  # a slope over a step from x on
    "himmelblau",  # four minima
    "hubble",  # 24 nebulae, 1929
    "hubble_time",  # 1/H in thousand million years
    "hubble_today",  # the same, at the distances of today
    "iterates",  # steps without end
    "known_minima",  # those of any objective, perhaps none
    "level_reach",  # how far the weights of one loss lie about the minimum
    "likelihood_region",  # the weights that the data just do not refuse
    "log_odds",  # ln(p/(1 − p))
    "milestones",  # iterations at which to hold
    "minibatches",  # rows drawn for each step, seeded
    "most_curved",  # λmax, and where it points
    "off_plane",  # how far a surface is from its tangent plane
    "profile_band",  # limits of a probability, by profile likelihood
    "profile_intervals",  # limits of the weights, likewise
    "read_table",  # a data set from a CSV file
    "rewound",  # where something was, a time ago
    "rosenbrock",  # a curved, narrow valley
    "saddle",  # no minimum at all
    "sigmoid_layer",  # neurons side by side, as a map
    "spread_points",  # weights that cover a window evenly
    "stable_learning_rate",  # 2/λmax
    "standard_errors",  # of the weights
    "steps_within",  # how many steps it takes to come so near
    "streamline",  # the way that follows the arrows
    "surface_path",  # the contact along a path on z = h(u, v)
    "towards",  # unit vectors at angles
]
