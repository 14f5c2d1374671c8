"""Marks in rendered HTML for what other files decide, found again when raw HTML around them has been cleaned.

A mark is an element: cleaning keeps it whole and closed, wherever raw HTML leaves it. It carries a digest of the text,
which nobody can write into that text.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import nh3

from fcgen.entries.body import BodyEnd, Hole

_TAG: Final = re.compile(r'<(?P<name>a|img)(?: data-hole="\w+-(?P<number>\d+)")?(?P<rest> [^>]*)?>|</a>')
_ELSEWHERE: Final = re.compile(r"[\s\x00-\x1f]*([A-Za-z][A-Za-z0-9+.-]*:|[/\\]\s*[/\\])")
_NOTE_ID: Final = re.compile(r"fn(ref)?_\d+(:\d+)?")


def link_mark(token: str, number: int) -> str:
    """Return what marks the begin of hole `number`, a link or quote; `</a>` marks its end."""
    return f'<a data-hole="{token}-{number}">'


def picture_mark(token: str, number: int) -> str:
    """Return what marks hole `number`, a picture."""
    return f'<img data-hole="{token}-{number}">'


def split(html: str, fillings: Sequence[Hole | str]) -> tuple[tuple[str, ...], tuple[Hole, ...]]:
    """Return the HTML around the holes, one piece more than there are holes, and the holes in their order.

    `fillings` are what the marks stand for, by number; a text among them is HTML that stays.
    """
    pieces: list[str] = []
    holes: list[Hole] = []
    text: list[str] = []
    ours: list[bool] = []

    def put(filling: Hole | str) -> None:
        if isinstance(filling, str):
            text.append(filling)
            return
        pieces.append("".join(text))
        text.clear()
        holes.append(filling)

    last = 0
    for tag in _TAG.finditer(html):
        text.append(html[last : tag.start()])
        last = tag.end()
        if tag["number"]:
            put(fillings[int(tag["number"])])
        elif tag["name"] == "img":
            put(tag[0] if ' src="' in tag[0] else "")
        elif tag["name"] is None:
            put(BodyEnd() if ours and ours.pop() else tag[0])
            continue
        else:
            put(tag[0])
        if tag["name"] == "a":
            ours.append(bool(tag["number"]))
    return (*pieces, "".join((*text, html[last:]))), tuple(holes)


def cleaned(html: str, token: str, schemes: frozenset[str]) -> str:
    """Return rendered HTML without what raw HTML may not hold: whatever runs, styles, frames or asks another host."""

    def kept(tag: str, attribute: str, value: str) -> str | None:
        match attribute:
            case "data-hole":
                return value if value.startswith(f"{token}-") else None
            case "src":
                return None if _ELSEWHERE.match(value) else value
            case "id":  # those with an underscore are fcgen's own
                return value if "_" not in value or _NOTE_ID.fullmatch(value) else None
            case _:
                return value

    return nh3.clean(html, url_schemes=set(schemes), attribute_filter=kept, **_KEPT)


_KEPT: Final[dict[str, Any]] = {
    "tags": (nh3.ALLOWED_TAGS - {"area", "map"}) | {"section", "tfoot"},
    "attributes": {
        **nh3.ALLOWED_ATTRIBUTES,
        "*": {"class", "id", "lang", "dir", "title"},
        "a": {"href", "hreflang", "aria-label", "data-hole"},
        "details": {"open"},
        "div": {"role", "tabindex"},
        "img": {"src", "alt", "width", "height", "data-hole"},
        "ol": {"start"},
        "pre": {"tabindex"},
        "td": {"colspan", "rowspan", "headers"},
        "th": {"colspan", "rowspan", "headers", "scope"},
    },
    "link_rel": None,
}
