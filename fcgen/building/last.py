"""What a build leaves in the memo for the next: what it was made from, the archive, the pages, the outputs."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from fcgen.archive.index import Archive, Key, Redirect
from fcgen.archive.urls import Address
from fcgen.building.cells import Cells, archive_cells, archive_of, cells
from fcgen.building.inputs import Inputs
from fcgen.building.looking import OUTPUTS, Place, remember_place
from fcgen.building.press import Row
from fcgen.building.staleness import Period
from fcgen.config import Config
from fcgen.console.summary import Counts
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest
from fcgen.disk.memo import Memo, Table
from fcgen.entries.body import Outline
from fcgen.entries.model import Entry
from fcgen.pages.data_files import DataFile
from fcgen.pages.follow import Followed
from fcgen.pages.page_types import Site as SitePart

_HEAD: Final = "head"
SITE, PAGES, RECORDS = "site", "pages", "records"
"""The tables: cells of the archive and of what belongs to it; rows of pages by address; the records of the search index
by address. That of the files of the output folder is `looking.OUTPUTS`."""

_OUTLINES: Final = "outlines:"  # as the archive's own cells are called
_FOLLOWED: Final = "followed:"
_READERS: Final = "readers:"


class Readers(msgspec.Struct, frozen=True):
    """Who asked for the outline of an entry: pages by address, and entries, whose texts lead to it, by path."""

    pages: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


class ShelfMark(msgspec.Struct, frozen=True):
    """A shelf of the search index: the digest of all that stands on it, and how many pages that is."""

    digest: Digest
    pages: int


class Data(msgspec.Struct, frozen=True):
    """The files of data. `marks` say, by their addresses, from which texts those were made that have the entries."""

    files: tuple[DataFile, ...] = ()
    marks: Mapping[str, Digest] = {}


class Last(msgspec.Struct, frozen=True):
    """What the last build left. `out` is its output folder, relative to the site's; `checksums` are those of tables.

    `uses` are the digests of templates with all that they use; `of_text` is what loading an entry told, `of_links` what
    following its text told, by path; `others` is all else that was told. `broken`: something of a text leads nowhere;
    `framing` are the paths of the entries whose outlines the configuration's links asked for.
    """

    out: str
    inputs: Inputs
    period: Period
    config: Config
    redirects: tuple[Redirect, ...]
    kept_back: tuple[Entry, ...]
    policies: tuple[Key, ...]
    publisher: str | None
    frame: SitePart
    uses: Mapping[str, Digest]
    others: tuple[Diagnostic, ...]
    of_text: Mapping[str, tuple[Diagnostic, ...]]
    of_links: Mapping[str, tuple[Diagnostic, ...]]
    broken: bool
    framing: tuple[str, ...]
    shelves: Mapping[str, ShelfMark]
    data: Data
    counts: Counts
    checksums: Mapping[str, tuple[str, ...]] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was told, in no order."""
        of_entries = (one for found in (*self.of_text.values(), *self.of_links.values()) for one in found)
        return (*self.others, *of_entries)

    def table(self, memo: Memo, name: str) -> Table:
        """Return a table that the build left."""
        return Table(memo, name, self.checksums[name])

    def archive(self, site: Table) -> Archive:
        """Return the archive, whose mappings are read as they are asked."""
        rest = {
            "config": self.config,
            "redirects": self.redirects,
            "left_out": self.counts.left_out,
            "kept_back": self.kept_back,
            "until": self.period.until,
            "policies": self.policies,
            "publisher": self.publisher,
        }
        return archive_of(site, rest)


def recalled(memo: Memo) -> Last | None:
    """Return what the last build left, or None where nothing is remembered of it. Raises DamagedError."""
    data = memo.get("last", _HEAD)
    return _HEAD_DECODER.decode(data) if data else None


def remember(memo: Memo, last: Last, tables: Mapping[str, Table]) -> None:
    """Leave for the next build what this one made, with its tables, which have been remembered."""
    whole = msgspec.structs.replace(last, checksums={name: one.checksums for name, one in tables.items()})
    memo.put("last", [(_HEAD, msgspec.json.encode(whole))])
    remember_place(memo, Place(last.out, whole.checksums[OUTPUTS]))


_HEAD_DECODER: Final = msgspec.json.Decoder(Last)


def rows(pages: Table) -> Cells[Address, Row]:
    """Return the rows of pages by address."""
    return Cells(pages, "", Address, Row)


def followed(site: Table) -> Cells[str, Followed]:
    """Return where the texts of entries lead, by path."""
    return Cells(site, _FOLLOWED, str, Followed)


def readers(site: Table) -> Cells[str, Readers]:
    """Return who asked for the outlines of entries, by path."""
    return Cells(site, _READERS, str, Readers)


def site_changes(
    outlines: Mapping[str, Outline], texts: Mapping[str, Followed], asked: Mapping[str, Readers]
) -> dict[str, bytes]:
    """Return the values of the site's table that changed with the texts of entries."""
    return cells(_OUTLINES, outlines) | cells(_FOLLOWED, texts) | cells(_READERS, asked)


def site_cells(archive: Archive, texts: Mapping[str, Followed], asked: Mapping[str, Readers]) -> dict[str, bytes]:
    """Return the values of the site's table."""
    return archive_cells(archive) | cells(_FOLLOWED, texts) | cells(_READERS, asked)


def encoded(values: Mapping[Any, Any]) -> dict[str, bytes]:
    """Return values as the tables hold them."""
    return {name: msgspec.json.encode(value) for name, value in values.items()}
