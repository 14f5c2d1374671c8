"""What views have in common: links, badges, and the parts of an entry with the holes of its body filled."""

from collections.abc import Sequence
from typing import Final

from fcgen.archive import urls
from fcgen.archive.claims import resolved
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.archive.sightings import quoted_claim
from fcgen.config import UNCLASSIFIED
from fcgen.entries.body import BodyEnd, BodyLink, BodyPicture, BodyQuote
from fcgen.entries.model import Entry, Kind, Related
from fcgen.pages import links
from fcgen.pages.frame import Frame, href, target_href
from fcgen.pages.locale import direction, when
from fcgen.pages.model import (
    Badge,
    BodyView,
    Correction,
    Filled,
    FilledEnd,
    FilledLink,
    FilledPicture,
    FilledQuote,
    Link,
)
from fcgen.pages.page_types import EntryPart
from fcgen.pages.pictures import image, picture

KIND_NAMES: Final = {
    Kind.ARTICLE: "kind_article",
    Kind.FACT_CHECK: "kind_fact_check",
    Kind.CLAIM: "kind_claim",
    Kind.PERSON: "kind_person",
    Kind.OUTLET: "kind_outlet",
    Kind.TOPIC: "kind_topic",
    Kind.PAGE: "kind_page",
}
"""The messages that say how one of a kind is called."""

CORRECTION_NAMES: Final = {
    "correction": "correction",
    "clarification": "clarification",
    "update": "update",
    "retraction": "retraction",
}
"""The messages that say how the kinds of corrections are called."""


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text of an entry."""
    return tuple(text.split("\n\n")) if text else ()


def foreign(archive: Archive, language: str) -> tuple[str, str]:
    """Return a language and its direction, or "" twice where it is the site's own or not known."""
    if not language or language.lower() == archive.config.language.lower():
        return "", ""
    return language, direction(language)


def key_link(archive: Archive, key: Key) -> Link:
    """Return the link to an entry, claim, person, outlet or topic."""
    return Link(
        title_of(archive, key), href(archive, urls.entry(key.kind, key.id)), *foreign(archive, _language(archive, key))
    )


def title_of(archive: Archive, key: Key) -> str:
    """Return how an entry, claim, person, outlet or topic is called."""
    match key.kind:
        case Kind.CLAIM:
            return archive.claims[key.id].claim.text
        case Kind.PERSON | Kind.OUTLET | Kind.TOPIC:
            return archive.party(key).name
        case _:
            return archive.entries[key].title


def _language(archive: Archive, key: Key) -> str:
    if key.kind is Kind.CLAIM:
        return archive.claims[key.id].language
    entry = archive.entries.get(key)
    return entry.language if entry else ""


def outlet_link(archive: Archive, outlet: str | None) -> Link | None:
    """Return the link to an outlet's page."""
    return key_link(archive, Key(Kind.OUTLET, outlet)) if outlet is not None else None


def topic_links(archive: Archive, topics: Sequence[str]) -> tuple[Link, ...]:
    """Return the links to the pages of topics."""
    return tuple(key_link(archive, Key(Kind.TOPIC, topic)) for topic in topics)


def badge(archive: Archive, ruling: Ruling, reviewer: bool = True) -> Badge:
    """Return the badge of a ruling, in the reviewer's own word."""
    verdict = ruling.verdict
    return Badge(
        word=ruling.word,
        verdict=verdict.id if verdict else UNCLASSIFIED,
        tone=verdict.tone if verdict else "unknown",
        label=verdict.label if verdict else archive.config.words.say("verdict_unclassified"),
        url=_verdict_url(archive, verdict.id if verdict else UNCLASSIFIED),
        reviewer=archive.outlets.parties[ruling.reviewer].name if reviewer else "",
        retracted=not ruling.counted,
    )


def _verdict_url(archive: Archive, verdict: str) -> str:
    return href(archive, urls.verdict(verdict)) if urls.verdict(verdict) in archive.listings else ""


def correction(archive: Archive, entry: Entry, number: int, link: Link | None = None) -> Correction:
    """Return a correction of an entry; with the entry's link where it is listed away from it.

    `anchor` is its place on the entry's page. Those of one day are numbered from the end of the list, where the oldest
    stand: so each keeps its place when newer ones are added above it.
    """
    made = entry.corrections[number]
    days = [one.date.iso[:10] if one.date else "undated" for one in entry.corrections[number:]]
    day, same = days[0], days.count(days[0])
    anchor = f"correction_{day}" if same == 1 else f"correction_{day}_{same}"
    words = archive.config.words
    return Correction(
        kind=made.kind,
        name=words.say(CORRECTION_NAMES[made.kind]),
        summary=paragraphs(made.summary),
        when=when(made.date, words),
        field=made.field,
        before=made.before,
        after=made.after,
        entry=link,
        anchor=anchor,
    )


def related_links(archive: Archive, key: Key) -> tuple[Link, ...]:
    """Return what to read next."""
    return tuple(
        Link(r.title, r.url) if isinstance(r, Related) else key_link(archive, r) for r in archive.related.get(key, ())
    )


def entry_part(archive: Archive, frame: Frame, key: Key, kind: str = "") -> EntryPart:
    """Return what the pages of all entries have, also for a claim, person, outlet or topic without a file."""
    entry, words = archive.entries.get(key), archive.config.words
    language, script = foreign(archive, _language(archive, key))
    claim = archive.claims[key.id] if key.kind is Kind.CLAIM else None
    topics = claim.topics if claim else resolved(entry.topics, archive.topics) if entry else ()
    date = claim.claim.date if claim else entry.date if entry else None
    return EntryPart(
        kind=kind or words.say(KIND_NAMES[key.kind]),
        title=title_of(archive, key),
        language=language,
        direction=script,
        when=when(date, words),
        updated=when(entry.updated, words) if entry else None,
        summary=paragraphs(entry.summary) if entry else (),
        topics=topic_links(archive, topics),
        image=image(archive, entry) if entry else None,
        body=body(archive, frame, entry) if entry else None,
        corrections=tuple(correction(archive, entry, number) for number in range(len(entry.corrections)))
        if entry
        else (),
        retracted=entry.retracted if entry else False,
        translations=translations(archive, key),
        private=dict(entry.private) if entry else {},
    )


def translations(archive: Archive, key: Key) -> tuple[Link, ...]:
    """Return the translations of an entry, each with its language."""
    made = []
    for other in archive.translations.get(key, ()):
        language = archive.entries[other].language or archive.config.language
        made.append(
            Link(
                title_of(archive, other), href(archive, urls.entry(other.kind, other.id)), language, direction(language)
            )
        )
    return tuple(made)


def alternates(archive: Archive, key: Key) -> tuple[Link, ...]:
    """Return the absolute addresses of an entry and its translations by language, or nothing where there is none."""
    others = archive.translations.get(key, ())
    every = sorted((key, *others)) if others else ()
    return tuple(
        Link(
            title_of(archive, k),
            urls.absolute(archive.config.origin, archive.config.base_path, urls.entry(k.kind, k.id)),
            archive.entries[k].language or archive.config.language,
        )
        for k in every
    )


def noted_claims(archive: Archive, entry: Entry) -> tuple[str, ...]:
    """Return the claims that an article reports: those marked in its text in their order, then those that name it."""
    claims = archive.claims_by_article.get(entry.id, ()) if entry.kind is Kind.ARTICLE else ()
    marked = map(quoted_claim, entry.quotes)
    return tuple(dict.fromkeys((*(c for c in marked if c in claims), *claims)))


def body(archive: Archive, frame: Frame, entry: Entry) -> BodyView | None:
    """Return the body of an entry with its holes filled, or None where it shows nothing."""
    outline = archive.outlines[entry.path]
    if outline.empty:
        return None
    claims = noted_claims(archive, entry)
    filled: list[Filled] = []
    opened: list[str] = []
    quotes = 0
    for hole in outline.holes:
        match hole:
            case BodyLink():
                url = _link_url(archive, frame, entry, hole)
                opened.append("link" if url else "none")
                filled.append(FilledLink(url))
            case BodyQuote() if (claim := quoted_claim(hole)) in claims:
                quotes += 1
                note = claims.index(claim) + 1
                opened.append("quote")
                badges = tuple(badge(archive, one) for one in archive.rulings_by_claim.get(claim, ()))
                of = key_link(archive, Key(Kind.CLAIM, claim))
                filled.append(FilledQuote(f"quote_{quotes}", note, f"#note_{note}", of, badges))
            case BodyQuote():
                opened.append("none")
                filled.append(FilledLink(""))
            case BodyPicture():
                shown = picture(archive, entry, hole.file, hole.alt, hole.caption, hole.credit)
                filled.append(FilledPicture(shown, hole.figure))
            case BodyEnd():
                filled.append(FilledEnd(opened.pop()))
    return BodyView(outline.body, tuple(filled))


def _link_url(archive: Archive, frame: Frame, entry: Entry, hole: BodyLink) -> str:
    found = links.link(archive, frame.addresses, entry, hole.target)
    return target_href(archive, found) if isinstance(found, links.Target) else ""
