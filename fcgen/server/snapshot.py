"""A site as it is at a moment, and what is at each of its addresses. A value: a change makes another one."""

from collections.abc import Mapping

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.diagnostics import Diagnostic, excerpt
from fcgen.digest import Digest
from fcgen.pages.data_files import CHECKSUMS, PACKAGE, DataFile
from fcgen.pages.follow import Copy
from fcgen.pages.frame import Frame
from fcgen.pages.pictures import print_address
from fcgen.pages.plan import Plan
from fcgen.pages.render import Templates
from fcgen.pages.subjects import Page
from fcgen.pages.views import SCRIPT, Shelves, shelves
from fcgen.pictures import Pictured, Print


class PrintOf(msgspec.Struct, frozen=True):
    """A print of a picture that lies beside an entry."""

    copy: Copy
    known: Pictured
    one: Print


class Asset(msgspec.Struct, frozen=True):
    """A file of the theme."""

    data: bytes


class Described(msgspec.Struct, frozen=True):
    """The description of the data, or their checksums."""


Thing = Page | Copy | PrintOf | Asset | DataFile | Described
"""What can be at an address."""


class Snapshot(msgspec.Struct, frozen=True):
    """All that the pages of a site are made from. `at` says what is at each address.

    `uses` are digests of templates with all that each of them uses; `read` are those of the texts of entries as they
    were loaded, by path.
    """

    archive: Archive
    plan: Plan
    frame: Frame
    templates: Templates
    uses: Mapping[str, Digest]
    read: Mapping[str, Digest]
    at: Mapping[Address, Thing]
    shelves: Shelves = Shelves()


class Mistake(msgspec.Struct, frozen=True):
    """A mistake as open pages show it. `excerpt` are lines of the file, the last of them with a caret."""

    code: str
    path: str
    line: int
    column: int
    message: str
    hint: str
    excerpt: tuple[str, ...] = ()


class Index(msgspec.Struct, frozen=True):
    """The search index. `files` says where its files lie, by their addresses; `refreshing`: another one is being made.

    `pages` is how many pages stand on each shelf, `marks` are what says that a shelf is another.
    `trouble` is what went wrong when it was made, "" where nothing did.
    """

    files: Mapping[Address, str] = {}
    marks: tuple[str, ...] = ()
    pages: Mapping[str, int] = {}
    refreshing: bool = False
    trouble: str = ""


class Moment(msgspec.Struct, frozen=True):
    """What is served: the last sound state of a site, None before there was one, and what is wrong with it now.

    `number` counts the moments, so that one can tell whether there has been another. `base_path` is decoded.
    """

    number: int = 0
    snapshot: Snapshot | None = None
    mistakes: tuple[Mistake, ...] = ()
    index: Index = Index()
    base_path: str = "/"


def mistake(found: Diagnostic, lines: list[str]) -> Mistake:
    """Return a diagnostic as a mistake; `lines` are those of its file."""
    shown = tuple(excerpt(found.at, lines))
    return Mistake(found.code.number, found.path, found.at.line, found.at.column, found.message, found.hint, shown)


def with_index(now: Snapshot, index: Index) -> Snapshot:
    """Return a site whose search page knows an index."""
    script = now.plan.assets.get(SCRIPT)
    return msgspec.structs.replace(now, shelves=shelves(now.archive.config.base_path, index.pages, script))


def things(plan: Plan, pictures: Mapping[str, Pictured], contents: Mapping[str, bytes]) -> dict[Address, Thing]:
    """Return what is at each address of a site. `contents` are the files of the theme, by name."""
    made: dict[Address, Thing] = {page.address: page for page in plan.pages}
    for copy in plan.copies:
        known = pictures.get(copy.file.path)
        if known and known.prints:
            made |= {print_address(copy.file, known, one): PrintOf(copy, known, one) for one in known.prints}
        else:
            made[copy.address] = copy
    made |= {address: Asset(contents[name]) for name, address in plan.assets.items()}
    made |= {file.address: file for file in plan.data}
    made |= {PACKAGE: Described(), CHECKSUMS: Described(), urls.address_of(".nojekyll"): Asset(b"")}
    return made
