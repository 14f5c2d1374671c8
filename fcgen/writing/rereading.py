"""An archive as it is and as it would be: what commands that write entries look at before they write."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive
from fcgen.building.collecting import without_collection
from fcgen.building.inputs import Options, Seen, seen
from fcgen.building.loading import Given, reloaded
from fcgen.building.program import zone_data
from fcgen.building.recalling import recalled
from fcgen.building.site import items, settings, sorted_files
from fcgen.console.progress import silent
from fcgen.diagnostics import Diagnostic
from fcgen.entries.files import Sorted
from fcgen.entries.load import load
from fcgen.entries.model import Kind
from fcgen.pages.plan import Plan, plan


class Whole(msgspec.Struct, frozen=True):
    """An archive with its plan, and what is wrong with it."""

    archive: Archive
    plan: Plan
    diagnostics: tuple[Diagnostic, ...]


class Read(msgspec.Struct, frozen=True):
    """What is on the disk: what was seen, the files, what each gave, and the whole that they make."""

    seen: Seen
    files: Sorted
    given: Mapping[str, Given]
    whole: Whole


@without_collection()
def read_whole(root: Path, options: Options) -> tuple[Read | None, tuple[Diagnostic, ...]]:
    """Return what is in the folder `root`, or None where it has no configuration, and what is wrong with that.

    Raises OSError.
    """
    found, problems = seen(root, options)
    if found is None:
        return None, problems
    files = sorted_files(found)
    every = items(found, files)
    zone = zone_data(found.config.timezone)
    before = recalled(root, found, every)
    given = reloaded(before, every, settings(found), zone, None, options.crew, silent).given
    return Read(found, files, given, whole_of(found, options, files, given)), problems


def given_by(path: str, kind: Kind, data: bytes, found: Seen) -> Given:
    """Return what a file gives that holds `data`."""
    read = load(path, kind, data, settings(found))
    return Given(read.diagnostics, read.entry, read.outline)


def whole_of(found: Seen, options: Options, files: Sorted, given: Mapping[str, Given]) -> Whole:
    """Return the archive that entries make."""
    archive, of_archive = assemble(
        [one.entry for one in given.values() if one.entry],
        {path: one.outline for path, one in given.items() if one.outline},
        {path: found.source.files[path] for path in files.others},
        found.config,
        Shown(options.now, options.drafts, options.future),
    )
    planned, of_plan = plan(archive, found.theme.assets)
    of_text = (one for file in given.values() for one in file.diagnostics)
    following = (one for file in planned.followed.values() for one in file.diagnostics)
    return Whole(archive, planned, (*of_text, *of_archive, *of_plan, *following))


def fresh_in(after: Whole, before: Whole, named: Callable[[str], str]) -> list[Diagnostic]:
    """Return what is wrong with an archive that was not wrong before; `named` gives the names that files have then."""
    told = Counter((one.code.number, named(one.path)) for one in before.diagnostics)
    fresh = []
    for one in after.diagnostics:
        told[one.code.number, one.path] -= 1
        if told[one.code.number, one.path] < 0:
            fresh.append(one)
    return fresh
