"""Tables as CSV: rows of text that open right in a spreadsheet, and what each column means.

Source: RFC 4180 for the form; Frictionless Table Schema for the description of the columns.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.dates import Date

JOINT: Final = " | "
"""Between the values of a cell that has several."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet may take for the beginning of a formula, and the apostrophe that says that it is none."""

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

    A text that a spreadsheet could take for a formula has an apostrophe before it, and so has one that begins with an
    apostrophe: whoever reads the table by program takes the first apostrophe of a text away.
    """
    writer = csv.writer(_Handed())
    names = [column.name for column in table.columns]
    yield _BOM + writer.writerow(names)
    for row in table.rows(archive):
        yield writer.writerow([_cell(row[name]) for name in names])


class _Handed:
    """A file that hands back what is written: `writerow` returns it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}"
        case int():
            return str(value)
        case Date(iso=iso):
            return iso
        case str():
            return guarded(value)
        case _:
            return guarded(JOINT.join(dict.fromkeys(value)))


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
