"""What the film on Challenger says and shows, against answers found in another way."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim.mobject.text.typst_mobject import Typst
from scipy.optimize import brentq, minimize_scalar, root
from scipy.special import expit
from scipy.stats import chi2

from mlcore import Trajectory
from scenes.stage.film.film import Film
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.look.text import Label, LiveNumber
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.scaling import ScalingPanel

FLIGHTS = Path(__file__).parents[2] / "assets" / "data" / "challenger-1986.csv"
ANSWER, NEEDLE, LINE = "The answer", "A needle of a valley", "The question"
BENDS, VALLEY = "The line bends", "The valley is the uncertainty"
RIVALS, DESCENT = "Why not squared error?", "Descent"


def flights() -> tuple[np.ndarray, np.ndarray]:
    """Temperatures and classes, straight from the file."""
    with FLIGHTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("temperature_f", "o_ring_distress")
    x, y = (np.array([float(row[name]) for row in rows]) for name in columns)
    return x, y


X, Y = flights()
MIDDLE = 65.0
"""Weights at x − 65 °F are well enough conditioned for a general solver."""


def curvature(x: np.ndarray, p: np.ndarray) -> np.ndarray:
    """The Hessian (2, 2) of the mean cross-entropy with inputs x and chances p."""
    columns = np.stack([np.ones_like(x), x])
    return (columns * (p * (1 - p))) @ columns.T / len(x)


def fitted() -> np.ndarray:
    """The weights (2,) in °F for which the score equations hold, by a general root finder."""

    def scores(w: np.ndarray) -> np.ndarray:
        miss = expit(w[0] + w[1] * (X - MIDDLE)) - Y
        return np.array([miss.sum(), (miss * (X - MIDDLE)).sum()])

    w0, w1 = root(scores, [0.0, 0.0], tol=1e-14).x
    return np.array([w0 - w1 * MIDDLE, w1])


W = fitted()
P = expit(W[0] + W[1] * X)
STANDARD = (X - X.mean()) / X.std()
V = np.array([W[0] + W[1] * X.mean(), W[1] * X.std()])
"""The same weights for standardised x."""


def ratio(hessian: np.ndarray) -> float:
    least, greatest = np.linalg.eigvalsh(hessian)
    return float(greatest / least)


def two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def stable(x: np.ndarray) -> float:
    """The learning rate below which no descent on the cross-entropy over x can diverge."""
    return 2 / np.linalg.eigvalsh(curvature(x, np.full_like(x, 0.5)))[1]


@dataclass(frozen=True)
class Rolled:
    """A descent as a panel showed it, and the window (2, 2) of weights that it was shown in."""

    run: Trajectory
    window: np.ndarray


@dataclass
class Written:
    """Notes what can be read on the stage, by chapter, and which descents and curves are there."""

    film: Film = field(init=False)
    words: dict[str, set[str]] = field(default_factory=dict)
    lines: set[FitCurve] = field(default_factory=set)
    rolled: dict[str, dict[int, Rolled]] = field(default_factory=dict)
    shares: set[float] = field(default_factory=set)
    curves: dict[str, list[tuple[float, np.ndarray]]] = field(default_factory=dict)
    dots: list[int] = field(default_factory=list)
    asked: float = np.inf
    first: np.ndarray | None = None

    def __call__(self, film: Film) -> None:
        """Read all that is on the stage."""
        self.film, chapter = film, film.chapters[-1][0]
        here = self.words.setdefault(chapter, set())
        family = {id(each) for root in film.mobjects for each in root.get_family()}
        self.dots.append(sum(id(each) in family for each in film.plot.dots))
        for panel in [each for each in film.mobjects if isinstance(each, LossPanel)]:
            for run in [descent.run for descent in panel.descents]:
                window = np.array([panel.space.low, panel.space.high])
                self.rolled.setdefault(chapter, {})[id(run)] = Rolled(run, window)
            if isinstance(panel, ScalingPanel):
                self.shares.add(panel.share)
        if "curve" in vars(film):
            self.curves.setdefault(chapter, []).append((film.time, film.curve.w))
        for top in film.mobjects:
            for each in top.get_family():
                if isinstance(each, Label | LiveNumber):
                    here.add(each.text)
                    if each.text.startswith("Would you"):
                        self.asked = min(self.asked, film.time)
                elif isinstance(each, FitCurve) and film.chapters[-1][0] == LINE:
                    self.first = each.w if self.first is None else self.first
                    self.lines.add(each)
                elif isinstance(each, Typst):
                    here.add(each.typst_code)

    def numbers(self, chapter: str, pattern: str) -> set[float]:
        """The numbers in what a pattern with one group finds in a chapter."""
        found = (match for text in self.words[chapter] for match in re.finditer(pattern, text))
        return {number(match[1]) for match in found}


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("\u202f", "").replace(",", ""))


@pytest.fixture(scope="module")
def written(play_film: Callable[..., Film], blind: Callable[..., Any]) -> Written:
    """Return what can be read in the film, played to its end."""
    written = Written()
    play_film("logistic", {}, written, renderer=blind)
    return written


@pytest.fixture(scope="module")
def film(written: Written) -> Film:
    return written.film


@pytest.fixture(scope="module")
def captions(film: Film, captions_of: Callable[[Film], list[str]]) -> list[str]:
    """Return all captions, each in one line, with plain spaces."""
    return captions_of(film)


def said(captions: list[str], pattern: str) -> Iterator[str]:
    """The groups of every caption that a pattern finds."""
    for caption in captions:
        match = re.search(pattern, caption)
        if match:
            yield from match.groups()


# -- captions ----------------------------------------------------------------------------------


def test_how_many_flights_and_how_many_with_distress(captions: list[str]) -> None:
    assert (len(X), Y.sum(), (Y == 0).sum()) == (23, 7, 16)
    assert list(said(captions, r"^(\w+) shuttle flights had distress")) == ["Seven"]
    assert list(said(captions, r"Now the (\w+) without distress in the field joints")) == [
        "sixteen"
    ]
    assert list(said(captions, r"say (\d+) flights")) == ["23"]
    assert list(said(captions, r"holds (\d+) degrees below them all")) == [f"{X.min() - 31:.0f}"]


def test_the_ends_of_the_flights_with_distress_are_named(written: Written) -> None:
    assert {f"{X[Y == 1].min():.0f} °F", f"{X[Y == 1].max():.0f} °F"} <= written.words[LINE]


def test_what_is_said_of_the_cold(captions: list[str], written: Written) -> None:
    assert list(said(captions, r"^Forecast: air of (\d+) °F, the joint near that or colder")) == [
        "31"
    ]
    assert list(said(captions, r"not below (\d+) °F, the coldest launch so far")) == [
        f"{X.min():.0f}"
    ]
    assert any(text.startswith("23 of 24 earlier flights") for text in written.words[LINE])


def test_the_opening_s_dots_stand_from_the_first_frame_and_the_question_comes_soon(
    film: Film, written: Written
) -> None:
    starts = {
        each.content: each.start.total_seconds() for each in film.renderer.file_writer.subcaptions
    }
    (asked,) = [start for text, start in starts.items() if "launch?" in text]
    assert min(starts.values()) == 0
    assert asked < 6
    assert written.dots[0] == Y.sum()
    assert written.asked < 7


def test_the_seven_are_named_at_the_end_alone(film: Film) -> None:
    (told,) = [each for each in film.renderer.file_writer.subcaptions if "people" in each.content]
    assert told.start.total_seconds() > 0.9 * film.time


def test_how_many_with_distress_in_the_cold_and_in_the_warm(captions: list[str]) -> None:
    counted = [(Y[rows].sum(), rows.sum()) for rows in (X < 65, X > 65)]
    assert counted == [(4, 4), (3, 19)]
    assert (X != 65).all()  # so that every flight is counted on either side
    pattern = r"Below 65 °F: distress on (\d+) of (\d+) flights\. Above: on (\d+) of (\d+)\."
    assert list(said(captions, pattern)) == ["4", "4", "3", "19"]


def test_the_crew_is_named(written: Written) -> None:
    (crew,) = [text for text in written.words[ANSWER] if text.count("\n") > 3]
    assert {name.split()[-1] for name in crew.split("\n")} == {
        "Scobee",
        "Smith",
        "Resnik",
        "Onizuka",
        "McNair",
        "Jarvis",
        "McAuliffe",
    }


def test_what_least_squares_would_promise(captions: list[str]) -> None:
    slope, level = np.polyfit(X, Y, 1)
    assert f"{level + 31 * slope:.2f}" == "1.75"
    assert list(said(captions, r"At 31 °F the line promises a chance of ([\d.]+)\.")) == ["1.75"]


def test_what_the_same_line_says_as_the_logarithm_of_odds(
    captions: list[str], written: Written
) -> None:
    slope, level = 4 * np.polyfit(X, Y, 1) - [0, 2]
    chance = f"{expit(level + 31 * slope):.3f}"
    assert list(said(captions, r"first guess, .*: not ([\d.]+) now but [\d.]+\.$")) == ["1.75"]
    assert list(said(captions, r"first guess, .*: not [\d.]+ now but ([\d.]+)\.$")) == [chance]
    assert {"1.75", chance} <= written.words[BENDS]
    odds = [p / (1 - p) for p in expit(level + slope * np.array([40.0, 41.0]))]
    (factor,) = said(captions, r"Each degree warmer: the odds times ([\d.]+), all along")
    assert factor == f"{odds[1] / odds[0]:.2f}"
    assert list(said(captions, r"Guessed, a degree was odds times ([\d.]+)\.")) == [factor]


def test_what_was_surprising(captions: list[str], written: Written) -> None:
    """The curve of this chapter is not the best one, so each number is checked by itself."""
    places = list(said(captions, r"At (\d+) °F the less likely thing happened"))
    assert [Y[float(place) == X].tolist() for place in places] == [[0, 1]]
    chances_shown = written.numbers("How surprised are we?", r"^p = ([\d.]+)$")
    slope, level = 4 * np.polyfit(X, Y, 1)  # the sigmoid that the line touches
    w = np.array([level - 2 + slope * X.mean(), slope * X.std()])
    assert chances_shown == {round(expit(w @ [1, (75 - X.mean()) / X.std()]), 2)}
    losses = np.logaddexp(0, (1 - 2 * Y) * (w[0] + w[1] * STANDARD))
    assert X[losses.argmax()] == 75
    (once,) = said(captions, r"to the likelihood: once in ([\d,]+) times, all of this")
    p = expit(w[0] + w[1] * STANDARD)
    assert number(once) == two_digits(1 / np.where(Y == 1, p, 1 - p).prod())


def test_by_how_much_a_degree_changes_the_odds(captions: list[str]) -> None:
    (factor,) = said(captions, r"Fitted, it is (\d\.\d+)\.$")
    odds = [p / (1 - p) for p in expit(W[0] + W[1] * np.array([70.0, 71.0]))]
    assert factor == f"{odds[1] / odds[0]:.2f}" == "0.79"


def test_chances_and_their_odds(captions: list[str], written: Written) -> None:
    (told,) = [each for each in captions if each.startswith("Its odds")]
    pairs = re.findall(r"([\d.]+) is (\d+) to (\d+)", told)
    assert len(pairs) == 2
    for chance, given, against in pairs:
        p = float(chance)
        assert p / (1 - p) == pytest.approx(int(given) / int(against))
        assert {chance, f"{given} : {against}"} <= written.words[BENDS]


def test_between_what_limits_that_is_known(written: Written) -> None:
    def deviance(slope: float) -> float:
        def at(level: float) -> float:
            return 2 * float(np.logaddexp(0, (1 - 2 * Y) * (level + slope * (X - MIDDLE))).sum())

        return float(minimize_scalar(at, bounds=(-20, 20), method="bounded").fun)

    allowed = deviance(W[1]) + chi2.ppf(0.95, 1)
    ends = [brentq(lambda slope: deviance(slope) - allowed, W[1], end) for end in (-2.0, 0.5)]
    low, high = (f"{np.exp(end):.2f}" for end in ends)
    assert (low, high) == ("0.60", "0.94")
    assert {"times 0.79", f"95 %: {low} to {high}"} <= written.words[ANSWER]


def test_the_chance_at_31_degrees(captions: list[str], written: Written) -> None:
    chance = expit(W[0] + 31 * W[1])
    (nearly,) = said(captions, r"distress in a joint was nearly certain: above ([\d.]+)\.")
    assert float(nearly) == 0.99 < chance
    guess = expit(np.polyval(4 * np.polyfit(X, Y, 1), 31) - 2)
    assert {"> 0.99", f"fitted {chance:.4f}, guessed {guess:.3f}"} <= written.words[ANSWER]


def likelihood_at(score: float) -> float:
    """The least deviance of all curves whose score at 31 °F is this one."""

    def deviance(slope: float) -> float:
        z = score + slope * (X - 31)
        return 2 * float(np.logaddexp(0, (1 - 2 * Y) * z).sum())

    return float(minimize_scalar(deviance, bounds=(-3, 3), method="bounded").fun)


def test_the_limits_at_31_degrees(captions: list[str], written: Written) -> None:
    best = W[0] + 31 * W[1]
    least = likelihood_at(best)
    quantile = chi2.ppf(0.95, 1)
    low = brentq(lambda score: likelihood_at(score) - least - quantile, -5, best)
    high = brentq(lambda score: likelihood_at(score) - least - quantile, best, 60)
    limits = f"{expit(low):.2f}", f"{expit(high):.0f}"
    assert limits == ("0.80", "1")
    assert (
        tuple(said(captions, r"At 31 °F these flights allow a chance from ([\d.]+) to (\d)\."))
        == limits
    )
    assert list(said(captions, r"From ([\d.]+) to 1, say")) == [limits[0]]
    assert "0.80" in written.words[VALLEY]
    assert "0.80 to 1 (18 in 20)" in written.words[ANSWER]


def test_how_often_such_a_band_holds_the_true_chance(captions: list[str]) -> None:
    """In theory in 19 cases of 20; of 23 flights drawn anew from the fitted curve, in 18."""
    z = (X - X.mean()) / X.std()
    asked = (31 - X.mean()) / X.std()
    drawn = np.random.default_rng(1).uniform(size=(2000, 23)) < expit(W[0] + W[1] * X)
    drawn = drawn[(drawn.sum(axis=1) > 0) & (drawn.sum(axis=1) < 23)]
    weights = np.linspace(-14.0, 6.0, 801)[:, None]  # how steep; at the true score at 31 °F

    def least(scores: np.ndarray) -> np.ndarray:
        """Twice the least surprise of each drawing, over curves (k, 23) by their scores."""
        surprise = np.logaddexp(0, scores).sum(axis=1)[:, None] - scores @ drawn.T
        return 2 * surprise.min(axis=0)

    true = least(W[0] + W[1] * 31 + weights * (z - asked))
    best = true
    for level in np.linspace(-12.0, 8.0, 161):
        best = np.minimum(best, least(level + weights[::4] * z))
    covered = np.mean(true - best <= chi2.ppf(0.95, 1))
    assert round(20 * covered) == 18
    told = "Such bands hold the true chance in 19 of 20 cases; with 23 flights, in 18."
    assert told in captions


def test_the_ball_walks_where_the_deviance_is_so_much_higher(
    captions: list[str], written: Written
) -> None:
    (walk,) = [each.run for each in written.rolled[VALLEY].values() if len(each.run) < 1000]
    deviances = [
        2 * np.logaddexp(0, (1 - 2 * Y) * (w[0] + w[1] * STANDARD)).sum() for w in (*walk.params, V)
    ]
    (times,) = said(captions, r"The thread, once more, .*: ([\d.]+) times less likely\.")
    assert float(times) == round(np.exp(chi2.ppf(0.95, 1) / 2), 1)
    (cases,) = said(captions, r"hold the true chance in (\d+) of 20 cases")
    assert int(cases) == 20 * chi2.cdf(2 * np.log(float(times)), 1).round(2)
    assert np.array(deviances[:-1]) - deviances[-1] == pytest.approx(
        np.full(len(walk) + 1, chi2.ppf(0.95, 1)), abs=1e-6
    )


def test_the_ball_stops_where_the_chance_is_lowest(film: Film, written: Written) -> None:
    (walk,) = [each.run for each in written.rolled[VALLEY].values() if len(each.run) < 1000]
    chances = expit(walk.params @ [1.0, (31 - X.mean()) / X.std()])
    assert film.lowest(walk) == chances.argmin()
    assert f"{chances.min():.2f}" == "0.80"


def test_nothing_is_left_of_what_is_not_so(captions: list[str], written: Written) -> None:
    told = " ".join([*captions, *(text for texts in written.words.values() for text in texts)])
    for wrong in ("0.48", "nearly as well", "No model needed", "neuron"):
        assert wrong not in told


def test_what_others_found(captions: list[str], written: Written) -> None:
    """S. Dalal, E. Fowlkes, B. Hoadley, JASA 84, 1989: the abstract's figures."""
    assert list(
        said(captions, r"by field joints alone: a catastrophe at 31 °F, at least (\d+) %")
    ) == ["13"]
    assert list(said(captions, r"At 60 °F, at least (\d+) %\. Both estimates are uncertain")) == [
        "2"
    ]
    assert {"at least", "13 %", "2 %", "at 31 °F", "at 60 °F"} <= written.words[ANSWER]


# -- two losses --------------------------------------------------------------------------------


def test_the_two_losses_are_descended_alike(written: Written) -> None:
    """From the same start, at the same rate, as often: as a plain loop would."""
    squared, entropy = (each.run for each in written.rolled[RIVALS].values())
    assert squared.params[0].tolist() == entropy.params[0].tolist()
    rate = stable(STANDARD) / 8
    for run, error in (
        (squared, lambda p: 2 * (p - Y) * p * (1 - p)),
        (entropy, lambda p: p - Y),
    ):
        w = run.params[0].copy()
        for step in range(len(run) + 1):
            assert run.params[step] == pytest.approx(w, rel=1e-6)
            miss = error(expit(w[0] + w[1] * STANDARD))
            w = w - rate * np.array([miss.mean(), (miss * STANDARD).mean()])
    assert len(squared) == len(entropy)


def test_one_is_there_by_step_60_and_the_other_falls_late(
    captions: list[str], written: Written
) -> None:
    assert "By step 60 one has arrived. The other has hardly moved." in captions
    squared, entropy = written.rolled[RIVALS].values()
    assert np.array_equal(squared.window, entropy.window)
    side = np.diff(squared.window, axis=0)[0]
    for each in (squared, entropy):  # all of the way can be seen
        assert ((each.window[0] < each.run.params) & (each.run.params < each.window[1])).all()
    assert (np.ptp(squared.run.params[:61], axis=0) < 0.1 * side).all()
    way = np.linalg.norm(entropy.run.params[[0, 60]] - V, axis=1)
    assert way[0] > 0.2 * side.min()  # it was far away to begin with
    assert way[1] < 0.05 * way[0]
    slopes = np.linalg.norm(squared.run.gradients, axis=1)
    (falls,) = said(captions, r"Only at about step (\d+) does it fall; then it is fast")
    (rate,) = said(captions, r"Same rate, α = ([\d.]+)\.")
    assert float(rate) == pytest.approx(stable(STANDARD) / 8)
    assert int(falls) == slopes.argmax() > 200
    assert slopes[-1] < 0.03 * slopes.max()
    hollow = np.linalg.norm(squared.run.params - squared.run.goal, axis=1)
    assert hollow[-1] < 0.05 * hollow[0]
    assert {"0.004", "0.740"} <= written.words[RIVALS]


def test_both_begin_sure_of_distress(captions: list[str], written: Written) -> None:
    assert list(said(captions, r"Both begin at a wrong curve: it is (sure of distress, always)"))
    squared, _ = written.rolled[RIVALS].values()
    assert (expit(squared.run.params[0] @ np.stack([np.ones_like(X), STANDARD])) > 0.99).all()


def test_why_one_stalls_and_the_other_does_not(
    film: Film, captions: list[str], written: Written
) -> None:
    """By differences of either loss, for a flight without distress under the race's first curve."""
    assert list(said(captions, r"(Take a flight without distress, under that same sure curve)"))
    squared, _ = written.rolled[RIVALS].values()
    score, step = float(squared.run.params[0][0]), 1e-6
    assert squared.run.params[0][1] == 0  # so this is the score of every flight
    assert Y[film.reason.x == X].tolist() == [0]
    slopes = [
        (loss(expit(score + step)) - loss(expit(score - step))) / (2 * step)
        for loss in (lambda p: p**2, lambda p: -np.log1p(-p))
    ]
    assert {f"{slope:.3f}" for slope in slopes} == {"0.005", "0.998"} <= written.words[RIVALS]
    chances = np.linspace(0, 1, 101)
    (most,) = said(captions, r"multiplies it by at most (\d), and so it has a plateau")
    assert np.abs(2 * chances).max() == int(most)
    assert list(said(captions, r"(its slope cancels 1 − ŷ)"))
    assert list(said(captions, r"What is left is the error, (ŷ − 0); with distress it is ŷ − 1"))


# -- the needle --------------------------------------------------------------------------------


def test_how_long_the_valley_is_and_how_wide(written: Written) -> None:
    """Of an ellipse of equal loss the axes are as one over the roots of the curvatures."""
    raw, standard = ratio(curvature(X, P)), ratio(curvature(STANDARD, P))
    assert raw == pytest.approx(825_897, rel=1e-5)
    assert standard == pytest.approx(2.22, abs=0.005)
    assert {f"{np.sqrt(raw):.1f}", f"{np.sqrt(standard):.1f}"} <= written.words[NEEDLE]
    assert {0.0, 1.0} <= written.shares


def test_how_long_the_hairline_is(film: Film, captions: list[str]) -> None:
    (length,) = said(captions, r"about as good as the best, ([\d,]+) times as long as wide")
    assert number(length) == 900
    rim = np.array([film.study.raw_weights(v) for v in film.study.rim])
    along = np.linalg.svd(rim - rim.mean(axis=0), full_matrices=False)[2]
    sides = np.ptp(rim @ along.T, axis=0)
    assert 850 < sides[0] / sides[1] < 950


def test_the_learning_rates(captions: list[str]) -> None:
    rates = [stable(x) / 4 for x in (X, STANDARD)]
    (times,) = said(captions, r"as safe, ([\d,]+) times larger")
    assert number(times) == two_digits(rates[1] / rates[0]) == 4900
    assert list(said(captions, r"steps at α = ([\d.]+), a safe rate")) == [f"{rates[0]:.2g}"]
    assert list(said(captions, r"Now α = ([\d.]+) is as safe")) == [f"{rates[1]:.2g}"]
    assert [f"{rate:.2g}" for rate in rates] == ["0.00041", "2"]
    assert two_digits(2 / 0.00041) == 4900  # as whoever divides what is shown will find


def test_the_descents_in_the_needle_and_in_the_bowl(captions: list[str], written: Written) -> None:
    """As often as the captions say, at those rates, and as a plain loop would."""
    crawl, quick = (each.run for each in written.rolled[NEEDLE].values())
    (steps,) = said(captions, r"^([\d,]+) steps at α")
    (few,) = said(captions, r"Then faster: after (\d+) steps both have arrived")
    for run, x, often in ((crawl, X, number(steps)), (quick, STANDARD, number(few))):
        rate, origin = stable(x) / 4, run.params[0]
        assert len(run) == often
        # zero weights for x as it stands are zero for standardised x, too
        assert origin == pytest.approx([0, 0], abs=1e-12)
        w = origin.copy()
        for _ in range(len(run)):
            miss = expit(w[0] + w[1] * x) - Y
            w = w - rate * np.array([miss.mean(), (miss * x).mean()])
        assert run.params[-1] == pytest.approx(w, rel=1e-6)
    shown = written.words[NEEDLE]
    assert f"{crawl.params[-1][0]:.2f}" in shown
    assert written.numbers(NEEDLE, r"arrow\.r quad ([-\d.]+)\)") == {
        *(15.04, -0.2322),
        *(float(f"{v:.4g}") for v in V),
    }
    assert abs(crawl.params[-1][0]) < 0.01 * W[0]  # it has got nowhere
    assert quick.params[-1] == pytest.approx(V, abs=5e-4)  # and the other has arrived


# -- the descent -------------------------------------------------------------------------------


def test_how_much_slower_the_descent_is(film: Film, captions: list[str]) -> None:
    (rate,) = said(captions, r"^α = ([\d.]+), slow on purpose")
    assert float(rate) == film.study.learning_rate
    assert two_digits(stable(STANDARD) / 4 / float(rate)) == 100


def test_the_curve_lies_flat_where_it_is_said(
    film: Film, captions: list[str], written: Written
) -> None:
    """And it is held there, as long as that takes to read."""
    assert list(said(captions, r"(Now it lies flat)"))
    slopes = film.study.run.params[:, 1]
    flat = int(np.argmax(slopes < 0))
    assert np.abs(slopes[flat]) < 0.01 * np.abs(slopes).max()
    there = [
        when for when, w in written.curves[DESCENT] if np.allclose(w, film.study.run.params[flat])
    ]
    assert max(there) - min(there) >= 3
    way = np.linalg.norm(film.study.run.params[[0, -1]] - V, axis=1)
    assert way[1] < 0.01 * way[0]  # near the bottom, as it says at the end


def test_where_the_curve_says_one_half_leaves_on_one_side_and_returns_on_the_other(
    film: Film, captions: list[str]
) -> None:
    assert list(said(captions, r"(½ left on the right, returns on the left)"))
    run = film.study.run.params
    flat = int(np.argmax(run[:, 1] < 0))
    halves = X.mean() - X.std() * run[:, 0] / run[:, 1]
    assert halves[flat - 1] > X.max()
    assert halves[flat] < X.min()
    assert X.min() < halves[flat + 60] < X.max()


# -- the answer --------------------------------------------------------------------------------


def test_the_weights_in_degrees(film: Film, written: Written) -> None:
    assert film.study.raw_weights(film.study.minimum) == pytest.approx(W, rel=1e-9)
    assert [f"{w:.4g}" for w in W] == ["15.04", "-0.2322"]
    assert written.numbers(ANSWER, r'z = .*?"w1", ([-−\d.]+)\)') == {-0.2322}
    assert written.numbers(ANSWER, r'z = .*\+ \w+\("w0", ([-−\d.]+)\)') == {15.04}


def test_the_loss_agrees_to_four_digits_and_the_weights_to_two(
    film: Film, written: Written, captions: list[str]
) -> None:
    assert list(said(captions, r"(weights right to two digits, the loss to four)"))
    found, exact = film.study.run.params[-1], V
    table = [f"{value:.4f}" for value in (*found, *exact)]
    assert len(set(table)) == 4
    assert [f"{w:.2g}" for w in found] == [f"{w:.2g}" for w in exact]
    losses = {
        f"{np.logaddexp(0, (1 - 2 * Y) * (w[0] + w[1] * STANDARD)).mean():.4f}"
        for w in (found, exact)
    }
    assert losses == {"0.4416"}
    assert {*table, *losses} <= written.words[DESCENT]


def test_the_boundary(film: Film, written: Written) -> None:
    place = -W[0] / W[1]
    assert f"{place:.1f}" == "64.8"
    assert film.study.boundary(film.study.minimum) == pytest.approx(place, rel=1e-9)
    assert written.numbers(ANSWER, r'hat\(y\) = 1\\/2 quad "at" quad x = ([\d.]+) .*°F') == {64.8}


def test_the_line_on_the_stage_is_the_least_squares_line(written: Written) -> None:
    slope, level = np.polyfit(X, Y, 1)
    assert f"{level + 31 * slope:.2f}" in written.words[BENDS]
    (line,) = written.lines
    assert line.x[0] < 31
    at = [float(line.predict(w, np.array([31.0]))[0]) for w in (written.first, line.w)]
    assert at == pytest.approx([1.0, level + 31 * slope])  # first it says: always
    assert line.predict(line.w, X) == pytest.approx(level + slope * X, rel=1e-9)
