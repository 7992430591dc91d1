"""The table of measurements, and the command that prints it."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from studio.bench import Row, apart, main, table, verdict_of
from studio.rehearsal import film_names

SPEED = Row("speed", 41.234, " frames/s")
RATIO = Row("ratio", 29.9, least=30)
TIME = Row("time", 10.0, " s", most=10)
FILMS = {
    "linear": [SPEED, RATIO, TIME],
    "logistic": [
        Row("speed", 52.0, " frames/s"),
        Row("ratio", 30.0, least=30),
        Row("time", 9.87, " s", most=10),
    ],
}


def printed(markdown: bool) -> list[str]:
    console = Console(file=StringIO(), width=100)
    console.print(table(FILMS, markdown))
    assert isinstance(console.file, StringIO)
    return [line.strip() for line in console.file.getvalue().splitlines() if line.strip()]


def cells(lines: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_a_row_says_whether_it_keeps_its_limit() -> None:
    assert [(row.wanted, row.kept) for row in (SPEED, RATIO, TIME)] == [
        ("", True),
        ("≥ 30", False),
        ("≤ 10 s", True),
    ]


def test_a_limit_is_kept_if_all_films_keep_it() -> None:
    good = Row("ratio", 31, least=30)
    assert verdict_of({"a": good, "b": good}) == "ok"
    assert verdict_of({"a": good, "b": RATIO}) == "miss: b"
    assert verdict_of({"a": RATIO, "b": RATIO}) == "miss: a, b"
    assert verdict_of({"a": SPEED, "b": SPEED}) == ""


def test_the_table_as_markdown_has_a_column_for_each_film() -> None:
    head, rule, *body = cells(printed(True))
    assert head == ["what", "linear", "logistic", "wanted", "kept"]
    assert all(set(cell) <= set("-:") for cell in rule)
    assert body == [
        ["speed", "41.2 frames/s", "52 frames/s", "", ""],
        ["ratio", "29.9", "30", "≥ 30", "miss: linear"],
        ["time", "10 s", "9.87 s", "≤ 10 s", "ok"],
    ]


def test_the_table_on_a_terminal() -> None:
    lines = printed(False)
    assert any("29.9" in line and "miss" in line for line in lines)


def test_a_measurement_has_a_process_of_its_own() -> None:
    assert apart(divmod, 7, 2) == (3, 1)


@pytest.mark.parametrize(
    ("arguments", "films"),
    [
        ([], film_names()),
        (["--film", "linear"], ["linear"]),
        (["--film", "linear", "tiny"], ["linear", "tiny"]),
        (["--film", "tiny", "--film", "linear", "tiny"], ["tiny", "linear"]),
    ],
)
def test_it_measures_all_films_or_those_asked_for(
    arguments: list[str],
    films: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    what = "a figure with a name so long that no terminal of eighty characters has room for it all"

    def measured(name: str, *options: Any) -> list[Row]:
        return [Row(what, len(name), most=100)]

    monkeypatch.setattr("studio.bench.load", lambda name: None)
    monkeypatch.setattr("studio.bench.measured", measured)
    main([*arguments, "--markdown"])
    head, _, row = cells([line for line in capsys.readouterr().out.splitlines() if line.strip()])
    assert head == ["what", *films, "wanted", "kept"]
    assert row == [what, *(str(len(name)) for name in films), "≤ 100", "ok"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--film", "linear", "cubic"], "^there is no film 'cubic'"), (["--runs", "0"], "2")],
)
def test_wrong_arguments_end_it_at_once(arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        main(arguments)
