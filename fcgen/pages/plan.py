"""Every output of the site: which pages there are and where, and which files are copied. Nothing is made here."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.index import Archive, Key, Redirect
from fcgen.archive.urls import Address
from fcgen.config import CONFIG_FILE, UNCLASSIFIED
from fcgen.diagnostics import START, Diagnostic, Mark, diagnostic, quoted
from fcgen.digest import File
from fcgen.entries.model import BodyLink, BodyPicture, Entry, Kind
from fcgen.pages import pager
from fcgen.pages.links import Broken, Hidden, Resolved, Target, link, logo, picture


class Fixed(msgspec.Struct, frozen=True, tag=True):
    """A page that every site has: home, search, not_found, years or verdicts."""

    name: str


class OfKey(msgspec.Struct, frozen=True, tag=True):
    """The page of an entry, or of a claim, person, outlet or topic without one."""

    key: Key


class OfVerdict(msgspec.Struct, frozen=True, tag=True):
    """The page of a verdict, or of the unclassified rulings."""

    id: str


class OfList(msgspec.Struct, frozen=True, tag=True):
    """The list of a kind."""

    kind: Kind


class OfYear(msgspec.Struct, frozen=True, tag=True):
    """What was published in a year."""

    year: int


class OfCorrections(msgspec.Struct, frozen=True, tag=True):
    """The list of all corrections."""


class OfRedirect(msgspec.Struct, frozen=True, tag=True):
    """An old address."""

    redirect: Redirect


Subject = Fixed | OfKey | OfVerdict | OfList | OfYear | OfCorrections | OfRedirect


class Page(msgspec.Struct, frozen=True):
    """A page to be made. `listing` is the list that it shows a part of; `number` is that part, None the newest."""

    address: Address
    subject: Subject
    listing: Address | None = None
    number: int | None = None


class Copy(msgspec.Struct, frozen=True):
    """A file that is published as it is."""

    address: Address
    file: File


class Plan(msgspec.Struct, frozen=True):
    """All outputs. `addresses` are those of the pages; `copies` are of the content, `assets` of the theme."""

    pages: tuple[Page, ...]
    addresses: frozenset[Address]
    copies: tuple[Copy, ...]
    assets: Mapping[str, Address]


RESERVED: Final = (".nojekyll", ".fcgen-manifest", "pagefind/index")
"""What fcgen writes besides: for GitHub Pages, to know its own files again, and the search index."""

_AZ_LISTS: Final = frozenset(urls.LISTS[kind] for kind in (Kind.PERSON, Kind.OUTLET, Kind.TOPIC))


def dated(listing: Address) -> bool:
    """Tell whether a list is in order of date; the others are A to Z."""
    return listing not in _AZ_LISTS


def plan(archive: Archive, assets: Mapping[str, File]) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Return all outputs, in the order of their addresses, and what is wrong with them and with links to them.

    `assets` are the theme's files by name.
    """
    pages = tuple(sorted(_pages(archive), key=lambda p: (p.address, str(p.subject))))
    addresses = frozenset(p.address for p in pages)
    media, problems = _follow(archive, addresses)
    static = [f for f in archive.files.values() if f.path.startswith(f"{archive.config.content}/static/")]
    copies = [Copy(urls.static(f.path.removeprefix(f"{archive.config.content}/")), f) for f in static]
    copies += [Copy(address, file) for address, file in media.items()]
    used = {copy.file.path for copy in copies}
    for path in sorted(archive.files.keys() - used):
        hint = "link to it from an entry, move it under static/, or remove it"
        problems.append(
            diagnostic(codes.UNUSED_FILE, path, START, "no entry uses this file, so it is not published", hint)
        )
    made = Plan(
        pages=pages,
        addresses=addresses,
        copies=tuple(sorted(copies, key=lambda c: c.address)),
        assets={name: urls.asset(name, file) for name, file in sorted(assets.items())},
    )
    return made, (*problems, *_collisions(archive, made))


def _pages(archive: Archive) -> Iterable[Page]:
    yield Page(urls.HOME, Fixed("home"))
    yield Page(urls.NOT_FOUND, Fixed("not_found"))
    yield Page(urls.YEARS, Fixed("years"))
    yield Page(urls.VERDICTS, Fixed("verdicts"))
    if archive.config.search:
        yield Page(urls.SEARCH, Fixed("search"))
    keys = set(archive.entries) | {Key(Kind.CLAIM, claim) for claim in archive.claims}
    for kind in (Kind.PERSON, Kind.OUTLET, Kind.TOPIC):
        keys |= {Key(kind, party) for party in archive.names(kind).parties}
    for key in sorted(keys):
        address = urls.entry(key.kind, key.id)
        entry = archive.entries.get(key)
        listing = address if address in archive.listings and not (entry and entry.withdrawn) else None
        yield from _numbered(archive, address, OfKey(key), listing)
    for kind, address in urls.LISTS.items():
        yield from _numbered(archive, address, OfList(kind), address)
    yield from _numbered(archive, urls.CORRECTIONS, OfCorrections(), urls.CORRECTIONS)
    for year in years(archive):
        yield from _numbered(archive, urls.year(year), OfYear(year), urls.year(year))
    for verdict in (*(v.id for v in archive.config.verdicts), UNCLASSIFIED):
        if urls.verdict(verdict) in archive.listings:
            yield from _numbered(archive, urls.verdict(verdict), OfVerdict(verdict), urls.verdict(verdict))
    for redirect in archive.redirects:
        yield Page(redirect.address, OfRedirect(redirect))


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


def _follow(archive: Archive, addresses: frozenset[Address]) -> tuple[dict[Address, File], list[Diagnostic]]:
    """Follow all links and pictures; return the files beside entries that they lead to, and what leads nowhere."""
    media: dict[Address, File] = {}
    problems: list[Diagnostic] = []
    for entry in archive.entries.values():
        if entry.withdrawn:
            continue
        ends = [
            (hole.at, link(archive, addresses, entry, hole.target))
            for hole in entry.outline.holes
            if isinstance(hole, BodyLink)
        ]
        ends += [
            (hole.at, picture(archive, entry, hole.file))
            for hole in entry.outline.holes
            if isinstance(hole, BodyPicture)
        ]
        if entry.image:
            ends.append((entry.image.file.at, picture(archive, entry, entry.image.file.text)))
        for at, end in ends:
            problems += _problem(end, entry.path, at)
            if isinstance(end, Target) and end.file:
                media[end.address] = end.file
    if archive.config.logo:
        end = logo(archive)
        problems += _problem(end, CONFIG_FILE, archive.config.logo.at) if end else []
    return media, problems


def _problem(end: Resolved, path: str, at: Mark) -> list[Diagnostic]:
    match end:
        case Broken(code=code, message=message, hint=hint):
            return [diagnostic(code, path, at, message, hint)]
        case Hidden(message=message):
            return [diagnostic(codes.LEFT_OUT, path, at, message)]
        case Target():
            return []


def _collisions(archive: Archive, made: Plan) -> list[Diagnostic]:
    """Return the outputs that have one path, and those that are a file for one and a folder for another."""
    problems: list[Diagnostic] = []
    taken: dict[str, str] = {}
    folders: dict[str, str] = {}
    outputs = [(urls.output(p.address), _source(archive, p)) for p in made.pages]
    outputs += [(urls.output(c.address), c.file.path) for c in made.copies]
    outputs += [(urls.output(address), f"the theme's {name}") for name, address in made.assets.items()]
    outputs += [(path, "fcgen itself") for path in RESERVED]
    for path, source in sorted(outputs, key=lambda o: (_generated(o[1]), o)):
        key = urls.output_key(path)
        if key in taken:
            problems.append(_collision(codes.PATH_TAKEN, path, source, taken[key]))
            continue
        taken[key] = source
        parts = key.split("/")
        for depth in range(1, len(parts)):
            folders.setdefault("/".join(parts[:depth]), source)
    for key, source in taken.items():
        if key in folders:
            problems.append(_collision(codes.FILE_AND_FOLDER, key, source, folders[key]))
    return problems


def _collision(code: codes.Code, path: str, source: str, other: str) -> Diagnostic:
    where, rival = (other, source) if _generated(source) else (source, other)
    place = where if not _generated(where) else CONFIG_FILE
    message = f"{where} and {rival} would both be written to {quoted(path)}"
    return diagnostic(code, place, START, message, "rename one of the files, or change its redirect_from")


def _generated(source: str) -> bool:
    return source.startswith(("the ", "fcgen "))


def _source(archive: Archive, page: Page) -> str:
    match page.subject:
        case OfKey(key=key):
            entry = archive.entries.get(key)
            claim = archive.claims.get(key.id) if key.kind is Kind.CLAIM else None
            if entry:
                return entry.path
            review = archive.entries.get(Key(Kind.FACT_CHECK, claim.fact_check)) if claim and claim.fact_check else None
            return review.path if review else f"the {key.kind} {quoted(key.id)}"
        case OfRedirect(redirect=redirect):
            return redirect.path
        case _:
            return f"the page {page.address}"
