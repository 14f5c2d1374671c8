"""What entries say of one another: what to read next, what translates what, and references that lead nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from fcgen import codes
from fcgen.archive.guesses import Near, guess
from fcgen.archive.index import ClaimRecord, Key
from fcgen.config import Config
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, quoted
from fcgen.entries.model import Article, Entry, FactCheck, Kind, Related
from fcgen.fields import Mention
from fcgen.words import nfc

_KINDS: Final = frozenset(kind.value for kind in Kind)


def unknown_claim(
    on: str, path: str, at: Mark, claims: Iterable[str], hidden: Mapping[Key, str], near: Near
) -> Diagnostic:
    """Return the diagnostic for a reference to a claim that is not shown: an error in any case."""
    if reason := hidden.get(Key(Kind.CLAIM, on)):
        message = f"claim {quoted(on)} is left out of this build: {reason}"
        hint = "publish the claim as well, or keep this review back"
        return diagnostic(codes.CLAIM_LEFT_OUT, path, at, message, hint)
    hint = near(on, claims) or f"write the file claims/{on}.md, or the claim in place: `claim: {{text: …}}`"
    return diagnostic(codes.UNKNOWN_CLAIM, path, at, f"no claim has the id {quoted(on)}", hint)


def unknown_entry(
    key: Key, path: str, at: Mark, entries: Mapping[Key, Entry], hidden: Mapping[Key, str], near: Near
) -> Diagnostic:
    """Return the diagnostic for a reference to an entry that is not shown: a warning where this build leaves it out."""
    if reason := hidden.get(key):
        message = f"{key.kind} {quoted(key.id)} is left out of this build: {reason}"
        return diagnostic(codes.LEFT_OUT, path, at, message)
    hint = near(key.id, (k.id for k in entries if k.kind is key.kind))
    return diagnostic(codes.UNKNOWN_ENTRY, path, at, f"no {key.kind} has the id {quoted(key.id)}", hint)


def related(
    speaking: Iterable[Entry],
    entries: Mapping[Key, Entry],
    claims: Mapping[str, ClaimRecord],
    hidden: Mapping[Key, str],
) -> tuple[dict[Key, tuple[Key | Related, ...]], tuple[Diagnostic, ...]]:
    """Return what entries name to be read next, each once, and what of it does not exist.

    An id alone is looked for in the entry's own kind, then among articles, fact-checks and claims. What was withdrawn
    is left out.
    """
    made: dict[Key, tuple[Key | Related, ...]] = {}
    problems: list[Diagnostic] = []
    for entry in speaking:
        here = Key(entry.kind, entry.id)
        found: list[Key | Related] = []
        for item in entry.details.related if isinstance(entry.details, Article | FactCheck) else ():
            if isinstance(item, Related):
                found.append(item)
                continue
            keys = _keys(item.text, entry.kind)
            key = next((k for k in keys if k in entries or (k.kind is Kind.CLAIM and k.id in claims)), None)
            if key is None:
                problems.append(_nothing_related(item, keys, entry.path, entries, hidden, guess(problems)))
            elif key != here and not _withdrawn(key, entries, claims):
                found.append(key)
        if found:
            made[here] = tuple(dict.fromkeys(found))
    return made, tuple(problems)


def _keys(written: str, own: Kind) -> tuple[Key, ...]:
    kind, _, inside = written.rpartition(":")
    if kind in _KINDS:
        return (Key(Kind(kind), nfc(inside)),)
    kinds = dict.fromkeys([own, Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM])
    return tuple(Key(k, nfc(written)) for k in kinds)


def _withdrawn(key: Key, entries: Mapping[Key, Entry], claims: Mapping[str, ClaimRecord]) -> bool:
    thing = claims[key.id] if key.kind is Kind.CLAIM else entries[key]
    return thing.withdrawn is not None


def _nothing_related(
    item: Mention, keys: Sequence[Key], path: str, entries: Mapping[Key, Entry], hidden: Mapping[Key, str], near: Near
) -> Diagnostic:
    if left_out := next((k for k in keys if k in hidden), None):
        return unknown_entry(left_out, path, item.at, entries, hidden, near)
    kinds = {key.kind for key in keys}
    known = (k.id for k in entries if k.kind in kinds)
    hint = (
        near(keys[0].id, known)
        or "for something outside the archive write {title: …, url: …}; the `url` may be left out"
    )
    return diagnostic(codes.UNKNOWN_ENTRY, path, item.at, f"no entry has the id {quoted(item.text)}", hint)


def translations(
    speaking: Sequence[Entry], entries: Mapping[Key, Entry], hidden: Mapping[Key, str], config: Config
) -> tuple[dict[Key, tuple[Key, ...]], tuple[Diagnostic, ...]]:
    """Return for each entry the others that are translations of the same, and what is wrong with them.

    Whoever is a translation of a translation belongs to them too; each language is among them once.
    """
    group = {Key(e.kind, e.id): frozenset([Key(e.kind, e.id)]) for e in speaking}
    language = {key: (entries[key].language or config.language).lower() for key in group}
    problems: list[Diagnostic] = []
    for entry in speaking:
        mention = entry.translation_of
        if mention is None:
            continue
        here, original = Key(entry.kind, entry.id), Key(entry.kind, nfc(mention.text))
        if original == here:
            message = "an entry can't be a translation of itself"
            hint = "name the entry that this one was translated from"
            problems.append(diagnostic(codes.TRANSLATION, entry.path, mention.at, message, hint))
        elif original not in entries:
            problems.append(unknown_entry(original, entry.path, mention.at, entries, hidden, guess(problems)))
        elif original in group and original not in group[here]:
            spoken = {language[key] for key in group[here]}
            rival = next((key for key in sorted(group[original]) if language[key] in spoken), None)
            if rival:
                message = f"{quoted(rival.id)} is in the same language, {language[rival]}"
                hint = "give one of them its `language`"
                problems.append(diagnostic(codes.TRANSLATION, entry.path, mention.at, message, hint))
            else:
                both = group[here] | group[original]
                group.update(dict.fromkeys(both, both))
    made = {
        key: tuple(sorted(others - {key}, key=lambda k: (language[k], k.id)))
        for key, others in group.items()
        if len(others) > 1
    }
    return made, tuple(problems)
