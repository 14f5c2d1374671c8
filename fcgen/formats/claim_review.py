"""Claims and reviews of them as nodes of schema.org.

A review is marked up as one (ClaimReview) where it is the site's own; another outlet's is described as a page about a
claim, with a citation of the original. Sources: schema.org/ClaimReview; Google's documentation of fact-check markup.
"""

from collections.abc import Iterable, Sequence

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling, Sighting
from fcgen.archive.news import modified
from fcgen.dates import Date
from fcgen.entries.model import Correction, Entry, Evidence, FactCheck, Kind
from fcgen.formats.jsonld import Node, node, one_or_all
from fcgen.formats.parties import author, claimants, outlet, url_of


def day(date: Date | None) -> str:
    """Return a date as it is known, or ""."""
    return date.iso if date else ""


def claim(archive: Archive, record: ClaimRecord) -> Node:
    """Return a claim: who made it, when, and where it appeared. The text is in `name`, as in ClaimReview's own."""
    page = url_of(archive, Key(Kind.CLAIM, record.id))
    first = appearance(archive, record.first_appearance) if record.first_appearance else None
    return node(
        "Claim",
        f"{page}#claim",
        name=record.claim.text,
        url=page,
        author=one_or_all(claimants(archive, record)),
        datePublished=day(record.claim.date),
        inLanguage=record.language or archive.config.language,
        firstAppearance=first,
        appearance=one_or_all(appearance(archive, sighting) for sighting in record.sightings),
    )


def appearance(archive: Archive, sighting: Sighting) -> Node | None:
    """Return where a claim was made or repeated, or None where nothing of it is recorded."""
    at = url_of(archive, Key(Kind.ARTICLE, sighting.article)) if sighting.article is not None else sighting.url
    made = node(
        "CreativeWork",
        name=sighting.title,
        url=at or sighting.archived_url,
        datePublished=day(sighting.date),
        publisher=outlet(archive, sighting.outlet) if sighting.outlet is not None else None,
        archivedAt=sighting.archived_url if at else "",
    )
    return made if len(made) > 1 else None


def reviews(archive: Archive, entry: Entry, details: FactCheck) -> list[Node]:
    """Return the ClaimReviews of a fact-check: one for each ruling; none where it was retracted.

    With several rulings each has an address of its own: that of the page, with the ruling's place. The address of a
    recorded review is the original's or, where that is not recorded, that of its archived copy; without either there
    is no ClaimReview, which would need one.
    """
    return [made for ruling in _counted(archive, entry) if (made := _review(archive, entry, details, ruling))]


def address(archive: Archive, entry: Entry, details: FactCheck, ruling: Ruling) -> str:
    """Return the address of a ruling: of an own one its page, with its place where there are several; or ""."""
    if not ruling.own:
        return details.url or details.archived_url
    anchor = urls.ruling_anchor(ruling.claim) if len(_counted(archive, entry)) > 1 else ""
    return url_of(archive, Key(Kind.FACT_CHECK, entry.id), anchor)


def _counted(archive: Archive, entry: Entry) -> list[Ruling]:
    return [ruling for ruling in archive.rulings_by_fact_check.get(entry.id, ()) if ruling.counted]


def _review(archive: Archive, entry: Entry, details: FactCheck, ruling: Ruling) -> Node | None:
    at = address(archive, entry, details, ruling)
    if not at:
        return None
    record = archive.claims[ruling.claim]
    return node(
        "ClaimReview",
        at if ruling.own else "",
        url=at,
        name=entry.title,
        claimReviewed=ruling.claim_reviewed or record.claim.text,
        itemReviewed=claim(archive, record),
        reviewRating=rating(ruling),
        author=outlet(archive, ruling.reviewer, full=ruling.own),
        creator=one_or_all(map(author, details.authors)),
        datePublished=day(entry.date),
        dateModified=day(modified(entry)),
        inLanguage=entry.language or archive.config.language,
        archivedAt=details.archived_url if at != details.archived_url else "",
        citation=one_or_all(map(citation, details.evidence)),
        correction=corrections(entry.corrections),
    )


def rating(ruling: Ruling) -> Node:
    """Return the verdict in the reviewer's own word, with the numbers of the reviewer's scale where it has them.

    Higher means truer, and the worst is 1 or more, as the scale's own checks see to it.
    """
    step = ruling.step
    numbers = (step.rating, step.best, step.worst) if (step := ruling.step) else (None, None, None)
    value, best, worst = (int(one) if one is not None and one.is_integer() else one for one in numbers)
    if value is None or best is None or worst is None:
        return node("Rating", alternateName=ruling.word, ratingExplanation=ruling.explanation)
    return node(
        "Rating",
        alternateName=ruling.word,
        ratingExplanation=ruling.explanation,
        ratingValue=value,
        bestRating=best,
        worstRating=worst,
    )


def citation(evidence: Evidence) -> Node:
    """Return a source of a review."""
    return node(
        "CreativeWork",
        name=evidence.title,
        url=evidence.url or evidence.archived_url,
        author=author(evidence.author) if evidence.author else None,
        publisher=node("Organization", name=evidence.publisher) if evidence.publisher else None,
        datePublished=day(evidence.date),
        archivedAt=evidence.archived_url if evidence.url else "",
    )


def corrections(made: Sequence[Correction]) -> list[Node]:
    """Return what was changed and told."""
    return [node("CorrectionComment", text=one.summary, datePublished=day(one.date)) for one in made]


def recorded(archive: Archive, entry: Entry, details: FactCheck) -> Node:
    """Return the page that records another outlet's review, or that says that a review was retracted.

    It is no ClaimReview: nothing of it is said in the site's own name.
    """
    rulings = archive.rulings_by_fact_check.get(entry.id, ())
    reviewer = archive.outlets.find(details.reviewer)
    original = node(
        "CreativeWork",
        name=entry.title,
        url=details.url or details.archived_url,
        archivedAt=details.archived_url if details.url else "",
        author=one_or_all(map(author, details.authors)),
        publisher=outlet(archive, reviewer) if reviewer is not None else None,
        datePublished=day(entry.date),
    )
    page = url_of(archive, Key(Kind.FACT_CHECK, entry.id))
    return node(
        "WebPage",
        page,
        url=page,
        name=entry.title,
        about=one_or_all(_claims(archive, rulings)),
        citation=original if reviewer != archive.publisher else None,
        inLanguage=entry.language or archive.config.language,
        correction=corrections(entry.corrections),
    )


def _claims(archive: Archive, rulings: Iterable[Ruling]) -> list[Node]:
    return [claim(archive, archive.claims[ruling.claim]) for ruling in rulings]
