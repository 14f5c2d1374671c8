"""Cards: how an entry, claim, person, outlet or topic is shown in a list, and the page of a list."""

from collections import Counter
from collections.abc import Iterable

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Item, Key, Ruling
from fcgen.archive.listings import date_of
from fcgen.archive.urls import Address
from fcgen.config import UNCLASSIFIED, Verdict
from fcgen.entries.model import Article, Entry, FactCheck, Kind
from fcgen.pages import pager
from fcgen.pages.frame import href
from fcgen.pages.locale import shortened, when, when_text
from fcgen.pages.model import Badge, Card, Link, Pager, VerdictCount
from fcgen.pages.parts import KIND_NAMES, badge, key_link, outlet_link
from fcgen.pages.plan import dated
from fcgen.pages.subjects import Page

_SUMMARY = 240


def cards(archive: Archive, page: Page) -> tuple[Card, ...]:
    """Return the cards that a page shows of its list."""
    listing = page.listing or page.address
    shown = pager.slice_of(archive.listings[listing], archive.config.page_size, dated(listing), page.number)
    return tuple(card(archive, item, listing) for item in shown)


def newest(archive: Archive, kind: Kind, count: int) -> tuple[Card, ...]:
    """Return the cards of the first of a kind's list."""
    listing = urls.LISTS[kind]
    return tuple(card(archive, item, listing) for item in archive.listings[listing][:count])


def card(archive: Archive, item: Item, listing: Address) -> Card:
    """Return the card of an item in a list: in the list of a verdict, a fact-check with that ruling alone."""
    match item.key.kind:
        case Kind.CLAIM:
            return _claim_card(archive, archive.claims[item.key.id])
        case Kind.PERSON | Kind.OUTLET | Kind.TOPIC:
            return Card(
                archive.config.words.say(KIND_NAMES[item.key.kind]),
                key_link(archive, item.key),
                note=_note(archive, item.key),
            )
        case _:
            only = item.number if listing.startswith(urls.VERDICTS) else None
            return _entry_card(archive, archive.entries[item.key], only)


def fact_check_card(archive: Archive, fact_check: str) -> Card:
    """Return the card of a fact-check, with all its rulings."""
    return _entry_card(archive, archive.entries[Key(Kind.FACT_CHECK, fact_check)], None)


def _entry_card(archive: Archive, entry: Entry, only: int | None) -> Card:
    details = entry.details
    who = details.reviewer if isinstance(details, FactCheck) else getattr(details, "outlet", None)
    outlet = outlet_link(archive, archive.outlets.find(who))
    rulings = archive.rulings_by_fact_check.get(entry.id, ()) if isinstance(details, FactCheck) else ()
    return Card(
        kind=archive.config.words.say(KIND_NAMES[entry.kind]),
        title=key_link(archive, Key(entry.kind, entry.id)),
        when=when(entry.date, archive.config.words),
        byline=(outlet,) if outlet else (),
        summary=shortened(description(archive, entry), _SUMMARY),
        badges=tuple(badge(archive, r, reviewer=False) for r in rulings if only is None or r.number == only),
        retracted=entry.retracted,
    )


def _claim_card(archive: Archive, claim: ClaimRecord) -> Card:
    rulings, words = archive.rulings_by_claim.get(claim.id, ()), archive.config.words
    return Card(
        kind=words.say(KIND_NAMES[Kind.CLAIM]),
        title=key_link(archive, Key(Kind.CLAIM, claim.id)),
        when=when(claim.claim.date, words),
        byline=tuple(
            key_link(archive, Key(Kind.PERSON, who)) for who in dict.fromkeys(c.person for c in claim.claimants)
        ),
        badges=tuple(badge(archive, r) for r in rulings),
        note="" if rulings else words.say("card_not_reviewed"),
        retracted=claim.entry.retracted if claim.entry else False,
    )


def _note(archive: Archive, key: Key) -> str:
    count = len(archive.listings[urls.entry(key.kind, key.id)])
    return archive.config.words.say("count_claims" if key.kind is Kind.PERSON else "count_entries", count=count)


def description(archive: Archive, entry: Entry) -> str:
    """Return what is said of an entry in a line or two: its summary, or the best that stands for it."""
    match entry.details:
        case Article(deck=deck):
            return entry.summary or deck or _lead(archive, entry)
        case FactCheck():
            rulings = archive.rulings_by_fact_check.get(entry.id, ())
            return entry.summary or next((r.explanation for r in rulings if r.explanation), "") or _lead(archive, entry)
        case _:
            return entry.summary or _lead(archive, entry)


def _lead(archive: Archive, entry: Entry) -> str:
    return archive.outlines[entry.path].lead


def pager_of(archive: Archive, page: Page) -> Pager:
    """Return the neighbours of a page of a list, each with the date or name that it begins or ends with."""
    listing = page.listing or page.address
    count, size, by_date = len(archive.listings[listing]), archive.config.page_size, dated(listing)
    has_newer, newer = pager.newer(count, size, by_date, page.number)
    has_older, older = pager.older(count, size, by_date, page.number)
    return Pager(
        newer=_neighbour(archive, listing, newer, last=True) if has_newer else None,
        older=_neighbour(archive, listing, older, last=False) if has_older else None,
        dated=by_date,
    )


def _neighbour(archive: Archive, listing: Address, number: int | None, last: bool) -> Link:
    shown = pager.slice_of(archive.listings[listing], archive.config.page_size, dated(listing), number)
    item, words = shown[-1] if last else shown[0], archive.config.words
    if dated(listing):
        date = (
            archive.entries[item.key].corrections[item.number].date
            if listing == urls.CORRECTIONS
            else date_of(archive, item)
        )
        edge, first = when_text(date, words) if date else "", last
    else:
        edge, first = archive.party(item.key).name, not last
    text = words.say("pager_from" if first else "pager_up_to", edge=edge) if edge else words.say("undated")
    return Link(text, href(archive, listing if number is None else urls.numbered(listing, number)))


def verdict_badge(archive: Archive, verdict: Verdict | None) -> Badge:
    """Return the badge of one of the site's verdicts, or of those that are unclassified."""
    verdict_id = verdict.id if verdict else UNCLASSIFIED
    address = urls.verdict(verdict_id)
    url = href(archive, address) if address in archive.listings else ""
    label = verdict.label if verdict else archive.config.words.say("verdict_unclassified")
    return Badge(label, verdict_id, verdict.tone if verdict else "unknown", label, url)


def verdict_label(archive: Archive, verdict_id: str) -> str:
    """Return what one of the site's verdicts is called, or those that are unclassified."""
    return verdict_badge(archive, next((v for v in archive.config.verdicts if v.id == verdict_id), None)).label


def verdict_counts(archive: Archive, rulings: Iterable[Ruling]) -> tuple[VerdictCount, ...]:
    """Return how many of `rulings` have each verdict, in the site's order; verdicts that none has are left out.

    Rulings that were taken back are not counted.
    """
    counts = Counter(ruling.verdict.id if ruling.verdict else None for ruling in rulings if ruling.counted)
    return tuple(
        VerdictCount(verdict_badge(archive, verdict), count, counts.total())
        for verdict in (*archive.config.verdicts, None)
        if (count := counts[verdict.id if verdict else None])
    )
