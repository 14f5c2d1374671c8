"""Claims and the rulings on them: from what files say to records in which every reference is resolved."""

import datetime as dt
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import msgspec

from fcgen import codes
from fcgen.archive.index import Claimant, ClaimRecord, Key, Ruling, Sighting
from fcgen.archive.names import Names
from fcgen.archive.order import oldest_first
from fcgen.archive.verdicts import classify, unclassified
from fcgen.config import Config
from fcgen.dates import Date, Precision
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, did_you_mean, quoted
from fcgen.entries.model import (
    Appearance,
    BodyQuote,
    Claim,
    Entry,
    FactCheck,
    InlineClaim,
    Kind,
    Outlet,
    RulingText,
    Withdrawal,
)
from fcgen.fields import Mention
from fcgen.words import folded, nfc


class Found(msgspec.Struct, frozen=True):
    """A claim as it was found in a file: its own or a fact-check's."""

    id: str
    claim: Claim
    entry: Entry
    at: Mark


class Parties(msgspec.Struct, frozen=True):
    """Who is who."""

    people: Names
    outlets: Names
    topics: Names


def found_claims(entries: Sequence[Entry]) -> tuple[dict[str, Found], tuple[Diagnostic, ...]]:
    """Return the claims of all files by id, each id once, and the ids that are given twice."""
    claims: dict[str, Found] = {}
    seen: dict[str, Found] = {}
    problems = []
    files_first = sorted(entries, key=lambda e: (e.kind is not Kind.CLAIM, e.path))
    for found in (claim for entry in files_first for claim in _claims_in(entry)):
        first = seen.setdefault(folded(found.id), found)
        if first is found:
            claims[found.id] = found
        else:
            message = f"claim {quoted(found.id)} is also in {first.entry.path}:{first.at.line}"
            hint = "if it is the same claim, refer to it: `claim: <id>`; if not, give this one another `id`"
            problems.append(diagnostic(codes.DUPLICATE_ID, found.entry.path, found.at, message, hint))
    return claims, tuple(problems)


def _claims_in(entry: Entry) -> tuple[Found, ...]:
    match entry.details:
        case Claim() as claim:
            return (Found(entry.id, claim, entry, entry.title_at),)
        case FactCheck(rulings=rulings):
            inline = (r.claim for r in rulings if isinstance(r.claim, InlineClaim))
            return tuple(Found(_inline_id(c, entry), c.claim, entry, c.id.at if c.id else c.at) for c in inline)
        case _:
            return ()


def claim_id(ruling: RulingText, entry: Entry) -> str:
    """Return the id of the claim that a ruling of `entry` is on."""
    return _inline_id(ruling.claim, entry) if isinstance(ruling.claim, InlineClaim) else nfc(ruling.claim.text)


def _inline_id(claim: InlineClaim, entry: Entry) -> str:
    return nfc(claim.id.text) if claim.id else entry.id


def rulings(
    entries: Sequence[Entry],
    claims: Mapping[str, Found],
    hidden: Mapping[Key, str],
    parties: Parties,
    publisher: str | None,
    config: Config,
) -> tuple[tuple[Ruling, ...], tuple[Diagnostic, ...]]:
    """Return the rulings of all fact-checks that are not withdrawn, oldest first, and what is wrong with them."""
    made: list[Ruling] = []
    problems: list[Diagnostic] = []
    reviews: dict[str, set[str]] = {}
    for entry in entries:
        details = entry.details
        if not isinstance(details, FactCheck) or entry.withdrawn:
            continue
        reviewer = parties.outlets.find(details.reviewer)
        own = reviewer is not None and reviewer == publisher
        if own and details.url_at:
            hint = "remove it: the page of an own review is its address; for another outlet's review name that outlet as `reviewer`"
            problems.append(diagnostic(codes.OWN_URL, entry.path, details.url_at, "an own review has a `url`", hint))
        ruled: set[str] = set()
        for number, text in enumerate(details.rulings):
            on = claim_id(text, entry)
            at = text.claim.at
            if on not in claims:
                problems.append(_unknown_claim(on, entry.path, at, claims, hidden))
                continue
            if on in ruled:
                problems.append(
                    diagnostic(
                        codes.RULED_TWICE,
                        entry.path,
                        at,
                        f"this review rules twice on claim {quoted(on)}",
                        "keep one ruling",
                    )
                )
                continue
            ruled.add(on)
            reviews.setdefault(on, set()).add(entry.id)
            if reviewer is not None:
                made.append(_ruling(entry, details, number, text, on, reviewer, own, parties, config, problems))
    for on, reviewed_in in sorted(reviews.items()):
        if len(reviewed_in) > 1 and claims[on].entry.kind is not Kind.CLAIM:
            message = f"claim {quoted(on)} is written here and reviewed in {len(reviewed_in)} fact-checks"
            hint = f"give it a file of its own, claims/{on}.md, and refer to it: `claim: {on}`"
            problems.append(diagnostic(codes.SHARED_INLINE_CLAIM, claims[on].entry.path, claims[on].at, message, hint))
    return oldest_first(made, lambda r: r.date, lambda r: f"{r.fact_check}/{r.number:04}"), tuple(problems)


def _ruling(
    entry: Entry,
    details: FactCheck,
    number: int,
    text: RulingText,
    on: str,
    reviewer: str,
    own: bool,
    parties: Parties,
    config: Config,
    problems: list[Diagnostic],
) -> Ruling:
    party = parties.outlets.parties[reviewer]
    scale = party.entry.details.scale if party.entry and isinstance(party.entry.details, Outlet) else ()
    day = _day(entry.date, config)
    classified = classify(text.verdict.text, day, scale, config)
    if classified.verdict is None and (own or classified.step is None):
        problems.append(unclassified(text.verdict, entry.path, day, party.name, scale, own, config))
    return Ruling(
        fact_check=entry.id,
        number=number,
        claim=on,
        word=text.verdict.text,
        verdict=classified.verdict,
        step=classified.step,
        reviewer=reviewer,
        date=entry.date,
        explanation=text.explanation,
        claim_reviewed=text.claim_reviewed,
        own=own,
        counted=not entry.retracted,
    )


def _day(date: Date | None, config: Config) -> dt.date | None:
    if date is None:
        return None
    return date.start.astimezone(config.zone).date() if date.precision is Precision.TIME else date.day


def records(
    claims: Mapping[str, Found],
    entries: Mapping[Key, Entry],
    hidden: Mapping[Key, str],
    parties: Parties,
    ruled: Sequence[Ruling],
) -> tuple[dict[str, ClaimRecord], tuple[Diagnostic, ...]]:
    """Return the claims with who made them and where they appeared, and what is wrong with their references.

    A claim written in a withdrawn fact-check is withdrawn with it, unless another review rules on it.
    """
    problems: list[Diagnostic] = []
    quotes = _quotes(entries, claims, hidden, problems)
    reviewed = {ruling.claim for ruling in ruled}
    made = {}
    for on, found in sorted(claims.items()):
        is_file = found.entry.kind is Kind.CLAIM
        withdrawn: Withdrawal | None = found.entry.withdrawn if is_file or on not in reviewed else None
        people = ((parties.people.find(c.who), c.role) for c in found.claim.claimants)
        first = found.claim.first_appearance
        made[on] = ClaimRecord(
            id=on,
            claim=found.claim,
            claimants=tuple(dict.fromkeys(Claimant(person, role) for person, role in people if person is not None)),
            first_appearance=_elsewhere(first, parties) if first else None,
            sightings=() if withdrawn else _sightings(found, quotes.get(on, ()), entries, hidden, parties, problems),
            topics=resolved(found.entry.topics, parties.topics),
            language=found.entry.language,
            entry=found.entry if is_file else None,
            fact_check=None if is_file else found.entry.id,
            withdrawn=withdrawn,
        )
    return made, tuple(problems)


def resolved(mentions: Sequence[Mention], names: Names) -> tuple[str, ...]:
    """Return the ids that `mentions` stand for, each once, in their order."""
    return tuple(dict.fromkeys(found for mention in mentions if (found := names.find(mention)) is not None))


def _quotes(
    entries: Mapping[Key, Entry], claims: Mapping[str, Found], hidden: Mapping[Key, str], problems: list[Diagnostic]
) -> dict[str, list[tuple[str, str]]]:
    """Return the words that articles mark as appearances, by claim: (article, words)."""
    quotes: dict[str, list[tuple[str, str]]] = {}
    for entry in entries.values():
        for hole in entry.outline.holes:
            if not isinstance(hole, BodyQuote) or entry.withdrawn:
                continue
            on = quoted_claim(hole)
            if entry.kind is not Kind.ARTICLE:
                hint = f"write claim:{hole.claim}, or list the appearance in the claim's file"
                problems.append(
                    diagnostic(
                        codes.MISPLACED_QUOTE,
                        entry.path,
                        hole.at,
                        "a `quote:` link marks the words of an article",
                        hint,
                    )
                )
            elif on in claims:
                quotes.setdefault(on, []).append((entry.id, hole.words))
            elif Key(Kind.CLAIM, on) in hidden:
                message = f"claim {quoted(on)} is left out of this build ({hidden[Key(Kind.CLAIM, on)]}): the words are not marked"
                problems.append(diagnostic(codes.LEFT_OUT, entry.path, hole.at, message))
            else:
                problems.append(_unknown_claim(on, entry.path, hole.at, claims, hidden))
    return quotes


def quoted_claim(hole: BodyQuote) -> str:
    """Return the id of the claim that marked words are an appearance of."""
    return nfc(unquote(hole.claim))


def _sightings(
    found: Found,
    quotes: Sequence[tuple[str, str]],
    entries: Mapping[Key, Entry],
    hidden: Mapping[Key, str],
    parties: Parties,
    problems: list[Diagnostic],
) -> tuple[Sighting, ...]:
    made: list[Sighting] = []
    for appearance in found.claim.appearances:
        if appearance.article is None:
            made.append(_elsewhere(appearance, parties))
            continue
        key = Key(Kind.ARTICLE, nfc(appearance.article.text))
        if key in entries and not entries[key].withdrawn:
            made.append(_inside(appearance.quote, entries[key], parties, appearance.archived_url))
        elif key not in entries:
            problems.append(unknown_entry(key, found.entry.path, appearance.article.at, entries, hidden))
    made += [_inside(words, entries[Key(Kind.ARTICLE, article)], parties) for article, words in quotes]
    return oldest_first(_once(made), lambda s: s.date, lambda s: f"{s.article or ''} {s.title} {s.url} {s.quote}")


def _once(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Return each article and quote once; an article without a quote only where there is none with one."""
    kept: dict[tuple[str, str], Sighting] = {}
    for sighting in sightings:
        where = sighting.article or f"\n{sighting.url or sighting.title}\n{sighting.outlet}"
        kept.setdefault((where, folded(sighting.quote)), sighting)
    with_quote = {where for where, quote in kept if quote}
    return [s for (where, quote), s in kept.items() if quote or where not in with_quote or not s.article]


def _inside(quote: str, article: Entry, parties: Parties, archived_url: str = "") -> Sighting:
    outlet = getattr(article.details, "outlet", None)
    return Sighting(quote, article.id, article.title, parties.outlets.find(outlet), "", archived_url, article.date)


def _elsewhere(appearance: Appearance, parties: Parties) -> Sighting:
    outlet = parties.outlets.find(appearance.outlet)
    return Sighting(
        appearance.quote, None, appearance.title, outlet, appearance.url, appearance.archived_url, appearance.date
    )


def _unknown_claim(on: str, path: str, at: Mark, claims: Mapping[str, Found], hidden: Mapping[Key, str]) -> Diagnostic:
    if Key(Kind.CLAIM, on) in hidden:
        message = f"claim {quoted(on)} is left out of this build: {hidden[Key(Kind.CLAIM, on)]}"
        return diagnostic(
            codes.CLAIM_LEFT_OUT, path, at, message, "publish the claim as well, or keep this review back"
        )
    hint = did_you_mean(on, claims) or f"write the file claims/{on}.md, or the claim in place: `claim: {{text: …}}`"
    return diagnostic(codes.UNKNOWN_CLAIM, path, at, f"no claim has the id {quoted(on)}", hint)


def unknown_entry(key: Key, path: str, at: Mark, entries: Mapping[Key, Entry], hidden: Mapping[Key, str]) -> Diagnostic:
    """Return the diagnostic for a reference to an entry that is not shown: a warning where this build leaves it out."""
    if key in hidden:
        return diagnostic(
            codes.LEFT_OUT, path, at, f"{key.kind} {quoted(key.id)} is left out of this build: {hidden[key]}"
        )
    hint = did_you_mean(key.id, (k.id for k in entries if k.kind is key.kind))
    return diagnostic(codes.UNKNOWN_ENTRY, path, at, f"no {key.kind} has the id {quoted(key.id)}", hint)
