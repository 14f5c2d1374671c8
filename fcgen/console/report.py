"""What commands print: diagnostics with their lines, JSON, and words for people, which go to standard error."""

import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

import click

from fcgen.codes import Severity
from fcgen.diagnostics import Diagnostic, as_data, as_github, as_text

_LARGEST = 16 * 1024 * 1024


def print_diagnostics(found: Iterable[Diagnostic], root: Path) -> None:
    """Print diagnostics as people read them, each with its line, to standard error."""
    lines: dict[str, list[str]] = {}
    for one in found:
        if one.path not in lines:
            lines[one.path] = lines_of(root / one.path)
        place, _, rest = plain(as_text(one, lines[one.path])).partition(f" {one.severity} ")
        colour = "red" if one.severity is Severity.ERROR else "yellow"
        say(f"{place} {click.style(one.severity.value, fg=colour, bold=True)} {rest}")


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def count_of(found: Iterable[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    every = list(found)
    errors = sum(d.severity is Severity.ERROR for d in every)
    warnings = len(every) - errors
    words = [f"{n:,} {word}{'s' * (n != 1)}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(words) or "no mistakes"


def print_json(data: Any) -> None:
    """Print one JSON document to standard output: UTF-8, whatever the locale."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    click.echo(text.encode(errors="backslashreplace"), nl=False)  # JSON too writes a lone surrogate as `\\udcff`


def print_github(found: Iterable[Diagnostic], folder: str) -> None:
    """Print diagnostics as commands of a GitHub workflow to standard output.

    `folder` is that of the site, as the workflow sees it from where it runs.
    """
    for one in found:
        command = as_github(one, PurePath(folder, one.path).as_posix())
        click.echo(command.encode(errors="backslashreplace") + b"\n", nl=False)


def diagnostics_data(found: Iterable[Diagnostic]) -> list[dict[str, str | int]]:
    """Return diagnostics as JSON has them: a list of objects."""
    return [as_data(one) for one in found]


def say(text: str = "") -> None:
    """Print a line for people to standard error, in colour where that is a terminal and NO_COLOR is not set."""
    click.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)


def plain(text: str) -> str:
    """Return `text` without what a terminal would obey: names of files can hold anything."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file, or nothing where there is none, or one too long to be shown."""
    try:
        if path.stat().st_size > _LARGEST:
            return []
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:  # a diagnostic may be of a file that does not exist, such as a missing config.yaml
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
