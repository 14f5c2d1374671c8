"""Names that look like one person written two ways, where case, spaces and punctuation make no difference (FC303)."""

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive.index import Archive, ClaimRecord, Key
from fcgen.archive.names import Party
from fcgen.archive.rules.finding import Finding
from fcgen.diagnostics import Mark, quoted
from fcgen.entries.model import Kind, Person
from fcgen.words import folded, name_key

_LONG: Final = 10
"""How many letters two names have at least, to be taken for one with a slip of the pen."""

_ACCENTS: Final = frozenset((*range(0x300, 0x370), *range(0x64B, 0x656), 0x670, 0x640))
"""Combining marks of Latin, Greek and Cyrillic; vowels and hamza of Arabic, which many leave away, and its stretching.

Those of other scripts are letters in their own right.
"""


_Words = tuple[str, ...]
"""The words of a name, without case, accents and full stops."""


class _Use(msgspec.Struct, frozen=True):
    """Where a person is named first, and how many claims name that person."""

    path: str
    at: Mark
    claims: int


def findings(archive: Archive) -> Iterator[Finding]:
    """Yield pairs of names, told where the one that fewer claims use is named first.

    Two people who both have a file are two, and organisations and accounts are no people.
    """
    uses, parties = _uses(archive), archive.people.parties
    names = {party.id: _words(party.name) for party in parties.values() if _can_be_person(party)}
    for pair in sorted(_pairs({on: words for on, words in names.items() if len(words) > 1})):
        one, other = (parties[on] for on in pair)
        free = [party for party in (one, other) if party.entry is None and party.id in uses]
        if free and name_key(one.name) != name_key(other.name):
            told = min(free, key=lambda party: (uses[party.id].claims, party.id))
            rest = other if told is one else one
            whose = rest.entry.path if rest.entry else f"{uses[rest.id].path}:{uses[rest.id].at.line}"
            message = f"{quoted(told.name)} and {quoted(rest.name)} ({whose}) look like one person, but are two pages"
            hint = "if they are one, write the name the same way, or list it under `also_known_as` in the person's file"
            yield Finding(codes.ONE_PERSON, uses[told.id].path, uses[told.id].at, message, hint)


def _can_be_person(party: Party) -> bool:
    details = party.entry.details if party.entry else None
    return not (isinstance(details, Person) and details.kind in ("organization", "account"))


def _uses(archive: Archive) -> dict[str, _Use]:
    made: dict[str, _Use] = {}
    for claim in archive.claims.values():
        for mention in claim.claim.claimants if archive.live(Key(Kind.CLAIM, claim.id)) else ():
            person = archive.people.find(mention.who)
            if person is not None:
                here = _Use(_path(archive, claim), mention.who.at, 1)
                first = min(made.get(person, here), here, key=lambda use: (use.path, use.at))
                count = made[person].claims + 1 if person in made else 1
                made[person] = _Use(first.path, first.at, count)
    return made


def _path(archive: Archive, claim: ClaimRecord) -> str:
    return (claim.entry or archive.entries[Key(Kind.FACT_CHECK, claim.fact_check or "")]).path


def _words(name: str) -> _Words:
    parts = unicodedata.normalize("NFD", folded(name).replace(",", " ").replace(".", " "))
    bare = "".join(c for c in parts if ord(c) not in _ACCENTS)
    return tuple(unicodedata.normalize("NFC", bare).split())


def _pairs(names: Mapping[str, _Words]) -> set[tuple[str, str]]:
    """Return the ids of those that are alike, each pair once. Only names that share something are compared."""
    order = _groups((tuple(sorted(words)), on) for on, words in names.items())
    ends = _groups(((words[-1], words[0][0]), on) for on, words in names.items())
    slips = _groups((key, on) for on, words in names.items() if _is_long(words) for key in _without_one(words))
    found = {pair for group in order for pair in combinations(group, 2)}
    found |= {(a, b) for group in ends for a, b in combinations(group, 2) if _is_shorter(names[a], names[b])}
    return found | {(a, b) for group in slips for a, b in combinations(group, 2) if _is_slip(names[a], names[b])}


def _groups(pairs: Iterable[tuple[Hashable, str]]) -> Iterable[list[str]]:
    """Return the ids that have a key in common, in order."""
    made: dict[Hashable, set[str]] = {}
    for key, on in pairs:
        made.setdefault(key, set()).add(on)
    return [sorted(group) for group in made.values() if len(group) > 1]


def _is_shorter(one: _Words, other: _Words) -> bool:
    """Tell whether one name has an initial where the other has a name, or leaves an initial in the middle away."""
    if len(one) == len(other):
        return one[1:] == other[1:] and one[0] != other[0] and 1 in (len(one[0]), len(other[0]))
    short, long = sorted((one, other), key=len)
    return len(short) == 2 and len(long) == 3 and short[0] == long[0] and len(long[1]) == 1


def _is_long(words: _Words) -> bool:
    return sum(map(len, words)) >= _LONG and not any(c.isdigit() for word in words for c in word)


def _without_one(words: _Words) -> set[str]:
    """Return a name, and what remains of it without each character: two that are one slip apart share one of them."""
    whole = " ".join(words)
    return {whole, *(whole[:i] + whole[i + 1 :] for i in range(len(whole)))}


def _is_slip(one: _Words, other: _Words) -> bool:
    """Tell whether two names differ by one character, or two that changed places, in a long word and not at its ends.

    The ends of words tell people apart: Ivanov and Ivanova, Maria and Mario, Fernández and Hernández. So does each
    letter in scripts that write no vowels, or a syllable with one sign: Salman and Sulayman in Arabic.
    """
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(differing) != 1:
        return False
    short, long = sorted(differing[0], key=len)
    if len(short) < _LONG // 2 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if any(unicodedata.category(c) == "Lo" for c in long):
        return False
    start = next(i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = long[:start] + long[start + 1 : start + 2] + long[start] + long[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or short == swapped
