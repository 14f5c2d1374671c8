"""The archive after an edit of one entry that changes little of it, without assembling all of it again.

Such are other words, another verdict on the same claims, a correction, and another date of the last update.
"""

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any, Final, TypeVar

import msgspec

from fcgen.archive import listings, news
from fcgen.archive.claims import claim_id
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling
from fcgen.archive.rulings import rulings
from fcgen.archive.to_come import dates
from fcgen.archive.urls import Address
from fcgen.diagnostics import Mark
from fcgen.entries.model import Article, Claim, Details, Entry, FactCheck, InlineClaim, RulingText
from fcgen.fields import Mention

K = TypeVar("K", bound=Hashable)

_MARKS: Final = frozenset({"at", "title_at", "url_at"})
"""Fields that say where something stands in its file, which nothing but diagnostics tells."""

_NOWHERE: Final = Mention("", Mark(0, 0))


def revised(archive: Archive, after: Entry, now: dt.datetime | None) -> Archive | None:
    """Return the archive with an entry as an edit left it, or None where all of it must be assembled again.

    `now` is the time that dates to come are measured by; None: they are shown. Nothing must have been told of the
    entry, and nothing is to be told of it as it is now.
    """
    key = archive.by_path.get(after.path)
    before = archive.entries.get(key) if key else None
    if key is None or before is None or after.withdrawn or not _alike(before, after):
        return None
    if any(one.path == after.path for one in archive.left_out) or (now and any(d.start > now for d in dates(after))):
        return None
    made = msgspec.structs.replace(archive, entries={**archive.entries, key: after}, claims=_claims(archive, after))
    if isinstance(after.details, FactCheck):
        ruled, wrong = rulings(
            [after], archive.claims, archive.hidden, archive.outlets, archive.publisher, archive.config
        )
        if wrong:
            return None
        made = _ruled(made, {(one.fact_check, one.number): one for one in ruled})
    made = _listed(archive, made, key)
    return made if _filled(made) == _filled(archive) else None


def _alike(before: Entry, after: Entry) -> bool:
    """Tell whether two states of an entry differ in nothing but marks and what `_bare` leaves out.

    They are compared as text: times of one instant are equal whatever their offset.
    """
    one, other = _bare(before), _bare(after)
    return one is not None and other is not None and _unmarked(one) == _unmarked(other)


def _bare(entry: Entry) -> Entry | None:
    """Return an entry without what is made again when it changes, or None of a kind that much is made from."""
    details = _bare_details(entry.details)
    if details is None:
        return None
    image = msgspec.structs.replace(entry.image, alt="", caption="", credit="") if entry.image else None
    words = {"title": "", "summary": "", "updated": None, "corrections": ()}
    return msgspec.structs.replace(entry, details=details, image=image, **words)


def _bare_details(details: Details) -> Details | None:
    match details:
        case Article():
            return msgspec.structs.replace(details, deck="", dateline="", authors=(), editors=())
        case Claim():
            return _bare_claim(details)
        case FactCheck():
            words = {"authors": (), "archived_url": "", "evidence": (), "claimant_response": ""}
            return msgspec.structs.replace(details, rulings=tuple(map(_bare_ruling, details.rulings)), **words)
        case _:
            return None


def _bare_ruling(ruling: RulingText) -> RulingText:
    claim = ruling.claim
    if isinstance(claim, InlineClaim):
        claim = msgspec.structs.replace(claim, claim=_bare_claim(claim.claim))
    return RulingText(claim, _NOWHERE)


def _bare_claim(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, text="", place="", variants=())


def _unmarked(value: Any) -> Any:
    """Return what a value says, without where its parts stand."""
    match msgspec.to_builtins(value):
        case dict() as fields:
            return {name: _unmarked(field) for name, field in fields.items() if name not in _MARKS}
        case list() | tuple() as items:
            return [_unmarked(item) for item in items]
        case plain:
            return plain


def _claims(archive: Archive, after: Entry) -> Mapping[str, ClaimRecord]:
    """Return the claims, those with an entry's words that are written in it or that it is an appearance of."""
    match after.details:
        case Claim() as claim:
            made = {after.id: msgspec.structs.replace(archive.claims[after.id], claim=claim, entry=after)}
        case FactCheck(rulings=texts):
            written = {claim_id(text, after): text.claim.claim for text in texts if isinstance(text.claim, InlineClaim)}
            mine = {on: claim for on, claim in written.items() if archive.claims[on].fact_check == after.id}
            made = {on: msgspec.structs.replace(archive.claims[on], claim=claim) for on, claim in mine.items()}
        case _:
            made = {on: _titled(archive.claims[on], after) for on in archive.claims_by_article.get(after.id, ())}
    return {**archive.claims, **made} if made else archive.claims


def _titled(claim: ClaimRecord, article: Entry) -> ClaimRecord:
    """Return a claim whose appearances tell the title that an article has now."""
    told = (
        msgspec.structs.replace(one, title=article.title) if one.article == article.id else one
        for one in claim.sightings
    )
    return msgspec.structs.replace(claim, sightings=tuple(told))


def _ruled(archive: Archive, ruled: Mapping[tuple[str, int], Ruling]) -> Archive:
    """Return the archive with rulings in place of those of the same names."""

    def anew(groups: Mapping[K, tuple[Ruling, ...]], touched: set[K]) -> Mapping[K, tuple[Ruling, ...]]:
        made = {
            name: tuple(ruled.get((one.fact_check, one.number), one) for one in groups[name])
            for name in groups.keys() & touched
        }
        return {**groups, **made}

    every = ruled.values()
    return msgspec.structs.replace(
        archive,
        rulings_by_claim=anew(archive.rulings_by_claim, {one.claim for one in every}),
        rulings_by_fact_check=anew(archive.rulings_by_fact_check, {one.fact_check for one in every}),
        rulings_by_reviewer=anew(archive.rulings_by_reviewer, {one.reviewer for one in every}),
        withdrawn_rulings=anew(archive.withdrawn_rulings, {one.fact_check for one in every}),
    )


def _listed(before: Archive, after: Archive, key: Key) -> Archive:
    """Return an archive with the lists that an entry is in now, and the news of these."""
    changed = listings.changed(before, after, key)
    after = msgspec.structs.replace(after, listings={**after.listings, **changed})
    fed = {address: news.of_list(after, address) for address in changed if news.has_feed(address)}
    told = {**after.news, **fed}
    return msgspec.structs.replace(after, news={address: items for address, items in told.items() if items})


def _filled(archive: Archive) -> set[Address]:
    """Return the lists in which there is something: whether a list is there at all may depend on that."""
    return {address for address, items in archive.listings.items() if items}
