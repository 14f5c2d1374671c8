"""The archive as data, on the stage of a build: tables, JSON, the sitemap, and what describes them."""

from collections.abc import Mapping

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.building.basis import Basis
from fcgen.building.last import Data
from fcgen.building.loading import line_of
from fcgen.building.work import Work
from fcgen.digest import Digest, digest
from fcgen.disk.output import Stage
from fcgen.formats.data_package import Held
from fcgen.pages.data_files import ENTRIES, DataFile, content, described


def stage_data(now: Basis, work: Work, staged: Stage) -> Data:
    """Stage what has changed of the data. Raises RefusedError, DamagedError and OSError.

    All of it but the entries is made from the archive, which an edit of a text leaves as it was.
    """
    last = now.last.data if now.last else Data()
    read = {**now.present.files, **work.read}
    if work.site:
        plan, files = work.site.plan, work.site.plan.data
        static = [copy for copy in plan.copies if copy.address.startswith("/static/")]
        for file in files:
            if file.holds != ENTRIES:
                staged.write(urls.output(file.address), content(work.archive, plan.pages, static, file))
        touched = [file for file in files if file.holds == ENTRIES]
    else:
        files = last.files
        years = {_year(work.archive, path) for path in work.read}
        touched = [file for file in files if file.holds == ENTRIES and years.intersection(file.part)]
    marks: dict[str, Digest] = {file.address: _mark(work.archive, file, read) for file in touched}
    for file in touched:
        path = urls.output(file.address)
        if last.marks.get(file.address) == marks[file.address] and path in staged.in_place:
            staged.keep((path,))
        else:
            staged.write(path, (line_of(now.memo, one, read[one]) for one in paths_of(work.archive, file)))
    if work.site or touched:
        for address, data in described(work.archive, files, lambda one: Held(*staged.held(urls.output(one)))):
            staged.add(urls.output(address), data)
    return Data(files, marks if work.site else {**last.marks, **marks})


def _year(archive: Archive, path: str) -> str:
    entry = archive.entries[archive.by_path[path]]
    return f"{entry.date.start.year:04}" if entry.date else ""


def paths_of(archive: Archive, file: DataFile) -> list[str]:
    """Return the paths of the entries that are in a file of data, in its order."""
    return sorted(path for year in file.part for path in archive.by_year[year])


def _mark(archive: Archive, file: DataFile, read: Mapping[str, Digest]) -> Digest:
    return digest("\n".join(f"{path}\0{read[path]}" for path in paths_of(archive, file)).encode())
