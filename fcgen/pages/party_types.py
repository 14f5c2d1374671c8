"""The views of claimants, outlets, topics and verdicts; the class's tag is the name of its template."""

import msgspec

from fcgen.pages.model import Card, Link, Pager, VerdictCount, When
from fcgen.pages.page_types import EntryPart, Head, Site


class Bar(msgspec.Struct, frozen=True):
    """A bar of a chart: how many there are of a year, and where it stands, in a field 100 high."""

    label: str
    count: int
    x: int
    y: int
    height: int


class Chart(msgspec.Struct, frozen=True):
    """How much of `total` is of each year; `undated` of them have no date, and no bar. `width` is that of the field."""

    bars: tuple[Bar, ...]
    width: int
    total: int
    undated: int


class PartyView(msgspec.Struct, frozen=True, tag="party"):
    """What a claimant, outlet, topic or verdict page shows besides its own: the list of what belongs to it."""

    heading: str
    cards: tuple[Card, ...]
    pager: Pager
    first: bool
    chart: Chart | None = None


class ClaimantPageView(msgspec.Struct, frozen=True, tag="claimant"):
    """A claimant: the claims, and how often they were ruled on, verdict by verdict."""

    site: Site
    head: Head
    entry: EntryPart
    person_kind: str
    role: str
    same_as: tuple[str, ...]
    also_known_as: tuple[str, ...]
    counts: tuple[VerdictCount, ...]
    listing: PartyView


class MembershipView(msgspec.Struct, frozen=True):
    """A body that an outlet belongs to."""

    name: Link
    since: When | None
    until: When | None


class ScaleRow(msgspec.Struct, frozen=True):
    """A word of an outlet's scale, the site's verdict that it is grouped under, and when it held."""

    label: str
    verdict: Link | None
    rating: str
    since: When | None
    until: When | None
    definition: tuple[str, ...]


class OutletView(msgspec.Struct, frozen=True, tag="outlet"):
    """An outlet: what it published and reviewed, and the scale that it rates by. `publisher`: this site is its own."""

    site: Site
    head: Head
    entry: EntryPart
    publisher: bool
    url: str
    also_known_as: tuple[str, ...]
    memberships: tuple[MembershipView, ...]
    scale: tuple[ScaleRow, ...]
    counts: tuple[VerdictCount, ...]
    listing: PartyView


class TopicView(msgspec.Struct, frozen=True, tag="topic"):
    """A topic: the articles, fact-checks and claims that name it."""

    site: Site
    head: Head
    entry: EntryPart
    also_known_as: tuple[str, ...]
    listing: PartyView


class VerdictView(msgspec.Struct, frozen=True, tag="verdict"):
    """A verdict of the site: the rulings grouped under it, and the words that stand for it."""

    site: Site
    head: Head
    description: str
    count: VerdictCount
    words: tuple[str, ...]
    unclassified: bool
    listing: PartyView


class VerdictsView(msgspec.Struct, frozen=True, tag="verdicts"):
    """All verdicts with what they mean here."""

    site: Site
    head: Head
    verdicts: tuple[tuple[VerdictCount, str], ...]
