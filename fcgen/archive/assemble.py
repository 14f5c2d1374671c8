"""From all entries to the archive: what is live, who is who, what refers to what, and the lists of it."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from fcgen import codes
from fcgen.archive import claims as claim_records
from fcgen.archive.claims import Parties, unknown_entry
from fcgen.archive.index import Archive, ClaimRecord, Key, LeftOut, Redirect
from fcgen.archive.listings import listings
from fcgen.archive.names import Names, names
from fcgen.archive.urls import redirect
from fcgen.archive.verdicts import check_scales
from fcgen.config import CONFIG_FILE, Config
from fcgen.diagnostics import Diagnostic, diagnostic, did_you_mean, quoted
from fcgen.digest import File
from fcgen.entries.model import Article, Claim, Entry, FactCheck, Kind, Related
from fcgen.fields import Mention
from fcgen.words import folded, nfc

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shown(msgspec.Struct, frozen=True):
    """What a build shows: everything up to `now`, and drafts or dates to come where they are asked for."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


def assemble(
    entries: Iterable[Entry], files: Mapping[str, File], config: Config, shown: Shown
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Return the archive that `entries` make and what is wrong among them. `files` are the other files, by path.

    The order of `entries` makes no difference.
    """
    every = sorted(entries, key=lambda e: e.path)
    problems: list[Diagnostic] = []
    live, hidden, left_out = _parted(_unique(every, problems), shown)
    by_key = {Key(entry.kind, entry.id): entry for entry in live}
    speaking = [entry for entry in live if not entry.withdrawn]
    parties = _parties(live, speaking, hidden, config, problems)
    publisher = parties.outlets.find(config.publisher)
    found, repeated = claim_records.found_claims(live)
    ruled, bad_rulings = claim_records.rulings(live, found, hidden, parties, publisher, config)
    records, bad_claims = claim_records.records(found, by_key, hidden, parties, ruled)
    problems += [
        *repeated,
        *bad_rulings,
        *bad_claims,
        *check_scales((e for e in live if e.kind is Kind.OUTLET), config),
    ]
    partial = Archive(
        config=config,
        entries=by_key,
        by_path={entry.path: Key(entry.kind, entry.id) for entry in every},
        files=files,
        people=parties.people,
        outlets=parties.outlets,
        topics=parties.topics,
        claims=records,
        rulings=ruled,
        rulings_by_claim=_grouped((r.claim, r) for r in ruled),
        rulings_by_fact_check=_grouped((r.fact_check, r) for r in ruled),
        claims_by_article=_grouped(
            dict.fromkeys((s.article, c.id) for c in records.values() for s in c.sightings if s.article)
        ),
        related={
            Key(e.kind, e.id): related for e in speaking if (related := _related(e, by_key, records, hidden, problems))
        },
        translations=_translations(speaking, by_key, records, hidden, config, problems),
        redirects=tuple(Redirect(redirect(m.text), Key(e.kind, e.id), e.path) for e in live for m in e.redirect_from),
        listings={},
        hidden=hidden,
        left_out=tuple(left_out),
        publisher=publisher,
    )
    return msgspec.structs.replace(partial, listings=listings(partial)), tuple(problems)


def _unique(entries: Sequence[Entry], problems: list[Diagnostic]) -> list[Entry]:
    kept: dict[tuple[Kind, str], Entry] = {}
    for entry in entries:
        first = kept.setdefault((entry.kind, folded(entry.id)), entry)
        if first is not entry:
            message = f"{entry.kind} {quoted(entry.id)} is also {first.path}: ids are the names of files, in any folder of their kind"
            problems.append(
                diagnostic(codes.DUPLICATE_ID, entry.path, entry.title_at, message, "rename one of the files")
            )
    return list(kept.values())


def _parted(entries: Sequence[Entry], shown: Shown) -> tuple[list[Entry], dict[Key, str], list[LeftOut]]:
    live: list[Entry] = []
    hidden: dict[Key, str] = {}
    left_out: list[LeftOut] = []
    for entry in entries:
        reason = _reason(entry, shown)
        if not reason:
            live.append(entry)
            continue
        left_out.append(LeftOut(entry.path, reason))
        hidden[Key(entry.kind, entry.id)] = reason
        if isinstance(entry.details, FactCheck):
            hidden.update(
                (Key(Kind.CLAIM, claim_records.claim_id(r, entry)), reason)
                for r in entry.details.rulings
                if not isinstance(r.claim, Mention)
            )
    return live, hidden, left_out


def _reason(entry: Entry, shown: Shown) -> str:
    if entry.draft and not shown.drafts:
        return "a draft"
    if entry.date and entry.date.start > shown.now and not shown.future:
        return f"dated {entry.date.iso}, which is to come"
    return ""


def _parties(
    live: Sequence[Entry],
    speaking: Sequence[Entry],
    hidden: Mapping[Key, str],
    config: Config,
    problems: list[Diagnostic],
) -> Parties:
    people: list[tuple[str, Mention]] = []
    outlets: list[tuple[str, Mention]] = [(CONFIG_FILE, config.publisher)] if config.publisher else []
    topics: list[tuple[str, Mention]] = []
    for entry in speaking:
        topics += [(entry.path, topic) for topic in entry.topics]
        outlets += [(entry.path, outlet) for outlet in _outlets_in(entry)]
        people += [(entry.path, c.who) for claim in _claims_in(entry) for c in claim.claimants]

    def known(kind: Kind, mentions: list[tuple[str, Mention]]) -> Names:
        files = [entry for entry in live if entry.kind is kind]
        out = {key.id: reason for key, reason in hidden.items() if key.kind is kind}
        found, bad = names(kind, files, mentions, out)
        problems.extend(bad)
        return found

    return Parties(known(Kind.PERSON, people), known(Kind.OUTLET, outlets), known(Kind.TOPIC, topics))


def _claims_in(entry: Entry) -> tuple[Claim, ...]:
    match entry.details:
        case Claim() as claim:
            return (claim,)
        case FactCheck(rulings=rulings):
            return tuple(r.claim.claim for r in rulings if not isinstance(r.claim, Mention))
        case _:
            return ()


def _outlets_in(entry: Entry) -> tuple[Mention, ...]:
    found: list[Mention | None] = []
    match entry.details:
        case Article(outlet=outlet):
            found.append(outlet)
        case FactCheck(reviewer=reviewer):
            found.append(reviewer)
        case _:
            pass
    for claim in _claims_in(entry):
        found += [a.outlet for a in (claim.first_appearance, *claim.appearances) if a]
    return tuple(mention for mention in found if mention)


def _related(
    entry: Entry,
    entries: Mapping[Key, Entry],
    claims: Mapping[str, ClaimRecord],
    hidden: Mapping[Key, str],
    problems: list[Diagnostic],
) -> tuple[Key | Related, ...]:
    if not isinstance(entry.details, Article | FactCheck):
        return ()
    found: list[Key | Related] = []
    for item in entry.details.related:
        if isinstance(item, Related):
            found.append(item)
            continue
        kind, _, written = item.text.rpartition(":")
        kinds = (
            [Kind(kind)]
            if kind in list(Kind)
            else list(dict.fromkeys([entry.kind, Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM]))
        )
        keys = [Key(k, nfc(written if kind in list(Kind) else item.text)) for k in kinds]
        key = next((k for k in keys if k in entries or (k.kind is Kind.CLAIM and k.id in claims)), None)
        left_out = next((k for k in keys if k in hidden), None)
        if key == Key(entry.kind, entry.id):
            continue
        if key and not ((e := entries.get(key)) and e.withdrawn):
            found.append(key)
        elif key is None and left_out:
            problems.append(unknown_entry(left_out, entry.path, item.at, entries, hidden))
        elif key is None:
            near = did_you_mean(item.text, (k.id for k in entries if k.kind in kinds))
            hint = near or "for something outside the archive write {title: …, url: …}; the `url` may be left out"
            problems.append(
                diagnostic(codes.UNKNOWN_ENTRY, entry.path, item.at, f"no entry has the id {quoted(item.text)}", hint)
            )
    return tuple(dict.fromkeys(found))


def _translations(
    speaking: Sequence[Entry],
    entries: Mapping[Key, Entry],
    claims: Mapping[str, ClaimRecord],
    hidden: Mapping[Key, str],
    config: Config,
    problems: list[Diagnostic],
) -> dict[Key, tuple[Key, ...]]:
    """Return for each entry the others that are translations of the same."""
    group = {Key(e.kind, e.id): {Key(e.kind, e.id)} for e in speaking}
    for entry in speaking:
        mention = entry.translation_of
        if mention is None:
            continue
        here, original = Key(entry.kind, entry.id), Key(entry.kind, nfc(mention.text))
        if original == here:
            hint = "name the entry that this one was translated from"
            problems.append(
                diagnostic(codes.TRANSLATION, entry.path, mention.at, "an entry can't be a translation of itself", hint)
            )
        elif original not in group:
            if original not in entries:
                problems.append(unknown_entry(original, entry.path, mention.at, entries, hidden))
        elif (entries[original].language or config.language) == (entry.language or config.language):
            message = f"{quoted(original.id)} is in the same language, {entry.language or config.language}"
            problems.append(
                diagnostic(codes.TRANSLATION, entry.path, mention.at, message, "give one of them its `language`")
            )
        else:
            both = group[here] | group[original]
            for key in both:
                group[key] = both
    order = {key: ((entries[key].language or config.language), key.id) for key in group}
    return {
        key: tuple(sorted(others - {key}, key=order.__getitem__)) for key, others in group.items() if len(others) > 1
    }


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    made: dict[K, list[V]] = {}
    for key, value in pairs:
        made.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in made.items()}
