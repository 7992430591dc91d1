"""The words of a film that belong to its data, and neutral ones for anybody's table."""

from dataclasses import dataclass

from scenes.stage.captions import fitting
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
    scaled
        A caption that says how the inputs were scaled, or nothing.
    answer
        Captions of the last chapter.
    slope_unit
        What the slope counts.
    today
        What the slope is known to be now, and a caption that says so, or None.
    """

    question: str
    source: str
    opening: tuple[str, str]
    example: int
    pattern: str
    scaled: str
    answer: tuple[str, ...]
    slope_unit: str
    today: tuple[float, str] | None = None


def short(name: str, length: int = 24) -> str:
    """Shorten a name, with an ellipsis."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def told_of(study: Study) -> Story:
    """Return the neutral words for a study, made of column names and title."""
    raw, sample = study.raw, study.raw.sample(300)
    example = len(sample) // 2
    here = " and ".join(format_number(float(v[example]), 4) for v in (sample.x, sample.y))
    slope = study.raw_weights(study.minimum)[1]
    change = f"{'rises' if slope >= 0 else 'falls'} by {format_number(abs(slope), 4)}"

    def named(text: str) -> str:
        """Fill in the columns' names, as long as a caption can bear them."""
        return fitting(
            lambda length: text.format(x=short(raw.x_label, length), y=short(raw.y_label, length))
        )

    answer = [named("For each unit of {x}, {y} " + change + ".")]
    scaled = ""
    if study.scaling:
        scaled = (
            "In raw units the valley would be a needle, so x is standardised: mean 0, spread 1."
        )
        answer.append("Here the weights are turned back into the table's own units.")
    answer.append("That is what this line says, within the range of these data.")
    return Story(
        question=f"How does {short(raw.y_label)} depend on {short(raw.x_label)}?",
        source=f"{short(raw.title, 40)}: {len(raw):,} rows",
        opening=(
            named(f"A table of {len(raw):,} rows: {{x}} and {{y}}."),
            f"Each row is a point. This one: {here}.",
        ),
        example=example,
        scaled=scaled,
        pattern="Is there a line that sums them up?",
        answer=tuple(answer),
        slope_unit=f"{short(raw.y_label)} per unit of {short(raw.x_label)}",
    )
