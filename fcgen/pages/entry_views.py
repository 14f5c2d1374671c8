"""The views of entries: article, fact-check, claim, page, and what remains of a withdrawn one."""

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling
from fcgen.archive.verdicts import day_of, steps_of
from fcgen.entries.model import Article, Entry, Evidence, FactCheck, Kind, Outlet, Withdrawal
from fcgen.pages.cards import description, fact_check_card
from fcgen.pages.frame import Frame, at, head
from fcgen.pages.locale import when, when_text
from fcgen.pages.model import ClaimantView, ClaimNote, EvidenceItem, FilledQuote, Link, RulingView, ScaleStep, Withdrawn
from fcgen.pages.page_types import EntryPart
from fcgen.pages.parts import (
    alternates,
    badge,
    entry_part,
    key_link,
    noted_claims,
    outlet_link,
    paragraphs,
    related_links,
    title_of,
)
from fcgen.pages.subjects import Page
from fcgen.pages.timeline import quotes_differ, seen, timeline, verdicts_differ
from fcgen.pages.view_types import ArticleView, ClaimView, FactCheckView, PageView, WithdrawnView


def article(archive: Archive, frame: Frame, page: Page, entry: Entry, details: Article) -> ArticleView:
    """Return the view of an article."""
    key = Key(entry.kind, entry.id)
    part = entry_part(archive, frame, key)
    return ArticleView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, entry.title, description(archive, entry), "article", alternates(archive, key)),
        entry=part,
        deck=paragraphs(details.deck),
        dateline=details.dateline,
        authors=details.authors,
        editors=details.editors,
        outlet=outlet_link(archive, archive.outlets.find(details.outlet)),
        url=details.url,
        archived_url=details.archived_url,
        notes=_notes(archive, entry, part),
        related=related_links(archive, key),
    )


def _notes(archive: Archive, entry: Entry, part: EntryPart) -> tuple[ClaimNote, ...]:
    marks = [filled for filled in part.body.filled if isinstance(filled, FilledQuote)] if part.body else []
    return tuple(
        ClaimNote(
            number=number,
            anchor=f"note_{number}",
            marks=tuple(mark.anchor for mark in marks if mark.note == number),
            claim=key_link(archive, Key(Kind.CLAIM, claim)),
            badges=tuple(badge(archive, ruling) for ruling in archive.rulings_by_claim.get(claim, ())),
        )
        for number, claim in enumerate(noted_claims(archive, entry), 1)
    )


def fact_check(archive: Archive, frame: Frame, page: Page, entry: Entry, details: FactCheck) -> FactCheckView:
    """Return the view of a fact-check."""
    key = Key(entry.kind, entry.id)
    reviewer = archive.outlets.find(details.reviewer)
    return FactCheckView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, entry.title, description(archive, entry), "article", alternates(archive, key)),
        entry=entry_part(archive, frame, key),
        reviewer=outlet_link(archive, reviewer) or Link(details.reviewer.text),
        own=reviewer is not None and reviewer == archive.publisher,
        authors=details.authors,
        url=details.url,
        archived_url=details.archived_url,
        rulings=tuple(ruling_view(archive, ruling) for ruling in archive.rulings_of(entry.id)),
        evidence=tuple(evidence(archive, source) for source in details.evidence),
        claimant_response=paragraphs(details.claimant_response),
        related=related_links(archive, key),
        kin=tuple(fact_check_card(archive, other) for other in archive.kin.get(entry.id, ())),
        citation=_citation(archive, entry, details),
    )


def _citation(archive: Archive, entry: Entry, details: FactCheck) -> tuple[str, ...]:
    """Return how to cite a fact-check: who wrote it, its title, whose it is, when, and where it is to be read.

    Each is a piece of its own, since they may be of different directions.
    """
    words = archive.config.words
    reviewer = archive.outlets.find(details.reviewer)
    whose = archive.outlets.parties[reviewer].name if reviewer is not None else details.reviewer.text
    here = urls.absolute(archive.config.origin, archive.config.base_path, urls.entry(entry.kind, entry.id))
    site = "" if reviewer is not None and reviewer == archive.publisher else archive.config.title
    parts = (
        ", ".join(details.authors),
        words.say("cited_title", title=entry.title),
        whose,
        when_text(entry.date, words) if entry.date else "",
        site,
    )
    return (*(f"{part.rstrip('.')}." for part in parts if part), here)


def ruling_view(archive: Archive, ruling: Ruling) -> RulingView:
    """Return the view of a ruling, with its claim."""
    claim = archive.claims[ruling.claim]
    outlet = archive.outlets.parties[ruling.reviewer]
    scale = outlet.entry.details.scale if outlet.entry and isinstance(outlet.entry.details, Outlet) else ()
    day = day_of(ruling.date, archive.config)
    fact_check_key = Key(Kind.FACT_CHECK, ruling.fact_check)
    return RulingView(
        badge=badge(archive, ruling),
        claim=key_link(archive, Key(Kind.CLAIM, ruling.claim)),
        claim_reviewed=ruling.claim_reviewed,
        explanation=paragraphs(ruling.explanation),
        reviewer=key_link(archive, Key(Kind.OUTLET, ruling.reviewer)),
        fact_check=key_link(archive, fact_check_key),
        when=when(ruling.date, archive.config.words),
        anchor=urls.ruling_anchor(ruling.claim),
        claimants=_claimants(archive, claim),
        claim_when=None if claim.withdrawn else when(claim.claim.date, archive.config.words),
        place="" if claim.withdrawn else claim.claim.place,
        seen=seen(archive, claim),
        withdrawn=claim.withdrawn is not None,
        scale=tuple(ScaleStep(step.label, step.definition, step == ruling.step) for step in steps_of(scale, day)),
    )


def _claimants(archive: Archive, claim: ClaimRecord) -> tuple[ClaimantView, ...]:
    return tuple(ClaimantView(key_link(archive, Key(Kind.PERSON, c.person)), c.role) for c in claim.claimants)


def evidence(archive: Archive, source: Evidence) -> EvidenceItem:
    """Return a source of a review."""
    return EvidenceItem(
        title=Link(source.title, source.url or source.archived_url),
        publisher=source.publisher,
        author=source.author,
        when=when(source.date, archive.config.words),
        kind=source.kind,
        stance=source.stance,
        archived_url=source.archived_url if source.url else "",
        quote=paragraphs(source.quote),
    )


def claim(archive: Archive, frame: Frame, page: Page, record: ClaimRecord) -> ClaimView:
    """Return the view of a claim, with or without a file of its own."""
    key = Key(Kind.CLAIM, record.id)
    rulings, words = archive.rulings_by_claim.get(record.id, ()), archive.config.words
    reviewed = words.say("semicolon").join(f"{badge(archive, r).reviewer}: {r.word}" for r in rulings)
    summary = record.entry.summary if record.entry else ""
    if reviewed:
        sentence = words.say("claim_with_reviews", claim=record.claim.text, reviews=reviewed)
    else:
        sentence = words.say("claim_without_reviews", claim=record.claim.text)
    return ClaimView(
        site=at(frame, archive, page.address),
        head=head(
            archive,
            page.address,
            words.say("claim_title", claim=record.claim.text),
            summary or sentence,
            "article",
            alternates(archive, key),
        ),
        entry=entry_part(archive, frame, key),
        claimants=_claimants(archive, record),
        when=when(record.claim.date, words),
        place=record.claim.place,
        variants=record.claim.variants,
        rulings=tuple(ruling_view(archive, ruling) for ruling in rulings),
        timeline=timeline(archive, record),
        verdicts_differ=verdicts_differ(archive, record),
        quotes_differ=quotes_differ(record),
    )


def page_of_site(archive: Archive, frame: Frame, page: Page, entry: Entry) -> PageView:
    """Return the view of a page of the site itself."""
    key = Key(entry.kind, entry.id)
    made_head = head(
        archive, page.address, entry.title, description(archive, entry), "website", alternates(archive, key)
    )
    return PageView(at(frame, archive, page.address), made_head, entry_part(archive, frame, key))


def withdrawn(archive: Archive, frame: Frame, page: Page, key: Key, why: Withdrawal) -> WithdrawnView:
    """Return what remains of an entry that was withdrawn: its title, when and why. It is not to be indexed."""
    title, words = title_of(archive, key), archive.config.words
    made_head = head(archive, page.address, words.say("withdrawn_title", title=title), why.reason)
    return WithdrawnView(
        site=at(frame, archive, page.address),
        head=msgspec.structs.replace(made_head, canonical=""),
        title=title,
        withdrawn=Withdrawn(when(why.date, words), paragraphs(why.reason)),
    )
