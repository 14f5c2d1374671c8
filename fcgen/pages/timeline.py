"""What became of a claim, in order: seen, repeated, reviewed, corrected. And where those who speak of it differ."""

from collections.abc import Iterator

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling, Sighting
from fcgen.archive.order import oldest_first
from fcgen.dates import Date
from fcgen.entries.model import Kind
from fcgen.pages.frame import href
from fcgen.pages.locale import capitalized, when
from fcgen.pages.model import Event, Link
from fcgen.pages.parts import CORRECTION_NAMES, badge, key_link, outlet_link, paragraphs
from fcgen.words import folded

_Dated = tuple[Date | None, Event]


def timeline(archive: Archive, claim: ClaimRecord) -> tuple[Event, ...]:
    """Return what became of a claim, oldest first, the undated last.

    On one day it is first seen, then reviewed, then corrected.
    """
    found = [
        *_seen(archive, claim),
        *(_review(archive, ruling) for ruling in archive.rulings_by_claim.get(claim.id, ())),
        *_corrections(archive, claim),
    ]
    places = {id(event): f"{number:06}" for number, (_, event) in enumerate(found)}
    return tuple(event for _, event in oldest_first(found, lambda one: one[0], lambda one: places[id(one[1])]))


def _seen(archive: Archive, claim: ClaimRecord) -> Iterator[_Dated]:
    if claim.first_appearance:
        yield claim.first_appearance.date, _appearance(archive, claim.first_appearance, "first_appearance")
    for sighting in claim.sightings:
        yield sighting.date, _appearance(archive, sighting, "appearance")


def _appearance(archive: Archive, sighting: Sighting, kind: str) -> Event:
    outlet, copy = outlet_link(archive, sighting.outlet), sighting.archived_url
    if sighting.article is not None:
        source = key_link(archive, Key(Kind.ARTICLE, sighting.article))
    elif sighting.url:
        source = Link(sighting.title or sighting.url, sighting.url)
    elif sighting.title or outlet is None:
        source, copy = Link(sighting.title, copy), ""
    else:  # only the outlet is known
        source, outlet, copy = Link(outlet.text, copy or outlet.url), None, ""
    words = archive.config.words
    name = words.say("event_first_appearance" if kind == "first_appearance" else "event_appearance")
    return Event(kind, name, source, when(sighting.date, words), outlet, sighting.quote, copy)


def seen(archive: Archive, claim: ClaimRecord) -> tuple[Link, ...]:
    """Return where a claim appeared, as its markup on the page of a review names it."""
    places = (claim.first_appearance, *claim.sightings)
    shown = (_appearance(archive, place, "appearance").source for place in places if place)
    return tuple(dict.fromkeys(source for source in shown if source.text))


def _review(archive: Archive, ruling: Ruling) -> _Dated:
    source = key_link(archive, Key(Kind.FACT_CHECK, ruling.fact_check))
    return ruling.date, Event(
        kind="review",
        name=archive.config.words.say("event_review"),
        source=source,
        when=when(ruling.date, archive.config.words),
        outlet=outlet_link(archive, ruling.reviewer),
        badge=badge(archive, ruling, reviewer=False),
    )


def _corrections(archive: Archive, claim: ClaimRecord) -> Iterator[_Dated]:
    """Yield the corrections of the claim's own file, and of its reviews."""
    words = archive.config.words
    keys = [Key(Kind.CLAIM, claim.id)] if claim.entry else []
    keys += [Key(Kind.FACT_CHECK, ruling.fact_check) for ruling in archive.rulings_by_claim.get(claim.id, ())]
    for key in dict.fromkeys(keys):
        for made in reversed(archive.entries[key].corrections):  # of one day the newest stands first there
            source = key_link(archive, key) if key.kind is Kind.FACT_CHECK else _itself(archive, key)
            name = capitalized(words.say(CORRECTION_NAMES[made.kind]))
            yield made.date, Event(made.kind, name, source, when(made.date, words), summary=paragraphs(made.summary))


def _itself(archive: Archive, key: Key) -> Link:
    """Return the link of a claim without its text, which the page has for a title."""
    return Link("", href(archive, urls.entry(key.kind, key.id)))


def verdicts_differ(archive: Archive, claim: ClaimRecord) -> bool:
    """Tell whether reviews that stand have verdicts that this site groups apart; unclassified ones do not count."""
    rulings = archive.rulings_by_claim.get(claim.id, ())
    return len({ruling.verdict.id for ruling in rulings if ruling.counted and ruling.verdict}) > 1


def quotes_differ(claim: ClaimRecord) -> bool:
    """Tell whether appearances have other words than each other, case and punctuation at the ends aside."""
    places = (claim.first_appearance, *claim.sightings)
    return len({folded(place.quote).strip(" .,;:!?\"'“”‘’«»…") for place in places if place and place.quote}) > 1
