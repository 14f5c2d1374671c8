"""Claims, in files of their own or in fact-checks: from what files say to records with every reference resolved."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from fcgen import codes
from fcgen.archive.guesses import guess
from fcgen.archive.index import Claimant, ClaimRecord, Key, Ruling
from fcgen.archive.names import Names, Parties
from fcgen.archive.sightings import elsewhere, marked, sightings, unknown_articles
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, quoted
from fcgen.entries.model import Claim, Entry, FactCheck, InlineClaim, Kind, RulingText
from fcgen.fields import Mention
from fcgen.words import folded, nfc


class Found(msgspec.Struct, frozen=True):
    """A claim as it was found in a file: its own or a fact-check's."""

    id: str
    claim: Claim
    entry: Entry
    at: Mark

    @property
    def has_file(self) -> bool:
        """Whether the claim has a file of its own."""
        return self.entry.kind is Kind.CLAIM


def found_claims(entries: Sequence[Entry]) -> tuple[dict[str, Found], tuple[Diagnostic, ...]]:
    """Return the claims of all files by id, each id once, and the ids that are given twice."""
    claims: dict[str, Found] = {}
    seen: dict[str, Found] = {}
    problems = []
    files_first = sorted(entries, key=lambda e: (e.kind is not Kind.CLAIM, e.path))
    for found in (claim for entry in files_first for claim in _claims_in(entry)):
        first = seen.setdefault(folded(found.id), found)
        if first is found:
            claims[found.id] = found
        else:
            message = f"claim {quoted(found.id)} is also in {first.entry.path}:{first.at.line}"
            hint = "if it is the same claim, refer to it: `claim: <id>`; if not, give this one another `id`"
            problems.append(diagnostic(codes.DUPLICATE_ID, found.entry.path, found.at, message, hint))
    return claims, tuple(problems)


def _claims_in(entry: Entry) -> tuple[Found, ...]:
    match entry.details:
        case Claim() as claim:
            return (Found(entry.id, claim, entry, entry.title_at),)
        case FactCheck(rulings=rulings):
            inline = (r.claim for r in rulings if isinstance(r.claim, InlineClaim))
            return tuple(Found(_inline_id(c, entry), c.claim, entry, c.id.at if c.id else c.at) for c in inline)
        case _:
            return ()


def claim_id(ruling: RulingText, entry: Entry) -> str:
    """Return the id of the claim that a ruling of `entry` is on."""
    return _inline_id(ruling.claim, entry) if isinstance(ruling.claim, InlineClaim) else nfc(ruling.claim.text)


def _inline_id(claim: InlineClaim, entry: Entry) -> str:
    return nfc(claim.id.text) if claim.id else entry.id


def spoken(claims: Iterable[Found], speaking: Iterable[Entry]) -> tuple[Found, ...]:
    """Return the claims that are shown: those that are not withdrawn.

    A claim written in a withdrawn fact-check is withdrawn with it, unless one of the entries `speaking` rules on it.
    """
    reviewed = {
        claim_id(ruling, entry)
        for entry in speaking
        if isinstance(entry.details, FactCheck)
        for ruling in entry.details.rulings
    }
    return tuple(c for c in claims if not c.entry.withdrawn or (not c.has_file and c.id in reviewed))


def records(
    claims: Mapping[str, Found],
    shown: Collection[Found],
    entries: Mapping[Key, Entry],
    hidden: Mapping[Key, str],
    parties: Parties,
) -> tuple[dict[str, ClaimRecord], tuple[Diagnostic, ...]]:
    """Return the claims with who made them and where they appeared, and what is wrong with their references.

    Of those that are not `shown` nothing but the text remains.
    """
    quotes = marked(entries, claims)
    bad_articles: list[Diagnostic] = []
    live = {found.id for found in shown}
    made = {}
    for on, found in sorted(claims.items()):
        claim, path = found.claim, found.entry.path
        bare = ClaimRecord(
            id=on,
            claim=claim,
            language=found.entry.language,
            entry=found.entry if found.has_file else None,
            fact_check=None if found.has_file else found.entry.id,
            withdrawn=None if on in live else found.entry.withdrawn,
        )
        if on not in live:
            made[on] = bare
            continue
        bad_articles += unknown_articles(claim, path, entries, hidden, guess(bad_articles))
        made[on] = msgspec.structs.replace(
            bare,
            claimants=_claimants(claim, parties.people),
            first_appearance=elsewhere(claim.first_appearance, parties) if claim.first_appearance else None,
            sightings=sightings(claim, quotes.get(on, ()), entries, parties),
            topics=() if found.entry.withdrawn else resolved(found.entry.topics, parties.topics),
        )
    return made, tuple(bad_articles)


def _claimants(claim: Claim, people: Names) -> tuple[Claimant, ...]:
    found = ((people.find(c.who), c.role) for c in claim.claimants)
    return tuple(dict.fromkeys(Claimant(person, role) for person, role in found if person is not None))


def resolved(mentions: Sequence[Mention], names: Names) -> tuple[str, ...]:
    """Return the ids that `mentions` stand for, each once, in their order."""
    return tuple(dict.fromkeys(found for mention in mentions if (found := names.find(mention)) is not None))


def shared(claims: Mapping[str, Found], rulings: Iterable[Ruling]) -> tuple[Diagnostic, ...]:
    """Return a warning for each claim that several reviews share and that has no file of its own."""
    reviews: dict[str, set[str]] = {}
    for ruling in rulings:
        reviews.setdefault(ruling.claim, set()).add(ruling.fact_check)
    problems = []
    for on, reviewed_in in sorted(reviews.items()):
        found = claims[on]
        if len(reviewed_in) > 1 and not found.has_file:
            message = f"claim {quoted(on)} is written here and reviewed in {len(reviewed_in)} fact-checks"
            hint = f"give it a file of its own, claims/{on}.md, and refer to it: `claim: {on}`"
            problems.append(diagnostic(codes.SHARED_INLINE_CLAIM, found.entry.path, found.at, message, hint))
    return tuple(problems)
