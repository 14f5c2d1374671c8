"""The stages that every command begins with: scan, load, assemble, plan. What a site is, before any page is made."""

from collections.abc import Mapping

import msgspec

from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive
from fcgen.building.inputs import Options, Seen
from fcgen.building.loading import NOTHING, Item, Loaded, reloaded
from fcgen.building.pictures import Found, Keeping, pictures
from fcgen.building.program import zone_data
from fcgen.console.progress import Progress, Stage, silent, untimed
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest
from fcgen.entries.files import Sorted, sort_files
from fcgen.entries.load import Settings
from fcgen.pages.plan import Plan, plan


class Site(msgspec.Struct, frozen=True):
    """Everything that pages are made from but the bodies. `read`: digests of the entries' texts as they were loaded.

    `of_text` are the diagnostics that loading an entry gave, by its path; others are of what was found on the disk, of
    the archive, and of the plan, which also has those that following a text gave. `pictures` is what is known of them.
    """

    items: tuple[Item, ...]
    read: Mapping[str, Digest]
    archive: Archive
    plan: Plan
    of_text: Mapping[str, tuple[Diagnostic, ...]]
    of_files: tuple[Diagnostic, ...]
    of_archive: tuple[Diagnostic, ...]
    of_plan: tuple[Diagnostic, ...]
    pictures: Found

    @property
    def others(self) -> tuple[Diagnostic, ...]:
        """All that is wrong with the site as a whole."""
        return (*self.of_files, *self.of_archive, *self.of_plan)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that is wrong, in no order."""
        loading = (one for found in self.of_text.values() for one in found)
        following = (one for found in self.plan.followed.values() for one in found.diagnostics)
        return (*self.others, *loading, *following)


def read_site(
    found: Seen,
    options: Options,
    keeping: Keeping | None = None,
    progress: Progress = silent,
    stage: Stage = untimed,
    before: Loaded = NOTHING,
) -> Site:
    """Return the site that was found on the disk, with everything up to the plan, and the prints of its pictures.

    `before` is what some of its files gave already. Raises OSError and DamagedError.
    """
    memo = keeping.memo if keeping else None
    with stage("load"):
        files = sorted_files(found)
        zone = zone_data(found.config.timezone)
        entries = reloaded(before, items(found, files), settings(found), zone, memo, options.crew, progress)
    return site_of(found, files, entries, options, keeping, progress, stage)


def site_of(
    found: Seen,
    files: Sorted,
    entries: Loaded,
    options: Options,
    keeping: Keeping | None = None,
    progress: Progress = silent,
    stage: Stage = untimed,
) -> Site:
    """Return the site whose entries have been loaded. Raises OSError and DamagedError."""
    config, source = found.config, found.source
    with stage("assemble"):
        given = entries.given.items()
        archive, of_archive = assemble(
            [one.entry for _, one in given if one.entry],
            {path: one.outline for path, one in given if one.outline},
            {path: source.files[path] for path in files.others},
            config,
            Shown(options.now, options.drafts, options.future),
        )
        planned, of_plan = plan(archive, found.theme.assets)
    pictured = Found()
    if planned.logo or any(one.pictures for one in planned.followed.values()):
        with stage("pictures"):
            pictured = pictures(planned, source, keeping, options.crew, progress)
            archive = msgspec.structs.replace(archive, pictures=pictured.pictures)
    return Site(
        items=items(found, files),
        read=entries.read,
        archive=archive,
        plan=planned,
        of_text={path: one.diagnostics for path, one in given if one.diagnostics},
        of_files=found.diagnostics,
        of_archive=(*files.diagnostics, *of_archive, *pictured.diagnostics),
        of_plan=of_plan,
        pictures=pictured,
    )


def sorted_files(found: Seen) -> Sorted:
    """Return which of the files are entries, and of what kind."""
    return sort_files(found.source.files, found.config.content, found.source.unreadable)


def items(found: Seen, files: Sorted) -> tuple[Item, ...]:
    """Return the files of entries, to be loaded."""
    source = found.source
    return tuple(Item(path, kind, source.real[path], source.files[path].digest) for path, kind in files.entries)


def settings(found: Seen) -> Settings:
    """Return what of the configuration decides how a file is read."""
    return Settings(found.config.timezone, found.config.html)
