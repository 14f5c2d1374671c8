"""What the evidence of the site's own reviews lacks. Of recorded reviews it is not asked: they are others' work."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from fcgen import codes
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.archive.rules.finding import Finding
from fcgen.diagnostics import quoted
from fcgen.entries.model import Entry, Evidence, FactCheck, Kind
from fcgen.words import name_key

_ARCHIVES: Final = (
    "archive.org",
    "archive.today",
    *(f"archive.{ending}" for ending in ("fo", "is", "li", "md", "ph", "vn")),  # its other names
    "archive-it.org",
    "arquivo.pt",
    "ghostarchive.org",
    "perma.cc",
    "webarchive.nationalarchives.gov.uk",
    "webcitation.org",
)
"""Hosts whose addresses are copies already."""


def findings(archive: Archive) -> Iterator[Finding]:
    """Yield what is told of the evidence of own reviews."""
    for key, entry in archive.entries.items():
        details = entry.details
        if not isinstance(details, FactCheck) or not is_asked(archive, key):
            continue
        rulings = archive.rulings_by_fact_check[key.id]
        if details.evidence:
            yield from _of_pieces(entry, details.evidence)
            yield from _older(archive, entry, details.evidence, rulings)
        else:
            at = details.rulings[0].verdict.at
            hint = "list what it rests on under `evidence`"
            yield Finding(codes.NO_EVIDENCE, entry.path, at, "the review gives no evidence", hint)


def is_asked(archive: Archive, key: Key) -> bool:
    """Tell whether an entry is a review that is asked for its evidence."""
    rulings = archive.rulings_by_fact_check.get(key.id, ()) if key.kind is Kind.FACT_CHECK else ()
    return any(ruling.own and ruling.counted for ruling in rulings)


def _of_pieces(entry: Entry, pieces: Sequence[Evidence]) -> Iterator[Finding]:
    undated = [i for i, one in enumerate(pieces) if one.date is None]
    if undated:
        what = _some(pieces, undated, "has no date", "have no date")
        hint = "add `date`: when it was published, or the year alone"
        yield Finding(codes.UNDATED_EVIDENCE, entry.path, ("evidence", undated[0]), what, hint)
    publishers = {name_key(one.publisher) for one in pieces}
    if len(pieces) > 1 and len(publishers) == 1 and pieces[0].publisher:
        every = "both" if len(pieces) == 2 else f"all {len(pieces)}"
        what = f"{every} pieces of evidence are of one publisher, {quoted(pieces[0].publisher)}"
        yield Finding(codes.ONE_PUBLISHER, entry.path, ("evidence",), what, "add a source of another one")
    uncopied = [i for i, one in enumerate(pieces) if one.url and not one.archived_url and not is_copy(one.url)]
    if uncopied:
        what = _some(pieces, uncopied, "has an address and no archived copy", "have an address and no archived copy")
        hint = "save the page in a web archive, and add the copy's address as `archived_url`"
        yield Finding(codes.NO_ARCHIVED_COPY, entry.path, ("evidence", uncopied[0], "url"), what, hint)


def _some(pieces: Sequence[Evidence], concerned: Sequence[int], has: str, have: str) -> str:
    """Return what is said of the pieces `concerned`, the first of which is named."""
    first = quoted(pieces[concerned[0]].title)
    if len(concerned) == 1:
        return f"the evidence {first} {has}"
    return f"{len(concerned)} of {len(pieces)} pieces of evidence {have}; the first is {first}"


def is_copy(url: str) -> bool:
    """Tell whether an address is at a web archive."""
    host = urlsplit(url).hostname or ""
    return any(host == one or host.endswith(f".{one}") for one in _ARCHIVES)


def _older(archive: Archive, entry: Entry, pieces: Sequence[Evidence], rulings: Sequence[Ruling]) -> Iterator[Finding]:
    """Yield that nothing a review rests on could know of its claims. What is there for context is not counted."""
    made = [archive.claims[ruling.claim].claim.date for ruling in rulings]
    dates = [one.date for one in pieces if one.stance != "context"]
    if not dates or not all(made) or not all(dates):
        return
    first = min((date for date in made if date), key=lambda date: date.day)
    if all(date.last_day < first.day for date in dates if date):
        what = f"all evidence is older than the claim, made on {first.iso}: does it prove something of that time?"
        hint = "add evidence that could know of the claim, or ignore this where older documents prove it"
        yield Finding(codes.OLDER_EVIDENCE, entry.path, ("evidence",), what, hint)
