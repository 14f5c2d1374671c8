"""Views: all that a template may show, as plain values. `docs/templates.md` lists every field.

A page is a function of its view: whatever a page shows is in it, and nothing else is. Addresses (`url`) are ready for
`href`: encoded, with the base path. `language` and `direction` are "" where they are the site's own.
"""

import msgspec

from fcgen.digest import Digest


class Link(msgspec.Struct, frozen=True):
    """A text that leads somewhere; `url` is "" where it leads nowhere."""

    text: str
    url: str = ""
    language: str = ""
    direction: str = ""


class When(msgspec.Struct, frozen=True):
    """A date as machines and as readers read it, as precise as it is known."""

    iso: str
    text: str


class Badge(msgspec.Struct, frozen=True):
    """A verdict in its reviewer's own `word`, and the site's (`verdict`, `label`, `url`) that it is grouped under.

    `verdict` is its id, or `unclassified`. `tone`: positive, mixed, negative or unknown. `retracted`: the review was
    taken back.
    """

    word: str
    verdict: str
    tone: str
    label: str
    url: str
    reviewer: str = ""
    retracted: bool = False


class PictureSource(msgspec.Struct, frozen=True):
    """The same picture in another form: its media type, and its sizes as `srcset` has them."""

    type: str
    srcset: str


class Picture(msgspec.Struct, frozen=True):
    """A picture with what is said of it. `url` is that of the largest; `width` and `height`, in pixels, are its own.

    They are 0 where they are not known. `srcset` is "" where there are no other sizes in its form.
    """

    url: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    srcset: str = ""
    sources: tuple[PictureSource, ...] = ()


class Card(msgspec.Struct, frozen=True):
    """An entry in a list. `byline`: who speaks, an outlet or claimants. `note`: a word on it, such as a count."""

    kind: str
    title: Link
    when: When | None = None
    byline: tuple[Link, ...] = ()
    summary: str = ""
    badges: tuple[Badge, ...] = ()
    note: str = ""
    retracted: bool = False


class Pager(msgspec.Struct, frozen=True):
    """The neighbours of a page of a list. `text` of a link says from or up to which date or name.

    `dated`: the list is in order of date; others are A to Z, and their "newer" is what comes before.
    """

    newer: Link | None = None
    older: Link | None = None
    dated: bool = True


class Correction(msgspec.Struct, frozen=True):
    """A change that readers are told of; `entry` is set where it is listed away from its entry, `anchor` where not.

    `name` is how its `kind` is called.
    """

    kind: str
    name: str
    summary: tuple[str, ...]
    when: When | None = None
    field: str = ""
    before: str = ""
    after: str = ""
    entry: Link | None = None
    anchor: str = ""


class Withdrawn(msgspec.Struct, frozen=True):
    """That an entry is no longer shown, and why."""

    when: When | None
    reason: tuple[str, ...]


class EvidenceItem(msgspec.Struct, frozen=True):
    """A source of a review; `stance` is the use that the reviewer makes of it."""

    title: Link
    publisher: str = ""
    author: str = ""
    when: When | None = None
    kind: str = ""
    stance: str = ""
    archived_url: str = ""
    quote: tuple[str, ...] = ()


class ClaimantView(msgspec.Struct, frozen=True):
    """Who made a claim, and the role at that time."""

    name: Link
    role: str = ""


class ScaleStep(msgspec.Struct, frozen=True):
    """A word of the reviewer's scale as it was on the day of the review; `chosen`: the one that was given."""

    label: str
    definition: str = ""
    chosen: bool = False


class RulingView(msgspec.Struct, frozen=True):
    """A reviewer's verdict on one claim. `anchor` is its id on the fact-check's page.

    `seen` is where the claim appeared. `withdrawn`: the claim was withdrawn, and nothing but its text is left of it.
    """

    badge: Badge
    claim: Link
    claim_reviewed: str
    explanation: tuple[str, ...]
    reviewer: Link
    fact_check: Link
    when: When | None
    anchor: str
    claimants: tuple[ClaimantView, ...] = ()
    claim_when: When | None = None
    place: str = ""
    seen: tuple[Link, ...] = ()
    withdrawn: bool = False
    scale: tuple[ScaleStep, ...] = ()


class Event(msgspec.Struct, frozen=True):
    """Something that became of a claim. `kind`: first_appearance, appearance, review, or what a correction is.

    `name` is how that is called. An appearance has its `quote`, a review its `badge`; `source` leads to the article,
    the review or the entry.
    """

    kind: str
    name: str
    source: Link
    when: When | None = None
    outlet: Link | None = None
    quote: str = ""
    archived_url: str = ""
    badge: Badge | None = None
    summary: tuple[str, ...] = ()


class ClaimNote(msgspec.Struct, frozen=True):
    """A claim that an article reports. `anchor` is the note's id, `marks` those of the words marked in the text."""

    number: int
    anchor: str
    marks: tuple[str, ...]
    claim: Link
    badges: tuple[Badge, ...]


class VerdictCount(msgspec.Struct, frozen=True):
    """How many of a number of rulings have a verdict. 0 of 0 where a page does not tell."""

    badge: Badge
    count: int
    total: int


# What fills the holes of a body. `kind` tells templates which is which.


class FilledLink(msgspec.Struct, frozen=True, tag="link"):
    """A link of a body; `url` is "" where the words stay plain text."""

    url: str


class FilledQuote(msgspec.Struct, frozen=True, tag="quote"):
    """Marked words of an article. `anchor` is their id; `note` and `note_url` are number and place of the claim's note.

    `claim` is the claim, `badges` are the verdicts on it.
    """

    anchor: str
    note: int
    note_url: str
    claim: Link
    badges: tuple[Badge, ...] = ()


class FilledPicture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture of a body; `figure`: in a paragraph of its own. `url` is "" where its file is missing."""

    picture: Picture
    figure: bool


class FilledEnd(msgspec.Struct, frozen=True, tag="end"):
    """The end of a link or quote; `of` is link, quote or none."""

    of: str


Filled = FilledLink | FilledQuote | FilledPicture | FilledEnd


class BodyView(msgspec.Struct, frozen=True):
    """A body by its digest, and what fills its holes, one for one."""

    source: Digest
    filled: tuple[Filled, ...]
