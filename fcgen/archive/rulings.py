"""Rulings: each verdict of each review, with its claim found and its word classified."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from fcgen import codes
from fcgen.archive.claims import claim_id
from fcgen.archive.guesses import guess
from fcgen.archive.index import Key, Ruling
from fcgen.archive.names import Names, Party
from fcgen.archive.order import oldest_first
from fcgen.archive.references import unknown_claim
from fcgen.archive.verdicts import classify, day_of, unclassified
from fcgen.config import Config
from fcgen.diagnostics import Diagnostic, diagnostic, quoted
from fcgen.entries.model import Entry, FactCheck, Outlet, RulingText, Step
from fcgen.fields import Mention


class _Review(msgspec.Struct, frozen=True):
    """A fact-check and whose it is."""

    entry: Entry
    reviewer: Party
    own: bool

    @property
    def scale(self) -> tuple[Step, ...]:
        """The reviewer's scale."""
        details = self.reviewer.entry.details if self.reviewer.entry else None
        return details.scale if isinstance(details, Outlet) else ()


def rulings(
    entries: Sequence[Entry],
    claims: Collection[str],
    hidden: Mapping[Key, str],
    outlets: Names,
    publisher: str | None,
    config: Config,
) -> tuple[tuple[Ruling, ...], tuple[Diagnostic, ...]]:
    """Return the rulings of all fact-checks that are not withdrawn, oldest first, and what is wrong with them."""
    made: list[Ruling] = []
    problems: list[Diagnostic] = []
    for entry in entries:
        details = entry.details
        if not isinstance(details, FactCheck) or entry.withdrawn:
            continue
        reviewer = outlets.find(details.reviewer)
        review = _Review(entry, outlets.parties[reviewer], reviewer == publisher) if reviewer is not None else None
        if review and review.own and details.url_at:
            problems.append(_own_url(entry, details))
        ruled: set[str] = set()
        for number, text in enumerate(details.rulings):
            on = claim_id(text, entry)
            if on not in claims:
                if isinstance(text.claim, Mention):  # one written here has the id of another, which has been told
                    problems.append(unknown_claim(on, entry.path, text.claim.at, claims, hidden, guess(problems)))
            elif on in ruled:
                message = f"this review rules twice on claim {quoted(on)}"
                problems.append(diagnostic(codes.RULED_TWICE, entry.path, text.claim.at, message, "keep one ruling"))
            elif review:
                ruling, bad_words = _ruling(review, number, text, on, config)
                made.append(ruling)
                problems += bad_words
            ruled.add(on)
    return oldest_first(made, lambda r: r.date, lambda r: f"{r.fact_check}/{r.number:04}"), tuple(problems)


def on_shown(rulings: Iterable[Ruling], shown: Collection[str]) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """Return the rulings on claims that are `shown`, and those on claims that were withdrawn.

    What was withdrawn is gone from lists, counts, search and data, and what was ruled on it with it.
    """
    every = tuple(rulings)
    return tuple(r for r in every if r.claim in shown), tuple(r for r in every if r.claim not in shown)


def _own_url(entry: Entry, details: FactCheck) -> Diagnostic:
    at = details.url_at or details.reviewer.at
    hint = (
        "remove it: the page of an own review is its address; "
        "for another outlet's review name that outlet as `reviewer`"
    )
    return diagnostic(codes.OWN_URL, entry.path, at, "an own review has a `url`", hint)


def _ruling(
    review: _Review, number: int, text: RulingText, on: str, config: Config
) -> tuple[Ruling, tuple[Diagnostic, ...]]:
    entry = review.entry
    found = classify(text.verdict.text, day_of(entry.date, config), review.scale, config)
    made = Ruling(
        fact_check=entry.id,
        number=number,
        claim=on,
        word=text.verdict.text,
        verdict=found.verdict,
        step=found.step,
        reviewer=review.reviewer.id,
        date=entry.date,
        explanation=text.explanation,
        claim_reviewed=text.claim_reviewed,
        own=review.own,
        counted=not entry.retracted,
    )
    if found.verdict or (found.step and not review.own):
        return made, ()
    day = day_of(entry.date, config)
    return made, (unclassified(text.verdict, entry.path, day, review.reviewer.name, review.scale, review.own, config),)
