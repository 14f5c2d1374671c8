"""The views of claimants, outlets, topics and verdicts: what each is, and the list of what belongs to it."""

from collections.abc import Iterable

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.archive.listings import date_of
from fcgen.archive.names import Party
from fcgen.archive.verdicts import verdict_of
from fcgen.config import UNCLASSIFIED
from fcgen.entries.model import Kind, Outlet, Person, Step, Topic
from fcgen.fields import Mention
from fcgen.pages.cards import cards, description, pager_of, verdict_badge, verdict_counts
from fcgen.pages.charts import by_year
from fcgen.pages.frame import Frame, at, head, href
from fcgen.pages.locale import counted, when
from fcgen.pages.model import Head, Link, VerdictCount
from fcgen.pages.parts import alternates, entry_part, paragraphs
from fcgen.pages.party_types import (
    ClaimantPageView,
    MembershipView,
    OutletView,
    PartyView,
    ScaleRow,
    TopicView,
    VerdictsView,
    VerdictView,
)
from fcgen.pages.subjects import OfVerdict, Page


def party(archive: Archive, frame: Frame, page: Page, key: Key) -> ClaimantPageView | OutletView | TopicView:
    """Return the view of a person, an outlet or a topic, with or without a file."""
    who = archive.party(key)
    match key.kind:
        case Kind.PERSON:
            return _claimant(archive, frame, page, who)
        case Kind.OUTLET:
            return _outlet(archive, frame, page, who)
        case _:
            return _topic(archive, frame, page, who)


def _claimant(archive: Archive, frame: Frame, page: Page, who: Party) -> ClaimantPageView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Person) else Person()
    key = Key(Kind.PERSON, who.id)
    claims = [item.key.id for item in archive.listings[urls.entry(Kind.PERSON, who.id)]]
    rulings = (ruling for claim in claims for ruling in archive.rulings_by_claim.get(claim, ()))
    return ClaimantPageView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, f"Claims by {who.name} in this archive, with the verdicts of their reviewers."),
        entry=entry_part(archive, frame, key),
        person_kind=details.kind,
        role=details.role,
        same_as=details.same_as,
        also_known_as=_texts(details.also_known_as),
        counts=_counts(archive, page, rulings),
        listing=_listing(archive, page, counted(len(claims), "claim", "claims"), "Claims"),
    )


def _outlet(archive: Archive, frame: Frame, page: Page, who: Party) -> OutletView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Outlet) else Outlet()
    key = Key(Kind.OUTLET, who.id)
    text = f"What this archive holds of {who.name}: its fact-checks, its articles, and claims that appeared there."
    return OutletView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, text),
        entry=entry_part(archive, frame, key),
        publisher=who.id == archive.publisher,
        url=details.url,
        also_known_as=_texts(details.also_known_as),
        memberships=tuple(
            MembershipView(Link(m.name, m.url), when(m.since), when(m.until)) for m in details.memberships
        ),
        scale=tuple(_row(archive, step) for step in details.scale),
        counts=_counts(archive, page, archive.rulings_by_reviewer.get(who.id, ())),
        listing=_listing(archive, page, _entries(archive, page), "Entries"),
    )


def _counts(archive: Archive, page: Page, rulings: Iterable[Ruling]) -> tuple[VerdictCount, ...]:
    """Return the counts for the first page of a list; a full page must not change when newer rulings come."""
    return verdict_counts(archive, rulings) if page.number is None else ()


def _entries(archive: Archive, page: Page) -> str:
    return counted(len(archive.listings[page.listing or page.address]), "entry", "entries")


def _texts(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(mention.text for mention in mentions)


def _row(archive: Archive, step: Step) -> ScaleRow:
    verdict = verdict_of(step, archive.config)
    rated = step.rating is not None and step.best is not None and step.worst is not None
    return ScaleRow(
        label=step.label,
        verdict=Link(verdict.label, href(archive, urls.verdict(verdict.id))) if verdict else None,
        rating=f"{step.rating:g} ({step.worst:g} to {step.best:g})" if rated else "",
        since=when(step.start),
        until=when(step.end),
        definition=paragraphs(step.definition),
    )


def _topic(archive: Archive, frame: Frame, page: Page, who: Party) -> TopicView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Topic) else Topic()
    key = Key(Kind.TOPIC, who.id)
    return TopicView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, f"Articles, fact-checks and claims about {who.name} in this archive."),
        entry=entry_part(archive, frame, key),
        also_known_as=_texts(details.also_known_as),
        listing=_listing(archive, page, _entries(archive, page), "Entries"),
    )


def _head(archive: Archive, page: Page, key: Key, sentence: str) -> Head:
    who = archive.party(key)
    summary = description(archive, who.entry) if who.entry else ""
    title = f"{who.name}, page {page.number}" if page.number else who.name
    return head(
        archive,
        page.address,
        title,
        summary or sentence,
        "website" if page.number else "profile" if key.kind is Kind.PERSON else "website",
        () if page.number else alternates(archive, key),
    )


def _listing(archive: Archive, page: Page, counted_heading: str, heading: str) -> PartyView:
    """Return the list of a page; only the newest part says how many there are, so that the others stay as they are."""
    first = page.number is None
    dates = (date_of(archive, item) for item in archive.listings[page.listing or page.address]) if first else ()
    return PartyView(
        heading=counted_heading if first else heading,
        cards=cards(archive, page),
        pager=pager_of(archive, page),
        first=first,
        chart=by_year(dates),
    )


def verdict(archive: Archive, frame: Frame, page: Page, subject: OfVerdict) -> VerdictView:
    """Return the view of a verdict: the rulings that this site groups under it, and the words that stand for it."""
    found = next((v for v in archive.config.verdicts if v.id == subject.id), None)
    label = verdict_badge(archive, found).label
    meaning = found.description if found else ""
    first = page.number is None
    title = f"Verdict: {label}" if first else f"Verdict: {label}, page {page.number}"
    count = count_of(archive, subject.id)
    heading = f"{count.count:,} of {counted(count.total, 'ruling', 'rulings')} in this archive"
    return VerdictView(
        site=at(frame, archive, page.address),
        head=head(
            archive, page.address, title, meaning or f"Rulings in this archive that are grouped under “{label}”."
        ),
        description=meaning,
        count=count if first else VerdictCount(count.badge, 0, 0),
        words=_words(archive, subject.id) if first else (),
        unclassified=subject.id == UNCLASSIFIED,
        listing=_listing(archive, page, heading, "Rulings"),
    )


def _words(archive: Archive, verdict_id: str) -> tuple[str, ...]:
    words = {
        ruling.word
        for item in archive.listings[urls.verdict(verdict_id)]
        for ruling in archive.rulings_by_fact_check[item.key.id]
        if ruling.number == item.number
    }
    return tuple(sorted(words))


def count_of(archive: Archive, verdict_id: str) -> VerdictCount:
    """Return how many of the archive's rulings are grouped under a verdict. Those taken back do not count.

    These are the lengths of the lists of verdicts, which hold each ruling that counts once.
    """
    found = next((v for v in archive.config.verdicts if v.id == verdict_id), None)
    counts = {v: len(archive.listings.get(urls.verdict(v), ())) for v in _verdict_ids(archive)}
    return VerdictCount(verdict_badge(archive, found), counts.get(verdict_id, 0), sum(counts.values()))


def _verdict_ids(archive: Archive) -> list[str]:
    every = (*(v.id for v in archive.config.verdicts), UNCLASSIFIED)
    return [verdict_id for verdict_id in every if urls.verdict(verdict_id) in archive.listings]


def verdicts(archive: Archive, frame: Frame, page: Page) -> VerdictsView:
    """Return the view of all verdicts."""
    meaning = {v.id: v.description for v in archive.config.verdicts}
    text = "The verdicts that this archive groups its rulings under. The words, and the rulings, are their reviewers'."
    return VerdictsView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, "Verdicts", text),
        verdicts=tuple((count_of(archive, i), meaning.get(i, "")) for i in _verdict_ids(archive)),
    )
