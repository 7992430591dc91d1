"""A column of two classes is read as it stands, or its mistake is named in one line."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import TableError, challenger, read_table
from mlcore.data.classes import _read_carefully, _read_fast
from mlcore.data.text import TextTable


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "my_own-data.csv"


def write(path: Path, *labels: str) -> None:
    path.write_text("a,b\n" + "".join(f"{i},{label}\n" for i, label in enumerate(labels)))


ORDER = [
    ("0", "1"), ("1", "2"), ("-1", "1"), ("9", "10"), ("0.0", "1.0"), ("2.5", "1e3"),
    ("false", "true"), ("FALSE", "TRUE"), ("no", "yes"), ("No", "Yes"), ("N", "Y"), ("F", "T"),
    ("off", "on"), ("negative", "positive"), ("neg", "pos"), ("fail", "pass"),
    ("no distress", "distress"), ("non-smoker", "a smoker"), ("not spam", "ham"),
    ("without", "with"), ("never", "ever"), ("none", "mild"),
    ("control", "treated"), ("ham", "spam"), ("female", "male"), ("alive", "dead"),
    ("did not buy", "bought"), ("won't", "will"), ("nein", "ja"), ("incorrect", "correct"),
    ("nicht bestanden", "bestanden"), ("unhealthy", "healthy"), ("insured", "paid"),
    ("no", "none"), ("cat", "Dog"), ("1", "yes"), ("nan", "x"),
]  # fmt: skip


@pytest.mark.parametrize("classes", ORDER, ids=" or ".join)
@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "quoted"])
@pytest.mark.parametrize("first", [0, 1])
def test_the_order_of_two_values(
    table: Path, classes: tuple[str, str], quote: str, first: int
) -> None:
    y = [first, 1 - first, 1, 0]
    write(table, *(f"{quote}{classes[i]}{quote}" for i in y))
    data = read_table(table, classes=True)
    assert (data.y.tolist(), data.classes) == (y, classes)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (["Yes", "no", "yes", "NO"], ("no", "Yes")),
        (["1", "0.0", "1.0", "0"], ("0.0", "1")),
        ([" True", "false ", "true", "False"], ("false", "True")),
    ],
)
@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "quoted"])
def test_spellings_of_the_same(
    table: Path, labels: list[str], classes: tuple[str, str], quote: str
) -> None:
    write(table, *(f"{quote}{label}{quote}" for label in labels))
    data = read_table(table, classes=True)
    assert (data.y.tolist(), data.classes) == ([1, 0, 1, 0], classes)


def test_the_bundled_table() -> None:
    path = Path(__file__).parents[3] / "assets" / "data" / "challenger-1986.csv"
    data = read_table(path, classes=True)
    assert np.array_equal(data.x, challenger().x)
    assert np.array_equal(data.y, challenger().y)
    assert (data.x_label, data.y_label) == ("temperature f", "o ring distress")
    assert (data.classes, data.source) == (("0", "1"), path.name)


@pytest.mark.parametrize(
    ("text", "x", "y", "expected"),
    [
        ("n,a,b\nJan,1,no\nEva,2,yes\nIda,3,no\n", None, None, ("a", "b")),
        ("sick,a\n1,5\n0,6\n1,7\n", None, None, ("a", "sick")),
        ("sex,a,b\nm,1,no\nf,2,yes\nm,3,no\n", None, None, ("a", "b")),
        ("sex,a,b\nm,1,no\nf,2,yes\nm,3,no\n", None, "sex", ("a", "sex")),
        ("dose,cured\n0,1\n1,1\n1,0\n", None, None, ("dose", "cured")),
        ("dose,cured\n0,1\n1,1\n1,0\n", "cured", None, ("cured", "dose")),
        ("dose,cured\n0,1\n1,1\n1,0\n", None, "dose", ("cured", "dose")),
        ("a,c,b\n1,x,no\n2,y,yes\n3,z,no\n", None, None, ("a", "b")),
        ("a,same,b\n1,x,no\n2,x,yes\n3,x,no\n", None, None, ("a", "b")),
        ("a,c,b\n1,2,no\n2,3,yes\n3,4,no\n", "c", None, ("c", "b")),
        ('a,c,b\n1,"x",no\n2,y,yes\n3,z,no\n', None, None, ("a", "b")),
        ("a,b,c\n1,,u\n2,,v\n3,,v\n", None, None, ("a", "c")),
    ],
)
def test_columns_by_name_or_the_likely_ones(
    table: Path, text: str, x: str | None, y: str | None, expected: tuple[str, str]
) -> None:
    table.write_text(text)
    data = read_table(table, x, y, classes=True)
    assert (data.x_label, data.y_label) == expected


def test_a_third_value_far_below_makes_it_another_column(table: Path) -> None:
    rows = "".join(f"{i},{i % 2},{i % 2}\n" for i in range(300))
    table.write_text(f"a,b,c\n{rows}300,2,1\n")
    assert read_table(table, classes=True).y_label == "c"
    table.write_text(f'a,b,c\n{rows}"300",2,1\n')
    assert read_table(table, classes=True).y_label == "c"


def test_a_rare_case_far_below_is_seen(table: Path) -> None:
    rows = "".join(f"{i},0\n" for i in range(300))
    table.write_text(f"a,b\n{rows}300,1\n")
    data = read_table(table, classes=True)
    assert (data.y_label, data.y.sum()) == ("b", 1)


NEEDED = "two classes are needed"
BAD = {
    "one class": ("a,b\n1,yes\n2,Yes\n", f"column 'b' is 'yes' in every row; {NEEDED}"),
    "one quoted class": ('a,b\n1,"yes"\n2,yes\n', f"column 'b' is 'yes' in every row; {NEEDED}"),
    "one number": ("a,b\n1,0\n2,0.0\n", f"column 'b' is '0' in every row; {NEEDED}"),
    "three words": (
        "a,b\n1,yes\n2,no\n3,yes\n4,maybe\n5,never\n",
        f"row 5, column 'b' holds 'maybe' beside 'yes' and 'no'; {NEEDED}",
    ),
    "three numbers": (
        "a,b\n1,0\n2,2\n3,1\n",
        f"row 4, column 'b' holds '1' beside '0' and '2'; {NEEDED}",
    ),
    "long": (
        f"a,b\n1,{'x' * 50}\n2,{'y' * 50}\n3,{'z' * 50}\n",
        f"row 4, column 'b' holds '{'z' * 39}…' beside '{'x' * 39}…' and '{'y' * 39}…'; {NEEDED}",
    ),
    "empty": ("a,b\n1,0\n2,\n3,1\n", "row 3, column 'b' is empty; fill it in or delete the row"),
    "all empty": ("a,b\n1,\n2,\n", "row 2, column 'b' is empty; fill it in or delete the row"),
    "quoted empty": (
        'a,b\n"1",0\n2,""\n3,1\n',
        "row 3, column 'b' is empty; fill it in or delete the row",
    ),
    "ragged": (
        "a,b\n1,0\n2,1,3\n",
        "row 3 has 3 cells where the header has 2; add or remove separators",
    ),
    "x is a word": (
        "a,b\n1,0\nsix,1\n",
        "row 3, column 'a' holds 'six' where a finite number is due; correct it or delete the row",
    ),
    "no rows": ("a,b\n", "there are no rows below the header; at least two are needed"),
    "one row": ("a,b\n1,0\n", f"column 'b' is '0' in every row; {NEEDED}"),
    "x is constant": (
        "a,b\n1,0\n1,1\n",
        "a is 1 in every row; a slope needs at least two different values",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD.keys())
def test_a_mistake_is_named_in_one_line(table: Path, text: str, message: str) -> None:
    table.write_text(text)
    with pytest.raises(TableError) as error:
        read_table(table, "a", "b", classes=True)
    assert str(error.value) == f"{table}: {message}"


@pytest.mark.parametrize(
    ("text", "y", "message"),
    [
        (
            "a,b\n1,5\n2,6\n3,7\n",
            None,
            "no column beside 'a' holds two classes; the columns are 'a', 'b'",
        ),
        (
            "n,b\nJan,0\nEva,1\n",
            "b",
            "no column is left that holds numbers; the columns are 'n', 'b'",
        ),
        (
            "n,b\nx,no\ny,yes\n",
            None,
            "no column is left that holds numbers; the columns are 'n', 'b'",
        ),
        ("1,0\n2,1\n", None, "the first row holds numbers where names are due; add a header line"),
        ("a,b\n", None, "there are no rows below the header; at least two are needed"),
        ("a,b\n1,0\n2,1\n", "c", "no column is named 'c'; there are 'a', 'b'"),
    ],
)
def test_columns_that_cannot_be_found(table: Path, text: str, y: str | None, message: str) -> None:
    table.write_text(text)
    with pytest.raises(TableError) as error:
        read_table(table, y=y, classes=True)
    assert str(error.value) == f"{table}: {message}"


def test_without_classes_words_are_still_no_numbers(table: Path) -> None:
    write(table, "no", "yes")
    with pytest.raises(TableError, match="fewer than two columns hold numbers"):
        read_table(table)
    write(table, "1", "2")
    assert read_table(table).classes == ()


@given(st.lists(st.sampled_from(["0", "1", "1.0", "yes", " No", "no"]), min_size=1, max_size=20))
def test_the_fast_and_the_careful_reader_agree(labels: list[str]) -> None:
    text = TextTable("\n".join(["a,b", *(f"1,{label}" for label in labels)]).encode())
    fast = _read_fast(text, 1)
    assert fast is not None
    rows, spellings = fast
    assert [spellings[row] for row in rows] == [label.strip() for label in labels]
    if len({label.strip().casefold().removesuffix(".0") for label in labels}) > 2:
        with pytest.raises(ValueError, match=NEEDED):
            _read_carefully(text, 1)
    else:
        rows, careful = _read_carefully(text, 1)
        assert [careful[row] for row in rows] == [label.strip() for label in labels]
