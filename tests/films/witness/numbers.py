"""What live numbers must say: asked of mlcore, at the weights or the playhead of that moment.

A number says by `of` what it is the value of, and by `at` where that is taken:

- `at` is `Weights`, or `Weights` and a tracker of x: a point that the viewer moves;
- `at` is a run and its playhead (or a fixed iteration): a moment of a descent;
- left out, it is the one thing on the stage that moves: the only descent, else the only weights.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from mlcore import LinearRegression, LogisticRegression, Objective, Trajectory, hubble_today
from scenes.stage.look.text import LiveNumber
from scenes.stage.motion.weights import Weights
from scenes.stage.regression.study import Study

__all__ = ["Descent", "UnwitnessedError", "agrees", "moment", "value_of", "weights_of"]

Array = NDArray[np.float64]


class UnwitnessedError(Exception):
    """A live number that nobody knows how to check."""


@dataclass(frozen=True)
class Descent:
    """A moment of a descent: a run, and the fractional iteration of its playhead."""

    run: Trajectory
    head: float

    @property
    def here(self) -> float:
        """The iteration, held within the run: short runs rest where they end."""
        return float(np.clip(self.head, 0, len(self.run)))

    @property
    def made(self) -> int:
        """How many steps have been made."""
        return int(np.floor(self.here + 1e-6))

    @property
    def step(self) -> int:
        """Which step is on the way, or the last one made."""
        return max(1, int(np.ceil(self.here - 1e-6)))

    @property
    def w(self) -> Array:
        """(2,) the weights, on the straight line from one iterate to the next."""
        before = min(int(self.here), len(self.run) - 1)
        share = self.here - before
        return (1 - share) * self.run.params[before] + share * self.run.params[before + 1]

    def iterate(self, step: int) -> Array:
        """(2,) the weights after so many steps."""
        return np.asarray(self.run.params[step])


def moment(at: object) -> Descent:
    """Return the moment of a run and its playhead."""
    run, head = at  # type: ignore[misc]
    return Descent(run, float(head.get_value() if hasattr(head, "get_value") else head))


def objective_of(study: Study) -> Objective:
    """Return the loss of a study's data, made anew."""
    return (LogisticRegression if study.drawn.classes else LinearRegression)(study.data)


def weights_of(weights: Weights) -> Array:
    """Return the weights (2,) that a tracker stands at."""
    return np.asarray(weights.w if hasattr(weights, "w") else weights.pair, dtype=float)


# -- at weights ---------------------------------------------------------------------------------


def _weights(at: Any) -> Array:
    holder = at[0] if isinstance(at, tuple) else at
    if not isinstance(holder, Weights):
        raise UnwitnessedError(f"is at {type(holder).__name__}, not at weights")
    return weights_of(holder)


def _x(at: Any) -> float:
    if not (isinstance(at, tuple) and len(at) == 2):
        raise UnwitnessedError("needs at=(weights, tracker of x)")
    return float(at[1].get_value())


def _surprises(study: Study, at: Any) -> float:
    """The sum of −ln of the chances given to what happened, over the rows up to an x."""
    x, y = study.raw.x, study.raw.y
    p = expit(_weights(at) @ np.stack([np.ones_like(x), (x - x.mean()) / x.std()]))
    return float(-np.log(np.where(y == 1, p, 1 - p))[x <= _x(at)].sum())


def _rate(study: Study, at: Any) -> float:
    """The learning rate at which one step goes from the weights of ``at[1]`` to those of now."""
    start = np.asarray(at[1], dtype=float)
    slope = objective_of(study).gradient(start)
    return float((start - _weights(at)) @ slope / (slope @ slope))


AT_WEIGHTS: dict[str, Callable[[Study, Any], float]] = {
    "w0": lambda study, at: _weights(at)[0],
    "w1": lambda study, at: _weights(at)[1],
    "loss": lambda study, at: float(objective_of(study).loss(_weights(at))),
    "rate": _rate,
    "product": lambda study, at: float(np.exp(-_surprises(study, at))),
}


def _rows(run: Trajectory) -> tuple[Array, Array]:
    """The rows (1, x) of a run's data, and their y."""
    data = run.objective.data  # type: ignore[attr-defined]
    return np.stack([np.ones(len(data)), data.x], axis=-1), data.y


# -- at a moment of a descent -------------------------------------------------------------------

AT_A_DESCENT: dict[str, Callable[[Descent], float]] = {
    "iteration": lambda now: float(np.floor(now.head + 1e-6)),
    "w0": lambda now: now.w[0],
    "w1": lambda now: now.w[1],
    "w0-old": lambda now: now.iterate(now.step - 1)[0],
    "w1-old": lambda now: now.iterate(now.step - 1)[1],
    "w0-new": lambda now: now.iterate(now.step)[0],
    "w1-new": lambda now: now.iterate(now.step)[1],
    "gradient-0": lambda now: now.run.objective.gradient(now.iterate(now.step - 1))[0],
    "gradient-1": lambda now: now.run.objective.gradient(now.iterate(now.step - 1))[1],
    "loss": lambda now: float(now.run.objective.loss(now.w)),
    "steps-made": lambda now: float(now.made),
    "loss-made": lambda now: float(now.run.objective.loss(now.iterate(now.made))),
    "excess-made": lambda now: (
        float(now.run.objective.loss(now.iterate(now.made)))
        - float(now.run.objective.loss(np.linalg.lstsq(*_rows(now.run), rcond=None)[0]))
    ),
    "slope": lambda now: float(np.linalg.norm(now.run.objective.gradient(now.iterate(now.made)))),
}

# -- elsewhere ----------------------------------------------------------------------------------


def _answer(study: Study, moved: Any) -> float:
    """The best slope in the table's units, every x so far on its way to where it is known today."""
    share = float(moved.share.get_value())
    x = (1 - share) * study.raw.x + share * hubble_today().x
    return float(np.polyfit(x, study.raw.y, 1)[0])


_HUBBLE_TIME = 3.0856775814913673e19 / 3.15576e16
"""Of 1 km/s per megaparsec: kilometres in a megaparsec over seconds in a thousand million years."""


def _age(study: Study, share: Any) -> float:
    """A share of the time since all was in one place, by the best slope."""
    slope = float(LinearRegression(study.raw).minimum()[1])
    return float(_HUBBLE_TIME / slope * share.get_value())


def _age_now(study: Study, moved: Any) -> float:
    """The time since all was in one place, by the best slope of that moment."""
    return _HUBBLE_TIME / _answer(study, moved)


def _known_age(study: Study, share: Any) -> float:
    """A share of the age of the Earth: 4.54 thousand million years (G. Dalrymple, 2001)."""
    return float(4.54 * share.get_value())


def _condition_number(study: Study, panel: Any) -> float:
    """λmax/λmin at the best weights, the inputs standardised by the panel's share.

    From the Hessian's entries in exact sums and differences of the inputs: λmax²/det H.
    """
    share = float(panel.share)
    x, mean, scale = study.raw.x, study.raw.x.mean(), study.raw.x.std()
    inputs = (x - share * mean) / scale**share
    v = study.run.goal
    p = expit(v[0] + v[1] * (x - mean) / scale)
    mass = p * (1 - p) / len(x)
    centre = (mass @ inputs) / mass.sum()
    spread = mass @ (inputs - centre) ** 2
    greatest = np.linalg.eigvalsh([[mass.sum(), mass @ inputs], [mass @ inputs, mass @ inputs**2]])[
        1
    ]
    return float(greatest**2 / (mass.sum() * spread))


def _change(study: Study, compass: Any) -> float:
    """By how much a step of the compass's length, at its angle, changes the loss at the start."""
    w = study.run.params[0]
    towards = np.array([np.cos(compass.angle), np.sin(compass.angle)])
    loss = objective_of(study).loss
    return float(loss(w + compass.reach * towards) - loss(w))


def _magnification(study: Study, panel: Any) -> float:
    """How many times less area of weights a panel shows than the study's window, as a length."""
    shown, whole = (np.prod(each.high - each.low) for each in (panel.space, study.space))
    return float(np.sqrt(whole / shown))


def _left(study: Study, at: Any, which: int) -> float:
    """What share of its way a step leaves, along an eigenvector of the Hessian."""
    bend = np.linalg.eigvalsh(objective_of(study).hessian(np.zeros(2)))[which]
    return float(1 - _rate(study, at) * bend)


ELSEWHERE: dict[str, Callable[[Study, Any], float]] = {
    "left-min": lambda study, at: _left(study, at, 0),
    "left-max": lambda study, at: _left(study, at, -1),
    "change": _change,
    "loss-at": lambda study, w: float(objective_of(study).loss(np.asarray(w))),
    "magnification": _magnification,
    "answer": _answer,
    "age": _age,
    "age-now": _age_now,
    "known-age": _known_age,
    "aspect": lambda study, at: float(np.sqrt(_condition_number(study, at))),
    "aspect-exponent": lambda study, at: float(np.log10(_condition_number(study, at)) / 2),
}


def value_of(
    number: LiveNumber, study: Study, descents: list[Descent], weights: list[Weights]
) -> float:
    """Return what a number must show.

    ``descents`` and ``weights`` are what moves on the stage, if the number does not say at what.

    Raises
    ------
    UnwitnessedError
        If nobody knows what the number is the value of, or where.
    """
    of, at = number.of, number.at
    if of in ELSEWHERE:
        if at is None:
            raise UnwitnessedError(f"is the {of}: it has to say at what, by at=…")
        return ELSEWHERE[of](study, at)
    if at is None:
        at = _only(of, descents, weights)
    if isinstance(at, tuple) and isinstance(at[0], Trajectory):
        at = moment(at)
    known = AT_A_DESCENT if isinstance(at, Descent) else AT_WEIGHTS
    if of not in known:
        raise UnwitnessedError(f"is of {of!r}, which nobody knows at {type(at).__name__}")
    return float(known[of](at) if isinstance(at, Descent) else known[of](study, at))  # type: ignore[call-arg,arg-type]


def _only(of: str, descents: list[Descent], weights: list[Weights]) -> Any:
    if of == "iteration" and len({each.head for each in descents}) == 1:
        return descents[0]
    for choices in (descents, weights):
        if len(choices) == 1 and not (choices is descents and of not in AT_A_DESCENT):
            return choices[0]
    raise UnwitnessedError(
        f"is of {of!r}, and {len(descents)} descents and {len(weights)} weights are about: "
        "say where, by at=…"
    )


def agrees(number: LiveNumber, value: float, near: float = 0.0) -> bool:
    """Tell whether a number's text is a value, as closely as its decimals allow, and ``near``."""
    said = float(number.text.replace("−", "-").replace("\u202f", ""))
    rounding = 0.5 * 10.0**-number.decimals * (1 + 1e-6) + 1e-9 * abs(value)
    return abs(said - value) <= rounding + near
