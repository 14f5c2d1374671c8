"""Dates: the forms that are read, what they keep, and the days that do not exist."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from fcgen.dates import Date, ImpossibleDateError, NotADateError, Precision, parse

UTC = ZoneInfo("UTC")
MADRID = ZoneInfo("Europe/Madrid")


def utc(*numbers: int) -> dt.datetime:
    return dt.datetime(*numbers, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "precision", "start"),
    [
        ("2024", Precision.YEAR, utc(2024, 1, 1)),
        ("2024-08", Precision.MONTH, utc(2024, 8, 1)),
        ("2024-08-22", Precision.DAY, utc(2024, 8, 22)),
        ("2024-08-22T19:30", Precision.TIME, utc(2024, 8, 22, 19, 30)),
        ("2024-08-22T19:30:15", Precision.TIME, utc(2024, 8, 22, 19, 30, 15)),
        ("0001", Precision.YEAR, utc(1, 1, 1)),
        ("9999-12-31", Precision.DAY, utc(9999, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text, precision, start):
    assert parse(text, UTC) == Date(start, precision)


@pytest.mark.parametrize("text", ["2024", "2024-08", "2024-08-22", "0800", "2024-08-22T19:30:15-05:00"])
def test_precision_that_was_not_given_is_not_shown(text):
    assert parse(text, UTC).iso == text


def test_a_time_is_shown_with_seconds_and_the_offset_of_its_place():
    assert parse("2024-08-22 19:30", MADRID).iso == "2024-08-22T19:30:00+02:00"


def test_a_date_keeps_its_day_in_the_zone_it_was_written_in():
    assert parse("2024-08-22T23:30-10:00", UTC).day == dt.date(2024, 8, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2024-08-22T19:30:00Z",
        "2024-08-22t19:30:00z",
        "2024-08-22 19:30:00Z",
        "2024-08-22 19:30 Z",
        "2024-08-22T21:30+02:00",
        "2024-08-22T21:30+0200",
        "2024-08-22T21:30+02",
        "2024-08-22 21:30 +02:00",
        "2024-08-22T14:00-05:30",
        "2024-08-22T19:30:00.999Z",
        "2024-08-22T19:30:00,5Z",
        " 2024-08-22T19:30Z ",
    ],
)
def test_one_instant_in_all_forms_of_iso_8601_that_are_read(text):
    assert parse(text, MADRID).start == utc(2024, 8, 22, 19, 30)


@pytest.mark.parametrize(
    ("text", "hours"), [("2024-01-15", 1), ("2024-07-15", 2), ("2024-01-15T12:00", 1), ("2024-07-15T12:00", 2)]
)
def test_a_date_without_an_offset_is_in_the_zone_of_the_site(text, hours):
    assert parse(text, MADRID).start.utcoffset() == dt.timedelta(hours=hours)


def test_a_date_does_not_depend_on_rules_of_its_zone_that_may_change():
    assert parse("2024-07-15", MADRID).start.tzinfo == dt.timezone(dt.timedelta(hours=2))


def test_of_a_time_that_clocks_showed_twice_the_first_is_meant():
    assert parse("2024-10-27T02:30", MADRID).start == utc(2024, 10, 27, 0, 30)


def test_a_time_that_clocks_left_out_counts_as_if_they_had_not():
    assert parse("2024-03-31T02:30", MADRID).start == utc(2024, 3, 31, 1, 30)


def test_an_offset_from_before_standard_time_is_shown_in_whole_minutes():
    assert parse("1850-06-01T12:00", ZoneInfo("America/New_York")).iso == "1850-06-01T12:00:00-04:56"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "24",
        "20240822",
        "2024-8-22",
        "22-08-2024",
        "08/22/2024",
        "2024/08/22",
        "2024-08-22Z",
        "2024-08-22T19",
        "2024-08-22T19:3",
        "2024-08-22T19:30:5",
        "2024-08-22T193000",
        "2024-08-22_19:30",
        "2024-08-22T19:30 CET",
        "2024-08-22T19:30+2",
        "2024-W34",
        "2024-235",
        "-2024",
        "12024",
        "2024-",
        "2024-08-22T19:30Z2024",
        "٢٠٢٤",
        "2024–08–22",
        "August 22, 2024",
    ],
)
def test_another_form_is_no_date(text):
    with pytest.raises(NotADateError):
        parse(text, UTC)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0000", "year 0"),
        ("2024-00", "month"),
        ("2024-13", "month"),
        ("2024-02-30", "day is out of range for month"),
        ("2023-02-29", "day is out of range for month"),
        ("2024-08-00", "day"),
        ("2024-08-22T24:00", "hour"),
        ("2024-08-22T19:60", "minute"),
        ("2024-08-22T19:30:60", "second"),
        ("2024-08-22T19:30+24:00", r"there is no offset \+24:00"),
        ("2024-08-22T19:30-02:60", "there is no offset -02:60"),
        ("0001-01-01T00:00+01:00", "out of range"),
        ("9999-12-31T23:59-01:00", "out of range"),
    ],
)
def test_a_day_or_time_that_does_not_exist_is_told_with_the_reason(text, reason):
    with pytest.raises(ImpossibleDateError, match=reason):
        parse(text, UTC)


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29", "2024-08-22T23:59:59+23:59", "2024-08-22T00:00-23:59"])
def test_the_last_day_and_time_that_exist_are_read(text):
    assert parse(text, UTC).iso.startswith(text[:10])
