"""The text of an entry, made from Markdown once: what it is, and what the rest of the archive may ask of it."""

import msgspec

from fcgen.diagnostics import Mark
from fcgen.digest import Digest


class BodyLink(msgspec.Struct, frozen=True, tag="link"):
    """A link inside the site: `target` as written, percent-decoded no further than Markdown does."""

    target: str
    at: Mark


class BodyQuote(msgspec.Struct, frozen=True, tag="quote"):
    """Words of an article that are an appearance of a claim."""

    claim: str
    words: str
    at: Mark


class BodyPicture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture in a body. `figure`: it stands in a paragraph alone."""

    file: str
    alt: str
    caption: str
    credit: str
    figure: bool
    at: Mark


class BodyEnd(msgspec.Struct, frozen=True, tag="end"):
    """The end of the link or quote that began last."""


Hole = BodyLink | BodyQuote | BodyPicture | BodyEnd


class Heading(msgspec.Struct, frozen=True):
    """A heading of a body; `level` from 2."""

    level: int
    id: str
    text: str


class Body(msgspec.Struct, frozen=True):
    """A text made from Markdown once: HTML with holes between. `html` has one item more than `holes`.

    `anchors` are all ids in it, `lead` the text of its first paragraph.
    """

    html: tuple[str, ...]
    holes: tuple[Hole, ...]
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    lead: str


class Outline(msgspec.Struct, frozen=True):
    """What pages ask of a body, so that the body itself can stay on disk. `empty`: it shows nothing."""

    body: Digest
    empty: bool = False
    holes: tuple[Hole, ...] = ()
    anchors: tuple[str, ...] = ()
    lead: str = ""


class Quote(msgspec.Struct, frozen=True):
    """Words of a body that it marks as an appearance of a claim, as an outline's BodyQuote has them."""

    claim: str
    words: str
