"""A study of two classes: weights in either unit, the limit, and descents for anybody's table."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import expit

from mlcore import LogisticRegression, Outcome, challenger
from scenes.stage.film.captions import wrap_caption
from scenes.stage.landscape.panel import LossPanel
from scenes.stage.regression.choices import Choices
from scenes.stage.regression.classes import ClassPlot
from scenes.stage.regression.fit import FitCurve
from scenes.stage.regression.linked_views import LinkedViews
from scenes.stage.regression.story import Story, told_of_classes
from scenes.stage.regression.study import ClassStudy
from scenes.stage.settings import SettingError, Settings

CHOICES = Choices(
    start=(1.5, 2.5), learning_rate=0.02, iterations=300, milestones=(40, 80, 140, 300)
)
WEIGHTS = st.tuples(st.floats(-9, 9), st.floats(-9, 9))
LONG = "a very long name, which nobody would ever want to read in full"


def of_classes(**values: object) -> ClassStudy:
    return ClassStudy.read(Settings(**values), challenger, CHOICES)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def study() -> ClassStudy:
    return of_classes()


Written = Callable[..., ClassStudy]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return a function that writes a table and studies it."""

    def study(
        x: np.ndarray,
        y: np.ndarray,
        words: tuple[str, str] = ("no", "yes"),
        names: tuple[str, str] = ("dose", "cured"),
        **values: object,
    ) -> ClassStudy:
        rows = [",".join(f'"{name}"' for name in names)]
        rows += [f'{a!r},"{words[bool(b)]}"' for a, b in zip(x.tolist(), y, strict=True)]
        path = tmp_path / "t.csv"
        path.write_text("\n".join(rows), encoding="utf-8")
        return of_classes(data=path, **values)

    return study


# -- two kinds of weights ----------------------------------------------------------------------


@given(w=WEIGHTS)
def test_weights_go_to_raw_units_and_back(w: tuple[float, float], study: ClassStudy) -> None:
    raw = study.raw_weights(w)
    assert study.standard_weights(raw) == pytest.approx(w, rel=1e-9, abs=1e-9)
    scores = raw[0] + raw[1] * study.raw.x
    assert scores == pytest.approx(w[0] + w[1] * study.data.x, rel=1e-9, abs=1e-9)


@given(w=WEIGHTS)
def test_chances_are_those_of_raw_weights_at_raw_x(
    w: tuple[float, float], study: ClassStudy
) -> None:
    x = np.linspace(20, 90, 15)
    raw = study.raw_weights(w)
    assert study.predict(w, x) == pytest.approx(expit(raw[0] + raw[1] * x), rel=1e-6, abs=1e-12)


@given(w=WEIGHTS)
@example(w=(9.0, 1e-309))  # so flat that the boundary is farther than any number
def test_at_the_boundary_the_chance_is_one_half(w: tuple[float, float], study: ClassStudy) -> None:
    place = study.boundary(w)
    if abs(w[1]) > 1e-3:
        assert study.predict(w, [place]) == pytest.approx([0.5], abs=1e-9)
    if w[1] == 0:
        assert not np.isfinite(place)


def test_data_are_fitted_standardised_and_drawn_as_they_are(study: ClassStudy) -> None:
    assert study.drawn is study.raw
    assert (study.data.x.mean(), study.data.x.std()) == pytest.approx((0, 1), abs=1e-12)
    assert study.fitted_x(study.drawn.x) == pytest.approx(study.data.x, abs=1e-12)
    assert np.array_equal(study.data.y, study.raw.y)
    plot = ClassPlot(study.drawn, width=5.0, height=4.0)
    assert np.array_equal(plot.sample.x, challenger().x)
    curve = study.curve(plot, study.minimum)
    assert isinstance(curve, FitCurve)
    assert len(curve.x) >= 100  # a curve, not a straight line


# -- the descent -------------------------------------------------------------------------------


def test_the_films_own_choices(study: ClassStudy) -> None:
    assert study.learning_rate == CHOICES.learning_rate
    assert len(study.run) == CHOICES.iterations
    assert study.marks == CHOICES.milestones
    assert study.run.params[0] == pytest.approx(CHOICES.start)


TABLES = {
    "rising": (np.arange(20.0), np.arange(20) % 7 > 3 - np.arange(20) // 9),
    "falling": (np.arange(20.0), np.arange(20) % 7 < 3 - np.arange(20) // 9),
    "far": (1e9 + np.arange(20.0), np.arange(20) % 7 > 3 - np.arange(20) // 9),
    "tiny": (1e-9 * np.arange(20.0), np.arange(20) % 7 > 3 - np.arange(20) // 9),
    "rare": (np.arange(200.0), np.isin(np.arange(200), [7, 90, 151])),
    "separable": (np.arange(20.0), np.arange(20) > 11),
    "four rows": (np.arange(4.0), np.array([False, True, True, False])),
}


@pytest.mark.parametrize("name", TABLES)
def test_any_table_is_descended(name: str, written: Written) -> None:
    study = written(*TABLES[name])
    assert study.limit == pytest.approx(8)
    assert study.run.outcome is not Outcome.DIVERGED
    assert 0 < study.learning_rate <= study.limit / 2
    assert study.separable == (name == "separable")
    assert (np.diff(study.run.losses) <= 1e-12).all()
    assert list(study.marks) == sorted(set(study.marks))
    assert study.marks[-1] == len(study.run)
    assert study.minimum == pytest.approx(study.run.goal)
    if study.separable:
        assert study.minimum == pytest.approx(study.run.params[-1])
        return
    objective = LogisticRegression(study.data)
    assert objective.gradient(study.minimum) == pytest.approx([0, 0], abs=1e-9)
    way = np.linalg.norm(study.run.params[[0, -1]] - study.minimum, axis=1)
    assert way[1] < 0.05 * way[0]  # it arrives


@pytest.mark.parametrize("name", ["rising", "falling", "separable"])
def test_the_first_guess_is_plainly_wrong(name: str, written: Written) -> None:
    study = written(*TABLES[name])
    trend = np.sign(np.corrcoef(study.raw.x, study.raw.y)[0, 1])
    assert np.sign(study.run.params[0, 1]) == -trend
    assert np.sign(study.minimum[1]) == trend


def test_settings_are_obeyed(written: Written) -> None:
    study = written(*TABLES["rising"], learning_rate=1.5, iterations=77, start=(0.5, -0.25))
    assert (study.learning_rate, len(study.run)) == (1.5, 77)
    assert study.run.params[0] == pytest.approx([0.5, -0.25])


@pytest.mark.parametrize("rate", [8.0, 8.1, 1e9])
def test_a_rate_at_the_limit_is_refused(rate: float, written: Written) -> None:
    with pytest.raises(SettingError, match="diverges"):
        of_classes(learning_rate=rate)
    with pytest.raises(SettingError, match="diverges"):
        written(*TABLES["rising"], learning_rate=rate)


# -- its words ---------------------------------------------------------------------------------


def captions(story: Story) -> list[str]:
    return [*story.opening, *story.pattern, *story.answer]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("words", [("no", "yes"), (f"not {LONG}", LONG), ("0", "1")])
@pytest.mark.parametrize("names", [("dose", "cured"), (f"x: {LONG}", f"y: {LONG}")])
def test_what_is_told_fits_a_caption(
    name: str, words: tuple[str, str], names: tuple[str, str], written: Written
) -> None:
    study = written(*TABLES[name], words=words, names=names, iterations=20)
    story = told_of_classes(study)
    for text in captions(story):
        assert len(wrap_caption(text).split("\n")) <= 2
        assert "inf" not in text.split()
        assert "nan" not in text
    assert len(story.question) <= 75
    assert len(story.answer) >= 2


@pytest.mark.parametrize("name", ["rising", "falling", "far", "tiny", "rare", "four rows"])
def test_the_odds_are_those_of_the_fit(name: str, written: Written) -> None:
    study = written(*TABLES[name], names=("dose", "cured"))
    (told,) = [text for text in told_of_classes(study).answer if "odds" in text]
    if name == "four rows":  # there x tells nothing
        assert told.endswith("the odds of cured = yes hardly change.")
        return
    found = re.fullmatch(
        r"For each (.+) of dose the odds of .+ are (multiplied|divided) by ([^ ]+)\.", told
    )
    assert found, told
    step = 1.0 if found[1] == "unit" else read(found[1])
    w0, w1 = study.raw_weights(study.minimum)
    middle = study.raw.x.mean()
    z = w0 + w1 * np.array([middle, middle + step])
    change = float(np.exp(np.abs(np.diff(z))[0]))
    assert read(found[3]) == pytest.approx(change, rel=5e-3 if name != "far" else 0.02)
    assert 1.05 < change < 40  # a factor that says something
    assert (found[2] == "multiplied") == (w1 > 0)
    assert step <= np.ptp(study.raw.x)


def read(figures: str) -> float:
    """A number as a caption writes it."""
    return float(unicodedata.normalize("NFKC", figures).replace("−", "-").replace("×10", "e"))


def test_it_is_told_that_a_threshold_separates(written: Written) -> None:
    told = " ".join(told_of_classes(written(*TABLES["separable"])).answer)
    assert "threshold separates" in told
    assert "odds" not in told


def test_the_loss_curve_begins_inside_its_plot(study: ClassStudy) -> None:
    """Even before its first update, for while it fades in there is none."""
    plot, panel = ClassPlot(study.drawn, width=5.0, height=4.0), LossPanel(study.landscape)
    curve = LinkedViews(study, plot, study.curve(plot, study.run.params[0]), panel).curve
    first = curve.at(0, study.run.losses[0])
    assert curve.tip.get_center() == pytest.approx(first, abs=1e-6)
    assert curve.milestones[0].get_center() == pytest.approx(first, abs=1e-6)
