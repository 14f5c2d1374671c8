"""How dates, numbers and languages are written for readers, and how texts are shortened."""

from typing import Final

from fcgen import conventions
from fcgen.dates import Date
from fcgen.messages import Words
from fcgen.pages.model import When

# Scripts and languages written from right to left. Source: Unicode CLDR 47, supplemental script metadata.
_RTL_SCRIPTS: Final = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_RTL_LANGUAGES: Final = frozenset("ar arc ckb dv fa glk he iw lrc mzn nqo pnb prs ps sd syr ug ur yi".split())  # noqa: SIM905


def when(date: Date | None, words: Words) -> When | None:
    """Return a date with no more precision than it was given; of a time the day is shown."""
    return When(date.iso, when_text(date, words)) if date else None


def when_text(date: Date, words: Words) -> str:
    """Return a date in words: `22 August 2024`, `August 2024` or `2024`, in the language of the interface."""
    return conventions.day(words.language, date.start.date(), date.precision)


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    parts = language.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return "rtl" if script in _RTL_SCRIPTS or (not script and parts[0] in _RTL_LANGUAGES) else "ltr"


def capitalized(text: str) -> str:
    """Return `text` as it stands at the beginning: its first letter a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut at a word (or within a longer one) where it has more than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else (line[:most].rpartition(" ")[0] or line[:most]) + "…"
