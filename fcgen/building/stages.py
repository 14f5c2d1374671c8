"""The stages of a build in their order."""

import time
from collections.abc import Iterator, Mapping, Set
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.building import last as kept
from fcgen.building import shelving
from fcgen.building.basis import Basis, basis
from fcgen.building.explain import Story, address_of, explained, sources
from fcgen.building.inputs import How, Options
from fcgen.building.last import Last
from fcgen.building.leave import leave, leave_stamps
from fcgen.building.looking import STATE, Looking
from fcgen.building.making import STAGE, stage_site, staging
from fcgen.building.pictures import Keeping
from fcgen.building.press import Bodies, Row
from fcgen.building.program import program
from fcgen.building.site import read_site
from fcgen.building.staleness import NO_FILE, Everything, Texts
from fcgen.building.work import Work, resumed, whole
from fcgen.config import missing_config
from fcgen.console.progress import Progress, Stage
from fcgen.console.summary import Done, Summary
from fcgen.diagnostics import errors, graded
from fcgen.disk.memo import remembered
from fcgen.disk.output import Placed
from fcgen.disk.search import SEARCH
from fcgen.pages.frame import Frame
from fcgen.pages.subjects import is_page

LEFT_OVER: Final = (STAGE, SEARCH)
"""Folders for what a build needs on its way, which one that was killed leaves."""


def no_site(root: Path, options: Options) -> Summary:
    """Return the summary of a build in a folder without a configuration."""
    return Summary(root, graded((missing_config(),), options.strictness), {})


def stages(root: Path, how: How, options: Options, looking: Looking, progress: Progress) -> Summary:
    """Build the site in the folder `root`; `looking` gives what became of the outputs of the last build.

    Raises RefusedError, SearchFailedError, DamagedError and OSError.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start

    with remembered(root / STATE, program()) as memo:
        with stage("scan"):
            now, problems = basis(root, how.out, options, memo, looking)
        if now is None:
            return Summary(root, graded(problems, options.strictness), seconds)
        if now.last and now.change == Texts() and not now.checked.astray:
            return _nothing(now, now.last, how, seconds)
        work = _work(now, progress, stage)
        told = graded(work.diagnostics, options.strictness)
        if errors(told):
            return Summary(root, told, seconds)
        with closing(Bodies(now.state)) as bodies, staging(now, work) as staged:
            site = stage_site(now, work, bodies, staged, progress, stage)
            if site.made.problems:
                return Summary(root, graded((*work.diagnostics, *site.made.problems), options.strictness), seconds)
            gone = now.rows().keys() - site.rows.keys() if how.explain else frozenset()
            words = _explained(now, work.archive, work.frame, how, site.made.rows, gone)
            with stage("write"):
                placed, outputs = staged.place()
                last = leave(now, work, site, outputs)
        placed = msgspec.structs.replace(placed, unchanged=last.counts.files - placed.written)
        notes = shelving.notes(last.shelves)
        pages = tuple(one for one in site.made.rendered if is_page(site.made.rows[one].page))
        others = tuple(one for one in site.made.rendered if not is_page(site.made.rows[one].page))
        return Summary(root, told, seconds, Done(now.target, pages, others, placed, last.counts, notes, words))


def _nothing(now: Basis, last: Last, how: How, seconds: dict[str, float]) -> Summary:
    """Return the summary of a build that has nothing to do."""
    told = graded(last.diagnostics, now.options.strictness)
    if errors(told):
        return Summary(now.root, told, seconds)
    archive = last.archive(last.table(now.memo, kept.SITE))
    words = _explained(now, archive, Frame(last.frame, frozenset()), how, {})
    if now.checked.stamped:
        leave_stamps(now.memo, last, now.checked.stamped)
    placed, notes = Placed(0, last.counts.files, 0), shelving.notes(last.shelves)
    return Summary(now.root, told, seconds, Done(now.target, (), (), placed, last.counts, notes, words))


def _work(now: Basis, progress: Progress, stage: Stage) -> Work:
    """Return what this build has to do: as little as is known to be enough."""
    change = now.change
    if now.last and isinstance(change, Texts):
        with stage("load"):
            work = resumed(now.memo, now.last, now.found, change.paths, now.checked.astray, now.options)
        if not isinstance(work, Everything):
            return work
    site = read_site(now.found, now.options, Keeping(now.memo, now.state), progress, stage)
    with stage("assemble"):
        return whole(site, now.found, now.rows(), now.checked.astray)


def _explained(
    now: Basis,
    archive: Archive,
    frame: Frame,
    how: How,
    made: Mapping[Address, Row],
    gone: Set[Address] = frozenset(),
) -> tuple[str, ...]:
    """Return why the page that is asked for was rendered, or why not.

    `made` are the pages that were looked at, `gone` those that the last build had and this one has not.
    """
    if not how.explain:
        return ()
    before = now.rows()
    known = before.keys() | made.keys()
    address = address_of(how.explain, now.root.resolve().as_posix(), now.out, archive.by_path, known)
    after, lost = made.get(address), urls.output(address) in now.checked.astray
    why = tuple(one for one in now.change.why if one in NO_FILE) if isinstance(now.change, Everything) else ()
    story = Story(address, before.get(address), after, lost, address in gone, why)
    look = now.found.theme
    found = sources(archive, frame, after.page, look.templates, look.locales) if after else frozenset()
    return explained(story, now.last.inputs if now.last else None, now.present, found)
