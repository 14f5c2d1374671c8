"""The sitemap: the addresses that search engines may index, and when each changed.

Source: sitemaps.org, protocol 0.9.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

import msgspec

from fcgen.dates import Date, Precision

MOST: Final = 50_000
"""How many addresses one sitemap may have."""

_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Place(msgspec.Struct, frozen=True):
    """An absolute address, and when it last changed in substance, where that is known."""

    url: str
    changed: Date | None = None


def write(places: Iterable[Place]) -> Iterator[bytes]:
    """Yield a sitemap. Dates that are no more than a month or a year are left out, since the form has none."""
    yield _HEAD + f"<urlset {_SPACE}>\n".encode()
    for place in places:
        changed = place.changed and place.changed.precision >= Precision.DAY and place.changed.iso
        told = f"<lastmod>{changed}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(place.url, quote=False)}</loc>{told}</url>\n".encode()
    yield b"</urlset>\n"


def write_index(parts: Iterable[str]) -> Iterator[bytes]:
    """Yield the index of several sitemaps, given by their absolute addresses."""
    yield _HEAD + f"<sitemapindex {_SPACE}>\n".encode()
    for part in parts:
        yield f"<sitemap><loc>{escape(part, quote=False)}</loc></sitemap>\n".encode()
    yield b"</sitemapindex>\n"
