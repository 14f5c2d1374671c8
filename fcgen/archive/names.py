"""Who is who: people, outlets and topics, found by id or by name, and those that a name alone makes.

A text of lower-case ASCII letters, digits and hyphens is an id; anything else is a name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive.guesses import guess
from fcgen.diagnostics import Diagnostic, diagnostic, quoted
from fcgen.entries.model import Entry, Kind, Outlet, Person, Topic
from fcgen.fields import Mention
from fcgen.words import SLUG_BYTES, folded, name_key, nfc, slug

_ID: Final = re.compile(r"[a-z0-9-]+")


class Party(msgspec.Struct, frozen=True):
    """A person, an outlet or a topic. `entry` is None where a name alone made it."""

    id: str
    name: str
    entry: Entry | None = None


class Names(msgspec.Struct, frozen=True):
    """All parties of one kind by id, and the ids that the texts of mentions stand for."""

    parties: Mapping[str, Party]
    ids: Mapping[str, str]

    def find(self, mention: Mention | None) -> str | None:
        """Return the id that a mention stands for, or None where it stands for nothing (which has been reported)."""
        return self.ids.get(nfc(mention.text)) if mention else None


class Parties(msgspec.Struct, frozen=True):
    """Who is who in the whole archive."""

    people: Names
    outlets: Names
    topics: Names


class _Named(msgspec.Struct, frozen=True):
    """A name as a file spells it, and the file."""

    spelling: str
    id: str
    path: str


class _Report:
    """The mistakes found, and where each text stands first."""

    def __init__(self, mentions: Sequence[tuple[str, Mention]]) -> None:
        self.found: list[Diagnostic] = []
        self.places: dict[str, list[tuple[str, Mention]]] = {}
        for path, mention in sorted(mentions, key=lambda m: (m[0], m[1].at)):
            self.places.setdefault(nfc(mention.text), []).append((path, mention))

    def everywhere(self, code: codes.Code, text: str, message: str, hint: str) -> None:
        self.found += [diagnostic(code, path, mention.at, message, hint) for path, mention in self.places[text]]

    def first(self, code: codes.Code, text: str, message: str, hint: str) -> None:
        path, mention = self.places[text][0]
        self.found.append(diagnostic(code, path, mention.at, message, hint))

    def where(self, text: str) -> str:
        path, mention = self.places[text][0]
        return f"{path}:{mention.at.line}"


def names(
    kind: Kind, files: Iterable[Entry], mentions: Sequence[tuple[str, Mention]], left_out: Mapping[str, str]
) -> tuple[Names, tuple[Diagnostic, ...]]:
    """Return who the mentions of `kind` stand for and what is wrong with them.

    `files` are that kind's entries; `mentions` come with the paths of their files; `left_out` are the ids of entries of
    this kind that this build does not show, with the reason.
    """
    report = _Report(mentions)
    entries = sorted(files, key=lambda e: e.path)
    parties = {entry.id: Party(entry.id, entry.title, entry) for entry in entries}
    exact, loose = _named_files(entries, report)
    ids: dict[str, str] = {}
    free: list[str] = []
    for text in report.places:
        is_id = _ID.fullmatch(text) is not None
        if is_id and text in parties:
            ids[text] = text
        elif is_id and kind is not Kind.TOPIC:
            _unknown_id(kind, text, parties, left_out, report)
        elif text in exact:
            ids[text] = exact[text].id
        elif named := loose.get(name_key(text)):
            ids[text] = named.id
            message = (
                f"{quoted(text)} is taken for {quoted(named.spelling)} of {named.path}, "
                "from which it differs only in case, spaces or punctuation"
            )
            hint = f"write {quoted(named.spelling)}, or list it under `also_known_as`"
            report.everywhere(codes.NAMES_ALIKE, text, message, hint)
        else:
            free.append(text)
    _make_parties(kind, free, parties, ids, report)
    return Names(dict(sorted(parties.items())), ids), tuple(report.found)


def spoken_id(text: str) -> str:
    """Return the name that the id of a topic without a file is shown by: `public-health` is "Public health"."""
    return text.replace("-", " ").strip().capitalize() or text


def _named_files(entries: Iterable[Entry], report: _Report) -> tuple[dict[str, _Named], dict[str, _Named]]:
    """Return the files by the exact names they answer to, and by what the spellings of those names share."""
    exact: dict[str, _Named] = {}
    loose: dict[str, _Named] = {}
    for entry in entries:
        other_names = entry.details.also_known_as if isinstance(entry.details, Person | Outlet | Topic) else ()
        for mention in (Mention(entry.title, entry.title_at), *other_names):
            named = _Named(mention.text, entry.id, entry.path)
            same = exact.setdefault(nfc(mention.text), named)
            alike = loose.setdefault(name_key(mention.text), named)
            if same.id != entry.id:
                message = f"{quoted(mention.text)} is also a name of {same.path}"
                hint = "leave the name to one of them, and call them by their ids where they are meant"
                report.found.append(diagnostic(codes.SHARED_NAME, entry.path, mention.at, message, hint))
            elif alike.id != entry.id:
                message = (
                    f"{quoted(mention.text)} differs only in case, spaces or punctuation "
                    f"from {quoted(alike.spelling)}, a name of {alike.path}"
                )
                hint = "if both are the same, keep one file; if not, tell their names apart"
                report.found.append(diagnostic(codes.NAMES_ALIKE, entry.path, mention.at, message, hint))
    return exact, loose


def _unknown_id(
    kind: Kind, text: str, parties: Mapping[str, Party], left_out: Mapping[str, str], report: _Report
) -> None:
    if reason := left_out.get(text):
        message = f"{kind} {quoted(text)} is left out of this build: {reason}"
        hint = "publish it as well, or write the name in place of the id"
    else:
        message = f"no {kind} has the id {quoted(text)}"
        near = guess(report.found)(text, parties)
        hint = near or "an id needs a file; a name without one has a capital letter, a space or another script"
    report.everywhere(codes.UNKNOWN_ID, text, message, hint)


def _make_parties(
    kind: Kind, free: Iterable[str], parties: dict[str, Party], ids: dict[str, str], report: _Report
) -> None:
    """Make a party for each name without a file.

    Spellings that differ only in case, spaces or punctuation are one where they make one id, and two pages where not.
    """
    groups: dict[str, list[str]] = {}
    for text in free:
        groups.setdefault(folded(_made_id(text)), []).append(text)
    files = {folded(party.id): party for party in parties.values()}
    alike: dict[str, str] = {}
    for group, texts in sorted(groups.items()):
        owner = files.get(group)
        name = _commonest(texts, report)
        made = owner or Party(min(map(_made_id, texts)), spoken_id(name) if _ID.fullmatch(name) else name)
        _compare(kind, made, name, texts, report)
        ids.update(dict.fromkeys(texts, made.id))
        if owner:
            continue
        parties[made.id] = made
        other = alike.setdefault(name_key(made.name), name)
        if other != name:
            message = (
                f"{quoted(name)} and {quoted(other)} ({report.where(other)}) "
                "differ only in case, spaces or punctuation, but are two pages"
            )
            report.first(codes.NAMES_ALIKE, name, message, "write it the same way everywhere")


def _made_id(text: str) -> str:
    """Return the id that a mention makes; that of a topic may be one already."""
    return text if _ID.fullmatch(text) and len(text) <= SLUG_BYTES else slug(text)


def _commonest(texts: Iterable[str], report: _Report) -> str:
    """Return the spelling that is used most; an id stands for a name only where there is no other."""
    return min(texts, key=lambda t: (_ID.fullmatch(t) is not None, -len(report.places[t]), t))


def _compare(kind: Kind, made: Party, name: str, texts: Iterable[str], report: _Report) -> None:
    """Report the spellings that make one id with others: as a mistake where they are another's name."""
    whose = made.entry.path if made.entry else report.where(name)
    for text in texts:
        if made.entry or (not _ID.fullmatch(text) and name_key(text) != name_key(name)):
            message = (
                f"{quoted(text)} and {quoted(made.name)} ({whose}) are different names that make one id, "
                f"{quoted(made.id)}"
            )
            report.everywhere(codes.NAMES_COLLIDE, text, message, _tell_apart(kind, made))
        elif not _ID.fullmatch(text) and text != name:
            message = (
                f"{quoted(text)} is taken for {quoted(name)} ({whose}), "
                "which differs only in case, spaces or punctuation"
            )
            report.everywhere(codes.NAMES_ALIKE, text, message, "write it the same way everywhere")


def _tell_apart(kind: Kind, made: Party) -> str:
    if made.entry:
        return (
            f"if it is the same {kind}, list the name under `also_known_as` in {made.entry.path}; "
            "if not, give it a file with another id"
        )
    folder = {Kind.PERSON: "people", Kind.OUTLET: "outlets"}.get(kind, "topics")
    return f"give one of them a file with another id, such as {folder}/another-id.md with that `name`"
