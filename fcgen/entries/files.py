"""Which files of the content are entries, and of what kind."""

from collections.abc import Iterable
from typing import Final

import msgspec

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, diagnostic, did_you_mean, quoted
from fcgen.entries.model import Kind

FOLDERS: Final = {
    "articles": Kind.ARTICLE,
    "fact-checks": Kind.FACT_CHECK,
    "claims": Kind.CLAIM,
    "people": Kind.PERSON,
    "outlets": Kind.OUTLET,
    "topics": Kind.TOPIC,
    "pages": Kind.PAGE,
}
"""The folders of a site's content and the kinds of what they hold."""


class Sorted(msgspec.Struct, frozen=True):
    """The entries with their kinds, and the paths of all other files."""

    entries: tuple[tuple[str, Kind], ...]
    others: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def sort_files(paths: Iterable[str], content: str, unreadable: Iterable[str] = ()) -> Sorted:
    """Return which of `paths`, all below the folder `content`, are entries.

    `unreadable` are the names that are not Unicode, as far as they can be read.
    """
    entries: list[tuple[str, Kind]] = []
    others: list[str] = []
    problems = [
        diagnostic(codes.BAD_FILE_NAME, name, START, "the file's name is not Unicode", "rename it")
        for name in sorted(unreadable)
    ]
    for path in sorted(paths):
        folder, slash, _ = path.removeprefix(f"{content}/").partition("/")
        if path.lower().endswith((".md", ".markdown")) and folder != "static":
            if path.endswith(".md") and slash and folder in FOLDERS:
                entries.append((path, FOLDERS[folder]))
            else:
                problems.append(_misplaced(path, content, folder if slash else ""))
        else:
            others.append(path)
    return Sorted(tuple(entries), tuple(others), tuple(problems))


def _misplaced(path: str, content: str, folder: str) -> Diagnostic:
    if folder in FOLDERS:
        return diagnostic(codes.NO_KIND, path, START, "an entry's name ends in `.md`", "rename the file")
    known = ", ".join(f"{content}/{name}" for name in FOLDERS)
    where = f"the folder {quoted(folder)}" if folder else f"{content}/ itself"
    hint = (
        did_you_mean(folder, FOLDERS)
        or f"move the file under one of: {known}; or under {content}/static to publish it as it is"
    )
    return diagnostic(codes.NO_KIND, path, START, f"{where} is no kind of entry", hint)
