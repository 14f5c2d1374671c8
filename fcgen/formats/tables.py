"""The tables of the archive: their columns and rows."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from fcgen.archive import urls
from fcgen.archive.claims import resolved
from fcgen.archive.index import Archive, Key, Ruling
from fcgen.archive.names import Names
from fcgen.entries.model import Article, FactCheck, Kind
from fcgen.formats.csv_table import Column, Table
from fcgen.formats.parties import url_of


def _columns(*given: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*one) for one in given)


def _names(names: Names, ids: Iterable[str]) -> list[str]:
    return [names.parties[one].name for one in ids]


def _language(archive: Archive, language: str) -> str:
    return language or archive.config.language


def _articles(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for item in archive.listings[urls.LISTS[Kind.ARTICLE]]:
        entry = archive.entries[item.key]
        if isinstance(entry.details, Article):
            outlet = archive.outlets.find(entry.details.outlet)
            yield {
                "id": entry.id,
                "url": url_of(archive, item.key),
                "title": entry.title,
                "deck": entry.details.deck,
                "date": entry.date,
                "updated": entry.updated,
                "outlet_id": outlet,
                "outlet": archive.outlets.parties[outlet].name if outlet is not None else None,
                "authors": entry.details.authors,
                "editors": entry.details.editors,
                "dateline": entry.details.dateline,
                "original_url": entry.details.url,
                "archived_url": entry.details.archived_url,
                "claim_ids": archive.claims_by_article.get(entry.id, ()),
                "topics": _names(archive.topics, resolved(entry.topics, archive.topics)),
                "language": _language(archive, entry.language),
                "summary": entry.summary,
                "retracted": entry.retracted,
            }


_ARTICLES: Final = _columns(
    ("id", "string", "the article's id"),
    ("url", "string", "its page in this archive"),
    ("title", "string", "the headline"),
    ("deck", "string", "what stands below the headline"),
    ("date", "string", "when it was published: a year, a month, a day or a time, as it is known (ISO 8601)"),
    ("updated", "string", "when it last changed in substance, if that is recorded"),
    ("outlet_id", "string", "the id of who published it"),
    ("outlet", "string", "who published it"),
    ("authors", "string", "who wrote it"),
    ("editors", "string", "who edited it"),
    ("dateline", "string", "where it was written"),
    ("original_url", "string", "its own address"),
    ("archived_url", "string", "an archived copy of it"),
    ("claim_ids", "string", "the claims that appear in it"),
    ("topics", "string", "what it is about"),
    ("language", "string", "its language (BCP 47)"),
    ("summary", "string", "what it says, in short"),
    ("retracted", "boolean", "whether it was retracted"),
)


def _claims(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for item in archive.listings[urls.LISTS[Kind.CLAIM]]:
        record = archive.claims[item.key.id]
        first = record.first_appearance
        people = [one.person for one in record.claimants]
        yield {
            "id": record.id,
            "url": url_of(archive, item.key),
            "text": record.claim.text,
            "claimant_ids": people,
            "claimants": _names(archive.people, people),
            "roles": [one.role for one in record.claimants],
            "date": record.claim.date,
            "place": record.claim.place,
            "first_appearance": first.title if first else None,
            "first_appearance_date": first.date if first else None,
            "first_appearance_url": (first.url or first.archived_url) if first else None,
            "appearances": len(record.sightings),
            "variants": record.claim.variants,
            "rulings": sum(ruling.counted for ruling in archive.rulings_by_claim.get(record.id, ())),
            "topics": _names(archive.topics, record.topics),
            "language": _language(archive, record.language),
        }


_CLAIMS: Final = _columns(
    ("id", "string", "the claim's id"),
    ("url", "string", "its page in this archive"),
    ("text", "string", "what was claimed"),
    ("claimant_ids", "string", "the ids of who claimed it"),
    ("claimants", "string", "who claimed it"),
    ("roles", "string", "what each of them was at that time, in their order; empty where it is not recorded"),
    ("date", "string", "when it was claimed: a year, a month, a day or a time, as it is known (ISO 8601)"),
    ("place", "string", "where it was claimed"),
    ("first_appearance", "string", "where it appeared first"),
    ("first_appearance_date", "string", "when that was"),
    ("first_appearance_url", "string", "the address of that"),
    ("appearances", "integer", "how many other appearances are recorded"),
    ("variants", "string", "other wordings"),
    ("rulings", "integer", "how many rulings on it the archive holds, retracted ones not counted"),
    ("topics", "string", "what it is about"),
    ("language", "string", "its language (BCP 47)"),
)


def _rulings(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for item in archive.listings[urls.LISTS[Kind.FACT_CHECK]]:
        for ruling in archive.rulings_by_fact_check.get(item.key.id, ()):
            yield _ruling(archive, ruling)


def _ruling(archive: Archive, ruling: Ruling) -> Mapping[str, Any]:
    key = Key(Kind.FACT_CHECK, ruling.fact_check)
    entry, record = archive.entries[key], archive.claims[ruling.claim]
    details = entry.details if isinstance(entry.details, FactCheck) else None
    people = dict.fromkeys(one.person for one in record.claimants)
    step = ruling.step
    return {
        "fact_check_id": entry.id,
        "url": url_of(archive, key, urls.ruling_anchor(ruling.claim)),
        "title": entry.title,
        "date": entry.date,
        "updated": entry.updated,
        "reviewer_id": ruling.reviewer,
        "reviewer": archive.outlets.parties[ruling.reviewer].name,
        "own": ruling.own,
        "claim_id": ruling.claim,
        "claim": record.claim.text,
        "claim_reviewed": ruling.claim_reviewed,
        "claimant_ids": people,
        "claimants": _names(archive.people, people),
        "claim_date": record.claim.date,
        "word": ruling.word,
        "verdict_id": ruling.verdict.id if ruling.verdict else None,
        "verdict": ruling.verdict.label if ruling.verdict else None,
        "rating": step.rating if step else None,
        "best": step.best if step else None,
        "worst": step.worst if step else None,
        "explanation": ruling.explanation,
        "authors": details.authors if details else (),
        "original_url": details.url if details else None,
        "archived_url": details.archived_url if details else None,
        "evidence": len(details.evidence) if details else 0,
        "topics": _names(archive.topics, resolved(entry.topics, archive.topics)),
        "language": _language(archive, entry.language),
        "retracted": not ruling.counted,
    }


_RULINGS: Final = _columns(
    ("fact_check_id", "string", "the id of the review that the ruling is part of"),
    ("url", "string", "the ruling on its page in this archive"),
    ("title", "string", "the title of the review"),
    ("date", "string", "when it was published: a year, a month, a day or a time, as it is known (ISO 8601)"),
    ("updated", "string", "when it last changed in substance, if that is recorded"),
    ("reviewer_id", "string", "the id of the outlet whose review it is"),
    ("reviewer", "string", "the outlet whose review it is"),
    ("own", "boolean", "whether that is the publisher of this archive"),
    ("claim_id", "string", "the id of the claim"),
    ("claim", "string", "the claim"),
    ("claim_reviewed", "string", "the claim in the reviewer's wording, where it differs"),
    ("claimant_ids", "string", "the ids of who claimed it"),
    ("claimants", "string", "who claimed it"),
    ("claim_date", "string", "when it was claimed"),
    ("word", "string", "the verdict in the reviewer's own word"),
    ("verdict_id", "string", "the id of the verdict that this archive groups it under; empty: unclassified"),
    ("verdict", "string", "the verdict that this archive groups it under"),
    ("rating", "number", "the number of that word on the reviewer's own scale, if it has one; higher is truer"),
    ("best", "number", "the highest number of that scale"),
    ("worst", "number", "the lowest number of that scale"),
    ("explanation", "string", "the reviewer's reasons"),
    ("authors", "string", "who wrote the review"),
    ("original_url", "string", "the address of the original, where the review is another outlet's"),
    ("archived_url", "string", "an archived copy of it"),
    ("evidence", "integer", "how many sources the review names"),
    ("topics", "string", "what it is about"),
    ("language", "string", "its language (BCP 47)"),
    ("retracted", "boolean", "whether the review was retracted"),
)


def _corrections(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for item in archive.listings[urls.CORRECTIONS]:
        entry = archive.entries[item.key]
        made = entry.corrections[item.number]
        yield {
            "kind": entry.kind.value,
            "id": entry.id,
            "url": url_of(archive, item.key),
            "title": entry.title,
            "date": made.date,
            "correction": made.kind,
            "summary": made.summary,
            "field": made.field,
            "from": made.before,
            "to": made.after,
        }


_CORRECTIONS: Final = _columns(
    ("kind", "string", "the kind of the entry that was changed"),
    ("id", "string", "its id"),
    ("url", "string", "its page in this archive"),
    ("title", "string", "its title, or the text of the claim"),
    ("date", "string", "when the change was made (ISO 8601)"),
    ("correction", "string", "correction, clarification, update or retraction"),
    ("summary", "string", "what was changed"),
    ("field", "string", "the field that was changed, if it is one"),
    ("from", "string", "what stood there before"),
    ("to", "string", "what stands there now"),
)

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "articles": Table("The articles, one a row, newest first.", _ARTICLES, _articles),
        "claims": Table("The claims, one a row, newest first.", _CLAIMS, _claims),
        "rulings": Table(
            "The rulings: each verdict of each review on each claim, one a row, newest reviews first.",
            _RULINGS,
            _rulings,
        ),
        "corrections": Table("All corrections, one a row, newest first.", _CORRECTIONS, _corrections),
    }
)
"""The tables by name."""
