"""Feeds: Atom and JSON Feed of the same publications.

Sources: RFC 4287 (Atom), RFC 3339 (times), JSON Feed 1.1.
"""

from typing import Any, Final
from xml.etree import ElementTree as ET

import msgspec

JSON_FEED: Final = "https://jsonfeed.org/version/1.1"
TYPES: Final = {"atom": "application/atom+xml", "json": "application/feed+json"}
"""The media types of the forms."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedItem(msgspec.Struct, frozen=True):
    """What a feed says of one publication. `id` and `url` are absolute, `html` needs no other address to be read.

    `published` and `updated` are times (RFC 3339). `original` is where somebody else published it; `language` is ""
    where it is the feed's.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    authors: tuple[str, ...]
    html: str
    summary: str = ""
    original: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""


class Feed(msgspec.Struct, frozen=True):
    """A feed. `url` is its own address, `page` that of what it is the feed of; all are absolute."""

    title: str
    url: str
    page: str
    language: str
    author: str
    home: str
    updated: str
    items: tuple[FeedItem, ...]
    description: str = ""
    icon: str = ""


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    root = ET.Element("feed", {"xmlns": _ATOM, _LANG: feed.language})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", feed.updated)
    _add(root, "link", rel="self", type=TYPES["atom"], href=feed.url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    author = _add(root, "author")
    _add(author, "name", feed.author)
    _add(author, "uri", feed.home)
    _add(root, "generator", "fcgen")
    if feed.icon:
        _add(root, "icon", feed.icon)
    for item in feed.items:
        _entry(root, item)
    ET.indent(root, "")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, item: FeedItem) -> None:
    entry = _add(root, "entry", **({_LANG: item.language} if item.language else {}))
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "published", item.published)
    _add(entry, "updated", item.updated)
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    if item.original:
        _add(entry, "link", rel="via", href=item.original)
    for name in item.authors:
        _add(_add(entry, "author"), "name", name)
    for tag in item.tags:
        _add(entry, "category", term=tag)
    if item.summary:
        _add(entry, "summary", item.summary)
    _add(entry, "content", item.html, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    made.text = text or None
    return made


def json_feed(feed: Feed) -> bytes:
    """Return a feed as JSON Feed."""
    made = _known(
        version=JSON_FEED,
        title=feed.title,
        home_page_url=feed.page,
        feed_url=feed.url,
        description=feed.description,
        icon=feed.icon,
        language=feed.language,
        authors=[_known(name=feed.author, url=feed.home)],
    )
    made["items"] = [_item(item) for item in feed.items]
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _item(item: FeedItem) -> dict[str, Any]:
    return _known(
        id=item.id,
        url=item.url,
        external_url=item.original,
        title=item.title,
        content_html=item.html,
        summary=item.summary,
        image=item.image,
        date_published=item.published,
        date_modified=item.updated,
        authors=[{"name": name} for name in item.authors],
        tags=list(item.tags),
        language=item.language,
    )


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
