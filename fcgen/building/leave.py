"""What a build leaves in the memo when its files are in place."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.archive.to_come import dates
from fcgen.building import last as kept
from fcgen.building.basis import Basis
from fcgen.building.last import PAGES, RECORDS, SITE, Last, Readers
from fcgen.building.loading import forget_others
from fcgen.building.looking import OUTPUTS
from fcgen.building.making import Site, pages_alone
from fcgen.building.pictures import Keeping, forget_other_pictures
from fcgen.building.press import Made
from fcgen.building.site import settings
from fcgen.building.staleness import Period
from fcgen.building.work import Work
from fcgen.console.summary import Counts
from fcgen.digest import Digest
from fcgen.disk.manifest import LISTS
from fcgen.disk.memo import Memo, Table, table
from fcgen.disk.stamps import Output
from fcgen.pages.subjects import is_page

UNKNOWN: Final = Digest("")
"""In place of a file's digest: whatever it holds, the next build finds it changed."""


def leave(now: Basis, work: Work, site: Site, outputs: Mapping[str, Output]) -> Last:
    """Leave what this build made, and return it. `outputs` are the files that its stage knew, as they are now.

    Raises DamagedError.
    """
    files = {**now.present.files, **work.read, **dict.fromkeys(site.moved, UNKNOWN)}
    inputs = msgspec.structs.replace(now.present, files=files)
    if now.last and work.site is None:
        texts = {"of_text": work.of_text, "of_links": work.of_links}
        last = msgspec.structs.replace(now.last, inputs=inputs, shelves=site.shelves, data=site.data, **texts)
        if not pages_alone(work):
            last = msgspec.structs.replace(last, counts=_counted(last.counts, outputs))
        if pages_alone(work):  # then the stage knew but a few of them
            outputs = {**now.checked.stamped, **outputs}
        _leave_changes(now.memo, last, work, site.made, outputs)
        return last
    archive = work.archive
    kinds = Counter(key.kind.value for key in archive.entries)
    last = Last(
        out=now.out,
        inputs=inputs,
        period=Period() if now.options.future else period(archive, now.options.now),
        config=archive.config,
        redirects=archive.redirects,
        kept_back=archive.kept_back,
        policies=archive.policies,
        publisher=archive.publisher,
        frame=work.frame.site,
        uses=work.uses,
        others=work.others,
        of_text=work.of_text,
        of_links=work.of_links,
        broken=any(one.broken for one in work.texts.values()),
        framing=work.site.plan.framing if work.site else (),
        shelves=site.shelves,
        data=site.data,
        counts=_counted(Counts(_pages(site), kinds, 0, archive.left_out), outputs),
    )
    _leave_all(now.memo, last, work, site, outputs)
    if work.site:
        forget_others(now.memo, work.site.items, settings(now.found), inputs.zone, archive.outlines)
        forget_other_pictures(Keeping(now.memo, now.state), work.site.pictures)
    return last


def leave_stamps(memo: Memo, last: Last, outputs: Mapping[str, Output]) -> None:
    """Leave what the last build left, with new stamps of some of its outputs. Raises DamagedError."""
    tables = {name: last.table(memo, name) for name in (SITE, PAGES, RECORDS, OUTPUTS)}
    with memo.change():
        kept.remember(memo, last, tables | {OUTPUTS: tables[OUTPUTS].changed(kept.encoded(outputs))})


def _leave_all(memo: Memo, last: Last, work: Work, site: Site, outputs: Mapping[str, Output]) -> None:
    values: dict[str, Mapping[str, bytes]] = {
        SITE: kept.site_cells(work.archive, work.texts, _readers(site.made, work, {})),
        PAGES: kept.encoded(site.rows),
        RECORDS: {address: site.records[address] for address, row in site.rows.items() if row.record},
        OUTPUTS: kept.encoded(outputs),
    }
    with memo.change():
        kept.remember(memo, last, {name: table(memo, name, content) for name, content in values.items()})


def _leave_changes(memo: Memo, last: Last, work: Work, made: Made, outputs: Mapping[str, Output]) -> None:
    tables = {name: last.table(memo, name) for name in (SITE, PAGES, RECORDS, OUTPUTS)}
    changes = kept.site_changes(
        {path: work.archive.outlines[path] for path in work.read},
        work.texts,
        _readers(made, work, kept.readers(tables[SITE])),
    )
    new = kept.encoded(outputs)
    with memo.change():
        after: dict[str, Table] = {
            SITE: tables[SITE].changed(changes),
            PAGES: tables[PAGES].changed(kept.encoded(made.rows)),
            RECORDS: tables[RECORDS].changed(made.records),
            OUTPUTS: tables[OUTPUTS].changed(new) if pages_alone(work) else table(memo, OUTPUTS, new),
        }
        kept.remember(memo, last, after)


def _readers(made: Made, work: Work, before: Mapping[str, Readers]) -> dict[str, Readers]:
    """Return who asks for outlines, those `before` included, as far as it has changed."""
    pages: dict[str, dict[str, None]] = {}
    entries: dict[str, dict[str, None]] = {}
    for address, paths in made.asked.items():
        for path in paths:
            pages.setdefault(path, {})[address] = None
    for path, one in work.texts.items():
        for other in one.outlines:
            entries.setdefault(other, {})[path] = None
    changed = {}
    for path in pages.keys() | entries.keys():
        old = before.get(path, Readers())
        new = Readers(_with(old.pages, pages.get(path, ())), _with(old.entries, entries.get(path, ())))
        if new != old:
            changed[path] = new
    return changed


def _with(old: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _pages(site: Site) -> int:
    """Return how many pages for readers there are."""
    return sum(is_page(row.page) for row in site.rows.values())


def _counted(counts: Counts, outputs: Mapping[str, Output]) -> Counts:
    return msgspec.structs.replace(counts, files=len(outputs.keys() - set(LISTS)))


def period(archive: Archive, now: dt.datetime) -> Period:
    """Return the time around `now` in which the same entries are shown."""
    shown = (date.start for entry in archive.entries.values() for date in dates(entry))
    return Period(max((start for start in shown if start <= now), default=None), archive.until)
