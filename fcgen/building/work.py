"""What a build has to do: every page looked at, or those alone that show what has changed."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.guesses import no_guess
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.building.cells import Over
from fcgen.building.inputs import Options, Seen
from fcgen.building.last import PAGES, SITE, Last, followed, readers, rows
from fcgen.building.loading import Given, Item, is_crowded, loaded
from fcgen.building.looking import OUTPUT, OUTPUTS
from fcgen.building.press import Order, Row
from fcgen.building.site import Site, settings
from fcgen.building.staleness import Everything
from fcgen.building.workers import Workers
from fcgen.console.progress import silent
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest
from fcgen.disk.memo import Memo
from fcgen.entries.model import Entry
from fcgen.pages.follow import Followed, follow
from fcgen.pages.frame import Frame, frame
from fcgen.pages.render import closures

_MANY: Final = 200
"""More texts than these are work for all cores, and other processes can't read from the memo that this one has open."""

_BROKEN: Final = "a link leads nowhere"


class Work(msgspec.Struct, frozen=True):
    """The pages that a build must look at, and what they are made from.

    `search` is the search page, which comes last, since it names what the others decide. `texts` says where the texts
    lead that were followed, `read` what the files of entries held when they were read, both by path. `site` is None
    where the archive is the one of the last build.
    """

    archive: Archive
    frame: Frame
    uses: Mapping[str, Digest]
    orders: tuple[Order, ...]
    search: Order | None
    texts: Mapping[str, Followed]
    read: Mapping[str, Digest]
    others: tuple[Diagnostic, ...]
    of_text: Mapping[str, tuple[Diagnostic, ...]]
    of_links: Mapping[str, tuple[Diagnostic, ...]]
    site: Site | None = None

    def crew(self, options: Options) -> Workers:
        """Return the processes that may work: an archive that is read from the memo is for this one alone."""
        return options.crew if self.site else Workers(1, options.crew.method)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong, in no order."""
        of_entries = (one for found in (*self.of_text.values(), *self.of_links.values()) for one in found)
        return (*self.others, *of_entries)


def whole(site: Site, found: Seen, known: Mapping[Address, Row], astray: Iterable[str]) -> Work:
    """Return the work of looking at every page. `known` are the rows of the last build, `astray` its lost outputs."""
    lost = frozenset(astray)
    orders = [Order(page, known.get(page.address), urls.output(page.address) not in lost) for page in site.plan.pages]
    return Work(
        archive=site.archive,
        frame=frame(site.archive, site.plan.addresses, site.plan.assets),
        uses=closures(found.theme.templates, found.config.words),
        orders=tuple(order for order in orders if order.page.address != urls.SEARCH),
        search=next((order for order in orders if order.page.address == urls.SEARCH), None),
        texts=site.plan.followed,
        read=site.read,
        others=site.others,
        of_text=site.of_text,
        of_links={path: one.diagnostics for path, one in site.plan.followed.items() if one.diagnostics},
        site=site,
    )


def resumed(
    memo: Memo, last: Last, found: Seen, paths: Sequence[str], astray: Iterable[str], options: Options
) -> Work | Everything:
    """Return the work that remains where only the files of the entries `paths` have changed, or why that is not so.

    The archive is the last build's, since all that it was made of is as it was; so only those pages can have changed
    that asked for the outlines of these entries. Raises OSError and DamagedError.
    """
    table = last.table(memo, SITE)
    archive, pages = last.archive(table), rows(last.table(memo, PAGES))
    lost = {urls.address_of(path) for path in astray}
    outputs = last.table(memo, OUTPUTS)
    for path in sorted(astray):
        if urls.address_of(path) not in pages or not OUTPUT.decode(outputs[path]).own:
            return Everything((f"{path} was missing from the output folder, or was altered there",))
    if other := next((path for path in paths if path not in archive.by_path or path in last.framing), None):
        return Everything((f"{other} changed",))
    if is_crowded(memo, len(last.inputs.files)):
        return Everything(("much is remembered that no entry needs any more",))
    if len(paths) > _MANY:
        return Everything((f"{len(paths):,} texts changed",))
    items = [
        Item(path, archive.by_path[path].kind, found.source.real[path], found.source.files[path].digest)
        for path in paths
    ]
    entries = loaded(items, settings(found), last.inputs.zone, memo, options.crew, silent)
    if last.broken:
        return Everything((_BROKEN,))
    asking = [readers(table)[path] for path in entries.given if path in readers(table)]
    linking = [path for one in asking for path in one.entries]
    edited = retold(archive, pages.keys(), entries.given, linking, followed(table))
    if isinstance(edited, Everything):
        return edited
    archive, texts = edited.archive, edited.texts
    addresses = sorted({*lost, *(Address(address) for one in asking for address in one.pages)})
    orders = [Order(pages[address].page, pages[address], address not in lost) for address in addresses]
    return Work(
        archive=archive,
        frame=Frame(last.frame, pages.keys()),
        uses=last.uses,
        orders=tuple(order for order in orders if order.page.address != urls.SEARCH),
        search=_search(pages, urls.SEARCH not in lost),
        texts=texts,
        read=entries.read,
        others=last.others,
        of_text=_told(last.of_text, entries.given),
        of_links=_told(last.of_links, texts),
    )


class Retold(msgspec.Struct, frozen=True):
    """An archive in which some entries have other texts; `texts` says where those lead that were followed, by path."""

    archive: Archive
    texts: Mapping[str, Followed]


def retold(
    archive: Archive,
    addresses: Set[Address],
    given: Mapping[str, Given],
    linking: Iterable[str],
    known: Mapping[str, Followed],
) -> Retold | Everything:
    """Return the archive with what the edited files of some entries gave, by path, or why that is not all that changed.

    `linking` are the paths of the entries whose texts lead to these; `known` says where all texts led, none of them
    nowhere.
    """
    for path, one in given.items():
        key = archive.by_path.get(path)
        if not one.entry or one.entry.withdrawn or key is None or not _same(one.entry, archive.entries.get(key)):
            return Everything((f"{path} changed, and not in its text alone",))
    outlines = {path: one.outline for path, one in given.items() if one.outline}
    archive = msgspec.structs.replace(archive, outlines=Over(outlines, archive.outlines))
    texts = {
        path: follow(archive, addresses, archive.entries[archive.by_path[path]], no_guess)
        for path in sorted({*outlines, *linking})
    }
    if any(one.broken for one in texts.values()):
        return Everything((_BROKEN,))
    if moved := next((path for path, one in texts.items() if _files(one) != _files(known[path])), None):
        return Everything((f"{moved} shows other files, or links to others",))
    return Retold(archive, texts)


def _files(one: Followed) -> tuple[object, ...]:
    """Return what is published for the sake of a text."""
    return one.copies, one.pictures


def _same(one: Entry, other: Entry | None) -> bool:
    """Tell whether two entries say the same. As values, times of one instant are equal whatever their offsets."""
    return other is not None and msgspec.json.encode(one) == msgspec.json.encode(other)


def _search(pages: Mapping[Address, Row], in_place: bool) -> Order | None:
    row = pages.get(urls.SEARCH)
    return Order(row.page, row, in_place) if row else None


def _told(
    before: Mapping[str, tuple[Diagnostic, ...]], now: Mapping[str, Given | Followed]
) -> dict[str, tuple[Diagnostic, ...]]:
    """Return what was told of each entry, with what is told now in its place."""
    told = {path: found for path, found in before.items() if path not in now}
    return told | {path: one.diagnostics for path, one in now.items() if one.diagnostics}
