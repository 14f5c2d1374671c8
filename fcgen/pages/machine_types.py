"""What is made for programs, as plain values: feeds, records of pages, what robots are told.

All addresses are absolute, but for those that the text of a publication leads to: they are made so when it is rendered.
"""

import msgspec

from fcgen.pages.model import Correction, EvidenceItem, Link, RulingView
from fcgen.pages.page_types import EntryPart
from fcgen.pages.view_types import View


class Publication(msgspec.Struct, frozen=True):
    """An article or a fact-check in a feed. `rulings`, `evidence` and `claimant_response` are the latter's.

    `outlet` published or reviewed; `own`: it is a fact-check of this site's own. `url` is the original's address.
    """

    entry: EntryPart
    deck: tuple[str, ...]
    outlet: Link | None
    own: bool
    authors: tuple[str, ...]
    url: str
    rulings: tuple[RulingView, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    claimant_response: tuple[str, ...] = ()


class FeedItemView(msgspec.Struct, frozen=True, tag="feed_item"):
    """An item of a feed: a publication, or a correction, and what is said of it besides the text.

    `published` and `updated` are times (RFC 3339); `original` is where somebody else published it.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    summary: str = ""
    original: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    publication: Publication | None = None
    correction: Correction | None = None


class FeedView(msgspec.Struct, frozen=True, tag="feed"):
    """A feed; `form` is atom or json. `page` is what it is the feed of."""

    form: str
    title: str
    description: str
    url: str
    page: str
    home: str
    language: str
    author: str
    icon: str
    updated: str
    items: tuple[FeedItemView, ...]


class RecordView(msgspec.Struct, frozen=True, tag="record"):
    """What the page of a claim or fact-check shows, as JSON text."""

    text: str


class RobotsView(msgspec.Struct, frozen=True, tag="robots"):
    """What robots are told."""

    sitemap: str


Made = View | FeedView | RecordView | RobotsView
"""What any output is made from."""
