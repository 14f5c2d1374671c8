"""Built pages as tests look at them: what is wrong with a site's HTML, and the words that a page shows."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

_BLOCK_NAMES: Final = """
address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
header hr legend li main nav ol option p pre section summary table tbody thead tr ul
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_ADDRESSES: Final = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action", "source": "src"}
_OTHER_SCHEMES: Final = ("mailto", "tel", "data", "doi", "urn")
_REFERENCES: Final = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")


def parsed(data: bytes) -> HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def main_text(data: bytes) -> str:
    """Return the words of a page's main part, a line for each block."""
    (main,) = parsed(data).iter("main")
    text = re.sub(r"[^\S\n]+", " ", "".join(_words(main)))
    lines = (line.strip() for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


def _words(element: HtmlElement) -> Iterator[str]:
    edge = "\n" if element.tag in _BLOCKS or element.tag == "br" else " | " if element.tag in ("td", "th") else ""
    yield edge
    yield (element.text or "") if element.tag == "pre" else _folded(element.text)
    if element.tag == "img":
        yield f"[picture: {element.get('alt')}]"
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield _folded(child.tail)
    yield edge if edge == "\n" else ""


def _folded(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def problems(out: Path, base_path: str, origin: str) -> list[str]:
    """Return what is wrong with the pages of a site, each with its file.

    Looked at: headings, ids, references within a page, links with their fragments, what is asked of other hosts,
    scripts and styles within a page, languages, titles, policies, texts for pictures.
    """
    pages = {path.relative_to(out).as_posix(): parsed(path.read_bytes()) for path in sorted(out.rglob("*.html"))}
    ids = {name: [str(value) for value in page.xpath("//@id")] for name, page in pages.items()}
    site = _Site(out, base_path, origin, {name: frozenset(found) for name, found in ids.items()})
    return [
        f"{name}: {problem}"
        for name, page in pages.items()
        for problem in (*_of_page(page, ids[name]), *_of_links(page, name, site))
    ]


def _of_page(page: HtmlElement, ids: list[str]) -> Iterator[str]:
    if not page.get("lang"):
        yield "no language"
    if len(page.xpath("//h1")) != 1:
        yield f"{len(page.xpath('//h1'))} headings of level 1"
    if not (page.findtext(".//title") or "").strip():
        yield "no title"
    if len(page.xpath("//main")) != 1:
        yield "not one main part"
    if not page.xpath("//meta[@http-equiv='Content-Security-Policy']"):
        yield "no policy"
    yield from (f"id {value!r} twice" for value in sorted({value for value in ids if ids.count(value) > 1}))
    yield from (f"id {value!r} has white space" for value in ids if value.split() != [value])
    for name in _REFERENCES:
        for value in page.xpath(f"//@{name}"):
            yield from (f"{name} {one!r} is nowhere" for one in str(value).split() if one not in ids)
    if page.xpath("//style | //@style | //script[not(@src)][not(@type='application/ld+json')] | //base"):
        yield "a style or script within the page"
    for element in page.iter():
        if isinstance(element.tag, str):
            yield from (f"attribute {name}" for name in element.keys() if name.startswith("on"))  # noqa: SIM118
    yield from ("a picture without alt" for _ in page.xpath("//img[not(@alt)]"))


class _Site:
    """Where the pages of a site are, and what they have ids of."""

    def __init__(self, out: Path, base_path: str, origin: str, ids: Mapping[str, frozenset[str]]) -> None:
        self.out, self.base_path, self.origin, self.ids = out, base_path, origin, ids
        self._files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}

    def problem(self, path: str, fragment: str) -> str:
        """Return what is wrong with a link to a path of this host, or ""."""
        if not path.startswith(self.base_path):
            return "outside of the base path"
        file = unquote(path.removeprefix(self.base_path))
        file = f"{file}index.html" if file.endswith("/") or not file else file
        if file not in self._files:
            return "leads nowhere"
        if fragment and file in self.ids and unquote(fragment) not in self.ids[file]:
            return "leads to no place in its page"
        return ""


def _of_links(page: HtmlElement, name: str, site: _Site) -> Iterator[str]:
    for element, address in _addresses(page):
        parts = urlsplit(address)
        if parts.scheme in _OTHER_SCHEMES and element.tag in ("a", "img"):
            continue
        if parts.scheme and parts.scheme not in ("http", "https"):
            yield f"{address} is no address"
        elsewhere = bool(parts.scheme or parts.netloc) and f"{parts.scheme}://{parts.netloc}" != site.origin
        if elsewhere and (element.tag not in ("a", "link") or element.get("rel") in ("stylesheet", "icon")):
            yield f"{address} is asked of another host"
        if elsewhere or (parts.netloc and element.tag == "a"):  # an author's link to this host may be to anything
            continue
        path = parts.path or f"{site.base_path}{name.removesuffix('index.html')}"
        if problem := site.problem(path, parts.fragment):
            yield f"{address} {problem}"


def _addresses(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in page.iter(*_ADDRESSES):
        address = element.get(_ADDRESSES[element.tag])
        if address is not None:
            yield element, address
    for element in page.xpath("//meta[@http-equiv='refresh']"):
        yield element, str(element.get("content")).partition("url=")[2]
    for element in page.xpath("//meta[@property='og:url' or @property='og:image']"):
        yield element, str(element.get("content"))
