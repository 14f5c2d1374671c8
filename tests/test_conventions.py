"""How languages write dates, numbers and plurals."""

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from fcgen.conventions import day, language_name, number, plural, plurals
from fcgen.dates import Precision

DAY = dt.date(2024, 8, 22)


@pytest.mark.parametrize(
    ("language", "year", "month", "whole"),
    [
        ("en", "2024", "August 2024", "22 August 2024"),
        ("en-US", "2024", "August 2024", "August 22, 2024"),
        ("es", "2024", "agosto de 2024", "22 de agosto de 2024"),
        ("es-MX", "2024", "agosto de 2024", "22 de agosto de 2024"),
        ("ar", "2024", "أغسطس 2024", "22 أغسطس 2024"),
        ("ar-LB", "2024", "آب 2024", "22 آب 2024"),
        ("ja", "2024年", "2024年8月", "2024年8月22日"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, year: str, month: str, whole: str):
    made = (day(language, DAY, precision) for precision in (Precision.YEAR, Precision.MONTH, Precision.DAY))
    assert tuple(made) == (year, month, whole)


def test_english_alone_is_what_babel_calls_the_english_of_the_world():
    world = Locale("en", "001")
    for month in range(1, 13):
        date = dt.date(2024, month, month)
        assert day("en", date, Precision.DAY) == format_date(date, "long", locale=world)
        assert day("en", date, Precision.MONTH) == format_skeleton("yMMMM", date, locale=world)
    for count in (0, 1, 2, 3, 11, 100, 999, 1000, 1234567):
        assert plural("en", count) == world.plural_form(count)
        assert number("en", count) == format_decimal(count, locale=world)
    assert set(plurals("en")) == {*world.plural_form.tags, "other"}


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234,567"), ("es", "1.234.567"), ("ar", "1,234,567"), ("fr", "1\u202f234\u202f567")]
)
def test_the_digits_of_a_number_are_grouped_and_latin(language: str, text: str):
    assert number(language, 1234567) == text


@pytest.mark.parametrize(
    ("count", "category"), [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other")]
)
def test_arabic_has_six_plurals(count: int, category: str):
    assert plural("ar", count) == category
    assert plurals("ar") == ("zero", "one", "two", "few", "many", "other")


def test_spanish_has_a_plural_for_millions():
    assert [plural("es", count) for count in (0, 1, 2, 1_000_000)] == ["other", "one", "other", "many"]
    assert plurals("es") == ("one", "many", "other")


@pytest.mark.parametrize(
    ("language", "tag", "name"),
    [
        ("en", "en-GB", "English (United Kingdom)"),
        ("es", "de", "alemán"),
        ("ar", "en", "الإنجليزية"),
        ("en", "zh-Hant", "Chinese (Traditional)"),
        ("en", "xx", "xx"),
        ("en", "x-made-up", "x-made-up"),
    ],
)
def test_a_language_is_called_as_another_calls_it_or_by_its_tag(language: str, tag: str, name: str):
    assert language_name(language, tag) == name


@pytest.mark.parametrize("language", ["tlh", "xx-Latn-XX"])
def test_a_language_that_nobody_knows_is_written_like_english(language: str):
    assert day(language, DAY, Precision.DAY) == "22 August 2024"
    assert plural(language, 1) == "one"
