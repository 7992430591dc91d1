"""The words of a film that belong to its data, and neutral ones for anybody's table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from mlcore import Dataset
from scenes.stage.film.captions import Said, fitting
from scenes.stage.look.ticks import format_number
from scenes.stage.regression.classes import event_of
from scenes.stage.regression.data_plot import SHOWN
from scenes.stage.regression.study import ClassStudy, LineStudy

__all__ = ["Ages", "ClassStory", "Scandal", "Story", "Today", "short", "told_of", "told_of_classes"]


@dataclass(frozen=True)
class Ages:
    """Two ages to be compared: that of a line, and one that is known.

    Attributes
    ----------
    names
        Of both, that of the line first, and of their unit.
    known
        The age that is known.
    longest
        What the bars have room for.
    shape
        The widest number of the line's age, such as `0.00`.
    """

    names: tuple[str, str, str]
    known: float
    longest: float
    shape: str


@dataclass(frozen=True)
class Scandal:
    """What is told of distances and speeds, and of the age that follows from them.

    Attributes
    ----------
    rate
        A caption on the line.
    backwards, beginning
        Captions on running it backwards, and where that ends.
    reckoned
        Two lines: how the age follows from the slope.
    known
        A caption on what is older.
    verdict, asked
        Captions: what that means, and what it makes one ask.
    ages
        Both of them.
    """

    rate: str | Said
    backwards: str | Said
    beginning: str | Said
    reckoned: tuple[str, str]
    known: str | Said
    verdict: str | Said
    asked: str | Said
    ages: Ages


@dataclass(frozen=True)
class Today:
    """What is known now: of a slope, and of the x of every row.

    Attributes
    ----------
    slope, named
        The slope as it is known now, and how it is named beside its line.
    data, credit
        Reads the same rows with the x that are known now; and where these are from.
    gap, ruler
        Captions: how far that is from this slope, and what a standard error does not see.
    counted
        What is counted between the two slopes.
    kinds
        A caption: in what way the ruler was wrong.
    moved, found
        Captions: each row goes to its own place; what slope and age become.
    honest, missed
        A caption: why the known slope is not within the error; and what is between it and the rows.
    marked
        What the age of the known slope is called beside the bars.
    ages
        That which follows now, and the known one.
    """

    slope: float
    named: str
    data: Callable[[], Dataset]
    credit: str
    gap: str | Said
    counted: str
    ruler: str | Said
    kinds: str | Said
    moved: str | Said
    found: str | Said
    honest: Said
    missed: str
    marked: str
    ages: Ages


@dataclass(frozen=True)
class Story:
    """What is said of the data.

    Attributes
    ----------
    opening
        Two captions: what the table is, and one row of it.
    pattern
        Captions over all points.
    example
        Which row of the drawn sample the opening tells of, if it tells of one.
    scaled
        A caption that says how the inputs were scaled, or nothing.
    answer
        Captions of the last chapter.
    slope_unit, loss_unit
        What the slope counts, and in what the loss is measured, or nothing.
    today
        What the slope is known to be now, or None.
    uncertain
        The slope with its standard error, or nothing.
    level
        The value at x = 0 with its standard error, or nothing.
    published
        Lines on what was made of the same data before, or none.
    all_points
        What is said when all the points appear.
    predicting
        What is said of a line.
    scandal
        What the film opens on, or None.
    """

    opening: tuple[str | Said, str | Said]
    pattern: tuple[str | Said, ...]
    example: int = 0
    answer: tuple[str | Said, ...] = ()
    scaled: str | Said = ""
    slope_unit: str = ""
    loss_unit: str = ""
    today: Today | None = None
    uncertain: str = ""
    level: str = ""
    published: tuple[str, ...] = ()
    all_points: str | Said = "And here are all of them."
    predicting: str | Said = (
        "For any x, a line predicts a value: the little hat marks a prediction."
    )
    scandal: Scandal | None = None


@dataclass(frozen=True)
class ClassStory(Story):
    """What is said of two classes.

    Attributes
    ----------
    question
        What the film asks, above its first picture.
    coded
        How the classes become numbers, and what least squares make of the first one.
    solved
        What is said of the exact weights.
    units
        How x is measured where it is not standardised.
    place
        One value of x in a caption.
    unit
        Of x, in Typst mathematics.
    asked
        An x, away from the data, of which the film asks, or None.
    """

    question: str = field(kw_only=True)
    coded: str | Said = "Write 1 for these and 0 for the others: their least-squares line is flat."
    solved: str | Said = "The best weights can also be found exactly, by Newton's method. Compare."
    units: str = "as it stands in the table"
    place: str = "x = {}"
    unit: str = ""
    asked: float | None = None


def short(name: str, length: int = 24) -> str:
    """Shorten a name, with an ellipsis."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def told_of(study: LineStudy) -> Story:
    """Return the neutral words for a line, made of column names and title."""
    raw, sample = study.raw, study.raw.sample(SHOWN)
    example = len(sample) // 2
    here = " and ".join(format_number(float(v[example]), 4) for v in (sample.x, sample.y))
    slope = study.raw_weights(study.minimum)[1]
    change = f"{'rises' if slope >= 0 else 'falls'} by {format_number(abs(slope), 4)}"

    named = partial(_named, x=raw.x_label, y=raw.y_label)
    answer = [named("For each unit of {x}, {y} " + change + ".")]
    scaled = ""
    if study.scaling:
        scaled = (
            "In raw units the valley would be a needle, so x is standardised: mean 0, spread 1."
        )
        answer.append("Here the weights are turned back into the table's own units.")
    answer.append("That is what this line says, within the range of these data.")
    return Story(
        opening=(
            named(f"A table of {len(raw):,} rows: {{x}} and {{y}}."),
            f"Each row is a point. This one: {here}.",
        ),
        example=example,
        scaled=scaled,
        pattern=("Is there a line that sums them up?",),
        answer=tuple(answer),
        slope_unit=f"{short(raw.y_label)} per unit of {short(raw.x_label)}",
    )


def told_of_classes(study: ClassStudy) -> ClassStory:
    """Return the neutral words for two classes, made of column names, classes and title."""
    raw = study.raw
    event, (no, yes) = event_of(raw), raw.classes or ("0", "1")
    named = partial(_named, x=raw.x_label, y=raw.y_label, no=no, yes=yes, event=event)
    w1 = float(study.raw_weights(study.minimum)[1])
    # so that the factor is near e, but within the range of x
    widest = np.floor(np.log10(np.ptp(raw.x)))
    step = float(10.0 ** min(widest, round(-float(np.log10(abs(w1) or 1.0)))))
    factor = format_number(np.exp(abs(w1) * step), 3)
    odds = f"are {'multiplied' if w1 >= 0 else 'divided'} by {factor}"
    if factor == "1":
        odds = "hardly change"
    more = "each unit" if step == 1 else f"each {format_number(step)}"
    answer: tuple[str, ...]
    if study.separable:
        ends = [(raw.x[raw.y == k].min(), raw.x[raw.y == k].max()) for k in (0, 1)]
        ties = ends[0][1] == ends[1][0] or ends[1][1] == ends[0][0]
        apart = "Ties aside, a threshold" if ties else "A threshold"
        answer = (
            f"{apart} separates the classes, so no weights are the best ones:",
            "larger weights always fit better. The descent stops, but it never arrives.",
            f"It was stopped after {len(study.run):,} iterations.",
        )
    else:
        answer = (
            named(f"For {more} of {{x}} the odds of {{event}} {odds}."),
            "That is what this model says, within the range of these data.",
        )
    return ClassStory(
        question=f"How does {short(event)} depend on {short(raw.x_label)}?",
        opening=(
            named(f"A table of {len(raw):,} rows: {{x}}, and {{y}}, which is one of two."),
            named("Each row is a point. These are the rows with {event}."),
        ),
        pattern=(
            named("Filled dots, at the top: {yes}. Hollow ones, at the bottom: {no}."),
            named("What does {x} say of the chance of {event}?"),
        ),
        answer=answer,
    )


def _named(text: str, **names: str) -> str:
    """Fill names into a text, as long as a caption can bear them."""
    return fitting(
        lambda length: text.format(**{key: short(name, length) for key, name in names.items()})
    )
