"""The stages that every command begins with: scan, load, assemble, plan. What a site is, before any page is made."""

from collections.abc import Mapping

import msgspec

from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive
from fcgen.commands.inputs import Options, Seen
from fcgen.commands.loading import Item, loaded
from fcgen.commands.pictures import Found, Keeping, pictures
from fcgen.commands.program import zone_data
from fcgen.commands.progress import Progress, Stage, silent, untimed
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest
from fcgen.entries.files import sort_files
from fcgen.entries.load import Settings
from fcgen.pages.plan import Plan, plan


class Site(msgspec.Struct, frozen=True):
    """Everything that pages are made from but the bodies. `read`: digests of the entries' texts as they were loaded.

    `of_text` are the diagnostics that loading an entry gave, by its path; `others` are those of the site as a whole,
    without those that following a text gave, which are in the plan. `pictures` is what is known of them.
    """

    items: tuple[Item, ...]
    read: Mapping[str, Digest]
    archive: Archive
    plan: Plan
    of_text: Mapping[str, tuple[Diagnostic, ...]]
    others: tuple[Diagnostic, ...]
    pictures: Found

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
) -> Site:
    """Return the site that was found on the disk, with everything up to the plan, and the prints of its pictures.

    Raises OSError and DamagedError.
    """
    memo = keeping.memo if keeping else None
    config, source = found.config, found.source
    with stage("load"):
        files = sort_files(source.files, config.content, source.unreadable)
        items = tuple(Item(path, kind, source.real[path], source.files[path].digest) for path, kind in files.entries)
        entries = loaded(items, settings(found), zone_data(config.timezone), memo, options.crew, progress)
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
        items=items,
        read=entries.read,
        archive=archive,
        plan=planned,
        of_text={path: one.diagnostics for path, one in given if one.diagnostics},
        others=(*found.diagnostics, *files.diagnostics, *of_archive, *of_plan, *pictured.diagnostics),
        pictures=pictured,
    )


def settings(found: Seen) -> Settings:
    """Return what of the configuration decides how a file is read."""
    return Settings(found.config.timezone, found.config.html)
