"""Who is who: people, outlets and topics, found by id or by name, and those that a name alone makes.

A text of lower-case ASCII letters, digits and hyphens is an id; anything else is a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from fcgen import codes
from fcgen.diagnostics import Diagnostic, diagnostic, did_you_mean, quoted
from fcgen.entries.model import Entry, Kind, Outlet, Person, Topic
from fcgen.fields import Mention
from fcgen.words import folded, name_key, nfc, slug

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
    parties = {entry.id: Party(entry.id, entry.title, entry) for entry in sorted(files, key=lambda e: e.path)}
    exact, loose = _named_files(parties.values(), report)
    ids: dict[str, str] = {}
    free: list[str] = []
    for text in sorted(report.places):
        if _ID.fullmatch(text):
            _find_id(kind, text, parties, left_out, ids, free, report)
        elif text in exact:
            ids[text] = exact[text]
        elif name_key(text) in loose:
            ids[text] = loose[name_key(text)]
            known = parties[ids[text]]
            message = f"{quoted(text)} is taken for {quoted(known.name)}, from which it differs only in case, spaces or punctuation"
            report.everywhere(
                codes.NAMES_ALIKE, text, message, f"write {quoted(known.name)}, or list it under `also_known_as`"
            )
        else:
            free.append(text)
    _make_parties(kind, free, parties, ids, report)
    return Names(dict(sorted(parties.items())), ids), tuple(report.found)


def spoken_id(text: str) -> str:
    """Return the name that the id of a topic without a file is shown by: `public-health` is "Public health"."""
    return text.replace("-", " ").strip().capitalize() or text


def _named_files(parties: Iterable[Party], report: _Report) -> tuple[dict[str, str], dict[str, str]]:
    """Return the ids of files by the exact names they answer to, and by what spellings of those names share."""
    exact: dict[str, str] = {}
    owner: dict[str, Party] = {}
    for party in parties:
        entry = party.entry
        if entry is None:
            continue
        other_names = entry.details.also_known_as if isinstance(entry.details, Person | Outlet | Topic) else ()
        for mention in (Mention(entry.title, entry.title_at), *other_names):
            other = owner.setdefault(name_key(mention.text), party)
            if other.id != party.id and other.entry:
                message = f"{quoted(mention.text)} is also a name of {other.entry.path}"
                hint = "leave the name to one of them, and call them by their ids where they are meant"
                report.found.append(diagnostic(codes.SHARED_NAME, entry.path, mention.at, message, hint))
            else:
                exact[nfc(mention.text)] = party.id
    return exact, {key: party.id for key, party in owner.items()}


def _find_id(
    kind: Kind,
    text: str,
    parties: Mapping[str, Party],
    left_out: Mapping[str, str],
    ids: dict[str, str],
    free: list[str],
    report: _Report,
) -> None:
    if text in parties:
        ids[text] = text
    elif text in left_out:
        hint = "publish it as well, or write the name in place of the id"
        report.everywhere(
            codes.UNKNOWN_ID, text, f"{kind} {quoted(text)} is left out of this build: {left_out[text]}", hint
        )
    elif kind is Kind.TOPIC:
        free.append(text)
    else:
        near = did_you_mean(text, parties)
        hint = near or "an id needs a file; a name without one has a capital letter, a space or another script"
        report.everywhere(codes.UNKNOWN_ID, text, f"no {kind} has the id {quoted(text)}", hint)


def _make_parties(
    kind: Kind, free: Sequence[str], parties: dict[str, Party], ids: dict[str, str], report: _Report
) -> None:
    """Make a party for each name without a file; spellings that differ only in case, spaces or punctuation may share one."""
    by_id: dict[str, list[str]] = {}
    for text in free:
        by_id.setdefault(text if _ID.fullmatch(text) else slug(text), []).append(text)
    taken = {folded(party_id): party for party_id, party in parties.items()}
    by_key: dict[str, str] = {}
    for made, texts in sorted(by_id.items()):
        spellings = [t for t in texts if not _ID.fullmatch(t)] or texts
        often = Counter({t: len(report.places[t]) for t in spellings})
        name = min(spellings, key=lambda t: (-often[t], t))
        owner = taken.get(folded(made))
        for text in spellings:
            rival = owner.name if owner else name
            if owner or name_key(text) != name_key(name):
                whose = owner.entry.path if owner and owner.entry else report.where(name)
                message = (
                    f"{quoted(text)} and {quoted(rival)} ({whose}) are different names that make one id, {quoted(made)}"
                )
                report.everywhere(codes.NAMES_COLLIDE, text, message, _tell_apart(kind, owner))
            elif text != name:
                message = f"{quoted(text)} is taken for {quoted(name)} ({report.where(name)}), which differs only in case, spaces or punctuation"
                report.everywhere(codes.NAMES_ALIKE, text, message, "write it the same way everywhere")
        for text in texts:
            ids[text] = made
        shown = spoken_id(name) if _ID.fullmatch(name) else name
        if not owner:
            parties[made] = Party(made, shown)
        other = by_key.setdefault(name_key(shown), name)
        if other != name and not owner:
            message = f"{quoted(name)} and {quoted(other)} ({report.where(other)}) differ only in case, spaces or punctuation, but are two pages"
            report.first(codes.NAMES_ALIKE, name, message, "write it the same way everywhere")


def _tell_apart(kind: Kind, owner: Party | None) -> str:
    if owner and owner.entry:
        return f"if it is the same {kind}, list the name under `also_known_as` in {owner.entry.path}; if not, give it a file with another id"
    folder = {Kind.PERSON: "people", Kind.OUTLET: "outlets"}.get(kind, "topics")
    return f"give one of them a file with another id, such as {folder}/another-id.md with that `name`"
