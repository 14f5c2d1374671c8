"""Every output of the site: which pages there are and where, and which files are copied. Nothing is made here."""

from collections.abc import Iterable, Mapping, Set
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.guesses import guess, no_guess
from fcgen.archive.index import Archive, Key, Noted
from fcgen.archive.urls import Address
from fcgen.config import CONFIG_FILE, UNCLASSIFIED
from fcgen.diagnostics import START, Diagnostic, diagnostic, quoted
from fcgen.digest import File
from fcgen.entries.model import PARTIES, Entry, Kind
from fcgen.fields import is_web_address
from fcgen.formats import feeds
from fcgen.pages import pager
from fcgen.pages.data_files import CHECKSUMS, PACKAGE, DataFile, data_files
from fcgen.pages.follow import Copy, Followed, ends, follow, problem
from fcgen.pages.links import Target, logo, menu_link
from fcgen.pages.subjects import (
    Fixed,
    OfCorrections,
    OfFeed,
    OfKey,
    OfList,
    OfRecord,
    OfRedirect,
    OfVerdict,
    OfYear,
    Page,
    Subject,
)
from fcgen.pictures import is_picture


class Plan(msgspec.Struct, frozen=True):
    """All outputs. `addresses` are those of the pages; `copies` are of the content, `assets` of the theme,
    `data` holds the archive for programs.

    `followed` says where the texts of entries lead, by path; `framing` are the paths of the entries whose outlines the
    links of the configuration asked for. `logo` is the file of the site's logo, where that is a picture.
    """

    pages: tuple[Page, ...]
    addresses: frozenset[Address]
    copies: tuple[Copy, ...]
    data: tuple[DataFile, ...]
    assets: Mapping[str, Address]
    followed: Mapping[str, Followed]
    framing: tuple[str, ...]
    logo: File | None


RESERVED: Final = (
    ".nojekyll",
    ".fcgen-manifest",
    ".fcgen",
    "pagefind/index",
    "CNAME",
    urls.output(CHECKSUMS),
    urls.output(PACKAGE),
)
"""What fcgen writes besides: for GitHub Pages, to know its own files again, for search, to describe the data."""

_AZ_LISTS: Final = frozenset(urls.LISTS[kind] for kind in PARTIES)


def dated(listing: Address) -> bool:
    """Tell whether a list is in order of date; the others are A to Z."""
    return listing not in _AZ_LISTS


def plan(archive: Archive, assets: Mapping[str, File]) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Return all outputs, in the order of their addresses, and what is wrong with them.

    `assets` are the theme's files by name. What is wrong with the texts of entries is told in `followed` alone.
    """
    pages = tuple(sorted(_pages(archive), key=lambda p: (p.address, str(p.subject))))
    addresses = frozenset(page.address for page in pages)
    followed: dict[str, Followed] = {}
    problems: list[Diagnostic] = []
    for entry in archive.entries.values():
        if not entry.withdrawn:
            followed[entry.path] = follow(archive, addresses, entry, guess(problems))
            problems += followed[entry.path].diagnostics
    noted = Noted(archive.outlines)
    of_config = tuple(_of_config(msgspec.structs.replace(archive, outlines=noted), addresses))
    media = [copy for one in followed.values() for copy in one.copies]
    inside = f"{archive.config.content}/"
    static = [file for file in archive.files.values() if file.path.startswith(f"{inside}static/")]
    copies = [Copy(urls.static(file.path.removeprefix(inside)), file) for file in static]
    used = {copy.file.path for copy in (*copies, *media)}
    copies += {copy.address: copy for copy in media}.values()  # two files of one name and content are one
    made = Plan(
        pages=pages,
        addresses=addresses,
        copies=tuple(sorted(copies, key=lambda c: c.address)),
        data=data_files(archive, pages),
        assets=urls.assets(assets),
        followed=followed,
        framing=tuple(noted.asked),
        logo=_logo(archive),
    )
    others = (*of_config, *_unused(archive, addresses, used), *_collisions(archive, made))
    return made, others


def _unused(archive: Archive, addresses: Set[Address], published: Set[str]) -> Iterable[Diagnostic]:
    """Return a warning for each file that nobody uses; what only withdrawn entries or drafts use waits unpublished."""
    silent = (*archive.kept_back, *(entry for entry in archive.entries.values() if entry.withdrawn))
    every = (end for entry in silent for _, end, _ in ends(archive, addresses, entry, no_guess))
    used = published | {end.file.path for end in every if isinstance(end, Target) and end.file}
    hint = "link to it from an entry, move it under static/, or remove it"
    message = "no entry uses this file, so it is not published"
    return (diagnostic(codes.UNUSED_FILE, path, START, message, hint) for path in sorted(archive.files.keys() - used))


def _pages(archive: Archive) -> Iterable[Page]:
    yield Page(urls.HOME, Fixed("home"))
    yield Page(urls.NOT_FOUND, Fixed("not_found"))
    yield Page(urls.YEARS, Fixed("years"))
    yield Page(urls.VERDICTS, Fixed("verdicts"))
    yield Page(urls.DATA, Fixed("data"))
    yield Page(urls.ROBOTS, Fixed("robots"))
    if archive.config.search:
        yield Page(urls.SEARCH, Fixed("search"))
    keys = set(archive.entries) | {Key(Kind.CLAIM, claim) for claim in archive.claims}
    for kind in PARTIES:
        keys |= {Key(kind, party) for party in archive.names(kind).parties}
    for key in sorted(keys):
        address = urls.entry(key.kind, key.id)
        entry = archive.entries.get(key)
        listing = address if address in archive.listings and not (entry and entry.withdrawn) else None
        yield from _numbered(archive, address, OfKey(key), listing)
        if key.kind in (Kind.CLAIM, Kind.FACT_CHECK) and archive.live(key):
            yield Page(urls.record(key.kind, key.id), OfRecord(key))
    for kind, address in urls.LISTS.items():
        yield from _numbered(archive, address, OfList(kind), address)
    yield from _numbered(archive, urls.CORRECTIONS, OfCorrections(), urls.CORRECTIONS)
    for year in years(archive):
        yield from _numbered(archive, urls.year(year), OfYear(year), urls.year(year))
    for verdict in (*(v.id for v in archive.config.verdicts), UNCLASSIFIED):
        if urls.verdict(verdict) in archive.listings:
            yield from _numbered(archive, urls.verdict(verdict), OfVerdict(verdict), urls.verdict(verdict))
    for listing in archive.news:
        yield from (Page(urls.feed(listing, form), OfFeed(listing, form)) for form in feeds.TYPES)
    for redirect in archive.redirects:
        yield Page(redirect.address, OfRedirect(redirect))


def keeps_pages(before: Archive, after: Archive) -> bool:
    """Tell whether an archive whose entries, claims and parties are called as before has the same pages."""
    if before.listings is after.listings and before.news is after.news:
        return True
    return before.news.keys() == after.news.keys() and _cuts(before) == _cuts(after)


def _cuts(archive: Archive) -> dict[Address, range]:
    """Return the numbers of the pages that every list has."""
    size = archive.config.page_size
    return {one: pager.numbers(len(items), size, dated(one)) for one, items in archive.listings.items()}


def years(archive: Archive) -> tuple[int, ...]:
    """Return the years in which something was published, newest first."""
    return tuple(
        sorted({e.date.start.year for e in archive.entries.values() if _in_a_year(e) and e.date}, reverse=True)
    )


def _in_a_year(entry: Entry) -> bool:
    return not entry.withdrawn and entry.kind in (Kind.ARTICLE, Kind.FACT_CHECK)


def _numbered(archive: Archive, address: Address, subject: Subject, listing: Address | None) -> Iterable[Page]:
    yield Page(address, subject, listing)
    if listing:
        for number in pager.numbers(len(archive.listings[listing]), archive.config.page_size, dated(listing)):
            yield Page(urls.numbered(listing, number), subject, listing, number)


def _logo(archive: Archive) -> File | None:
    found = logo(archive)
    return found.file if isinstance(found, Target) and found.file and is_picture(found.file.path) else None


def _of_config(archive: Archive, addresses: Set[Address]) -> Iterable[Diagnostic]:
    """Yield what of the configuration leads nowhere."""
    if archive.config.logo and (found := logo(archive)) and not isinstance(found, Target):
        yield problem(found, CONFIG_FILE, archive.config.logo.file.at)
    for item in archive.config.navigation:
        if not is_web_address(item.url):
            end = menu_link(archive, addresses, item.url)
            if not isinstance(end, Target):
                yield problem(end, CONFIG_FILE, START)


class _Output(msgspec.Struct, frozen=True, order=True):
    """A file of the site and what it is made from. `generated`: by fcgen itself, so that no author can rename it."""

    generated: bool
    path: str
    source: str


def _collisions(archive: Archive, made: Plan) -> list[Diagnostic]:
    """Return the outputs that have one path, and those that are a file for one and a folder for another."""
    outputs = [_output(archive, page) for page in made.pages]
    outputs += [_Output(False, urls.output(copy.address), copy.file.path) for copy in made.copies]
    theme = {address: name for name, address in made.assets.items()}  # one file under two names has one address
    outputs += [_Output(True, urls.output(address), f"the theme's {name}") for address, name in theme.items()]
    outputs += [_Output(True, urls.output(file.address), f"the file {file.address}") for file in made.data]
    outputs += [_Output(True, path, "fcgen itself") for path in RESERVED]
    problems: list[Diagnostic] = []
    taken: dict[str, _Output] = {}
    folders: dict[str, _Output] = {}
    for output in sorted(outputs):
        key = urls.output_key(output.path)
        first = taken.setdefault(key, output)
        if first is not output:
            problems.append(_collision(codes.PATH_TAKEN, first, output))
            continue
        while "/" in key:
            key = key.rpartition("/")[0]
            if folders.setdefault(key, output) is not output:
                break  # whoever made this folder made those above it
    for key in sorted(taken.keys() & folders.keys()):
        problems.append(_collision(codes.FILE_AND_FOLDER, *sorted((taken[key], folders[key]))))
    return problems


def _collision(code: codes.Code, first: _Output, second: _Output) -> Diagnostic:
    """Return the diagnostic for two outputs, at the file that an author can rename."""
    place = CONFIG_FILE if first.generated else first.source
    path = min(first.path, second.path, key=len)
    message = f"{first.source} and {second.source} would both be written to {quoted(path)}"
    return diagnostic(code, place, START, message, "rename one of the files, or change its redirect_from")


def _output(archive: Archive, page: Page) -> _Output:
    path = urls.output(page.address)
    match page.subject:
        case OfKey(key=key):
            claim = archive.claims.get(key.id) if key.kind is Kind.CLAIM else None
            written_in = Key(Kind.FACT_CHECK, claim.fact_check) if claim and claim.fact_check else key
            entry = archive.entries.get(written_in)
            return (
                _Output(False, path, entry.path) if entry else _Output(True, path, f"the {key.kind} {quoted(key.id)}")
            )
        case OfRedirect(redirect=redirect):
            return _Output(False, path, redirect.path)
        case _:
            return _Output(True, path, f"the page {page.address}")
