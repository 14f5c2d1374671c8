"""What entries say of one that gets another name or another place, and what they must say of it then.

What goes on meaning the same is not told: a name that still finds its file, a link to an address of another page.
"""

import posixpath
import re
from collections.abc import Iterator, Set
from typing import Final
from urllib.parse import quote, unquote

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.moves import Move
from fcgen.archive.urls import Address
from fcgen.diagnostics import Mark
from fcgen.entries.model import PARTIES, Appearance, Article, Claim, Entry, FactCheck, InlineClaim, Kind
from fcgen.fields import Mention
from fcgen.words import nfc

_ID: Final = re.compile(r"[a-z0-9-]+")
_KINDS: Final = frozenset(kind.value for kind in Kind)
_PLAIN: Final = re.compile(r"[^\s\x00-\x1f\x7f\"'()<>\[\]\\^`{|}#?%&:*_~!]")


def front(archive: Archive, move: Move, entry: Entry) -> Iterator[tuple[Mark, str]]:
    """Yield where the front matter of `entry` must say something else, and what."""
    kind, new = move.old.kind, move.new.id
    if move.old != move.new:
        if kind in PARTIES:
            for mention in _parties(entry, kind):
                if names(archive, move, mention.text):
                    yield mention.at, move.name
        else:
            for mention in _ids(entry, kind):
                if nfc(mention.text) == move.old.id:
                    yield mention.at, new
        for mention in _related(entry):
            if (written := _read_next(archive, move, entry, mention.text)) is not None:
                yield mention.at, written
    if entry.image and (file := _picture(archive, move, entry, entry.image.file.text)) is not None:
        yield entry.image.file.at, file


def names(archive: Archive, move: Move, text: str) -> bool:
    """Tell whether a mention must be another one after the move: the id of a file, or a name without a file."""
    found = archive.names(move.old.kind)
    party = found.parties.get(move.old.id)
    if party is None or found.ids.get(nfc(text), nfc(text) if _ID.fullmatch(text) else None) != move.old.id:
        return False
    return party.entry is None or nfc(text) == move.old.id


def leads(archive: Archive, addresses: Set[Address], move: Move, entry: Entry, written: str, shown: bool) -> str | None:
    """Return what a link or a picture that is `shown` in the text of `entry` must be, or None where it stays.

    `addresses` are those of all pages.
    """
    if shown:
        return _encoded_file(_picture(archive, move, entry, written))
    path = re.split("[?#]", written, maxsplit=1)[0]
    rest = written[len(path) :]
    kind, colon, inside = path.partition(":")
    if colon:
        return _by_kind(archive, move, kind, nfc(unquote(inside)), rest)
    if not path:
        return None
    wanted = nfc(unquote(path))
    if wanted.startswith("/"):
        return _on_site(archive, addresses, move, wanted, rest)
    source = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), wanted))
    here = move.new_path if entry.path == move.old_path else entry.path
    if source == move.old_path:
        return _encoded(_relative(move.new_path, here)) + rest if move.old_path != move.new_path else None
    if here != entry.path and (source in archive.by_path or source in archive.files):
        there = _relative(source, here)
        return _encoded(there) + rest if there != posixpath.normpath(wanted) else None
    return None


def menu(archive: Archive, addresses: Set[Address], move: Move, written: str) -> str | None:
    """Return what a path of the menu must be, or None where it stays."""
    path = re.split("[?#]", written, maxsplit=1)[0]
    return _on_site(archive, addresses, move, nfc(unquote(path)), written[len(path) :]) if path else None


def _by_kind(archive: Archive, move: Move, kind: str, wanted: str, rest: str) -> str | None:
    is_quote = kind.lower() == "quote" and move.old.kind is Kind.CLAIM
    if (kind.lower() != move.old.kind and not is_quote) or move.old == move.new:
        return None
    by_name = move.old.kind in PARTIES and not move.old_path and not archive.exists(Key(move.old.kind, wanted))
    found = archive.names(move.old.kind).ids.get(wanted) if by_name else wanted
    return f"{kind}:{_encoded(move.new.id)}{rest}" if found == move.old.id else None


def _on_site(archive: Archive, addresses: Set[Address], move: Move, wanted: str, rest: str) -> str | None:
    source = posixpath.normpath(archive.config.content + wanted)
    if source in archive.by_path or source in archive.files:
        if source != move.old_path or move.old_path == move.new_path:
            return None
        return _encoded(move.new_path.removeprefix(archive.config.content)) + rest
    old, new = urls.entry(move.old.kind, move.old.id), urls.entry(move.new.kind, move.new.id)
    if wanted + "/" == old and old != new:
        return _encoded(new.rstrip("/")) + rest
    if wanted.startswith(old) and (wanted in addresses or f"{wanted}/" in addresses) and old != new:
        return _encoded(new + wanted[len(old) :]) + rest
    return None


def _picture(archive: Archive, move: Move, entry: Entry, written: str) -> str | None:
    """Return how a picture is to be named from where its entry is then."""
    folder = posixpath.dirname(entry.path)
    there = posixpath.dirname(move.new_path)
    if entry.path != move.old_path or folder == there:
        return None
    for wanted in (nfc(written).lstrip("/"), nfc(unquote(written.partition("#")[0].partition("?")[0])).lstrip("/")):
        beside = posixpath.normpath(f"{folder}/{wanted}")
        if beside in archive.files:
            return _relative(beside, move.new_path)
        if posixpath.normpath(f"{archive.config.content}/{wanted}") in archive.files:
            return None
    return None


def _parties(entry: Entry, kind: Kind) -> Iterator[Mention]:
    """Yield what `entry` says of people, outlets or topics."""
    details = entry.details
    if kind is Kind.TOPIC:
        yield from entry.topics
    elif kind is Kind.PERSON:
        yield from (claimant.who for claim in _claims(entry) for claimant in claim.claimants)
    else:
        if isinstance(details, Article) and details.outlet:
            yield details.outlet
        if isinstance(details, FactCheck):
            yield details.reviewer
        yield from (place.outlet for claim in _claims(entry) for place in _places(claim) if place.outlet)


def _claims(entry: Entry) -> tuple[Claim, ...]:
    match entry.details:
        case Claim() as claim:
            return (claim,)
        case FactCheck(rulings=rulings):
            return tuple(ruling.claim.claim for ruling in rulings if isinstance(ruling.claim, InlineClaim))
        case _:
            return ()


def _places(claim: Claim) -> tuple[Appearance, ...]:
    return (*((claim.first_appearance,) if claim.first_appearance else ()), *claim.appearances)


def _ids(entry: Entry, kind: Kind) -> Iterator[Mention]:
    """Yield what `entry` says of entries of another kind by their ids."""
    if entry.kind is kind and entry.translation_of:
        yield entry.translation_of
    if kind is Kind.ARTICLE:
        yield from (place.article for claim in _claims(entry) for place in claim.appearances if place.article)
    if kind is Kind.CLAIM and isinstance(entry.details, FactCheck):
        for ruling in entry.details.rulings:
            if isinstance(ruling.claim, Mention):
                yield ruling.claim
            elif ruling.claim.id:
                yield ruling.claim.id


def _related(entry: Entry) -> Iterator[Mention]:
    if isinstance(entry.details, Article | FactCheck):
        yield from (item for item in entry.details.related if isinstance(item, Mention))


def _read_next(archive: Archive, move: Move, entry: Entry, written: str) -> str | None:
    """Return what an item of `related` must be. An id alone is looked for in several kinds, one after another."""
    kind, _, inside = written.rpartition(":")
    if kind in _KINDS:
        return f"{kind}:{move.new.id}" if Key(Kind(kind), nfc(inside)) == move.old else None
    kinds = tuple(dict.fromkeys([entry.kind, Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM]))

    def found(entry_id: str) -> Kind | None:
        return next((one for one in kinds if archive.exists(Key(one, entry_id))), None)

    meant = found(nfc(written))
    if meant is move.old.kind and nfc(written) == move.old.id:
        other = found(move.new.id)
        earlier = other is not None and kinds.index(other) < kinds.index(meant)
        return f"{move.new.kind}:{move.new.id}" if earlier or ":" in move.new.id else move.new.id
    return None


def _relative(path: str, source: str) -> str:
    """Return how a file is named from the folder of another."""
    # from a root, or relpath would ask for the working folder
    return posixpath.relpath(f"/{path}", posixpath.dirname(f"/{source}"))


def _encoded(path: str) -> str:
    """Return a path as a target in Markdown: what would end it, or mean something else there, is encoded."""
    return "".join(c if c in "_:" or _PLAIN.fullmatch(c) else quote(c, safe="") for c in path)


def _encoded_file(path: str | None) -> str | None:
    return None if path is None else _encoded(path)
