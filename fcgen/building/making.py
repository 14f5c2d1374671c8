"""From the work of a build to its stage: pages, search indexes, and what is published as it is."""

from collections.abc import Mapping
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.building import last as kept
from fcgen.building import looking, shelving
from fcgen.building.archiving import stage_data
from fcgen.building.basis import Basis
from fcgen.building.cells import Over
from fcgen.building.last import Data, ShelfMark
from fcgen.building.pictures import stage_prints
from fcgen.building.press import Bodies, Made, Press, Row, joined, print_pages
from fcgen.building.site import Site as Read
from fcgen.building.work import Work
from fcgen.console.progress import Progress, Stage, silent
from fcgen.digest import digest
from fcgen.disk.manifest import LISTS, PAGEFIND
from fcgen.disk.output import Stage as Staging
from fcgen.pages.data_files import CHECKSUMS, PACKAGE
from fcgen.pages.render import Templates
from fcgen.pages.views import SCRIPT, Shelves, shelves

STAGE: Final = "stage"
"""Where files wait until all are there, in the folder of what a build needs on its way."""


class Site(msgspec.Struct, frozen=True):
    """A site on its stage. `made` are the pages that were looked at; `rows` and `records` are those of all pages.

    `shelves` are those of the search index; `moved` are the files that changed after the scan, while they were copied;
    `data` are the files that hold the archive for programs.
    """

    made: Made
    rows: Mapping[Address, Row]
    records: Mapping[str, bytes]
    shelves: Mapping[str, ShelfMark]
    moved: tuple[str, ...]
    data: Data = Data()


def staging(now: Basis, work: Work) -> Staging:
    """Begin the stage of a build. Raises RefusedError, DamagedError and OSError."""
    folder = now.state / STAGE
    if now.last is None:
        return Staging(folder, now.target)
    if pages_alone(work):  # then it need know no other files
        table = now.last.table(now.memo, looking.OUTPUTS)
        data = (*(file.address for file in now.last.data.files), PACKAGE, CHECKSUMS)
        names = (LISTS[0], *(urls.output(order.page.address) for order in work.orders), *map(urls.output, data))
        known = {name: looking.OUTPUT.decode(table[name]) for name in names if name in table}
    else:
        known = dict(looking.outputs(now.memo, now.last.checksums[looking.OUTPUTS]))
    known |= {path: output for path, output in now.checked.stamped.items() if path in known}
    return Staging(folder, now.target, known, known.keys() - now.checked.astray, part=pages_alone(work))


def pages_alone(work: Work) -> bool:
    """Tell whether nothing but the pages that are looked at can change: no copies, no search index."""
    return work.site is None and work.search is None


def stage_site(now: Basis, work: Work, bodies: Bodies, staged: Staging, progress: Progress, stage: Stage) -> Site:
    """Make and stage all that must be made, and keep all that stays. Mistakes of templates are in `made`.

    Raises SearchFailedError, RefusedError, DamagedError and OSError.
    """
    last = now.last
    with stage("render"):
        templates = Templates(now.found.theme.templates, now.found.theme.paths, now.found.config.words)
        press = Press(work.archive, work.frame, templates, work.uses, bodies)
        made = print_pages(press, work.orders, staged, work.crew(now.options), progress)
        moved = _copy(now, work.site, staged) if work.site else ()
    old = now.rows()
    rows = made.rows if work.site else Over(made.rows, old)
    before: Mapping[str, bytes] = last.table(now.memo, kept.RECORDS) if last else {}
    marks: Mapping[str, ShelfMark] = last.shelves if last else {}
    site = Site(made, rows, Over(made.records, before), marks, moved)
    standing: set[str] = set()
    if work.search and not made.problems:
        with stage("search"):
            standing_on: Mapping[str, tuple[Row, ...]] = {}
            if work.site or any(_told(row) != _told(old[address]) for address, row in made.rows.items()):
                standing_on = shelving.shelves(rows.values())
                marks = shelving.marks(standing_on)
            standing = {name for name, mark in marks.items() if _stands(now, name, mark)}
            stale = {name: standing_on[name] for name in marks if name not in standing}
            shelving.index(stale, site.records, bodies, now.state, staged.add, progress)
            press = msgspec.structs.replace(press, shelves=_shelves(now, marks))
            made = joined(made, print_pages(press, (work.search,), staged, work.crew(now.options), silent))
            rows = made.rows if work.site else Over(made.rows, old)
            site = msgspec.structs.replace(site, made=made, rows=rows, shelves=marks)
    if not made.problems:
        with stage("data"):
            site = msgspec.structs.replace(site, data=stage_data(now, work, staged))
    staged.keep(path for path in staged.in_place if _stays(path, standing, work))
    return site


def _told(row: Row) -> tuple[str, str, str]:
    """Return what of a page decides what the search index holds."""
    return row.record, row.language, row.date


def _stands(now: Basis, name: str, mark: ShelfMark) -> bool:
    """Tell whether the index of a shelf is in place as it would be made."""
    folder = shelving.folder(name)
    known = now.last and now.last.shelves.get(name) == mark
    return bool(known) and not any(path.startswith(folder) for path in now.checked.astray)


def _stays(path: str, standing: set[str], work: Work) -> bool:
    """Tell whether a file that is in place stays without being made: indexes that stand, and what nobody looked at."""
    return path.split("/")[1] in standing if path.startswith(PAGEFIND) else work.site is None


def _shelves(now: Basis, marks: Mapping[str, ShelfMark]) -> Shelves:
    script = urls.assets(now.found.theme.assets).get(SCRIPT)
    counts = {name: mark.pages for name, mark in marks.items()}
    return shelves(now.found.config.base_path, counts, script)


def _copy(now: Basis, site: Read, staged: Staging) -> tuple[str, ...]:
    """Stage pictures, and what is published as it is; return the files that no longer hold what the scan found."""
    moved = list(site.pictures.moved)
    for copy in site.plan.copies:
        known = site.archive.pictures.get(copy.file.path)
        if known and known.prints:
            stage_prints(copy.file, known, now.found.source, now.state, staged)
            continue
        path = urls.output(copy.address)
        if not staged.keeps(path, copy.file.digest):
            data = now.found.source.read(copy.file.path)
            moved += [copy.file.path] if digest(data) != copy.file.digest else []
            staged.add(path, data)
    for name, address in site.plan.assets.items():
        staged.add(urls.output(address), now.found.theme.contents[name])
    staged.add(".nojekyll", b"")
    return tuple(moved)
