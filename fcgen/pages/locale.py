"""How dates, numbers and languages are written for readers, and how texts are shortened."""

from typing import Final

from fcgen.dates import Date, Precision
from fcgen.pages.model import When

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
# Scripts and languages written from right to left. Source: Unicode CLDR 47, supplemental script metadata.
_RTL_SCRIPTS: Final = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_RTL_LANGUAGES: Final = frozenset("ar arc ckb dv fa glk he iw lrc mzn nqo pnb prs ps sd syr ug ur yi".split())  # noqa: SIM905


def when(date: Date | None) -> When | None:
    """Return a date with no more precision than it was given; of a time the day is shown."""
    return When(date.iso, when_text(date)) if date else None


def when_text(date: Date) -> str:
    """Return a date in words: `22 August 2024`, `August 2024` or `2024`."""
    match date.precision:
        case Precision.YEAR:
            return str(date.start.year)
        case Precision.MONTH:
            return f"{_MONTHS[date.start.month - 1]} {date.start.year}"
        case _:
            return f"{date.start.day} {_MONTHS[date.start.month - 1]} {date.start.year}"


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    parts = language.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in _RTL_SCRIPTS or (not script and parts[0] in _RTL_LANGUAGES) else "ltr"


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut at a word (or within a longer one) where it has more than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else (line[:most].rpartition(" ")[0] or line[:most]) + "…"
