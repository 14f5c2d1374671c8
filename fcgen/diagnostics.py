"""Mistakes of authors as values: where, what, and how to mend it. Nothing here prints or stops anything."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from fcgen.codes import Code, Severity

_EXCERPT_WIDTH: Final = 100
_GITHUB_DATA: Final = "%\r\n"
_GITHUB_PROPERTY: Final = "%\r\n:,"


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place in a file: line and column from 1, in characters; `width` characters long, 0 for the file as a whole."""

    line: int
    column: int
    width: int = 1


START: Final = Mark(1, 1, 0)
"""The place of what is wrong with a file as a whole."""


class Diagnostic(msgspec.Struct, frozen=True):
    """One mistake. `path` is relative to the site's folder, with `/`; `hint` is the mend, "" where the message says it.

    Its place lies in the file, or is the file's first character where the file has no text to show.
    """

    code: Code
    path: str
    at: Mark
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


class Strictness(StrEnum):
    """How severe mistakes are: as they are, warnings as errors, or lenient with content from elsewhere."""

    NORMAL = "normal"
    STRICT = "strict"
    LENIENT = "lenient"


def diagnostic(code: Code, path: str, at: Mark, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic with the severity that its code has by itself."""
    return Diagnostic(code, path, at, message, hint, code.severity)


def graded(found: Iterable[Diagnostic], strictness: Strictness) -> tuple[Diagnostic, ...]:
    """Return `found` in the order of path, line, column and code, each once, with the severities of `strictness`."""
    unique = sorted(set(found), key=lambda d: (d.path, d.at.line, d.at.column, d.code.number, d.message, d.hint))
    return tuple(msgspec.structs.replace(d, severity=_severity(d.code, strictness)) for d in unique)


def _severity(code: Code, strictness: Strictness) -> Severity:
    match strictness:
        case Strictness.STRICT:
            return Severity.ERROR
        case Strictness.LENIENT if code.lenient:
            return Severity.WARNING
        case _:
            return code.severity


def errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those that stop a build."""
    return tuple(d for d in found if d.severity is Severity.ERROR)


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the values of `known` nearest to `value`, or "" where none is near."""
    if len(value) > 200:  # difflib is quadratic, and nobody mistypes so much
        return ""
    lowered = {k.casefold(): k for k in sorted(known, reverse=True)}
    near = difflib.get_close_matches(value.casefold(), sorted(lowered), n=2, cutoff=0.7)
    return f"did you mean {' or '.join(repr(lowered[n]) for n in near)}?" if near else ""


def quoted(value: str) -> str:
    """Return `value` between single quotes for a message, shortened to 60 characters, on one line."""
    one_line = " ".join(value.split())
    return repr(one_line if len(one_line) <= 60 else one_line[:59] + "…")


def as_text(found: Diagnostic, lines: Sequence[str]) -> str:
    """Return a diagnostic as people read it: the place, the message, the line with a caret, and the hint.

    `lines` are those of the file, or empty where it has no text to show.
    """
    head = f"{found.path}:{found.at.line}:{found.at.column}: {found.severity} {found.code.number}: {found.message}"
    hint = [f"    hint: {found.hint}"] if found.hint else []
    shown = [f"    {line}" for line in excerpt(found.at, lines)]
    return "\n".join([_printable(head), *shown, *map(_printable, hint)])


def excerpt(at: Mark, lines: Sequence[str]) -> list[str]:
    """Return the line of a place with its number, and a line with a caret below; nothing where there is none to show.

    `lines` are those of the file.
    """
    if not (at.width and 1 <= at.line <= len(lines) and lines[at.line - 1].strip()):
        return []
    line = _printable(lines[at.line - 1])
    column = min(at.column - 1, len(line))
    start = max(0, column - _EXCERPT_WIDTH * 2 // 3) if len(line) > _EXCERPT_WIDTH else 0
    shown = line[start : start + _EXCERPT_WIDTH]
    before, after = "…" * (start > 0), "…" * (start + _EXCERPT_WIDTH < len(line))
    left, marked = shown[: column - start], shown[column - start :][: at.width]
    number = str(at.line)
    return [
        f"{number} | {before}{shown}{after}",
        f"{' ' * len(number)} | {' ' * (len(before) + _cells(left))}{'^' * max(1, _cells(marked))}",
    ]


def _printable(text: str) -> str:
    """Return `text` with as many characters, none of which a terminal could obey."""
    return "".join(c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes: two for a wide character, none for a combining one."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_data(found: Diagnostic) -> dict[str, str | int]:
    """Return a diagnostic for JSON: `code`, `severity`, `path`, `line`, `column`, `message`, `hint`."""
    return {
        "code": found.code.number,
        "severity": found.severity.value,
        "path": found.path,
        "line": found.at.line,
        "column": found.at.column,
        "message": found.message,
        "hint": found.hint,
    }


def as_github(found: Diagnostic, path: str) -> str:
    """Return a diagnostic as a command of a GitHub workflow, which shows it in the file `path` of the repository.

    Source: actions/toolkit, packages/core/src/command.ts (what is escaped) and core.ts (the names of the properties).
    """
    place = {
        "file": path,
        "line": str(found.at.line),
        "col": str(found.at.column),
        "endColumn": str(found.at.column + max(found.at.width, 1) - 1),
        "title": found.code.number,
    }
    properties = ",".join(f"{name}={_escaped(value, _GITHUB_PROPERTY)}" for name, value in place.items())
    text = found.message + (f"\nhint: {found.hint}" if found.hint else "")
    return f"::{found.severity} {properties}::{_escaped(text, _GITHUB_DATA)}"


def _escaped(text: str, characters: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in characters else c for c in text)
