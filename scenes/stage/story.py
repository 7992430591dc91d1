"""The words of a film that belong to its data, and neutral ones for anybody's table."""

from dataclasses import dataclass

from scenes.stage.study import Study
from scenes.stage.ticks import format_number

__all__ = ["Story", "short", "told_of"]


@dataclass(frozen=True)
class Story:
    """What is said of the data.

    Attributes
    ----------
    question, source
        Of the title card.
    opening
        Two captions: what the table is, and one row of it.
    example
        Which row of the drawn sample that is.
    pattern
        A caption over all points.
    answer
        Captions of the last chapter.
    slope_unit
        What the slope counts.
    """

    question: str
    source: str
    opening: tuple[str, str]
    example: int
    pattern: str
    answer: tuple[str, ...]
    slope_unit: str


def short(name: str, length: int = 22) -> str:
    """Shorten a name for captions, with an ellipsis."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def told_of(study: Study) -> Story:
    """Return the neutral words for a study, made of column names and title."""
    raw = study.raw
    x, y = short(raw.x_label), short(raw.y_label)
    example = len(study.data.sample(300)) // 2
    row = raw.sample(300)
    slope = study.raw_weights(study.minimum)[1]
    verb = "rises" if slope >= 0 else "falls"
    here = (
        f"{format_number(float(row.x[example]), 4)} and {format_number(float(row.y[example]), 4)}"
    )
    answer = [f"For each unit of {x}, {y} {verb} by {format_number(abs(slope), 4)}."]
    if study.scaling:
        answer.append("The weights are turned back into the table's own units.")
    answer.append("That is what this line says, within the range of these data.")
    return Story(
        question=f"How does {raw.y_label} depend on {raw.x_label}?",
        source=f"{raw.title}: {len(raw):,} rows",
        opening=(
            f"A table of {len(raw):,} rows: {x} and {y}.",
            f"Each row is a point. This one: {here}.",
        ),
        example=example,
        pattern="Is there a line that sums them up?",
        answer=tuple(answer),
        slope_unit=f"{raw.y_label} per unit of {raw.x_label}",
    )
