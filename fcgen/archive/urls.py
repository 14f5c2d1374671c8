"""Every address of the site is made here, and nowhere else.

An address is a path from the site's root, decoded, that begins with `/`: `/claims/some-id/`. Only `href` and `absolute`
encode it and put the base path in front; only `output` says which file it is.
"""

import functools
import re
from collections.abc import Mapping
from typing import Final, NewType
from urllib.parse import quote, unquote

from fcgen.digest import File, digest, fingerprint
from fcgen.entries.model import Kind
from fcgen.words import folded, id_fault, nfc, slug

Address = NewType("Address", str)

HOME: Final = Address("/")
SEARCH: Final = Address("/search/")
CORRECTIONS: Final = Address("/corrections/")
YEARS: Final = Address("/archive/")
VERDICTS: Final = Address("/verdicts/")
NOT_FOUND: Final = Address("/404.html")
DATA: Final = Address("/data/")
SITEMAP: Final = Address("/sitemap.xml")
ROBOTS: Final = Address("/robots.txt")
SUGGESTIONS: Final = Address("/search/suggestions.json")
"""Where the names are that the search page offers."""

LISTS: Final = {
    Kind.FACT_CHECK: Address("/fact-checks/"),
    Kind.CLAIM: Address("/claims/"),
    Kind.ARTICLE: Address("/articles/"),
    Kind.PERSON: Address("/claimants/"),
    Kind.OUTLET: Address("/outlets/"),
    Kind.TOPIC: Address("/topics/"),
}
"""The kinds that have a list, with its address."""

_KINDS: Final = {listing.strip("/"): kind for kind, listing in LISTS.items()}
TEXT_FRAGMENT: Final = ":~:"
"""What a fragment begins with that names words in a page; its own syntax is encoded already."""

# RFC 3986: unreserved characters and those sub-delimiters that need no escape in HTML or JavaScript either.
_SAFE: Final = "/-._~!$()*+,;=:@"
_ENDING: Final = re.compile(r"[a-z0-9]{1,16}")


def entry(kind: Kind, entry_id: str) -> Address:
    """Return where the page of an entry (or of a person, outlet or topic without one) is."""
    return Address(f"/{entry_id}/") if kind is Kind.PAGE else Address(f"{LISTS[kind]}{entry_id}/")


def entry_at(address: Address) -> tuple[Kind, str]:
    """Return the kind and id of the entry whose page would be at `address`; whether there is one is not known here."""
    folder, slash, rest = address.strip("/").partition("/")
    return (_KINDS[folder], rest) if slash and folder in _KINDS else (Kind.PAGE, address.strip("/"))


def verdict(verdict_id: str) -> Address:
    """Return where the page of a verdict is."""
    return Address(f"{VERDICTS}{verdict_id}/")


def year(number: int) -> Address:
    """Return where what was published in a year is listed."""
    return Address(f"{YEARS}{number:04}/")


def numbered(listing: Address, number: int) -> Address:
    """Return where the full page `number` of a list is, counted from 1."""
    return Address(f"{listing}page/{number}/")


def feed(listing: Address, form: str) -> Address:
    """Return where the feed of a list is; `form` is atom or json. The feed of the archive is that of the home page."""
    return Address(f"{listing}feed.{'xml' if form == 'atom' else 'json'}")


def record(kind: Kind, entry_id: str) -> Address:
    """Return where what the page of an entry shows is for programs."""
    return Address(f"{entry(kind, entry_id)}index.json")


def data(name: str) -> Address:
    """Return where a file of the archive's data is."""
    return Address(f"{DATA}{name}")


def sitemap(number: int) -> Address:
    """Return where a part of the sitemap is, where it has several; counted from 1."""
    return Address(f"/sitemap-{number}.xml")


def static(path: str) -> Address:
    """Return where a file of the `static` folder is; `path` begins with `static/`."""
    return Address(f"/{path}")


def media(file: File) -> Address:
    """Return where a file that lies beside an entry is published: its name, with its content in it."""
    return Address(f"/assets/media/{_named(file.path, file)}")


def sized(file: File, width: int, ending: str = "") -> Address:
    """Return where a picture that lies beside an entry is published so many pixels wide, in the form of `ending`."""
    name, _, own = media(file).rpartition(".")
    return Address(f"{name}.{width}.{ending or own}")


def assets(files: Mapping[str, File]) -> dict[str, Address]:
    """Return where the files of the theme are published, by their names.

    Those in a folder stay together and keep their names, so that they can name each other: it is the folder that has
    the content of all of them in its name.
    """
    folders: dict[str, list[str]] = {}
    for name, file in sorted(files.items()):
        folders.setdefault(_folder(name), []).append(f"{name}\0{file.digest}")
    marks = {folder: fingerprint(digest("\n".join(lines).encode())) for folder, lines in folders.items()}
    return {name: _asset(name, file, marks[_folder(name)]) for name, file in sorted(files.items())}


def _folder(name: str) -> str:
    return name.partition("/")[0] if "/" in name else ""


def _asset(name: str, file: File, mark: str) -> Address:
    folder = _folder(name)
    if not folder:
        return Address(f"/assets/{_named(name, file)}")
    return Address(f"/assets/{slug(folder)}.{mark}/{name.partition('/')[2]}")


def shelf(language: str) -> Address:
    """Return where the search index of a language is."""
    return Address(f"/pagefind/{language}/")


def redirect(path: str) -> Address:
    """Return the address of an old path; one that ends in neither `/` nor `.html` is that of a folder.

    It may be written as browsers show it or percent-encoded, as they copy it; what could only be a way out of the site
    when it is decoded stays as it was written.
    """
    decoded = unquote(path).strip("/")
    inside = nfc(path.strip("/") if any(map(id_fault, decoded.split("/"))) else decoded)
    is_file = inside.lower().endswith((".html", ".htm")) and not path.endswith("/")
    return Address(f"/{inside}" if is_file else f"/{inside}/")


def ruling_anchor(claim_id: str) -> str:
    """Return the id, in HTML, of the ruling on a claim."""
    return f"ruling_{quote(claim_id, safe=_SAFE)}"


def href(base_path: str, address: Address, fragment: str = "", query: str = "") -> str:
    """Return an address as a link on the site's own host: encoded, with the base path, which ends with `/`."""
    path = base_path + _encoded(address[1:])
    safe = f"{_SAFE}&%" if fragment.startswith(TEXT_FRAGMENT) else _SAFE
    return path + (f"?{query}" if query else "") + (f"#{quote(fragment, safe=safe)}" if fragment else "")


def at(base_path: str, path: str) -> Address:
    """Return the address of what a link leads to: what `href` undoes. `path` begins with the base path."""
    return Address(f"/{unquote(path[len(base_path) :])}")


@functools.lru_cache(maxsize=65536)
def _encoded(path: str) -> str:
    return quote(path, safe=_SAFE)


def absolute(origin: str, base_path: str, address: Address, fragment: str = "") -> str:
    """Return an address with scheme and host."""
    return origin + href(base_path, address, fragment)


def output(address: Address) -> str:
    """Return the file that an address is served from, relative to the output folder."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def address_of(path: str) -> Address:
    """Return the address that is served from a file of the output folder: what `output` undoes."""
    return Address(f"/{path.removesuffix('index.html')}" if f"/{path}".endswith("/index.html") else f"/{path}")


def output_key(path: str) -> str:
    """Return what two outputs share that some system takes for one file: case and Unicode form do not count."""
    return folded(path)


def _named(path: str, file: File) -> str:
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    if stem and _ENDING.fullmatch(ending.lower()):
        return f"{slug(stem)}.{fingerprint(file.digest)}.{ending.lower()}"
    return f"{slug(name)}.{fingerprint(file.digest)}"
