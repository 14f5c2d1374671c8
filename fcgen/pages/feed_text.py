"""The text of publications in feeds: readable anywhere, and made once for all feeds that it stands in."""

import re
from collections import OrderedDict
from collections.abc import Callable
from html import unescape
from typing import Final

import msgspec
import nh3

from fcgen.digest import Digest

_KEPT: Final = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
"""The attributes that the text of a feed may have."""

_ALIGNED: Final = re.compile(r'<(t[dh][^<>]*) class="align-(left|center|right)">')
_MOST: Final = 16_000_000
"""How many characters of texts are kept: those of some two thousand publications."""


class Text(msgspec.Struct, frozen=True):
    """The text of a publication as HTML, and its summary where that says something else."""

    html: str
    summary: str


class Texts:
    """Texts by the digests of what they were made from: those that were used last, up to a size.

    What is kept changes no result: the same digest stands for the same text, which is made again where it is gone.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[Digest, Text] = OrderedDict()

    def get(self, source: Digest, make: Callable[[], Text]) -> Text:
        """Return the text that `make` makes of what has the digest `source`."""
        found = self._kept.get(source)
        if found is not None:
            self._kept.move_to_end(source)
            return found
        made = self._kept[source] = make()
        self._size += len(made.html)
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.html)
        return made


def standalone(html: str, url: str) -> str:
    """Return the HTML of the page at `url` as it can be read anywhere: no relative address, class or id is left."""
    return nh3.clean(
        _ALIGNED.sub(r'<\1 align="\2">', html),  # before what cleans, so that nothing comes in by it
        attributes=_KEPT,
        link_rel=None,
        url_schemes={*nh3.ALLOWED_URL_SCHEMES, "http", "https"},
        url_relative=("rewrite_with_base", url),
    ).strip()


def says_no_more(html: str, text: str) -> bool:
    """Tell whether cleaned HTML says nothing but `text`, white space aside."""
    return "<img" not in html and unescape(nh3.clean(html, tags=set())).split() == text.split()
