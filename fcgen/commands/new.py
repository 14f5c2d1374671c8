"""`fcgen new`: a new entry in the right folder, which loads at once and overwrites nothing."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive.index import Key
from fcgen.archive.near import exact, known
from fcgen.building.collecting import without_collection
from fcgen.building.inputs import Options
from fcgen.building.loading import Given
from fcgen.dates import parse
from fcgen.diagnostics import Diagnostic, errors, quoted
from fcgen.entries.blank import DRAFTS, Blank, text_of
from fcgen.entries.files import FOLDERS
from fcgen.entries.model import Kind
from fcgen.words import folded, id_fault, slug
from fcgen.writing.rereading import Read, fresh_in, given_by, whole_of
from fcgen.writing.wanted import Wanted, is_date, looks_like_id

_LONGEST: Final = 60
"""Characters of an id that is made from a title: it is part of an address that people read."""

_YEAR: Final = re.compile(r"\d{4}")


class CannotCreateError(Exception):
    """Nothing was written; the message says why and the mend."""


class Written(msgspec.Struct, frozen=True):
    """The files that were written, the entry's own first, and what there is to warn of.

    `draft` and `to_come` are why a build leaves it out. `unknown` are the people, outlets and topics that
    nothing in the archive named before.
    """

    texts: Mapping[str, str]
    draft: bool
    to_come: bool
    warnings: tuple[Diagnostic, ...]
    unknown: tuple[tuple[Kind, str], ...]


@without_collection()
def new(root: Path, options: Options, read: Read, wanted: Wanted) -> Written:
    """Write a new entry, and beside a fact-check the claim that it is on where that is new.

    Raises CannotCreateError, FileExistsError and OSError; then nothing is written.
    """
    if wanted.date and not is_date(wanted.date):
        raise CannotCreateError(f"{quoted(wanted.date)} is not a date; write 2024, 2024-08 or 2024-08-22")
    draft = wanted.kind in DRAFTS if wanted.draft is None else wanted.draft
    blank = Blank(
        kind=wanted.kind,
        title=wanted.title,
        draft=draft,
        date=wanted.date,
        reviewer=wanted.reviewer,
        claim=wanted.claim,
        verdict=wanted.verdict,
        claimants=wanted.claimants if wanted.kind is Kind.CLAIM else (),
        outlet=wanted.outlet,
        topics=wanted.topics,
    )
    blanks: list[tuple[str, Blank]] = []
    if wanted.kind is Kind.FACT_CHECK:
        on, claim = _claim(read, wanted, draft)
        blank = msgspec.structs.replace(blank, claim=on)
        blanks += [(_path(read, Kind.CLAIM, on, ""), claim)] if claim else []
    own_id = wanted.id or short_id(wanted.title)
    if fault := id_fault(own_id):
        raise CannotCreateError(f"{quoted(own_id)} can't be an id: {fault}; write letters, digits and hyphens")
    _see_free(read, wanted.kind, own_id)
    blanks.insert(0, (_path(read, wanted.kind, own_id, wanted.date), blank))
    texts = {path: text_of(one) for path, one in blanks}
    warnings = _see_sound(read, options, texts, {path: one.kind for path, one in blanks})
    _write(root, texts)
    to_come = bool(wanted.date) and parse(wanted.date, read.seen.config.zone).start > options.now
    return Written(texts, draft, to_come, warnings, _unknown(read, wanted))


def short_id(title: str) -> str:
    """Return the id that a title makes, cut at a word."""
    whole = slug(title)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def _unknown(read: Read, wanted: Wanted) -> tuple[tuple[Kind, str], ...]:
    said = [(Kind.OUTLET, wanted.reviewer), (Kind.OUTLET, wanted.outlet)]
    said += [(Kind.PERSON, name) for name in wanted.claimants] + [(Kind.TOPIC, name) for name in wanted.topics]
    archive = read.whole.archive
    return tuple((kind, name) for kind, name in said if name and exact(name, known(archive, kind)) is None)


def _claim(read: Read, wanted: Wanted, draft: bool) -> tuple[str, Blank | None]:
    """Return the id of the claim that is meant, and what is to be written of it where there is none."""
    found = exact(wanted.claim, known(read.whole.archive, Kind.CLAIM))
    if found:
        if wanted.claimants:
            raise CannotCreateError(f"the claim {quoted(found.written)} is there and has its claimants; leave them out")
        return found.written, None
    if looks_like_id(wanted.claim):
        return wanted.claim, None  # of an id that nothing has, reading it tells
    on = short_id(wanted.claim)
    _see_free(read, Kind.CLAIM, on)
    return on, Blank(Kind.CLAIM, wanted.claim, draft, claimants=wanted.claimants)


def _see_free(read: Read, kind: Kind, entry_id: str) -> None:
    archive = read.whole.archive
    taken = [*archive.entries, *(Key(Kind.CLAIM, on) for on in archive.claims)]
    other = next((key for key in taken if key.kind is kind and folded(key.id) == folded(entry_id)), None)
    if other:
        where = archive.entries[other].path if other in archive.entries else "a fact-check"
        raise CannotCreateError(f"there is {kind} {quoted(other.id)} already, in {where}; choose another id with --id")


def _path(read: Read, kind: Kind, entry_id: str, date: str) -> str:
    """Return where a file goes: in the folder of a year where the archive files most of that kind so."""
    content = read.seen.config.content
    folder = next(name for name, one in FOLDERS.items() if one is kind)
    top = f"{content}/{folder}"
    inside = [path.removeprefix(f"{top}/").split("/") for path, one in read.files.entries if one is kind]
    by_year = sum(len(parts) == 2 and bool(_YEAR.fullmatch(parts[0])) for parts in inside)
    return f"{top}/{date[:4]}/{entry_id}.md" if date and by_year * 2 > len(inside) else f"{top}/{entry_id}.md"


def _see_sound(
    read: Read, options: Options, texts: Mapping[str, str], kinds: Mapping[str, Kind]
) -> tuple[Diagnostic, ...]:
    """See that the new files bring no error, and return the warnings that they bring."""
    fresh: dict[str, Given] = {
        path: given_by(path, kinds[path], text.encode(errors="replace"), read.seen) for path, text in texts.items()
    }
    after = whole_of(read.seen, options, read.files, {**read.given, **fresh})
    found = fresh_in(after, read.whole, lambda path: path)
    if wrong := errors(found):
        told = "; ".join(f"{one.message}{f' ({one.hint})' if one.hint else ''}" for one in wrong)
        raise CannotCreateError(told)
    return tuple(found)


def _write(root: Path, texts: Mapping[str, str]) -> None:
    made: list[Path] = []
    try:
        for path, text in texts.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                made.append(target)
                file.write(text.encode())
    except BaseException:
        for target in made:
            target.unlink()
        raise
