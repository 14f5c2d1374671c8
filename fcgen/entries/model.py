"""What one file says, field by field; `docs/content.md` explains the fields. Nothing here knows of other files.

A text that only other files can prove wrong (an id, a name, a path) is a Mention: it keeps its place.
Absent texts are "", absent lists are empty, all else that is absent is None.
"""

from enum import StrEnum
from typing import Final

import msgspec

from fcgen.dates import Date
from fcgen.diagnostics import Mark
from fcgen.entries.body import Quote
from fcgen.fields import Mention

POLICIES: Final = ("corrections", "fact-checking", "ownership", "masthead", "feedback")
"""The policies that a page can be."""


class Kind(StrEnum):
    """The kinds of entries, named as they are in links (`claim:…`)."""

    ARTICLE = "article"
    FACT_CHECK = "fact-check"
    CLAIM = "claim"
    PERSON = "person"
    OUTLET = "outlet"
    TOPIC = "topic"
    PAGE = "page"


PARTIES: Final = (Kind.PERSON, Kind.OUTLET, Kind.TOPIC)
"""The kinds that entries name, and that have a page with or without a file of their own."""


class Image(msgspec.Struct, frozen=True):
    """The picture that stands for an entry. `file` is beside the entry or under `static/`."""

    file: Mention
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Withdrawal(msgspec.Struct, frozen=True):
    """Why an entry is no longer shown."""

    date: Date | None
    reason: str


class Correction(msgspec.Struct, frozen=True):
    """A change that readers must know of. `kind`: correction, clarification, update or retraction."""

    kind: str
    summary: str
    date: Date | None = None
    field: str = ""
    before: str = ""
    after: str = ""


class Related(msgspec.Struct, frozen=True, tag="related"):
    """Something to read next that is not in the archive; "" where its address is not recorded."""

    title: str
    url: str = ""


class Appearance(msgspec.Struct, frozen=True):
    """A place where a claim was made or repeated: an article of the archive or something elsewhere."""

    article: Mention | None = None
    title: str = ""
    outlet: Mention | None = None
    url: str = ""
    archived_url: str = ""
    date: Date | None = None
    quote: str = ""


class ClaimantMention(msgspec.Struct, frozen=True):
    """Who made a claim, and the role at that time."""

    who: Mention
    role: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """A source of a review. `kind`: primary, secondary or ""; `stance`: supports, contradicts, context or ""."""

    title: str
    publisher: str = ""
    author: str = ""
    date: Date | None = None
    kind: str = ""
    stance: str = ""
    url: str = ""
    archived_url: str = ""
    quote: str = ""


class Claim(msgspec.Struct, frozen=True, tag="claim"):
    """A claim, in a file of its own or within a fact-check. `date` is when it was made."""

    text: str
    claimants: tuple[ClaimantMention, ...] = ()
    date: Date | None = None
    place: str = ""
    first_appearance: Appearance | None = None
    appearances: tuple[Appearance, ...] = ()
    variants: tuple[str, ...] = ()


class InlineClaim(msgspec.Struct, frozen=True, tag="inline"):
    """A claim that is written where it is reviewed. `id` is None where it takes the fact-check's."""

    id: Mention | None
    claim: Claim
    at: Mark


class RulingText(msgspec.Struct, frozen=True):
    """A reviewer's verdict on one claim, as it is written. `claim_reviewed`: the reviewer's wording of the claim."""

    claim: Mention | InlineClaim
    verdict: Mention
    explanation: str = ""
    claim_reviewed: str = ""


class Step(msgspec.Struct, frozen=True):
    """A word of an outlet's scale. It holds from `start` until before `end`; `rating` is one of `worst` to `best`."""

    label: str
    at: Mark
    verdict: Mention | None = None
    rating: float | None = None
    best: float | None = None
    worst: float | None = None
    start: Date | None = None
    end: Date | None = None
    definition: str = ""


class Membership(msgspec.Struct, frozen=True):
    """A body that an outlet belongs to."""

    name: str
    url: str = ""
    since: Date | None = None
    until: Date | None = None


class Article(msgspec.Struct, frozen=True, tag="article"):
    """A report. `authors` and `editors` are names."""

    deck: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    outlet: Mention | None = None
    url: str = ""
    archived_url: str = ""
    related: tuple[Mention | Related, ...] = ()


class FactCheck(msgspec.Struct, frozen=True, tag="fact-check"):
    """A review: the rulings of one outlet on one claim or several. `url_at` is where its `url` stands."""

    reviewer: Mention
    rulings: tuple[RulingText, ...]
    authors: tuple[str, ...] = ()
    url: str = ""
    url_at: Mark | None = None
    archived_url: str = ""
    related: tuple[Mention | Related, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claimant_response: str = ""


class Person(msgspec.Struct, frozen=True, tag="person"):
    """A claimant: `kind` is person, organization, account or ""."""

    kind: str = ""
    role: str = ""
    same_as: tuple[str, ...] = ()
    also_known_as: tuple[Mention, ...] = ()


class Outlet(msgspec.Struct, frozen=True, tag="outlet"):
    """A publisher or reviewer, with the scale that it rates by."""

    url: str = ""
    also_known_as: tuple[Mention, ...] = ()
    memberships: tuple[Membership, ...] = ()
    scale: tuple[Step, ...] = ()


class Topic(msgspec.Struct, frozen=True, tag="topic"):
    """What entries are about."""

    also_known_as: tuple[Mention, ...] = ()


class Page(msgspec.Struct, frozen=True, tag="page"):
    """A page of the site itself. `menu` is its place in the menu, `policy` one of POLICIES where it is one, or ""."""

    menu: int | None = None
    policy: str = ""


Details = Article | FactCheck | Claim | Person | Outlet | Topic | Page


class Entry(msgspec.Struct, frozen=True):
    """What one file says to the rest of the archive: its front matter, and of its body the quotes alone.

    `title` is the title, the name or the text of the claim; `path` is relative to the site's folder;
    `ignore` are the numbers of the codes that it silences.
    """

    path: str
    kind: Kind
    id: str
    title: str
    title_at: Mark
    details: Details
    quotes: tuple[Quote, ...] = ()
    date: Date | None = None
    updated: Date | None = None
    summary: str = ""
    language: str = ""
    translation_of: Mention | None = None
    topics: tuple[Mention, ...] = ()
    image: Image | None = None
    draft: bool = False
    redirect_from: tuple[Mention, ...] = ()
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    ignore: tuple[Mention, ...] = ()
    private: tuple[tuple[str, str], ...] = ()

    @property
    def retracted(self) -> bool:
        """Whether a correction takes it back."""
        return any(c.kind == "retraction" for c in self.corrections)
