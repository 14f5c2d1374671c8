"""The views of claimants, outlets, topics and verdicts: what each is, and the list of what belongs to it."""

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.archive.names import Party
from fcgen.archive.order import oldest_first
from fcgen.config import UNCLASSIFIED
from fcgen.entries.model import Kind, Outlet, Person, Step, Topic
from fcgen.pages.cards import cards, pager_of, verdict_badge, verdict_counts
from fcgen.pages.frame import Frame, at, head, href
from fcgen.pages.locale import counted, when
from fcgen.pages.model import Head, Link, VerdictCount
from fcgen.pages.parts import alternates, entry_part, paragraphs
from fcgen.pages.plan import OfVerdict, Page
from fcgen.pages.view_types import (
    ClaimantPageView,
    MembershipView,
    OutletView,
    PartyView,
    ScaleRow,
    TopicView,
    VerdictsView,
    VerdictView,
)


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
    claims = [item.key.id for item in archive.listings[urls.entry(Kind.PERSON, who.id)]]
    counts = verdict_counts(archive, (r for claim in claims for r in archive.rulings_by_claim.get(claim, ())))
    key = Key(Kind.PERSON, who.id)
    return ClaimantPageView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, f"Claims by {who.name} in this archive, with the verdicts of their reviewers."),
        entry=entry_part(archive, frame, key),
        person_kind=details.kind,
        role=details.role,
        same_as=details.same_as,
        also_known_as=tuple(m.text for m in details.also_known_as),
        counts=counts,
        listing=_listing(archive, page, counted(len(claims), "claim", "claims")),
    )


def _outlet(archive: Archive, frame: Frame, page: Page, who: Party) -> OutletView:
    details = who.entry.details if who.entry and isinstance(who.entry.details, Outlet) else Outlet()
    key = Key(Kind.OUTLET, who.id)
    rulings = [ruling for ruling in archive.rulings if ruling.reviewer == who.id]
    count = len(archive.listings[urls.entry(Kind.OUTLET, who.id)])
    return OutletView(
        site=at(frame, archive, page.address),
        head=_head(
            archive,
            page,
            key,
            f"What this archive holds of {who.name}: its fact-checks, its articles, and claims that appeared there.",
        ),
        entry=entry_part(archive, frame, key),
        publisher=who.id == archive.publisher,
        url=details.url,
        also_known_as=tuple(m.text for m in details.also_known_as),
        memberships=tuple(
            MembershipView(Link(m.name, m.url), when(m.since), when(m.until)) for m in details.memberships
        ),
        scale=tuple(_row(archive, step) for step in oldest_first(details.scale, lambda s: s.start, lambda s: "")),
        counts=verdict_counts(archive, rulings),
        listing=_listing(archive, page, counted(count, "entry", "entries")),
    )


def _row(archive: Archive, step: Step) -> ScaleRow:
    verdict = next((v for v in archive.config.verdicts if step.verdict and v.id == step.verdict.text.casefold()), None)
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
    count = len(archive.listings[urls.entry(Kind.TOPIC, who.id)])
    return TopicView(
        site=at(frame, archive, page.address),
        head=_head(archive, page, key, f"Articles, fact-checks and claims about {who.name} in this archive."),
        entry=entry_part(archive, frame, key),
        also_known_as=tuple(m.text for m in details.also_known_as),
        listing=_listing(archive, page, counted(count, "entry", "entries")),
    )


def _head(archive: Archive, page: Page, key: Key, sentence: str) -> Head:
    who = archive.party(key)
    summary = (who.entry.summary or who.entry.outline.lead) if who.entry else ""
    title = f"{who.name}, page {page.number}" if page.number else who.name
    return head(
        archive,
        page.address,
        title,
        summary or sentence,
        "website" if page.number else "profile" if key.kind is Kind.PERSON else "website",
        () if page.number else alternates(archive, key),
    )


def _listing(archive: Archive, page: Page, heading: str) -> PartyView:
    return PartyView(heading, cards(archive, page), pager_of(archive, page), page.number is None)


def verdict(archive: Archive, frame: Frame, page: Page, subject: OfVerdict) -> VerdictView:
    """Return the view of a verdict: the rulings that this site groups under it, and the words that stand for it."""
    found = next((v for v in archive.config.verdicts if v.id == subject.id), None)
    count = count_of(archive, subject.id)
    label = count.badge.label
    title = f"Verdict: {label}, page {page.number}" if page.number else f"Verdict: {label}"
    sentence = f"Rulings in this archive that are grouped under “{label}”: {count.count} of {count.total}."
    return VerdictView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, (found.description if found else "") or sentence),
        description=found.description if found else "",
        count=count,
        words=_words(archive.rulings, subject.id),
        unclassified=subject.id == UNCLASSIFIED,
        listing=_listing(
            archive, page, f"{count.count:,} of {counted(count.total, 'ruling', 'rulings')} in this archive"
        ),
    )


def _words(rulings: tuple[Ruling, ...], verdict_id: str) -> tuple[str, ...]:
    return tuple(
        sorted({r.word for r in rulings if r.counted and (r.verdict.id if r.verdict else UNCLASSIFIED) == verdict_id})
    )


def count_of(archive: Archive, verdict_id: str) -> VerdictCount:
    """Return how many of the archive's rulings are grouped under a verdict. Those taken back do not count."""
    found = next((v for v in archive.config.verdicts if v.id == verdict_id), None)
    counting = [ruling for ruling in archive.rulings if ruling.counted]
    return VerdictCount(verdict_badge(archive, found), sum(r.verdict == found for r in counting), len(counting))


def verdicts(archive: Archive, frame: Frame, page: Page) -> VerdictsView:
    """Return the view of all verdicts."""
    ids = [v.id for v in archive.config.verdicts] + [UNCLASSIFIED] * (urls.verdict(UNCLASSIFIED) in archive.listings)
    meaning = {v.id: v.description for v in archive.config.verdicts}
    text = "The verdicts that this archive groups its rulings under. The words, and the rulings, are their reviewers'."
    return VerdictsView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, "Verdicts", text),
        verdicts=tuple((count_of(archive, i), meaning.get(i, "")) for i in ids),
    )
