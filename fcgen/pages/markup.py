"""What is wrong with the markup of the site's own reviews: what `fcgen check` tells of it."""

from collections.abc import Iterator

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.diagnostics import Diagnostic, Mark, diagnostic
from fcgen.entries.model import Entry, FactCheck, Kind
from fcgen.formats.claim_review import reviews
from fcgen.formats.jsonld import CONTEXT
from fcgen.formats.parties import url_of
from fcgen.formats.validator import faults
from fcgen.formats.vocabulary import Vocabulary


def check_markup(archive: Archive, known: Vocabulary) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the markup of own reviews, each at the verdict of the ruling that it is about."""
    found: list[Diagnostic] = []
    for key, entry in archive.entries.items():
        rulings = archive.rulings_by_fact_check.get(key.id, ()) if key.kind is Kind.FACT_CHECK else ()
        if isinstance(entry.details, FactCheck) and any(ruling.own and ruling.counted for ruling in rulings):
            found += _of_review(archive, entry, entry.details, rulings, known)
    return tuple(found)


def _of_review(
    archive: Archive, entry: Entry, details: FactCheck, rulings: tuple[Ruling, ...], known: Vocabulary
) -> Iterator[Diagnostic]:
    key = Key(Kind.FACT_CHECK, entry.id)
    places: dict[str, Mark] = {}
    for ruling in rulings:
        places[url_of(archive, key, urls.ruling_anchor(ruling.claim))] = details.rulings[ruling.number].verdict.at
    document = {"@context": CONTEXT, "@graph": reviews(archive, entry, details)}
    for fault in faults(document, known, archive.config.base_url):
        at = places.get(fault.review, min(places.values()))
        code = codes.REVIEW_MARKUP if fault.fatal else codes.THIN_MARKUP
        hint = fault.mend or "write the claim by itself, and as claimant who made it, not who reviews it"
        yield diagnostic(code, entry.path, at, f"{fault.message[:1].lower()}{fault.message[1:]}", hint)
