"""A claim or a fact-check as one JSON object, with its references resolved: what its page shows, for programs.

Addresses are absolute, dates as precise as they are known (ISO 8601), and what is not known is left out.
"""

from typing import Any

import msgspec

from fcgen.archive import urls
from fcgen.archive.claims import resolved
from fcgen.archive.index import Archive, Claimant, ClaimRecord, Key, Ruling, Sighting
from fcgen.archive.news import modified
from fcgen.dates import Date
from fcgen.entries.model import Correction, Entry, Evidence, FactCheck, Kind
from fcgen.formats.parties import url_of

Json = dict[str, Any]


def record(archive: Archive, key: Key) -> str:
    """Return the object of a claim or a fact-check as JSON text, with a line end."""
    made = (
        _claim(archive, archive.claims[key.id])
        if key.kind is Kind.CLAIM
        else _fact_check(archive, archive.entries[key])
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def _claim(archive: Archive, claim: ClaimRecord) -> Json:
    key = Key(Kind.CLAIM, claim.id)
    entry = claim.entry
    return _known(
        kind="claim",
        **_claim_itself(archive, claim),
        language=claim.language or archive.config.language,
        topics=_linked(archive, Kind.TOPIC, claim.topics),
        variants=list(claim.claim.variants),
        first_appearance=_sighting(archive, claim.first_appearance) if claim.first_appearance else None,
        appearances=[_sighting(archive, one) for one in claim.sightings],
        rulings=[
            _known(
                fact_check=_known(
                    id=ruling.fact_check,
                    url=url_of(archive, Key(Kind.FACT_CHECK, ruling.fact_check)),
                    title=archive.entries[Key(Kind.FACT_CHECK, ruling.fact_check)].title,
                ),
                date=_date(ruling.date),
                **_ruling(archive, ruling),
            )
            for ruling in archive.rulings_by_claim.get(claim.id, ())
        ],
        corrections=list(map(_correction, entry.corrections)) if entry else [],
        translations=_linked_keys(archive, archive.translations.get(key, ())),
    )


def _claim_itself(archive: Archive, claim: ClaimRecord) -> Json:
    return _known(
        id=claim.id,
        url=url_of(archive, Key(Kind.CLAIM, claim.id)),
        text=claim.claim.text,
        claimants=[_claimant(archive, one) for one in claim.claimants],
        date=_date(claim.claim.date),
        place=claim.claim.place,
    )


def _fact_check(archive: Archive, entry: Entry) -> Json:
    details = entry.details
    if not isinstance(details, FactCheck):
        raise LookupError(f"{entry.path} is not a fact-check")
    key = Key(Kind.FACT_CHECK, entry.id)
    reviewer = archive.outlets.find(details.reviewer)
    return _known(
        kind="fact-check",
        id=entry.id,
        url=url_of(archive, key),
        title=entry.title,
        summary=entry.summary,
        date=_date(entry.date),
        updated=_date(entry.updated),
        modified=_date(modified(entry)),
        language=entry.language or archive.config.language,
        reviewer=_linked(archive, Kind.OUTLET, [reviewer])[0] if reviewer is not None else None,
        own=reviewer is not None and reviewer == archive.publisher,
        authors=list(details.authors),
        original_url=details.url,
        archived_url=details.archived_url,
        retracted=entry.retracted,
        topics=_linked(archive, Kind.TOPIC, resolved(entry.topics, archive.topics)),
        rulings=[
            _known(
                url=url_of(archive, key, urls.ruling_anchor(ruling.claim)),
                claim=_claim_itself(archive, archive.claims[ruling.claim]),
                **_ruling(archive, ruling),
            )
            for ruling in archive.rulings_by_fact_check.get(entry.id, ())
        ],
        evidence=list(map(_evidence, details.evidence)),
        claimant_response=details.claimant_response,
        corrections=list(map(_correction, entry.corrections)),
        translations=_linked_keys(archive, archive.translations.get(key, ())),
    )


def _ruling(archive: Archive, ruling: Ruling) -> Json:
    step = ruling.step
    return _known(
        reviewer=_linked(archive, Kind.OUTLET, [ruling.reviewer])[0],
        word=ruling.word,
        verdict=_known(id=ruling.verdict.id, label=ruling.verdict.label) if ruling.verdict else None,
        rating=_known(value=step.rating, best=step.best, worst=step.worst) if step else None,
        claim_reviewed=ruling.claim_reviewed,
        explanation=ruling.explanation,
        retracted=not ruling.counted,
    )


def _claimant(archive: Archive, claimant: Claimant) -> Json:
    (who,) = _linked(archive, Kind.PERSON, [claimant.person])
    return _known(**who, role=claimant.role)


def _sighting(archive: Archive, sighting: Sighting) -> Json:
    article = Key(Kind.ARTICLE, sighting.article) if sighting.article is not None else None
    return _known(
        article=_known(id=article.id, url=url_of(archive, article)) if article else None,
        title=sighting.title,
        outlet=_linked(archive, Kind.OUTLET, [sighting.outlet])[0] if sighting.outlet is not None else None,
        url=sighting.url,
        archived_url=sighting.archived_url,
        date=_date(sighting.date),
        quote=sighting.quote,
    )


def _evidence(evidence: Evidence) -> Json:
    return _known(**{**msgspec.structs.asdict(evidence), "date": _date(evidence.date)})


def _correction(made: Correction) -> Json:
    return _known(
        date=_date(made.date),
        kind=made.kind,
        summary=made.summary,
        field=made.field,
        **{"from": made.before, "to": made.after},
    )


def _linked(archive: Archive, kind: Kind, ids: "tuple[str, ...] | list[str]") -> list[Json]:
    keys = [Key(kind, one) for one in ids]
    return [{"id": key.id, "name": archive.party(key).name, "url": url_of(archive, key)} for key in keys]


def _linked_keys(archive: Archive, keys: tuple[Key, ...]) -> list[Json]:
    return [
        _known(id=key.id, url=url_of(archive, key), language=archive.entries[key].language or archive.config.language)
        for key in keys
    ]


def _date(date: Date | None) -> str:
    return date.iso if date else ""


def _known(**values: Any) -> Json:
    """Return what is known: numbers and yes or no as they are, no empty text, list or object."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
