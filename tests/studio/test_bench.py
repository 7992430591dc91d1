"""The table of measurements, and the command that prints it."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from studio import bench
from studio.bench import (
    ABREAST,
    AGAIN,
    CHANGED,
    CHAPTER,
    ENCODER,
    FAILED,
    LOOK,
    MEMORY,
    PLAYS,
    RATIO,
    ROWS,
    SHARE,
    SHOT,
    STOCK,
    WHOLE,
    Figures,
    apart,
    attempt,
    main,
    measured,
    tables,
)
from studio.films import film_names
from studio.measures import Rendering, Survey

WORST: Figures = dict.fromkeys(ROWS, 0.1234) | {
    RATIO: 44.4321,
    WHOLE: 1.234,
    AGAIN: 12.3456,
    PLAYS: "212 of 212",
    LOOK: FAILED,
}


def printed(films: dict[str, Figures], markdown: bool = False) -> list[str]:
    console = Console(file=StringIO(), width=bench.WIDTH)
    for table in tables(films, markdown):
        console.print(table)
    assert isinstance(console.file, StringIO)
    return [line for line in console.file.getvalue().splitlines() if line.strip()]


def cells(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


def test_a_figure_says_whether_it_misses_its_limit() -> None:
    assert [row.wanted for row in (SHOT, RATIO, WHOLE)] == ["", "≥ 45", "≤ 1"]
    assert [RATIO.told(figure) for figure in (44.96, 45.0)] == ["45 miss", "45"]
    assert [WHOLE.told(figure) for figure in (1.0, 1.01)] == ["1", "1.01 miss"]
    assert [SHOT.told(figure) for figure in (59.24, "failed")] == ["59.2", "failed"]


@pytest.mark.parametrize("markdown", [False, True])
def test_a_table_of_all_rows_fits_a_terminal(markdown: bool) -> None:
    films = dict.fromkeys(("linear", "logistic", "himmelblau", "gradient"), WORST)
    lines = printed(films, markdown)
    assert max(map(len, lines)) <= 80
    assert all(any(name in line for line in lines) for name in films)
    for row in ROWS:
        assert sum(row.what in line for line in lines) == 2  # whole, once for every three films


def test_the_table_as_markdown_has_a_column_for_each_film_and_dashes() -> None:
    head, rule, *body = cells(printed({"linear": WORST, "plain": {SHOT: 41.26}}, markdown=True))
    assert head == ["what", "linear", "plain", "wanted"]
    assert all(set(cell) <= set("-:") for cell in rule)
    assert [line[0] for line in body] == [row.what for row in ROWS]
    assert body[0] == [SHOT.what, "0.123", "41.3", ""]
    assert body[2] == [RATIO.what, "44.4 miss", "–", "≥ 45"]
    assert body[ROWS.index(LOOK)] == [LOOK.what, "failed", "–", "≤ 5"]


def test_what_cannot_be_measured_is_said_and_does_not_stop_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> Figures:
        raise SystemExit("no such setting")

    assert attempt("plain", "a look", [LOOK], fail) == {LOOK: FAILED}
    assert attempt("plain", "all", [SHOT], lambda: {SHOT: 3.0}) == {SHOT: 3.0}
    told = capsys.readouterr().err.splitlines()
    assert told == ["plain: a look", "plain: a look: failed: no such setting", "plain: all"]


def test_a_measurement_has_a_process_of_its_own() -> None:
    assert apart(divmod, 7, 2) == (3, 1)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let renderings take no time, and draw two plays, and one more for another source."""
    sources: list[str] = []

    def render(file: Path, media: Path, chapter: int | None) -> Rendering:
        sources.append(file.read_text("utf-8"))
        folder = media / "videos" / file.stem / "1080p60" / "partial_movie_files" / "Film"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("a", "b", f"c{hash(sources[-1])}")[: 2 + (len(set(sources)) > 1)]:
            (folder / f"{name}.mp4").touch()
        return Rendering(seconds=4.0 * len(sources), length=8.0, memory=5e8)

    monkeypatch.setattr("studio.measures.render", render)
    monkeypatch.setattr("studio.measures.first_look", lambda name, chapter: 10.0 + chapter)
    return sources


def without_a_shot(name: str) -> Survey:
    return Survey(shot=None, chapter=2, captions=["A circle appears."])


def test_a_film_without_a_shot_is_measured_but_for_that(
    saddle: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saddle.read_text("utf-8")
    monkeypatch.setattr("studio.bench.apart", lambda function, *args: without_a_shot(*args))
    assert measured(str(saddle), 1, None) == {LOOK: 12.0}
    assert rendered == []
    assert CHAPTER in measured(str(saddle), 1, "chapter")
    rendered.clear()
    assert measured(str(saddle), 1, "film") == {
        LOOK: 12.0,
        WHOLE: 0.5,
        MEMORY: 0.5,
        AGAIN: 8.0,
        CHANGED: 12.0,
        PLAYS: "1 of 2",
    }
    assert rendered[:2] == [before, before]
    assert rendered[2] == before.replace("A circle appears", "A elcric appears")
    assert saddle.read_text("utf-8") == before


def test_the_shot_is_measured_in_turns(
    saddle: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    speeds = {
        "shot_speed": [50.0, 60.0, 90.0],
        "stock_speed": [1.0, 1.5, 1.0],
        "encoder_speed": [100.0, 80.0, 100.0],
    }
    shot: Any = object()

    def pretended(function: Any, *args: Any) -> Any:
        if function.__name__ == "survey":
            return Survey(shot=shot, chapter=1, captions=[])
        assert args == (shot,)
        return speeds[function.__name__].pop(0)

    monkeypatch.setattr("studio.bench.apart", pretended)
    assert measured(str(saddle), 3, None) == {
        SHOT: 60.0,
        STOCK: 1.0,
        RATIO: 50.0,
        ENCODER: 100.0,
        SHARE: 0.75,
        LOOK: 11.0,
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [(name, 2, None if k else "chapter") for k, name in enumerate(film_names())]),
        (["logistic", "linear"], [("logistic", 2, "chapter"), ("linear", 2, None)]),
        (["linear", "logistic", "--full"], [("linear", 5, "film"), ("logistic", 5, "film")]),
    ],
)
def test_it_measures_all_films_or_those_asked_for(
    arguments: list[str],
    expected: list[tuple[str, int, str | None]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = []

    def fake(name: str, rounds: int, rendered: str | None) -> Figures:
        asked.append((name, rounds, rendered))
        return {SHOT: float(len(name))}

    monkeypatch.setattr("studio.bench.measured", fake)
    main([*arguments, "--markdown"])
    assert asked == expected
    rows = cells([line for line in capsys.readouterr().out.splitlines() if line.strip()])
    heads = [row for row in rows if row[0] == "what"]
    told = [row for row in rows if row[0] == SHOT.what]
    names = [name for name, _, _ in expected]
    assert [name for head in heads for name in head[1:-1]] == names
    assert [figure for row in told for figure in row[1:-1]] == [str(len(name)) for name in names]
    assert all(head[-1] == "wanted" and len(head) <= 2 + ABREAST for head in heads)


def test_a_failure_is_in_the_table_and_in_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("studio.bench.measured", lambda *args, **kwargs: {LOOK: FAILED})
    with pytest.raises(SystemExit) as stopped:
        main(["linear"])
    assert stopped.value.code == 1
    assert "failed" in capsys.readouterr().out


def test_a_wrong_name_ends_it_at_once() -> None:
    with pytest.raises(SystemExit, match=r"^there is no film 'cubic'"):
        main(["linear", "cubic"])
