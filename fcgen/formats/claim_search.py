"""All reviewed claims in the shape that Google's claim search answers with.

Source: Fact Check Tools API, claims.search.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling
from fcgen.dates import Date, Precision
from fcgen.entries.model import FactCheck, Kind, Outlet
from fcgen.formats import json_stream
from fcgen.formats.claim_review import address


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
                claimDate=_time(claim.claim.date),
                claimReview=[_review(archive, ruling) for ruling in rulings],
            )


def _claimant(archive: Archive, claim: ClaimRecord) -> str:
    names = (archive.people.parties[one.person].name for one in claim.claimants)
    return ", ".join(dict.fromkeys(names))


def _review(archive: Archive, ruling: Ruling) -> dict[str, Any]:
    entry = archive.entries[Key(Kind.FACT_CHECK, ruling.fact_check)]
    if not isinstance(entry.details, FactCheck):
        raise LookupError(f"{entry.path} is not a fact-check")
    url = address(archive, entry, entry.details, ruling)
    party = archive.outlets.parties[ruling.reviewer]
    known = party.entry.details.url if party.entry and isinstance(party.entry.details, Outlet) else ""
    site = known or (url if ruling.own else entry.details.url)  # a copy is on the site of whoever keeps it
    return _known(
        publisher=_known(name=party.name, site=urlsplit(site).hostname or ""),
        url=url,
        title=entry.title,
        reviewDate=_time(ruling.date),
        textualRating=ruling.word,
        languageCode=entry.language or archive.config.language,
    )


def _time(date: Date | None) -> str:
    """Return a time in UTC, as RFC 3339 writes it with a Z; of a date without one, its first midnight there."""
    if date is None:
        return ""
    if date.precision < Precision.TIME:
        return f"{date.day.isoformat()}T00:00:00Z"
    return date.start.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
