"""The files that hold the whole archive for programs: which there are, and what is in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.news import modified
from fcgen.archive.urls import Address
from fcgen.dates import Date
from fcgen.entries.model import Kind
from fcgen.formats import (
    checksums,
    claim_review_feed,
    claim_search,
    csv_table,
    data_package,
    sitemap,
    suggestions,
    url_list,
)
from fcgen.formats.data_package import Held, Resource
from fcgen.formats.parties import absolute
from fcgen.formats.tables import TABLES
from fcgen.pages.follow import Copy
from fcgen.pages.subjects import OfKey, Page, is_indexed

ENTRIES: Final = "entries"
SITEMAP: Final = "sitemap"
SUGGESTIONS: Final = "suggestions"
PACKAGE: Final = urls.data("datapackage.json")
CHECKSUMS: Final = urls.data("SHA256SUMS")

_IN_ONE: Final = 2000
"""How many entries are in one file; those of a larger archive are in a file for each year.

GitHub takes no file of more than 100 MB, and after an edit a file is written again as a whole.
"""


class DataFile(msgspec.Struct, frozen=True):
    """A file of data. `holds` says what, and `part` which part of it: years of entries, or numbers of sitemaps.

    A sitemap that is the index of several has no part, and is followed by them.
    """

    address: Address
    holds: str
    part: tuple[str, ...] = ()


class _Sort(msgspec.Struct, frozen=True):
    """What is said of a sort of file: what it holds, its form, and its media type."""

    about: str
    form: str
    media_type: str


_SORTS: Final[Mapping[str, _Sort]] = MappingProxyType(
    {
        **{name: _Sort(table.about, "csv", "text/csv") for name, table in TABLES.items()},
        "claim-reviews": _Sort(
            "The reviews as a data feed of schema.org's ClaimReview, as collectors of fact-checks read it.",
            "json",
            "application/ld+json",
        ),
        "claim-search": _Sort(
            "The reviewed claims in the shape that Google's claim search answers with.", "json", "application/json"
        ),
        ENTRIES: _Sort(
            "Every entry as it was read from its file, one a line: front matter and text.", "jsonl", "application/jsonl"
        ),
        "urls": _Sort(
            "The addresses that readers may have kept: pages, feeds and files, one a line. "
            "The next edition is measured by them.",
            "txt",
            "text/plain",
        ),
    }
)


def data_files(archive: Archive, pages: Sequence[Page]) -> tuple[DataFile, ...]:
    """Return the files of data that an archive with those pages has, but for those that describe the others.

    There is no file of entries without entries: a table of nothing, without even a header, is no table to its readers.
    """
    made = [DataFile(urls.data(f"{name}.{sort.form}"), name) for name, sort in _SORTS.items() if name != ENTRIES]
    years = sorted(archive.by_year)
    if sum(map(len, archive.by_year.values())) <= _IN_ONE:
        made += [DataFile(urls.data("entries.jsonl"), ENTRIES, tuple(years))] if years else []
    else:
        made += [DataFile(urls.data(f"entries/{year or 'undated'}.jsonl"), ENTRIES, (year,)) for year in years]
    made.append(DataFile(urls.SITEMAP, SITEMAP))
    made += [DataFile(urls.SUGGESTIONS, SUGGESTIONS)] if archive.config.search else []
    parts = -(-sum(is_indexed(archive, page) for page in pages) // sitemap.MOST)
    made += [DataFile(urls.sitemap(n), SITEMAP, (str(n),)) for n in range(1, parts + 1) if parts > 1]
    return tuple(sorted(made, key=lambda file: file.address))


def resources(files: Iterable[DataFile]) -> tuple[tuple[Resource, tuple[DataFile, ...]], ...]:
    """Return the files of data as resources of a package, each with the files that it is in."""
    grouped: dict[str, list[DataFile]] = {}
    for file in files:
        if file.holds in _SORTS:
            grouped.setdefault(file.holds, []).append(file)
    made = []
    for name, sort in _SORTS.items():
        parts = tuple(grouped.get(name, ()))
        paths = tuple(part.address.removeprefix(urls.DATA) for part in parts)
        made.append((Resource(name, sort.about, paths, sort.form, sort.media_type, TABLES.get(name)), parts))
    return tuple(one for one in made if one[1])


def described(
    archive: Archive, files: Sequence[DataFile], held: Callable[[Address], Held]
) -> Iterator[tuple[Address, bytes]]:
    """Yield the description of the data, then the checksums of all of it, with their addresses.

    `held` says what a file of data holds. It is asked for the description when that has been given.
    """
    parts = [(one, [held(part.address) for part in found]) for one, found in resources(files)]
    yield PACKAGE, data_package.write(archive.config, absolute(archive, urls.DATA), parts)
    inside = [file.address for file in files if file.address.startswith(urls.DATA)]
    sums = {address.removeprefix(urls.DATA): held(address).digest for address in (*inside, PACKAGE)}
    yield CHECKSUMS, checksums.write(sums)


def content(archive: Archive, pages: Sequence[Page], static: Iterable[Copy], file: DataFile) -> Iterator[bytes]:
    """Yield what is in a file of data, piece by piece. The entries are not here: their texts are not in the archive."""
    match file.holds:
        case "claim-reviews":
            return claim_review_feed.write(archive)
        case "claim-search":
            return claim_search.write(archive)
        case "urls":
            return iter([url_list.write(_published(archive, pages, static))])
        case "suggestions":
            return suggestions.write(archive)
        case "sitemap":
            return _sitemap(archive, [page for page in pages if is_indexed(archive, page)], file.part)
        case table:
            return csv_table.write(TABLES[table], archive)


def _published(archive: Archive, pages: Sequence[Page], static: Iterable[Copy]) -> Iterator[str]:
    """Yield every address that somebody may have a link to: pages, redirects, feeds, records, files of `static/`.

    Files of data have other names in a larger archive, and `robots.txt` is for its host: neither is promised.
    """
    for page in pages:
        if page.address not in (urls.NOT_FOUND, urls.ROBOTS):
            yield absolute(archive, page.address)
    for copy in static:
        yield absolute(archive, copy.address)


def _sitemap(archive: Archive, pages: Sequence[Page], part: tuple[str, ...]) -> Iterator[bytes]:
    parts = range(-(-len(pages) // sitemap.MOST))
    if not part and len(parts) > 1:
        return sitemap.write_index(absolute(archive, urls.sitemap(number + 1)) for number in parts)
    first = (int(part[0]) - 1) * sitemap.MOST if part else 0
    shown = pages[first : first + sitemap.MOST]
    return sitemap.write(sitemap.Place(absolute(archive, page.address), _changed(archive, page)) for page in shown)


def _changed(archive: Archive, page: Page) -> Date | None:
    """Return when the page of an article, a fact-check or a page of the site itself last changed in substance."""
    if isinstance(page.subject, OfKey) and page.subject.key.kind in (Kind.ARTICLE, Kind.FACT_CHECK, Kind.PAGE):
        return modified(archive.entries[page.subject.key])
    return None
