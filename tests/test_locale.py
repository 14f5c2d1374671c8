from zoneinfo import ZoneInfo

import pytest

from fcgen.dates import parse
from fcgen.messages import Words
from fcgen.pages.locale import capitalized, direction, shortened, when
from fcgen.pages.model import When


@pytest.mark.parametrize(
    ("written", "iso", "text"),
    [
        ("2024", "2024", "2024"),
        ("2024-08", "2024-08", "August 2024"),
        ("2024-01-02", "2024-01-02", "2 January 2024"),
        ("2024-12-31", "2024-12-31", "31 December 2024"),
        ("2024-12-31T23:30:00-05:00", "2024-12-31T23:30:00-05:00", "31 December 2024"),
    ],
)
def test_a_date_is_shown_with_the_precision_that_was_given(written: str, iso: str, text: str):
    assert when(parse(written, ZoneInfo("UTC")), Words()) == When(iso, text)


def test_what_has_no_date_has_nothing_to_show():
    assert when(None, Words()) is None


@pytest.mark.parametrize(
    "language", ["ar", "ar-EG", "he", "fa", "ur-PK", "yi", "AR", "az-Arab", "pa-Arab-PK", "en-Hebr"]
)
def test_some_languages_and_scripts_are_written_from_right_to_left(language: str):
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "", "es-419", "ar-Latn", "he-Latn-IL", "az", "sr-Cyrl", "arn", "zh-Hans"])
def test_others_are_written_from_left_to_right(language: str):
    assert direction(language) == "ltr"


@pytest.mark.parametrize(
    ("text", "made"), [("corrección", "Corrección"), ("änderung", "Änderung"), ("تصحيح", "تصحيح"), ("", "")]
)
def test_a_word_begins_with_a_capital_where_its_script_has_any(text: str, made: str):
    assert capitalized(text) == made


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("one two", "one two"),
        ("one  \n two", "one two"),
        ("one two t", "one two t"),
        ("one two three", "one two…"),
        ("one-two-three", "one-two-t…"),
        ("一二三四五六七八九十", "一二三四五六七八九…"),
    ],
)
def test_a_text_is_shortened_at_a_word_or_within_one_that_is_too_long(text: str, short: str):
    assert shortened(text, 9) == short
