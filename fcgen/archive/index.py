"""The archive as a value: what all files say together, resolved, with the look-ups that pages are made from.

Everything in it is live: drafts and dates to come are in it as `kept_back` alone, for nothing but to know which files
are theirs; withdrawn entries are among `entries`, and nowhere else.
"""

from collections.abc import Mapping

import msgspec

from fcgen.archive.names import Names, Party
from fcgen.archive.urls import Address
from fcgen.config import Config, Verdict
from fcgen.dates import Date
from fcgen.digest import File
from fcgen.entries.model import Claim, Entry, Kind, Related, Step, Withdrawal


class Key(msgspec.Struct, frozen=True, order=True):
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
    """A file that this build does not show, and why."""

    path: str
    reason: str


class Redirect(msgspec.Struct, frozen=True):
    """An old address, the entry that it leads to, and the file that says so."""

    address: Address
    to: Key
    path: str


class Archive(msgspec.Struct, frozen=True):
    """Everything that pages are made from. Mappings are never changed once they are here."""

    config: Config
    entries: Mapping[Key, Entry]
    by_path: Mapping[str, Key]
    files: Mapping[str, File]
    people: Names
    outlets: Names
    topics: Names
    claims: Mapping[str, ClaimRecord]
    rulings: tuple[Ruling, ...]
    rulings_by_claim: Mapping[str, tuple[Ruling, ...]]
    rulings_by_fact_check: Mapping[str, tuple[Ruling, ...]]
    rulings_by_reviewer: Mapping[str, tuple[Ruling, ...]]
    claims_by_article: Mapping[str, tuple[str, ...]]
    related: Mapping[Key, tuple[Key | Related, ...]]
    translations: Mapping[Key, tuple[Key, ...]]
    redirects: tuple[Redirect, ...]
    listings: Mapping[Address, tuple[Item, ...]]
    hidden: Mapping[Key, str]
    left_out: tuple[LeftOut, ...]
    kept_back: tuple[Entry, ...]
    publisher: str | None

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
