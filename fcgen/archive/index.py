"""The archive as a value: what all files say together, resolved, with the look-ups that pages are made from.

All of it is made of entries, and nothing of their outlines, which are only here to be asked: an edit of a body that
leaves its quotes as they were changes `outlines` and nothing else.

Everything in it is live: drafts and dates to come are in it as `kept_back` alone, for nothing but to know which files
are theirs, and no entry says anything of a time to come; withdrawn entries are among `entries`, and nowhere else.
"""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping

import msgspec

from fcgen.archive.names import Names, Party
from fcgen.archive.urls import Address
from fcgen.config import Config, Verdict
from fcgen.dates import Date
from fcgen.digest import File
from fcgen.entries.body import Outline
from fcgen.entries.model import Claim, Entry, Kind, Related, Step, Withdrawal
from fcgen.pictures import Pictured


class Key(msgspec.Struct, frozen=True, order=True, tag="key"):
    """The name of an entry, or of a claim, person, outlet or topic without a file."""

    kind: Kind
    id: str


class Claimant(msgspec.Struct, frozen=True):
    """Who made a claim, by id, and the role at that time."""

    person: str
    role: str = ""


class Sighting(msgspec.Struct, frozen=True):
    """An appearance of a claim: in an article of the archive, whose title, outlet and date it has, or elsewhere."""

    quote: str
    article: str | None = None
    title: str = ""
    outlet: str | None = None
    url: str = ""
    archived_url: str = ""
    date: Date | None = None


class ClaimRecord(msgspec.Struct, frozen=True):
    """A claim with its references resolved. `entry` is its own file's, `fact_check` the review it is written in."""

    id: str
    claim: Claim
    claimants: tuple[Claimant, ...] = ()
    first_appearance: Sighting | None = None
    sightings: tuple[Sighting, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""
    entry: Entry | None = None
    fact_check: str | None = None
    withdrawn: Withdrawal | None = None


class Ruling(msgspec.Struct, frozen=True):
    """A reviewer's verdict on one claim. `number` counts within its fact-check from 0; `verdict` None: unclassified.

    `counted`: not taken back by a retraction. `own`: the reviewer is the site's publisher.
    """

    fact_check: str
    number: int
    claim: str
    word: str
    verdict: Verdict | None
    step: Step | None
    reviewer: str
    date: Date | None
    explanation: str
    claim_reviewed: str
    own: bool
    counted: bool


class Item(msgspec.Struct, frozen=True):
    """A line of a list: an entry or party, and for a ruling or a correction its number within it."""

    key: Key
    number: int = 0


class LeftOut(msgspec.Struct, frozen=True):
    """A file that this build does not show, or not all of, and why."""

    path: str
    reason: str


class Redirect(msgspec.Struct, frozen=True):
    """An old address, the entry that it leads to, and the file that says so."""

    address: Address
    to: Key
    path: str


class Noted(Mapping[str, Outline]):
    """Outlines that note which of them were asked for, in `asked`."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self._outlines = outlines
        self.asked: dict[str, None] = {}

    def __getitem__(self, path: str) -> Outline:
        self.asked[path] = None
        return self._outlines[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlines)

    def __len__(self) -> int:
        return len(self._outlines)


class Archive(msgspec.Struct, frozen=True):
    """Everything that pages are made from. Mappings are never changed once they are here.

    `outlines` are those of the entries' bodies, by the paths of their files. `news` is what feeds carry, by the list
    that each is of; `by_year` are the paths of the entries that are shown, by the year of their date ("": undated);
    `kin` are the fact-checks that are read after each, by their ids; `pictures` says, by the paths of the files that
    are shown, what is known of them.

    Rulings are those on claims that are shown. `withdrawn_rulings`, by fact-check, are those on claims that were
    withdrawn: nothing tells of them but the page of the fact-check itself. `until` is when, by the clock alone, there
    will be more.
    """

    config: Config
    outlines: Mapping[str, Outline]
    entries: Mapping[Key, Entry]
    by_path: Mapping[str, Key]
    files: Mapping[str, File]
    people: Names
    outlets: Names
    topics: Names
    claims: Mapping[str, ClaimRecord]
    rulings_by_claim: Mapping[str, tuple[Ruling, ...]]
    rulings_by_fact_check: Mapping[str, tuple[Ruling, ...]]
    rulings_by_reviewer: Mapping[str, tuple[Ruling, ...]]
    withdrawn_rulings: Mapping[str, tuple[Ruling, ...]]
    claims_by_article: Mapping[str, tuple[str, ...]]
    related: Mapping[Key, tuple[Key | Related, ...]]
    translations: Mapping[Key, tuple[Key, ...]]
    redirects: tuple[Redirect, ...]
    listings: Mapping[Address, tuple[Item, ...]]
    news: Mapping[Address, tuple[Item, ...]]
    by_year: Mapping[str, tuple[str, ...]]
    kin: Mapping[str, tuple[str, ...]]
    hidden: Mapping[Key, str]
    left_out: tuple[LeftOut, ...]
    kept_back: tuple[Entry, ...]
    until: dt.datetime | None
    policies: tuple[Key, ...]
    publisher: str | None
    pictures: Mapping[str, Pictured] = {}

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """All rulings on claims that are shown, oldest first."""
        return tuple(itertools.chain.from_iterable(self.rulings_by_fact_check.values()))

    def rulings_of(self, fact_check: str) -> tuple[Ruling, ...]:
        """Return all rulings of a fact-check, those on claims that were withdrawn included, as its page shows them."""
        every = (*self.rulings_by_fact_check.get(fact_check, ()), *self.withdrawn_rulings.get(fact_check, ()))
        return tuple(sorted(every, key=lambda ruling: ruling.number))

    def names(self, kind: Kind) -> Names:
        """Return the parties of a kind."""
        match kind:
            case Kind.PERSON:
                return self.people
            case Kind.OUTLET:
                return self.outlets
            case Kind.TOPIC:
                return self.topics
            case _:
                raise ValueError(f"{kind} has no names")

    def party(self, key: Key) -> Party:
        """Return a person, outlet or topic."""
        return self.names(key.kind).parties[key.id]

    def live(self, key: Key) -> bool:
        """Tell whether an entry, claim, person, outlet or topic is shown in lists and counts."""
        if not self.exists(key):
            return False
        entry = self.entries.get(key)
        claim = self.claims.get(key.id) if key.kind is Kind.CLAIM else None
        return not ((entry and entry.withdrawn) or (claim and claim.withdrawn))

    def exists(self, key: Key) -> bool:
        """Tell whether there is a page for `key`, a withdrawn one included."""
        match key.kind:
            case Kind.CLAIM:
                return key.id in self.claims
            case Kind.PERSON | Kind.OUTLET | Kind.TOPIC:
                return key.id in self.names(key.kind).parties
            case _:
                return key in self.entries
