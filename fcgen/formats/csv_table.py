"""Tables as CSV: rows of text that open right in a spreadsheet, and what each column means.

Source: RFC 4180 for the form; Frictionless Table Schema for the description of the columns.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.dates import Date

JOINT: Final = " | "
"""Between the values of a cell that has several."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet may take for the beginning of a formula, and the apostrophe that says that it is none."""

_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august"
_VALUE: Final = re.compile(
    r"(?=.*\d)(?:"
    r"[\d\s.,:/()%$€£¥+'’-]+"  # 0012, 1,000, (5), 12 %, 9/11, 2024-01-01, 12:30
    r"|[\d.,]+e[+-]?\d+"
    r"|\d{4}-\d\d-\d\dt[\d:.,+-]+z?"
    r"|[\d:]+\s*[ap]\.?m?\.?"
    rf"|[\d\s,./-]*(?:{_MONTHS}|september|october|november|december)\b[\d\s,.:/-]*)",
    re.IGNORECASE,
)
"""A text that a spreadsheet takes for a number, a date or a time."""

_YES_OR_NO: Final = re.compile(
    "true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|verdadeiro|waar|onwaar|sant|falskt|sand|falsk|sann|usann|"
    "tosi|epätosi|prawda|fałsz|pravda|nepravda|igaz|hamis|doğru|yanlış|истина|ложь",
    re.IGNORECASE,
)
"""The words that spreadsheets of some language take for yes or no: verdicts are often called so."""

_BOM: Final = "\ufeff".encode()


class Column(msgspec.Struct, frozen=True):
    """A column: its name, its type in the Table Schema, and what it holds."""

    name: str
    kind: str
    about: str


class Table(msgspec.Struct, frozen=True):
    """A table: what it is, its columns, and what makes its rows of an archive."""

    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Archive], Iterator[Mapping[str, Any]]]


def write(table: Table, archive: Archive) -> Iterator[bytes]:
    """Yield a table as CSV in UTF-8, with a byte order mark that tells spreadsheets so.

    A text that a spreadsheet could take for something else has an apostrophe before it, and so has one that begins with
    an apostrophe: whoever reads the table by program takes the first apostrophe of a text away.
    """
    writer = csv.writer(_Handed())
    yield _BOM + writer.writerow([column.name for column in table.columns])
    for row in table.rows(archive):
        yield writer.writerow([_cell(row[column.name], column.kind) for column in table.columns])


class _Handed:
    """A file that hands back what is written: `writerow` returns it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _cell(value: Any, kind: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(value).removesuffix(".0")
        case int():
            return str(value)
        case Date(iso=iso):
            return iso
        case _:
            text = value if isinstance(value, str) else JOINT.join(value)
            return guarded(text) if kind == "string" else text


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula, a number, a date, or yes or no."""
    whole = text.strip()
    taken = text.startswith(FORMULA) or _VALUE.fullmatch(whole) or _YES_OR_NO.fullmatch(whole)
    return f"'{text}" if taken else text
