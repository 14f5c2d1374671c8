"""`fcgen build`: the stages in their order, and the only place where pages are written."""

import datetime as dt
import gc
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.commands import last as kept
from fcgen.commands import shelving
from fcgen.commands.cells import Over
from fcgen.commands.explain import Story, address_of, explained, sources
from fcgen.commands.inputs import Inputs, Options, Seen, inputs, seen
from fcgen.commands.last import Last, ShelfMark
from fcgen.commands.leave import leave_all, leave_changes, leave_stamps
from fcgen.commands.loading import forget_others
from fcgen.commands.press import Bodies, Made, Press, Row, joined, print_pages
from fcgen.commands.program import program
from fcgen.commands.progress import Progress, Stage, silent
from fcgen.commands.site import read_site, settings
from fcgen.commands.staleness import Everything, Period, Texts, changed
from fcgen.commands.summary import Counts, Done, Summary
from fcgen.commands.work import Work, resumed, whole
from fcgen.commands.workers import begun
from fcgen.config import CONFIG_FILE, Config, missing_config
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.digest import Digest, digest
from fcgen.disk.lock import locked
from fcgen.disk.manifest import LISTS, PAGEFIND, RefusedError
from fcgen.disk.memo import DamagedError, Memo, forget, remembered
from fcgen.disk.output import Placed
from fcgen.disk.output import Stage as Staging
from fcgen.disk.search import SEARCH
from fcgen.disk.stamps import Checked, Output
from fcgen.pages.frame import Frame
from fcgen.pages.plan import Plan
from fcgen.pages.render import Templates
from fcgen.pages.view_types import Shelf
from fcgen.pages.views import Shelves

STATE = ".fcgen"
"""The folder beside config.yaml for what a build needs on its way, and the memo. It can be deleted at any time."""

STAGE = "stage"
"""Where, in it, files wait until all are there."""


class How(msgspec.Struct, frozen=True):
    """How a build is asked for: `out` is relative to the site's folder, None: where the configuration says.

    `clean`: nothing is taken from earlier builds. `explain`: an address or a file of the output folder, of which is
    told why it was made, or why not.
    """

    out: Path | None = None
    clean: bool = False
    explain: str = ""


class _Begun(msgspec.Struct, frozen=True):
    """A build after its scan: what is there now, and what the last build left, if it left anything for this one."""

    root: Path
    target: Path
    options: Options
    memo: Memo
    found: Seen
    present: Inputs
    last: Last | None
    checked: Checked

    @property
    def state(self) -> Path:
        return self.root / STATE


class _Pages(msgspec.Struct, frozen=True):
    """The pages of a build, made: `rows` are those of all pages of the site, `changed` those that were looked at."""

    changed: Made
    rows: Mapping[Address, Row]
    records: Mapping[str, bytes]
    shelves: Mapping[str, ShelfMark]


def build(root: Path, how: How, options: Options, progress: Progress) -> Summary:
    """Build the site in the folder `root`.

    With errors in the content nothing is written, and the summary has them. Raises RefusedError, BusyError,
    SearchFailedError and OSError.
    """
    if not (root / CONFIG_FILE).is_file():  # then this may be anybody's folder, and nothing is written into it
        return Summary(root, graded((missing_config(),), options.strictness), {})
    state = root / STATE
    with _without_collection(), locked(state):
        for left_over in (STAGE, SEARCH):
            shutil.rmtree(state / left_over, ignore_errors=True)
        if how.clean:
            forget(state)
        try:
            return _build(root, how, options, progress)
        except DamagedError:  # only a memo is lost, and nothing was taken from it that was not whole
            forget(state)
            return _build(root, how, options, progress)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Enclose what makes millions of values and no cycles worth looking for: collecting took half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _build(root: Path, how: How, options: Options, progress: Progress) -> Summary:
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start

    with remembered(root / STATE, program()) as memo:
        with stage("scan"):
            begun_build, problems = _scan(root, how, options, memo)
        if begun_build is None:
            return Summary(root, graded(problems, options.strictness), seconds)
        now = begun_build
        change = _change(now)
        if now.last and change == Texts() and not now.checked.astray:
            return _nothing(now, now.last, how, seconds)
        work = None
        if now.last and isinstance(change, Texts):
            with stage("load"):
                found = resumed(memo, now.last, now.found, change.paths, now.checked.astray, options)
            work, change = (found, change) if isinstance(found, Work) else (None, found)
        if work is None:
            site = read_site(now.found, options, memo, progress, stage)
            with stage("assemble"):
                work = whole(site, now.found, _rows(now), now.checked.astray)
        told = graded(work.diagnostics, options.strictness)
        if errors(told):
            return Summary(root, told, seconds)
        with closing(Bodies(now.state)) as bodies, _staging(now, work) as staged:
            pages, copied = _print(now, work, bodies, staged, progress, stage)
            if pages.changed.problems:
                return Summary(root, graded((*work.diagnostics, *pages.changed.problems), options.strictness), seconds)
            with stage("write"):
                placed, outputs = staged.place()
        words = _explained(now, work.archive, work.frame, how, pages.changed.rows) if how.explain else ()
        with stage("write"):
            last = _leave(now, work, pages, copied, outputs)
        placed = msgspec.structs.replace(placed, unchanged=last.counts.files - placed.written)
        return Summary(
            root,
            told,
            seconds,
            Done(now.target, pages.changed.rendered, placed, last.counts, shelving.notes(last.shelves), words),
        )


def _scan(root: Path, how: How, options: Options, memo: Memo) -> tuple[_Begun | None, tuple[Diagnostic, ...]]:
    """Return what is there, or None where there is no configuration, and what is wrong.

    The outputs of the last build are looked at meanwhile, by another process.
    """
    last, checked = kept.recalled(memo), Checked(frozenset(), {})
    looking = (
        begun(kept.look, kept.Place(root / STATE, root / last.out, last.checksums[kept.OUTPUTS]), options.crew)
        if last
        else None
    )
    found, problems = seen(root, options)
    if looking:
        checked = looking()
    if found is None:
        return None, problems
    target = _target(root, how, found.config)
    if last and last.out != _name(root, target):
        last, checked = None, Checked(frozenset(), {})
    return _Begun(root, target, options, memo, found, inputs(found, options), last, checked), problems


def _change(now: _Begun) -> Texts | Everything:
    if now.last is None:
        return changed(None, now.present, Period(), now.options.now)
    return changed(now.last.inputs, now.present, now.last.period, now.options.now)


def _nothing(now: _Begun, last: Last, how: How, seconds: dict[str, float]) -> Summary:
    """Return the summary of a build that has nothing to do."""
    told = graded(last.diagnostics, now.options.strictness)
    if errors(told):
        return Summary(now.root, told, seconds)
    if now.checked.stamped:
        leave_stamps(now.memo, last, now.checked.stamped)
    archive = last.archive(last.table(now.memo, kept.SITE))
    words = _explained(now, archive, Frame(last.frame, frozenset()), how, {}) if how.explain else ()
    placed = Placed(0, last.counts.files, 0)
    return Summary(
        now.root, told, seconds, Done(now.target, (), placed, last.counts, shelving.notes(last.shelves), words)
    )


def _explained(now: _Begun, archive: Archive, frame: Frame, how: How, made: Mapping[Address, Row]) -> tuple[str, ...]:
    """Return why the page that is asked for was rendered, or why not. `made` are the pages that were looked at."""
    address = address_of(how.explain, _name(now.root, now.target), archive.by_path)
    after = made.get(address)
    story = Story(address, _rows(now).get(address), after, urls.output(address) in now.checked.astray)
    found = sources(archive, frame, after.page, now.found.theme.templates) if after else frozenset()
    return explained(story, now.last.inputs if now.last else None, now.present, found)


def _rows(now: _Begun) -> Mapping[Address, Row]:
    return kept.rows(now.last.table(now.memo, kept.PAGES)) if now.last else {}


def _staging(now: _Begun, work: Work) -> Staging:
    """Begin the stage; where nothing but pages is made, it need know no other files."""
    if now.last is None:
        return Staging(now.state / STAGE, now.target)
    if _pages_alone(work):
        table = now.last.table(now.memo, kept.OUTPUTS)
        names = (LISTS[0], *(urls.output(order.page.address) for order in work.orders))
        known = {name: kept.OUTPUT.decode(table[name]) for name in names if name in table}
    else:
        known = kept.outputs(now.memo, now.last)
    known |= {path: output for path, output in now.checked.stamped.items() if path in known}
    return Staging(now.state / STAGE, now.target, known, known.keys() - now.checked.astray)


def _pages_alone(work: Work) -> bool:
    return work.site is None and work.search is None


def _print(
    now: _Begun, work: Work, bodies: Bodies, staged: Staging, progress: Progress, stage: Stage
) -> tuple[_Pages, dict[str, Digest]]:
    """Make and stage pages, copies and search indexes; return the pages, and what copied files held, by path."""
    last, config = now.last, now.found.config
    with stage("render"):
        templates = Templates(now.found.theme.templates, now.found.theme.paths)
        press = Press(work.archive, work.frame, templates, work.uses, bodies)
        made = print_pages(press, work.orders, staged, now.options.crew, progress)
        copied = _copy(now, work.site.plan, staged) if work.site else {}
    before = _rows(now)
    rows = made.rows if work.site else Over(made.rows, before)
    old: Mapping[str, bytes] = last.table(now.memo, kept.RECORDS) if last else {}
    records = Over(made.records, old)
    marks: Mapping[str, ShelfMark] = last.shelves if last else {}
    standing: set[str] = set()
    if work.search and not made.problems:
        with stage("search"):
            if work.site or any(row.record != before[address].record for address, row in made.rows.items()):
                marks = shelving.shelves(rows.values())
            standing = {name for name, mark in marks.items() if last and _stands(now, last, name, mark)}
            shelving.index(marks.keys() - standing, rows.values(), records, bodies, now.state, staged, progress)
            shelves = tuple(Shelf(urls.href(config.base_path, urls.shelf(n)), m.pages) for n, m in marks.items())
            script = now.found.theme.assets.get("search.js")
            address = urls.href(config.base_path, urls.asset("search.js", script)) if script else ""
            press = msgspec.structs.replace(press, shelves=Shelves(shelves, address))
            made = joined(made, print_pages(press, (work.search,), staged, now.options.crew, silent))
            rows = made.rows if work.site else Over(made.rows, before)
    staged.keep(
        path
        for path in staged.in_place
        if (path.split("/")[1] in standing if path.startswith(PAGEFIND) else work.site is None)
    )
    return _Pages(made, rows, records, marks), copied


def _stands(now: _Begun, last: Last, name: str, mark: ShelfMark) -> bool:
    """Tell whether the index of a shelf is in place as it would be made."""
    folder = shelving.folder(name)
    return last.shelves.get(name) == mark and not any(path.startswith(folder) for path in now.checked.astray)


def _copy(now: _Begun, plan: Plan, staged: Staging) -> dict[str, Digest]:
    """Stage the files that are published as they are; return what those held that were read, by path."""
    read: dict[str, Digest] = {}
    for copy in plan.copies:
        path = urls.output(copy.address)
        if not staged.keeps(path, copy.file.digest):
            data = now.found.source.read(copy.file.path)
            read[copy.file.path] = digest(data)
            staged.add(path, data)
    for name, address in plan.assets.items():
        staged.add(urls.output(address), now.found.theme.contents[name])
    staged.add(".nojekyll", b"")
    return read


def _leave(now: _Begun, work: Work, pages: _Pages, copied: Mapping[str, Digest], outputs: Mapping[str, Output]) -> Last:
    """Leave in the memo what this build made, and return it."""
    files = {**now.present.files, **work.read, **copied}
    present = msgspec.structs.replace(now.present, files=files)
    if work.site is None and now.last:
        last = msgspec.structs.replace(
            now.last,
            inputs=present,
            of_text=work.of_text,
            of_links=work.of_links,
            shelves=pages.shelves,
        )
        if not _pages_alone(work):
            last = msgspec.structs.replace(last, counts=_counted(last.counts, outputs))
        outputs = {**now.checked.stamped, **outputs}
        leave_changes(now.memo, last, work, pages.changed, outputs, whole=not _pages_alone(work))
        return last
    archive = work.archive
    last = Last(
        out=_name(now.root, now.target),
        inputs=present,
        period=Period() if now.options.future else _period(archive, now.options.now),
        config=archive.config,
        redirects=archive.redirects,
        kept_back=archive.kept_back,
        publisher=archive.publisher,
        frame=work.frame.site,
        uses=work.uses,
        others=work.others,
        of_text=work.of_text,
        of_links=work.of_links,
        broken=any(one.broken for one in work.texts.values()),
        shelves=pages.shelves,
        counts=_counted(
            Counts(len(pages.rows), Counter(key.kind.value for key in archive.entries), 0, archive.left_out), outputs
        ),
    )
    told: dict[str, bytes] = {address: pages.records[address] for address, row in pages.rows.items() if row.record}
    leave_all(now.memo, last, work, pages.changed, told, outputs)
    if work.site:
        forget_others(now.memo, work.site.items, settings(now.found), present.zone, archive.outlines)
    return last


def _counted(counts: Counts, outputs: Mapping[str, Output]) -> Counts:
    return msgspec.structs.replace(counts, files=len(outputs.keys() - set(LISTS)))


def _period(archive: Archive, now: dt.datetime) -> Period:
    """Return the time around `now` in which the same entries are shown."""
    shown = [entry.date.start for entry in archive.entries.values() if entry.date]
    to_come = [entry.date.start for entry in archive.kept_back if entry.date and entry.date.start > now]
    return Period(max((start for start in shown if start <= now), default=None), min(to_come, default=None))


def _name(root: Path, target: Path) -> str:
    """Return what the output folder is called in the memo: relative, so that an archive can be moved with it."""
    return Path(os.path.relpath(target, root.resolve())).as_posix()


def _target(root: Path, how: How, config: Config) -> Path:
    """Return the output folder, unless writing there would harm the site itself. Raises RefusedError."""
    out, home = (root / (how.out or config.output)).resolve(), root.resolve()
    for folder in (home, *((home / name).resolve() for name in (config.content, config.templates, STATE))):
        if out == folder or out in folder.parents:
            raise RefusedError(f"{out} holds {folder}; name another output folder")
        if folder != home and folder in out.parents:
            raise RefusedError(f"{out} is inside {folder}; name another output folder")
    return out
