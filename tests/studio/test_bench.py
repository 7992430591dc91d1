"""The table of measurements, and the command that prints it."""

from io import StringIO

import pytest
from rich.console import Console

from studio.bench import Row, apart, main, table

SPEED = Row("speed", 41.234, " frames/s")
RATIO = Row("ratio", 29.9, least=30)
TIME = Row("time", 10.0, " s", most=10)


def printed(markdown: bool) -> list[str]:
    console = Console(file=StringIO(), width=100)
    console.print(table([SPEED, RATIO, TIME], markdown))
    assert isinstance(console.file, StringIO)
    return [line.strip() for line in console.file.getvalue().splitlines() if line.strip()]


def test_a_row_says_whether_it_keeps_its_limit() -> None:
    assert [(row.wanted, row.verdict) for row in (SPEED, RATIO, TIME)] == [
        ("", ""),
        ("≥ 30", "miss"),
        ("≤ 10 s", "ok"),
    ]


def test_the_table_as_markdown() -> None:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed(True)]
    assert cells[0] == ["what", "median", "wanted", "kept"]
    assert all(set(cell) <= set("-:") for cell in cells[1])
    assert cells[2:] == [
        ["speed", "41.2 frames/s", "", ""],
        ["ratio", "29.9", "≥ 30", "miss"],
        ["time", "10 s", "≤ 10 s", "ok"],
    ]


def test_the_table_on_a_terminal() -> None:
    lines = printed(False)
    assert any("29.9" in line and "miss" in line for line in lines)


def test_a_measurement_has_a_process_of_its_own() -> None:
    assert apart(divmod, 7, 2) == (3, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--film", "cubic"], "^there is no film 'cubic'"), (["--runs", "0"], "2")],
)
def test_wrong_arguments_end_it_at_once(arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        main(arguments)
