"""The views of claimants, outlets, topics and verdicts: what each is, and the list of what belongs to it."""

from collections.abc import Iterable
from typing import Final

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
from fcgen.pages.frame import FIXED_NAMES, Frame, at, head, href, numbered
from fcgen.pages.locale import when
from fcgen.pages.model import Link, VerdictCount
from fcgen.pages.page_types import Head
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

_PERSON_KINDS: Final = {"person": "person", "organization": "organization", "account": "account"}
"""The messages that say how the kinds of claimants are called."""


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
    key, words = Key(Kind.PERSON, who.id), archive.config.words
    claims = [item.key.id for item in archive.listings[urls.entry(Kind.PERSON, who.id)]]
    rulings = (ruling for claim in claims for ruling in archive.rulings_by_claim.get(claim, ()))
    return ClaimantPageView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, words.say("claimant_description", name=who.name)),
        entry=entry_part(archive, frame, key),
        person_kind=words.say(_PERSON_KINDS[details.kind]) if details.kind else "",
        role=details.role,
        same_as=details.same_as,
        also_known_as=_texts(details.also_known_as),
        counts=_counts(archive, page, rulings),
        listing=_listing(archive, page, words.say("count_claims", count=len(claims)), words.say("claims")),
    )


def _outlet(archive: Archive, frame: Frame, page: Page, who: Party) -> OutletView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Outlet) else Outlet()
    key, words = Key(Kind.OUTLET, who.id), archive.config.words
    return OutletView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, words.say("outlet_description", name=who.name)),
        entry=entry_part(archive, frame, key),
        publisher=who.id == archive.publisher,
        url=details.url,
        also_known_as=_texts(details.also_known_as),
        memberships=tuple(
            MembershipView(Link(m.name, m.url), when(m.since, words), when(m.until, words)) for m in details.memberships
        ),
        scale=tuple(_row(archive, step) for step in details.scale),
        counts=_counts(archive, page, archive.rulings_by_reviewer.get(who.id, ())),
        listing=_listing(archive, page, _entries(archive, page), words.say("entries")),
    )


def _counts(archive: Archive, page: Page, rulings: Iterable[Ruling]) -> tuple[VerdictCount, ...]:
    """Return the counts for the first page of a list; a full page must not change when newer rulings come."""
    return verdict_counts(archive, rulings) if page.number is None else ()


def _entries(archive: Archive, page: Page) -> str:
    return archive.config.words.say("count_entries", count=len(archive.listings[page.listing or page.address]))


def _texts(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(mention.text for mention in mentions)


def _row(archive: Archive, step: Step) -> ScaleRow:
    verdict, words = verdict_of(step, archive.config), archive.config.words
    rated = step.rating is not None and step.best is not None and step.worst is not None
    numbers = {"rating": f"{step.rating:g}", "worst": f"{step.worst:g}", "best": f"{step.best:g}"} if rated else {}
    return ScaleRow(
        label=step.label,
        verdict=Link(verdict.label, href(archive, urls.verdict(verdict.id))) if verdict else None,
        rating=words.say("rating_range", **numbers) if rated else "",
        since=when(step.start, words),
        until=when(step.end, words),
        definition=paragraphs(step.definition),
    )


def _topic(archive: Archive, frame: Frame, page: Page, who: Party) -> TopicView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Topic) else Topic()
    key, words = Key(Kind.TOPIC, who.id), archive.config.words
    return TopicView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, words.say("topic_description", name=who.name)),
        entry=entry_part(archive, frame, key),
        also_known_as=_texts(details.also_known_as),
        listing=_listing(archive, page, _entries(archive, page), words.say("entries")),
    )


def _head(archive: Archive, page: Page, key: Key, sentence: str) -> Head:
    who = archive.party(key)
    summary = description(archive, who.entry) if who.entry else ""
    title = numbered(archive, who.name, page.number)
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
    first, words = page.number is None, archive.config.words
    title = numbered(archive, words.say("verdict_title", verdict=label), page.number)
    count = count_of(archive, subject.id)
    heading = words.say("rulings_in_archive", part=count.count, count=count.total)
    return VerdictView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, meaning or words.say("verdict_description", verdict=label)),
        description=meaning,
        count=count if first else VerdictCount(count.badge, 0, 0),
        words=_words(archive, subject.id) if first else (),
        unclassified=subject.id == UNCLASSIFIED,
        listing=_listing(archive, page, heading, words.say("rulings")),
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
    words = archive.config.words
    return VerdictsView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, words.say(FIXED_NAMES["verdicts"]), words.say("verdicts_description")),
        verdicts=tuple((count_of(archive, i), meaning.get(i, "")) for i in _verdict_ids(archive)),
    )
