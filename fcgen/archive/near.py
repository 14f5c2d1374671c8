"""What is known under a name or something like it, for somebody who is typing one."""

import difflib
from collections.abc import Iterable
from typing import Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.entries.model import PARTIES, Kind
from fcgen.words import folded, name_key

MOST: Final = 9
"""How many are offered: as many as there are digits to choose one by."""


class Known(msgspec.Struct, frozen=True):
    """Something that can be referred to: what is written to mean it, and what it is called."""

    written: str
    label: str


def known(archive: Archive, kind: Kind) -> tuple[Known, ...]:
    """Return the claims, people, outlets or topics of an archive."""
    if kind is Kind.CLAIM:
        return tuple(Known(on, record.claim.text) for on, record in archive.claims.items())
    if kind not in PARTIES:
        return tuple(Known(key.id, entry.title) for key, entry in archive.entries.items() if key.kind is kind)
    parties = archive.names(kind).parties.values()
    return tuple(Known(party.id if party.entry else party.name, party.name) for party in parties)


def exact(text: str, choices: Iterable[Known]) -> Known | None:
    """Return what is written or called as `text` is, but for case, spaces and punctuation in a name."""
    every = tuple(choices)
    written = next((one for one in every if one.written == text), None)
    return written or next((one for one in every if name_key(one.label) == name_key(text)), None)


def near(text: str, choices: Iterable[Known]) -> tuple[Known, ...]:
    """Return what has `text` in it, then what is much like it, the most alike first."""
    wanted = folded(text)
    every = {one.written: one for one in choices}
    inside = [one for one in every.values() if wanted in folded(one.label) or wanted in folded(one.written)]
    spelled = {folded(one.label)[:200]: one for one in every.values()}
    alike = difflib.get_close_matches(wanted[:200], sorted(spelled), n=MOST, cutoff=0.6)
    found = dict.fromkeys(
        (*sorted(inside, key=lambda one: (len(one.label), one.written)), *(spelled[a] for a in alike))
    )
    return tuple(found)[:MOST]
