"""From all entries to the archive: what is live, who is who, what refers to what, and the lists of it."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from fcgen import codes
from fcgen.archive import claims as claim_records
from fcgen.archive.claims import Found
from fcgen.archive.index import Archive, Key, LeftOut, Redirect
from fcgen.archive.kin import kin
from fcgen.archive.listings import listings
from fcgen.archive.names import Names, Parties, names
from fcgen.archive.news import news
from fcgen.archive.references import related, translations
from fcgen.archive.rulings import on_shown, rulings
from fcgen.archive.to_come import as_of, until
from fcgen.archive.urls import redirect
from fcgen.archive.verdicts import check_scales
from fcgen.config import CONFIG_FILE, Config
from fcgen.diagnostics import Diagnostic, diagnostic, quoted
from fcgen.digest import File
from fcgen.entries.body import Outline
from fcgen.entries.model import Article, Entry, FactCheck, InlineClaim, Kind, Page
from fcgen.fields import Mention
from fcgen.words import folded

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shown(msgspec.Struct, frozen=True):
    """What a build shows: everything up to `now`, and drafts or dates to come where they are asked for."""

    now: dt.datetime
    drafts: bool = False
    future: bool = False


def assemble(
    entries: Iterable[Entry], outlines: Mapping[str, Outline], files: Mapping[str, File], config: Config, shown: Shown
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Return the archive that `entries` make and what is wrong among them. `files` are the other files, by path.

    `outlines` are those of the entries, by path; nothing of the archive is made from them. The order of `entries`
    makes no difference.
    """
    every = sorted(entries, key=lambda e: e.path)
    unique, problems = _unique(every)
    live, kept_back, left_out = _parted(unique, shown)
    hidden = _hidden(kept_back, left_out)
    live, left_out_of_live = _as_of(live, shown)
    by_key = {Key(entry.kind, entry.id): entry for entry in live}
    speaking = [entry for entry in live if not entry.withdrawn]
    found, bad_ids = claim_records.found_claims(live)
    shown_claims = claim_records.spoken(found.values(), speaking)
    parties, bad_names = _parties(live, speaking, shown_claims, hidden, config)
    publisher = parties.outlets.find(config.publisher)
    ruled, bad_rulings = rulings(live, found, hidden, parties.outlets, publisher, config)
    standing, gone = on_shown(ruled, {claim.id for claim in shown_claims})
    records, bad_claims = claim_records.records(found, shown_claims, by_key, hidden, parties)
    reading, bad_related = related(speaking, by_key, records, hidden)
    translated, bad_translations = translations(speaking, by_key, hidden, config)
    partial = Archive(
        config=config,
        outlines=outlines,
        entries=by_key,
        by_path={entry.path: Key(entry.kind, entry.id) for entry in every},
        files=files,
        people=parties.people,
        outlets=parties.outlets,
        topics=parties.topics,
        claims=records,
        rulings_by_claim=_grouped((r.claim, r) for r in standing),
        rulings_by_fact_check=_grouped((r.fact_check, r) for r in standing),
        rulings_by_reviewer=_grouped((r.reviewer, r) for r in standing),
        withdrawn_rulings=_grouped((r.fact_check, r) for r in gone),
        claims_by_article=_grouped(
            dict.fromkeys((s.article, c.id) for c in records.values() for s in c.sightings if s.article)
        ),
        related=reading,
        translations=translated,
        redirects=tuple(dict.fromkeys(r for entry in live for r in _redirects(entry))),
        listings={},
        news={},
        kin={},
        by_year=_grouped((_year(entry), entry.path) for entry in speaking),
        hidden=hidden,
        left_out=(*left_out, *left_out_of_live),
        kept_back=kept_back,
        until=None if shown.future else until(unique, shown.now),
        policies=tuple(key for key, entry in sorted(by_key.items()) if _is_policy(entry)),
        publisher=publisher,
    )
    problems += (
        *bad_ids,
        *bad_names,
        *bad_rulings,
        *claim_records.shared(found, ruled),
        *bad_claims,
        *bad_related,
        *bad_translations,
        *check_scales((e for e in live if e.kind is Kind.OUTLET), config),
    )
    listed = msgspec.structs.replace(partial, listings=listings(partial))
    return msgspec.structs.replace(listed, news=news(listed), kin=kin(listed)), problems


def _year(entry: Entry) -> str:
    return f"{entry.date.start.year:04}" if entry.date else ""


def _is_policy(entry: Entry) -> bool:
    return isinstance(entry.details, Page) and bool(entry.details.policy) and not entry.withdrawn


def _unique(entries: Sequence[Entry]) -> tuple[list[Entry], tuple[Diagnostic, ...]]:
    kept: dict[tuple[Kind, str], Entry] = {}
    problems = []
    for entry in entries:
        first = kept.setdefault((entry.kind, folded(entry.id)), entry)
        if first is not entry:
            message = (
                f"{entry.kind} {quoted(entry.id)} is also {first.path}: "
                "ids are the names of files, in any folder of their kind"
            )
            hint = "rename one of the files"
            problems.append(diagnostic(codes.DUPLICATE_ID, entry.path, entry.title_at, message, hint))
    return list(kept.values()), tuple(problems)


def _parted(entries: Sequence[Entry], shown: Shown) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[LeftOut, ...]]:
    """Return the entries that are live, those that are not, and for each of these why."""
    reasons = {entry.path: reason for entry in entries if (reason := _reason(entry, shown))}
    live = tuple(entry for entry in entries if entry.path not in reasons)
    kept_back = tuple(entry for entry in entries if entry.path in reasons)
    return live, kept_back, tuple(LeftOut(path, reason) for path, reason in reasons.items())


def _as_of(live: tuple[Entry, ...], shown: Shown) -> tuple[tuple[Entry, ...], tuple[LeftOut, ...]]:
    """Return entries without what they say of a time to come, and what that is."""
    if shown.future:
        return live, ()
    parts = [as_of(entry, shown.now) for entry in live]
    return tuple(entry for entry, _ in parts), tuple(one for _, some in parts for one in some)


def _reason(entry: Entry, shown: Shown) -> str:
    if entry.draft and not shown.drafts:
        return "a draft"
    if entry.date and entry.date.start > shown.now and not shown.future:
        return f"dated {entry.date.iso}, which is to come"
    return ""


def _hidden(kept_back: Iterable[Entry], left_out: Iterable[LeftOut]) -> dict[Key, str]:
    """Return the keys of what this build does not show, with the reasons; also of claims within fact-checks."""
    hidden: dict[Key, str] = {}
    for entry, why in zip(kept_back, left_out, strict=True):
        hidden[Key(entry.kind, entry.id)] = why.reason
        if isinstance(entry.details, FactCheck):
            inline = (r for r in entry.details.rulings if isinstance(r.claim, InlineClaim))
            hidden.update((Key(Kind.CLAIM, claim_records.claim_id(r, entry)), why.reason) for r in inline)
    return hidden


def _redirects(entry: Entry) -> Iterable[Redirect]:
    return (Redirect(redirect(m.text), Key(entry.kind, entry.id), entry.path) for m in entry.redirect_from)


def _parties(
    live: Sequence[Entry],
    speaking: Sequence[Entry],
    claims: Sequence[Found],
    hidden: Mapping[Key, str],
    config: Config,
) -> tuple[Parties, tuple[Diagnostic, ...]]:
    """Return who is who among those whom `speaking` entries and their claims name."""
    topics = [(entry.path, topic) for entry in speaking for topic in entry.topics]
    people = [(c.entry.path, claimant.who) for c in claims for claimant in c.claim.claimants]
    outlets = [(CONFIG_FILE, config.publisher)] if config.publisher else []
    outlets += [(entry.path, outlet) for entry in speaking if (outlet := _outlet(entry))]
    for c in claims:
        places = (c.claim.first_appearance, *c.claim.appearances)
        outlets += [(c.entry.path, place.outlet) for place in places if place and place.outlet]

    def known(kind: Kind, mentions: Sequence[tuple[str, Mention]]) -> tuple[Names, tuple[Diagnostic, ...]]:
        files = [entry for entry in live if entry.kind is kind]
        return names(kind, files, mentions, {key.id: reason for key, reason in hidden.items() if key.kind is kind})

    found_people, bad_people = known(Kind.PERSON, people)
    found_outlets, bad_outlets = known(Kind.OUTLET, outlets)
    found_topics, bad_topics = known(Kind.TOPIC, topics)
    return Parties(found_people, found_outlets, found_topics), (*bad_people, *bad_outlets, *bad_topics)


def _outlet(entry: Entry) -> Mention | None:
    match entry.details:
        case Article(outlet=outlet):
            return outlet
        case FactCheck(reviewer=reviewer):
            return reviewer
        case _:
            return None


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    made: dict[K, list[V]] = {}
    for key, value in pairs:
        made.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in made.items()}
