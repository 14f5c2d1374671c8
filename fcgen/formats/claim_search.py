"""All reviewed claims in the shape that Google's claim search answers with.

Source: Fact Check Tools API, claims.search.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling
from fcgen.entries.model import Entry, FactCheck, Kind, Outlet
from fcgen.formats import json_stream
from fcgen.formats.parties import url_of


def write(archive: Archive) -> Iterator[bytes]:
    """Yield the answer to a search for everything, newest claims first; what is not known is left out."""
    yield from json_stream.document({}, "claims", _claims(archive))


def _claims(archive: Archive) -> Iterator[dict[str, Any]]:
    for item in archive.listings[urls.LISTS[Kind.CLAIM]]:
        claim = archive.claims[item.key.id]
        rulings = [ruling for ruling in archive.rulings_by_claim.get(claim.id, ()) if ruling.counted]
        if rulings:
            yield _known(
                text=claim.claim.text,
                claimant=_claimant(archive, claim),
                claimDate=_time(claim.claim.date.start.isoformat() if claim.claim.date else ""),
                claimReview=[_review(archive, ruling) for ruling in rulings],
            )


def _claimant(archive: Archive, claim: ClaimRecord) -> str:
    names = (archive.people.parties[one.person].name for one in claim.claimants)
    return ", ".join(dict.fromkeys(names))


def _review(archive: Archive, ruling: Ruling) -> dict[str, Any]:
    entry = archive.entries[Key(Kind.FACT_CHECK, ruling.fact_check)]
    party = archive.outlets.parties[ruling.reviewer]
    site = party.entry.details.url if party.entry and isinstance(party.entry.details, Outlet) else ""
    return _known(
        publisher=_known(name=party.name, site=urlsplit(site or _address(archive, entry, ruling)).hostname or ""),
        url=_address(archive, entry, ruling),
        title=entry.title,
        reviewDate=_time(ruling.date.start.isoformat() if ruling.date else ""),
        textualRating=ruling.word,
        languageCode=entry.language or archive.config.language,
    )


def _address(archive: Archive, entry: Entry, ruling: Ruling) -> str:
    if ruling.own:
        return url_of(archive, Key(Kind.FACT_CHECK, entry.id))
    return entry.details.url or entry.details.archived_url if isinstance(entry.details, FactCheck) else ""


def _time(iso: str) -> str:
    """Return a time as that API writes it: in UTC, with a `Z` where it can be said so."""
    return iso.replace("+00:00", "Z")


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
