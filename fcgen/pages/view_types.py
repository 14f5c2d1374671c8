"""One view for each kind of page; the class's tag is the name of its template."""

import msgspec

from fcgen.pages.model import (
    Card,
    ClaimantView,
    ClaimNote,
    Correction,
    Event,
    EvidenceItem,
    Link,
    Pager,
    RulingView,
    VerdictCount,
    When,
    Withdrawn,
)
from fcgen.pages.page_types import EntryPart, FeedLink, Head, Site
from fcgen.pages.party_types import Chart, ClaimantPageView, OutletView, TopicView, VerdictsView, VerdictView


class HomeView(msgspec.Struct, frozen=True, tag="home"):
    """The front page: the newest of each kind, and how many there are."""

    site: Site
    head: Head
    description: str
    fact_checks: tuple[Card, ...]
    articles: tuple[Card, ...]
    claims: tuple[Card, ...]
    counts: tuple[Link, ...]
    verdicts: tuple[VerdictCount, ...]
    chart: Chart | None


class ListView(msgspec.Struct, frozen=True, tag="list"):
    """A list of cards: of a kind, or of a year. `introduction` may be ""."""

    site: Site
    head: Head
    heading: str
    introduction: str
    cards: tuple[Card, ...]
    pager: Pager
    empty: str


class DirectoryView(ListView, frozen=True, tag="directory"):
    """A list of names, A to Z: of claimants, outlets or topics. Of a card the title and the note are shown."""


class ArticleView(msgspec.Struct, frozen=True, tag="article"):
    """An article."""

    site: Site
    head: Head
    entry: EntryPart
    deck: tuple[str, ...]
    dateline: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    outlet: Link | None
    url: str
    archived_url: str
    notes: tuple[ClaimNote, ...]
    related: tuple[Link, ...]


class FactCheckView(msgspec.Struct, frozen=True, tag="fact_check"):
    """A fact-check. `own`: the site's publisher is the reviewer; `url` is the original's where it is not.

    `kin` are others, of the same claims, claimants or topics; `citation` is how to cite it.
    """

    site: Site
    head: Head
    entry: EntryPart
    reviewer: Link
    own: bool
    authors: tuple[str, ...]
    url: str
    archived_url: str
    rulings: tuple[RulingView, ...]
    evidence: tuple[EvidenceItem, ...]
    claimant_response: tuple[str, ...]
    related: tuple[Link, ...]
    kin: tuple[Card, ...]
    citation: tuple[str, ...]


class ClaimView(msgspec.Struct, frozen=True, tag="claim"):
    """A claim with all reviews of it, oldest first. `entry.title` is its text.

    `timeline` has what became of it, in order; `verdicts_differ`: reviews have verdicts that the site groups apart;
    `quotes_differ`: appearances have other words than each other.
    """

    site: Site
    head: Head
    entry: EntryPart
    claimants: tuple[ClaimantView, ...]
    when: When | None
    place: str
    variants: tuple[str, ...]
    rulings: tuple[RulingView, ...]
    timeline: tuple[Event, ...]
    verdicts_differ: bool
    quotes_differ: bool


class PageView(msgspec.Struct, frozen=True, tag="page"):
    """A page of the site itself, such as "about"."""

    site: Site
    head: Head
    entry: EntryPart


class WithdrawnView(msgspec.Struct, frozen=True, tag="withdrawn"):
    """What remains of an entry that was withdrawn."""

    site: Site
    head: Head
    title: str
    withdrawn: Withdrawn


class YearsView(msgspec.Struct, frozen=True, tag="years"):
    """The years that the archive has something of, newest first."""

    site: Site
    head: Head
    years: tuple[Card, ...]
    chart: Chart | None


class CorrectionsView(msgspec.Struct, frozen=True, tag="corrections"):
    """All corrections, newest first."""

    site: Site
    head: Head
    corrections: tuple[Correction, ...]
    pager: Pager


class Shelf(msgspec.Struct, frozen=True):
    """An index of the search: `url` of its folder, and how many pages are in it."""

    url: str
    pages: int


class SearchView(msgspec.Struct, frozen=True, tag="search"):
    """The search page. `lists` are the ways in for readers without JavaScript.

    `suggestions` is the address of the names that are offered; `languages` are those of the entries, where there are
    several: the tag of each, and its name.
    """

    site: Site
    head: Head
    shelves: tuple[Shelf, ...]
    script: str
    suggestions: str
    languages: tuple[tuple[str, str], ...]
    lists: tuple[Link, ...]


class NotFoundView(msgspec.Struct, frozen=True, tag="not_found"):
    """What is shown for an address that does not exist."""

    site: Site
    head: Head
    lists: tuple[Link, ...]


class RedirectView(msgspec.Struct, frozen=True, tag="redirect"):
    """A page that leads from an old address to the new one."""

    site: Site
    head: Head
    to: Link


class DataFileView(msgspec.Struct, frozen=True):
    """A file of the archive's data. `columns` are those of a table: the name of each, and what it holds."""

    name: str
    about: str
    links: tuple[Link, ...]
    columns: tuple[tuple[str, str], ...]


class DataView(msgspec.Struct, frozen=True, tag="data"):
    """The page that explains the archive's data. `package` and `checksums` are the addresses of what describes it."""

    site: Site
    head: Head
    files: tuple[DataFileView, ...]
    package: str
    checksums: str
    feeds: tuple[FeedLink, ...]


View = (
    HomeView
    | ListView
    | DirectoryView
    | ArticleView
    | FactCheckView
    | ClaimView
    | ClaimantPageView
    | OutletView
    | TopicView
    | VerdictView
    | VerdictsView
    | PageView
    | WithdrawnView
    | YearsView
    | CorrectionsView
    | SearchView
    | NotFoundView
    | RedirectView
    | DataView
)
"""What pages for readers show."""
