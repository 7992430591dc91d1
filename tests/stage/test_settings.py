"""What a user sets is read, and whatever is wrong ends in one clear line."""

from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
from manim import config

from scenes.stage.settings import FilmSettings, SettingError, Settings, section


def test_all_is_left_to_the_film_by_default(configured: Callable[..., Any]) -> None:
    with configured("linear"):
        assert Settings.read("linear") == Settings()
    with configured("linear", data="", iterations="  "):
        assert Settings.read("linear") == Settings()
    assert Settings.read("a film without a section") == Settings()


def test_everything_can_be_set(configured: Callable[..., Any]) -> None:
    given = {
        "data": "~/100% rent.csv",
        "x": "floor area #1",
        "y": "$ rent",
        "learning_rate": "1e-3",
        "iterations": "250",
        "start": "7.2, -2.4",
    }
    with configured("linear", **given):
        found = Settings.read("linear")
    assert found == Settings(
        data=Path.home() / "100% rent.csv",
        x="floor area #1",
        y="$ rent",
        learning_rate=0.001,
        iterations=250,
        start=(7.2, -2.4),
    )
    with configured("linear", start="1 2"):
        assert Settings.read("linear").start == (1.0, 2.0)


WRONG = [
    ({"learning_rate": "fast"}, "not a number"),
    ({"learning_rate": "nan"}, "not a finite number"),
    ({"learning_rate": "inf"}, "not a finite number"),
    ({"learning_rate": "0"}, "above 0"),
    ({"learning_rate": "-0.1"}, "above 0"),
    ({"iterations": "many"}, "not a whole number"),
    ({"iterations": "12.5"}, "not a whole number"),
    ({"iterations": "9"}, "10 to 1000000"),
    ({"iterations": "1000001"}, "10 to 1000000"),
    ({"start": "1"}, "two numbers"),
    ({"start": "1, 2, 3"}, "two numbers"),
    ({"start": "1, x"}, "not a number"),
    ({"start": "1, inf"}, "not a finite number"),
    ({"rate": "0.1"}, "no such setting; there are data, x, y, learning_rate, iterations, start"),
    ({"x": "area"}, "set data as well"),
    ({"y": "price"}, "set data as well"),
]


@pytest.mark.parametrize(("given", "why"), WRONG, ids=lambda value: str(value)[:30])
def test_what_is_wrong_is_told_in_a_line(
    given: dict[str, str], why: str, configured: Callable[..., Any]
) -> None:
    with configured("linear", **given), pytest.raises(SettingError) as refused:
        Settings.read("linear")
    line = str(refused.value)
    assert why in line
    assert line.startswith("[linear] ")
    assert "\n" not in line
    (name,) = given
    assert name in line


def test_a_section_in_capitals_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = ConfigParser()
    parser.read_dict({"Linear": {"data": "prices.csv"}})
    monkeypatch.setattr(config, "_parser", parser)
    assert Settings.read("logistic") == Settings()
    with pytest.raises(SettingError, match=r"\[Linear\].*make it \[linear\]"):
        Settings.read("linear")


# -- for any film ------------------------------------------------------------------------------


def test_by_default_every_chapter_is_drawn(configured: Callable[..., Any]) -> None:
    with configured("film"):
        assert FilmSettings.read() == FilmSettings() == FilmSettings(captions="picture")
    assert FilmSettings().chosen(3) == (1, 2, 3)
    assert FilmSettings().chapters_name == ""


@pytest.mark.parametrize(
    ("text", "numbers", "name"),
    [
        ("3", (3,), "3"),
        ("3-4", (3, 4), "3-4"),
        ("2,5-6", (2, 5, 6), "2+5-6"),
        (" 5 - 6 , 2, 3", (2, 3, 5, 6), "2-3+5-6"),
    ],
)
def test_chapters_are_named_by_number(
    text: str, numbers: tuple[int, ...], name: str, configured: Callable[..., Any]
) -> None:
    with configured("film", chapters=text, captions="file"):
        found = FilmSettings.read()
    assert found.captions == "file"
    assert found.chosen(6) == numbers
    assert found.chapters_name == name
    with pytest.raises(SettingError, match=r"^\[film\] chapters = .*: this film has 1 chapter$"):
        found.chosen(1)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"chapters": "three"}, "by their numbers"),
        ({"chapters": "4-3"}, "by their numbers"),
        ({"chapters": "0"}, "by their numbers"),
        ({"chapters": "1,,2"}, "by their numbers"),
        ({"chapters": "1-2-3"}, "by their numbers"),
        ({"captions": "both"}, "use picture or file"),
        ({"chapter": "3"}, "no such setting; there are captions, chapters"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_wrong_for_any_film_is_told_in_a_line(
    given: dict[str, str], why: str, configured: Callable[..., Any]
) -> None:
    with configured("film", **given), pytest.raises(SettingError) as refused:
        FilmSettings.read()
    assert why in str(refused.value)
    assert str(refused.value).startswith("[film] ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("wrong", "right"), [("linaer", "linear"), ("themes", "theme")])
def test_a_misspelt_section_is_not_passed_over(
    wrong: str, right: str, configured: Callable[..., Any]
) -> None:
    with (
        configured(wrong, name="dark"),
        pytest.raises(SettingError, match=rf"\[{wrong}\].*mean \[{right}\]"),
    ):
        section(right, ["name"])


def test_another_films_section_is_no_misspelling(configured: Callable[..., Any]) -> None:
    with configured("logistic", iterations="100"):
        assert section("logistics", []) == {}
