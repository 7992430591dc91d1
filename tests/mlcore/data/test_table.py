"""A table is read as it stands, or its mistake is named in one line."""

import os
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import TableError, hubble, read_table
from mlcore.data.table import _read_carefully, _read_fast
from mlcore.data.text import TextTable


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "my_own-data.csv"


GOOD = {
    "plain": "a,b\n1,2\n3,4\n",
    "no last newline": "a,b\n1,2\n3,4",
    "byte-order mark": "\ufeffa,b\n1,2\n3,4\n",
    "carriage returns": "a,b\r\n1,2\r\n3,4\r\n",
    "old carriage returns": "a,b\r1,2\r3,4\r",
    "semicolons": "a;b\n1;2\n3;4\n",
    "tabs": "a\tb\n1\t2\n3\t4\n",
    "spaces": " a , b \n 1 , 2 \n 3 , 4 \n",
    "quotes": '"a","b"\n"1","2"\n"3","4"\n',
    "blank lines": "\na,b\n\n1,2\n\n\n3,4\n\n\n",
    "empty rows": "a,b\n1,2\n,\n3,4\n",
    "text before": "name,a,b\nJan,1,2\nEva,3,4\n",
    "quoted separator": 'name,a,b\n"Doe, Jan",1,2\n"Doe; Eva",3,4\n',
    "quoted line break": 'name,a,b\n"Doe\nJan",1,2\n"Doe\nEva",3,4\n',
    "separator in a quoted header": '"n;a;m;e",a,b\nJan,1,2\nEva,3,4\n',
    "truth values are not numbers": "old,a,b\nTrue,1,2\nFalse,3,4\n",
    "gaps elsewhere": "a,b,note\n1,2,\n3,4,x\n",
    "exponents": "a,b\n1e0,.2E+1\n+3.,4.0\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_tables_of_many_kinds(table: Path, text: str) -> None:
    table.write_bytes(text.encode())
    data = read_table(table)
    assert (data.x.tolist(), data.y.tolist()) == ([1, 3], [2, 4])
    assert (data.x_label, data.y_label) == ("a", "b")


def test_labels_title_and_source(table: Path) -> None:
    table.write_text("wind_speed,power__in_kW\n1,2\n3,4\n")
    data = read_table(str(table))
    assert (data.x_label, data.y_label) == ("wind speed", "power in kW")
    assert (data.title, data.source) == ("my own data", "my_own-data.csv")


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (None, None, (1, 2)),
        ("b", None, (2, 1)),
        (None, "a", (2, 1)),
        (None, "c", (1, 3)),
        ("c", "b", (3, 2)),
        (" c ", None, (3, 1)),
    ],
)
def test_columns_by_name_or_the_first_that_hold_numbers(
    table: Path, x: str | None, y: str | None, expected: tuple[float, float]
) -> None:
    table.write_text("name,a,b, c\nJan,1,2,3\nEva,10,20,30\n")
    data = read_table(table, x, y)
    assert (data.x[0], data.y[0]) == expected


def test_duplicate_names_that_are_not_asked_for(table: Path) -> None:
    table.write_text("a,a\n1,2\n3,4\n")
    assert read_table(table).y.tolist() == [2, 4]


def test_a_column_without_a_name_is_numbered(table: Path) -> None:
    table.write_text(",b\n1,2\n3,4\n")
    assert read_table(table).x_label == "column 1"


def test_the_bundled_table() -> None:
    data = read_table(Path(__file__).parents[3] / "assets" / "data" / "hubble-1929.csv")
    assert np.array_equal(data.x, hubble().x)
    assert np.array_equal(data.y, hubble().y)


HINT = "where a finite number is due; correct it or delete the row"
NOT_TEXT = "save the table as CSV in UTF-8"
BAD = {
    "empty": ("", "the file is empty; it needs a header line and at least two rows"),
    "blank": (" \r\n\n", "the file is empty; it needs a header line and at least two rows"),
    "separators": (",,\n,,\n", "the file is empty; it needs a header line and at least two rows"),
    "header only": ("a,b\n", "there are no rows below the header; at least two are needed"),
    "one row": ("a,b\n1,2\n", "a data set needs at least two rows, not 1"),
    "no header": (
        "1,2\n3,4\n",
        "the first row holds numbers where names are due; add a header line",
    ),
    "one column": ("a\n1\n2\n", "fewer than two columns hold numbers; the columns are 'a'"),
    "words": ("a,b\n1,x\n2,y\n", "fewer than two columns hold numbers; the columns are 'a', 'b'"),
    "word": ("a,b\n1,2\n3,4\n5,six\n", f"row 4, column 'b' holds 'six' {HINT}"),
    "long": (f"a,b\n1,2\n3,4\n5,{'z' * 50}\n", f"row 4, column 'b' holds '{'z' * 39}…' {HINT}"),
    "two lines": ('a,b\n1,2\n3,4\n5,"s\nx"\n', f"row 4, column 'b' holds 's\\nx' {HINT}"),
    "underscore": ("a,b\n1,2\n3,4\n1_0,2\n", f"row 4, column 'a' holds '1_0' {HINT}"),
    "nan": ("a,b\n1,2\n3,4\nNaN,2\n", f"row 4, column 'a' holds 'NaN' {HINT}"),
    "infinity": ("a,b\n1,2\n3,-inf\n", f"row 3, column 'b' holds '-inf' {HINT}"),
    "overflow": ("a,b\n1,2\n3,1e999\n", f"row 3, column 'b' holds '1e999' {HINT}"),
    "missing": ("a,b\n1,2\n,4\n", "row 3, column 'a' is empty; fill it in or delete the row"),
    "blanks count": (
        "a,b\n\n1,2\n\n3,\n",
        "row 5, column 'b' is empty; fill it in or delete the row",
    ),
    "comma": (
        "a;b\n1;2\n3;4\n3;4,5\n",
        "row 4, column 'b' holds '4,5'; write decimals with a point",
    ),
    "long row": (
        "a,b\n1,2\n3,4,5\n",
        "row 3 has 3 cells where the header has 2; add or remove separators",
    ),
    "short row": (
        "a,b,c\n1,2,3\n4,5\n",
        "row 3 has 2 cells where the header has 3; add or remove separators",
    ),
    "rows that make up for each other": (
        "a,b,c\n1,2,3,4\n5,6\n",
        "row 2 has 4 cells where the header has 3; add or remove separators",
    ),
    "after a cell of two lines": (
        'n,a,b\n"x\ny",1,2\nz,3,\n',
        "row 4, column 'b' is empty; fill it in or delete the row",
    ),
    "constant": (
        "a_a,b\n7,1\n7,2\n",
        "a_a is 7 in every row; a slope needs at least two different values",
    ),
    "latin-1": (b"a,b\n1,2\n3,\xe9\n", f"row 3 is not UTF-8 text; {NOT_TEXT}"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", f"row 1 is not UTF-8 text; {NOT_TEXT}"),
    "zip": (b"PK\x03\x04\0\0\0", f"this is not a file of text; {NOT_TEXT}"),
    "endless cell": (
        f'a,b\n1,2\n3,"{"4" * 200_000}\n',
        "row 3 cannot be split into cells: field larger than field limit (131072)",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_a_mistake_is_named_in_one_line(table: Path, content: str | bytes, message: str) -> None:
    table.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TableError) as error:
        read_table(table)
    assert str(error.value) == f"{table}: {message}"
    assert "\n" not in message


@pytest.mark.parametrize(
    ("header", "x", "message"),
    [
        ("a,b", "c", "no column is named 'c'; there are 'a', 'b'"),
        ("a,b", "A", "no column is named 'A'; there are 'a', 'b'"),
        ("a,a", "a", "2 columns are named 'a'; rename all but one"),
    ],
)
def test_a_column_that_cannot_be_found(table: Path, header: str, x: str, message: str) -> None:
    table.write_text(f"{header}\n1,2\n3,4\n")
    with pytest.raises(TableError) as error:
        read_table(table, x=x)
    assert str(error.value) == f"{table}: {message}"


def test_a_column_of_words_that_is_asked_for(table: Path) -> None:
    table.write_text("name,a\nJan,1\nEva,2\n")
    with pytest.raises(TableError, match=f"row 2, column 'name' holds 'Jan' {HINT}"):
        read_table(table, x="name")


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    with pytest.raises(TableError) as error:
        read_table(path)
    assert str(error.value) == f"{path}: there is no such file; check the path"


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(TableError) as error:
        read_table(tmp_path)
    assert str(error.value) == f"{tmp_path}: this is a folder; name a file in it"


def test_a_path_that_cannot_be_opened(table: Path) -> None:
    table.write_text("a,b\n")
    with pytest.raises(TableError, match="cannot be opened \\(Not a directory\\)"):
        read_table(table / "inside.csv")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(TableError) as error:
            read_table(path)
        assert str(error.value) == f"{path}: this is a pipe or a device; name a file"


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(TableError) as error:
        read_table("my\0data.csv")
    assert str(error.value) == (
        "my\\x00data.csv: no file has a NUL byte in its name; check the path"
    )
    with pytest.raises(TableError, match="cannot be opened \\(File name too long\\)"):
        read_table("a" * 5000)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1e300,1\n2,3\n", "a is 1e+300 in row 1; count it in units in which no value is above"),
        ("1,1\n2,-1e200\n", "b is -1e+200 in row 2; count it in units in which no value is"),
        ("0,1\n1e-200,3\n", "a differs by 1e-200 at most; count it in units in which it differs"),
    ],
)
def test_numbers_whose_squares_leave_the_range(table: Path, rows: str, message: str) -> None:
    table.write_text(f"a,b\n{rows}")
    with pytest.raises(TableError, match=re.escape(message)):
        read_table(table)
    table.write_text("a,b\n1e50,1\n-1e50,1e-50\n")
    assert read_table(table).x.tolist() == [1e50, -1e50]


def test_a_hundred_rows_show_what_a_column_holds(table: Path) -> None:
    """Whatever the first hundred are decides; what comes after is a mistake, or no longer one."""
    head = "mostly,later,a,b\n"
    words_first = [f"{'x' if i < 51 else i},{'x' if i < 50 else i},{i},{-i}" for i in range(100)]
    table.write_text(head + "\n".join(words_first + ["1,2,3,4"] * 100) + "\n")
    assert read_table(table).x_label == "a"
    # at half it is not most of them; with one number more in the first hundred it is
    more = [row.replace("x,x,49,", "x,7,49,") for row in words_first]
    table.write_text(head + "\n".join(more) + "\n")
    with pytest.raises(TableError, match="row 2, column 'later' holds 'x'"):
        read_table(table)
    # the hundredth row is the one that decides, where one cell is empty
    empty = [row.replace("x,x,48,", "x,,48,").replace("x,7,49,", "x,x,49,") for row in more]
    table.write_text(head + "\n".join(empty) + "\n")
    with pytest.raises(TableError, match="row 2, column 'later' holds 'x'"):
        read_table(table)
    # the hundred and first row is not looked at
    table.write_text(head + "\n".join([*words_first, "1,7,3,4"]) + "\n")
    assert read_table(table).x_label == "a"


@given(
    st.lists(
        st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), min_size=1, max_size=20
    )
)
def test_the_fast_and_the_careful_reader_agree(rows: list[tuple[float, float]]) -> None:
    lines = ["name,a,b", *(f"x,{a!r},{b!r}" for a, b in rows)]
    table = TextTable("\n".join(lines).encode())
    fast = _read_fast(table, (2, 1))
    assert fast is not None
    assert np.array_equal(fast, _read_carefully(table, (2, 1)))
    assert fast.tolist() == [[b, a] for a, b in rows]


def test_a_mistake_at_the_end_of_a_long_table(table: Path) -> None:
    rows = "".join(f"{i},{2 * i}\n" for i in range(50_000))
    table.write_text(f"a,b\n{rows}")
    assert len(read_table(table)) == 50_000
    table.write_text(f"a,b\n{rows}1,oops\n")
    with pytest.raises(TableError, match="row 50002, column 'b' holds 'oops'"):
        read_table(table)


@pytest.mark.parametrize("classes", [False, True])
def test_one_column_is_not_both_x_and_y(table: Path, classes: bool) -> None:
    table.write_text("a,b\n1,0\n0,1\n1,1\n")
    with pytest.raises(TableError, match="x and y are both column 'a'; name two columns"):
        read_table(table, "a", "a", classes=classes)
