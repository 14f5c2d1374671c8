"""Dates as precise as they were written: a year, a month, a day or a time. No clock is read here."""

import calendar
import datetime as dt
import re
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo

import msgspec


class Precision(IntEnum):
    """How much of a date is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    TIME = 4


class Date(msgspec.Struct, frozen=True):
    """A date of some precision. `start` is its first instant in the zone it was written in, as ISO 8601 with an offset.

    Source of the forms: ISO 8601-1, 5.2.2 and 5.4.2 (extended format).
    """

    start: dt.datetime
    precision: Precision

    @property
    def iso(self) -> str:
        """The date as it was given: `2024`, `2024-08`, `2024-08-22` or `2024-08-22T19:30:00-05:00`."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.start.year:04}"
            case Precision.MONTH:
                return f"{self.start.year:04}-{self.start.month:02}"
            case Precision.DAY:
                return self.start.date().isoformat()
            case Precision.TIME:
                return self.start.isoformat(timespec="seconds")

    @property
    def day(self) -> dt.date:
        """Its first day, in the zone it was written in."""
        return self.start.date()

    @property
    def last_day(self) -> dt.date:
        """The last day that it can mean."""
        match self.precision:
            case Precision.YEAR:
                return self.day.replace(month=12, day=31)
            case Precision.MONTH:
                return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
            case _:
                return self.day


class NotADateError(ValueError):
    """The text has no form of a date."""


class ImpossibleDateError(ValueError):
    """The text has the form of a date, but there is no such day or time."""


_FORM: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[Tt ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.ASCII,
)


def parse(text: str, zone: ZoneInfo) -> Date:
    """Return the date that `text` gives; a date without an offset is in `zone`. Fractions of seconds are dropped.

    Of a time that clocks showed twice the first is meant; one that they left out counts as if they had not.
    Raises NotADateError for another form and ImpossibleDateError for a day or time that does not exist.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise NotADateError(text)
    part = found.groupdict()
    precision = (
        Precision.TIME
        if part["hour"]
        else Precision.DAY
        if part["day"]
        else Precision.MONTH
        if part["month"]
        else Precision.YEAR
    )
    try:
        numbers = [
            int(part[k] or default)
            for k, default in (("year", 1), ("month", 1), ("day", 1), ("hour", 0), ("minute", 0), ("second", 0))
        ]
        start = dt.datetime(*numbers, tzinfo=_offset(part["zone"]) or zone)  # type: ignore[arg-type,misc]
        start = start.replace(tzinfo=_fixed(start.utcoffset() or dt.timedelta(0)))
        start.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(str(error)) from error
    return Date(start, precision)


def _fixed(offset: dt.timedelta) -> dt.timezone:
    """Return an offset in whole minutes: before standard time places had seconds of their own, ISO 8601 has none."""
    return dt.timezone(dt.timedelta(minutes=round(offset / dt.timedelta(minutes=1))))


def _offset(text: str | None) -> dt.timezone | None:
    if text is None:
        return None
    if text in "Zz":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(f"there is no offset {text}")
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if text[0] == "-" else offset)
