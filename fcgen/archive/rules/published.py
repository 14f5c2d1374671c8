"""What was published otherwise: verdicts, claims and dates that have changed without a correction that says so."""

import datetime as dt
from collections.abc import Iterator, Mapping

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.claims import claim_id
from fcgen.archive.index import Archive, Key
from fcgen.archive.rules.finding import Finding, Keys
from fcgen.dates import Date
from fcgen.diagnostics import Mark, quoted
from fcgen.entries.model import Article, Claim, Entry, FactCheck, InlineClaim, Kind, RulingText
from fcgen.words import name_key, word_key


def findings(archive: Archive, published: Mapping[Key, Entry], now: dt.datetime) -> Iterator[Finding]:
    """Yield what entries said otherwise when they were `published`, where no correction was added since.

    Case, spaces and punctuation make no difference, nor does a date that is given more precisely. What has another name
    since, to which its address leads, is what it was.
    """
    called = _called(archive, published)
    for key, then in published.items():
        now_called = called.get(key, key)
        entry = archive.entries.get(key if now_called in published else now_called)
        was_shown = not then.draft and not then.withdrawn and not (then.date and then.date.start > now)
        if entry is None or entry.withdrawn or not was_shown or set(entry.corrections) - set(then.corrections):
            continue
        for what, where in _changes(archive, then, entry, called):
            hint = "say so under `corrections`: readers may have seen it, and others quote it"
            yield Finding(codes.PUBLISHED_OTHERWISE, entry.path, where, what, hint)


def _called(archive: Archive, published: Mapping[Key, Entry]) -> Mapping[Key, Key]:
    """Return what that is called now whose old address leads to it.

    The old address of a claim that is written in a review leads to the review: it is the one that had no such id there.
    """
    made: dict[Key, Key] = {}
    for redirect in archive.redirects:
        old, to = Key(*urls.entry_at(redirect.address)), redirect.to
        if old.kind is to.kind:
            made[old] = to
        elif old.kind is Kind.CLAIM and to in published:
            new = _written_in(archive.entries[to]) - _written_in(published[to])
            if len(new) == 1:
                made[old] = Key(Kind.CLAIM, *new)
    return made


def _written_in(review: Entry) -> set[str]:
    """Return the ids of the claims that are written in a review."""
    rulings = review.details.rulings if isinstance(review.details, FactCheck) else ()
    return {claim_id(ruling, review) for ruling in rulings if isinstance(ruling.claim, InlineClaim)}


def _changes(archive: Archive, then: Entry, now: Entry, called: Mapping[Key, Key]) -> Iterator[tuple[str, Mark | Keys]]:
    match then.details, now.details:
        case Article(), Article():
            yield from _date("the date", then.date, now.date, ("date",))
        case Claim(), Claim():
            yield from _text(then.title, now.title, now.title_at)
            yield from _date("the date of the claim", then.date, now.date, ("date",))
        case FactCheck(rulings=before), FactCheck(rulings=after):
            yield from _date("the date", then.date, now.date, ("date",))
            rulings = {claim_id(ruling, now): ruling for ruling in after}
            for old in before:
                on = claim_id(old, then)
                key = Key(Kind.CLAIM, on)
                on = on if on in rulings else called.get(key, key).id
                if on in rulings:
                    yield from _ruling(archive, on, old, rulings[on])
                else:
                    what = f"the verdict {quoted(old.verdict.text)} on {quoted(on)} was published, and is gone"
                    yield what, after[0].verdict.at


def _ruling(archive: Archive, on: str, then: RulingText, now: RulingText) -> Iterator[tuple[str, Mark | Keys]]:
    if word_key(then.verdict.text) != word_key(now.verdict.text):
        yield f"the verdict on {quoted(on)} was published as {quoted(then.verdict.text)}", now.verdict.at
    claim = now.claim.claim if isinstance(now.claim, InlineClaim) else _moved(archive, on)
    if isinstance(then.claim, InlineClaim) and claim:
        yield from _text(then.claim.claim.text, claim.text, now.claim.at)
        yield from _date("the date of the claim", then.claim.claim.date, claim.date, now.claim.at)


def _moved(archive: Archive, on: str) -> Claim | None:
    """Return the claim that a review refers to, or None where its own entry says what became of it."""
    found = archive.claims.get(on)
    says = found and (found.withdrawn or (found.entry and found.entry.corrections))
    return found.claim if found and not says else None


def _text(then: str, now: str, at: Mark) -> Iterator[tuple[str, Mark | Keys]]:
    if name_key(then) != name_key(now):
        yield f"the claim was published as {quoted(then)}", at


def _date(what: str, then: Date | None, now: Date | None, where: Mark | Keys) -> Iterator[tuple[str, Mark | Keys]]:
    if then and not (now and now.iso.startswith(then.iso)):
        yield f"{what} was published as {then.iso}", where
