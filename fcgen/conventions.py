"""How a language writes numbers, plurals and dates. Source: Unicode CLDR, by babel.

`en` alone is the English that many countries write (`en-001`: 22 August 2024), and is answered here, so that an English
site need not wait for babel; a test compares the two. Digits are those of Latin script in every language: so do most
newsrooms, and so do addresses, tables and browsers.
"""

import datetime as dt
import functools
from typing import TYPE_CHECKING, Final

from fcgen.dates import Precision

if TYPE_CHECKING:
    from babel import Locale

PLURALS: Final = ("zero", "one", "two", "few", "many", "other")
"""The categories of plurals, of which a language has some and always `other`."""

_ENGLISH: Final = "en"
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def plural(language: str, count: int) -> str:
    """Return the category of a number in a language."""
    if language == _ENGLISH:
        return "one" if count == 1 else "other"
    return str(_locale(language).plural_form(count))


def plurals(language: str) -> tuple[str, ...]:
    """Return the categories that a language has, in the order of PLURALS."""
    if language == _ENGLISH:
        return ("one", "other")
    tags = _locale(language).plural_form.tags
    return tuple(one for one in PLURALS if one in tags or one == "other")


def number(language: str, value: int) -> str:
    """Return a number with its digits grouped."""
    if language == _ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(language), numbering_system="latn"))


@functools.lru_cache(maxsize=4096)
def day(language: str, date: dt.date, precision: Precision) -> str:
    """Return a date in words, as precise as it is known: `22 August 2024`, `August 2024` or `2024`."""
    if language == _ENGLISH:
        month = _MONTHS[date.month - 1]
        match precision:
            case Precision.YEAR:
                return str(date.year)
            case Precision.MONTH:
                return f"{month} {date.year}"
            case _:
                return f"{date.day} {month} {date.year}"
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    match precision:
        case Precision.YEAR:
            return str(format_skeleton("y", date, locale=locale))
        case Precision.MONTH:
            return str(format_skeleton("yMMMM", date, locale=locale))
        case _:
            return str(format_date(date, "long", locale=locale))


def language_name(language: str, tag: str) -> str:
    """Return how a language calls the language of a tag, or the tag where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-").get_display_name(_locale(language))
    except (UnknownLocaleError, ValueError):
        name = None
    return name or tag


@functools.lru_cache(maxsize=16)
def _locale(language: str) -> "Locale":
    """Return what babel knows of a language, by the longest part of its tag that it knows."""
    from babel import Locale, UnknownLocaleError

    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "001")
